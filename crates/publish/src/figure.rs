//! A drawing with its table: the same facts twice, as the dossier's pages and `firsthand draw` show them.
//! How it is drawn is in `plot`; from which records, in `figures`.

use crate::page::Said;
use serde::Serialize;

/// A drawing in its two forms, with what its marks mean and the table of the same facts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// Unique on its page.
    pub id: String,
    /// What kind of drawing it is, in a few words.
    pub heading: String,
    /// What it shows: its kind, the question and the scope.
    pub title: String,
    /// How it is to be read, in a sentence or two.
    pub note: Option<String>,
    /// The drawing for 700 px and more.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub wide: String,
    /// The drawing for less.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub narrow: String,
    /// Families of bases that occur: table word and word for readers.
    pub legend: Vec<(String, String)>,
    /// What else is drawn.
    pub keys: Vec<Key>,
    /// Whether the drawing names its marks by the numbers of the table only.
    pub is_keyed: bool,
    /// The same facts.
    pub table: Table,
}

/// What a sign of a drawing means.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Key {
    /// The sign as an element of a line; none where the words describe it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sign: Option<String>,
    /// The words.
    pub text: String,
}

impl Key {
    /// Words that describe their sign.
    pub fn text(text: String) -> Self {
        Key { sign: None, text }
    }
}

/// The table of a drawing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Table {
    /// The heads of its columns.
    pub heads: Vec<String>,
    /// Its rows, in the order of the drawing.
    pub rows: Vec<Row>,
    /// From which column on a cell is not understood without its head.
    #[serde(skip)]
    pub headed_from: Option<usize>,
}

/// One row of a table, by the statements that it shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The statements, by the names they have in this edition.
    pub statements: Vec<String>,
    /// One for each head.
    pub cells: Vec<Vec<Piece>>,
}

/// A piece of a cell: a text, perhaps with a glyph before it and an address behind it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// What it says.
    pub text: Said,
    /// Where it leads, relative to the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
    /// The family whose glyph stands before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    /// Under which condition it was said, if in custody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duress: Option<String>,
}

impl Piece {
    /// A text of ours.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::said(Said { text: text.into(), ..Said::default() })
    }

    /// A text in its own language.
    pub fn said(text: Said) -> Self {
        Piece { text, ..Piece::default() }
    }
}

impl Piece {
    /// The text with the mark of custody, which is never left out.
    pub fn in_words(&self) -> String {
        let duress = self.duress.iter().map(|duress| format!(" ({duress})")).collect::<String>();
        format!("{}{duress}", self.text.text)
    }
}

/// A cell of one text of ours; none is an empty cell.
pub fn cell(text: Option<String>) -> Vec<Piece> {
    text.filter(|text| !text.is_empty()).map(Piece::plain).into_iter().collect()
}
