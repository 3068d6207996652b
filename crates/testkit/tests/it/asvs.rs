//! Every requirement of OWASP ASVS 5.0.0 has one answer, and every test that an answer names exists.

use crate::requirements::{Row, assert_answered, assert_tests_exist, cells};
use crate::text;
use std::collections::{BTreeMap, BTreeSet};

/// How many requirements the standard has at each of its three levels.
const LEVELS: [usize; 3] = [70, 183, 92];

fn lines() -> Vec<Vec<String>> {
    let page = text("docs/asvs.md");
    let lines = page.lines().filter_map(cells).filter(|cells| cells[..3].iter().any(|ids| ids.starts_with('V')));
    lines.map(|cells| cells.into_iter().map(str::to_owned).collect()).collect()
}

fn ids(cell: &str) -> impl Iterator<Item = String> + '_ {
    cell.split_whitespace().map(str::to_owned)
}

/// `| V1.2.1 V1.2.2 | V1.1.2 | | **Met.** how | `room: test` |`
fn rows() -> Vec<Row> {
    lines()
        .iter()
        .map(|line| Row::new(line[..3].iter().flat_map(|cell| ids(cell)).collect(), &line[3], &line[4]))
        .collect()
}

#[test]
fn every_answer_to_the_standard_is_one_of_four_and_its_tests_exist() {
    assert_answered(&rows());
    assert_tests_exist(&rows());
}

#[test]
fn every_requirement_of_the_standard_has_one_answer() {
    for (level, wanted) in LEVELS.into_iter().enumerate() {
        let found: usize = lines().iter().map(|line| ids(&line[level]).count()).sum();
        assert_eq!(found, wanted, "level {}", level + 1);
    }
    let mut sections: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for id in rows().into_iter().flat_map(|row| row.ids) {
        let (section, number) = id.rsplit_once('.').unwrap();
        assert!(sections.entry(section.to_owned()).or_default().insert(number.parse().unwrap()), "{id} stands twice");
    }
    for (section, numbers) in sections {
        assert_eq!(numbers, (1..=numbers.len()).collect(), "a number of {section} is passed over");
    }
}

#[test]
fn the_page_counts_its_answers_as_they_are() {
    let counted = |state: &str| -> usize {
        rows().iter().filter(|row| row.answer.starts_with(state)).map(|row| row.ids.len()).sum()
    };
    let [met, partly, open, not_here] = ["**Met.**", "**Partly.**", "**Open.**", "**Not here.**"].map(counted);
    let sentence = format!("Of 345: {met} met, {partly} partly, {open} open, {not_here} not here.");
    assert!(text("docs/asvs.md").contains(&sentence), "{sentence}");
}
