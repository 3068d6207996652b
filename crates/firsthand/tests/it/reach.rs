//! History of a figure, what is reported to have reached whom, chains that go backwards, and open dependences: the example and
//! small cases.

use crate::run::{Place, beslan};
use firsthand_testkit::CaseFolder;
use serde_json::Value;

/// The example as a case.
fn example() -> Place {
    Place::holding(&beslan())
}

fn texts<'v>(list: &'v Value, field: &str) -> Vec<&'v str> {
    list.as_array().unwrap().iter().map(|one| one[field].as_str().unwrap()).collect()
}

#[test]
fn the_example_shows_how_figures_changed_what_reached_whom_and_what_nobody_has_judged() {
    let place = example();
    the_spokesmans_figures_are_one_history(&place);
    what_reached_headquarters_says_who_says_so_and_since_when(&place);
    assert_eq!(place.json(&["chains"], 0), serde_json::json!([]));
    let open = place.json(&["dependences", "--open"], 0);
    let asked =
        |from: &str, to: &str| open.as_array().unwrap().iter().any(|one| one["from"] == from && one["to"] == to);
    assert!(asked("E192", "E029"), "354 in a paper and at the spokesman: {open}");
    assert!(!asked("E033", "E029") && !asked("E029", "E033"), "that is recorded");
    assert_eq!(open[0]["yes"]["id"], "D059");
}

fn the_spokesmans_figures_are_one_history(place: &Place) {
    let history = place.json(&["history", "Q01", "--speaker", "P09"], 0);
    let figures = &history["scopes"][0]["figures"];
    assert_eq!(texts(figures, "label"), ["354", "354", "> 1000"]);
    assert_eq!(figures[1]["repeats"], "E029.1");
    assert_eq!(texts(&figures[2]["replaces"], "answer"), ["E029.1", "E033.2"]);
    assert!(place.json(&["history", "Q01"], 0)["scopes"][0]["figures"].as_array().unwrap().len() > 20);
    place.error(&["history", "Q99"], 2);
    place.error(&["history", "Q01", "--speaker", "P99"], 2);
}

fn what_reached_headquarters_says_who_says_so_and_since_when(place: &Place) {
    let reached = place.json(&["reached", "B04", "--by", "2004-09-02"], 0);
    let messages = reached["messages"].as_array().unwrap();
    let message = |id: &str| messages.iter().find(|one| one["message"] == id).unwrap_or_else(|| panic!("{id}"));
    assert_eq!(message("G28")["received"]["by_then"], "time_not_stated");
    assert_eq!(message("G28")["received"]["said_by"][0]["statement"], "E032");
    assert_eq!(message("G04")["received"]["by_then"], "by_then");
    assert_eq!(message("G04")["member_by"][0]["source"], "S35");
    assert_eq!(message("G23")["sent"]["by_then"], "later");
    assert_eq!(message("G23")["sent"]["said_by"][1]["since"]["earliest"], "2005-06-28");
    assert!(texts(&reached["in_public"], "statement").contains(&"E029"));
    let by_noon = place.json(&["reached", "P02", "--by", "2004-09-01T12:00"], 0);
    assert_eq!(by_noon["messages"][0]["received"]["by_then"], "perhaps_by_then", "only the day is stated");
    place.error(&["reached", "B99"], 2);
    place.error(&["reached", "B04", "--by", "noon"], 2);
}

#[test]
fn a_statement_before_the_one_it_comes_from_is_listed_with_ordinary_causes() {
    let place = Place::new();
    let statement = |id: &'static str, day: &'static str| {
        let said = [("id", id), ("source", "S1"), ("stated_edtf", day), ("speaker", "a clerk")];
        [said, [("basis", "told"), ("claim", "many"), ("stance", "asserts"), ("circumstances", "spoken")]].concat()
    };
    let folder = CaseFolder::new()
        .count_question("Q1", "How many were there?")
        .source("S1")
        .row("statements", &statement("E1", "2004-09-01"))
        .row("statements", &statement("E2", "2004-09-03"));
    let link = [("id", "D1"), ("from_statement", "E1"), ("to_statement", "E2"), ("kind", "derived_from")];
    folder.row("dependences", &link).write(&place.path("tables"));
    place.json(&["new", "case"], 0);
    place.json(&["import", "tables"], 0);
    let found = place.json(&["chains"], 0);
    assert_eq!((&found[0]["earlier"]["id"], &found[0]["later"]["id"]), (&"E1".into(), &"E2".into()));
    assert_eq!(found[0]["causes"][0]["cause"], "coding");
}

#[test]
fn a_message_that_only_withheld_statements_tell_of_is_in_no_dossier() {
    let place = Place::new();
    let message = |id: &'static str, by: &'static str| {
        let content = if by == "E1" { "quixotically concealed instruction" } else { "an instruction told openly" };
        [("id", id), ("to", "the ferry office"), ("to_id", "B1"), ("content", content), ("receipt_evidence", by)]
    };
    let hidden = [
        ("id", "E1"),
        ("source", "S1"),
        ("speaker", "a clerk"),
        ("basis", "told"),
        ("claim", "it was sent"),
        ("withhold", "true"),
    ];
    let folder = CaseFolder::new()
        .count_question("Q1", "How many were there?")
        .source("S1")
        .row("statements", &hidden)
        .statement("E2", "S1", "a clerk", "told", "it arrived")
        .row("people", &[("id", "B1"), ("name", "The ferry office"), ("kind", "body")])
        .row("messages", &message("G1", "E1"))
        .row("messages", &message("G2", "E2"));
    folder.write(&place.path("tables"));
    place.json(&["new", "case"], 0);
    place.json(&["import", "tables"], 0);
    assert_eq!(place.json(&["reached", "B1"], 0)["messages"].as_array().unwrap().len(), 2);
    place.json(&["publish", "--out", "dossier"], 0);
    let people = std::fs::read_to_string(place.path("dossier/people/index.html")).unwrap();
    assert!(people.contains("n instruction told openly"), "{people}");
    let messages = std::fs::read_to_string(place.path("dossier/messages/index.html")).unwrap();
    assert!(messages.contains("n instruction told openly"), "{messages}");
    assert!(!people.contains("quixotically") && !messages.contains("quixotically"));
}
