//! The question *entry*: one ledger entry by its number, so that the number at the foot of a printed page can be walked down
//! to what was recorded, when, by whom, and to the checkpoint that covers it. Nothing is interpreted here.

use crate::Archive;
use crate::entry::entry_bytes::EntryBytes;
use crate::erasure::erase_target::the_kind;
use crate::error::ArchiveError;
use firsthand_ledger::{Entry, EntryState, Payload, TreeHead};
use firsthand_model::Kind;
use firsthand_model::references::kind_named;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// What a secret of the case is shown as.
const SECRET: &str = "not shown: a secret of the case, which stands in its ledger alone";

/// One entry of the ledger.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EntryView {
    /// Its number, counted from 0.
    pub entry: u64,
    /// First and last entry of the batch that it was written with.
    pub batch: (u64, u64),
    /// Its digest as the ledger commits to it: SHA-256 over its salt and its canonical payload, as `sha256:<hex>`.
    pub digest: String,
    /// What was recorded; none where it was erased.
    pub recorded: Option<Recorded>,
    /// The entry that erased it.
    pub erased_by: Option<u64>,
    /// The first checkpoint that covers it, written with its batch. Every later one covers it too.
    pub covered_since: HeadView,
    /// The case's present checkpoint.
    pub covered_by: HeadView,
}

/// What an entry recorded.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Recorded {
    /// The kind of record.
    pub kind: String,
    /// Its id; none where tables gave none.
    pub id: Option<String>,
    /// The entity's UUIDv7.
    pub entity: String,
    /// Its version, counted from 1.
    pub version: u64,
    /// When it was written, RFC 3339 in UTC.
    pub at: String,
    /// Who wrote it.
    pub author: String,
    /// The entry of the version before it; none if it is the first, or if that one was erased.
    pub version_before: Option<u64>,
    /// The entry of the version after it, if there is one.
    pub version_after: Option<u64>,
    /// Where the record came from, as file and row; none where it was made here.
    pub from: Option<Value>,
    /// The record itself.
    pub record: Value,
    /// The bytes that it rests on: the file in which its row stands, and the originals of the source that it cites.
    pub rests_on: Vec<EntryBytes>,
}

/// A checkpoint as size and root.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HeadView {
    /// How many entries it covers.
    pub entries: u64,
    /// The root over them, base64 as checkpoints have it.
    pub root: String,
}

impl From<TreeHead> for HeadView {
    fn from(head: TreeHead) -> Self {
        HeadView { entries: head.size, root: head.root_base64() }
    }
}

impl Archive {
    /// One entry of the ledger by its number.
    ///
    /// # Errors
    /// When there is no such entry, or the ledger cannot be read there.
    pub fn ledger_entry(&self, number: u64) -> Result<EntryView, ArchiveError> {
        let size = self.log.size();
        let none = || ArchiveError::NoSuchEntry { entry: number, size };
        let mut entries = self.log.entries_from(number);
        let entry: Entry = entries.next().ok_or_else(none)??;
        let end = self.batch_end(&entry, entries)?;
        let (recorded, erased_by) = match entry.state {
            EntryState::Live(payload) => (Some(self.recorded(number, payload)?), None),
            EntryState::Erased { by } => (None, Some(by)),
        };
        Ok(EntryView {
            entry: number,
            batch: (entry.batch, end),
            digest: format!("sha256:{}", hex(&entry.commitment)),
            recorded,
            erased_by,
            covered_since: self.log.head_at(end + 1)?.into(),
            covered_by: self.log.head().into(),
        })
    }

    /// The entry in which a record stands now, named as `kind:id`, or by its id alone where only one kind has it. A
    /// statement is meant before its span and its line beside the prompt, which bear its id.
    ///
    /// # Errors
    /// When no record has that id, or several kinds have it; otherwise as [`Archive::ledger_entry`].
    pub fn ledger_entry_of(&self, record: &str) -> Result<EntryView, ArchiveError> {
        let of_kind = record.split_once(':').and_then(|(kind, id)| Some((kind_named(kind)?, id)));
        let (kinds, id) = match of_kind {
            Some((kind, id)) => (vec![kind], id),
            None => (Kind::ALL.to_vec(), record),
        };
        let mut found = BTreeMap::new();
        for kind in kinds {
            found.extend(self.tables.find(kind, id)?.map(|row| (kind, row.seq)));
        }
        let kind = the_kind(found.keys().copied().collect(), "record", record)?;
        self.ledger_entry(found[&kind])
    }

    /// The last entry of the batch in which an entry stands.
    fn batch_end(
        &self,
        entry: &Entry,
        after: impl Iterator<Item = Result<Entry, firsthand_ledger::LedgerError>>,
    ) -> Result<u64, ArchiveError> {
        if entry.last {
            return Ok(entry.seq);
        }
        for later in after {
            let later = later?;
            if later.last {
                return Ok(later.seq);
            }
        }
        Ok(self.log.size().saturating_sub(1))
    }

    fn recorded(&self, number: u64, payload: Payload) -> Result<Recorded, ArchiveError> {
        let versions = match (Kind::from_name(&payload.kind), &payload.handle) {
            (Some(kind), Some(handle)) => self.tables.history(kind, handle)?,
            _ => Vec::new(),
        };
        let of_it = versions.iter().map(|row| row.seq);
        let (from, record) = parted(payload.body);
        let rests_on = self.entry_bytes(&payload.kind, payload.handle.as_deref(), from.as_ref(), &record)?;
        Ok(Recorded {
            kind: payload.kind,
            id: payload.handle,
            entity: payload.entity,
            version: payload.revision,
            at: payload.at,
            author: payload.author,
            version_before: of_it.clone().filter(|seq| *seq < number).max(),
            version_after: of_it.filter(|seq| *seq > number).min(),
            from,
            record,
            rests_on,
        })
    }
}

/// Where a record came from and the record, where the body has both; otherwise the body, without secrets.
fn parted(mut body: Value) -> (Option<Value>, Value) {
    if body.get("record").is_some() {
        let from = body.get_mut("from").map(Value::take).filter(|from| !from.is_null());
        return (from, body["record"].take());
    }
    if let Some(key) = body.get_mut("address_key") {
        *key = SECRET.into();
    }
    (None, body)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_record_is_told_from_where_it_came_from() {
        let (from, record) = parted(json!({"from": {"file": "a.csv", "row": 2}, "record": {"id": "E1"}}));
        assert_eq!((from, record), (Some(json!({"file": "a.csv", "row": 2})), json!({"id": "E1"})));
        assert_eq!(parted(json!({"from": null, "record": {"id": "E1"}})), (None, json!({"id": "E1"})));
    }

    #[test]
    fn the_key_of_addresses_is_never_shown() {
        let (from, record) = parted(json!({"address_key": "e071", "file": "firsthand.toml"}));
        assert_eq!((from, record), (None, json!({"address_key": SECRET, "file": "firsthand.toml"})));
    }
}
