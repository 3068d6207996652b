//! docs/formats/tables.md is made from the tables themselves, so that no column can be undocumented.
//! `UPDATE_DOCS=1 cargo nextest run -p firsthand-model` writes it anew.

use firsthand_model::{ColumnSpec, TABLES, TableSpec};
use std::path::PathBuf;

const OPENING: &str = "\
# Tables

A case folder holds any of the tables below as CSV (UTF-8, with or without a byte-order mark, RFC 4180), XLSX or ODS,
`case.toml`, Markdown accounts under `accounts/`, and media. A table is known by its file name, or in a workbook by the
name of its sheet. Columns may come in any order; a column that is not listed is kept as text with its row and shown on
no page. Lists inside a cell are separated by `;`, web addresses by one space. An empty cell means \"not stated\".
Where a cell is one word of a list, capitals make no difference, and a space, a hyphen or `_` within it is the same: `At least`
is `at-least`. A time of day has its seconds, `:00` where they are not known.

A column whose name ends in `_team_only` stays with the team: it is kept, exported only with `--with-team-only`, and is in
no byte of a dossier. `content_note` is shown before the material and withholds nothing; `withhold` keeps the row, and
everything that stands only on it, out of every public edition.

This page is made from the program's own tables (`crates/model/src/records`); a test fails when it differs.
";

#[test]
fn every_column_is_documented() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/formats/tables.md");
    let expected = page();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &expected).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(found == expected, "docs/formats/tables.md is not what the tables are: run again with UPDATE_DOCS=1");
}

#[test]
fn every_worked_cell_can_be_read() {
    for table in TABLES {
        for column in table.columns.iter().filter(|column| !column.example.is_empty()) {
            let read = firsthand_model::cell::read_cell(column.cell, column.example);
            assert!(read.is_ok_and(|value| value.is_some()), "{}.{}", table.name, column.name);
        }
    }
}

fn page() -> String {
    let tables: Vec<String> = TABLES.iter().map(section).collect();
    format!("{OPENING}\n{}", tables.join("\n"))
}

fn section(table: &TableSpec) -> String {
    let rows: Vec<String> = table.columns.iter().map(row).collect();
    format!(
        "## {}\n\n{}\n\n| column | holds | meaning | worked cell |\n| --- | --- | --- | --- |\n{}\n",
        table.name,
        table.doc.trim(),
        rows.join("\n")
    )
}

fn row(column: &ColumnSpec) -> String {
    let required = if column.required { ", required" } else { "" };
    let example = if column.example.is_empty() { String::new() } else { format!("`{}`", column.example) };
    format!("| `{}` | {}{required} | {} | {example} |", column.name, column.cell.expectation(), column.doc.trim())
}
