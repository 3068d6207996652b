//! whisper.cpp: `transcription` with `offsets` in milliseconds, and `tokens` in its full form. Tokens are parts of words: one
//! that begins with white space begins a word, and a character may be cut between two.

use super::super::lenient_time;
use super::bytes::Decoded;
use super::{cue, list, millis, others, permille, text_of};
use firsthand_model::Transcript;
use firsthand_model::transcript::{Cue, TimedWord};
use serde_json::Value;

/// The transcript; nothing where the JSON is of another kind.
pub(super) fn transcript(value: &Value, decoded: &Decoded) -> Option<Transcript> {
    let parts = value.get("transcription")?.as_array()?;
    let lang = value["result"]["language"].as_str().map(str::to_owned);
    let mut transcript = Transcript { lang, extra: others(value, &["transcription"]), ..Transcript::default() };
    for part in parts {
        let cue = one(part, decoded, &mut transcript);
        transcript.cues.push(cue);
    }
    Some(transcript)
}

fn one(part: &Value, decoded: &Decoded, transcript: &mut Transcript) -> Cue {
    let (start, end) = span(part);
    let mut cue = cue(text_of(&part["text"]), start, end, words(list(&part["tokens"]), decoded));
    cue.voice = part["speaker"].as_str().filter(|speaker| *speaker != "?").map(|speaker| transcript.voice(speaker));
    cue.extra = others(part, &["text", "tokens", "offsets", "timestamps", "speaker"]);
    cue
}

/// The offsets in milliseconds; where there are none, the same as clock times.
fn span(part: &Value) -> (Option<i64>, Option<i64>) {
    let offsets = (millis(&part["offsets"]["from"]), millis(&part["offsets"]["to"]));
    if offsets.0.is_some() {
        return offsets;
    }
    let (from, to) = (text_of(&part["timestamps"]["from"]), text_of(&part["timestamps"]["to"]));
    let line = format!("{from} --> {to}");
    lenient_time::span(&line).map_or(offsets, |span| (Some(span.start_ms), Some(span.end_ms)))
}

/// Words put together from their tokens; marks of the model such as `[_BEG_]`, which nobody said, left out.
fn words(tokens: &[Value], decoded: &Decoded) -> Vec<TimedWord> {
    let mut words: Vec<TimedWord> = Vec::new();
    for token in tokens.iter().filter(|token| !text_of(&token["text"]).starts_with("[_")) {
        let text = text_of(&token["text"]);
        let (start_ms, end_ms) = span(token);
        let sure = permille(&token["p"]);
        match words.last_mut().filter(|word| goes_on(&word.text, text, decoded)) {
            Some(word) => {
                word.text.push_str(text.trim_end());
                word.end_ms = end_ms.or(word.end_ms);
                // A word is as sure as its least sure part.
                word.confidence_permille = word.confidence_permille.into_iter().chain(sure).min();
            }
            None => words.push(TimedWord {
                text: text.trim().to_owned(),
                start_ms,
                end_ms,
                confidence_permille: sure,
                ..TimedWord::default()
            }),
        }
    }
    words.retain(|word| !word.text.is_empty());
    words
}

/// Whether a token goes on with the word before it: no space between, or a character cut in two. In scripts without spaces a
/// token is as near to a word as can be had.
fn goes_on(word: &str, token: &str, decoded: &Decoded) -> bool {
    let (Some(last), Some(next)) = (word.chars().last(), token.chars().next()) else { return token.is_empty() };
    let is_cut = decoded.is_mark(last) && decoded.is_mark(next);
    is_cut || !(next.is_whitespace() || is_without_spaces(next))
}

/// Kana and Chinese characters.
fn is_without_spaces(c: char) -> bool {
    ('\u{2e80}'..='\u{9fff}').contains(&c) && !('\u{3000}'..='\u{303f}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn check(tokens: &[&str], expected: &[&str]) {
        let tokens: Vec<Value> =
            tokens.iter().map(|text| json!({"text": text, "p": 0.5, "offsets": {"from": 0, "to": 1}})).collect();
        let found = words(&tokens, &Decoded::of(b""));
        assert_eq!(found.iter().map(|word| word.text.as_str()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn parts_of_words_are_put_together() {
        check(&["[_BEG_]", " no", "body", " sp", "oke", ".", "[_TT_100]"], &["nobody", "spoke."]);
        check(&["我", "们", "。"], &["我", "们。"]);
        check(&[], &[]);
    }

    #[test]
    fn a_word_is_as_sure_as_its_least_sure_part() {
        let tokens = [json!({"text": " no", "p": 0.9}), json!({"text": "body", "p": 0.25}), json!({"text": "."})];
        assert_eq!(words(&tokens, &Decoded::of(b""))[0].confidence_permille, Some(250));
    }
}
