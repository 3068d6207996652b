//! Double coding, blind: sheets, agreement, what is decided, and what of it stands on pages.

use crate::run::{Place, files, small_case};
use firsthand_testkit::CaseFolder;
use serde_json::{Value, json};

/// Writes a coder's sheet with values filled in by statement and field, and gives its path. What the sheet has no line for is added to it,
/// as a coder does.
fn filled(place: &Place, coder: &str, values: &[(&str, &str, &str)]) -> String {
    let sheet = place.text(&["coding-sheet", "--coder", coder]);
    let mut reader = csv::Reader::from_reader(sheet.as_bytes());
    let path = place.path(&format!("{coder}.csv"));
    let mut writer = csv::Writer::from_path(&path).unwrap();
    writer.write_record(reader.headers().unwrap()).unwrap();
    let mut asked = Vec::new();
    for row in reader.records().map(Result::unwrap) {
        let value = values.iter().find(|(statement, field, _)| row[1] == **statement && row[2] == **field);
        asked.push((row[1].to_owned(), row[2].to_owned()));
        let cells =
            row.iter().enumerate().map(|(at, cell)| if at == 3 { value.map_or(cell, |value| value.2) } else { cell });
        writer.write_record(cells).unwrap();
    }
    let is_asked = |one: &str, field: &str| asked.iter().any(|(statement, known)| statement == one && known == field);
    for (statement, field, value) in values.iter().filter(|(one, field, _)| !is_asked(one, field)) {
        let id = format!("{coder}-{statement}-{field}");
        writer.write_record([&id, *statement, *field, *value, coder, "", "", "", "", ""]).unwrap();
    }
    writer.flush().unwrap();
    path.to_str().unwrap().to_owned()
}

fn field<'a>(found: &'a Value, name: &str) -> &'a Value {
    found.as_array().unwrap().iter().find(|field| field["field"] == name).unwrap_or_else(|| panic!("{name}: {found}"))
}

#[test]
fn a_sheet_shows_nothing_of_what_others_made_of_the_same_words() {
    let place = Place::new();
    place.case_of(&small_case());
    let blank = place.text(&["coding-sheet", "--coder", "CD"]);
    let other = filled(&place, "AB", &[("E1", "basis", "speculates"), ("E1", "Q1.min", "4711")]);
    std::fs::create_dir(place.path("codings")).unwrap();
    std::fs::copy(other, place.path("codings/codings.csv")).unwrap();
    place.json(&["import", "codings"], 0);
    let sheet = place.text(&["coding-sheet", "--coder", "CD"]);
    assert_eq!(sheet, blank, "what AB coded must change nothing in the sheet of CD");
    // Nor what the case itself holds: no basis, no value, no claim.
    for word in ["speculates", "4711", "estimated", "official", "forty", "40", "31"] {
        assert!(!sheet.contains(word), "{word} in {sheet}");
    }
    assert!(place.text(&["coding-sheet", "--coder", "AB"]).contains("speculates"), "one's own is kept");
    let of = place.text(&["coding-sheet", "--coder", "CD", "--of", "Q1"]);
    assert!(of.contains(",Q1.min,") && !of.contains(",basis,"), "{of}");
    assert_eq!(place.error(&["coding-sheet", "--coder", "CD", "--of", "Q7"], 2)["code"], "FH-ARCHIVE-008");
}

#[test]
fn a_sheet_is_the_same_whatever_is_answered_and_asks_on_by_what_its_coder_says() {
    let place = Place::new();
    let case = small_case().count_question("Q2", "How many were missing?");
    place.case_of(&case);
    let blank = place.text(&["coding-sheet", "--coder", "CD"]);
    assert!(blank.contains("CD-E1-answers,E1,answers,,CD,") && !blank.contains("Q1"), "{blank}");
    // What the case holds to be answered makes no difference to a sheet.
    let other = Place::new();
    let answer = |id: &'static str, of: &'static str| {
        let value = [("type", "count"), ("min", "7"), ("max", "7"), ("bound", "exact"), ("population", "children")];
        [&[("id", id), ("statement_id", of), ("question_id", "Q2")][..], &value].concat()
    };
    other.case_of(&case.clone().row("answers", &answer("E1.7", "E1")).row("answers", &answer("E2.7", "E2")));
    for arguments in [&["coding-sheet", "--coder", "CD"][..], &["coding-sheet", "--coder", "CD", "--of", "Q2"]] {
        assert_eq!(other.text(arguments), place.text(arguments));
    }
    // The coder says that E1 answers Q2, and twice Q1: all of that is asked for, the scope too, and nothing of E2.
    let own = filled(&place, "CD", &[("E1", "answers", "Q2;Q1"), ("E2", "answers", "none"), ("E1", "Q1.2.min", "40")]);
    let next = place.text(&["coding-sheet", "--coder", "CD", "--own", &own]);
    for field in ["Q1.min", "Q1.population", "Q1.tally", "Q1.unit", "Q1.2.min", "Q1.2.population", "Q2.max"] {
        assert!(next.contains(&format!("CD-E1-{field},E1,{field},")), "{field}: {next}");
    }
    assert!(
        next.contains("E1,answers,Q2;Q1,CD") && next.contains("E1,Q1.2.min,40,CD") && !next.contains("E2-Q"),
        "{next}"
    );
    let refused = place.error(&["coding-sheet", "--coder", "AB", "--own", &own], 2);
    assert_eq!(refused["code"], "FH-ARCHIVE-028", "{refused}");
}

