//! AWS Transcribe: `results.items`, words with times as strings and punctuation without; a cue for each speaker's run.

use super::{cue, list, others, permille, seconds, text_of};
use firsthand_model::Transcript;
use firsthand_model::transcript::{Cue, TimedWord};
use serde_json::Value;

/// A longer pause than this parts two cues of one speaker. Milliseconds.
const LONGEST_PAUSE_MS: i64 = 2_000;

/// The transcript; nothing where the JSON is of another kind.
pub(super) fn transcript(value: &Value) -> Option<Transcript> {
    let results = value.get("results")?;
    let items = results.get("items")?.as_array()?;
    let mut transcript = Transcript { extra: others(value, &[]), ..Transcript::default() };
    transcript.lang = results["language_code"].as_str().map(str::to_owned);
    let speakers = speakers(results);
    let mut run = Run::default();
    for item in items {
        let speaker = item["speaker_label"].as_str().or_else(|| speakers(item));
        if text_of(&item["type"]) == "punctuation" {
            run.punctuation(item);
            continue;
        }
        let word = word(item);
        if run.ends_before(&word, speaker) {
            finish(std::mem::take(&mut run), &mut transcript);
        }
        run.add(word, speaker);
    }
    finish(run, &mut transcript);
    Some(transcript)
}

/// Finds an item's speaker in the list apart, by the time at which it starts.
fn speakers<'v>(results: &'v Value) -> impl Fn(&Value) -> Option<&'v str> {
    let segments = list(&results["speaker_labels"]["segments"]).iter().flat_map(|segment| list(&segment["items"]));
    let labelled: Vec<(&str, &str)> =
        segments.map(|item| (text_of(&item["start_time"]), text_of(&item["speaker_label"]))).collect();
    move |item| {
        let start = item["start_time"].as_str()?;
        labelled.iter().find(|(at, _)| *at == start).map(|(_, speaker)| *speaker).filter(|speaker| !speaker.is_empty())
    }
}

fn word(item: &Value) -> TimedWord {
    let best = &item["alternatives"][0];
    TimedWord {
        text: text_of(&best["content"]).to_owned(),
        start_ms: seconds(&item["start_time"]),
        end_ms: seconds(&item["end_time"]),
        confidence_permille: permille(&best["confidence"]),
    }
}

/// Words of one speaker without a long pause.
#[derive(Default)]
struct Run {
    speaker: Option<String>,
    words: Vec<TimedWord>,
}

impl Run {
    fn ends_before(&self, word: &TimedWord, speaker: Option<&str>) -> bool {
        let last_end = self.words.last().and_then(|last| last.end_ms);
        let pause = word.start_ms.zip(last_end).map(|(start, end)| start - end);
        !self.words.is_empty() && (self.speaker.as_deref() != speaker || pause.is_some_and(|ms| ms > LONGEST_PAUSE_MS))
    }

    fn add(&mut self, word: TimedWord, speaker: Option<&str>) {
        self.speaker = speaker.map(str::to_owned);
        self.words.push(word);
    }

    /// Punctuation has no time: it belongs to the word before it.
    fn punctuation(&mut self, item: &Value) {
        let mark = text_of(&item["alternatives"][0]["content"]);
        match self.words.last_mut() {
            Some(word) => word.text.push_str(mark),
            None => self.words.push(TimedWord { text: mark.to_owned(), ..TimedWord::default() }),
        }
    }
}

/// Adds a finished run as a cue.
fn finish(run: Run, transcript: &mut Transcript) {
    let Run { speaker, words } = run;
    if words.is_empty() {
        return;
    }
    let text = words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
    let start = words.iter().find_map(|word| word.start_ms);
    let end = words.iter().rev().find_map(|word| word.end_ms);
    let voice = speaker.map(|speaker| transcript.voice(&speaker));
    transcript.cues.push(Cue { voice, ..cue(&text, start, end, words) });
}
