//! Vosk, Gentle and Kaltura: plain lists of words. What tells them apart is the names of their fields.

use super::bytes::Decoded;
use super::runs::Run;
use super::{cue, list, millis, others, others_of_words, permille, seconds, text_of};
use firsthand_model::Transcript;
use firsthand_model::transcript::{Cue, TimedWord};
use serde_json::Value;

/// Vosk: an utterance with `result` and `text`, or a list of them.
pub(super) fn vosk(value: &Value, _decoded: &Decoded) -> Option<Transcript> {
    let utterances = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    let is_one =
        |one: &Value| one["text"].is_string() && (one["result"].is_array() || text_of(&one["text"]).is_empty());
    let is_timed = |one: &Value| one["result"][0]["word"].is_string() && one["result"][0]["conf"].is_number();
    if !utterances.iter().all(is_one) || !utterances.iter().any(is_timed) {
        return None;
    }
    let spoken = utterances.iter().filter(|one| !list(&one["result"]).is_empty());
    Some(Transcript { cues: spoken.map(utterance).collect(), ..Transcript::default() })
}

fn utterance(value: &Value) -> Cue {
    let told = list(&value["result"]);
    let words: Vec<TimedWord> = told.iter().map(|word| timed(word, "word", "conf")).collect();
    let start = words.iter().find_map(|word| word.start_ms);
    let end = words.iter().rev().find_map(|word| word.end_ms);
    let mut cue = cue(text_of(&value["text"]), start, end, words);
    cue.extra = others(value, &["text", "result"]);
    cue.extra.extend(others_of_words(told, &["word", "start", "end", "conf"]));
    cue
}

/// Gentle: `words` that each have a `case`; those that were not found in the audio have no times.
pub(super) fn gentle(value: &Value, _decoded: &Decoded) -> Option<Transcript> {
    let words = value.get("words")?.as_array()?;
    if words.is_empty() || words.iter().any(|word| !word["case"].is_string() || !word["word"].is_string()) {
        return None;
    }
    let mut transcript = Transcript { extra: others(value, &["words"]), ..Transcript::default() };
    let mut run = Run::default();
    for word in words {
        run.word(timed(word, "word", ""), None, &mut transcript);
        let mut told = others(word, &["word", "start", "end", "startOffset", "endOffset", "phones"]);
        told.retain(|name, value| !(name == "case" && value == "success"));
        run.note(told);
    }
    run.finish(&mut transcript);
    Some(transcript)
}

/// Kaltura: a list of words `w` with `s` and `e` in milliseconds.
pub(super) fn kaltura(value: &Value, _decoded: &Decoded) -> Option<Transcript> {
    let words = value.as_array()?;
    let is_word = |word: &Value| word["w"].is_string() && word["s"].is_number() && word["e"].is_number();
    if words.is_empty() || !words.iter().all(is_word) {
        return None;
    }
    let (mut transcript, mut run) = (Transcript::default(), Run::default());
    for word in words {
        let timed = TimedWord {
            text: text_of(&word["w"]).to_owned(),
            start_ms: millis(&word["s"]),
            end_ms: millis(&word["e"]),
            confidence_permille: None,
            ..TimedWord::default()
        };
        run.word(timed, None, &mut transcript);
        run.note(others(word, &["w", "s", "e"]));
    }
    run.finish(&mut transcript);
    Some(transcript)
}

fn timed(word: &Value, text: &str, sure: &str) -> TimedWord {
    TimedWord {
        text: text_of(&word[text]).to_owned(),
        start_ms: seconds(&word["start"]),
        end_ms: seconds(&word["end"]),
        confidence_permille: permille(&word[sure]),
        ..TimedWord::default()
    }
}
