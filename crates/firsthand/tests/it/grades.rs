//! Grades: reasoned, compared, stale without their second origin, and never out of the team.

use crate::run::{Place, files, refuses, small_case};
use firsthand_testkit::CaseFolder;
use serde_json::{Value, json};

/// A grade; later cells replace earlier ones.
fn grade(more: &[(&'static str, &'static str)]) -> CaseFolder {
    let usual = [
        ("id", "G1"),
        ("source_id", "S1"),
        ("reliability", "F"),
        ("topic", "what it says"),
        ("reason", "one Unwiederholbarkeit in it"),
        ("author", "AB"),
        ("date", "2026-11-24"),
    ];
    CaseFolder::new().row_but("grades", &usual, more)
}

#[test]
fn grades_are_reasoned_and_stand_on_no_page_and_in_no_tally() {
    let place = Place::new();
    place.case_of(&small_case());
    let before = place.json(&["questions", "Q1"], 0);
    // What the statement says is its topic, and no secret for that.
    let topic = ("topic", "about forty people");
    grade(&[("statement_id", "E1"), ("credibility", "6"), topic]).write(&place.path("graded"));
    place.json(&["import", "graded"], 0);
    let grades = place.json(&["grades"], 0);
    assert_eq!(grades[0]["reliability"], json!(["F", "reliability cannot be judged"]), "{grades}");
    assert_eq!(place.json(&["questions", "Q1"], 0), before, "a grade changes no board");
    place.json(&["publish", "--out", "dossier"], 0);
    for file in files(&place.path("dossier")) {
        let bytes = std::fs::read(&file).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        for words in ["Unwiederholbarkeit", "reliability cannot be judged", "truth cannot be judged"] {
            assert!(!text.contains(words), "{words}: {file:?}");
        }
    }
}

