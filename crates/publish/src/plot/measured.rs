//! Counts and times on an axis: one row for each answer, under the heading of its family. Wide: names at the left.
//! Narrow: the name above its row, so that nothing is scaled down.

use super::data::{MeasuredPlot, MeasuredRow, Shape};
use super::svg::{Canvas, NAME_LINE, arrow, name_lines};

/// Where the axis begins and ends in a wide drawing, percent; values are printed at the right of it.
const WIDE: (f64, f64) = (31.0, 90.0);
/// The same in a narrow one.
const NARROW: (f64, f64) = (3.0, 92.0);
/// Letters of a name that fit before the dates.
const NAME_LETTERS: usize = 27;
/// Height of a wide row, px.
const ROW: f64 = 25.0;
/// Length of an arrow, px.
const ARROW: f64 = 40.0;
/// A band is at least this wide, percent, so that one exact value still shades.
const BAND_LEAST: f64 = 1.5;

/// The drawing for 700 px and more.
pub fn measured_wide(plot: &MeasuredPlot) -> String {
    let mut rows = Canvas::new(28.0);
    for section in &plot.sections {
        rows.y += 16.0;
        rows.text("t-head", 0.0, 0.0, rows.y + 8.0, "start", &section.heading);
        rows.y += 22.0;
        section.rows.iter().for_each(|row| wide_row(&mut rows, row, plot.hatched));
    }
    rows.y += 4.0;
    let mut ground = ground(plot, WIDE, 18.0, rows.y);
    ground.append(rows);
    finish(plot, ground, "w")
}

/// The drawing for less than 700 px.
pub fn measured_narrow(plot: &MeasuredPlot) -> String {
    let mut rows = Canvas::new(28.0);
    for section in &plot.sections {
        rows.y += 20.0;
        rows.text("t-head", 0.0, 0.0, rows.y, "start", &section.heading);
        rows.y += 8.0;
        section.rows.iter().for_each(|row| narrow_row(&mut rows, row, plot.hatched));
    }
    rows.y += 4.0;
    let mut ground = ground(plot, NARROW, 18.0, rows.y);
    ground.append(rows);
    finish(plot, ground, "n")
}

fn finish(plot: &MeasuredPlot, canvas: Canvas, form: &str) -> String {
    canvas.finish(&format!("{}-{form}", plot.names.id), &plot.names.title, &plot.names.description)
}

/// Bands, lines and labels of the axis, behind the rows.
fn ground(plot: &MeasuredPlot, axis: (f64, f64), top: f64, bottom: f64) -> Canvas {
    let mut canvas = Canvas::new(0.0);
    for (from, to) in &plot.bands {
        let (from, to) = (along(axis, *from), along(axis, *to));
        let grow = ((BAND_LEAST - (to - from)) / 2.0).max(0.35);
        canvas.band(from - grow, to + grow, top + 4.0, bottom);
    }
    for (at, label) in &plot.ticks {
        let x = along(axis, *at);
        canvas.line("grid", x, top + 4.0, x, bottom);
        canvas.text("t-soft", x, 0.0, top - 4.0, "middle", label);
    }
    canvas
}

fn along(axis: (f64, f64), at: f64) -> f64 {
    axis.0 + at * (axis.1 - axis.0)
}

fn wide_row(canvas: &mut Canvas, row: &MeasuredRow, hatched: bool) {
    let more = (name_lines(&row.label, NAME_LETTERS) - 1) as f64 * NAME_LINE;
    let y = canvas.y + 12.0 + more / 2.0;
    canvas.name(16.0, y + 4.0, &row.label, NAME_LETTERS);
    canvas.text("t-date", WIDE.0, -14.0, y + 4.0, "end", &row.date);
    canvas.line("guide", WIDE.0, y, WIDE.1, y);
    let (left, right) = draw(canvas, WIDE, row, y, hatched);
    if row.at > 0.93 && !matches!(row.shape, Shape::About(..) | Shape::Exact) {
        canvas.text("t-value", left.0, left.1 - 11.0, y + 4.0, "end", &row.value);
    } else {
        canvas.text("t-value", right.0, right.1 + 11.0, y + 4.0, "start", &row.value);
    }
    canvas.y += ROW + more;
}

fn narrow_row(canvas: &mut Canvas, row: &MeasuredRow, hatched: bool) {
    let y = canvas.y + 16.0;
    let room = 43usize.saturating_sub(row.value.chars().count()).max(12);
    canvas.said("t-name", 0.0, 0.0, y, &row.label, room);
    canvas.text("t-value", 100.0, 0.0, y, "end", &row.value);
    canvas.line("guide", NARROW.0, y + 14.0, NARROW.1, y + 14.0);
    draw(canvas, NARROW, row, y + 14.0, hatched);
    canvas.y += 38.0;
}

/// An end of what was drawn: percent, and px from there.
type End = (f64, f64);

/// The mark with what is around it; returns its left and right ends as percent and px.
fn draw(canvas: &mut Canvas, axis: (f64, f64), row: &MeasuredRow, y: f64, hatched: bool) -> (End, End) {
    let x = along(axis, row.at);
    let (mut around, mut left, mut right) = (String::new(), (x, 0.0), (x, 0.0));
    match row.shape {
        Shape::Exact => {}
        Shape::About(low, high) | Shape::Range(low, high) => {
            let class = match row.shape {
                _ if hatched => "hatch",
                Shape::About(..) => "thin",
                _ => "thick",
            };
            (left, right) = ((along(axis, low), 0.0), (along(axis, high), 0.0));
            canvas.line(class, left.0, y, right.0, y);
        }
        Shape::Above => (around, right) = (arrow(ARROW), (x, ARROW - 4.0)),
        Shape::Below => (around, left) = (arrow(-ARROW), (x, 4.0 - ARROW)),
    }
    canvas.mark(row.family, x, y, 13.0, &around);
    (left, right)
}
