//! Drawings of small tensions made by hand: every relation, open ends, numbers, and custody said.

use super::tensions;
use crate::figure::Figure;
use crate::furniture::Furniture;
use firsthand_model::tension::{
    AboutInWords, Cause, CauseHere, OrderSaid, Placed, TenseIn, TenseRecord, Tension, Tensions,
};
use firsthand_model::words::OrderRelation;
use firsthand_model::{Basis, Kind};

/// 2004-09-03T10:00Z and one hour.
const TEN: i64 = 1_094_205_600_000;
const HOUR: i64 = 3_600_000;

fn record(id: &str, says: &str) -> TenseRecord {
    TenseRecord {
        kind: Kind::Order,
        id: format!("O{}", &id[1..]),
        statement: Some(id.into()),
        says: says.into(),
        speaker: Some("somebody".into()),
        basis: Some(Basis::Saw),
        duress: false,
        placed: None,
        orders: Vec::new(),
    }
}

fn ordered(id: &str, relation: OrderRelation, until: Option<&str>) -> TenseRecord {
    let order = OrderSaid {
        moment: "Q1/fire".into(),
        relation,
        than: "T1".into(),
        until: until.map(str::to_owned),
        is_denied: false,
    };
    TenseRecord { orders: vec![order], ..record(id, "says so") }
}

fn placed(id: &str, of: &str, low: Option<i64>, high: Option<i64>) -> TenseRecord {
    TenseRecord {
        kind: Kind::Answer,
        id: format!("{id}.1"),
        placed: Some(Placed { of: of.into(), low, high }),
        ..record(id, "puts it there")
    }
}

fn tension(what: TenseIn, records: Vec<TenseRecord>, beside: Vec<TenseRecord>) -> Tension {
    Tension {
        what,
        records,
        beside,
        about: vec!["Q1/fire".into(), "T1".into()],
        about_in_words: vec![
            AboutInWords { of: "Q1/fire".into(), label: "the fire".into(), question: Some("When did it burn?".into()) },
            AboutInWords { of: "T1".into(), label: "the rescue".into(), question: None },
        ],
        apart: "7 h".into(),
        sentence: String::new(),
        causes: vec![CauseHere { cause: Cause::Coding, why: "Read again.".into() }],
        looked_for: Vec::new(),
    }
}

fn drawn(tension: Tension) -> Figure {
    drawn_at(tension, Some(240))
}

fn drawn_at(tension: Tension, offset_minutes: Option<i32>) -> Figure {
    let found = Tensions { tensions: vec![tension], are_all: true, ..Tensions::default() };
    let furniture = Furniture::load().unwrap();
    let mut figures = tensions(&furniture.words("en"), &found, None, offset_minutes);
    assert_eq!(figures.len(), 1);
    figures.remove(0)
}

#[test]
fn the_heading_is_in_words_beside_the_codes_and_the_question_stands_under_the_drawing() {
    let figure = drawn(tension(TenseIn::Time, vec![placed("E1", "Q1/fire", Some(TEN), Some(TEN))], Vec::new()));
    assert_eq!(figure.heading, "What does not fit together: the fire (Q1/fire); the rescue (T1)");
    assert!(figure.keys.iter().any(|key| key.text == "Q1/fire: When did it burn?"), "{:?}", figure.keys);
}

#[test]
fn an_arrow_leads_after_or_before_and_a_bracket_holds_what_is_within() {
    let fire = |at: i64| placed("E1", "Q1/fire", Some(at), Some(at));
    let rescue = || TenseRecord { statement: None, ..placed("T1", "T1", Some(TEN), Some(TEN + 2 * HOUR)) };
    let of = |relation: OrderRelation| {
        drawn(tension(TenseIn::Time, vec![ordered("E1", relation, None)], vec![fire(TEN + HOUR), rescue()])).wide
    };
    assert!(of(OrderRelation::After).contains("M-7 0-15-4V4z"));
    assert!(of(OrderRelation::Before).contains("M7 0 15-4V4z"));
    for relation in [OrderRelation::During, OrderRelation::While, OrderRelation::At, OrderRelation::Between] {
        assert!(of(relation).contains("class=\"tick\""), "{relation}");
    }
}

#[test]
fn a_statement_without_a_time_of_its_own_has_a_ring_and_no_sign() {
    let rescue = || TenseRecord { statement: None, ..placed("T1", "T1", Some(TEN), Some(TEN + HOUR)) };
    let records = || vec![ordered("E1", OrderRelation::After, None)];
    let without = drawn(tension(TenseIn::Time, records(), vec![rescue()]));
    assert!(without.wide.contains("class=\"printed\""));
    let at = placed("E1", "Q1/fire", Some(TEN), Some(TEN));
    assert!(!drawn(tension(TenseIn::Time, records(), vec![rescue(), at])).wide.contains("class=\"printed\""));
}

