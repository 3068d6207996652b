//! Bytes as received, kept once under their SHA-256. The only room that writes an original.
//! Knows bytes and digests; names as received, persons and texts live in the ledger's payloads, never here.
//!
//! ```no_run
//! use firsthand_vault::{Shelf, Vault};
//! # fn main() -> Result<(), firsthand_vault::VaultError> {
//! let vault = Vault::open("beslan");
//! let stored = vault.store_file("interview-07.mp4".as_ref(), &mut |_bytes_so_far| {})?;
//! let faults = vault.check(Shelf::Originals, &[(stored.sha256, stored.size_bytes)], &mut |_| {})?;
//! assert!(faults.is_empty());
//! # Ok(())
//! # }
//! ```
#![warn(missing_docs)]

mod check;
mod codec;
mod digest;
mod durable;
mod error;
mod object;
mod queue;
mod remove;
mod shelf;
mod store;
mod store_files;
mod sums;

pub use check::{Fault, FaultKind};
pub use codec::{Encoder, ObjectCodec, Open, ReadSeek};
pub use digest::Digest;
pub use error::VaultError;
pub use object::Object;
pub use shelf::{Shelf, Vault};
pub use store::Stored;
pub use sums::{Sums, sums_of};