#[test]
fn an_answer_that_one_coder_alone_has_is_a_difference() {
    let place = Place::new();
    place.case_of(&small_case().count_question("Q2", "How many were missing?"));
    let ab =
        [("E1", "answers", "Q1"), ("E2", "answers", "Q1"), ("E1", "Q1.min", "40"), ("E1", "Q1.population", "none")];
    let cd = [
        ("E1", "answers", "Q1;Q2"),
        ("E2", "answers", "Q1"),
        ("E1", "Q2.min", "7"),
        ("E1", "Q1.min", "31"),
        ("E1", "Q1.2.min", "40"),
        ("E1", "Q1.population", "children"),
    ];
    let (ab, cd) = (filled(&place, "AB", &ab), filled(&place, "CD", &cd));
    let found = place.json(&["agreement", &ab, &cd], 0);
    let answers = field(&found, "Q2.answers");
    assert_eq!(
        answers["differences"],
        json!([{"statement_id": "E1", "values": {"AB": "no", "CD": "yes"}, "decision": null}])
    );
    assert_eq!((&answers["units"], &answers["pairs"][0]["share"]["value"]), (&json!(2), &json!(0.5)), "{answers}");
    assert_eq!(field(&found, "Q1.answers")["differences"], json!([]));
    assert_eq!(field(&found, "Q1.2.answers")["differences"][0]["values"], json!({"AB": "no", "CD": "yes"}));
    // Forty stands beside forty, in whichever order they were written.
    assert_eq!(field(&found, "Q1.min")["differences"], json!([]), "{found}");
    assert_eq!(field(&found, "Q1.2.min")["coders"], json!(["CD"]), "{found}");
    for (name, sheet) in [("ab", &ab), ("cd", &cd)] {
        CaseFolder::new().file("codings.csv", std::fs::read(sheet).unwrap()).write(&place.path(name));
        place.json(&["import", name], 0);
    }
    assert_eq!(place.json(&["agreement", "--from-case"], 0), found);
}

