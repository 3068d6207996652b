//! Who gave which number, when. Wide: time across, value up, one place for each figure in order of day, so that three
//! crowded days and thirteen years both fit. Narrow: time down, value across. Lines run within one speaker only.

use super::data::{Names, Shape};
use super::svg::{Canvas, head};
use crate::page::Said;
use crate::render::escape;
use firsthand_model::BasisFamily;

/// Where the axis of time begins and ends in a wide drawing, percent; names of speakers stand at the right of it.
const ACROSS: (f64, f64) = (7.0, 82.0);
/// Height of the axis of values in a wide drawing, px.
const HIGH: f64 = 340.0;
/// Where it begins, px from above.
const TOP: f64 = 26.0;
/// Room for the days under it, px.
const DAYS: f64 = 86.0;
/// The axis of values in a narrow drawing, percent.
const NARROW: (f64, f64) = (3.0, 92.0);
/// Half of the place between two days, in places of a figure.
const BETWEEN: f64 = 0.35;

/// A history of figures.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryPlot {
    /// How it is read aloud.
    pub names: Names,
    /// Labelled values, 0 to 1 from below.
    pub ticks: Vec<(f64, String)>,
    /// The days on which figures were given, in order; the last may be the undated.
    pub days: Vec<HistoryDay>,
    /// Figures of one speaker, each with the speaker's name: indexes of marks, in order.
    pub strands: Vec<(Said, Vec<usize>)>,
    /// The figures in order of day.
    pub marks: Vec<HistoryMark>,
}

/// One day on which figures were given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryDay {
    /// The day, short.
    pub label: String,
    /// Whether more than a month lies before it.
    pub after_gap: bool,
}

/// One figure.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryMark {
    /// The statement, as this edition names it.
    pub statement: String,
    /// Its number in the table.
    pub number: usize,
    /// Whose glyph it carries.
    pub family: BasisFamily,
    /// Who gave it.
    pub label: Said,
    /// The value in words.
    pub value: String,
    /// Index of its day.
    pub day: usize,
    /// The value's place, 0 to 1 from below.
    pub at: f64,
    /// What is drawn around it.
    pub shape: Shape,
    /// Whether the count still ran.
    pub running: bool,
    /// Whether it is denied, doubted, corrected or taken back.
    pub ringed: bool,
    /// Whether it only repeats another, in a report of the same origin.
    pub repeated: bool,
}

/// The drawing for 700 px and more.
pub fn history_wide(plot: &HistoryPlot) -> String {
    let places = Places::of(plot);
    let mut canvas = Canvas::new(0.0);
    ground(&mut canvas, plot, &places);
    for (_, marks) in &plot.strands {
        strand(&mut canvas, plot, marks, |mark| (places.across[mark], up(plot.marks[mark].at)));
    }
    names(&mut canvas, plot, &places);
    for (index, mark) in plot.marks.iter().enumerate() {
        if is_passed(plot, &places, index) {
            canvas.at(
                places.across[index],
                up(mark.at),
                if mark.day % 2 == 0 {
                    "<circle class=\"halo shaded\" r=\"11\"/>"
                } else {
                    "<circle class=\"halo\" r=\"11\"/>"
                },
            );
        }
        wide_mark(&mut canvas, mark, places.across[index]);
    }
    canvas.y = TOP + HIGH + DAYS;
    finish(plot, canvas, "w")
}

/// Where each figure and each day stands across.
struct Places {
    across: Vec<f64>,
    days: Vec<(f64, f64)>,
}

impl Places {
    fn of(plot: &HistoryPlot) -> Places {
        let all = plot.marks.len() as f64 + 2.0 * BETWEEN * plot.days.len() as f64;
        let share = |at: f64| ACROSS.0 + at / all.max(1.0) * (ACROSS.1 - ACROSS.0);
        let (mut at, mut across, mut days) = (0.0, Vec::new(), Vec::new());
        for day in 0..plot.days.len() {
            let (from, count) = (at, plot.marks.iter().filter(|mark| mark.day == day).count());
            at += BETWEEN;
            across.extend((0..count).map(|index| share(at + index as f64 + 0.5)));
            at += count as f64 + BETWEEN;
            days.push((share(from), share(at)));
        }
        Places { across, days }
    }
}

