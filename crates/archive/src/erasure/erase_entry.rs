//! The verb *erase*: removes a record or original for good. Its entries keep their place in the ledger as tombstones,
//! its payloads, salts, bytes and everything made from them go, and the editions that contained it are listed.
//! Which record a target means is in `erase_target`.

use crate::commit::Draft;
use crate::derivatives::derived_files::DerivedFiles;
use crate::edition::publish_dossier::EditionRecord;
use crate::erasure::erase_receipts::{is_receipt, is_receipt_of, names_of, written_anew};
use crate::erasure::erase_target::{Target, translates};
use crate::erasure::erasing::Erasing;
use crate::error::{ArchiveError, disk};
use crate::import::readings::Readings;
use crate::snapshot::{Snapshot, with_prefix};
use crate::{Archive, Surroundings};
use firsthand_ledger::EntryState;
use firsthand_model::{AcceptedRecord, Kind, OriginalRecord};
use firsthand_vault::Shelf;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What an erasure removed, or would remove.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Erased {
    /// Whether it was done; otherwise this is what would go.
    pub erased: bool,
    /// The entry that records the erasure; none before it is done.
    pub entry: Option<u64>,
    /// Entries whose payloads go.
    pub entries: Vec<u64>,
    /// What they were, as kind and handle.
    pub records: Vec<String>,
    /// Files of a folder from which what goes was taken in, by their names there: an import of them as they are brings it back.
    pub came_from: Vec<String>,
    /// How many receipts are written anew, without the names of files that go.
    pub receipts: u64,
    /// How many originals go.
    pub originals: u64,
    /// How many accepted objects go.
    pub accepted: u64,
    /// How many files of derivatives go.
    pub derived: u64,
    /// Editions that may have contained it and are out of our hands.
    pub editions: Vec<EditionRecord>,
}

/// One live entry, as far as erasure needs it.
pub(crate) struct Seen {
    seq: u64,
    pub(crate) kind: Option<Kind>,
    entity: String,
    pub(crate) handle: Option<String>,
    pub(crate) body: Value,
}

impl Archive {
    /// Erases a record named as `kind:id`, or by its id alone where only one kind has it, or the original with this
    /// digest (`sha256:…`), and all its revisions.
    ///
    /// A source takes its original, what was made from it, its hand-overs and its examinations along, a statement its answers, its span, its line beside
    /// the prompt, its grades, bearings and codings, any record its translations. A row also stands in the table it was imported
    /// from: that original goes too. Other rows of the table stay, because each has its own entry. Receipts that name an
    /// erased file go too and are written anew without the name.
    ///
    /// # Errors
    /// When nothing has that id or digest, or several kinds have it, or no reason is given, or the case cannot be written.
    pub fn erase_entry(&mut self, target: &str, reason: &str, around: &Surroundings) -> Result<Erased, ArchiveError> {
        check_reason(reason)?;
        let writing = self.begin_writing(around)?;
        let snapshot = self.snapshot()?;
        let seen = self.live_entries()?;
        let doomed = doomed(&snapshot, &seen, target)?;
        let (originals, accepted) = bytes_to_go(&doomed, &seen);
        let mut erased = self.summed_up(&doomed, &seen)?;
        let body = json!({"erases": erased.entries, "reason": reason.trim()});
        let draft = Draft { kind: Kind::Erasure, handle: None, revision: 1, entity: around.identity(), body };
        let erasing = Erasing::of(&self.dir);
        erasing.begin(originals.union(&accepted))?;
        // The erasure goes last, so that the batch ends with content.
        let drafts = written_anew(&doomed).into_iter().chain([draft]).collect();
        erased.entry = Some(self.commit_erasure(&writing, drafts, around)?);
        for digest in &originals {
            self.vault.remove(Shelf::Originals, digest)?;
        }
        for digest in &accepted {
            self.vault.remove(Shelf::Accepted, digest)?;
        }
        // After the original: whoever makes something of it now finds it gone, and removes it again.
        let made = DerivedFiles::of(&self.dir);
        for digest in &originals {
            made.remove_all(digest)?;
        }
        erasing.end()?;
        Readings::discard(&self.dir)?;
        self.drop_search_index()?;
        self.catch_up()?;
        Ok(Erased { erased: true, ..erased })
    }

    /// What `erase_entry` would remove; nothing is changed.
    ///
    /// # Errors
    /// As `erase_entry`, but for the writing.
    pub fn erasure_of(&self, target: &str, reason: &str) -> Result<Erased, ArchiveError> {
        check_reason(reason)?;
        let (snapshot, seen) = (self.snapshot()?, self.live_entries()?);
        self.summed_up(&doomed(&snapshot, &seen, target)?, &seen)
    }

