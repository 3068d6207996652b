//! Which words of a hit's text the query met, and the part of a long text around the first of them.

use super::names::NameBook;
use super::{Hit, PART};
use firsthand_text::query::Asked;
use firsthand_text::{Token, stem, tokens};
use std::collections::BTreeSet;

/// How much of a long text is shown, in characters.
const SHOWN_CHARS: usize = 300;
/// How much of it stands before the first match.
const BEFORE_CHARS: usize = 80;

/// What words are marked for.
#[derive(Default)]
pub(super) struct Marker<'q> {
    stems: BTreeSet<String>,
    phrases: Vec<Vec<String>>,
    prefixes: Vec<String>,
    fuzzy: Vec<(String, usize)>,
    names: Option<&'q NameBook>,
    handles: BTreeSet<String>,
}

impl<'q> Marker<'q> {
    pub(super) fn new(asked: Option<&Asked>, names: Option<&'q NameBook>) -> Marker<'q> {
        let mut marker = Marker { names, ..Marker::default() };
        let mut words = Vec::new();
        asked.iter().for_each(|asked| marker.take(asked, &mut words));
        for at in 0..words.len() {
            let named = names.and_then(|names| names.named_at(&words, at));
            marker.handles.extend(named.into_iter().flat_map(|(_, handles)| handles.iter().cloned()));
        }
        marker
    }

    /// What is not wanted marks nothing.
    fn take(&mut self, asked: &Asked, words: &mut Vec<String>) {
        match asked {
            Asked::And(parts) | Asked::Or(parts) => parts.iter().for_each(|part| self.take(part, words)),
            Asked::Not(_) | Asked::Filter(..) => {}
            Asked::Word(word) => {
                words.push(word.clone());
                self.stems.insert(stem(word));
            }
            Asked::Prefix(word) => self.prefixes.push(word.clone()),
            Asked::Fuzzy(word, distance) => self.fuzzy.push((word.clone(), usize::from(*distance))),
            Asked::Phrase(phrase) => self.phrases.push(phrase.clone()),
            Asked::Together(together) => {
                words.extend(together.iter().cloned());
                self.phrases.push(together.clone());
            }
        }
    }

    /// The hit with its matches marked, and no more of a long text than is shown.
    pub(super) fn marked(&self, hit: Hit) -> Hit {
        let marks = self.marks(&hit.text);
        if hit.text.chars().count() <= SHOWN_CHARS {
            return Hit { marks, text: in_lines(&hit.text), ..hit };
        }
        let first = marks.first().map_or(0, |(start, _)| *start);
        let before = hit.text[..first].char_indices().rev().nth(BEFORE_CHARS).map_or(0, |(at, _)| at);
        let shown: String = hit.text[before..].chars().take(SHOWN_CHARS).collect();
        let open = if before > 0 { "… " } else { "" };
        let close = if before + shown.len() < hit.text.len() { " …" } else { "" };
        let text = format!("{open}{}{close}", shown.trim());
        Hit { marks: self.marks(&text), text: in_lines(&text), ..hit }
    }

    /// Nothing is marked across the end of a part, where no phrase is found either.
    fn marks(&self, text: &str) -> Vec<(usize, usize)> {
        let mut begin = 0;
        let mut marks = Vec::new();
        for part in text.split(PART) {
            marks.extend(self.marks_in(part).into_iter().map(|(start, end)| (begin + start, begin + end)));
            begin += part.len() + PART.len_utf8();
        }
        marks
    }

    fn marks_in(&self, text: &str) -> Vec<(usize, usize)> {
        let tokens = tokens(text);
        let words: Vec<String> = tokens.iter().map(|token| token.text.clone()).collect();
        let mut places = self.named(&words);
        places.extend(self.in_phrases(&words));
        let is_met = |(at, token): &(usize, &Token)| places.contains(at) || self.is_met(&token.text);
        tokens.iter().enumerate().filter(is_met).map(|(_, token)| (token.start, token.end)).collect()
    }

    fn is_met(&self, word: &str) -> bool {
        self.stems.contains(&stem(word))
            || self.prefixes.iter().any(|prefix| word.starts_with(prefix))
            || self.fuzzy.iter().any(|(other, distance)| is_near(word, other, *distance))
    }

    /// Places of words that stand in a phrase asked for.
    fn in_phrases(&self, words: &[String]) -> impl Iterator<Item = usize> {
        let places = |phrase: &Vec<String>| {
            let starts = words.windows(phrase.len()).enumerate().filter(|(_, run)| run == phrase);
            starts.flat_map(|(start, run)| start..start + run.len()).collect::<Vec<_>>()
        };
        self.phrases.iter().flat_map(places).collect::<Vec<_>>().into_iter()
    }

    /// Places of words that name somebody asked for.
    fn named(&self, words: &[String]) -> BTreeSet<usize> {
        let mut places = BTreeSet::new();
        let Some(names) = self.names.filter(|_| !self.handles.is_empty()) else { return places };
        for at in 0..words.len() {
            if let Some((length, handles)) = names.named_at(words, at)
                && !handles.is_disjoint(&self.handles)
            {
                places.extend(at..at + length);
            }
        }
        places
    }
}

/// A text with a line for each of its parts: the mark between them is as long as a line end, so that places stay.
fn in_lines(text: &str) -> String {
    text.replace(PART, "\n")
}

/// Whether two words differ by at most so many letters put in, left out, changed or swapped with the next.
fn is_near(one: &str, other: &str, distance: usize) -> bool {
    strsim::osa_distance(one, other) <= distance
}
