//! Checking a store against what the ledger expects: missing, altered and unexpected files, each by name.
//! Mends nothing and reads every byte.

use crate::durable::PARTIAL;
use crate::queue::Queue;
use crate::sums::CHUNK_BYTES;
use crate::{Digest, Shelf, Vault, VaultError};
use sha2::Digest as _;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Sender, channel};
use std::{fmt, fs, thread};

/// One file of a store that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Fault {
    /// The file, relative to the case, with `/` between its parts on every system.
    pub file: String,
    /// What is wrong with it.
    #[serde(flatten)]
    pub kind: FaultKind,
}

/// What is wrong with a stored file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case", tag = "fault")]
pub enum FaultKind {
    /// An entry names it and it is not there.
    Missing,
    /// Its bytes are not those it is named by.
    Altered {
        /// What its bytes hash to now.
        found: Digest,
        /// How many bytes it has now.
        size_bytes: u64,
    },
    /// Its bytes match its name, but the ledger records another length.
    WrongSize {
        /// The length in the ledger.
        expected_bytes: u64,
        /// How many bytes it has.
        size_bytes: u64,
    },
    /// It is not a plain file, or cannot be read.
    Unreadable {
        /// What the system said.
        reason: String,
    },
    /// Nothing in the ledger names it.
    Unexpected,
    /// Nothing in the ledger names it, and it is whole: a write is under way, or was interrupted before its commit.
    Orphan,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = &self.file;
        match &self.kind {
            FaultKind::Missing => write!(f, "{file} is missing"),
            FaultKind::Altered { found, size_bytes } => {
                write!(f, "{file} was altered: its {size_bytes} bytes hash to {found}")
            }
            FaultKind::WrongSize { expected_bytes, size_bytes } => {
                write!(f, "{file} has {size_bytes} bytes, but the ledger records {expected_bytes}")
            }
            FaultKind::Unreadable { reason } => write!(f, "{file} cannot be read: {reason}"),
            FaultKind::Unexpected | FaultKind::Orphan => write!(f, "{file} is not named by any entry"),
        }
    }
}

impl Vault {
    /// Reads every expected object and lists every file. Faults come in the order of their file names.
    ///
    /// `expected` holds the digest and size of each object (an object may be named twice). `progress` is told how
    /// many bytes have been read so far. Partial files of a write under way are passed over.
    ///
    /// # Errors
    /// `StoreUnreadable` when the store's folders cannot be listed. Single files that cannot be read are faults.
    pub fn check(
        &self,
        shelf: Shelf,
        expected: &[(Digest, u64)],
        progress: &mut dyn FnMut(u64),
    ) -> Result<Vec<Fault>, VaultError> {
        let wanted: BTreeMap<PathBuf, (Digest, u64)> =
            expected.iter().map(|(digest, size)| (self.relative(digest), (*digest, *size))).collect();
        let mut faults = self.look_at_all(shelf, &wanted, progress);
        for relative in self.listing(shelf)?.into_iter().filter(|found| !wanted.contains_key(found)) {
            let kind = if self.is_whole(shelf, &relative) { FaultKind::Orphan } else { FaultKind::Unexpected };
            faults.push(Fault { file: shown(shelf, &relative), kind });
        }
        faults.sort();
        Ok(faults)
    }

    /// Whether a file is where an object of its bytes would be.
    fn is_whole(&self, shelf: Shelf, relative: &Path) -> bool {
        let name = relative.file_name().and_then(|name| name.to_str());
        let Some(digest) = name.and_then(|name| name.parse::<Digest>().ok()) else { return false };
        let path = self.path(shelf, &digest);
        let is_plain = fs::symlink_metadata(&path).is_ok_and(|found| found.is_file());
        let sums = || crate::sums_of(&mut fs::File::open(&path).ok()?).ok();
        self.relative(&digest) == relative && is_plain && sums().is_some_and(|sums| sums.sha256 == digest)
    }

