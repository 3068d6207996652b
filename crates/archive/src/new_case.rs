//! The verbs *new* and open: a case is born with its settings, its key and its address secret in the first batch.

use crate::case_file::{CaseFile, FORMAT};
use crate::commit::Draft;
use crate::error::{ArchiveError, disk};
use crate::{Archive, Surroundings};
use firsthand_ledger::tables::Tables;
use firsthand_ledger::{Log, WriteLock};
use firsthand_model::Kind;
use firsthand_vault::{Digest, Vault};
use serde_json::json;
use std::io::Write;
use std::path::Path;

impl Archive {
    /// Makes a case in a folder that is new or empty.
    ///
    /// # Errors
    /// When the folder is not empty, cannot be written, or no signing key was given.
    pub fn create(dir: &Path, around: &Surroundings) -> Result<Archive, ArchiveError> {
        let signer = around.signer.as_ref().ok_or_else(|| ArchiveError::NoKey { folder: dir.to_owned() })?;
        if dir.read_dir().is_ok_and(|mut entries| entries.next().is_some()) {
            return Err(ArchiveError::NotEmpty { folder: dir.to_owned() });
        }
        std::fs::create_dir_all(dir).map_err(disk("make", dir))?;
        let file = CaseFile {
            format: FORMAT,
            case: around.identity(),
            protection: "open".into(),
            verifier: signer.verifier_text(),
        };
        let log = Log::create(dir, &file.case, signer)?;
        let mut archive = Archive {
            dir: dir.to_owned(),
            vault: Vault::open(dir),
            log,
            tables: Tables::open(dir)?,
            file,
            lagging: None,
        };
        let writing = archive.lock(around)?;
        archive.commit(&writing, first_entries(&archive.file, around), around)?;
        write_case_file(dir, &archive.file.text())?;
        Ok(archive)
    }

    /// Opens a case. Entries that the tables do not have yet are replayed, unless somebody else is writing just now.
    ///
    /// # Errors
    /// When the folder is no case, is of a newer format, or cannot be read.
    pub fn open(dir: &Path) -> Result<Archive, ArchiveError> {
        let file = CaseFile::read(dir)?;
        let mut archive = Archive {
            dir: dir.to_owned(),
            vault: Vault::open(dir),
            log: Log::open(dir)?,
            tables: Tables::open(dir)?,
            file,
            lagging: None,
        };
        if archive.is_behind()?
            && let Ok(_lock) = WriteLock::acquire(dir)
        {
            archive.catch_up()?;
        }
        Ok(archive)
    }
}

fn first_entries(file: &CaseFile, around: &Surroundings) -> Vec<Draft> {
    let digest = Digest::of(file.text().as_bytes()).to_string();
    let secret: String = around.secret::<32>().iter().map(|byte| format!("{byte:02x}")).collect();
    let draft = |kind, body| Draft { kind, handle: None, revision: 1, entity: around.identity(), body };
    vec![
        draft(Kind::Key, json!({"verifier": file.verifier, "use": "sign"})),
        draft(Kind::Settings, json!({"file": "firsthand.toml", "sha256": digest, "address_key": secret})),
    ]
}

/// Written last: a folder without it is no case, so a case that was only half made is none.
fn write_case_file(dir: &Path, text: &str) -> Result<(), ArchiveError> {
    let path = CaseFile::path(dir);
    let mut file = tempfile::NamedTempFile::new_in(dir).map_err(disk("write", &path))?;
    file.write_all(text.as_bytes()).map_err(disk("write", &path))?;
    file.as_file().sync_all().map_err(disk("sync", &path))?;
    file.persist(&path).map_err(|error| disk("write", &path)(error.error))?;
    Ok(())
}