#[test]
fn agreement_is_by_field_and_what_is_decided_stays_a_judgment() {
    let place = Place::new();
    place.case_of(&small_case());
    let ab = filled(&place, "AB", &[("E1", "basis", "saw"), ("E2", "basis", "official"), ("E1", "Q1.min", "40")]);
    let cd = filled(&place, "CD", &[("E1", "basis", "told"), ("E2", "basis", "official"), ("E1", "Q1.min", "40")]);
    let found = place.json(&["agreement", &ab, &cd, "--decide", "decide.csv"], 0);
    let basis = field(&found, "basis");
    let pair = &basis["pairs"][0];
    assert_eq!((&pair["share"]["value"], &pair["units"]), (&json!(0.5), &json!(2)), "{pair}");
    // One of two the same; by chance a quarter would be: (1/2 - 1/4) / (1 - 1/4).
    assert!((pair["kappa"]["value"].as_f64().unwrap() - 1.0 / 3.0).abs() < 1e-9, "{pair}");
    assert_eq!(pair["confusion"], json!([["official", "official", 1], ["saw", "told", 1]]));
    assert_eq!(basis["differences"][0]["values"], json!({"AB": "saw", "CD": "told"}));
    // One statement, one value: nothing is defined, and it says so.
    let count = field(&found, "Q1.min");
    assert_eq!((&count["level"], &count["alpha"]["value"]), (&"interval".into(), &Value::Null));
    assert_eq!(count["alpha"]["undefined"], "undefined: only one value occurs");

    let table = std::fs::read_to_string(place.path("decide.csv")).unwrap();
    let row = table.lines().nth(1).unwrap();
    assert!(table.starts_with("id,statement_id,field,value,coder,at,decides,note,said_AB,said_CD"), "{table}");
    assert_eq!((row, table.lines().count()), ("decision-E1-basis,E1,basis,,test,,true,,saw,told", 2));
    assert_eq!(place.error(&["agreement", &ab, &cd, "--decide", "decide.csv"], 1)["code"], "FH-CLI-005");

    // All of it goes into the case; the decision is beside the coders' values and changes none of them.
    for (name, bytes) in [("ab", std::fs::read(&ab)), ("cd", std::fs::read(&cd))] {
        CaseFolder::new().file("codings.csv", bytes.unwrap()).write(&place.path(name));
        place.json(&["import", name], 0);
    }
    let decided = table.replace("basis,,test", "basis,told,test");
    CaseFolder::new().file("codings.csv", decided).write(&place.path("decided"));
    place.json(&["import", "decided"], 0);
    let of_case = place.json(&["agreement", "--from-case"], 0);
    assert_eq!(field(&of_case, "basis")["pairs"], basis["pairs"]);
    assert_eq!(field(&of_case, "basis")["differences"][0]["decision"], "told");
    assert_eq!(place.json(&["statements"], 0)[0]["basis"], "estimated", "no statement is changed by coding");
    place.json(&["publish", "--out", "dossier"], 0);
}

#[test]
fn an_order_of_words_is_given_by_hand_and_a_sheet_that_is_none_is_refused() {
    let place = Place::new();
    place.case_of(&small_case());
    let ab = filled(&place, "AB", &[("E1", "stance", "low"), ("E2", "stance", "high")]);
    let cd = filled(&place, "CD", &[("E1", "stance", "medium"), ("E2", "stance", "high")]);
    let found = place.json(&["agreement", &ab, &cd, "--level", "stance=low<medium<high"], 0);
    assert_eq!(field(&found, "stance")["level"], "ordinal");
    assert!(field(&found, "stance")["alpha"]["value"].as_f64().is_some());
    let found = place.json(&["agreement", &ab, &cd, "--level", "stance=interval"], 0);
    assert_eq!(field(&found, "stance")["alpha"]["undefined"], "undefined: values have no such order");
    assert_eq!(place.error(&["agreement", &ab, &cd, "--level", "stance"], 2)["code"], "FH-CLI-001");
    assert_eq!(place.error(&["agreement"], 2)["code"], "FH-CLI-001");
    std::fs::write(place.path("letter.csv"), "dear,friend\n1,2\n").unwrap();
    assert_eq!(place.error(&["agreement", &ab, "letter.csv"], 2)["code"], "FH-ARCHIVE-028");
    let twice =
        std::fs::read_to_string(&ab).unwrap().replace("AB-E1-stance,E1,stance,low", "AB-E1-stance,E1,stance,high");
    std::fs::write(place.path("twice.csv"), twice).unwrap();
    let error = place.error(&["agreement", &ab, "twice.csv"], 2);
    assert!(error["message"].as_str().unwrap().contains("AB codes stance of E1 twice"), "{error}");
}

#[test]
fn one_value_in_two_spellings_is_no_disagreement() {
    let place = Place::new();
    place.case_of(&small_case());
    let ab = filled(&place, "AB", &[("E1", "basis", "Counted"), ("E1", "Q1.min", "1,200"), ("E2", "Q1.min", "40.0")]);
    let cd = filled(&place, "CD", &[("E1", "basis", "counted"), ("E1", "Q1.min", "1200"), ("E2", "Q1.min", "40")]);
    let found = place.json(&["agreement", &ab, &cd], 0);
    for name in ["basis", "Q1.min"] {
        assert_eq!(field(&found, name)["differences"], json!([]), "{found}");
        assert_eq!(field(&found, name)["pairs"][0]["share"]["value"], 1.0, "{found}");
    }
}

