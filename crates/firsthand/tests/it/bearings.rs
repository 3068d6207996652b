//! How persons judge that statements bear on explanations: beside what is said, changing nothing of it, and never more than may be shown.

use crate::run::{Place, files};
use firsthand_testkit::CaseFolder;
use serde_json::{Value, json};

/// Who was at the helm: two say the mate, one the skipper; one says something else, under duress.
fn helm() -> CaseFolder {
    let asked = |id: &'static str, question: &'static str, kind: &'static str| {
        [("id", id), ("question", question), ("types", kind)]
    };
    let said = |id: &'static str, speaker: &'static str, claim: &'static str, duress: &'static str| {
        [
            ("id", id),
            ("source", if duress == "true" { "S2" } else { "S1" }),
            ("speaker", speaker),
            ("basis", "saw"),
            ("claim", claim),
            ("locator", "p. 1"),
            ("duress", duress),
        ]
    };
    let answer = |id: &'static str, of: &'static str, who: &'static str| {
        [("id", id), ("statement_id", of), ("question_id", "Q6"), ("type", "actor"), ("option_ids", who)]
    };
    CaseFolder::new()
        .titled("At the helm")
        .row("sources", &[("id", "S1"), ("what", "a notebook"), ("read_extent", "whole")])
        .row("sources", &[("id", "S2"), ("what", "an interrogation"), ("read_extent", "whole")])
        .row("people", &[("id", "P1"), ("name", "the mate"), ("kind", "role")])
        .row("people", &[("id", "P2"), ("name", "the skipper"), ("kind", "role")])
        .row("questions", &asked("Q6", "Who was at the helm?", "actor"))
        .row("questions", &asked("Q7", "How many?", "count"))
        .row("statements", &said("E1", "a deckhand", "the mate was at the helm", "false"))
        .row("statements", &said("E2", "a passenger", "it was the mate", "false"))
        .row("statements", &said("E3", "an officer", "the skipper was at the helm", "false"))
        .row("statements", &said("E4", "the mate", "he was on the stern deck", "true"))
        .row("answers", &answer("E1.1", "E1", "P1"))
        .row("answers", &answer("E2.1", "E2", "P1"))
        .row("answers", &answer("E3.1", "E3", "P2"))
}

const REASON: &str = "whoever stood astern held no wheel";

fn bearing<'a>(id: &'a str, statement: &'a str, explanation: &'a str, bears: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("id", id),
        ("statement_id", statement),
        ("question_id", "Q6"),
        ("explanation", explanation),
        ("bears", bears),
        ("reason", REASON),
        ("author", "AB"),
        ("date", "2026-11-24"),
    ]
}

fn import(place: &Place, name: &str, folder: CaseFolder, exit_code: i32) -> Value {
    folder.write(&place.path(name));
    place.json(&["import", name], exit_code)
}

/// The helm with two bearings: one of a statement that answers nothing, one beside an answer.
fn judged() -> Place {
    let place = Place::new();
    place.case_of(&helm());
    let folder = CaseFolder::new()
        .row("bearings", &bearing("R1", "E4", "P1", "inconsistent"))
        .row("bearings", &bearing("R2", "E3", "P1", "neither"));
    import(&place, "judged", folder, 0);
    place
}

/// The cells of a statement's row in the matrix of Q6, as texts.
fn row(place: &Place, more: &[&str], statement: &str) -> Option<Vec<String>> {
    let found = place.json(&[&["draw", "matrix", "Q6", "--out", "m.svg"][..], more].concat(), 0);
    let rows = found["figures"][0]["table"]["rows"].as_array().unwrap().clone();
    let row = rows.into_iter().find(|row| row["statements"][0] == statement)?;
    let text = |cell: &Value| {
        let pieces = cell.as_array().unwrap().iter().map(|piece| piece["text"]["text"].as_str().unwrap().to_owned());
        pieces.collect::<Vec<_>>().join("; ")
    };
    Some(row["cells"].as_array().unwrap()[3..].iter().map(text).collect())
}

fn page_with(place: &Place, words: &str) -> bool {
    let pages = files(&place.path("dossier"));
    pages.iter().any(|page| String::from_utf8_lossy(&std::fs::read(page).unwrap()).contains(words))
}

