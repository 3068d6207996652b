//! Whether the index is as it was made: a manifest with the digest of each of its files.

use super::{SearchIndex, VERSION, folder};
use crate::LedgerError;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

const MANIFEST: &str = "manifest.json";

/// What the index's files were when it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    pub(super) version: u64,
    pub(super) position: u64,
    files: BTreeMap<String, String>,
    /// Digest of the three fields above, so that no byte of this file goes unwatched.
    own: String,
}

impl Manifest {
    /// The manifest of a folder's files as they are.
    pub(super) fn of(folder: &Path, version: u64, position: u64) -> Result<Manifest, LedgerError> {
        let files = sums(folder).map_err(LedgerError::reading(folder))?;
        let own = own_sum(version, position, &files);
        Ok(Manifest { version, position, files, own })
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
        let is_own =
            |manifest: &Manifest| own_sum(manifest.version, manifest.position, &manifest.files) == manifest.own;
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

/// Files that are missing, new, or not as they were made.
pub(super) fn altered(folder: &Path, manifest: &Manifest) -> Result<Vec<String>, LedgerError> {
    let found = sums(folder).map_err(LedgerError::reading(folder))?;
    let names = manifest.files.keys().chain(found.keys());
    let mut altered: Vec<String> =
        names.filter(|name| manifest.files.get(*name) != found.get(*name)).cloned().collect();
    altered.sort();
    altered.dedup();
    Ok(altered)
}

/// Digests of the folder's files; lock files and the manifest hold nothing that is searched.
fn sums(folder: &Path) -> io::Result<BTreeMap<String, String>> {
    let mut sums = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name != MANIFEST && !name.ends_with(".lock") {
            sums.insert(name.clone(), hex(&Sha256::digest(fs::read(folder.join(&name))?)));
        }
    }
    Ok(sums)
}

fn own_sum(version: u64, position: u64, files: &BTreeMap<String, String>) -> String {
    let text = format!("{version} {position} {files:?}");
    hex(&Sha256::digest(text.as_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
