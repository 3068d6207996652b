//! One minimal file of ours for each verdict of the standard's own validator over its fixtures, under the names it has there.
//! None of its files is here; where a folder of them is named in FIRSTHAND_IIIF_FIXTURES, their verdicts are checked too.

use super::{Rule, broken_rules};
use serde_json::{Value, json};

const CONTEXT: &str = "http://iiif.io/api/presentation/3/context.json";
const BASE: &str = "https://archive.example";
/// Those that the standard's validator refuses.
const REFUSED: [&str; 9] = [
    "broken_choice",
    "broken_collection",
    "broken_embedded_annos",
    "broken_service",
    "broken_simple_image",
    "collection_of_canvases",
    "non_cc_license",
    "old_format_label",
    "rights_lang_issues",
];

fn words(words: &str) -> Value {
    json!({"en": [words]})
}

fn annotation(motivation: &str, body: Value) -> Value {
    json!({"id": format!("{BASE}/anno/1"), "type": "Annotation", "motivation": motivation, "body": body, "target": format!("{BASE}/canvas/1")})
}

fn page(annotation: Value) -> Value {
    json!({"id": format!("{BASE}/page/1"), "type": "AnnotationPage", "items": [annotation]})
}

fn sound() -> Value {
    json!({"id": format!("{BASE}/quay.mp3"), "type": "Sound", "format": "audio/mpeg", "duration": 60})
}

/// A canvas with one painted body and further fields.
fn canvas(body: Value, more: Value) -> Value {
    let items = [page(annotation("painting", body))];
    with(json!({"id": format!("{BASE}/canvas/1"), "type": "Canvas", "duration": 60, "items": items}), more)
}

/// A manifest with one canvas and further fields.
fn manifest(canvas: Value, more: Value) -> Value {
    let head = json!({"@context": CONTEXT, "id": format!("{BASE}/manifest"), "type": "Manifest", "label": words("Quay"), "items": [canvas]});
    with(head, more)
}

fn of_sound(more: Value) -> Value {
    manifest(canvas(sound(), json!({})), more)
}

fn collection(item: Value) -> Value {
    json!({"@context": CONTEXT, "id": format!("{BASE}/all"), "type": "Collection", "label": words("All"), "items": [item]})
}

fn named(kind: &str) -> Value {
    json!({"id": format!("{BASE}/one"), "type": kind, "label": words("One")})
}

/// An object with fields of another put over its own.
fn with(mut value: Value, more: Value) -> Value {
    for (name, inner) in more.as_object().into_iter().flatten() {
        value[name] = inner.clone();
    }
    value
}

fn without(mut value: Value, name: &str) -> Value {
    value.as_object_mut().unwrap().remove(name);
    value
}

#[track_caller]
fn passes(value: Value) {
    assert_eq!(broken_rules(&value), [], "{value}");
}

#[track_caller]
fn breaks(value: Value, rule: Rule, at: &str) {
    let broken = broken_rules(&value);
    let told: Vec<(Rule, &str)> = broken.iter().map(|broken| (broken.rule, broken.at.as_str())).collect();
    assert_eq!(told, [(rule, at)], "{value}");
}

