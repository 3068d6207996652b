//! Tensions of small cases, and of random ones against trying every number for every population.

use super::{Tense, tensions};
use firsthand_model::tension::{Cause, Tensions};
use firsthand_model::words::{OrderRelation, Stance, Tally, WithinHow};
use firsthand_model::{Answer, AnswerType, Bound, Event, Kind, Order, Population, Question, Statement};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn question(id: &str) -> Question {
    Question { id: id.into(), ..Question::default() }
}

fn statement(id: &str) -> Statement {
    Statement { id: id.into(), stance: Some(Stance::Asserts), ..Statement::default() }
}

fn answer(id: &str, kind: AnswerType, population: &str, min: &str, max: &str) -> Answer {
    Answer {
        id: id.into(),
        statement_id: Some(id.split('.').next().unwrap().into()),
        question_id: Some("Q1".into()),
        r#type: Some(kind),
        bound: Some(if min == max { Bound::Exact } else { Bound::Range }),
        min: Some(min.into()),
        max: Some(max.into()),
        population: Some(population.into()),
        ..Answer::default()
    }
}

fn order(id: &str, moment: &str, relation: OrderRelation, than: &str) -> Order {
    Order {
        id: format!("O{}", &id[1..]).as_str().into(),
        statement_id: Some(id.into()),
        moment: Some(moment.into()),
        relation: Some(relation),
        than: Some(than.into()),
        ..Order::default()
    }
}

fn event(id: &str, earliest: &str, latest: &str) -> Event {
    Event {
        id: id.into(),
        event: Some(format!("the {id}")),
        earliest_at: Some(earliest.into()),
        latest_at: Some(latest.into()),
        ..Event::default()
    }
}

/// The records of each tension.
fn sets(found: &Tensions) -> Vec<Vec<&str>> {
    found.tensions.iter().map(|tension| tension.records.iter().map(|record| record.id.as_str()).collect()).collect()
}

fn in_time(answers: &[Answer], events: &[Event], orders: &[Order]) -> Tensions {
    let statements: Vec<Statement> = (1..=9).map(|n| statement(&format!("E{n}"))).collect();
    let questions = [question("Q1")];
    tensions(&Tense { questions: &questions, statements: &statements, answers, events, orders, ..Tense::default() })
}

#[test]
fn what_is_said_to_be_within_and_after_the_same_event_is_a_tension_of_two() {
    let orders =
        [order("E1", "Q1/fire", OrderRelation::During, "T1"), order("E2", "Q1/fire", OrderRelation::After, "T1")];
    let fire = [answer("E3.1", AnswerType::Time, "fire", "2004-09-03T14:00:00Z", "2004-09-03T14:00:00Z")];
    let found = in_time(&fire, &[event("T1", "2004-09-03", "2004-09-03")], &orders);
    assert_eq!(sets(&found), [["O1", "O2"]]);
    assert_eq!(found.tensions[0].about, ["Q1/fire", "T1"]);
    assert_eq!(found.tensions[0].causes[0].cause, Cause::Coding);
    assert!(found.are_all);
}

#[test]
fn a_time_an_event_and_an_order_are_a_tension_of_three_and_say_by_how_much() {
    let fire = [answer("E1.1", AnswerType::Time, "fire", "2004-09-03T14:00:00Z", "2004-09-03T14:00:00Z")];
    let rescue = [event("T1", "2004-09-03T15:30:00Z", "2004-09-03T18:00:00Z")];
    let found = in_time(&fire, &rescue, &[order("E2", "Q1/fire", OrderRelation::During, "T1")]);
    assert_eq!(sets(&found), [["E1.1", "T1", "O2"]]);
    assert_eq!(found.tensions[0].apart, "1 h 29 min");
    let causes: Vec<Cause> = found.tensions[0].causes.iter().map(|here| here.cause).collect();
    assert_eq!(causes, [Cause::Coding, Cause::Zone, Cause::Scope]);
}

#[test]
fn different_answers_to_one_question_are_no_tension() {
    let at = |id: &str, time: &str| answer(id, AnswerType::Time, "fire", time, time);
    let found = in_time(&[at("E1.1", "2004-09-03T14:00:00Z"), at("E2.1", "2004-09-03T21:00:00Z")], &[], &[]);
    assert_eq!((sets(&found).len(), found.differences), (0, 1));
}

