//! Answers that tell an order: as constraints beside times, in small cases, and in random ones against every set of records.

use super::{answer, event, in_time, question, sets, statement};
use crate::order::tests::all_tensions;
use crate::order::{ALWAYS, Bound, CLOCK, Record};
use crate::tense::{Tense, tensions};
use firsthand_model::tension::{Cause, Tensions};
use firsthand_model::words::Stance;
use firsthand_model::{Answer, AnswerType, Event, Question, Statement};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// An answer of a statement that tells `chains`; one that begins with `!` denies them.
fn told(id: &str, chains: &str) -> Answer {
    Answer {
        bound: None,
        min: None,
        max: None,
        option_ids: chains.trim_start_matches('!').split(';').map(Into::into).collect(),
        negated: Some(chains.starts_with('!')),
        ..answer(id, AnswerType::Order, "order", "", "")
    }
}

/// The flare at 21:04, the sinking from 21:09 to 21:16, the call at 21:01.
fn evening() -> [Event; 3] {
    let at =
        |id: &str, from: &str, to: &str| event(id, &format!("2019-08-17T{from}:00Z"), &format!("2019-08-17T{to}:00Z"));
    [at("T1", "21:01", "21:01"), at("T5", "21:04", "21:04"), at("T6", "21:09", "21:16")]
}

fn whys(found: &Tensions) -> Vec<(&str, &str)> {
    found.not_timed.iter().map(|one| (one.answer.as_str(), one.why.as_str())).collect()
}

#[test]
fn an_order_that_is_told_against_printed_times_is_a_tension_with_them_in_a_sentence() {
    let found = in_time(&[told("E1.1", "T6<T5")], &evening(), &[]);
    assert_eq!(sets(&found), [["E1.1", "T5", "T6"]]);
    let tension = &found.tensions[0];
    assert!(
        tension.sentence.starts_with("E1.1 says that T6 was before T5; T5 «the T5» is recorded"),
        "{}",
        tension.sentence
    );
    assert_eq!(tension.records[0].statement.as_ref().unwrap().as_str(), "E1");
    assert_eq!(tension.causes[0].cause, Cause::Coding);
    assert_eq!((tension.about.join(" "), found.not_timed.len()), ("T5 T6".into(), 0));
}

#[test]
fn an_order_that_fits_the_times_is_none_and_tightens_what_has_none() {
    let untimed = Event { id: "T9".into(), ..Event::default() };
    let events: Vec<Event> = evening().into_iter().chain([untimed]).collect();
    let found = in_time(&[told("E1.1", "T5<T9<T6")], &events, &[]);
    assert!(found.tensions.is_empty());
    let start = found.times.iter().find(|times| times.moment == "T9").unwrap();
    assert!(start.earliest.as_deref().unwrap().starts_with("2019-08-17T21:04"), "{start:?}");
}

#[test]
fn an_answer_of_several_steps_is_one_record_and_says_each_of_them() {
    let found = in_time(&[told("E1.1", "T6<T5<T1")], &evening(), &[]);
    let of: BTreeSet<String> = sets(&found).into_iter().map(|set| set.join(" ")).collect();
    assert_eq!(of, ["E1.1 T1 T5", "E1.1 T1 T6", "E1.1 T5 T6"].map(str::to_owned).into());
    assert!(found.tensions[0].sentence.contains("says that T6 was before T5, and T5 was before T1"));
    assert_eq!(found.tensions[0].records[0].orders.len(), 2);
}

#[test]
fn the_same_time_is_within_both() {
    assert_eq!(sets(&in_time(&[told("E1.1", "T5=T6")], &evening(), &[])), [["E1.1", "T5", "T6"]]);
    let during = event("T7", "2019-08-17T21:10:00Z", "2019-08-17T21:30:00Z");
    let events: Vec<Event> = evening().into_iter().chain([during]).collect();
    assert!(in_time(&[told("E1.1", "T6=T7")], &events, &[]).tensions.is_empty());
}

