//! The search index of a case, in `derived/search`: fed from the ledger's records alone, and knows its position.
//! Which texts are documents is the archive's matter; the stemmer is in `text`. It can be thrown away at any time.

mod asked;
mod batch;
mod build;
mod check;
mod document;
mod facets;
mod indexed;
mod marks;
mod names;
mod pace;
mod query;
mod read_only;
mod schema;
mod shown;
mod weights;

pub use document::{FacetCounts, Hit, Hits, PART, SearchDoc};
pub use names::NameBook;
pub use query::Query;

use crate::LedgerError;
use check::Manifest;
use schema::Fields;
use std::path::{Path, PathBuf};
use tantivy::{Index, IndexReader, ReloadPolicy};

/// The version of the index: another one is thrown away and made again.
pub(crate) const VERSION: u64 = 8;

/// The index of one case at one position.
pub struct SearchIndex {
    reader: IndexReader,
    fields: Fields,
    position: u64,
}

impl SearchIndex {
    /// Opens the index; none if there is none, or one of another version, or one that cannot be opened: then it is to be
    /// made again.
    ///
    /// # Errors
    /// `Unreadable` when the disk fails.
    pub fn open(case_dir: impl AsRef<Path>) -> Result<Option<SearchIndex>, LedgerError> {
        let folder = folder(case_dir.as_ref());
        let Some(manifest) = Manifest::read(&folder)?.filter(|manifest| manifest.version == VERSION) else {
            return Ok(None);
        };
        if !check::may_be_searched(&folder, &manifest)? {
            return Ok(None);
        }
        Ok(read_only::index(&folder).and_then(|index| Self::over(&index, manifest.position)))
    }

    /// The ledger position that it was made at: how many entries it has.
    pub fn position(&self) -> u64 {
        self.position
    }

    fn over(index: &Index, position: u64) -> Option<SearchIndex> {
        let fields = Fields::of(&index.schema())?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().ok()?;
        Some(SearchIndex { reader, fields, position })
    }
}

/// Where a case's index is.
fn folder(case_dir: &Path) -> PathBuf {
    case_dir.join("derived").join("search")
}

/// What the index library said, as an error about the index.
fn broken(error: impl std::fmt::Display) -> LedgerError {
    LedgerError::DerivedFailed { file: "derived/search".to_owned(), what: error.to_string() }
}

#[cfg(test)]
mod tests;
