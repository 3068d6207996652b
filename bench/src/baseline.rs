//! The programs that Firsthand is measured against: as little as can be done for the same bytes, and well done.
//! They know nothing of cases: they copy, hash, write and sync.

use crate::Result;
use crate::data::MIB;
use sha2::Digest as _;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;

/// A digest, fed piece by piece.
pub enum Hasher {
    Sha256(Box<sha2::Sha256>),
    Blake3(Box<blake3::Hasher>),
}

impl Hasher {
    pub fn sha256() -> Hasher {
        Hasher::Sha256(Box::default())
    }

    pub fn blake3() -> Hasher {
        Hasher::Blake3(Box::default())
    }

    pub fn update(&mut self, bytes: &[u8]) {
        match self {
            Hasher::Sha256(hasher) => hasher.update(bytes),
            Hasher::Blake3(hasher) => {
                hasher.update(bytes);
            }
        }
    }

    pub fn finish(self) -> [u8; 32] {
        match self {
            Hasher::Sha256(hasher) => hasher.finalize().into(),
            Hasher::Blake3(hasher) => *hasher.finalize().as_bytes(),
        }
    }
}

/// When the names of copied files are made to last.
#[derive(Clone, Copy, PartialEq)]
pub enum Names {
    /// Once, after the last file.
    Last,
    /// After each file, so that each is there for good before the next is begun.
    Each,
}

/// Copies files into a folder, syncs each file, and computes one digest of each on a second thread.
pub fn copy(files: &[PathBuf], into: &Path, digest: fn() -> Hasher, names: Names) -> Result<Vec<[u8; 32]>> {
    fs::create_dir_all(into)?;
    let (full, pieces) = sync_channel::<Piece>(4);
    let (empty, buffers) = channel::<Vec<u8>>();
    let hashing = thread::spawn(move || hash_pieces(&pieces, &empty, digest));
    for (number, file) in files.iter().enumerate() {
        copy_one(file, &into.join(format!("{number}")), &full, &buffers)?;
        if names == Names::Each || number + 1 == files.len() {
            sync_folder(into)?;
        }
    }
    drop(full);
    Ok(hashing.join().map_err(|_| "the hashing thread ended early")?)
}

/// A piece of a file, or its end.
enum Piece {
    Bytes(Vec<u8>, usize),
    End,
}

fn copy_one(from: &Path, to: &Path, full: &SyncSender<Piece>, buffers: &Receiver<Vec<u8>>) -> Result<()> {
    let (mut from, mut to) = (File::open(from)?, File::create_new(to)?);
    loop {
        let mut buffer = buffers.try_recv().unwrap_or_else(|_| vec![0; MIB]);
        let read = from.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        to.write_all(&buffer[..read])?;
        full.send(Piece::Bytes(buffer, read))?;
    }
    full.send(Piece::End)?;
    Ok(to.sync_all()?)
}

fn hash_pieces(pieces: &Receiver<Piece>, empty: &Sender<Vec<u8>>, digest: fn() -> Hasher) -> Vec<[u8; 32]> {
    let mut digests = Vec::new();
    let mut hasher = digest();
    for piece in pieces {
        match piece {
            Piece::End => digests.push(std::mem::replace(&mut hasher, digest()).finish()),
            Piece::Bytes(buffer, length) => {
                hasher.update(&buffer[..length]);
                let _ = empty.send(buffer);
            }
        }
    }
    digests
}

/// Hashes files with SHA-256, one after the other on one thread, a mebibyte at a time.
pub fn hash(files: &[PathBuf]) -> Result<Vec<[u8; 32]>> {
    let mut buffer = vec![0; MIB];
    files.iter().map(|file| hash_one(file, &mut buffer)).collect()
}

fn hash_one(file: &Path, buffer: &mut [u8]) -> Result<[u8; 32]> {
    let mut file = File::open(file)?;
    let mut hasher = sha2::Sha256::new();
    loop {
        match file.read(buffer)? {
            0 => return Ok(hasher.finalize().into()),
            read => hasher.update(&buffer[..read]),
        }
    }
}

/// Files in memory: path below the folder, and bytes.
pub type Files = Vec<(PathBuf, Vec<u8>)>;

/// Writes files into a new folder, hashes each with SHA-256, syncs each, then the folders, on `writers` threads.
pub fn write(files: &Files, into: &Path, writers: usize) -> Result<()> {
    let folders: BTreeSet<PathBuf> = files.iter().flat_map(|(path, _)| folders_of(into, path)).collect();
    folders.iter().try_for_each(fs::create_dir_all)?;
    let next = AtomicUsize::new(0);
    thread::scope(|scope| -> std::io::Result<()> {
        let writing: Vec<_> = (0..writers).map(|_| scope.spawn(|| write_some(files, into, &next))).collect();
        writing.into_iter().try_for_each(|thread| thread.join().unwrap_or_else(|_| Err(std::io::Error::other("ended"))))
    })?;
    folders.iter().try_for_each(|folder| sync_folder(folder))
}

fn folders_of(into: &Path, path: &Path) -> Vec<PathBuf> {
    path.ancestors().skip(1).map(|folder| into.join(folder)).collect()
}

fn write_some(files: &Files, into: &Path, next: &AtomicUsize) -> std::io::Result<()> {
    while let Some((path, bytes)) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
        let mut file = File::create_new(into.join(path))?;
        file.write_all(bytes)?;
        std::hint::black_box(sha2::Sha256::digest(bytes));
        file.sync_data()?;
    }
    Ok(())
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> Result<()> {
    Ok(File::open(folder)?.sync_all()?)
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> Result<()> {
    Ok(())
}
