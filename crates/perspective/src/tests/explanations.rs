//! Alternatives of small cases: which answers say each, fit it or exclude it, and that groups never say otherwise.

use super::case::Case;
use firsthand_model::AnswerId;
use firsthand_model::beside::Relation;
use firsthand_model::board::Scope;
use firsthand_model::explanation::Explanation;
use proptest::prelude::*;

fn explained(case: &Case, also: &[&str]) -> (Scope, Vec<Explanation>) {
    let (evidence, question) = (case.evidence(), "Q1".into());
    let scope = evidence.board(&question).unwrap().scopes.remove(0);
    let found = evidence.explanations(&question, &scope, also);
    (scope, found)
}

/// Expects lines such as `yes: says E1.1; excludes E2.1`.
#[track_caller]
fn check(case: &Case, also: &[&str], expected: &[&str]) {
    let line = |one: &Explanation| {
        let of = |relation: Relation| {
            let answers: Vec<&str> =
                one.answers.iter().filter(|(_, lies)| **lies == relation).map(|(id, _)| id.as_str()).collect();
            (!answers.is_empty()).then(|| format!("{relation} {}", answers.join(" ")))
        };
        let parts = [Relation::Says, Relation::Fits, Relation::Excludes].into_iter().filter_map(of);
        format!("{}: {}", one.id, parts.collect::<Vec<_>>().join("; "))
    };
    assert_eq!(explained(case, also).1.iter().map(line).collect::<Vec<_>>(), expected);
}

/// The deckhand and the mate belong to the crew.
fn crew(text: &str) -> Case {
    let mut case = Case::read(text);
    for member in ["mate", "deckhand"] {
        let belongs_to = vec!["crew".into()];
        case.people.push(firsthand_model::Person { id: member.into(), belongs_to, ..Default::default() });
    }
    case
}

#[test]
fn who_names_a_member_names_the_body_and_who_names_the_body_excludes_no_member() {
    let case = crew(
        "Q Q1 actor\nE1 - saw mate\nE2 - saw crew\nE3 - told !mate\nE4 - told unknown\nE5 - saw passenger\nE6 - told !crew",
    );
    check(
        &case,
        &["deckhand"],
        &[
            "mate: says E1.1; fits E2.1 E4.1; excludes E3.1 E5.1 E6.1",
            "passenger: says E5.1; fits E4.1; excludes E1.1 E2.1",
            "crew: says E1.1 E2.1; fits E4.1; excludes E5.1 E6.1",
            "deckhand: fits E2.1 E4.1; excludes E1.1 E5.1 E6.1",
        ],
    );
}

#[test]
fn yes_and_no_are_both_alternatives_and_not_to_know_is_none() {
    let case = Case::read(
        "Q Q1 yes_no\nE1 - saw yes\nE2 - told unknown\nE3 - told possible\nE4 - saw no stance=does_not_know",
    );
    check(
        &case,
        &[],
        &["yes: says E1.1; excludes E3.1", "no: excludes E1.1 E3.1", "possible: says E3.1; excludes E1.1"],
    );
}

#[test]
fn an_order_is_said_by_whoever_says_more_and_excluded_by_the_other_way_round() {
    let case = Case::read("Q Q1 order\nE1 - saw a<b\nE2 - saw a<b<c\nE3 - told b<a\nE4 - told !a<b");
    check(
        &case,
        &[],
        &[
            "a < b: says E1.1 E2.1; excludes E3.1 E4.1",
            "a < b < c: says E2.1; fits E1.1; excludes E3.1 E4.1",
            "b < a: says E3.1; excludes E1.1 E2.1",
        ],
    );
}

#[test]
fn options_of_which_somebody_names_two_do_not_exclude_each_other() {
    let apart = Case::read("Q Q1 choice\nE1 - saw open\nE2 - saw shut\nE3 - told !shut");
    check(&apart, &[], &["open: says E1.1; excludes E2.1", "shut: says E2.1; excludes E1.1 E3.1"]);
    let several = Case::read("Q Q1 choice\nE1 - saw open\nE2 - saw shut\nE3 - told open;damaged");
    check(&several, &[], &["damaged: says E3.1", "open: says E1.1 E3.1", "shut: says E2.1"]);
    let together = Case::read("Q Q1 choice together=open+damaged\nE1 - saw open\nE2 - saw damaged\nE3 - told shut");
    check(
        &together,
        &[],
        &[
            "open: says E1.1; fits E2.1; excludes E3.1",
            "damaged: says E2.1; fits E1.1; excludes E3.1",
            "shut: says E3.1; excludes E1.1 E2.1",
        ],
    );
}

#[test]
fn numbers_times_places_and_words_leave_no_alternatives() {
    for line in ["count\nE1 - saw 3", "place\nE1 - saw reef", "text\nE1 - saw words"] {
        assert!(explained(&Case::read(&format!("Q Q1 {line}")), &["yes"]).1.is_empty(), "{line}");
    }
}

proptest! {
    #[test]
    fn an_answer_group_and_the_relation_to_an_alternative_never_disagree(
        said in prop::collection::vec((0..5_usize, any::<bool>()), 1..9),
    ) {
        let ids = ["mate", "deckhand", "crew", "passenger", "unknown"];
        let line = |(at, (id, negated)): (usize, &(usize, bool))| {
            let not = if *negated && ids[*id] != "unknown" { "!" } else { "" };
            format!("E{at} - saw {not}{}", ids[*id])
        };
        let lines: Vec<String> = said.iter().enumerate().map(line).collect();
        let (scope, found) = explained(&crew(&format!("Q Q1 actor\n{}", lines.join("\n"))), &[]);
        for explanation in found {
            let lies = |id: &AnswerId| explanation.answers.get(id).copied();
            // What a group comes to is an alternative: no member excludes it, and a denial excludes both or neither.
            for group in scope.groups.iter().filter(|group| group.options == vec![explanation.id.clone()]) {
                prop_assert!(group.answers.iter().all(|id| matches!(lies(id), Some(Relation::Says | Relation::Fits))));
                for note in &scope.bounds {
                    let excludes = note.excludes.contains(&group.label);
                    prop_assert_eq!(excludes, lies(&note.answer) == Some(Relation::Excludes), "{}", note.label);
                }
            }
        }
    }
}
