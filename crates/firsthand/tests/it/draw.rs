//! `draw` from the command line: an SVG to the byte, the same facts as a table, and never more than a dossier shows.

use crate::run::{Place, beslan, small_case};
use std::collections::BTreeSet;

#[test]
fn a_drawing_is_an_svg_on_standard_output_or_in_a_file_and_a_table_in_json() {
    let place = Place::new();
    place.json(&["new", "case"], 0);
    place.json(&["import", &beslan().display().to_string()], 0);
    let printed = place.run(&["draw", "history", "Q01"]);
    assert!(printed.status.success());
    let svg = String::from_utf8(printed.stdout).unwrap();
    assert!(svg.starts_with("<svg xmlns=") && svg.ends_with("</svg>\n"));

    let found = place.json(&["draw", "history", "Q01", "--out", "history.svg"], 0);
    assert_eq!(std::fs::read_to_string(place.path("history.svg")).unwrap(), svg, "the same bytes twice");
    assert_eq!((&found["audience"], &found["svg"]), (&"public".into(), &"".into()));
    let table = &found["figures"][0]["table"];
    let rows = table["rows"].as_array().unwrap();
    let named: BTreeSet<&str> = rows.iter().map(|row| row["statements"][0].as_str().unwrap()).collect();
    assert!(named.iter().all(|id| svg.contains(&format!("data-statement=\"{id}\""))), "{named:?}");
    assert_eq!(table["heads"].as_array().unwrap().len(), rows[0]["cells"].as_array().unwrap().len());

    let narrow = place.json(&["draw", "history", "Q01", "--narrow", "--lang", "ru"], 0);
    assert_ne!(narrow["svg"], svg);
    assert!(narrow["figures"][0]["title"].as_str().unwrap().starts_with("История числа"));
    for kind in ["messages", "timeline"] {
        assert!(place.json(&["draw", kind], 0)["svg"].as_str().unwrap().starts_with("<svg"), "{kind}");
    }
}

#[test]
fn what_cannot_be_drawn_is_said_with_what_to_do() {
    let place = Place::new();
    place.case_of(&small_case());
    for arguments in [&["draw", "history"][..], &["draw", "messages"][..]] {
        let error = place.error(arguments, 2);
        assert_eq!(error["code"], "FH-ARCHIVE-030", "{error}");
    }
    assert_eq!(place.error(&["draw", "matrix", "Q99"], 2)["code"], "FH-ARCHIVE-008");
}

#[test]
fn a_withheld_statement_is_in_no_drawing() {
    let place = Place::new();
    let answer = |id: &'static str, of: &'static str, count: &'static str| {
        [
            ("id", id),
            ("statement_id", of),
            ("question_id", "Q1"),
            ("type", "count"),
            ("min", count),
            ("max", count),
            ("bound", "exact"),
        ]
    };
    let mut folder = firsthand_testkit::CaseFolder::default()
        .row("sources", &[("id", "S1"), ("what", "a leaflet"), ("read_extent", "whole")])
        .row("questions", &[("id", "Q1"), ("question", "How many?"), ("types", "count")]);
    for (id, day, withhold) in [
        ("E1", "2001-01-01", "false"),
        ("E2", "2001-01-02", "false"),
        ("E3", "2001-01-03", "false"),
        ("E4", "2001-01-04", "true"),
    ] {
        let said = [
            ("id", id),
            ("source", "S1"),
            ("speaker", "somebody"),
            ("basis", "counted"),
            ("claim", "so many"),
            ("stated_edtf", day),
            ("question", "Q1"),
            ("withhold", withhold),
        ];
        folder = folder.row("statements", &said);
    }
    let folder = folder
        .row("answers", &answer("A1", "E1", "10"))
        .row("answers", &answer("A2", "E2", "20"))
        .row("answers", &answer("A3", "E3", "30"))
        .row("answers", &answer("A4", "E4", "7741"));
    place.case_of(&folder);
    for kind in ["history", "answers"] {
        let found = place.json(&["draw", kind, "Q1"], 0).to_string();
        assert!(
            found.contains("30") && !found.contains("7,741") && !found.contains("7741") && !found.contains("E4"),
            "{kind}"
        );
    }
}
