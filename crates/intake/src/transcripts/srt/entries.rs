//! Cuts a SubRip file into its entries by its lines of times: empty lines do not part entries, they stand inside text too.
//! Nothing here looks into the text.

use super::super::captions::MAX_CUES;
use super::super::lenient_time::{Span, span};

/// One entry.
pub(super) struct Entry<'a> {
    /// The line on which it begins, from 1: that of its counter, or of its times.
    pub(super) line: u64,
    /// The counter as written.
    pub(super) counter: Option<&'a str>,
    /// The times.
    pub(super) span: Span<'a>,
    /// The text without empty lines.
    pub(super) text: String,
    /// How many empty lines stand inside the text.
    pub(super) empty_lines: usize,
}

/// What stands above the first entry, and the entries.
pub(super) fn entries<'a>(lines: &[&'a str]) -> (String, Vec<Entry<'a>>) {
    let spans =
        lines.iter().enumerate().filter_map(|(index, line)| span(line).map(|span| (index, span))).take(MAX_CUES + 1);
    let mut entries: Vec<Entry> = Vec::new();
    let mut before = (0, String::new());
    let mut text_from = 0;
    for (index, span) in spans {
        let counter_at = counter_above(lines, text_from, index, entries.last());
        let begins = counter_at.unwrap_or(index);
        close(&mut entries, &mut before, &lines[text_from..begins]);
        let (line, counter) = (begins as u64 + 1, counter_at.map(|at| lines[at]));
        entries.push(Entry { line, counter, span, text: String::new(), empty_lines: 0 });
        text_from = index + 1;
    }
    close(&mut entries, &mut before, &lines[text_from..]);
    (before.1, entries)
}

/// Gives its text to the entry that ends here.
fn close(entries: &mut [Entry], before: &mut (usize, String), lines: &[&str]) {
    let (empty_lines, text) = match entries.last_mut() {
        Some(entry) => (&mut entry.empty_lines, &mut entry.text),
        None => (&mut before.0, &mut before.1),
    };
    let is_empty = |line: &&str| line.trim().is_empty();
    let last = lines.iter().rposition(|line| !is_empty(line)).map_or(0, |last| last + 1);
    *empty_lines = lines[..last].iter().filter(|line| is_empty(line)).count();
    let kept: Vec<&str> = lines[..last].iter().filter(|line| !is_empty(line)).map(|line| line.trim()).collect();
    *text = kept.join("\n");
}

/// The line of the counter above the times at `times`; empty lines between are passed over. A number right below other
/// text is a counter only if it follows the last one: it may be the year that somebody names.
fn counter_above(lines: &[&str], from: usize, times: usize, last: Option<&Entry>) -> Option<usize> {
    let at = (from..times).rev().find(|index| !lines[*index].trim().is_empty())?;
    if !is_counter(lines[at]) {
        return None;
    }
    let stands_apart = at == from && last.is_none() || at > 0 && at > from && lines[at - 1].trim().is_empty();
    let number = |text: &str| text.trim().parse::<u64>().ok();
    let follows = last.and_then(|entry| entry.counter).and_then(number).map(|last| last.wrapping_add(1));
    (stands_apart || number(lines[at]) == follows && follows.is_some()).then_some(at)
}

/// Whether a line is a counter: digits and nothing else.
pub(super) fn is_counter(line: &str) -> bool {
    let digits = line.trim();
    (1..=9).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(u64, Option<String>, String)> {
        let lines: Vec<&str> = text.lines().collect();
        let owned = |entry: Entry| (entry.line, entry.counter.map(str::to_owned), entry.text);
        entries(&lines).1.into_iter().map(owned).collect()
    }

    #[test]
    fn a_year_at_the_end_of_a_text_is_no_counter() {
        let entries = found("00:01,000 --> 00:02,000\nIn\n1945\n00:02,000 --> 00:03,000\nb");
        assert_eq!(entries, [(1, None, "In\n1945".into()), (4, None, "b".into())]);
    }

    #[test]
    fn a_counter_right_below_a_text_is_known_by_its_number() {
        let entries = found("1\n00:01,000 --> 00:02,000\na\n2\n00:02,000 --> 00:03,000\nb");
        assert_eq!(entries, [(1, Some("1".into()), "a".into()), (4, Some("2".into()), "b".into())]);
    }

    #[test]
    fn an_entry_without_text_keeps_its_place() {
        let entries = found("1\n00:01,000 --> 00:02,000\n\n2\n00:02,000 --> 00:03,000\nb");
        assert_eq!(entries, [(1, Some("1".into()), String::new()), (4, Some("2".into()), "b".into())]);
    }
}
