//! Events over time with their bounds: one panel for each day that has hours, one for the rest. Wide: names at the left.
//! Narrow: the name above its row. Nothing is drawn sharper than it is known, and different times of one thing are joined.

use super::data::Names;
use super::data::Shape;
use super::svg::{Canvas, NAME_LINE, along, arrow, wrapped};
use crate::page::Said;
use firsthand_model::BasisFamily;

/// Where the axis begins and ends in a wide drawing, percent; times are printed at the right of it.
const WIDE: (f64, f64) = (41.0, 83.0);
/// The same in a narrow one.
const NARROW: (f64, f64) = (2.0, 96.0);
/// Letters on a line: names and times of a wide drawing, names of a narrow one.
const LETTERS: usize = 42;
const WHEN_LETTERS: usize = 16;
const NARROW_LETTERS: usize = 46;
/// The least width of the axis, px: by it marks are known to touch.
const LEAST: f64 = 280.0;
/// Marks nearer than this stand above each other, px.
const TOUCH: f64 = 13.0;
const LEVEL: f64 = 13.0;
/// A panel that is higher is parted between rows, px: two thirds of a printed page, where drawings are smaller, so that no paper
/// cuts a row and none stays empty.
const MOST: f64 = 900.0;
/// Length of an arrow, px.
const ARROW: f64 = 22.0;

/// Events in panels.
#[derive(Debug, Clone, PartialEq)]
pub struct TimelinePlot {
    /// How it is read aloud.
    pub names: Names,
    /// Panels in order of time.
    pub panels: Vec<TimePanel>,
    /// What is said behind the heading of a panel's further parts.
    pub continued: String,
}

/// Events on one axis.
#[derive(Debug, Clone, PartialEq)]
pub struct TimePanel {
    /// The day, or what stands here otherwise.
    pub heading: String,
    /// Labelled places on the axis, 0 to 1.
    pub ticks: Vec<(f64, String)>,
    /// The events.
    pub rows: Vec<TimeRow>,
}

/// One event, or one thing of which a question asks when it was.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeRow {
    /// The event, as this edition names it; none where the marks are statements of their own.
    pub event: Option<String>,
    /// What it is.
    pub label: Said,
    /// When, in words.
    pub when: String,
    /// When it was, as recorded.
    pub core: Core,
    /// Other times of the same thing.
    pub marks: Vec<TimeMark>,
}

/// When an event was, on the axis, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Core {
    /// Nothing is recorded here: only the marks are.
    None,
    /// One moment.
    Moment(f64),
    /// About one moment.
    About(f64),
    /// Some time between two.
    Between(f64, f64),
    /// Some time on the whole axis.
    Anywhere,
}

/// A time that somebody gives for the same thing.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeMark {
    /// Its place, 0 to 1.
    pub at: f64,
    /// Whose glyph it carries and which statement it is; none for a time that is only printed.
    pub statement: Option<(BasisFamily, String)>,
    /// What is drawn around it.
    pub shape: Shape,
}

/// The drawing for 700 px and more, which is also the printed one: an element for each part of each panel, since paper is
/// parted between elements and cuts through what stands in one.
pub fn timeline_wide(plot: &TimelinePlot) -> String {
    let parts = plot.panels.iter().flat_map(|panel| {
        let rows = parts(&panel.rows);
        rows.into_iter().enumerate().map(move |(part, rows)| (panel, part, rows))
    });
    let drawn = parts.enumerate().map(|(at, (panel, part, rows))| {
        let heading = match part {
            0 => panel.heading.clone(),
            _ => format!("{} {}", panel.heading, plot.continued),
        };
        let mut canvas = Canvas::new(0.0);
        panel_of(&mut canvas, Panel { heading: &heading, ticks: &panel.ticks, rows }, WIDE, wide_row);
        match at {
            0 => finish(plot, canvas, "w", &plot.names.title),
            _ => finish(plot, canvas, &format!("w{}", at + 1), &format!("{}: {heading}", plot.names.title)),
        }
    });
    drawn.collect()
}

/// Rows in as few parts as are about [`MOST`] high, each about as high as the others: none is left with a row or two.
fn parts(rows: &[TimeRow]) -> Vec<&[TimeRow]> {
    let high = |row: &TimeRow| {
        let mut alone = Canvas::new(0.0);
        wide_row(&mut alone, row);
        alone.y
    };
    let heights: Vec<f64> = rows.iter().map(high).collect();
    let total: f64 = heights.iter().sum();
    let each = total / (total / MOST).ceil().max(1.0);
    let (mut parts, mut from, mut y) = (Vec::new(), 0, 0.0);
    for (at, high) in heights.iter().enumerate() {
        // The row whose middle is below the end of a part begins the next.
        if at > from && y + high / 2.0 > each * (parts.len() + 1) as f64 {
            parts.push(&rows[from..at]);
            from = at;
        }
        y += high;
    }
    parts.push(&rows[from..]);
    parts
}

