//! The question *coding sheet*: what one coder is to code, and nothing of what anybody else made of it. A sheet is a table of
//! `codings`; filled in, it is imported, or compared with another by `agreement`.

use crate::Archive;
use crate::coding::agreement::read;
use crate::coding::coded_answers::field_of;
use crate::coding::coded_values::{ANSWERS, CodedValues, Field};
use crate::error::ArchiveError;
use crate::snapshot::Snapshot;
use firsthand_intake::Sandbox;
use firsthand_model::{AnswerType, Coding, Question, Statement};
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::Path;

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
    /// What a coder is to code: basis and stance of every statement, and which questions it answers; or of one question alone, of every
    /// statement whether it answers that, and what. In a whole case the values of an answer are asked for once this coder has said that
    /// there is one, in codings of the case or on a sheet of their own (`own`).
    ///
    /// Neither the case's own coding nor that of another coder is in it, no claim, since that is the first coder's wording, and nothing
    /// of what the case holds to be answered: a sheet is the same whatever answers there are.
    ///
    /// # Errors
    /// When the case cannot be read or has no such question, or the coder's own sheet is no table of codings, or has those of another.
    pub fn coding_sheet(
        &self,
        coder: &str,
        of: Option<&str>,
        own: Option<&Path>,
        sandbox: &Sandbox,
    ) -> Result<CodingSheet, ArchiveError> {
        let snapshot = self.snapshot()?;
        let asked = of.map(|id| snapshot.question(id)).transpose()?;
        let mut codings: Vec<Coding> = own_codings(&snapshot, coder);
        if let Some(sheet) = own {
            let filled = own_sheet(sheet, coder, sandbox)?;
            codings.retain(|one| !filled.iter().any(|other| is_of_one(one, other)));
            codings.extend(filled);
        }
        let asking = Asking { coder, asked, questions: &snapshot.questions, codings: &codings };
        let lines = snapshot.statements.iter().flat_map(|statement| asking.lines(statement)).collect();
        Ok(CodingSheet { coder: coder.to_owned(), lines })
    }
}

fn own_codings(snapshot: &Snapshot, coder: &str) -> Vec<Coding> {
    let is_own = |coding: &&Coding| coding.coder.as_deref() == Some(coder) && coding.decides != Some(true);
    snapshot.codings.iter().filter(is_own).cloned().collect()
}

/// A sheet that this coder has filled in, perhaps in part.
fn own_sheet(sheet: &Path, coder: &str, sandbox: &Sandbox) -> Result<Vec<Coding>, ArchiveError> {
    let wrong = |reason: String| ArchiveError::NotCodings { file: sheet.to_owned(), reason };
    let codings = read(sheet, sandbox).map_err(wrong)?;
    match codings.iter().find(|coding| coding.coder.as_deref() != Some(coder)) {
        Some(_) => Err(wrong(format!("it has codings of somebody else than {coder}"))),
        None => Ok(codings),
    }
}

fn is_of_one(one: &Coding, other: &Coding) -> bool {
    one.statement_id == other.statement_id && one.field == other.field
}

/// What is asked of one coder.
struct Asking<'a> {
    coder: &'a str,
    asked: Option<&'a Question>,
    questions: &'a [Question],
    /// This coder's own codings.
    codings: &'a [Coding],
}

impl Asking<'_> {
    /// The lines of one statement: what is asked of every one, what follows from what this coder has said of it, and what they added.
    fn lines(&self, statement: &Statement) -> Vec<SheetLine> {
        let values = CodedValues::of(self.questions);
        let own: Vec<&Coding> =
            self.codings.iter().filter(|coding| coding.statement_id.as_ref() == Some(&statement.id)).collect();
        let mut fields: Vec<String> = match self.asked {
            Some(question) => vec![format!("{}.{ANSWERS}", question.id)],
            None => ["basis", "stance", ANSWERS].map(str::to_owned).into(),
        };
        for question in self.questions.iter().filter(|question| self.asked.is_none_or(|asked| asked.id == question.id))
        {
            let places = own.iter().filter_map(|coding| place_of(&values, coding, question)).max().unwrap_or_default();
            // Of one question every statement has the lines of one answer: that they are there says nothing.
            let places = places.max(usize::from(self.asked.is_some()));
            fields.extend((1..=places).flat_map(|place| fields_of(question, place)));
        }
        let is_asked = |coding: &&&Coding| {
            let field = coding.field.as_deref().unwrap_or_default();
            self.asked.is_none_or(|question| is_of(&values.field(field), question.id.as_str()))
        };
        for field in own.iter().filter(is_asked).filter_map(|coding| coding.field.clone()) {
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
        fields.into_iter().map(|field| line(self.coder, &own, statement, field)).collect()
    }
}

/// How many answers to a question a coding speaks of, if of any.
fn place_of(values: &CodedValues<'_>, coding: &Coding, question: &Question) -> Option<usize> {
    let field = coding.field.as_deref()?;
    let value = coding.value.as_deref().map(str::trim).filter(|value| !value.is_empty())?;
    let id = question.id.as_str();
    match values.field(field) {
        Field::Answers => values.spelled(field, value).split(';').any(|one| one == id).then_some(1),
        Field::AnswersTo(of) => (of == id && values.spelled(field, value) == "yes").then_some(1),
        Field::OfAnswer { question: of, place } => (of == id).then_some(place),
        Field::OfStatement => None,
    }
}

fn is_of(field: &Field, id: &str) -> bool {
    matches!(field, Field::AnswersTo(of) | Field::OfAnswer { question: of, .. } if of == id)
}

/// What there is to code of an answer to a question, by its types: its value, then what makes its scope.
fn fields_of(question: &Question, place: usize) -> Vec<String> {
    let of_type = |answer_type: &AnswerType| -> &[&str] {
        match answer_type {
            AnswerType::Count => &["bound", "min", "max", "tally", "unit"],
            AnswerType::Time => &["bound", "min", "max"],
            AnswerType::Text => &["codes", "text"],
            AnswerType::Place => &["lat", "lon", "negated", "option_ids", "radius_m"],
            _ => &["option_ids", "negated"],
        }
    };
    let is_of_a_moment = question.as_of_rule.as_deref().is_some_and(|rule| rule.contains("moment"));
    let moment: &[&str] = if is_of_a_moment { &["as_of_earliest", "as_of_latest"] } else { &[] };
    let columns: BTreeSet<&str> =
        question.types.iter().flat_map(of_type).chain(&["population"]).chain(moment).copied().collect();
    columns.into_iter().map(|column| field_of(question.id.as_str(), place, column)).collect()
}

fn line(coder: &str, own: &[&Coding], statement: &Statement, field: String) -> SheetLine {
    let own = own.iter().find(|coding| coding.field.as_deref() == Some(field.as_str()));
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
