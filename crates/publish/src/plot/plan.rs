//! Where things are said to have been: parts of a drawn plan, or places by their coordinates. Wide and narrow have fixed
//! sizes, since a map that stretches has no scale. Under the picture stands who names each place, so that nothing is cut.

use super::data::Names;
use super::glyph;
use super::room::{Frame, Room, Signs, rooms};
use super::svg::{Canvas, NAME_LINE};
use crate::page::Said;
use crate::render::escape;
use firsthand_model::BasisFamily;
use std::fmt::Write as _;

/// Widths of the picture, px.
const WIDE: f64 = 640.0;
const NARROW: f64 = 300.0;
/// Letters on a line of the list.
const WIDE_LETTERS: usize = 88;
const NARROW_LETTERS: usize = 42;
/// A sign with its number takes this much room, px.
pub(super) const MARK: (f64, f64) = (32.0, 17.0);

/// Places with what is said of them.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanPlot {
    /// How it is read aloud.
    pub names: Names,
    /// Height of the picture in widths.
    pub shape: f64,
    /// Lines of equal longitude or latitude; none on a plan.
    pub grid: Vec<GridLine>,
    /// How long a stretch is, as a share of the width, with its words; none on a plan.
    pub scale: Option<(f64, String)>,
    /// The places.
    pub spots: Vec<Spot>,
}

/// A line across a map.
#[derive(Debug, Clone, PartialEq)]
pub struct GridLine {
    /// Whether it runs from the top to the bottom.
    pub is_upright: bool,
    /// Where, 0 to 1 from the left or the top.
    pub at: f64,
    /// The degrees.
    pub label: String,
}

/// One place.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// By which the picture names it.
    pub letter: String,
    /// Its name.
    pub label: Said,
    /// What is not known of it, in words.
    pub doubt: Option<String>,
    /// The answers in which who names it stands, where those are called otherwise.
    pub stands_with: Vec<Said>,
    /// Where it is.
    pub at: At,
    /// How far from it it may have been, as a share of the width.
    pub reach: Option<f64>,
    /// Who names it.
    pub marks: Vec<SpotMark>,
}

/// Where a place is in the picture, 0 to 1 from the left and the top.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum At {
    /// A part of a plan: left, top, width, height.
    Part(f64, f64, f64, f64),
    /// Coordinates that somebody confirmed.
    Point(f64, f64),
    /// Coordinates that nobody confirmed.
    Unconfirmed(f64, f64),
    /// Not in the picture.
    Nowhere,
}

/// A statement that names a place.
#[derive(Debug, Clone, PartialEq)]
pub struct SpotMark {
    /// The statement, as this edition names it.
    pub statement: String,
    /// Its number in the table.
    pub number: usize,
    /// Whose glyph it carries.
    pub family: BasisFamily,
    /// Who says it, and what of.
    pub label: Said,
    /// Whether it was said at this part of the plan, and is no answer.
    pub is_viewpoint: bool,
    /// Whether its speaker was here when they saw or heard it, and it is no answer.
    pub is_seen_from: bool,
    /// Whether it says: not here.
    pub is_denied: bool,
}

/// The drawing for 700 px and more.
pub fn plan_wide(plot: &PlanPlot) -> String {
    drawing(plot, WIDE, WIDE_LETTERS, "w")
}

/// The drawing for less than 700 px.
pub fn plan_narrow(plot: &PlanPlot) -> String {
    drawing(plot, NARROW, NARROW_LETTERS, "n")
}

fn drawing(plot: &PlanPlot, width: f64, letters: usize, form: &str) -> String {
    let high = width * plot.shape;
    let mut canvas = Canvas::new(0.0);
    let mut picture =
        format!("<rect class=\"sheet\" x=\"1\" y=\"1\" width=\"{:.0}\" height=\"{high:.0}\"/>", width - 2.0);
    plot.grid.iter().for_each(|line| grid(&mut picture, line, width, high));
    plot.spots.iter().for_each(|spot| circle(&mut picture, spot, width, high));
    plot.spots.iter().for_each(|spot| ground(&mut picture, spot, width, high));
    let rooms = rooms(&plot.spots, width, high);
    plot.spots.iter().zip(rooms).for_each(|(spot, room)| written(&mut picture, spot, room));
    canvas.at(0.0, 4.0, &picture);
    canvas.y = high + 12.0;
    if let Some((share, label)) = &plot.scale {
        let long = share * width;
        canvas.at(0.0, canvas.y + 8.0, &format!("<path class=\"thick\" d=\"M1-4V4M1 0H{long:.1}M{long:.1}-4V4\"/>"));
        canvas.text("t-soft", 0.0, long + 10.0, canvas.y + 12.0, "start", label);
        canvas.y += 20.0;
    }
    plot.spots.iter().for_each(|spot| listed(&mut canvas, spot, letters));
    canvas.y += 8.0;
    canvas.finish(&format!("{}-{form}", plot.names.id), &plot.names.title, &plot.names.description)
}

/// A line with its degrees, where they have room.
fn grid(picture: &mut String, line: &GridLine, width: f64, high: f64) {
    const LABEL: f64 = 76.0;
    let (x, y) = (line.at * width, line.at * high);
    let (path, fits, place) = match line.is_upright {
        true => (format!("M{x:.1} 1V{high:.0}"), x + LABEL < width, (x + 4.0, 14.0)),
        false => (format!("M1 {y:.1}H{width:.0}"), y > 34.0, (6.0, y - 4.0)),
    };
    let _ = write!(picture, "<path class=\"grid\" d=\"{path}\"/>");
    if fits {
        let label = escape(&line.label);
        let _ = write!(picture, "<text class=\"t-soft\" x=\"{:.1}\" y=\"{:.1}\">{label}</text>", place.0, place.1);
    }
}

