//! What a drawing shows, with every position as a share of its axis. Where it is made from answers is in `pages`.

use crate::page::Said;
use firsthand_model::BasisFamily;

/// Rows of one family under its heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Section<R> {
    /// How these speakers know.
    pub heading: String,
    /// One row for each answer or statement.
    pub rows: Vec<R>,
}

/// Names by which a drawing is read aloud.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// Unique on the page; the two forms of a drawing add their own ending.
    pub id: String,
    /// What it is, in a few words.
    pub title: String,
    /// What it shows, in a sentence or two.
    pub description: String,
}

/// Counts or times on an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasuredPlot {
    /// How it is read aloud.
    pub names: Names,
    /// Labelled places on the axis, left to right, 0 to 1.
    pub ticks: Vec<(f64, String)>,
    /// Shaded columns of groups: from, to.
    pub bands: Vec<(f64, f64)>,
    /// Whether uncertain values are hatched, as times are.
    pub hatched: bool,
    /// What a legend adds: the day of clock times.
    pub note: Option<String>,
    /// Rows by family.
    pub sections: Vec<Section<MeasuredRow>>,
}

/// How an answer is drawn, with values as shares of an axis or as they are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shape<T = f64> {
    /// One value.
    Exact,
    /// A thin bar from low to high.
    About(T, T),
    /// A thick bar from low to high.
    Range(T, T),
    /// An arrow to the right.
    Above,
    /// An arrow to the left.
    Below,
}

impl<T> Shape<T> {
    /// The same shape with other values.
    pub fn map<U>(self, place: impl Fn(T) -> U) -> Shape<U> {
        match self {
            Shape::Exact => Shape::Exact,
            Shape::About(low, high) => Shape::About(place(low), place(high)),
            Shape::Range(low, high) => Shape::Range(place(low), place(high)),
            Shape::Above => Shape::Above,
            Shape::Below => Shape::Below,
        }
    }
}

/// One answer on an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasuredRow {
    /// Whose glyph it carries.
    pub family: BasisFamily,
    /// Who says it.
    pub label: Said,
    /// When it was said, short.
    pub date: String,
    /// The value in words.
    pub value: String,
    /// Where the glyph stands, 0 to 1.
    pub at: f64,
    /// What is drawn around it.
    pub shape: Shape,
}

/// Options, actors, places or yes and no, as columns.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnPlot {
    /// How it is read aloud.
    pub names: Names,
    /// The options, left to right.
    pub heads: Vec<Said>,
    /// The word set beside a glyph for "not this one".
    pub not: String,
    /// Rows by family.
    pub sections: Vec<Section<ColumnRow>>,
}

/// What a statement says of one option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// That it is so.
    Asserted,
    /// That it is not so.
    Excluded,
}

/// One statement across the options.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnRow {
    /// Whose glyph it carries.
    pub family: BasisFamily,
    /// Who says it.
    pub label: Said,
    /// When it was said, short.
    pub date: String,
    /// One for each head.
    pub cells: Vec<Cell>,
}
