//! Reader `recogniser`, version 1. Formats: JSON that speech recognisers write: Whisper, whisper.cpp, WhisperX, AWS
//! Transcribe. Limit: 64 MiB. Invalid UTF-8, times that run backwards and words without times are met in practice: what
//! was stated is kept, what could not be used is named. Any other JSON is kept as text.

mod aws;
mod whisper;
mod whisper_cpp;

use super::Reader;
use crate::{Problem, Reading, text};
use firsthand_model::Transcript;
use firsthand_model::transcript::{Cue, Layer, TimedWord, Timing};
use serde_json::Value;
use std::collections::BTreeMap;

const NAME: &str = "recogniser";
const VERSION: &str = "1";

pub(super) const READER: Reader = Reader { claims, read };

fn claims(ending: &str, _head: &[u8]) -> bool {
    ending == "json"
}

fn read(file: &str, bytes: &[u8]) -> Reading {
    let Ok(value) = serde_json::from_str::<Value>(&String::from_utf8_lossy(bytes)) else {
        return text::read(file, bytes, true);
    };
    let readers = [whisper_cpp::transcript, aws::transcript, whisper::transcript];
    let Some(mut transcript) = readers.iter().find_map(|read| read(&value)) else {
        return text::read(file, bytes, true);
    };
    transcript.layer = Layer::Machine;
    let mut reading = Reading::by(NAME, VERSION);
    if let Err(error) = std::str::from_utf8(bytes) {
        let at = error.valid_up_to();
        let message =
            format!("byte {at} is not UTF-8, as some recognisers write; shown as \u{fffd}, the original is as it was");
        let row = 1 + bytes[..at].iter().filter(|byte| **byte == b'\n').count() as u64;
        reading.problem(Problem::note(file, message).at_row(row));
    }
    put_in_order(file, &mut transcript, &mut reading);
    transcript.interpolate();
    reading.with_transcript(transcript)
}

/// A cue that begins before the one before it, or ends before it begins, loses its times; what was stated stays in `extra`.
fn put_in_order(file: &str, transcript: &mut Transcript, reading: &mut Reading) {
    let mut latest = i64::MIN;
    for (index, cue) in transcript.cues.iter_mut().enumerate() {
        let Some(start_ms) = cue.start_ms else { continue };
        if start_ms >= latest && cue.end_ms.is_none_or(|end_ms| end_ms >= start_ms) {
            latest = start_ms;
            continue;
        }
        let stated = format!("{start_ms} to {} ms", cue.end_ms.map_or("nothing".into(), |end_ms| end_ms.to_string()));
        let message = format!("cue {}: its times run backwards ({stated}); spread between its neighbours", index + 1);
        reading.problem(Problem::note(file, message));
        cue.extra.insert("stated times".into(), stated);
        (cue.start_ms, cue.end_ms, cue.timing) = (None, None, Timing::Absent);
    }
}

/// A cue with times as the file states them.
fn cue(text: &str, start_ms: Option<i64>, end_ms: Option<i64>, words: Vec<TimedWord>) -> Cue {
    let timing = if start_ms.is_some() { Timing::Stated } else { Timing::Absent };
    Cue { text: text.trim().to_owned(), start_ms, end_ms, timing, words, ..Cue::default() }
}

/// Milliseconds of seconds, which recognisers write as numbers or as strings.
fn seconds(value: &Value) -> Option<i64> {
    let seconds = value.as_f64().or_else(|| value.as_str()?.parse().ok())?;
    let ms = (seconds * 1000.0).round();
    (ms.is_finite() && ms.abs() < 1e15).then_some(ms as i64)
}

/// Thousandths of a probability.
fn permille(value: &Value) -> Option<u16> {
    let share = value.as_f64().or_else(|| value.as_str()?.parse().ok())?;
    (0.0..=1.0).contains(&share).then(|| (share * 1000.0).round() as u16)
}

/// Fields of an object that have no place of their own: plain values, as written.
fn others(value: &Value, known: &[&str]) -> BTreeMap<String, String> {
    let fields = value.as_object().into_iter().flatten();
    let plain =
        fields.filter(|(name, value)| !known.contains(&name.as_str()) && !value.is_object() && !value.is_array());
    let written = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    plain.filter(|(_, value)| !value.is_null()).map(|(name, value)| (name.clone(), written(value))).collect()
}

fn text_of(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
