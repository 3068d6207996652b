//! Damaged files of every kind on their whole way into a case: whatever a reader makes of them, their bytes are kept as they came,
//! each is in the receipt, and nothing is written beside the case.

use crate::accounted::check_sum;
use crate::damaged_files::{Sample, case, corpus, everything};
use crate::run::{Place, files};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// How many damaged files go in, of the ten thousand.
const FILES: u64 = 400;
/// From one to the next; odd, so that half of them are of the suites.
const STEP: u64 = 25;

fn sha256(bytes: &[u8]) -> String {
    let hex: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{hex}")
}

/// The file's name without its folders, behind its number.
fn own_name(number: u64, file: &Sample) -> String {
    format!("{number}-{}", file.name.rsplit('/').next().unwrap_or_default())
}

/// Writes damaged files, half of them into one folder to be added and half into another, below their old names, to be imported;
/// the digest of each by its path.
fn write_files(place: &Place) -> BTreeMap<PathBuf, String> {
    let (samples, corpus) = (everything(), corpus());
    let written = (0..FILES).map(|at| {
        let (number, file) = (at * STEP, case(at * STEP, &samples, &corpus));
        // Hidden files are passed over; one in two of either kind goes either way.
        let file = Sample { name: file.name.replace("/.", "/"), ..file };
        let path = match at / 2 % 2 {
            0 => place.path("added").join(own_name(number, &file)),
            _ => place.path("imported").join(number.to_string()).join(&file.name),
        };
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &file.bytes).unwrap();
        (path, sha256(&file.bytes))
    });
    written.collect()
}

/// Everything in a place that is not its case or its key, by path and digest.
fn beside_the_case(place: &Place) -> BTreeMap<PathBuf, String> {
    let all = files(&place.path(""));
    let is_beside = |path: &PathBuf| !path.starts_with(place.path("case")) && !path.starts_with(place.path("key"));
    all.into_iter().filter(is_beside).map(|path| (path.clone(), sha256(&fs::read(path).unwrap()))).collect()
}

/// Runs a command whose scratch files would lie in a folder of this place.
fn run(place: &Place, arguments: &[&str]) -> Value {
    let output =
        place.command(&[arguments, &["--json"]].concat()).env("TMPDIR", place.path("scratch")).output().unwrap();
    let printed = String::from_utf8_lossy(&output.stdout);
    serde_json::from_str(&printed).unwrap_or_else(|error| panic!("{error}: {output:?}"))
}

/// The digests that a receipt gives to files by these names, each of which it lists once.
#[track_caller]
fn check_receipt(outcome: &Value, expected: &BTreeMap<String, String>) {
    check_sum(outcome);
    let lines = outcome["receipt"]["files"].as_array().unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let listed: BTreeMap<String, String> =
        lines.iter().map(|line| (text(&line["path"]), text(&line["sha256"]))).collect();
    assert_eq!(lines.len(), expected.len());
    assert!(listed == *expected, "a file is missing, or has other bytes");
    let refused: Vec<&Value> = lines.iter().filter(|line| line["outcome"] == "refused").collect();
    assert!(refused.is_empty(), "{refused:?}");
}

fn named_below(folder: &Path, all: &BTreeMap<PathBuf, String>) -> BTreeMap<String, String> {
    let below = all.iter().filter_map(|(path, digest)| Some((path.strip_prefix(folder).ok()?, digest.clone())));
    below.map(|(name, digest)| (name.to_string_lossy().into_owned(), digest)).collect()
}

#[test]
fn damaged_files_of_every_kind_are_kept_as_they_came_and_accounted_for() {
    let place = Place::new();
    fs::create_dir(place.path("scratch")).unwrap();
    let written = write_files(&place);
    place.json(&["new", "case"], 0);
    let before = beside_the_case(&place);

    let added = named_below(&place.path("added"), &written);
    let paths: Vec<String> = added.keys().map(|name| format!("added/{name}")).collect();
    let arguments: Vec<&str> = ["add"].into_iter().chain(paths.iter().map(String::as_str)).collect();
    check_receipt(&run(&place, &arguments), &added);
    let outcome = run(&place, &["import", "imported", "--keep-going"]);
    check_receipt(&outcome, &named_below(&place.path("imported"), &written));

    let kept: BTreeSet<String> =
        files(&place.path("case/originals")).iter().map(|path| sha256(&fs::read(path).unwrap())).collect();
    let expected: BTreeSet<String> = written.values().cloned().collect();
    assert_eq!(expected.difference(&kept).collect::<Vec<_>>(), Vec::<&String>::new(), "originals that are lost");
    assert_eq!(beside_the_case(&place), before, "something was written beside the case, or changed");
    assert_eq!(files(&place.path("scratch")), Vec::<PathBuf>::new());
    let verified = place.json(&["verify"], 0);
    assert_eq!(verified["ok"], true, "{verified}");
}
