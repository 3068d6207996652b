//! Options, actors, places and yes or no as columns: one row for each statement, its glyph under what it says.
//! Narrow: one option under another, each with the statements that name it.

use super::data::{Cell, ColumnPlot, ColumnRow};
use super::svg::{Canvas, NAME_LINE, name_lines, wrap};
use crate::page::Said;

/// Where the columns begin and end, percent.
const COLUMNS: (f64, f64) = (31.0, 100.0);
/// Letters over the whole width of all columns in the narrowest wide drawing.
const HEAD_LETTERS: usize = 88;
const NAME_LETTERS: usize = 27;
const ROW: f64 = 25.0;
const HEAD_LINES: usize = 4;

/// The drawing for 700 px and more.
pub fn columns_wide(plot: &ColumnPlot) -> String {
    let count = plot.heads.len().max(1);
    let heads: Vec<Vec<String>> =
        plot.heads.iter().map(|head| wrap(&head.text, (HEAD_LETTERS / count).clamp(9, 26), HEAD_LINES)).collect();
    let lines = heads.iter().map(Vec::len).max().unwrap_or(1) as f64;
    let top = 14.0 + lines * 15.0;
    let mut rows = Canvas::new(top);
    for section in &plot.sections {
        rows.y += 16.0;
        rows.text("t-head", 0.0, 0.0, rows.y + 8.0, "start", &section.heading);
        rows.y += 22.0;
        section.rows.iter().for_each(|row| wide_row(&mut rows, plot, row));
    }
    rows.y += 4.0;
    let mut ground = ground(plot, &heads, top, rows.y);
    ground.append(rows);
    finish(plot, ground, "w")
}

fn ground(plot: &ColumnPlot, heads: &[Vec<String>], top: f64, bottom: f64) -> Canvas {
    let mut canvas = Canvas::new(0.0);
    for (index, (head, said)) in heads.iter().zip(&plot.heads).enumerate() {
        let x = centre(plot, index);
        let half = (COLUMNS.1 - COLUMNS.0) / plot.heads.len() as f64 / 2.0;
        if used(plot, index) {
            canvas.band(x - half * 0.9, x + half * 0.9, top - 2.0, bottom);
        }
        let first = top - 10.0 - (head.len() as f64 - 1.0) * 15.0;
        for (line, text) in head.iter().enumerate() {
            let class = if said.foreign { "t-soft" } else { "t-name" };
            canvas.text(class, x, 0.0, first + line as f64 * 15.0, "middle", text);
        }
    }
    canvas
}

/// Whether anybody asserts the option: only then is its column shaded, as that of a group.
fn used(plot: &ColumnPlot, index: usize) -> bool {
    let rows = plot.sections.iter().flat_map(|section| &section.rows);
    rows.into_iter().any(|row| row.cells.get(index) == Some(&Cell::Asserted))
}

fn centre(plot: &ColumnPlot, index: usize) -> f64 {
    let width = (COLUMNS.1 - COLUMNS.0) / plot.heads.len().max(1) as f64;
    COLUMNS.0 + (index as f64 + 0.5) * width
}

fn wide_row(canvas: &mut Canvas, plot: &ColumnPlot, row: &ColumnRow) {
    let more = (name_lines(&row.label, NAME_LETTERS) - 1) as f64 * NAME_LINE;
    let y = canvas.y + 12.0 + more / 2.0;
    canvas.name(16.0, y + 4.0, &row.label, NAME_LETTERS);
    canvas.text("t-date", COLUMNS.0, -14.0, y + 4.0, "end", &row.date);
    canvas.line("guide", COLUMNS.0, y, COLUMNS.1, y);
    join(canvas, plot, row, y);
    for (index, cell) in row.cells.iter().enumerate().filter(|(_, cell)| **cell != Cell::Empty) {
        let x = centre(plot, index);
        if *cell == Cell::Excluded {
            canvas.text("t-value", x, -12.0, y + 4.0, "end", &plot.not);
        }
        canvas.mark(row.family, x, y, 13.0, "");
    }
    canvas.y += ROW + more;
}

/// Several options of one statement are joined by a thin line: it asserts them together.
fn join(canvas: &mut Canvas, plot: &ColumnPlot, row: &ColumnRow, y: f64) {
    let named: Vec<usize> = (0..row.cells.len()).filter(|index| row.cells[*index] != Cell::Empty).collect();
    if let [first, .., last] = named[..] {
        canvas.line("thin", centre(plot, first), y, centre(plot, last), y);
    }
}

/// The drawing for less than 700 px.
pub fn columns_narrow(plot: &ColumnPlot) -> String {
    let mut canvas = Canvas::new(6.0);
    for (index, head) in plot.heads.iter().enumerate() {
        canvas.y += 16.0;
        for line in wrap(&head.text, 44, HEAD_LINES) {
            canvas.text("t-head", 0.0, 0.0, canvas.y, "start", &line);
            canvas.y += 17.0;
        }
        let rows = plot.sections.iter().flat_map(|section| &section.rows);
        for row in rows.filter(|row| row.cells.get(index).is_some_and(|cell| *cell != Cell::Empty)) {
            narrow_row(&mut canvas, plot, row, row.cells[index]);
        }
        canvas.y += 6.0;
    }
    finish(plot, canvas, "n")
}

fn narrow_row(canvas: &mut Canvas, plot: &ColumnPlot, row: &ColumnRow, cell: Cell) {
    let y = canvas.y + 8.0;
    canvas.mark(row.family, 2.2, y, 13.0, "");
    let label = if cell == Cell::Excluded {
        Said { text: format!("{}: {}", row.label.text, plot.not), ..row.label.clone() }
    } else {
        row.label.clone()
    };
    canvas.said("t-name", 2.2, 14.0, y + 4.0, &label, 36);
    canvas.text("t-soft", 100.0, 0.0, y + 4.0, "end", &row.date);
    canvas.y += 23.0;
}

fn finish(plot: &ColumnPlot, canvas: Canvas, form: &str) -> String {
    canvas.finish(&format!("{}-{form}", plot.names.id), &plot.names.title, &plot.names.description)
}
