//! Web Annotations: our verdicts on the W3C samples, and the W3C's own schemas on our verdicts and on what we write.
//! The schemas are JSON Schema of draft 4 and are read from the shared folder; nothing is fetched.

use crate::support::shared;
use firsthand_model::annotation::{Body, Collection, Exported, annotation, check, collection, page, selectors};
use firsthand_model::media_fragment::MediaFragment;
use firsthand_model::selector::{FragmentSelector, Passage, Resolution, Selector, resolve};
use firsthand_model::transcript::{Cue, Timing, Transcript};
use jsonschema::{Draft, Registry, Validator};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::path::Path;

const SUITE: &str = "suites/web-annotation";
const ANNOTATION_MUSTS: &str = "annotations/annotationMusts.test";
const COLLECTION_MUSTS: &str = "collections/collectionMusts.test";
const PAGE_MUSTS: &str = "collections/pages/pageMusts.test";

/// Every sample of a folder by its name; those that are no JSON are nothing.
fn samples(folder: &str) -> Vec<(String, Option<Value>)> {
    let Some(folder) = shared(SUITE).map(|suite| suite.join("tools/samples").join(folder)) else { return Vec::new() };
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let name = |file: &Path| file.file_stem().unwrap().to_str().unwrap().to_owned();
    files.iter().map(|file| (name(file), serde_json::from_slice(&std::fs::read(file).unwrap()).ok())).collect()
}

#[test]
fn every_correct_sample_is_accepted() {
    let samples = samples("correct");
    for (name, sample) in &samples {
        assert_eq!(check(sample.as_ref().unwrap()), [], "{name}");
    }
    assert!(samples.is_empty() || samples.len() == 45);
}

#[test]
fn every_incorrect_sample_is_refused() {
    let samples = samples("incorrect");
    let accepted: Vec<_> = samples.iter().filter(|(_, s)| s.as_ref().is_some_and(|s| check(s).is_empty())).collect();
    assert!(accepted.is_empty(), "{accepted:?}");
    let unreadable = samples.iter().filter(|(_, sample)| sample.is_none()).count();
    assert!(samples.is_empty() || (samples.len(), unreadable) == (39, 17), "{} {unreadable}", samples.len());
}

/// Most incorrect samples have two ids besides what their label names; each is refused without that too.
#[test]
fn incorrect_samples_are_refused_for_what_their_label_says() {
    let mut judged = 0;
    let samples = samples("incorrect");
    for (name, sample) in &samples {
        let Some(mut sample) =
            sample.clone().filter(|sample| sample["id"].is_array() && sample["label"] != "multiple identifiers")
        else {
            continue;
        };
        sample["id"] = "http://example.org/1".into();
        assert!(!check(&sample).is_empty(), "{name}");
        judged += 1;
    }
    assert!(samples.is_empty() || judged == 16, "{judged}");
}

/// The schemas of a manifest by their file, ready to judge.
fn manifest(name: &str) -> Vec<(String, Validator)> {
    let Some(suite) = shared(SUITE) else { return Vec::new() };
    let registry = definitions(&suite);
    let manifest = read(&suite.join(name));
    let assertions: Vec<&str> =
        manifest["assertions"].as_array().unwrap().iter().map(|a| a.as_str().unwrap()).collect();
    assertions.into_iter().map(|file| (file.to_owned(), validator(&suite.join(file), &registry))).collect()
}

fn read(file: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap()
}

/// Their own `id` is the bare file name, so that references among them hold from any common folder.
fn definitions(suite: &Path) -> Registry<'static> {
    let mut files: Vec<_> = std::fs::read_dir(suite.join("definitions")).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let schema = |file: &Path| {
        let mut schema = read(file);
        schema["id"] = address(file).into();
        (address(file), Draft::Draft4.create_resource(schema))
    };
    Registry::new().draft(Draft::Draft4).extend(files.iter().map(|file| schema(file))).unwrap().prepare().unwrap()
}

