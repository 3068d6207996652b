//! The verb *export*: the last revision of every record as the folder that would import it again.
//! Columns that stay with the team are written only when the team asks for them.

use crate::Archive;
use crate::error::{ArchiveError, disk};
use crate::export::export_cleaned::{Cleaned, LeftOut, cleaned};
use crate::snapshot::Snapshot;
use firsthand_model::cell::write_cell;
use firsthand_model::table::{CellKind, is_team_only};
use firsthand_model::{Account, Kind, TABLES, TableSpec};
use firsthand_vault::{Digest, Shelf};
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// In which format tables are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TableFormat {
    /// UTF-8, RFC 4180.
    #[default]
    Csv,
    /// One workbook a table, every cell as text.
    Xlsx,
    /// The same as an OpenDocument spreadsheet.
    Ods,
}

/// What an export wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Exported {
    /// Rows by table.
    pub rows: BTreeMap<String, u64>,
    /// Files written, in order of name.
    pub files: Vec<String>,
    /// What was not written, because what it points to was erased.
    pub left_out: Vec<LeftOut>,
}

impl Archive {
    /// Writes the case as a folder of tables and accounts.
    ///
    /// # Errors
    /// When the folder is not empty or cannot be written.
    pub fn export_tables(
        &self,
        out: &Path,
        format: TableFormat,
        with_team_only: bool,
    ) -> Result<Exported, ArchiveError> {
        let snapshot = self.snapshot()?;
        if out.read_dir().is_ok_and(|mut entries| entries.next().is_some()) {
            return Err(ArchiveError::OutOccupied { folder: out.to_owned() });
        }
        std::fs::create_dir_all(out).map_err(disk("make", out))?;
        let Cleaned { rows, accounts, left_out } =
            cleaned(&snapshot, &|source| self.held_file(&snapshot, source).is_some());
        let mut exported = Exported { left_out, ..Exported::default() };
        for spec in TABLES {
            let Some(rows) = rows.get(&spec.kind) else { continue };
            exported.rows.insert(spec.name.to_owned(), rows.len() as u64);
            exported.files.push(write_table(out, spec, rows, format, with_team_only)?);
        }
        write_settings(out, &snapshot, &mut exported)?;
        for account in &accounts {
            exported.files.push(write_account(out, account)?);
            *exported.rows.entry("accounts".into()).or_default() += 1;
        }
        self.write_originals(out, &snapshot, &mut exported)?;
        exported.files.sort();
        Ok(exported)
    }

    /// The held originals of sources that name a file, under that name: without them the tables would not import.
    fn write_originals(&self, out: &Path, snapshot: &Snapshot, exported: &mut Exported) -> Result<(), ArchiveError> {
        for source in &snapshot.sources {
            let Some((name, digest)) = self.held_file(snapshot, source.id.as_str()) else { continue };
            if exported.files.iter().any(|written| written == name) {
                continue;
            }
            let mut from = self.vault.object(Shelf::Originals, &digest)?;
            let path = out.join(name);
            let parent = path.parent().unwrap_or(out);
            std::fs::create_dir_all(parent).map_err(disk("make", parent))?;
            let mut to = std::fs::File::create_new(&path).map_err(disk("write", &path))?;
            std::io::copy(&mut from, &mut to).map_err(disk("write", &path))?;
            exported.files.push(name.to_owned());
        }
        Ok(())
    }

    /// The file that a source names, inside the folder, and the bytes that are held of it; none if they are not here.
    fn held_file<'a>(&self, snapshot: &'a Snapshot, source: &str) -> Option<(&'a str, Digest)> {
        let source = snapshot.sources.iter().find(|one| one.id.as_str() == source)?;
        let name = source.file.as_deref()?;
        let digest: Digest = snapshot.original_of(source).sha256?.parse().ok()?;
        (is_inside(name) && self.vault.object(Shelf::Originals, &digest).is_ok()).then_some((name, digest))
    }
}

/// Whether a file of that name would lie in the folder: an import takes no other name, and a ledger could have been written by
/// something else.
fn is_inside(name: &str) -> bool {
    Path::new(name).components().all(|part| matches!(part, std::path::Component::Normal(_)))
}

/// Header and cells: the known columns in their order, then others by name.
fn grid(spec: &TableSpec, rows: &[Value], with_team_only: bool) -> Vec<Vec<String>> {
    let known: Vec<(&str, CellKind)> = spec.columns.iter().map(|column| (column.name, column.cell)).collect();
    let keys: BTreeSet<&str> =
        rows.iter().filter_map(Value::as_object).flatten().map(|(key, _)| key.as_str()).collect();
    let others =
        keys.into_iter().filter(|key| spec.column(key).is_none()).filter(|key| with_team_only || !is_team_only(key));
    let columns: Vec<(&str, CellKind)> = known.into_iter().chain(others.map(|key| (key, CellKind::Text))).collect();
    let header = columns.iter().map(|(name, _)| (*name).to_owned()).collect();
    let cells = |row: &Value| columns.iter().map(|(name, cell)| write_cell(*cell, &row[*name])).collect();
    std::iter::once(header).chain(rows.iter().map(cells)).collect()
}

