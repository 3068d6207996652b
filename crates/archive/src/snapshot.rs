//! The case as it stands: the last revision of every record, typed and in order of handle.
//! Loaded from the derived tables; nothing here is cleared for anybody.

use crate::error::ArchiveError;
use firsthand_ledger::tables::{Row, Tables};
use firsthand_model::{
    AcceptedRecord, Account, Act, Answer, Bearing, CaseSettings, Coding, Correction, Custody, Dependence, Event,
    Examination, Finding, Grade, Hold, Kind, Media, Message, Order, OriginalRecord, PassageRow, Person, Place,
    Population, Prompt, Question, Record, ScenePart, Session, Source, SourceId, Span, Statement, TranscriptLayer,
    Translation, Voice,
};
use firsthand_publish::EntryMark;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The last revision of every record of a case.
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    /// The case's settings; the title is empty before any `case.toml` was imported.
    pub settings: CaseSettings,
    /// Sources.
    pub sources: Vec<Source>,
    /// Hand-overs of originals.
    pub custody: Vec<Custody>,
    /// Statements.
    pub statements: Vec<Statement>,
    /// Answers.
    pub answers: Vec<Answer>,
    /// Persons, bodies and roles.
    pub people: Vec<Person>,
    /// Questions.
    pub questions: Vec<Question>,
    /// Sessions.
    pub sessions: Vec<Session>,
    /// Films, footage and transcripts known of.
    pub media: Vec<Media>,
    /// Where words stand in originals.
    pub spans: Vec<Span>,
    /// Places.
    pub places: Vec<Place>,
    /// Parts of the scene.
    pub scene_parts: Vec<ScenePart>,
    /// Events.
    pub events: Vec<Event>,
    /// Messages.
    pub messages: Vec<Message>,
    /// What is said of the order of moments.
    pub orders: Vec<Order>,
    /// Populations within others.
    pub populations: Vec<Population>,
    /// Corrections of transcripts.
    pub corrections: Vec<Correction>,
    /// Whose voices spellings are.
    pub voices: Vec<Voice>,
    /// Which layer a transcript is.
    pub transcript_layers: Vec<TranscriptLayer>,
    /// Passages on which statements stand.
    pub passages: Vec<PassageRow>,
    /// Dependences.
    pub dependences: Vec<Dependence>,
    /// Findings.
    pub findings: Vec<Finding>,
    /// The prompt beside the record.
    pub prompts: Vec<Prompt>,
    /// Admiralty letters; never cleared for anybody.
    pub grades: Vec<Grade>,
    /// How statements bear on explanations.
    pub bearings: Vec<Bearing>,
    /// What coders made of statements.
    pub codings: Vec<Coding>,
    /// Who did what to whom.
    pub acts: Vec<Act>,
    /// Looks at whether originals are what they are said to be.
    pub examinations: Vec<Examination>,
    /// Translated fields.
    pub translations: Vec<Translation>,
    /// Prose.
    pub accounts: Vec<Account>,
    /// Originals by entity id.
    pub originals: BTreeMap<String, OriginalRecord>,
    /// What readers made of originals, by entity id.
    pub accepted: BTreeMap<String, AcceptedRecord>,
    /// The number of the entry of each such object, by entity id.
    pub accepted_entries: BTreeMap<String, u64>,
    /// Where each record's last revision stands.
    pub entries: BTreeMap<(Kind, String), EntryMark>,
    /// The entry in which each record was written as it stands; an undo shows an earlier one again.
    pub written: BTreeMap<(Kind, String), u64>,
    /// Judgments that were taken back and are not there: the mark of the entry that says so, and the entity.
    pub undone: BTreeMap<(Kind, String), (EntryMark, String)>,
    /// The entity id of each record.
    pub entities: BTreeMap<(Kind, String), String>,
    /// The normalised content of each record, for telling whether an import changes anything.
    pub bodies: BTreeMap<(Kind, String), Value>,
    /// Handles of each kind in their natural order.
    pub order: BTreeMap<Kind, Vec<String>>,
    /// Where the last entry of each original stands, by entity id.
    pub original_entries: BTreeMap<String, EntryMark>,
    /// Number of entries that the content rests on.
    pub position: u64,
    /// When the newest content entry was made, RFC 3339.
    pub newest_at: String,
}

impl Snapshot {
    /// Loads the case as the derived tables have it.
    ///
    /// # Errors
    /// When the tables cannot be read, or hold a record that this version does not understand.
    pub fn load(tables: &Tables) -> Result<Snapshot, ArchiveError> {
        Snapshot::of_kinds(tables, Kind::ALL)
    }

    /// Loads records of some kinds alone.
    pub(crate) fn of_kinds(tables: &Tables, kinds: &[Kind]) -> Result<Snapshot, ArchiveError> {
        let mut snapshot = Snapshot { position: tables.content_position()?, ..Snapshot::default() };
        snapshot.newest_at = tables.newest_content_at()?.unwrap_or_default();
        for kind in kinds.iter().copied().filter(|kind| !is_passed_over(*kind)) {
            tables.each_current(kind, |row| snapshot.take(kind, row))?;
        }
        Ok(snapshot)
    }

