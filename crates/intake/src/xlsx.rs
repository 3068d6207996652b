//! Sheets of an XLSX workbook as rows, cell by cell: a sheet that claims a billion cells costs only those it holds.
//! What the cells mean is in `typed_cell` and `rows`.

use crate::grid::Row;
use crate::limits::MAX_CELLS;
use crate::spreadsheet::{Book, Sheet, SheetCells};
use calamine::{Data, Reader, Xlsx};
use std::io::Cursor;

pub(crate) struct XlsxBook<'a>(Xlsx<Cursor<&'a [u8]>>);

impl<'a> XlsxBook<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Self, String> {
        Xlsx::new(Cursor::new(bytes)).map(Self).map_err(|error| error.to_string())
    }
}

impl Book for XlsxBook<'_> {
    fn sheets(&self) -> Vec<Sheet> {
        Sheet::all(self.0.sheets_metadata())
    }

    fn rows(&mut self, sheet: &str) -> Result<Vec<Row>, String> {
        let mut reader = self.0.worksheet_cells_reader(sheet).map_err(|error| error.to_string())?;
        let mut cells = SheetCells::default();
        while let Some(record) = reader.next_cell_with_formula_metadata().map_err(|error| error.to_string())? {
            cells.add(record.pos, &Data::from(record.value), record.formula.is_some());
            if cells.len() > MAX_CELLS {
                return Err(format!("the sheet holds more than {MAX_CELLS} filled cells"));
            }
        }
        Ok(cells.into_rows())
    }
}
