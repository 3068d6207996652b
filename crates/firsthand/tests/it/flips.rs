//! Every changed byte is found and named.

use crate::run::{Place, files, small_case};
use firsthand_testkit::flips;
use serde_json::Value;
use std::path::{Path, PathBuf};

const FLIPS: usize = 500;

fn faults(found: &Value) -> String {
    ["originals", "accepted", "ledger", "derived", "files"]
        .iter()
        .flat_map(|part| found[part]["faults"].as_array().cloned().unwrap_or_default())
        .map(|fault| fault.as_str().unwrap_or_default().to_owned())
        .collect::<Vec<_>>()
        .join("\n")
}

/// The part of a path that a fault must name: the file below the case or dossier.
fn name(root: &Path, file: &Path) -> String {
    file.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/")
}

#[track_caller]
fn check_each(place: &Place, root: &Path, files: &[PathBuf], count: usize) {
    for flip in flips(files, count, 20_260_122) {
        flip.toggle();
        let output = place.run(&["verify", root.to_str().unwrap(), "--json"]);
        let told = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.status.code(), Some(1), "{flip:?}\n{told}");
        let found = serde_json::from_slice::<Value>(&output.stdout).map(|found| faults(&found)).unwrap_or(told);
        let name = name(root, &flip.file);
        assert!(found.contains(&name), "{flip:?} is not named as {name}:\n{found}");
        flip.toggle();
    }
    assert_eq!(place.run(&["verify", root.to_str().unwrap()]).status.code(), Some(0));
}

#[test]
fn every_flipped_byte_of_a_case_is_found_and_named() {
    let place = Place::new();
    place.case_of(&small_case());
    let case = place.path("case");
    let kept =
        |file: &PathBuf| !name(&case, file).starts_with("derived/") && !name(&case, file).ends_with("ledger/lock");
    let files: Vec<PathBuf> = files(&case).into_iter().filter(kept).collect();
    assert!(files.iter().any(|file| name(&case, file).starts_with("accepted/")));
    check_each(&place, &case, &files, FLIPS / 2);
}

#[test]
fn every_flipped_byte_of_a_dossier_is_found_and_named() {
    let place = Place::new();
    place.case_of(&small_case());
    place.json(&["publish", "--out", "dossier"], 0);
    let dossier = place.path("dossier");
    check_each(&place, &dossier, &files(&dossier), FLIPS / 2);
}

#[test]
fn damaged_derived_files_are_named_and_mended_by_rebuild() {
    let place = Place::new();
    place.case_of(&small_case());
    let case = place.path("case");
    let before = place.json(&["statements"], 0);
    let database = case.join("derived/case.db");
    let mut bytes = std::fs::read(&database).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..].fill(0x5a);
    std::fs::write(&database, bytes).unwrap();
    let found = place.json(&["verify"], 1);
    assert!(faults(&found).contains("derived/case.db"), "{found}");
    place.json(&["rebuild"], 0);
    assert_eq!(place.json(&["verify"], 0)["ok"], true);
    assert_eq!(place.json(&["statements"], 0), before);
}

#[test]
fn a_case_without_its_derived_folder_answers_as_before() {
    let place = Place::new();
    place.case_of(&small_case());
    let before = place.json(&["questions", "Q1"], 0);
    std::fs::remove_dir_all(place.path("case/derived")).unwrap();
    assert_eq!(place.json(&["questions", "Q1"], 0), before);
}
