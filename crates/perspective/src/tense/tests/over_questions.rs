//! Tensions in number over several questions: small cases, and random ones against trying every number for every population and
//! every set of records by the rule as it is written: one unit, no running count, and of each question one tally.

use super::numbers::{NAMES, Said, Within, answers, coded, populations, rows, smallest, trees};
use super::{answer, question, sets, statement};
use crate::tense::{Tense, tensions};
use firsthand_model::tension::Tensions;
use firsthand_model::words::{Tally, WithinHow};
use firsthand_model::{Answer, AnswerType, Population, QuestionId, Statement};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// What a count is of, but for its population: unit and tally.
type Manner = (Option<&'static str>, Option<Tally>);

fn name(question: usize) -> QuestionId {
    format!("Q{question}").as_str().into()
}

fn in_number(answers: &[Answer], populations: &[Population]) -> Tensions {
    let statements: Vec<Statement> = (1..=9).map(|n| statement(&format!("E{n}"))).collect();
    let questions = [question("Q1"), question("Q2"), question("Q3")];
    tensions(&Tense { questions: &questions, statements: &statements, answers, populations, ..Tense::default() })
}

fn count(id: &str, question: usize, population: &str, n: &str) -> Answer {
    Answer { question_id: Some(name(question)), ..answer(id, AnswerType::Count, population, n, n) }
}

/// A population of a question within `held` of the first.
fn within_held(id: &str, question: usize, inner: &str, how: WithinHow) -> Population {
    Population {
        question_id: Some(name(question)),
        within_question: Some(name(1)),
        ..super::population(id, inner, "held", how)
    }
}

fn parts() -> [Population; 3] {
    let part = |id: &str, question: usize, inner: &str| within_held(id, question, inner, WithinHow::Addend);
    [part("N1", 2, "all"), part("N2", 3, "all"), part("N3", 1, "released")]
}

#[test]
fn those_held_are_those_who_died_came_out_and_were_released_over_three_questions() {
    let of = |held: &str| {
        let part = [count("E2.1", 2, "all", "5"), count("E3.1", 3, "all", "22"), count("E4.1", 1, "released", "3")];
        in_number(&[&[count("E1.1", 1, "held", held)][..], &part].concat(), &parts())
    };
    let all = ["E1.1", "E2.1", "E3.1", "E4.1", "N1", "N2", "N3"];
    assert_eq!(sets(&of("29")), [all]);
    assert_eq!(sets(&of("31")), [all]);
    assert!(of("30").tensions.is_empty());
    assert_eq!(of("29").tensions[0].about, ["Q1/held", "Q1/released", "Q2/all", "Q3/all"]);
    assert!(of("29").tensions[0].sentence.contains("N2 has Q3/all as one of the parts that make up Q1/held"));
}

#[test]
fn a_final_count_meets_one_without_a_tally_over_questions_alone() {
    let tallied = |tally: Tally, count: Answer| Answer { tally: Some(tally), ..count };
    let dead = |n| tallied(Tally::Final, count("E2.1", 2, "all", n));
    let row = [within_held("N1", 2, "all", WithinHow::Subset)];
    assert_eq!(sets(&in_number(&[count("E1.1", 1, "held", "3"), dead("5")], &row)), [["E1.1", "E2.1", "N1"]]);
    let running = tallied(Tally::Running, count("E2.1", 2, "all", "5"));
    assert!(in_number(&[count("E1.1", 1, "held", "3"), running], &row).tensions.is_empty());
    let own = [super::population("N1", "children", "held", WithinHow::Subset)];
    let children = tallied(Tally::Final, count("E2.1", 1, "children", "5"));
    assert!(in_number(&[count("E1.1", 1, "held", "3"), children], &own).tensions.is_empty());
}

#[test]
fn counts_of_two_units_do_not_meet() {
    let row = [within_held("N1", 2, "all", WithinHow::Subset)];
    let bodies = Answer { unit: Some("bodies".into()), ..count("E2.1", 2, "all", "5") };
    assert!(in_number(&[count("E1.1", 1, "held", "3"), bodies], &row).tensions.is_empty());
}

#[test]
fn where_a_part_lies_in_two_wholes_there_may_be_more() {
    let held = count("E1.1", 1, "held", "3");
    let two = |how| {
        [within_held("N1", 2, "all", how), super::population("N2", "held", "near", WithinHow::Subset), {
            Population { within: Some("near".into()), ..within_held("N3", 2, "all", WithinHow::Subset) }
        }]
    };
    let found = in_number(&[held.clone(), count("E2.1", 2, "all", "5")], &two(WithinHow::Addend));
    assert_eq!((sets(&found), found.are_all), (vec![vec!["E1.1", "E2.1", "N1"]], false));
    let named: Vec<&str> = found.not_every_sum.iter().map(|one| one.of.as_str()).collect();
    assert_eq!(named, ["Q1/held", "Q1/near", "Q2/all"], "those that hang together are named");
    assert_eq!(found.not_every_sum[1].label, "near");
    let apart = [count("E1.1", 3, "all", "3"), count("E2.1", 3, "part", "5")];
    let row = Population {
        question_id: Some(name(3)),
        within_question: Some(name(3)),
        ..super::population("N4", "part", "all", WithinHow::Addend)
    };
    let beside = in_number(&apart, &[&two(WithinHow::Addend)[..], &[row]].concat());
    assert!(beside.are_all && beside.not_every_sum.is_empty(), "another tree is not tangled by it");
    assert!(
        in_number(std::slice::from_ref(&held), &two(WithinHow::Subset)).are_all,
        "bounds alone are followed on every way"
    );
    assert!(in_number(&[count("E1.1", 3, "all", "3")], &two(WithinHow::Addend)).are_all, "nobody counts any of these");
}

fn manners() -> impl Strategy<Value = Vec<Manner>> {
    let tally = prop_oneof![3 => Just(None), 3 => Just(Some(Tally::Final)), 1 => Just(Some(Tally::Running))];
    let unit = prop_oneof![6 => Just(None), 1 => Just(Some("bodies"))];
    proptest::collection::vec((unit, tally), 5)
}

fn asked(said: &[Said], questions: &[usize], manners: &[Manner]) -> Vec<Answer> {
    let answer = |(at, one): (usize, &Said)| Answer {
        question_id: Some(name(questions[one.0])),
        unit: manners[at].0.map(str::to_owned),
        tally: manners[at].1,
        ..coded(at, one)
    };
    said.iter().enumerate().map(answer).collect()
}

fn linked(tree: &[Within], questions: &[usize]) -> Vec<Population> {
    let link = |(row, (inner, outer, _)): (Population, (usize, usize, _))| Population {
        question_id: Some(name(questions[inner])),
        within_question: (questions[inner] != questions[outer]).then(|| name(questions[outer])),
        ..row
    };
    populations(tree).into_iter().zip(rows(tree)).map(link).collect()
}

/// Whether counts may be held against each other at all: one unit, none that still ran, and of one question all final or none.
fn may_meet(said: &[Said], questions: &[usize], manners: &[Manner], set: usize) -> bool {
    let counts: Vec<usize> = (0..said.len()).filter(|at| set >> at & 1 == 1).collect();
    let question = |at: usize| questions[said[at].0];
    counts.iter().all(|&one| {
        manners[one].1 != Some(Tally::Running)
            && counts.iter().all(|&other| {
                let is_of_one_question = question(one) == question(other);
                manners[one].0 == manners[other].0 && (!is_of_one_question || manners[one].1 == manners[other].1)
            })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn over_questions_they_are_exactly_the_smallest_sets_that_may_meet_and_cannot_hold(
        tree in trees(),
        said in answers(),
        questions in proptest::collection::vec(1..=3usize, NAMES.len()),
        manners in manners(),
    ) {
        let found = in_number(&asked(&said, &questions, &manners), &linked(&tree, &questions));
        prop_assert!(found.are_all);
        let found: Vec<Vec<String>> =
            sets(&found).into_iter().map(|set| set.into_iter().map(str::to_owned).collect()).collect();
        let different: BTreeSet<Vec<String>> = found.iter().cloned().collect();
        prop_assert_eq!(different.len(), found.len(), "each once");
        prop_assert_eq!(different, smallest(&tree, &said, |set| may_meet(&said, &questions, &manners, set)));
    }
}
