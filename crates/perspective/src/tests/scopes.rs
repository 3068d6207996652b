//! What may be compared with what.

use super::case::Case;
use super::{board, print, printed};
use crate::Standing;
use insta::assert_snapshot;

#[test]
fn population_unit_tally_and_type_part_scopes() {
    assert_snapshot!(printed("
        Q Q06 count;text
        E1 - unknown 334 pop=dead-all tally=final
        E2 - unknown 334 pop=dead-hostages tally=final
        E3 - unknown 334 pop=dead-all tally=running
        E4 - unknown 70 pop=dead-all unit=percent
        E5 - unknown 334
        E6 - unknown many type=text pop=dead-all
        E7 - unknown many type=text pop=dead-all
        E8 - unknown 330 pop=dead-all tally=final
    "), @r#"
    count, dead-all, final, ±10 %
      [330] E8.1 | origins 1..1: E8 (unknown)
      [334] E1.1 | origins 1..1: E1 (unknown)
    count, dead-all, running, ±10 %
      [334] E3.1 | origins 1..1: E3 (unknown)
    count, ±10 %
      [334] E5.1 | origins 1..1: E5 (unknown)
    count, dead-all, percent, ±10 %
      [70] E4.1 | origins 1..1: E4 (unknown)
    count, dead-hostages, final, ±10 %
      [334] E2.1 | origins 1..1: E2 (unknown)
    text, dead-all
    "#);
}

#[test]
fn a_scope_of_which_nothing_may_be_counted_is_not_there() {
    let case = Case::read("Q Q01 count\n E1 - saw 7 pop=held duress\n E2 - saw 7 pop=freed");
    let standing = Standing::of(case.without_duress());
    let board = standing.board(&"Q01".into()).unwrap();
    assert_eq!(board.scopes.iter().map(|scope| scope.population.as_deref()).collect::<Vec<_>>(), [Some("freed")]);
    assert_eq!(standing.histories().flat_map(|history| &history.scopes).count(), 1);
    assert_eq!(case.without_duress().board(&"Q01".into()).as_ref(), Some(board));
}

#[test]
fn a_question_without_answers_has_an_empty_board_and_an_unknown_one_none() {
    let case = Case::read("Q Q01 count");
    assert!(case.evidence().board(&"Q01".into()).unwrap().scopes.is_empty());
    assert!(case.evidence().board(&"Q02".into()).is_none());
}

#[test]
fn one_switch_leaves_words_under_duress_out_of_everything() {
    let case = Case::read(
        "
        Q Q05 count
        E1 - unknown 30 duress
        E1 + 28 part=1
        E1 + 2 part=1
        E2 - unknown 30
        E3 - unknown >31 duress
    ",
    );
    assert_snapshot!(print::board(&case.evidence().board(&"Q05".into()).unwrap()), @r#"
    count, ±10 %
      [2] E1.3 | origins 1..1: E1 (unknown)
      [28] E1.2 | origins 1..1: E1 (unknown)
      [30] E1.1 E2.1 | origins 1..2: E1 (unknown), E2 (unknown)
      E3.1 > 31: excludes 2 and 28 and 30
    E1.1: 28 + 2 = 30 against 30: closes
    "#);
    assert_snapshot!(print::board(&case.without_duress().board(&"Q05".into()).unwrap()), @r#"
    count, ±10 %
      [30] E2.1 | origins 1..1: E2 (unknown)
    "#);
}

#[test]
fn an_answer_that_makes_no_value_is_named_and_left_out() {
    let mut case = Case::read(
        "
        Q Q01 count
        E1 - unknown 354
        E2 - unknown 354
    ",
    );
    case.answers[1].min = Some("many".into());
    let unreadable = case.evidence().unreadable();
    assert_eq!((unreadable[0].answer.as_str(), unreadable[0].misfit.column), ("E2.1", "min"));
    assert_eq!(board_statements(&case), ["E1"]);
}

fn board_statements(case: &Case) -> Vec<String> {
    let board = case.evidence().board(&case.questions[0].id).unwrap();
    board.scopes[0].answers.iter().map(|one| one.statement.to_string()).collect()
}

#[test]
fn answers_stand_by_lower_end_then_id() {
    let board = board(
        "
        Q Q01 count
        E10 - unknown 5
        E9 - unknown 5
        E1 - unknown 7
        E2 - unknown <=9
    ",
    );
    let order: Vec<_> = board.scopes[0].answers.iter().map(|one| one.answer.as_str()).collect();
    assert_eq!(order, ["E2.1", "E9.1", "E10.1", "E1.1"]);
}
