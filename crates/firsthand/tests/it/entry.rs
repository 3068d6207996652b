//! `entry` from the command line: the number that a dossier prints leads to the record, its versions and what covers it.

use crate::run::{Place, small_case};
use serde_json::Value;
use sha2::Digest as _;

/// The entry in which a statement stands, by looking at all of them.
fn entry_of(place: &Place, id: &str) -> Value {
    let all = (0..).map(|number: u64| place.json(&["entry", &number.to_string()], 0));
    let mut found = all.take(60).filter(|entry| entry["recorded"]["id"] == id);
    found.next().unwrap_or_else(|| panic!("no entry of {id}"))
}

#[test]
fn words_of_several_lines_stand_further_in_than_any_field() {
    let place = Place::new();
    let claim = "it was dark\n   claim: it was light";
    place.case_of(&small_case().statement("E3", "S1", "somebody", "saw", claim));
    let told = place.text(&["entry", &entry_of(&place, "E3")["entry"].to_string()]);
    assert!(told.contains("\n   claim: it was dark\n         claim: it was light\n"), "{told}");
    let told = place.text(&["statements"]);
    assert!(told.contains("it was dark\\u{a}   claim: it was light"), "{told}");
}

#[test]
fn an_entry_shows_what_was_recorded_and_what_covers_it() {
    let place = Place::new();
    place.case_of(&small_case());
    let entry = entry_of(&place, "E1");
    let recorded = &entry["recorded"];
    assert_eq!((&recorded["kind"], &recorded["version"]), (&"statement".into(), &1.into()));
    assert_eq!(recorded["author"], "test");
    assert_eq!(recorded["record"]["claim"], "about forty people came");
    assert_eq!(recorded["from"]["file"], "statements.csv");
    assert!(recorded["version_before"].is_null() && recorded["version_after"].is_null());
    let digest = entry["digest"].as_str().unwrap();
    let commitments = std::fs::read_to_string(place.path("case/ledger/commitments/000001.jsonl")).unwrap();
    let line = commitments.lines().nth(entry["entry"].as_u64().unwrap() as usize).unwrap();
    assert!(line.contains(digest), "{digest} is not in {line}");
    let checkpoint = std::fs::read_to_string(place.path("case/ledger/checkpoint")).unwrap();
    let head: Vec<&str> = checkpoint.lines().skip(1).take(2).collect();
    assert_eq!(
        head,
        [entry["covered_by"]["entries"].to_string().as_str(), entry["covered_by"]["root"].as_str().unwrap()]
    );
    assert!(entry["covered_since"]["entries"].as_u64() > entry["entry"].as_u64());
    let text = String::from_utf8(place.run(&["entry", &entry["entry"].to_string()]).stdout).unwrap();
    for words in ["statement E1, version 1", "statements.csv, row", "claim: about forty people came", digest] {
        assert!(text.contains(words), "{words} missing from\n{text}");
    }
}

#[test]
fn the_number_on_a_dossiers_page_is_the_number_of_the_entry() {
    let place = Place::new();
    place.case_of(&small_case());
    place.json(&["publish", "--out", "dossier"], 0);
    let page = std::fs::read_to_string(place.path("dossier/statements/E2/index.html")).unwrap();
    let number = page.split("ledger entry ").nth(1).unwrap().split(',').next().unwrap();
    assert_eq!(place.json(&["entry", number], 0)["recorded"]["id"], "E2");
}

