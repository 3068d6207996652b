//! Every requirement has its answer, and every test that an answer names exists.

use crate::{files, root, text};
use std::collections::{BTreeMap, BTreeSet};

/// One row of a page of answers.
pub struct Row {
    /// What is answered: one requirement, or several that have one answer.
    pub ids: Vec<String>,
    pub answer: String,
    tests: Vec<String>,
}

impl Row {
    /// `answer` is the cell of that name, `tests` the one of what shows it.
    pub fn new(ids: Vec<String>, answer: &str, tests: &str) -> Row {
        let tests = tests.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        Row { ids, answer: answer.to_owned(), tests }
    }
}

/// The cells of a line of a table, without the space around them.
pub fn cells(line: &str) -> Option<Vec<&str>> {
    Some(line.strip_prefix('|')?.split('|').map(str::trim).collect())
}

fn rows() -> Vec<Row> {
    text("docs/requirements.md").lines().filter_map(row).collect()
}

/// `| BP-1 | asks | **Met.** how | `room: test` |`
fn row(line: &str) -> Option<Row> {
    let cells = cells(line)?;
    let (&id, &answer, tests) = (cells.first()?, cells.get(2)?, cells.get(3)?);
    id.split_once('-')?.1.parse::<u32>().ok()?;
    Some(Row::new(vec![id.to_owned()], answer, tests))
}

/// The functions of a source that a test runner runs: `fn` behind its attribute, whatever other attributes stand between.
fn tests_of(source: &str) -> BTreeSet<String> {
    let (mut tests, mut is_test) = (BTreeSet::new(), false);
    for line in source.lines().map(str::trim) {
        if let Some((_, named)) = line.split_once("fn ").filter(|(before, _)| matches!(*before, "" | "async ")) {
            let name = named.split(['(', '<']).next().unwrap_or_default();
            tests.extend(is_test.then(|| name.to_owned()));
            is_test = false;
        } else if line.starts_with("#[") {
            is_test |= line == "#[test]" || line.starts_with("#[tokio::test");
        } else if !line.is_empty() && !line.starts_with("//") {
            is_test = false;
        }
    }
    tests
}

/// The sources of each room, one after the other; of `browser` those of the browser tests.
fn sources() -> BTreeMap<String, String> {
    let room = |path: &std::path::Path| (path.file_name().unwrap().to_string_lossy().into_owned(), joined(path, ".rs"));
    let rooms = std::fs::read_dir(root().join("crates")).unwrap().flatten().map(|entry| room(&entry.path()));
    rooms.chain([("browser".to_owned(), joined(&root().join("web/test"), ".mjs"))]).collect()
}

fn joined(folder: &std::path::Path, ending: &str) -> String {
    files(folder, &[ending]).iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

/// Every test that a page names stands in its room.
pub fn assert_tests_exist(rows: &[Row]) {
    let sources = sources();
    let tests_by_room: BTreeMap<&str, BTreeSet<String>> =
        sources.iter().map(|(room, source)| (room.as_str(), tests_of(source))).collect();
    for Row { ids, tests, .. } in rows {
        for test in tests {
            let (room, name) = test.split_once(": ").unwrap_or_else(|| panic!("{ids:?}: {test} names no room"));
            let stands = match room {
                "browser" => sources[room].contains(name),
                _ => tests_by_room[room].contains(name),
            };
            assert!(stands, "{ids:?}: {room} has no test {name}");
        }
    }
}

/// Every answer begins with one of four words, says what it has to, and what is met is shown.
pub fn assert_answered(rows: &[Row]) {
    for Row { ids, answer, tests } in rows {
        let states = ["**Met.**", "**Partly.**", "**Open.**", "**Not here.**"];
        assert!(states.iter().any(|state| answer.starts_with(state)), "{ids:?}: {answer}");
        assert!(!answer.starts_with("**Met.**") || !tests.is_empty(), "{ids:?} is said to be met and no test shows it");
        assert!(answer.starts_with("**Met.**") || answer.len() > 20, "{ids:?} does not say what is missing");
    }
}

#[test]
fn every_test_that_answers_a_requirement_exists() {
    assert_tests_exist(&rows());
}

#[test]
fn every_answer_is_one_of_four_and_what_is_met_is_shown_by_a_test() {
    assert_answered(&rows());
}

#[test]
fn no_id_stands_twice() {
    let mut ids: Vec<String> = rows().into_iter().flat_map(|row| row.ids).collect();
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!((ids.len(), all), (all, 45), "as many as the parts of the standards that are answered here have");
}
