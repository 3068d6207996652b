//! Feeding the tables from the log: one transaction for each call, entries in their order and none twice.
//! Where entries come from is the log's matter; what an erased entry leaves on disk is in `scrub.rs`.

use super::Tables;
use super::checksum::{Sum, of_state, of_tombstone, toggle};
use super::fault::{damaged, failed};
use super::query::{State, state};
use super::row::RawRow;
use crate::{LedgerError, canonical};
use firsthand_model::Kind;
use firsthand_model::natural::natural;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use serde_json::Value;

/// What one entry of the log means to the tables.
#[derive(Debug, Clone, PartialEq)]
pub enum Applied {
    /// A revision of a record.
    Record {
        /// The entry's number.
        seq: u64,
        /// The entity's UUIDv7.
        entity: String,
        /// The handle that tables gave it.
        handle: Option<String>,
        /// Counted from 1 for each entity.
        revision: u64,
        /// What kind of record it is.
        kind: Kind,
        /// When it was recorded, RFC 3339.
        at: String,
        /// Who recorded it.
        author: String,
        /// The record itself.
        body: Value,
    },
    /// The end of an earlier entry. An entity is gone once all its revisions are: whoever erases names them all.
    Erased {
        /// The entry that is gone.
        target_seq: u64,
        /// The entry that erased it.
        by: u64,
    },
    /// An entry whose payload was already gone when it was read from the log.
    Tombstone {
        /// The entry's number.
        seq: u64,
    },
}

impl Tables {
    /// Applies entries that follow the ones applied before, in one transaction: all of them or none.
    ///
    /// Records and tombstones must be numbered on without a gap from [`Tables::position`]; an erasure comes after the entry
    /// that records it. Erased bodies are overwritten on disk before this returns.
    ///
    /// # Errors
    /// When an entry is out of step, the tables are damaged or cannot be written: then nothing is applied.
    /// [`LedgerError::TracesRemain`] when everything was applied but a reader keeps erased bytes in use.
    pub fn apply(&mut self, batch: &[Applied]) -> Result<(), LedgerError> {
        if batch.is_empty() {
            return Ok(());
        }
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
        let mut state = current_state(&transaction)?;
        for item in batch {
            take(&transaction, &mut state, item)?;
        }
        write_state(&transaction, &state).map_err(failed)?;
        transaction.commit().map_err(failed)?;
        self.scrub_if_due()
    }
}

fn current_state(connection: &Connection) -> Result<State, LedgerError> {
    state(connection).map_err(failed)?.ok_or_else(|| damaged("their position is not what was written"))
}

fn take(connection: &Connection, state: &mut State, item: &Applied) -> Result<(), LedgerError> {
    match item {
        Applied::Record { seq, .. } => {
            step(state, *seq)?;
            record(connection, state, item)
        }
        Applied::Tombstone { seq } => {
            step(state, *seq)?;
            bury(connection, state, *seq, None).map_err(failed)
        }
        Applied::Erased { target_seq, by } if target_seq < by && *by < state.position => {
            erase(connection, state, *target_seq, *by)
        }
        Applied::Erased { target_seq, .. } => out_of_step(state, *target_seq),
    }
}

fn step(state: &mut State, seq: u64) -> Result<(), LedgerError> {
    if seq != state.position {
        return out_of_step(state, seq);
    }
    state.position += 1;
    Ok(())
}

fn out_of_step<T>(state: &State, found: u64) -> Result<T, LedgerError> {
    Err(LedgerError::OutOfStep { expected: state.position, found })
}

fn record(connection: &Connection, state: &mut State, item: &Applied) -> Result<(), LedgerError> {
    let Applied::Record { seq, entity, handle, revision, kind, at, author, body } = item else { return Ok(()) };
    let mut row = RawRow {
        seq: *seq,
        entity: entity.clone(),
        handle: handle.clone(),
        revision: *revision,
        kind: kind.name().to_owned(),
        at: at.clone(),
        author: author.clone(),
        body: canonical(body)?,
        checksum: Vec::new(),
    };
    let checksum = row.expected();
    row.checksum = checksum.to_vec();
    toggle(&mut state.sum, &checksum);
    insert(connection, &row, kind.is_content()).map_err(failed)?;
    mark_current(connection, entity).map_err(failed)
}

fn insert(connection: &Connection, row: &RawRow, content: bool) -> rusqlite::Result<()> {
    let sql = "INSERT INTO records (seq, entity, handle, revision, kind, at, author, body, checksum, natural_key, content, current)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 0)";
    let key = natural(row.handle.as_deref().unwrap_or_default()).into_bytes();
    connection.prepare_cached(sql)?.execute(params![
        row.seq,
        row.entity,
        row.handle,
        row.revision,
        row.kind,
        row.at,
        row.author,
        row.body,
        row.checksum,
        key,
        content
    ])?;
    Ok(())
}

