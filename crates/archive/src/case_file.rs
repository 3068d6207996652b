//! `firsthand.toml`: the format, the case's id, open or sealed, and the key that verifies it.
//! Every change of it is an entry with its digest; settings about content are in `case.toml`.

use crate::error::{ArchiveError, disk};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// The format that this version writes, and the newest it reads.
pub const FORMAT: i64 = 1;

/// What `firsthand.toml` says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseFile {
    /// The format of the case on disk.
    pub format: i64,
    /// The case's UUIDv7.
    pub case: String,
    /// `open` or `sealed`, from birth.
    pub protection: String,
    /// The key that verifies checkpoints, C2SP verifier key text.
    pub verifier: String,
}

impl CaseFile {
    /// Where the file of a case stands.
    pub fn path(case: &Path) -> PathBuf {
        case.join("firsthand.toml")
    }

    /// Reads the file of a case.
    ///
    /// # Errors
    /// When it is missing, unreadable, of a newer format, or of a sealed case.
    pub fn read(case: &Path) -> Result<CaseFile, ArchiveError> {
        let path = Self::path(case);
        let bytes = match std::fs::read(&path) {
            Err(error) if matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory) => {
                return Err(ArchiveError::NotACase { folder: case.to_owned() });
            }
            other => other.map_err(disk("read", &path))?,
        };
        let damaged = |reason: String| ArchiveError::CaseFile { file: path.clone(), reason };
        let text = String::from_utf8(bytes).map_err(|_| damaged("it is not UTF-8".into()))?;
        Self::check_format(case, &text)
            .map_err(|error| error.unwrap_or_else(|| damaged("it names no format".into())))?;
        let file: CaseFile = toml::from_str(&text).map_err(|error| damaged(error.message().to_owned()))?;
        if file.protection != "open" {
            return Err(ArchiveError::Sealed { folder: case.to_owned() });
        }
        Ok(file)
    }

    /// A newer format is said to be newer, whatever else it holds.
    fn check_format(case: &Path, text: &str) -> Result<(), Option<ArchiveError>> {
        let table: toml::Table = toml::from_str(text).map_err(|_| None)?;
        let found = table.get("format").and_then(toml::Value::as_integer).ok_or(None)?;
        if found > FORMAT {
            return Err(Some(ArchiveError::NewerFormat { folder: case.to_owned(), found, known: FORMAT }));
        }
        Ok(())
    }

    /// The file's text, the same bytes for the same values.
    pub fn text(&self) -> String {
        format!(
            "# The case's own file. Change it only with Firsthand: its digest stands in the ledger.\n\
             format = {}\ncase = \"{}\"\nprotection = \"{}\"\nverifier = \"{}\"\n",
            self.format, self.case, self.protection, self.verifier
        )
    }
}
