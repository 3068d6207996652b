//! Which sources answer a question alike. Wide: one row for each source, one column for each question, a letter for each
//! answer. Narrow: one question under another. Rows stand in the order of the sources; nothing is added up.

use super::data::Names;
use super::svg::{Canvas, NAME_LINE, wrapped};
use crate::page::Said;

/// Where the columns begin and end, percent.
const ACROSS: (f64, f64) = (37.0, 100.0);
/// Letters of a source on a line.
const LETTERS: usize = 38;
const LIST_LETTERS: usize = 96;
const NARROW_LETTERS: usize = 44;
/// The heads are repeated after so many rows.
const BAND: usize = 24;

/// Sources by questions.
#[derive(Debug, Clone, PartialEq)]
pub struct AgreementPlot {
    /// How it is read aloud.
    pub names: Names,
    /// The questions.
    pub columns: Vec<AgreementColumn>,
    /// The sources.
    pub rows: Vec<AgreementRow>,
    /// What a bound or denial is called.
    pub beside: String,
}

/// One question.
#[derive(Debug, Clone, PartialEq)]
pub struct AgreementColumn {
    /// What this edition calls it.
    pub name: String,
    /// Its text and scope.
    pub label: Said,
    /// Its answers, each with its letter.
    pub answers: Vec<(String, Said)>,
}

/// One source.
#[derive(Debug, Clone, PartialEq)]
pub struct AgreementRow {
    /// What it is.
    pub label: Said,
    /// One for each question.
    pub cells: Vec<AgreementCell>,
}

/// What a source says to one question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AgreementCell {
    /// Letters of the answers it gives.
    pub letters: Vec<String>,
    /// The statements, as this edition names them; with no letter they are bounds, denials or no answer.
    pub statements: Vec<String>,
    /// Whether one of them was said in custody, or rests on what was.
    pub in_custody: bool,
}

impl AgreementCell {
    fn text(&self) -> String {
        let mark = if self.in_custody { "*" } else { "" };
        match (self.letters.is_empty(), self.statements.is_empty()) {
            (true, true) => String::new(),
            (true, false) => format!("•{mark}"),
            _ => format!("{}{mark}", self.letters.join(" ")),
        }
    }
}

/// The drawing for 700 px and more.
pub fn agreement_wide(plot: &AgreementPlot) -> String {
    let mut canvas = Canvas::new(0.0);
    let width = (ACROSS.1 - ACROSS.0) / plot.columns.len().max(1) as f64;
    let centre = |index: usize| ACROSS.0 + (index as f64 + 0.5) * width;
    for band in plot.rows.chunks(BAND) {
        canvas.y += 20.0;
        for (index, column) in plot.columns.iter().enumerate() {
            canvas.text("t-head", centre(index), 0.0, canvas.y, "middle", &column.name);
        }
        canvas.y += 8.0;
        for row in band {
            canvas.line("grid", 0.0, canvas.y, 100.0, canvas.y);
            let lines = wrapped(&row.label.text, LETTERS).len() as f64;
            let middle = canvas.y + (lines * NAME_LINE + 9.0) / 2.0;
            canvas.block("t-name", (0.0, 0.0), canvas.y + 16.0, "start", &row.label, LETTERS);
            for (index, cell) in row.cells.iter().enumerate() {
                letters(&mut canvas, cell, centre(index), middle + 4.0);
            }
            canvas.y += lines * NAME_LINE + 9.0;
        }
        canvas.line("grid", 0.0, canvas.y, 100.0, canvas.y);
    }
    plot.columns.iter().for_each(|column| answers(&mut canvas, column));
    canvas.y += 8.0;
    finish(plot, canvas, "w")
}

fn letters(canvas: &mut Canvas, cell: &AgreementCell, x: f64, y: f64) {
    cell.statements.iter().for_each(|statement| canvas.open(statement));
    if !cell.statements.is_empty() {
        canvas.text("t-name", x, 0.0, y, "middle", &cell.text());
    }
    cell.statements.iter().for_each(|_| canvas.close());
}

/// What the letters of a question mean.
fn answers(canvas: &mut Canvas, column: &AgreementColumn) {
    canvas.y += 24.0;
    let label = Said { text: format!("{}  {}", column.name, column.label.text), ..column.label.clone() };
    let lines = canvas.block("t-head", (0.0, 0.0), canvas.y, "start", &label, LIST_LETTERS - 8);
    canvas.y += (lines as f64 - 1.0) * NAME_LINE;
    let all: Vec<String> = column.answers.iter().map(|(letter, said)| format!("{letter}: {}", said.text)).collect();
    let said = Said { text: all.join(" · "), ..Said::default() };
    canvas.y += 17.0;
    let lines = canvas.block("t-soft", (0.0, 0.0), canvas.y, "start", &said, LIST_LETTERS);
    canvas.y += (lines as f64 - 1.0) * NAME_LINE;
}

/// The drawing for less than 700 px.
pub fn agreement_narrow(plot: &AgreementPlot) -> String {
    let mut canvas = Canvas::new(0.0);
    for (index, column) in plot.columns.iter().enumerate() {
        canvas.y += 24.0;
        let label = Said { text: format!("{} {}", column.name, column.label.text), ..column.label.clone() };
        let lines = canvas.block("t-head", (0.0, 0.0), canvas.y, "start", &label, NARROW_LETTERS);
        canvas.y += (lines as f64 - 1.0) * NAME_LINE;
        for (letter, said) in &column.answers {
            let heading = Said { text: format!("{letter}: {}", said.text), ..said.clone() };
            let own = |cell: &AgreementCell| cell.letters.contains(letter);
            listed(&mut canvas, plot, index, &heading, own);
        }
        let heading = Said { text: plot.beside.clone(), ..Said::default() };
        listed(&mut canvas, plot, index, &heading, |cell| cell.letters.is_empty());
    }
    finish(plot, canvas, "n")
}

fn listed(
    canvas: &mut Canvas,
    plot: &AgreementPlot,
    index: usize,
    heading: &Said,
    own: impl Fn(&AgreementCell) -> bool,
) {
    let rows = plot.rows.iter().filter(|row| own(&row.cells[index]) && !row.cells[index].statements.is_empty());
    let rows: Vec<&AgreementRow> = rows.collect();
    if rows.is_empty() {
        return;
    }
    canvas.y += 19.0;
    let lines = canvas.block("t-soft", (0.0, 0.0), canvas.y, "start", heading, NARROW_LETTERS);
    canvas.y += (lines as f64 - 1.0) * NAME_LINE;
    for row in rows {
        canvas.y += 17.0;
        row.cells[index].statements.iter().for_each(|statement| canvas.open(statement));
        let mark = if row.cells[index].in_custody { " *" } else { "" };
        let label = Said { text: format!("{}{mark}", row.label.text), ..row.label.clone() };
        let lines = canvas.block("t-name", (0.0, 14.0), canvas.y, "start", &label, NARROW_LETTERS - 3);
        row.cells[index].statements.iter().for_each(|_| canvas.close());
        canvas.y += (lines as f64 - 1.0) * NAME_LINE;
    }
}

fn finish(plot: &AgreementPlot, mut canvas: Canvas, form: &str) -> String {
    canvas.y += 6.0;
    canvas.finish(&format!("{}-{form}", plot.names.id), &plot.names.title, &plot.names.description)
}
