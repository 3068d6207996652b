//! The Beslan case through the command line: what the issue says it must show.

use crate::run::{Place, beslan};
use serde_json::Value;

fn demo() -> Place {
    let place = Place::new();
    place.json(&["new", "case"], 0);
    let tables = beslan();
    let imported = place.json(&["import", tables.to_str().unwrap()], 0);
    assert_eq!(imported["rows"]["statements"], 200);
    assert_eq!(imported["rows"]["answers"], 260);
    assert_eq!(imported["rows"]["sources"], 119);
    assert_eq!(imported["rows"]["dependences"], 58);
    place
}

fn ids(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect()
}

fn scope<'a>(question: &'a Value, population: &str, tally: Option<&str>) -> &'a Value {
    let scopes = question["scopes"].as_array().unwrap();
    let is = |scope: &&Value| {
        scope["population"] == population && scope["tally"].as_str() == tally && scope["unit"].is_null()
    };
    scopes.iter().find(is).unwrap_or_else(|| panic!("no scope {population}: {question}"))
}

#[test]
fn the_receipt_sums_and_a_second_import_writes_nothing() {
    let place = demo();
    let tables = beslan();
    let again = place.json(&["import", tables.to_str().unwrap()], 0);
    let receipt = &again["receipt"];
    let sum = ["stored", "duplicate", "unreadable"].iter().map(|key| receipt[key].as_u64().unwrap()).sum::<u64>();
    assert_eq!(receipt["total"].as_u64().unwrap(), sum);
    assert_eq!(receipt["duplicate"], receipt["total"]);
    assert_eq!(again["entries"], 0);
    assert!(again["rows"].as_object().unwrap().is_empty(), "{again}");
}

#[test]
fn the_low_figures_and_the_high_ones_are_different_groups_in_one_scope() {
    let place = demo();
    let question = place.json(&["questions", "Q01"], 0);
    let held = scope(&question, "held-in-school", None);
    let groups = held["groups"].as_array().unwrap();
    let low: Vec<&Value> = groups.iter().filter(|group| ids(&group["statements"]).contains(&"E029")).collect();
    assert_eq!(low.len(), 1);
    assert!(low[0]["min"].as_i64().unwrap() <= 354 && low[0]["max"].as_i64().unwrap() >= 354);
    for high in ["E039", "E044", "E048", "E049"] {
        assert!(groups.iter().any(|group| ids(&group["statements"]).contains(&high)), "{high} is in no group");
        assert!(!ids(&low[0]["statements"]).contains(&high), "{high} is with 354");
    }
    let three: Vec<&str> =
        ids(&low[0]["statements"]).into_iter().filter(|id| ["E010", "E029", "E033"].contains(id)).collect();
    assert_eq!(three.len(), 3);
}

#[test]
fn at_least_600_excludes_354_and_is_a_member_of_nothing() {
    let place = demo();
    let question = place.json(&["questions", "Q01"], 0);
    let held = scope(&question, "held-in-school", None);
    let groups = held["groups"].as_array().unwrap();
    assert!(groups.iter().all(|group| !ids(&group["statements"]).contains(&"E034")));
    let low = groups.iter().find(|group| ids(&group["statements"]).contains(&"E029")).unwrap();
    let bound = held["bounds"].as_array().unwrap().iter().find(|bound| bound["statement"] == "E034").unwrap();
    assert!(ids(&bound["excludes"]).contains(&low["label"].as_str().unwrap()), "{bound}");
}

#[test]
fn the_statement_about_the_list_stands_under_its_own_question_only() {
    let place = demo();
    for line in place.json(&["questions"], 0).as_array().unwrap() {
        let question = place.json(&["questions", line["id"].as_str().unwrap()], 0);
        let names_it = question["scopes"].as_array().unwrap().iter().any(|scope| {
            scope["groups"].as_array().unwrap().iter().any(|group| ids(&group["statements"]).contains(&"E028"))
        });
        assert_eq!(names_it, line["id"] == "Q02", "{}", line["id"]);
    }
}

