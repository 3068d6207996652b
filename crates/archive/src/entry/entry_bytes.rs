//! The bytes under a ledger entry: the file in which its row stands, and the originals of the source that its record cites. With their
//! digests anybody can go on from an entry without Firsthand; of what is not held it is said where it was.

use crate::Archive;
use crate::error::ArchiveError;
use crate::snapshot::{referenced, typed};
use firsthand_model::{Hold, Kind, OriginalRecord, Source};
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
    /// Where the source was found and where in it the words stand, if the bytes are not held and that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was_at: Option<WasAt>,
}

/// Where a source is that is cited and not held, in the words of its rows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct WasAt {
    /// Addresses as collected.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub urls: Vec<String>,
    /// How it can be had.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access_note: Option<String>,
    /// How much of it was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_part: Option<String>,
    /// Where in it the words stand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locator: Option<String>,
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
        let cited = record["source"].as_str().or(record["source_id"].as_str());
        let source = if kind == Kind::Source.name() { id } else { cited };
        if let Some(source) = source {
            let before = found.len();
            self.tables.each_current(Kind::Original, |row| {
                let original: OriginalRecord = typed(row.seq, row.body)?;
                if original.source.as_deref() == Some(source) {
                    found.push(self.bytes_of(format!("source {source}"), original));
                }
                Ok::<(), ArchiveError>(())
            })?;
            if found[before..].iter().all(|bytes| bytes.hold != Hold::Held) {
                self.say_where(source, record, before, &mut found)?;
            }
        }
        Ok(found)
    }

    /// Says of a source's originals that are not held where they were; of one that has none that it is cited, or was erased.
    fn say_where(
        &self,
        source: &str,
        record: &Value,
        before: usize,
        found: &mut Vec<EntryBytes>,
    ) -> Result<(), ArchiveError> {
        let Some(row) = self.tables.find(Kind::Source, source)? else { return Ok(()) };
        let cited: Source = typed(row.seq, row.body["record"].clone())?;
        if found.len() == before {
            // Bytes of a file that the source names came here once.
            let hold = if cited.file.is_some() { Hold::Erased } else { Hold::Referenced };
            found.push(self.bytes_of(format!("source {source}"), OriginalRecord { hold, ..referenced(&cited) }));
        }
        let was_at = WasAt {
            urls: addresses(&cited),
            access_note: cited.access_note,
            read_part: cited.read_part,
            locator: record["locator"].as_str().map(str::to_owned),
        };
        let was_at = Some(was_at).filter(|known| *known != WasAt::default());
        found[before..].iter_mut().filter(|bytes| bytes.hold == Hold::Referenced).for_each(|bytes| {
            bytes.was_at.clone_from(&was_at);
        });
        Ok(())
    }

    fn bytes_of(&self, of: String, original: OriginalRecord) -> EntryBytes {
        let digest = original.sha256.as_deref().filter(|_| original.hold == Hold::Held);
        let path =
            digest.and_then(|digest| digest.parse().ok()).map(|digest| self.vault.path(Shelf::Originals, &digest));
        let file = path.and_then(|path| path.strip_prefix(&self.dir).ok().map(PathBuf::from));
        let OriginalRecord { hold, sha256, size_bytes, .. } = original;
        EntryBytes { of, hold, sha256, size_bytes, file, was_at: None }
    }
}

/// The addresses of a source, as collected where they are not listed.
fn addresses(source: &Source) -> Vec<String> {
    if source.urls.is_empty() { source.public_url.iter().cloned().collect() } else { source.urls.clone() }
}