/// The helm asked of two watches: whoever answered named no population; the evening's answers do.
fn evening() -> CaseFolder {
    let row = [
        ("id", "E5"),
        ("source", "S1"),
        ("speaker", "a cook"),
        ("basis", "saw"),
        ("claim", "the skipper"),
        ("locator", "p. 2"),
    ];
    let answer = |id: &'static str, population: &'static str| {
        let cells =
            [("id", id), ("statement_id", "E5"), ("question_id", "Q6"), ("type", "actor"), ("option_ids", "P2")];
        [&cells[..], &[("population", population)]].concat()
    };
    let folder = CaseFolder::new().row("statements", &row);
    folder.row("answers", &answer("E5.1", "evening")).row("answers", &answer("E5.2", "night"))
}

#[test]
fn a_bearing_names_its_population_where_several_could_be_meant() {
    let place = Place::new();
    place.case_of(&helm());
    import(&place, "evening", evening(), 0);
    // The answers without a population are what is meant by none.
    import(&place, "plain", CaseFolder::new().row("bearings", &bearing("R1", "E4", "P1", "inconsistent")), 0);
    assert!(row(&place, &[], "E4").is_some());
    // Where all of them name one, none is taken by itself.
    let named = |id: &'static str, of: &'static str, who: &'static str| {
        let cells = [("id", id), ("statement_id", of), ("question_id", "Q6"), ("type", "actor"), ("option_ids", who)];
        [&cells[..], &[("population", "evening")]].concat()
    };
    let all = CaseFolder::new().row("answers", &named("E1.1", "E1", "P1")).row("answers", &named("E2.1", "E2", "P1"));
    import(&place, "named", all.row("answers", &named("E3.1", "E3", "P2")), 0);
    let listed = place.json(&["bearings"], 0)[0].clone();
    assert_eq!((&listed["has_scope"], &listed["could_mean"]), (&json!(false), &json!(["evening", "night"])));
    let text = place.text(&["bearings"]);
    assert!(text.contains("any of evening, night could be meant, and it names none: it stands in no matrix"), "{text}");
    let second = CaseFolder::new().row("bearings", &bearing("R2", "E4", "P2", "inconsistent"));
    let refused = import(&place, "second", second, 1);
    assert_eq!(refused["problems"][0]["column"], "population", "{refused}");
    let message = "expected one of evening, night: each of them leaves such an explanation, and none is named";
    assert!(refused["problems"][0]["message"].as_str().unwrap().contains(message), "{refused}");
    let whole = [&bearing("R2", "E4", "P2", "inconsistent")[..], &[("population", "evening")]].concat();
    import(&place, "whole", CaseFolder::new().row("bearings", &whole), 0);
    assert!(row(&place, &[], "E4").is_some());
}

#[test]
fn a_bearing_changes_no_answer_group_or_bound() {
    let place = Place::new();
    place.case_of(&helm());
    let shown = |place: &Place| {
        [&["questions"][..], &["questions", "Q6"], &["statements"], &["findings"]].map(|command| place.json(command, 0))
    };
    let before = shown(&place);
    import(&place, "judged", CaseFolder::new().row("bearings", &bearing("R1", "E4", "P1", "inconsistent")), 0);
    assert_eq!(shown(&place), before);
    place.json(&["undo", "R1"], 0);
    assert_eq!(place.json(&["bearings"], 0), json!([]));
}

#[test]
fn it_stands_in_the_matrix_with_a_sign_of_its_own_and_never_over_what_is_said() {
    let place = judged();
    let judged = row(&place, &[], "E4").expect("a column of its own");
    assert_eq!(judged[0], format!("not said; judged to speak against it, by AB, 24 November 2026; {REASON}"));
    assert_eq!(judged[1], "says nothing");
    let own = row(&place, &[], "E3").unwrap();
    assert!(own[0].starts_with("names another; judged to speak neither for it nor against it, by AB"), "{own:?}");
    let svg = std::fs::read_to_string(place.path("m.svg")).unwrap();
    assert_eq!(svg.matches("<circle class=\"faint\" r=\"8\"/>").count(), 2, "one sign, and one in the legend");
    assert!(svg.contains("A sign in a ring"));
    assert_eq!(row(&place, &["--without-duress"], "E4"), None, "what was said under duress is left out");
}

