//! Builders for synthetic case folders, and where the shared suites are. Never shipped, and no rules in it.
//! All names are roles; no person of this kit exists.

mod damage;
mod flips;
mod folder;
pub mod made_files;
pub mod made_heif;
pub mod made_mail;
mod shared;

pub use damage::Damage;
pub use flips::{Flip, flips};
pub use folder::{CaseFolder, Row};
pub use shared::{shared, shared_or_skip};
