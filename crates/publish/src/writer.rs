//! Writes the files of a dossier into the staging folder, hashed and synced, on several threads.
//! What the files are is decided elsewhere; their order and bytes do not depend on the threads.

use crate::digests::{self, FileMark};
use crate::error::PublishError;
use crate::recording::Carried;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

/// More writers than this wait for the same disk. Syncing, not the processor, is what takes time.
const MAX_WRITERS: usize = 8;

/// How much of a recording is in memory at a time.
const PIECE_BYTES: usize = 1 << 20;

/// Makes the bytes of a file when its turn comes.
type Make<'a> = Box<dyn Fn() -> Result<Vec<u8>, PublishError> + Sync + Send + 'a>;

/// Where the bytes of a file come from.
enum Body<'a> {
    /// They are made whole.
    Made(Make<'a>),
    /// They are copied piece by piece.
    Copied(&'a Carried),
}

/// A file to be written.
pub(crate) struct Job<'a> {
    /// Path relative to the dossier.
    pub path: String,
    body: Body<'a>,
}

impl<'a> Job<'a> {
    /// A file whose bytes are at hand.
    pub fn bytes(path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = bytes.into();
        Self::made(path, move || Ok(bytes.clone()))
    }

    /// A file whose bytes are made when its turn comes.
    pub fn made(path: &str, make: impl Fn() -> Result<Vec<u8>, PublishError> + Sync + Send + 'a) -> Self {
        Job { path: path.to_owned(), body: Body::Made(Box::new(make)) }
    }

    /// The copy of film or sound that goes along.
    pub fn copy(carried: &'a Carried) -> Self {
        Job { path: carried.path(), body: Body::Copied(carried) }
    }
}

/// Writes every file and returns their marks in order of path.
///
/// # Errors
/// The first failure; files written so far stay.
pub(crate) fn write_all(
    staging: &Path,
    jobs: &[Job],
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Vec<FileMark>, PublishError> {
    make_folders(staging, jobs)?;
    let next = AtomicUsize::new(0);
    let (send, receive) = channel();
    let marks = thread::scope(|scope| {
        for _ in 0..writers(jobs.len()) {
            let send = send.clone();
            let next = &next;
            scope.spawn(move || work(staging, jobs, next, &send));
        }
        drop(send);
        gather(&receive, &next, jobs.len(), progress)
    })?;
    sync_folders(staging, jobs)?;
    Ok(marks)
}

fn writers(jobs: usize) -> usize {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    (cores * 4).clamp(1, MAX_WRITERS).min(jobs.max(1))
}

fn work(staging: &Path, jobs: &[Job], next: &AtomicUsize, send: &Sender<Result<FileMark, PublishError>>) {
    while let Some(job) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
        if send.send(write_job(staging, job)).is_err() {
            return;
        }
    }
}

fn write_job(staging: &Path, job: &Job) -> Result<FileMark, PublishError> {
    let path = staging.join(&job.path);
    match &job.body {
        Body::Made(make) => {
            let bytes = make()?;
            write(&path, &bytes)?;
            Ok(FileMark::of(&job.path, &bytes))
        }
        Body::Copied(carried) => copy(carried, &path),
    }
}

/// Copies a recording; it is an error if what was copied is not what was recorded.
fn copy(carried: &Carried, path: &Path) -> Result<FileMark, PublishError> {
    let failed = |error| PublishError::write(path, error);
    let unreadable = |error: std::io::Error| PublishError::recording(&carried.path(), &error.to_string());
    let mut from = carried.bytes.open().map_err(unreadable)?;
    let mut file = File::create_new(path).map_err(failed)?;
    let mut hasher = digests::Hasher::default();
    let mut piece = vec![0; PIECE_BYTES];
    loop {
        let length = from.read(&mut piece).map_err(unreadable)?;
        if length == 0 {
            break;
        }
        hasher.take(&piece[..length]);
        file.write_all(&piece[..length]).map_err(failed)?;
    }
    file.sync_data().map_err(failed)?;
    let mark = hasher.mark(&carried.path());
    if mark != carried.mark() {
        return Err(PublishError::recording(&carried.path(), &format!("its bytes hash to sha256:{}", mark.sha256)));
    }
    Ok(mark)
}

fn gather(
    receive: &Receiver<Result<FileMark, PublishError>>,
    next: &AtomicUsize,
    total: usize,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Vec<FileMark>, PublishError> {
    let mut marks = Vec::with_capacity(total);
    for result in receive {
        if result.is_err() {
            // No writer takes another file; those at work finish theirs.
            next.store(usize::MAX / 2, Ordering::Relaxed);
        }
        marks.push(result?);
        progress(marks.len() as u64, total as u64);
    }
    marks.sort();
    Ok(marks)
}

/// Writes and syncs one new file; it is an error if it exists.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    let failed = |error| PublishError::write(path, error);
    let mut file = File::create_new(path).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    file.sync_data().map_err(failed)
}

fn folders(staging: &Path, jobs: &[Job]) -> BTreeSet<PathBuf> {
    let mut folders = BTreeSet::from([staging.to_path_buf()]);
    for job in jobs {
        let above = Path::new(&job.path).ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
        folders.extend(above.map(|folder| staging.join(folder)));
    }
    folders
}

fn make_folders(staging: &Path, jobs: &[Job]) -> Result<(), PublishError> {
    folders(staging, jobs)
        .iter()
        .try_for_each(|folder| fs::create_dir_all(folder).map_err(|error| PublishError::write(folder, error)))
}

fn sync_folders(staging: &Path, jobs: &[Job]) -> Result<(), PublishError> {
    folders(staging, jobs).iter().try_for_each(|folder| sync_folder(folder))
}

/// Makes the names in a folder durable, where the system can.
#[cfg(unix)]
pub(crate) fn sync_folder(folder: &Path) -> Result<(), PublishError> {
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| PublishError::write(folder, error))
}

/// Windows writes folder entries through; there is nothing to call.
#[cfg(not(unix))]
pub(crate) fn sync_folder(_folder: &Path) -> Result<(), PublishError> {
    Ok(())
}
