//! What the statements of a finding come to: spans and sides.

use super::case::Case;
use crate::Standing;
use firsthand_model::StatementId;

fn ids(text: &str) -> Vec<StatementId> {
    text.split_whitespace().map(StatementId::from).collect()
}

#[track_caller]
fn check_span(case: &str, cited: &str, expected: &[&str]) {
    let case = Case::read(case);
    let spans = Standing::of(case.evidence()).spans(&"Q01".into(), None, &ids(cited));
    let found: Vec<&str> = spans.iter().map(|span| span.label.as_str()).collect();
    assert_eq!(found, expected);
}

#[test]
fn the_span_runs_from_the_lowest_value_cited_to_the_highest() {
    let case = "Q Q01 count\nE1 - official 354\nE2 - official 300\nE3 - official 900\n";
    check_span(case, "E1 E2", &["300–354"]);
    check_span(case, "E3", &["900"]);
    check_span(case, "", &[]);
}

#[test]
fn spans_are_never_of_two_scopes_and_bounds_are_in_none() {
    let case = "Q Q01 count\nE1 - official 10 pop=a\nE2 - official 20 pop=b\nE3 - official >50 pop=a\n";
    check_span(case, "E1 E2 E3", &["10", "20"]);
    let read = Case::read(case);
    let spans = Standing::of(read.evidence()).spans(&"Q01".into(), Some("a"), &ids("E1 E3"));
    assert_eq!((spans.len(), spans[0].bounds.as_slice()), (1, &["> 50".to_owned()][..]));
}

#[test]
fn sides_are_counted_by_origins_and_never_by_reports() {
    let case = "Q Q01 count\nP P1\nP P2\nP P3\nE1 P1 saw 10\nE2 - told 10\nE3 - told 10\nE4 P2 saw 20\nE5 P3 saw 20\n\
                E2 -> E1\nE3 -> E1\n";
    let read = Case::read(case);
    let sides = Standing::of(read.evidence()).sides(&"Q01".into(), None, &ids("E1 E2 E3"));
    let others = sides[0].others.unwrap();
    assert_eq!((sides[0].cited.at_least, sides[0].cited.at_most), (1, 1));
    assert_eq!((others.at_least, others.at_most), (2, 2));
}

#[test]
fn a_second_origin_is_one_that_says_the_same_and_is_certainly_another() {
    let case = "Q Q01 count\nP P1\nP P2\nE1 P1 saw 10\nE2 - told 10\nE3 P2 saw 20\nE4 P1 saw 20\nE2 -> E1\n";
    let read = Case::read(case);
    let standing = Standing::of(read.evidence());
    assert!(!standing.has_second_origin(&"Q01".into(), &"E1".into()));
    assert!(standing.has_second_origin(&"Q01".into(), &"E3".into()));
}

#[test]
fn a_range_around_a_number_is_no_second_origin_and_a_number_within_a_range_is() {
    let case = "Q Q01 count\nP P1\nP P2\nE1 P1 saw 40\nE2 P2 saw 1..100000\n";
    let read = Case::read(case);
    let standing = Standing::of(read.evidence());
    assert!(!standing.has_second_origin(&"Q01".into(), &"E1".into()), "the range fits, and does not say forty");
    assert!(standing.has_second_origin(&"Q01".into(), &"E2".into()), "who says forty says that it is within");
}

#[test]
fn what_its_own_speaker_corrects_is_no_second_origin() {
    let case = "Q Q01 count\nP P1\nP P2\nE1 P1 saw 40\nE2 P2 saw 40 said=2004-09-01\n";
    let read = Case::read(case);
    assert!(Standing::of(read.evidence()).has_second_origin(&"Q01".into(), &"E1".into()));
    let corrected = Case::read(&format!("{case}E3 P2 saw 400 said=2004-09-02 stance=corrects\n"));
    assert!(!Standing::of(corrected.evidence()).has_second_origin(&"Q01".into(), &"E1".into()));
}

#[test]
fn the_duress_switch_changes_sides_too() {
    let case = "Q Q01 count\nP P1\nP P2\nE1 P1 saw 10 duress\nE2 P2 saw 20\n";
    let read = Case::read(case);
    assert_eq!(Standing::of(read.evidence()).sides(&"Q01".into(), None, &ids("E1")).len(), 1);
    assert_eq!(Standing::of(read.without_duress()).sides(&"Q01".into(), None, &ids("E1")).len(), 0);
    assert!(Standing::of(read.without_duress()).spans(&"Q01".into(), None, &ids("E1")).is_empty());
}
