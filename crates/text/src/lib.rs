//! Folding, stemming and written forms of words, shared by search, by the dossier's index and by the leak scan; and how texts
//! are compared.
//! Pure functions over strings: no disk, no index, no record of any case. What is found where lives in `ledger` and `publish`.

mod endings;
mod fold;
mod forms;
pub mod query;
mod shingles;
mod sketch;
mod stem;
mod token;

pub use endings::endings;
pub use fold::fold;
pub use forms::written_forms;
pub use shingles::Shingles;
pub use sketch::{SKETCH_ROWS, bands, common_permille, estimated_permille, sketch};
pub use stem::stem;
pub use token::{Token, each_word, stands_alone, telling, tokens};
