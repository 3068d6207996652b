//! What those who record casualties ask: an incident before any name is known, names in every spelling, and numbers that come with the
//! rules by which they were counted.

use crate::run::{Place, small_case};
use firsthand_testkit::CaseFolder;
use serde_json::json;

fn import(place: &Place, name: &str, folder: &CaseFolder) {
    folder.write(&place.path(name));
    place.json(&["import", name], 0);
}

/// The incident with what is known on the first day; more cells come later.
fn incident(more: &[(&'static str, &'static str)]) -> CaseFolder {
    let known =
        [("id", "T1"), ("event", "fire in the boathouse"), ("place", "the harbour"), ("earliest", "2004-09-01")];
    CaseFolder::new().row_but("events", &known, more)
}

#[test]
fn an_incident_stands_on_place_day_source_and_number_and_names_come_later() {
    let place = Place::new();
    let first = incident(&[("source_ids", "S1")])
        .titled("A harbour")
        .source("S1")
        .count_question("Q1", "How many died?")
        .statement("E1", "S1", "a nurse", "counted", "twelve died")
        .count("E1", "Q1", 12);
    place.case_of(&first);
    place.json(&["publish", "--out", "first"], 0);
    let page = |path: &str| std::fs::read_to_string(place.path("first").join(path)).unwrap();
    let timeline = page("timeline/index.html");
    for words in ["id=\"T1\"", "Fire in the boathouse", "· the harbour"] {
        assert!(timeline.contains(words), "{words} is not on the timeline");
    }
    assert!(
        page("questions/Q1/index.html").contains("<h3>12</h3>")
            && page("sources/S1/index.html").contains("twelve died")
    );
    let (asked, entry) = (place.json(&["questions", "Q1"], 0), place.json(&["entry", "T1"], 0));
    let later = incident(&[("source_ids", "S1"), ("latest", "2004-09-01"), ("event", "fire, of which V-001 died")])
        .row("people", &[("id", "P1"), ("name", "a boatman"), ("kind", "person")])
        .statement("E2", "S1", "a neighbour", "saw", "one of the dead was the boatman");
    import(&place, "later", &later);
    assert_eq!(
        place.json(&["questions", "Q1"], 0)["scopes"],
        asked["scopes"],
        "the number stands as it was first given"
    );
    let now = place.json(&["entry", "T1"], 0);
    assert_eq!((&now["recorded"]["version"], &entry["recorded"]["version"]), (&json!(2), &json!(1)));
    let before = place.json(&["entry", &entry["entry"].to_string()], 0);
    assert_eq!(before["recorded"]["record"], entry["recorded"]["record"], "nothing of the first record is lost");
    place.json(&["publish", "--out", "dossier"], 0);
}

#[test]
fn a_person_has_names_in_several_scripts_and_none_takes_the_place_of_another() {
    let place = Place::new();
    let called = |name: &'static str, others: &'static str| {
        [("id", "P1"), ("name", name), ("kind", "person"), ("other_names", others)]
    };
    place.case_of(&small_case().row("people", &called("the Keeper Ansel", "Ансель;Ansel the Elder;أنسل")));
    let first = place.json(&["entry", "P1"], 0);
    import(&place, "again", &CaseFolder::new().row("people", &called("Ansel", "the Keeper Ansel;Ансель;أنسل")));
    let record = place.json(&["entry", "P1"], 0)["recorded"]["record"].clone();
    assert_eq!(record["other_names"], json!(["the Keeper Ansel", "Ансель", "أنسل"]));
    let before = place.json(&["entry", &first["entry"].to_string()], 0);
    assert_eq!(before["recorded"]["record"]["other_names"], json!(["Ансель", "Ansel the Elder", "أنسل"]));
}

#[test]
fn numbers_are_published_with_the_rules_by_which_they_were_counted_or_the_want_of_them_is_said() {
    let place = Place::new();
    place.case_of(&small_case());
    let notices = |place: &Place| place.json(&["publish", "--out", "dossier"], 0)["notices"].to_string();
    assert!(notices(&place).contains("no text on how they were counted"));
    let rules = "+++\ntitle = \"How we counted\"\nlang = \"en\"\nkind = \"method\"\n+++\n\n[Whoever came is counted.]{.framing}\n";
    import(&place, "rules", &CaseFolder::new().file("accounts/method.md", rules));
    assert!(!notices(&place).contains("no text on how they were counted"));
    let page = std::fs::read_to_string(place.path("dossier/method/index.html")).unwrap();
    assert!(
        page.contains("Whoever came is counted.") && page.contains("Version 1 of this text, ledger entry"),
        "{page}"
    );
}
