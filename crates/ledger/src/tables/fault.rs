//! What SQLite says, sorted by what the user can do about it.
//! The errors themselves are the room's, in `error.rs`.

use crate::LedgerError;
use rusqlite::{Error, ErrorCode};
use std::io;
use std::path::PathBuf;

/// How errors and faults name the file.
pub(super) const SHOWN: &str = "derived/case.db";

/// The tables hold something that was never written.
pub(super) fn damaged(what: impl Into<String>) -> LedgerError {
    LedgerError::DerivedDamaged { file: SHOWN.to_owned(), what: what.into() }
}

/// Turns what SQLite said into an error.
pub(super) fn failed(error: Error) -> LedgerError {
    let path = PathBuf::from(SHOWN);
    let source = |kind| io::Error::new(kind, error.to_string());
    match error.sqlite_error_code() {
        _ if is_damage(&error) => damaged(error.to_string()),
        Some(ErrorCode::DiskFull) => LedgerError::DiskFull { path, source: source(io::ErrorKind::StorageFull) },
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
            LedgerError::ReadOnly { path, source: source(io::ErrorKind::PermissionDenied) }
        }
        _ => LedgerError::DerivedFailed { file: SHOWN.to_owned(), what: error.to_string() },
    }
}

/// Whether the file is not what was written, so that throwing it away mends it.
pub(super) fn is_damage(error: &Error) -> bool {
    match error.sqlite_error_code() {
        Some(code) => {
            matches!(
                code,
                ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::Unknown | ErrorCode::TypeMismatch
            )
        }
        None => true,
    }
}

/// Whether the file may be there and whole, and only may not be written.
pub(super) fn is_refusal(error: &Error) -> bool {
    let refusals = [ErrorCode::ReadOnly, ErrorCode::PermissionDenied, ErrorCode::CannotOpen];
    error.sqlite_error_code().is_some_and(|code| refusals.contains(&code))
}