#[test]
fn order_and_bounds_tighten_the_times_of_events_without_any() {
    let mut later = order("E1", "T2.start", OrderRelation::After, "T1.end");
    (later.least, later.most) = (Some("PT8M".into()), Some("PT12M".into()));
    let untimed = Event { id: "T2".into(), ..Event::default() };
    let first = event("T1", "2004-09-03T13:00:00Z", "2004-09-03T13:05:00Z");
    let found = in_time(&[], &[first, untimed], &[later]);
    let start = found.times.iter().find(|times| times.moment == "T2" && times.end.as_deref() == Some("start")).unwrap();
    assert_eq!(start.earliest.as_deref(), Some("2004-09-03T13:08:00Z"));
    assert!(start.latest.as_deref().is_some_and(|latest| latest.starts_with("2004-09-03T13:17")), "{start:?}");
}

#[test]
fn a_duration_or_moment_that_makes_no_sense_is_named_and_breaks_nothing() {
    let mut rows = [order("E1", "T1", OrderRelation::After, "T9"), order("E2", "T1", OrderRelation::Before, "T1")];
    rows[1].least = Some("ten minutes".into());
    let found = in_time(&[], &[event("T1", "2004", "2004")], &rows);
    let expected: Vec<&str> = found.unreadable.iter().map(|row| row.expected.as_str()).collect();
    assert_eq!(
        expected,
        [
            "than: expected an event, a message, or question/population with a time; found «T9»",
            "least: expected a duration such as PT10M or P1D; found «ten minutes»",
        ]
    );
}

#[test]
fn what_is_not_known_or_taken_back_says_nothing_of_order() {
    for stance in [Stance::DoesNotKnow, Stance::Retracts] {
        let statements = [Statement { stance: Some(stance), ..statement("E1") }];
        let orders = [order("E1", "T1", OrderRelation::Before, "T1")];
        let events = [event("T1", "2004", "2004")];
        let found = tensions(&Tense { statements: &statements, events: &events, orders: &orders, ..Tense::default() });
        assert!(found.tensions.is_empty());
    }
}

fn population(id: &str, inner: &str, outer: &str, how: WithinHow) -> Population {
    Population {
        id: id.into(),
        question_id: Some("Q1".into()),
        population: Some(inner.into()),
        within: Some(outer.into()),
        how: Some(how),
        ..Population::default()
    }
}

fn in_number(answers: &[Answer], populations: &[Population]) -> Tensions {
    let statements: Vec<Statement> = (1..=9).map(|n| statement(&format!("E{n}"))).collect();
    let questions = [question("Q1")];
    tensions(&Tense { questions: &questions, statements: &statements, answers, populations, ..Tense::default() })
}

#[test]
fn more_within_than_around_is_a_tension_and_running_counts_are_none() {
    let within = [population("N1", "children", "held", WithinHow::Subset)];
    let count = |id: &str, population: &str, n: &str| answer(id, AnswerType::Count, population, n, n);
    let found = in_number(&[count("E1.1", "held", "354"), count("E2.1", "children", "886")], &within);
    assert_eq!(sets(&found), [["E1.1", "E2.1", "N1"]]);
    assert_eq!(found.tensions[0].apart, "532");
    let running = Answer { tally: Some(Tally::Running), ..count("E1.1", "held", "354") };
    assert!(in_number(&[running, count("E2.1", "children", "886")], &within).tensions.is_empty());
}

#[test]
fn parts_that_add_up_to_more_or_less_than_the_whole_are_a_tension() {
    let parts =
        [population("N1", "dead", "held", WithinHow::Addend), population("N2", "survived", "held", WithinHow::Addend)];
    let count = |id: &str, population: &str, n: &str| answer(id, AnswerType::Count, population, n, n);
    let of = |held: &str| {
        let answers = [count("E1.1", "held", held), count("E2.1", "dead", "5"), count("E3.1", "survived", "22")];
        in_number(&answers, &parts)
    };
    assert_eq!(sets(&of("26")), [["E1.1", "E2.1", "E3.1", "N1", "N2"]]);
    assert_eq!(sets(&of("30")), [["E1.1", "E2.1", "E3.1", "N1", "N2"]]);
    assert!(of("27").tensions.is_empty());
}

