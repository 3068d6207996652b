//! Every table of the shared example case: no fatal problem, and the counts of its README.

use crate::support::sandbox;
use firsthand_intake::{Limits, Mode};
use std::path::PathBuf;

/// Rows by table, as the example's README gives them.
const ROWS: [(&str, &str, u64); 13] = [
    ("sources.csv", "sources", 119),
    ("people.csv", "people", 41),
    ("questions.csv", "questions", 17),
    ("statements.csv", "statements", 200),
    ("answers.csv", "answers", 260),
    ("dependences.csv", "dependences", 58),
    ("messages.csv", "messages", 27),
    ("events.csv", "events", 41),
    ("places.csv", "places", 9),
    ("scene_parts.csv", "scene_parts", 11),
    ("media.csv", "media", 17),
    ("prompt.csv", "prompt", 25),
    ("seed_spans.csv", "spans", 25),
];

fn shared() -> PathBuf {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    std::env::var_os("FIRSTHAND_SHARED").map_or_else(beside, PathBuf::from)
}

#[test]
fn every_table_of_the_example_is_read_without_a_fault() {
    let folder = shared().join("example/beslan");
    if !folder.is_dir() {
        return println!("skipped: the tables of the shared example, which is not there");
    }
    let sandbox = sandbox(&["__read"], Limits::default());
    for (file, table, rows) in ROWS {
        let reading = sandbox.read(&folder.join(file), file, Mode::Auto);
        let problems: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
        assert_eq!(problems, [""; 0], "{file}");
        assert_eq!((reading.table.as_deref(), reading.counts[table]), (Some(table), rows), "{file}");
    }
}
