//! Opening the tables, for writing or for reading only. What is missing, damaged or of another version is thrown away.
//! What the tables then hold is the log's matter: the caller replays it from [`Tables::position`].

use super::fault::{damaged, failed, is_damage, is_refusal};
use super::query::state;
use super::schema::{DEFINITION, READER_PRAGMAS, SQLITE_AT_LEAST, VERSION, WRITER_PRAGMAS};
use super::{Opened, Tables};
use crate::LedgerError;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a connection waits for another one's short locks.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a file is good for.
pub(super) enum Fitness {
    Fit,
    /// Made this moment by SQLite, or left by a crash before anything was written.
    Empty,
    /// To be thrown away, and why.
    Unfit(String),
}

impl Tables {
    /// Opens the tables of a case for reading and writing.
    ///
    /// Tables that are missing, damaged or of another version are made new and empty ([`Tables::opened`] says so). In a
    /// folder that may not be written, tables that are whole are opened for reading only.
    ///
    /// # Errors
    /// When the file can be neither read nor made, or SQLite is older than the version with the last fix to WAL.
    pub fn open(case_dir: impl AsRef<Path>) -> Result<Self, LedgerError> {
        require_sqlite(rusqlite::version_number())?;
        let file = path(case_dir.as_ref());
        let reason = match open_file(&file) {
            Ok((connection, Fitness::Fit)) => return Self::in_use(connection),
            Ok((_, Fitness::Unfit(reason))) => reason,
            Ok((connection, Fitness::Empty)) => return Self::made(connection, "there were no tables".to_owned()),
            Err(error) if is_damage(&error) => error.to_string(),
            Err(error) if is_refusal(&error) && file.exists() => return Self::open_read(case_dir),
            Err(_) if !file.exists() => return Self::create(&file),
            Err(error) => return Err(failed(error)),
        };
        tracing::warn!(reason, "derived tables are thrown away and made again");
        remove(&file)?;
        let made = Self::create(&file)?;
        Ok(Self { opened: Opened { rebuilt: true, reason }, ..made })
    }

    /// Opens the tables of a case for reading only: for other threads, other processes and media that cannot be written.
    ///
    /// # Errors
    /// When there are no tables, or they are damaged or of another version; nothing is thrown away.
    pub fn open_read(case_dir: impl AsRef<Path>) -> Result<Self, LedgerError> {
        require_sqlite(rusqlite::version_number())?;
        let file = path(case_dir.as_ref());
        if !file.exists() {
            return Err(damaged("it is missing"));
        }
        let connection = open_read_only(&file).map_err(failed)?;
        match fitness(&connection).map_err(failed)? {
            Fitness::Fit => Ok(Self { connection, opened: Opened::default() }),
            Fitness::Empty => Err(damaged("it is empty")),
            Fitness::Unfit(reason) => Err(damaged(reason)),
        }
    }

    /// Tables in memory, empty, at position 0: for a past state, of which nothing is kept.
    ///
    /// # Errors
    /// When SQLite is older than the version with the last fix to WAL.
    pub fn in_memory() -> Result<Self, LedgerError> {
        require_sqlite(rusqlite::version_number())?;
        Self::made(Connection::open_in_memory().map_err(failed)?, "they are a past state".to_owned())
    }

    fn in_use(connection: Connection) -> Result<Self, LedgerError> {
        let mut tables = Self { connection, opened: Opened::default() };
        tables.scrub_if_due()?;
        Ok(tables)
    }

    fn create(file: &Path) -> Result<Self, LedgerError> {
        let folder = file.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder).map_err(LedgerError::writing(folder))?;
        Self::made(connect(file, true).map_err(failed)?, "there were no tables".to_owned())
    }

    fn made(mut connection: Connection, reason: String) -> Result<Self, LedgerError> {
        fill(&mut connection).map_err(failed)?;
        Ok(Self { connection, opened: Opened { rebuilt: true, reason } })
    }
}

pub(super) fn path(case_dir: &Path) -> PathBuf {
    case_dir.join("derived").join("case.db")
}

