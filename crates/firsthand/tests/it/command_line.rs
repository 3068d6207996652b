//! The command line itself: exit codes, errors as JSON, erasure, and one writer at a time.

use crate::run::{Place, files, small_case};

#[test]
fn wrong_use_is_exit_code_2_and_one_json_error() {
    let place = Place::new();
    let error = place.error(&["no-such-command"], 2);
    assert_eq!((error["code"].as_str(), error["kind"].as_str()), (Some("FH-CLI-001"), Some("user")));
    let error = place.error(&["statements"], 2);
    assert_eq!(error["code"], "FH-ARCHIVE-001");
    assert!(error["hints"].as_array().is_some_and(|hints| !hints.is_empty()));
}

#[test]
fn a_case_is_not_made_over_other_files() {
    let place = Place::new();
    std::fs::create_dir(place.path("case")).unwrap();
    std::fs::write(place.path("case/letter.txt"), "mine").unwrap();
    assert_eq!(place.error(&["new", "case"], 2)["code"], "FH-ARCHIVE-002");
    assert_eq!(std::fs::read_to_string(place.path("case/letter.txt")).unwrap(), "mine");
}

#[test]
fn a_dossier_is_not_published_over_other_files() {
    let place = Place::new();
    place.case_of(&small_case());
    std::fs::create_dir(place.path("mine")).unwrap();
    std::fs::write(place.path("mine/letter.txt"), "mine").unwrap();
    assert_eq!(place.error(&["publish", "--out", "mine"], 2)["code"], "FH-ARCHIVE-012");
    assert_eq!(files(&place.path("mine")).len(), 1);
}

#[test]
fn an_unknown_question_is_named() {
    let place = Place::new();
    place.case_of(&small_case());
    let error = place.error(&["questions", "Q77"], 2);
    assert!(error["message"].as_str().unwrap().contains("Q77"));
}

#[test]
fn an_erased_statement_is_gone_from_every_byte_and_the_ledger_still_verifies() {
    let place = Place::new();
    let folder = small_case().statement("E5", "S1", "somebody", "saw", "an Unwiederholbarkeit happened");
    place.case_of(&folder);
    place.json(&["publish", "--out", "before"], 0);
    assert_eq!(place.error(&["erase", "E5", "--reason", "withdrawn"], 2)["code"], "FH-CLI-004");
    let erased = place.json(&["erase", "E5", "--reason", "withdrawn", "--yes"], 0);
    assert_eq!(erased["editions"].as_array().unwrap().len(), 1);
    let ids = place.json(&["statements"], 0);
    assert!(ids.as_array().unwrap().iter().all(|line| line["id"] != "E5"));
    assert_eq!(ids.as_array().unwrap().len(), 2);
    for file in files(&place.path("case")) {
        let bytes = std::fs::read(&file).unwrap();
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        assert!(!text.contains("unwiederholbarkeit"), "{file:?}");
    }
    assert_eq!(place.json(&["verify"], 0)["ok"], true);
    place.json(&["rebuild"], 0);
    assert_eq!(place.json(&["statements"], 0), ids);
    place.json(&["publish", "--out", "after"], 0);
}

#[test]
fn a_second_writer_is_told_to_wait_and_readers_are_not_blocked() {
    let place = Place::new();
    place.case_of(&small_case());
    let lock = std::fs::OpenOptions::new().read(true).write(true).open(place.path("case/ledger/lock")).unwrap();
    lock.lock().unwrap();
    let error = place.error(&["import", "tables"], 1);
    assert_eq!(error["kind"], "access", "{error}");
    assert_eq!(place.json(&["statements"], 0).as_array().unwrap().len(), 2);
    lock.unlock().unwrap();
    assert_eq!(place.json(&["import", "tables"], 0)["entries"], 0);
}

#[test]
fn another_key_cannot_write() {
    let place = Place::new();
    place.case_of(&small_case());
    let output =
        place.command(&["import", "tables", "--json"]).env("FIRSTHAND_KEY", place.path("other-key")).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("FH-ARCHIVE-007"));
}

#[test]
fn the_demo_needs_nothing_but_a_folder() {
    let place = Place::new();
    let published = place.json(&["demo", "--out", "demo", "--no-serve"], 0);
    assert!(published["pages"].as_u64().unwrap() > 200);
    assert_eq!(place.json(&["verify", "demo/dossier"], 0)["ok"], true);
}

#[test]
fn publishing_destroys_nothing_but_an_earlier_edition_of_the_same_case() {
    let place = Place::new();
    place.case_of(&small_case());
    place.json(&["publish", "--out", "dossier"], 0);
    std::fs::write(place.path("dossier/mine.txt"), "mine").unwrap();
    let error = place.error(&["publish", "--out", "dossier"], 2);
    assert_eq!((error["code"].as_str(), place.path("dossier/mine.txt").exists()), (Some("FH-ARCHIVE-016"), true));
    std::fs::remove_file(place.path("dossier/mine.txt")).unwrap();
    place.json(&["publish", "--out", "dossier"], 0);
    assert_eq!(place.error(&["publish", "--out", "case/originals/x"], 2)["code"], "FH-ARCHIVE-016");
    place.json(&["new", "other", "--case", "other"], 0);
    assert_eq!(place.error(&["publish", "--out", "dossier", "--case", "other"], 2)["code"], "FH-ARCHIVE-016");
    assert_eq!(place.json(&["verify"], 0)["ok"], true);
}

#[test]
fn an_erased_source_takes_its_original_and_what_was_made_of_it_along() {
    let place = Place::new();
    place.case_of(&small_case());
    let erased = place.json(&["erase", "S1", "--reason", "withdrawn", "--yes"], 0);
    assert_eq!(erased["accepted"], 1, "{erased}");
    let words = "somebody who was there wrote";
    let left = crate::run::files(&place.path("case")).into_iter().filter(|file| {
        String::from_utf8_lossy(&std::fs::read(file).unwrap_or_default()).to_lowercase().contains(words)
    });
    assert_eq!(left.collect::<Vec<_>>(), [] as [std::path::PathBuf; 0]);
}

#[test]
fn an_export_with_held_originals_imports_as_the_same_case() {
    let place = Place::new();
    place.case_of(&small_case());
    place.json(&["export", "out"], 0);
    assert!(place.path("out/files/note.txt").is_file());
    assert_eq!(place.json(&["import", "out"], 0)["rows"], serde_json::json!({}));
    place.json(&["new", "second", "--case", "second"], 0);
    place.json(&["import", "out", "--case", "second"], 0);
    assert_eq!(place.json(&["statements"], 0), place.json(&["statements", "--case", "second"], 0));
}
