//! The seam between open and sealed cases for stored objects: how bytes lie on disk and under which name.
//! `Open` stores them as they are; the sealed form is specified in docs/formats/sealed.md.

use crate::Digest;
use std::fs::File;
use std::io::{self, Read, Seek, Write};

/// Anything that is read from any place: a plain file, or an age file that decrypts as it is read.
pub trait ReadSeek: Read + Seek + Send {}

impl<T: Read + Seek + Send> ReadSeek for T {}

/// An object being written in its disk form.
pub trait Encoder: Write {
    /// Writes what the form needs at its end. An object that is not finished is damaged.
    ///
    /// # Errors
    /// What writing said.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// How an object's bytes lie on disk.
///
/// `decoded` gives the bytes that were handed to `encoder`. `file_name` is a pure function of the digest and of the case's key,
/// made of lower-case hexadecimal digits, at least three of them.
pub trait ObjectCodec: Send + Sync {
    /// The file's name; its first two digits are also its folder's.
    fn file_name(&self, digest: &Digest) -> String;

    /// Whether the disk form is the bytes themselves, so that a file of them need not be copied to be stored.
    fn is_plain(&self) -> bool {
        false
    }

    /// Begins the disk form of one object. Bytes are handed to it in order, then it is finished.
    ///
    /// # Errors
    /// What writing said.
    fn encoder<'a>(&self, disk: &'a mut File) -> io::Result<Box<dyn Encoder + 'a>>;

    /// Gives back the bytes as received, and how many they are.
    ///
    /// # Errors
    /// What reading said, or `InvalidData` when the disk form is damaged.
    fn decoded(&self, disk: File) -> io::Result<(Box<dyn ReadSeek>, u64)>;
}

/// The codec of open cases: bytes as they are, named by their SHA-256.
#[derive(Debug, Clone, Copy, Default)]
pub struct Open;

impl ObjectCodec for Open {
    fn file_name(&self, digest: &Digest) -> String {
        digest.hex()
    }

    fn is_plain(&self) -> bool {
        true
    }

    fn encoder<'a>(&self, disk: &'a mut File) -> io::Result<Box<dyn Encoder + 'a>> {
        Ok(Box::new(Plain(disk)))
    }

    fn decoded(&self, disk: File) -> io::Result<(Box<dyn ReadSeek>, u64)> {
        let size_bytes = disk.metadata()?.len();
        Ok((Box::new(disk), size_bytes))
    }
}

struct Plain<'a>(&'a mut File);

impl Write for Plain<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl Encoder for Plain<'_> {
    fn finish(self: Box<Self>) -> io::Result<()> {
        Ok(())
    }
}