#[test]
fn printed_breakdowns_that_do_not_add_up_are_reported() {
    let place = demo();
    let question = place.json(&["questions", "Q06"], 0);
    let check = |whole: &str| {
        let checks = question["checks"].as_array().unwrap();
        checks.iter().find(|check| check["whole"] == whole).unwrap_or_else(|| panic!("{whole}: {question}")).clone()
    };
    assert_eq!((check("E090.1")["sum"].as_str(), check("E090.1")["closes"].as_bool()), (Some("345"), Some(false)));
    assert_eq!((check("E089.1")["sum"].as_str(), check("E089.1")["closes"].as_bool()), (Some("330"), Some(false)));
    assert_eq!(check("E095.1")["closes"], true);
    let others = ["Q01", "Q04", "Q05", "Q07"].map(|id| place.json(&["questions", id], 0)["checks"].clone());
    assert!(
        others.iter().flat_map(|checks| checks.as_array().unwrap()).all(|check| check["closes"] == true),
        "{others:?}"
    );
}

#[test]
fn hostages_dead_and_all_dead_are_different_scopes() {
    let place = demo();
    let question = place.json(&["questions", "Q06"], 0);
    let hostages = scope(&question, "dead-hostages", Some("final"));
    let members: Vec<&str> =
        hostages["groups"].as_array().unwrap().iter().flat_map(|group| ids(&group["statements"])).collect();
    assert!(["E017", "E089", "E090"].iter().all(|id| members.contains(id)), "{members:?}");
    assert_eq!(hostages["groups"].as_array().unwrap().len(), 3);
    let all = scope(&question, "dead-all", Some("final"));
    assert!(!ids(&all["groups"][0]["statements"]).contains(&"E017"));
}

#[test]
fn any_inflected_form_finds_the_others() {
    let place = demo();
    let hits = |query: &str| {
        let found = place.json(&["search", query, "--limit", "500"], 0);
        let mut hits: Vec<String> =
            found["hits"].as_array().unwrap().iter().map(|hit| format!("{} {}", hit["kind"], hit["id"])).collect();
        hits.sort();
        hits
    };
    assert!(!hits("заложник").is_empty());
    assert_eq!(hits("заложник"), hits("заложниками"));
    assert_eq!(hits("Аушев"), hits("Аушева"));
    assert_eq!(hits("Аушев"), hits("Aushev"));
    assert_eq!(hits("hostage"), hits("hostages"));
}

#[test]
fn what_export_writes_imports_as_the_same_case() {
    let place = demo();
    place.json(&["export", "out"], 0);
    let again = place.json(&["import", "out"], 0);
    assert!(again["rows"].as_object().unwrap().is_empty(), "{again}");
    for format in ["xlsx", "ods"] {
        place.json(&["export", format, "--format", format], 0);
        let again = place.json(&["import", format], 0);
        assert!(again["rows"].as_object().unwrap().is_empty(), "{format}: {again}");
    }
}

#[test]
fn one_grammar_finds_filters_and_counts() {
    let place = Place::holding(&beslan());
    let found = |query: &[&str]| place.json(&[&["search"], query].concat(), 0);
    let by_aushev = found(&["speaker:Аушев", "kind:statement", "--limit", "100", "--facets"]);
    assert!(by_aushev["hits"].as_array().unwrap().iter().all(|hit| hit["speaker"].as_str().unwrap().contains("P01")));
    assert_eq!(by_aushev["facets"][0]["values"], serde_json::json!([["statement", by_aushev["total"]]]));
    assert_eq!(found(&["speaker:Aushev kind:statement"])["total"], by_aushev["total"], "in every script");
    let all = found(&["354"])["total"].as_u64().unwrap();
    let with = found(&["354 AND question:Q01"])["total"].as_u64().unwrap();
    let without = found(&["354 NOT question:Q01"])["total"].as_u64().unwrap();
    assert!(with > 0 && without > 0 && with + without == all, "{with} + {without} is {all}");
    let newest = found(&["explosion*", "said:2004-09", "--newest"]);
    let days: Vec<&str> = newest["hits"].as_array().unwrap().iter().map(|hit| hit["said"].as_str().unwrap()).collect();
    assert!(days.len() > 2 && days.is_sorted_by(|one, next| one >= next), "{days:?}");
    assert!(days.iter().all(|day| day.starts_with("2004-09")));
    let entry = by_aushev["hits"][0]["entry"].as_u64();
    assert!(entry.is_some(), "a hit says where in the ledger it stands");
}
