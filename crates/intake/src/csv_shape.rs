//! Where the rows of a CSV text stand, and the first place where its quoting breaks.
//! The `csv` crate reads the fields; it is lenient about broken quotes, and a cut file must not pass for a whole one.

use crate::part::Beginning;

/// Rows of a CSV text up to the first break.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Shape {
    /// The numbers of the rows that are not blank lines, as a spreadsheet counts them.
    pub rows: Vec<u64>,
    /// The row in which the quoting breaks and how; nothing from it on is in `rows`.
    pub fault: Option<(u64, &'static str)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    FieldStart,
    Plain,
    Quoted,
    QuoteEnd,
}

/// Walks a text as RFC 4180 has it; CR, LF and CRLF end rows.
pub(crate) fn shape(text: &str, delimiter: u8) -> Shape {
    let mut shape = Shape::default();
    let (mut at, mut row, mut blank) = (At::FieldStart, 1, true);
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        if at != At::Quoted && (byte == b'\n' || byte == b'\r') {
            if byte == b'\r' && bytes.peek() == Some(&b'\n') {
                bytes.next();
            }
            shape.end_row(row, blank);
            (at, row, blank) = (At::FieldStart, row + 1, true);
            continue;
        }
        blank = false;
        at = match step(at, byte, delimiter) {
            Some(next) => next,
            None => return shape.broken(row, "text follows a closing quote; quotes inside a cell are doubled (\"\")"),
        };
    }
    if at == At::Quoted {
        return shape.broken(row, "a quote is opened and never closed: the file was cut, or a quote is missing");
    }
    shape.end_row(row, blank);
    shape
}

/// The whole rows of a text that was cut; nothing where there is none, or where the quoting breaks before.
pub(crate) fn last_row_end(text: &str, delimiter: u8) -> Option<Beginning> {
    let (mut at, mut rows, mut whole) = (At::FieldStart, 0, None);
    let mut before = 0;
    for (place, byte) in text.bytes().enumerate() {
        let is_end = at != At::Quoted && (byte == b'\n' || byte == b'\r');
        if is_end {
            // The second half of CRLF ends the same row.
            rows += u64::from(byte == b'\r' || before != b'\r');
            whole = Some(Beginning { size_bytes: place + 1, lines: rows });
        }
        at = if is_end { At::FieldStart } else { step(at, byte, delimiter)? };
        before = byte;
    }
    whole
}

fn step(at: At, byte: u8, delimiter: u8) -> Option<At> {
    match (at, byte) {
        (At::Quoted, b'"') => Some(At::QuoteEnd),
        (At::Quoted, _) => Some(At::Quoted),
        (At::FieldStart | At::QuoteEnd, b'"') => Some(At::Quoted),
        (_, byte) if byte == delimiter => Some(At::FieldStart),
        (At::QuoteEnd, _) => None,
        _ => Some(At::Plain),
    }
}

impl Shape {
    fn end_row(&mut self, row: u64, blank: bool) {
        if !blank {
            self.rows.push(row);
        }
    }

    fn broken(mut self, row: u64, message: &'static str) -> Self {
        self.fault = Some((row, message));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, rows: &[u64], fault: Option<u64>) {
        let shape = shape(text, b',');
        assert_eq!((shape.rows.as_slice(), shape.fault.map(|(row, _)| row)), (rows, fault));
    }

    #[test]
    fn a_line_break_inside_quotes_stays_in_its_row() {
        check("a,b\r\n\"one\r\ntwo\",3\r\n4,5", &[1, 2, 3], None);
    }

    #[test]
    fn blank_lines_are_counted_and_passed_over() {
        check("a\n\n\nb\r\rc\n", &[1, 4, 6], None);
    }

    #[test]
    fn a_quote_never_closed_is_found_in_its_row() {
        check("a,b\n1,2\n3,\"cut he", &[1, 2], Some(3));
    }

    #[test]
    fn a_cut_text_ends_with_its_last_whole_row() {
        let end = |text: &str| last_row_end(text, b',').map(|found| (found.size_bytes, found.lines));
        assert_eq!(end("a,b\r\n\"1\n2\",3\r\n4,\"5\n6"), Some((14, 2)));
        assert_eq!(end("a,b\n1,\"x\"y\n2,3\n"), None);
        assert_eq!(end("a,b"), None);
    }

    #[test]
    fn text_after_a_closing_quote_is_found() {
        check("a,b\n\"1\"x,2\n", &[1], Some(2));
        check("a\n\"he said \"\"no\"\"\"\n", &[1, 2], None);
    }
}
