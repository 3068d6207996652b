//! Rows of a table to records: every cell by its column, every record by its kind, handles unique in the file.
//! Whether the handles that a row points to exist is checked by who has the case.

use crate::grid::{Cell, Row, letters};
use crate::header::{Column, Columns, kept_notes, read_header};
use crate::limits::MAX_PROBLEMS;
use crate::problem::clip;
use crate::{Problem, Reading, RefusedRow};
use firsthand_model::answer::YES_NO_WORDS;
use firsthand_model::cell::{read_cell, tidy, word_of};
use firsthand_model::{AnswerType, Kind, Record, TableSpec};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Reads a table's rows into a reading; the first row is the header. Blank rows are passed over.
pub(crate) fn read_table(spec: &'static TableSpec, file: &str, rows: impl Iterator<Item = Row>, reading: &mut Reading) {
    reading.table.get_or_insert_with(|| spec.name.to_owned());
    let mut rows = rows.filter(|row| !row.cells.is_empty());
    let Some(header) = rows.next() else {
        return reading.problem(Problem::fatal(file, "the table is empty: expected a header in the first row"));
    };
    match read_header(spec, file, &header) {
        Ok(columns) => RowReader::new(spec, file, columns, reading).read_all(rows),
        Err(problem) => reading.problem(problem),
    }
}

/// Reads the rows under one header.
struct RowReader<'a> {
    spec: &'static TableSpec,
    file: &'a str,
    columns: Columns,
    /// Handles of this file with the row of each.
    seen: BTreeMap<String, u64>,
    reading: &'a mut Reading,
}

impl<'a> RowReader<'a> {
    fn new(spec: &'static TableSpec, file: &'a str, columns: Columns, reading: &'a mut Reading) -> Self {
        kept_notes(spec, file, &columns).into_iter().for_each(|note| reading.problem(note));
        reading.counts.entry(spec.name.to_owned()).or_default();
        Self { spec, file, columns, seen: BTreeMap::new(), reading }
    }

    fn read_all(&mut self, rows: impl Iterator<Item = Row>) {
        for row in rows {
            match self.read_row(&row) {
                Ok(record) => self.reading.propose(self.spec.name, record, Some(row.number)),
                Err(problems) => {
                    self.reading.refused.extend(self.refused(&row));
                    problems.into_iter().for_each(|problem| self.reading.problem(problem));
                }
            }
        }
    }

    fn read_row(&mut self, row: &Row) -> Result<Record, Vec<Problem>> {
        let mut body = Map::new();
        let mut problems: Vec<Problem> =
            row.cells.iter().filter_map(|(position, cell)| self.read_into(row, *position, cell, &mut body)).collect();
        problems.extend(self.unfilled(row, &body, &problems));
        problems.extend(self.handle_twice(row, &body));
        problems.extend(self.strange_types(row, &body));
        spell_lists(self.spec.kind, &mut body);
        if problems.is_empty() { self.record(row, body).map_err(|problem| vec![problem]) } else { Err(problems) }
    }

    /// What the row calls itself, so that rows which point to it can be told why it is not there.
    fn refused(&self, row: &Row) -> Option<RefusedRow> {
        let key = self.spec.columns.first()?.name;
        let is_key = |position: &usize| self.columns.get(position).is_some_and(|column| column.name() == key);
        let (_, cell) = row.cells.iter().find(|(position, _)| is_key(position))?;
        let is_kept = self.reading.refused.len() < MAX_PROBLEMS;
        is_kept.then(|| RefusedRow { kind: self.spec.kind, id: clip(tidy(&cell.text).as_str()), row: row.number })
    }

    /// Reads one cell into the record's body, or says why not.
    fn read_into(&mut self, row: &Row, position: usize, cell: &Cell, body: &mut Map<String, Value>) -> Option<Problem> {
        let Some(column) = self.columns.get(&position) else {
            let message = format!("column {} has no header; expected one in the first row", letters(position));
            return Some(self.fatal(row, message));
        };
        let name = column.name().to_owned();
        if let Some(note) = &cell.note {
            self.reading.problem(Problem::note(self.file, note).at_row(row.number).in_column(&name));
        }
        match value(column, cell) {
            Ok(Some(value)) => {
                body.insert(name, value);
                None
            }
            Ok(None) => None,
            Err(message) => Some(self.fatal(row, message).in_column(&name)),
        }
    }