/// Marks an entity's highest live revision, and no other, as current.
fn mark_current(connection: &Connection, entity: &str) -> rusqlite::Result<()> {
    let newest = "SELECT seq FROM records WHERE entity = ?1 ORDER BY revision DESC, seq DESC LIMIT 1";
    let sql =
        format!("UPDATE records SET current = (seq = ({newest})) WHERE entity = ?1 AND current != (seq = ({newest}))");
    connection.prepare_cached(&sql)?.execute([entity])?;
    Ok(())
}

/// Removes a record's row, or completes the tombstone of an entry that was read without its payload.
fn erase(connection: &Connection, state: &mut State, target: u64, by: u64) -> Result<(), LedgerError> {
    let found: Option<(String, Vec<u8>)> = connection
        .prepare_cached("SELECT entity, checksum FROM records WHERE seq = ?1")
        .and_then(|mut select| select.query_row([target], |row| Ok((row.get(0)?, row.get(1)?))).optional())
        .map_err(failed)?;
    if let Some((entity, checksum)) = found {
        let sum = Sum::try_from(checksum).map_err(|_| damaged(format!("the row of entry {target} has no checksum")))?;
        toggle(&mut state.sum, &sum);
        connection.execute("DELETE FROM records WHERE seq = ?1", [target]).map_err(failed)?;
        mark_current(connection, &entity).map_err(failed)?;
        state.scrub = true;
    }
    bury(connection, state, target, Some(by)).map_err(failed)
}

/// Writes a tombstone; the first entry that erased something stays named.
fn bury(connection: &Connection, state: &mut State, seq: u64, by: Option<u64>) -> rusqlite::Result<()> {
    let there: Option<Option<u64>> = connection
        .prepare_cached("SELECT erased_by FROM tombstones WHERE seq = ?1")?
        .query_row([seq], |row| row.get(0))
        .optional()?;
    if let Some(before) = there {
        if before.is_some() {
            return Ok(());
        }
        toggle(&mut state.sum, &of_tombstone(seq, before));
    }
    toggle(&mut state.sum, &of_tombstone(seq, by));
    let sql = "INSERT OR REPLACE INTO tombstones (seq, erased_by) VALUES (?1, ?2)";
    connection.prepare_cached(sql)?.execute(params![seq, by])?;
    Ok(())
}

/// Writes the row of state.
pub(super) fn write_state(connection: &Connection, state: &State) -> rusqlite::Result<()> {
    let checksum = of_state(state.position, &state.sum, state.scrub);
    connection.execute(
        "INSERT OR REPLACE INTO state (id, position, sum, scrub, checksum) VALUES (1, ?1, ?2, ?3, ?4)",
        params![state.position, state.sum, state.scrub, checksum],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn entry(seq: u64) -> Applied {
        Applied::Record {
            seq,
            entity: format!("entity-{seq}"),
            handle: Some(format!("E{seq}")),
            revision: 1,
            kind: Kind::Statement,
            at: "2026-01-01T00:00:00Z".to_owned(),
            author: "tests".to_owned(),
            body: json!({"claim": "x".repeat(5000)}),
        }
    }

    #[test]
    fn a_crash_in_the_middle_of_a_batch_leaves_the_previous_position() {
        let (case, crashed) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let mut tables = Tables::open(case.path()).unwrap();
        tables.apply(&[entry(0), entry(1)]).unwrap();
        let open = tables.connection.transaction_with_behavior(TransactionBehavior::Immediate).unwrap();
        let mut state = current_state(&open).unwrap();
        // More than SQLite's page cache, so that unfinished pages do reach the disk.
        open.pragma_update(None, "cache_size", 2).unwrap();
        for seq in 2..100 {
            take(&open, &mut state, &entry(seq)).unwrap();
        }
        write_state(&open, &state).unwrap();
        std::fs::create_dir(crashed.path().join("derived")).unwrap();
        for name in ["case.db", "case.db-wal"] {
            let from = case.path().join("derived").join(name);
            std::fs::copy(from, crashed.path().join("derived").join(name)).unwrap();
        }
        drop(open);
        let after = Tables::open(crashed.path()).unwrap();
        assert_eq!((after.position().unwrap(), after.opened().rebuilt), (2, false));
        assert_eq!(after.current(Kind::Statement).unwrap().len(), 2);
        assert_eq!(Tables::check(crashed.path()).unwrap(), Vec::<String>::new());
    }
}
