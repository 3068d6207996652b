//! Any past state can be shown, any judgment undone; what sources said is the same byte for byte, whatever was judged.

use crate::run::{OPEN_FINDING, Place, beslan, files, small_case};
use firsthand_model::Kind;
use firsthand_model::kind::Layer;
use firsthand_testkit::CaseFolder;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// Tables of judgments, and what stands for each row after its kind in `kind:id`.
const JUDGMENTS: [(&str, &str); 4] =
    [("findings", "finding"), ("dependences", "dependence"), ("prompt", "prompt"), ("populations", "subpopulation")];

/// Copies the example's tables of one sort into a folder.
fn copy(into: &Path, of_judgment: bool) {
    std::fs::create_dir_all(into).unwrap();
    for file in std::fs::read_dir(beslan()).unwrap().flatten().map(|entry| entry.path()) {
        let (name, stem) = (file.file_name().unwrap(), file.file_stem().unwrap().to_str().unwrap());
        let is_table = file.extension().is_some_and(|ending| ending == "csv" || ending == "toml");
        let is_judgment = JUDGMENTS.iter().any(|(table, _)| *table == stem);
        if is_table && stem != "translations" && is_judgment == of_judgment {
            std::fs::copy(&file, into.join(name)).unwrap();
        }
    }
}

/// Every judgment of the case, as `kind:id`, by what an export writes.
fn judgments(exported: &Path) -> Vec<String> {
    let of = |(table, kind): &(&str, &str)| {
        let mut reader = csv::Reader::from_path(exported.join(format!("{table}.csv"))).unwrap();
        let ids = reader.records().map(|row| format!("{kind}:{}", &row.unwrap()[0]));
        ids.collect::<Vec<_>>()
    };
    JUDGMENTS.iter().flat_map(of).collect()
}

/// Every file of a folder with its bytes.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let name = |file: &Path| file.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
    files(folder).iter().map(|file| (name(file), std::fs::read(file).unwrap())).collect()
}

/// The pages of a dossier without the lines that say which edition it is, and without the page that verifies it.
fn pages(folder: &Path) -> BTreeMap<String, String> {
    let is_page = |name: &String| name.ends_with(".html") && !name.contains("verify/");
    let text = |(name, bytes): (String, Vec<u8>)| {
        let text = String::from_utf8(bytes).unwrap();
        let lines = text.lines().filter(|line| !line.starts_with("<p class=\"edition\">"));
        (name, lines.collect::<Vec<_>>().join("\n"))
    };
    contents(folder).into_iter().filter(|(name, _)| is_page(name)).map(text).collect()
}

#[test]
fn undoing_every_judgment_restores_the_source_layer_byte_for_byte_and_the_pages() {
    let place = Place::new();
    copy(&place.path("said"), false);
    copy(&place.path("judged"), true);
    place.json(&["new", "case"], 0);
    place.json(&["import", "said"], 0);
    place.json(&["export", "before"], 0);
    let first = place.json(&["publish", "--out", "first"], 0);
    let questions = place.json(&["questions"], 0);
    place.json(&["import", "judged"], 0);
    place.json(&["export", "between"], 0);
    place.json(&["publish", "--out", "second"], 0);
    let (before, between) = (contents(&place.path("before")), contents(&place.path("between")));
    for (name, bytes) in &before {
        assert!(between[name] == *bytes, "{name} was changed by a judgment");
    }
    assert_ne!(place.json(&["questions"], 0), questions);
    // The earlier state of every page, to the byte.
    let position = first["position"].to_string();
    let again = place.json(&["publish", "--at", &position, "--out", "again"], 0);
    assert_eq!(again["sha256sums"], first["sha256sums"]);

    let all = judgments(&place.path("between"));
    assert!(all.len() > 100);
    let mut undo: Vec<&str> = vec!["undo"];
    undo.extend(all.iter().map(String::as_str));
    let undone = place.json(&undo, 0);
    assert_eq!(undone.as_array().unwrap().len(), all.len());
    place.json(&["export", "after"], 0);
    assert!(contents(&place.path("after")) == before);
    assert_eq!(place.json(&["questions"], 0), questions);
    place.json(&["publish", "--out", "third"], 0);
    let (one, two, three) = (pages(&place.path("first")), pages(&place.path("second")), pages(&place.path("third")));
    assert!(one != two && one.len() > 500);
    assert_eq!(one.keys().collect::<Vec<_>>(), three.keys().collect::<Vec<_>>());
    for (name, text) in &one {
        assert!(three[name] == *text, "{name} is not what it was before anything was judged");
    }
    assert_eq!(place.json(&["verify"], 0)["ok"], true);
    place.json(&["rebuild"], 0);
    assert_eq!(place.json(&["questions"], 0), questions);
}