#[test]
fn what_is_denied_is_that_one_had_ended_before_the_other_began() {
    assert_eq!(sets(&in_time(&[told("E1.1", "!T5<T6")], &evening(), &[])), [["E1.1", "T5", "T6"]]);
    let found = in_time(&[told("E1.1", "!T6<T5")], &evening(), &[]);
    assert!(found.tensions.is_empty() && found.not_timed.is_empty());
    let open = in_time(&[told("E1.1", "!T1<T5<T6"), told("E2.1", "!T1=T5")], &evening(), &[]);
    assert!(open.tensions.is_empty());
    let left_open = "a denial of several steps, or that two were at the same time, leaves open what was so";
    assert_eq!(whys(&open), [("E1.1", left_open), ("E2.1", left_open)]);
}

#[test]
fn things_that_are_no_events_are_named_and_what_follows_over_them_stays() {
    let found = in_time(&[told("E1.1", "blow<dark"), told("E2.1", "T6<dark<T5")], &evening(), &[]);
    assert_eq!(whys(&found), [("E1.1", "blow, dark: no events of the case"), ("E2.1", "dark: no events of the case")]);
    assert_eq!(sets(&found), [["E2.1", "T5", "T6"]]);
    assert!(in_time(&[told("E1.1", "dark")], &evening(), &[]).not_timed.is_empty(), "one thing alone has no order");
}

#[test]
fn an_option_of_the_question_is_no_event_also_where_it_has_the_id_of_one() {
    let asked = Question { options: BTreeMap::from([("T5".into(), "the fifth try".into())]), ..question("Q1") };
    let (statements, answers, events) = ([statement("E1")], [told("E1.1", "T6<T5")], evening());
    let found = tensions(&Tense {
        questions: &[asked],
        statements: &statements,
        answers: &answers,
        events: &events,
        ..Tense::default()
    });
    assert!(found.tensions.is_empty());
    assert_eq!(whys(&found), [("E1.1", "T5: no events of the case")]);
}

#[test]
fn different_orders_of_one_question_are_a_difference_and_of_two_questions_a_tension() {
    let untimed = |id: &str| Event { id: id.into(), ..Event::default() };
    let events = [untimed("T1"), untimed("T2"), untimed("T3")];
    let circle = [told("E1.1", "T1<T2"), told("E2.1", "T2<T3"), told("E3.1", "T3<T1")];
    let found = in_time(&circle, &events, &[]);
    assert_eq!((found.tensions.len(), found.differences), (0, 1));
    let elsewhere = Answer { question_id: Some("Q2".into()), ..told("E3.1", "T3<T1") };
    let [one, two, _] = circle;
    assert_eq!(sets(&in_time(&[one, two, elsewhere], &events, &[])), [["E1.1", "E2.1", "E3.1"]]);
}

#[test]
fn what_is_taken_back_or_left_out_under_duress_tells_no_order() {
    let (answers, events) = ([told("E1.1", "T6<T5")], evening());
    let of = |statement: Statement, leave_out_duress: bool| {
        let statements = [statement];
        let tense = Tense { statements: &statements, answers: &answers, events: &events, ..Tense::default() };
        tensions(&Tense { leave_out_duress, ..tense }).tensions.len()
    };
    assert_eq!(of(Statement { stance: Some(Stance::Retracts), ..statement("E1") }, false), 0);
    let custody = Statement { duress: Some(true), ..statement("E1") };
    assert_eq!((of(custody.clone(), false), of(custody, true)), (1, 0));
}

/// An event of a random case: from and to, seconds; one in four has no time.
type Timed = Option<(i64, i64)>;
/// Steps of an answer: first, whether at the same time, then.
type Steps = Vec<(usize, bool, usize)>;

