//! How originals came here and what of them was verified: gaps and what is not known are said, in the answer and on the pages.

use crate::run::{Place, refuses, small_case};
use firsthand_testkit::CaseFolder;
use serde_json::{Value, json};

type Cells = [(&'static str, &'static str)];

/// A hand-over of the note that says everything.
const WHOLE: &Cells = &[
    ("id", "H1"),
    ("source_id", "S1"),
    ("step", "1"),
    ("giver", "a neighbour"),
    ("receiver", "the inquiry"),
    ("at", "2019-09-05T14:10:00+03:00"),
    ("place", "the landing"),
    ("purpose", "to be kept"),
    ("method", "on paper, by hand"),
];

/// One that comes from another hand, of which much is unknown.
const AFTER_A_GAP: &Cells = &[
    ("id", "H2"),
    ("step", "2"),
    ("giver", "a clerk of the port"),
    ("receiver", "the archive"),
    ("at", ""),
    ("method", ""),
    ("unknown_why", "the delivery book was lost"),
];

const LOOK: &Cells = &[
    ("id", "V1"),
    ("source_id", "S1"),
    ("part", "technical"),
    ("method", "paper and ink under a lens"),
    ("result", "nothing speaks against the year"),
    ("author", "AB"),
    ("date", "2026-11-24"),
];

/// The small case with two hand-overs of its note, a look at one part of it, and these rows besides.
fn place(more: CaseFolder) -> Place {
    let place = Place::new();
    place.case_of(&small_case());
    more.row("custody", WHOLE)
        .row_but("custody", WHOLE, AFTER_A_GAP)
        .row("examinations", LOOK)
        .write(&place.path("came"));
    place.json(&["import", "came"], 0);
    place
}

fn page(place: &Place, source: &str) -> String {
    std::fs::read_to_string(place.path("dossier").join("sources").join(source).join("index.html")).unwrap()
}

#[test]
fn a_capture_record_says_every_element_or_why_it_is_unknown() {
    let place = place(CaseFolder::new());
    let found = place.json(&["custody", "S1"], 0);
    let record = &found[0];
    for element in ["sha256", "names", "read_as", "taken_in", "taken_in_by"] {
        assert!(record[element]["value"].is_string(), "{element}: {record}");
    }
    assert_eq!((&record["source"], &record["hold"]), (&json!("S1"), &json!("held")));
    let (first, second) = (&record["handovers"][0], &record["handovers"][1]);
    assert_eq!(first["giver"]["value"], "a neighbour");
    assert_eq!(first["at"]["value"], "2019-09-05T14:10:00+03:00");
    for element in ["at", "method"] {
        assert_eq!(second[element]["unknown"], "the delivery book was lost", "{second}");
    }
    let none = place.json(&["custody", "S2"], 0);
    assert_eq!(
        (&none[0]["handovers"], &none[0]["handovers_unknown"]),
        (&json!([]), &json!("custody.csv has no row of it"))
    );
    assert!(
        record.get("handovers_unknown").is_none(),
        "what the rows say or leave blank they say themselves: {record}"
    );
    let told = place.text(&["custody"]);
    assert!(
        told.contains("S2: a letter") && told.contains("how it came here is unknown: custody.csv has no row of it"),
        "{told}"
    );
    assert_eq!(place.error(&["custody", "S9"], 2)["code"], "FH-ARCHIVE-008");
}

#[test]
fn a_hand_over_that_leaves_something_blank_says_why_or_is_refused() {
    let row = |cells: &Cells| CaseFolder::new().row_but("custody", WHOLE, cells);
    refuses(&row(&[("receiver", "")]), "unknown_why", "expected why these are not known: receiver");
    refuses(&row(&[("at", "2019-09-05T14:10:00")]), "unknown_why", "at with its offset");
    refuses(&row(&[("source_id", "S9")]), "source_id", "there is no S9");
}

