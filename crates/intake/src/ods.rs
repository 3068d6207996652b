//! Sheets of an ODS workbook as rows. The format repeats rows and cells by a count; the memory limit bounds what that makes.
//! What the cells mean is in `typed_cell` and `rows`.

use crate::grid::Row;
use crate::limits::MAX_CELLS;
use crate::spreadsheet::{Book, Sheet, SheetCells};
use calamine::{Data, Ods, Range, Reader};
use std::collections::BTreeMap;
use std::io::Cursor;

pub(crate) struct OdsBook<'a>(Ods<Cursor<&'a [u8]>>);

impl<'a> OdsBook<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Self, String> {
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

/// Filled cells of a range with their places in the sheet.
fn placed<T: calamine::CellType>(range: &Range<T>) -> impl Iterator<Item = ((u32, u32), &T)> {
    let (row, column) = range.start().unwrap_or_default();
    range.used_cells().map(move |(down, right, value)| ((row + down as u32, column + right as u32), value))
}