/// The populations of the random cases: b and c are the parts of a, d is some of b.
const NAMES: [&str; 4] = ["a", "b", "c", "d"];

fn tree() -> [Population; 3] {
    [
        population("N1", "b", "a", WithinHow::Addend),
        population("N2", "c", "a", WithinHow::Addend),
        population("N3", "d", "b", WithinHow::Subset),
    ]
}

/// Whether some numbers from 0 to 9 fit all of the chosen records: answers first, then rows of the tree.
fn fits(answers: &[(usize, i64, i64)], chosen: u32) -> bool {
    let is_chosen = |at: usize| chosen >> at & 1 == 1;
    let row = |nth: usize| is_chosen(answers.len() + nth);
    let holds = |n: [i64; 4]| {
        let [a, b, c, d] = n;
        let parts = match (row(0), row(1)) {
            (true, true) => a == b + c,
            (true, false) => b <= a,
            (false, true) => c <= a,
            (false, false) => true,
        };
        let within =
            |(at, &(of, low, high)): (usize, &(usize, i64, i64))| !is_chosen(at) || (low..=high).contains(&n[of]);
        parts && (!row(2) || d <= b) && answers.iter().enumerate().all(within)
    };
    (0..10_000).any(|code| holds([code / 1000, code / 100 % 10, code / 10 % 10, code % 10]))
}

fn brute(answers: &[(usize, i64, i64)]) -> BTreeSet<Vec<String>> {
    let records = answers.len() + 3;
    let unfit: Vec<bool> = (0..1u32 << records).map(|chosen| !fits(answers, chosen)).collect();
    let is_smallest = |chosen: &u32| {
        let without = |record: usize| chosen >> record & 1 == 0 || !unfit[(chosen & !(1 << record)) as usize];
        unfit[*chosen as usize] && (0..records).all(without)
    };
    let name =
        |at: usize| if at < answers.len() { format!("E{}.1", at + 1) } else { format!("N{}", at - answers.len() + 1) };
    let set = |chosen: u32| (0..records).filter(|at| chosen >> at & 1 == 1).map(name).collect::<Vec<String>>();
    let is_difference = |set: &Vec<String>| set.len() == 2 && set.iter().all(|id| id.starts_with('E'));
    (0..1u32 << records).filter(is_smallest).map(set).filter(|set| !is_difference(set)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn tensions_in_number_are_exactly_the_smallest_sets_that_cannot_hold(
        answers in proptest::collection::vec((0..4usize, 0..4i64, 0..2i64), 1..=4)
    ) {
        // Parts of at most 4 leave the whole within what is tried.
        let answers: Vec<(usize, i64, i64)> = answers.into_iter().map(|(of, low, more)| (of, low, low + more)).collect();
        let coded: Vec<Answer> = answers.iter().enumerate().map(|(at, (of, low, high))| {
            answer(&format!("E{}.1", at + 1), AnswerType::Count, NAMES[*of], &low.to_string(), &high.to_string())
        }).collect();
        let found = in_number(&coded, &tree());
        let found: BTreeSet<Vec<String>> =
            sets(&found).into_iter().map(|set| set.into_iter().map(str::to_owned).collect()).collect();
        prop_assert_eq!(found, brute(&answers));
    }
}

#[test]
fn every_record_of_a_tension_says_what_it_is() {
    let within = [population("N1", "children", "held", WithinHow::Subset)];
    let count = |id: &str, population: &str, n: &str| answer(id, AnswerType::Count, population, n, n);
    let found = in_number(&[count("E1.1", "held", "354"), count("E2.1", "children", "886")], &within);
    let kinds: Vec<Kind> = found.tensions[0].records.iter().map(|record| record.kind).collect();
    assert_eq!(kinds, [Kind::Answer, Kind::Answer, Kind::Population]);
    assert!(found.tensions[0].sentence.contains("E1.1 has 354 for Q1/held; E2.1 has 886 for Q1/children; N1 has"));
}
