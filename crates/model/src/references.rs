//! Which handles a record points to, read from its table's columns. Whether they exist is checked by who has the case.

use crate::records::{Record, table};
use crate::table::CellKind;
use crate::{Kind, TableSpec};
use serde_json::Value;

/// One handle that a record points to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The column in which it stands.
    pub column: &'static str,
    /// The kinds it may be.
    pub kinds: &'static [Kind],
    /// The handle.
    pub handle: String,
}

/// Every handle that a record's columns point to, in column order; none for accounts and settings.
pub fn references(record: &Record) -> Vec<Reference> {
    let Some(spec) = spec_of(record.kind()) else { return Vec::new() };
    let body = record.to_json();
    spec.columns.iter().flat_map(|column| column_references(column.name, column.cell, &body)).collect()
}

/// The table that rows of this kind come from, or none.
pub fn spec_of(kind: Kind) -> Option<&'static TableSpec> {
    crate::records::TABLES.iter().find(|spec| spec.kind == kind).and_then(|spec| table(spec.name))
}

/// The kind that a word means: its name in the ledger, or that of its table, also of one row of it (`populations`, `population`).
pub fn kind_named(word: &str) -> Option<Kind> {
    let is_of_table = |name: &str| name == word || name.strip_suffix('s') == Some(word);
    let of_table = || crate::records::TABLES.iter().find(|spec| is_of_table(spec.name)).map(|spec| spec.kind);
    Kind::from_name(word).or_else(of_table)
}

fn column_references(column: &'static str, cell: CellKind, body: &Value) -> Vec<Reference> {
    let (CellKind::Ref(kinds) | CellKind::Refs(kinds)) = cell else { return Vec::new() };
    handles(&body[column]).into_iter().map(|handle| Reference { column, kinds, handle }).collect()
}

fn handles(value: &Value) -> Vec<String> {
    match value {
        Value::String(handle) => vec![handle.clone()],
        Value::Array(items) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}
