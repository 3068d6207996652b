//! What a speaker corrects or takes back: nothing of it is lost, as JSON, as text or on the pages of question and statement.

use crate::run::Place;
use firsthand_testkit::CaseFolder;
use serde_json::{Value, json};

/// One statement of a press officer or a teacher, with its figure.
fn said(folder: CaseFolder, id: &str, who: &str, stance: &str, day: &str, figure: i64) -> CaseFolder {
    let row = [
        ("id", id),
        ("source", "S1"),
        ("locator", "whole"),
        ("speaker", if who == "P1" { "the press officer" } else { "a teacher" }),
        ("speaker_id", who),
        ("basis", "official"),
        ("stance", stance),
        ("claim", "so many were held"),
        ("stated_edtf", day),
    ];
    folder.row("statements", &row).count(id, "Q1", figure)
}

fn place(more: impl FnOnce(CaseFolder) -> CaseFolder) -> Place {
    let folder = CaseFolder::new()
        .titled("A case")
        .row("people", &[("id", "P1"), ("name", "press officer"), ("kind", "person")])
        .row("people", &[("id", "P2"), ("name", "teacher"), ("kind", "person")])
        .row("sources", &[("id", "S1"), ("what", "a report"), ("read_extent", "whole")])
        .count_question("Q1", "How many were held?");
    let folder = said(folder, "E1", "P1", "asserts", "2004-09-01", 354);
    let folder = said(folder, "E3", "P2", "asserts", "2004-09-01", 1200);
    let place = Place::new();
    place.case_of(&more(folder));
    place
}

#[test]
fn a_correction_stands_with_who_says_the_same_and_what_it_corrects_is_no_contest() {
    let place = place(|folder| said(folder, "E2", "P1", "corrects", "2004-09-02", 1200));
    let question = place.json(&["questions", "Q1"], 0);
    let scope = &question["scopes"][0];
    let groups: Vec<(&Value, &Value)> =
        scope["groups"].as_array().unwrap().iter().map(|group| (&group["label"], &group["statements"])).collect();
    assert_eq!(groups, [(&json!("354"), &json!(["E1"])), (&json!("1200"), &json!(["E2", "E3"]))]);
    assert_eq!(question["status"], "open", "nobody says 354 any more");
    let corrected = json!([{
        "statement": "E1", "answer": "E1.1", "label": "354", "by": "E2.1", "to": "1200",
        "speaker": "the press officer", "said": "2004-09-02",
    }]);
    assert_eq!(scope["corrected"], corrected);
    let line = "E1 354: corrected by the same speaker, the press officer, to 1200 in E2.1 (2004-09-02)";
    assert!(place.text(&["questions", "Q1"]).contains(line), "{}", place.text(&["questions", "Q1"]));
    place.json(&["publish", "--out", "dossier"], 0);
    let page = std::fs::read_to_string(place.path("dossier/questions/Q1/index.html")).unwrap();
    assert_eq!(page.matches("Corrected by the press officer, 2 September 2004: 1,200.").count(), 2, "{page}");
    let own = std::fs::read_to_string(place.path("dossier/statements/E1/index.html")).unwrap();
    assert!(own.contains("Corrected by the press officer, 2 September 2004: 1,200."), "{own}");
    assert!(page.contains("Two figures from two speakers"), "the figures of today are those that stand: {page}");
}

#[test]
fn what_is_taken_back_and_what_is_not_known_are_listed() {
    let place = place(|folder| {
        let folder = said(folder, "E4", "P1", "retracts", "2004-09-02", 354);
        said(folder, "E5", "P2", "does_not_know", "2004-09-02", 9)
    });
    let question = place.json(&["questions", "Q1"], 0);
    let asides = json!([
        { "statement": "E5", "answer": "E5.1", "label": "9", "stance": "does_not_know" },
        { "statement": "E4", "answer": "E4.1", "label": "354", "stance": "retracts" },
    ]);
    assert_eq!(question["scopes"][0]["asides"], asides);
    assert_eq!(question["status"], "contested", "a retraction leaves both");
    let lines = place.text(&["questions", "Q1"]);
    assert!(lines.contains("E4 354: retracts; in no group") && lines.contains("does not know: E5"), "{lines}");
}
