//! Which beginnings of lines are speakers. A colon after a word is common in any text; a speaker recurs.

use crate::transcripts::speaker;
use std::collections::BTreeMap;

/// A longer beginning is a sentence.
const LONGEST_CHARS: usize = 40;
const MOST_WORDS: usize = 5;
/// Lines with a speaker that a transcript has at least.
const FEWEST_TURNS: usize = 3;

/// The speakers of a text by their spelling.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Labels {
    known: BTreeMap<String, usize>,
}

impl Labels {
    /// The speakers of a text; nothing where it is no transcript: where fewer than two speak, nobody twice, or where most
    /// lines of a text in ordinary letters have none.
    pub fn of(text: &str) -> Option<Self> {
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        let (mut lines, mut marked) = (0, 0);
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            lines += 1;
            if let Some((label, _)) = candidate(unstamped(line)) {
                *known.entry(label.to_owned()).or_default() += 1;
                marked += usize::from(is_marked(line));
            }
        }
        let turns: usize = known.values().sum();
        let recurs = known.values().any(|count| *count > 1);
        let enough = turns >= FEWEST_TURNS && known.len() >= 2 && recurs;
        (enough && (marked * 2 >= turns || turns * 2 >= lines)).then_some(Labels { known })
    }

    /// Speaker and words of a line.
    pub fn split<'l>(&self, line: &'l str) -> Option<(&'l str, &'l str)> {
        candidate(line).filter(|(label, _)| self.known.contains_key(*label))
    }
}

/// Without a time stamp in brackets before it.
fn unstamped(line: &str) -> &str {
    match line.strip_prefix(['[', '(']).and_then(|rest| rest.split_once([']', ')'])) {
        Some((time, rest)) if time.contains(':') && time.bytes().all(|one| one.is_ascii_digit() || one == b':') => {
            rest.trim()
        }
        _ => line,
    }
}

/// Whether a line marks its speaker as nothing else is marked: bold, in capitals, as question or answer.
fn is_marked(line: &str) -> bool {
    let line = unstamped(line);
    let is_asked = matches!(line.get(..3), Some("Q. " | "A. "));
    line.starts_with("**") || is_asked || speaker::in_capitals(line).is_some()
}

/// What could be a speaker, and the words behind it.
fn candidate(line: &str) -> Option<(&str, &str)> {
    if matches!(line.get(..3), Some("Q. " | "A. ")) {
        return Some((&line[..2], line[3..].trim()));
    }
    let (label, words) = match line.strip_prefix("**") {
        Some(bold) => bold.split_once(":**").or_else(|| bold.split_once("**:"))?,
        None => line.split_once(':')?,
    };
    let label = label.trim();
    let begins = label.chars().next().is_some_and(|one| one.is_uppercase());
    let is_short = label.chars().count() <= LONGEST_CHARS && label.split_whitespace().count() <= MOST_WORDS;
    let is_plain = !label.contains(['.', ',', ';', '?', '!', '"', '«', '/', '*']) || label.ends_with('.');
    (begins && is_short && is_plain && (words.is_empty() || words.starts_with(' '))).then(|| (label, words.trim()))
}
