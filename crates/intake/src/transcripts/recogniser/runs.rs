//! Words one by one become cues: a run of one speaker without a long pause.

use super::cue;
use firsthand_model::Transcript;
use firsthand_model::transcript::{Cue, TimedWord};
use std::collections::BTreeMap;

/// A longer pause than this parts two cues of one speaker. Milliseconds.
const LONGEST_PAUSE_MS: i64 = 2_000;

/// Words of one speaker without a long pause.
#[derive(Default)]
pub(super) struct Run {
    speaker: Option<String>,
    words: Vec<TimedWord>,
    extra: BTreeMap<String, String>,
}

impl Run {
    /// Adds a word; before it, where it belongs to a new run, the finished one to the transcript.
    pub(super) fn word(&mut self, word: TimedWord, speaker: Option<&str>, transcript: &mut Transcript) {
        if self.ends_before(&word, speaker) {
            self.finish(transcript);
        }
        self.speaker = speaker.map(str::to_owned);
        self.words.push(word);
    }

    /// Keeps what is said of the last word besides.
    pub(super) fn note(&mut self, told: BTreeMap<String, String>) {
        let number = self.words.len();
        self.extra.extend(told.into_iter().map(|(name, value)| (format!("word {number} {name}"), value)));
    }

    /// Punctuation has no time: it belongs to the word before it.
    pub(super) fn punctuation(&mut self, mark: &str) {
        match self.words.last_mut() {
            Some(word) => word.text.push_str(mark),
            None => self.words.push(TimedWord { text: mark.to_owned(), ..TimedWord::default() }),
        }
    }

    /// Adds the run as a cue and begins anew.
    pub(super) fn finish(&mut self, transcript: &mut Transcript) {
        let Run { speaker, words, extra } = std::mem::take(self);
        if words.is_empty() {
            return;
        }
        let text = words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
        let start = words.iter().find_map(|word| word.start_ms);
        let end = words.iter().rev().find_map(|word| word.end_ms);
        let voice = speaker.map(|speaker| transcript.voice(&speaker));
        transcript.cues.push(Cue { voice, extra, ..cue(&text, start, end, words) });
    }

    fn ends_before(&self, word: &TimedWord, speaker: Option<&str>) -> bool {
        let last_end = self.words.iter().rev().find_map(|last| last.end_ms);
        let pause = word.start_ms.zip(last_end).map(|(start, end)| start - end);
        !self.words.is_empty() && (self.speaker.as_deref() != speaker || pause.is_some_and(|ms| ms > LONGEST_PAUSE_MS))
    }
}
