//! Many files through the one door: short ones two at a time, and each folder synced once, at the end.
//! What is written and in which order is as for a single file; only when it is waited for differs.

use crate::store::open_plain;
use crate::sums::CHUNK_BYTES;
use crate::{Digest, Shelf, Stored, Sums, Vault, VaultError, durable};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// One file's sync is waited for while the other is copied; long files come one by one, each with threads of its own.
const WORKERS: usize = 2;

impl Vault {
    /// Stores files as originals and gives what became of each, in the order given. Of files with the same bytes the
    /// first is the new one. `progress` is told how many files are done; none is there for good before this returns.
    ///
    /// # Errors
    /// As `store_file`, for the first that failed; what was stored until then stays, and no folder may be synced.
    pub fn store_files<P: AsRef<Path> + Sync>(
        &self,
        paths: &[P],
        progress: &mut dyn FnMut(u64),
    ) -> Result<Vec<Stored>, VaultError> {
        let batch = Batch::of(self, paths);
        let (send, receive) = channel();
        let mut stored = thread::scope(|scope| {
            for _ in 0..WORKERS.min(paths.len()) {
                let (send, batch) = (send.clone(), &batch);
                scope.spawn(move || batch.work(&send));
            }
            drop(send);
            batch.gather(&receive, progress)
        })?;
        batch.sync_folders()?;
        first_is_new(&mut stored);
        Ok(stored)
    }
}

type Outcome = (usize, Result<Stored, VaultError>);

struct Batch<'a, P> {
    vault: &'a Vault,
    paths: &'a [P],
    /// Place in `paths` of what comes first, second and so on: short files before long ones.
    order: Vec<usize>,
    next: AtomicUsize,
    /// Held while a long file is copied, so that two do not fight for one disk.
    long: Mutex<()>,
    /// Folders to be synced. Held while a file gets its name, so that the same bytes get it once.
    unsynced: Mutex<BTreeSet<PathBuf>>,
}

impl<'a, P: AsRef<Path> + Sync> Batch<'a, P> {
    fn of(vault: &'a Vault, paths: &'a [P]) -> Self {
        let mut order: Vec<usize> = (0..paths.len()).collect();
        order.sort_by_cached_key(|&place| is_long(paths[place].as_ref()));
        let (next, long, unsynced) = (AtomicUsize::new(0), Mutex::default(), Mutex::default());
        Self { vault, paths, order, next, long, unsynced }
    }

    fn work(&self, send: &Sender<Outcome>) {
        while let Some(&place) = self.order.get(self.next.fetch_add(1, Ordering::Relaxed)) {
            let path = self.paths[place].as_ref();
            let alone = is_long(path).then(|| self.long.lock().unwrap_or_else(PoisonError::into_inner));
            let stored = self.store(path);
            drop(alone);
            if send.send((place, stored)).is_err() {
                return;
            }
        }
    }

    fn store(&self, path: &Path) -> Result<Stored, VaultError> {
        let (vault, shelf) = (self.vault, Shelf::Originals);
        let folder = vault.folder(shelf);
        let failed = |error| VaultError::writing(&folder, error);
        let mut source = open_plain(path)?;
        let mut partial = durable::partial(&folder).map_err(failed)?;
        let sums = vault.copy(&mut source, partial.as_file_mut(), path, &mut |_| {}, &folder)?;
        let mut duplicate = vault.holds(shelf, &sums);
        if !duplicate {
            durable::seal(&partial).map_err(failed)?;
            let mut unsynced = self.unsynced.lock().unwrap_or_else(PoisonError::into_inner);
            duplicate = vault.holds(shelf, &sums);
            if !duplicate {
                unsynced.extend(durable::name(partial, &vault.path(shelf, &sums.sha256)).map_err(failed)?);
            }
        }
        let Sums { sha256, blake3, size_bytes } = sums;
        Ok(Stored { sha256, blake3, size_bytes, duplicate })
    }

    fn gather(&self, receive: &Receiver<Outcome>, progress: &mut dyn FnMut(u64)) -> Result<Vec<Stored>, VaultError> {
        let mut stored = BTreeMap::new();
        for (place, outcome) in receive {
            // After a failure no worker takes another file; those at work finish theirs.
            let one = outcome.inspect_err(|_| self.next.store(usize::MAX / 2, Ordering::Relaxed))?;
            stored.insert(place, one);
            progress(stored.len() as u64);
        }
        Ok(stored.into_values().collect())
    }

    fn sync_folders(&self) -> Result<(), VaultError> {
        let unsynced = self.unsynced.lock().unwrap_or_else(PoisonError::into_inner);
        unsynced
            .iter()
            .try_for_each(|folder| durable::sync_dir(folder).map_err(|error| VaultError::writing(folder, error)))
    }
}

fn is_long(path: &Path) -> bool {
    path.metadata().is_ok_and(|found| found.len() > CHUNK_BYTES as u64)
}

/// Which of two workers came first is chance; what is told must not be.
fn first_is_new(stored: &mut [Stored]) {
    let fresh: BTreeSet<Digest> = stored.iter().filter(|one| !one.duplicate).map(|one| one.sha256).collect();
    let mut seen = BTreeSet::new();
    for one in stored {
        one.duplicate = !seen.insert(one.sha256) || !fresh.contains(&one.sha256);
    }
}
