//! Messages between parties. Wide: one lane for each party, time in order from left to right, one upright arrow for each
//! message. Narrow: one message under another. The order is drawn and not the scale: most hours are not known.

use super::data::Names;
use super::glyph;
use super::svg::{Canvas, NAME_LINE, head, wrapped};
use crate::page::Said;
use firsthand_model::BasisFamily;

/// Where the arrows begin and end, percent.
const ACROSS: (f64, f64) = (25.0, 100.0);
/// Letters of a party's name on a line.
const LETTERS: usize = 23;
/// The least drawing that these lanes are made for, px.
const LEAST: f64 = 700.0;
/// The sign of a message that somebody denies: as a path, since fonts draw the letter each in their own way.
const DENIED: &str = r#"<path class="thin" d="M-4-2H4M-4 2H4M-2.5 5 2.5-5"/>"#;

/// The sign of a denial as an element of a legend, hidden from readers by ear: the words stand beside it.
pub fn denied_inline() -> String {
    format!(
        r#"<svg class="sign" viewBox="-8 -8 16 16" width="14" height="14" aria-hidden="true" focusable="false">{DENIED}</svg>"#
    )
}

/// Messages in panels, each with its own lanes.
#[derive(Debug, Clone, PartialEq)]
pub struct LanesPlot {
    /// How it is read aloud.
    pub names: Names,
    /// Panels in order of time.
    pub panels: Vec<LanesPanel>,
    /// The words under a message of which nothing read says that it arrived.
    pub not_arrived: String,
    /// The word for "through".
    pub through: String,
    /// The words for a message that somebody denies.
    pub denied: String,
}

/// Messages that follow each other.
#[derive(Debug, Clone, PartialEq)]
pub struct LanesPanel {
    /// Parties, from the top.
    pub lanes: Vec<Said>,
    /// When, and how many messages stand under it: in order.
    pub days: Vec<(String, usize)>,
    /// The messages.
    pub arrows: Vec<LanesArrow>,
}

/// One message.
#[derive(Debug, Clone, PartialEq)]
pub struct LanesArrow {
    /// The message, as this edition names it.
    pub message: String,
    /// Its number in the table.
    pub number: usize,
    /// The clock time, if one is given.
    pub clock: Option<String>,
    /// Index of the lane it comes from.
    pub from: usize,
    /// Indexes of the lanes it goes through.
    pub through: Vec<usize>,
    /// Index of the lane it goes to.
    pub to: usize,
    /// Glyph of the first statement that says it was sent.
    pub sent: Option<BasisFamily>,
    /// Glyph of the first statement that says it arrived; none where nothing read says so.
    pub arrived: Option<BasisFamily>,
    /// Whether somebody denies it.
    pub denied: bool,
}

/// The drawing for 700 px and more.
pub fn lanes_wide(plot: &LanesPlot) -> String {
    let mut canvas = Canvas::new(0.0);
    for panel in &plot.panels {
        wide_panel(&mut canvas, panel);
        canvas.y += 26.0;
    }
    finish(plot, canvas, "w")
}

fn wide_panel(canvas: &mut Canvas, panel: &LanesPanel) {
    let places = Places::of(panel);
    let lines = days(canvas, panel, &places);
    let top = canvas.y + lines as f64 * NAME_LINE + 60.0;
    let mut at = top;
    let mut heights = Vec::new();
    for lane in &panel.lanes {
        let lines = wrapped(&lane.text, LETTERS).len() as f64;
        let high = (lines * NAME_LINE + 12.0).max(28.0);
        let y = at + high / 2.0;
        canvas.line("grid", ACROSS.0, y, places.end, y);
        canvas.block("t-name", (0.0, 0.0), y - (lines - 1.0) * NAME_LINE / 2.0 + 4.0, "start", lane, LETTERS);
        heights.push(y);
        at += high;
    }
    for from in places.days.iter().skip(1) {
        canvas.line("break", *from, top - 54.0, *from, at);
    }
    for (index, arrow) in panel.arrows.iter().enumerate() {
        wide_arrow(canvas, arrow, places.across[index], top, &heights);
    }
    canvas.y = at;
}

/// Where messages and days stand across, percent.
struct Places {
    across: Vec<f64>,
    days: Vec<f64>,
    end: f64,
}

impl Places {
    /// A day with one message still has room for its own name.
    fn of(panel: &LanesPanel) -> Places {
        const LEAST_DAY: f64 = 1.5;
        let room = |count: usize| (count as f64).max(LEAST_DAY);
        let all: f64 = panel.days.iter().map(|(_, count)| room(*count)).sum();
        let unit = ((ACROSS.1 - ACROSS.0) / all.max(1.0)).min(9.0);
        let (mut at, mut across, mut days) = (ACROSS.0, Vec::new(), Vec::new());
        for (_, count) in &panel.days {
            days.push(at);
            let own = room(*count) * unit / *count as f64;
            across.extend((0..*count).map(|index| at + (index as f64 + 0.5) * own));
            at += room(*count) * unit;
        }
        Places { across, days, end: at }
    }
}

/// Headings of days over their messages; each may take as many lines as it needs. Returns the most lines.
fn days(canvas: &mut Canvas, panel: &LanesPanel, places: &Places) -> usize {
    let ends = places.days.iter().skip(1).chain([&places.end]);
    let y = canvas.y + 14.0;
    let mut most = 1;
    for (((label, _), from), to) in panel.days.iter().zip(&places.days).zip(ends) {
        let letters = (LEAST * (to - from) / 100.0 / 7.3) as usize;
        let said = Said { text: label.clone(), ..Said::default() };
        most = most.max(canvas.block("t-head", (*from, 4.0), y, "start", &said, letters.max(9)));
    }
    most
}