    /// Required cells that are empty; one that holds something unreadable has its own problem.
    fn unfilled(&self, row: &Row, body: &Map<String, Value>, problems: &[Problem]) -> Vec<Problem> {
        let faulty = |name: &str| problems.iter().any(|problem| problem.column.as_deref() == Some(name));
        let unfilled = |name: &&str| !body.contains_key(*name) && !faulty(name);
        let required = self.spec.columns.iter().filter(|column| column.required).map(|column| column.name);
        let problem = |name| self.fatal(row, "expected a value; the cell is empty".into()).in_column(name);
        required.filter(unfilled).map(problem).collect()
    }

    fn handle_twice(&mut self, row: &Row, body: &Map<String, Value>) -> Option<Problem> {
        let key = self.spec.columns.first()?.name;
        let handle = body.get(key)?.as_str()?;
        match self.seen.get(handle) {
            Some(first) => {
                let message = format!("the id «{handle}» stands twice, in rows {first} and {}", row.number);
                Some(self.fatal(row, message).in_column(key))
            }
            None => {
                self.seen.insert(handle.to_owned(), row.number);
                None
            }
        }
    }

    /// Words of a question's types that are no answer type; the cell is a plain list, so nothing else checks them.
    fn strange_types(&self, row: &Row, body: &Map<String, Value>) -> Option<Problem> {
        let words = body.get("types").filter(|_| self.spec.kind == Kind::Question)?.as_array()?;
        let strange = words.iter().filter_map(Value::as_str).find(|word| word_of(AnswerType::WORDS, word).is_none())?;
        Some(
            self.fatal(row, misfit(&format!("words among {}", AnswerType::WORDS.join(", ")), strange))
                .in_column("types"),
        )
    }

    fn record(&self, row: &Row, body: Map<String, Value>) -> Result<Record, Problem> {
        let record =
            Record::from_json(self.spec.kind, Value::Object(body)).map_err(|message| self.fatal(row, message))?;
        match &record {
            Record::Answer(answer) => match answer.value() {
                Ok(_) => Ok(record),
                Err(misfit) => {
                    let message = format!("expected {}{}", misfit.expected, found(row, &self.columns, misfit.column));
                    Err(self.fatal(row, message).in_column(misfit.column))
                }
            },
            _ => Ok(record),
        }
    }

    fn fatal(&self, row: &Row, message: String) -> Problem {
        Problem::fatal(self.file, message).at_row(row.number)
    }
}

/// Words inside lists as their own list has them, as [`word_of`] reads them alone in a cell: types of questions, yes and no.
fn spell_lists(kind: Kind, body: &mut Map<String, Value>) {
    let is_yes_no = body.get("type").is_some_and(|kind| kind == AnswerType::YesNo.word());
    let (name, words) = match kind {
        Kind::Question => ("types", AnswerType::WORDS),
        Kind::Answer if is_yes_no => ("option_ids", YES_NO_WORDS),
        _ => return,
    };
    for item in body.get_mut(name).and_then(Value::as_array_mut).into_iter().flatten() {
        if let Some(word) = item.as_str().and_then(|text| word_of(words, text)) {
            *item = Value::from(word);
        }
    }
}

fn value(column: &Column, cell: &Cell) -> Result<Option<Value>, String> {
    if let Some(fault) = &cell.fault {
        return Err(fault.clone());
    }
    match column {
        Column::Known(spec) => read_cell(spec.cell, &cell.text).map_err(|expected| misfit(&expected, &cell.text)),
        Column::Kept(_) => Ok(Some(Value::from(tidy(&cell.text))).filter(|text| text != "")),
    }
}

fn misfit(expected: &str, found: &str) -> String {
    format!("expected {expected}, found «{}»", clip(found.trim()))
}

fn found(row: &Row, columns: &Columns, name: &str) -> String {
    let under = |(position, _): &&(usize, Cell)| columns.get(position).is_some_and(|column| column.name() == name);
    match row.cells.iter().find(under) {
        Some((_, cell)) => format!("; found «{}»", clip(cell.text.trim())),
        None => "; the cell is empty".into(),
    }
}
