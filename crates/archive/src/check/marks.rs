//! The marks table of a text: one row for each sentence, in which a person says what is a claim, what it answers, and which
//! statements to lay beside it. Suggestions stand in it as suggestions; nothing of a person's is ever overwritten.

use crate::import::receipt::ProblemAt;
use firsthand_intake::CellRow;
use firsthand_model::beside::LaidAs;
use firsthand_model::coded::{read_answer, read_scope};
use firsthand_model::{Answer, QuestionId, StatementId};
use firsthand_publish::checked::{safe_cell, without_guard};
use std::ops::Range;

/// The columns, in the order in which they are written. The first six are ours, the others a person's.
pub(crate) const COLUMNS: [&str; 14] = [
    "start",
    "end",
    "paragraph",
    "sentence",
    "suggested_questions",
    "suggested_statements",
    "words",
    "claim",
    "question_id",
    "scope",
    "answer",
    "statement_ids",
    "status",
    "note",
];
/// Names the statement of the case that a claim is; written by hand, for `--keep`.
const IS_STATEMENT: &str = "is_statement";
/// How many of the columns are ours.
const OURS: usize = 6;
/// In the column claim: the words themselves are the claim.
const AS_IT_STANDS: &str = "yes";

/// A sentence with what the index suggests for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Suggested {
    pub(crate) characters: Range<usize>,
    pub(crate) paragraph: usize,
    pub(crate) sentence: String,
    pub(crate) questions: Vec<String>,
    pub(crate) statements: Vec<String>,
}

/// One row in which a person marked something.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) row: u64,
    pub(crate) characters: Option<Range<usize>>,
    pub(crate) sentence: String,
    /// Words of the sentence that are the claim; empty means all of it.
    pub(crate) words: String,
    pub(crate) claim: String,
    pub(crate) question: Option<QuestionId>,
    pub(crate) answer: Option<Answer>,
    pub(crate) statements: Vec<StatementId>,
    pub(crate) status: Option<LaidAs>,
    pub(crate) note: Option<String>,
    pub(crate) is_statement: Option<StatementId>,
}

/// What a marks table says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Marks {
    /// Rows with a claim.
    pub(crate) marks: Vec<Mark>,
    /// The sentence of every row, marked or not.
    pub(crate) sentences: Vec<(Option<Range<usize>>, String)>,
    /// What cannot be read.
    pub(crate) problems: Vec<ProblemAt>,
}

/// A fresh table as CSV with a byte-order mark, without which spreadsheets take it for another encoding.
pub(crate) fn write(rows: &[Suggested]) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(b"\xef\xbb\xbf".to_vec());
    writer.write_record(COLUMNS)?;
    for row in rows {
        let ours = [
            row.characters.start.to_string(),
            row.characters.end.to_string(),
            row.paragraph.to_string(),
            safe_cell(&row.sentence),
            row.questions.join(";"),
            row.statements.join(";"),
        ];
        writer.write_record(ours.into_iter().chain(COLUMNS[OURS..].iter().map(|_| String::new())))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

/// Reads a table that a person filled in.
pub(crate) fn read(file: &str, rows: &[CellRow]) -> Marks {
    let mut marks = Marks::default();
    let Some((header, rows)) = rows.split_first() else {
        marks.problems.push(problem(file, None, None, "the table is empty".into()));
        return marks;
    };
    let names: Vec<String> = header.cells.iter().map(|name| name.trim().to_lowercase()).collect();
    for needed in ["sentence", "claim"] {
        if !names.iter().any(|name| name == needed) {
            let message = format!("the column {needed} is missing from the header");
            marks.problems.push(problem(file, Some(header.number), Some(needed), message));
        }
    }
    let known = |name: &String| name.is_empty() || name == IS_STATEMENT || COLUMNS.contains(&name.as_str());
    for strange in names.iter().filter(|name| !known(name)) {
        let message = "a marks table has no such column; its cells are passed over".to_owned();
        marks.problems.push(ProblemAt { fatal: false, ..problem(file, Some(header.number), Some(strange), message) });
    }
    if marks.problems.iter().all(|problem| !problem.fatal) {
        rows.iter().for_each(|row| marks.take(&Row { file, names: &names, row }));
    }
    marks
}

impl Marks {
    fn take(&mut self, row: &Row<'_>) {
        let sentence = row.cell("sentence").to_owned();
        self.sentences.push((row.characters(), sentence.clone()));
        if row.cell("claim").is_empty() {
            let filled = COLUMNS[OURS..].iter().chain([&IS_STATEMENT]).find(|name| !row.cell(name).is_empty());
            let message = "expected the claim in your words, or yes for the words as they stand; the cell is empty";
            self.problems.extend(filled.map(|_| row.problem("claim", message.into())));
            return;
        }
        match mark(row) {
            Ok(mark) => self.marks.push(mark),
            Err(problem) => self.problems.push(problem),
        }
    }
}

struct Row<'r> {
    file: &'r str,
    names: &'r [String],
    row: &'r CellRow,
}

impl Row<'_> {
    fn cell(&self, name: &str) -> &str {
        let at = self.names.iter().position(|known| known == name);
        let cell = at.and_then(|at| self.row.cells.get(at)).map_or("", |cell| cell.trim());
        without_guard(cell).trim()
    }

    fn filled(&self, name: &str) -> Option<&str> {
        Some(self.cell(name)).filter(|cell| !cell.is_empty())
    }

    /// Numbers that a spreadsheet spoiled are as good as none: the words are still there.
    fn characters(&self) -> Option<Range<usize>> {
        Some(self.cell("start").parse().ok()?..self.cell("end").parse().ok()?)
    }

    fn problem(&self, column: &str, message: String) -> ProblemAt {
        problem(self.file, Some(self.row.number), Some(column), message)
    }

    fn misfit(&self, column: &str, expected: &str) -> ProblemAt {
        let shown: String = self.cell(column).chars().take(80).collect();
        self.problem(column, format!("expected {expected}; found «{shown}»"))
    }
}

