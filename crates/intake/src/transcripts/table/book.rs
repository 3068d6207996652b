//! Transcripts in workbooks: the first sheet with the header of one, its rows as those of a CSV file.
//! Opening workbooks and their limits are in `spreadsheet`; what rows mean is in `row`.

use super::columns::Columns;
use super::row::Rows;
use super::{MAX_ROWS, NAME, VERSION, reading_of};
use crate::dispatch::ending;
use crate::grid::{Cell, Row};
use crate::limits::MAX_COLUMNS;
use crate::spreadsheet;
use crate::unpack::check_archive;
use crate::{Problem, Reading};
use csv::StringRecord;

/// Reads a workbook; one that is no transcript as text.
pub(super) fn read(file: &str, bytes: &[u8]) -> Reading {
    match transcript(file, bytes) {
        Ok(Some(reading)) => reading,
        Ok(None) => {
            let mut reading = spreadsheet::read_as_text(kind(file), file, bytes);
            let message =
                "kept as text; no sheet has a column called words, text or transcript beside one of speakers or times";
            reading.problem(Problem::note(file, message));
            reading
        }
        Err(what) => Reading::failed(NAME, VERSION, Problem::note(file, format!("kept; {what}"))),
    }
}

/// The transcript in a workbook; nothing where no sheet is one.
///
/// # Errors
/// Why the workbook cannot be opened.
pub(super) fn transcript(file: &str, bytes: &[u8]) -> Result<Option<Reading>, String> {
    check_archive(bytes)?;
    let mut book = spreadsheet::open(kind(file), bytes)?;
    let (mut found, mut problems) = (None, Vec::new());
    for sheet in book.sheets() {
        let unread = |why: &str| Problem::note(file, format!("the sheet «{}» {why} and was not read", sheet.0));
        match (book.rows(&sheet.0), &found) {
            (Err(error), _) => problems.push(unread(&format!("is damaged ({error})"))),
            (Ok(rows), None) => match header(&rows) {
                Some(columns) => found = Some((columns, rows)),
                None => problems.push(unread("has not the header of a transcript")),
            },
            (Ok(_), Some(_)) => problems.push(unread("stands behind the transcript")),
        }
    }
    let Some((columns, rows)) = found else { return Ok(None) };
    let mut reading = read_rows(file, columns, &rows);
    problems.into_iter().for_each(|problem| reading.problem(problem));
    Ok(Some(reading))
}

fn kind(file: &str) -> &'static str {
    if ending(file) == "ods" { spreadsheet::ODS } else { spreadsheet::XLSX }
}

fn header(rows: &[Row]) -> Option<Columns> {
    Columns::of(&record(rows.first()?))
}

fn read_rows(file: &str, columns: Columns, cells: &[Row]) -> Reading {
    let stamp = columns.stamp;
    let mut rows = Rows::new(file, columns);
    for row in cells.iter().skip(1).take(MAX_ROWS) {
        for (_, cell) in &row.cells {
            let told = [&cell.fault, &cell.note];
            told.into_iter().flatten().for_each(|what| rows.problem(row.number, what.clone()));
        }
        rows.take(row.number, &record(row));
    }
    if let Some(row) = cells.get(MAX_ROWS + 1) {
        rows.rest_unread(row.number, MAX_ROWS);
    }
    if let Some(row) = without_seconds(stamp, cells) {
        rows.problem(
            row,
            "times are typed as hours and minutes without a second; were minutes and seconds meant?".into(),
        );
    }
    reading_of(rows.finish())
}

/// The first row of a clock that is typed as a time, where at least two are and none has seconds: a spreadsheet takes the
/// `3:13` of a recording for hours.
fn without_seconds(stamp: Option<usize>, rows: &[Row]) -> Option<u64> {
    let typed = |row: &Row| {
        let cell = row.cells.iter().find(|(place, _)| Some(*place) == stamp)?;
        Some((row.number, cell.1.clock_seconds?))
    };
    let typed: Vec<(u64, i64)> = rows.iter().filter_map(typed).collect();
    (typed.len() > 1 && typed.iter().all(|(_, seconds)| seconds % 60 == 0)).then(|| typed[0].0)
}

/// A row as a CSV file would have it; cells beyond the widest table are named in the header's place.
fn record(row: &Row) -> StringRecord {
    let width = row.cells.last().map_or(0, |(place, _)| place + 1).min(MAX_COLUMNS);
    let mut texts = vec![String::new(); width];
    for (place, cell) in row.cells.iter().filter(|(place, _)| *place < width) {
        texts[*place] = written(cell);
    }
    StringRecord::from(texts)
}

/// A cell's text; a time with its seconds, as its own text may leave them out.
fn written(cell: &Cell) -> String {
    match cell.clock_seconds {
        Some(seconds) => format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60),
        None => cell.text.clone(),
    }
}
