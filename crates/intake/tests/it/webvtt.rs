//! WebVTT against the 37 files and 77 cue texts of w3c/webvtt.js, round trips included, and against damaged bytes.
//! The rules of the reader are tested beside its code.

use crate::support::read;
use crate::support::{json, shared};
use firsthand_intake::webvtt::{BlockKind, Node};
use firsthand_intake::webvtt::{NodeKind, Region, VttCue, WebVtt, parse, parse_cue_text, write, write_cue_text};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// The files of a folder with this ending, in order.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.to_string_lossy().ends_with(ending)).collect();
    files.sort();
    files
}

#[test]
fn all_37_files_with_403_checks_come_out_as_browsers_have_them() {
    let Some(folder) = shared("suites/webvtt/file-parsing") else { return };
    let (mut cases, mut checks, mut about_regions) = (0, 0, 0);
    for path in files(&folder, ".expected.json") {
        let expected = json(&path);
        let name = expected["file"].as_str().unwrap();
        let text = std::fs::read_to_string(folder.join(name)).unwrap();
        let file = parse(&text).unwrap_or_else(|| panic!("{name} is no WebVTT file"));
        check_file(name, &file, &expected);
        check_file(&format!("{name}, written and read again"), &parse(&write(&file)).unwrap(), &expected);
        cases += 1;
        checks += expected["checks"].as_array().unwrap().len();
        about_regions += usize::from(name.contains("region"));
    }
    assert_eq!((cases, checks, about_regions), (37, 403, 7));
}

fn check_file(name: &str, file: &WebVtt, expected: &Value) {
    if let Some(count) = expected["cue_count"].as_u64() {
        assert_eq!(file.cues().count() as u64, count, "cues of {name}");
    }
    for check in expected["checks"].as_array().unwrap() {
        let path = check["path"].as_str().unwrap();
        let found = at(file, path);
        match check {
            _ if check.get("equals").is_some() => assert!(same(&found, &check["equals"]), "{name} {check}: {found}"),
            _ if check["not_null"] == true => assert!(!found.is_null(), "{name} {check}"),
            _ if check.get("same_object_as").is_some() => {
                assert_eq!(region_of(file, path), region_of(file, check["same_object_as"].as_str().unwrap()));
            }
            _ => assert_ne!(region_of(file, path), region_of(file, check["not_same_object_as"].as_str().unwrap())),
        }
    }
}

/// Whether two values are equal, numbers as 64-bit floats.
fn same(found: &Value, expected: &Value) -> bool {
    match (found.as_f64(), expected.as_f64()) {
        (Some(found), Some(expected)) => found == expected,
        _ => found == expected,
    }
}

/// The index of the region that a path `cues[N].region` names.
fn region_of(file: &WebVtt, path: &str) -> Option<usize> {
    file.cues().nth(index(path)).unwrap().settings.region
}

fn index(path: &str) -> usize {
    path["cues[".len()..path.find(']').unwrap()].parse().unwrap()
}

/// The value at a path such as `cues[3].region.lines`, by the browser's names.
fn at(file: &WebVtt, path: &str) -> Value {
    let cue = file.cues().nth(index(path)).unwrap_or_else(|| panic!("no {path}"));
    let region = cue.settings.region.map(|index| region_value(&file.regions[index]));
    let fields = cue_value(cue, region);
    let mut names = path.split('.').skip(1);
    let first = fields.get(names.next().unwrap()).unwrap_or_else(|| panic!("no name {path}"));
    names.fold(first, |value, name| value.get(name).unwrap_or_else(|| panic!("no name {path}"))).clone()
}

