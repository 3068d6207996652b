//! Runs the binary with a key of its own and reads what it prints.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder for one test, with a key beside the case.
pub struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    pub fn new() -> Place {
        Place { folder: tempfile::tempdir().unwrap() }
    }

    /// A case that holds what a folder holds.
    #[track_caller]
    pub fn holding(folder: &Path) -> Place {
        let place = Place::new();
        place.json(&["new", "case"], 0);
        place.json(&["import", folder.to_str().unwrap()], 0);
        place
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The command with this place's key and case.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_firsthand"));
        command
            .args(arguments)
            .env("FIRSTHAND_KEY", self.path("key"))
            .env("FIRSTHAND_CASE", self.path("case"))
            .env("FIRSTHAND_AUTHOR", "test")
            .env_remove("FIRSTHAND_LOG")
            .current_dir(self.folder.path());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs, expects success, and returns what people read.
    #[track_caller]
    pub fn text(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs with `--json`, expects an exit code, and returns the document on standard output.
    #[track_caller]
    pub fn json(&self, arguments: &[&str], exit_code: i32) -> Value {
        let output = self.run(&[arguments, &["--json"]].concat());
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(output.status.code(), Some(exit_code), "{arguments:?}\n{errors}\n{printed}");
        serde_json::from_str(&printed).unwrap_or_else(|error| panic!("{arguments:?}: {error}\n{printed}\n{errors}"))
    }

    /// Runs with `--json`, expects a failure, and returns the error on standard error.
    #[track_caller]
    pub fn error(&self, arguments: &[&str], exit_code: i32) -> Value {
        let output = self.run(&[arguments, &["--json"]].concat());
        assert_eq!(output.status.code(), Some(exit_code), "{arguments:?}: {output:?}");
        let printed = String::from_utf8_lossy(&output.stderr).into_owned();
        let last = printed.lines().last().unwrap_or_default();
        serde_json::from_str::<Value>(last).unwrap_or_else(|error| panic!("{arguments:?}: {error}\n{printed}"))["error"]
            .clone()
    }

    /// Makes the case and imports a folder that must go in whole.
    #[track_caller]
    pub fn case_of(&self, folder: &firsthand_testkit::CaseFolder) -> Value {
        folder.write(&self.path("tables"));
        self.json(&["new", "case"], 0);
        self.json(&["import", "tables"], 0)
    }
}

/// Expects that a folder is refused beside a case with a person and a body, for a column and with these words.
#[track_caller]
pub fn refuses(folder: &firsthand_testkit::CaseFolder, column: &str, part: &str) {
    let place = Place::new();
    let base = small_case()
        .row("people", &[("id", "P1"), ("name", "Anna Beispiel"), ("kind", "person"), ("other_names", "Анна Бейспиль")])
        .row("people", &[("id", "B1"), ("name", "Harbour Guard"), ("kind", "body")]);
    place.case_of(&base);
    folder.write(&place.path("more"));
    let outcome = place.json(&["import", "more"], 1);
    let problem = &outcome["problems"][0];
    assert_eq!(problem["column"], column, "{problem}");
    assert!(problem["message"].as_str().unwrap().contains(part), "{problem}");
}

/// Every file below a folder, in order.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        if entry.file_type().unwrap().is_dir() {
            found.extend(files(&entry.path()));
        } else {
            found.push(entry.path());
        }
    }
    found.sort();
    found
}

/// The example's tables, which every checkout has.
pub fn beslan() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples/beslan")
}

/// A judgment of the small case's question that leaves it open.
pub const OPEN_FINDING: [(&str, &str); 7] = [
    ("id", "F1"),
    ("question_id", "Q1"),
    ("status", "open"),
    ("headline", "Not known."),
    ("for_statements", "E1"),
    ("rule", "reason"),
    ("for_text", "one note"),
];

/// A small case with held originals, an accepted object and something to publish.
pub fn small_case() -> firsthand_testkit::CaseFolder {
    firsthand_testkit::CaseFolder::new()
        .titled("A small case")
        .count_question("Q1", "How many were there?")
        .row("sources", &[("id", "S1"), ("what", "a note"), ("read_extent", "whole"), ("file", "files/note.txt")])
        .row("sources", &[("id", "S2"), ("what", "a letter"), ("read_extent", "whole"), ("file", "files/letter.txt")])
        .file("files/note.txt", "Somebody who was there wrote that about forty people came.\n")
        .file("files/letter.txt", "A clerk wrote that thirty-one names were taken down.\n")
        .statement("E1", "S1", "a person who was there", "estimated", "about forty people came")
        .statement("E2", "S2", "a clerk", "official", "thirty-one names were taken down")
        .count("E1", "Q1", 40)
        .count("E2", "Q1", 31)
}
