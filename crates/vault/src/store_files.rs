//! Many files through the one door: short ones several at a time, and each folder synced once, at the end, by as many threads.
//! What is written and in which order is as for a single file; only when it is waited for differs.

use crate::queue::Queue;
use crate::store::open_plain;
use crate::{Digest, Shelf, Stored, Sums, Vault, VaultError, durable, sums_of};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use tempfile::{NamedTempFile, TempPath};

impl Vault {
    /// Stores files on a shelf and gives what became of each, in the order given. Of files with the same bytes the
    /// first is the new one. `progress` is told how many files are done; none is there for good before this returns.
    ///
    /// # Errors
    /// As `store_file`, for the first that failed; what was stored until then stays, and no folder may be synced.
    pub fn store_files<P: AsRef<Path> + Sync>(
        &self,
        shelf: Shelf,
        paths: &[P],
        progress: &mut dyn FnMut(u64),
    ) -> Result<Vec<Stored>, VaultError> {
        Batch::of(self, shelf, paths, Then::Stays).stored(progress)
    }

    /// The same with files that are nobody's but this program's: they are taken away, and moved instead of copied where the
    /// case keeps bytes as they are and both lie on one file system.
    ///
    /// # Errors
    /// As `store_files`; files that were taken until then are gone from where they lay.
    pub fn take_files<P: AsRef<Path> + Sync>(
        &self,
        shelf: Shelf,
        paths: &[P],
        progress: &mut dyn FnMut(u64),
    ) -> Result<Vec<Stored>, VaultError> {
        Batch::of(self, shelf, paths, Then::Goes).stored(progress)
    }
}

/// What becomes of a file once its bytes are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    Stays,
    Goes,
}

type Outcome = (usize, Result<Stored, VaultError>);

struct Batch<'a, P> {
    vault: &'a Vault,
    shelf: Shelf,
    paths: &'a [P],
    then: Then,
    queue: Queue,
    /// Folders to be synced. Held while a file gets its name, so that the same bytes get it once.
    unsynced: Mutex<BTreeSet<PathBuf>>,
}

impl<'a, P: AsRef<Path> + Sync> Batch<'a, P> {
    fn of(vault: &'a Vault, shelf: Shelf, paths: &'a [P], then: Then) -> Self {
        let length = |path: &P| path.as_ref().metadata().map_or(0, |found| found.len());
        Self { vault, shelf, paths, then, queue: Queue::of(paths.iter().map(length)), unsynced: Mutex::default() }
    }

    fn stored(self, progress: &mut dyn FnMut(u64)) -> Result<Vec<Stored>, VaultError> {
        let batch = self;
        let (send, receive) = channel();
        let mut stored = thread::scope(|scope| {
            for _ in 0..batch.queue.workers() {
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

    fn work(&self, send: &Sender<Outcome>) {
        self.queue.work(|place| {
            let stored = self.store(self.paths[place].as_ref());
            send.send((place, stored)).map_or(ControlFlow::Break(()), ControlFlow::Continue)
        });
    }

    fn store(&self, path: &Path) -> Result<Stored, VaultError> {
        let (vault, shelf) = (self.vault, self.shelf);
        let folder = vault.folder(shelf);
        let failed = |error| VaultError::writing(&folder, error);
        let (partial, sums) = match self.then {
            Then::Goes if vault.codec.is_plain() && durable::lie_together(path, &folder) => taken(path)?,
            _ => self.copied(path, &folder)?,
        };
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

    fn copied(&self, path: &Path, folder: &Path) -> Result<(NamedTempFile, Sums), VaultError> {
        let mut source = open_plain(path)?;
        let mut partial = durable::partial(folder).map_err(|error| VaultError::writing(folder, error))?;
        let sums = self.vault.copy(&mut source, partial.as_file_mut(), path, &mut |_| {}, folder)?;
        Ok((partial, sums))
    }

    fn gather(&self, receive: &Receiver<Outcome>, progress: &mut dyn FnMut(u64)) -> Result<Vec<Stored>, VaultError> {
        let mut stored = BTreeMap::new();
        for (place, outcome) in receive {
            // After a failure no worker takes another file; those at work finish theirs.
            let one = outcome.inspect_err(|_| self.queue.stop())?;
            stored.insert(place, one);
            progress(stored.len() as u64);
        }
        Ok(stored.into_values().collect())
    }

    fn sync_folders(&self) -> Result<(), VaultError> {
        let unsynced = self.unsynced.lock().unwrap_or_else(PoisonError::into_inner);
        let folders: Vec<&PathBuf> = unsynced.iter().collect();
        let queue = Queue::of(folders.iter().map(|_| 0));
        let work = || {
            let mut synced = Ok(());
            queue.work(|place| {
                let folder = folders[place];
                synced = durable::sync_dir(folder).map_err(|error| VaultError::writing(folder, error));
                if synced.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            });
            synced
        };
        thread::scope(|scope| {
            let workers: Vec<_> = (0..queue.workers()).map(|_| scope.spawn(work)).collect();
            workers.into_iter().try_for_each(|worker| worker.join().expect("syncing does not panic"))
        })
    }
}

/// The file itself, hashed, in place of a copy of it.
fn taken(path: &Path) -> Result<(NamedTempFile, Sums), VaultError> {
    let unreadable = |source| VaultError::SourceUnreadable { path: path.to_owned(), source };
    let mut file = open_plain(path)?;
    let sums = sums_of(&mut file).map_err(unreadable)?;
    let path = TempPath::try_from_path(path).map_err(unreadable)?;
    Ok((NamedTempFile::from_parts(file, path), sums))
}

/// Which of two workers came first is chance; what is told must not be.
fn first_is_new(stored: &mut [Stored]) {
    let fresh: BTreeSet<Digest> = stored.iter().filter(|one| !one.duplicate).map(|one| one.sha256).collect();
    let mut seen = BTreeSet::new();
    for one in stored {
        one.duplicate = !seen.insert(one.sha256) || !fresh.contains(&one.sha256);
    }
}
