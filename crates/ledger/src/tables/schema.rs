//! The tables' definition and version. There are no migrations: another version is thrown away and rebuilt from the log.
//! Opening and judging a file lives in `open.rs`.

/// Version of everything in `derived/case.db`: raise it with any change of the schema, of checksums or of sort keys.
pub(super) const VERSION: i64 = 2;

/// SQLite below this has a bug that can damage a file in WAL mode. Source: sqlite.org/wal.html, section 11.
pub(super) const SQLITE_AT_LEAST: i32 = 3_051_003;

/// The definition, each part as SQLite keeps its text. `current` marks the highest live revision of an entity; `content` entries
/// move the content position.
pub(super) const DEFINITION: [&str; 7] = [
    "CREATE TABLE state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    position INTEGER NOT NULL,
    sum BLOB NOT NULL,
    scrub INTEGER NOT NULL,
    checksum BLOB NOT NULL
) STRICT",
    "CREATE TABLE records (
    seq INTEGER PRIMARY KEY,
    entity TEXT NOT NULL,
    handle TEXT,
    revision INTEGER NOT NULL,
    kind TEXT NOT NULL,
    at TEXT NOT NULL,
    author TEXT NOT NULL,
    body TEXT NOT NULL,
    checksum BLOB NOT NULL,
    natural_key BLOB NOT NULL,
    content INTEGER NOT NULL CHECK (content IN (0, 1)),
    current INTEGER NOT NULL CHECK (current IN (0, 1))
) STRICT",
    "CREATE INDEX records_current ON records (kind, natural_key, seq) WHERE current = 1",
    "CREATE INDEX records_handle ON records (handle, kind)",
    "CREATE INDEX records_entity ON records (entity, revision, seq)",
    "CREATE INDEX records_content ON records (seq) WHERE content = 1",
    "CREATE TABLE tombstones (
    seq INTEGER PRIMARY KEY,
    erased_by INTEGER
) STRICT",
];

/// For every connection that writes. Deleted content is overwritten, and nothing goes to temporary files.
pub(super) const WRITER_PRAGMAS: &str = "
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA foreign_keys = ON;
PRAGMA secure_delete = ON;
PRAGMA temp_store = MEMORY;
PRAGMA trusted_schema = OFF;
";

/// For every connection that only reads.
pub(super) const READER_PRAGMAS: &str = "
PRAGMA query_only = ON;
PRAGMA foreign_keys = ON;
PRAGMA temp_store = MEMORY;
PRAGMA trusted_schema = OFF;
";
