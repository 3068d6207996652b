//! Sheets of an ODS workbook as rows. The format repeats rows and cells by a count, which `ods_extent` bounds.
//! What the cells mean is in `typed_cell` and `rows`.

use crate::grid::Row;
use crate::limits::MAX_CELLS;
use crate::ods_extent::Extent;
use crate::spreadsheet::{Book, Sheet, SheetCells};
use calamine::{Data, Ods, Range, Reader};
use quick_xml::events::Event;
use quick_xml::name::QName;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Cursor};
use zip::ZipArchive;

pub(crate) struct OdsBook<'a>(Ods<Cursor<&'a [u8]>>);

impl<'a> OdsBook<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Self, String> {
        check_parts(bytes)?;
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

/// Whether every document in the workbook ends as XML must, and no sheet is too large written out. The library waits for the
/// end of a table, so one without it would be waited for without end.
fn check_parts(bytes: &[u8]) -> Result<(), String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| error.to_string())?;
        if part.name().is_ok_and(|name| name.ends_with(".xml")) {
            let fault = fault(BufReader::new(part));
            fault.map_err(|why| why.unwrap_or_else(|| format!("part {} of it is no whole XML document", index + 1)))?;
        }
    }
    Ok(())
}

/// What is wrong with a document: that it is not whole, where nothing is said.
fn fault(document: impl BufRead) -> Result<(), Option<String>> {
    let mut reader = quick_xml::Reader::from_reader(document);
    let (mut open, mut buffer, mut extent) = (0_u64, Vec::new(), Extent::default());
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element)) => {
                open += 1;
                extent.open(&element, false);
            }
            Ok(Event::Empty(element)) => extent.open(&element, true),
            Ok(Event::End(element)) => {
                open = open.saturating_sub(1);
                if element.name() == QName("table:table-row") {
                    extent.close_row();
                    extent.fault().map_or(Ok(()), |why| Err(Some(why)))?;
                }
            }
            Ok(Event::Eof) if open == 0 => return Ok(()),
            Ok(Event::Eof) | Err(_) => return Err(None),
            Ok(_) => {}
        }
    }
}

/// Filled cells of a range with their places in the sheet.
fn placed<T: calamine::CellType>(range: &Range<T>) -> impl Iterator<Item = ((u32, u32), &T)> {
    let (row, column) = range.start().unwrap_or_default();
    range.used_cells().map(move |(down, right, value)| ((row + down as u32, column + right as u32), value))
}
