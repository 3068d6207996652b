//! Records that do not fit together, on one axis: what the others leave, what stands beside them, and each smallest set with
//! its records. Wide: words at the left. Narrow: the words above their row. Nothing is drawn sharper than it is recorded.

use super::data::Names;
use super::svg::{Canvas, NAME_LINE, along, arrow, wrapped};
use crate::page::Said;
use firsthand_model::BasisFamily;

/// Where the axis begins and ends in a wide drawing and in a narrow one, percent.
const WIDE: (f64, f64) = (47.0, 98.0);
const NARROW: (f64, f64) = (2.0, 96.0);
/// Letters on a line.
const LETTERS: usize = 52;
const NARROW_LETTERS: usize = 48;
/// Half the height of what is shaded, px.
const SHADE: f64 = 8.0;
/// Length of an arrow that leaves the axis, px.
const ARROW: f64 = 22.0;

/// Tensions about the same things.
#[derive(Debug, Clone, PartialEq)]
pub struct TensionPlot {
    /// How it is read aloud.
    pub names: Names,
    /// Labelled places on the axis, 0 to 1; none where nothing is placed.
    pub ticks: Vec<(f64, String)>,
    /// What is left, what stands beside, and each set.
    pub panels: Vec<TensionPanel>,
}

/// Rows under one heading.
#[derive(Debug, Clone, PartialEq)]
pub struct TensionPanel {
    /// What they are.
    pub heading: Said,
    /// One for each record or moment.
    pub rows: Vec<TensionRow>,
}

/// One record, or one moment as the other records leave it.
#[derive(Debug, Clone, PartialEq)]
pub struct TensionRow {
    /// The statement by its id; none where no statement says it.
    pub statement: Option<String>,
    /// Who says what.
    pub label: Said,
    /// The sign of how they know; none where no statement says it.
    pub family: Option<BasisFamily>,
    /// What is drawn.
    pub mark: TensionMark,
}

/// What a row draws, 0 to 1 along the axis.
#[derive(Debug, Clone, PartialEq)]
pub enum TensionMark {
    /// Nothing: the words are all.
    Nothing,
    /// From the earliest to the latest; an open end is none.
    Span(Option<f64>, Option<f64>),
    /// How a moment lies to what is shaded.
    Order {
        /// From the earliest to the latest of each thing to which it lies.
        shaded: Vec<(f64, f64)>,
        /// Where the same statement puts the moment, if it does.
        at: Option<f64>,
        /// How it lies.
        lies: Lies,
    },
}

/// How a moment lies to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lies {
    /// Before all of it.
    Before,
    /// After all of it.
    After,
    /// Within it, around it, or together with it.
    With,
    /// After the one and before the other.
    Between,
}

/// The drawing for 700 px and more.
pub fn tensions_wide(plot: &TensionPlot) -> String {
    drawn(plot, WIDE, "w")
}

/// The drawing for less than 700 px.
pub fn tensions_narrow(plot: &TensionPlot) -> String {
    drawn(plot, NARROW, "n")
}

fn drawn(plot: &TensionPlot, axis: (f64, f64), form: &str) -> String {
    let mut canvas = Canvas::new(0.0);
    plot.panels.iter().for_each(|panel| panel_of(&mut canvas, plot, panel, axis));
    canvas.finish(&format!("{}-{form}", plot.names.id), &plot.names.title, &plot.names.description)
}

fn panel_of(canvas: &mut Canvas, plot: &TensionPlot, panel: &TensionPanel, axis: (f64, f64)) {
    let room = if axis == NARROW { NARROW_LETTERS } else { 2 * LETTERS };
    canvas.y += 24.0;
    let lines = canvas.block("t-head", (0.0, 0.0), canvas.y, "start", &panel.heading, room);
    let top = canvas.y + (lines as f64 - 1.0) * NAME_LINE + 18.0;
    let mut rows = Canvas::new(top + 8.0);
    panel.rows.iter().for_each(|row| row_of(&mut rows, row, axis));
    canvas.time_axis(axis, &plot.ticks, axis == NARROW, top, rows.y);
    canvas.append(rows);
    canvas.y += 10.0;
}

