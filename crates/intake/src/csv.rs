//! Reader `csv`, version 1. Formats: RFC 4180 text in UTF-8 (byte-order mark tolerated), comma, semicolon or tab.
//! Limits: 64 MiB, 1,000 columns. Other encodings, broken quoting and ragged rows are problems, never guesses.

use crate::csv_shape::{Shape, shape};
use crate::encoding::decode;
use crate::grid::Row;
use crate::rows::read_table;
use crate::unpack::is_zip;
use crate::{Problem, Reading};
use firsthand_model::TableSpec;

pub(crate) const READER: &str = "csv";
pub(crate) const VERSION: &str = "1";
/// Delimiters in order of preference.
pub(crate) const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// Reads a CSV file as a table.
pub(crate) fn read(spec: &'static TableSpec, file: &str, bytes: &[u8]) -> Reading {
    let mut reading = Reading::by(READER, VERSION);
    reading.table = Some(spec.name.to_owned());
    if is_zip(bytes) {
        reading.problem(Problem::fatal(file, "expected CSV text; the file is a workbook or archive. Save it as CSV"));
        return reading;
    }
    match decode(file, bytes) {
        Ok(text) => read_text(spec, file, text, &mut reading),
        Err(problem) => reading.problem(problem),
    }
    reading
}

fn read_text(spec: &'static TableSpec, file: &str, text: &str, reading: &mut Reading) {
    let delimiter = delimiter(spec, text);
    let Shape { rows, fault } = shape(text, delimiter);
    let mut ragged = Vec::new();
    let mut width = None;
    let records = records(text, delimiter).zip(rows);
    let rows = records.filter_map(|(record, number)| {
        let width = *width.get_or_insert(record.len());
        match fits(&record, width) {
            Ok(()) => Some(Row::of_texts(number, record.iter())),
            Err(message) => {
                ragged.push(Problem::fatal(file, message).at_row(number));
                None
            }
        }
    });
    read_table(spec, file, rows, reading);
    ragged.into_iter().for_each(|problem| reading.problem(problem));
    if let Some((row, message)) = fault {
        reading.problem(Problem::fatal(file, format!("{message}. Nothing from this row on was read")).at_row(row));
    }
}

/// Records of a text, ragged ones included. A text that is UTF-8 gives no other error.
pub(crate) fn records(text: &str, delimiter: u8) -> impl Iterator<Item = ::csv::StringRecord> {
    let reader =
        ::csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    reader.into_records().map_while(Result::ok)
}

/// Whether a record has the header's width; empty cells beyond it are passed over.
fn fits(record: &::csv::StringRecord, width: usize) -> Result<(), String> {
    let found = record.len();
    let surplus = record.iter().skip(width).any(|cell| !cell.trim().is_empty());
    if found < width || surplus {
        return Err(format!("expected {width} cells as in the header, found {found}; the row is cut or lacks quotes"));
    }
    Ok(())
}

/// The delimiter under which most headers are the table's own; the comma where none is better.
fn delimiter(spec: &TableSpec, text: &str) -> u8 {
    let known = |delimiter: u8| {
        let header = records(text, delimiter).next().unwrap_or_default();
        header.iter().filter(|name| spec.column(&name.trim().to_lowercase()).is_some()).count()
    };
    DELIMITERS.into_iter().rev().max_by_key(|delimiter| known(*delimiter)).unwrap_or(b',')
}
