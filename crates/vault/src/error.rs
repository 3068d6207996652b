//! What can go wrong with stored bytes, each with a stable code.
//! Faults that a check finds in a store are values (`check::Fault`), not errors.

use crate::Digest;
use std::io;
use std::path::{Path, PathBuf};

/// An operation on stored bytes that did not happen. Nothing is left half-written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VaultError {
    /// The file to be stored cannot be opened, is not a plain file, or fails while it is read.
    #[error("Cannot read {}: {source}. Nothing was stored. Check the file and the medium it is on, then add it again.", path.display())]
    SourceUnreadable {
        /// The file that was to be stored.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The case folder refuses writing: permissions, or a medium mounted read-only.
    #[error("Cannot write in {}: {source}. Nothing was stored. Copy the case to a folder you may write to, or ask who owns this one.", folder.display())]
    ReadOnly {
        /// The folder that refuses.
        folder: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The disk, the quota or the largest file size is exhausted. The partial copy was removed.
    #[error("No room left for a file in {}: {source}. Nothing was stored. Free some space, then add it again.", folder.display())]
    DiskFull {
        /// The folder that has no room.
        folder: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Any other failure of the disk while writing. The partial copy was removed.
    #[error("Writing in {} failed: {source}. Nothing was stored. Check the disk, then add the file again.", folder.display())]
    WriteFailed {
        /// The folder being written to.
        folder: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// An object is asked for that is not in this store.
    #[error("{digest} is not in {folder}/. Run `firsthand verify` to see what else is missing.")]
    NotFound {
        /// The object asked for.
        digest: Digest,
        /// `originals` or `accepted`.
        folder: &'static str,
    },
    /// A text is not a SHA-256 digest.
    #[error("`{text}` is not a SHA-256 digest. Write 64 hexadecimal digits, with or without `sha256:` before them.")]
    BadDigest {
        /// The text, cut at 80 characters.
        text: String,
    },
    /// The store itself cannot be read: a folder cannot be listed or an object cannot be opened.
    #[error("Cannot read {} in the case: {source}. Check permissions and the disk, then run `firsthand verify`.", path.display())]
    StoreUnreadable {
        /// The file or folder of the store.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Erasure could not remove an object; it is still there.
    #[error(
        "Cannot remove {digest} from {folder}/: {source}. It is still stored. Close programs that use it, then erase again."
    )]
    NotRemoved {
        /// The object that stays.
        digest: Digest,
        /// `originals` or `accepted`.
        folder: &'static str,
        /// What the system said.
        source: io::Error,
    },
}

impl VaultError {
    /// The stable code the manual explains.
    pub fn code(&self) -> &'static str {
        match self {
            Self::SourceUnreadable { .. } => "FH-VAULT-001",
            Self::ReadOnly { .. } => "FH-VAULT-002",
            Self::DiskFull { .. } => "FH-VAULT-003",
            Self::WriteFailed { .. } => "FH-VAULT-004",
            Self::NotFound { .. } => "FH-VAULT-005",
            Self::BadDigest { .. } => "FH-VAULT-006",
            Self::StoreUnreadable { .. } => "FH-VAULT-007",
            Self::NotRemoved { .. } => "FH-VAULT-008",
        }
    }

    /// Sorts a failed write by what the user can do about it.
    pub(crate) fn writing(folder: &Path, source: io::Error) -> Self {
        let folder = folder.to_owned();
        match source.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly { folder, source },
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                Self::DiskFull { folder, source }
            }
            _ => Self::WriteFailed { folder, source },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::ErrorKind;

    #[test]
    fn a_failed_write_is_named_by_what_can_be_done_about_it() {
        let code = |kind: ErrorKind| VaultError::writing(Path::new("originals"), kind.into()).code();
        assert_eq!(code(ErrorKind::StorageFull), "FH-VAULT-003");
        assert_eq!(code(ErrorKind::QuotaExceeded), "FH-VAULT-003");
        assert_eq!(code(ErrorKind::ReadOnlyFilesystem), "FH-VAULT-002");
        assert_eq!(code(ErrorKind::PermissionDenied), "FH-VAULT-002");
        assert_eq!(code(ErrorKind::TimedOut), "FH-VAULT-004");
    }
}
