//! The server's errors.

use std::path::PathBuf;

/// Why a dossier is not served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// When the folder has no `index.html`.
    #[error("Cannot serve {folder}: it has no index.html, so it is not a dossier.")]
    NotADossier {
        /// The folder.
        folder: PathBuf,
    },
    /// When a link lies in the folder: it would hand out a file from elsewhere.
    #[error("Cannot serve {folder}: {link} is a link, and a dossier has none.")]
    Link {
        /// The folder.
        folder: PathBuf,
        /// The link.
        link: PathBuf,
    },
    /// When the port is taken or not allowed.
    #[error("Cannot listen on port {port}: {source}.")]
    Port {
        /// The port.
        port: u16,
        /// Why not.
        source: std::io::Error,
    },
    /// When the system does not let the server run.
    #[error("The server stopped: {source}.")]
    Runtime {
        /// Why.
        source: std::io::Error,
    },
}

impl ServeError {
    /// The stable code that the manual explains.
    pub fn code(&self) -> &'static str {
        match self {
            ServeError::NotADossier { .. } => "FH-SERVER-001",
            ServeError::Port { .. } => "FH-SERVER-002",
            ServeError::Runtime { .. } => "FH-SERVER-003",
            ServeError::Link { .. } => "FH-SERVER-004",
        }
    }

    /// What to do now.
    pub fn hints(&self) -> Vec<String> {
        match self {
            ServeError::NotADossier { .. } => vec!["Publish one first with `firsthand publish`.".into()],
            ServeError::Link { .. } => {
                vec!["Remove the link, then see with `firsthand verify` what else was added.".into()]
            }
            ServeError::Port { .. } => vec!["Take another port with --port, or any free one with --port 0.".into()],
            ServeError::Runtime { .. } => Vec::new(),
        }
    }
}
