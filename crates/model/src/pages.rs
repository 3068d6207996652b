//! The text of a document with its place on the page, as one reader made it of one original. Immutable once accepted.
//! Words that stand in the file and words that a machine read off a picture are kept apart, page by page.

use crate::vocabulary;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

vocabulary! {
    /// Where the words of a page come from.
    PageText {
        /// There are none.
        Absent = "absent",
        /// They stand in the file as text.
        Stated = "stated",
        /// A machine read them off the page's picture; every one of them may be wrong.
        MachineRead = "machine_read",
    }
}

impl Default for PageText {
    fn default() -> Self {
        PageText::ALL[0]
    }
}

/// A document, page by page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PagedText {
    /// The title that the file gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Every page in order, also those without a word.
    pub pages: Vec<Page>,
    /// What the file claims of itself, by the file's own names: author, program, dates.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub claimed: BTreeMap<String, String>,
    /// The programs that gave the words, with version and settings: `tesseract 5.3.0, rus+eng, 2600 px`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub read_by: Vec<String>,
}

/// One page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Page {
    /// Its place in the file, counted from 1; the number printed on it may be another.
    pub number: u32,
    /// Width in points, 72 to an inch.
    pub width_pt: u32,
    /// Height in points.
    pub height_pt: u32,
    /// Where its words come from.
    pub text: PageText,
    /// How sure the machine says it is of the words it read, in thousandths, on average.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence_permille: Option<u16>,
    /// Its lines, in reading order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<Line>,
}

/// One line of a page. Its box is in ten-thousandths of the page's width and height, from the top left corner.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Line {
    /// The words, parted by single spaces.
    pub text: String,
    /// The block it stands in, counted from 1 within the page; a new one is a new paragraph or column.
    pub block: u32,
    /// Left edge.
    pub left: u16,
    /// Upper edge.
    pub top: u16,
    /// Width.
    pub width: u16,
    /// Height.
    pub height: u16,
    /// How sure the machine says it is of its words, in thousandths, on average.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence_permille: Option<u16>,
}

impl Page {
    /// Its words: a line for each line, an empty one between blocks.
    pub fn words(&self) -> String {
        let mut text = String::new();
        let mut block = None;
        for line in &self.lines {
            if block.is_some() {
                text.push_str(if block == Some(line.block) { "\n" } else { "\n\n" });
            }
            block = Some(line.block);
            text.push_str(&line.text);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_page_keep_lines_and_blocks() {
        let line = |text: &str, block| Line { text: text.into(), block, ..Line::default() };
        let page = Page { lines: vec![line("a b", 1), line("c", 1), line("d", 2)], ..Page::default() };
        assert_eq!(page.words(), "a b\nc\n\nd");
    }
}