    fn take(&mut self, kind: Kind, row: Row) -> Result<(), ArchiveError> {
        let Row { entity, handle, revision, seq, body, .. } = row;
        match kind {
            Kind::Original => {
                self.original_entries.insert(entity.clone(), EntryMark { seq, revision });
                self.originals.insert(entity, typed(seq, body)?);
            }
            Kind::Accepted => {
                self.accepted_entries.insert(entity.clone(), seq);
                self.accepted.insert(entity, typed(seq, body)?);
            }
            _ => {
                let handle = handle.unwrap_or_default();
                let mark = EntryMark { seq, revision };
                if undoes(&body).is_some() && body["record"].is_null() {
                    self.undone.insert((kind, handle), (mark, entity));
                    return Ok(());
                }
                self.written.insert((kind, handle.clone()), body["shows"].as_u64().unwrap_or(seq));
                self.entries.insert((kind, handle.clone()), mark);
                self.entities.insert((kind, handle.clone()), entity);
                let record = record_of(kind, seq, body)?;
                self.bodies.insert((kind, handle.clone()), record.to_json());
                self.order.entry(kind).or_default().push(handle);
                self.keep(record);
            }
        }
        Ok(())
    }

    fn keep(&mut self, record: Record) {
        match record {
            Record::Case(settings) => self.settings = *settings,
            Record::Source(source) => self.sources.push(*source),
            Record::Custody(handover) => self.custody.push(*handover),
            Record::Person(person) => self.people.push(*person),
            Record::Question(question) => self.questions.push(*question),
            Record::Session(session) => self.sessions.push(*session),
            Record::Media(media) => self.media.push(*media),
            Record::Statement(statement) => self.statements.push(*statement),
            Record::Answer(answer) => self.answers.push(*answer),
            Record::Span(span) => self.spans.push(*span),
            Record::Place(place) => self.places.push(*place),
            Record::ScenePart(part) => self.scene_parts.push(*part),
            Record::Event(event) => self.events.push(*event),
            Record::Message(message) => self.messages.push(*message),
            Record::Order(order) => self.orders.push(*order),
            Record::Population(population) => self.populations.push(*population),
            Record::Correction(correction) => self.corrections.push(*correction),
            Record::Voice(voice) => self.voices.push(*voice),
            Record::TranscriptLayer(layer) => self.transcript_layers.push(*layer),
            Record::Passage(passage) => self.passages.push(*passage),
            Record::Dependence(dependence) => self.dependences.push(*dependence),
            Record::Finding(finding) => self.findings.push(*finding),
            Record::Prompt(prompt) => self.prompts.push(*prompt),
            Record::Grade(grade) => self.grades.push(*grade),
            Record::Bearing(bearing) => self.bearings.push(*bearing),
            Record::Coding(coding) => self.codings.push(*coding),
            Record::Act(act) => self.acts.push(*act),
            Record::Examination(examination) => self.examinations.push(*examination),
            Record::Translation(translation) => self.translations.push(*translation),
            Record::Account(account) => self.accounts.push(*account),
        }
    }

    /// The question with this id.
    ///
    /// # Errors
    /// When this state has none of that id.
    pub(crate) fn question(&self, id: &str) -> Result<&Question, ArchiveError> {
        let unknown = || ArchiveError::Unknown { what: "question".into(), id: id.to_owned() };
        self.questions.iter().find(|question| question.id.as_str() == id).ok_or_else(unknown)
    }

    /// The records of this state with those proposed in place of theirs: enough for questions, and for nothing else.
    pub(crate) fn with(&self, records: &[&Record]) -> Snapshot {
        let replaced = Replaced::by(records.iter().copied());
        let mut with = Snapshot::default();
        for ((kind, handle), body) in &self.bodies {
            if replaced.leaves(*kind, handle)
                && let Ok(record) = Record::from_json(*kind, body.clone())
            {
                with.keep(record);
            }
        }
        records.iter().for_each(|record| with.keep((*record).clone()));
        with
    }

    /// The original of a source: held if its bytes are here, otherwise referenced.
    pub fn original_of(&self, source: &Source) -> OriginalRecord {
        let is_named = |original: &&OriginalRecord| original.source.as_deref() == Some(source.id.as_str());
        self.newest_held(|original| is_named(&original))
            .or_else(|| self.originals.values().find(is_named))
            .map_or_else(|| referenced(source), OriginalRecord::clone)
    }

    /// Of the held originals that are asked for, the one of which the ledger spoke last: what was replaced stays beside it.
    pub fn newest_held(&self, is_wanted: impl Fn(&OriginalRecord) -> bool) -> Option<&OriginalRecord> {
        let held = self.originals.iter().filter(|(_, original)| original.hold == Hold::Held && is_wanted(original));
        held.max_by_key(|(entity, _)| self.original_entries.get(*entity).map(|mark| mark.seq))
            .map(|(_, original)| original)
    }

