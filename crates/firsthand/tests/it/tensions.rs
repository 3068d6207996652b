//! What does not fit together in the example, for investigators and in no dossier.

use crate::run::{Place, beslan};
use firsthand_testkit::CaseFolder;
use serde_json::Value;

/// The tensions of the example.
fn found() -> Value {
    let place = Place::holding(&beslan());
    place.json(&["tensions"], 0)
}

fn ids(tension: &Value) -> Vec<&str> {
    tension["records"].as_array().unwrap().iter().map(|record| record["id"].as_str().unwrap()).collect()
}

#[test]
fn tank_fire_during_and_after_the_rescue_is_a_tension_with_ordinary_causes_first() {
    let found = found();
    let tensions = found["tensions"].as_array().unwrap();
    let of_fire: Vec<&Value> =
        tensions.iter().filter(|one| one["about"] == serde_json::json!(["Q12/tank-fire", "T42"])).collect();
    assert_eq!(of_fire.iter().map(|one| ids(one)).collect::<Vec<_>>(), [["O001", "O002"], ["O002", "O003"]]);
    assert_eq!(of_fire[0]["causes"][0]["cause"], "coding");
    assert_eq!(found["are_all"], true);
}

#[test]
fn more_children_than_people_held_is_a_tension_and_different_totals_are_not() {
    let found = found();
    let tensions = found["tensions"].as_array().unwrap();
    assert!(tensions.iter().any(|one| ids(one) == ["E029.1", "E053.2", "N01"]), "{found}");
    assert!(!tensions.iter().any(|one| one["about"].as_array().unwrap().len() < 2), "{found}");
    assert!(found["differences"].as_u64().unwrap() > 0);
}

#[test]
fn a_row_of_order_that_points_to_nothing_is_refused() {
    let place = Place::new();
    let row = [("id", "O1"), ("statement_id", "E1"), ("moment", "Q1/start"), ("relation", "after"), ("than", "T9")];
    let folder = CaseFolder::new()
        .count_question("Q1", "How many were there?")
        .source("S1")
        .statement("E1", "S1", "a clerk", "official", "it began after that")
        .row("order", &row);
    folder.write(&place.path("tables"));
    place.json(&["new", "case"], 0);
    let outcome = place.json(&["import", "tables"], 1);
    let message = outcome["problems"][0]["message"].as_str().unwrap();
    assert_eq!(message, "expected the id of an event or message, or question/population; there is no T9");
}
