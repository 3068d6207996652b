//! A checked text as a table: one row for each claim and each statement beside it, as CSV that no program takes for formulas.

use super::view::{ClaimView, Line, StatementView, View};
use crate::error::PublishError;

const COLUMNS: [&str; 23] = [
    "claim_number",
    "marks_row",
    "words",
    "claim",
    "question",
    "scope",
    "answer",
    "beside",
    "statement",
    "value",
    "population",
    "differs_in",
    "laid_by",
    "speaker",
    "basis",
    "custody",
    "said_at",
    "says",
    "wording",
    "quote",
    "source",
    "locator",
    "source_read",
];

/// The table, UTF-8, RFC 4180.
///
/// # Errors
/// [`PublishError::Template`] never in practice: when a row cannot be written into memory.
pub fn table(view: &View) -> Result<Vec<u8>, PublishError> {
    let failed = |reason: String| PublishError::Template { page: "check.csv".into(), reason };
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let rows = view.claims.iter().flat_map(|claim| rows(view, claim));
    for row in std::iter::once(COLUMNS.map(str::to_owned).to_vec()).chain(rows) {
        writer.write_record(row.iter().map(|cell| safe_cell(cell))).map_err(|error| failed(error.to_string()))?;
    }
    writer.into_inner().map_err(|error| failed(error.to_string()))
}

fn rows(view: &View, claim: &ClaimView) -> Vec<Vec<String>> {
    let columns: [(&str, &[Line]); 5] = [
        ("said_by", &claim.said_by),
        ("differs_from", &claim.differs_from),
        ("fits", &claim.fits),
        ("about_something_else", &claim.about_something_else),
        ("no_answer", &claim.no_answer),
    ];
    let mut rows: Vec<Vec<String>> = columns
        .into_iter()
        .flat_map(|(beside, lines)| lines.iter().map(move |line| (beside, line)))
        .map(|(beside, line)| [own(claim), vec![beside.to_owned()], beside_cells(view, line)].concat())
        .collect();
    if let Some(why) = &claim.nothing {
        let blank = vec![String::new(); COLUMNS.len() - own(claim).len() - 1];
        rows.push([own(claim), vec![why.clone()], blank].concat());
    }
    rows
}

fn own(claim: &ClaimView) -> Vec<String> {
    let text = |said: &Option<crate::page::Said>| said.as_ref().map(|said| said.text.clone()).unwrap_or_default();
    vec![
        claim.number.to_string(),
        claim.row.to_string(),
        claim.words.clone(),
        claim.claim.clone(),
        text(&claim.question),
        text(&claim.scope),
        text(&claim.answer),
    ]
}

fn beside_cells(view: &View, line: &Line) -> Vec<String> {
    let text = |said: &Option<crate::page::Said>| said.as_ref().map(|said| said.text.clone()).unwrap_or_default();
    let none = StatementView::default();
    let statement = view.statements.iter().find(|statement| statement.label == line.label).unwrap_or(&none);
    let wording = if statement.paraphrase { "paraphrase" } else { "exact" };
    vec![
        line.label.clone(),
        text(&line.value),
        text(&line.population),
        line.differs_in.clone().unwrap_or_default(),
        if line.by_hand { "a person" } else { "comparison" }.to_owned(),
        line.speaker.text.clone(),
        line.basis.clone(),
        line.custody.clone().unwrap_or_default(),
        line.said_at.clone().unwrap_or_default(),
        line.claim.text.clone(),
        wording.to_owned(),
        text(&statement.quote),
        statement.card.source.text.clone(),
        text(&statement.card.locator),
        statement.read.clone(),
    ]
}

/// A cell that no spreadsheet takes for a formula: an apostrophe goes before what could begin one.
pub fn safe_cell(cell: &str) -> String {
    if is_guarded(cell) { format!("'{cell}") } else { cell.to_owned() }
}

/// The cell without an apostrophe that [`safe_cell`] put before it.
pub fn without_guard(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_guarded(rest)).unwrap_or(cell)
}

fn is_guarded(cell: &str) -> bool {
    cell.trim_start_matches(' ').starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_begins_like_a_formula_and_the_guard_comes_off_again() {
        for cell in ["=1+1", "+7 999", "-5", "@here", "\tx", " =HYPERLINK(\"x\")", "＝1"] {
            let safe = safe_cell(cell);
            assert!(safe.starts_with('\''), "{cell}");
            assert_eq!(without_guard(&safe), cell);
        }
        for cell in ["plain", "'tis", "354", "a=b"] {
            assert_eq!((safe_cell(cell).as_str(), without_guard(cell)), (cell, cell));
        }
    }
}