/// How far from a point it may have been, under everything else and as large as the map's scale has it.
fn circle(picture: &mut String, spot: &Spot, width: f64, high: f64) {
    if let (At::Point(x, y), Some(reach)) = (spot.at, spot.reach) {
        let (x, y, r) = (x * width, y * high, reach * width);
        let _ = write!(picture, "<circle class=\"reach\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{r:.1}\"/>");
    }
}

/// The place itself, under everything that is written.
fn ground(picture: &mut String, spot: &Spot, width: f64, high: f64) {
    let _ = match spot.at {
        At::Nowhere => Ok(()),
        At::Part(left, top, across, down) => {
            let (x, y, w, h) = (left * width, top * high, across * width, down * high);
            write!(picture, "<rect class=\"part\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{w:.1}\" height=\"{h:.1}\"/>")
        }
        At::Point(x, y) => {
            let (x, y) = (x * width, y * high);
            write!(picture, "<path class=\"thick\" d=\"M{:.1} {y:.1}h10M{x:.1} {:.1}v10\"/>", x - 5.0, y - 5.0)
        }
        At::Unconfirmed(x, y) => {
            let (x, y) = (x * width, y * high);
            write!(picture, "<circle class=\"box unknown\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"8\"/>")
        }
    };
}

/// The letter of a place and who names it; where they do not all fit, the list alone has them.
fn written(picture: &mut String, spot: &Spot, room: Option<Room>) {
    let Some(Room { letter: (x, y), signs }) = room else { return };
    if let Some(frame) = signs.and_then(|signs| signs.frame) {
        framed(picture, frame);
    }
    let _ = write!(picture, "<text class=\"t-head\" x=\"{x:.1}\" y=\"{y:.1}\">{}</text>", escape(&spot.letter));
    let Some(Signs { at, across, .. }) = signs else { return };
    for (index, mark) in spot.marks.iter().enumerate() {
        let (column, line) = (index % across, index / across);
        let (x, y) = (at.0 + column as f64 * MARK.0, at.1 + line as f64 * MARK.1);
        let _ = write!(
            picture,
            "<g data-statement=\"{}\">{}{}<text class=\"t-value\" x=\"{:.1}\" y=\"{:.1}\">{}</text></g>",
            escape(&mark.statement),
            glyph::at(mark.family, x, y, 11.0),
            about(mark, x, y),
            x + 9.0,
            y + 4.5,
            mark.number
        );
    }
}

/// A frame around signs, and a line from what they are of.
fn framed(picture: &mut String, frame: Frame) {
    let [(from_x, from_y), (to_x, to_y)] = frame.lead;
    let [left, top, right, bottom] = frame.around;
    let _ = write!(
        picture,
        "<path class=\"elbow\" d=\"M{from_x:.1} {from_y:.1}L{to_x:.1} {to_y:.1}\"/><rect class=\"box\" x=\"{left:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{:.1}\"/>",
        right - left,
        bottom - top
    );
}

/// A bar under what was said at this place, an angle under what was seen or heard from it, a ring around what says: not here.
fn about(mark: &SpotMark, x: f64, y: f64) -> String {
    let bar = if mark.is_viewpoint {
        format!("<path class=\"thick\" d=\"M{:.1} {:.1}h12\"/>", x - 6.0, y + 8.0)
    } else {
        String::new()
    };
    let angle = if mark.is_seen_from {
        format!("<path class=\"thick\" fill=\"none\" d=\"M{:.1} {:.1}l6-3 6 3\"/>", x - 6.0, y + 9.5)
    } else {
        String::new()
    };
    let ring = if mark.is_denied {
        format!("<circle class=\"ring\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"8.5\"/>")
    } else {
        String::new()
    };
    bar + &angle + &ring
}

/// A place with who names it, in words.
fn listed(canvas: &mut Canvas, spot: &Spot, letters: usize) {
    canvas.y += 22.0;
    canvas.text("t-head", 0.0, 0.0, canvas.y, "start", &spot.letter);
    let text = spot.doubt.iter().fold(spot.label.text.clone(), |text, doubt| format!("{text} ({doubt})"));
    let with: Vec<&str> = spot.stands_with.iter().map(|said| said.text.as_str()).collect();
    let text = if with.is_empty() { text } else { format!("{text} → {}", with.join(" / ")) };
    let name = Said { text, ..spot.label.clone() };
    let lines = canvas.block("t-head", (0.0, 22.0), canvas.y, "start", &name, letters - 8);
    canvas.y += (lines as f64 - 1.0) * NAME_LINE;
    for mark in &spot.marks {
        canvas.y += 19.0;
        canvas.open(&mark.statement);
        canvas.at(
            0.0,
            canvas.y - 4.0,
            &format!("{}{}", glyph::at(mark.family, 30.0, 0.0, 12.0), about(mark, 30.0, 0.0)),
        );
        let label = Said { text: format!("{} {}", mark.number, mark.label.text), ..mark.label.clone() };
        let lines = canvas.block("t-name", (0.0, 44.0), canvas.y, "start", &label, letters - 6);
        canvas.close();
        canvas.y += (lines as f64 - 1.0) * NAME_LINE;
    }
}