/// An `id` beside a `$ref` does not count in draft 4, so the folder is named as the base too.
fn validator(file: &Path, registry: &Registry<'_>) -> Validator {
    let mut schema = read(file);
    schema["id"] = address(file).into();
    let options = jsonschema::options().with_draft(Draft::Draft4).with_base_uri(address(file));
    let options = options.should_validate_formats(true).with_registry(registry);
    options.build(&schema).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn address(file: &Path) -> String {
    format!("http://suite.invalid/{}", file.file_name().unwrap().to_str().unwrap())
}

fn failing(manifest: &[(String, Validator)], value: &Value) -> Vec<String> {
    manifest.iter().filter(|(_, validator)| !validator.is_valid(value)).map(|(file, _)| file.clone()).collect()
}

#[track_caller]
fn check_manifest(name: &str, schemas: usize, value: &Value) {
    assert_eq!(check(value), [], "{value:#}");
    let manifest = manifest(name);
    assert!(manifest.is_empty() || manifest.len() == schemas, "{} schemas in {name}", manifest.len());
    assert_eq!(failing(&manifest, value), [] as [&str; 0], "{value:#}");
}

fn transcript() -> Transcript {
    let cue = |text: &str, start_ms: i64| Cue {
        text: text.into(),
        start_ms: Some(start_ms),
        end_ms: Some(start_ms + 4000),
        timing: Timing::Stated,
        ..Cue::default()
    };
    Transcript {
        cues: vec![cue("Я был там,", 0), cue("мои\u{306} дом рядом.", 4000)], ..Transcript::default()
    }
}

fn passage() -> Passage {
    Passage::of(&transcript(), "sha256:5feceb66", 2, 2..4).unwrap()
}

fn about() -> Exported<'static> {
    Exported {
        id: "https://example.org/annotations/1",
        source: "https://example.org/interview.webm",
        motivation: Some("commenting"),
        creator: Some("https://example.org/staff/archivist"),
        created: Some("2026-01-02T03:04:05Z".parse().unwrap()),
    }
}

fn body() -> Body {
    Body { text: "Говорит о доме.".into(), lang: Some("ru".into()), purpose: Some("describing".into()) }
}

fn full() -> Value {
    annotation(&passage(), &[body(), Body { text: "дом".into(), ..Body::default() }], &about())
}

#[test]
fn an_exported_annotation_passes_every_must() {
    check_manifest(ANNOTATION_MUSTS, 54, &full());
}

#[test]
fn a_bare_annotation_passes_every_must() {
    let bare =
        Exported { id: "urn:uuid:dbfb1861-0ecf-41ad-be94-a584e5c4f1df", source: "urn:a:1", ..Exported::default() };
    check_manifest(ANNOTATION_MUSTS, 54, &annotation(&passage(), &[], &bare));
    let whole = Passage { selectors: Vec::new(), ..passage() };
    check_manifest(ANNOTATION_MUSTS, 54, &annotation(&whole, &[], &bare));
}

#[test]
fn an_exported_collection_passes_every_must() {
    check_manifest(COLLECTION_MUSTS, 10, &collection("https://example.org/all", "All", vec![full(), full()]));
    check_manifest(COLLECTION_MUSTS, 10, &collection("https://example.org/all", "None", Vec::new()));
}

#[test]
fn an_exported_page_passes_every_must() {
    let of = Collection { id: "https://example.org/all", label: "All", total: 41 };
    let made = page("https://example.org/all/1", of, 40, vec![full()]);
    check_manifest(PAGE_MUSTS, 15, &made);
    check_manifest(PAGE_MUSTS, 15, &collection("https://example.org/all", "All", vec![full()]));
}

/// What an export of ours implements of what the model leaves open; docs/conformance.md lists it.
#[test]
fn an_export_implements_these_optional_parts() {
    let of = Collection { id: "https://example.org/all", label: "All", total: 41 };
    let made = [
        ("annotations/annotationOptionals.test", 74, 24, full()),
        ("annotations/annotationsAgentOptionals.test", 36, 1, full()),
        ("collections/collectionOptionals.test", 15, 3, collection(of.id, of.label, vec![full()])),
        ("collections/pages/pageOptionals.test", 19, 4, page("https://example.org/all/1", of, 40, vec![full()])),
    ];
    for (name, schemas, implemented, value) in made {
        let manifest = manifest(name);
        let found = (manifest.len(), manifest.len() - failing(&manifest, &value).len());
        assert!(manifest.is_empty() || found == (schemas, implemented), "{name}: {found:?}");
    }
}

