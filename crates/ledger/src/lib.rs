//! The append-only log with its proofs, and the tables and search index derived from it.
//! Knows payloads as JSON with an id, never what they mean: rules live in the archive.
//!
//! ```no_run
//! use firsthand_ledger::{Log, Signer, WriteLock};
//! # fn main() -> Result<(), firsthand_ledger::LedgerError> {
//! # let (seed, drafts) = ([0; 32], Vec::new());
//! let signer = Signer::generate("firsthand.case/beslan", seed)?;
//! let mut log = Log::create("beslan", "0192f0c1-…", &signer)?;
//! let lock = WriteLock::acquire("beslan")?;
//! let receipt = log.append_batch(&lock, drafts, &signer, &mut || Ok([7; 16]))?;
//! assert!(log.verify(Some(&signer.verifier_text())).faults.is_empty());
//! # Ok(())
//! # }
//! ```
#![warn(missing_docs)]

pub mod search;
pub mod tables;

mod canonical;
mod checkpoint;
mod codec;
mod durable;
mod error;
mod hex;
mod keys;
mod layout;
mod line;
mod lines;
mod lock;
mod log;
mod note;
mod payload;
mod proof;
mod tree;
mod verify;

pub use canonical::canonical;
pub use checkpoint::Checkpoint;
pub use codec::{Codec, Open};
pub use error::LedgerError;
pub use keys::Signer;
pub use lock::WriteLock;
pub use log::{Entries, Entry, EntryState, Log, Receipt, Recovered, Salts, Settings};
pub use note::{note_text, sign_note, verify_note};
pub use payload::{ERASURE_KIND, Payload, erased_by};
pub use proof::{verify_consistency, verify_inclusion};
pub use tree::{Hash, Tree, TreeHead, leaf_hash};
pub use verify::{Fault, LedgerReport};
