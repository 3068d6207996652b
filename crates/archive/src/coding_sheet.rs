//! The question *coding sheet*: what one coder is to code, and nothing of what anybody else made of it. A sheet is a table of
//! `codings`; filled in, it is imported, or compared with another by `agreement`.

use crate::Archive;
use crate::error::ArchiveError;
use crate::snapshot::Snapshot;
use firsthand_model::{AnswerType, Coding, Question, Statement};
use serde::Serialize;
use std::collections::BTreeSet;

/// The columns of a sheet: those of `codings`, and what a coder needs to see.
pub const SHEET_COLUMNS: [&str; 10] =
    ["id", "statement_id", "field", "value", "coder", "at", "note", "source", "locator", "words"];

/// A sheet for one coder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CodingSheet {
    /// The coder.
    pub coder: String,
    /// Lines in order of statement and field.
    pub lines: Vec<SheetLine>,
}

/// One field of one statement, with the coder's own value if there is one already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetLine {
    /// The coding's id.
    pub id: String,
    /// The statement.
    pub statement_id: String,
    /// What is to be coded.
    pub field: String,
    /// The coder's own value so far.
    pub value: Option<String>,
    /// When it was coded.
    pub at: Option<String>,
    /// The coder's own note.
    pub note: Option<String>,
    /// The source.
    pub source: Option<String>,
    /// Where in the source.
    pub locator: Option<String>,
    /// The words as said; where they are not here, the locator leads to them.
    pub words: Option<String>,
}

impl SheetLine {
    /// The cells of the line, in the order of [`SHEET_COLUMNS`].
    pub fn cells<'a>(&'a self, coder: &'a str) -> [&'a str; 10] {
        let cell = |text: &'a Option<String>| text.as_deref().unwrap_or_default();
        let own = [cell(&self.value), coder, cell(&self.at), cell(&self.note)];
        let seen = [cell(&self.source), cell(&self.locator), cell(&self.words)];
        let [value, coder, at, note] = own;
        let [source, locator, words] = seen;
        [&self.id, &self.statement_id, &self.field, value, coder, at, note, source, locator, words]
    }
}

impl CodingSheet {
    /// The sheet as a table that `import` and `agreement` read.
    pub fn csv(&self) -> String {
        csv_of(&SHEET_COLUMNS.map(str::to_owned), self.lines.iter().map(|line| line.cells(&self.coder)))
    }
}

/// A table as CSV with plain line ends.
pub(crate) fn csv_of<'a, R>(header: &[String], rows: impl Iterator<Item = R>) -> String
where
    R: IntoIterator<Item = &'a str>,
{
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing into memory does not fail.
    let _ = writer.write_record(header);
    rows.for_each(|row| drop(writer.write_record(row)));
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

impl Archive {
    /// What a coder is to code: basis and stance of every statement, and what it answers; or of one question alone.
    ///
    /// Neither the case's own coding nor that of another coder is in it, and no claim: that is the first coder's wording.
    ///
    /// # Errors
    /// When the case cannot be read or has no such question.
    pub fn coding_sheet(&self, coder: &str, of: Option<&str>) -> Result<CodingSheet, ArchiveError> {
        let snapshot = self.snapshot()?;
        let asked: Vec<&Question> = match of {
            None => snapshot.questions.iter().collect(),
            Some(id) => {
                let unknown = || ArchiveError::Unknown { what: "question".into(), id: id.to_owned() };
                let asked = snapshot.questions.iter().find(|question| question.id.as_str() == id);
                vec![asked.ok_or_else(unknown)?]
            }
        };
        let mut lines = Vec::new();
        for statement in &snapshot.statements {
            let asked_of_it: Vec<&&Question> =
                asked.iter().filter(|question| speaks_to(&snapshot, statement, question)).collect();
            let of_itself = ["basis", "stance"].map(str::to_owned).into_iter().filter(|_| of.is_none());
            let fields = of_itself.chain(asked_of_it.iter().flat_map(|question| fields(question)));
            lines.extend(fields.map(|field| line(&snapshot, coder, statement, field)));
        }
        Ok(CodingSheet { coder: coder.to_owned(), lines })
    }
}

/// Whether a statement was put to a question, by whichever of the two tables says so.
fn speaks_to(snapshot: &Snapshot, statement: &Statement, question: &Question) -> bool {
    let by_answer = |answer: &firsthand_model::Answer| {
        answer.statement_id.as_ref() == Some(&statement.id) && answer.question_id.as_ref() == Some(&question.id)
    };
    statement.question.as_ref() == Some(&question.id) || snapshot.answers.iter().any(by_answer)
}

/// What there is to code of an answer to a question, by its types.
fn fields(question: &Question) -> Vec<String> {
    let of_type = |answer_type: &AnswerType| -> &[&str] {
        match answer_type {
            AnswerType::Count | AnswerType::Time => &["bound", "min", "max"],
            AnswerType::Text => &["codes", "text"],
            AnswerType::Place => &["lat", "lon", "negated", "option_ids", "radius_m"],
            _ => &["option_ids", "negated"],
        }
    };
    let columns: BTreeSet<&str> = question.types.iter().flat_map(of_type).copied().collect();
    columns.into_iter().map(|column| format!("{}.{column}", question.id)).collect()
}

fn line(snapshot: &Snapshot, coder: &str, statement: &Statement, field: String) -> SheetLine {
    let is_own = |coding: &&Coding| {
        coding.coder.as_deref() == Some(coder)
            && coding.decides != Some(true)
            && coding.statement_id.as_ref() == Some(&statement.id)
            && coding.field.as_deref() == Some(field.as_str())
    };
    let own = snapshot.codings.iter().find(is_own);
    SheetLine {
        id: own.map_or_else(|| format!("{coder}-{}-{field}", statement.id), |coding| coding.id.to_string()),
        statement_id: statement.id.to_string(),
        value: own.and_then(|coding| coding.value.clone()),
        at: own.and_then(|coding| coding.at.clone()),
        note: own.and_then(|coding| coding.note.clone()),
        source: statement.source.as_ref().map(ToString::to_string),
        locator: statement.locator.clone(),
        words: statement.quote.clone(),
        field,
    }
}
