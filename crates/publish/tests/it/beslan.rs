//! The example case as cleared input, read straight from `examples/beslan`, for tests that want real records.
//! It stands in for the archive's clearing, which this room must not know; only the link rules are copied.

use firsthand_model::board::Board;
use firsthand_model::cell::read_cell;
use firsthand_model::reach::Reached;
use firsthand_model::table::is_team_only;
use firsthand_model::{
    Account, CaseSettings, Hold, Kind, OriginalRecord, Record, Source, Statement, TABLES, TableSpec,
};
use firsthand_perspective::{Evidence, Reach, reached};
use firsthand_publish::{Addresses, ClearedSource, ClearedStatement, DossierInput, EditionMark, EntryMark};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The zone of the example, minutes east of UTC.
const OFFSET_MINUTES: i32 = 240;

/// The folder of the example case.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/beslan")
}

/// The example as input, read once.
pub fn input() -> &'static DossierInput {
    static INPUT: OnceLock<DossierInput> = OnceLock::new();
    INPUT.get_or_init(load)
}

fn load() -> DossierInput {
    let mut input = DossierInput { case_id: "beslan-example".into(), audience: "public".into(), ..Default::default() };
    input.settings = settings();
    input.edition = EditionMark {
        number: 1,
        date: "2026-11-24".into(),
        position: 812,
        root: "bm90IGEgcmVhbCByb290".into(),
        checkpoint: "firsthand.example/beslan\n812\nbm90IGEgcmVhbCByb290\n".into(),
        verifier: "firsthand.example+00000000+AQ".into(),
    };
    TABLES.iter().for_each(|table| rows(table).into_iter().for_each(|record| put(&mut input, record)));
    input.accounts = accounts();
    input.accounts.sort_by_key(|account| (account.order, account.id.clone()));
    finish(&mut input);
    input
}

fn settings() -> CaseSettings {
    let text = std::fs::read_to_string(folder().join("case.toml")).expect("examples/beslan/case.toml");
    toml::from_str(&text).expect("case.toml is TOML")
}

fn rows(table: &TableSpec) -> Vec<Record> {
    let path = folder().join(format!("{}.csv", table.name));
    let Ok(mut reader) = csv::Reader::from_path(&path) else { return Vec::new() };
    let headers = reader.headers().expect("a header row").clone();
    let row = |row: Result<csv::StringRecord, csv::Error>| {
        let row = row.expect("a row of CSV");
        let mut body = Map::new();
        for (name, cell) in headers.iter().zip(row.iter()).filter(|(name, _)| !is_team_only(name)) {
            let read = table.column(name).map(|column| read_cell(column.cell, cell));
            let value = read.unwrap_or_else(|| Ok(Some(cell.to_owned()).filter(|c| !c.is_empty()).map(Value::from)));
            let value = value.unwrap_or_else(|expected| panic!("{} {name}: {expected}", path.display()));
            body.extend(value.map(|value| (name.to_owned(), value)));
        }
        Record::from_json(table.kind, Value::Object(body)).expect("a record")
    };
    reader.records().map(row).collect()
}

fn put(input: &mut DossierInput, record: Record) {
    match record {
        Record::Source(source) => input.sources.push(cleared_source(*source)),
        Record::Statement(s) => input.statements.push(ClearedStatement { statement: *s, ..Default::default() }),
        Record::Answer(record) => input.answers.push(*record),
        Record::Person(record) => input.people.push(*record),
        Record::Question(record) => input.questions.push(*record),
        Record::Session(record) => input.sessions.push(*record),
        Record::Media(record) => input.media.push(*record),
        Record::Span(record) => input.spans.push(*record),
        Record::Place(record) => input.places.push(*record),
        Record::ScenePart(record) => input.scene_parts.push(*record),
        Record::Population(record) => input.populations.push(*record),
        Record::Event(record) => input.events.push(*record),
        Record::Message(record) => input.messages.push(*record),
        Record::Dependence(record) => input.dependences.push(*record),
        Record::Finding(record) => input.findings.push(*record),
        Record::Bearing(record) => input.bearings.push(*record),
        Record::Examination(record) => input.examinations.push(*record),
        Record::Prompt(record) => input.prompts.push(*record),
        Record::Translation(record) => input.translations.push(*record),
        Record::Account(record) => input.accounts.push(*record),
        Record::Case(_)
        | Record::Custody(_)
        | Record::Order(_)
        | Record::Correction(_)
        | Record::Voice(_)
        | Record::TranscriptLayer(_)
        | Record::Passage(_)
        | Record::Grade(_)
        | Record::Coding(_)
        | Record::Act(_) => {}
    }
}

fn cleared_source(source: Source) -> ClearedSource {
    let allowed = source.public_link == Some(true) && source.link_rule.as_deref() == Some("link");
    let link = source.urls.first().filter(|_| allowed).cloned();
    ClearedSource { source: Source { urls: Vec::new(), public_url: None, ..source }, link }
}