#[test]
fn an_exported_passage_is_found_again() {
    let read = Passage { selectors: selectors(&full()), ..passage() };
    assert_eq!(read, passage());
    let Resolution::Found(found) = resolve(&read, &transcript()) else { panic!("an orphan") };
    assert_eq!((found.tokens, found.disagreeing.len()), (2..4, 0));
}

/// The schemas refuse what the model takes from the Vocabulary, and pages taken out of their collection.
const STRICTER: [&str; 5] = ["anno11", "anno12", "anno13", "example42", "example43"];

#[test]
fn the_schemas_accept_what_we_accept_but_for_five_samples() {
    let [annotations, collections] = [ANNOTATION_MUSTS, COLLECTION_MUSTS].map(manifest);
    let is_collection = |sample: &Value| sample["type"] == "AnnotationCollection";
    let manifest = |sample: &Value| if is_collection(sample) { &collections } else { &annotations };
    let correct = samples("correct");
    let is_refused = |sample: &Value| !failing(manifest(sample), sample).is_empty();
    let refused: Vec<_> =
        correct.iter().filter(|(_, s)| is_refused(s.as_ref().unwrap())).map(|(name, _)| name).collect();
    assert!(correct.is_empty() || refused == STRICTER, "{refused:?}");
}

/// Damage to an annotation that every property below starts from.
fn damaged() -> impl Strategy<Value = Value> {
    let values = [
        json!(null),
        json!(7),
        json!([]),
        json!({}),
        json!("not a uri"),
        json!("2015"),
        json!({ "id": 7 }),
        json!([[]]),
    ];
    let pointers: Vec<String> = pointers(&full(), String::new());
    let change = (prop::sample::select(pointers), prop::sample::select(values.to_vec()), any::<bool>());
    prop::collection::vec(change, 1..3)
        .prop_map(|changes| changes.into_iter().fold(full(), |value, change| damage(value, &change)))
}

fn pointers(value: &Value, place: String) -> Vec<String> {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(object) => object.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(list) => list.iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect(),
        _ => Vec::new(),
    };
    let below = children.iter().flat_map(|(key, value)| pointers(value, format!("{place}/{key}")));
    below.chain([place.clone()]).filter(|place| !place.is_empty()).collect()
}

fn damage(mut value: Value, (pointer, other, is_removal): &(String, Value, bool)) -> Value {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match value.pointer_mut(parent) {
        Some(Value::Object(object)) if *is_removal => _ = object.shift_remove(key),
        Some(parent) if parent.get(key).is_some() => parent[key] = other.clone(),
        _ => _ = value.pointer_mut(pointer).map(|place| *place = other.clone()),
    }
    value
}

proptest! {
    #[test]
    fn what_we_accept_the_schemas_accept(damaged in damaged()) {
        thread_local!(static MUSTS: Vec<(String, Validator)> = manifest(ANNOTATION_MUSTS));
        if check(&damaged).is_empty() {
            let failing = MUSTS.with(|musts| failing(musts, &damaged));
            prop_assert_eq!(failing, [] as [&str; 0], "{:#}", damaged);
        }
    }

    #[test]
    fn any_export_passes_our_own_check(text in any::<String>(), lang in "[a-z]{2}", start in 0i64..1 << 40) {
        let fragment = MediaFragment::of_ms(start, start + 1).unwrap();
        let selectors = vec![Selector::Fragment(FragmentSelector::of(&fragment))];
        let body = Body { text, lang: Some(lang), purpose: None };
        let made = annotation(&Passage { selectors, ..passage() }, &[body], &about());
        prop_assert_eq!(check(&made), []);
    }
}
