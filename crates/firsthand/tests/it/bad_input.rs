//! Bad input gets a clear error, and nothing is lost.

use crate::run::{Place, small_case};
use firsthand_archive::{
    Archive, ArchiveError, Doing, ImportOptions, Limits, Sandbox, Signer, Step, Surroundings, SystemClock,
    SystemEntropy,
};
use firsthand_testkit::CaseFolder;
use serde_json::Value;

/// Imports a faulty folder, expects refusal, and returns the problems.
#[track_caller]
fn refused(folder: &CaseFolder) -> (Place, Vec<Value>) {
    let place = Place::new();
    place.json(&["new", "case"], 0);
    folder.write(&place.path("tables"));
    let outcome = place.json(&["import", "tables"], 1);
    assert_eq!(outcome["entries"], 0);
    assert_eq!(outcome["receipt"]["refused"], outcome["receipt"]["total"]);
    let problems = outcome["problems"].as_array().unwrap().iter().filter(|problem| problem["fatal"] == true);
    let problems: Vec<Value> = problems.cloned().collect();
    assert!(place.json(&["statements"], 0).as_array().unwrap().is_empty());
    (place, problems)
}

#[track_caller]
fn check(folder: &CaseFolder, file: &str, row: Option<u64>, column: Option<&str>, part: &str) {
    let (_place, problems) = refused(folder);
    let is = |problem: &&Value| {
        problem["file"] == file
            && (row.is_none() || problem["row"].as_u64() == row)
            && (column.is_none() || problem["column"].as_str() == column)
            && problem["message"].as_str().unwrap().contains(part)
    };
    assert!(problems.iter().any(|problem| is(&problem)), "{problems:#?}");
}

#[test]
fn a_dangling_source_names_row_and_column() {
    let folder = small_case().statement("E7", "S9", "somebody", "saw", "something");
    check(&folder, "statements.csv", Some(4), Some("source"), "S9");
}

#[test]
fn a_source_whose_file_lies_outside_the_folder_is_refused() {
    let folder = small_case()
        .file("../beside.txt", "not of this folder")
        .row("sources", &[("id", "S9"), ("what", "a note"), ("file", "../beside.txt")]);
    check(&folder, "sources.csv", Some(4), Some("file"), "expected a file of this folder");
}

/// The answer of E7 is told that E7 is refused.
#[track_caller]
fn check_told(folder: &CaseFolder) {
    let told = "E7 stands in statements.csv, row 4 and is refused itself";
    check(folder, "answers.csv", Some(4), Some("statement_id"), told);
}

#[test]
fn a_row_that_points_to_a_refused_one_says_where_that_stands() {
    let folder = small_case().statement("E7", "S1", "somebody", "heard", "something").count("E7", "Q1", 12);
    check(&folder, "statements.csv", Some(4), Some("basis"), "«heard»");
    check_told(&folder);
    let folder = small_case().statement("E7", "S9", "somebody", "saw", "something").count("E7", "Q1", 12);
    check_told(&folder);
}

#[test]
fn a_zone_without_its_offset_is_noted_and_none_is_claimed_on_a_page() {
    let place = Place::new();
    let time = [("id", "A9"), ("statement_id", "E1"), ("question_id", "Q2"), ("type", "time"), ("bound", "exact")];
    let time = [&time[..], &[("min", "2019-03-14T13:50:00"), ("max", "2019-03-14T13:50:00")]].concat();
    let case = small_case().file("case.toml", "title = \"A mine\"\nzone = \"Europe/Madrid\"\nexpose_handles = true\n");
    let case = case.row("questions", &[("id", "Q2"), ("question", "When?"), ("types", "time")]).row("answers", &time);
    let later = [("id", "A8"), ("statement_id", "E2"), ("question_id", "Q2"), ("type", "time"), ("bound", "at-least")];
    let case = case.row("answers", &[&later[..], &[("min", "2019-03-14T14:05:00")]].concat());
    let outcome = place.case_of(&case);
    let note = outcome["problems"].as_array().unwrap().iter().find(|problem| problem["column"] == "offset").unwrap();
    assert!(note["message"].as_str().unwrap().contains("Europe/Madrid") && note["fatal"] == false, "{note}");
    place.json(&["publish", "--out", "dossier"], 0);
    let page = std::fs::read_to_string(place.path("dossier/questions/Q2/index.html")).unwrap();
    assert!(page.contains("clock times as noted; no offset from UTC is stated") && !page.contains("UTC+"), "{page}");
}

