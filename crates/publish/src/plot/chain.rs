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
/// Between the end of a chain and its words, px.
const END: f64 = 5.0;
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

/// Where the columns begin, percent; the last is that of the ends.
struct Columns {
    starts: Vec<f64>,
}

impl Columns {
    /// Each column is at least as wide as its longest word, as far as that can be; what is left is shared alike.
    fn of(plot: &ChainPlot) -> Columns {
        let trees = || plot.sections.iter().flat_map(|section| &section.rows);
        let count = trees().map(steps).max().unwrap_or(1).max(1);
        let mut least = vec![0.0; count + 1];
        trees().for_each(|tree| widen(&mut least, tree, 0));
        let left = LEAST - least.iter().sum::<f64>();
        let shares = count as f64 + LAST;
        let width = |(at, least): (usize, &f64)| {
            let share = if at == count { LAST / shares } else { 1.0 / shares };
            if left > 0.0 { least + left * share } else { least * LEAST / (LEAST - left) }
        };
        let mut at = 0.0;
        let start = |wide: f64| {
            at += wide * 100.0 / LEAST;
            at - wide * 100.0 / LEAST
        };
        Columns { starts: least.iter().enumerate().map(width).map(start).collect() }
    }

    fn last(&self) -> usize {
        self.starts.len() - 1
    }

    fn from(&self, depth: usize) -> f64 {
        self.starts[depth]
    }

    fn width(&self, depth: usize) -> f64 {
        self.starts.get(depth + 1).unwrap_or(&100.0) - self.starts[depth]
    }

    /// Where a box of this column ends.
    fn to(&self, depth: usize) -> f64 {
        self.starts[depth] + self.width(depth) * BOX
    }

    /// How many letters a line of a step has.
    fn letters(&self, node: &ChainNode, depth: usize) -> usize {
        let room = match node.step {
            ChainStep::Here(_) => LEAST * self.width(self.last()) / 100.0,
            _ => LEAST * self.width(depth) * BOX / 100.0 - before(node) - 2.0,
        };
        (room / LETTER) as usize
    }
}

/// What stands before the words of a step, px.
fn before(node: &ChainNode) -> f64 {
    match node.step {
        ChainStep::Here(_) => END,
        ChainStep::Speaker(_) => EDGE + GLYPH,
        ChainStep::Unknown | ChainStep::Carrier => EDGE,
    }
}

/// Makes each column as wide as the longest word of a tree in it, px.
fn widen(least: &mut [f64], node: &ChainNode, depth: usize) {
    let longest = node.label.text.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0) as f64;
    let words = (longest + 1.0) * LETTER + before(node) + 2.0;
    let (column, words) = match node.step {
        ChainStep::Here(_) => (least.len() - 1, words),
        _ => (depth, words / BOX),
    };
    least[column] = least[column].max(words);
    node.after.iter().for_each(|after| widen(least, after, depth + 1));
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
            canvas.y = top + height(&columns, tree, 0) + GAP;
        }
    }
    finish(plot, canvas, "w")
}

/// The height of a step's box, px.
fn own_height(columns: &Columns, node: &ChainNode, depth: usize) -> f64 {
    wrapped(&node.label.text, columns.letters(node, depth)).len() as f64 * NAME_LINE + 10.0
}

fn height(columns: &Columns, node: &ChainNode, depth: usize) -> f64 {
    own_height(columns, node, depth).max(height_after(columns, node, depth))
}

fn height_after(columns: &Columns, node: &ChainNode, depth: usize) -> f64 {
    node.after.iter().map(|after| height(columns, after, depth + 1) + GAP).sum::<f64>() - GAP
}

/// Draws a tree into its strip from `top` down, and returns the height of its first step's middle.
fn wide(canvas: &mut Canvas, columns: &Columns, node: &ChainNode, depth: usize, top: f64) -> f64 {
    let own = height(columns, node, depth);
    let mut at = top + ((own - height_after(columns, node, depth)) / 2.0).max(0.0);
    let mut middles = Vec::new();
    for child in &node.after {
        middles.push((wide(canvas, columns, child, depth + 1, at), start(columns, child, depth + 1)));
        at += height(columns, child, depth + 1) + GAP;
    }
    let middle = match (middles.first(), middles.last()) {
        (Some(first), Some(last)) => (first.0 + last.0) / 2.0,
        _ => top + own / 2.0,
    };
    // A step taller than what follows it must not leave its strip.
    let half = own_height(columns, node, depth) / 2.0;
    let middle = middle.clamp(top + half, (top + own - half).max(top + half));
    one(canvas, columns, node, depth, middle);
    edges(canvas, columns, depth, middle, &middles);
    middle
}

/// Where a step begins: ends of chains all stand in the last column.
fn start(columns: &Columns, node: &ChainNode, depth: usize) -> f64 {
    if matches!(node.step, ChainStep::Here(_)) { columns.from(columns.last()) } else { columns.from(depth) }
}

/// Lines to the steps after this one: out of its box, up or down, and into theirs.
fn edges(canvas: &mut Canvas, columns: &Columns, depth: usize, middle: f64, after: &[(f64, f64)]) {
    let Some(last) = after.last() else { return };
    let out = columns.to(depth);
    let turn = (out + columns.from(depth + 1)) / 2.0;
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
    let high = own_height(columns, node, depth);
    let width = columns.letters(node, depth);
    let first = middle - high / 2.0 + 15.0;
    match &node.step {
        ChainStep::Here(statement) => {
            canvas.open(statement);
            canvas.block("t-soft", (x, END), first, "start", &node.label, width);
            canvas.close();
        }
        step => {
            let class = if *step == ChainStep::Unknown { "box unknown" } else { "box" };
            canvas.frame(class, x, columns.to(depth), middle - high / 2.0, middle + high / 2.0);
            words(canvas, node, x, first, width);
        }
    }
}

/// The words of a step, after its glyph if it has one.
fn words(canvas: &mut Canvas, node: &ChainNode, x: f64, y: f64, width: usize) {
    if let ChainStep::Speaker(family) = node.step {
        canvas.at(x, y, &glyph::at(family, EDGE + 7.0, -4.0, 13.0));
    }
    let class = if node.step == ChainStep::Unknown { "t-soft" } else { "t-name" };
    canvas.block(class, (x, before(node)), y, "start", &node.label, width);
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
