//! Web Annotations: notes at the seconds that their targets name, by whoever made them.

use crate::support::{read, shared};
use firsthand_model::transcript::{CueKind, Timing};
use serde_json::{Value, json};

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

fn page() -> Value {
    json!({"@context": CONTEXT, "id": "https://a.example/page", "type": "AnnotationPage", "items": [
        {"id": "https://a.example/1", "type": "Annotation", "motivation": "commenting", "created": "2026-01-31T12:00:00Z",
         "creator": {"id": "https://a.example/anna", "type": "Person", "nickname": "a coder"},
         "body": [{"type": "TextualBody", "value": "The door is open here.", "language": "en"},
                  {"type": "TextualBody", "purpose": "tagging", "value": "door"}],
         "target": {"source": "https://a.example/film.mp4", "selector": {"type": "FragmentSelector",
            "conformsTo": "http://www.w3.org/TR/media-frags/", "value": "t=10.5,20"}}},
        {"id": "https://a.example/2", "type": "Annotation", "motivation": ["transcribing"], "bodyValue": "Nobody came.",
         "target": "https://a.example/film.mp4#t=30"},
        {"id": "https://a.example/3", "type": "Annotation", "motivation": "highlighting",
         "target": {"source": "https://a.example/letter.txt", "selector": {"type": "TextQuoteSelector", "exact": "thirty-one names", "prefix": "that "}}},
        {"id": "https://a.example/4", "type": "Annotation", "body": "https://a.example/photo.jpg", "target": "https://a.example/film.mp4"}]})
}

#[test]
fn annotations_are_notes_at_their_seconds_by_who_made_them() {
    let reading = read("notes.jsonld", page().to_string());
    assert_eq!((reading.reader.as_str(), reading.is_clean()), ("annotations", true), "{:?}", reading.problems);
    let messages: Vec<&str> = reading.problems.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(
        messages,
        ["1 annotations have neither words nor a quotation", "bodies that are addresses are named and not opened"]
    );
    let transcript = reading.transcript.unwrap();
    let cues: Vec<_> = transcript
        .cues
        .iter()
        .map(|cue| (cue.kind, cue.text.as_str(), transcript.speaker(cue), cue.start_ms, cue.end_ms, cue.timing))
        .collect();
    let expected = [
        (CueKind::Note, "The door is open here.\ndoor", Some("a coder"), Some(10_500), Some(20_000), Timing::Stated),
        (CueKind::Speech, "Nobody came.", None, Some(30_000), None, Timing::Stated),
        (CueKind::Note, "thirty-one names", None, None, None, Timing::Absent),
    ];
    assert_eq!(cues, expected);
    assert_eq!(transcript.media, ["https://a.example/film.mp4", "https://a.example/letter.txt"]);
    assert_eq!(transcript.references[0].address.as_deref(), Some("https://a.example/photo.jpg"));
    let first = &transcript.cues[0];
    assert_eq!((first.lang.as_deref(), first.label.as_deref()), (Some("en"), Some("https://a.example/1")));
    assert_eq!((&*first.extra["motivation"], &*first.extra["created"]), ("commenting", "2026-01-31T12:00:00Z"));
}

#[test]
fn one_annotation_and_a_collection_are_read_alike() {
    let mut one = page()["items"][0].clone();
    one["@context"] = CONTEXT.into();
    let alone = read("a.json", one.to_string()).transcript.unwrap();
    let collection = json!({"@context": CONTEXT, "id": "https://a.example/c", "type": "AnnotationCollection", "total": 1, "label": "Doors",
        "first": {"id": "https://a.example/page", "type": "AnnotationPage", "startIndex": 0, "items": [page()["items"][0]]}});
    let collected = read("a.json", collection.to_string()).transcript.unwrap();
    assert_eq!((&alone.cues, collected.title.as_deref()), (&collected.cues, Some("Doors")));
}

#[test]
fn what_names_its_pages_only_stays_text_and_says_so() {
    let names = json!({"@context": CONTEXT, "id": "https://a.example/c", "type": "AnnotationCollection", "total": 9,
        "first": "https://a.example/page1"});
    let reading = read("a.json", names.to_string());
    assert!(reading.transcript.is_none() && reading.text.is_some());
    assert!(
        reading.problems.iter().any(|problem| problem.message.contains("save each page")),
        "{:?}",
        reading.problems
    );
}

#[test]
fn a_rule_that_is_not_kept_is_named_and_the_words_are_read() {
    let broken = json!({"@context": CONTEXT, "type": "Annotation", "bodyValue": "words", "target": "https://a.example/film.mp4"});
    let reading = read("a.json", broken.to_string());
    assert_eq!(reading.transcript.unwrap().cues[0].text, "words");
    let said = &reading.problems[0];
    assert!(!said.fatal && said.message.contains("Web Annotation Data Model, 3.1"), "{said}");
}

/// The suite's own files: each with an annotation that has words is read, whatever rule it breaks on purpose.
#[test]
fn the_suites_samples_are_read() {
    let Some(folder) = shared("suites/web-annotation/tools/samples/correct") else { return };
    let mut read_ones = 0;
    for file in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let bytes = std::fs::read(&file).unwrap();
        let reading = read(&file.file_name().unwrap().to_string_lossy(), &bytes);
        assert!(reading.is_clean(), "{}: {:?}", file.display(), reading.problems);
        read_ones += usize::from(reading.transcript.is_some());
    }
    assert!(read_ones > 0);
}
