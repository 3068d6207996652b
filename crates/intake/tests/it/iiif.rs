//! IIIF Presentation 3 manifests with sound or film, of our own making after the forms in the cookbook.

use crate::support::read;
use firsthand_model::transcript::{CueKind, Timing};
use proptest::prelude::*;

const MANIFEST: &str = r##"{"@context": "http://iiif.io/api/presentation/3/context.json", "id": "https://a.example/m", "type": "Manifest",
 "label": {"en": ["On the quay"], "ru": ["На пристани"]}, "summary": {"en": ["Two reels."]},
 "rights": "http://creativecommons.org/licenses/by/4.0/",
 "metadata": [{"label": {"en": ["Day"]}, "value": {"none": ["1"]}}],
 "items": [
  {"id": "https://a.example/c1", "type": "Canvas", "duration": 60.5, "label": {"en": ["Reel 1"]},
   "items": [{"id": "https://a.example/p1", "type": "AnnotationPage", "items": [
    {"id": "https://a.example/a1", "type": "Annotation", "motivation": "painting", "target": "https://a.example/c1",
     "body": {"type": "Choice", "items": [{"id": "https://a.example/1.mp4", "type": "Video"}, {"id": "https://a.example/1.webm", "type": "Video"}]}}]}],
   "annotations": [{"id": "https://a.example/p2", "type": "AnnotationPage", "items": [
    {"id": "https://a.example/s1", "type": "Annotation", "motivation": "supplementing", "target": "https://a.example/c1#t=1.5,3",
     "body": {"type": "TextualBody", "value": "Nobody spoke.", "language": "en", "format": "text/plain"}},
    {"id": "https://a.example/s2", "type": "Annotation", "motivation": "commenting",
     "target": {"source": "https://a.example/c1", "selector": {"type": "PointSelector", "t": 4}},
     "body": {"type": "TextualBody", "value": "A remark", "language": "en"}},
    {"id": "https://a.example/s3", "type": "Annotation", "motivation": "supplementing", "target": "https://a.example/c1",
     "body": {"id": "https://a.example/1.vtt", "type": "Text", "format": "text/vtt", "label": {"en": ["Captions"]}}}]}]},
  {"id": "https://a.example/c2", "type": "Canvas", "duration": 30,
   "items": [{"id": "https://a.example/p3", "type": "AnnotationPage", "items": [
    {"id": "https://a.example/a2", "type": "Annotation", "motivation": "painting", "target": "https://a.example/c2",
     "body": {"id": "https://a.example/2.mp3", "type": "Sound"}}]}],
   "annotations": [{"id": "https://a.example/p4", "type": "AnnotationPage", "items": [
    {"id": "https://a.example/s4", "type": "Annotation", "motivation": ["supplementing"],
     "target": {"source": "https://a.example/c2", "selector": {"type": "FragmentSelector", "value": "t=2,4"}},
     "body": {"type": "TextualBody", "value": "Позже.", "language": "ru"}}]}]}],
 "structures": [{"id": "https://a.example/r", "type": "Range", "label": {"en": ["Whole"]}, "items": [
  {"id": "https://a.example/r1", "type": "Range", "label": {"en": ["Morning"]}, "items": [{"id": "https://a.example/c1#t=0,20", "type": "Canvas"}]},
  {"id": "https://a.example/r2", "type": "Range", "label": {"en": ["Noon"]}, "items": [{"id": "https://a.example/c2#t=1,30", "type": "Canvas"}]}]}]}"##;

#[test]
fn texts_with_a_stretch_of_time_become_cues_on_one_axis() {
    let reading = read("iiif/manifest.json", MANIFEST);
    assert_eq!((reading.reader.as_str(), reading.is_clean()), ("iiif", true), "{:?}", reading.problems);
    let transcript = reading.transcript.unwrap();
    let cues: Vec<_> =
        transcript.cues.iter().map(|cue| (cue.kind, cue.text.as_str(), cue.start_ms, cue.end_ms, cue.timing)).collect();
    let expected = [
        (CueKind::Speech, "Nobody spoke.", Some(1_500), Some(3_000), Timing::Stated),
        (CueKind::Note, "A remark", Some(4_000), None, Timing::Stated),
        (CueKind::Speech, "Позже.", Some(62_500), Some(64_500), Timing::Stated),
    ];
    assert_eq!(cues, expected);
    assert_eq!(transcript.cues[2].lang.as_deref(), Some("ru"));
}

#[test]
fn media_are_every_recording_and_caption_files_are_named_and_not_opened() {
    let reading = read("iiif/manifest.json", MANIFEST);
    let transcript = reading.transcript.unwrap();
    assert_eq!(transcript.media, ["https://a.example/1.mp4", "https://a.example/1.webm", "https://a.example/2.mp3"]);
    let files: Vec<_> = transcript.references.iter().map(|one| (one.label.as_str(), one.address.as_deref())).collect();
    assert_eq!(files, [("Captions (text/vtt)", Some("https://a.example/1.vtt"))]);
    assert_eq!(reading.problems.len(), 1, "{:?}", reading.problems);
    assert!(reading.problems[0].message.contains("1 supplementing texts stand in files of their own"));
}