    /// The originals of all sources, each as [`Snapshot::original_of`] has it; every original is looked at once.
    pub fn originals_by_source(&self) -> BTreeMap<SourceId, OriginalRecord> {
        let mut named: BTreeMap<&str, (Option<u64>, &OriginalRecord)> = BTreeMap::new();
        for (entity, original) in &self.originals {
            let Some(source) = original.source.as_deref() else { continue };
            let is_held = original.hold == Hold::Held;
            let spoken_of = self.original_entries.get(entity).map_or(0, |mark| mark.seq + 1);
            let rank = is_held.then_some(spoken_of);
            let known = named.entry(source).or_insert((rank, original));
            // Of held ones the last, of others the first.
            if is_held && rank >= known.0 {
                *known = (rank, original);
            }
        }
        let of = |source: &Source| match named.get(source.id.as_str()) {
            Some((_, original)) => (*original).clone(),
            None => referenced(source),
        };
        self.sources.iter().map(|source| (source.id.clone(), of(source))).collect()
    }

    /// The hand-overs of each source that has some, as the tables have them.
    pub(crate) fn handovers_by_source(&self) -> BTreeMap<&SourceId, Vec<&Custody>> {
        let mut found: BTreeMap<&SourceId, Vec<&Custody>> = BTreeMap::new();
        for row in &self.custody {
            if let Some(source) = &row.source_id {
                found.entry(source).or_default().push(row);
            }
        }
        found
    }

    /// Minutes east of UTC for dates without an offset: the case's setting, otherwise none.
    pub fn offset_minutes(&self) -> i32 {
        self.settings.offset_minutes()
    }
}

/// Kinds that tell of the case and of which a state keeps nothing; a receipt names every file of its import.
fn is_passed_over(kind: Kind) -> bool {
    matches!(kind, Kind::Receipt | Kind::Edition | Kind::Erasure | Kind::Settings | Kind::Key)
}

/// The original of a source of which no bytes ever came.
pub(crate) fn referenced(source: &Source) -> OriginalRecord {
    OriginalRecord {
        hold: Hold::Referenced,
        sha256: source.sha256.as_deref().map(with_prefix),
        size_bytes: source.size_bytes,
        source: Some(source.id.to_string()),
        ..OriginalRecord::default()
    }
}

/// A digest as printed: `sha256:<hex>`.
pub(crate) fn with_prefix(digest: &str) -> String {
    format!("sha256:{}", digest.strip_prefix("sha256:").unwrap_or(digest).to_ascii_lowercase())
}

/// The record in an entry's body, where the row it came from stands beside it.
fn record_of(kind: Kind, seq: u64, mut body: serde_json::Value) -> Result<Record, ArchiveError> {
    Record::from_json(kind, body["record"].take()).map_err(|reason| ArchiveError::Entry { seq, reason })
}

/// Which records of a state give way to proposed ones of the same kind and handle.
pub(crate) struct Replaced<'r>(BTreeSet<(Kind, &'r str)>);

impl<'r> Replaced<'r> {
    pub(crate) fn by(records: impl Iterator<Item = &'r Record>) -> Replaced<'r> {
        Replaced(records.map(|record| (record.kind(), record.handle())).collect())
    }

    /// Whether the record of the state stays.
    pub(crate) fn leaves(&self, kind: Kind, handle: &str) -> bool {
        !self.0.contains(&(kind, handle))
    }
}

/// The typed content of an entry's body.
pub(crate) fn typed<T: DeserializeOwned>(seq: u64, body: serde_json::Value) -> Result<T, ArchiveError> {
    serde_json::from_value(body).map_err(|error| ArchiveError::Entry { seq, reason: error.to_string() })
}

/// The entry that an entry takes back, if it does.
pub(crate) fn undoes(body: &Value) -> Option<u64> {
    body["undoes"].as_u64()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn original(source: &str, hold: Hold, name: &str) -> OriginalRecord {
        OriginalRecord { hold, source: Some(source.into()), names: vec![name.into()], ..OriginalRecord::default() }
    }

    #[test]
    fn all_originals_at_once_are_those_of_each_source_alone() {
        let mut snapshot = Snapshot::default();
        let kinds = [
            ("a", "S1", Hold::Held, 7),
            ("b", "S1", Hold::Held, 9),
            ("c", "S1", Hold::Held, 8),
            ("d", "S2", Hold::Erased, 3),
            ("e", "S2", Hold::Referenced, 4),
            ("f", "S3", Hold::Erased, 6),
            ("g", "S3", Hold::Held, 5),
        ];
        for (entity, source, hold, seq) in kinds {
            snapshot.originals.insert(entity.into(), original(source, hold, entity));
            snapshot.original_entries.insert(entity.into(), EntryMark { seq, revision: 1 });
        }
        snapshot.sources = ["S1", "S2", "S3", "S4"].map(|id| Source { id: id.into(), ..Source::default() }).into();
        let all = snapshot.originals_by_source();
        let names: Vec<&str> = all.values().filter_map(|one| Some(one.names.first()?.as_str())).collect();
        assert_eq!(names, ["b", "d", "g"]);
        for source in &snapshot.sources {
            assert_eq!(all[&source.id], snapshot.original_of(source), "{}", source.id);
        }
    }
}