#[test]
fn a_duplicate_id_names_both_places() {
    let folder = small_case().statement("E1", "S2", "another", "saw", "another thing");
    check(&folder, "statements.csv", Some(4), Some("id"), "E1");
}

#[test]
fn a_date_that_does_not_exist_is_refused() {
    let folder = small_case().row("events", &[("id", "T1"), ("event", "it began"), ("earliest", "2004-02-30")]);
    check(&folder, "events.csv", Some(2), Some("earliest"), "EDTF");
}

#[test]
fn a_missing_column_is_named() {
    let folder = CaseFolder::new().row("questions", &[("id", "Q1"), ("types", "count")]);
    check(&folder, "questions.csv", None, None, "question");
}

#[test]
fn a_chain_in_a_circle_is_refused() {
    let folder = small_case().dependence("D1", "E1", "E2", "derived_from").dependence("D2", "E2", "E1", "derived_from");
    check(&folder, "dependences.csv", Some(2), Some("to_statement"), "circle");
}

/// The small case with a second question and rows that say which population lies in which.
fn with_populations(rows: &[[&str; 5]]) -> CaseFolder {
    let row = |folder: CaseFolder, [id, question, inner, outer_question, outer]: &[&str; 5]| {
        let cells = [("id", *id), ("question_id", question), ("population", inner), ("within", outer)];
        folder.row("populations", &[&cells[..], &[("within_question", *outer_question), ("how", "subset")]].concat())
    };
    rows.iter().fold(small_case().count_question("Q2", "How many left?"), row)
}

#[test]
fn populations_in_a_circle_are_refused_over_questions_too() {
    let circle = [["N1", "Q2", "leavers", "Q1", "people"], ["N2", "Q1", "people", "Q2", "leavers"]];
    check(
        &with_populations(&circle),
        "populations.csv",
        Some(2),
        Some("within"),
        "Q2/leavers and Q1/people lie in each",
    );
    let itself = [["N1", "Q1", "people", "", "people"]];
    check(&with_populations(&itself), "populations.csv", Some(2), Some("within"), "lie in each other");
    let unknown = [["N1", "Q1", "people", "Q9", "all"]];
    check(&with_populations(&unknown), "populations.csv", Some(2), Some("within_question"), "there is no Q9");
}

#[test]
fn a_population_that_nothing_else_has_is_noted_with_its_place() {
    let place = Place::new();
    let rows = [["N1", "Q2", "leavers", "Q1", "people"], ["N2", "Q2", "leavers", "Q1", "peopel"]];
    let outcome = place.case_of(&with_populations(&rows));
    let noted: Vec<&Value> =
        outcome["problems"].as_array().unwrap().iter().filter(|one| one["file"] == "populations.csv").collect();
    assert_eq!(noted.len(), 1, "leavers stand in two rows and people in answers: {noted:?}");
    assert_eq!(
        (&noted[0]["row"], &noted[0]["column"], &noted[0]["fatal"]),
        (&3.into(), &"within".into(), &false.into())
    );
    assert!(noted[0]["message"].as_str().unwrap().contains("nothing else has «peopel»"), "{noted:?}");
}

#[test]
fn a_dangling_citation_names_its_line() {
    let account = "+++\nid = \"a\"\ntitle = \"A\"\nlang = \"en\"\norder = 1\nkind = \"account\"\n+++\n\nSomething was said [@E77].\n";
    let folder = small_case().file("accounts/a.md", account);
    check(&folder, "accounts/a.md", None, None, "E77");
}

#[test]
fn a_table_in_another_encoding_is_refused_and_says_so() {
    let mut bytes = b"id,question,types\r\nQ1,".to_vec();
    bytes.extend([0xd1, 0xea, 0xee, 0xeb, 0xfc, 0xea, 0xee, 0x3f]);
    bytes.extend(b",count\r\n");
    check(&CaseFolder::new().file("questions.csv", bytes), "questions.csv", None, None, "UTF-8");
}

