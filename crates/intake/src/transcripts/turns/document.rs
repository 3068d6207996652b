//! What stands in a text document that is an archive of XML, Word's or OpenDocument's: paragraphs and rows of tables, in order.
//! What its elements are called is in `docx` and `odt`; walks are without recursion, so that how deep a hostile file nests costs
//! nothing.

use crate::transcripts::xml;
use crate::unpack::check_archive;
use roxmltree::{Document, Node};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Most bytes of a part that holds words.
const MAX_BYTES: u64 = 64 << 20;
/// Most cells of a row that are taken apart; a row of more is one line.
const MAX_CELLS: usize = 64;

pub(super) type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// What an element inside a paragraph says.
pub(super) enum Said {
    /// These words.
    Words(String),
    /// What stands inside it.
    Inside,
    /// Nothing that belongs to the paragraph.
    Nothing,
}

/// What the elements of a format are called, by their local names.
pub(super) struct Form {
    pub paragraphs: &'static [&'static str],
    pub table: &'static str,
    pub row: &'static str,
    pub cells: &'static [&'static str],
    /// Elements whose paragraphs are not of the body.
    pub unseen: &'static [&'static str],
    /// What a node inside a paragraph says.
    pub said: fn(Node<'_, '_>) -> Said,
    /// How many columns a cell takes up.
    pub columns: fn(Node<'_, '_>) -> usize,
}

/// One piece of a document.
pub(super) enum Block {
    /// A paragraph; lines inside it are parted by LF.
    Line(String),
    /// A row of a table, the tables being counted from 0; each cell with its paragraphs.
    Row { table: usize, cells: Vec<Vec<String>> },
}

/// What a document says.
pub(super) struct Words {
    /// Its body, a line for each paragraph.
    pub text: String,
    /// The same with its tables as such.
    pub blocks: Vec<Block>,
    /// Parts with words that are not in the body.
    pub unread: Vec<String>,
}

/// Opens a document and the part that holds its body.
///
/// # Errors
/// What is wrong with it, for a message.
pub(super) fn open<'b>(bytes: &'b [u8], body: &str, what: &str) -> Result<(Archive<'b>, String), String> {
    check_archive(bytes).map_err(|wrong| wrong.replace("workbook", "document"))?;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| format!("it is damaged ({error})"))?;
    if archive.index_for_name(body).is_none() {
        return Err(format!("it is no {what}: it has no words"));
    }
    let words = part(&mut archive, body)?;
    Ok((archive, words))
}

/// One part of a document as text.
///
/// # Errors
/// What is wrong with it, for a message.
pub(super) fn part(archive: &mut Archive<'_>, name: &str) -> Result<String, String> {
    let part = archive.by_name(name).map_err(|error| format!("{name} is damaged ({error})"))?;
    let mut words = String::new();
    let read = part.take(MAX_BYTES + 1).read_to_string(&mut words);
    read.map_err(|error| format!("{name} cannot be read ({error})"))?;
    if words.len() as u64 > MAX_BYTES {
        return Err(format!("{name} holds more than {MAX_BYTES} bytes"));
    }
    Ok(words)
}

/// A part as XML.
///
/// # Errors
/// What is wrong with it, for a message.
pub(super) fn parsed(part: &str) -> Result<Document<'_>, String> {
    xml::parse(part).map_err(|error| format!("its words are damaged ({error})"))
}

impl Form {
    /// All paragraphs below a node, a line each.
    pub(super) fn text_of(&self, node: Node<'_, '_>) -> String {
        self.paragraphs_of(node).join("\n")
    }

    fn paragraphs_of(&self, node: Node<'_, '_>) -> Vec<String> {
        let (mut lines, mut open) = (Vec::new(), vec![node]);
        while let Some(node) = open.pop() {
            let name = node.tag_name().name();
            if self.unseen.contains(&name) {
                continue;
            }
            if self.paragraphs.contains(&name) {
                lines.push(self.words_of(node));
            }
            open.extend(node.children().rev());
        }
        lines
    }

    /// The words of a paragraph. A paragraph inside it, as in a text box, is one of its own.
    fn words_of(&self, paragraph: Node<'_, '_>) -> String {
        let mut words = String::new();
        let mut open: Vec<Node<'_, '_>> = paragraph.children().rev().collect();
        while let Some(node) = open.pop() {
            let name = node.tag_name().name();
            if self.unseen.contains(&name) || self.paragraphs.contains(&name) {
                continue;
            }
            match (self.said)(node) {
                Said::Words(said) => words.push_str(&said),
                Said::Inside => open.extend(node.children().rev()),
                Said::Nothing => {}
            }
        }
        words
    }

    /// Paragraphs and rows in order. A table inside a cell is words of that cell.
    pub(super) fn blocks(&self, document: &Document<'_>) -> Vec<Block> {
        let (mut blocks, mut tables, mut open) = (Vec::new(), 0, vec![document.root()]);
        while let Some(node) = open.pop() {
            let name = node.tag_name().name();
            if self.unseen.contains(&name) {
                continue;
            }
            if name == self.table {
                blocks.extend(self.rows(node).into_iter().map(|cells| Block::Row { table: tables, cells }));
                tables += 1;
                continue;
            }
            if self.paragraphs.contains(&name) {
                blocks.push(Block::Line(self.words_of(node)));
            }
            open.extend(node.children().rev());
        }
        blocks
    }

    fn rows(&self, table: Node<'_, '_>) -> Vec<Vec<Vec<String>>> {
        let rows = self.within(table, &[self.row]);
        rows.into_iter().map(|row| self.cells(row)).collect()
    }

    /// The cells of a row; one that spans several columns has empty ones behind it.
    fn cells(&self, row: Node<'_, '_>) -> Vec<Vec<String>> {
        let mut cells = Vec::new();
        for cell in self.within(row, self.cells) {
            cells.push(self.paragraphs_of(cell));
            let empty = (self.columns)(cell).saturating_sub(1).min(MAX_CELLS.saturating_sub(cells.len()));
            cells.extend(std::iter::repeat_n(Vec::new(), empty));
        }
        cells
    }

    /// The outermost elements of these names below a node, in order.
    fn within<'a, 'd>(&self, node: Node<'a, 'd>, names: &[&str]) -> Vec<Node<'a, 'd>> {
        let (mut found, mut open) = (Vec::new(), node.children().rev().collect::<Vec<_>>());
        while let Some(node) = open.pop() {
            let name = node.tag_name().name();
            match name {
                _ if names.contains(&name) => found.push(node),
                _ if name == self.table || self.paragraphs.contains(&name) => {}
                _ => open.extend(node.children().rev()),
            }
        }
        found
    }
}
