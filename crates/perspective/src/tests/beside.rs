//! A coded claim beside the answers of small cases: what says it, fits it, excludes it, and what is of another scope.

use super::case::Case;
use firsthand_model::Answer;
use firsthand_model::beside::BesideRecord;
use firsthand_model::coded::{read_answer, read_scope};
use proptest::prelude::*;

fn claim(answer: &str, scope: &str) -> Answer {
    let mut answer = Answer { question_id: Some("Q01".into()), ..read_answer(answer).unwrap() };
    read_scope(scope, &mut answer).unwrap();
    answer
}

fn lay(case: &Case, answer: &str, scope: &str) -> BesideRecord {
    case.evidence().beside(&claim(answer, scope)).unwrap().unwrap()
}

/// Expects lines such as `says E1`, `other_scope(population) E2`.
#[track_caller]
fn check(case: &str, answer: &str, scope: &str, expected: &[&str]) {
    let found = lay(&Case::read(case), answer, scope);
    let line = |line: &firsthand_model::beside::Beside| {
        let differences: Vec<&str> = line.differences.iter().map(|one| one.word()).collect();
        let why = if differences.is_empty() { String::new() } else { format!("({})", differences.join(",")) };
        format!("{}{why} {}", line.relation, line.statement)
    };
    assert_eq!(found.answers.iter().map(line).collect::<Vec<_>>(), expected);
}

const COUNTS: &str = "
    Q Q01 count
    E1 - official 354 pop=held
    E2 - unknown 1128 pop=held
    E3 - deduced >=600 pop=held
    E4 - told >1200 pop=held
    E5 - told ~370 pop=held
    E6 - unknown 354 pop=names
    E7 - unknown 354
    E8 - unknown 354 pop=held stance=does_not_know
    E9 - told 120..400 pop=held
";

#[test]
fn an_exact_figure_is_said_fitted_and_excluded_in_its_own_scope_alone() {
    check(
        COUNTS,
        "count=354",
        "held",
        &[
            "says E1",
            "says E5",
            "fits E9",
            "excludes E2",
            "excludes E3",
            "excludes E4",
            "other_scope(population) E6",
            "other_scope(population) E7",
            "no_answer E8",
        ],
    );
}

#[test]
fn a_bound_is_said_by_what_lies_within_it_and_fits_what_reaches_beyond() {
    let others = ["other_scope(population) E6", "other_scope(population) E7", "no_answer E8"];
    let expected = ["says E2", "says E4", "fits E3", "excludes E1", "excludes E5", "excludes E9"];
    check(COUNTS, "count>1000", "held", &[&expected[..], &others].concat());
}

#[test]
fn a_claim_of_another_population_is_compared_with_nothing() {
    let found = lay(&Case::read(COUNTS), "count=5", "children");
    assert!(found.answers.iter().all(|line| line.relation.word() == "other_scope"), "{found:?}");
}

#[test]
fn nearer_scopes_come_first() {
    let case = "
        Q Q01 count
        E1 - told 5 pop=a unit=percent tally=final
        E2 - told 5 pop=a
        E3 - told 5 pop=b unit=percent
    ";
    let expected = ["other_scope(unit) E1", "other_scope(tally) E2", "other_scope(population,unit,tally) E3"];
    check(case, "count=5", "a; tally=final", &expected);
}

#[test]
fn moments_part_answers_where_the_question_says_so() {
    let case = "
        Q Q01 count rule=moment
        E1 - told 320 asof=2004-09-04
        E2 - told 335 asof=2004-09-05
    ";
    check(case, "count=330", "as_of=2004-09-05", &["excludes E2", "other_scope(moment) E1"]);
}

#[test]
fn options_exclude_each_other_unless_somebody_asserts_several() {
    let apart = "
        Q Q01 actor
        E1 - told B07
        E2 - told B10
        E3 - told !B10
    ";
    check(apart, "actor=B10", "", &["says E2", "excludes E1", "excludes E3"]);
    check(apart, "actor!=B10", "", &["says E3", "fits E1", "excludes E2"]);
    let together = "
        Q Q01 choice
        E1 - told a;b
        E2 - told c
    ";
    check(together, "choice=b", "", &["says E1", "fits E2"]);
}