/// What stands on one axis.
struct Panel<'p> {
    heading: &'p str,
    ticks: &'p [(f64, String)],
    rows: &'p [TimeRow],
}

/// The drawing for less than 700 px.
pub fn timeline_narrow(plot: &TimelinePlot) -> String {
    let mut canvas = Canvas::new(0.0);
    for panel in &plot.panels {
        let whole = Panel { heading: &panel.heading, ticks: &panel.ticks, rows: &panel.rows };
        panel_of(&mut canvas, whole, NARROW, narrow_row);
    }
    finish(plot, canvas, "n", &plot.names.title)
}

fn panel_of(canvas: &mut Canvas, panel: Panel<'_>, axis: (f64, f64), row: fn(&mut Canvas, &TimeRow)) {
    canvas.y += 22.0;
    canvas.text("t-head", 0.0, 0.0, canvas.y, "start", panel.heading);
    let top = canvas.y + if axis == NARROW { 20.0 } else { 0.0 };
    let mut rows = Canvas::new(top + 10.0);
    panel.rows.iter().for_each(|one| row(&mut rows, one));
    canvas.time_axis(axis, panel.ticks, axis == NARROW, top, rows.y);
    canvas.append(rows);
    canvas.y += 18.0;
}

fn wide_row(canvas: &mut Canvas, row: &TimeRow) {
    let levels = levels(row);
    let own = [wrapped(&row.label.text, LETTERS).len() as f64, wrapped(&row.when, WHEN_LETTERS).len() as f64];
    let lines = own[0].max(own[1]);
    let above = levels.iter().max().map_or(0.0, |most| *most as f64 * LEVEL);
    let high = (lines * NAME_LINE + 11.0).max(24.0 + above);
    let y = canvas.y + high - (high - above).min(lines * NAME_LINE + 11.0) / 2.0;
    let first = |lines: f64| y - (lines - 1.0) * NAME_LINE / 2.0 + 4.0;
    open(canvas, row);
    canvas.block("t-name", (0.0, 0.0), first(own[0]), "start", &row.label, LETTERS);
    let when = Said { text: row.when.clone(), ..Said::default() };
    canvas.block("t-value", (WIDE.1, 10.0), first(own[1]), "start", &when, WHEN_LETTERS);
    draw(canvas, row, WIDE, y, &levels);
    close(canvas, row);
    canvas.y += high;
}

fn narrow_row(canvas: &mut Canvas, row: &TimeRow) {
    let levels = levels(row);
    let above = levels.iter().max().map_or(0.0, |most| *most as f64 * LEVEL);
    open(canvas, row);
    canvas.y += 14.0;
    let lines = canvas.block("t-name", (0.0, 0.0), canvas.y, "start", &row.label, NARROW_LETTERS);
    canvas.y += lines as f64 * NAME_LINE;
    let when = Said { text: row.when.clone(), ..Said::default() };
    let lines = canvas.block("t-value", (0.0, 0.0), canvas.y, "start", &when, NARROW_LETTERS);
    let y = canvas.y + (lines as f64 - 1.0) * NAME_LINE + 14.0 + above;
    draw(canvas, row, NARROW, y, &levels);
    close(canvas, row);
    canvas.y = y + 12.0;
}

fn open(canvas: &mut Canvas, row: &TimeRow) {
    if let Some(event) = &row.event {
        canvas.open(event);
    }
}

fn close(canvas: &mut Canvas, row: &TimeRow) {
    if row.event.is_some() {
        canvas.close();
    }
}

/// How high each mark stands above the row, so that no two touch: the first that is free, from the left.
fn levels(row: &TimeRow) -> Vec<usize> {
    let mut order: Vec<usize> = (0..row.marks.len()).collect();
    order.sort_by(|a, b| row.marks[*a].at.total_cmp(&row.marks[*b].at).then(a.cmp(b)));
    let (mut taken, mut levels) = (vec![Vec::<(f64, f64)>::new()], vec![0; row.marks.len()]);
    for mark in order {
        let (from, to) = extent(&row.marks[mark]);
        let is_free = |level: &Vec<(f64, f64)>| level.iter().all(|(left, right)| to < *left || from > *right);
        let level = taken.iter().position(is_free).unwrap_or(taken.len());
        if level == taken.len() {
            taken.push(Vec::new());
        }
        taken[level].push((from, to));
        levels[mark] = level;
    }
    levels
}

/// From where to where a mark reaches on the narrowest axis, px.
fn extent(mark: &TimeMark) -> (f64, f64) {
    let at = mark.at * LEAST;
    let (left, right) = match mark.shape {
        Shape::Exact => (at, at),
        Shape::About(low, high) | Shape::Range(low, high) => (low * LEAST, high * LEAST),
        Shape::Above => (at, at + ARROW),
        Shape::Below => (at - ARROW, at),
    };
    (left.min(at) - TOUCH / 2.0, right.max(at) + TOUCH / 2.0)
}

