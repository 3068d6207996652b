//! Removing from disk what an erasure removed from the tables: freed pages, old copies of pages, the side file.
//! What is erased is in `apply.rs`. Copies that a file system or a disk keeps of its own are beyond us.

use super::Tables;
use super::apply::write_state;
use super::fault::failed;
use super::query::state;
use crate::LedgerError;
use rusqlite::TransactionBehavior;

impl Tables {
    /// Overwrites erased bytes if an erasure, this one or one before a crash, asks for it.
    pub(super) fn scrub_if_due(&mut self) -> Result<(), LedgerError> {
        match state(&self.connection).map_err(failed)? {
            Some(state) if state.scrub => self.scrub(),
            _ => Ok(()),
        }
    }

    fn scrub(&mut self) -> Result<(), LedgerError> {
        let done = self.connection.execute_batch("VACUUM").and_then(|()| {
            let sql = "PRAGMA wal_checkpoint(TRUNCATE)";
            self.connection.query_row(sql, [], |row| row.get::<_, i64>(0))
        });
        match done {
            Ok(0) => self.mark_scrubbed().map_err(failed),
            Ok(_) => Err(LedgerError::TracesRemain { file: super::fault::SHOWN.to_owned() }),
            Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy) => {
                Err(LedgerError::TracesRemain { file: super::fault::SHOWN.to_owned() })
            }
            Err(error) => Err(failed(error)),
        }
    }

    fn mark_scrubbed(&mut self) -> rusqlite::Result<()> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if let Some(mut state) = state(&transaction)? {
            state.scrub = false;
            write_state(&transaction, &state)?;
        }
        transaction.commit()
    }
}
