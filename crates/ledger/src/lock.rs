//! One writer at a time, by a file lock that the system releases when its process ends.
//! Reading never needs it.

use crate::LedgerError;
use crate::layout::lock_file;
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// The right to write to one case, held until dropped.
#[derive(Debug)]
pub struct WriteLock {
    case_dir: PathBuf,
    _file: File,
}

impl WriteLock {
    /// Takes the lock, or says within some milliseconds that somebody else has it.
    ///
    /// # Errors
    /// `Busy` when another process, or another part of this one, is writing; `LockUnavailable` when the lock file
    /// cannot be made, as on a read-only medium.
    pub fn acquire(case_dir: impl AsRef<Path>) -> Result<Self, LedgerError> {
        let case_dir = case_dir.as_ref();
        let path = lock_file(case_dir);
        let unavailable = |source| LedgerError::LockUnavailable { path: path.clone(), source };
        let file =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path).map_err(unavailable)?;
        match try_lock(&file) {
            Ok(()) => Ok(Self { case_dir: case_dir.canonicalize().map_err(unavailable)?, _file: file }),
            Err(TryLockError::WouldBlock) => Err(LedgerError::Busy { case: case_dir.to_owned() }),
            Err(TryLockError::Error(source)) => Err(unavailable(source)),
        }
    }

    /// Makes sure that this is the lock of that case.
    pub(crate) fn guards(&self, case_dir: &Path) -> Result<(), LedgerError> {
        let path = lock_file(case_dir);
        let unavailable = |source| LedgerError::LockUnavailable { path: path.clone(), source };
        if case_dir.canonicalize().map_err(unavailable)? == self.case_dir {
            return Ok(());
        }
        Err(unavailable(io::Error::new(io::ErrorKind::InvalidInput, "the lock held is that of another case")))
    }

    /// Whether somebody is writing just now. Takes a shared lock for an instant; never makes a file.
    pub fn is_held(case_dir: &Path) -> bool {
        let opened = File::open(lock_file(case_dir));
        opened.is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
    }
}

/// Tries for some milliseconds: somebody may be asking `is_held` at just this instant.
fn try_lock(file: &File) -> Result<(), TryLockError> {
    for _ in 0..10 {
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(3)),
            other => return other,
        }
    }
    file.try_lock()
}