#[test]
fn keep_going_leaves_the_row_out_and_what_rests_on_it() {
    let place = Place::new();
    place.json(&["new", "case"], 0);
    small_case()
        .statement("E7", "S9", "somebody", "saw", "something")
        .count("E7", "Q1", 5)
        .write(&place.path("tables"));
    let outcome = place.json(&["import", "tables", "--keep-going"], 0);
    assert_eq!(outcome["rows"]["statements"], 2);
    assert_eq!(outcome["rows"]["answers"], 2);
    let left_out: Vec<&str> =
        outcome["problems"].as_array().unwrap().iter().filter_map(|problem| problem["file"].as_str()).collect();
    assert!(left_out.contains(&"statements.csv") && left_out.contains(&"answers.csv"), "{left_out:?}");
}

#[test]
fn a_file_that_cannot_be_read_is_kept_and_said_to_be_unreadable() {
    let place = Place::new();
    let bytes: Vec<u8> = (0..=255u8).cycle().take(5000).collect();
    let outcome = place.case_of(&small_case().file("films/film.mp4", bytes));
    let receipt = &outcome["receipt"];
    let film = receipt["files"].as_array().unwrap().iter().find(|file| file["path"] == "films/film.mp4").unwrap();
    assert_eq!(film["outcome"], "unreadable");
    assert!(!film["reason"].as_str().unwrap().is_empty());
    assert_eq!(place.json(&["verify"], 0)["ok"], true);
}

#[test]
fn a_case_of_a_newer_format_is_refused_unchanged() {
    let place = Place::new();
    place.json(&["new", "case"], 0);
    let file = place.path("case/firsthand.toml");
    let text = std::fs::read_to_string(&file).unwrap().replace("format = 1", "format = 2");
    std::fs::write(&file, &text).unwrap();
    let error = place.error(&["statements"], 2);
    assert_eq!(error["code"], "FH-ARCHIVE-003");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
}

#[test]
fn a_file_with_other_bytes_than_its_source_names_is_not_added() {
    let place = Place::new();
    let digest = "0".repeat(64);
    place.case_of(
        &small_case()
            .row("sources", &[("id", "S5"), ("what", "a film"), ("sha256", &digest), ("read_extent", "whole")]),
    );
    std::fs::write(place.path("film.txt"), "other bytes").unwrap();
    let error = place.error(&["add", "film.txt", "--as", "S5"], 1);
    assert_eq!(error["code"], "FH-ARCHIVE-009");
    assert!(error["message"].as_str().unwrap().contains("Nothing was added"));
}

#[test]
fn a_referenced_original_becomes_held_when_its_bytes_arrive() {
    let place = Place::new();
    let digest = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";
    place.case_of(
        &small_case().row("sources", &[("id", "S5"), ("what", "a note"), ("sha256", digest), ("read_extent", "whole")]),
    );
    std::fs::write(place.path("foo.txt"), "foo").unwrap();
    let outcome = place.json(&["add", "foo.txt"], 0);
    assert_eq!(outcome["receipt"]["stored"], 1);
    let held = std::fs::read(place.path("case/originals/2c").join(digest)).unwrap();
    assert_eq!(held, b"foo");
    assert_eq!(place.json(&["add", "foo.txt"], 0)["receipt"]["duplicate"], 1);
}

#[cfg(unix)]
#[test]
fn links_and_hidden_files_are_not_taken_in_and_are_named() {
    let place = Place::new();
    small_case().file(".note.txt", "hidden").write(&place.path("tables"));
    std::os::unix::fs::symlink("/etc/hostname", place.path("tables/outside.txt")).unwrap();
    std::os::unix::fs::symlink(".", place.path("tables/round")).unwrap();
    place.json(&["new", "case"], 0);
    let outcome = place.json(&["import", "tables"], 0);
    let named: Vec<&str> = outcome["problems"].as_array().unwrap().iter().filter_map(|p| p["file"].as_str()).collect();
    assert_eq!(named, [".note.txt", "outside.txt", "round"], "{outcome}");
    place.json(&["publish", "--out", "dossier"], 0);
    std::os::unix::fs::symlink("/etc/hostname", place.path("dossier/added.html")).unwrap();
    let found = place.json(&["verify", "dossier"], 1);
    assert!(found.to_string().contains("added.html: was added: it is a link"), "{found}");
}

