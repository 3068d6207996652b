//! Where the signing key is kept: in the user's own configuration folder, never in a case.

use crate::edge::EdgeError;
use firsthand_archive::{Entropy, Signer, SystemEntropy};
use std::io::Write;
use std::path::{Path, PathBuf};

/// The key's name in signatures.
const KEY_NAME: &str = "firsthand";

/// The key in a file; if there is none yet, a new one is put there, where one may be made.
pub fn signing_key(named: Option<&Path>, may_make: bool) -> Result<Signer, EdgeError> {
    let file = key_file(named)?;
    match std::fs::read_to_string(&file) {
        Ok(text) => Signer::from_text(text.trim()).map_err(|error| failed(&file, error)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && may_make => make(&file),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(failed(&file, "there is no such file")),
        Err(error) => Err(failed(&file, error)),
    }
}

/// Where the key is, or would be made.
pub fn key_file(named: Option<&Path>) -> Result<PathBuf, EdgeError> {
    named.map_or_else(default_file, |file| Ok(file.to_owned()))
}

fn default_file() -> Result<PathBuf, EdgeError> {
    let folder = dirs::config_dir()
        .ok_or_else(|| failed(Path::new("signing-key"), "this account has no configuration folder"))?;
    Ok(folder.join("firsthand").join("signing-key"))
}

fn make(file: &Path) -> Result<Signer, EdgeError> {
    let mut seed = [0u8; 32];
    SystemEntropy.fill(&mut seed);
    let signer = Signer::generate(KEY_NAME, seed).map_err(|error| failed(file, error))?;
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).map_err(|error| failed(file, error))?;
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    for_owner_alone(&mut options);
    let mut written = options.open(file).map_err(|error| failed(file, error))?;
    writeln!(written, "{}", signer.to_text()).and_then(|()| written.sync_all()).map_err(|error| failed(file, error))?;
    Ok(signer)
}

#[cfg(unix)]
fn for_owner_alone(options: &mut std::fs::OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600);
}

#[cfg(not(unix))]
fn for_owner_alone(_options: &mut std::fs::OpenOptions) {}

fn failed(file: &Path, reason: impl std::fmt::Display) -> EdgeError {
    EdgeError::Key { file: file.to_owned(), reason: reason.to_string() }
}
