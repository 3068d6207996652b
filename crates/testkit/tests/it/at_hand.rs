//! Where the shared folder is at hand, everything that tests read of it is there: a file that is missing would pass them all, since
//! each of them reads nothing then, and what passes prints nothing.

use crate::files;
use firsthand_testkit::shared;
use std::path::Path;

/// Files that a test reads by their name.
const FILES: &[&str] = &[
    "suites/edtf/edtf-validate.json",
    "suites/edtf/edtf-js.json",
    "suites/edtf/edtf-js-options.json",
    "suites/edtf/differences.json",
    "suites/edtf/level-differences.json",
    "suites/media-fragments/testcases.tsv",
    "suites/ohms/various_gaps.xml",
    "suites/ohms/index_hyperlinks_example.xml",
    "suites/ohms/small-sample-vtt-ohms.xml",
    "suites/ohms/chappelear-ohmsvtt-example.xml",
    "suites/eaf/sample_2.7.eaf",
    "suites/eaf/sample_3.0.eaf",
    "suites/web-annotation/annotations/annotationMusts.test",
    "suites/web-annotation/collections/collectionMusts.test",
    "suites/web-annotation/collections/pages/pageMusts.test",
    "data/oral-history-csv/a-timestamp-first.csv",
    "data/oral-history-csv/a-timestamp-first-short.csv",
    "data/oral-history-csv/b-timestamp-last.csv",
    "data/oral-history-csv/b-timestamp-last-mixed-clock.csv",
    "data/oral-history-csv/c-highlight-timelink.csv",
    "data/oral-history-csv/d-two-timestamp-columns.csv",
    "data/abaza/data_oral_abaza_corpus.csv",
    "example/beslan/seed-post.txt",
];
/// Folders of which tests read every file with an ending, and how many those are.
const FOLDERS: &[(&str, &str, usize)] = &[
    ("suites/webvtt/file-parsing", ".expected.json", 37),
    ("suites/webvtt/file-parsing", ".vtt", 37),
    ("suites/webvtt/cue-parsing", ".json", 5),
    ("suites/webvtt/cue-parsing", ".vtt", 5),
    ("suites/web-annotation/tools/samples/correct", "", 45),
    ("suites/web-annotation/tools/samples/incorrect", "", 39),
    ("suites/web-annotation/definitions", ".json", 7),
    ("suites/merkle/inclusion", "", 98),
    ("suites/merkle/consistency", "", 98),
    ("data/hearings/pohi/phase-2", ".rst", 24),
    ("data/hearings/pohi/phase-3", ".rst", 27),
    ("example/beslan", ".csv", 13),
];

/// Files with an ending below a folder; none where there is no folder.
fn count(folder: &Path, ending: &str) -> usize {
    if folder.is_dir() { files(folder, &[ending]).len() } else { 0 }
}

#[test]
fn where_the_shared_folder_is_at_hand_no_file_that_tests_read_is_missing() {
    let Some(shared) = shared() else { return };
    // Suites, data and example come apart: one of them may be at hand without the others.
    let is_at_hand = |path: &str| shared.join(path.split('/').next().unwrap_or(path)).is_dir();
    let missing: Vec<_> = FILES.iter().filter(|file| is_at_hand(file) && !shared.join(file).is_file()).collect();
    assert!(missing.is_empty(), "tests that read these show nothing: {missing:?}");
    for (folder, ending, files) in FOLDERS.iter().filter(|(folder, ..)| is_at_hand(folder)) {
        assert_eq!(count(&shared.join(folder), ending), *files, "{folder}: files on {ending:?}");
    }
}
