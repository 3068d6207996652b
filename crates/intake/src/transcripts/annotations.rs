//! Reader `annotations`, version 1. Formats: Web Annotations (W3C Web Annotation Data Model, JSON-LD in the model's own shape):
//! one, a page of them, a collection with its first page in it. Each is a note at the time that its target names, by whoever made
//! it; one that supplements or transcribes is speech. Limits: 64 MiB, 500,000 annotations, 32 levels of bodies. No address is opened. Each
//! rule of the model that is not kept is named with its place, and what can be read is read all the same.

use super::Reader;
use super::iiif::{json, others, span_ms, unread};
use crate::{Problem, Reading, part, text};
use firsthand_model::Transcript;
use firsthand_model::annotation::{check, many, selectors};
use firsthand_model::selector::Selector;
use firsthand_model::transcript::{Cue, CueKind, Reference, Timing};
use serde_json::Value;
use std::collections::BTreeMap;

const NAME: &str = "annotations";
const VERSION: &str = "1";
/// Most annotations of one file.
const MAX_ANNOTATIONS: usize = 500_000;
/// Deepest bodies within bodies.
const MAX_LEVELS: usize = 32;
/// Fields of an annotation that have a place of their own in a cue.
const READ: [&str; 7] = ["@context", "id", "type", "body", "bodyValue", "creator", "motivation"];

pub(super) const READER: Reader = Reader { claims, read, part: part::nowhere };

/// JSON that begins by naming the context of Web Annotations.
fn claims(ending: &str, head: &[u8]) -> bool {
    ["json", "jsonld"].contains(&ending) && String::from_utf8_lossy(head).contains("www.w3.org/ns/anno.jsonld")
}

fn read(file: &str, bytes: &[u8]) -> Reading {
    read_at_most(MAX_ANNOTATIONS, file, bytes)
}

fn read_at_most(most: usize, file: &str, bytes: &[u8]) -> Reading {
    let Some(value) = json(bytes) else { return text::read(file, bytes, true) };
    let mut reading = Reading::by(NAME, VERSION);
    for flaw in check(&value) {
        let place = if flaw.place.is_empty() { "the file" } else { &flaw.place };
        let message = format!("{place} {} (Web Annotation Data Model, {})", flaw.says, flaw.section);
        reading.problem(Problem::note(file, message));
    }
    let all = annotations(&value);
    if all.is_empty() {
        return unread(file, bytes, reading, "no annotation stands in it; save each page that it names");
    }
    let mut notes = Notes::default();
    all.iter().take(most).for_each(|annotation| notes.take(annotation));
    let said = [
        (notes.wordless, format!("{} annotations have neither words nor a quotation", notes.wordless)),
        (notes.transcript.references.len(), "bodies that are addresses are named and not opened".to_owned()),
    ];
    for (_, message) in said.into_iter().filter(|(count, _)| *count > 0) {
        reading.problem(Problem::note(file, message));
    }
    if all.len() > most {
        let message = format!("more than {most} annotations; the others stay in the original alone");
        reading.problem(Problem::rest_unread(file, message));
    }
    notes.transcript.title = value["label"].as_str().map(str::to_owned);
    reading.with_transcript(notes.transcript)
}

/// The annotations of a file: itself, those of a page, those of a collection's first page.
fn annotations(value: &Value) -> Vec<&Value> {
    let page = if is_a(value, "AnnotationCollection") { &value["first"] } else { value };
    match page["items"].as_array() {
        Some(items) if !is_a(value, "Annotation") => items.iter().filter(|item| item.is_object()).collect(),
        _ if is_a(value, "Annotation") => vec![value],
        _ => Vec::new(),
    }
}

fn is_a(value: &Value, kind: &str) -> bool {
    many(&value["type"]).any(|one| one == kind)
}

/// What has been read so far.
#[derive(Default)]
struct Notes {
    transcript: Transcript,
    wordless: usize,
}

