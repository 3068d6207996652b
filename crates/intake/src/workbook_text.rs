//! The cells of a workbook that is neither a table of the case nor a transcript, as text to be found: each sheet under its name,
//! a line for each row, cells parted by tabs as in a file of tabs. Limit: 8 MiB of text. Opening it is in `spreadsheet`.

use crate::grid::Row;
use crate::limits::MAX_TEXT_BYTES;
use crate::spreadsheet::Book;
use crate::{Problem, Reading};

/// Adds the text of all sheets to a reading, with what could not be read of them.
pub(crate) fn add(book: &mut dyn Book, file: &str, reading: &mut Reading) {
    let mut text = String::new();
    let mut sheets = book.sheets().into_iter();
    while let Some(sheet) = sheets.next() {
        let rows = match book.rows(&sheet.0) {
            Ok(rows) => rows,
            Err(error) => {
                let message = format!("the sheet «{}» is damaged ({error}) and was not read", sheet.0);
                reading.problem(Problem::note(file, message));
                continue;
            }
        };
        if rows.is_empty() {
            continue;
        }
        faults(&sheet.0, &rows, file, reading);
        let parting = if text.is_empty() { "" } else { "\n" };
        text.push_str(&format!("{parting}{}\n", sheet.0));
        if let Some(row) = add_rows(&rows, MAX_TEXT_BYTES as usize, &mut text) {
            let behind: Vec<String> = sheets.map(|sheet| format!("«{}»", sheet.0)).collect();
            reading.problem(rest_unread(file, &sheet.0, row, &behind));
            break;
        }
    }
    if !text.is_empty() {
        reading.text = Some(text);
    }
}

/// Adds rows while there is room; the number of the first for which there is none.
fn add_rows(rows: &[Row], most: usize, text: &mut String) -> Option<u64> {
    for row in rows {
        let line = line(row);
        if text.len() + line.len() > most {
            return Some(row.number);
        }
        text.push_str(&line);
    }
    None
}

/// A row with its cells in their columns.
fn line(row: &Row) -> String {
    let (mut line, mut at) = (String::new(), 0);
    for (column, cell) in &row.cells {
        line.extend(std::iter::repeat_n('\t', column - at));
        at = *column;
        line.push_str(&cell.text.replace(['\r', '\n', '\t'], " "));
    }
    line.push('\n');
    line
}

/// Cells that hold no value are told once for a sheet.
fn faults(sheet: &str, rows: &[Row], file: &str, reading: &mut Reading) {
    let mut faulty = rows.iter().flat_map(|row| row.cells.iter().map(move |(_, cell)| (row.number, cell)));
    let mut faulty = faulty.by_ref().filter_map(|(number, cell)| Some((number, cell.fault.as_ref()?)));
    if let Some((number, fault)) = faulty.next() {
        let more = match faulty.count() {
            0 => String::new(),
            more => format!(" ({more} more such cells in the sheet)"),
        };
        reading.problem(Problem::note(file, format!("sheet «{sheet}»: {fault}{more}")).at_row(number));
    }
}

fn rest_unread(file: &str, sheet: &str, row: u64, behind: &[String]) -> Problem {
    let behind = match behind {
        [] => String::new(),
        sheets => format!(", nor the sheets behind it: {}", sheets.join(", ")),
    };
    let message = format!(
        "the workbook has more than {MAX_TEXT_BYTES} bytes (8 MiB) of text; the sheet «{sheet}» was not read from this row on{behind}"
    );
    Problem::rest_unread(file, message).at_row(row)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::Cell;

    fn row(number: u64, cells: &[(usize, &str)]) -> Row {
        Row::new(number, cells.iter().map(|(column, text)| (*column, Cell::text(*text))))
    }

    #[test]
    fn cells_keep_their_columns_and_rows_end_where_room_ends() {
        let rows = [row(1, &[(0, "a"), (3, "two\nlines")]), row(4, &[(1, "b")]), row(5, &[(0, "no room")])];
        let mut text = String::new();
        assert_eq!(add_rows(&rows, 20, &mut text), Some(5));
        assert_eq!(text, "a\t\t\ttwo lines\n\tb\n");
    }
}
