//! EDTF against the two community suites, our rulings, the Beslan tables, and generated values.
//! The rulings themselves are in `edtf_rulings`.

use crate::edtf_rulings::RULINGS;
use crate::support::shared;
use firsthand_model::edtf::{Edtf, EdtfError};
use serde_json::Value;
use std::collections::BTreeMap;

const EDTF_VALIDATE: &str = "suites/edtf/edtf-validate.json";
const EDTF_JS: &str = "suites/edtf/edtf-js.json";
const OPTIONS: &str = "suites/edtf/edtf-js-options.json";
const DIFFERENCES: &str = "suites/edtf/differences.json";
const LEVELS: &str = "suites/edtf/level-differences.json";

fn rows(path: &str) -> Vec<Value> {
    let Some(file) = shared(path) else {
        return Vec::new();
    };
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

fn text(row: &Value) -> &str {
    row["string"].as_str().unwrap()
}

fn parse(text: &str) -> Edtf {
    text.parse().unwrap_or_else(|error: EdtfError| panic!("{error}"))
}

fn level_of(text: &str) -> Option<u8> {
    text.parse::<Edtf>().ok().map(|value| value.level())
}

/// The strings that both programs judge alike, with the level at which they accept them.
fn undisputed(path: &str) -> BTreeMap<String, Option<u64>> {
    let disputed: Vec<Value> = rows(DIFFERENCES);
    let is_disputed = |row: &Value| disputed.iter().any(|other| text(other) == text(row));
    let verdict = |row: Value| (text(&row).to_owned(), row["level"].as_u64().filter(|_| row["valid"] == true));
    rows(path).into_iter().filter(|row| !is_disputed(row)).map(verdict).collect()
}

#[track_caller]
fn check_suite(path: &str, strings: usize) {
    if shared(path).is_none() {
        return;
    }
    let ruled: Vec<Value> = rows(LEVELS);
    let verdicts = undisputed(path);
    assert_eq!(verdicts.len(), strings);
    for (text, level) in verdicts {
        let ours = level_of(&text);
        assert_eq!(ours.is_some(), level.is_some(), "{text:?}");
        if !ruled.iter().any(|row| row["string"] == text.as_str()) {
            assert_eq!(ours.map(u64::from), level, "the level of {text:?}");
        }
    }
}

#[test]
fn edtf_validate_and_we_agree_on_every_undisputed_string() {
    check_suite(EDTF_VALIDATE, 238);
}

#[test]
fn edtf_js_and_we_agree_on_every_undisputed_string() {
    check_suite(EDTF_JS, 138);
}

#[test]
fn every_accepted_string_of_the_suites_prints_as_itself() {
    for row in [EDTF_VALIDATE, EDTF_JS, OPTIONS].into_iter().flat_map(rows) {
        if let Ok(value) = text(&row).parse::<Edtf>() {
            assert_eq!(value.to_string(), text(&row));
            assert_eq!(parse(&value.to_string()), value);
        }
    }
}

#[test]
fn disputed_strings_get_our_ruling() {
    for ruling in RULINGS {
        assert_eq!(level_of(ruling.text), ruling.level, "{:?}: {}", ruling.text, ruling.reason);
    }
}

#[test]
fn every_disputed_string_has_one_ruling() {
    let disputed = rows(DIFFERENCES);
    if !disputed.is_empty() {
        let ruled: Vec<&str> = RULINGS.iter().map(|ruling| ruling.text).collect();
        assert_eq!(ruled, disputed.iter().map(text).collect::<Vec<_>>());
    }
}

#[test]
fn disputed_levels_get_our_ruling() {
    for row in rows(LEVELS) {
        let expected = if text(&row).contains('X') { 2 } else { 1 };
        assert_eq!(level_of(text(&row)), Some(expected), "{}", text(&row));
    }
}

#[test]
fn the_conformance_page_states_every_ruling() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/conformance.md");
    let page = std::fs::read_to_string(page).unwrap();
    for ruling in RULINGS {
        let verdict = ruling.level.map_or("refused".into(), |level| format!("accepted, level {level}"));
        let row_starts = format!("| `{}` |", ruling.text);
        let row_ends = format!("| {verdict} | {} |", ruling.reason);
        let is_row = |line: &str| line.starts_with(&row_starts) && line.ends_with(&row_ends);
        assert!(page.lines().any(is_row), "no row {row_starts} … {row_ends}");
    }
}

#[test]
fn every_date_in_the_beslan_tables_is_edtf_with_a_span() {
    let Some(folder) = shared("example/beslan") else {
        return;
    };
    let mut dates = 0;
    for (table, columns) in DATE_COLUMNS {
        let table = std::fs::read_to_string(folder.join(table)).unwrap();
        for cell in cells(&table, columns) {
            let span = parse(&cell).span(240);
            assert!(span.earliest_ms.is_some(), "{cell}");
            dates += 1;
        }
    }
    assert!(dates > 500, "only {dates} dates were found");
}

const DATE_COLUMNS: &[(&str, &[&str])] = &[
    ("answers.csv", &["as_of_earliest", "as_of_latest"]),
    ("events.csv", &["earliest", "latest", "earliest_at", "latest_at"]),
    ("media.csv", &["first_shown_edtf"]),
    ("messages.csv", &["earliest", "latest"]),
    ("people.csv", &["dates_edtf", "dated_points"]),
    ("questions.csv", &["as_of_earliest", "as_of_latest"]),
    ("sources.csv", &["date_edtf"]),
    ("statements.csv", &["stated_edtf"]),
];

/// The filled cells of the columns, the times among the answers, and of `dated_points` the dates behind the names.
fn cells(table: &str, columns: &[&str]) -> Vec<String> {
    let rows = csv_rows(table);
    let place = |name: &str| rows[0].iter().position(|column| column == name);
    let mut found = Vec::new();
    for row in &rows[1..] {
        found.extend(columns.iter().map(|column| row[place(column).unwrap()].clone()));
        if place("type").is_some_and(|kind| row[kind] == "time") {
            found.extend(["min", "max"].map(|end| row[place(end).unwrap()].clone()));
        }
    }
    let points = found.iter().flat_map(|cell| cell.split(';')).map(|point| point.rsplit('=').next().unwrap());
    points.filter(|date| !date.is_empty()).map(str::to_owned).collect()
}

/// Just enough CSV for our own tables: quoted cells with doubled quotes.
fn csv_rows(table: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    for character in table.trim_start_matches('\u{feff}').chars() {
        match character {
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            '\r' => {}
            other => cell.push(other),
        }
    }
    rows
}
