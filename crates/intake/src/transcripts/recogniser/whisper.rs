//! Whisper and WhisperX: `segments` of text with `start` and `end` in seconds, and `words` where they were asked for.

use super::{cue, list, others, permille, seconds, text_of};
use firsthand_model::Transcript;
use firsthand_model::transcript::TimedWord;
use serde_json::Value;

/// The transcript; nothing where the JSON is of another kind.
pub(super) fn transcript(value: &Value) -> Option<Transcript> {
    let segments = value.get("segments")?.as_array()?;
    if segments.iter().any(|segment| !segment["text"].is_string()) {
        return None;
    }
    let mut transcript = Transcript { lang: value["language"].as_str().map(str::to_owned), ..Transcript::default() };
    transcript.extra = others(value, &["text", "language"]);
    for segment in segments {
        let words = list(&segment["words"]).iter().map(word).collect();
        let mut cue = cue(text_of(&segment["text"]), seconds(&segment["start"]), seconds(&segment["end"]), words);
        cue.voice = segment["speaker"].as_str().map(|speaker| transcript.voice(speaker));
        cue.extra = others(segment, &["text", "start", "end", "speaker"]);
        transcript.cues.push(cue);
    }
    Some(transcript)
}

fn word(value: &Value) -> TimedWord {
    let score = if value["score"].is_null() { &value["probability"] } else { &value["score"] };
    TimedWord {
        text: text_of(&value["word"]).trim().to_owned(),
        start_ms: seconds(&value["start"]),
        end_ms: seconds(&value["end"]),
        confidence_permille: permille(score),
    }
}
