//! Two lists of words aligned, and the stretches in which they differ as operations on words.
//! Words that occur once on both sides hold the rest in place (patience), so that a hundred thousand words take no time.

use super::items::{Begin, Edited, Item};
use super::overlay::Overlay;
use super::{Operation, Place, TokenId, Word};
use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};
use std::ops::Range;

/// The alignment of two lists of words.
pub(super) struct Hunks {
    ops: Vec<Op>,
    pairs: Vec<(usize, usize)>,
}

/// One operation with the places in the file of the words that it leaves, or only those.
#[derive(Debug, Default)]
pub(super) struct Made {
    pub operation: Option<Operation>,
    pub places: Vec<(TokenId, usize)>,
    /// Words of notes that the file has otherwise.
    pub notes: u64,
}

/// Words on both sides that are the same, or that stand against each other.
enum Op {
    Same(Range<usize>, Range<usize>),
    Differ(Range<usize>, Range<usize>),
}

impl Hunks {
    /// Beginnings of cues are aligned with the words, by their times: a word that stands on both sides of a border stays on its own.
    pub fn between(standing: &[Item<'_>], edited: &[Edited<'_>]) -> Self {
        let old = Keys::of(standing.iter().map(|item| (item.head.as_deref(), item.key.as_str())));
        let new = Keys::of(edited.iter().map(|word| (word.head.as_deref(), word.key.as_str())));
        let diff = capture_diff_slices(Algorithm::Patience, &old.keys, &new.keys);
        let op = |op: &DiffOp| {
            let (one, other) = (old.words(op.old_range()), new.words(op.new_range()));
            match op.tag() {
                DiffTag::Equal => Op::Same(one, other),
                _ => Op::Differ(one, other),
            }
        };
        let ops: Vec<Op> = diff.iter().map(op).collect();
        let same = ops.iter().filter_map(|op| match op {
            Op::Same(one, other) => Some(one.clone().zip(other.clone())),
            Op::Differ(..) => None,
        });
        Self { pairs: same.flatten().collect(), ops }
    }

    /// How many words both have.
    pub fn same(&self) -> usize {
        self.pairs.len()
    }

    /// Places of words that both have.
    pub fn pairs(&self) -> &[(usize, usize)] {
        &self.pairs
    }

    /// Operations in the order of the words, applied to an overlay that is like the one that stands.
    pub fn operations(&self, overlay: &mut Overlay<'_>, standing: &[Item<'_>], edited: &[Edited<'_>]) -> Vec<Made> {
        let mut making = Making { overlay, standing, edited, made: Vec::new(), last: None, next: 0 };
        for op in &self.ops {
            match op {
                Op::Same(old, new) => old.clone().zip(new.clone()).for_each(|(old, new)| making.same(old, new)),
                Op::Differ(old, new) => making.differs(old.clone(), new.clone()),
            }
        }
        making.made
    }
}

/// What is compared: words, and before the first word of a cue its beginning.
struct Keys<'k> {
    keys: Vec<&'k str>,
    /// By each key, how many words stand before it; and at the end, how many there are.
    before: Vec<usize>,
}

impl<'k> Keys<'k> {
    fn of(words: impl Iterator<Item = (Option<&'k str>, &'k str)>) -> Self {
        let (mut keys, mut before, mut count) = (Vec::new(), Vec::new(), 0);
        for (head, word) in words {
            if let Some(key) = head {
                keys.push(key);
                before.push(count);
            }
            keys.push(word);
            before.push(count);
            count += 1;
        }
        before.push(count);
        Self { keys, before }
    }

    fn words(&self, keys: Range<usize>) -> Range<usize> {
        self.before[keys.start]..self.before[keys.end]
    }
}

struct Making<'m, 'a, 't> {
    overlay: &'m mut Overlay<'a>,
    standing: &'m [Item<'t>],
    edited: &'m [Edited<'t>],
    made: Vec<Made>,
    /// The word behind which the next ones stand: the last that was kept, put in or taken out.
    last: Option<TokenId>,
    /// The first word of those that stand that was not come to yet.
    next: usize,
}

