//! A query cut into pieces: brackets, operators, quoted words, and runs of what is typed without a space.

use super::{Asked, Filter};
use crate::{stands_alone, tokens};

/// One piece of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Open,
    Close,
    And,
    Or,
    Not,
    Asked(Asked),
}

/// Words of this many letters and more may be two letters off.
const LONG_WORD_LETTERS: usize = 6;
const QUOTES: [char; 6] = ['"', '“', '”', '„', '«', '»'];

/// The pieces of a query, and names before a colon that are no filter.
pub(super) fn pieces(text: &str) -> (Vec<Piece>, Vec<String>) {
    let (mut pieces, mut unknown) = (Vec::new(), Vec::new());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let after = &rest[first.len_utf8()..];
        rest = match first {
            '(' => push(&mut pieces, Piece::Open, after),
            ')' => push(&mut pieces, Piece::Close, after),
            _ if QUOTES.contains(&first) => {
                let (quoted, after) = quoted(after);
                pieces.extend(phrase(quoted).map(Piece::Asked));
                after
            }
            _ if first.is_whitespace() => after,
            _ => run(rest, &mut pieces, &mut unknown),
        };
    }
    (pieces, unknown)
}

fn push<'t>(pieces: &mut Vec<Piece>, piece: Piece, after: &'t str) -> &'t str {
    pieces.push(piece);
    after
}

/// What stands up to the next quotation mark, or to the end, and what comes after it.
fn quoted(text: &str) -> (&str, &str) {
    text.split_once(QUOTES).unwrap_or((text, ""))
}

/// Takes what is typed without a space: an operator, a filter, or words.
fn run<'t>(text: &'t str, pieces: &mut Vec<Piece>, unknown: &mut Vec<String>) -> &'t str {
    let is_end = |c: char| c.is_whitespace() || matches!(c, '(' | ')') || QUOTES.contains(&c);
    let (typed, after) = text.split_at(text.find(is_end).unwrap_or(text.len()));
    let named = typed.split_once(':').map(|(name, value)| (name, Filter::from_name(name), value));
    match (typed, named) {
        ("AND" | "И", _) => pieces.push(Piece::And),
        ("OR" | "ИЛИ", _) => pieces.push(Piece::Or),
        ("NOT" | "НЕ", _) => pieces.push(Piece::Not),
        (_, Some((_, Some(filter), ""))) => return filter_value(filter, after, pieces),
        (_, Some((_, Some(filter), value))) => pieces.push(Piece::Asked(Asked::Filter(filter, value.to_owned()))),
        (_, named) => {
            let name = named.filter(|(name, _, value)| is_name(name) && !value.is_empty());
            unknown.extend(name.map(|(name, ..)| name.to_owned()));
            pieces.extend(words(typed).map(Piece::Asked));
        }
    }
    after
}

/// A filter whose value is quoted; one without a value is passed over.
fn filter_value<'t>(filter: Filter, after: &'t str, pieces: &mut Vec<Piece>) -> &'t str {
    let Some(inside) = after.strip_prefix(QUOTES) else { return after };
    let (value, after) = quoted(inside);
    if !value.trim().is_empty() {
        pieces.push(Piece::Asked(Asked::Filter(filter, value.to_owned())));
    }
    after
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(char::is_alphabetic)
}

fn phrase(text: &str) -> Option<Asked> {
    let words = folded(text);
    (!words.is_empty()).then_some(Asked::Phrase(words))
}

/// A word, or words together of what a hyphen or the like parts; a mark at the end is the last word's. Where no space parts words a
/// mark says nothing that is not meant without it.
fn words(typed: &str) -> Option<Asked> {
    let (text, mark) = marked(typed);
    let mut words = folded(text);
    let last = words.pop()?;
    let Some(mark) = mark.filter(|_| !stands_alone(&last)) else {
        words.push(last);
        return Some(if words.len() == 1 { Asked::Word(words.remove(0)) } else { Asked::Together(words) });
    };
    let last = match mark {
        Mark::Prefix => Asked::Prefix(last),
        Mark::Fuzzy(distance) => {
            let usual = if last.chars().count() < LONG_WORD_LETTERS { 1 } else { 2 };
            Asked::Fuzzy(last, distance.unwrap_or(usual))
        }
    };
    if words.is_empty() {
        return Some(last);
    }
    Some(Asked::And(words.into_iter().map(Asked::Word).chain([last]).collect()))
}

enum Mark {
    Prefix,
    Fuzzy(Option<u8>),
}

/// What is typed without the mark at its end.
fn marked(typed: &str) -> (&str, Option<Mark>) {
    if let Some(text) = typed.strip_suffix('*') {
        return (text, Some(Mark::Prefix));
    }
    if let Some(text) = typed.strip_suffix('~') {
        return (text, Some(Mark::Fuzzy(None)));
    }
    match typed.rsplit_once('~') {
        Some((text, digit)) if digit.len() == 1 && digit.as_bytes()[0].is_ascii_digit() => {
            (text, Some(Mark::Fuzzy(Some((digit.as_bytes()[0] - b'0').clamp(1, 2)))))
        }
        _ => (typed, None),
    }
}

fn folded(text: &str) -> Vec<String> {
    tokens(text).into_iter().map(|token| token.text).collect()
}