fn problem(file: &str, row: Option<u64>, column: Option<&str>, message: String) -> ProblemAt {
    ProblemAt { file: file.to_owned(), row, column: column.map(str::to_owned), message, fatal: true }
}

fn mark(row: &Row<'_>) -> Result<Mark, ProblemAt> {
    let words = row.cell("words").to_owned();
    let sentence = row.cell("sentence").to_owned();
    let as_it_stands = if words.is_empty() { &sentence } else { &words };
    let claim = row.cell("claim");
    let claim = if claim.eq_ignore_ascii_case(AS_IT_STANDS) { as_it_stands.as_str() } else { claim }.to_owned();
    let ids = row.cell("statement_ids").split(';').map(str::trim).filter(|id| !id.is_empty());
    let mark = Mark {
        row: row.row.number,
        characters: row.characters(),
        claim,
        question: row.filled("question_id").map(QuestionId::from),
        answer: answer(row)?,
        statements: ids.map(StatementId::from).collect(),
        status: row
            .filled("status")
            .map(str::parse)
            .transpose()
            .map_err(|words: String| row.misfit("status", &words))?,
        note: row.filled("note").map(str::to_owned),
        is_statement: row.filled(IS_STATEMENT).map(StatementId::from),
        sentence,
        words,
    };
    match (mark.statements.is_empty(), mark.status) {
        (false, None) => Err(row.problem("status", format!("expected how the statements lie to the claim: {LAID}"))),
        (false, Some(LaidAs::NowhereHere)) => {
            Err(row.problem("status", "statements stand beside a claim that is nowhere here".into()))
        }
        (true, Some(how)) if how != LaidAs::NowhereHere => {
            Err(row.problem("statement_ids", format!("expected the ids of statements, since the status is {how}")))
        }
        _ => Ok(mark),
    }
}

const LAID: &str = "said_by, differs_from or about_something_else";

fn answer(row: &Row<'_>) -> Result<Option<Answer>, ProblemAt> {
    let Some(cell) = row.filled("answer") else {
        let lone =
            row.filled("scope").map(|_| row.problem("answer", "expected an answer, since a scope is given".into()));
        return lone.map_or(Ok(None), Err);
    };
    let Some(question) = row.filled("question_id") else {
        return Err(row.problem("question_id", "expected the question that the answer is to; the cell is empty".into()));
    };
    let mut answer = read_answer(cell).map_err(|expected| row.misfit("answer", &expected))?;
    read_scope(row.cell("scope"), &mut answer).map_err(|expected| row.misfit("scope", &expected))?;
    answer.question_id = Some(QuestionId::from(question));
    Ok(Some(answer))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(lines: &[&[&str]]) -> Vec<CellRow> {
        let row = |(number, cells): (u64, &&[&str])| CellRow {
            number,
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
        };
        (1..).zip(lines).map(row).collect()
    }

    const HEADER: &[&str] = &["sentence", "claim", "question_id", "scope", "answer", "statement_ids", "status"];

    #[track_caller]
    fn check(cells: &[&str], column: Option<&str>) {
        let read = read("a.marks.csv", &rows(&[HEADER, cells]));
        let found: Vec<_> = read.problems.iter().map(|problem| problem.column.as_deref()).collect();
        assert_eq!(found, column.map(Some).into_iter().collect::<Vec<_>>(), "{:?}", read.problems);
    }

    #[test]
    fn a_row_is_nothing_or_a_whole_claim() {
        check(&["Some were held.", "", "", "", "", "", ""], None);
        check(&["Some were held.", "yes", "", "", "", "", ""], None);
        check(&["Some were held.", "yes", "Q1", "held", "count=5", "", ""], None);
        check(&["Some were held.", "yes", "", "", "", "E1;E2", "differs_from"], None);
        check(&["Some were held.", "yes", "", "", "", "", "nowhere_here"], None);
    }

    #[test]
    fn a_row_that_is_half_filled_names_its_column() {
        check(&["Some.", "", "Q1", "", "", "", ""], Some("claim"));
        check(&["Some.", "yes", "", "", "count=5", "", ""], Some("question_id"));
        check(&["Some.", "yes", "Q1", "held", "", "", ""], Some("answer"));
        check(&["Some.", "yes", "Q1", "", "5", "", ""], Some("answer"));
        check(&["Some.", "yes", "Q1", "a;b", "count=5", "", ""], Some("scope"));
        check(&["Some.", "yes", "", "", "", "E1", ""], Some("status"));
        check(&["Some.", "yes", "", "", "", "E1", "nowhere_here"], Some("status"));
        check(&["Some.", "yes", "", "", "", "", "said_by"], Some("statement_ids"));
        check(&["Some.", "yes", "", "", "", "E1", "true"], Some("status"));
    }

    #[test]
    fn what_is_written_is_read_back_and_begins_no_formula() {
        let row = Suggested { characters: 0..9, paragraph: 1, sentence: "=1+1 is 2".into(), ..Suggested::default() };
        let text = String::from_utf8(write(&[row]).unwrap()).unwrap();
        assert!(text.contains(",'=1+1 is 2,"), "{text}");
        let mut lines = text.trim_start_matches('\u{feff}').lines();
        let cells: Vec<Vec<&str>> = lines.by_ref().map(|line| line.split(',').collect()).collect();
        let lines: Vec<&[&str]> = cells.iter().map(Vec::as_slice).collect();
        assert_eq!(read("a", &rows(&lines)).sentences, [(Some(0..9), "=1+1 is 2".to_owned())]);
    }
}
