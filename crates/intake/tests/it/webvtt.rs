//! WebVTT against the published conformance cases, and as a transcript.

use crate::support::{read, shared};
use firsthand_intake::webvtt::cue_text::{self, Node, Tag};
use firsthand_intake::webvtt::{File, VttCue};
use firsthand_model::transcript::{CueKind, SectionKind, Timing};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

const CAPTIONS: &str = "\
WEBVTT
Language: en

NOTE made by hand

1
00:00:01.000 --> 00:00:04.000 align:start
<v.loud Counsel>Where were you?</v> <v Witness>At the &amp; gate.

00:00:04.000 --> 00:00:06.500
<v Witness><lang ru>На пристани.</lang> <00:00:05.500>I saw it.

00:00:07.000 --> 00:00:06.000
<i>A door.</i>

00:99:00.000 --> 01:00:00.000
lost
";

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let Some(folder) = shared(&format!("suites/webvtt/{folder}")) else { return Vec::new() };
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.to_string_lossy().ends_with(ending));
    files.sort();
    files
}

fn parsed(file: &Path) -> File {
    File::parse(&String::from_utf8_lossy(&std::fs::read(file).unwrap())).unwrap_or_default()
}

fn json_of(file: &File) -> Value {
    let auto = |number: Option<f64>| number.map_or(json!("auto"), |number| json!(number));
    let region = |index: Option<usize>| {
        index.map_or(Value::Null, |index| {
            let region = &file.regions[index];
            json!({
                "index": index, "lines": region.lines, "scroll": region.scroll,
                "regionAnchorX": region.region_anchor.0, "regionAnchorY": region.region_anchor.1,
                "viewportAnchorX": region.viewport_anchor.0, "viewportAnchorY": region.viewport_anchor.1,
            })
        })
    };
    let cue = |cue: &VttCue| {
        let settings = &cue.settings;
        json!({
            "id": cue.id, "text": cue.text, "vertical": settings.vertical, "align": settings.align,
            "startTime": cue.start_ms as f64 / 1000.0, "endTime": cue.end_ms as f64 / 1000.0,
            "line": auto(settings.line), "lineAlign": settings.line_align, "snapToLines": settings.snap_to_lines,
            "position": auto(settings.position), "positionAlign": settings.position_align, "size": settings.size,
            "region": region(settings.region),
        })
    };
    json!({"cues": file.cues.iter().map(cue).collect::<Vec<_>>()})
}

/// The value at `cues[0].region.lines`.
fn at<'v>(value: &'v Value, path: &str) -> &'v Value {
    let parts = path.split(['.', '[', ']']).filter(|part| !part.is_empty());
    parts.fold(value, |value, part| match part.parse::<usize>() {
        Ok(index) => &value[index],
        Err(_) => &value[part],
    })
}

fn same(found: &Value, expected: &Value) -> bool {
    match (found.as_f64(), expected.as_f64()) {
        (Some(found), Some(expected)) => found == expected,
        _ => found == expected,
    }
}

fn holds(found: &Value, check: &Value) -> bool {
    let here = at(found, check["path"].as_str().unwrap());
    let other = |key: &str| check[key].as_str().map(|path| at(found, path));
    match () {
        () if check.get("equals").is_some() => same(here, &check["equals"]),
        () if check["not_null"] == true => !here.is_null(),
        () if other("same_object_as").is_some() => Some(here) == other("same_object_as"),
        () if other("not_same_object_as").is_some() => Some(here) != other("not_same_object_as"),
        () => panic!("a check of an unknown kind: {check}"),
    }
}

