//! Whom an error of the archive concerns. What it says is in `error`, what to do about it in `hints`.

use crate::error::ArchiveError;

/// Whom an error concerns, for the edge that turns it into an exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The call was wrong: an unknown id, a folder that is no case.
    User,
    /// A setting or key is missing or wrong.
    Config,
    /// The case may not be written or read now: permissions, or another command at work.
    Access,
    /// The disk is full or fails.
    Io,
    /// Something on disk is not what was written.
    Damaged,
    /// Our own failure.
    Internal,
}

impl Fault {
    /// The word used in the JSON error.
    pub fn word(self) -> &'static str {
        match self {
            Fault::User => "user",
            Fault::Config => "config",
            Fault::Access => "access",
            Fault::Io => "io",
            Fault::Damaged => "damaged",
            Fault::Internal => "internal",
        }
    }
}

impl ArchiveError {
    /// Whom the error concerns.
    pub fn fault(&self) -> Fault {
        match self {
            ArchiveError::NotACase { .. }
            | ArchiveError::NotEmpty { .. }
            | ArchiveError::Unknown { .. }
            | ArchiveError::Ambiguous { .. }
            | ArchiveError::NoReason
            | ArchiveError::Untitled
            | ArchiveError::BadPath { .. }
            | ArchiveError::OneOriginal { .. }
            | ArchiveError::NoTranscript { .. }
            | ArchiveError::NotAnEdit { .. }
            | ArchiveError::NoFit { .. }
            | ArchiveError::NoText { .. }
            | ArchiveError::SeveralPrompts { .. }
            | ArchiveError::NothingToDraw { .. }
            | ArchiveError::NoSuchState { .. }
            | ArchiveError::NoSuchEntry { .. }
            | ArchiveError::NoJudgment { .. }
            | ArchiveError::NothingToUndo { .. }
            | ArchiveError::NotCodings { .. }
            | ArchiveError::TakenBackByCorrecting { .. }
            | ArchiveError::OutOccupied { .. }
            | ArchiveError::OutForeign { .. } => Fault::User,
            ArchiveError::NewerFormat { .. }
            | ArchiveError::Sealed { .. }
            | ArchiveError::NoKey { .. }
            | ArchiveError::WrongKey { .. } => Fault::Config,
            ArchiveError::Disk { source, .. } => fault_of(source),
            ArchiveError::Changed { .. } | ArchiveError::Deriving { .. } => Fault::Access,
            ArchiveError::CaseFile { .. }
            | ArchiveError::OtherBytes { .. }
            | ArchiveError::Entry { .. }
            | ArchiveError::Leak { .. }
            | ArchiveError::NotClear { .. } => Fault::Damaged,
            ArchiveError::Vault(error) => vault_fault(error),
            ArchiveError::Ledger(error) => ledger_fault(error),
            ArchiveError::Publish(firsthand_publish::PublishError::Write { source, .. }) => fault_of(source),
            ArchiveError::Publish(_) => Fault::Internal,
        }
    }
}

/// Whom a refusal of the system concerns: who owns the folder, or who has the disk.
fn fault_of(error: &std::io::Error) -> Fault {
    match error.kind() {
        std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => Fault::Access,
        _ => Fault::Io,
    }
}

fn vault_fault(error: &firsthand_vault::VaultError) -> Fault {
    use firsthand_vault::VaultError as Vault;
    match error {
        Vault::ReadOnly { .. } => Fault::Access,
        Vault::SourceUnreadable { source, .. }
        | Vault::DiskFull { source, .. }
        | Vault::WriteFailed { source, .. }
        | Vault::StoreUnreadable { source, .. }
        | Vault::NotRemoved { source, .. } => fault_of(source),
        Vault::BadDigest { .. } => Fault::User,
        _ => Fault::Damaged,
    }
}

fn ledger_fault(error: &firsthand_ledger::LedgerError) -> Fault {
    use firsthand_ledger::LedgerError as Ledger;
    match error {
        Ledger::Busy { .. }
        | Ledger::LockUnavailable { .. }
        | Ledger::ReadOnly { .. }
        | Ledger::TracesRemain { .. } => Fault::Access,
        Ledger::Unreadable { source, .. } | Ledger::DiskFull { source, .. } | Ledger::WriteFailed { source, .. } => {
            fault_of(source)
        }
        Ledger::DerivedFailed { .. } => Fault::Io,
        Ledger::BadKey { .. } => Fault::Config,
        Ledger::NotCanonical { .. } | Ledger::BadPayload { .. } | Ledger::EmptyBatch | Ledger::NoSalt { .. } => {
            Fault::Internal
        }
        _ => Fault::Damaged,
    }
}
