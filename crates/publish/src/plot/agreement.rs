//! Which sources answer a question alike. Wide: one row for each question and scope, one numbered column for each source, a letter for
//! each answer. Narrow: one scope under another. Columns stand in the order of the sources; nothing is added up.

use super::data::Names;
use super::svg::{Canvas, NAME_LINE, wrapped};
use crate::page::Said;

/// Where the columns begin and end, percent.
const ACROSS: (f64, f64) = (37.0, 100.0);
/// Letters of a scope on a line.
const LETTERS: usize = 38;
const LIST_LETTERS: usize = 96;
const NARROW_LETTERS: usize = 44;
/// Letters of answers on a line of a cell.
const LETTERS_IN_LINE: usize = 2;
/// Wide columns are enough for this many sources; more stand in a second band below.
const BAND: usize = 22;

/// Questions and scopes by sources.
#[derive(Debug, Clone, PartialEq)]
pub struct AgreementPlot {
    /// How it is read aloud.
    pub names: Names,
    /// The sources, each with its number in front.
    pub columns: Vec<Said>,
    /// The scopes.
    pub rows: Vec<AgreementRow>,
    /// What a bound or denial is called.
    pub beside: String,
}

/// One scope of one question.
#[derive(Debug, Clone, PartialEq)]
pub struct AgreementRow {
    /// The question's id.
    pub name: String,
    /// The scope in words.
    pub scope: Said,
    /// The question's text and what is compared.
    pub asked: Said,
    /// Its answers, each with its letter.
    pub answers: Vec<(String, Said)>,
    /// One for each source.
    pub cells: Vec<AgreementCell>,
}

/// What a source says in one scope.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AgreementCell {
    /// Letters of the answers it gives.
    pub letters: Vec<String>,
    /// The statements; with no letter they are bounds, denials or no answer.
    pub statements: Vec<String>,
    /// Whether one of them was said in custody, or rests on what was.
    pub in_custody: bool,
}

impl AgreementCell {
    /// What stands in it, line by line: a column is as wide as a few letters.
    fn lines(&self) -> Vec<String> {
        let mark = if self.in_custody { "*" } else { "" };
        let mut lines: Vec<String> = self.letters.chunks(LETTERS_IN_LINE).map(|letters| letters.join(" ")).collect();
        if lines.is_empty() && !self.statements.is_empty() {
            lines.push("•".into());
        }
        lines.last_mut().into_iter().for_each(|last| last.push_str(mark));
        lines
    }
}

/// The drawing for 700 px and more.
pub fn agreement_wide(plot: &AgreementPlot) -> String {
    let mut canvas = Canvas::new(0.0);
    let numbers: Vec<usize> = (0..plot.columns.len()).collect();
    for band in numbers.chunks(BAND) {
        canvas.y += 20.0;
        for (place, number) in band.iter().enumerate() {
            canvas.text("t-head", centre(band.len(), place), 0.0, canvas.y, "middle", &(number + 1).to_string());
        }
        canvas.y += 8.0;
        let speaks = |row: &&AgreementRow| band.iter().any(|&at| !row.cells[at].statements.is_empty());
        plot.rows.iter().filter(speaks).for_each(|row| wide_row(&mut canvas, row, band));
        canvas.line("grid", 0.0, canvas.y, 100.0, canvas.y);
    }
    plot.rows.iter().for_each(|row| answers(&mut canvas, row));
    canvas.y += 10.0;
    for source in &plot.columns {
        canvas.y += 17.0;
        let lines = canvas.block("t-soft", (0.0, 0.0), canvas.y, "start", source, LIST_LETTERS);
        canvas.y += (lines as f64 - 1.0) * NAME_LINE;
    }
    canvas.y += 8.0;
    finish(plot, canvas, "w")
}

/// The middle of a column; few columns stand close to the words they belong to.
fn centre(count: usize, index: usize) -> f64 {
    let width = ((ACROSS.1 - ACROSS.0) / count.max(1) as f64).min(7.0);
    ACROSS.0 + (index as f64 + 0.5) * width
}

fn wide_row(canvas: &mut Canvas, row: &AgreementRow, band: &[usize]) {
    canvas.line("grid", 0.0, canvas.y, 100.0, canvas.y);
    let label = Said { text: format!("{}  {}", row.name, row.scope.text), ..row.scope.clone() };
    let in_cells = band.iter().map(|&at| row.cells[at].lines().len()).max().unwrap_or_default();
    let lines = wrapped(&label.text, LETTERS).len().max(in_cells) as f64;
    let middle = canvas.y + (lines * NAME_LINE + 9.0) / 2.0;
    canvas.block("t-name", (0.0, 0.0), canvas.y + 16.0, "start", &label, LETTERS);
    for (place, &at) in band.iter().enumerate() {
        letters(canvas, &row.cells[at], centre(band.len(), place), middle + 4.0);
    }
    canvas.y += lines * NAME_LINE + 9.0;
}

