//! Registered written forms of persons and places. Stemmers break names, so names are never trusted to them: a form
//! in a text or query stands for whom it names, in every script.

use std::collections::{BTreeMap, BTreeSet};

/// Written forms, folded word by word, with whom or what they name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NameBook {
    forms: BTreeMap<Vec<String>, BTreeSet<String>>,
    longest: usize,
}

impl NameBook {
    /// Registers a written form of the person or place with this handle.
    pub fn add(&mut self, form: &str, handle: &str) {
        let words = words(form);
        if !words.is_empty() {
            self.longest = self.longest.max(words.len());
            self.forms.entry(words).or_default().insert(handle.to_owned());
        }
    }

    /// Whether no form is registered.
    pub(crate) fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// Whom the words from `at` on name, by the longest form that stands there, and how many words it has.
    pub(crate) fn named_at(&self, words: &[String], at: usize) -> Option<(usize, &BTreeSet<String>)> {
        let longest = self.longest.min(words.len() - at);
        (1..=longest).rev().find_map(|length| Some((length, self.forms.get(&words[at..at + length])?)))
    }

    /// Whom exactly these words name.
    pub(crate) fn named_by(&self, words: &[String]) -> Option<&BTreeSet<String>> {
        self.forms.get(words)
    }

    /// Everybody named in the words of a text.
    pub(crate) fn named_in_words(&self, words: &[String]) -> BTreeSet<String> {
        let mut named = BTreeSet::new();
        let mut at = if self.forms.is_empty() { words.len() } else { 0 };
        while at < words.len() {
            let found = self.named_at(words, at);
            named.extend(found.iter().flat_map(|(_, handles)| handles.iter().cloned()));
            at += found.map_or(1, |(length, _)| length);
        }
        named
    }
}

/// The folded words of a text.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    firsthand_text::each_word(text, |word| words.push(word.to_owned()));
    words
}
