//! Repetition is shown as repetition, and unknown dependence as unknown.

use crate::run::Place;
use firsthand_testkit::CaseFolder;

fn agencies(count: usize) -> CaseFolder {
    let folder = CaseFolder::new()
        .titled("Agencies")
        .count_question("Q1", "How many were there?")
        .source("S0")
        .statement("E0", "S0", "a spokesman", "official", "354 were there")
        .count("E0", "Q1", 354);
    (1..=count).fold(folder, |folder, n| {
        let (id, source) = (format!("E{n}"), format!("S{n}"));
        folder
            .source(&source)
            .statement(&id, &source, &format!("agency {n}"), "unknown", "354 were there")
            .count(&id, "Q1", 354)
            .dependence(&format!("D{n}"), &id, "E0", "derived_from")
    })
}

#[track_caller]
fn check(folder: CaseFolder, at_least: u64, at_most: u64) {
    let place = Place::new();
    place.case_of(&folder);
    let question = place.json(&["questions", "Q1"], 0);
    let groups = question["scopes"][0]["groups"].as_array().unwrap().clone();
    assert_eq!(groups.len(), 1, "{question}");
    assert_eq!(groups[0]["min"], 354);
    assert_eq!(groups[0]["origins"]["at_least"], at_least, "{question}");
    assert_eq!(groups[0]["origins"]["at_most"], at_most, "{question}");
}

#[test]
fn five_agencies_repeating_one_statement_are_one_origin() {
    check(agencies(5), 1, 1);
}

#[test]
fn two_unrelated_chains_are_one_or_two_origins() {
    let second = agencies(2)
        .source("T0")
        .source("T1")
        .statement("F0", "T0", "a reporter", "unknown", "354 were there")
        .statement("F1", "T1", "a newspaper", "unknown", "354 were there")
        .count("F0", "Q1", 354)
        .count("F1", "Q1", 354)
        .dependence("X1", "F1", "F0", "derived_from");
    check(second, 1, 2);
}
