//! With `--json` every command prints one document, whether it does its work or not, and nothing beside it.

use crate::run::{Place, small_case};
use serde_json::Value;
use std::collections::BTreeSet;

/// What a command does its work with on the case below, and what it fails with. `serve` and `demo` do theirs in tests of their own.
const COMMANDS: &[(&str, Option<&str>, &str)] = &[
    ("new", Some("another"), "case"),
    ("add", Some("tables/files/note.txt"), "nothing"),
    ("import", Some("tables"), "nothing"),
    ("export", Some("out"), "tables"),
    ("search", Some("forty"), ""),
    ("questions", Some("Q1"), "Q99"),
    ("history", Some("Q1"), "Q99"),
    ("reached", Some("P1"), "P99"),
    ("chains", Some(""), "--at yesterday"),
    ("dependences", Some("--open"), "--at yesterday"),
    ("statements", Some(""), "--at yesterday"),
    ("entry", Some("0"), "99999"),
    ("receipts", Some(""), "99999"),
    ("findings", Some(""), "--at yesterday"),
    ("coding-sheet", Some("--coder AB"), ""),
    ("agreement", Some("--from-case"), "nothing.csv"),
    ("grades", Some("--alike"), "--at yesterday"),
    ("bearings", Some("Q1"), "Q99"),
    ("acts", Some(""), "--csv"),
    ("tensions", Some("--times"), "--at yesterday"),
    ("transcripts", Some("S3 --format text"), "S99"),
    ("correct", Some("S3 tables/files/words.vtt --dry-run"), "S99 nothing"),
    ("passages", Some("--annotations"), "nothing"),
    ("custody", Some(""), "S99"),
    ("voices", Some(""), "S99"),
    ("check", Some("tables/files/letter.txt"), "nothing.txt"),
    ("derive", Some("--status"), "S99"),
    ("copies", Some(""), "--jobs 0"),
    ("verify", Some(""), "nothing"),
    ("rebuild", Some(""), "nothing"),
    ("erase", Some("statement:E1 --reason withdrawn"), "statement:E1"),
    ("undo", Some("finding:F1"), "statement:E1"),
    ("publish", Some("--out dossier"), "--out tables"),
    ("draw", Some("answers Q1"), "answers Q99"),
    ("serve", None, "nothing"),
    ("demo", None, "--port no-port"),
    ("help", Some("questions"), "nothing"),
];

/// A case on which every command has something to do.
fn case() -> Place {
    let place = Place::new();
    let finding = [
        ("id", "F1"),
        ("question_id", "Q1"),
        ("status", "open"),
        ("headline", "how many there were is open"),
        ("rule", "range"),
        ("for_statements", "E1;E2"),
        ("date", "2026-11-20"),
    ];
    let words = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v Clerk>Thirty-one names were taken down.\n";
    let folder = small_case()
        .row("people", &[("id", "P1"), ("name", "the harbour office"), ("kind", "body")])
        .row("sources", &[("id", "S3"), ("what", "captions"), ("file", "files/words.vtt")])
        .row("findings", &finding)
        .file("files/words.vtt", words);
    place.case_of(&folder);
    place
}

fn arguments<'a>(command: &'a str, rest: &'a str) -> Vec<&'a str> {
    [command].into_iter().chain(rest.split_whitespace()).chain(["--json"]).collect()
}

fn document(bytes: &[u8]) -> Option<Value> {
    serde_json::from_slice(bytes).ok()
}

#[test]
fn every_command_is_tried_with_json() {
    let help = Place::new().text(&["--help"]);
    let listed = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let listed: BTreeSet<&str> = listed.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let tried: BTreeSet<&str> = COMMANDS.iter().map(|(command, _, _)| *command).collect();
    assert_eq!(tried, listed);
}

#[test]
fn every_command_prints_one_document_and_nothing_beside_it() {
    let place = case();
    for (command, good, _) in COMMANDS {
        let Some(good) = good else { continue };
        let output = place.run(&arguments(command, good));
        assert!(output.status.success(), "{command} {good}: {output:?}");
        assert!(document(&output.stdout).is_some() && output.stderr.is_empty(), "{command} {good}: {output:?}");
    }
}

#[test]
fn every_command_that_fails_says_so_in_one_document_on_standard_error() {
    let place = case();
    for (command, _, bad) in COMMANDS {
        let output = place.run(&arguments(command, bad));
        assert_eq!(output.status.code(), Some(2), "{command} {bad}: {output:?}");
        let error = document(&output.stderr).unwrap_or_else(|| panic!("{command} {bad}: {output:?}"));
        assert!(error["error"]["code"].as_str().is_some_and(|code| code.starts_with("FH-")), "{error}");
        assert!(output.stdout.is_empty(), "{command} {bad}: {output:?}");
    }
}

#[test]
fn help_and_version_are_documents_too() {
    let place = Place::new();
    assert_eq!(place.json(&["--version"], 0)["version"], env!("CARGO_PKG_VERSION"));
    for asked in [&["--help"][..], &["help"], &["help", "questions"], &["questions", "--help"]] {
        assert!(place.json(asked, 0)["help"].as_str().unwrap().contains("Usage:"), "{asked:?}");
    }
}
