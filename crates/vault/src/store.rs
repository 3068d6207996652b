//! The one door by which bytes enter: copied, hashed twice in the same pass, synced, renamed to their digest.
//! A write that fails leaves nothing behind.

use crate::sums::{Side, pump};
use crate::{Digest, Shelf, Sums, Vault, VaultError, durable};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// What became of bytes that were handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The digest the object is kept under.
    pub sha256: Digest,
    /// The BLAKE3 digest, 64 lower-case hexadecimal digits.
    pub blake3: String,
    /// How many bytes were read.
    pub size_bytes: u64,
    /// Whether the same bytes were there before; then nothing was written.
    pub duplicate: bool,
}

impl Vault {
    /// Stores a file's bytes as an original. `progress` is told how many bytes have been read so far.
    ///
    /// # Errors
    /// `SourceUnreadable` when the file cannot be read or is no plain file; `DiskFull`, `ReadOnly` or `WriteFailed`
    /// when the case cannot take it.
    pub fn store_file(&self, path: &Path, progress: &mut dyn FnMut(u64)) -> Result<Stored, VaultError> {
        self.store(Shelf::Originals, &mut open_plain(path)?, path, progress)
    }

    /// Stores bytes in memory.
    ///
    /// # Errors
    /// As `store_file`.
    pub fn store_bytes(&self, shelf: Shelf, mut bytes: &[u8]) -> Result<Stored, VaultError> {
        self.store(shelf, &mut bytes, Path::new("bytes in memory"), &mut |_| {})
    }

    /// Stores what can be read from `source`, to its end. `named` only serves messages.
    ///
    /// # Errors
    /// As `store_file`.
    pub fn store(
        &self,
        shelf: Shelf,
        source: &mut dyn Read,
        named: &Path,
        progress: &mut dyn FnMut(u64),
    ) -> Result<Stored, VaultError> {
        let folder = self.folder(shelf);
        let failed = |error| VaultError::writing(&folder, error);
        let mut partial = durable::partial(&folder).map_err(failed)?;
        let sums = self.copy(source, partial.as_file_mut(), named, progress, &folder)?;
        let target = self.path(shelf, &sums.sha256);
        let duplicate = self.holds(shelf, &sums);
        if !duplicate {
            durable::finish(partial, &target).map_err(failed)?;
        }
        tracing::debug!(sha256 = %sums.sha256, size_bytes = sums.size_bytes, duplicate, "stored");
        let Sums { sha256, blake3, size_bytes } = sums;
        Ok(Stored { sha256, blake3, size_bytes, duplicate })
    }

    pub(crate) fn copy(
        &self,
        source: &mut dyn Read,
        disk: &mut File,
        named: &Path,
        progress: &mut dyn FnMut(u64),
        folder: &Path,
    ) -> Result<Sums, VaultError> {
        let writing = |error| VaultError::writing(folder, error);
        let mut encoder = self.codec.encoder(disk).map_err(writing)?;
        let pumped = pump(source, &mut |bytes| encoder.write_all(bytes), progress);
        let sums = pumped.map_err(|(side, error)| match side {
            Side::Reading => VaultError::SourceUnreadable { path: named.to_owned(), source: error },
            Side::Writing => writing(error),
        })?;
        encoder.finish().map_err(writing)?;
        Ok(sums)
    }

    /// An object of another length than its digest's bytes is damaged: it is replaced, not called a duplicate.
    pub(crate) fn holds(&self, shelf: Shelf, sums: &Sums) -> bool {
        self.object(shelf, &sums.sha256).is_ok_and(|object| object.size_bytes() == sums.size_bytes)
    }
}

/// Opens a plain file to be stored.
pub(crate) fn open_plain(path: &Path) -> Result<File, VaultError> {
    let unreadable = |source| VaultError::SourceUnreadable { path: path.to_owned(), source };
    let file = File::open(path).map_err(unreadable)?;
    match file.metadata().map_err(unreadable)?.is_file() {
        true => Ok(file),
        false => Err(unreadable(io::Error::new(io::ErrorKind::InvalidInput, "it is not a plain file"))),
    }
}
