//! What a table looks like: its file name, its columns, and what each cell may hold.
//! Reading cells is in `cell`; the tables themselves stand beside their records.

use crate::Kind;

/// What a cell of a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// The row's own handle; required and unique in its table.
    Key,
    /// Free text.
    Text,
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Integer,
    /// A decimal number, kept as text.
    Decimal,
    /// An EDTF date, date-time, interval or set.
    Edtf,
    /// One of the listed words.
    OneOf(&'static [&'static str]),
    /// Texts separated by `;`.
    List,
    /// Web addresses separated by one space.
    Addresses,
    /// `id=label` pairs separated by `;`.
    Pairs,
    /// The handle of one record of one of these kinds.
    Ref(&'static [Kind]),
    /// Handles of records of one of these kinds, separated by `;`.
    Refs(&'static [Kind]),
}

impl CellKind {
    /// What the cell is expected to hold, for messages and the formats page.
    pub fn expectation(self) -> String {
        match self {
            CellKind::Key => "a handle, unique in this table".into(),
            CellKind::Text => "text".into(),
            CellKind::Flag => "true or false".into(),
            CellKind::Integer => "a whole number".into(),
            CellKind::Decimal => "a decimal number with a point".into(),
            CellKind::Edtf => "an EDTF date such as 2004-09-03 or 2004-09-03T13:05:00+04:00".into(),
            CellKind::OneOf(words) => format!("one of {}", words.join(", ")),
            CellKind::List => "texts separated by ;".into(),
            CellKind::Addresses => "web addresses separated by one space".into(),
            CellKind::Pairs => "id=label pairs separated by ;".into(),
            CellKind::Ref(kinds) => format!("the id of a {}", names(kinds)),
            CellKind::Refs(kinds) => format!("ids of a {} separated by ;", names(kinds)),
        }
    }
}

fn names(kinds: &[Kind]) -> String {
    kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(" or ")
}

/// One column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColumnSpec {
    /// The header, as written in the first row.
    pub name: &'static str,
    /// What its cells hold.
    pub cell: CellKind,
    /// What the column means, one sentence.
    pub doc: &'static str,
    /// One worked cell.
    pub example: &'static str,
    /// Whether every row must fill it.
    pub required: bool,
}

/// One table: a kind of record as rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableSpec {
    /// The kind of record that a row is.
    pub kind: Kind,
    /// The file name without its ending, which is also the name in `rows` of a receipt.
    pub name: &'static str,
    /// What the table holds, one sentence.
    pub doc: &'static str,
    /// The columns in the order in which they are written.
    pub columns: &'static [ColumnSpec],
}

impl TableSpec {
    /// The column with this header, or none.
    pub fn column(&self, name: &str) -> Option<&'static ColumnSpec> {
        self.columns.iter().find(|column| column.name == name)
    }
}

/// Whether a column holds what stays with the team and never reaches an export for others or a dossier.
pub fn is_team_only(column: &str) -> bool {
    column.ends_with("_team_only")
}
