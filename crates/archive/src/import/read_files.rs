//! Reading the files of a folder, several at once, each in a child of its own; what was read before an interruption is
//! taken up. What becomes of it is the importing verb's matter.

use crate::Surroundings;
use crate::accepted::Made;
use crate::error::{ArchiveError, disk};
use crate::import::file_receipt::is_something;
use crate::import::folder::FolderFile;
use crate::import::readings::Readings;
use crate::step::{Doing, Progress, Step};
use firsthand_intake::{Mode, PagesRead, Problem, Proposal, Reader, Reading, RefusedRow};
use firsthand_vault::Digest;
use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// One file of the folder with what was read from it.
pub(crate) struct Read {
    pub file: FolderFile,
    pub sha256: Digest,
    /// What was found in it, without what is kept beside the original.
    pub found: Found,
    /// What is kept beside the original.
    pub made: Option<Made>,
    /// Whether anything at all was read.
    pub is_something: bool,
    /// Whether an import before had read it already.
    pub is_taken_up: bool,
}

/// What is still asked of a reading when what is kept of it has been taken out. A reading has room for more, and a folder many files.
pub(crate) struct Found {
    pub reader: String,
    pub proposals: Vec<Proposal>,
    pub refused: Vec<RefusedRow>,
    pub problems: Vec<Problem>,
    pub counts: BTreeMap<String, u64>,
}

impl From<Reading> for Found {
    fn from(reading: Reading) -> Found {
        let Reading { reader, proposals, refused, problems, counts, .. } = reading;
        Found { reader, proposals, refused, problems, counts }
    }
}

/// Files that are read at once; each in a child of its own.
const READERS_AT_MOST: usize = 8;

/// Reads files, in their order, and says what this system does not enforce on those who read them, which is asked beside it.
pub(crate) fn read_files(
    files: Vec<FolderFile>,
    readings: &Readings,
    around: &Surroundings,
    progress: &mut Progress<'_>,
) -> Result<(Vec<Read>, Option<String>), ArchiveError> {
    thread::scope(|scope| {
        let notice = scope.spawn(|| around.sandbox.notice());
        let read = read_each(files, readings, around, progress)?;
        let notice = notice.join().unwrap_or_else(|panic| resume_unwind(panic));
        Ok((read, notice))
    })
}

fn read_each(
    files: Vec<FolderFile>,
    readings: &Readings,
    around: &Surroundings,
    progress: &mut Progress<'_>,
) -> Result<Vec<Read>, ArchiveError> {
    let total = files.len() as u64;
    // One more than there are processors: a child that starts or ends waits for the system now and then.
    let jobs = thread::available_parallelism().map_or(2, |all| all.get() + 1).min(READERS_AT_MOST);
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel();
    let mut read: Vec<Option<Read>> = files.iter().map(|_| None).collect();
    thread::scope(|scope| {
        for _ in 0..jobs.min(files.len()) {
            let (files, next, sender) = (&files, &next, sender.clone());
            scope.spawn(move || {
                let mut reader = around.sandbox.reader();
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(file) = files.get(number) else { return };
                    let pages = |done, of| _ = sender.send(Told::Pages { number, done, of });
                    let read = read_file(file, readings, &mut reader, &pages).map(Box::new);
                    if sender.send(Told::Read(number, read)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        let mut done = 0;
        for told in receiver {
            match told {
                Told::Pages { number, done: page, of } => {
                    let on = page_by_machine(&files[number].name, page, of);
                    progress(Step { on: Some(&on), ..Step::new(Doing::Reading, done, total) });
                }
                Told::Read(number, item) => {
                    progress(Step::new(Doing::Reading, done, total));
                    read[number] = Some(*item?);
                    done += 1;
                }
            }
        }
        Ok::<(), ArchiveError>(())
    })?;
    progress(Step::new(Doing::Reading, total, total));
    Ok(read.into_iter().flatten().collect())
}

/// What a thread that reads files says.
enum Told {
    /// How far a machine is with the pages of one file.
    Pages { number: usize, done: u64, of: u64 },
    /// A file that was read.
    Read(usize, Result<Box<Read>, ArchiveError>),
}

/// Of what a machine reads the pages of a scan now: `scan.pdf, page 3 of 40`.
pub(crate) fn page_by_machine(name: &str, done: u64, of: u64) -> String {
    format!("{name}, page {} of {of}", done + 1)
}

fn read_file(
    file: &FolderFile,
    readings: &Readings,
    reader: &mut Reader<'_>,
    pages: &PagesRead<'_>,
) -> Result<Read, ArchiveError> {
    let mut bytes = std::fs::File::open(&file.path).map_err(disk("read", &file.path))?;
    let sha256 = firsthand_vault::sums_of(&mut bytes).map_err(disk("read", &file.path))?.sha256;
    if let Some((reading, is_something, made)) = readings.taken_up(file, &sha256) {
        return Ok(Read { file: file.clone(), sha256, found: reading.into(), made, is_something, is_taken_up: true });
    }
    let mut reading = reader.read_telling(&file.path, &file.name, Mode::Auto, pages);
    let is_something = is_something(&reading);
    let made = Made::take(&mut reading, readings.object(file, &sha256))?;
    readings.leave(file, &sha256, &reading, is_something, made.as_ref());
    Ok(Read { file: file.clone(), sha256, found: reading.into(), made, is_something, is_taken_up: false })
}
