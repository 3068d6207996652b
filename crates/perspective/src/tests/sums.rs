//! Whether the parts that a source gives make up its whole.

use super::board;

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let board = board(&format!("Q Q06 count\n{text}"));
    let lines: Vec<String> = board
        .checks
        .iter()
        .map(|check| {
            super::print::board(&firsthand_model::board::Board { checks: vec![check.clone()], ..Default::default() })
        })
        .collect();
    assert_eq!(lines, expected);
}

#[test]
fn parts_that_do_not_make_up_the_whole_are_said_to() {
    check(
        "
        E1 - unknown 334
        E1 + 318 part=1
        E1 + 186 part=2 subset
        E1 + 10 part=1
        E1 + 2 part=1
        E1 + 15 part=1
    ",
        &["E1.1: 318 + 10 + 2 + 15 = 345 against 334: does not close"],
    );
}

#[test]
fn each_division_of_a_whole_is_added_by_itself() {
    check(
        "
        E1 - unknown 100
        E1 + 60 part=1 by=sex
        E1 + 70 part=1 by=origin
        E1 + 40 part=1 by=sex
        E1 + 20 part=1 by=origin
    ",
        &["E1.1: 70 + 20 = 90 against 100: does not close", "E1.1: 60 + 40 = 100 against 100: closes"],
    );
}

#[test]
fn more_than_adds_to_more_than() {
    check(
        "
        E1 - unknown >1100
        E1 + >800 part=1
        E1 + >300 part=1
    ",
        &["E1.1: > 800 + > 300 = > 1100 against > 1100: closes"],
    );
}

#[test]
fn parts_have_parts() {
    check(
        "
        E1 - unknown 31
        E1 + 26 part=1
        E1 + 5 part=1
        E1 + 3 part=3
        E1 + 2 part=3
    ",
        &["E1.1: 26 + 5 = 31 against 31: closes", "E1.3: 3 + 2 = 5 against 5: closes"],
    );
}

#[test]
fn about_closes_within_its_tolerance() {
    check(
        "
        E1 - unknown 31
        E1 + ~20 part=1
        E1 + 10 part=1
        E2 - unknown 40
        E2 + ~20 part=1
        E2 + 10 part=1
    ",
        &[
            "E1.1: about 20 + 10 = about 30 against 31: closes",
            "E2.1: about 20 + 10 = about 30 against 40: does not close",
        ],
    );
}

#[test]
fn an_upper_bound_is_not_less_than_none() {
    check(
        "
        E1 - unknown 5
        E1 + <=3 part=1
        E1 + 6 part=1
    ",
        &["E1.1: <= 3 + 6 = <= 9 against 5: does not close"],
    );
}

#[test]
fn subsets_percentages_and_other_units_are_never_added() {
    check(
        "
        E1 - unknown 1200
        E1 + 70 part=1 subset
        E2 - unknown 100
        E2 + 70 part=1 unit=percent
        E4 - unknown 100
        E4 + 70 part=1 unit=families
        E3 - unknown 100 unit=percent
        E3 + 70 part=1 unit=percent
    ",
        &[],
    );
}
