//! Reading a stored object: sequentially or from any place, never for writing.
//! Whether its bytes still match their digest is asked by `check`.

use crate::{Digest, ReadSeek, Shelf, Vault, VaultError};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

/// A stored object, open for reading.
pub struct Object {
    bytes: Box<dyn ReadSeek>,
    size_bytes: u64,
}

impl Object {
    /// How many bytes were received, whatever form they have on disk.
    pub fn size_bytes(&self) -> u64 {
        self.size_bytes
    }
}

impl Read for Object {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.bytes.read(buffer)
    }
}

impl Seek for Object {
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(position)
    }
}

impl Vault {
    /// Opens an object for reading.
    ///
    /// # Errors
    /// `NotFound` when it is not there, `StoreUnreadable` when it cannot be opened.
    pub fn object(&self, shelf: Shelf, digest: &Digest) -> Result<Object, VaultError> {
        let path = self.path(shelf, digest);
        let opened = File::open(&path).and_then(|file| self.codec.decoded(file));
        match opened {
            Ok((bytes, size_bytes)) => Ok(Object { bytes, size_bytes }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Err(VaultError::NotFound { digest: *digest, folder: shelf.folder() })
            }
            Err(source) => Err(VaultError::StoreUnreadable { path, source }),
        }
    }

    /// Reads a whole object into memory: for accepted objects and texts, not for films.
    ///
    /// # Errors
    /// As `object`, and `StoreUnreadable` when reading fails midway.
    pub fn read(&self, shelf: Shelf, digest: &Digest) -> Result<Vec<u8>, VaultError> {
        let mut bytes = Vec::new();
        self.object(shelf, digest)?
            .read_to_end(&mut bytes)
            .map_err(|source| VaultError::StoreUnreadable { path: self.path(shelf, digest), source })?;
        Ok(bytes)
    }
}
