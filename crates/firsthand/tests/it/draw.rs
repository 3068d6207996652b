//! `draw` from the command line: an SVG to the byte, the same facts as a table, and never more than a dossier shows.

use crate::run::{Place, beslan, small_case};
use firsthand_testkit::CaseFolder;
use std::collections::BTreeSet;

#[test]
fn a_drawing_is_an_svg_on_standard_output_or_in_a_file_and_a_table_in_json() {
    let place = Place::holding(&beslan());
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
    let error = place.error(&["draw", "answers", "Q1", "--lang", "uk"], 2);
    assert!(error["message"].as_str().unwrap().contains("no pages in uk, only in en"), "{error}");
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

#[test]
fn agreement_of_sources_is_the_teams_own_with_what_is_withheld() {
    let place = Place::new();
    let folder = small_case()
        .row("sources", &[("id", "S3"), ("what", "a list kept back"), ("read_extent", "whole"), ("withhold", "true")])
        .statement("E3", "S3", "a registrar", "document", "thirty-one again")
        .count("E3", "Q1", 31);
    place.case_of(&folder);
    let found = place.json(&["draw", "agreement", "--out", "a.svg"], 0);
    assert_eq!(found["audience"], "team");
    let given = &found["figures"][0]["table"]["rows"][0]["cells"][3];
    assert!(given.to_string().contains("31 – S2, S3"), "{given}");
    assert!(std::fs::read_to_string(place.path("a.svg")).unwrap().contains("S3"));
    assert_eq!(place.error(&["draw", "agreement", "Q9"], 2)["code"], "FH-ARCHIVE-008");
    let refused = place.error(&["draw", "agreement", "--audience", "public"], 2);
    assert!(refused["message"].as_str().unwrap().contains("`agreement` is for the team's own eyes"), "{refused}");
    place.json(&["publish", "--out", "dossier"], 0);
    let pages = crate::run::files(&place.path("dossier"));
    assert!(pages.iter().all(|page| !String::from_utf8_lossy(&std::fs::read(page).unwrap()).contains("kept back")));
}

/// Where a boat went down: a reef by name, two points at it and one far off, and somebody who says it was not at the reef.
fn points() -> firsthand_testkit::CaseFolder {
    let mut folder = firsthand_testkit::CaseFolder::default()
        .titled("Points")
        .row("sources", &[("id", "S1"), ("what", "a log"), ("read_extent", "whole")])
        .row("questions", &[("id", "Q1"), ("question", "Where was it?"), ("types", "place")])
        .row("questions", &[("id", "Q2"), ("question", "Where was the other?"), ("types", "place")])
        .row(
            "places",
            &[
                ("id", "L1"),
                ("place", "the reef"),
                ("lat", "-30.0040"),
                ("lon", "-15.0030"),
                ("radius_m", "60"),
                ("coordinates_confirmed", "true"),
            ],
        )
        .row("places", &[("id", "L2"), ("place", "the mill"), ("lat", "-30.0100"), ("lon", "-15.0300")]);
    for id in ["E9", "E2", "E3", "E10", "E5", "E6"] {
        folder = folder.statement(id, "S1", "somebody", "saw", "it was there");
    }
    let answer = |id: &'static str, question: &'static str, cells: &[(&'static str, &'static str)]| {
        let own = [
            ("id", id),
            ("statement_id", id.strip_suffix(".1").unwrap()),
            ("question_id", question),
            ("type", "place"),
        ];
        [&own[..], &[("population", "wreck")], cells].concat()
    };
    folder
        .row("answers", &answer("E9.1", "Q1", &[("option_ids", "L1")]))
        .row("answers", &answer("E2.1", "Q1", &[("lat", "-30.0041"), ("lon", "-15.0032"), ("radius_m", "40")]))
        .row("answers", &answer("E3.1", "Q1", &[("lat", "-30.0090"), ("lon", "-15.0010")]))
        .row("answers", &answer("E10.1", "Q1", &[("option_ids", "L1"), ("negated", "true")]))
        .row("answers", &answer("E5.1", "Q2", &[("lat", "89.5"), ("lon", "0"), ("radius_m", "10")]))
        .row("answers", &answer("E6.1", "Q2", &[("lat", "10.5"), ("lon", "0"), ("radius_m", "10")]))
}

/// Numbers of an attribute of every element of a class, in order.
fn attributes(svg: &str, class: &str, name: &str) -> Vec<f64> {
    let wanted = format!("class=\"{class}\"");
    let elements = svg.split(wanted.as_str()).skip(1).map(|rest| rest.split('>').next().unwrap());
    let value = |element: &str| element.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?.parse().ok();
    elements.filter_map(value).collect()
}

#[test]
fn answered_points_stand_on_the_map_in_circles_to_scale_by_the_groups_of_their_question() {
    let place = Place::new();
    place.case_of(&points());
    let found = place.json(&["draw", "map", "Q1"], 0);
    let rows = found["figures"][0]["table"]["rows"].as_array().unwrap();
    let cell = |row: &serde_json::Value, at: usize| row["cells"][at][0]["text"]["text"].as_str().unwrap().to_owned();
    let table: Vec<[String; 3]> =
        rows.iter().map(|row| [row["statements"][0].as_str().unwrap().into(), cell(row, 1), cell(row, 6)]).collect();
    let rows_are = [
        ["E3", "30.009° S, 15.001° W", "30.009° S, 15.001° W"],
        ["E9", "The reef", "the reef"],
        ["E10", "The reef", "beside the groups"],
        ["E2", "30.0041° S, 15.0032° W ±40 m", "the reef"],
    ];
    assert_eq!(table, rows_are.map(|row| row.map(str::to_owned)), "by group, with what each stands with");
    for (narrow, width) in [(false, 640.0), (true, 300.0)] {
        let svg = place.json(if narrow { &["draw", "map", "Q1", "--narrow"] } else { &["draw", "map", "Q1"] }, 0);
        let svg = svg["svg"].as_str().unwrap();
        let radii = attributes(svg, "reach", "r");
        assert_eq!(radii.len(), 3, "the point without a radius has the tolerance");
        // In the order of the list: ±50 m put on, the reef's 60 m, ±40 m.
        assert!((radii[0] / radii[2] - 50.0 / 40.0).abs() < 0.02 && (radii[1] / radii[2] - 60.0 / 40.0).abs() < 0.02);
        let (ys, metres) = (attributes(svg, "reach", "cy"), 111_195.0 * (30.0090 - 30.0041));
        let pixels_a_metre = (ys[0] - ys[2]) / metres;
        assert!((radii[2] / pixels_a_metre - 40.0).abs() < 1.5, "{radii:?} {ys:?} at {width}");
        assert!(ys.iter().zip(&radii).all(|(y, r)| y - r > 0.0) && !svg.contains('…'));
        assert!(svg.contains("no radius is") && svg.contains("class=\"ring\""));
    }
}

#[test]
fn the_place_from_which_somebody_saw_it_stands_on_the_map_and_is_no_answer() {
    let place = Place::new();
    let seen = |id: &'static str| {
        let cells =
            [("id", id), ("source", "S1"), ("speaker", "somebody"), ("basis", "saw"), ("claim", "it was there")];
        [&cells[..], &[("stance", "asserts"), ("wording", "paraphrase"), ("locator", "whole"), ("seen_from", "L2")]]
            .concat()
    };
    let folder = points().row("statements", &seen("E11")).row(
        "answers",
        &[
            ("id", "E11.1"),
            ("statement_id", "E11"),
            ("question_id", "Q1"),
            ("type", "place"),
            ("population", "wreck"),
            ("option_ids", "L1"),
        ],
    );
    place.case_of(&folder.row("statements", &seen("E12")));
    let text = |row: &serde_json::Value, at: usize| row["cells"][at][0]["text"]["text"].as_str().unwrap().to_owned();
    let viewpoints = |arguments: &[&str]| -> Vec<(String, String)> {
        let figure = place.json(arguments, 0)["figures"][0].clone();
        let keys = figure["keys"].to_string();
        assert!(keys.contains("angle below: the speaker was here"), "{keys}");
        let rows = figure["table"]["rows"].as_array().unwrap().clone();
        let seen = rows.iter().filter(|row| text(row, 5) == "was here when they saw or heard it");
        seen.map(|row| (row["statements"][0].as_str().unwrap().to_owned(), text(row, 1))).collect()
    };
    let at_mill = |ids: &[&str]| ids.iter().map(|id| ((*id).to_owned(), "The mill".to_owned())).collect::<Vec<_>>();
    assert_eq!(viewpoints(&["draw", "map"]), at_mill(&["E11", "E12"]));
    assert_eq!(viewpoints(&["draw", "map", "Q1"]), at_mill(&["E11"]), "of a question those who answer it");
    let named = place.json(&["questions", "Q1"], 0)["scopes"][0]["groups"].to_string();
    assert!(!named.contains("L2"), "where somebody stood is no answer: {named}");
    place.json(&["publish", "--out", "dossier"], 0);
    let page = std::fs::read_to_string(place.path("dossier/statements/E11/index.html")).unwrap();
    assert!(page.contains("Seen or heard from") && page.contains("the mill"), "{page}");
}