    fn look_at_all(
        &self,
        shelf: Shelf,
        wanted: &BTreeMap<PathBuf, (Digest, u64)>,
        progress: &mut dyn FnMut(u64),
    ) -> Vec<Fault> {
        let wanted: Vec<_> = wanted.iter().collect();
        let queue = Queue::of(wanted.iter().map(|(_, (_, size_bytes))| *size_bytes));
        let (send, receive) = channel();
        thread::scope(|scope| {
            for _ in 0..queue.workers() {
                let mut reading = Reading { buffer: vec![0; CHUNK_BYTES], read: send.clone() };
                let (queue, wanted) = (&queue, &wanted);
                scope.spawn(move || {
                    queue.work(|place| {
                        let (relative, (digest, size_bytes)) = wanted[place];
                        let kind = self.look_at(shelf, digest, *size_bytes, &mut reading);
                        let fault = kind.map(|kind| Fault { file: shown(shelf, relative), kind });
                        fault.map_or(ControlFlow::Continue(()), |fault| reading.tell(Heard::Fault(fault)))
                    });
                });
            }
            drop(send);
            let (mut read_bytes, mut faults) = (0, Vec::new());
            for heard in receive {
                match heard {
                    Heard::Read(bytes) => {
                        read_bytes += bytes;
                        progress(read_bytes);
                    }
                    Heard::Fault(fault) => faults.push(fault),
                }
            }
            faults
        })
    }

    fn look_at(&self, shelf: Shelf, digest: &Digest, expected_bytes: u64, reading: &mut Reading) -> Option<FaultKind> {
        match fs::symlink_metadata(self.path(shelf, digest)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Some(FaultKind::Missing);
            }
            Err(error) => {
                return Some(FaultKind::Unreadable { reason: error.to_string() });
            }
            Ok(found) if !found.is_file() => {
                return Some(FaultKind::Unreadable { reason: "it is not a plain file".to_owned() });
            }
            Ok(_) => {}
        }
        let hashed = self
            .object(shelf, digest)
            .map_err(|error| error.to_string())
            .and_then(|mut object| reading.hash(&mut object).map_err(|error| error.to_string()));
        match hashed {
            Err(reason) => Some(FaultKind::Unreadable { reason }),
            Ok((found, size_bytes)) if found != *digest => Some(FaultKind::Altered { found, size_bytes }),
            Ok((_, size_bytes)) if size_bytes != expected_bytes => {
                Some(FaultKind::WrongSize { expected_bytes, size_bytes })
            }
            Ok(_) => None,
        }
    }

    /// Every object the store holds by the look of its name, in order; for finding what a crash left unnamed.
    ///
    /// # Errors
    /// `StoreUnreadable` when the store's folders cannot be listed.
    pub fn stored_digests(&self, shelf: Shelf) -> Result<BTreeSet<Digest>, VaultError> {
        let names = self.listing(shelf)?;
        Ok(names.iter().filter_map(|path| path.file_name()?.to_str()?.parse().ok()).collect())
    }

    /// All files below the shelf's folder, relative to it, partial files left out; none when there is no folder.
    fn listing(&self, shelf: Shelf) -> Result<BTreeSet<PathBuf>, VaultError> {
        let root = self.folder(shelf);
        let mut found = BTreeSet::new();
        if root.is_dir() {
            list(&root, &root, &mut found).map_err(|source| VaultError::StoreUnreadable { path: root, source })?;
        }
        Ok(found)
    }
}

fn list(root: &Path, folder: &Path, found: &mut BTreeSet<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            list(root, &entry.path(), found)?;
        } else if !entry.file_name().to_string_lossy().starts_with(PARTIAL) {
            found.insert(entry.path().strip_prefix(root).unwrap_or(&entry.path()).to_owned());
        }
    }
    Ok(())
}

fn shown(shelf: Shelf, relative: &Path) -> String {
    relative.components().fold(shelf.folder().to_owned(), |mut text, part| {
        text.push('/');
        text.push_str(&part.as_os_str().to_string_lossy());
        text
    })
}

/// What a worker tells while it reads.
enum Heard {
    /// So many bytes more.
    Read(u64),
    Fault(Fault),
}

/// One worker's buffer for all its files, and whom to tell.
struct Reading {
    buffer: Vec<u8>,
    read: Sender<Heard>,
}

impl Reading {
    fn tell(&self, heard: Heard) -> ControlFlow<()> {
        self.read.send(heard).map_or(ControlFlow::Break(()), ControlFlow::Continue)
    }

    fn hash(&mut self, source: &mut dyn Read) -> io::Result<(Digest, u64)> {
        let mut hasher = sha2::Sha256::new();
        let mut size_bytes = 0;
        loop {
            match source.read(&mut self.buffer) {
                Ok(0) => return Ok((Digest::from_bytes(hasher.finalize().into()), size_bytes)),
                Ok(read) => {
                    hasher.update(&self.buffer[..read]);
                    size_bytes += read as u64;
                    let _ = self.tell(Heard::Read(read as u64));
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}