fn letters(canvas: &mut Canvas, cell: &AgreementCell, x: f64, y: f64) {
    cell.statements.iter().for_each(|statement| canvas.open(statement));
    let lines = cell.lines();
    let top = y - (lines.len().max(1) as f64 - 1.0) * NAME_LINE / 2.0;
    for (at, line) in lines.iter().enumerate() {
        canvas.text("t-name", x, 0.0, top + at as f64 * NAME_LINE, "middle", line);
    }
    cell.statements.iter().for_each(|_| canvas.close());
}

/// What the letters of a scope mean, and what is compared in it.
fn answers(canvas: &mut Canvas, row: &AgreementRow) {
    canvas.y += 24.0;
    let label = headed(row);
    let lines = canvas.block("t-head", (0.0, 0.0), canvas.y, "start", &label, LIST_LETTERS - 8);
    canvas.y += (lines as f64 - 1.0) * NAME_LINE;
    let all: Vec<String> = row.answers.iter().map(|(letter, said)| format!("{letter}: {}", said.text)).collect();
    let said = Said { text: all.join(" · "), ..Said::default() };
    for text in [&row.asked, &said].into_iter().filter(|text| !text.text.is_empty()) {
        canvas.y += 17.0;
        let lines = canvas.block("t-soft", (0.0, 0.0), canvas.y, "start", text, LIST_LETTERS);
        canvas.y += (lines as f64 - 1.0) * NAME_LINE;
    }
}

fn headed(row: &AgreementRow) -> Said {
    Said { text: format!("{}  {}", row.name, row.scope.text), ..row.scope.clone() }
}

/// The drawing for less than 700 px.
pub fn agreement_narrow(plot: &AgreementPlot) -> String {
    let mut canvas = Canvas::new(0.0);
    for row in &plot.rows {
        canvas.y += 24.0;
        let lines = canvas.block("t-head", (0.0, 0.0), canvas.y, "start", &headed(row), NARROW_LETTERS - 4);
        canvas.y += (lines as f64 - 1.0) * NAME_LINE + 17.0;
        let lines = canvas.block("t-soft", (0.0, 0.0), canvas.y, "start", &row.asked, NARROW_LETTERS);
        canvas.y += (lines as f64 - 1.0) * NAME_LINE;
        for (letter, said) in &row.answers {
            let heading = Said { text: format!("{letter}: {}", said.text), ..said.clone() };
            listed(&mut canvas, plot, row, &heading, |cell| cell.letters.contains(letter));
        }
        let heading = Said { text: plot.beside.clone(), ..Said::default() };
        listed(&mut canvas, plot, row, &heading, |cell| cell.letters.is_empty());
    }
    finish(plot, canvas, "n")
}

fn listed(
    canvas: &mut Canvas,
    plot: &AgreementPlot,
    row: &AgreementRow,
    heading: &Said,
    own: impl Fn(&AgreementCell) -> bool,
) {
    let found = plot.columns.iter().zip(&row.cells).filter(|(_, cell)| own(cell) && !cell.statements.is_empty());
    let found: Vec<(&Said, &AgreementCell)> = found.collect();
    if found.is_empty() {
        return;
    }
    canvas.y += 19.0;
    let lines = canvas.block("t-soft", (0.0, 0.0), canvas.y, "start", heading, NARROW_LETTERS);
    canvas.y += (lines as f64 - 1.0) * NAME_LINE;
    for (source, cell) in found {
        canvas.y += 17.0;
        cell.statements.iter().for_each(|statement| canvas.open(statement));
        let mark = if cell.in_custody { " *" } else { "" };
        let label = Said { text: format!("{}{mark}", source.text), ..source.clone() };
        let lines = canvas.block("t-name", (0.0, 14.0), canvas.y, "start", &label, NARROW_LETTERS - 3);
        cell.statements.iter().for_each(|_| canvas.close());
        canvas.y += (lines as f64 - 1.0) * NAME_LINE;
    }
}

fn finish(plot: &AgreementPlot, mut canvas: Canvas, form: &str) -> String {
    canvas.y += 6.0;
    canvas.finish(&format!("{}-{form}", plot.names.id), &plot.names.title, &plot.names.description)
}