#[test]
fn a_record_is_shown_by_its_id_and_where_several_kinds_have_it_by_kind_and_id() {
    let place = Place::new();
    place.case_of(&small_case());
    let by_number = entry_of(&place, "E1");
    assert_eq!(place.json(&["entry", "E1"], 0), by_number);
    assert_eq!(place.json(&["entry", "statement:E1"], 0), by_number);
    let unknown = place.error(&["entry", "E999"], 2);
    assert_eq!(unknown["code"], "FH-ARCHIVE-008");
    std::fs::write(place.path("tables/places.csv"), "id,place\nE1,a quay\n").unwrap();
    place.json(&["import", "tables"], 0);
    let several = place.error(&["entry", "E1"], 2);
    assert_eq!(several["code"], "FH-ARCHIVE-017");
    assert!(several["message"].as_str().unwrap().contains("place:E1"), "{several}");
    assert_eq!(place.json(&["entry", "place:E1"], 0)["recorded"]["record"]["place"], "a quay");
    place.json(&["erase", "statement:E1", "--reason", "withdrawn", "--yes"], 0);
    assert_eq!(place.error(&["entry", "statement:E1"], 2)["code"], "FH-ARCHIVE-008");
}

#[test]
fn versions_lead_to_each_other_and_an_erased_entry_keeps_its_place() {
    let place = Place::new();
    place.case_of(&small_case());
    let first = entry_of(&place, "E2");
    let statements = place.path("tables/statements.csv");
    let changed = std::fs::read_to_string(&statements).unwrap().replace("thirty-one names", "thirty names");
    std::fs::write(&statements, changed).unwrap();
    place.json(&["import", "tables"], 0);
    let first = place.json(&["entry", &first["entry"].to_string()], 0);
    let next = first["recorded"]["version_after"].to_string();
    let second = place.json(&["entry", &next], 0);
    assert_eq!(second["recorded"]["version"], 2);
    assert_eq!(second["recorded"]["version_before"], first["entry"]);
    assert_eq!(second["recorded"]["record"]["claim"], "thirty names were taken down");
    place.json(&["erase", "statement:E2", "--reason", "withdrawn", "--yes"], 0);
    let gone = place.json(&["entry", &next], 0);
    assert!(gone["recorded"].is_null() && gone["erased_by"].is_u64(), "{gone}");
    assert_eq!(gone["digest"], second["digest"], "what was committed to stays");
    let text = String::from_utf8(place.run(&["entry", &next]).stdout).unwrap();
    assert!(text.contains("erased by entry") && !text.contains("thirty"), "{text}");
}

#[test]
fn an_entry_beyond_the_ledger_is_an_error_that_says_how_many_there_are() {
    let place = Place::new();
    place.case_of(&small_case());
    let error = place.error(&["entry", "999"], 2);
    assert_eq!(error["code"], "FH-ARCHIVE-041");
    assert!(error["message"].as_str().unwrap().contains("numbered from 0 to"), "{error}");
    assert!(!error["hints"].as_array().unwrap().is_empty());
    assert_eq!(place.error(&["entry", "last"], 2)["code"], "FH-ARCHIVE-008");
}

#[test]
fn the_key_of_addresses_is_not_printed() {
    let place = Place::new();
    place.case_of(&small_case());
    let payloads = std::fs::read_to_string(place.path("case/ledger/payloads/000001.jsonl")).unwrap();
    let key = payloads.split("\"address_key\":\"").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(key.len(), 64);
    let printed = place.json(&["entry", "1"], 0).to_string();
    assert!(printed.contains("address_key") && !printed.contains(key), "{printed}");
}

