//! The example's tables as records. Reading tables with problems named is in `intake`; here every row must fit.

use firsthand_model::board::{Board, Group, Scope};
use firsthand_model::{
    Answer, Dependence, Kind, Person, Question, Record, Statement, TableSpec, cell::read_cell, table,
};
use firsthand_perspective::{Evidence, Switches};
use serde_json::{Map, Value};
use std::path::Path;

/// The records of the example case that perspective looks at.
pub struct Folder {
    questions: Vec<Question>,
    statements: Vec<Statement>,
    answers: Vec<Answer>,
    dependences: Vec<Dependence>,
    people: Vec<Person>,
}

/// The example case.
pub fn beslan() -> Folder {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/beslan");
    let mut case =
        Folder { questions: vec![], statements: vec![], answers: vec![], dependences: vec![], people: vec![] };
    for name in ["questions", "statements", "answers", "dependences", "people"] {
        records(&folder, table(name).unwrap()).into_iter().for_each(|record| case.take(record));
    }
    case
}

fn records(folder: &Path, spec: &TableSpec) -> Vec<Record> {
    let mut rows = csv::Reader::from_path(folder.join(format!("{}.csv", spec.name))).unwrap();
    let header = rows.headers().unwrap().clone();
    rows.records().map(|row| record(spec, &header, &row.unwrap())).collect()
}

fn record(spec: &TableSpec, header: &csv::StringRecord, row: &csv::StringRecord) -> Record {
    let cells = header.iter().zip(row).filter_map(|(name, text)| Some((spec.column(name)?, text)));
    let body: Map<String, Value> = cells
        .filter_map(|(column, text)| Some((column.name.to_owned(), read_cell(column.cell, text).unwrap()?)))
        .collect();
    Record::from_json(spec.kind, Value::Object(body)).unwrap()
}

impl Folder {
    fn take(&mut self, record: Record) {
        match record {
            Record::Question(record) => self.questions.push(*record),
            Record::Statement(record) => self.statements.push(*record),
            Record::Answer(record) => self.answers.push(*record),
            Record::Dependence(record) => self.dependences.push(*record),
            Record::Person(record) => self.people.push(*record),
            other => panic!("no such table was read: {}", Kind::name(other.kind())),
        }
    }

    /// The records, indexed; local time was UTC+4.
    pub fn evidence(&self) -> Evidence<'_> {
        Evidence::new(&self.questions, &self.statements, &self.answers, &self.dependences, &self.people, 240)
    }

    pub fn board(&self, question: &str) -> Board {
        self.evidence().board(&question.into()).unwrap()
    }

    pub fn board_without_duress(&self, question: &str) -> Board {
        self.evidence().with(Switches { leave_out_duress: true }).board(&question.into()).unwrap()
    }
}

/// The scope with this population, of whatever tally.
pub fn scope<'b>(board: &'b Board, population: &str) -> &'b Scope {
    board.scopes.iter().find(|scope| scope.population.as_deref() == Some(population)).unwrap()
}

/// The group with this label.
pub fn group<'b>(scope: &'b Scope, label: &str) -> &'b Group {
    let labels: Vec<&str> = scope.groups.iter().map(|group| group.label.as_str()).collect();
    let group = scope.groups.iter().find(|group| group.label == label);
    group.unwrap_or_else(|| panic!("{label} is not among {labels:?}"))
}

/// The ids of a group's statements.
pub fn statements(group: &Group) -> Vec<&str> {
    group.statements.iter().map(|id| id.as_str()).collect()
}
