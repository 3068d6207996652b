//! Whisper and WhisperX: `segments` of text with `start` and `end` in seconds, and `words` where they were asked for.

use super::bytes::Decoded;
use super::{cue, list, others, others_of_words, permille, seconds, text_of};
use firsthand_model::Transcript;
use firsthand_model::transcript::{Cue, TimedWord};
use serde_json::Value;

/// Fields of a segment that have their place, or tell the words a second time.
const READ: [&str; 6] = ["text", "start", "end", "speaker", "words", "chars"];
const READ_OF_WORD: [&str; 5] = ["word", "start", "end", "score", "probability"];

/// The transcript; nothing where the JSON is of another kind.
pub(super) fn transcript(value: &Value, _decoded: &Decoded) -> Option<Transcript> {
    let segments = value.get("segments")?.as_array()?;
    let is_empty_whisper = value["language"].is_string() || value["word_segments"].is_array();
    let is_segment = |segment: &Value| segment["text"].is_string() && segment.get("start").is_some();
    if segments.iter().any(|segment| !is_segment(segment)) || (segments.is_empty() && !is_empty_whisper) {
        return None;
    }
    let mut transcript = Transcript { lang: value["language"].as_str().map(str::to_owned), ..Transcript::default() };
    transcript.extra = others(value, &["text", "language", "segments", "word_segments"]);
    for segment in segments {
        let cue = one(segment, &mut transcript);
        transcript.cues.push(cue);
    }
    Some(transcript)
}

fn one(segment: &Value, transcript: &mut Transcript) -> Cue {
    let told = list(&segment["words"]);
    let words = told.iter().map(word).collect();
    let mut cue = cue(text_of(&segment["text"]), seconds(&segment["start"]), seconds(&segment["end"]), words);
    cue.voice = segment["speaker"].as_str().map(|speaker| transcript.voice(speaker));
    cue.extra = others(segment, &READ);
    cue.extra.extend(others_of_words(told, &READ_OF_WORD));
    // A word of the speaker of its segment says nothing new.
    let says_nothing =
        |name: &str, value: &str| name.ends_with(" speaker") && segment["speaker"].as_str() == Some(value);
    cue.extra.retain(|name, value| !says_nothing(name, value));
    cue
}

fn word(value: &Value) -> TimedWord {
    let score = if value["score"].is_null() { &value["probability"] } else { &value["score"] };
    TimedWord {
        text: text_of(&value["word"]).trim().to_owned(),
        start_ms: seconds(&value["start"]),
        end_ms: seconds(&value["end"]),
        confidence_permille: permille(score),
        ..TimedWord::default()
    }
}