#[test]
fn an_entry_leads_to_the_bytes_that_it_rests_on() {
    let place = Place::new();
    place.case_of(&small_case());
    let entry = place.json(&["entry", "E1"], 0);
    let rests_on = entry["recorded"]["rests_on"].as_array().unwrap();
    assert_eq!(
        rests_on.iter().map(|bytes| &bytes["of"]).collect::<Vec<_>>(),
        ["statements.csv", "source S1"],
        "{entry}"
    );
    for bytes in rests_on {
        let held = std::fs::read(place.path("case").join(bytes["file"].as_str().unwrap())).unwrap();
        let hex: String = sha2::Sha256::digest(held).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(bytes["sha256"], format!("sha256:{hex}"), "{bytes}");
    }
    let text = String::from_utf8(place.run(&["entry", "E1"]).stdout).unwrap();
    for bytes in rests_on {
        let line = format!("rests on    {}: {}", bytes["of"].as_str().unwrap(), bytes["sha256"].as_str().unwrap());
        assert!(text.contains(&line), "{line} missing from\n{text}");
    }
    place.json(&["erase", rests_on[1]["sha256"].as_str().unwrap(), "--reason", "withdrawn", "--yes"], 0);
    let left = place.json(&["entry", "E1"], 0)["recorded"]["rests_on"].as_array().unwrap().clone();
    assert_eq!((left.len(), &left[1]["hold"]), (2, &"erased".into()), "{left:?}");
    assert!(left[1]["sha256"].is_null(), "of erased bytes the ledger has no digest any more");
}

#[test]
fn both_digests_of_an_original_stand_in_its_entry() {
    let place = Place::new();
    place.case_of(&small_case());
    let held = std::fs::read(place.path("tables/files/note.txt")).unwrap();
    let sha256: String = sha2::Sha256::digest(&held).iter().map(|byte| format!("{byte:02x}")).collect();
    let entries = (0..60).map(|number: u64| place.json(&["entry", &number.to_string()], 0)["recorded"].clone());
    let is_of_the_note =
        |recorded: &Value| recorded["kind"] == "original" && recorded["record"]["sha256"] == format!("sha256:{sha256}");
    let record = entries.take(60).find(is_of_the_note).expect("an entry of the original")["record"].clone();
    // As `b3sum` prints it of the file.
    let blake3 = record["blake3"].as_str().unwrap();
    assert!(blake3.ends_with("ca34421dcd21530fbeea564b41705b0248fdebd2b52d3387c2bf776084430dd8"), "{record}");
}

#[test]
fn an_entry_whose_source_is_not_held_says_so_and_where_it_was() {
    let place = Place::new();
    let source = [
        ("id", "S3"),
        ("what", "a book"),
        ("read_extent", "excerpt"),
        ("urls", "https://example.org/book"),
        ("access_note", "the copy is with the library"),
    ];
    place.case_of(&small_case().row("sources", &source).statement("E3", "S3", "a reader", "document", "it says so"));
    let entry = place.json(&["entry", "E3"], 0);
    let cited = &entry["recorded"]["rests_on"][1];
    assert_eq!((&cited["of"], &cited["hold"]), (&"source S3".into(), &"referenced".into()), "{entry}");
    let was_at = serde_json::json!({
        "urls": ["https://example.org/book"],
        "access_note": "the copy is with the library",
        "locator": "whole",
    });
    assert_eq!((&cited["was_at"], &cited["sha256"]), (&was_at, &Value::Null));
    let text = place.text(&["entry", "E3"]);
    for words in [
        "rests on    source S3: digest not known",
        "not held: cited",
        "was at: https://example.org/book",
        "to be had: the copy is with the library",
        "in it at: whole",
    ] {
        assert!(text.contains(words), "{words} missing from\n{text}");
    }
    let held = place.json(&["entry", "E1"], 0);
    assert!(held["recorded"]["rests_on"][1]["was_at"].is_null(), "{held}");
}

#[test]
fn the_page_of_a_statement_names_the_original_that_it_stands_in_by_its_digest() {
    let place = Place::new();
    place.case_of(&small_case());
    place.json(&["publish", "--out", "dossier"], 0);
    let page = std::fs::read_to_string(place.path("dossier/statements/E1/index.html")).unwrap();
    let entry = place.json(&["entry", "E1"], 0);
    let hex = entry["recorded"]["rests_on"][1]["sha256"].as_str().unwrap().trim_start_matches("sha256:").to_owned();
    assert!(page.contains(&format!("Held in the case, SHA-256 <code class=\"digest\">{hex}</code>")), "{page}");
}
