//! The verb *rebuild*: throws everything derived away and makes it again from the ledger.
//! No stranger's file is read again: what was accepted is in the ledger and under `accepted/`.

use crate::derivatives::derived_files::DerivedFiles;
use crate::error::{ArchiveError, disk};
use crate::step::{Doing, Progress, Step};
use crate::{Archive, Surroundings};
use firsthand_ledger::tables::Tables;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;

/// What a rebuild made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Rebuilt {
    /// Entries replayed.
    pub entries: u64,
    /// Records by kind.
    pub records: BTreeMap<String, u64>,
    /// Derivatives kept: they rest on originals and not on the ledger, and strangers' files are not read here.
    pub derivatives: u64,
}

impl Archive {
    /// Rebuilds tables and search index. Derivatives that are whole are kept, the others go; `derive` makes them again.
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
        remove_all_but_derivatives(&derived)?;
        let derivatives = self.drop_damaged_derivatives()?;
        self.tables = Tables::open(&self.dir)?;
        progress(Step::new(Doing::Replaying, 0, self.log.size()));
        self.catch_up()?;
        progress(Step::new(Doing::Replaying, self.log.size(), self.log.size()));
        let counts = self.tables.counts()?;
        let records = counts.into_iter().map(|(kind, count)| (kind.to_string(), count)).collect();
        Ok(Rebuilt { entries: self.log.size(), records, derivatives })
    }

    /// How many derivatives are left.
    fn drop_damaged_derivatives(&self) -> Result<u64, ArchiveError> {
        let made = DerivedFiles::of(&self.dir);
        let mut kept = 0;
        for (original, record) in made.all() {
            match record {
                Ok(record) if made.fault(&original, &record).is_none() => kept += 1,
                Ok(record) => drop(made.remove(&original, record.kind).map_err(disk("remove", made.root()))?),
                Err(_) => drop(made.remove_all(&original)?),
            }
        }
        Ok(kept)
    }
}

fn remove_all_but_derivatives(derived: &Path) -> Result<(), ArchiveError> {
    let made = DerivedFiles::of(derived.parent().unwrap_or(derived));
    let entries = match std::fs::read_dir(derived) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(disk("read", derived))?,
    };
    for path in entries.flatten().map(|entry| entry.path()).filter(|path| path != made.root()) {
        let removed = if path.is_dir() { std::fs::remove_dir_all(&path) } else { std::fs::remove_file(&path) };
        removed.map_err(disk("remove", &path))?;
    }
    Ok(())
}
