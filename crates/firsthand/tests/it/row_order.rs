//! The order of rows says nothing: a case whose tables are turned upside down has the same perspective.

use crate::run::{Place, beslan};
use serde_json::Value;
use std::path::Path;

/// Copies the example with the rows of every table from last to first.
fn turned(to: &Path) {
    std::fs::create_dir(to).unwrap();
    for entry in std::fs::read_dir(beslan()).unwrap().flatten() {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        match from.extension().and_then(|end| end.to_str()) {
            Some("csv") => turn(&from, &to),
            Some("toml") => drop(std::fs::copy(&from, &to).unwrap()),
            _ => {}
        }
    }
}

fn turn(from: &Path, to: &Path) {
    let mut reader = csv::Reader::from_path(from).unwrap();
    let mut rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    rows.reverse();
    let mut writer = csv::Writer::from_path(to).unwrap();
    writer.write_record(reader.headers().unwrap()).unwrap();
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    writer.flush().unwrap();
}

/// What tells where a record stands in the ledger is not compared.
fn without_places(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|name, _| !matches!(name.as_str(), "entry" | "entries" | "position" | "seq"));
            fields.values_mut().for_each(without_places);
        }
        Value::Array(items) => items.iter_mut().for_each(without_places),
        _ => {}
    }
}

/// What a command answers, or why it cannot.
fn answer(place: &Place, command: &str) -> Value {
    let words: Vec<&str> = command.split(' ').chain(["--json"]).collect();
    let output = place.run(&words);
    let said = if output.status.success() { output.stdout } else { output.stderr };
    let mut answer = serde_json::from_slice(&said).unwrap();
    without_places(&mut answer);
    answer
}

#[test]
fn tables_turned_upside_down_give_the_same_perspective() {
    let folder = tempfile::tempdir().unwrap();
    turned(&folder.path().join("turned"));
    let (usual, turned) = (Place::holding(&beslan()), Place::holding(&folder.path().join("turned")));
    let questions = usual.json(&["questions"], 0);
    let ids: Vec<&str> = questions.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    let lists = [
        "questions",
        "statements",
        "tensions",
        "chains",
        "dependences",
        "findings",
        "bearings",
        "acts",
        "grades",
        "draw timeline",
        "draw messages",
        "dependences --open",
        "reached B04 --by 2004-09-02",
        "history Q01",
        "draw history Q02",
        "draw answers Q01",
        "draw answers Q08",
        "draw chain Q02",
        "draw agreement",
    ];
    let of_questions = ids.iter().map(|id| format!("questions {id}"));
    for command in lists.iter().map(ToString::to_string).chain(of_questions) {
        assert_eq!(answer(&usual, &command), answer(&turned, &command), "{command}");
    }
}
