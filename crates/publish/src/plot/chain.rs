//! Chains of reports: from what a report goes back to, by those who passed it on, to where it stands here.
//! Wide: left to right, one column for each step. Narrow: one step under another. A tree has no crossing lines.

use super::data::{Names, Section};
use super::glyph;
use super::svg::{Canvas, NAME_LINE, head, wrapped};
use crate::page::Said;
use firsthand_model::BasisFamily;

/// Room for the last column, in widths of the others.
const LAST: f64 = 1.25;
/// A box takes this share of its column; lines run in the rest.
const BOX: f64 = 0.86;
/// The least drawing that these columns are made for, px, and the width of a letter, px.
const LEAST: f64 = 700.0;
const LETTER: f64 = 6.4;
/// Between the edge of a box and its words, px; a glyph takes more.
const EDGE: f64 = 8.0;
const GLYPH: f64 = 20.0;
/// Between two boxes, px.
const GAP: f64 = 8.0;
/// How far a step stands to the right of the one before in a narrow drawing, percent.
const STEP: f64 = 6.0;

/// Chains under headings: one heading for each answer, one tree for each report.
#[derive(Debug, Clone, PartialEq)]
pub struct ChainPlot {
    /// How it is read aloud.
    pub names: Names,
    /// The answers, each with its reports.
    pub sections: Vec<Section<ChainNode>>,
}

/// One step of a chain with those after it.
#[derive(Debug, Clone, PartialEq)]
pub struct ChainNode {
    /// What kind of step it is.
    pub step: ChainStep,
    /// Who or what it is.
    pub label: Said,
    /// The steps after it.
    pub after: Vec<ChainNode>,
}

/// What kind of step of a chain it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChainStep {
    /// Nothing read says what stood here.
    Unknown,
    /// Somebody or something from whom it was had, or who carried it.
    Carrier,
    /// The speaker, with the glyph of how they know.
    Speaker(BasisFamily),
    /// Where it stands here: the end of a chain, by the statement's name in this edition.
    Here(String),
}

/// Shares of the columns.
#[derive(Clone, Copy)]
struct Columns {
    count: usize,
    width: f64,
}

impl Columns {
    fn of(plot: &ChainPlot) -> Columns {
        let trees = plot.sections.iter().flat_map(|section| &section.rows);
        let count = trees.map(steps).max().unwrap_or(1).max(1);
        Columns { count, width: 100.0 / (count as f64 + LAST) }
    }

    fn from(&self, depth: usize) -> f64 {
        depth as f64 * self.width
    }

    fn letters(&self, edge: f64) -> usize {
        ((LEAST * self.width * BOX / 100.0 - edge - 2.0) / LETTER) as usize
    }

    fn last_letters(&self) -> usize {
        (LEAST * self.width * LAST / 100.0 / LETTER) as usize
    }
}

/// How many columns a tree takes before its ends.
fn steps(node: &ChainNode) -> usize {
    let after = node.after.iter().map(steps).max().unwrap_or(0);
    usize::from(!matches!(node.step, ChainStep::Here(_))) + after
}

/// The drawing for 700 px and more.
pub fn chain_wide(plot: &ChainPlot) -> String {
    let columns = Columns::of(plot);
    let mut canvas = Canvas::new(0.0);
    for section in &plot.sections {
        canvas.y += 18.0;
        canvas.text("t-head", 0.0, 0.0, canvas.y, "start", &section.heading);
        canvas.y += 12.0;
        for tree in &section.rows {
            let top = canvas.y;
            wide(&mut canvas, &columns, tree, 0, top);
            canvas.y = top + height(&columns, tree) + GAP;
        }
    }
    finish(plot, canvas, "w")
}

/// The words of a step on its lines, and the height of its box, px.
fn lines(columns: &Columns, node: &ChainNode) -> Vec<String> {
    match &node.step {
        ChainStep::Here(_) => wrapped(&node.label.text, columns.last_letters()),
        ChainStep::Speaker(_) => wrapped(&node.label.text, columns.letters(EDGE + GLYPH)),
        _ => wrapped(&node.label.text, columns.letters(EDGE)),
    }
}

fn own_height(columns: &Columns, node: &ChainNode) -> f64 {
    lines(columns, node).len() as f64 * NAME_LINE + 10.0
}

fn height(columns: &Columns, node: &ChainNode) -> f64 {
    let after: f64 = node.after.iter().map(|after| height(columns, after) + GAP).sum();
    own_height(columns, node).max(after - GAP)
}

/// Draws a tree into its strip from `top` down, and returns the height of its first step's middle.
fn wide(canvas: &mut Canvas, columns: &Columns, node: &ChainNode, depth: usize, top: f64) -> f64 {
    let after: f64 = node.after.iter().map(|after| height(columns, after) + GAP).sum::<f64>() - GAP;
    let mut at = top + ((height(columns, node) - after) / 2.0).max(0.0);
    let mut middles = Vec::new();
    for child in &node.after {
        middles.push((wide(canvas, columns, child, depth + 1, at), start(columns, child, depth + 1)));
        at += height(columns, child) + GAP;
    }
    let middle = match (middles.first(), middles.last()) {
        (Some(first), Some(last)) => (first.0 + last.0) / 2.0,
        _ => top + height(columns, node) / 2.0,
    };
    // A step taller than what follows it must not leave its strip.
    let half = own_height(columns, node) / 2.0;
    let middle = middle.clamp(top + half, (top + height(columns, node) - half).max(top + half));
    one(canvas, columns, node, depth, middle);
    edges(canvas, columns, depth, middle, &middles);
    middle
}