#[test]
fn every_file_of_the_suite_is_read_as_it_should_be() {
    let (mut checks, mut failed) = (0, Vec::new());
    let expected = files("file-parsing", ".expected.json");
    for file in &expected {
        let case: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        let found = parsed(&file.with_file_name(case["file"].as_str().unwrap()));
        let json = json_of(&found);
        if case["cue_count"].as_u64().is_some_and(|count| count != found.cues.len() as u64) {
            failed.push(format!("{}: {} cues instead of {}", case["file"], found.cues.len(), case["cue_count"]));
        }
        for check in case["checks"].as_array().unwrap() {
            checks += 1;
            if !holds(&json, check) {
                failed.push(format!("{}: {check}: {}", case["file"], at(&json, check["path"].as_str().unwrap())));
            }
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
    assert!(expected.is_empty() || (expected.len(), checks) == (37, 403), "{} files, {checks} checks", expected.len());
}

/// The tree as the suite writes it.
fn dump(nodes: &[Node], depth: usize, out: &mut String) {
    let indent = format!("| {}", "  ".repeat(depth));
    for node in nodes {
        match node {
            Node::Text(text) => out.push_str(&format!("{indent}\"{text}\"\n")),
            Node::Time(ms) => {
                let s = ms / 1000;
                let time = format!("{:02}:{:02}:{:02}.{:03}", s / 3600, s / 60 % 60, s % 60, ms % 1000);
                out.push_str(&format!("{indent}<?timestamp {time}>\n"));
            }
            Node::Tag(tag) => dump_tag(tag, depth, out),
        }
    }
}

fn dump_tag(tag: &Tag, depth: usize, out: &mut String) {
    let (indent, within) = (format!("| {}", "  ".repeat(depth)), format!("| {}", "  ".repeat(depth + 1)));
    let name = if ["c", "v", "lang"].contains(&tag.name.as_str()) { "span" } else { &tag.name };
    out.push_str(&format!("{indent}<{name}>\n"));
    if !tag.classes.is_empty() {
        out.push_str(&format!("{within}class=\"{}\"\n", tag.classes.join(" ")));
    }
    match tag.name.as_str() {
        "v" => out.push_str(&format!("{within}title=\"{}\"\n", tag.annotation)),
        "lang" => out.push_str(&format!("{within}lang=\"{}\"\n", tag.annotation)),
        _ => {}
    }
    dump(&tag.children, depth + 1, out);
}

#[test]
fn every_cue_text_of_the_suite_makes_the_tree_it_should() {
    let (mut cases, mut failed) = (0, Vec::new());
    for file in files("cue-parsing", ".json") {
        let expected: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
        let cues = parsed(&file.with_extension("vtt")).cues;
        assert_eq!(cues.len(), expected.len(), "{file:?}");
        for (cue, case) in cues.iter().zip(expected) {
            cases += 1;
            let mut tree = String::new();
            dump(&cue_text::parse(&cue.text), 0, &mut tree);
            if tree != case["expectedTree"].as_str().unwrap() {
                failed.push(format!("{:?}: {tree:?} instead of {:?}", cue.text, case["expectedTree"]));
            }
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
    assert!([0, 77].contains(&cases), "{cases} cases");
}

#[test]
fn what_is_written_reads_as_the_same_cues() {
    let all = [files("file-parsing", ".vtt"), files("cue-parsing", ".vtt")].concat();
    for file in all.iter().map(|file| parsed(file)).chain(File::parse(CAPTIONS)) {
        let again = File::parse(&file.write()).unwrap();
        let told = |file: &File| -> Vec<_> {
            let cue = |cue: &VttCue| (cue.id.clone(), cue.start_ms, cue.end_ms, cue.settings.clone(), cue.text.clone());
            file.cues.iter().map(cue).collect()
        };
        assert_eq!(told(&again), told(&file), "{}", file.write());
    }
}

#[test]
fn captions_become_cues_with_voices_languages_and_times_of_words() {
    let reading = read("films/one.vtt", CAPTIONS);
    let transcript = reading.transcript.as_ref().unwrap();
    assert_eq!((transcript.lang.as_deref(), transcript.voices.join(",")), (Some("en"), "Counsel,Witness".into()));
    let said: Vec<_> = transcript
        .cues
        .iter()
        .filter(|cue| !cue.text.trim().is_empty())
        .map(|cue| (cue.kind, transcript.speaker(cue).unwrap_or("-"), cue.text.as_str(), cue.lang.as_deref()))
        .collect();
    use CueKind::{Note, Speech};
    assert_eq!(
        said,
        [
            (Note, "-", "NOTE made by hand", None),
            (Speech, "Counsel", "Where were you?", None),
            (Speech, "Witness", "At the & gate.", None),
            (Speech, "Witness", "На пристани.", Some("ru")),
            (Speech, "Witness", " I saw it.", None),
            (Speech, "-", "A door.", None),
        ]
    );
    let counsel = transcript.cues.iter().find(|cue| cue.text.starts_with("Where")).unwrap();
    assert_eq!((counsel.label.as_deref(), counsel.start_ms, counsel.timing), (Some("1"), Some(1000), Timing::Stated));
    assert_eq!((counsel.extra["settings"].as_str(), counsel.extra["class"].as_str()), ("align:start", "loud"));
    let words: Vec<_> = transcript.cues.iter().flat_map(|cue| &cue.words).collect();
    assert_eq!((words[0].text.as_str(), words[0].start_ms), ("I saw it.", Some(5500)));
    let told: Vec<_> = reading.problems.iter().map(|problem| (problem.row, problem.message.as_str())).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].0 == Some(13) && told[0].1.contains("ends before it begins"), "{told:?}");
    assert!(told[1].0 == Some(16) && told[1].1.contains("00:99:00.000"), "{told:?}");
}

#[test]
fn chapters_become_sections() {
    let reading = read("films/one-chapters.vtt", "WEBVTT\n\n00:00:00.000 --> 00:01:00.000\nThe quay\n");
    let sections = &reading.transcript.as_ref().unwrap().sections;
    assert_eq!((sections[0].kind, sections[0].title.as_str()), (SectionKind::Chapter, "The quay"));
    assert_eq!((sections[0].start_ms, sections[0].end_ms), (Some(0), Some(60_000)));
}

#[test]
fn a_file_without_its_signature_is_kept_and_said_to_be_none() {
    let reading = read("films/one.vtt", "1\n00:00:01.000 --> 00:00:02.000\ntext\n");
    assert!(reading.transcript.is_none() && reading.is_clean());
    assert!(reading.problems[0].message.contains("does not begin with WEBVTT"));
}

proptest! {
    #[test]
    fn no_bytes_stop_the_reader(at in 0..CAPTIONS.len(), bytes in prop::collection::vec(any::<u8>(), 0..20)) {
        let mut damaged = CAPTIONS.as_bytes().to_vec();
        let end = damaged.len().min(at + bytes.len());
        damaged.splice(at..end, bytes);
        read("films/one.vtt", damaged);
    }

    #[test]
    fn no_cue_text_stops_the_reader(text in "[<>&#;a-z0-9 ./\n]{0,60}") {
        cue_text::parse(&text);
    }
}
