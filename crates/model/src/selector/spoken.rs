//! The spoken words of a transcript laid out for searching: as one text, folded, and in time.
//! Derived and thrown away; positions of selectors count in this text.

use crate::transcript::{Cue, CueKind, Timing, Token, Transcript};
use std::ops::Range;

/// Every cue of speech, its words as they stand, parted by LF; and each token's place in it.
pub struct Spoken<'a> {
    pub(super) transcript: &'a Transcript,
    pub(super) tokens: Vec<Token<'a>>,
    text: String,
    /// Each token's bytes in `text`.
    places: Vec<Range<usize>>,
    pub(super) folded: String,
    /// Each token's bytes in `folded`.
    folded_places: Vec<Range<usize>>,
    pub(super) times: Vec<Option<Span>>,
}

/// When a token is spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub start_ms: i64,
    pub end_ms: i64,
    /// Whether the file says so.
    pub is_stated: bool,
}

impl<'a> Spoken<'a> {
    /// Lays out the words of a transcript.
    pub fn of(transcript: &'a Transcript) -> Self {
        let tokens: Vec<Token<'a>> = transcript.tokens().collect();
        let (text, starts) = joined(transcript);
        let place = |token: &Token<'_>| starts[token.cue as usize] + token.at;
        let places = tokens.iter().map(|token| place(token)..place(token) + token.text.len()).collect();
        let (folded, folded_places) = folded(&tokens);
        let times = times(transcript, &tokens);
        Self { transcript, tokens, text, places, folded, folded_places, times }
    }

    /// The text in which positions count.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of `text` from the first of these tokens to the last; nothing when there are none.
    pub(super) fn bytes(&self, tokens: &Range<usize>) -> Option<Range<usize>> {
        let places = self.places.get(tokens.clone())?;
        Some(places.first()?.start..places.last()?.end)
    }

    /// The tokens of which some code point lies in the range of code points.
    pub(super) fn at_code_points(&self, start: u64, end: u64) -> Option<Range<usize>> {
        let byte = |count: u64| {
            let count = usize::try_from(count).unwrap_or(usize::MAX);
            self.text.char_indices().nth(count).map_or(self.text.len(), |(byte, _)| byte)
        };
        (start < end).then(|| overlapping(&self.places, &(byte(start)..byte(end)))).flatten()
    }

    /// The tokens of which some byte of the folded text lies in the range.
    pub(super) fn at_folded(&self, bytes: &Range<usize>) -> Option<Range<usize>> {
        overlapping(&self.folded_places, bytes)
    }

    /// Where the token that follows the one at this byte of the folded text begins.
    pub(super) fn next_folded(&self, byte: usize) -> Option<usize> {
        let next = self.folded_places.partition_point(|place| place.start <= byte);
        self.folded_places.get(next).map(|place| place.start)
    }

    /// First millisecond and first behind the tokens, of those that have times.
    pub(super) fn span(&self, tokens: &Range<usize>) -> Option<Range<i64>> {
        let spans = || self.times[tokens.clone()].iter().flatten();
        Some(spans().map(|span| span.start_ms).min()?..spans().map(|span| span.end_ms).max()?)
    }
}

fn overlapping(places: &[Range<usize>], bytes: &Range<usize>) -> Option<Range<usize>> {
    let first = places.partition_point(|place| place.end <= bytes.start);
    let behind = places.partition_point(|place| place.start < bytes.end);
    (first < behind).then_some(first..behind)
}

/// The text and where each cue begins in it; for what is not speech, where it would.
fn joined(transcript: &Transcript) -> (String, Vec<usize>) {
    let mut text = String::new();
    let mut starts = Vec::with_capacity(transcript.cues.len());
    for cue in &transcript.cues {
        let is_speech = cue.kind == CueKind::Speech;
        if is_speech && !text.is_empty() {
            text.push('\n');
        }
        starts.push(text.len());
        if is_speech {
            text.push_str(&cue.text);
        }
    }
    (text, starts)
}

fn folded(tokens: &[Token<'_>]) -> (String, Vec<Range<usize>>) {
    let mut text = String::new();
    let mut places = Vec::with_capacity(tokens.len());
    for token in tokens {
        if !text.is_empty() {
            text.push(' ');
        }
        let start = text.len();
        text.extend(token.text.chars().flat_map(char::to_lowercase));
        places.push(start..text.len());
    }
    (text, places)
}

/// Folds words for comparing: white space becomes one space, letters small ones. Nothing else: `и` with a breve and `й` differ.
pub(super) fn fold(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    words.join(" ").chars().flat_map(char::to_lowercase).collect()
}

fn times(transcript: &Transcript, tokens: &[Token<'_>]) -> Vec<Option<Span>> {
    let of_cue = |tokens: &[Token<'_>]| {
        let index = tokens[0].cue as usize;
        let whole = cue_span(&transcript.cues, index);
        let words = &transcript.cues[index].words;
        // Words that do not stand one for one against the tokens cannot be told apart after a correction.
        let word = |at: usize| words.get(at).filter(|_| words.len() == tokens.len());
        let of_token = |(at, token): (usize, &Token<'_>)| {
            let word = word(at).filter(|word| word.text.trim() == token.text);
            let own = word.and_then(|word| {
                Some(Span { start_ms: word.start_ms?, end_ms: word.end_ms?, is_stated: !word.interpolated })
            });
            own.or(whole)
        };
        tokens.iter().enumerate().map(of_token).collect::<Vec<_>>()
    };
    tokens.chunk_by(|one, other| one.cue == other.cue).flat_map(of_cue).collect()
}

/// A cue without an end lasts until the next start, unless that is earlier.
fn cue_span(cues: &[Cue], index: usize) -> Option<Span> {
    let cue = &cues[index];
    let start_ms = cue.start_ms?;
    let next = || cues.get(index + 1).and_then(|next| next.start_ms);
    let end_ms = cue.end_ms.or_else(next).unwrap_or(start_ms).max(start_ms);
    Some(Span { start_ms, end_ms, is_stated: cue.timing == Timing::Stated })
}