fn write_table(
    out: &Path,
    spec: &TableSpec,
    rows: &[Value],
    format: TableFormat,
    with_team_only: bool,
) -> Result<String, ArchiveError> {
    let grid = grid(spec, rows, with_team_only);
    match format {
        TableFormat::Csv => write_csv(out, spec.name, &grid),
        TableFormat::Xlsx => write_xlsx(out, spec.name, &grid),
        TableFormat::Ods => write_ods(out, spec.name, &grid),
    }
}

fn write_csv(out: &Path, name: &str, grid: &[Vec<String>]) -> Result<String, ArchiveError> {
    let file = format!("{name}.csv");
    let path = out.join(&file);
    let failed = |error: csv::Error| ArchiveError::Disk { verb: "write", path: path.clone(), source: error.into() };
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_path(&path).map_err(failed)?;
    for row in grid {
        writer.write_record(row).map_err(failed)?;
    }
    writer.flush().map_err(disk("write", &path))?;
    Ok(file)
}

fn write_xlsx(out: &Path, name: &str, grid: &[Vec<String>]) -> Result<String, ArchiveError> {
    let file = format!("{name}.xlsx");
    let path = out.join(&file);
    let failed = |error: rust_xlsxwriter::XlsxError| ArchiveError::Disk {
        verb: "write",
        path: path.clone(),
        source: std::io::Error::other(error),
    };
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet().set_name(name).map_err(failed)?;
    for (row, cells) in (0u32..).zip(grid) {
        for (column, cell) in (0u16..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(row, column, cell).map_err(failed)?;
        }
    }
    workbook.save(&path).map_err(failed)?;
    Ok(file)
}

fn write_ods(out: &Path, name: &str, grid: &[Vec<String>]) -> Result<String, ArchiveError> {
    let file = format!("{name}.ods");
    let path = out.join(&file);
    let mut sheet = spreadsheet_ods::Sheet::new(name);
    for (row, cells) in (0u32..).zip(grid) {
        for (column, cell) in (0u32..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.set_value(row, column, cell.as_str());
        }
    }
    let mut workbook = spreadsheet_ods::WorkBook::new_empty();
    workbook.push_sheet(sheet);
    let failed = |error: spreadsheet_ods::OdsError| ArchiveError::Disk {
        verb: "write",
        path: path.clone(),
        source: std::io::Error::other(error.to_string()),
    };
    spreadsheet_ods::write_ods(&mut workbook, &path).map_err(failed)?;
    Ok(file)
}

fn write_settings(out: &Path, snapshot: &Snapshot, exported: &mut Exported) -> Result<(), ArchiveError> {
    if !snapshot.entities.contains_key(&(Kind::Case, "case".into())) {
        return Ok(());
    }
    let path = out.join("case.toml");
    let text = toml::to_string(&snapshot.settings).map_err(|error| ArchiveError::Disk {
        verb: "write",
        path: path.clone(),
        source: std::io::Error::other(error),
    })?;
    std::fs::write(&path, text).map_err(disk("write", &path))?;
    exported.files.push("case.toml".into());
    Ok(())
}

fn write_account(out: &Path, account: &Account) -> Result<String, ArchiveError> {
    let folder = out.join("accounts");
    std::fs::create_dir_all(&folder).map_err(disk("make", &folder))?;
    let file = format!("{}.md", account.id.replace(['/', '\\'], "_"));
    let path = folder.join(&file);
    let front = Account { markdown: String::new(), ..account.clone() };
    let mut table = toml::Table::try_from(front).map_err(|error| ArchiveError::Disk {
        verb: "write",
        path: path.clone(),
        source: std::io::Error::other(error),
    })?;
    table.remove("markdown");
    std::fs::write(&path, format!("+++\n{table}+++\n\n{}\n", account.markdown.trim_end()))
        .map_err(disk("write", &path))?;
    Ok(format!("accounts/{file}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_original_is_written_under_no_name_that_leads_out_of_the_folder() {
        for name in ["../S1.txt", "files/../../S1.txt", "/tmp/S1.txt", ".."] {
            assert!(!is_inside(name), "{name}");
        }
        assert!(is_inside("files/S1.txt") && is_inside("a..b"));
    }
}
