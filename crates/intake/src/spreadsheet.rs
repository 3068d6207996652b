//! Readers `xlsx` and `ods`, version 1. Formats: Office Open XML and OpenDocument workbooks; formulas by their last computed value.
//! Limits: 64 MiB, 256 MiB unpacked, 10,000 parts, 5 million filled cells a sheet, which lie within
//! 10 million places in ODS, 1,000 columns. Rows are read in `rows`, those of other workbooks in `workbook_text`.

use crate::dispatch::table_of_stem;
use crate::grid::{Cell, Row};
use crate::ods::OdsBook;
use crate::rows::read_table;
use crate::unpack::check_archive;
use crate::xlsx::XlsxBook;
use crate::{Problem, Reading, typed_cell, workbook_text};
use calamine::{Data, SheetType};
use firsthand_model::{TABLES, TableSpec};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

pub(crate) const XLSX: &str = "xlsx";
pub(crate) const ODS: &str = "ods";
pub(crate) const VERSION: &str = "1";

/// A workbook of either format.
pub(crate) trait Book {
    /// The sheets of cells, in order.
    fn sheets(&self) -> Vec<Sheet>;
    /// The rows of a sheet that are not blank, in order.
    fn rows(&mut self, sheet: &str) -> Result<Vec<Row>, String>;
}

/// One sheet's name.
pub(crate) struct Sheet(pub String);

impl Sheet {
    pub fn all(sheets: &[calamine::Sheet]) -> Vec<Sheet> {
        sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).map(|sheet| Sheet(sheet.name.clone())).collect()
    }

    fn table(&self) -> Option<&'static TableSpec> {
        table_of_stem(self.0.trim())
    }
}

/// Filled cells of a sheet by row and column.
#[derive(Default)]
pub(crate) struct SheetCells {
    rows: BTreeMap<u32, BTreeMap<u32, Cell>>,
    count: usize,
}

impl SheetCells {
    /// Adds a cell at a row and column counted from 0.
    pub fn add(&mut self, (row, column): (u32, u32), value: &Data, has_formula: bool) {
        if *value == Data::Empty && !has_formula {
            return;
        }
        self.count += 1;
        self.rows.entry(row).or_default().insert(column, typed_cell::cell(value, has_formula));
    }

    pub fn len(&self) -> usize {
        self.count
    }

    pub fn into_rows(self) -> Vec<Row> {
        let row = |(number, cells): (u32, BTreeMap<u32, Cell>)| {
            let cells = cells.into_iter().map(|(column, cell)| (column as usize, cell));
            Row::new(u64::from(number) + 1, cells)
        };
        self.rows.into_iter().map(row).collect()
    }
}

/// Reads a workbook: every sheet named after a table, or the first sheet of a file named after one.
pub(crate) fn read(reader: &str, of_name: Option<&'static TableSpec>, file: &str, bytes: &[u8]) -> Reading {
    let mut reading = Reading::by(reader, VERSION);
    let book = check_archive(bytes).and_then(|()| open(reader, bytes));
    match book {
        Ok(mut book) => read_book(book.as_mut(), of_name, file, &mut reading),
        // Any workbook may lie in a folder: only one that is called like a table is missed among the tables.
        Err(message) => reading.problem(Problem { fatal: of_name.is_some(), ..Problem::fatal(file, message) }),
    }
    reading
}

/// Reads a workbook that is no table as text, whatever its sheets are called.
pub(crate) fn read_as_text(reader: &str, file: &str, bytes: &[u8]) -> Reading {
    let mut reading = Reading::by(reader, VERSION);
    match check_archive(bytes).and_then(|()| open(reader, bytes)) {
        Ok(mut book) => workbook_text::add(book.as_mut(), file, &mut reading),
        Err(message) => reading.problem(Problem::note(file, message)),
    }
    reading
}

pub(crate) fn open<'a>(reader: &str, bytes: &'a [u8]) -> Result<Box<dyn Book + 'a>, String> {
    let book = guarded(|| match reader {
        ODS => OdsBook::open(bytes).map(|book| Box::new(book) as Box<dyn Book>),
        _ => XlsxBook::open(bytes).map(|book| Box::new(book) as Box<dyn Book>),
    });
    let book = book.map(|book| Box::new(Guarded(book)) as Box<dyn Book>);
    book.map_err(|error| format!("the workbook could not be read ({error}). Save it anew from its program"))
}

/// A workbook whose damage stops one sheet and not the reader.
struct Guarded<'a>(Box<dyn Book + 'a>);

impl Book for Guarded<'_> {
    fn sheets(&self) -> Vec<Sheet> {
        self.0.sheets()
    }

    fn rows(&mut self, sheet: &str) -> Result<Vec<Row>, String> {
        guarded(|| self.0.rows(sheet))
    }
}

/// The library counts rows and columns without looking whether they still fit, and panics where they do not. Its manifest
/// entry in the workspace keeps that so in a release, where they would else come out as other rows.
fn guarded<T>(read: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err("a number in it is out of all bounds".into()))
}

fn read_book(book: &mut dyn Book, of_name: Option<&'static TableSpec>, file: &str, reading: &mut Reading) {
    let sheets = book.sheets();
    let named: Vec<(&Sheet, &'static TableSpec)> =
        sheets.iter().filter_map(|sheet| sheet.table().map(|table| (sheet, table))).collect();
    let chosen = match (named.is_empty(), of_name, sheets.first()) {
        (true, Some(table), Some(first)) => vec![(first, table)],
        (true, _, _) => {
            reading.problem(Problem::note(file, no_table(&sheets)));
            return workbook_text::add(book, file, reading);
        }
        _ => named,
    };
    for (sheet, table) in &chosen {
        read_sheet(book, sheet, table, file, chosen.len() > 1, reading);
    }
    for other in sheets.iter().filter(|sheet| !chosen.iter().any(|(taken, _)| taken.0 == sheet.0)) {
        let message = format!("the sheet «{}» is not named after a table and was not read", other.0);
        reading.problem(Problem::note(file, message));
    }
}

fn read_sheet(
    book: &mut dyn Book,
    sheet: &Sheet,
    table: &'static TableSpec,
    file: &str,
    many: bool,
    reading: &mut Reading,
) {
    let first_problem = reading.problems.len();
    match book.rows(&sheet.0) {
        Ok(rows) => read_table(table, file, rows.into_iter(), reading),
        Err(message) => reading.problem(Problem::fatal(file, format!("the sheet could not be read ({message})"))),
    }
    if many {
        for problem in reading.problems.iter_mut().skip(first_problem) {
            problem.message = format!("sheet «{}»: {}", sheet.0, problem.message);
        }
    }
}

fn no_table(sheets: &[Sheet]) -> String {
    let names: Vec<&str> = sheets.iter().map(|sheet| sheet.0.as_str()).collect();
    let tables: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
    format!(
        "kept as text; no sheet is named after a table and neither is the file. Sheets: {}. Tables: {}",
        names.join(", "),
        tables.join(", ")
    )
}
