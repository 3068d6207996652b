//! Readings of files while an import goes on. An import that is interrupted, or refused for a row, leaves them in
//! `derived/readings/`, and the next one takes them from there instead of reading the same bytes again; an import that is
//! written throws them away. Nothing rests on them: what is torn, of other bytes or of other tools is read anew.

use crate::accepted::Made;
use crate::error::{ArchiveError, disk};
use crate::folder::FolderFile;
use firsthand_intake::Reading;
use firsthand_vault::Digest;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The readings of one case's import.
pub(crate) struct Readings {
    folder: PathBuf,
    /// What reads: this program and the programs of others that are at hand.
    readers: String,
}

/// One reading as it lies in the folder.
#[derive(Serialize, Deserialize)]
struct Left {
    reading: Reading,
    is_something: bool,
    made: Option<Made>,
}

impl Readings {
    /// Opens the folder, with what an import before left in it.
    pub fn open(case: &Path) -> Result<Readings, ArchiveError> {
        let folder = folder(case);
        fs::create_dir_all(&folder).map_err(disk("make", &folder))?;
        Ok(Readings { folder, readers: format!("{} {}", this_program(), firsthand_intake::tools_at_hand()) })
    }

    /// What was made of a file before, if it was read whole by the same readers.
    pub fn taken_up(&self, file: &FolderFile, sha256: &Digest) -> Option<(Reading, bool, Option<Made>)> {
        let stem = self.stem(file, sha256);
        let left: Left = serde_json::from_slice(&fs::read(stem.with_extension("json")).ok()?).ok()?;
        let made = match left.made {
            Some(made) => Some(made.at(self.object(file, sha256))?),
            None => None,
        };
        Some((left.reading, left.is_something, made))
    }

    /// Where to put what a reader makes of a file.
    pub fn object(&self, file: &FolderFile, sha256: &Digest) -> PathBuf {
        self.stem(file, sha256).with_extension("object")
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
        let stem = self.stem(file, sha256);
        let left = Left { reading: reading.clone(), is_something, made: made.cloned() };
        let Ok(bytes) = serde_json::to_vec(&left) else { return };
        let unfinished = stem.with_extension("part");
        let written = fs::write(&unfinished, bytes).and_then(|()| fs::rename(&unfinished, stem.with_extension("json")));
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
    fn stem(&self, file: &FolderFile, sha256: &Digest) -> PathBuf {
        let of = format!("{sha256}\n{}\n{}", file.name, self.readers);
        self.folder.join(Digest::of(of.as_bytes()).hex())
    }
}

fn folder(case: &Path) -> PathBuf {
    case.join("derived").join("readings")
}

/// This program by version, size and time: another build may read the same bytes otherwise.
fn this_program() -> String {
    let built = std::env::current_exe().and_then(fs::metadata);
    let modified = |metadata: &fs::Metadata| metadata.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok();
    let of =
        built.map(|metadata| (metadata.len(), modified(&metadata).map(|since| since.as_nanos()))).unwrap_or_default();
    format!("{} {of:?}", env!("CARGO_PKG_VERSION"))
}