fn cue_value(cue: &VttCue, region: Option<Value>) -> Value {
    let (line, position) = (&cue.settings.line, &cue.settings.position);
    json!({
        "id": cue.id, "text": cue.text, "region": region,
        "startTime": cue.start.seconds(), "endTime": cue.end.seconds(),
        "vertical": cue.settings.vertical.unwrap_or(""), "align": cue.settings.align, "size": cue.settings.size,
        "line": line.as_ref().map_or(json!("auto"), |line| json!(line.value)),
        "lineAlign": line.as_ref().and_then(|line| line.align).unwrap_or("start"),
        "snapToLines": line.as_ref().is_none_or(|line| !line.is_percentage),
        "position": position.as_ref().map_or(json!("auto"), |position| json!(position.value)),
        "positionAlign": position.as_ref().and_then(|position| position.align).unwrap_or("auto"),
    })
}

fn region_value(region: &Region) -> Value {
    json!({
        "lines": region.lines, "regionAnchorX": region.anchor.0, "regionAnchorY": region.anchor.1,
        "viewportAnchorX": region.viewport_anchor.0, "viewportAnchorY": region.viewport_anchor.1,
        "scroll": if region.scrolls_up { "up" } else { "" }, "width": region.width,
    })
}

#[test]
fn all_77_cue_texts_give_the_expected_trees() {
    let Some(folder) = shared("suites/webvtt/cue-parsing") else { return };
    let mut counts = Vec::new();
    for path in files(&folder, ".json") {
        let cases = json(&path);
        let cases = cases.as_array().unwrap();
        // The same texts stand as cues in the file of the same name.
        let file = parse(&std::fs::read_to_string(path.with_extension("vtt")).unwrap()).unwrap();
        assert_eq!(file.cues().count(), cases.len(), "{path:?}");
        for (cue, case) in file.cues().zip(cases) {
            let nodes = parse_cue_text(&cue.text);
            assert_eq!(dump(&nodes), case["expectedTree"].as_str().unwrap().trim_end(), "{}", case["text"]);
            assert_eq!(
                joined(&parse_cue_text(&write_cue_text(&nodes))),
                joined(&nodes),
                "round trip of {}",
                case["text"]
            );
        }
        counts.push(cases.len());
    }
    assert_eq!(counts, [25, 28, 5, 10, 9]);
}

#[test]
fn the_cue_texts_of_the_suite_are_those_of_its_files() {
    let Some(folder) = shared("suites/webvtt/cue-parsing") else { return };
    for path in files(&folder, ".json") {
        for case in json(&path).as_array().unwrap() {
            let text = case["text"].as_str().unwrap();
            let file = parse(&format!("WEBVTT\n\n00:00.000 --> 00:01.000\n{text}")).unwrap();
            let tree = dump(&parse_cue_text(&file.cues().next().unwrap().text));
            assert_eq!(tree, case["expectedTree"].as_str().unwrap().trim_end(), "{text:?}");
        }
    }
}

/// The nodes with neighbouring texts joined.
fn joined(nodes: &[Node]) -> Vec<Node> {
    let mut joined: Vec<Node> = Vec::new();
    for node in nodes {
        match (joined.last_mut(), &node.kind) {
            (Some(Node { depth, kind: NodeKind::Text(before) }), NodeKind::Text(text)) if *depth == node.depth => {
                before.push_str(text);
            }
            _ => joined.push(node.clone()),
        }
    }
    joined
}

/// The nodes as html5lib prints a tree.
fn dump(nodes: &[Node]) -> String {
    let mut out = String::new();
    for node in nodes.iter().cloned() {
        let indent = format!("| {}", "  ".repeat(node.depth));
        match node.kind {
            NodeKind::Text(text) => out += &format!("{indent}\"{text}\"\n"),
            NodeKind::Time(time) => {
                let (s, ms) = (time.ms / 1000, time.ms % 1000);
                let clock = format!("{:02}:{:02}:{:02}.{ms:03}", s / 3600, s / 60 % 60, s % 60);
                out += &format!("{indent}<?timestamp {clock}>\n");
            }
            NodeKind::Element { tag, classes, annotation } => {
                let shown = if ["c", "v", "lang"].contains(&tag) { "span" } else { tag };
                out += &format!("{indent}<{shown}>\n");
                let attributes = [
                    ("class", (!classes.is_empty()).then(|| classes.join(" "))),
                    ("lang", (tag == "lang").then(|| annotation.clone())),
                    ("title", (tag == "v").then_some(annotation)),
                ];
                for (name, value) in attributes.into_iter().filter_map(|(name, value)| Some((name, value?))) {
                    out += &format!("{indent}  {name}=\"{value}\"\n");
                }
            }
        }
    }
    out.trim_end().to_owned()
}

