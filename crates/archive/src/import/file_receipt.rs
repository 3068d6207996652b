//! What is said in a receipt of one file: how it came, whether it was read, and why not or not to its end.
//! The sums over all files are in `receipt`.

use crate::import::originals_by_digest::Arrival;
use crate::import::receipt::FileReceipt;
use firsthand_intake::{Problem, Reading};
use std::collections::BTreeMap;

/// What a receipt needs to know of a file's reading when what is kept of it has been taken out.
pub(crate) struct Heard<'r> {
    pub reader: &'r str,
    pub problems: &'r [Problem],
    pub counts: &'r BTreeMap<String, u64>,
    /// Whether anything at all was read: see [`is_something`].
    pub is_something: bool,
}

/// Whether anything at all was read of a file: records, words, pages, a description, members; or a table that has no rows.
pub(crate) fn is_something(reading: &Reading) -> bool {
    let is_empty_table = reading.table.is_some() && reading.is_clean();
    let has_words = reading.text.as_ref().is_some_and(|text| !text.trim().is_empty());
    let is_spoken =
        reading.transcript.as_ref().is_some_and(|spoken| !spoken.cues.is_empty() || !spoken.sections.is_empty());
    !reading.proposals.is_empty()
        || is_empty_table
        || has_words
        || is_spoken
        || reading.description.is_some()
        || reading.pages.is_some()
        || !reading.members.is_empty()
}

/// The line of one file. A file of which nothing was read, and of which there is something to say, is unreadable; one that says
/// nothing by its kind, as captions without a cue, is not.
pub(crate) fn file_receipt(path: &str, sha256: String, arrival: &Arrival, heard: &Heard<'_>) -> FileReceipt {
    let is_read = heard.is_something || heard.problems.is_empty();
    let rest_unread = Problem::first_unread(heard.problems);
    let outcome = match (arrival, is_read, rest_unread) {
        (Arrival::Known, ..) => "duplicate",
        (_, false, _) => "unreadable",
        (Arrival::CopyOf(_), ..) => "copy",
        (Arrival::New, true, Some(_)) => "partial",
        (Arrival::New, true, None) => "stored",
    };
    let unread = heard.problems.iter().find(|problem| problem.fatal).or(heard.problems.first());
    let reason = match arrival {
        Arrival::CopyOf(name) if is_read => format!("the same bytes as {name}, which came with it"),
        _ => if is_read { rest_unread } else { unread }.map(|problem| reason(path, problem)).unwrap_or_default(),
    };
    FileReceipt {
        path: path.to_owned(),
        sha256,
        outcome: outcome.into(),
        reader: heard.reader.to_owned(),
        reason,
        counts: heard.counts.clone(),
        notes: Vec::new(),
    }
}

/// A problem's words, with the member of an archive or message where it lies in one.
fn reason(path: &str, problem: &Problem) -> String {
    match problem.file == path {
        true => problem.message.clone(),
        false => format!("{}: {}", problem.file, problem.message),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(problems: &[Problem], arrival: &Arrival, is_something: bool) -> (String, String) {
        let heard = Heard { reader: "text", problems, counts: &BTreeMap::new(), is_something };
        let line = file_receipt("a.txt", String::new(), arrival, &heard);
        (line.outcome, line.reason)
    }

    #[test]
    fn of_several_places_where_reading_ended_the_first_is_the_reason() {
        let at = |row: u64| Problem { rest_unread: true, ..Problem::note("a.txt", format!("row {row}")).at_row(row) };
        let problems = [Problem::note("a.txt", "a note"), at(900), at(30)];
        assert_eq!(line(&problems, &Arrival::New, true), ("partial".into(), "row 30".into()));
        assert_eq!(line(&problems, &Arrival::Known, true), ("duplicate".into(), "row 30".into()));
    }

    #[test]
    fn what_was_not_read_is_unreadable_also_where_it_is_a_copy_and_says_in_what_it_lies() {
        let inside = [Problem::note("a.txt/b.txt", "it is damaged")];
        assert_eq!(line(&inside, &Arrival::New, false), ("unreadable".into(), "a.txt/b.txt: it is damaged".into()));
        let copy = Arrival::CopyOf("c.txt".into());
        assert_eq!(line(&inside, &copy, false).0, "unreadable");
        assert_eq!(line(&inside, &copy, true), ("copy".into(), "the same bytes as c.txt, which came with it".into()));
        assert_eq!(line(&[], &Arrival::New, false), ("stored".into(), String::new()));
    }
}