/// A case of the archive's own, whose readers are the binary.
fn surroundings() -> Surroundings {
    let program = env!("CARGO_BIN_EXE_firsthand").into();
    Surroundings {
        clock: Box::new(SystemClock),
        entropy: Box::new(SystemEntropy),
        author: "test".into(),
        signer: Some(Signer::generate("test", [9; 32]).unwrap()),
        sandbox: Sandbox { program, args: vec!["__read".into()], limits: Limits::default() },
    }
}

#[test]
fn a_file_that_changes_while_it_is_taken_in_is_refused() {
    let place = Place::new();
    std::fs::write(place.path("note.txt"), "as read").unwrap();
    let around = surroundings();
    let mut archive = Archive::create(&place.path("case"), &around).unwrap();
    let mut grow = |step: Step<'_>| {
        if (step.doing, step.done) == (Doing::Storing, 0) {
            std::fs::write(place.path("note.txt"), "as read, and written on").unwrap();
        }
    };
    let added = archive.add_files(&[place.path("note.txt")], None, &around, &mut grow);
    assert!(matches!(added, Err(ArchiveError::Changed { .. })), "{added:?}");
    std::fs::create_dir(place.path("folder")).unwrap();
    std::fs::rename(place.path("note.txt"), place.path("folder/note.txt")).unwrap();
    let mut grow = |step: Step<'_>| {
        if (step.doing, step.done) == (Doing::Storing, 0) {
            std::fs::write(place.path("folder/note.txt"), "other").unwrap();
        }
    };
    let imported = archive.import_folder(&place.path("folder"), ImportOptions::default(), &around, &mut grow);
    assert!(matches!(imported, Err(ArchiveError::Changed { .. })), "{imported:?}");
    assert_eq!(archive.snapshot().unwrap().originals.len(), 0);
}

#[test]
fn a_finding_without_statements_is_refused_unless_it_says_that_none_were_gathered() {
    let finding = [("id", "F1"), ("question_id", "Q1"), ("status", "contested"), ("headline", "Forty people came.")];
    let folder = small_case().row("findings", &finding);
    check(&folder, "findings.csv", Some(2), Some("for_statements"), "none gathered");
    let headline = ("headline", "Not settled.");
    let open = [("id", "F1"), ("question_id", "Q1"), ("status", "open"), headline, ("for_text", "None gathered.")];
    Place::new().case_of(&small_case().row("findings", &open));
}

#[test]
fn circles_name_row_and_column() {
    check(&small_case().dependence("D1", "E1", "E1", "common_source"), "dependences.csv", Some(2), None, "itself");
    let part = |id: &str, whole: &str| -> Vec<(String, String)> {
        let cells = [("id", id), ("statement_id", "E1"), ("question_id", "Q1"), ("type", "count"), ("bound", "exact")];
        let more = [("min", "4"), ("max", "4"), ("part_of", whole), ("part_role", "addend")];
        cells.iter().chain(&more).map(|(column, cell)| ((*column).to_owned(), (*cell).to_owned())).collect()
    };
    let (first, second) = (part("E1.2", "E1.3"), part("E1.3", "E1.2"));
    fn plain(row: &[(String, String)]) -> Vec<(&str, &str)> {
        row.iter().map(|(column, cell)| (column.as_str(), cell.as_str())).collect()
    }
    let folder = small_case().row("answers", &plain(&first)).row("answers", &plain(&second));
    check(&folder, "answers.csv", Some(4), Some("part_of"), "circle");
    let source = |id, other| [("id", id), ("what", "a digest"), ("read_extent", "whole"), ("depends_on", other)];
    let folder = small_case().row("sources", &source("S8", "S9")).row("sources", &source("S9", "S8"));
    check(&folder, "sources.csv", Some(4), Some("depends_on"), "circle");
    let told = [
        ("id", "E9"),
        ("source", "S1"),
        ("speaker", "a clerk"),
        ("basis", "told"),
        ("claim", "forty came"),
        ("knows_from_ids", "P1;S2;P1"),
    ];
    let folder = small_case().row("people", &[("id", "P1"), ("name", "a clerk")]).row("statements", &told);
    check(&folder, "statements.csv", Some(4), Some("knows_from_ids"), "P1 stands twice");
}

