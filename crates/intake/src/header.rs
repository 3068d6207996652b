//! A header row to the columns of a table. Cells under it are read in `rows`.

use crate::Problem;
use crate::grid::{Row, letters};
use crate::limits::MAX_COLUMNS;
use firsthand_model::table::is_team_only;
use firsthand_model::{ColumnSpec, TableSpec};
use std::collections::BTreeMap;

/// What stands under one header cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Column {
    /// A column of the table.
    Known(&'static ColumnSpec),
    /// A column that the table does not have, kept as text.
    Kept(String),
}

impl Column {
    /// The header, for messages.
    pub fn name(&self) -> &str {
        match self {
            Column::Known(spec) => spec.name,
            Column::Kept(name) => name,
        }
    }
}

/// The columns of a table by position; positions without a header are absent.
pub(crate) type Columns = BTreeMap<usize, Column>;

/// Reads a header; names are compared without case and outer white space.
///
/// # Errors
/// One fatal problem: too many columns, a header twice, or required columns missing.
pub(crate) fn read_header(spec: &TableSpec, file: &str, header: &Row) -> Result<Columns, Problem> {
    let fatal = |message: String| Problem::fatal(file, message).at_row(header.number);
    if header.cells.iter().any(|(position, _)| *position >= MAX_COLUMNS) {
        return Err(fatal(format!("expected at most {MAX_COLUMNS} columns; this is not a table of {}", spec.name)));
    }
    let columns: Columns = header.cells.iter().map(|(position, cell)| (*position, column(spec, &cell.text))).collect();
    if let Some((first, second)) = duplicate(&columns) {
        let name = columns[&second].name();
        let (first, second) = (letters(first), letters(second));
        return Err(fatal(format!("the header «{name}» stands twice, in columns {first} and {second}")).in_column(name));
    }
    match missing(spec, &columns).as_slice() {
        [] => Ok(columns),
        [one] => Err(fatal(format!("the required column {one} is missing from the header")).in_column(one)),
        many => Err(fatal(format!("required columns are missing from the header: {}", many.join(", ")))),
    }
}

/// One remark for each column that the table does not have; what stays with the team is kept silently.
pub(crate) fn kept_notes(spec: &TableSpec, file: &str, columns: &Columns) -> Vec<Problem> {
    let note = |name: &String| {
        let message = format!("{} has no such column; its cells are kept as text", spec.name);
        Problem::note(file, message).in_column(name)
    };
    let kept = columns.values().filter_map(|column| match column {
        Column::Kept(name) if !is_team_only(&name.to_lowercase()) => Some(name),
        _ => None,
    });
    kept.map(note).collect()
}

fn column(spec: &TableSpec, text: &str) -> Column {
    let name = text.trim();
    match spec.columns.iter().find(|column| column.name == name.to_lowercase()) {
        Some(known) => Column::Known(known),
        None => Column::Kept(name.to_owned()),
    }
}

fn duplicate(columns: &Columns) -> Option<(usize, usize)> {
    let mut seen = BTreeMap::new();
    columns.iter().find_map(|(position, column)| {
        seen.insert(column.name().to_lowercase(), *position).map(|earlier| (earlier, *position))
    })
}

fn missing(spec: &TableSpec, columns: &Columns) -> Vec<&'static str> {
    let present = |name: &str| columns.values().any(|column| column.name() == name);
    spec.columns.iter().filter(|column| column.required && !present(column.name)).map(|column| column.name).collect()
}