const WORDS: &str = "WEBVTT\n\n00:10.000 --> 00:14.000\n<v KEEPER>we was by the lite house\n";

/// Rows of judgment of every kind, each by its table.
fn judgments_of_every_kind(original: &str) -> CaseFolder {
    let coding = [("id", "K1"), ("statement_id", "E1"), ("field", "basis"), ("value", "saw"), ("coder", "AB")];
    let passage =
        [("id", "p1"), ("statement_id", "E3"), ("original", original), ("revision", "0"), ("exact", "lite house")];
    let grade = [
        ("id", "G1"),
        ("source_id", "S1"),
        ("reliability", "F"),
        ("topic", "numbers"),
        ("reason", "nothing is known of it"),
        ("author", "AB"),
        ("date", "2026-11-24"),
    ];
    let bearing = [
        ("id", "R1"),
        ("statement_id", "E3"),
        ("question_id", "Q2"),
        ("explanation", "no"),
        ("bears", "inconsistent"),
        ("reason", "whoever was there saw it"),
        ("author", "AB"),
        ("date", "2026-11-24"),
    ];
    let act = [
        ("id", "X1"),
        ("type", "held"),
        ("victim", "people in the boathouse"),
        ("victim_kind", "group"),
        ("actor_id", "P1"),
        ("role", "direct"),
        ("time", "2004-09-01"),
        ("statements", "E1"),
    ];
    let look = [
        ("id", "V1"),
        ("source_id", "S1"),
        ("part", "content"),
        ("method", "read beside the letter"),
        ("result", "nothing speaks against it"),
        ("author", "AB"),
        ("date", "2026-11-24"),
    ];
    CaseFolder::new()
        .row("examinations", &look)
        .row(
            "populations",
            &[("id", "N1"), ("question_id", "Q1"), ("population", "children"), ("within", "all"), ("how", "subset")],
        )
        .row("voices", &[("id", "V1"), ("spelling", "KEEPER"), ("person_id", "P1"), ("reason", "the same voice")])
        .row("layers", &[("id", "S3"), ("layer", "interpreter"), ("language", "en")])
        .row(
            "dependences",
            &[
                ("id", "D1"),
                ("from_statement", "E2"),
                ("to_statement", "E1"),
                ("kind", "derived_from"),
                ("reason", "the clerk had the note"),
            ],
        )
        .row("prompt", &[("id", "E1"), ("question_id", "Q1"), ("sources_say", "One note.")])
        .row("findings", &OPEN_FINDING)
        .row("grades", &grade)
        .row("bearings", &bearing)
        .row("codings", &coding)
        .row("acts", &act)
        .row("passages", &passage)
}

