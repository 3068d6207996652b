//! Explanations by statements. Wide: one row for each explanation, one numbered column for each statement. Narrow: one
//! explanation under another, each with who says what of it. It is read across; there are no sums.

use super::data::Names;
use super::svg::{Canvas, NAME_LINE, wrapped};
use crate::page::Said;
use firsthand_model::BasisFamily;

/// Where the columns begin and end, percent.
const ACROSS: (f64, f64) = (31.0, 100.0);
/// Letters of an explanation on a line.
const LETTERS: usize = 30;
/// Wide columns are enough for this many statements; more stand in a second band below.
const BAND: usize = 26;

/// Explanations by statements.
#[derive(Debug, Clone, PartialEq)]
pub struct MatrixPlot {
    /// How it is read aloud.
    pub names: Names,
    /// The explanations.
    pub rows: Vec<Said>,
    /// The statements, in the order of the answers plot.
    pub columns: Vec<MatrixColumn>,
    /// What each kind of cell is called.
    pub words: MatrixWords,
}

/// What the kinds of cells are called.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MatrixWords {
    /// It is so, they say.
    pub consistent: String,
    /// It is not so, they say.
    pub inconsistent: String,
    /// A person judges that it speaks for it, and it does not say so.
    pub judged_consistent: String,
    /// A person judges that it speaks against it, and it does not say so.
    pub judged_inconsistent: String,
    /// A person judges that it would be said either way.
    pub judged_neither: String,
    /// Persons judge it differently.
    pub judged_apart: String,
    /// What they name can be so together with it.
    pub fits: String,
    /// They name another that cannot be so together with it.
    pub other: String,
    /// Their source, read whole, says nothing of it.
    pub nothing: String,
    /// Their source was not read whole.
    pub not_read: String,
}

/// One statement.
#[derive(Debug, Clone, PartialEq)]
pub struct MatrixColumn {
    /// The statement, as this edition names it.
    pub statement: String,
    /// Its number in the table.
    pub number: usize,
    /// Whose glyph it carries.
    pub family: BasisFamily,
    /// Who says it.
    pub label: Said,
    /// One for each explanation.
    pub cells: Vec<MatrixCell>,
}

/// What a statement says of an explanation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MatrixCell {
    /// That it is so.
    Consistent,
    /// That it is not so.
    Inconsistent,
    /// Nothing itself; a person judges that it speaks for it.
    JudgedConsistent,
    /// Nothing itself; a person judges that it speaks against it.
    JudgedInconsistent,
    /// Nothing itself; a person judges that it would be said either way.
    JudgedNeither,
    /// Nothing itself; persons judge it differently.
    JudgedApart,
    /// It names what can be so together with it: the body that a party belongs to, somebody who is not known, another option.
    Fits,
    /// It names another explanation.
    Other,
    /// Nothing, and its source was read whole.
    SaysNothing,
    /// Nothing in what was read; the source was not read whole.
    NotReadWhole,
    /// Nothing itself; the same source says something of it in another statement.
    Elsewhere,
}

/// The drawing for 700 px and more.
pub fn matrix_wide(plot: &MatrixPlot) -> String {
    let mut canvas = Canvas::new(0.0);
    for band in plot.columns.chunks(BAND) {
        canvas.y += 14.0;
        for (index, column) in band.iter().enumerate() {
            let x = centre(band.len(), index);
            canvas.text("t-soft", x, 0.0, canvas.y, "middle", &column.number.to_string());
            canvas.mark(column.family, x, canvas.y + 15.0, 12.0, "");
        }
        canvas.y += 28.0;
        plot.rows.iter().enumerate().for_each(|(row, label)| wide_row(&mut canvas, band, row, label));
        canvas.line("grid", 0.0, canvas.y, 100.0, canvas.y);
        canvas.y += 16.0;
    }
    finish(plot, canvas, "w")
}

/// The middle of a column; few columns stand close to the words they belong to.
fn centre(count: usize, index: usize) -> f64 {
    let width = ((ACROSS.1 - ACROSS.0) / count.max(1) as f64).min(7.0);
    ACROSS.0 + (index as f64 + 0.5) * width
}

fn wide_row(canvas: &mut Canvas, band: &[MatrixColumn], row: usize, label: &Said) {
    canvas.line("grid", 0.0, canvas.y, 100.0, canvas.y);
    let lines = wrapped(&label.text, LETTERS).len() as f64;
    let high = (lines * NAME_LINE + 14.0).max(34.0);
    let middle = canvas.y + high / 2.0;
    canvas.block("t-name", (0.0, 0.0), middle - (lines - 1.0) * NAME_LINE / 2.0 + 4.0, "start", label, LETTERS);
    for (index, column) in band.iter().enumerate() {
        canvas.open(&column.statement);
        canvas.at(centre(band.len(), index), middle, sign(column.cells[row]));
        canvas.close();
    }
    canvas.y += high;
}