fn draw(canvas: &mut Canvas, row: &TimeRow, axis: (f64, f64), y: f64, levels: &[usize]) {
    canvas.line("guide", axis.0, y, axis.1, y);
    // A disc would be the sign of those who were there.
    join(canvas, row, axis, y);
    match row.core {
        Core::None => {}
        Core::Moment(at) => canvas.at(along(axis, at), y, "<path class=\"moment\" d=\"M0-6V6\"/>"),
        Core::About(at) => canvas.at(along(axis, at), y, "<path class=\"hatch\" d=\"M-16 0H16\"/>"),
        Core::Between(from, to) => {
            let (from, to) = (along(axis, from), along(axis, to));
            canvas.line("hatch", from, y, to, y);
            canvas.at(from, y, "<path class=\"thick\" d=\"M0-5V5\"/>");
            canvas.at(to, y, "<path class=\"thick\" d=\"M0-5V5\"/>");
        }
        Core::Anywhere => canvas.line("hatch faded", axis.0, y, axis.1, y),
    }
    for (mark, level) in row.marks.iter().zip(levels) {
        one(canvas, mark, axis, y - *level as f64 * LEVEL);
    }
}

/// A thin line from the first to the last time of one thing.
fn join(canvas: &mut Canvas, row: &TimeRow, axis: (f64, f64), y: f64) {
    let core = match row.core {
        Core::Moment(at) | Core::About(at) => vec![at],
        Core::Between(from, to) => vec![from, to],
        Core::None | Core::Anywhere => Vec::new(),
    };
    let all = || row.marks.iter().map(|mark| mark.at).chain(core.iter().copied());
    let (first, last) = (all().fold(f64::MAX, f64::min), all().fold(f64::MIN, f64::max));
    if !row.marks.is_empty() && last > first {
        canvas.line("thin", along(axis, first), y, along(axis, last), y);
    }
}

fn one(canvas: &mut Canvas, mark: &TimeMark, axis: (f64, f64), y: f64) {
    let x = along(axis, mark.at);
    let Some((family, statement)) = &mark.statement else {
        canvas.at(x, y, "<circle class=\"printed\" r=\"4\"/>");
        return;
    };
    canvas.open(statement);
    let around = match mark.shape {
        Shape::Exact => String::new(),
        Shape::About(low, high) | Shape::Range(low, high) => {
            canvas.line("hatch", along(axis, low), y, along(axis, high), y);
            String::new()
        }
        Shape::Above => arrow(ARROW),
        Shape::Below => arrow(-ARROW),
    };
    canvas.mark(*family, x, y, 12.0, &around);
    canvas.close();
}

fn finish(plot: &TimelinePlot, canvas: Canvas, form: &str, title: &str) -> String {
    canvas.finish(&format!("{}-{form}", plot.names.id), title, &plot.names.description)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plot(rows: usize) -> TimelinePlot {
        let row = |at: usize| TimeRow {
            event: Some(format!("T{at}")),
            label: Said { text: format!("row {at}"), ..Said::default() },
            when: "10:00".into(),
            core: Core::Moment(0.5),
            marks: Vec::new(),
        };
        let panel =
            TimePanel { heading: "Day".into(), ticks: vec![(0.0, "9:00".into())], rows: (0..rows).map(row).collect() };
        let names = Names { id: "times".into(), title: "Times".into(), description: "All".into() };
        TimelinePlot { names, panels: vec![panel], continued: "(continued)".into() }
    }

    #[test]
    fn a_long_day_is_parted_between_rows_so_that_paper_cuts_none() {
        let drawn = timeline_wide(&plot(100));
        let heights: Vec<f64> = drawn
            .split("<svg role=")
            .skip(1)
            .map(|part| part.split("height=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap())
            .collect();
        let [least, most] = [f64::min, f64::max].map(|of| heights.iter().copied().reduce(of).unwrap());
        assert!(heights.len() > 2 && most < MOST + 100.0 && most - least < 60.0, "{heights:?}");
        for row in 0..100 {
            assert_eq!(drawn.matches(&format!("data-statement=\"T{row}\"")).count(), 1, "row {row}");
        }
        assert_eq!(drawn.matches(">Day (continued)<").count(), heights.len() - 1);
        assert_eq!(drawn.matches(">9:00<").count(), heights.len(), "each part has its axis");
        assert!(drawn.contains("id=\"times-w-t\"") && drawn.contains("id=\"times-w2-t\">Times: Day (continued)<"));
        assert_eq!(timeline_wide(&plot(5)).matches("<svg role=").count(), 1);
    }
}