/// Corrections of transcripts are taken back by the verb that made them.
#[test]
fn judgments_of_every_kind_are_undone_and_leave_what_was_said() {
    let place = Place::new();
    let case = small_case()
        .row("people", &[("id", "P1"), ("name", "the keeper"), ("kind", "person")])
        .row("questions", &[("id", "Q2"), ("question", "Was anybody there?"), ("types", "yes_no")])
        .row("sources", &[("id", "S3"), ("what", "captions"), ("file", "captions.vtt"), ("langs", "en")])
        .statement("E3", "S3", "the keeper", "experienced", "they were there")
        .file("captions.vtt", WORDS);
    place.case_of(&case);
    place.json(&["export", "before"], 0);
    let state = position(&place);
    let shown = |more: &[&str]| {
        let kinds = [
            &["questions"][..],
            &["dependences"],
            &["grades"],
            &["bearings"],
            &["acts"],
            &["custody"],
            &["findings"],
            &["history", "Q1"],
        ];
        kinds.map(|command| place.json(&[command, more].concat(), 0)).to_vec()
    };
    let before = shown(&[]);
    let original = place.json(&["transcripts"], 0)[0]["original"].as_str().unwrap().to_owned();
    judgments_of_every_kind(&original).write(&place.path("judged"));
    place.json(&["import", "judged"], 0);
    place.json(&["export", "between"], 0);
    let judged = |folder: &str| {
        let tables = firsthand_model::TABLES.iter().filter(|table| table.kind.layer() == Layer::Judgment);
        let tables = tables.filter(|table| table.kind != Kind::Correction);
        tables.map(|table| (table.name, place.path(folder).join(format!("{}.csv", table.name)))).collect::<Vec<_>>()
    };
    for (name, table) in judged("between") {
        assert!(table.exists(), "no row of {name} is undone here: a new kind of judgment needs one");
    }
    assert_ne!(shown(&[]), before);
    assert_eq!(shown(&["--at", &state]), before, "the state before is still shown");
    let rows = [
        "population:N1",
        "voices:V1",
        "layer:S3",
        "D1",
        "prompt:E1",
        "F1",
        "G1",
        "R1",
        "coding:K1",
        "act:X1",
        "passage:p1",
        "examination:V1",
    ];
    place.json(&[&["undo"][..], &rows].concat(), 0);
    place.json(&["export", "after"], 0);
    assert!(judged("after").iter().all(|(_, table)| !table.exists()));
    assert!(contents(&place.path("after")) == contents(&place.path("before")));
    assert_eq!(shown(&[]), before);
    assert_eq!(place.json(&["verify"], 0)["ok"], true);
}

/// A finding on the small case's question.
fn judged(status: &str, headline: &str) -> CaseFolder {
    let row = [
        ("id", "F1"),
        ("question_id", "Q1"),
        ("status", status),
        ("headline", headline),
        ("for_statements", "E1"),
        ("rule", "reason"),
        ("for_text", "the note was written there"),
        ("author", "AB"),
    ];
    CaseFolder::new().row("findings", &row)
}

fn position(place: &Place) -> String {
    place.json(&["verify"], 0)["entries"].to_string()
}

#[test]
fn every_state_on_the_way_can_still_be_shown() {
    let place = Place::new();
    place.case_of(&small_case());
    let mut states = vec![(position(&place), place.json(&["questions"], 0))];
    let step = |what: &str, states: &mut Vec<(String, Value)>| {
        match what {
            "undo" => drop(place.json(&["undo", "F1", "--reason", "looked again"], 0)),
            status => {
                let folder = place.path(&format!("judged-{}", states.len()));
                judged(status, &format!("judged {}", states.len())).write(&folder);
                place.json(&["import", folder.to_str().unwrap()], 0);
            }
        }
        states.push((position(&place), place.json(&["questions"], 0)));
    };
    for what in ["contested", "established", "undo", "open", "undo", "undo", "established"] {
        step(what, &mut states);
    }
    let status: Vec<&str> = states.iter().map(|(_, state)| state[0]["status"].as_str().unwrap()).collect();
    let before = status[0];
    assert_eq!(status, [before, "contested", "established", "contested", "open", "contested", before, "established"]);
    for (at, state) in &states {
        assert_eq!(place.json(&["questions", "--at", at], 0), *state, "at {at}");
    }
    assert_eq!(place.json(&["verify"], 0)["ok"], true);
}

