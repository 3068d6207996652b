//! The one error of the edge: kind, sentence, hints and code, printed as text or as JSON, with the exit code it means.

use crate::output::plain;
use firsthand_archive::{ArchiveError, Fault};
use firsthand_server::ServeError;
use serde_json::json;
use std::path::PathBuf;
use std::process::ExitCode;

/// Why a command did not do its work.
#[derive(Debug, thiserror::Error)]
pub enum EdgeError {
    /// When the command line is not understood.
    #[error("{message}")]
    Usage {
        /// What clap says.
        message: String,
    },
    /// When no case was named and no parent folder is one.
    #[error("No case was named, and neither {folder} nor a folder above it has a firsthand.toml. Nothing was done.")]
    NoCase {
        /// Where the search began.
        folder: PathBuf,
    },
    /// When the signing key cannot be read or made.
    #[error("Cannot use the signing key {file}: {reason}. Nothing was written.")]
    Key {
        /// The key's file.
        file: PathBuf,
        /// Why not.
        reason: String,
    },
    /// When a file or folder of the demo cannot be written.
    #[error("Cannot write {file}: {source}.")]
    Write {
        /// The file.
        file: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// When no process could be begun that works in the background.
    #[error("Cannot begin to make derivatives in the background: {source}. What was asked for before that was done.")]
    Begin {
        /// Why not.
        source: std::io::Error,
    },
    /// When the program itself failed.
    #[error("Firsthand stopped at {place}, by a mistake of its own. What had been recorded stands.")]
    Stopped {
        /// The line of its source.
        place: String,
    },
    /// When the archive failed.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// When the server failed.
    #[error(transparent)]
    Serve(#[from] ServeError),
}

impl EdgeError {
    /// The stable code that the manual explains.
    pub fn code(&self) -> &'static str {
        match self {
            EdgeError::Usage { .. } => "FH-CLI-001",
            EdgeError::NoCase { .. } => "FH-CLI-002",
            EdgeError::Key { .. } => "FH-CLI-003",
            EdgeError::Write { .. } => "FH-CLI-005",
            EdgeError::Begin { .. } => "FH-CLI-006",
            EdgeError::Stopped { .. } => "FH-CLI-007",
            EdgeError::Archive(error) => error.code(),
            EdgeError::Serve(error) => error.code(),
        }
    }

    fn fault(&self) -> Fault {
        match self {
            EdgeError::Usage { .. } | EdgeError::NoCase { .. } => Fault::User,
            EdgeError::Key { .. } => Fault::Config,
            EdgeError::Serve(ServeError::NotADossier { .. }) => Fault::User,
            EdgeError::Serve(ServeError::Link { .. }) => Fault::Damaged,
            EdgeError::Write { .. } | EdgeError::Begin { .. } => Fault::Io,
            EdgeError::Stopped { .. } => Fault::Internal,
            EdgeError::Serve(_) => Fault::Access,
            EdgeError::Archive(error) => error.fault(),
        }
    }

    fn hints(&self) -> Vec<String> {
        match self {
            EdgeError::Usage { .. } => vec!["Run `firsthand help` to see every command.".into()],
            EdgeError::NoCase { .. } => {
                vec!["Name a case with --case DIR, or make one with `firsthand new DIR`.".into()]
            }
            EdgeError::Key { .. } => vec![
                "Name the case's key with --key FILE or FIRSTHAND_KEY. A new key is made by `firsthand new` alone."
                    .into(),
            ],
            EdgeError::Write { .. } => {
                vec!["Check free space and permissions, or name another folder with --out.".into()]
            }
            EdgeError::Begin { .. } => vec!["Run `firsthand derive` without --background.".into()],
            EdgeError::Stopped { .. } => vec![
                "Run the command again: the next one that writes mends what was left half written.".into(),
                "Tell the maintainers this place and the command, never the testimony.".into(),
            ],
            EdgeError::Archive(error) => error.hints(),
            EdgeError::Serve(error) => error.hints(),
        }
    }

    /// 2 for wrong use, 1 for everything else.
    pub fn exit_code(&self) -> ExitCode {
        match self.fault() {
            Fault::User | Fault::Config => ExitCode::from(2),
            Fault::Access | Fault::Io | Fault::Damaged | Fault::Internal => ExitCode::from(1),
        }
    }

    /// Prints the error on standard error.
    pub fn report(&self, as_json: bool) {
        if as_json {
            let kind = self.fault().word();
            eprintln!(
                "{}",
                json!({"error": {"code": self.code(), "kind": kind, "message": self.to_string(), "hints": self.hints()}})
            );
            return;
        }
        eprintln!("{} [{}]", plain(&self.to_string()), self.code());
        for hint in self.hints() {
            eprintln!("{}", plain(&hint));
        }
    }
}