/// Where a step begins: ends of chains all stand in the last column.
fn start(columns: &Columns, node: &ChainNode, depth: usize) -> f64 {
    if matches!(node.step, ChainStep::Here(_)) { columns.from(columns.count) } else { columns.from(depth) }
}

/// Lines to the steps after this one: out of its box, up or down, and into theirs.
fn edges(canvas: &mut Canvas, columns: &Columns, depth: usize, middle: f64, after: &[(f64, f64)]) {
    let Some(last) = after.last() else { return };
    let out = columns.from(depth) + columns.width * BOX;
    let turn = columns.from(depth) + columns.width * (1.0 + BOX) / 2.0;
    canvas.line("thin", out, middle, turn, middle);
    let top = after.iter().map(|(y, _)| *y).fold(middle, f64::min);
    canvas.line("thin", turn, top, turn, last.0.max(middle));
    for (y, to) in after {
        canvas.line("thin", turn, *y, *to, *y);
        canvas.at(*to, *y, &head("tip", "right"));
    }
}

fn one(canvas: &mut Canvas, columns: &Columns, node: &ChainNode, depth: usize, middle: f64) {
    let x = start(columns, node, depth);
    let high = own_height(columns, node);
    let first = middle - high / 2.0 + 15.0;
    match &node.step {
        ChainStep::Here(statement) => {
            canvas.open(statement);
            canvas.block("t-soft", (x, 5.0), first, "start", &node.label, columns.last_letters());
            canvas.close();
        }
        step => {
            let class = if *step == ChainStep::Unknown { "box unknown" } else { "box" };
            canvas.frame(class, x, x + columns.width * BOX, middle - high / 2.0, middle + high / 2.0);
            words(canvas, node, (x, 0.0), first, columns.letters(EDGE), columns.letters(EDGE + GLYPH));
        }
    }
}

/// The words of a step, after its glyph if it has one.
fn words(canvas: &mut Canvas, node: &ChainNode, at: (f64, f64), y: f64, width: usize, beside_glyph: usize) {
    let (edge, class, width) = match node.step {
        ChainStep::Speaker(_) => (EDGE + GLYPH, "t-name", beside_glyph),
        ChainStep::Unknown => (EDGE, "t-soft", width),
        _ => (EDGE, "t-name", width),
    };
    if let ChainStep::Speaker(family) = node.step {
        let shape = glyph::at(family, at.1 + EDGE + 7.0, -4.0, 13.0);
        canvas.at(at.0, y, &shape);
    }
    canvas.block(class, (at.0, at.1 + edge), y, "start", &node.label, width);
}

/// The drawing for less than 700 px.
pub fn chain_narrow(plot: &ChainPlot) -> String {
    let mut canvas = Canvas::new(0.0);
    for section in &plot.sections {
        canvas.y += 22.0;
        for line in wrapped(&section.heading, 46) {
            canvas.text("t-head", 0.0, 0.0, canvas.y, "start", &line);
            canvas.y += 17.0;
        }
        for tree in &section.rows {
            narrow(&mut canvas, tree, 0);
            canvas.y += 8.0;
        }
    }
    finish(plot, canvas, "n")
}

/// Draws a step and those after it; returns the height at which a line comes in.
fn narrow(canvas: &mut Canvas, node: &ChainNode, depth: usize) -> f64 {
    let x = depth as f64 * STEP;
    let width = ((330.0 - (3.3 * x) - GLYPH) / LETTER) as usize;
    let first = canvas.y + 14.0;
    let statement = if let ChainStep::Here(statement) = &node.step { Some(statement) } else { None };
    if let Some(statement) = statement {
        canvas.open(statement);
    }
    let shape = match node.step {
        ChainStep::Speaker(family) => glyph::at(family, 7.0, -4.0, 13.0),
        ChainStep::Unknown => "<circle class=\"box unknown\" cx=\"7\" cy=\"-4\" r=\"5\"/>".to_owned(),
        _ => "<circle class=\"dot\" cx=\"7\" cy=\"-4\" r=\"2.2\"/>".to_owned(),
    };
    canvas.at(x, first, &shape);
    let class = if matches!(node.step, ChainStep::Here(_) | ChainStep::Unknown) { "t-soft" } else { "t-name" };
    let lines = canvas.block(class, (x, GLYPH), first, "start", &node.label, width);
    if statement.is_some() {
        canvas.close();
    }
    canvas.y = first + lines as f64 * NAME_LINE - 6.0;
    let comes = first - 4.0;
    let mut last = None;
    for child in &node.after {
        let at = narrow(canvas, child, depth + 1);
        canvas.at(x, at, "<path class=\"elbow\" d=\"M7 0H20\"/>");
        last = Some(at);
    }
    if let Some(last) = last {
        canvas.at(x, comes, &format!("<path class=\"elbow\" d=\"M7 9V{:.0}\"/>", last - comes));
    }
    comes
}

fn finish(plot: &ChainPlot, canvas: Canvas, form: &str) -> String {
    canvas.finish(&format!("{}-{form}", plot.names.id), &plot.names.title, &plot.names.description)
}
