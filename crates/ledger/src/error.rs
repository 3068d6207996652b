//! What can go wrong with the log, each with a stable code.
//! Faults that `verify` finds are values (`verify::Fault`), not errors.

use std::io;
use std::path::{Path, PathBuf};

/// An operation on the log that did not happen.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LedgerError {
    /// Another process, or another part of this one, holds the write lock.
    #[error("Another process is writing to {}. Nothing was changed. Wait until it has finished, then try again.", case.display())]
    Busy {
        /// The case folder.
        case: PathBuf,
    },
    /// The lock file cannot be made or opened, or the lock belongs to another case.
    #[error("Cannot lock {}: {source}. Nothing was changed. Check that you may write in the case folder.", path.display())]
    LockUnavailable {
        /// The lock file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The log is not as its checkpoint says, or an entry does not match its commitment. Nothing is ever cut away here.
    #[error(
        "The ledger is damaged: {file}, line {line}: {what}. Nothing was changed. Run `firsthand verify` for every fault, and restore the file from a backup."
    )]
    Damaged {
        /// The file, relative to the case.
        file: String,
        /// The line, counted from 1; 0 for the file as a whole.
        line: u64,
        /// What is wrong.
        what: String,
    },
    /// The folder holds no ledger.
    #[error("There is no ledger in {}. Choose the case folder, the one with firsthand.toml in it.", case.display())]
    NoLedger {
        /// The folder looked in.
        case: PathBuf,
    },
    /// A ledger is to be created where there is one.
    #[error("There is already a ledger in {}. Nothing was changed. Choose another folder for the new case.", case.display())]
    AlreadyThere {
        /// The folder looked in.
        case: PathBuf,
    },
    /// A file of the ledger cannot be read.
    #[error("Cannot read {}: {source}. Check permissions and the disk.", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The case folder refuses writing: permissions, or a medium mounted read-only.
    #[error("Cannot write {}: {source}. No entry was added. Copy the case to a folder you may write to.", path.display())]
    ReadOnly {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The disk, the quota or the largest file size is exhausted.
    #[error("No room left to write {}: {source}. No entry was added. Free some space, then try again.", path.display())]
    DiskFull {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Any other failure of the disk while writing.
    #[error("Writing {} failed: {source}. No entry was added. Check the disk, then try again.", path.display())]
    WriteFailed {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A value cannot be written canonically: a number that is no integer between -(2^53 - 1) and 2^53 - 1, or nesting over 100 levels.
    #[error(
        "{what} at {place} cannot be recorded. Nothing was recorded. Write decimals and very large numbers as text."
    )]
    NotCanonical {
        /// Where in the value, as a JSON pointer.
        place: String,
        /// The number, or the nesting.
        what: String,
    },
    /// A payload lacks something or is not of the form of payloads.
    #[error("Entry {index} of the batch cannot be recorded: {what}. No entry was added.")]
    BadPayload {
        /// Which draft of the batch, counted from 0.
        index: usize,
        /// What is wrong with it.
        what: String,
    },
    /// A batch without entries is to be appended.
    #[error("There is nothing to append: a batch has at least one entry. Nothing was changed.")]
    EmptyBatch,
    /// A signing or verifying key, or the name for one, cannot be used.
    #[error("This is not a usable key: {what}. Give the text as it was written when the key was made.")]
    BadKey {
        /// What is wrong with it. Never the key.
        what: String,
    },
    /// A signed note is not exactly of its form, or is not signed by the key.
    #[error("This is not a note signed by {key}: {what}. Do not trust what it says.")]
    BadNote {
        /// The name of the key, or `anybody` where only the form was checked.
        key: String,
        /// What is wrong with it.
        what: String,
    },
    /// A Merkle proof does not prove what it should.
    #[error("The proof fails: {what}. Do not trust what it was to show.")]
    BadProof {
        /// Which step failed.
        what: &'static str,
    },
    /// A size or entry is asked for that the log does not have, or that is inside a batch.
    #[error("The log has no {what}; it has {size} entries.")]
    OutOfRange {
        /// What was asked for.
        what: String,
        /// How many entries there are.
        size: u64,
    },
    /// An entry cannot be erased.
    #[error("Entry {seq} cannot be erased: {what}. Nothing was erased.")]
    NotErasable {
        /// The entry.
        seq: u64,
        /// Why not.
        what: String,
    },
    /// A derived file is missing, of another version, or holds something that was never written to it.
    #[error(
        "{file} cannot be used: {what}. Nothing recorded is lost. Run `firsthand rebuild` to make it again from the ledger."
    )]
    DerivedDamaged {
        /// The file or folder, relative to the case.
        file: String,
        /// What is wrong.
        what: String,
    },
    /// A derived file cannot be read or written for another reason than damage.
    #[error(
        "Cannot work with {file}: {what}. Nothing recorded is lost. Check permissions, the disk and other running commands, then try again."
    )]
    DerivedFailed {
        /// The file or folder, relative to the case.
        file: String,
        /// What the system or the part used said.
        what: String,
    },
    /// Entries are fed to the derived tables out of their order.
    #[error(
        "The derived tables expect entry {expected} and were given {found}. Nothing was applied. Run `firsthand rebuild`."
    )]
    OutOfStep {
        /// The entry that comes next.
        expected: u64,
        /// The entry given.
        found: u64,
    },
    /// Erased text is out of the ledger and out of the tables, but a reader keeps its old bytes on disk in use.
    #[error(
        "The entry is erased, but {file} still contains its old bytes because another process is reading it. Close that process, then run any command on the case: opening it finishes the erasure."
    )]
    TracesRemain {
        /// The file, relative to the case.
        file: String,
    },
    /// The source of randomness for salts gave none.
    #[error("The system gave no random bytes: {source}. No entry was added.")]
    NoSalt {
        /// What it said.
        source: io::Error,
    },
}

