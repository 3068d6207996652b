//! How far the verb *derive* has come, for whoever asks while it runs in the background, and how its last run ended. It is
//! written beside what is made, after each derivative; like that it can be thrown away.

use crate::Archive;
use crate::derivatives::derive::{Derivation, DerivativeLine};
use crate::derivatives::derive_plan::{Item, Plan, items};
use crate::derivatives::derived_files::DerivedFiles;
use crate::error::{ArchiveError, disk};
use firsthand_model::DerivativeKind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

/// One run, as far as it has come.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DerivationRun {
    /// How many derivatives it has gone through.
    pub done: u64,
    /// How many there are to go through.
    pub total: u64,
    /// How many came to each end so far.
    pub counts: BTreeMap<String, u64>,
    /// Those that could not be made, with the reason.
    pub failed: Vec<DerivativeLine>,
}

/// Whether derivatives are being made, and what is there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct DerivationStatus {
    /// Whether a command makes derivatives of this case now.
    pub is_running: bool,
    /// That run, or otherwise the last one; none if there was none.
    pub run: Option<DerivationRun>,
    /// How many derivatives are there of those that can be made. Whether their bytes are whole is for *verify* to say.
    pub there: u64,
    /// What can be made and is not there, as what its original is called and its kind.
    pub missing: Vec<(String, DerivativeKind)>,
}

impl DerivationRun {
    /// Takes up what became of one more derivative.
    pub(crate) fn take(&mut self, line: &DerivativeLine) {
        self.done += 1;
        *self.counts.entry(line.state.to_string()).or_default() += 1;
        if line.state == Derivation::Failed {
            // By digest alone: the name is the case's, and goes from there when the original is erased.
            self.failed.push(DerivativeLine { id: line.original.clone(), ..line.clone() });
        }
    }

    /// Writes it where others read it. Nothing rests on it: where it cannot be written the work goes on.
    pub(crate) fn write(&self, files: &DerivedFiles) {
        let partial = path(files).with_extension("json.partial");
        let written = fs::write(&partial, serde_json::to_vec(self).unwrap_or_default());
        if let Err(error) = written.and_then(|()| fs::rename(&partial, path(files))) {
            tracing::warn!(%error, "how far derivatives have come cannot be written");
        }
    }

    /// Removes what was written of the last run.
    pub(crate) fn forget(files: &DerivedFiles) {
        let _ = fs::remove_file(path(files));
    }

    fn read(files: &DerivedFiles) -> Option<DerivationRun> {
        serde_json::from_slice(&fs::read(path(files)).ok()?).ok()
    }

    /// Whether it went through everything.
    pub fn has_ended(&self) -> bool {
        self.done >= self.total
    }
}

impl Archive {
    /// Whether derivatives are being made, how far that has come, and what is there or missing of what people look at or listen to.
    ///
    /// # Errors
    /// When the case or the folder of derivatives cannot be read.
    pub fn derivation_status(&self) -> Result<DerivationStatus, ArchiveError> {
        let files = DerivedFiles::of(&self.dir);
        let shown: Vec<DerivativeKind> =
            DerivativeKind::ALL.iter().copied().filter(|kind| !kind.is_compared()).collect();
        let snapshot = self.snapshot()?;
        let items = items(&snapshot, &self.vault, &shown);
        let can_be_made = items.into_iter().filter(|item| matches!(item.plan, Plan::Made(..)));
        let (there, missing): (Vec<Item>, Vec<Item>) =
            can_be_made.partition(|item| files.record(&item.original, item.kind).is_some());
        let names = snapshot.names_of_originals();
        let run = DerivationRun::read(&files).map(|mut run| {
            run.failed.retain(|line| names.contains_key(line.original.as_str()));
            run.failed.iter_mut().for_each(|line| line.id = names[line.original.as_str()].to_owned());
            run
        });
        Ok(DerivationStatus {
            is_running: files.is_locked().map_err(disk("read", files.root()))?,
            run,
            there: there.len() as u64,
            missing: missing.into_iter().map(|item| (item.id, item.kind)).collect(),
        })
    }
}

fn path(files: &DerivedFiles) -> PathBuf {
    files.root().join("run.json")
}
