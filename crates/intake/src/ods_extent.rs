//! How many places a sheet of an ODS workbook takes once its repeated rows and cells are written out, counted before anything
//! writes them out. The format repeats by a number, so that a few bytes may stand for a thousand million cells.

use crate::limits::{MAX_CELLS, MAX_LAID_CELLS};
use quick_xml::events::BytesStart;

/// The rows of one sheet as they are met.
#[derive(Debug, Default)]
pub(crate) struct Extent {
    row: Option<RowExtent>,
    /// Rows until now, written out.
    rows: u64,
    /// The first row with a filled cell, and the one behind the last.
    filled_rows: Option<(u64, u64)>,
    /// Columns until the last filled one.
    width: u64,
    filled: u64,
}

/// One row of the file.
#[derive(Debug, Default)]
struct RowExtent {
    repeats: u64,
    columns: u64,
    width: u64,
    filled: u64,
}

impl Extent {
    /// Takes the beginning of an element; `is_empty` where nothing stands in it.
    pub fn open(&mut self, element: &BytesStart<'_>, is_empty: bool) {
        match element.name().as_ref() {
            "table:table" => *self = Extent::default(),
            "table:table-row" => {
                let repeats = count(element, "table:number-rows-repeated");
                self.row = Some(RowExtent { repeats, ..RowExtent::default() });
                if is_empty {
                    self.close_row();
                }
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let is_filled = !is_empty || has(element, "office:value-type") || has(element, "table:formula");
                let repeats = count(element, "table:number-columns-repeated");
                let Some(row) = &mut self.row else { return };
                row.columns = row.columns.saturating_add(repeats);
                if is_filled {
                    row.filled = row.filled.saturating_add(repeats);
                    row.width = row.columns;
                }
            }
            _ => {}
        }
    }

    /// Takes the end of a row.
    pub fn close_row(&mut self) {
        let Some(row) = self.row.take() else { return };
        let first = self.rows;
        self.rows = self.rows.saturating_add(row.repeats);
        if row.filled > 0 {
            self.filled_rows = Some((self.filled_rows.map_or(first, |(first, _)| first), self.rows));
            self.width = self.width.max(row.width);
            self.filled = self.filled.saturating_add(row.filled.saturating_mul(row.repeats));
        }
    }

    /// What is too much of the sheet until now; nothing where it can be read.
    pub fn fault(&self) -> Option<String> {
        let height = self.filled_rows.map_or(0, |(first, end)| end - first);
        if self.filled > MAX_CELLS as u64 {
            return Some(format!("a sheet repeats its cells to more than {MAX_CELLS} filled ones"));
        }
        let is_wide = height.saturating_mul(self.width) > MAX_LAID_CELLS;
        is_wide.then(|| {
            format!(
                "the cells of a sheet lie {height} rows and {} columns apart, more than {MAX_LAID_CELLS} places; \
                 delete what stands far below or beside the table",
                self.width
            )
        })
    }
}

fn count(element: &BytesStart<'_>, attribute: &str) -> u64 {
    let written = element.try_get_attribute(attribute).ok().flatten();
    // A number that is none is for the library to complain of.
    written.and_then(|one| one.value.trim().parse().ok()).unwrap_or(1)
}

fn has(element: &BytesStart<'_>, attribute: &str) -> bool {
    element.try_get_attribute(attribute).ok().flatten().is_some()
}