#[test]
fn caption_files_to_choose_from_are_all_named() {
    let one =
        r#"{"id": "https://a.example/1.vtt", "type": "Text", "format": "text/vtt", "label": {"en": ["Captions"]}}"#;
    let both = format!(r#"{{"type": "Choice", "items": [{one}, {}]}}"#, one.replace("1.vtt", "2.vtt"));
    let transcript = read("iiif/manifest.json", MANIFEST.replace(one, &both)).transcript.unwrap();
    let files: Vec<_> = transcript.references.iter().filter_map(|one| one.address.as_deref()).collect();
    assert_eq!(files, ["https://a.example/1.vtt", "https://a.example/2.vtt"]);
}

#[test]
fn ranges_are_sections_and_span_what_lies_within_them() {
    let transcript = read("iiif/manifest.json", MANIFEST).transcript.unwrap();
    let sections: Vec<_> =
        transcript.sections.iter().map(|one| (one.title.as_str(), one.start_ms, one.end_ms, one.first)).collect();
    let expected = [
        ("Whole", Some(0), Some(90_500), 0),
        ("Morning", Some(0), Some(20_000), 0),
        ("Noon", Some(61_500), Some(90_500), 2),
    ];
    assert_eq!(sections, expected);
}

#[test]
fn ranges_that_lie_too_deep_are_said_to_be_left_out() {
    let deep = "{\"type\": \"Range\", \"items\": [".repeat(40) + &"]}".repeat(40);
    let manifest = MANIFEST.replace("\"structures\": [", &format!("\"structures\": [{deep},"));
    let reading = read("iiif/manifest.json", manifest);
    assert_eq!(reading.transcript.unwrap().sections.len(), 3 + 32);
    let problem = reading.problems.iter().find(|problem| problem.rest_unread).unwrap();
    assert!(problem.message.starts_with("1 ranges were left out with what lies in them"), "{problem}");
}

#[test]
fn a_range_without_a_label_and_the_place_of_a_recording_on_its_canvas_are_kept() {
    let manifest = MANIFEST.replace(r#""label": {"en": ["Noon"]}"#, r#""behavior": ["no-nav"]"#);
    let manifest =
        manifest.replace(r#""target": "https://a.example/c2","#, r#""target": "https://a.example/c2#t=5,25","#);
    let manifest = manifest.replace(
        r#""type": "AnnotationPage", "items": [
    {"id": "https://a.example/s4""#,
        r#""type": "AnnotationPage", "label": {"en": ["Words"]}, "items": [
    {"id": "https://a.example/s4""#,
    );
    let transcript = read("iiif/manifest.json", manifest).transcript.unwrap();
    let last = &transcript.sections[2];
    assert_eq!(
        (last.title.as_str(), last.start_ms, last.extra["behavior"].as_str()),
        ("", Some(61_500), r#"["no-nav"]"#)
    );
    assert_eq!(transcript.extra["media 3 target"], "https://a.example/c2#t=5,25");
    assert_eq!((transcript.cues[0].tier.as_deref(), transcript.cues[2].tier.as_deref()), (None, Some("Words")));
}

#[test]
fn label_summary_rights_and_metadata_are_kept() {
    let transcript = read("iiif/manifest.json", MANIFEST).transcript.unwrap();
    assert_eq!(transcript.title.as_deref(), Some("On the quay"));
    assert_eq!(transcript.extra["label"], "en: On the quay\nru: На пристани");
    assert_eq!(transcript.extra["summary"], "en: Two reels.");
    assert_eq!(transcript.extra["rights"], "http://creativecommons.org/licenses/by/4.0/");
    assert!(transcript.extra["metadata"].contains("Day") && transcript.extra["canvas 1 label"] == "en: Reel 1");
}

#[test]
fn a_rule_that_is_not_kept_is_told_and_the_manifest_is_read_all_the_same() {
    let broken = MANIFEST.replace(r#""summary": {"en": ["Two reels."]}"#, r#""summary": "Two reels.""#);
    let reading = read("iiif/manifest.json", broken);
    assert_eq!(reading.transcript.as_ref().unwrap().cues.len(), 3);
    assert!(reading.is_clean() && reading.problems[0].message.contains("/summary"), "{:?}", reading.problems);
}

#[test]
fn times_after_a_canvas_without_a_duration_are_not_made_up() {
    let reading = read("iiif/manifest.json", MANIFEST.replace(r#""duration": 60.5, "#, ""));
    assert!(reading.problems.iter().any(|problem| problem.message.contains("without a duration")));
    let transcript = reading.transcript.unwrap();
    assert_eq!((transcript.cues[2].start_ms, transcript.cues[2].timing), (None, Timing::Absent));
}

/// A canvas of nearly a million million seconds.
fn long_canvas(annotations: &str) -> String {
    format!(
        r#"{{"id": "https://a.example/c", "type": "Canvas", "duration": 999999999999, "items": [], "annotations": [{annotations}]}}"#
    )
}

#[test]
fn canvases_longer_together_than_any_number_have_no_times_made_up() {
    let text = r##"{"type": "AnnotationPage", "items": [{"type": "Annotation", "motivation": "supplementing",
        "target": {"source": "https://a.example/c", "selector": {"type": "PointSelector", "t": 900000000000}},
        "body": {"type": "TextualBody", "value": "Words."}}]}"##;
    // So many begin within what 64 bits hold of milliseconds, the last of them too late for its own end.
    let within = vec![long_canvas(""); 9_223].join(",");
    let manifest = MANIFEST.replacen(
        "\"items\": [",
        &format!("\"items\": [{within},{},{},", long_canvas(text), long_canvas(text)),
        1,
    );
    let reading = read("iiif/manifest.json", manifest);
    let words = |problem: &&firsthand_intake::Problem| problem.message.contains("more than can be added up");
    assert_eq!(reading.problems.iter().filter(words).count(), 1, "{:?}", reading.problems);
    let transcript = reading.transcript.unwrap();
    let cues: Vec<_> = transcript.cues.iter().map(|cue| (cue.text.as_str(), cue.start_ms, cue.timing)).collect();
    assert_eq!(cues[..2], [("Words.", None, Timing::Absent); 2]);
    assert!(cues.len() == 5 && cues.iter().all(|(_, start_ms, _)| start_ms.is_none()), "{cues:?}");
}

#[test]
fn a_collection_and_a_manifest_of_images_stay_text() {
    let images = MANIFEST
        .replace(r#""type": "Video""#, r#""type": "Image""#)
        .replace(r#""type": "Sound""#, r#""type": "Image""#);
    for (file, why) in [(images, "neither sound nor film"), (MANIFEST.replace("Manifest", "Collection"), "no manifest")]
    {
        let reading = read("iiif/one.json", &file);
        assert_eq!((reading.reader.as_str(), reading.text.as_deref()), ("text", Some(file.as_str())));
        assert!(reading.problems.iter().any(|problem| problem.message.contains(why)), "{:?}", reading.problems);
    }
}

#[test]
fn any_prefix_of_a_manifest_gives_a_reading() {
    for end in (1..MANIFEST.len()).filter(|end| MANIFEST.is_char_boundary(*end)) {
        let reading = read("iiif/manifest.json", &MANIFEST[..end]);
        assert!(reading.transcript.is_none() && reading.text.is_some(), "cut at {end}");
    }
}

proptest! {
    #[test]
    fn no_bytes_stop_the_reader(at in 0..3_600usize, bytes in prop::collection::vec(any::<u8>(), 0..12)) {
        let mut damaged = MANIFEST.as_bytes().to_vec();
        let at = at.min(damaged.len());
        let end = damaged.len().min(at + bytes.len());
        damaged.splice(at..end, bytes);
        read("iiif/manifest.json", damaged);
    }

    #[test]
    fn no_number_stops_the_reader(number in "-?[0-9]{1,30}(\\.[0-9]{1,9})?(e[0-9]{1,3})?") {
        let damaged = MANIFEST.replace("60.5", &number).replace("\"t\": 4", &format!("\"t\": {number}")).replace("t=1.5", &format!("t={number}"));
        read("iiif/manifest.json", damaged);
    }
}

/// Media, texts in the manifest, ranges and caption files of each manifest with sound or film, counted over its JSON.
fn counted(value: &serde_json::Value) -> (usize, usize, usize, usize) {
    let text = |value: &serde_json::Value| value.to_string();
    let canvases = value["items"].as_array().into_iter().flatten();
    let (mut media, mut texts, mut files) = (0, 0, 0);
    for canvas in canvases {
        let painted = text(&canvas["items"]);
        media += painted.matches(r#""type":"Sound""#).count() + painted.matches(r#""type":"Video""#).count();
        files += text(&canvas["annotations"]).matches(r#""format":"text/vtt""#).count();
        texts += text(&canvas["annotations"]).matches(r#""value":""#).count();
    }
    let ranges = text(&value["structures"]).matches(r#""type":"Range""#).count();
    (media, texts, ranges, files)
}

#[test]
fn the_cookbooks_manifests_with_sound_or_film_are_read() {
    let Some(folder) = std::env::var_os("FIRSTHAND_IIIF_COOKBOOK") else {
        return println!("skipped: IIIF/cookbook-recipes, ids rendered, in one folder (set FIRSTHAND_IIIF_COOKBOOK)");
    };
    let mut found = 0;
    for file in std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
        let bytes = std::fs::read(&file).unwrap();
        let Ok(value) = serde_json::from_slice::<serde_json::Value>(&bytes) else { continue };
        let expected = counted(&value);
        if value["type"] != "Manifest" || expected.0 == 0 {
            continue;
        }
        found += 1;
        let reading = read(&format!("iiif/{}", file.file_name().unwrap().to_string_lossy()), bytes);
        let transcript = reading.transcript.unwrap_or_else(|| panic!("{}: {:?}", file.display(), reading.problems));
        let read =
            (transcript.media.len(), transcript.cues.len(), transcript.sections.len(), transcript.references.len());
        println!("{}: {read:?} {:?}", file.display(), reading.problems);
        assert_eq!(read, expected, "{}", file.display());
    }
    assert_eq!(found, 16);
}