    fn summed_up(&self, doomed: &[&Seen], seen: &[Seen]) -> Result<Erased, ArchiveError> {
        let (originals, accepted) = bytes_to_go(doomed, seen);
        let count = |digests: &Digests, shelf| {
            digests.iter().filter(|digest| self.vault.path(shelf, digest).exists()).count() as u64
        };
        Ok(Erased {
            entries: doomed.iter().map(|entry| entry.seq).collect(),
            records: named_all(doomed),
            came_from: came_from(doomed),
            receipts: doomed.iter().filter(|entry| is_receipt(entry)).count() as u64,
            originals: count(&originals, Shelf::Originals),
            accepted: count(&accepted, Shelf::Accepted),
            derived: originals.iter().map(|digest| DerivedFiles::of(&self.dir).count(digest)).sum(),
            editions: self.editions()?,
            ..Erased::default()
        })
    }

    pub(crate) fn live_entries(&self) -> Result<Vec<Seen>, ArchiveError> {
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

/// A reason stays for ever in the place of what is gone.
fn check_reason(reason: &str) -> Result<(), ArchiveError> {
    if reason.trim().is_empty() { Err(ArchiveError::NoReason) } else { Ok(()) }
}

fn named(entry: &Seen) -> String {
    let kind = entry.kind.map(Kind::name).unwrap_or("entry");
    let name = entry.handle.as_deref().or_else(|| entry.body["names"][0].as_str());
    format!("{kind} {}", name.unwrap_or(&entry.entity))
}

/// Each record and original once, in order.
fn named_all(doomed: &[&Seen]) -> Vec<String> {
    let records = doomed.iter().filter(|entry| !is_receipt(entry)).map(|entry| named(entry));
    records.collect::<BTreeSet<_>>().into_iter().collect()
}

/// The tables in which doomed rows stood, and the names of doomed originals.
fn came_from(doomed: &[&Seen]) -> Vec<String> {
    let tables = doomed.iter().filter_map(|entry| entry.body["from"]["file"].as_str());
    let files: BTreeSet<&str> = tables.chain(names_of(doomed.iter().copied())).collect();
    files.into_iter().map(str::to_owned).collect()
}

/// Every entry that goes with the target.
fn doomed<'a>(snapshot: &Snapshot, seen: &'a [Seen], target: &str) -> Result<Vec<&'a Seen>, ArchiveError> {
    let target = Target::named(seen, target)?;
    let mut entities: BTreeSet<&str> =
        seen.iter().filter(|entry| target.is(entry)).map(|entry| entry.entity.as_str()).collect();
    let inner = inner_handles(snapshot, seen, &target);
    entities.extend(seen.iter().filter(|entry| is_inner(entry, &inner)).map(|entry| entry.entity.as_str()));
    let rows: Vec<&Seen> = seen.iter().filter(|entry| entities.contains(entry.entity.as_str())).collect();
    entities.extend(rows.iter().filter_map(|entry| entry.body["from"]["original"].as_str()));
    entities.extend(seen.iter().filter(|entry| is_original_of(entry, &rows)).map(|entry| entry.entity.as_str()));
    let digests = digests_of(seen, &entities);
    let made_from = |entry: &&Seen| {
        entry.kind == Some(Kind::Accepted) && digests.contains(entry.body["original"].as_str().unwrap_or_default())
    };
    entities.extend(seen.iter().filter(made_from).map(|entry| entry.entity.as_str()));
    let names = transcripts_of(snapshot, &digests);
    let is_over = |entry: &&Seen| is_over_words(entry, &names, &digests);
    entities.extend(seen.iter().filter(is_over).map(|entry| entry.entity.as_str()));
    let files = names_of(seen.iter().filter(|entry| entities.contains(entry.entity.as_str())));
    let named = seen.iter().filter(|entry| is_receipt_of(entry, &files));
    entities.extend(named.map(|entry| entry.entity.as_str()));
    Ok(seen.iter().filter(|entry| entities.contains(entry.entity.as_str())).collect())
}

/// What the transcripts of originals are called in overlays.
fn transcripts_of<'s>(snapshot: &'s Snapshot, digests: &BTreeSet<&str>) -> BTreeSet<&'s str> {
    let names = snapshot.names_of_originals();
    names.into_iter().filter(|(digest, _)| digests.contains(digest)).map(|(_, name)| name).collect()
}

