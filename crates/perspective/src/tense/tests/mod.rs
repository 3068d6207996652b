//! Tensions of small cases; of random ones against trying everything: `numbers` and `orders`.

mod numbers;
mod orders;
mod over_questions;

use super::{Tense, tensions};
use firsthand_model::tension::{Cause, Tensions};
use firsthand_model::transcript::Layer;
use firsthand_model::words::{DependenceKind, OrderRelation, Stance, Tally, WithinHow};
use firsthand_model::{
    Answer, AnswerType, Bound, Dependence, Event, Kind, Order, Population, Question, Statement, TranscriptLayer,
    Translation,
};

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
fn what_a_tension_is_about_stands_in_words_beside_the_code() {
    let fire = [answer("E1.1", AnswerType::Time, "tank-fire", "2004-09-03T14:00:00Z", "2004-09-03T14:00:00Z")];
    let rescue = [event("T1", "2004-09-03T15:30:00Z", "2004-09-03T18:00:00Z")];
    let questions = [Question { question: Some("When was there fire?".into()), ..question("Q1") }];
    let label = |id: &str, lang: &str, text: &str| Translation {
        of_kind: Some("population".into()),
        of_id: Some(id.into()),
        field: Some("label".into()),
        lang: Some(lang.into()),
        text: Some(text.into()),
        ..Translation::default()
    };
    let translations = [label("tank-fire", "en", "fire of tanks"), label("tank-fire", "ru", "огонь танков")];
    let statements = [statement("E1"), statement("E2")];
    let orders = [order("E2", "Q1/tank-fire", OrderRelation::During, "T1")];
    let in_lang = |lang: &str| {
        let tense = Tense { questions: &questions, statements: &statements, answers: &fire, ..Tense::default() };
        let found = tensions(&Tense { events: &rescue, orders: &orders, translations: &translations, lang, ..tense });
        let words = found.tensions[0].about_in_words.iter().map(ToString::to_string).collect::<Vec<_>>();
        (found.tensions[0].about.clone(), words)
    };
    let (about, words) = in_lang("en");
    assert_eq!(about, ["Q1/tank-fire", "T1"]);
    assert_eq!(words, ["fire of tanks: When was there fire?", "the T1"]);
    assert_eq!(in_lang("ru").1[0], "огонь танков: When was there fire?");
    assert_eq!(in_lang("ka").1[0], "tank fire: When was there fire?", "the key, where no label is in that language");
}

