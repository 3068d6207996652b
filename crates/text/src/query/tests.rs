//! The cases that the dossier's parser is held to as well, and that nothing typed is too much.

use super::{Asked, parse};
use proptest::prelude::*;
use serde_json::{Value, json};

fn shown(asked: &Asked) -> Value {
    let all = |parts: &[Asked]| parts.iter().map(shown).collect::<Vec<_>>();
    match asked {
        Asked::And(parts) => json!({ "and": all(parts) }),
        Asked::Or(parts) => json!({ "or": all(parts) }),
        Asked::Not(part) => json!({ "not": shown(part) }),
        Asked::Word(word) => json!({ "word": word }),
        Asked::Prefix(word) => json!({ "prefix": word }),
        Asked::Fuzzy(word, distance) => json!({ "fuzzy": word, "distance": distance }),
        Asked::Phrase(words) => json!({ "phrase": words }),
        Asked::Together(words) => json!({ "together": words }),
        Asked::Filter(filter, value) => json!({ "filter": filter.name(), "value": value }),
    }
}

#[test]
fn every_case_of_the_grammar_parses_as_written() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/formats/search-queries.json");
    let cases: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert!(cases.len() > 50);
    for case in cases {
        let query = case["query"].as_str().unwrap();
        let parsed = parse(query).asked.as_ref().map_or(Value::Null, shown);
        assert_eq!(parsed, case["parsed"], "{query}");
    }
}

#[test]
fn names_that_are_no_filter_are_told() {
    assert_eq!(parse("colour:red speaker:x 13:05 http://a.b").unknown, ["colour", "http"]);
}

#[test]
fn brackets_and_negations_without_end_are_read_to_a_depth() {
    for deep in ["(", "NOT ", "NOT ("] {
        assert!(parse(&format!("{}word", deep.repeat(100_000))).asked.is_some());
    }
}

#[test]
fn many_negations_keep_their_meaning() {
    for count in 1..200 {
        let mut asked = parse(&format!("{}word", "NOT ".repeat(count))).asked.unwrap();
        let mut negated = false;
        while let Asked::Not(inner) = asked {
            asked = *inner;
            negated = !negated;
        }
        assert_eq!(negated, count % 2 == 1, "{count}");
    }
}

proptest! {
    #[test]
    fn nothing_that_can_be_typed_is_an_error(text in "([a-zа-яё]{1,4}|AND|OR|NOT|\\(|\\)|\"|«|\\*|~|:|kind|said| ){0,30}") {
        parse(&text);
    }
}
