//! The words of Rich Text (.rtf, and many a .doc): groups in braces, control words behind a backslash, letters as bytes of their
//! font's code page or as numbers. What is no part of the body (pictures, styles, properties) is passed over; heads, notes and
//! comments that hold words are named. Reading goes on over whatever is not understood.

mod code_pages;
mod control_words;

use super::document::{Block, Words};
use control_words::{CHARACTERS, OTHERS, PASSED_OVER};
use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};
use std::collections::{BTreeMap, BTreeSet};

/// How Rich Text begins.
pub(crate) const HEAD: &[u8] = b"{\\rtf";
/// Most groups within each other.
const MAX_DEPTH: usize = 10_000;
/// Most fonts whose code pages are kept.
const MAX_FONTS: usize = 10_000;
/// Most letters of a control word.
const MAX_WORD: usize = 32;

/// The words, and whether the file ends before they do.
///
/// # Errors
/// What is wrong with it, for a message.
pub(super) fn words(bytes: &[u8]) -> Result<(Words, bool), String> {
    let mut rtf = Rtf {
        bytes,
        at: 0,
        groups: Vec::new(),
        group: Group { passed_over: None, fallback: 1, font: 0, is_fonts: false },
        fonts: BTreeMap::new(),
        usual: WINDOWS_1252,
        usual_font: 0,
        pending: Vec::new(),
        units: Vec::new(),
        left_out: 0,
        line: String::new(),
        row: Vec::new(),
        cell: Vec::new(),
        is_in_table: false,
        blocks: Vec::new(),
        tables: 0,
        unread: BTreeSet::new(),
    };
    while rtf.step()? {}
    rtf.flush();
    let is_cut = !rtf.groups.is_empty();
    if !rtf.line.trim().is_empty() {
        rtf.paragraph();
    }
    rtf.end_row();
    let unread = rtf.unread.into_iter().map(str::to_owned).collect();
    Ok((Words { text: text_of(&rtf.blocks), blocks: rtf.blocks, unread }, is_cut))
}

