//! Searching for quoted words: white space and capitals do not matter, everything else does. Words around them choose among
//! several finds. Which selector is believed is decided in `resolve`.

use super::TextQuoteSelector;
use super::spoken::{Spoken, fold};
use std::ops::Range;

/// Context beyond so many code points decides nothing.
const CONTEXT_CODE_POINTS: usize = 256;

/// A place where the quoted words stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Find {
    pub tokens: Range<usize>,
    /// How many code points around the words are as quoted, counted outwards from them.
    pub agreeing: usize,
    /// Whether the word next to them is other than quoted on every side that is quoted.
    pub is_context_changed: bool,
}

/// Every place of the words, in order.
pub(super) fn finds(quote: &TextQuoteSelector, spoken: &Spoken<'_>) -> Vec<Find> {
    let words = fold(&quote.exact);
    let context = Context::of(quote);
    let places = occurrences(&spoken.folded, &words, spoken);
    places.filter_map(|place| context.find(spoken, place)).collect()
}

/// Occurrences at borders of words. After each, the search goes on at the next token, so that overlapping ones are found.
fn occurrences<'a>(text: &'a str, words: &'a str, spoken: &'a Spoken<'_>) -> impl Iterator<Item = Range<usize>> + 'a {
    let mut from = (!words.is_empty()).then_some(0);
    let next = move || {
        let start = text[from?..].find(words).map(|at| at + from.unwrap_or(0));
        from = start.and_then(|start| within_token(text, start, words, spoken));
        start.map(|start| start..start + words.len())
    };
    std::iter::from_fn(next).filter(|place| is_at_borders(text, place))
}

/// Where to go on: behind this occurrence in its token, if it lies in one, or else at the next token.
fn within_token(text: &str, start: usize, words: &str, spoken: &Spoken<'_>) -> Option<usize> {
    let end = start + words.len();
    match spoken.next_folded(start) {
        Some(next) => Some(next.min(end)),
        None => (end < text.len()).then_some(end),
    }
}

fn is_at_borders(text: &str, place: &Range<usize>) -> bool {
    // A mark belongs to whatever stands before it, unless that is a space.
    let holds_on = |before: char, after: char| is_combining(after) && before != ' ';
    let is_inside = |before: char, after: char| (is_of_word(before) && is_of_word(after)) || holds_on(before, after);
    let parts = |before: Option<char>, after: Option<char>| !before.zip(after).is_some_and(|(b, a)| is_inside(b, a));
    let (before, words, after) = (&text[..place.start], &text[place.clone()], &text[place.end..]);
    parts(before.chars().next_back(), words.chars().next()) && parts(words.chars().next_back(), after.chars().next())
}

fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || is_combining(character)
}

/// Marks and joiners that belong to the letter before them; std knows no categories.
fn is_combining(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{200c}'..='\u{200d}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}')
}

/// What the quotation says of the text around the words, folded.
struct Context {
    before: String,
    after: String,
}

impl Context {
    fn of(quote: &TextQuoteSelector) -> Self {
        let side = |side: &Option<String>| side.as_deref().map(fold).unwrap_or_default();
        Self { before: side(&quote.prefix), after: side(&quote.suffix) }
    }

    fn find(&self, spoken: &Spoken<'_>, place: Range<usize>) -> Option<Find> {
        let (before, after) = (&spoken.folded[..place.start], &spoken.folded[place.end..]);
        let before = agreeing(before.trim_end().chars().rev(), self.before.chars().rev());
        let after = agreeing(after.trim_start().chars(), self.after.chars());
        let sides = [(before, self.before.split(' ').next_back()), (after, self.after.split(' ').next())];
        let is_as_quoted =
            |(agreeing, next): (usize, Option<&str>)| agreeing >= next.map_or(0, |next| next.chars().count());
        let is_quoted = |(_, next): &(usize, Option<&str>)| next.is_some_and(|next| !next.is_empty());
        let mut quoted = sides.into_iter().filter(is_quoted).peekable();
        let is_context_changed = quoted.peek().is_some() && !quoted.any(is_as_quoted);
        Some(Find { tokens: spoken.at_folded(&place)?, agreeing: before + after, is_context_changed })
    }
}

fn agreeing(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    one.zip(other).take(CONTEXT_CODE_POINTS).take_while(|(one, other)| one == other).count()
}
