//! Sheets of an ODS workbook as rows. The format repeats rows and cells by a count; the memory limit bounds what that makes.
//! What the cells mean is in `typed_cell` and `rows`.

use crate::grid::Row;
use crate::limits::MAX_CELLS;
use crate::spreadsheet::{Book, Sheet, SheetCells};
use calamine::{Data, Ods, Range, Reader};
use quick_xml::events::Event;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Cursor};
use zip::ZipArchive;

pub(crate) struct OdsBook<'a>(Ods<Cursor<&'a [u8]>>);

impl<'a> OdsBook<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Self, String> {
        check_ends(bytes)?;
        Ods::new(Cursor::new(bytes)).map(Self).map_err(|error| error.to_string())
    }
}

impl Book for OdsBook<'_> {
    fn sheets(&self) -> Vec<Sheet> {
        Sheet::all(self.0.sheets_metadata())
    }

    fn rows(&mut self, sheet: &str) -> Result<Vec<Row>, String> {
        let values = self.0.worksheet_range(sheet).map_err(|error| error.to_string())?;
        let formulas = self.0.worksheet_formula(sheet).map_err(|error| error.to_string())?;
        if values.used_cells().nth(MAX_CELLS).is_some() {
            return Err(format!("the sheet holds more than {MAX_CELLS} filled cells"));
        }
        let mut filled: BTreeMap<(u32, u32), Data> = placed(&formulas).map(|(at, _)| (at, Data::Empty)).collect();
        filled.extend(placed(&values).map(|(at, value)| (at, value.clone())));
        let mut cells = SheetCells::default();
        for (at, value) in &filled {
            cells.add(*at, value, formulas.get_value(*at).is_some_and(|formula| !formula.is_empty()));
        }
        Ok(cells.into_rows())
    }
}

/// Whether every document in the workbook ends as XML must. The library waits for the end of a table, so one without it
/// would be waited for without end.
fn check_ends(bytes: &[u8]) -> Result<(), String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| error.to_string())?;
        if part.name().is_ok_and(|name| name.ends_with(".xml")) && !is_whole(BufReader::new(part)) {
            return Err(format!("part {} of it is no whole XML document", index + 1));
        }
    }
    Ok(())
}

fn is_whole(document: impl BufRead) -> bool {
    let mut reader = quick_xml::Reader::from_reader(document);
    let (mut open, mut buffer) = (0_u64, Vec::new());
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(_)) => open += 1,
            Ok(Event::End(_)) => open = open.saturating_sub(1),
            Ok(Event::Eof) => return open == 0,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

/// Filled cells of a range with their places in the sheet.
fn placed<T: calamine::CellType>(range: &Range<T>) -> impl Iterator<Item = ((u32, u32), &T)> {
    let (row, column) = range.start().unwrap_or_default();
    range.used_cells().map(move |(down, right, value)| ((row + down as u32, column + right as u32), value))
}
