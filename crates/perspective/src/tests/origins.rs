//! How many origins a group has: repetition is never corroboration.

use super::case::Case;
use super::{board, printed};
use firsthand_model::board::{Origins, Root};
use insta::assert_snapshot;

#[track_caller]
fn check(text: &str, at_least: usize, at_most: usize) {
    let board = board(&format!("Q Q01 count\nP P1\nP P2\nP P3\nP P4\nB B1\n{text}"));
    assert_eq!(board.scopes[0].groups[0].origins, Origins { at_least, at_most });
}

const FIVE_AGENCIES: &str = "
    E0 - official 354
    E1 - unknown 354
    E2 - unknown 354
    E3 - unknown 354
    E4 - unknown 354
    E5 - unknown 354
    E1 -> E0
    E2 -> E0
    E3 -> E0
    E4 -> E3
    E5 = E4
";

#[test]
fn five_agencies_repeating_one_statement_are_one_report() {
    check(FIVE_AGENCIES, 1, 1);
    let board = board(&format!("Q Q01 count\n{FIVE_AGENCIES}"));
    let report = &board.scopes[0].groups[0].reports[0];
    assert_eq!(report.root, Root::Statement("E0".into()));
    assert_eq!((report.statements[0].as_str(), report.links.len()), ("E0", 5));
}

#[test]
fn two_unrelated_chains_are_one_to_two() {
    check(
        &format!(
            "{FIVE_AGENCIES}
        E6 - unknown 354
        E7 - unknown 354
        E7 -> E6
    "
        ),
        1,
        2,
    );
}

#[test]
fn chains_judged_independent_are_two() {
    check(
        "
        E1 - unknown 354
        E2 - unknown 354
        E3 - unknown 354
        E4 - unknown 354
        E2 -> E1
        E4 -> E3
        E2 | E4
    ",
        2,
        2,
    );
}

#[test]
fn a_cycle_ends_and_is_one_report() {
    check(
        "
        E1 - unknown 354
        E2 - unknown 354
        E3 - unknown 354
        E1 -> E2
        E2 -> E3
        E3 -> E1
        E1 -> E1
    ",
        1,
        1,
    );
}

#[test]
fn known_persons_who_were_there_are_distinct() {
    check(
        "
        E1 P1 saw 354
        E2 P2 counted 354
        E3 P3 official 354
    ",
        2,
        3,
    );
}

#[test]
fn people_who_are_not_named_may_be_one() {
    check(
        "
        E1 - saw 354
        E2 - saw 354
        E3 - estimated ~354
    ",
        1,
        3,
    );
}

#[test]
fn one_person_is_one_report_however_often_heard() {
    check(
        "
        E1 P1 saw 354
        E2 P1 official 354
        E3 P1 told 354 knows=B1
    ",
        1,
        1,
    );
}

#[test]
fn a_body_as_speaker_or_source_makes_nothing_one() {
    check(
        "
        E1 B1 official 354
        E2 B1 official 354
        E3 - told 354 knows=B1
    ",
        1,
        3,
    );
}

#[test]
fn who_was_told_by_a_person_has_that_person_as_root() {
    check(
        "
        E1 P1 saw 354
        E2 P2 told 354 knows=P1
        E3 - told 354 knows=B1;P1
    ",
        1,
        1,
    );
}

#[test]
fn the_own_account_of_somebody_who_also_passes_another_on_stays_apart() {
    check(
        "
        E1 P1 saw 354
        E2 P2 saw 354
        E3 P2 told 354 knows=P1
    ",
        2,
        2,
    );
}

#[test]
fn what_is_known_only_through_one_speaker_is_that_speakers() {
    check(
        "
        E1 P2 saw 354
        E2 P2 told 354 knows=P1
    ",
        1,
        1,
    );
}

#[test]
fn chains_run_through_statements_outside_the_group() {
    check(
        "
        E1 - unknown 354
        E2 - unknown 354
        E3 - unknown none
        E4 - unknown none
        E1 -> E3
        E3 = E4
        E2 -> E4
    ",
        1,
        1,
    );
}

#[test]
fn links_through_outside_statements_are_shown_where_they_connect() {
    let board = board(
        "
        Q Q01 count
        E1 - unknown 354
        E2 - unknown 354
        E3 - unknown none
        E4 - unknown none
        E1 = E3
        E2 = E3
        E4 = E3
    ",
    );
    let links = &board.scopes[0].groups[0].reports[0].links;
    assert_eq!(links, &[("E1".into(), "E3".into()), ("E2".into(), "E3".into())]);
}

#[test]
fn shared_exposure_makes_nothing_one_and_takes_certainty_away() {
    assert_snapshot!(printed("
        Q Q01 count
        E1 - estimated ~1000
        E2 - estimated ~1000
        E3 - unknown 1000
        E1 ~ E2
        E1 | E3
        E1 | E2
        E2 | E3
    "), @r#"
    count, ±10 %
      [1000] E1.1 E2.1 E3.1 | origins 2..3: E1 (unknown, E1 shared exposure), E2 (unknown, E2 shared exposure), E3 (unknown)
    "#);
}

#[test]
fn named_people_who_were_there_stay_distinct_under_shared_exposure() {
    check(
        "
        E1 P1 saw 354
        E2 P2 saw 354
        E1 ~ E2
    ",
        2,
        2,
    );
}

#[test]
fn a_first_hand_account_that_rests_on_another_is_no_root_of_its_own() {
    check(
        "
        E1 - unknown 354
        E2 P1 saw 354
        E3 P2 saw 354
        E2 -> E1
    ",
        1,
        2,
    );
}

#[test]
fn a_judged_dependence_joins_first_hand_accounts() {
    check(
        "
        E1 P1 saw 354
        E2 P2 saw 354
        E1 = E2
    ",
        1,
        1,
    );
}

#[test]
fn reports_come_root_first_then_by_date_said() {
    let board = board(
        "
        Q Q01 count
        E1 - unknown 354 said=2004-09-03
        E2 - unknown 354
        E3 - unknown 354 said=2004-09-02
        E4 - unknown 354 said=2004-09-04
        E1 -> E4
        E2 -> E4
        E3 -> E4
    ",
    );
    let report = &board.scopes[0].groups[0].reports[0];
    let order: Vec<_> = report.statements.iter().map(|id| id.as_str()).collect();
    assert_eq!(order, ["E4", "E3", "E1", "E2"]);
}

#[test]
fn withheld_statements_still_carry_chains_and_are_never_named() {
    let case = Case::read(
        "
        Q Q01 count
        E0 - official 354
        E1 - unknown 354
        E2 - unknown 354
        E1 -> E0
        E2 -> E0
    ",
    );
    let evidence = case.evidence().without_naming(["E0".into()].into());
    let board = evidence.board(&"Q01".into()).unwrap();
    assert_eq!(board.scopes[0].groups[0].origins, Origins { at_least: 1, at_most: 1 });
    assert!(!format!("{board:?}").contains("E0"));
}
