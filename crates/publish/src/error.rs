//! What can go wrong while a dossier is drawn, with a stable code for each.

use std::path::PathBuf;

/// Why no dossier was made. The staging folder may then hold a part of one and is to be thrown away.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PublishError {
    /// A template does not parse, or names something that the page did not give it.
    #[error("Cannot draw {page}: its template says {reason}. Nothing was published; please report this.")]
    Template {
        /// The page, or the template's name while templates are read.
        page: String,
        /// What the template engine said.
        reason: String,
    },
    /// A file of interface words does not parse.
    #[error(
        "Cannot read the interface words in furniture/{file}: {reason}. Nothing was published; please report this."
    )]
    Furniture {
        /// The file's name.
        file: String,
        /// What the parser said.
        reason: String,
    },
    /// A file or folder in the staging folder could not be written or synced.
    #[error("Cannot write {}: {source}. Nothing was published. Free some space or choose another folder, then publish again.", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Two pages want one address, or an address is not safe on every system.
    #[error("Cannot publish {path}: {reason}. Nothing was published. Give the two records different ids.")]
    Address {
        /// The address, relative to the dossier.
        path: String,
        /// What is wrong with it.
        reason: String,
    },
    /// An account cites a record that is not in this edition: it does not exist, or was not cleared for the audience.
    #[error(
        "Cannot publish the account {account}: it cites {handle}, which is not in this edition. Nothing was published. \
             Correct the citation, or take the sentence out of what this audience gets."
    )]
    Citation {
        /// The account's id.
        account: String,
        /// What it cites.
        handle: String,
    },
    /// Bytes of a film or sound cannot be read, or are not those that were taken in.
    #[error("Cannot copy {path}: {reason}. Nothing was published. Run `firsthand verify` on the case.")]
    Recording {
        /// Where it was to stand in the dossier.
        path: String,
        /// What is wrong with its bytes.
        reason: String,
    },
    /// The signer that was passed in refused.
    #[error("Cannot sign the dossier: {reason}. Nothing was published.")]
    Sign {
        /// What the signer said.
        reason: String,
    },
}

impl PublishError {
    /// The stable code that the manual explains.
    pub fn code(&self) -> &'static str {
        match self {
            PublishError::Template { .. } => "FH-PUBLISH-001",
            PublishError::Furniture { .. } => "FH-PUBLISH-002",
            PublishError::Write { .. } => "FH-PUBLISH-003",
            PublishError::Address { .. } => "FH-PUBLISH-004",
            PublishError::Sign { .. } => "FH-PUBLISH-005",
            PublishError::Citation { .. } => "FH-PUBLISH-006",
            PublishError::Recording { .. } => "FH-PUBLISH-007",
        }
    }

    pub(crate) fn write(path: impl Into<PathBuf>, source: std::io::Error) -> Self {
        PublishError::Write { path: path.into(), source }
    }

    pub(crate) fn recording(path: &str, reason: &str) -> Self {
        PublishError::Recording { path: path.to_owned(), reason: reason.to_owned() }
    }
}
