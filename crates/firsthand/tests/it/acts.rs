//! Acts by pattern, without names.

use crate::run::{Place, refuses, small_case};
use firsthand_testkit::CaseFolder;
use serde_json::json;

/// An act; later cells replace earlier ones.
fn act(folder: CaseFolder, id: &'static str, more: &[(&'static str, &'static str)]) -> CaseFolder {
    let usual = [
        ("id", id),
        ("type", "held"),
        ("victim", "people in the boathouse"),
        ("victim_kind", "group"),
        ("actor_id", "B1"),
        ("role", "direct"),
        ("time", "2004-09-01"),
        ("statements", "E1"),
    ];
    folder.row_but("acts", &usual, more)
}

#[test]
fn acts_are_counted_by_pattern_and_each_cell_names_them() {
    let place = Place::new();
    let case = small_case()
        .row("people", &[("id", "B1"), ("name", "Harbour Guard"), ("kind", "body")])
        .row("people", &[("id", "P1"), ("name", "Anna Beispiel"), ("kind", "person")])
        .row("places", &[("id", "L1"), ("place", "the harbour")]);
    let case = act(case, "X1", &[("place_id", "L1")]);
    let case =
        act(case, "X2", &[("place_id", "L1"), ("time", "2004-09-30"), ("victim", "V-017"), ("victim_kind", "code")]);
    let case = act(case, "X3", &[("actor_id", "P1"), ("role", "failed_to_prevent"), ("time", "2004")]);
    let case = act(case, "X4", &[("actor_id", ""), ("time", "")]);
    let case = act(case, "X5", &[("withhold", "true"), ("type", "Unwiederholbarkeit")]);
    place.case_of(&case);
    let found = place.json(&["acts", "--pattern"], 0);
    assert_eq!(found["withheld"], 1);
    assert_eq!(found["unnamed"], json!({"groups": 3, "codes": 1}), "whom nobody names is counted all the same");
    let text = place.text(&["acts"]);
    assert!(text.contains("to V-017") && text.contains("to people in the boathouse"), "{text}");
    assert!(text.contains("Nobody is named: 3 acts on groups of people, 1 on one person under a code."), "{text}");
    let csv = place.text(&["acts", "--csv"]);
    assert_eq!(
        csv,
        "type,actor,role,place,month,acts,ids\n\
         held,B1 Harbour Guard,direct,L1 the harbour,2004-09,2,X1;X2\n\
         held,P1,failed_to_prevent,not stated,2004,1,X3\n\
         held,unknown,direct,not stated,not dated,1,X4\n"
    );
    // Every act that is not withheld is in exactly one cell.
    let cells = found["pattern"].as_array().unwrap();
    let mut ids: Vec<&str> =
        cells.iter().flat_map(|cell| cell["acts"].as_array().unwrap()).map(|id| id.as_str().unwrap()).collect();
    ids.sort_unstable();
    assert_eq!(ids, ["X1", "X2", "X3", "X4"]);
    assert!(!csv.contains("Anna"), "{csv}");
    assert_eq!(place.json(&["acts"], 0)["acts"].as_array().unwrap().len(), 4);
    place.json(&["publish", "--out", "dossier"], 0);
}

#[test]
fn acts_that_only_people_under_duress_speak_of_can_be_left_out() {
    let place = Place::new();
    let row = [
        ("id", "E9"),
        ("source", "S1"),
        ("speaker", "a prisoner"),
        ("basis", "saw"),
        ("claim", "they were held"),
        ("locator", "whole"),
        ("duress", "true"),
    ];
    let case = small_case().row("people", &[("id", "B1"), ("name", "Harbour Guard"), ("kind", "body")]);
    let case = case.row("statements", &row);
    place.case_of(&act(act(case, "X1", &[("statements", "E9")]), "X2", &[("statements", "E1;E9")]));
    let found = place.json(&["acts", "--without-duress"], 0);
    assert_eq!((&found["under_duress"], &found["pattern"][0]["acts"]), (&1.into(), &json!(["X2"])), "{found}");
    assert_eq!(place.json(&["acts"], 0)["pattern"][0]["acts"], json!(["X1", "X2"]));
}

#[test]
fn a_victim_is_a_group_or_a_code_and_no_registered_name() {
    let alone = |more: &[(&'static str, &'static str)]| act(CaseFolder::new(), "X1", more);
    refuses(&alone(&[("victim", "the mother, ANNA Beispiel")]), "victim", "it has that of P1");
    refuses(&alone(&[("victim", "Анна Бейспиль и другие")]), "victim", "it has that of P1");
    refuses(&alone(&[("victim", "a girl"), ("victim_kind", "code")]), "victim", "a code such as V-017");
    refuses(&alone(&[("role", "mastermind")]), "role", "direct, ordered");
    refuses(&alone(&[("victim_kind", "")]), "victim_kind", "");
}