#[test]
fn a_coding_of_no_field_or_of_another_kind_is_refused_with_its_place() {
    let place = Place::new();
    place.case_of(&small_case());
    let coded = |id: &'static str, field: &'static str, value: &'static str| {
        let row = [("id", id), ("statement_id", "E1"), ("field", field), ("value", value), ("coder", "AB")];
        CaseFolder::new().row("codings", &row)
    };
    for (id, field, value, column) in
        [("K1", "Q7.min", "40", "field"), ("K2", "basis", "seen", "value"), ("K3", "Q1.max", "forty", "value")]
    {
        coded(id, field, value).write(&place.path(id));
        let problem = &place.json(&["import", id], 1)["problems"][0];
        assert_eq!(
            (&problem["file"], &problem["row"], &problem["column"]),
            (&json!("codings.csv"), &json!(2), &json!(column))
        );
    }
}

/// What two coders made of four statements; one statement is withheld, and of one question names somebody who is.
fn coded_twice() -> CaseFolder {
    let coding =
        |id: &'static str, statement: &'static str, field: &'static str, value: &'static str, coder: &'static str| {
            [("id", id), ("statement_id", statement), ("field", field), ("value", value), ("coder", coder)]
        };
    small_case()
        .row("people", &[("id", "P1"), ("name", "somebody unnamed"), ("withhold", "true")])
        .row(
            "questions",
            &[("id", "Q2"), ("question", "Who was it?"), ("types", "actor"), ("options", "crew=the crew")],
        )
        .row("codings", &coding("K01", "E1", "basis", "saw", "AB"))
        .row("codings", &coding("K02", "E1", "basis", "told", "CD"))
        .row("codings", &coding("K03", "E1", "Q1.min", "40", "AB"))
        .row("codings", &coding("K04", "E1", "Q1.min", "40", "CD"))
        .row("codings", &coding("K05", "E1", "stance", "asserts", "AB"))
        .row("codings", &coding("K06", "E2", "basis", "official", "AB"))
        .row("codings", &coding("K07", "E2", "Q2.option_ids", "P1", "AB"))
        .row("codings", &coding("K08", "E2", "Q2.option_ids", "crew", "CD"))
        .row("codings", &coding("K09", "E2", "Q2.text", "words of a coder", "AB"))
        .row("codings", &coding("K10", "E2", "Q2.text", "other words", "CD"))
}

/// The part of a statement's page that is about coding; nothing where there is none.
fn coding_part(place: &Place, dossier: &str, statement: &str) -> String {
    let page = place.path(dossier).join("statements").join(statement).join("index.html");
    let page = std::fs::read_to_string(page).unwrap();
    page.split("<section class=\"coding\">")
        .nth(1)
        .map(|rest| rest.split("</section>").next().unwrap().to_owned())
        .unwrap_or_default()
}

#[test]
fn a_page_says_by_whom_its_statement_was_coded_twice_what_differed_and_what_holds() {
    let place = Place::new();
    place.case_of(&coded_twice());
    place.json(&["publish", "--out", "one"], 0);
    let part = coding_part(&place, "one", "E1");
    assert!(
        part.contains("Coded more than once, by AB, CD")
            && part.contains("at least two of them coded: 2; the same in 1"),
        "{part}"
    );
    assert!(part.contains("<b>AB</b>: saw or heard it") && part.contains("<b>CD</b>: was told"), "{part}");
    assert!(part.contains("Nothing is decided. The record has: was there, an estimate."), "{part}");
    // A decision stands beside what coders said, and changes no record.
    std::fs::create_dir(place.path("decided")).unwrap();
    let decision = "id,statement_id,field,value,coder,decides,note\nD1,E1,basis,saw,EF,true,he was in the room\n";
    std::fs::write(place.path("decided/codings.csv"), decision).unwrap();
    place.json(&["import", "decided"], 0);
    place.json(&["publish", "--out", "two"], 0);
    let part = coding_part(&place, "two", "E1");
    assert!(part.contains("Decided: saw or heard it, by EF. The record has: was there, an estimate."), "{part}");
    assert!(!part.contains("in the room"), "notes stay with the team");
}

#[test]
fn what_one_coder_alone_has_coded_and_what_names_the_withheld_is_on_no_page() {
    let place = Place::new();
    place.case_of(&coded_twice());
    place.json(&["publish", "--out", "one"], 0);
    let part = coding_part(&place, "one", "E1");
    assert!(!part.contains("does with the claim"), "AB alone coded the stance: {part}");
    assert_eq!(coding_part(&place, "one", "E2"), "", "one coder's basis, a withheld person, and words");
    for file in files(&place.path("one")) {
        let text = String::from_utf8_lossy(&std::fs::read(&file).unwrap()).into_owned();
        assert!(!text.contains("words of a coder") && !text.contains("somebody unnamed"), "{}", file.display());
    }
}