/// Refuses an SQLite with the WAL bug; the bundled one never is.
fn require_sqlite(runtime: i32) -> Result<(), LedgerError> {
    if runtime >= SQLITE_AT_LEAST {
        return Ok(());
    }
    let what = format!("SQLite is version number {runtime}, and {SQLITE_AT_LEAST} is the oldest that can be trusted");
    Err(LedgerError::DerivedFailed { file: super::fault::SHOWN.to_owned(), what })
}

fn open_file(file: &Path) -> rusqlite::Result<(Connection, Fitness)> {
    let connection = connect(file, false)?;
    let fitness = fitness(&connection)?;
    Ok((connection, fitness))
}

fn connect(file: &Path, create: bool) -> rusqlite::Result<Connection> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    flags.set(OpenFlags::SQLITE_OPEN_CREATE, create);
    let connection = Connection::open_with_flags(file, flags)?;
    connection.busy_timeout(PATIENCE)?;
    connection.execute_batch(WRITER_PRAGMAS)?;
    Ok(connection)
}

/// A read-only connection. Where even SQLite's own side files cannot be made, the file is read as one that nobody writes,
/// which is safe only when no writes wait in a side file.
fn open_read_only(file: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let open = |name: &Path| {
        let connection = Connection::open_with_flags(name, flags)?;
        connection.busy_timeout(PATIENCE)?;
        connection.execute_batch(READER_PRAGMAS)?;
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(connection)
    };
    match open(file) {
        Err(error) if is_refusal(&error) && !has_waiting_writes(file) => open(Path::new(&unchanging(file))),
        opened => opened,
    }
}

fn has_waiting_writes(file: &Path) -> bool {
    fs::metadata(beside(file, "-wal")).is_ok_and(|wal| wal.len() > 0)
}

/// The file's address with the promise that nobody writes it. Source: sqlite.org/uri.html.
fn unchanging(file: &Path) -> String {
    let path = file.to_string_lossy().replace('\\', "/");
    let escaped = path.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let root = if escaped.starts_with('/') || !file.is_absolute() { "" } else { "/" };
    format!("file:{root}{escaped}?immutable=1")
}

fn beside(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Removes the tables; the file itself first, since SQLite drops side files that it finds beside no file.
fn remove(file: &Path) -> Result<(), LedgerError> {
    for path in [file.to_owned(), beside(file, "-wal"), beside(file, "-shm")] {
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(LedgerError::writing(&path)(error)),
            _ => {}
        }
    }
    Ok(())
}

/// Makes the tables, unless another process has just done it.
fn fill(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if matches!(fitness(&transaction)?, Fitness::Empty) {
        transaction.execute_batch(&DEFINITION.join(";\n"))?;
        super::apply::write_state(&transaction, &super::query::State::default())?;
        transaction.pragma_update(None, "user_version", VERSION)?;
    }
    transaction.commit()
}

/// Judges a file by its version, its definition and its row of state; `check.rs` reads every byte that matters.
pub(super) fn fitness(connection: &Connection) -> rusqlite::Result<Fitness> {
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let schema = definition(connection)?;
    if version == 0 && schema.is_empty() {
        return Ok(Fitness::Empty);
    }
    if version != VERSION {
        return Ok(Fitness::Unfit(format!("they are of version {version} and this program makes version {VERSION}")));
    }
    let mut expected = DEFINITION.map(|part| Some(part.to_owned()));
    expected.sort_unstable();
    if schema != expected {
        return Ok(Fitness::Unfit("their definition is not the one of this version".to_owned()));
    }
    Ok(match state(connection)? {
        Some(_) => Fitness::Fit,
        None => Fitness::Unfit("their position is not what was written".to_owned()),
    })
}

/// The text of every table and index, in order; none for one that SQLite made for itself, which ours never need.
fn definition(connection: &Connection) -> rusqlite::Result<Vec<Option<String>>> {
    let mut statement = connection.prepare("SELECT sql FROM sqlite_schema ORDER BY sql")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_sqlite_with_the_wal_bug_is_refused() {
        assert_eq!(require_sqlite(3_051_002).unwrap_err().code(), "FH-LEDGER-020");
        assert!(require_sqlite(rusqlite::version_number()).is_ok());
    }

    #[test]
    fn a_file_that_nobody_writes_is_named_with_its_marks_escaped() {
        assert_eq!(unchanging(Path::new("a 50%?#.db")), "file:a 50%25%3f%23.db?immutable=1");
    }
}
