//! Corrections: what fits and excludes, what is said to be corrected, and what does not make a question contested any more.

use super::board;
use super::case::Case;
use firsthand_model::words::Stance;
use proptest::prelude::*;
use proptest::sample::select;

/// Each group with its statements, `!` before those that are corrected; then whether the scope is parted.
#[track_caller]
fn check(text: &str, expected: &[&str], is_parted: bool) {
    let board = board(&format!("Q Q01 count\nP P1\nP P2\n{text}"));
    let scope = &board.scopes[0];
    let mark = |statement: &firsthand_model::StatementId| {
        let own = scope.answers.iter().find(|answer| answer.statement == *statement).unwrap();
        format!("{}{statement}", if own.corrected_by.is_some() { "!" } else { "" })
    };
    let groups = scope
        .groups
        .iter()
        .map(|group| format!("{}: {}", group.label, group.statements.iter().map(mark).collect::<Vec<_>>().join(" ")));
    let bounds = scope.bounds.iter().map(|bound| format!("{} {}", mark(&bound.statement), bound.label));
    assert_eq!(groups.chain(bounds).collect::<Vec<_>>(), expected);
    assert_eq!(scope.is_parted(), is_parted);
}

#[test]
fn a_correction_stands_with_who_says_the_same_and_its_speakers_earlier_figure_parts_nothing() {
    check(
        "E1 P1 official 354 said=2004-09-01\nE2 P1 official 1200 said=2004-09-02 stance=corrects\nE3 P2 saw 1200",
        &["354: !E1", "1200: E2 E3"],
        false,
    );
}

#[test]
fn what_somebody_else_says_is_not_corrected_and_parts() {
    check(
        "E1 P1 saw 354 said=2004-09-01\nE2 P1 saw 1200 said=2004-09-02 stance=corrects\nE3 P2 saw 354",
        &["354: !E1 E3", "1200: E2"],
        true,
    );
}

#[test]
fn a_correction_to_a_bound_excludes_what_others_say_and_not_what_it_corrects() {
    let own = "E1 P1 saw 354 said=2004-09-01\nE2 P1 saw >=600 said=2004-09-02 stance=corrects";
    check(own, &["354: !E1", "E2 >= 600"], false);
    check(&format!("{own}\nE3 P2 saw 400"), &["354: !E1", "400: E3", "E2 >= 600"], true);
}

#[test]
fn a_bound_that_is_corrected_excludes_nothing_any_more() {
    check(
        "E1 P1 saw >=600 said=2004-09-01\nE2 P1 saw 354 said=2004-09-02 stance=corrects",
        &["354: E2", "!E1 >= 600"],
        false,
    );
}

#[test]
fn without_dates_a_correction_replaces_what_was_not_said_after_it() {
    check("E1 P1 saw 354\nE2 P1 saw 1200 stance=corrects", &["354: !E1", "1200: E2"], false);
    check(
        "E1 P1 saw 354 said=2004-09-03\nE2 P1 saw 1200 said=2004-09-02 stance=corrects",
        &["354: E1", "1200: E2"],
        true,
    );
}

#[test]
fn a_correction_that_names_what_it_corrects_leaves_the_rest() {
    check(
        "E1 P1 saw 354 said=2004-09-01\nE2 P1 saw 400 said=2004-09-01\nE3 P1 saw 1200 said=2004-09-02 stance=corrects\n\
         E3 -> E2",
        &["354: E1", "400: !E2", "1200: E3"],
        true,
    );
}

#[test]
fn a_correction_is_corrected_in_its_turn_and_two_without_dates_do_not_correct_each_other() {
    check(
        "E1 P1 saw 1 said=2004-09-01\nE2 P1 saw 2 said=2004-09-02 stance=corrects\n\
         E3 P1 saw 3 said=2004-09-03 stance=corrects",
        &["1: !E1", "2: !E2", "3: E3"],
        false,
    );
    check("E2 P1 saw 2 stance=corrects\nE3 P1 saw 3 stance=corrects", &["2: E2", "3: E3"], true);
}