const SAMPLE: &str = "WEBVTT - Day 1\nKind: captions\n\nSTYLE\n::cue {}\n\nREGION\nid:a\n\nNOTE checked\n\n\
    q1\n00:00:01.000 --> 00:00:02.500 region:a line:-1 align:start\n<v.loud Counsel>Where &amp; when?</v>\n\
    <v Witness>There<00:00:02.000><c> там</c></v>\n\n00:02.000 --> 00:03.000\n<lang ru><ruby>а<rt>b</rt></ruby>\n";

#[test]
fn the_reader_is_chosen_by_signature_and_by_ending() {
    assert_eq!(read("media/a.vtt", SAMPLE).reader, "webvtt");
    assert_eq!(read("media/a.txt", SAMPLE).reader, "webvtt");
    assert_eq!(read("notes/a.md", "WEBVTT is a format").reader, "text");
    assert_eq!(read("media/a.txt", "WEBVTTs are files").reader, "text");
    let reading = read("media/a.vtt", "no captions");
    assert!(reading.is_clean() && reading.transcript.is_none(), "{reading:?}");
    assert!(reading.problems[0].message.contains("WEBVTT"));
}

#[test]
fn a_whole_file_comes_out_with_voices_and_counts() {
    let reading = read("media/a.vtt", SAMPLE);
    let transcript = reading.transcript.as_ref().unwrap();
    assert_eq!(transcript.voices, ["Counsel", "Witness"]);
    assert_eq!((reading.counts["cues"], reading.counts["turns"], reading.problems.len()), (4, 3, 0));
    assert_eq!(transcript.cues[2].words.len(), 2);
    assert_eq!(transcript.extra["STYLE"], "::cue {}");
}

#[test]
fn a_character_cut_by_a_recogniser_is_marked_and_the_rest_is_read() {
    let mut bytes = "WEBVTT\n\n00:00.000 --> 00:01.000\nмы были \n".as_bytes().to_vec();
    bytes.extend(b"\xd0 here");
    let reading = read("a.vtt", bytes);
    assert_eq!(reading.transcript.unwrap().cues[0].text, "мы были\n\u{fffd} here");
    assert_eq!((reading.problems.len(), reading.problems[0].row), (1, Some(5)));
}

proptest! {
    #[test]
    fn no_bytes_panic(edits in prop::collection::vec((0..SAMPLE.len(), any::<u8>()), 0..12), cut in 0..=SAMPLE.len()) {
        let mut bytes = SAMPLE.as_bytes().to_vec();
        edits.into_iter().for_each(|(at, byte)| bytes[at] = byte);
        read("a.vtt", &bytes[..cut]);
    }

    #[test]
    fn whatever_is_parsed_is_written_and_parsed_as_the_same_cues(text in "(WEBVTT\n\n)?([ -~\n]|-->|00:01\\.000|\n\n|[а-я]|&|<v |\u{0}){0,60}") {
        let text = format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{text}");
        let cues = |file: &WebVtt| file.cues().map(|cue| VttCue { settings_text: String::new(), ..cue.clone() }).collect::<Vec<_>>();
        let file = parse(&text).unwrap();
        let again = parse(&write(&file)).unwrap();
        prop_assert_eq!(cues(&file), cues(&again));
        let strays = |file: &WebVtt| file.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Stray { .. })).count();
        prop_assert_eq!(strays(&file), strays(&again));
        for cue in file.cues() {
            let nodes = parse_cue_text(&cue.text);
            prop_assert_eq!(joined(&parse_cue_text(&write_cue_text(&nodes))), joined(&nodes));
        }
    }
}
