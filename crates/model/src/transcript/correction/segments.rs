//! The words of one cue as corrections leave them, cut where a turn begins, the speaker changes or speech gives way to a remark.

use super::overlay::Overlay;
use super::sequence::Entry;
use crate::transcript::{Cue, CueKind, TimedWord, Timing};

/// Words of one cue that stay together.
pub(super) struct Segment<'e> {
    pub words: Vec<&'e Entry>,
    /// Whether it goes on with the turn before it.
    pub continues: bool,
}

impl Overlay<'_> {
    /// Every cue that holds words that were read, with its entries, those taken out too.
    pub(super) fn cues(&self) -> Vec<(usize, Vec<&Entry>)> {
        let mut cues: Vec<(usize, Vec<&Entry>)> = Vec::new();
        for entry in self.words.iter() {
            match cues.last_mut().filter(|(cue, _)| *cue == entry.cue as usize) {
                Some((_, entries)) => entries.push(entry),
                None => cues.push((entry.cue as usize, vec![entry])),
            }
        }
        cues
    }

    /// Whether a cue is as it was read.
    pub(super) fn is_untouched(&self, index: usize, entries: &[&Entry]) -> bool {
        let cue = &self.transcript.cues[index];
        let is_same = |entry: &&Entry| match entry.id.is_read() {
            true => !entry.is_removed && entry.voice == cue.voice && !entry.is_non_speech && !entry.splits,
            false => entry.is_removed,
        };
        self.continues[index] == cue.continues && entries.iter().all(is_same)
    }

    /// The words of a cue that are there, in segments.
    pub(super) fn segments<'e>(&self, index: usize, entries: &[&'e Entry]) -> Vec<Segment<'e>> {
        let mut segments: Vec<Segment<'e>> = Vec::new();
        for entry in entries.iter().filter(|entry| !entry.is_removed) {
            let last = segments.last_mut().and_then(|segment| Some((*segment.words.last()?, segment)));
            let Some((before, segment)) = last else {
                segments.push(Segment { words: vec![entry], continues: self.continues[index] });
                continue;
            };
            let is_other_voice = before.voice != entry.voice;
            if !is_other_voice && !entry.splits && before.is_non_speech == entry.is_non_speech {
                segment.words.push(entry);
            } else {
                let continues = !is_other_voice && !entry.splits;
                segments.push(Segment { words: vec![entry], continues });
            }
        }
        segments
    }

    /// The cues that segments make, with the times of the words where they have some.
    pub(super) fn cues_of(&self, index: usize, segments: &[Segment<'_>]) -> Vec<Cue> {
        let cue = &self.transcript.cues[index];
        let continues = self.continues[index];
        let blank = Cue { text: String::new(), words: Vec::new(), continues, ..cue.clone() };
        let read = || Some(cue.text.clone());
        if segments.is_empty() {
            return vec![Cue { as_read: read(), ..blank }];
        }
        let mut made: Vec<Cue> = Vec::with_capacity(segments.len());
        let starts = starts(cue, segments);
        for (at, segment) in segments.iter().enumerate() {
            let first = segment.words[0];
            let mut own = Cue {
                kind: if first.is_non_speech { CueKind::Note } else { CueKind::Speech },
                voice: first.voice,
                text: text(&segment.words),
                continues: segment.continues && !first.is_non_speech,
                words: self.timed(cue, &segment.words),
                ..blank.clone()
            };
            if segments.len() > 1 {
                own.start_ms = starts[at].0;
                own.timing = starts[at].1;
                own.end_ms = starts.get(at + 1).map_or(cue.end_ms, |(start, _)| *start);
            }
            if at > 0 {
                own.label = None;
                own.extra.clear();
            }
            if at == 0 && (segments.len() > 1 || own.text.split_whitespace().ne(cue.text.split_whitespace())) {
                own.as_read = read();
            }
            made.push(own);
        }
        made
    }

    /// Words that were read as the file has them; others with the time that they take over.
    fn timed(&self, cue: &Cue, words: &[&Entry]) -> Vec<TimedWord> {
        if cue.words.is_empty() || words.iter().all(|entry| entry.time.is_none()) {
            return Vec::new();
        }
        let word = |entry: &&Entry| {
            let place = entry.id.base.checked_sub(self.firsts[entry.cue as usize]);
            let read = place.and_then(|place| cue.words.get(usize::try_from(place).ok()?));
            match read.filter(|word| entry.id.is_read() && word.text.trim() == entry.text) {
                Some(word) => word.clone(),
                None => TimedWord {
                    text: entry.text.clone(),
                    start_ms: entry.time.map(|time| time.start_ms),
                    end_ms: entry.time.map(|time| time.end_ms),
                    confidence_permille: None,
                    interpolated: entry.time.is_some_and(|time| time.is_interpolated),
                },
            }
        };
        words.iter().map(word).collect()
    }
}

/// Words as they were read keep the white space between them.
fn text(words: &[&Entry]) -> String {
    let mut text = String::new();
    let mut last: Option<&Entry> = None;
    for word in words {
        if let Some(last) = last {
            let is_next = last.id.is_read() && word.id.is_read() && last.id.base + 1 == word.id.base;
            text.push_str(match (is_next, word.gap.contains('\n')) {
                (true, _) => &word.gap,
                (false, true) => "\n",
                (false, false) => " ",
            });
        }
        text.push_str(&word.text);
        last = Some(word);
    }
    text
}

/// When each segment begins: the first with the cue; another with its first word, or where its share of the letters lies.
fn starts(cue: &Cue, segments: &[Segment<'_>]) -> Vec<(Option<i64>, Timing)> {
    let length =
        |segment: &Segment<'_>| segment.words.iter().map(|word| word.text.chars().count() as i128).sum::<i128>();
    let total = segments.iter().map(length).sum::<i128>().max(1);
    let mut before = 0;
    let mut starts = Vec::with_capacity(segments.len());
    for segment in segments {
        let by_word = segment.words[0].time;
        let by_share = cue.start_ms.zip(cue.end_ms).map(|(start, end)| {
            start.saturating_add(i64::try_from(i128::from(end.saturating_sub(start)) * before / total).unwrap_or(0))
        });
        starts.push(match by_word {
            _ if before == 0 => (cue.start_ms, cue.timing),
            Some(time) if !time.is_interpolated => (Some(time.start_ms), cue.timing),
            Some(time) => (Some(time.start_ms), Timing::Interpolated),
            None if by_share.is_some() => (by_share, Timing::Interpolated),
            None => (None, Timing::Absent),
        });
        before += length(segment);
    }
    starts
}