#[test]
fn bearings_are_listed_with_what_the_statement_itself_says() {
    let place = judged();
    let listed = place.json(&["bearings", "Q6"], 0);
    assert_eq!(listed[0]["said"], Value::Null);
    assert_eq!((&listed[1]["said"], &listed[1]["bears"]), (&json!("excludes"), &json!("neither")), "{listed}");
    assert_eq!(place.json(&["bearings", "Q7"], 0), json!([]));
    assert_eq!(place.error(&["bearings", "Q9"], 2)["code"], "FH-ARCHIVE-008");
    let printed = String::from_utf8(place.run(&["bearings"]).stdout).unwrap();
    assert!(printed.contains("R1  Q6  P1: E4 is inconsistent"), "{printed}");
    assert!(printed.contains("the statement's own answer excludes it"), "{printed}");
}

#[test]
fn an_explanation_that_no_answer_could_name_is_refused() {
    for (question, explanation) in [("Q6", "P9"), ("Q6", "yes"), ("Q7", "P1")] {
        let place = Place::new();
        place.case_of(&helm());
        let mut cells = bearing("R1", "E4", explanation, "consistent");
        cells[2] = ("question_id", question);
        let refused = import(&place, "judged", CaseFolder::new().row("bearings", &cells), 1);
        let told = refused.to_string();
        assert!(told.contains("\"explanation\"") && told.contains(&format!("there is no {explanation}")), "{told}");
    }
}

#[test]
fn it_is_stale_when_its_statement_is_changed_and_import_says_so() {
    let place = judged();
    let changed = [
        ("id", "E4"),
        ("source", "S2"),
        ("speaker", "the mate"),
        ("basis", "saw"),
        ("claim", "he was on the stern deck, or on his way to it"),
        ("locator", "p. 1"),
        ("duress", "true"),
    ];
    let outcome = import(&place, "changed", CaseFolder::new().row("statements", &changed), 0);
    assert!(outcome.to_string().contains("bearing R1 is stale: written before E4 was changed"), "{outcome}");
    let listed = place.json(&["bearings"], 0);
    assert_eq!((&listed[0]["stale"]["change"], &listed[1]["stale"]), (&json!("changed"), &Value::Null));
    assert!(row(&place, &[], "E4").unwrap()[0].ends_with("the statement was changed since, and was not judged again"));
}

#[test]
fn a_dossier_has_it_under_the_rules_of_findings() {
    let place = judged();
    place.json(&["publish", "--out", "dossier"], 0);
    assert!(page_with(&place, REASON));
    for (name, folder) in [
        (
            "row",
            CaseFolder::new()
                .row("bearings", &[&bearing("R1", "E4", "P1", "inconsistent")[..], &[("withhold", "true")]].concat()),
        ),
        (
            "person",
            CaseFolder::new()
                .row("people", &[("id", "P1"), ("name", "the mate"), ("kind", "role"), ("withhold", "true")]),
        ),
    ] {
        let place = Place::new();
        place.case_of(&helm());
        import(&place, "judged", CaseFolder::new().row("bearings", &bearing("R1", "E4", "P1", "inconsistent")), 0);
        import(&place, name, folder, 0);
        place.json(&["publish", "--out", "dossier"], 0);
        assert!(!page_with(&place, REASON), "{name}");
    }
}

#[test]
fn it_goes_with_its_statement_when_that_is_erased() {
    let place = judged();
    place.json(&["erase", "statement:E4", "--reason", "asked to", "--yes"], 0);
    let listed = place.json(&["bearings"], 0);
    assert_eq!(listed.as_array().unwrap().iter().map(|one| &one["id"]).collect::<Vec<_>>(), ["R2"]);
    place.json(&["export", "out"], 0);
    assert!(!std::fs::read_to_string(place.path("out").join("bearings.csv")).unwrap().contains("R1"));
}