impl LedgerError {
    /// The stable code the manual explains.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Busy { .. } => "FH-LEDGER-001",
            Self::LockUnavailable { .. } => "FH-LEDGER-002",
            Self::Damaged { .. } => "FH-LEDGER-003",
            Self::NoLedger { .. } => "FH-LEDGER-004",
            Self::AlreadyThere { .. } => "FH-LEDGER-005",
            Self::Unreadable { .. } => "FH-LEDGER-006",
            Self::ReadOnly { .. } => "FH-LEDGER-007",
            Self::DiskFull { .. } => "FH-LEDGER-008",
            Self::WriteFailed { .. } => "FH-LEDGER-009",
            Self::NotCanonical { .. } => "FH-LEDGER-010",
            Self::BadPayload { .. } => "FH-LEDGER-011",
            Self::EmptyBatch => "FH-LEDGER-012",
            Self::BadKey { .. } => "FH-LEDGER-013",
            Self::BadNote { .. } => "FH-LEDGER-014",
            Self::BadProof { .. } => "FH-LEDGER-015",
            Self::OutOfRange { .. } => "FH-LEDGER-016",
            Self::NotErasable { .. } => "FH-LEDGER-017",
            Self::NoSalt { .. } => "FH-LEDGER-018",
            Self::DerivedDamaged { .. } => "FH-LEDGER-019",
            Self::DerivedFailed { .. } => "FH-LEDGER-020",
            Self::OutOfStep { .. } => "FH-LEDGER-021",
            Self::TracesRemain { .. } => "FH-LEDGER-022",
        }
    }

    /// Turns what the system said about reading `path` into an error.
    pub(crate) fn reading(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Unreadable { path, source }
    }

    /// Sorts a failed write by what the user can do about it.
    pub(crate) fn writing(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| match source.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly { path, source },
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                Self::DiskFull { path, source }
            }
            _ => Self::WriteFailed { path, source },
        }
    }

    pub(crate) fn damaged(file: impl Into<String>, line: u64, what: impl Into<String>) -> Self {
        Self::Damaged { file: file.into(), line, what: what.into() }
    }
}
