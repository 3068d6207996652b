//! Whether the index is as it was made: a manifest with the digest of each of its files.

use super::{SearchIndex, VERSION, folder};
use crate::LedgerError;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

const MANIFEST: &str = "manifest.json";

/// Indexes up to this size are hashed whole when they are opened. Of larger ones only names and sizes are looked at, since
/// hashing would take longer than searching; `verify` hashes them all.
const HASHED_BYTES: u64 = 8 << 20;

/// A file's size and digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sum {
    bytes: u64,
    blake3: String,
}

/// What the index's files were when it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    pub(super) version: u64,
    pub(super) position: u64,
    /// How many segments it had when it was made anew; additions make more.
    pub(super) segments: u64,
    files: BTreeMap<String, Sum>,
    /// Digest of the fields above, so that no byte of this file goes unwatched.
    own: String,
}

impl Manifest {
    /// The manifest of an index that was made anew in this folder, of so many segments.
    pub(super) fn anew(folder: &Path, position: u64, segments: u64) -> Result<Manifest, LedgerError> {
        Manifest::of(folder, position, segments, None)
    }

    /// The manifest after additions. Files that this one has are not hashed again: the index library never changes one, but
    /// makes new ones. Its list of segments is the exception.
    pub(super) fn added_to(&self, folder: &Path, position: u64) -> Result<Manifest, LedgerError> {
        Manifest::of(folder, position, self.segments, Some(self))
    }

    fn of(folder: &Path, position: u64, segments: u64, earlier: Option<&Manifest>) -> Result<Manifest, LedgerError> {
        let files = sums(folder, earlier).map_err(LedgerError::reading(folder))?;
        let made = Manifest { version: VERSION, position, segments, files, own: String::new() };
        Ok(Manifest { own: made.own_sum(), ..made })
    }

    fn own_sum(&self) -> String {
        let Manifest { version, position, segments, files, .. } = self;
        blake3::hash(format!("{version} {position} {segments} {files:?}").as_bytes()).to_string()
    }

    pub(super) fn write(&self, folder: &Path) -> Result<(), LedgerError> {
        let path = folder.join(MANIFEST);
        let text = serde_json::to_string(self).unwrap_or_default();
        fs::write(&path, text).map_err(LedgerError::writing(&path))
    }

    /// The manifest of an index; none if there is none, or none that can be believed.
    pub(super) fn read(folder: &Path) -> Result<Option<Manifest>, LedgerError> {
        let path = folder.join(MANIFEST);
        let text = match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            other => other.map_err(LedgerError::reading(&path))?,
        };
        let parsed = serde_json::from_slice::<Manifest>(&text).ok();
        let is_exact = |manifest: &Manifest| serde_json::to_vec(manifest).is_ok_and(|exact| exact == text);
        let is_own = |manifest: &Manifest| manifest.own_sum() == manifest.own;
        Ok(parsed.filter(is_exact).filter(is_own))
    }
}

impl SearchIndex {
    /// What is wrong with a case's index, the file first; nothing if it is whole.
    ///
    /// # Errors
    /// `Unreadable` when the disk fails.
    pub fn check(case_dir: impl AsRef<Path>) -> Result<Vec<String>, LedgerError> {
        let folder = folder(case_dir.as_ref());
        match Manifest::read(&folder)? {
            None => Ok(vec!["derived/search/manifest.json: is missing or damaged".to_owned()]),
            Some(manifest) if manifest.version != VERSION => {
                Ok(vec!["derived/search/manifest.json: is of another version".to_owned()])
            }
            Some(manifest) => {
                let altered = altered(&folder, &manifest)?;
                Ok(altered.iter().map(|file| format!("derived/search/{file}: is not as it was made")).collect())
            }
        }
    }
}

impl SearchIndex {
    /// Whether a command that was cut off left the index of a case of so many entries unfinished: it is not there, or it lags
    /// behind them and no file of it has other bytes, but some lie beside it that were being added, or are gone as it was
    /// being replaced. Whoever writes next makes it anew.
    ///
    /// # Errors
    /// `Unreadable` when the disk fails.
    pub fn is_unfinished(case_dir: impl AsRef<Path>, entries: u64) -> Result<bool, LedgerError> {
        let folder = folder(case_dir.as_ref());
        if !folder.exists() {
            return Ok(entries > 0);
        }
        let is_behind = |manifest: &Manifest| manifest.version == VERSION && manifest.position < entries;
        let Some(manifest) = Manifest::read(&folder)?.filter(is_behind) else { return Ok(false) };
        // The library rewrites its lists and never another file.
        let is_other =
            |name: &String| manifest.files.contains_key(name) && !name.ends_with(".json") && folder.join(name).exists();
        let altered = altered(&folder, &manifest)?;
        Ok(!altered.is_empty() && !altered.iter().any(is_other))
    }
}

/// Files that are missing, new, or not as they were made.
pub(super) fn altered(folder: &Path, manifest: &Manifest) -> Result<Vec<String>, LedgerError> {
    let found = sums(folder, None).map_err(LedgerError::reading(folder))?;
    let names = manifest.files.keys().chain(found.keys());
    let mut altered: Vec<String> =
        names.filter(|name| manifest.files.get(*name) != found.get(*name)).cloned().collect();
    altered.sort();
    altered.dedup();
    Ok(altered)
}

/// Whether an index may be searched: every file as it was made, or for a large index as long as it was made.
pub(super) fn may_be_searched(folder: &Path, manifest: &Manifest) -> Result<bool, LedgerError> {
    let sizes = sizes(folder).map_err(LedgerError::reading(folder))?;
    let made: BTreeMap<&String, u64> = manifest.files.iter().map(|(name, sum)| (name, sum.bytes)).collect();
    if !made.into_iter().eq(sizes.iter().map(|(name, bytes)| (name, *bytes))) {
        return Ok(false);
    }
    Ok(sizes.values().sum::<u64>() > HASHED_BYTES || altered(folder, manifest)?.is_empty())
}

/// Sizes of the folder's files; lock files and the manifest hold nothing that is searched.
fn sizes(folder: &Path) -> io::Result<BTreeMap<String, u64>> {
    let mut sizes = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name != MANIFEST && !name.ends_with(".lock") {
            sizes.insert(name, entry.metadata()?.len());
        }
    }
    Ok(sizes)
}

fn sums(folder: &Path, earlier: Option<&Manifest>) -> io::Result<BTreeMap<String, Sum>> {
    let mut sums = BTreeMap::new();
    for (name, bytes) in sizes(folder)? {
        let known = earlier.and_then(|manifest| manifest.files.get(&name)).filter(|_| !name.ends_with(".json"));
        let sum = match known {
            Some(known) => known.clone(),
            None => Sum { bytes, blake3: digest(&folder.join(&name))? },
        };
        sums.insert(name, sum);
    }
    Ok(sums)
}

/// BLAKE3, since nobody outside need be able to compute it and an index is long.
fn digest(path: &Path) -> io::Result<String> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(fs::File::open(path)?)?;
    Ok(hasher.finalize().to_string())
}