impl Notes {
    fn take(&mut self, annotation: &Value) {
        let mut bodies = Bodies::default();
        bodies.add(&annotation["body"], 0);
        bodies.texts.extend(annotation["bodyValue"].as_str().map(str::to_owned));
        let quotation = selectors(annotation).into_iter().find_map(quoted);
        let own = bodies.texts.join("\n").trim().to_owned();
        let is_quoted = own.is_empty();
        let words = Some(own).filter(|own| !own.is_empty()).or_else(|| quotation.clone());
        let cue = u32::try_from(self.transcript.cues.len()).unwrap_or(u32::MAX);
        let linked = bodies.addresses.into_iter().map(|at| Reference { cue, label: at.clone(), address: Some(at) });
        self.transcript.references.extend(linked);
        let Some(text) = words else {
            self.wordless += 1;
            return;
        };
        let target = many(&annotation["target"]).next().unwrap_or(&Value::Null);
        self.note_medium(target);
        let mut extra = extra_of(annotation);
        extra.extend(quotation.filter(|_| !is_quoted).map(|exact| ("quotation".to_owned(), exact)));
        let (start_ms, end_ms) = span_ms(target, 0).unzip();
        let voice = name_of(&annotation["creator"]).map(|name| self.transcript.voice(name));
        self.transcript.cues.push(Cue {
            kind: if is_speech(annotation) { CueKind::Speech } else { CueKind::Note },
            voice,
            text,
            lang: bodies.lang,
            start_ms,
            end_ms: end_ms.flatten(),
            timing: if start_ms.is_some() { Timing::Stated } else { Timing::Absent },
            label: annotation["id"].as_str().map(str::to_owned),
            extra,
            ..Cue::default()
        });
    }

    /// What the target is of, without the part that it names.
    fn note_medium(&mut self, target: &Value) {
        let address = [target, &target["source"], &target["source"]["id"], &target["id"]];
        let Some(address) = address.into_iter().find_map(Value::as_str) else { return };
        let medium = address.split('#').next().unwrap_or_default().to_owned();
        if !self.transcript.media.contains(&medium) {
            self.transcript.media.push(medium);
        }
    }
}

/// What somebody says in a recording, and not of it.
fn is_speech(annotation: &Value) -> bool {
    let said = ["supplementing", "transcribing"];
    many(&annotation["motivation"]).any(|motivation| motivation.as_str().is_some_and(|word| said.contains(&word)))
}

/// Texts and addresses of all bodies, in their order.
#[derive(Default)]
struct Bodies {
    texts: Vec<String>,
    lang: Option<String>,
    addresses: Vec<String>,
}

impl Bodies {
    fn add(&mut self, body: &Value, level: usize) {
        if level > MAX_LEVELS {
            return;
        }
        if let Some(inner) = body.as_array().or_else(|| body["items"].as_array()) {
            inner.iter().for_each(|one| self.add(one, level + 1));
        } else if let Some(words) = body["value"].as_str() {
            self.texts.push(words.replace("\r\n", "\n"));
            self.lang = self.lang.take().or_else(|| many(&body["language"]).find_map(Value::as_str).map(str::to_owned));
        } else if body["source"].is_object() {
            self.add(&body["source"], level + 1);
        } else {
            let address = [body, &body["source"], &body["id"]].into_iter().find_map(Value::as_str);
            self.addresses.extend(address.map(str::to_owned));
        }
    }
}

/// The words that a selector quotes, itself or in what refines it.
fn quoted(selector: Selector) -> Option<String> {
    match selector {
        Selector::Quote(quote) => Some(quote.exact),
        Selector::Fragment(fragment) => fragment.refined_by.and_then(|inner| quoted(*inner)),
        _ => None,
    }
}

/// Who made it, by name, nickname or address.
fn name_of(creator: &Value) -> Option<&str> {
    let first = many(creator).next()?;
    [&first["name"], &first["nickname"], first, &first["id"]].into_iter().find_map(Value::as_str)
}

/// Everything that has no place of its own, the motivation as its words.
fn extra_of(annotation: &Value) -> BTreeMap<String, String> {
    let mut extra = others(annotation, &READ);
    let motives: Vec<&str> = many(&annotation["motivation"]).filter_map(Value::as_str).collect();
    if !motives.is_empty() {
        extra.insert("motivation".to_owned(), motives.join(", "));
    }
    extra
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn annotations_for_which_there_is_no_room_count_as_unread() {
        let one = r#"{"type": "Annotation", "bodyValue": "words", "target": "https://a.example/film.mp4#t=1,2"}"#;
        let page = format!(r#"{{"type": "AnnotationPage", "items": [{one}, {one}]}}"#);
        let reading = read_at_most(1, "a.json", page.as_bytes());
        assert_eq!(reading.transcript.map(|transcript| transcript.cues.len()), Some(1));
        assert!(reading.problems.iter().any(|problem| problem.rest_unread), "{:?}", reading.problems);
        assert!(!read_at_most(2, "a.json", page.as_bytes()).problems.iter().any(|problem| problem.rest_unread));
    }
}
