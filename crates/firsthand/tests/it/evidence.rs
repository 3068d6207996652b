//! The evidentiary copy: whatever command runs, no original is opened for writing; and what leaves the machine is verified on
//! another one by tools that everybody has.

use crate::run::{OPEN_FINDING, Place, files, small_case};
use firsthand_testkit::{CaseFolder, made_files};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::time::SystemTime;

/// Every command with words that make it do its work; none may be missing here.
const COMMANDS: &[&[&str]] = &[
    &["new", "other"],
    &["add", "more.txt"],
    &["import", "judged"],
    &["import", "tables"],
    &["export", "exported"],
    &["search", "people"],
    &["questions", "Q1"],
    &["history", "Q1"],
    &["reached", "P1", "--by", "2004-09-02"],
    &["chains"],
    &["dependences", "--open"],
    &["statements"],
    &["custody"],
    &["entry", "E1"],
    &["receipts"],
    &["findings"],
    &["coding-sheet", "--coder", "AB"],
    &["agreement", "--from-case"],
    &["grades"],
    &["bearings"],
    &["acts"],
    &["tensions"],
    &["transcripts", "S3"],
    &["correct", "S3", "S3.txt"],
    &["passages"],
    &["voices"],
    &["check", "draft.txt"],
    &["derive"],
    &["derive", "--remove"],
    &["copies"],
    &["verify"],
    &["publish", "--out", "dossier"],
    &["draw", "agreement", "--out", "a.svg"],
    &["undo", "F1"],
    &["rebuild"],
    &["erase", "E3", "--reason", "asked to"],
    &["erase", "original:none", "--reason", "asked to"],
    &["demo", "--out", "demo", "--no-serve"],
    &["help"],
];

/// Those of them that are told of something that there is not, which is exit code 2; every other one does its work.
const NAMING_NOTHING: &[&[&str]] = &[&["erase", "original:none", "--reason", "asked to"]];

const WORDS: &str = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Keeper>They were in the lite house.\n";

fn place() -> Place {
    let place = Place::new();
    let case = small_case()
        .row("people", &[("id", "P1"), ("name", "the keeper"), ("kind", "person")])
        .row("sources", &[("id", "S3"), ("what", "captions"), ("file", "captions.vtt"), ("langs", "en")])
        .statement("E3", "S3", "the keeper", "experienced", "they were there")
        .file("captions.vtt", WORDS);
    place.case_of(&case);
    made_files::photograph(&place.path("photo.jpg"));
    place.json(&["add", "photo.jpg"], 0);
    CaseFolder::new().row("findings", &OPEN_FINDING).write(&place.path("judged"));
    std::fs::write(place.path("more.txt"), "More was found.\n").unwrap();
    std::fs::write(place.path("draft.txt"), "About forty people came.\n").unwrap();
    std::fs::write(
        place.path("S3.txt"),
        place.text(&["transcripts", "S3", "--format", "text"]).replace("lite", "light"),
    )
    .unwrap();
    place
}

/// Bytes, time of the last writing and protection of every original.
type Evidence = BTreeMap<PathBuf, (Vec<u8>, SystemTime, bool)>;

fn evidence(place: &Place) -> Evidence {
    let mark = |path: PathBuf| {
        let found = std::fs::metadata(&path).unwrap();
        let mark = (std::fs::read(&path).unwrap(), found.modified().unwrap(), found.permissions().readonly());
        (path, mark)
    };
    files(&place.path("case/originals")).into_iter().map(mark).collect()
}

/// How many files there are that were made of originals.
fn derivatives(place: &Place) -> usize {
    files(&place.path("case/derived/made")).iter().filter(|path| !path.ends_with("lock")).count()
}

/// A server that is ended with the test.
struct Served(Child);

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[track_caller]
fn is_untouched(before: &Evidence, place: &Place, command: &[&str]) {
    let after = evidence(place);
    for (path, mark) in before {
        assert!(after.get(path) == Some(mark), "{command:?} changed {}", path.display());
    }
    assert!(after.values().all(|(.., is_read_only)| *is_read_only), "{command:?} left an original that can be written");
}

#[test]
fn no_command_changes_an_original() {
    let place = place();
    let listed = place.text(&["help"]);
    let commands = listed.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let commands = commands.lines().filter_map(|line| line.split_whitespace().next());
    for command in commands.filter(|command| *command != "serve") {
        assert!(COMMANDS.iter().any(|words| words[0] == command), "{command} is not tried here");
    }
    for words in COMMANDS {
        let before = evidence(&place);
        let output = place.run(words);
        let expected = 2 * i32::from(NAMING_NOTHING.contains(words));
        assert_eq!(output.status.code(), Some(expected), "{words:?}: {output:?}");
        is_untouched(&before, &place, words);
        match words {
            ["derive"] => assert!(derivatives(&place) > 0, "nothing was made"),
            ["derive", "--remove"] => assert_eq!(derivatives(&place), 0),
            _ => {}
        }
    }
    let before = evidence(&place);
    let serve = ["serve", "dossier", "--port", "0"];
    let served = Served(place.command(&serve).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap());
    std::thread::sleep(std::time::Duration::from_millis(300));
    drop(served);
    is_untouched(&before, &place, &serve);
    place.json(&["erase", "source:S2", "--reason", "asked to", "--yes"], 0);
    let left: Evidence = before.into_iter().filter(|(path, _)| path.exists()).collect();
    is_untouched(&left, &place, &["erase", "--yes"]);
}

#[test]
#[cfg(target_os = "linux")]
fn a_dossier_and_the_originals_of_a_case_are_verified_by_sha256sum_alone() {
    let place = place();
    place.json(&["publish", "--out", "dossier"], 0);
    let moved = tempfile::tempdir().unwrap();
    let dossier = moved.path().join("on another machine");
    std::fs::rename(place.path("dossier"), &dossier).unwrap();
    let checks = || {
        let mut sha256sum = std::process::Command::new("sha256sum");
        sha256sum
            .args(["--check", "--strict", "--quiet", "SHA256SUMS"])
            .current_dir(&dossier)
            .status()
            .unwrap()
            .success()
    };
    assert!(checks());
    let page = dossier.join("index.html");
    let changed = std::fs::read_to_string(&page).unwrap().replacen("forty", "fifty", 1).replacen("small", "smell", 1);
    std::fs::write(&page, changed).unwrap();
    assert!(!checks(), "a changed page is named");
    for original in files(&place.path("case/originals")) {
        let output = std::process::Command::new("sha256sum").arg(&original).output().unwrap();
        let name = original.file_name().unwrap().to_string_lossy().into_owned();
        assert!(String::from_utf8_lossy(&output.stdout).starts_with(&name), "{name}");
    }
}