fn wide_arrow(canvas: &mut Canvas, arrow: &LanesArrow, x: f64, top: f64, heights: &[f64]) {
    canvas.open(&arrow.message);
    canvas.text("t-name", x, 0.0, top - 34.0, "middle", &arrow.number.to_string());
    if arrow.denied {
        canvas.at(x, top - 38.0, &format!("<g transform=\"translate(18 0)\">{DENIED}</g>"));
    }
    for (line, clock) in arrow.clock.iter().flat_map(|clock| clock.split_inclusive('–')).enumerate() {
        canvas.text("t-soft t-clock", x, 0.0, top - 20.0 + line as f64 * NAME_LINE, "middle", clock);
    }
    let (from, to) = (heights[arrow.from], heights[arrow.to]);
    let down = to > arrow.through.last().map_or(from, |lane| heights[*lane]);
    let end = if down { to - 8.0 } else { to + 8.0 };
    let class = if arrow.arrived.is_some() { "thick" } else { "open-ended" };
    let mut at = from;
    for lane in &arrow.through {
        canvas.line(class, x, at, x, heights[*lane]);
        at = heights[*lane];
    }
    canvas.line(class, x, at, x, end);
    let tip = if arrow.arrived.is_some() { "tip" } else { "tip-open" };
    let shift = if down { -6.0 } else { 6.0 };
    let way = if down { "down" } else { "up" };
    canvas.at(x, to, &format!("<g transform=\"translate(0 {shift})\">{}</g>", head(tip, way)));
    for lane in &arrow.through {
        canvas.at(x, heights[*lane], "<circle class=\"dot\" r=\"3\"/>");
    }
    let start = arrow
        .sent
        .map_or_else(|| "<path class=\"thick\" d=\"M-5 0H5\"/>".to_owned(), |family| glyph::at(family, 0.0, 0.0, 11.0));
    canvas.at(x, from, &start);
    if let Some(family) = arrow.arrived {
        canvas.at(x, to, &glyph::at(family, 10.0, if down { -7.0 } else { 7.0 }, 10.0));
    }
    canvas.close();
}

/// The drawing for less than 700 px.
pub fn lanes_narrow(plot: &LanesPlot) -> String {
    let mut canvas = Canvas::new(0.0);
    for panel in &plot.panels {
        let mut arrows = panel.arrows.iter();
        for (day, count) in &panel.days {
            canvas.y += 24.0;
            let said = Said { text: day.clone(), ..Said::default() };
            let lines = canvas.block("t-head", (0.0, 0.0), canvas.y, "start", &said, 44);
            canvas.y += (lines as f64 - 1.0) * NAME_LINE;
            arrows.by_ref().take(*count).for_each(|arrow| narrow_arrow(&mut canvas, plot, panel, arrow));
        }
    }
    finish(plot, canvas, "n")
}

fn narrow_arrow(canvas: &mut Canvas, plot: &LanesPlot, panel: &LanesPanel, arrow: &LanesArrow) {
    canvas.open(&arrow.message);
    canvas.y += 22.0;
    let over = [Some(arrow.number.to_string()), arrow.clock.clone(), arrow.denied.then(|| plot.denied.clone())];
    let over = over.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    canvas.text("t-soft", 0.0, 0.0, canvas.y, "start", &over);
    canvas.y += 18.0;
    let start = canvas.y - 4.0;
    let shape = arrow
        .sent
        .map_or_else(|| "<path class=\"thick\" d=\"M2 0H12\"/>".to_owned(), |family| glyph::at(family, 7.0, 0.0, 12.0));
    canvas.at(0.0, start, &shape);
    narrow_party(canvas, &panel.lanes[arrow.from], "");
    for lane in &arrow.through {
        canvas.at(0.0, canvas.y - 4.0, "<circle class=\"dot\" cx=\"7\" r=\"3\"/>");
        narrow_party(canvas, &panel.lanes[*lane], &plot.through);
    }
    let end = canvas.y - 4.0;
    let (class, tip) = if arrow.arrived.is_some() { ("thick", "tip") } else { ("open-ended", "tip-open") };
    canvas.at(0.0, start, &format!("<path class=\"{class}\" d=\"M7 8V{:.0}\"/>", end - start - 8.0));
    canvas.at(0.0, end, &format!("<g transform=\"translate(7 -2)\">{}</g>", head(tip, "down")));
    narrow_party(canvas, &panel.lanes[arrow.to], "");
    if let Some(family) = arrow.arrived {
        canvas.at(0.0, end, &glyph::at(family, 7.0, 6.0, 10.0));
    } else {
        let text = Said { text: plot.not_arrived.clone(), ..Said::default() };
        canvas.y += 2.0;
        let lines = canvas.block("t-soft", (0.0, 22.0), canvas.y - 4.0, "start", &text, 42);
        canvas.y += lines as f64 * NAME_LINE;
    }
    canvas.line("grid", 0.0, canvas.y, 100.0, canvas.y);
    canvas.close();
}

fn narrow_party(canvas: &mut Canvas, lane: &Said, before: &str) {
    let text = if before.is_empty() { lane.text.clone() } else { format!("{before} {}", lane.text) };
    let lines = canvas.block("t-name", (0.0, 22.0), canvas.y, "start", &Said { text, ..lane.clone() }, 42);
    canvas.y += lines as f64 * NAME_LINE + 8.0;
}

fn finish(plot: &LanesPlot, canvas: Canvas, form: &str) -> String {
    canvas.finish(&format!("{}-{form}", plot.names.id), &plot.names.title, &plot.names.description)
}
