//! What a dossier is made of: records already cleared for one audience, the boards made from them, and addresses.
//! Clearing is not here: the archive clears, and what was not cleared was never given to this room.

use crate::recording::{Carried, Recording, TranscriptAlone};
use firsthand_model::board::Board;
use firsthand_model::custody::CustodyChain;
use firsthand_model::explanation::Explanation;
use firsthand_model::history::History;
use firsthand_model::reach::Reached;
use firsthand_model::words::ExaminedPart;
use firsthand_model::{
    Account, Answer, AnswerType, Bearing, CaseSettings, Custody, Dependence, Event, Examination, Finding, Kind, Media,
    Message, OriginalRecord, Person, Place, Population, Prompt, Question, QuestionId, ScenePart, Session, Source,
    SourceId, Span, Statement, StatementId, Translation,
};
use std::collections::{BTreeMap, BTreeSet};

/// Everything one edition may contain, cleared for its audience. Lists are in order of handle.
#[derive(Debug, Clone, Default)]
pub struct DossierInput {
    /// The case's settings, with the texts of every language.
    pub settings: CaseSettings,
    /// The case's id, as in its checkpoint.
    pub case_id: String,
    /// For whom the input was cleared.
    pub audience: String,
    /// Which edition this is.
    pub edition: EditionMark,
    /// Sources; addresses that may not be linked are already gone.
    pub sources: Vec<ClearedSource>,
    /// Statements; addresses that may not be linked are already gone.
    pub statements: Vec<ClearedStatement>,
    /// Answers of those statements.
    pub answers: Vec<Answer>,
    /// Persons, bodies and roles.
    pub people: Vec<Person>,
    /// Questions.
    pub questions: Vec<Question>,
    /// Sessions.
    pub sessions: Vec<Session>,
    /// Films, footage and transcripts known of.
    pub media: Vec<Media>,
    /// Where words stand in referenced originals.
    pub spans: Vec<Span>,
    /// Places.
    pub places: Vec<Place>,
    /// How the populations of questions lie in each other.
    pub populations: Vec<Population>,
    /// Parts of the scene.
    pub scene_parts: Vec<ScenePart>,
    /// Events.
    pub events: Vec<Event>,
    /// Messages.
    pub messages: Vec<Message>,
    /// Dependences.
    pub dependences: Vec<Dependence>,
    /// Findings.
    pub findings: Vec<Finding>,
    /// How persons judge that statements bear on explanations.
    pub bearings: Vec<Bearing>,
    /// The prompt beside the record.
    pub prompts: Vec<Prompt>,
    /// Translated fields.
    pub translations: Vec<Translation>,
    /// Prose with citations.
    pub accounts: Vec<Account>,
    /// One board for each question, computed from the cleared records alone.
    pub boards: Vec<Board>,
    /// Of each question the alternatives of each scope of its board, in the same order; no entry where no scope leaves any.
    pub explanations: BTreeMap<QuestionId, Vec<Vec<Explanation>>>,
    /// How the figures of each question with counts changed, from the same records.
    pub histories: Vec<History>,
    /// What is reported to have reached each party, whenever it was, from the same records.
    pub reached: Vec<Reached>,
    /// The boards of questions that somebody in custody answers, without those answers.
    pub boards_without_duress: Vec<Board>,
    /// Whether boards and histories were made without the answers of statements under duress; never of an edition.
    pub is_without_duress: bool,
    /// The original of each source, held, referenced or erased.
    pub originals: BTreeMap<SourceId, OriginalRecord>,
    /// How the originals of sources came here, hand by hand; a source without an entry has no row that says so.
    pub custody: BTreeMap<SourceId, CustodyChain>,
    /// Looks at whether originals are what they are said to be.
    pub examinations: Vec<Examination>,
    /// Parts of originals at which somebody looked, and of which this edition may not say what was found.
    pub examined_unseen: BTreeSet<(SourceId, ExaminedPart)>,
    /// Film and sound that go along with it, in order of source.
    pub recordings: Vec<Recording>,
    /// Transcripts that go along without a recording, in order of source.
    pub transcripts: Vec<TranscriptAlone>,
    /// The film that was made from an account, by the account's id.
    pub films: BTreeMap<String, Carried>,
    /// Folder names for public addresses.
    pub addresses: Addresses,
    /// Of each stale finding what became of the statements it cites after it was written, by its handle.
    pub stale: BTreeMap<String, Vec<StaleMark>>,
    /// Of each stale bearing what became of its statement after it was written, by its handle.
    pub stale_bearings: BTreeMap<String, StaleMark>,
    /// Fields of these statements that two coders or more have coded, in order of statement and field.
    pub codings: Vec<CodedField>,
    /// The ledger entry that each record stands in.
    pub entries: BTreeMap<(Kind, String), EntryMark>,
}

