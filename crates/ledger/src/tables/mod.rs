//! The derived tables: the last revision of every record and all earlier ones, in SQLite under `derived/case.db`.
//! The only room with SQL. What a body means is not known here, and nothing here is true that the log does not say.

mod apply;
mod check;
mod checksum;
mod fault;
mod open;
mod query;
mod row;
mod schema;
mod scrub;

pub use apply::Applied;
pub use row::Row;

use crate::LedgerError;
use rusqlite::Connection;

/// What opening the tables had to do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Opened {
    /// Whether the tables are new and empty (position 0): the caller replays the log into them.
    pub rebuilt: bool,
    /// Why the tables that were there were thrown away, or that there were none; empty when they are in use.
    pub reason: String,
}

/// The derived tables of one case.
///
/// One writer at a time, one transaction for each call of [`Tables::apply`]; readers use connections of their own
/// ([`Tables::open_read`]) and are never blocked by it. Can be sent to another thread, not shared between threads.
#[derive(Debug)]
pub struct Tables {
    connection: Connection,
    opened: Opened,
}

impl Tables {
    /// What opening had to do.
    pub fn opened(&self) -> &Opened {
        &self.opened
    }

    /// Lets go of the file, so that it can be removed on every system. Until it is replaced, the value answers nothing.
    ///
    /// # Errors
    /// When the last writes cannot be moved into the file.
    pub fn close(&mut self) -> Result<(), LedgerError> {
        let nothing = Connection::open_in_memory().map_err(fault::failed)?;
        let open = std::mem::replace(&mut self.connection, nothing);
        open.close().map_err(|(_, error)| fault::failed(error))
    }

    /// Runs several questions against one state of the tables, whatever is written meanwhile.
    ///
    /// # Errors
    /// Those of the questions, and when the state cannot be held.
    pub fn at_one_moment<T, E>(&self, ask: impl FnOnce(&Self) -> Result<T, E>) -> Result<T, E>
    where
        E: From<LedgerError>,
    {
        let held = self.connection.unchecked_transaction().map_err(fault::failed)?;
        let answer = ask(self);
        held.finish().map_err(fault::failed)?;
        answer
    }
}
