//! Reader `transcript-table`, version 2. Formats: CSV in UTF-8, XLSX and ODS with a column of words (`words`, `text` or `transcript`) and
//! one of speakers or times, in any order; comma, semicolon or tab. Limits: 64 MiB, 1,000,000 rows,
//! 1,000 columns; those of workbooks.
//! Columns that are not known are kept with their cue. Times may be sparse; between them they are spread and say so.

mod book;
mod clocks;
mod columns;
mod row;
mod sentence;
pub(super) mod stamps;

use super::Reader;
use crate::csv_shape::{Shape, last_row_end, shape};
use crate::encoding::decode;
use crate::part::{self, Beginning};
use crate::unpack::is_zip;
use crate::{Problem, Reading};
use firsthand_model::Transcript;

pub(super) use columns::Columns;
pub(super) use row::Rows;

const NAME: &str = "transcript-table";
const VERSION: &str = "2";
const MAX_ROWS: usize = 1_000_000;
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];
/// No row is believed to be longer: a quote that is open for so long was never closed.
const LONGEST_ROW_BYTES: usize = 1024 * 1024;

pub(super) const READER: Reader = Reader { claims, read, part: first_rows };

fn claims(ending: &str, head: &[u8]) -> bool {
    if matches!(ending, "xlsx" | "ods") {
        return is_zip(head);
    }
    let first = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let first = String::from_utf8_lossy(first);
    let first = first.trim_start_matches('\u{feff}');
    matches!(ending, "csv" | "tsv") && DELIMITERS.iter().any(|delimiter| header(first, *delimiter).is_some())
}

/// Up to the last whole row: a quote that is open where a file was cut would pass for one that is never closed. A workbook is
/// whole or nothing.
fn first_rows(cut: &[u8]) -> Option<Beginning> {
    if is_zip(cut) {
        return None;
    }
    let text = cut.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mark_bytes = if cut.starts_with("\u{feff}".as_bytes()) { 3 } else { 0 };
    let delimiter = DELIMITERS.into_iter().find(|delimiter| header(text, *delimiter).is_some());
    let rows = delimiter.and_then(|delimiter| last_row_end(text, delimiter));
    let rows = rows.map(|rows| Beginning { size_bytes: rows.size_bytes + mark_bytes, ..rows });
    rows.filter(|rows| cut.len() - rows.size_bytes <= LONGEST_ROW_BYTES).or_else(|| part::lines(cut))
}

fn read(file: &str, bytes: &[u8]) -> Reading {
    if is_zip(bytes) {
        return book::read(file, bytes);
    }
    let text = match decode(file, bytes) {
        Ok(text) => text,
        Err(problem) => return Reading::failed(NAME, VERSION, Problem { fatal: false, ..problem }),
    };
    let found = DELIMITERS.iter().find_map(|delimiter| Some((*delimiter, header(text, *delimiter)?)));
    let Some((delimiter, columns)) = found else {
        let problem = Problem::note(file, "no column called words, text or transcript beside one of speakers or times");
        return Reading::failed(NAME, VERSION, problem);
    };
    read_text(file, text, delimiter, columns)
}

/// Rows in order, with their numbers as a spreadsheet shows them. Where the quoting breaks, the rest is read as it stands.
fn read_text(file: &str, text: &str, delimiter: u8, columns: Columns) -> Reading {
    let Shape { rows: numbers, fault } = shape(text, delimiter);
    let after = fault.map_or_else(|| numbers.last().map_or(1, |last| last + 1), |(row, _)| row);
    let mut numbered = records(text, delimiter).zip(numbers.into_iter().chain(after..)).skip(1);
    let mut rows = Rows::new(file, columns);
    if let Some((row, what)) = fault {
        rows.problem(row, format!("{what}. From here on rows may have run together; they were read as they stand"));
    }
    numbered.by_ref().take(MAX_ROWS).for_each(|(record, number)| rows.take(number, &record));
    if let Some((_, number)) = numbered.next() {
        rows.rest_unread(number, MAX_ROWS);
    }
    reading_of(rows.finish())
}

fn reading_of((mut transcript, problems): (Transcript, Vec<Problem>)) -> Reading {
    let mut reading = Reading::by(NAME, VERSION);
    problems.into_iter().for_each(|problem| reading.problem(problem));
    transcript.interpolate();
    reading.with_transcript(transcript)
}

/// A workbook as a transcript; nothing where no sheet of it is one, or where it cannot be opened.
pub(super) fn of_book(file: &str, bytes: &[u8]) -> Option<Reading> {
    book::transcript(file, bytes).ok().flatten()
}

fn header(text: &str, delimiter: u8) -> Option<Columns> {
    Columns::of(&records(text, delimiter).next()?)
}

/// Records of a text; one that is not well formed ends them. Rows may be of any length.
fn records(text: &str, delimiter: u8) -> impl Iterator<Item = csv::StringRecord> {
    let reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    reader.into_records().map_while(Result::ok)
}