fn cases() -> impl Strategy<Value = (Vec<Timed>, Vec<Steps>)> {
    let event = proptest::option::weighted(0.75, (0..6i64, 0..3i64).prop_map(|(low, more)| (low, low + more)));
    let step = (0..3usize, any::<bool>(), 1..3usize).prop_map(|(one, is_same, on)| (one, is_same, (one + on) % 3));
    (proptest::collection::vec(event, 3), proptest::collection::vec(proptest::collection::vec(step, 1..=2), 1..=4))
}

/// What records say, written down a second time: event n begins at moment 2n+1 and ends at 2n+2.
fn bounds(events: &[Timed], answers: &[Steps]) -> Vec<Bound> {
    let (start, end) = (|n: usize| 2 * n as u32 + 1, |n: usize| 2 * n as u32 + 2);
    let bound = |from, to, at_most_ms, record: usize| Bound { from, to, at_most_ms, record: record as Record };
    let always = (0..events.len()).map(|n| Bound { from: end(n), to: start(n), at_most_ms: 0, record: ALWAYS });
    let timed = events.iter().enumerate().filter_map(|(n, timed)| timed.map(|(low, high)| (n, low, high)));
    let timed = timed.flat_map(|(n, low, high)| {
        [bound(start(n), CLOCK, -1000 * low, n), bound(CLOCK, end(n), 1000 * high + 999, n)]
    });
    let told = answers.iter().enumerate().flat_map(|(at, steps)| {
        let record = events.len() + at;
        steps.iter().flat_map(move |&(one, is_same, then)| match is_same {
            false => vec![bound(start(then), end(one), -1, record)],
            true => vec![
                bound(start(one), start(then), 0, record),
                bound(start(then), start(one), 0, record),
                bound(end(one), end(then), 0, record),
                bound(end(then), end(one), 0, record),
            ],
        })
    });
    always.chain(timed).chain(told).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn orders_and_times_are_in_tension_exactly_where_no_instants_fit_them((events, answers) in cases()) {
        let chain = |&(one, is_same, then): &(usize, bool, usize)| {
            format!("T{}{}T{}", one + 1, if is_same { '=' } else { '<' }, then + 1)
        };
        let text = |steps: &Steps| steps.iter().map(chain).collect::<Vec<_>>().join(";");
        // An answer that goes in a circle by itself is refused at import.
        let reads = |steps: &&Steps| told("E1.1", &text(steps)).value().is_ok();
        let answers: Vec<Steps> = answers.iter().filter(reads).cloned().collect();
        let coded: Vec<Answer> = (1..).zip(&answers).map(|(at, steps)| Answer {
            question_id: Some(format!("Q{at}").as_str().into()),
            ..told(&format!("E{at}.1"), &text(steps))
        }).collect();
        // A time at second 0 is read as the whole minute: these begin at 10.
        let second = |n: i64| format!("2019-08-17T21:00:{:02}Z", n + 10);
        let dated = (1..).zip(&events).map(|(at, timed)| match timed {
            Some((low, high)) => event(&format!("T{at}"), &second(*low), &second(*high)),
            None => Event { id: format!("T{at}").as_str().into(), ..Event::default() },
        });
        let mut dated: Vec<Event> = dated.collect();
        let found = in_time(&coded, &dated, &[]);
        // The order of the rows makes no difference.
        let mut turned = coded;
        turned.reverse();
        dated.reverse();
        prop_assert_eq!(&in_time(&turned, &dated, &[]), &found);
        let found: BTreeSet<BTreeSet<String>> =
            sets(&found).into_iter().map(|set| set.into_iter().map(str::to_owned).collect()).collect();
        let name = |record: Record| match (record as usize).checked_sub(events.len()) {
            Some(at) => format!("E{}.1", at + 1),
            None => format!("T{}", record + 1),
        };
        let records = (events.len() + answers.len()) as u32;
        let tried = all_tensions(7, records, &bounds(&events, &answers));
        let tried = tried.into_iter().map(|set| set.into_iter().map(name).collect::<BTreeSet<String>>());
        prop_assert_eq!(found, tried.collect::<BTreeSet<_>>());
    }
}