#[test]
fn every_dangling_reference_of_a_row_is_named() {
    let message =
        [("id", "G1"), ("content", "a demand"), ("from_id", "P7"), ("carrier_ids", "P8;P9"), ("sent_by_source", "E77")];
    let (_place, problems) = refused(&small_case().row("messages", &message));
    let columns: Vec<&str> = problems.iter().map(|problem| problem["column"].as_str().unwrap()).collect();
    assert_eq!(columns, ["carrier_ids", "carrier_ids", "from_id", "sent_by_source"], "{problems:#?}");
    let account = "+++\ntitle = \"A\"\nlang = \"en\"\n+++\n\nOne [@E77]. Two [@E78].\n";
    assert_eq!(refused(&small_case().file("accounts/a.md", account)).1.len(), 2);
}

#[test]
fn options_actors_and_places_of_answers_exist() {
    let question = |kind| [("id", "Q2"), ("question", "Which?"), ("types", kind), ("options", "a=one;b=two")];
    let answer = |kind, option| {
        let cells =
            [("id", "E1.2"), ("statement_id", "E1"), ("question_id", "Q2"), ("type", kind), ("option_ids", option)];
        small_case().row("questions", &question(kind)).row("answers", &cells)
    };
    for kind in ["choice", "actor", "place"] {
        check(&answer(kind, "a;zz"), "answers.csv", Some(4), Some("option_ids"), "zz");
        Place::new().case_of(&answer(kind, "a;b"));
    }
    Place::new().case_of(&answer("actor", "P1").row("people", &[("id", "P1"), ("name", "a clerk")]));
}

#[test]
fn translations_are_of_something() {
    let translation = |kind, id, field| {
        let cells = [("id", "t"), ("of_kind", kind), ("of_id", id), ("field", field), ("lang", "ru"), ("text", "так")];
        small_case().row("translations", &cells)
    };
    check(&translation("question", "Q9", "question"), "translations.csv", Some(2), Some("of_id"), "Q9");
    check(&translation("quest", "Q1", "question"), "translations.csv", Some(2), Some("of_kind"), "quest");
    check(&translation("question", "Q1", "words"), "translations.csv", Some(2), Some("field"), "words");
    check(&translation("question", "Q1", "option:x"), "translations.csv", Some(2), Some("field"), "option:x");
    Place::new().case_of(&translation("population", "people", "label"));
    let account = "+++\ntitle = \"A\"\nlang = \"en\"\ntranslation_of = \"b\"\n+++\n";
    check(&small_case().file("accounts/a.md", account), "accounts/a.md", None, Some("translation_of"), "there is no b");
}

#[test]
fn things_of_an_order_codes_and_options_that_go_together_are_there() {
    let question = [
        ("id", "Q2"),
        ("question", "What came first?"),
        ("types", "order;text"),
        ("options", "blow=the blow;dark=the dark"),
        ("codes", "fear=fear"),
    ];
    let with = |kind: &str, column: &str, cell: &str| {
        let cells = [("id", "E1.9"), ("statement_id", "E1"), ("question_id", "Q2"), ("type", kind), (column, cell)];
        small_case().row("questions", &question).row("answers", &cells)
    };
    check(&with("order", "option_ids", "blow<fire"), "answers.csv", None, Some("option_ids"), "there is no fire");
    check(&with("order", "option_ids", "blow<"), "answers.csv", None, Some("option_ids"), "first<second");
    check(&with("text", "codes", "anger"), "answers.csv", None, Some("codes"), "there is no anger");
    let together = [question.as_slice(), &[("together", "blow+fire")]].concat();
    check(&small_case().row("questions", &together), "questions.csv", None, Some("together"), "no option fire");
    let places = small_case()
        .row("places", &[("id", "L1"), ("place", "a yard"), ("within", "L2")])
        .row("places", &[("id", "L2"), ("place", "a town"), ("within", "L1")]);
    check(&places, "places.csv", None, Some("within"), "lie in each other");
}

