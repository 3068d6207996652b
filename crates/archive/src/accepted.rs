//! What a reader made of an original, kept under `accepted/` with the entry that names it, and read back from there.
//! Neither search nor a rebuild reads a stranger's file again.

use crate::commit::Draft;
use crate::error::ArchiveError;
use crate::snapshot::Snapshot;
use crate::{Archive, Surroundings};
use firsthand_intake::Reading;
use firsthand_model::{AcceptedRecord, Kind, OriginalRecord, Transcript};
use firsthand_vault::{Digest, Shelf, Vault};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The form of an accepted object: canonical enough to be written once and read for ever.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Accepted {
    v: u64,
    kind: String,
    reader: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) transcript: Option<Transcript>,
}

impl Accepted {
    /// What is worth keeping of a reading: the transcript, else the text; nothing of a table or account.
    fn of(reading: &Reading) -> Option<Accepted> {
        let kind = match reading {
            Reading { transcript: Some(_), .. } => "transcript",
            Reading { text: Some(_), .. } => "text",
            _ => return None,
        };
        let text = reading.text.clone().filter(|_| kind == "text");
        Some(Accepted {
            v: 1,
            kind: kind.into(),
            reader: reading.reader.clone(),
            text,
            transcript: reading.transcript.clone(),
        })
    }

    /// The object that a record names; nothing if it is damaged, which `verify` reports.
    pub(crate) fn read(vault: &Vault, record: &AcceptedRecord) -> Option<Accepted> {
        let bytes = vault.read(Shelf::Accepted, &record.sha256.parse().ok()?).ok()?;
        serde_json::from_slice(&bytes).ok()
    }
}

impl Archive {
    /// Keeps what a reader made of an original; nothing to write where the case has the same already.
    pub(crate) fn accept(
        &self,
        snapshot: &Snapshot,
        original: &Digest,
        reading: &Reading,
        around: &Surroundings,
    ) -> Result<Option<Draft>, ArchiveError> {
        let Some(object) = Accepted::of(reading) else { return Ok(None) };
        let bytes = serde_json::to_vec(&object).unwrap_or_default();
        let kept = self.vault.store_bytes(Shelf::Accepted, &bytes)?;
        let record = AcceptedRecord {
            sha256: kept.sha256.to_string(),
            size_bytes: i64::try_from(kept.size_bytes).unwrap_or(i64::MAX),
            original: original.to_string(),
            reader: reading.reader.clone(),
            reader_version: reading.reader_version.clone(),
        };
        if snapshot.accepted.values().any(|known| *known == record) {
            return Ok(None);
        }
        let body = serde_json::to_value(record).unwrap_or_default();
        Ok(Some(Draft { kind: Kind::Accepted, handle: None, revision: 1, entity: around.identity(), body }))
    }
}

impl Snapshot {
    /// By what each original is called in lists and results, by its digest: its source, else the first name it came under.
    pub(crate) fn names_of_originals(&self) -> BTreeMap<&str, &str> {
        let named = self.originals.values().filter_map(|one| Some((one.sha256.as_deref()?, name_of(one))));
        // Where two entries have one digest the first names it.
        named.rev().collect()
    }
}

fn name_of(original: &OriginalRecord) -> &str {
    original.source.as_ref().or(original.names.first()).map(String::as_str).unwrap_or_default()
}