/// Every paragraph as a line, those of cells too.
fn text_of(blocks: &[Block]) -> String {
    let lines = blocks.iter().flat_map(|block| match block {
        Block::Line(line) => vec![line.as_str()],
        Block::Row { cells, .. } => cells.iter().flatten().map(String::as_str).collect(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// What holds within a pair of braces.
#[derive(Clone, Copy)]
struct Group {
    /// Its words are none of the body; named where somebody may miss them.
    passed_over: Option<Option<&'static str>>,
    /// How many characters stand beside a character by number, for programs that do not know it.
    fallback: usize,
    font: i64,
    is_fonts: bool,
}

struct Rtf<'b> {
    bytes: &'b [u8],
    at: usize,
    groups: Vec<Group>,
    group: Group,
    fonts: BTreeMap<i64, &'static Encoding>,
    /// What bytes mean where their font does not say it.
    usual: &'static Encoding,
    usual_font: i64,
    /// Bytes and units of UTF-16 that are not letters yet: one letter may be several.
    pending: Vec<u8>,
    units: Vec<u16>,
    /// Characters that stand for one that was given by number.
    left_out: usize,
    line: String,
    row: Vec<Vec<String>>,
    cell: Vec<String>,
    is_in_table: bool,
    blocks: Vec<Block>,
    tables: usize,
    unread: BTreeSet<&'static str>,
}

impl Rtf<'_> {
    /// Goes one piece on; false behind the last.
    fn step(&mut self) -> Result<bool, String> {
        let Some(byte) = self.next() else { return Ok(false) };
        match byte {
            b'{' if self.groups.len() >= MAX_DEPTH => {
                return Err(format!("its groups lie more than {MAX_DEPTH} deep in each other"));
            }
            b'{' => {
                self.flush();
                self.left_out = 0;
                self.groups.push(self.group);
            }
            b'}' => {
                self.flush();
                self.left_out = 0;
                self.group = self.groups.pop().unwrap_or(self.group);
                // What stands behind the last brace is none of it.
                return Ok(!self.groups.is_empty());
            }
            b'\\' => self.control(),
            b'\r' | b'\n' | 0 => {}
            byte => self.byte(byte),
        }
        Ok(true)
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.bytes.get(self.at).copied()?;
        self.at += 1;
        Some(byte)
    }

    /// What stands behind a backslash.
    fn control(&mut self) {
        let Some(first) = self.next() else { return };
        match first {
            b'a'..=b'z' | b'A'..=b'Z' => {
                self.at -= 1;
                let word = self.letters();
                let number = self.number();
                self.word(&word, number);
            }
            b'\'' => {
                let digits = self.bytes.get(self.at..self.at + 2).and_then(|two| std::str::from_utf8(two).ok());
                if let Some(byte) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                    self.at += 2;
                    self.byte(byte);
                }
            }
            b'*' => self.group.passed_over = self.group.passed_over.or(Some(None)),
            b'\r' | b'\n' => self.word("par", None),
            b'~' => self.say("\u{a0}"),
            b'_' => self.say("-"),
            b'{' | b'}' | b'\\' => self.byte(first),
            _ => {}
        }
    }

    fn letters(&mut self) -> String {
        let letters = self.bytes[self.at..].iter().take_while(|byte| byte.is_ascii_alphabetic()).take(MAX_WORD);
        let word: String = letters.map(|byte| char::from(*byte)).collect();
        self.at += word.len();
        word
    }

    /// The number behind a control word, and the space that ends it.
    fn number(&mut self) -> Option<i64> {
        let rest = &self.bytes[self.at..];
        let sign = usize::from(rest.first() == Some(&b'-'));
        let digits = rest[sign..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let length = if digits == 0 { 0 } else { sign + digits };
        let number = std::str::from_utf8(&rest[..length]).ok().and_then(|digits| digits.parse().ok());
        self.at += length;
        self.at += usize::from(self.bytes.get(self.at) == Some(&b' '));
        number
    }

    fn word(&mut self, word: &str, number: Option<i64>) {
        self.left_out = 0;
        if let Some((_, name)) = OTHERS.iter().find(|(other, _)| *other == word)
            && !matches!(self.group.passed_over, Some(Some(_)))
        {
            self.flush();
            // A comment is marked as something that may be passed over; «deleted 0» ends a deleted passage.
            self.group.passed_over = if word == "deleted" && number == Some(0) { None } else { Some(Some(*name)) };
        }
        match (word, number) {
            ("u", Some(number)) => self.unit(number),
            ("uc", Some(number)) => self.group.fallback = usize::try_from(number).unwrap_or(1).min(MAX_WORD),
            ("bin", Some(number)) => {
                self.at = self.at.saturating_add(usize::try_from(number).unwrap_or(0)).min(self.bytes.len())
            }
            ("ansicpg", Some(number)) => self.usual = code_pages::of_code_page(number).unwrap_or(self.usual),
            ("mac", _) => self.usual = MACINTOSH,
            ("deff", Some(number)) => (self.usual_font, self.group.font) = (number, number),
            ("f", Some(number)) => self.font(number),
            ("plain", _) => self.font(self.usual_font),
            ("fcharset", Some(number)) if self.group.is_fonts => self.font_means(code_pages::of_character_set(number)),
            ("cpg", Some(number)) if self.group.is_fonts => self.font_means(code_pages::of_code_page(number)),
            ("fonttbl", _) => self.group.is_fonts = true,
            _ if PASSED_OVER.contains(&word) => self.group.passed_over = self.group.passed_over.or(Some(None)),
            _ if self.group.passed_over.is_none() && !self.group.is_fonts => self.layout(word),
            _ => {}
        }
    }

    /// What a control word does to lines and tables.
    fn layout(&mut self, word: &str) {
        match word {
            "par" | "sect" | "page" | "nestcell" => self.paragraph(),
            "pard" => self.is_in_table = false,
            "intbl" => self.is_in_table = true,
            "cell" => {
                self.is_in_table = true;
                self.paragraph();
                self.row.push(std::mem::take(&mut self.cell));
            }
            "row" => self.end_row(),
            _ => {
                if let Some((_, character)) = CHARACTERS.iter().find(|(name, _)| *name == word) {
                    self.say(character);
                }
            }
        }
    }

    fn paragraph(&mut self) {
        self.flush();
        let line = std::mem::take(&mut self.line);
        if self.is_in_table {
            self.cell.push(line);
            return;
        }
        if matches!(self.blocks.last(), Some(Block::Row { .. })) {
            self.tables += 1;
        }
        self.blocks.push(Block::Line(line));
    }

    fn end_row(&mut self) {
        self.flush();
        if !self.cell.is_empty() {
            self.row.push(std::mem::take(&mut self.cell));
        }
        let cells = std::mem::take(&mut self.row);
        if !cells.is_empty() {
            self.blocks.push(Block::Row { table: self.tables, cells });
        }
    }

    fn font(&mut self, number: i64) {
        self.flush();
        self.group.font = number;
    }

    fn font_means(&mut self, encoding: Option<&'static Encoding>) {
        if let Some(encoding) = encoding.filter(|_| self.fonts.len() < MAX_FONTS) {
            self.fonts.insert(self.group.font, encoding);
        }
    }

    /// A character of the font's code page, or a part of one.
    fn byte(&mut self, byte: u8) {
        if self.left_out > 0 {
            self.left_out -= 1;
            return;
        }
        if self.is_heard(byte.is_ascii_alphanumeric() || !byte.is_ascii()) {
            self.flush_units();
            self.pending.push(byte);
        }
    }

    /// A character by its number, which is written with a sign; two halves of one follow each other.
    fn unit(&mut self, number: i64) {
        if self.is_heard(true) {
            self.flush_bytes();
            self.units.push(u16::try_from(number & 0xffff).unwrap_or(0xfffd));
        }
        self.left_out = self.group.fallback;
    }

    fn say(&mut self, characters: &str) {
        if self.is_heard(false) {
            self.flush();
            self.line.push_str(characters);
        }
    }

    /// Whether what stands here is of the body; what is not, and is somebody's words, is noted.
    fn is_heard(&mut self, is_letter: bool) -> bool {
        if let Some(Some(name)) = self.group.passed_over.filter(|_| is_letter) {
            self.unread.insert(name);
        }
        self.group.passed_over.is_none() && !self.group.is_fonts
    }

    fn flush(&mut self) {
        self.flush_bytes();
        self.flush_units();
    }

    fn flush_bytes(&mut self) {
        if !self.pending.is_empty() {
            let encoding = self.fonts.get(&self.group.font).copied().unwrap_or(self.usual);
            self.line.push_str(&encoding.decode_without_bom_handling(&self.pending).0);
            self.pending.clear();
        }
    }

    fn flush_units(&mut self) {
        if !self.units.is_empty() {
            self.line.push_str(&String::from_utf16_lossy(&self.units));
            self.units.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(body: &str, text: &str) -> (Words, bool) {
        let found = words(format!("{{\\rtf1\\ansi\\ansicpg1251\\deff0{body}}}").as_bytes()).unwrap();
        assert_eq!(found.0.text, text, "{body}");
        found
    }

    #[test]
    fn letters_are_bytes_of_a_code_page_or_numbers_with_something_beside_them() {
        check(r"\'cf\'e0\'f0\'ee\'ec\par", "Паром");
        check(r"\u1055?\u1072?\uc2\u1088ab\uc0\u1086\u1084 x\par", "Паромx");
        check(r"\u-10179?\u-8704?\par", "😀");
        let fonts = r"{\fonttbl{\f0\fnil Arial;}{\f1\fnil\fcharset238 Arial CE;}{\f2\fcharset128 Mincho;}}";
        check(&format!("{fonts}\\f1 \\'b3\\plain\\'e0 \\f2\\'83A\\par"), "łа ア");
        check(r"\ldblquote Yes\rdblquote\~\emdash  no\_one\line there\par", "“Yes”\u{a0}— no-one\nthere");
    }

    #[test]
    fn what_is_none_of_the_body_is_passed_over_and_what_somebody_may_miss_is_named() {
        let body = r"{\info{\title Hidden}}{\*\generator Made;}{\pict 00ff}{\header Page 1\par}One\par{\footnote Note}two{\field{\*\fldinst HYPERLINK}{\fldrslt  three}}\par{\*\annotation Said}{\deleted gone}\bin3 }}}\par";
        let (words, is_cut) = check(body, "One\ntwo three\n");
        assert_eq!(
            (words.unread, is_cut),
            (["comments", "deleted passages", "footnotes", "heads"].map(str::to_owned).to_vec(), false)
        );
    }

    #[test]
    fn rows_of_tables_are_rows_and_stand_in_the_text_line_by_line() {
        let body =
            r"Before\par\trowd\pard\intbl A\par B\cell C\cell\row\trowd\pard\intbl D\cell\cell\row\pard After\par";
        let (words, _) = check(body, "Before\nA\nB\nC\nD\n\nAfter");
        let rows =
            words.blocks.iter().filter(|block| matches!(block, Block::Row { table: 0, cells } if cells.len() == 2));
        assert_eq!(rows.count(), 2);
    }

    #[test]
    fn what_is_cut_broken_or_deep_is_read_as_far_as_it_goes_or_refused() {
        for (bytes, text, is_cut) in [
            (r"{\rtf1 One\par tw", "One\ntw", true),
            (r"{\rtf1 One\", "One", true),
            (r"{\rtf1 \'zz One\u", "zz One", true),
            (r"{\rtf1 One}} two", "One", false),
            (r"{\rtf1 One\bin99999999999 two}", "One", true),
        ] {
            let (words, cut) = words(bytes.as_bytes()).unwrap();
            assert_eq!((words.text.as_str(), cut), (text, is_cut), "{bytes}");
        }
        let deep = format!("{{\\rtf1{}", "{".repeat(MAX_DEPTH + 1));
        assert!(words(deep.as_bytes()).is_err_and(|wrong| wrong.contains("deep in each other")));
    }
}
