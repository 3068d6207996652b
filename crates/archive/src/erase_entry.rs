//! The verb *erase*: removes a record or original for good. Its entries keep their place in the ledger as tombstones,
//! its payloads, salts, bytes and everything made from them go, and the editions that contained it are listed.

use crate::commit::Draft;
use crate::error::{ArchiveError, disk};
use crate::publish_dossier::EditionRecord;
use crate::snapshot::Snapshot;
use crate::{Archive, Surroundings};
use firsthand_ledger::EntryState;
use firsthand_model::{AcceptedRecord, Kind, OriginalRecord};
use firsthand_vault::Shelf;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What an erasure removed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Erased {
    /// The entry that records the erasure.
    pub entry: u64,
    /// Entries whose payloads are gone.
    pub entries: Vec<u64>,
    /// What they were, as kind and handle.
    pub records: Vec<String>,
    /// How many originals went.
    pub originals: u64,
    /// How many accepted objects went.
    pub accepted: u64,
    /// Editions that may have contained it and are out of our hands.
    pub editions: Vec<EditionRecord>,
}

/// One live entry, as far as erasure needs it.
struct Seen {
    seq: u64,
    kind: Option<Kind>,
    entity: String,
    handle: Option<String>,
    body: Value,
}

impl Archive {
    /// Erases the record with this handle, or the original with this digest (`sha256:…`), and all its revisions.
    ///
    /// A source takes its original and what was made from it along, a statement its answers and span. A row also stands in the table it was imported from: that
    /// original goes too. Other rows of the table stay, because each has its own entry.
    ///
    /// # Errors
    /// When nothing has that handle or digest, or the case cannot be written.
    pub fn erase_entry(&mut self, target: &str, reason: &str, around: &Surroundings) -> Result<Erased, ArchiveError> {
        let writing = self.begin_writing(around)?;
        let snapshot = self.snapshot()?;
        let seen = self.live_entries()?;
        let doomed = doomed(&snapshot, &seen, target)?;
        let mut erased = Erased { editions: self.editions()?, ..Erased::default() };
        erased.entries = doomed.iter().map(|entry| entry.seq).collect();
        erased.records = doomed.iter().map(|entry| named(entry)).collect::<BTreeSet<_>>().into_iter().collect();
        let (originals, accepted) = bytes_of(&doomed);
        let body = json!({"erases": erased.entries, "reason": reason});
        let draft = Draft { kind: Kind::Erasure, handle: None, revision: 1, entity: around.identity(), body };
        erased.entry = self.commit_erasure(&writing, draft, around)?;
        for digest in &originals {
            erased.originals += u64::from(self.vault.remove(Shelf::Originals, digest)?);
        }
        for digest in &accepted {
            erased.accepted += u64::from(self.vault.remove(Shelf::Accepted, digest)?);
        }
        self.drop_search_index()?;
        self.catch_up()?;
        Ok(erased)
    }

    fn live_entries(&self) -> Result<Vec<Seen>, ArchiveError> {
        let mut seen = Vec::new();
        for entry in self.log.entries() {
            let entry = entry?;
            if let EntryState::Live(payload) = entry.state {
                let kind = Kind::from_name(&payload.kind);
                let (entity, handle, body) = (payload.entity, payload.handle, payload.body);
                seen.push(Seen { seq: entry.seq, kind, entity, handle, body });
            }
        }
        Ok(seen)
    }

    /// The index holds the words of every record: it is made again without those that went.
    fn drop_search_index(&self) -> Result<(), ArchiveError> {
        let index = self.dir.join("derived").join("search");
        match std::fs::remove_dir_all(&index) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(disk("remove", &index)(error)),
            _ => Ok(()),
        }
    }
}

fn named(entry: &Seen) -> String {
    let kind = entry.kind.map(Kind::name).unwrap_or("entry");
    format!("{kind} {}", entry.handle.as_deref().unwrap_or(&entry.entity))
}