#[test]
fn values_of_another_form_name_row_and_column() {
    let settings = |line: &str| small_case().file("case.toml", format!("title = \"A\"\n{line}\n"));
    check(&settings("zone = \"Moscow time\""), "case.toml", None, Some("zone"), "Europe/Moscow");
    check(&settings("offset = \"4 hours\""), "case.toml", None, Some("offset"), "+04:00");
    check(&settings("languages = [\"English please\"]"), "case.toml", None, Some("languages"), "language tag");
    let question = [("id", "Q2"), ("question", "Which?"), ("types", "count"), ("tolerance", "a bit")];
    check(&small_case().row("questions", &question), "questions.csv", Some(3), Some("tolerance"), "10%");
    let place = [("id", "L1"), ("place", "a yard"), ("lat", "91.5"), ("lon", "200")];
    check(&small_case().row("places", &place), "places.csv", Some(2), Some("lat"), "-90 to 90");
    check(&small_case().row("places", &place), "places.csv", Some(2), Some("lon"), "-180 to 180");
    let source = [("id", "S3"), ("what", "a film"), ("read_extent", "whole"), ("sha256", "abc")];
    check(&small_case().row("sources", &source), "sources.csv", Some(4), Some("sha256"), "64 hexadecimal");
    let event = [("id", "T1"), ("event", "it began"), ("zone", "MSK/")];
    check(&small_case().row("events", &event), "events.csv", Some(2), Some("zone"), "IANA");
}

#[test]
fn ids_that_are_no_folder_on_every_system_are_refused() {
    for id in ["CON", "nul.txt", ".", "..", "E3."] {
        check(
            &small_case().statement(id, "S1", "somebody", "saw", "it"),
            "statements.csv",
            Some(4),
            Some("id"),
            "folder",
        );
    }
}

#[test]
fn ids_that_only_look_different_to_a_machine_are_duplicates() {
    let folder = small_case().statement("\u{e9}1", "S1", "somebody", "saw", "it").statement(
        "e\u{301}1",
        "S1",
        "another",
        "saw",
        "it too",
    );
    check(&folder, "statements.csv", Some(5), Some("id"), "look the same");
    let place = Place::new();
    place.case_of(&small_case().statement("\u{e9}1", "S1", "somebody", "saw", "it"));
    CaseFolder::new().statement("e\u{301}1", "S1", "another", "saw", "it too").write(&place.path("more"));
    assert!(place.json(&["import", "more"], 1)["problems"].to_string().contains("look the same"));
}

#[test]
fn a_table_of_which_nothing_could_be_read_is_unreadable_and_counted_once() {
    let place = Place::new();
    small_case()
        .file("people.csv", "nothing,here\r\n1,2\r\n")
        .file("old/places.csv", "id,place\r\nL1,a yard\r\n")
        .write(&place.path("tables"));
    place.json(&["new", "case"], 0);
    let outcome = place.json(&["import", "tables", "--keep-going"], 0);
    let receipt = &outcome["receipt"];
    let people = receipt["files"].as_array().unwrap().iter().find(|file| file["path"] == "people.csv").unwrap();
    assert_eq!(people["outcome"], "unreadable", "{receipt}");
    assert!(people["reason"].as_str().is_some_and(|reason| reason.contains("id")), "{people}");
    let sum: u64 =
        ["stored", "duplicate", "unreadable", "refused"].iter().filter_map(|key| receipt[*key].as_u64()).sum();
    assert_eq!(Some(sum), receipt["total"].as_u64());
    let digest = people["sha256"].as_str().unwrap().trim_start_matches("sha256:");
    assert!(place.path("case/originals").join(&digest[..2]).join(digest).is_file());
    let note = outcome["problems"].as_array().unwrap().iter().find(|one| one["file"] == "old/places.csv").unwrap();
    assert!(note["fatal"] == false && note["message"].as_str().unwrap().contains("tables/"), "{note}");
}

#[test]
fn a_case_without_settings_is_titled_after_its_folder_and_says_so() {
    let place = Place::new();
    let folder = CaseFolder::new().source("S1").statement("E1", "S1", "somebody", "saw", "it");
    place.json(&["new", "case"], 0);
    assert_eq!(place.error(&["publish", "--out", "dossier"], 2)["code"], "FH-ARCHIVE-019");
    folder.write(&place.path("The yard"));
    let outcome = place.json(&["import", "The yard"], 0);
    assert!(outcome["problems"].to_string().contains("«The yard»"), "{outcome}");
    assert_eq!(place.json(&["import", "The yard"], 0)["entries"], 0);
    place.json(&["publish", "--out", "dossier"], 0);
    assert!(std::fs::read_to_string(place.path("dossier/index.html")).unwrap().contains("The yard"));
}
