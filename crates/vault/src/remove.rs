//! The two ways bytes leave: erasure of one object, and sweeping what a crash left half-written.
//! Both are called by the holder of the write lock only; the lock is the ledger's.

use crate::durable::{self, PARTIAL};
use crate::{Digest, Shelf, Vault, VaultError};
use std::path::Path;
use std::{fs, io};

impl Vault {
    /// Removes an object for erasure. Returns whether it was there.
    ///
    /// The file is unlinked; flash storage and backups may keep copies that no program can reach from here.
    ///
    /// # Errors
    /// `NotRemoved` when the system refuses.
    pub fn remove(&self, shelf: Shelf, digest: &Digest) -> Result<bool, VaultError> {
        let path = self.path(shelf, digest);
        let removed = durable::unlock_for_replacing(&path).and_then(|()| fs::remove_file(&path));
        match removed {
            Ok(()) => {
                tidy(&path, &self.folder(shelf));
                Ok(true)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(source) => Err(VaultError::NotRemoved { digest: *digest, folder: shelf.folder(), source }),
        }
    }

    /// Removes the partial files that interrupted writes left in both stores. Returns how many there were.
    ///
    /// # Errors
    /// `StoreUnreadable` when a store cannot be listed or a partial file cannot be removed.
    pub fn sweep(&self) -> Result<u64, VaultError> {
        let mut swept = 0;
        for shelf in [Shelf::Originals, Shelf::Accepted] {
            let folder = self.folder(shelf);
            swept += sweep_folder(&folder).map_err(|source| VaultError::StoreUnreadable { path: folder, source })?;
        }
        Ok(swept)
    }
}

fn sweep_folder(folder: &Path) -> io::Result<u64> {
    let mut swept = 0;
    if folder.is_dir() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_name().to_string_lossy().starts_with(PARTIAL) {
                durable::unlock_for_replacing(&entry.path())?;
                fs::remove_file(entry.path())?;
                swept += 1;
            }
        }
    }
    Ok(swept)
}

/// Drops the two-digit folder when it is empty now, and syncs; neither matters enough to fail an erasure that happened.
fn tidy(path: &Path, shelf: &Path) {
    if let Some(folder) = path.parent() {
        let _ = durable::sync_dir(folder);
        if fs::remove_dir(folder).is_ok() {
            let _ = durable::sync_dir(shelf);
        }
    }
}