impl DossierInput {
    /// Every hand-over that is shown, in order of source and step.
    pub fn handovers(&self) -> impl Iterator<Item = &Custody> {
        self.custody.values().flat_map(|chain| &chain.handovers).map(|handover| &handover.row)
    }

    /// Whether it has counts, and no text of the editors on how they counted: one of kind `method`.
    pub fn has_counts_without_method(&self) -> bool {
        let has_counts = self.answers.iter().any(|answer| answer.r#type == Some(AnswerType::Count));
        has_counts && !self.accounts.iter().any(|account| account.kind == "method")
    }
}

/// What coders made of one field of a statement, each on a sheet of their own, and what holds.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct CodedField {
    /// The statement.
    pub statement: StatementId,
    /// The question that is answered; none for a column of the statement itself.
    pub question: Option<QuestionId>,
    /// The column of statements, or of answers.
    pub column: String,
    /// Who said what, as the tables name coders, in order of name; at least two.
    pub values: Vec<(String, String)>,
    /// Who decided, and what.
    pub decided: Option<(String, String)>,
    /// What the record has: of several answers each value.
    pub recorded: Vec<String>,
}

/// What became of a statement after a finding that cites it was written.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct StaleMark {
    /// The statement; none where it may not be named.
    pub statement: Option<StatementId>,
    /// What became of it.
    pub change: StaleChange,
    /// The entry in which it did; none for what was erased.
    pub entry: Option<u64>,
}

/// How a statement can change after a finding cites it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StaleChange {
    /// It has a new version, or one of its answers has.
    Changed,
    /// Its speaker took it back.
    Retracted,
    /// It may no longer be shown.
    Withheld,
    /// It is gone.
    Erased,
}

impl StaleChange {
    /// The word in keys and JSON.
    pub fn word(self) -> &'static str {
        match self {
            StaleChange::Changed => "changed",
            StaleChange::Retracted => "retracted",
            StaleChange::Withheld => "withheld",
            StaleChange::Erased => "erased",
        }
    }
}

/// Which edition this is and what covers it.
#[derive(Debug, Clone, Default)]
pub struct EditionMark {
    /// Counted from 1 over the content positions that were published.
    pub number: u64,
    /// Day of the newest content entry, `2026-11-24`.
    pub date: String,
    /// Number of ledger entries that the content rests on.
    pub position: u64,
    /// Root of the ledger at that position, base64.
    pub root: String,
    /// The signed checkpoint that covers it, byte for byte.
    pub checkpoint: String,
    /// The key that verifies checkpoint and signature, C2SP verifier key text.
    pub verifier: String,
}

/// A source with the one address that may be linked, if any.
#[derive(Debug, Clone, Default)]
pub struct ClearedSource {
    /// The source; `public_url` and `urls` are empty.
    pub source: Source,
    /// Where a reader may be sent.
    pub link: Option<String>,
}

/// A statement with the one address that may be linked from it, if any.
#[derive(Debug, Clone, Default)]
pub struct ClearedStatement {
    /// The statement.
    pub statement: Statement,
    /// Where a reader may be sent; stricter than its source's link.
    pub link: Option<String>,
    /// The note of a doubtful source, which travels with every statement from it.
    pub source_note: Option<String>,
}

/// Where a record stands in the ledger.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct EntryMark {
    /// The entry's number, from 0.
    pub seq: u64,
    /// The record's revision, from 1.
    pub revision: u64,
}

/// Folder names of records: the handle where the case exposes handles, otherwise a keyed hash.
#[derive(Debug, Clone, Default)]
pub struct Addresses {
    names: BTreeMap<(Kind, String), String>,
}

impl Addresses {
    /// Addresses from a table of kind, handle and folder name.
    pub fn new(names: BTreeMap<(Kind, String), String>) -> Self {
        Self { names }
    }

    /// Kind and handle of every record that has an address.
    pub fn keys(&self) -> impl Iterator<Item = (Kind, String)> + '_ {
        self.names.keys().cloned()
    }

    /// The folder name of a record, or none if it is not in this edition.
    pub fn get(&self, kind: Kind, handle: &str) -> Option<&str> {
        self.names.get(&(kind, handle.to_owned())).map(String::as_str)
    }
}