#[test]
fn a_gap_in_custody_is_shown_as_a_gap_in_the_answer_and_on_the_page() {
    let place = place(CaseFolder::new());
    let found = place.json(&["custody", "S1"], 0);
    assert_eq!(
        (&found[0]["handovers"][0]["gap"], &found[0]["handovers"][1]["gap"]),
        (&Value::Null, &json!("other_giver"))
    );
    let told = place.text(&["custody", "S1"]);
    assert!(told.contains("GAP         who gives it on here is not who received it before"), "{told}");
    place.json(&["publish", "--out", "dossier"], 0);
    let page_of = page(&place, "S1");
    assert!(page_of.contains("Gap: who gives it on here is not who received it before"), "{page_of}");
    assert!(page_of.contains("<em>unknown</em> (the delivery book was lost)"), "{page_of}");
    assert!(page(&place, "S2").contains("How the original came here is unknown"), "no row is a gap too");
}

#[test]
fn three_parts_are_verified_apart_and_what_is_not_says_so_wherever_the_original_is_shown() {
    let place = place(CaseFolder::new());
    let examined = &place.json(&["custody", "S1"], 0)[0]["examined"];
    let parts: Vec<(&str, usize)> = examined
        .as_array()
        .unwrap()
        .iter()
        .map(|part| (part["part"].as_str().unwrap(), part["looks"].as_array().unwrap().len()))
        .collect();
    assert_eq!(parts, [("source", 0), ("technical", 1), ("content", 0)]);
    for column in ["method", "result", "author", "date"] {
        assert!(examined[1]["looks"][0][column].is_string(), "{examined}");
    }
    place.json(&["publish", "--out", "dossier"], 0);
    let page_of = page(&place, "S1");
    assert!(
        page_of.contains("nothing speaks against the year") && page_of.contains("AB, 24 November 2026."),
        "{page_of}"
    );
    assert_eq!(page_of.matches("<em>not verified</em>").count(), 2, "{page_of}");
    assert_eq!(page(&place, "S2").matches("<em>not verified</em>").count(), 3);
    let read = |path: &str| std::fs::read_to_string(place.path("dossier").join(path)).unwrap();
    let (of_note, of_letter) = (
        "Looked at, to verify it: technical data. Not verified: source, content.",
        "Not verified: source, technical data, content.",
    );
    let list = read("sources/index.html");
    assert!(list.contains(of_note) && list.contains(of_letter), "{list}");
    assert!(read("statements/E1/index.html").contains(of_note));
    assert!(read("statements/E2/index.html").contains(of_letter));
    place.json(&["undo", "examination:V1"], 0);
    assert_eq!(place.json(&["custody", "S1"], 0)[0]["examined"][1]["looks"], json!([]));
}

#[test]
fn what_a_row_withholds_is_on_no_page_and_is_neither_a_gap_nor_unverified() {
    let place = place(CaseFolder::new());
    let hidden = [AFTER_A_GAP, &[("withhold", "true")]].concat();
    let look = [LOOK, &[("withhold", "true")]].concat();
    CaseFolder::new().row_but("custody", WHOLE, &hidden).row("examinations", &look).write(&place.path("hidden"));
    place.json(&["import", "hidden"], 0);
    place.json(&["publish", "--out", "dossier"], 0);
    let page_of = page(&place, "S1");
    assert!(!page_of.contains("clerk of the port") && !page_of.contains("speaks against"), "{page_of}");
    assert!(page_of.contains("What was recorded after that is not shown in this edition."), "{page_of}");
    assert!(page_of.contains("looked at; what was found is not shown in this edition"), "{page_of}");
    assert_eq!(page_of.matches("<em>not verified</em>").count(), 2, "{page_of}");
}

#[test]
fn hand_overs_and_examinations_go_with_their_source_and_come_back_from_an_export() {
    let place = place(CaseFolder::new());
    place.json(&["export", "out"], 0);
    place.json(&["new", "again"], 0);
    place.json(&["--case", "again", "import", "out"], 0);
    assert_eq!(place.json(&["--case", "again", "custody", "S1"], 0)[0]["handovers"].as_array().unwrap().len(), 2);
    assert!(place.text(&["search", "delivery book"]).contains("H2"));
    place.json(&["erase", "source:S1", "--reason", "asked to", "--yes"], 0);
    assert!(!place.text(&["custody"]).contains("neighbour"));
    place.json(&["export", "after"], 0);
    assert!(!place.path("after/custody.csv").exists() && !place.path("after/examinations.csv").exists());
}