/// Every entry that goes with the target.
fn doomed<'a>(snapshot: &Snapshot, seen: &'a [Seen], target: &str) -> Result<Vec<&'a Seen>, ArchiveError> {
    let mut entities: BTreeSet<&str> =
        seen.iter().filter(|entry| is_target(entry, target)).map(|e| e.entity.as_str()).collect();
    if entities.is_empty() {
        return Err(ArchiveError::Unknown { what: "record or original".into(), id: target.to_owned() });
    }
    let inner = inner_handles(snapshot, target);
    entities.extend(seen.iter().filter(|entry| is_inner(entry, &inner)).map(|entry| entry.entity.as_str()));
    let rows: Vec<&Seen> = seen.iter().filter(|entry| entities.contains(entry.entity.as_str())).collect();
    entities.extend(rows.iter().filter_map(|entry| entry.body["from"]["original"].as_str()));
    entities.extend(seen.iter().filter(|entry| is_original_of(entry, &rows)).map(|entry| entry.entity.as_str()));
    let digests = digests_of(seen, &entities);
    let made_from = |entry: &&Seen| {
        entry.kind == Some(Kind::Accepted) && digests.contains(entry.body["original"].as_str().unwrap_or_default())
    };
    entities.extend(seen.iter().filter(made_from).map(|entry| entry.entity.as_str()));
    Ok(seen.iter().filter(|entry| entities.contains(entry.entity.as_str())).collect())
}

/// Whether an entry is the original of a source that goes.
fn is_original_of(entry: &Seen, doomed: &[&Seen]) -> bool {
    let is_source = |one: &&&Seen| one.kind == Some(Kind::Source);
    let mut gone = doomed.iter().filter(is_source).filter_map(|one| one.handle.as_deref());
    entry.kind == Some(Kind::Original) && gone.any(|handle| entry.body["source"] == handle)
}

fn is_target(entry: &Seen, target: &str) -> bool {
    let by_digest = entry.kind == Some(Kind::Original) && entry.body["sha256"] == target;
    let is_erasable =
        !matches!(entry.kind, Some(Kind::Erasure | Kind::Edition | Kind::Settings | Kind::Key | Kind::Receipt));
    by_digest || (is_erasable && entry.handle.as_deref() == Some(target))
}

/// Answers and the span of a statement: they say what it said.
fn inner_handles(snapshot: &Snapshot, target: &str) -> BTreeMap<Kind, BTreeSet<String>> {
    let of_target = |id: &Option<firsthand_model::StatementId>| id.as_ref().is_some_and(|id| id.as_str() == target);
    let answers = snapshot.answers.iter().filter(|answer| of_target(&answer.statement_id)).map(|a| a.id.to_string());
    let spans = snapshot.spans.iter().filter(|span| span.id.as_str() == target).map(|span| span.id.to_string());
    let translated = |t: &&firsthand_model::Translation| t.of_id.as_ref().is_some_and(|id| id.as_str() == target);
    let translations = snapshot.translations.iter().filter(translated).map(|t| t.id.to_string());
    BTreeMap::from([
        (Kind::Answer, answers.collect()),
        (Kind::Span, spans.collect()),
        (Kind::Translation, translations.collect()),
    ])
}

fn is_inner(entry: &Seen, inner: &BTreeMap<Kind, BTreeSet<String>>) -> bool {
    let (Some(kind), Some(handle)) = (entry.kind, &entry.handle) else { return false };
    inner.get(&kind).is_some_and(|handles| handles.contains(handle))
}

fn digests_of<'a>(seen: &'a [Seen], entities: &BTreeSet<&str>) -> BTreeSet<&'a str> {
    let originals = seen.iter().filter(|entry| entry.kind == Some(Kind::Original));
    let ours = originals.filter(|entry| entities.contains(entry.entity.as_str()));
    ours.filter_map(|entry| entry.body["sha256"].as_str()).collect()
}

type Digests = BTreeSet<firsthand_vault::Digest>;

fn bytes_of(doomed: &[&Seen]) -> (Digests, Digests) {
    let parsed = |body: &Value| serde_json::from_value::<OriginalRecord>(body.clone()).ok()?.sha256?.parse().ok();
    let made = |body: &Value| serde_json::from_value::<AcceptedRecord>(body.clone()).ok()?.sha256.parse().ok();
    let of_kind = |kind: Kind| doomed.iter().filter(move |entry| entry.kind == Some(kind)).map(|entry| &entry.body);
    (of_kind(Kind::Original).filter_map(parsed).collect(), of_kind(Kind::Accepted).filter_map(made).collect())
}