#[test]
fn the_first_correction_that_came_later_is_named() {
    let board = board(
        "Q Q01 count\nP P1\nE1 P1 saw 1 said=2004-09-01\nE2 P1 saw 2 said=2004-09-02 stance=corrects\n\
         E3 P1 saw 3 said=2004-09-03 stance=corrects",
    );
    let by: Vec<Option<String>> =
        board.scopes[0].answers.iter().map(|answer| answer.corrected_by.as_ref().map(ToString::to_string)).collect();
    assert_eq!(by, [Some("E2.1".to_owned()), Some("E3.1".to_owned()), None]);
}

#[test]
fn where_moments_part_answers_a_correction_replaces_what_is_said_of_its_own() {
    let board = board(
        "Q Q01 count rule=moment\nP P1\nE1 P1 saw 1 said=2004-09-05 asof=2004-09-04\nE2 P1 saw 2 said=2004-09-05 asof=2004-09-05\n\
         E3 P1 saw 3 said=2004-09-06 asof=2004-09-05 stance=corrects",
    );
    let corrected = |answer: &&firsthand_model::board::ScopedAnswer| answer.corrected_by.is_some();
    let found: Vec<&str> =
        board.scopes[0].answers.iter().filter(corrected).map(|answer| answer.statement.as_str()).collect();
    assert_eq!(found, ["E2"]);
}

#[test]
fn who_corrects_themselves_is_not_against_what_they_say_now() {
    let case =
        Case::read("Q Q01 count\nP P1\nE1 P1 saw 354 said=2004-09-01\nE2 P1 saw 1200 said=2004-09-02 stance=corrects");
    let standing = crate::Standing::of(case.evidence());
    assert_eq!(standing.sides(&"Q01".into(), None, &["E2".into()])[0].others, None);
    assert!(standing.sides(&"Q01".into(), None, &["E1".into()])[0].others.is_some());
}

fn cases() -> impl Strategy<Value = String> {
    let said = ["", "said=2004-09-01", "said=2004-09-02", "said=2004-09-03", "said=2004-09-02~", "said=2004-09"];
    let statement =
        (select(vec!["P1", "P2", "-"]), 1..5_i64, select(said.to_vec()), select(vec!["", "stance=corrects"]));
    let link = (0..7_usize, 0..7_usize);
    (prop::collection::vec(statement, 1..7), prop::collection::vec(link, 0..4)).prop_map(|(statements, links)| {
        let count = statements.len();
        let lines = statements
            .iter()
            .enumerate()
            .map(|(at, (speaker, value, said, stance))| format!("E{at} {speaker} saw {value} {said} {stance}\n"));
        let links = links.into_iter().filter(|(from, to)| to < from && *from < count);
        let links = links.map(|(from, to)| format!("E{from} -> E{to}\n"));
        format!("Q Q01 count\nP P1\nP P2\n{}", lines.chain(links).collect::<String>())
    })
}

/// Whether one answer is corrected, by looking at every other.
fn is_corrected(case: &Case, at: usize) -> bool {
    let clock = crate::clock::Clock::new(240);
    let when = |of: usize| crate::when::said(clock, &case.statements[of]);
    let id = |of: usize| Some(&case.statements[of].id);
    let own = |of: usize| {
        case.statements[of].speaker_id.is_some() && case.statements[of].speaker_id == case.statements[at].speaker_id
    };
    let corrects = |of: usize| case.statements[of].stance == Some(Stance::Corrects);
    let rests = |from: usize, to: usize| {
        case.dependences
            .iter()
            .any(|one| one.from_statement.as_ref() == id(from) && one.to_statement.as_ref() == id(to))
    };
    let all = || 0..case.statements.len();
    all().filter(|&by| by != at && own(by) && corrects(by) && case.answers[by].min != case.answers[at].min).any(|by| {
        let names_some = all().any(|of| own(of) && rests(by, of));
        let is_before = when(at).is_certainly_before(&when(by));
        let may_be = !corrects(at) && !when(by).is_certainly_before(&when(at));
        if names_some { rests(by, at) } else { is_before || may_be }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn exactly_those_are_corrected_that_looking_at_every_pair_finds(text in cases()) {
        let case = Case::read(&text);
        let board = case.evidence().board(&"Q01".into()).unwrap();
        for (at, statement) in case.statements.iter().enumerate() {
            let answer = board.scopes[0].answers.iter().find(|answer| answer.statement == statement.id).unwrap();
            prop_assert_eq!(answer.corrected_by.is_some(), is_corrected(&case, at), "{} in {}", &statement.id, &text);
        }
    }
}