fn accounts() -> Vec<Account> {
    let Ok(files) = std::fs::read_dir(folder().join("accounts")) else { return Vec::new() };
    let paths = files.flatten().map(|entry| entry.path());
    paths.filter(|path| path.extension().is_some_and(|ending| ending == "md")).map(|path| account(&path)).collect()
}

/// Front matter in TOML between two `+++` lines, then prose.
fn account(path: &Path) -> Account {
    let text = std::fs::read_to_string(path).expect("an account");
    let (front, prose) = text.trim_start_matches("+++\n").split_once("\n+++\n").expect("front matter");
    let mut account: Account = toml::from_str(front).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    if account.id.is_empty() {
        account.id = path.file_stem().expect("a name").to_string_lossy().into_owned();
    }
    account.markdown = prose.trim_start().to_owned();
    account
}

fn finish(input: &mut DossierInput) {
    let sources: BTreeMap<_, _> =
        input.sources.iter().map(|source| (source.source.id.clone(), source.clone())).collect();
    for cleared in &mut input.statements {
        let source = cleared.statement.source.as_ref().and_then(|id| sources.get(id));
        let public = cleared.statement.public_link == Some(true);
        cleared.link = source.filter(|_| public).and_then(|source| source.link.clone());
        let doubtful = source.filter(|source| source.source.doubtful == Some(true));
        cleared.source_note = doubtful.and_then(|source| source.source.access_note.clone());
    }
    let originals =
        sources.keys().map(|id| (id.clone(), OriginalRecord { hold: Hold::Referenced, ..Default::default() }));
    input.originals = originals.collect();
    input.addresses = Addresses::new(ids(input).into_iter().map(|(kind, id)| ((kind, id.clone()), id)).collect());
    let marks = ids(input).into_iter().enumerate();
    input.entries = marks.map(|(seq, key)| (key, EntryMark { seq: seq as u64, revision: 1 })).collect();
    let statements: Vec<_> = input.statements.iter().map(|cleared| cleared.statement.clone()).collect();
    let evidence =
        Evidence::new(&input.questions, &statements, &input.answers, &input.dependences, &input.people, OFFSET_MINUTES)
            .read_in(input.sources.iter().map(|cleared| &cleared.source))
            .at_places(&input.places, &input.scene_parts);
    (input.boards, input.histories) = (evidence.boards(), evidence.histories());
    let explained = |board: &Board| {
        let scopes = board.scopes.iter().map(|scope| evidence.explanations(&board.question, scope, &[]));
        (board.question.clone(), scopes.collect())
    };
    input.explanations = input.boards.iter().map(explained).collect();
    input.reached = all_reached(input, &statements);
}

fn all_reached(input: &DossierInput, statements: &[Statement]) -> Vec<Reached> {
    let sources: Vec<_> = input.sources.iter().map(|cleared| cleared.source.clone()).collect();
    let (people, messages) = (&input.people, &input.messages);
    let (offset_minutes, leave_out_duress) = (OFFSET_MINUTES, false);
    let reach = Reach { people, messages, statements, sources: &sources, offset_minutes, leave_out_duress };
    let each = people.iter().map(|party| reached(&reach, &party.id, None));
    each.filter(|found| !found.messages.is_empty()).collect()
}

fn ids(input: &DossierInput) -> Vec<(Kind, String)> {
    let mut ids: Vec<(Kind, String)> = Vec::new();
    let mut add = |kind: Kind, id: &str| ids.push((kind, id.to_owned()));
    input.sources.iter().for_each(|record| add(Kind::Source, record.source.id.as_str()));
    input.statements.iter().for_each(|record| add(Kind::Statement, record.statement.id.as_str()));
    input.answers.iter().for_each(|record| add(Kind::Answer, record.id.as_str()));
    input.people.iter().for_each(|record| add(Kind::Person, record.id.as_str()));
    input.questions.iter().for_each(|record| add(Kind::Question, record.id.as_str()));
    input.sessions.iter().for_each(|record| add(Kind::Session, record.id.as_str()));
    input.media.iter().for_each(|record| add(Kind::Media, record.id.as_str()));
    input.places.iter().for_each(|record| add(Kind::Place, record.id.as_str()));
    input.scene_parts.iter().for_each(|record| add(Kind::ScenePart, record.id.as_str()));
    input.events.iter().for_each(|record| add(Kind::Event, record.id.as_str()));
    input.messages.iter().for_each(|record| add(Kind::Message, record.id.as_str()));
    input.dependences.iter().for_each(|record| add(Kind::Dependence, record.id.as_str()));
    input.findings.iter().for_each(|record| add(Kind::Finding, record.id.as_str()));
    input.prompts.iter().for_each(|record| add(Kind::Prompt, record.id.as_str()));
    input.accounts.iter().for_each(|record| add(Kind::Account, record.id.as_str()));
    ids
}