#[test]
fn numbers_with_an_open_end_have_an_arrow_and_nothing_is_said_of_a_day() {
    let more = placed("E1", "Q1/fire", Some(801), None);
    let figure = drawn(tension(TenseIn::Number, vec![more, placed("E2", "T1", Some(354), Some(354))], Vec::new()));
    assert!(figure.wide.contains("class=\"tip\"") && figure.narrow.contains("class=\"tip\""));
    assert!(figure.keys.iter().all(|key| !key.text.contains("UTC")), "{:?}", figure.keys);
    assert!(figure.wide.contains("no numbers fit all of these"), "{}", figure.wide);
}

#[test]
fn no_offset_is_claimed_where_the_case_states_none() {
    let said = placed("E1", "Q1/fire", Some(TEN), Some(TEN));
    let figure = drawn_at(tension(TenseIn::Time, vec![said], Vec::new()), None);
    let text = &figure.keys[0].text;
    assert!(text.contains("no offset from UTC is stated") && !text.contains("UTC+"), "{text}");
}

#[test]
fn what_was_said_in_custody_says_so_in_drawing_and_table() {
    let said = TenseRecord { duress: true, ..placed("E1", "Q1/fire", Some(TEN), Some(TEN)) };
    let figure = drawn(tension(TenseIn::Time, vec![said], Vec::new()));
    let custody = figure.table.rows[0].cells[2][0].duress.clone().unwrap();
    assert!(figure.wide.contains(&format!("({}", custody.split(' ').next().unwrap())), "{}", figure.wide);
    assert!(figure.keys[0].text.contains("3 September 2004") && figure.keys[0].text.contains("UTC+04:00"));
}

#[test]
fn an_answer_of_several_steps_has_a_row_for_each_and_a_denied_one_is_in_words() {
    let step = |moment: &str, than: &str, is_denied| OrderSaid {
        moment: moment.into(),
        relation: OrderRelation::Before,
        than: than.into(),
        until: None,
        is_denied,
    };
    let steps = vec![step("T2", "T1", false), step("T1", "Q1/fire", true)];
    let two = TenseRecord { kind: Kind::Answer, id: "E1.1".into(), orders: steps, ..record("E1", "says that all") };
    let at = |id: &str, of: &str| placed(id, of, Some(TEN), Some(TEN + HOUR));
    let figure = drawn(tension(TenseIn::Time, vec![two, at("E2", "T1")], vec![]));
    let plain = figure.wide.replace("</text>", " ");
    assert!(plain.contains("T2 was before") && plain.contains("T1 was not"), "{plain}");
    assert_eq!(figure.table.rows.iter().filter(|row| row.statements == ["E1"]).count(), 1, "one record in the table");
}

#[test]
fn sets_that_differ_in_who_says_the_same_are_one_in_drawing_and_table() {
    let says = |id: &str, n: i64| TenseRecord { says: format!("has {n}"), ..placed(id, "Q1/held", Some(n), Some(n)) };
    let pair = |one: &str, other: &str, n: i64| {
        let (one, other) = (says(one, n), says(other, 22));
        let told = format!("{} {}; {} {}", one.name(), one.says, other.name(), other.says);
        Tension {
            sentence: format!("{told}. No numbers fit."),
            ..tension(TenseIn::Number, vec![one, other], Vec::new())
        }
    };
    let pairs = [("E1", "E2", 26), ("E1", "E3", 26), ("E4", "E2", 26), ("E4", "E3", 26), ("E5", "E6", 27)];
    let all = pairs.map(|(one, other, n)| pair(one, other, n));
    let found = Tensions { tensions: all.to_vec(), are_all: true, ..Tensions::default() };
    let furniture = Furniture::load().unwrap();
    let figure = tensions(&furniture.words("en"), &found, None, Some(240)).remove(0);
    let heads: Vec<&str> = figure.table.rows.iter().map(|row| row.cells[0][0].text.text.as_str()).collect();
    assert_eq!(heads.iter().filter(|head| head.starts_with("Sets 1 to 4: ")).count(), 4, "{heads:?}");
    assert_eq!(heads.iter().filter(|head| head.starts_with("Set 5: ")).count(), 2, "{heads:?}");
    let names = figure.table.rows.iter().map(|row| row.cells[1][0].text.text.as_str()).collect::<Vec<_>>();
    assert!(names[0].contains("E1.1") && names[1].contains("E4.1") && names[2].contains("E2.1"), "{names:?}");
    let of = |id: &str| figure.wide.matches(&format!("data-statement=\"{id}\"")).count();
    assert!(of("E1") == of("E5") && of("E1") > 0, "each stands once: {}", figure.wide);
}
