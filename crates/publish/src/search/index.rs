//! The index before it is cut: every form with its stem, every stem with its documents and their weights.

use super::Entry;
use std::collections::BTreeMap;

/// What a word in a title weighs, against 1 for a word in the text.
const TITLE_WEIGHT: usize = 4;
/// How often a word of the text counts at most.
const TEXT_WEIGHT_MOST: usize = 3;

/// Forms and stems of all documents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Index {
    /// Folded form to stem.
    pub forms: BTreeMap<String, String>,
    /// Stem to documents, with weights; documents in order of number.
    pub posts: BTreeMap<String, BTreeMap<usize, usize>>,
}

impl Index {
    /// Reads every document.
    pub fn build(entries: &[Entry]) -> Self {
        let mut index = Index::default();
        for (number, entry) in entries.iter().enumerate() {
            index.add(number, &entry.doc.title, TITLE_WEIGHT, TITLE_WEIGHT);
            index.add(number, &entry.words, 1, TITLE_WEIGHT + TEXT_WEIGHT_MOST);
        }
        index
    }

    fn add(&mut self, number: usize, text: &str, weight: usize, most: usize) {
        for token in firsthand_text::tokens(text) {
            let stem = self.forms.entry(token.text).or_insert_with_key(|form| firsthand_text::stem(form)).clone();
            let sum = self.posts.entry(stem).or_default().entry(number).or_default();
            *sum = (*sum + weight).min((*sum).max(most));
        }
    }

    /// A stem's documents as gap, weight, gap, weight.
    pub fn coded(&self, stem: &str) -> Vec<usize> {
        let mut last = 0;
        let posts = self.posts.get(stem).into_iter().flatten();
        posts.flat_map(|(&number, &weight)| [number - std::mem::replace(&mut last, number), weight]).collect()
    }
}

/// Document numbers as gaps.
pub fn gaps(numbers: impl IntoIterator<Item = usize>) -> Vec<usize> {
    let mut last = 0;
    numbers.into_iter().map(|number| number - std::mem::replace(&mut last, number)).collect()
}
