//! The verb *verify* on a dossier: every file against its digest, the digests against the signature, the checkpoint
//! against the key. Needs no case.

use crate::error::{ArchiveError, disk};
use crate::import::folder::{self, Folder};
use crate::step::{Doing, Progress, Step};
use crate::verify::verification::{Checked, Verification, fault};
use firsthand_ledger::verify_note;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Files that no digest can cover: the list of digests and its signature.
pub(crate) const UNLISTED: &[&str] = &["SHA256SUMS", "SHA256SUMS.sig"];

/// What of a dossier's manifest verification needs.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Manifest {
    position: u64,
    root: String,
    verifier: String,
}

/// Whether a folder looks like a dossier and not like a case.
pub fn is_dossier(folder: &Path) -> bool {
    !folder.join("firsthand.toml").exists()
        && (folder.join("SHA256SUMS").exists() || folder.join("manifest.json").exists())
}

/// Verifies a dossier; with `key`, against that key instead of the one the dossier names.
///
/// # Errors
/// When the folder cannot be read at all. Faults are in the result.
pub fn verify_dossier(
    folder: &Path,
    key: Option<&str>,
    progress: &mut Progress<'_>,
) -> Result<Verification, ArchiveError> {
    let mut faults = Vec::new();
    let listed = read_sums(folder, &mut faults)?;
    let checked = check_files(folder, &listed, &mut faults, progress)?;
    let manifest = read_manifest(folder, &mut faults);
    let verifier = key.unwrap_or(&manifest.verifier);
    check_signature(folder, verifier, &mut faults);
    check_checkpoint(folder, verifier, &manifest, &mut faults);
    Ok(Verification {
        ok: faults.is_empty(),
        entries: manifest.position,
        root: manifest.root,
        files: Some(Checked { checked, faults }),
        ..Verification::default()
    })
}

/// Every file that the list of digests names, with its digest; what is wrong with the list is a fault.
pub(crate) fn read_sums(folder: &Path, faults: &mut Vec<String>) -> Result<BTreeMap<String, String>, ArchiveError> {
    let mut listed = BTreeMap::new();
    let text = match std::fs::read(folder.join("SHA256SUMS")) {
        Ok(bytes) => String::from_utf8(bytes).unwrap_or_default(),
        Err(error) => {
            faults.push(fault("SHA256SUMS", format!("cannot be read: {error}")));
            return Ok(listed);
        }
    };
    if !text.ends_with('\n') {
        faults.push(fault("SHA256SUMS", "is empty, not UTF-8 or does not end with a line end"));
    }
    for (number, line) in text.lines().enumerate() {
        match line.split_once("  ") {
            Some((digest, name)) if digest.len() == 64 => drop(listed.insert(name.to_owned(), digest.to_owned())),
            _ => faults.push(fault("SHA256SUMS", format!("line {} is not a digest and a name", number + 1))),
        }
    }
    Ok(listed)
}

fn check_files(
    folder: &Path,
    listed: &BTreeMap<String, String>,
    faults: &mut Vec<String>,
    progress: &mut Progress<'_>,
) -> Result<u64, ArchiveError> {
    let Folder { files, passed_over, .. } = folder::whole(folder)?;
    faults.extend(passed_over.iter().map(|one| fault(&one.name, format!("was added: {}", one.why))));
    let present: BTreeSet<&str> = files.iter().map(|file| file.name.as_str()).collect();
    for name in listed.keys().filter(|name| !present.contains(name.as_str())) {
        faults.push(fault(name, "is listed in SHA256SUMS and missing"));
    }
    let listable = files.iter().filter(|file| !UNLISTED.contains(&file.name.as_str()));
    let bytes = listable.clone().map(|file| std::fs::metadata(&file.path).map_or(0, |about| about.len())).sum();
    let mut hashed = 0;
    progress(Step::new(Doing::Hashing, 0, bytes));
    for file in listable {
        let mut opened = std::fs::File::open(&file.path).map_err(disk("read", &file.path))?;
        let sums = firsthand_vault::sums_of(&mut opened).map_err(disk("read", &file.path))?;
        hashed += sums.size_bytes;
        progress(Step::new(Doing::Hashing, hashed, bytes));
        match listed.get(&file.name) {
            None => faults.push(fault(&file.name, "is not listed in SHA256SUMS")),
            Some(digest) if *digest != sums.sha256.hex() => {
                faults
                    .push(fault(&file.name, format!("hashes to {} and SHA256SUMS says sha256:{digest}", sums.sha256)));
            }
            Some(_) => {}
        }
    }
    Ok(files.len() as u64)
}

fn read_manifest(folder: &Path, faults: &mut Vec<String>) -> Manifest {
    let read = std::fs::read(folder.join("manifest.json"));
    let parsed = read
        .map_err(|error| error.to_string())
        .and_then(|bytes| serde_json::from_slice::<Manifest>(&bytes).map_err(|error| error.to_string()));
    parsed.unwrap_or_else(|reason| {
        faults.push(fault("manifest.json", format!("cannot be read: {reason}")));
        Manifest::default()
    })
}

/// The signed text names the digest of `SHA256SUMS` on a line of its own.
fn check_signature(folder: &Path, verifier: &str, faults: &mut Vec<String>) {
    let note = std::fs::read(folder.join("SHA256SUMS.sig")).unwrap_or_default();
    let sums = std::fs::read(folder.join("SHA256SUMS")).unwrap_or_default();
    let expected = format!("SHA256SUMS sha256:{}", firsthand_vault::Digest::of(&sums).hex());
    match verify_note(&String::from_utf8_lossy(&note), verifier) {
        Err(error) => faults.push(fault("SHA256SUMS.sig", error.to_string())),
        Ok(text) if !text.lines().any(|line| line == expected) => {
            faults.push(fault("SHA256SUMS", "is not the list that was signed"));
        }
        Ok(_) => {}
    }
}

fn check_checkpoint(folder: &Path, verifier: &str, manifest: &Manifest, faults: &mut Vec<String>) {
    let note = std::fs::read(folder.join("checkpoint")).unwrap_or_default();
    match verify_note(&String::from_utf8_lossy(&note), verifier) {
        Err(error) => faults.push(fault("checkpoint", error.to_string())),
        Ok(text) => {
            let mut lines = text.lines().skip(1);
            let covers = lines.next() == Some(manifest.position.to_string().as_str());
            if !covers || lines.next() != Some(manifest.root.as_str()) {
                faults.push(fault("checkpoint", "does not cover the position and root that manifest.json names"));
            }
        }
    }
}
