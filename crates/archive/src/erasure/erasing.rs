//! The list of bytes that an erasure under way removes, so that the next writer finishes what a crash interrupted.
//! What goes is decided in `erase_entry`. The list is gone before the erasure is reported as done.

use crate::error::{ArchiveError, disk};
use firsthand_vault::Digest;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// The list of one case: a digest on each line.
pub(crate) struct Erasing {
    path: PathBuf,
}

impl Erasing {
    pub fn of(case: &Path) -> Self {
        Erasing { path: case.join("derived").join("erasing") }
    }

    /// Lists the bytes, durably, before the entry that erases them is written.
    pub fn begin<'d>(&self, digests: impl Iterator<Item = &'d Digest>) -> Result<(), ArchiveError> {
        let lines: String = digests.map(|digest| format!("{digest}\n")).collect();
        let write = || {
            let mut file = File::create(&self.path)?;
            file.write_all(lines.as_bytes())?;
            file.sync_all()
        };
        write().map_err(disk("write", &self.path))
    }

    /// What an interrupted erasure still has to remove, unless an entry names it: then that erasure never happened.
    pub fn left(&self) -> Result<BTreeSet<Digest>, ArchiveError> {
        match fs::read_to_string(&self.path) {
            Ok(lines) => Ok(lines.lines().filter_map(|line| line.parse().ok()).collect()),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(BTreeSet::new()),
            Err(error) => Err(disk("read", &self.path)(error)),
        }
    }

    /// Forgets the list: nothing is left to remove.
    pub fn end(&self) -> Result<(), ArchiveError> {
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(disk("remove", &self.path)(error)),
            _ => Ok(()),
        }
    }
}
