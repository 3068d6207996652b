//! The bytes under a ledger entry: the file in which its row stands, and the originals of the source that its record cites. With their
//! digests anybody can go on from an entry without Firsthand.

use crate::Archive;
use crate::error::ArchiveError;
use crate::snapshot::typed;
use firsthand_model::{Hold, Kind, OriginalRecord};
use firsthand_vault::Shelf;
use serde::Serialize;
use serde_json::Value;
use std::path::PathBuf;

/// The bytes of one original, held or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntryBytes {
    /// Of what they are the original: the name of the file in which the row stands, or the source as `source S01`.
    pub of: String,
    /// Whether they are here.
    pub hold: Hold,
    /// Their digest, `sha256:<hex>`, if known.
    pub sha256: Option<String>,
    /// Their size in bytes, if they were ever here.
    pub size_bytes: Option<i64>,
    /// Where they lie, as a path from the case's folder, if they are held.
    pub file: Option<PathBuf>,
}

impl Archive {
    /// What a record rests on in bytes: first the file in which its row stands, then its source's originals.
    pub(crate) fn entry_bytes(
        &self,
        kind: &str,
        id: Option<&str>,
        from: Option<&Value>,
        record: &Value,
    ) -> Result<Vec<EntryBytes>, ArchiveError> {
        let mut found = Vec::new();
        let table = from.and_then(|from| Some((from["original"].as_str()?, from["file"].as_str()?)));
        if let Some((entity, file)) = table
            && let Some(row) = self.tables.by_entity(entity)?
        {
            found.push(self.bytes_of(file.to_owned(), typed(row.seq, row.body)?));
        }
        let source = if kind == Kind::Source.name() { id } else { record["source"].as_str() };
        if let Some(source) = source {
            self.tables.each_current(Kind::Original, |row| {
                let original: OriginalRecord = typed(row.seq, row.body)?;
                if original.source.as_deref() == Some(source) {
                    found.push(self.bytes_of(format!("source {source}"), original));
                }
                Ok::<(), ArchiveError>(())
            })?;
        }
        Ok(found)
    }

    fn bytes_of(&self, of: String, original: OriginalRecord) -> EntryBytes {
        let digest = original.sha256.as_deref().filter(|_| original.hold == Hold::Held);
        let path =
            digest.and_then(|digest| digest.parse().ok()).map(|digest| self.vault.path(Shelf::Originals, &digest));
        let file = path.and_then(|path| path.strip_prefix(&self.dir).ok().map(PathBuf::from));
        EntryBytes { of, hold: original.hold, sha256: original.sha256, size_bytes: original.size_bytes, file }
    }
}
