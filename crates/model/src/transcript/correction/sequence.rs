//! Words in an order that grows in the middle: a list whose entries never move in memory and never go away.
//! A word that is taken out stays in its place, so that it can come back to it.

use super::{Place, TokenId};
use std::collections::HashMap;

/// When a word is spoken, where the file times words one by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct WordTime {
    pub start_ms: i64,
    pub end_ms: i64,
    /// Whether it was spread over the time of other words.
    pub is_interpolated: bool,
}

/// One word, there or taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub id: TokenId,
    pub text: String,
    /// The cue of the immutable transcript in which it stands.
    pub cue: u32,
    /// The white space before it as it was read; nothing at the beginning of a cue.
    pub gap: String,
    pub is_removed: bool,
    /// An index into the overlay's voices.
    pub voice: Option<u32>,
    pub is_non_speech: bool,
    /// Whether a correction lets a turn begin here, within the cue.
    pub splits: bool,
    pub time: Option<WordTime>,
    pub before: Option<usize>,
    pub after: Option<usize>,
}

impl Entry {
    pub fn new(id: TokenId, text: &str, cue: u32) -> Self {
        Entry {
            id,
            text: text.to_owned(),
            cue,
            gap: " ".into(),
            is_removed: false,
            voice: None,
            is_non_speech: false,
            splits: false,
            time: None,
            before: None,
            after: None,
        }
    }
}

/// The words of a transcript in their order.
#[derive(Debug, Clone, Default)]
pub(super) struct Sequence {
    entries: Vec<Entry>,
    by_id: HashMap<TokenId, usize>,
    first: Option<usize>,
    last: Option<usize>,
}

impl Sequence {
    pub fn push(&mut self, entry: Entry) {
        let before = self.last;
        self.link(entry, before, None);
    }

    /// Puts a new entry beside one that is there; nothing happens where there is none.
    pub fn put(&mut self, entry: Entry, place: Place) {
        let (before, after) = match place {
            Place::Before(id) => {
                let Some(at) = self.at(id) else { return };
                (self.entries[at].before, Some(at))
            }
            Place::After(id) => {
                let Some(at) = self.at(id) else { return };
                (Some(at), self.entries[at].after)
            }
        };
        self.link(entry, before, after);
    }

    fn link(&mut self, entry: Entry, before: Option<usize>, after: Option<usize>) {
        let at = self.entries.len();
        self.by_id.insert(entry.id, at);
        self.entries.push(Entry { before, after, ..entry });
        match before {
            Some(before) => self.entries[before].after = Some(at),
            None => self.first = Some(at),
        }
        match after {
            Some(after) => self.entries[after].before = Some(at),
            None => self.last = Some(at),
        }
    }

    fn at(&self, id: TokenId) -> Option<usize> {
        self.by_id.get(&id).copied()
    }

    pub fn get(&self, id: TokenId) -> Option<&Entry> {
        self.at(id).map(|at| &self.entries[at])
    }

    pub fn get_mut(&mut self, id: TokenId) -> Option<&mut Entry> {
        self.at(id).map(|at| &mut self.entries[at])
    }

    /// Every entry in order, those taken out too.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        std::iter::successors(self.first, |at| self.entries[*at].after).map(|at| &self.entries[at])
    }

    /// Entries before one, the nearest first.
    pub fn before(&self, id: TokenId) -> impl Iterator<Item = &Entry> {
        let from = self.get(id).and_then(|entry| entry.before);
        std::iter::successors(from, |at| self.entries[*at].before).map(|at| &self.entries[at])
    }

    /// Entries behind one, the nearest first.
    pub fn after(&self, id: TokenId) -> impl Iterator<Item = &Entry> {
        let from = self.get(id).and_then(|entry| entry.after);
        std::iter::successors(from, |at| self.entries[*at].after).map(|at| &self.entries[at])
    }
}
