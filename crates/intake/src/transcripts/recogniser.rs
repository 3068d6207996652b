//! Reader `recogniser`, version 2. Formats: JSON that speech recognisers and aligners write: Whisper, whisper.cpp, WhisperX,
//! AWS Transcribe, Vosk, Gentle, Kaltura. Limit: 64 MiB. Invalid UTF-8, times that run backwards and words without times are
//! met in practice: what was stated is kept, what could not be used is named. Token ids, characters timed one by one and the
//! same words told a second time stay in the original alone. Any other JSON is kept as text.

mod aws;
mod bytes;
mod order;
mod plain;
mod runs;
mod whisper;
mod whisper_cpp;

use super::Reader;
use crate::{Problem, Reading, part, text};
use bytes::Decoded;
use firsthand_model::transcript::{Cue, Layer, TimedWord, Timing};
use serde_json::Value;
use std::collections::BTreeMap;

const NAME: &str = "recogniser";
const VERSION: &str = "2";

pub(super) const READER: Reader = Reader { claims, read, part: part::nowhere };

fn claims(ending: &str, _head: &[u8]) -> bool {
    ending == "json"
}

fn read(file: &str, bytes: &[u8]) -> Reading {
    let decoded = Decoded::of(bytes);
    let Ok(value) = serde_json::from_str::<Value>(&decoded.text) else {
        return text::read(file, bytes, true);
    };
    let readers =
        [whisper_cpp::transcript, aws::transcript, whisper::transcript, plain::vosk, plain::gentle, plain::kaltura];
    let Some(mut transcript) = readers.iter().find_map(|read| read(&value, &decoded)) else {
        return text::read(file, bytes, true);
    };
    transcript.layer = Layer::Machine;
    let mut reading = Reading::by(NAME, VERSION);
    decoded.settle(&mut transcript).into_iter().for_each(|(row, what)| {
        reading.problem(Problem::note(file, what).at_row(row));
    });
    order::repair(&mut transcript).into_iter().for_each(|what| reading.problem(Problem::note(file, what)));
    transcript.interpolate();
    reading.with_transcript(transcript)
}

/// A cue with times as the file states them.
fn cue(text: &str, start_ms: Option<i64>, end_ms: Option<i64>, words: Vec<TimedWord>) -> Cue {
    let timing = if start_ms.or(end_ms).is_some() { Timing::Stated } else { Timing::Absent };
    Cue { text: text.trim().to_owned(), start_ms, end_ms, timing, words, ..Cue::default() }
}

/// Milliseconds of seconds, which recognisers write as numbers or as strings.
fn seconds(value: &Value) -> Option<i64> {
    whole(number(value)? * 1000.0)
}

/// Milliseconds as they stand.
fn millis(value: &Value) -> Option<i64> {
    whole(number(value)?)
}

fn whole(ms: f64) -> Option<i64> {
    (ms.is_finite() && ms.abs() < 1e15).then_some(ms.round() as i64)
}

/// Thousandths of a probability.
fn permille(value: &Value) -> Option<u16> {
    let share = number(value)?;
    (0.0..=1.0).contains(&share).then(|| (share * 1000.0).round() as u16)
}

fn number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.trim().parse().ok())
}

/// Fields of an object that have no place of their own: texts as they are, anything else as JSON.
fn others(value: &Value, known: &[&str]) -> BTreeMap<String, String> {
    let fields = value.as_object().into_iter().flatten();
    let written = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let told = fields.filter(|(name, value)| !known.contains(&name.as_str()) && !value.is_null());
    told.map(|(name, value)| (name.clone(), written(value))).collect()
}

/// What is said of single words and has no place there, under the word's number in the cue.
fn others_of_words(words: &[Value], known: &[&str]) -> BTreeMap<String, String> {
    let numbered = words.iter().zip(1..).flat_map(|(word, number)| {
        let told = others(word, known).into_iter();
        told.map(move |(name, value)| (format!("word {number} {name}"), value))
    });
    numbered.collect()
}

fn text_of(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