#[test]
fn the_map_of_the_case_has_every_point_and_one_too_near_a_pole_is_listed() {
    let place = Place::new();
    place.case_of(&points());
    let case = place.json(&["draw", "map"], 0);
    let statements: BTreeSet<&str> = case["figures"][0]["table"]["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["statements"][0].as_str().unwrap())
        .collect();
    assert_eq!(statements, ["E2", "E3", "E5", "E6", "E9", "E10"].into());
    assert!(case["svg"].as_str().unwrap().contains("too near a pole"));
    place.json(&["publish", "--out", "dossier"], 0);
    let page = |path: &str| std::fs::read_to_string(place.path("dossier").join(path)).unwrap();
    assert!(page("places/index.html").contains("id=\"map\""));
    let question = std::fs::read_dir(place.path("dossier/questions")).unwrap().flatten();
    let with_map = question.filter(|entry| {
        std::fs::read_to_string(entry.path().join("index.html")).is_ok_and(|page| page.contains("id=\"map1\""))
    });
    assert_eq!(with_map.count(), 2, "beside the answers of both questions");
    assert_eq!(place.error(&["draw", "map", "Q9"], 2)["code"], "FH-ARCHIVE-008");
    assert_eq!(place.error(&["draw", "plan", "Q1"], 2)["code"], "FH-ARCHIVE-030");
}

/// A plan that is a source, one part of which lies in a region of it.
fn plan(id: &str, drawing: &str) -> CaseFolder {
    let file = format!("files/{id}.svg");
    let part = [
        ("id", "A1"),
        ("part", "the bow"),
        ("what_a_public_source_says", "drawn on the plan at xywh=percent:10,20,30,40"),
        ("source", id),
        ("source_ids", id),
    ];
    let said = [
        ("id", "E1"),
        ("source", id),
        ("speaker", "the mate"),
        ("basis", "saw"),
        ("stance", "asserts"),
        ("claim", "the hole was there"),
        ("wording", "paraphrase"),
        ("locator", "on the plan at xywh=percent:10,20,30,40"),
    ];
    let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><title>{drawing}</title></svg>");
    CaseFolder::new()
        .row(
            "sources",
            &[("id", id), ("what", drawing), ("kind", "drawn plan"), ("read_extent", "whole"), ("file", &file)],
        )
        .row("scene_parts", &part)
        .row("statements", &said)
        .file(&file, svg)
}

#[test]
fn the_plan_names_the_version_that_its_parts_are_drawn_on() {
    let place = Place::new();
    place.case_of(&plan("S11", "the first drawing").titled("A boat"));
    let digest = |source: &str| place.json(&["custody", source], 0)[0]["sha256"]["value"].as_str().unwrap().to_owned();
    let drawn = || place.json(&["draw", "plan", "--out", "plan.svg"], 0)["figures"][0].clone();
    let figure = drawn();
    let of_first = format!("the plan S11 in the version {}.", digest("S11"));
    assert!(figure["note"].as_str().unwrap().contains(&of_first), "{figure}");
    assert!(std::fs::read_to_string(place.path("plan.svg")).unwrap().contains("The bow"));
    // Another drawing is another original, and the part is still drawn on the one that it names.
    plan("S12", "another drawing").write(&place.path("again"));
    for table in ["scene_parts.csv", "statements.csv"] {
        std::fs::remove_file(place.path("again").join(table)).unwrap();
    }
    place.json(&["import", "again"], 0);
    assert_ne!(digest("S12"), digest("S11"));
    assert!(drawn()["note"].as_str().unwrap().contains(&of_first));
}
