//! The verb *derive*: makes posters, peaks, proxies, page images and thumbnails of held originals, or removes them.
//! Writes below `derived/` alone and no entry: whatever it makes can be thrown away and made again.

use crate::derivatives::derivation_run::DerivationRun;
use crate::derivatives::derive_plan::{Item, items};
use crate::derivatives::derive_workshop::Workshop;
use crate::derivatives::derived_files::DerivedFiles;
use crate::error::ArchiveError;
use crate::snapshot::Snapshot;
use crate::step::{Doing, Progress, Step};
use crate::{Archive, Surroundings};
use firsthand_model::natural::natural;
use firsthand_model::{DerivativeKind, OriginalRecord};
use firsthand_vault::Digest;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Mutex;

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct DeriveOptions {
    /// Sources, names of files or digests; empty means every held original.
    pub ids: Vec<String>,
    /// Kinds; empty means everything that people look at or listen to.
    pub kinds: Vec<DerivativeKind>,
    /// Remove instead of making.
    pub remove: bool,
    /// How many are made at once; at least one.
    pub jobs: usize,
    /// Wait while another command makes derivatives of the same case, instead of failing.
    pub wait: bool,
}

firsthand_model::vocabulary! {
    /// What became of one derivative.
    Derivation {
        /// It was made now.
        Made = "made",
        /// It is there, and would come out the same.
        Current = "current",
        /// It is not needed.
        NotNeeded = "not_needed",
        /// It could not be made.
        Failed = "failed",
        /// It was removed.
        Removed = "removed",
    }
}

/// One derivative and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DerivativeLine {
    /// What its original is called.
    pub id: String,
    /// The original's digest.
    pub original: String,
    /// What it is.
    pub kind: DerivativeKind,
    /// What became of it.
    pub state: Derivation,
    /// Why: what keeps it from being made and what to do, or what it is needed for. Empty where there is nothing to say.
    pub reason: String,
    /// Its files, as paths from the case's folder.
    pub files: Vec<String>,
}

/// What a run did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Derived {
    /// How many came to each end.
    pub counts: BTreeMap<String, u64>,
    /// Each derivative.
    pub derivatives: Vec<DerivativeLine>,
    /// What this system does not hold programs of others to.
    pub notices: Vec<String>,
}

impl Derived {
    /// How many could not be made.
    pub fn failed(&self) -> u64 {
        self.counts.get(Derivation::Failed.word()).copied().unwrap_or(0)
    }
}

impl Archive {
    /// Makes, or removes, the derivatives asked for, several at once; who and when is in the record of each. What is there and would come out the same is left.
    ///
    /// # Errors
    /// When an id names no held original, another command makes derivatives here, or the folder cannot be written.
    /// What cannot be made is no error: it is in the result.
    pub fn derive(
        &self,
        options: &DeriveOptions,
        around: &Surroundings,
        progress: &mut Progress<'_>,
    ) -> Result<Derived, ArchiveError> {
        let files = DerivedFiles::of(&self.dir);
        let items = self.chosen(&self.snapshot()?, options)?;
        if items.is_empty() && !files.root().exists() {
            return Ok(Derived::default());
        }
        let _lock = files.lock(options.wait)?;
        files.sweep();
        let shop = Workshop {
            case: &self.dir,
            files,
            vault: &self.vault,
            around,
            position: self.log.size(),
            tools: Mutex::default(),
        };
        let mut lines = match options.remove {
            true => {
                DerivationRun::forget(&shop.files);
                items.iter().map(|item| shop.removed(item)).collect()
            }
            false => made(&shop, &items, options.jobs.max(1), progress),
        };
        lines.sort_by_cached_key(|line| (natural(&line.id), line.original.clone(), line.kind));
        let notices = if options.remove { None } else { around.sandbox.notice() };
        let mut derived = Derived { derivatives: lines, notices: notices.into_iter().collect(), ..Derived::default() };
        for line in &derived.derivatives {
            *derived.counts.entry(line.state.to_string()).or_default() += 1;
        }
        Ok(derived)
    }

    fn chosen(&self, snapshot: &Snapshot, options: &DeriveOptions) -> Result<Vec<Item>, ArchiveError> {
        let shown = |kind: &&DerivativeKind| !kind.is_compared();
        let kinds: Vec<DerivativeKind> = match options.kinds.as_slice() {
            [] if options.remove => DerivativeKind::ALL.to_vec(),
            [] => DerivativeKind::ALL.iter().filter(shown).copied().collect(),
            kinds => kinds.to_vec(),
        };
        let mut digests = Vec::new();
        for id in &options.ids {
            let found = digests_named(snapshot, id);
            if found.is_empty() {
                return Err(ArchiveError::Unknown { what: "held original".into(), id: id.clone() });
            }
            digests.extend(found);
        }
        let mut items = items(snapshot, &self.vault, &kinds);
        items.retain(|item| options.ids.is_empty() || digests.contains(&item.original));
        Ok(items)
    }
}

/// Makes each item, and tells how far it has come: here, and on disk for whoever asks from elsewhere.
fn made(shop: &Workshop<'_>, items: &[Item], jobs: usize, progress: &mut Progress<'_>) -> Vec<DerivativeLine> {
    let mut run = DerivationRun { total: items.len() as u64, ..DerivationRun::default() };
    run.write(&shop.files);
    progress(Step::new(Doing::Deriving, 0, run.total));
    shop.all(items, jobs, &mut |line| {
        run.take(line);
        run.write(&shop.files);
        progress(Step::new(Doing::Deriving, run.done, run.total));
    })
}

/// The held originals that an id means: a source's, those that came under a name, or the one with a digest.
fn digests_named(snapshot: &Snapshot, id: &str) -> Vec<Digest> {
    let is_meant = |original: &&OriginalRecord| {
        let is_name = original.names.iter().any(|name| name == id);
        is_name || original.sha256.as_deref() == Some(id) || original.source.as_deref() == Some(id)
    };
    let meant = snapshot.originals.values().filter(is_meant);
    meant.filter_map(|original| original.sha256.as_ref()?.parse().ok()).collect()
}
