//! Words that a correction puts in: whose voice they have, and which time they take over.

use super::overlay::Overlay;
use super::sequence::{Entry, WordTime};
use super::{Place, Word};

impl Overlay<'_> {
    /// The entries of new words, with the times that they take over; nothing for words that were there before.
    pub(super) fn makings(&self, at: Place, remove: &[Word], put: &[Word]) -> Vec<Option<Entry>> {
        let (Place::Before(anchor) | Place::After(anchor)) = at;
        let removed: Vec<&Entry> = remove.iter().filter_map(|word| self.words.get(word.id)).collect();
        let model = removed.first().copied().or_else(|| self.words.get(anchor));
        let Some(model) = model else { return put.iter().map(|_| None).collect() };
        let is_new = |word: &&Word| self.words.get(word.id).is_none();
        let times = self.times(at, &removed, &put.iter().filter(is_new).collect::<Vec<_>>());
        let mut times = times.into_iter();
        let mut made = Vec::with_capacity(put.len());
        for (index, word) in put.iter().enumerate() {
            if !is_new(&word) {
                made.push(None);
                continue;
            }
            let is_first = index == 0;
            made.push(Some(Entry {
                gap: if is_first && removed.iter().any(|e| e.gap.contains('\n')) { "\n".into() } else { " ".into() },
                voice: model.voice,
                is_non_speech: model.is_non_speech,
                splits: is_first && removed.iter().any(|entry| entry.splits),
                time: times.next().flatten(),
                ..Entry::new(word.id, &word.text, model.cue)
            }));
        }
        made
    }

    /// New words share the time of those they replace, or else the pause in which they stand, by their length. The same
    /// word in another spelling keeps its own.
    fn times(&self, at: Place, removed: &[&Entry], new: &[&Word]) -> Vec<Option<WordTime>> {
        if let ([one], [other]) = (removed, new)
            && same_word(&one.text, &other.text)
        {
            return vec![one.time];
        }
        let spans = || removed.iter().filter_map(|entry| entry.time);
        let whole = spans().map(|time| time.start_ms).min().zip(spans().map(|time| time.end_ms).max());
        let pause = || if removed.is_empty() { self.pause(at).or_else(|| self.emptied(at)) } else { None };
        let Some((start_ms, end_ms)) = whole.or_else(pause) else { return new.iter().map(|_| None).collect() };
        spread(start_ms, end_ms, new)
    }

    /// From the end of the word before a place until the beginning of the next, in one cue that has times for words.
    fn pause(&self, at: Place) -> Option<(i64, i64)> {
        let (Place::Before(anchor) | Place::After(anchor)) = at;
        let own = self.words.get(anchor)?;
        let time = |entry: &Entry| entry.time.filter(|_| entry.cue == own.cue && !entry.is_removed);
        let (before, after) = match at {
            Place::Before(id) => (self.words.before(id).find_map(time), time(own)),
            Place::After(id) => (time(own), self.words.after(id).find_map(time)),
        };
        let end = before.map(|time| time.end_ms);
        let begin = after.map(|time| time.start_ms);
        let (start_ms, end_ms) = (end.or(begin)?, begin.or(end)?);
        Some((start_ms.min(end_ms), end_ms.max(start_ms)))
    }

    /// The time of a cue of which no word is left, from the words that were there.
    fn emptied(&self, at: Place) -> Option<(i64, i64)> {
        let (Place::Before(anchor) | Place::After(anchor)) = at;
        let own = self.words.get(anchor)?;
        let of_cue = |entry: &&Entry| entry.cue == own.cue;
        let before = self.words.before(anchor).take_while(of_cue);
        let all = before.chain([own]).chain(self.words.after(anchor).take_while(of_cue));
        let times: Vec<WordTime> = all.filter_map(|entry| entry.time).collect();
        Some((times.iter().map(|time| time.start_ms).min()?, times.iter().map(|time| time.end_ms).max()?))
    }
}

fn spread(start_ms: i64, end_ms: i64, words: &[&Word]) -> Vec<Option<WordTime>> {
    let length = |word: &&Word| i64::try_from(word.text.chars().count()).unwrap_or(1);
    let total: i64 = words.iter().map(length).sum::<i64>().max(1);
    let at = |sum: i64| {
        let part = i128::from(end_ms.saturating_sub(start_ms)) * i128::from(sum) / i128::from(total);
        start_ms.saturating_add(i64::try_from(part).unwrap_or(0))
    };
    let mut sum = 0;
    let time = |word: &&Word| {
        let start_ms = at(sum);
        sum += length(word);
        Some(WordTime { start_ms, end_ms: at(sum), is_interpolated: true })
    };
    words.iter().map(time).collect()
}

/// A word without what spelling changes: its letters, marks and digits, small.
pub(super) fn bare(word: &str) -> String {
    let bare: String =
        word.chars().filter(|c| c.is_alphanumeric() || is_mark(*c)).flat_map(char::to_lowercase).collect();
    if bare.is_empty() { word.to_owned() } else { bare }
}

fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}')
}

fn same_word(one: &str, other: &str) -> bool {
    bare(one) == bare(other)
}