/// Whether an entry repeats words of an original that goes, or says whose they are.
fn is_over_words(entry: &Seen, names: &BTreeSet<&str>, digests: &BTreeSet<&str>) -> bool {
    let cell = |column: &str| entry.body["record"][column].as_str().unwrap_or_default();
    match entry.kind {
        Some(Kind::Correction) => names.contains(cell("transcript")),
        Some(Kind::TranscriptLayer) => names.contains(cell("id")),
        Some(Kind::Voice) => names.contains(cell("source_id")),
        Some(Kind::Passage) => digests.contains(with_prefix(cell("original")).as_str()),
        _ => false,
    }
}

/// Whether an entry is the original of a source that goes.
fn is_original_of(entry: &Seen, doomed: &[&Seen]) -> bool {
    let is_source = |one: &&&Seen| one.kind == Some(Kind::Source);
    let mut gone = doomed.iter().filter(is_source).filter_map(|one| one.handle.as_deref());
    entry.kind == Some(Kind::Original) && gone.any(|handle| entry.body["source"] == handle)
}

/// What says what the target says: of a statement its answers, its span, its line beside the prompt, what was judged of
/// its credibility and its bearing and what coders made of it; of a source how its original came here and what was found; translations.
fn inner_handles(snapshot: &Snapshot, seen: &[Seen], target: &Target) -> BTreeMap<Kind, BTreeSet<String>> {
    let Target::Record(kind, id) = target else { return BTreeMap::new() };
    let mut inner = BTreeMap::new();
    if *kind == Kind::Statement {
        let is_its =
            |answer: &&firsthand_model::Answer| answer.statement_id.as_ref().is_some_and(|of| of.as_str() == id);
        let answers = snapshot.answers.iter().filter(is_its).map(|answer| answer.id.to_string());
        inner.insert(Kind::Answer, answers.collect::<BTreeSet<_>>());
        inner.insert(Kind::Span, BTreeSet::from([id.clone()]));
        inner.insert(Kind::Prompt, BTreeSet::from([id.clone()]));
        for kind in [Kind::Grade, Kind::Bearing, Kind::Coding] {
            inner.insert(kind, about(seen, kind, "statement_id", id));
        }
    }
    if *kind == Kind::Statement {
        let rests = |one: &&firsthand_model::PassageRow| one.statement_id.as_ref().is_some_and(|of| of.as_str() == id);
        let passages = snapshot.passages.iter().filter(rests).map(|passage| passage.id.to_string());
        inner.insert(Kind::Passage, passages.collect());
    }
    if *kind == Kind::Source {
        for kind in [Kind::Custody, Kind::Examination] {
            inner.insert(kind, about(seen, kind, "source_id", id));
        }
    }
    let translations = snapshot.translations.iter().filter(|one| translates(one, *kind, id));
    inner.insert(Kind::Translation, translations.map(|one| one.id.to_string()).collect());
    inner
}

/// Rows of one kind that a column says are about a record, in whatever entry: also those that were taken back since.
fn about(seen: &[Seen], kind: Kind, column: &str, id: &str) -> BTreeSet<String> {
    let is_about = |entry: &&Seen| entry.kind == Some(kind) && entry.body["record"][column] == id;
    seen.iter().filter(is_about).filter_map(|entry| entry.handle.clone()).collect()
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

/// The bytes that go with the entries. What readers made of two originals can be the same: it stays as long as one of
/// them does.
fn bytes_to_go(doomed: &[&Seen], seen: &[Seen]) -> (Digests, Digests) {
    let gone: BTreeSet<u64> = doomed.iter().map(|entry| entry.seq).collect();
    let left: Vec<&Seen> = seen.iter().filter(|entry| !gone.contains(&entry.seq)).collect();
    let (originals, mut accepted) = bytes_of(doomed);
    let still_named = bytes_of(&left).1;
    accepted.retain(|digest| !still_named.contains(digest));
    (originals, accepted)
}

fn bytes_of(doomed: &[&Seen]) -> (Digests, Digests) {
    let parsed = |body: &Value| serde_json::from_value::<OriginalRecord>(body.clone()).ok()?.sha256?.parse().ok();
    let made = |body: &Value| serde_json::from_value::<AcceptedRecord>(body.clone()).ok()?.sha256.parse().ok();
    let of_kind = |kind: Kind| doomed.iter().filter(move |entry| entry.kind == Some(kind)).map(|entry| &entry.body);
    (of_kind(Kind::Original).filter_map(parsed).collect(), of_kind(Kind::Accepted).filter_map(made).collect())
}
