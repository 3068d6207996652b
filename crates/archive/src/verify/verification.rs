//! What verification found, in one shape for a case and a dossier.

use serde::Serialize;

/// The result of verifying a case or a dossier.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// Whether nothing is wrong.
    pub ok: bool,
    /// Entries of the ledger; for a dossier, those it rests on.
    pub entries: u64,
    /// Root of the ledger's Merkle tree, base64.
    pub root: String,
    /// Originals against their digests.
    pub originals: Checked,
    /// Accepted objects against their digests.
    pub accepted: Checked,
    /// The log, its checkpoint and `firsthand.toml`.
    pub ledger: Faults,
    /// Tables and index; mended by `rebuild`.
    pub derived: Faults,
    /// What is worth knowing and no damage: what a command is writing just now, what an interrupted one left.
    pub notices: Vec<String>,
    /// Files of a dossier against `SHA256SUMS`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub files: Option<Checked>,
}

/// How many were checked and what is wrong with them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// How many were checked.
    pub checked: u64,
    /// Each fault: the file, and what is wrong.
    pub faults: Vec<String>,
}

/// What is wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Faults {
    /// Each fault: the file, and what is wrong.
    pub faults: Vec<String>,
}

/// A fault as one line: the file first.
pub(crate) fn fault(file: &str, what: impl std::fmt::Display) -> String {
    format!("{file}: {what}")
}
