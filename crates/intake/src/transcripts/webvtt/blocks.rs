//! Cuts a WebVTT file into its blocks by the specification's loop; what a block means is decided in `file`.
//! Line ends are LF here and NUL is already U+FFFD.

use super::numbers::{Scanner, Time};

/// One block as it stands in the file.
pub(super) struct RawBlock<'a> {
    /// Its first line, from 1.
    pub(super) line: u64,
    /// The line before the times, without its line end.
    pub(super) id: &'a str,
    /// The times and what follows them; nothing where they cannot be read.
    pub(super) timings: Option<(Time, Time, &'a str)>,
    /// The line with the arrow, if there is one.
    pub(super) arrow_line: Option<&'a str>,
    /// Everything behind the line with the arrow, or the whole block where there is none.
    pub(super) body: &'a str,
}

/// Walks over the blocks of a file.
pub(super) struct Blocks<'a> {
    rest: &'a str,
    line: u64,
}

impl<'a> Blocks<'a> {
    /// Begins behind the signature's line.
    pub(super) fn new(rest: &'a str) -> Self {
        Self { rest, line: 2 }
    }

    /// The lines below the signature, up to the first empty line or arrow.
    pub(super) fn header(&mut self) -> &'a str {
        if self.rest.starts_with('\n') {
            return "";
        }
        self.collect(true).body
    }

    /// A block, up to an empty line, or to an arrow that must begin the next one.
    fn collect(&mut self, in_header: bool) -> RawBlock<'a> {
        let whole = self.rest;
        let (first_line, mut count, mut arrow) = (self.line, 0, None);
        let mut end = 0;
        while let Some(line) = first(&whole[end..]) {
            count += 1;
            let is_arrow = line.contains("-->");
            let may_begin = !in_header && (count == 1 || count == 2 && arrow.is_none());
            if is_arrow && !may_begin {
                break;
            }
            if is_arrow {
                arrow = Some((end, line));
            }
            end = (end + line.len() + 1).min(whole.len());
            if line.is_empty() {
                break;
            }
        }
        let block = &whole[..end];
        self.rest = &whole[end..];
        self.line += block.bytes().filter(|byte| *byte == b'\n').count() as u64;
        let Some((at, arrow_line)) = arrow else {
            return RawBlock { line: first_line, id: "", timings: None, arrow_line: None, body: trim(block) };
        };
        let body = trim(block.get(at + arrow_line.len() + 1..).unwrap_or(""));
        let (id, timings) = (block[..at].trim_end_matches('\n'), timings(arrow_line));
        RawBlock { line: first_line, id, timings, arrow_line: Some(arrow_line), body }
    }
}

impl<'a> Iterator for Blocks<'a> {
    type Item = RawBlock<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let content = self.rest.trim_start_matches('\n');
        self.line += (self.rest.len() - content.len()) as u64;
        self.rest = content;
        (!content.is_empty()).then(|| self.collect(false))
    }
}

/// The first line of a text without its line end; nothing where no text is left.
fn first(text: &str) -> Option<&str> {
    (!text.is_empty()).then(|| text.split('\n').next().unwrap_or(""))
}

fn trim(text: &str) -> &str {
    text.trim_end_matches('\n')
}

/// Both times and the settings behind them.
fn timings(line: &str) -> Option<(Time, Time, &str)> {
    let mut scanner = Scanner::new(line);
    scanner.skip_whitespace();
    let start = scanner.take_time()?;
    scanner.skip_whitespace();
    scanner.take("-->")?;
    scanner.skip_whitespace();
    let end = scanner.take_time()?;
    Some((start, end, scanner.rest()))
}
