//! Readings of files while an import goes on. An import that is interrupted, or refused for a row, leaves them in
//! `derived/readings/`, and the next one takes them from there instead of reading the same bytes again; an import that is
//! written throws them away. Nothing rests on them: what is torn, of other bytes or of other tools is read anew.

use crate::accepted::Made;
use crate::error::{ArchiveError, disk};
use crate::import::folder::FolderFile;
use firsthand_intake::Reading;
use firsthand_vault::Digest;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, ErrorKind, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The readings of one case's import.
pub(crate) struct Readings {
    folder: PathBuf,
    /// What reads: this program and the programs of others that are at hand.
    readers: String,
    /// Where the line of each begins that an import before left.
    left: BTreeMap<Digest, u64>,
    /// All in one file: a file for each would have to be made and thrown away again.
    lines: Mutex<File>,
}

/// One reading as it is left.
#[derive(Serialize, Deserialize)]
struct Left<'r> {
    of: Cow<'r, str>,
    reading: Cow<'r, Reading>,
    is_something: bool,
    made: Option<Cow<'r, Made>>,
}

/// Of what a line is.
#[derive(Deserialize)]
struct LeftOf<'r> {
    #[serde(borrow)]
    of: Cow<'r, str>,
}

impl Readings {
    /// Opens the folder, with what an import before left in it.
    pub fn open(case: &Path) -> Result<Readings, ArchiveError> {
        let folder = folder(case);
        fs::create_dir_all(&folder).map_err(disk("make", &folder))?;
        let path = lines_in(&folder);
        let mut lines =
            OpenOptions::new().read(true).append(true).create(true).open(&path).map_err(disk("write", &path))?;
        let left = lines_of(&mut lines).map_err(disk("read", &path))?;
        let readers = format!("{} {}", this_program(), firsthand_intake::tools_at_hand());
        Ok(Readings { folder, readers, left, lines: Mutex::new(lines) })
    }

    /// What was made of a file before, if it was read whole by the same readers.
    pub fn taken_up(&self, file: &FolderFile, sha256: &Digest) -> Option<(Reading, bool, Option<Made>)> {
        let begins = self.left.get(&self.key(file, sha256))?;
        let mut lines = File::open(lines_in(&self.folder)).ok()?;
        lines.seek(SeekFrom::Start(*begins)).ok()?;
        let mut line = Vec::new();
        BufReader::new(lines).read_until(b'\n', &mut line).ok()?;
        let left: Left<'_> = serde_json::from_slice(&line).ok()?;
        let made = match left.made {
            Some(made) => Some(made.into_owned().at(self.object(file, sha256))?),
            None => None,
        };
        Some((left.reading.into_owned(), left.is_something, made))
    }

    /// Where to put what a reader makes of a file.
    pub fn object(&self, file: &FolderFile, sha256: &Digest) -> PathBuf {
        self.folder.join(self.key(file, sha256).hex()).with_extension("object")
    }

    /// Leaves a reading for the next import, should this one not be written. One that cannot be left is read again.
    pub fn leave(
        &self,
        file: &FolderFile,
        sha256: &Digest,
        reading: &Reading,
        is_something: bool,
        made: Option<&Made>,
    ) {
        let of = self.key(file, sha256).hex();
        let left = Left { of: of.into(), reading: Cow::Borrowed(reading), is_something, made: made.map(Cow::Borrowed) };
        let Ok(mut line) = serde_json::to_vec(&left) else { return };
        line.push(b'\n');
        let written = self.lines.lock().unwrap_or_else(PoisonError::into_inner).write_all(&line);
        if let Err(error) = written {
            tracing::debug!(%error, file = file.name, "a reading was not left for a later import");
        }
    }

    /// Throws all readings away: what was read is written, or must not be kept.
    pub fn discard(case: &Path) -> Result<(), ArchiveError> {
        let folder = folder(case);
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(disk("remove", &folder)(error)),
            _ => Ok(()),
        }
    }

    /// A reading depends on the bytes, on the name by which a reader is chosen, and on what reads.
    fn key(&self, file: &FolderFile, sha256: &Digest) -> Digest {
        Digest::of(format!("{sha256}\n{}\n{}", file.name, self.readers).as_bytes())
    }
}

fn folder(case: &Path) -> PathBuf {
    case.join("derived").join("readings")
}

fn lines_in(folder: &Path) -> PathBuf {
    folder.join("left.jsonl")
}

/// Where the line of each reading begins. Behind a line that was torn a new one is begun; what is no reading is passed over.
fn lines_of(file: &mut File) -> io::Result<BTreeMap<Digest, u64>> {
    let mut left = BTreeMap::new();
    let (mut lines, mut line, mut begins) = (BufReader::new(&mut *file), Vec::new(), 0);
    loop {
        line.clear();
        let length = lines.read_until(b'\n', &mut line)?;
        let of = || serde_json::from_slice::<LeftOf<'_>>(&line).ok()?.of.parse::<Digest>().ok();
        match (line.last(), of()) {
            (None, _) => return Ok(left),
            (Some(b'\n'), Some(key)) => drop(left.insert(key, begins)),
            (Some(b'\n'), None) => {}
            (Some(_), _) => {
                file.write_all(b"\n")?;
                return Ok(left);
            }
        }
        begins += length as u64;
    }
}

/// This program by version, size and time: another build may read the same bytes otherwise.
fn this_program() -> String {
    let built = std::env::current_exe().and_then(fs::metadata);
    let modified = |metadata: &fs::Metadata| metadata.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok();
    let of =
        built.map(|metadata| (metadata.len(), modified(&metadata).map(|since| since.as_nanos()))).unwrap_or_default();
    format!("{} {of:?}", env!("CARGO_PKG_VERSION"))
}