#[test]
fn what_is_undone_is_there_no_more_and_its_entry_stays() {
    let place = Place::new();
    place.case_of(&small_case());
    judged("established", "about Unwiederholbarkeit").write(&place.path("judged"));
    place.json(&["import", "judged"], 0);
    let found = |place: &Place| place.json(&["search", "Unwiederholbarkeit"], 0)["total"].as_u64().unwrap();
    assert_eq!(found(&place), 1);
    let undone = place.json(&["undo", "finding:F1"], 0);
    assert_eq!((&undone[0]["record"], &undone[0]["shows"]), (&"finding:F1".into(), &Value::Null));
    assert_eq!(found(&place), 0);
    assert_eq!(place.error(&["undo", "F1"], 2)["code"], "FH-ARCHIVE-027");
    let outcome = place.json(&["import", "judged"], 0);
    assert!(outcome["problems"].to_string().contains("had been taken back"), "{outcome}");
    assert_eq!(found(&place), 1);
}

#[test]
fn what_a_source_said_is_never_undone_and_unknown_states_are_named() {
    let place = Place::new();
    place.case_of(&small_case());
    assert_eq!(place.error(&["undo", "E1"], 2)["code"], "FH-ARCHIVE-026");
    assert_eq!(place.error(&["undo", "statement:E1"], 2)["code"], "FH-ARCHIVE-026");
    assert_eq!(place.error(&["undo", "F9"], 2)["code"], "FH-ARCHIVE-008");
    for state in ["9999", "yesterday"] {
        assert_eq!(place.error(&["questions", "--at", state], 2)["code"], "FH-ARCHIVE-025", "{state}");
    }
    assert_eq!(place.json(&["questions", "--at", "0"], 0), serde_json::json!([]));
    assert_eq!(place.json(&["questions", "--at", "2999-01-01"], 0), place.json(&["questions"], 0));
    assert_eq!(place.json(&["statements", "--at", "1990-01-01"], 0), serde_json::json!([]));
}

#[test]
fn erased_matter_is_in_no_past_state_and_protection_is_not_undone() {
    let place = Place::new();
    place.case_of(&small_case());
    let at = position(&place);
    place.json(&["erase", "statement:E2", "--reason", "withdrawn", "--yes"], 0);
    let then = place.json(&["statements", "--at", &at], 0);
    assert_eq!(then.as_array().unwrap().len(), 1, "{then}");
    let now = CaseFolder::new().row(
        "statements",
        &[
            ("id", "E1"),
            ("source", "S1"),
            ("speaker", "a person who was there"),
            ("basis", "estimated"),
            ("claim", "about forty people came"),
            ("locator", "whole"),
            ("withhold", "true"),
        ],
    );
    now.write(&place.path("now"));
    place.json(&["import", "now"], 0);
    let refused = place.error(&["publish", "--at", &at, "--out", "past"], 1);
    assert_eq!(refused["code"], "FH-ARCHIVE-011", "{refused}");
    assert!(!place.path("past").exists());
}

/// The small case with a finding and a transcript, so that rows of every floor can be changed.
fn with_a_finding() -> CaseFolder {
    small_case().row_but("findings", &OPEN_FINDING, &[("for_text", "the note was written there")])
}

/// Changes a source, a statement and the finding.
fn change_all(place: &Place) {
    let statement = [
        ("id", "E1"),
        ("source", "S1"),
        ("speaker", "a person who was there"),
        ("basis", "counted"),
        ("claim", "forty-one people came"),
        ("locator", "whole"),
    ];
    judged("contested", "Two answers.")
        .row("sources", &[("id", "S2"), ("what", "a letter to the editor"), ("read_extent", "whole")])
        .row("statements", &statement)
        .write(&place.path("changed"));
    place.json(&["import", "changed"], 0);
}

