//! What is read of a file that is longer than is read of its kind: its beginning, as far as that can be read by itself, and
//! in numbers what was left. Where a beginning alone is no file of its format, nothing is read, and that is said.

use crate::{Problem, Reading, text};

/// The beginning of a file that can be read by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Beginning {
    /// Its length.
    pub size_bytes: usize,
    /// How many lines, or rows of a table, it has.
    pub lines: u64,
}

/// How far a file that was cut can be read by itself; nothing where it cannot.
pub(crate) type Parting = fn(cut: &[u8]) -> Option<Beginning>;

/// Of formats of which a beginning is nothing.
pub(crate) fn nowhere(_cut: &[u8]) -> Option<Beginning> {
    None
}

/// Up to the last whole line.
pub(crate) fn lines(cut: &[u8]) -> Option<Beginning> {
    let end = cut.iter().rposition(|byte| *byte == b'\n').or_else(|| cut.iter().rposition(|byte| *byte == b'\r'))?;
    Some(beginning(cut, end + 1))
}

/// Up to the last empty line, as what stands behind it may be half a cue; up to the last whole line where there is none.
pub(crate) fn paragraphs(cut: &[u8]) -> Option<Beginning> {
    let mut above = cut;
    while let Some(end) = above.iter().rposition(|byte| *byte == b'\n') {
        above = &above[..end];
        let start = above.iter().rposition(|byte| *byte == b'\n').map_or(0, |before| before + 1);
        if start > 0 && above[start..].trim_ascii().is_empty() {
            return Some(beginning(cut, end + 1));
        }
    }
    lines(cut)
}

fn beginning(cut: &[u8], size_bytes: usize) -> Beginning {
    let end = if cut.contains(&b'\n') { b'\n' } else { b'\r' };
    let lines = cut[..size_bytes].iter().filter(|byte| **byte == end).count() as u64;
    Beginning { size_bytes, lines }
}

/// The size of a file and how much is read of one of its kind.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Extent {
    pub size_bytes: u64,
    pub most_bytes: u64,
}

impl Extent {
    /// Whether the file is longer than is read of it.
    pub(crate) fn is_over(&self) -> bool {
        self.size_bytes > self.most_bytes
    }

    /// As much of these bytes as may be read: all of a file that is not too long, even if they became more as UTF-8.
    pub(crate) fn within<'b>(&self, bytes: &'b [u8]) -> &'b [u8] {
        let most = if self.is_over() { usize::try_from(self.most_bytes).unwrap_or(usize::MAX) } else { bytes.len() };
        &bytes[..bytes.len().min(most)]
    }

    /// Reads a file that is `what` (`a transcript`), or its beginning where it is too long; `bytes` are within the extent.
    pub(crate) fn read(
        &self,
        file: &str,
        what: &str,
        bytes: &[u8],
        parting: Parting,
        read: impl FnOnce(&[u8]) -> Reading,
    ) -> Reading {
        if !self.is_over() {
            return read(bytes);
        }
        let Some(beginning) = parting(bytes) else {
            let message = format!("{}, whose beginning alone cannot be read. {NOTHING}", self.told(what));
            return Reading::failed(text::NONE, text::VERSION, Problem::rest_unread(file, message));
        };
        let mut reading = read(&bytes[..beginning.size_bytes]);
        let next = beginning.lines + 1;
        let message =
            format!("{}. Nothing from row {next} on was read: split it and import the parts", self.told(what));
        reading.problem_first(Problem::rest_unread(file, message).at_row(next));
        reading
    }

    /// That a file which cannot be read in part was not read.
    pub(crate) fn unread(&self, what: &str) -> String {
        format!("{}. {NOTHING}", self.told(what))
    }

    fn told(&self, what: &str) -> String {
        let Extent { size_bytes, most_bytes } = self;
        format!(
            "the file has {size_bytes} bytes, and at most {most_bytes}{} are read of {what}",
            mebibytes(*most_bytes)
        )
    }
}

const NOTHING: &str = "Nothing of it was read: split it and import the parts";

fn mebibytes(bytes: u64) -> String {
    const MIB: u64 = 1024 * 1024;
    if bytes > 0 && bytes.is_multiple_of(MIB) { format!(" ({} MiB)", bytes / MIB) } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(parting: Parting, cut: &str, begins: Option<(&str, u64)>) {
        let found = parting(cut.as_bytes()).map(|found| (&cut[..found.size_bytes], found.lines));
        assert_eq!(found, begins, "{cut:?}");
    }

    #[test]
    fn a_text_is_parted_behind_its_last_whole_line() {
        check(lines, "one\r\ntwo\r\nthr", Some(("one\r\ntwo\r\n", 2)));
        check(lines, "one\rtwo", Some(("one\r", 1)));
        check(lines, "one", None);
        check(nowhere, "one\ntwo\n", None);
    }

    #[test]
    fn captions_are_parted_behind_their_last_whole_cue() {
        check(paragraphs, "A\n\n1\n2\n\n3\n4\n", Some(("A\n\n1\n2\n\n", 5)));
        check(paragraphs, "A\r\n\r\n1\r\n2", Some(("A\r\n\r\n", 2)));
        check(paragraphs, "A\r\nB\r\nC", Some(("A\r\nB\r\n", 2)));
    }

    #[test]
    fn what_was_left_is_said_with_its_line_the_size_and_the_limit() {
        let extent = Extent { size_bytes: 3 << 20, most_bytes: 1 << 20 };
        let reading = extent.read("a.txt", "a text", b"one\ntw", lines, |bytes| Reading {
            text: Some(String::from_utf8_lossy(bytes).into_owned()),
            ..Reading::by("text", "1")
        });
        assert_eq!(reading.text.as_deref(), Some("one\n"));
        let problem = &reading.problems[0];
        assert_eq!((problem.row, problem.fatal, problem.rest_unread), (Some(2), false, true));
        assert!(problem.message.contains("3145728 bytes, and at most 1048576 (1 MiB) are read of a text"), "{problem}");
    }
}