fn up(at: f64) -> f64 {
    TOP + HIGH * (1.0 - at)
}

fn ground(canvas: &mut Canvas, plot: &HistoryPlot, places: &Places) {
    for (index, (day, (from, to))) in plot.days.iter().zip(&places.days).enumerate() {
        if index % 2 == 0 {
            canvas.band(*from, *to, TOP - 8.0, TOP + HIGH + 8.0);
        }
        if day.after_gap {
            canvas.line("break", *from, TOP - 8.0, *from, TOP + HIGH + 8.0);
        }
        let text = format!(
            "<text class=\"t-soft\" transform=\"rotate(-90)\" text-anchor=\"end\">{}</text>",
            escape(&day.label)
        );
        canvas.at((from + to) / 2.0, TOP + HIGH + 16.0, &format!("<g transform=\"translate(4 0)\">{text}</g>"));
    }
    for (at, label) in &plot.ticks {
        canvas.line("grid", ACROSS.0, up(*at), ACROSS.1, up(*at));
        canvas.text("t-soft", ACROSS.0, -8.0, up(*at) + 4.0, "end", label);
    }
}

/// The line of one speaker from figure to figure; dashed while the count still ran.
fn strand(canvas: &mut Canvas, plot: &HistoryPlot, marks: &[usize], place: impl Fn(usize) -> (f64, f64)) {
    for pair in marks.windows(2) {
        let class = if pair.iter().any(|mark| plot.marks[*mark].running) { "strand running" } else { "strand" };
        let ((x1, y1), (x2, y2)) = (place(pair[0]), place(pair[1]));
        canvas.line(class, x1, y1, x2, y2);
    }
}

/// Whether the line of another speaker runs by so near that it would seem to run through the mark.
fn is_passed(plot: &HistoryPlot, places: &Places, mark: usize) -> bool {
    const NEAR: f64 = 14.0;
    let (x, y) = (places.across[mark], up(plot.marks[mark].at));
    let others = plot.strands.iter().filter(|(_, marks)| !marks.contains(&mark));
    let mut pairs = others.flat_map(|(_, marks)| marks.windows(2));
    pairs.any(|pair| {
        let (x1, x2) = (places.across[pair[0]], places.across[pair[1]]);
        let (y1, y2) = (up(plot.marks[pair[0]].at), up(plot.marks[pair[1]].at));
        x > x1 && x < x2 && (y1 + (y2 - y1) * (x - x1) / (x2 - x1) - y).abs() < NEAR
    })
}

/// Names of speakers with a line, at the height of their last figure, moved apart where they would touch.
fn names(canvas: &mut Canvas, plot: &HistoryPlot, places: &Places) {
    const WIDTH: usize = 17;
    const LINE: f64 = 14.0;
    let mut labels: Vec<(f64, &Said, usize)> = plot
        .strands
        .iter()
        .filter_map(|(name, marks)| marks.last().map(|last| (up(plot.marks[*last].at), name, *last)))
        .collect();
    labels.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.2.cmp(&b.2)));
    let mut free = f64::MIN;
    for (y, name, last) in labels {
        let at = y.max(free);
        canvas.line("guide", places.across[last], y, ACROSS.1 + 1.0, at);
        let lines = canvas.block("t-name", (ACROSS.1 + 1.5, 0.0), at + 4.0, "start", name, WIDTH);
        free = at + lines as f64 * LINE + 4.0;
    }
}