fn row_of(canvas: &mut Canvas, row: &TensionRow, axis: (f64, f64)) {
    row.statement.iter().for_each(|statement| canvas.open(statement));
    let letters = if axis == NARROW { NARROW_LETTERS } else { LETTERS };
    let high = wrapped(&row.label.text, letters).len() as f64 * NAME_LINE;
    canvas.block("t-name", (0.0, 0.0), canvas.y + 14.0, "start", &row.label, letters);
    let y = match axis == NARROW {
        true => canvas.y + high + 16.0,
        false => canvas.y + 9.0 + high / 2.0,
    };
    if !(axis == NARROW && row.mark == TensionMark::Nothing) {
        mark(canvas, row, axis, y);
    }
    row.statement.iter().for_each(|_| canvas.close());
    canvas.y = if axis == NARROW { y + 10.0 } else { canvas.y + high.max(NAME_LINE) + 12.0 };
}

fn mark(canvas: &mut Canvas, row: &TensionRow, axis: (f64, f64), y: f64) {
    match &row.mark {
        TensionMark::Nothing => {}
        TensionMark::Span(from, to) => span(canvas, row.family, (*from, *to), axis, y),
        TensionMark::Order { shaded, at, lies } => order(canvas, row.family, shaded, (*at, *lies), axis, y),
    }
}

/// Hatching between two strokes, an arrow where an end is open, a stroke alone where both are one.
fn span(canvas: &mut Canvas, family: Option<BasisFamily>, ends: (Option<f64>, Option<f64>), axis: (f64, f64), y: f64) {
    canvas.line("guide", axis.0, y, axis.1, y);
    let (from, to) = (ends.0.map(|at| along(axis, at)), ends.1.map(|at| along(axis, at)));
    let middle = match (from, to) {
        (Some(from), Some(to)) if to - from < 0.5 => (from + to) / 2.0,
        (Some(from), Some(to)) => {
            canvas.line("hatch", from, y, to, y);
            [from, to].into_iter().for_each(|x| canvas.at(x, y, "<path class=\"thick\" d=\"M0-6V6\"/>"));
            (from + to) / 2.0
        }
        (Some(from), None) => {
            canvas.at(from, y, &arrow(ARROW));
            from
        }
        (None, Some(to)) => {
            canvas.at(to, y, &arrow(-ARROW));
            to
        }
        (None, None) => return,
    };
    let is_moment = matches!((from, to), (Some(from), Some(to)) if to - from < 0.5);
    match family {
        Some(family) => canvas.mark(family, middle, y, 12.0, ""),
        None if is_moment => canvas.at(middle, y, "<path class=\"moment\" d=\"M0-6V6\"/>"),
        None => {}
    }
}

/// The shaded time of what is named, the place of the moment, and an arrow or a bracket between them.
fn order(
    canvas: &mut Canvas,
    family: Option<BasisFamily>,
    shaded: &[(f64, f64)],
    (at, lies): (Option<f64>, Lies),
    axis: (f64, f64),
    y: f64,
) {
    canvas.line("guide", axis.0, y, axis.1, y);
    let shaded: Vec<(f64, f64)> = shaded.iter().map(|(from, to)| (along(axis, *from), along(axis, *to))).collect();
    shaded.iter().for_each(|(from, to)| canvas.frame("box", *from, *to, y - SHADE, y + SHADE));
    let first = shaded.iter().map(|(from, _)| *from).fold(axis.1, f64::min);
    let last = shaded.iter().map(|(_, to)| *to).fold(axis.0, f64::max);
    let at = at.map(|at| along(axis, at));
    let x = at.unwrap_or(match lies {
        Lies::Before => first,
        Lies::After => last,
        Lies::With | Lies::Between => (first + last) / 2.0,
    });
    match lies {
        Lies::After => {
            canvas.line("thin", first, y, x, y);
            canvas.at(x, y, "<path class=\"tip\" d=\"M-7 0-15-4V4z\"/>");
        }
        Lies::Before => {
            canvas.line("thin", x, y, last, y);
            canvas.at(x, y, "<path class=\"tip\" d=\"M7 0 15-4V4z\"/>");
        }
        Lies::With | Lies::Between => {
            canvas.line("thin", first, y, last, y);
            canvas.at(first, y, "<path class=\"tick\" d=\"M5-6H0V6H5\"/>");
            canvas.at(last, y, "<path class=\"tick\" d=\"M-5-6H0V6H-5\"/>");
        }
    }
    // A sign without a time of its own would look like a time.
    match (family, at) {
        (Some(family), Some(_)) => canvas.mark(family, x, y, 12.0, ""),
        _ => canvas.at(x, y, "<circle class=\"printed\" r=\"4\"/>"),
    }
}