#[test]
fn texts_are_the_same_words_or_not_compared() {
    let case = "
        Q Q01 text
        E1 - told by_the_gate
        E2 - told elsewhere
    ";
    check(case, "text=by the gate", "", &["says E1", "other_scope(words) E2"]);
}

#[test]
fn repetition_beside_a_claim_is_one_report() {
    let case = Case::read(
        "
        Q Q01 count
        E1 - official 354
        E2 - told 354
        E3 - told 360
        E2 -> E1
    ",
    );
    let found = lay(&case, "count=354", "");
    assert_eq!((found.says.statements, found.says.origins.at_most), (2, 1));
    assert_eq!((found.excludes.statements, found.excludes.reports.len()), (1, 1));
}

#[test]
fn a_claim_on_no_question_of_the_case_finds_nothing() {
    let case = Case::read(COUNTS);
    let strange = Answer { question_id: Some("Q99".into()), ..claim("count=1", "") };
    assert_eq!(case.evidence().beside(&strange), Ok(None));
}

#[test]
fn words_under_duress_can_be_left_out() {
    let case = Case::read("Q Q01 count\n E1 - saw 7 duress\n E2 - saw 7");
    let laid = |found: BesideRecord| found.answers.iter().map(|line| line.statement.to_string()).collect::<Vec<_>>();
    assert_eq!(laid(case.evidence().beside(&claim("count=7", "")).unwrap().unwrap()), ["E1", "E2"]);
    assert_eq!(laid(case.without_duress().beside(&claim("count=7", "")).unwrap().unwrap()), ["E2"]);
}

fn value() -> impl Strategy<Value = String> {
    (prop::sample::select(vec!["", "~", ">", ">=", "<", "<="]), 0..40i64).prop_map(|(sign, n)| format!("{sign}{n}"))
}

proptest! {
    /// A claim that were a statement itself would share a group with exactly those members that say it.
    #[test]
    fn what_says_a_claim_would_be_in_one_group_with_it(values in prop::collection::vec((0..40i64, any::<bool>()), 1..8), own in 0..40i64) {
        let sign = |about: bool| if about { "~" } else { "" };
        let line = |(n, (value, about)): (usize, &(i64, bool))| format!("E{n} - told {}{value}", sign(*about));
        let lines: Vec<String> = values.iter().enumerate().map(line).collect();
        let found = lay(&Case::read(&format!("Q Q01 count\n{}", lines.join("\n"))), &format!("count={own}"), "");
        let with_it = super::board(&format!("Q Q01 count\n{}\nE99 - told {own}", lines.join("\n")));
        let groups = with_it.scopes[0].groups.iter().map(|group| &group.statements);
        let mut together: Vec<_> = groups.filter(|group| group.iter().any(|id| id.as_str() == "E99")).flatten().collect();
        together.retain(|id| id.as_str() != "E99");
        together.sort();
        together.dedup();
        let mut says: Vec<_> = found.answers.iter().filter(|line| line.relation.word() == "says").map(|line| &line.statement).collect();
        says.sort();
        prop_assert_eq!(says, together);
        prop_assert!(found.answers.iter().all(|line| matches!(line.relation.word(), "says" | "excludes")));
    }

    /// The order of rows changes nothing.
    #[test]
    fn the_order_of_rows_changes_nothing(values in prop::collection::vec(value(), 1..8), own in value(), turn in 0..8usize) {
        let lines: Vec<String> = values.iter().enumerate().map(|(n, value)| format!("E{n} - told {value}")).collect();
        let mut turned = lines.clone();
        turned.rotate_left(turn % lines.len());
        let own = if own.starts_with(['~', '>', '<']) { format!("count{own}") } else { format!("count={own}") };
        let laid = |lines: &[String]| lay(&Case::read(&format!("Q Q01 count\n{}", lines.join("\n"))), &own, "");
        let found = laid(&lines);
        prop_assert_eq!(&found, &laid(&turned));
        prop_assert_eq!(found.answers.len(), lines.len());
    }
}
