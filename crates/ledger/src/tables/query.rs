//! The questions that the tables answer. Every row is checked against its checksum before it is given back.
//! How rows come in is in `apply.rs`; what bodies mean is the archive's matter.

use super::Tables;
use super::checksum::{Sum, of_state};
use super::fault::{damaged, failed};
use super::row::{COLUMNS, RawRow, Row};
use crate::LedgerError;
use firsthand_model::Kind;
use rusqlite::{Connection, OptionalExtension, Params, params};
use std::collections::BTreeMap;

/// The row of state: entries applied, the sum of all rows, and whether erased bytes wait to be overwritten.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct State {
    pub position: u64,
    pub sum: Sum,
    pub scrub: bool,
}

/// The state; none when its row is missing or not what was written.
pub(super) fn state(connection: &Connection) -> rusqlite::Result<Option<State>> {
    let mut select = connection.prepare_cached("SELECT position, sum, scrub, checksum FROM state WHERE id = 1")?;
    let read = |row: &rusqlite::Row<'_>| {
        let state = State { position: row.get(0)?, sum: row.get(1)?, scrub: row.get(2)? };
        Ok((state, row.get::<_, Sum>(3)?))
    };
    let found = select.query_row([], read).optional()?;
    Ok(found.filter(|(state, sum)| of_state(state.position, &state.sum, state.scrub) == *sum).map(|(state, _)| state))
}

impl Tables {
    /// How many entries of the log are applied; 0 for new tables.
    ///
    /// # Errors
    /// When the tables are damaged or cannot be read, as for every question here.
    pub fn position(&self) -> Result<u64, LedgerError> {
        let state = state(&self.connection).map_err(failed)?;
        state.map(|state| state.position).ok_or_else(|| damaged("their position is not what was written"))
    }

    /// The last revision of every record of a kind, in the natural order of handles (E2 before E10), those without a
    /// handle first and in the order of the log.
    ///
    /// # Errors
    /// As [`Tables::position`].
    pub fn current(&self, kind: Kind) -> Result<Vec<Row>, LedgerError> {
        let mut rows = Vec::new();
        self.each_current(kind, |row| {
            rows.push(row);
            Ok::<(), LedgerError>(())
        })?;
        Ok(rows)
    }

    /// The same rows one after the other, for whoever keeps less of each than it is: a case has as many as files came in.
    ///
    /// # Errors
    /// As [`Tables::position`], and what `take` says of a row.
    pub fn each_current<E: From<LedgerError>>(
        &self,
        kind: Kind,
        mut take: impl FnMut(Row) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = format!("SELECT {COLUMNS} FROM records WHERE kind = ?1 AND current = 1 ORDER BY natural_key, seq");
        let mut select = self.connection.prepare_cached(&sql).map_err(failed)?;
        let raw = select.query_map([kind.name()], RawRow::read).map_err(failed)?;
        for row in raw {
            take(row.map_err(failed)?.believed()?)?;
        }
        Ok(())
    }

    /// The last revision of the record of a kind with a handle; the youngest, should several entities have it.
    ///
    /// # Errors
    /// As [`Tables::position`].
    pub fn find(&self, kind: Kind, handle: &str) -> Result<Option<Row>, LedgerError> {
        let tail = "WHERE kind = ?1 AND handle = ?2 AND current = 1 ORDER BY seq DESC LIMIT 1";
        Ok(self.rows(tail, params![kind.name(), handle])?.pop())
    }

    /// Every live revision of the record of a kind with a handle, in the order of the log.
    ///
    /// # Errors
    /// As [`Tables::position`].
    pub fn history(&self, kind: Kind, handle: &str) -> Result<Vec<Row>, LedgerError> {
        self.rows("WHERE kind = ?1 AND handle = ?2 ORDER BY seq", params![kind.name(), handle])
    }

    /// The last revision of an entity.
    ///
    /// # Errors
    /// As [`Tables::position`].
    pub fn by_entity(&self, entity: &str) -> Result<Option<Row>, LedgerError> {
        Ok(self.rows("WHERE entity = ?1 AND current = 1", [entity])?.pop())
    }

    /// The first revision of an entity that is not erased.
    ///
    /// # Errors
    /// As [`Tables::position`].
    pub fn first_of_entity(&self, entity: &str) -> Result<Option<Row>, LedgerError> {
        Ok(self.rows("WHERE entity = ?1 ORDER BY seq LIMIT 1", [entity])?.pop())
    }

    /// How many records there are of each kind, counted once however many revisions they have; kinds without any are left out.
    ///
    /// # Errors
    /// As [`Tables::position`].
    pub fn counts(&self) -> Result<BTreeMap<Kind, u64>, LedgerError> {
        let sql = "SELECT kind, count(*) FROM records WHERE current = 1 GROUP BY kind";
        let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, u64>(1)?));
        let counted: Vec<_> = self
            .connection
            .prepare_cached(sql)
            .and_then(|mut select| select.query_map([], read)?.collect())
            .map_err(failed)?;
        let known = |(name, count): (String, u64)| {
            let kind =
                Kind::from_name(&name).ok_or_else(|| damaged(format!("it has records of the unknown kind {name}")))?;
            Ok((kind, count))
        };
        counted.into_iter().map(known).collect()
    }

    /// The number of the last entry that changed the content, plus one; 0 when there is none.
    ///
    /// # Errors
    /// As [`Tables::position`].
    pub fn content_position(&self) -> Result<u64, LedgerError> {
        Ok(self.newest_content()?.map_or(0, |row| row.seq + 1))
    }

    /// When the last entry that changed the content was made, RFC 3339.
    ///
    /// # Errors
    /// As [`Tables::position`].
    pub fn newest_content_at(&self) -> Result<Option<String>, LedgerError> {
        Ok(self.newest_content()?.map(|row| row.at))
    }

    /// Entries whose payload is gone, each with the entry that erased it, in the order of the log.
    ///
    /// # Errors
    /// As [`Tables::position`].
    pub fn tombstones(&self) -> Result<Vec<(u64, Option<u64>)>, LedgerError> {
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
        self.connection
            .prepare_cached("SELECT seq, erased_by FROM tombstones ORDER BY seq")
            .and_then(|mut select| select.query_map([], read)?.collect())
            .map_err(failed)
    }

    fn newest_content(&self) -> Result<Option<Row>, LedgerError> {
        Ok(self.rows("WHERE content = 1 ORDER BY seq DESC LIMIT 1", [])?.pop())
    }

    fn rows(&self, tail: &str, params: impl Params) -> Result<Vec<Row>, LedgerError> {
        let sql = format!("SELECT {COLUMNS} FROM records {tail}");
        let raw: Vec<RawRow> = self
            .connection
            .prepare_cached(&sql)
            .and_then(|mut select| select.query_map(params, RawRow::read)?.collect())
            .map_err(failed)?;
        raw.into_iter().map(RawRow::believed).collect()
    }
}
