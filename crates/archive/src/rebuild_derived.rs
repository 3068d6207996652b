//! The verb *rebuild*: throws everything derived away and makes it again from the ledger.
//! No stranger's file is read again: what was accepted is in the ledger and under `accepted/`.

use crate::error::{ArchiveError, disk};
use crate::import_folder::Progress;
use crate::{Archive, Surroundings};
use firsthand_ledger::tables::Tables;
use serde::Serialize;
use std::collections::BTreeMap;

/// What a rebuild made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Rebuilt {
    /// Entries replayed.
    pub entries: u64,
    /// Records by kind.
    pub records: BTreeMap<String, u64>,
}

impl Archive {
    /// Rebuilds tables and search index.
    ///
    /// # Errors
    /// When the case cannot be written, or an entry cannot be replayed: the error names the entry and the reason.
    pub fn rebuild_derived(
        &mut self,
        around: &Surroundings,
        progress: &mut Progress<'_>,
    ) -> Result<Rebuilt, ArchiveError> {
        let _writing = self.begin_writing_without_derived(around)?;
        let derived = self.dir.join("derived");
        self.tables.close()?;
        if derived.exists() {
            std::fs::remove_dir_all(&derived).map_err(disk("remove", &derived))?;
        }
        self.tables = Tables::open(&self.dir)?;
        progress("replaying", 0, self.log.size());
        self.catch_up()?;
        progress("replaying", self.log.size(), self.log.size());
        let counts = self.tables.counts()?;
        let records = counts.into_iter().map(|(kind, count)| (kind.to_string(), count)).collect();
        Ok(Rebuilt { entries: self.log.size(), records })
    }
}
