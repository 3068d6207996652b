//! whisper.cpp: `transcription` with `offsets` in milliseconds, and `tokens` in its full form.

use super::{cue, list, others, permille, text_of};
use firsthand_model::Transcript;
use firsthand_model::transcript::TimedWord;
use serde_json::Value;

/// The transcript; nothing where the JSON is of another kind.
pub(super) fn transcript(value: &Value) -> Option<Transcript> {
    let parts = value.get("transcription")?.as_array()?;
    let lang = value["result"]["language"].as_str().map(str::to_owned);
    let mut transcript = Transcript { lang, extra: others(&value["model"], &[]), ..Transcript::default() };
    for part in parts {
        let words = list(&part["tokens"]).iter().filter(|token| !is_mark(token)).map(word).collect();
        let (start, end) = (part["offsets"]["from"].as_i64(), part["offsets"]["to"].as_i64());
        let mut cue = cue(text_of(&part["text"]), start, end, words);
        cue.extra = others(part, &["text"]);
        transcript.cues.push(cue);
    }
    Some(transcript)
}

/// Marks of the model such as `[_BEG_]`, which nobody said.
fn is_mark(token: &Value) -> bool {
    text_of(&token["text"]).starts_with("[_")
}

fn word(token: &Value) -> TimedWord {
    TimedWord {
        text: text_of(&token["text"]).trim().to_owned(),
        start_ms: token["offsets"]["from"].as_i64(),
        end_ms: token["offsets"]["to"].as_i64(),
        confidence_permille: permille(&token["p"]),
    }
}
