//! Where derivatives lie, `derived/made/<2 hex>/<digest of the original>/`, each beside the record that says how it was made.
//! A record is written last and removed first, so that what has one is whole. What is made of which original is in `derive_plan`.

use crate::error::{ArchiveError, disk};
use firsthand_model::{DerivativeKind, DerivativeRecord, DerivedFile};
use firsthand_vault::{Digest, sums_of};
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The derivatives of one case.
#[derive(Debug, Clone)]
pub(crate) struct DerivedFiles {
    root: PathBuf,
}

/// One derivative that is there: of which original, and its record, or why that cannot be read.
pub(crate) type Found = (Digest, Result<DerivativeRecord, String>);

impl DerivedFiles {
    pub(crate) fn of(case: &Path) -> Self {
        DerivedFiles { root: case.join("derived").join("made") }
    }

    /// The folder that holds them all.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn folder(&self, original: &Digest) -> PathBuf {
        let hex = original.hex();
        self.root.join(&hex[..2]).join(hex)
    }

    /// The right to make derivatives in this case; one command at a time has it, and others wait or fail.
    pub(crate) fn lock(&self, wait: bool) -> Result<File, ArchiveError> {
        fs::create_dir_all(&self.root).map_err(disk("make", &self.root))?;
        let path = self.lock_path();
        let file = File::create(&path).map_err(disk("write", &path))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(fs::TryLockError::WouldBlock) if wait => file.lock().map(|()| file).map_err(disk("lock", &path)),
            Err(fs::TryLockError::WouldBlock) => Err(ArchiveError::Deriving { folder: self.root.clone() }),
            Err(fs::TryLockError::Error(error)) => Err(disk("lock", &path)(error)),
        }
    }

    /// Whether some command has that right now.
    pub(crate) fn is_locked(&self) -> io::Result<bool> {
        let file = match File::open(self.lock_path()) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
            file => file?,
        };
        match file.try_lock_shared() {
            Ok(()) => Ok(false),
            Err(fs::TryLockError::WouldBlock) => Ok(true),
            Err(fs::TryLockError::Error(error)) => Err(error),
        }
    }

    fn lock_path(&self) -> PathBuf {
        self.root.join("lock")
    }

    /// A folder on the same disk for what is being made, which only this account may look into.
    pub(crate) fn scratch(&self) -> Result<TempDir, ArchiveError> {
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
        builder.prefix(PARTIAL).tempdir_in(&self.root).map_err(disk("make a folder in", &self.root))
    }

    /// Removes what an interrupted making left. Only whoever has the lock may.
    pub(crate) fn sweep(&self) {
        for entry in fs::read_dir(&self.root).into_iter().flatten().flatten() {
            if entry.file_name().to_string_lossy().starts_with(PARTIAL) {
                let _ = fs::remove_dir_all(entry.path());
            }
        }
    }

    /// The record of a derivative, if there is one that can be read.
    pub(crate) fn record(&self, original: &Digest, kind: DerivativeKind) -> Option<DerivativeRecord> {
        serde_json::from_slice(&fs::read(self.record_path(original, kind)).ok()?).ok()
    }

    /// What is wrong with the files of a derivative; nothing where each is as it was made.
    pub(crate) fn fault(&self, original: &Digest, record: &DerivativeRecord) -> Option<String> {
        record.files.iter().find_map(|file| {
            let Some(name) = plain_name(&file.name) else { return Some("its record names no file".to_owned()) };
            let path = self.folder(original).join(name);
            let sums = File::open(path).and_then(|mut bytes| sums_of(&mut bytes));
            match sums {
                Err(error) => Some(format!("{} cannot be read: {error}", file.name)),
                Ok(sums) if sums.sha256.to_string() != file.sha256 => Some(format!("{} is damaged", file.name)),
                Ok(_) => None,
            }
        })
    }

    /// Puts finished files and then their record into place.
    pub(crate) fn place(
        &self,
        original: &Digest,
        mut record: DerivativeRecord,
        made: Vec<(PathBuf, DerivedFile)>,
    ) -> io::Result<DerivativeRecord> {
        let folder = self.folder(original);
        fs::create_dir_all(&folder)?;
        self.remove(original, record.kind)?;
        for (from, mut file) in made {
            let sums = sums_of(&mut File::open(&from)?)?;
            (file.sha256, file.size_bytes) = (sums.sha256.to_string(), from.metadata()?.len());
            fs::rename(&from, folder.join(&file.name))?;
            record.files.push(file);
        }
        let path = self.record_path(original, record.kind);
        let partial = path.with_extension("json.partial");
        fs::write(&partial, serde_json::to_vec_pretty(&record)?)?;
        fs::rename(partial, path)?;
        Ok(record)
    }

    /// Removes a derivative, whole or not; how many files went.
    pub(crate) fn remove(&self, original: &Digest, kind: DerivativeKind) -> io::Result<u64> {
        let folder = self.folder(original);
        let record = self.record_path(original, kind);
        let mut gone = 0;
        if absent_is_fine(fs::remove_file(&record))? {
            gone += 1;
        }
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.strip_prefix(kind.word()).is_some_and(|rest| rest.starts_with(['.', '-'])) {
                gone += u64::from(absent_is_fine(fs::remove_file(entry.path()))?);
            }
        }
        Ok(gone)
    }

    /// Removes everything made of an original; how many files went.
    pub(crate) fn remove_all(&self, original: &Digest) -> Result<u64, ArchiveError> {
        let folder = self.folder(original);
        let files = self.count(original);
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(disk("remove", &folder)(error)),
            _ => Ok(files),
        }
    }

    /// How many files lie in an original's folder.
    pub(crate) fn count(&self, original: &Digest) -> u64 {
        fs::read_dir(self.folder(original)).into_iter().flatten().count() as u64
    }

    /// Every original of which something was made.
    pub(crate) fn originals(&self) -> Vec<Digest> {
        let below = |path: PathBuf| fs::read_dir(path).into_iter().flatten().flatten();
        let named = below(self.root.clone()).flat_map(|entry| below(entry.path()));
        let mut found: Vec<Digest> =
            named.filter_map(|entry| entry.file_name().to_string_lossy().parse().ok()).collect();
        found.sort_unstable();
        found
    }

    /// Every derivative that has a record.
    pub(crate) fn all(&self) -> Vec<Found> {
        let kinds = |original| DerivativeKind::ALL.iter().map(move |kind| (original, *kind));
        let pairs = self.originals().into_iter().flat_map(kinds);
        let there = pairs.filter(|(original, kind)| self.record_path(original, *kind).exists());
        there
            .map(|(original, kind)| {
                let record = self.record(&original, kind).filter(|record| record.original == original.to_string());
                (original, record.ok_or_else(|| format!("the record of its {kind} cannot be understood")))
            })
            .collect()
    }

    fn record_path(&self, original: &Digest, kind: DerivativeKind) -> PathBuf {
        self.folder(original).join(format!("{kind}.record.json"))
    }
}

/// How folders begin in which something is being made.
const PARTIAL: &str = ".partial-";

/// The name of a file in a folder; a path of any other form is none, whoever wrote it into a record.
fn plain_name(name: &str) -> Option<&str> {
    (!name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\', ':'])).then_some(name)
}

/// Whether something went.
fn absent_is_fine(removed: io::Result<()>) -> io::Result<bool> {
    match removed {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}
