//! Which answers can be true together.

use super::{board, printed};
use insta::assert_snapshot;

#[test]
fn a_range_joins_every_value_it_admits_and_parts_none() {
    assert_snapshot!(printed("
        Q Q01 count
        E1 - official 354
        E2 - unknown 200..400
        E3 - unknown ~400
        E4 - unknown 1128
    "), @r#"
    count, ±10 %
      [354] E2.1 E1.1 | origins 1..2: E1 (unknown), E2 (unknown)
      [360–400] E2.1 E3.1 | origins 1..2: E2 (unknown), E3 (unknown)
      [1128] E4.1 | origins 1..1: E4 (unknown)
    "#);
}

#[test]
fn an_answer_in_two_groups_says_so() {
    let board = board(
        "
        Q Q01 count
        E1 - official 354
        E2 - unknown 354..500
        E3 - unknown ~400
    ",
    );
    let in_groups: Vec<_> =
        board.scopes[0].answers.iter().map(|one| (one.label.as_str(), one.in_groups.len())).collect();
    assert_eq!(in_groups, [("354", 1), ("354–500", 2), ("about 400", 1)]);
}

#[test]
fn about_is_ten_percent_unless_the_question_says_otherwise() {
    assert_snapshot!(printed("
        Q Q01 count tol=5%
        E1 - unknown ~100
        E2 - unknown 106
        E3 - unknown 105
    "), @r#"
    count, ±5 %
      [105] E1.1 E3.1 | origins 1..2: E1 (unknown), E3 (unknown)
      [106] E2.1 | origins 1..1: E2 (unknown)
    "#);
}

#[test]
fn an_exact_figure_by_somebody_who_estimated_is_about() {
    let board = board(
        "
        Q Q01 count
        E1 - estimated 1020
        E2 - official 1020 approx
        E3 - estimated ~1020
    ",
    );
    let shown: Vec<_> = board.scopes[0].answers.iter().map(|one| (one.label.as_str(), one.about_assumed)).collect();
    assert_eq!(shown, [("about 1020", true), ("about 1020", false), ("about 1020", false)]);
    assert_eq!(board.scopes[0].groups[0].label, "about 1020");
    assert_eq!((board.scopes[0].groups[0].low, board.scopes[0].groups[0].high), (Some(918), Some(1122)));
}

#[test]
fn times_meet_within_their_minute_and_about_reaches_ten() {
    assert_snapshot!(printed("
        Q Q08 time
        E1 - unknown 13:05
        E2 - unknown 13:03
        E3 - unknown ~13:05
        E4 - unknown 13:00..13:30
        E5 - unknown ~13:30
    "), @r#"
    time, ±10 min
      [2004-09-03 13:03] E3.1 E4.1 E2.1 | origins 1..3: E2 (unknown), E3 (unknown), E4 (unknown)
      [2004-09-03 13:05] E3.1 E4.1 E1.1 | origins 1..3: E1 (unknown), E3 (unknown), E4 (unknown)
      [2004-09-03 13:20–13:30] E4.1 E5.1 | origins 1..2: E4 (unknown), E5 (unknown)
    "#);
}

#[test]
fn times_write_their_ends_as_tables_do() {
    let board = board(
        "
        Q Q08 time
        E1 - unknown 13:00..13:30
        E2 - unknown 2004-09-03
    ",
    );
    let group = &board.scopes[0].groups[0];
    assert_eq!(group.min.as_deref(), Some("2004-09-03T13:00:00+04:00"));
    assert_eq!(group.max.as_deref(), Some("2004-09-03T13:30:00+04:00"));
}

#[test]
fn running_counts_meet_only_where_their_moments_do() {
    assert_snapshot!(printed("
        Q Q06 count rule=moment_where_tally_is_running,_span_where_final
        E1 - official 338 tally=running asof=2004-09-05
        E2 - official 338 tally=running asof=2004-09-08
        E3 - unknown 320..353 tally=running asof=2004-09-05
        E4 - unknown 331 tally=final asof=/2006-12-22
        E5 - unknown 331 tally=final
    "), @r#"
    count, final, ±10 %
      [331] E4.1 E5.1 | origins 1..2: E4 (unknown), E5 (unknown)
    count, running, by moment, ±10 %
      [338, as of 2004-09-05] @2004-09-05/2004-09-05 E3.1 E1.1 | origins 1..2: E1 (unknown), E3 (unknown)
      [338, as of 2004-09-08] @2004-09-08/2004-09-08 E2.1 | origins 1..1: E2 (unknown)
    "#);
}

#[test]
fn a_missing_moment_takes_the_questions_and_is_marked() {
    assert_snapshot!(printed("
        Q Q06 count rule=moment asof=2004-09-01/2004-09-03
        E1 - official 10
        E2 - official 10 asof=2004-09-02
        E3 - official 10 asof=2004-09-05
    "), @r#"
    count, by moment, ±10 %
      [10, as of 2004-09-02] @2004-09-02/2004-09-02 assumed E1.1 E2.1 | origins 1..2: E1 (unknown), E2 (unknown)
      [10, as of 2004-09-05] @2004-09-05/2004-09-05 E3.1 | origins 1..1: E3 (unknown)
    "#);
}

#[test]
fn every_option_has_its_group_and_words_without_a_code_have_none() {
    assert_snapshot!(printed("
        Q Q13 choice;text
        E1 - unknown end-war;troop-withdrawal
        E2 - unknown end-war
        E3 - unknown disbelief type=text
        E4 - unknown _disbelief_ type=text
        E5 - unknown anger type=text
    "), @r#"
    choice
      [end-war] E1.1 E2.1 | origins 1..2: E1 (unknown), E2 (unknown)
      [troop-withdrawal] E1.1 | origins 1..1: E1 (unknown)
    text
    "#);
}

#[test]
fn yes_no_words_stand_in_their_usual_order() {
    let board = board(
        "
        Q Q03 yes_no
        E1 - unknown unknown
        E2 - unknown no
        E3 - unknown yes
    ",
    );
    let labels: Vec<_> = board.scopes[0].groups.iter().map(|group| group.label.as_str()).collect();
    assert_eq!(labels, ["yes", "no", "unknown"]);
}

#[test]
fn an_empty_text_means_that_the_claim_is_the_answer() {
    let board = board(
        "
        Q Q03 text
        E1 - unknown _ claim=hunger
    ",
    );
    assert_eq!(board.scopes[0].answers[0].label, "hunger");
}

#[test]
fn what_is_not_asserted_is_listed_and_in_no_group() {
    let board = board(
        "
        Q Q01 count
        E1 - official 10 stance=retracts
        E2 - official 10 stance=does_not_know
        E3 - official 10 stance=doubts
        E4 - official >=10 stance=declines
    ",
    );
    let scope = &board.scopes[0];
    assert_eq!(scope.answers.len(), 4);
    assert_eq!(scope.groups.len(), 1);
    assert_eq!(scope.groups[0].statements, ["E3".into()]);
    assert!(scope.bounds.is_empty());
}

#[test]
fn exact_values_are_each_named_once() {
    let board = board(
        "
        Q Q01 count
        E1 - official 1128
        E2 - inquiry 1128
        E3 - unknown ~1100
    ",
    );
    let group = &board.scopes[0].groups[0];
    assert_eq!((group.label.as_str(), group.exact_values.as_slice()), ("1128", &["1128".to_owned()][..]));
    assert_eq!(group.by_basis.values().sum::<usize>(), 3);
}

#[test]
fn ten_thousand_answers_make_one_board() {
    let answers: String = (0..10_000).map(|at| format!("E{at} - unknown {}\n", at / 2)).collect();
    let board = board(&format!("Q Q01 count\n{answers}"));
    assert_eq!(board.scopes[0].groups.len(), 5_000);
}
