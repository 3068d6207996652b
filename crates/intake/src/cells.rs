//! Reader `cells`, version 1. Formats: CSV text in UTF-8, comma, semicolon or tab, as rows of texts. Limit: 64 MiB.
//! For tables whose columns the caller knows and which are no table of a case; what a cell means is not decided here.

use crate::csv::{DELIMITERS, records};
use crate::csv_shape::{Shape, shape};
use crate::encoding::decode;
use crate::{Problem, Reading};
use serde::{Deserialize, Serialize};

pub(crate) const READER: &str = "cells";
pub(crate) const VERSION: &str = "1";

/// One row, its cells as they stand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellRow {
    /// The row as a spreadsheet shows it, counted from 1.
    pub number: u64,
    /// Its cells, left to right.
    pub cells: Vec<String>,
}

/// Reads a CSV file as rows of texts, blank lines passed over.
pub(crate) fn read(file: &str, bytes: &[u8]) -> Reading {
    let mut reading = Reading::by(READER, VERSION);
    let text = match decode(file, bytes) {
        Ok(text) => text,
        Err(problem) => {
            reading.problem(problem);
            return reading;
        }
    };
    let widest = |delimiter: &u8| records(text, *delimiter).next().map_or(0, |header| header.len());
    let delimiter = DELIMITERS.into_iter().rev().max_by_key(widest).unwrap_or(b',');
    let Shape { rows, fault } = shape(text, delimiter);
    let row = |(record, number): (::csv::StringRecord, u64)| CellRow {
        number,
        cells: record.iter().map(str::to_owned).collect(),
    };
    reading.cells = records(text, delimiter).zip(rows).map(row).collect();
    if let Some((number, message)) = fault {
        let message = format!("{message}. Nothing from this row on was read");
        reading.problem(Problem::fatal(file, message).at_row(number));
    }
    reading
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&[&str]]) {
        let reading = read("marks.csv", text.as_bytes());
        let cells: Vec<Vec<&str>> =
            reading.cells.iter().map(|row| row.cells.iter().map(String::as_str).collect()).collect();
        assert_eq!(cells, expected);
        assert!(reading.is_clean());
    }

    #[test]
    fn commas_semicolons_and_tabs_part_cells() {
        check("a,b\n\"1;2\",3\n", &[&["a", "b"], &["1;2", "3"]]);
        check("a;b\r\n\"1,5\";3\r\n", &[&["a", "b"], &["1,5", "3"]]);
        check("a\tb\n1\t\n", &[&["a", "b"], &["1", ""]]);
    }

    #[test]
    fn a_broken_quote_is_named_with_its_row() {
        let reading = read("marks.csv", b"a,b\n1,2\n3,\"cut");
        assert_eq!((reading.cells.len(), reading.problems[0].row), (2, Some(3)));
        assert!(!reading.is_clean());
    }
}