#[test]
fn why_somebody_judged_so_is_found_and_what_a_coder_notes_is_not() {
    let place = Place::new();
    let session =
        [("id", "I1"), ("source_id", "S1"), ("kind", "hearing"), ("circumstances", "in a borrowed Bootsschuppen")];
    let coding = [("id", "AB-1"), ("statement_id", "E1"), ("field", "basis"), ("value", "saw"), ("coder", "AB")];
    let coding = [&coding[..], &[("note", "an Unwiederholbarkeit too")]].concat();
    place.case_of(&small_case().row("sessions", &session).row("codings", &coding));
    grade(&[("topic", "numbers")]).write(&place.path("graded"));
    place.json(&["import", "graded"], 0);
    let found = |query: &str| {
        let hits = place.json(&["search", query], 0)["hits"].as_array().unwrap().clone();
        hits.iter().map(|hit| hit["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found("unwiederholbarkeit kind:grade source:S1"), ["G1"]);
    assert_eq!(found("unwiederholbarkeit kind:coding"), Vec::<String>::new());
    assert_eq!(found("bootsschuppen session:I1"), ["I1"]);
}

#[test]
fn graders_are_compared_by_source_and_topic_and_by_statement_letters_and_digits_apart() {
    let place = Place::new();
    place.case_of(&small_case());
    let graded = |id: &'static str, author: &'static str, more: &[(&'static str, &'static str)]| {
        grade(&[&[("id", id), ("author", author), ("topic", "numbers")], more].concat())
    };
    let both = |letter: &'static str, statement: &'static str, digit: &'static str| {
        [("reliability", letter), ("statement_id", statement), ("credibility", digit)]
    };
    let folders = [
        graded("G1", "AB", &both("B", "E1", "2")),
        graded("G2", "CD", &both("C", "E1", "2")),
        // F beside E and 6 beside 5 are other marks, and no further apart than B and C.
        graded("G3", "AB", &[("source_id", "S2"), ("reliability", "F"), ("statement_id", "E2"), ("credibility", "6")]),
        graded("G4", "CD", &[("source_id", "S2"), ("reliability", "E"), ("statement_id", "E2"), ("credibility", "5")]),
        // Another topic is another thing.
        graded("G5", "CD", &[("source_id", "S2"), ("reliability", "F"), ("topic", "names")]),
        // AB looked again: the later one counts, whatever its id.
        graded("G0", "AB", &[("source_id", "S1"), ("reliability", "C"), ("date", "2026-11-25")]),
        graded("G6", "EF", &[("source_id", "S2"), ("reliability", "F")]),
    ];
    for (at, folder) in folders.iter().enumerate() {
        let name = format!("graded-{at}");
        folder.write(&place.path(&name));
        place.json(&["import", &name], 0);
    }
    let found = place.json(&["grades", "--alike"], 0);
    let pair = &found["graders"][0];
    assert_eq!(pair["graders"], json!(["AB", "CD"]), "{found}");
    assert_eq!(pair["letters"], json!({"pairs": 2, "same": 1, "share": {"value": 0.5, "undefined": null}}), "{found}");
    assert_eq!((&pair["digits"]["pairs"], &pair["digits"]["same"]), (&json!(2), &json!(1)), "{found}");
    let pairs: Vec<&Value> = found["graders"].as_array().unwrap().iter().map(|pair| &pair["graders"]).collect();
    assert_eq!(pairs, [&json!(["AB", "CD"]), &json!(["AB", "EF"]), &json!(["CD", "EF"])]);
    assert_eq!(found["graders"][1]["digits"]["share"]["value"], Value::Null, "{found}");
    let differ = found["differences"].as_array().unwrap();
    let of = |one: &Value| (one["source"].clone(), one["statement"].clone(), one["marks"][0]["mark"].clone());
    assert_eq!(
        differ.iter().map(of).collect::<Vec<_>>(),
        [
            (json!("S2"), Value::Null, json!("F")),
            (json!("S2"), Value::Null, json!("E")),
            (Value::Null, json!("E2"), json!("6")),
        ],
        "{found}"
    );
    assert_eq!((&found["with_both"], &found["on_diagonal"]), (&json!(4), &json!(3)), "{found}");
    let printed = place.text(&["grades", "--alike"]);
    assert!(printed.contains("2 graded by both, 1 with the same mark (50.0 %)"), "{printed}");
    assert!(printed.contains("S2 (numbers): AB F [G3] | CD E [G4]"), "{printed}");
}

#[test]
fn a_grade_without_reason_or_confirmed_by_nobody_is_refused() {
    refuses(&grade(&[("reason", "")]), "reason", "");
    refuses(&grade(&[("author", "")]), "author", "");
    refuses(&grade(&[("date", "")]), "date", "");
    refuses(&grade(&[("topic", "")]), "topic", "not reliable or unreliable on everything");
    refuses(&grade(&[("reliability", "G")]), "reliability", "A, B, C, D, E, F");
    refuses(&grade(&[("reliability", "")]), "reliability", "expected a letter with a source_id");
    refuses(&grade(&[("statement_id", "E1"), ("credibility", "1")]), "credibility", "no second origin");
    // A repetition is no second origin.
    let repeated = grade(&[("statement_id", "E1"), ("credibility", "1")])
        .statement("E3", "S1", "a paper", "told", "about forty came")
        .count("E3", "Q1", 40)
        .dependence("D1", "E3", "E1", "derived_from");
    refuses(&repeated, "credibility", "no second origin");
}

/// A case in which two registered persons say the same, and one of them is graded 1 for it.
fn confirmed() -> Place {
    let place = Place::new();
    let people = small_case()
        .row("people", &[("id", "P1"), ("name", "one"), ("kind", "person")])
        .row("people", &[("id", "P2"), ("name", "two"), ("kind", "person")]);
    place.case_of(&people);
    let said = |id: &'static str, who: &'static str| {
        let plain = [("source", "S1"), ("basis", "counted"), ("claim", "forty"), ("locator", "whole")];
        [&[("id", id), ("speaker", who), ("speaker_id", who)][..], &plain].concat()
    };
    grade(&[("statement_id", "E7"), ("credibility", "1")])
        .row("statements", &said("E7", "P1"))
        .row("statements", &said("E8", "P2"))
        .count("E7", "Q1", 40)
        .count("E8", "Q1", 40)
        .write(&place.path("more"));
    place.json(&["import", "more"], 0);
    place
}

#[test]
fn letter_and_digit_are_judged_apart_and_stand_in_the_order_of_their_rows() {
    let place = Place::new();
    place.case_of(&small_case());
    grade(&[("id", "G1"), ("reliability", "F")]).write(&place.path("letter"));
    let digit = [("id", "G2"), ("reliability", ""), ("source_id", ""), ("statement_id", "E1"), ("credibility", "6")];
    grade(&[&digit[..], &[("topic", ""), ("author", "CD"), ("reason", "nobody else was there")]].concat())
        .write(&place.path("digit"));
    grade(&[("id", "G3"), ("source_id", "S2"), ("reliability", "E")]).write(&place.path("lower"));
    for folder in ["letter", "digit", "lower"] {
        place.json(&["import", folder], 0);
    }
    let found = place.json(&["grades"], 0);
    let of = |at: usize, field: &str| found[at][field].clone();
    assert_eq!((of(0, "credibility"), of(1, "reliability")), (Value::Null, Value::Null), "either may be missing");
    assert_eq!((of(0, "author"), of(1, "author")), (json!("AB"), json!("CD")));
    assert!((0..3).all(|at| of(at, "date").is_string() && of(at, "reason").is_string()), "{found}");
    assert_eq!([0, 1, 2].map(|at| of(at, "id")), ["G1", "G2", "G3"].map(|id| json!(id)), "F is not below E");
}

#[test]
fn confirmed_is_taken_where_a_second_origin_says_the_same() {
    assert_eq!(confirmed().json(&["grades"], 0)[0]["credibility"][0], "1");
}

#[test]
fn a_grade_of_one_is_stale_once_the_other_is_judged_to_rest_on_it() {
    let place = confirmed();
    assert_eq!(place.json(&["grades"], 0)[0]["stale"], Value::Null);
    CaseFolder::new().dependence("D7", "E8", "E7", "derived_from").write(&place.path("judged"));
    let outcome = place.json(&["import", "judged"], 0);
    let notice = "grade G1 is stale: it is 1, confirmed, and no second origin says the same any more";
    assert!(outcome["problems"].as_array().unwrap().iter().any(|one| one["message"] == notice), "{outcome}");
    assert_eq!(place.json(&["grades"], 0)[0]["stale"], "no second origin says the same any more");
    assert!(place.text(&["grades"]).contains("STALE: no second origin"), "{}", place.text(&["grades"]));
    let notices = place.json(&["publish", "--out", "dossier"], 0)["notices"].clone();
    assert_eq!((notices.as_array().unwrap().len(), &notices[0]), (2, &json!(notice)));
    assert!(notices[1].as_str().unwrap().contains("no text on how they were counted"), "{notices}");
    place.json(&["undo", "dependence:D7"], 0);
    assert_eq!(place.json(&["grades"], 0)[0]["stale"], Value::Null, "the judgment is taken back");
}

#[test]
fn an_erased_statement_takes_what_coders_and_graders_made_of_it_along() {
    let place = Place::new();
    place.case_of(&small_case());
    // A word that stands nowhere else goes into a field of words: others are held against their lists.
    let row = [
        ("id", "AB-E1-word"),
        ("statement_id", "E1"),
        ("field", "certainty_word"),
        ("value", "unwiederholbar"),
        ("coder", "AB"),
    ];
    CaseFolder::new().row("codings", &row).write(&place.path("coded"));
    place.json(&["import", "coded"], 0);
    grade(&[("statement_id", "E1"), ("credibility", "3")]).write(&place.path("graded"));
    place.json(&["import", "graded"], 0);
    // Also what was taken back is still in the ledger until it is erased.
    place.json(&["undo", "grade:G1"], 0);
    let gone = place.json(&["erase", "statement:E1", "--reason", "withdrawn", "--yes"], 0);
    let records = gone["records"].to_string();
    assert!(records.contains("grade G1") && records.contains("coding AB-E1-word"), "{records}");
    for file in files(&place.path("case")) {
        let bytes = std::fs::read(&file).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).to_lowercase().contains("unwiederholbar"), "{file:?}");
    }
}