fn wide_mark(canvas: &mut Canvas, mark: &HistoryMark, x: f64) {
    let y = up(mark.at);
    canvas.open(&mark.statement);
    let (mut above, mut around) = (y, String::new());
    match mark.shape {
        Shape::Exact => {}
        Shape::About(low, high) | Shape::Range(low, high) => {
            let class = if matches!(mark.shape, Shape::About(..)) { "thin" } else { "thick" };
            canvas.line(class, x, up(low), x, up(high));
            above = up(high).min(y);
        }
        Shape::Above => {
            around = format!(
                "<path class=\"thick\" d=\"M0 0V-24\"/><g transform=\"translate(0 -30)\">{}</g>",
                head("tip", "up")
            );
            above = y - 26.0;
        }
        Shape::Below => {
            around = format!(
                "<path class=\"thick\" d=\"M0 0V24\"/><g transform=\"translate(0 30)\">{}</g>",
                head("tip", "down")
            );
        }
    }
    around.push_str(ring(mark));
    canvas.mark(mark.family, x, y, size(mark), &around);
    canvas.text("t-value over", x, 0.0, above - 10.0, "middle", &mark.number.to_string());
    canvas.close();
}

/// A repetition is no figure of its own: it is drawn small.
fn size(mark: &HistoryMark) -> f64 {
    if mark.repeated { 7.5 } else { 12.0 }
}

fn ring(mark: &HistoryMark) -> &'static str {
    if mark.ringed { "<circle class=\"ring\" r=\"9.5\"/>" } else { "" }
}

/// The drawing for less than 700 px.
pub fn history_narrow(plot: &HistoryPlot) -> String {
    let along = |at: f64| NARROW.0 + at * (NARROW.1 - NARROW.0);
    let (mut rows, mut heights) = (Canvas::new(28.0), Vec::new());
    for (index, mark) in plot.marks.iter().enumerate() {
        if index == 0 || plot.marks[index - 1].day != mark.day {
            rows.y += 22.0;
            rows.text("t-head", 0.0, 0.0, rows.y, "start", &plot.days[mark.day].label);
            rows.y += 6.0;
        }
        heights.push(narrow_row(&mut rows, mark, along));
    }
    rows.y += 8.0;
    let mut ground = Canvas::new(0.0);
    for (at, label) in &plot.ticks {
        ground.line("grid", along(*at), 22.0, along(*at), rows.y);
        ground.text("t-soft", along(*at), 0.0, 14.0, "middle", label);
    }
    for (_, marks) in &plot.strands {
        strand(&mut ground, plot, marks, |mark| (along(plot.marks[mark].at), heights[mark]));
    }
    ground.append(rows);
    finish(plot, ground, "n")
}

/// Draws a row and returns the height of its mark.
fn narrow_row(canvas: &mut Canvas, mark: &HistoryMark, along: impl Fn(f64) -> f64) -> f64 {
    canvas.open(&mark.statement);
    let first = canvas.y + 16.0;
    canvas.text("t-value over", 100.0, 0.0, first, "end", &mark.value);
    let label = Said { text: format!("{} {}", mark.number, mark.label.text), ..mark.label.clone() };
    let width = 43usize.saturating_sub(mark.value.chars().count()).max(14);
    let lines = canvas.block("t-name over", (0.0, 0.0), first, "start", &label, width);
    let y = first + (lines as f64 - 1.0) * 14.0 + 15.0;
    canvas.line("guide", NARROW.0, y, NARROW.1, y);
    let around = match mark.shape {
        Shape::Exact => String::new(),
        Shape::About(low, high) | Shape::Range(low, high) => {
            let class = if matches!(mark.shape, Shape::About(..)) { "thin" } else { "thick" };
            canvas.line(class, along(low), y, along(high), y);
            String::new()
        }
        Shape::Above => super::svg::arrow(32.0),
        Shape::Below => super::svg::arrow(-32.0),
    };
    canvas.mark(mark.family, along(mark.at), y, size(mark), &format!("{around}{}", ring(mark)));
    canvas.close();
    canvas.y = y + 10.0;
    y
}

fn finish(plot: &HistoryPlot, canvas: Canvas, form: &str) -> String {
    canvas.finish(&format!("{}-{form}", plot.names.id), &plot.names.title, &plot.names.description)
}