#[test]
fn times_name_the_records_that_they_are_without() {
    let fire = [answer("E1.1", AnswerType::Time, "fire", "2004-09-03T14:00:00Z", "2004-09-03T14:00:00Z")];
    let events = [event("T1", "2004-09-03T15:30:00Z", "2004-09-03T18:00:00Z"), event("T2", "2004-09-03", "2004-09-03")];
    let found = in_time(&fire, &events, &[order("E2", "Q1/fire", OrderRelation::During, "T1")]);
    let without = |moment: &str| &found.times.iter().find(|times| times.moment == moment).unwrap().without;
    assert_eq!((without("T1").join(" "), without("Q1/fire").join(" ")), ("O2 T1".into(), "E1.1 O2".into()));
    assert!(without("T2").is_empty());
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

/// What there is to the ordinary causes of the one tension of two counts, the smaller one of those around.
#[track_caller]
fn causes_of_two(tense: &Tense<'_>, inner: &str, outer: &str) -> (Vec<Cause>, Vec<Cause>, String) {
    let within = [population("N1", "children", "held", WithinHow::Subset)];
    let count = |id: &str, population: &str, n: &str| answer(id, AnswerType::Count, population, n, n);
    let answers = [count("E1.1", "held", outer), count("E2.1", "children", inner), count("E3.1", "children", "1")];
    let questions = [question("Q1")];
    let found = tensions(&Tense { questions: &questions, answers: &answers, populations: &within, ..*tense });
    assert_eq!(sets(&found), [["E1.1", "E2.1", "N1"]]);
    let tension = &found.tensions[0];
    let whys: Vec<&str> = tension.causes.iter().map(|here| here.why.as_str()).collect();
    (tension.causes.iter().map(|here| here.cause).collect(), tension.looked_for.clone(), whys.join(" "))
}

fn said_in(id: &str, lang: &str) -> Statement {
    Statement { quote_lang: Some(lang.into()), ..statement(id) }
}

#[test]
fn numbers_have_no_zone_and_what_is_not_recorded_is_not_looked_for() {
    let statements = [statement("E1"), statement("E2"), statement("E3")];
    let (causes, looked_for, _) = causes_of_two(&Tense { statements: &statements, ..Tense::default() }, "886", "354");
    assert_eq!(causes, [Cause::Coding, Cause::Scope]);
    assert_eq!(looked_for, [Cause::Coding, Cause::Scope, Cause::Rounding]);
}

#[test]
fn a_figure_whose_noughts_cover_the_miss_may_have_been_rounded() {
    let statements = ["E1", "E2", "E3"].map(|id| said_in(id, "en"));
    let tense = Tense { statements: &statements, ..Tense::default() };
    let (causes, looked_for, whys) = causes_of_two(&tense, "1242", "1200");
    assert_eq!(causes, [Cause::Coding, Cause::Scope, Cause::Rounding]);
    assert_eq!(looked_for, [Cause::Coding, Cause::Translation, Cause::Scope, Cause::Rounding]);
    assert!(whys.contains("The figures of E1.1 are round, or about: together they may be off by 50."), "{whys}");
    assert_eq!(causes_of_two(&tense, "1251", "1200").0, [Cause::Coding, Cause::Scope], "further off than that");
}

#[test]
fn what_is_about_may_be_off_as_far_as_it_reaches() {
    let within = [population("N1", "children", "held", WithinHow::Subset)];
    let held = Answer { bound: Some(Bound::About), ..answer("E1.1", AnswerType::Count, "held", "354", "354") };
    let found = in_number(&[held, answer("E2.1", AnswerType::Count, "children", "401", "401")], &within);
    assert_eq!(found.tensions[0].apart, "12");
    assert_eq!(found.tensions[0].causes.last().map(|here| here.cause), Some(Cause::Rounding));
}

#[test]
fn a_rendering_is_named_with_what_it_renders_and_who_puts_it_otherwise() {
    let statements = [said_in("E1", "en"), said_in("E2", "en"), said_in("E3", "ru")];
    let dependences = [Dependence {
        id: "D1".into(),
        from_statement: Some("E2".into()),
        to_statement: Some("E3".into()),
        kind: Some(DependenceKind::DerivedFrom),
        ..Dependence::default()
    }];
    let tense = Tense { statements: &statements, dependences: &dependences, ..Tense::default() };
    let (causes, _, whys) = causes_of_two(&tense, "886", "354");
    assert_eq!(causes, [Cause::Coding, Cause::Translation, Cause::Scope]);
    assert!(whys.contains("E2 renders E3 (ru) in en."), "{whys}");
    assert!(whys.contains("What E2.1 has is put otherwise, of the same words, in E3.1."), "{whys}");
}

#[test]
fn words_of_a_later_translation_or_in_two_languages_are_named() {
    let statements = [said_in("E1", "ru"), Statement { source: Some("S2".into()), ..statement("E2") }, statement("E3")];
    let layers = [TranscriptLayer {
        id: "S2".into(),
        layer: Some(Layer::Translation),
        language: Some("en".into()),
        ..TranscriptLayer::default()
    }];
    let (causes, _, whys) =
        causes_of_two(&Tense { statements: &statements, layers: &layers, ..Tense::default() }, "886", "354");
    assert_eq!(causes, [Cause::Coding, Cause::Translation, Cause::Scope]);
    assert!(whys.contains("Their words are in different languages: en, ru. E2 is a later translation."), "{whys}");
}

#[test]
fn two_divisions_of_one_whole_are_not_added_to_each_other() {
    let part = |id: &str, inner: &str, division: &str| Population {
        division: Some(division.into()),
        ..population(id, inner, "held", WithinHow::Addend)
    };
    let parts = [
        part("N1", "men", "sex"),
        part("N2", "women", "sex"),
        part("N3", "local", "origin"),
        part("N4", "foreign", "origin"),
    ];
    let count = |id: &str, population: &str, n: &str| answer(id, AnswerType::Count, population, n, n);
    let of = |foreign: &str| {
        let answers = [
            count("E1.1", "held", "100"),
            count("E2.1", "men", "60"),
            count("E3.1", "women", "40"),
            count("E4.1", "local", "70"),
            count("E5.1", "foreign", foreign),
        ];
        in_number(&answers, &parts)
    };
    assert!(of("30").tensions.is_empty());
    let found = of("35");
    assert_eq!(
        sets(&found),
        [&["E1.1", "E4.1", "E5.1", "N3", "N4"][..], &["E2.1", "E3.1", "E4.1", "E5.1", "N1", "N2", "N3", "N4"][..]]
    );
    assert!(found.tensions[0].sentence.contains("N3 has Q1/local as one of the parts by origin that make up Q1/held"));
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

#[test]
fn what_else_places_the_moments_of_a_tension_stands_beside_it_and_is_no_member() {
    let orders =
        [order("E1", "Q1/fire", OrderRelation::During, "T1"), order("E2", "Q1/fire", OrderRelation::After, "T1")];
    let at = |id: &str, of: &str| answer(id, AnswerType::Time, of, "2004-09-03T14:00:00Z", "2004-09-03T14:00:00Z");
    let answers = [at("E1.1", "fire"), at("E3.1", "fire"), at("E4.1", "flood")];
    let found = in_time(&answers, &[event("T1", "2004-09-03", "2004-09-03"), event("T2", "2004", "2004")], &orders);
    let beside: Vec<&str> = found.tensions[0].beside.iter().map(|record| record.id.as_str()).collect();
    assert_eq!(beside, ["E1.1", "E3.1", "T1"]);
    assert_eq!(sets(&found), [["O1", "O2"]]);
    let order = &found.tensions[0].records[0].orders[0];
    assert_eq!((order.moment.as_str(), order.relation, order.than.as_str()), ("Q1/fire", OrderRelation::During, "T1"));
}

#[test]
fn an_order_is_said_in_the_zone_of_the_time_that_its_statement_gives() {
    let orders =
        [order("E1", "Q1/fire", OrderRelation::During, "T1"), order("E2", "Q1/fire", OrderRelation::After, "T1")];
    let zone_of = |id: &str| {
        let fire = [answer(id, AnswerType::Time, "fire", "2004-09-03T14:00:00Z", "2004-09-03T14:00:00Z")];
        let found = in_time(&fire, &[event("T1", "2004-09-03", "2004-09-03")], &orders);
        let zone = found.tensions[0].causes.iter().find(|here| here.cause == Cause::Zone);
        zone.map(|here| here.why.clone())
    };
    assert!(zone_of("E1.1").is_some_and(|why| why.contains("E1.1")));
    assert_eq!(zone_of("E3.1"), None, "the zone of somebody else's time explains nothing");
}

/// What P1 says first, and how P1 corrects it.
fn corrected_statements() -> [Statement; 3] {
    let own = |id: &str, stance, said: &str| Statement {
        speaker_id: Some("P1".into()),
        stance: Some(stance),
        stated_edtf: Some(said.into()),
        ..statement(id)
    };
    [own("E1", Stance::Asserts, "2004-09-04"), own("E2", Stance::Corrects, "2004-09-05"), statement("E3")]
}

#[test]
fn a_corrected_time_is_tense_in_place_of_what_it_corrects_which_stands_beside_it() {
    let statements = corrected_statements();
    let at = |id: &str, time: &str| answer(id, AnswerType::Time, "fire", time, time);
    let answers = [at("E1.1", "2004-09-03T10:00:00Z"), at("E2.1", "2004-09-03T14:00:00Z")];
    let orders = [order("E3", "Q1/fire", OrderRelation::Before, "T1")];
    let events = [event("T1", "2004-09-03T12:00:00Z", "2004-09-03T13:00:00Z")];
    let questions = [question("Q1")];
    let tense = Tense { questions: &questions, statements: &statements, answers: &answers, ..Tense::default() };
    let found = tensions(&Tense { orders: &orders, events: &events, ..tense });
    assert_eq!(sets(&found), [["E2.1", "T1", "O3"]]);
    let beside = &found.tensions[0].beside;
    assert_eq!(beside.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["E1.1"]);
    assert!(beside[0].says.ends_with("2004-09-03 10:00, and is corrected by E2.1"), "{}", beside[0].says);
    assert_eq!(found.differences, 0, "nobody differs with themselves as they were");
}

#[test]
fn a_corrected_number_is_tense_in_place_of_what_it_corrects_which_stands_beside_it() {
    let statements = corrected_statements();
    let count = |id: &str, population: &str, n: &str| answer(id, AnswerType::Count, population, n, n);
    let answers = [count("E1.1", "held", "1200"), count("E2.1", "held", "354"), count("E3.1", "children", "886")];
    let within = [population("N1", "children", "held", WithinHow::Subset)];
    let questions = [question("Q1")];
    let tense = Tense { questions: &questions, statements: &statements, ..Tense::default() };
    let found = tensions(&Tense { answers: &answers, populations: &within, ..tense });
    assert_eq!(sets(&found), [["E2.1", "E3.1", "N1"]]);
    assert_eq!(found.tensions[0].beside[0].says, "has 1200 for Q1/held, and is corrected by E2.1");
}