/// The sign of a cell: shapes told apart without colour, also in print.
pub fn sign(cell: MatrixCell) -> &'static str {
    match cell {
        MatrixCell::Consistent => r#"<path class="tick" d="M-6 0-2 5 6-5"/>"#,
        MatrixCell::Inconsistent => r#"<path class="tick" d="M-5-5 5 5M5-5-5 5"/>"#,
        MatrixCell::JudgedConsistent => r#"<circle class="faint" r="8"/><path class="tick" d="M-4 0-1 3.5 4-3.5"/>"#,
        MatrixCell::JudgedInconsistent => {
            r#"<circle class="faint" r="8"/><path class="tick" d="M-3.5-3.5 3.5 3.5M3.5-3.5-3.5 3.5"/>"#
        }
        MatrixCell::JudgedNeither => r#"<circle class="faint" r="8"/><path class="faint" d="M-4 0H4"/>"#,
        MatrixCell::JudgedApart => r#"<circle class="faint" r="8"/><path class="tick" d="M-3 4.5 3-4.5"/>"#,
        MatrixCell::Fits => r#"<path class="faint" d="M-4-4H4V4H-4Z"/>"#,
        MatrixCell::Other => r#"<circle class="faint" r="3.2"/>"#,
        MatrixCell::SaysNothing => r#"<path class="faint" d="M-5 0H5"/>"#,
        MatrixCell::NotReadWhole => r#"<circle class="dot soft" r="1.4"/>"#,
        MatrixCell::Elsewhere => "",
    }
}

/// A sign as an element of a legend, hidden from readers by ear: the word stands beside it.
pub fn sign_inline(cell: MatrixCell) -> String {
    format!(
        r#"<svg class="sign" viewBox="-9 -9 18 18" width="16" height="16" aria-hidden="true" focusable="false">{}</svg>"#,
        sign(cell)
    )
}

/// The drawing for less than 700 px.
pub fn matrix_narrow(plot: &MatrixPlot) -> String {
    let words = &plot.words;
    let kinds = [
        (MatrixCell::Consistent, &words.consistent),
        (MatrixCell::Inconsistent, &words.inconsistent),
        (MatrixCell::JudgedConsistent, &words.judged_consistent),
        (MatrixCell::JudgedInconsistent, &words.judged_inconsistent),
        (MatrixCell::JudgedNeither, &words.judged_neither),
        (MatrixCell::JudgedApart, &words.judged_apart),
        (MatrixCell::Fits, &words.fits),
        (MatrixCell::Other, &words.other),
        (MatrixCell::SaysNothing, &words.nothing),
        (MatrixCell::NotReadWhole, &words.not_read),
    ];
    let mut canvas = Canvas::new(0.0);
    for (row, label) in plot.rows.iter().enumerate() {
        canvas.y += 22.0;
        canvas.y += canvas.block("t-head", (0.0, 0.0), canvas.y, "start", label, 44) as f64 * NAME_LINE - NAME_LINE;
        for (kind, word) in kinds {
            narrow_kind(&mut canvas, plot, row, kind, word);
        }
        canvas.y += 8.0;
    }
    finish(plot, canvas, "n")
}

/// Those who say it, or are judged to bear on it, by name; those who say nothing by number.
fn narrow_kind(canvas: &mut Canvas, plot: &MatrixPlot, row: usize, kind: MatrixCell, word: &str) {
    let found: Vec<&MatrixColumn> = plot.columns.iter().filter(|column| column.cells[row] == kind).collect();
    if found.is_empty() {
        return;
    }
    canvas.y += 20.0;
    canvas.at(2.2, canvas.y - 4.0, sign(kind));
    canvas.text("t-soft", 2.2, 14.0, canvas.y, "start", word);
    if kind > MatrixCell::JudgedApart {
        let numbers: Vec<String> = found.iter().map(|column| column.number.to_string()).collect();
        let list = Said { text: numbers.join(", "), ..Said::default() };
        canvas.y += 17.0;
        let lines = canvas.block("t-soft", (2.2, 14.0), canvas.y, "start", &list, 44);
        canvas.y += (lines as f64 - 1.0) * NAME_LINE;
        return;
    }
    for column in found {
        canvas.y += 20.0;
        canvas.open(&column.statement);
        canvas.mark(column.family, 6.5, canvas.y - 4.0, 12.0, "");
        let label = Said { text: format!("{} {}", column.number, column.label.text), ..column.label.clone() };
        let lines = canvas.block("t-name", (6.5, 14.0), canvas.y, "start", &label, 40);
        canvas.close();
        canvas.y += (lines as f64 - 1.0) * NAME_LINE;
    }
}

fn finish(plot: &MatrixPlot, canvas: Canvas, form: &str) -> String {
    canvas.finish(&format!("{}-{form}", plot.names.id), &plot.names.title, &plot.names.description)
}
