//! Reading every byte of the tables that an answer could depend on, and naming what is not as it was written.
//! Mending is throwing away and replaying, which the archive does.

use super::Tables;
use super::checksum::{Sum, of_tombstone, toggle};
use super::fault::{SHOWN, failed};
use super::query::state;
use super::row::{COLUMNS, RawRow};
use crate::LedgerError;
use firsthand_model::Kind;
use firsthand_model::natural::natural;
use rusqlite::Connection;
use std::path::Path;

impl Tables {
    /// Names every fault of a case's tables; empty when they are whole. Changes nothing.
    ///
    /// SQLite's own check of its pages and indexes, the checksum of each row and of all rows together, and that sort keys
    /// and marks follow from the rows. Whether the tables have all entries of the log is for the caller to compare.
    ///
    /// # Errors
    /// When the file cannot be read for another reason than damage.
    pub fn check(case_dir: impl AsRef<Path>) -> Result<Vec<String>, LedgerError> {
        let found = Self::open_read(case_dir).and_then(|tables| faults(&tables.connection).map_err(failed));
        match found {
            Ok(faults) => Ok(faults.into_iter().map(|what| format!("{SHOWN}: {what}")).collect()),
            Err(LedgerError::DerivedDamaged { file, what }) => Ok(vec![format!("{file}: {what}")]),
            Err(error) => Err(error),
        }
    }
}

fn faults(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let held = connection.unchecked_transaction()?;
    let mut faults = pages(connection)?;
    let mut sum = [0; 32];
    faults.extend(rows(connection, &mut sum)?);
    faults.extend(marks(connection)?);
    add_tombstones(connection, &mut sum)?;
    if state(connection)?.is_none_or(|state| state.sum != sum) {
        faults.push("the rows together are not those that were written".to_owned());
    }
    held.finish()?;
    Ok(faults)
}

/// SQLite's own findings.
fn pages(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut check = connection.prepare("PRAGMA integrity_check")?;
    let said: Vec<String> = check.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(said.into_iter().filter(|line| line != "ok").collect())
}

/// Rows that are not what was written, adding each to the sum of all.
fn rows(connection: &Connection, sum: &mut Sum) -> rusqlite::Result<Vec<String>> {
    let mut select =
        connection.prepare(&format!("SELECT {COLUMNS}, natural_key, content FROM records NOT INDEXED ORDER BY seq"))?;
    let mut found = Vec::new();
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let (raw, key, content) = (RawRow::read(row)?, row.get::<_, Vec<u8>>(9)?, row.get::<_, bool>(10)?);
        toggle(sum, &raw.expected());
        found.extend(raw.flaw());
        let kind = Kind::from_name(&raw.kind);
        if key != natural(raw.handle.as_deref().unwrap_or_default()).into_bytes()
            || kind.map(Kind::is_content) != Some(content)
        {
            found.push(format!("the order of entry {} is not what was written", raw.seq));
        }
    }
    Ok(found)
}

/// Entries whose mark as the last revision is wrong.
fn marks(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let newest = "SELECT seq FROM records WHERE entity = r.entity ORDER BY revision DESC, seq DESC LIMIT 1";
    let mut select = connection
        .prepare(&format!("SELECT seq FROM records AS r WHERE current != (seq = ({newest})) ORDER BY seq"))?;
    let wrong: Vec<u64> = select.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(wrong.iter().map(|seq| format!("entry {seq} is wrongly marked as the last revision, or as none")).collect())
}

fn add_tombstones(connection: &Connection, sum: &mut Sum) -> rusqlite::Result<()> {
    let mut select = connection.prepare("SELECT seq, erased_by FROM tombstones")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        toggle(sum, &of_tombstone(row.get(0)?, row.get(1)?));
    }
    Ok(())
}
