//! Reader `iiif`, version 1. Formats: IIIF Presentation 3 manifests with sound or film: media, ranges as sections, supplementing
//! texts with a stretch of time as cues. Limits: 64 MiB, 500,000 cues and sections, 32 levels. No address is opened. Where a
//! manifest departs from the rules in `check` it says so and is read all the same. Other manifests stay with their text.

mod canvas;
mod check;
mod labels;
mod ranges;

use super::Reader;
use crate::{Problem, Reading, part, text};
use canvas::Canvases;
pub(super) use canvas::span_ms;
use firsthand_model::Transcript;
use serde_json::Value;
use std::collections::BTreeMap;

const NAME: &str = "iiif";
const VERSION: &str = "1";
/// Most cues, and most sections, of one manifest.
const MAX_ENTRIES: usize = 500_000;
/// Deepest ranges and annotation bodies.
const MAX_LEVELS: usize = 32;
/// Parts of a manifest that have their place, or are read by themselves.
const READ: [&str; 3] = ["label", "items", "structures"];

pub(super) const READER: Reader = Reader { claims, read, part: part::nowhere };

/// JSON that begins by naming the Presentation API, version 3.
fn claims(ending: &str, head: &[u8]) -> bool {
    ending == "json" && String::from_utf8_lossy(head).contains("iiif.io/api/presentation/3/context.json")
}

fn read(file: &str, bytes: &[u8]) -> Reading {
    let Some(value) = json(bytes) else { return text::read(file, bytes, true) };
    let mut reading = Reading::by(NAME, VERSION);
    for broken in check::broken_rules(&value) {
        reading.problem(Problem::note(file, broken.to_string()));
    }
    if value["type"] != "Manifest" {
        return unread(file, bytes, reading, "it is no manifest; save each manifest that it names");
    }
    let mut canvases = Canvases::default();
    list(&value["items"]).iter().for_each(|canvas| canvases.add(canvas));
    if canvases.media.is_empty() {
        return unread(file, bytes, reading, "it has neither sound nor film");
    }
    let notes = canvases.notes();
    notes.into_iter().for_each(|what| reading.problem(Problem::note(file, what)));
    let annotations = canvases.rest_unread();
    let (transcript, ranges) = transcript(&value, canvases);
    let left_out = annotations.into_iter().chain(ranges);
    left_out.for_each(|what| reading.problem(Problem::rest_unread(file, what)));
    reading.with_transcript(transcript)
}

/// The JSON of a file, whose mark of its encoding does not count.
pub(super) fn json(bytes: &[u8]) -> Option<Value> {
    serde_json::from_slice(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).ok()
}

/// Kept as text, with what was found out.
pub(super) fn unread(file: &str, bytes: &[u8], found: Reading, why: &str) -> Reading {
    let mut reading = text::read(file, bytes, true);
    found.problems.into_iter().for_each(|problem| reading.problem(problem));
    reading.problem(Problem::note(file, format!("kept as text: {why}")));
    reading
}

/// The transcript of a manifest, and what was left out of its ranges.
fn transcript(manifest: &Value, canvases: Canvases) -> (Transcript, Option<String>) {
    let mut transcript = Transcript { title: labels::first(&manifest["label"]), ..Transcript::default() };
    transcript.extra = others(manifest, &READ);
    if let Some(all) = labels::in_further_languages(&manifest["label"]) {
        transcript.extra.insert("label".into(), all);
    }
    let offsets = canvases.offsets();
    canvases.fill(&mut transcript);
    let left_out = ranges::fill(&manifest["structures"], &offsets, &mut transcript);
    (transcript, left_out)
}

/// Everything of an object that has no place of its own: language maps as their words, texts as they are, the rest as JSON.
pub(super) fn others(value: &Value, read: &[&str]) -> BTreeMap<String, String> {
    let fields = value.as_object().into_iter().flatten();
    let told = fields.filter(|(name, value)| !read.contains(&name.as_str()) && !value.is_null());
    told.map(|(name, value)| (name.clone(), written(value))).collect()
}

fn written(value: &Value) -> String {
    let words = labels::is_map(value).then(|| labels::all(value));
    words.or_else(|| value.as_str().map(str::to_owned)).unwrap_or_else(|| value.to_string())
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// An address, given as it is or as the `id` of an object.
fn address(value: &Value) -> Option<&str> {
    value.as_str().or_else(|| value["id"].as_str())
}