macro_rules! verdicts {
    ($($(#[$about:meta])* $name:ident: $value:expr $(=> $rule:ident at $at:literal)?;)+) => {$(
        $(#[$about])*
        #[test]
        fn $name() {
            verdicts!(@one $value $(, $rule, $at)?);
        }
    )+};
    (@one $value:expr) => { passes($value) };
    (@one $value:expr, $rule:ident, $at:literal) => { breaks($value, Rule::$rule, $at) };
}

verdicts! {
    accompanying_canvas: of_sound(json!({"accompanyingCanvas": canvas(json!({"id": "https://archive.example/a.png", "type": "Image"}), json!({"height": 9, "width": 9}))}));
    anno_page: with(page(annotation("supplementing", json!({"type": "TextualBody", "value": "On the quay."}))), json!({"@context": CONTEXT}));
    anno_page_in_collection: with(page(annotation("commenting", json!({"type": "TextualBody", "value": "a"}))), json!({"partOf": {"id": "https://archive.example/annos", "type": "AnnotationCollection", "label": words("Annos")}}));
    anno_page_multiple_motivations: page(with(annotation("", json!({"type": "TextualBody", "value": "a"})), json!({"motivation": ["commenting", "tagging"]})));
    anno_pointselector: page(with(annotation("tagging", json!({"type": "TextualBody", "value": "a"})), json!({"target": {"source": "https://archive.example/canvas/1", "selector": {"type": "PointSelector", "t": 27.5}}})));
    anno_source: page(with(annotation("tagging", json!({"type": "TextualBody", "value": "a"})), json!({"target": {"type": "SpecificResource", "source": {"id": "https://archive.example/canvas/1", "type": "Canvas"}}})));
    annotation_full: page(with(annotation("commenting", json!({"type": "TextualBody", "value": "a"})), json!({"target": {"type": "SpecificResource", "source": {"id": "https://archive.example/canvas/1", "type": "Canvas", "partOf": [{"id": "https://archive.example/manifest", "type": "Manifest"}]}, "selector": {"type": "FragmentSelector", "value": "t=1,2"}}})));
    choice: manifest(canvas(json!({"type": "Choice", "items": [sound(), sound()]}), json!({})), json!({}));
    a_collection: collection(named("Manifest"));
    collection_of_collections: collection(named("Collection"));
    content_state: with(annotation("contentState", json!({"id": "https://archive.example/canvas/1", "type": "Canvas"})), json!({"@context": CONTEXT}));
    extension_anno: page(with(annotation("extension:measuring", json!({"type": "TextualBody", "value": "a"})), json!({"extension:unit": "m"})));
    full_example: manifest(canvas(sound(), json!({"annotations": [page(annotation("supplementing", json!({"type": "TextualBody", "value": "a", "language": "en"})))]})), json!({"summary": words("s"), "partOf": [{"id": "https://archive.example/all", "type": "Collection"}], "rights": "http://creativecommons.org/licenses/by/4.0/", "metadata": [{"label": words("Day"), "value": {"none": ["1"]}}], "requiredStatement": {"label": words("Terms"), "value": words("Ask")}, "structures": [{"id": "https://archive.example/range/1", "type": "Range", "label": words("One"), "items": [{"id": "https://archive.example/canvas/1#t=0,30", "type": "Canvas"}]}]}));
    multi_bodies: page(annotation("tagging", json!([{"type": "TextualBody", "value": "a"}, {"type": "TextualBody", "value": "b"}])));
    nav_place: of_sound(json!({"navPlace": {"id": "https://archive.example/place", "type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"label": "plain"}}]}}));
    old_cc_license: of_sound(json!({"rights": "http://creativecommons.org/licenses/by-nc-sa/2.0/"}));
    placeholder_canvas: of_sound(json!({"placeholderCanvas": canvas(json!({"id": "https://archive.example/a.png", "type": "Image"}), json!({"height": 9, "width": 9}))}));
    point_selector: of_sound(json!({"start": {"id": "https://archive.example/start", "type": "SpecificResource", "source": "https://archive.example/canvas/1", "selector": {"type": "PointSelector", "t": 14.5}}}));
    publicdomain: of_sound(json!({"rights": "http://creativecommons.org/publicdomain/mark/1.0/"}));
    range_range: of_sound(json!({"structures": [{"id": "https://archive.example/range/1", "type": "Range", "label": words("All"), "items": [{"id": "https://archive.example/range/2", "type": "Range", "label": words("One"), "items": []}]}]}));
    rightsstatement_license: of_sound(json!({"rights": "http://rightsstatements.org/vocab/InC/1.0/"}));
    simple_video: manifest(canvas(json!({"id": "https://archive.example/quay.mp4", "type": "Video", "height": 9, "width": 9}), json!({"height": 9, "width": 9})), json!({}));
    version2image: manifest(canvas(json!({"id": "https://archive.example/a.png", "type": "Image", "service": [{"@id": "https://archive.example/image", "@type": "ImageService2", "profile": "level1"}]}), json!({"height": 9, "width": 9})), json!({}));

    broken_choice: manifest(canvas(json!({"type": "Choice", "items": [sound()]}), json!({"width": 480})), json!({})) => SizeIsWhole at "/items/0/height";
    broken_collection: without(collection(named("Manifest")), "label") => LabelIsThere at "/label";
    broken_embedded_annos: manifest(with(canvas(sound(), json!({})), json!({"items": [page(annotation("commenting", json!({"type": "TextualBody", "value": "a"})))]})), json!({})) => ItemsArePainted at "/items/0/items/0";
    annotations_within_a_page: manifest(with(canvas(sound(), json!({})), json!({"items": [with(page(annotation("painting", sound())), json!({"annotations": []}))]})), json!({})) => ItemsArePainted at "/items/0/items/0/annotations";
    broken_service: manifest(canvas(with(sound(), json!({"service": {"id": "https://archive.example/probe", "type": "Probe"}})), json!({})), json!({})) => ServiceIsList at "/items/0/items/0/items/0/body/service";
    broken_simple_image: manifest(without(canvas(sound(), json!({})), "id"), json!({})) => IdIsThere at "/items/0/id";
    collection_of_canvases: collection(named("Canvas")) => CollectionHoldsManifests at "/items/0";
    non_cc_license: of_sound(json!({"rights": "https://archive.example/terms"})) => RightsIsLicence at "/rights";
    old_format_label: of_sound(json!({"label": "Quay"})) => LabelIsLanguageMap at "/label";
    rights_lang_issues_none: of_sound(json!({"label": {"@none": ["Quay"]}})) => NoLanguageIsNone at "/label";
    rights_lang_issues_https: of_sound(json!({"rights": "https://creativecommons.org/licenses/by/4.0/"})) => RightsIsLicence at "/rights";
    an_id_that_is_no_address: of_sound(json!({"id": "urn:uuid:1"})) => IdIsAddress at "/id";
    words_that_are_no_list: of_sound(json!({"summary": {"en": "s"}})) => LabelIsLanguageMap at "/summary";
}

#[test]
fn a_file_that_breaks_a_rule_everywhere_is_told_a_hundred_times() {
    let canvases: Vec<Value> = (0..500).map(|_| canvas(sound(), json!({"label": "x"}))).collect();
    assert_eq!(broken_rules(&of_sound(json!({"items": canvases}))).len(), 100);
}

#[test]
fn the_validators_own_fixtures_get_its_verdicts() {
    let Some(folder) = std::env::var_os("FIRSTHAND_IIIF_FIXTURES") else {
        return println!("skipped: IIIF/presentation-validator fixtures/3 (set FIRSTHAND_IIIF_FIXTURES)");
    };
    let mut wrong = Vec::new();
    let files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    for file in &files {
        let value: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let broken = broken_rules(&value);
        if broken.is_empty() == REFUSED.contains(&name.as_str()) {
            wrong.push((name, broken));
        }
    }
    assert_eq!((files.len(), wrong), (32, vec![]));
}