impl Making<'_, '_, '_> {
    /// The same word; in another spelling it is replaced by itself and keeps its time.
    fn same(&mut self, old: usize, new: usize) {
        let (item, word) = (&self.standing[old], &self.edited[new]);
        self.next = old + 1;
        match item.id {
            None => {
                let notes = u64::from(item.text != word.text);
                self.made.push(Made { notes, ..Made::default() });
            }
            Some(id) if item.text == word.text => {
                self.made.push(Made { places: vec![(id, new)], ..Made::default() });
                self.last = Some(id);
            }
            Some(_) => self.replace(old..old + 1, new..new + 1),
        }
    }

    /// Words that differ, cut where cues begin if both sides begin as many.
    fn differs(&mut self, old: Range<usize>, new: Range<usize>) {
        // What begins after these words is decided by the words that are the same.
        let old = if old.is_empty() { self.next..self.next } else { old };
        let old_parts = cut(&old, |at| self.standing[at].begin != Begin::Within);
        let new_parts = cut(&new, |at| self.edited[at].begin != Begin::Within);
        if old.is_empty() || new.is_empty() || old_parts.len() == new_parts.len() {
            return match (old.is_empty(), new.is_empty()) {
                (true, _) => new_parts.into_iter().for_each(|part| self.insert(old.start, part)),
                (_, true) => old_parts.into_iter().for_each(|part| self.replace(part, new.clone())),
                _ => old_parts.into_iter().zip(new_parts).for_each(|(old, new)| self.replace(old, new)),
            };
        }
        // Where the cues do not match, everything new stands in the place of the first that goes.
        let mut old_parts = old_parts.into_iter();
        if let Some(first) = old_parts.next() {
            self.replace(first, new.clone());
        }
        old_parts.for_each(|part| self.replace(part, new.end..new.end));
    }

    /// Words of one cue give way to others; what is part of a note stays.
    fn replace(&mut self, old: Range<usize>, new: Range<usize>) {
        self.next = old.end;
        let (own, notes): (Vec<usize>, Vec<usize>) = old.clone().partition(|at| self.standing[*at].id.is_some());
        if own.is_empty() {
            let notes_changed = notes.len().max(new.len()) as u64;
            let is_own_note = new.clone().all(|at| self.edited[at].is_note);
            if is_own_note || new.is_empty() {
                self.made.push(Made { notes: notes_changed, ..Made::default() });
            } else {
                self.made.push(Made { notes: notes.len() as u64, ..Made::default() });
                self.insert(old.end, new);
            }
            return;
        }
        let remove: Vec<Word> = own.iter().filter_map(|at| self.word(*at)).collect();
        let Some(last) = remove.last().map(|word| word.id) else { return };
        let at = Place::After(last);
        let put = self.put(at, remove.first().map(|word| word.id), &new);
        self.push(at, remove, put, new, notes.len() as u64);
    }

    /// New words go into the cue before them, unless they begin a cue of the file: then into the one behind.
    fn insert(&mut self, old: usize, new: Range<usize>) {
        let begins = new.start < self.edited.len() && self.edited[new.start].begin != Begin::Within;
        let is_whole = begins && self.edited.get(new.end).is_none_or(|next| next.begin != Begin::Within);
        let before = self.last.map(Place::After);
        let after = self.standing[old..].iter().find_map(|item| item.id).map(Place::Before);
        let place = if begins && !is_whole { after.or(before) } else { before.or(after) };
        let Some(place) = place else { return };
        let put = self.put(place, None, &new);
        self.push(place, Vec::new(), put, new, 0);
    }

    fn push(&mut self, at: Place, remove: Vec<Word>, put: Vec<Word>, new: Range<usize>, notes: u64) {
        let last = put.last().or(remove.last()).map(|word| word.id);
        let places = put.iter().map(|word| word.id).zip(new).collect();
        let operation = Operation::Words { at, remove, put };
        // Applied at once: a word that came back cannot come back a second time.
        if self.overlay.apply(&operation).is_ok() {
            self.made.push(Made { operation: Some(operation), places, notes });
            self.last = last.or(self.last);
        }
    }

    fn word(&self, at: usize) -> Option<Word> {
        let item = &self.standing[at];
        Some(Word { id: item.id?, text: item.text.to_owned() })
    }

    /// The words of the file with their ids: those that were there before come back, others are new.
    fn put(&mut self, at: Place, first: Option<TokenId>, new: &Range<usize>) -> Vec<Word> {
        let (Place::Before(beside) | Place::After(beside)) = at;
        let texts: Vec<&str> = new.clone().map(|at| self.edited[at].text).collect();
        if let Some(back) = self.overlay.taken_out(first, at, &texts) {
            return back.into_iter().zip(&texts).map(|(id, text)| Word { id, text: (*text).to_owned() }).collect();
        }
        let word = |text: &&str| Word { id: self.overlay.fresh(beside), text: (*text).to_owned() };
        texts.iter().map(word).collect()
    }
}

/// A range cut before each place that begins something.
fn cut(range: &Range<usize>, begins: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    for at in range.clone() {
        match parts.last_mut().filter(|_| !begins(at)) {
            Some(part) => part.end = at + 1,
            None => parts.push(at..at + 1),
        }
    }
    parts
}