#[test]
fn a_past_state_is_published_byte_for_byte_and_said_to_be_one() {
    let place = Place::new();
    place.case_of(&with_a_finding());
    let first = place.json(&["publish", "--out", "first"], 0);
    let at = first["position"].to_string();
    assert_eq!(first["past_of"], Value::Null);
    change_all(&place);
    let second = place.json(&["publish", "--out", "second"], 0);
    assert_ne!(second["sha256sums"], first["sha256sums"]);
    let again = place.json(&["publish", "--at", &at, "--out", "again"], 0);
    assert_eq!(again["sha256sums"], first["sha256sums"]);
    assert!(contents(&place.path("again")) == contents(&place.path("first")));
    assert_eq!((&again["edition"], &again["repeated"]), (&1.into(), &true.into()));
    assert_eq!(again["past_of"], second["position"]);
    let notice = again["notices"][0].as_str().unwrap();
    assert!(["source S2", "statement E1", "finding F1"].iter().all(|name| notice.contains(name)), "{notice}");
    assert_eq!(place.json(&["verify"], 0)["ok"], true);
}

#[test]
fn a_past_state_that_was_never_published_is_an_edition_that_says_so() {
    let place = Place::new();
    place.case_of(&with_a_finding());
    let at = position(&place);
    change_all(&place);
    let past = place.json(&["publish", "--at", &at, "--out", "past"], 0);
    assert_eq!(past["repeated"], false);
    let ledger = std::fs::read_to_string(place.path("case/ledger/payloads/000001.jsonl")).unwrap();
    assert!(ledger.contains("\"is_past_state\":true"), "the edition's entry says it");
    assert_eq!(place.json(&["publish", "--at", &at, "--out", "past"], 0)["repeated"], true);
    let said = String::from_utf8(place.run(&["publish", "--at", &at, "--out", "past"]).stdout).unwrap();
    assert!(said.contains("It is of a past state"), "{said}");
}

#[test]
fn a_state_from_before_the_case_had_a_title_is_said_to_be_that() {
    let place = Place::new();
    place.case_of(&small_case());
    let refused = place.error(&["publish", "--at", "2", "--out", "past"], 1);
    let message = refused["message"].as_str().unwrap();
    assert!(message.contains("in the state 2 the case had no title yet"), "{message}");
}

#[test]
fn what_was_erased_since_does_not_come_back_in_a_past_edition() {
    let place = Place::new();
    let account = |id: &str, cited: &str| {
        format!(
            "+++\nid = \"{id}\"\ntitle = \"{id}\"\nlang = \"en\"\norder = 1\nkind = \"account\"\n+++\n\nSomething was said [@{cited}].\n"
        )
    };
    let folder = with_a_finding().file("accounts/a.md", account("of-the-clerk", "E2"));
    place.case_of(&folder.file("accounts/b.md", account("of-the-note", "E1")));
    let first = place.json(&["publish", "--out", "first"], 0);
    change_all(&place);
    place.json(&["erase", "statement:E2", "--reason", "withdrawn", "--yes"], 0);
    let past = place.json(&["publish", "--at", &first["position"].to_string(), "--out", "past"], 0);
    assert_ne!(past["sha256sums"], first["sha256sums"]);
    let words = "thirty-one names were taken down";
    let has = |folder: &str| pages(&place.path(folder)).values().any(|text| text.contains(words));
    assert!(has("first") && !has("past"));
    assert!(
        pages(&place.path("past")).values().any(|text| text.contains("about forty people came")),
        "the rest stands"
    );
    let notices = past["notices"].to_string();
    assert!(notices.contains("the account of-the-clerk is left out: it cites E2"), "{notices}");
    let has_account = |id: &str| pages(&place.path("past")).keys().any(|name| name.contains(id));
    assert!(has_account("of-the-note") && !has_account("of-the-clerk"));
}
