//! The archive's errors: what failed, on what and why. Whom each concerns is in `fault`, what to do now in `hints`; exit codes and
//! JSON are made at the edge.

use std::path::PathBuf;

/// Why a verb did not do its work.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// When the folder has no `firsthand.toml`.
    #[error("{folder} is not a case: it has no firsthand.toml. Nothing was done.")]
    NotACase {
        /// The folder tried.
        folder: PathBuf,
    },
    /// When a case is made in a folder that is not empty.
    #[error("Cannot make a case in {folder}: the folder is not empty. Nothing was written.")]
    NotEmpty {
        /// The folder tried.
        folder: PathBuf,
    },
    /// When the case was made by a newer Firsthand.
    #[error("Cannot open {folder}: its format is {found} and this version reads up to {known}. Nothing was changed.")]
    NewerFormat {
        /// The case.
        folder: PathBuf,
        /// Its format.
        found: i64,
        /// The newest format this version reads.
        known: i64,
    },
    /// When `firsthand.toml` cannot be read as such.
    #[error("Cannot read {file}: {reason}.")]
    CaseFile {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// When a case is sealed, which this version can recognise and not open.
    #[error("Cannot open {folder}: the case is sealed and this version opens only open cases.")]
    Sealed {
        /// The case.
        folder: PathBuf,
    },
    /// When no signing key was given to a verb that writes.
    #[error("Cannot write to {folder}: no signing key was given.")]
    NoKey {
        /// The case.
        folder: PathBuf,
    },
    /// When the key given is not the one the case is signed with.
    #[error("Cannot write to {folder}: the key given is {given} and the case is signed with {expected}.")]
    WrongKey {
        /// The case.
        folder: PathBuf,
        /// The verifier text of the key given.
        given: String,
        /// The verifier text the case names.
        expected: String,
    },
    /// When an id names nothing in the case.
    #[error("There is no {what} {id} in this case.")]
    Unknown {
        /// What was looked for.
        what: String,
        /// The id given.
        id: String,
    },
    /// When the ledger has no entry of that number.
    #[error("There is no entry {entry} in this case: {}.", numbers(*size))]
    NoSuchEntry {
        /// The number given.
        entry: u64,
        /// How many entries there are.
        size: u64,
    },
    /// When a drawing has nothing to show, or it is that of a question and none was named.
    #[error("There is nothing to draw: {why}. Nothing was written.")]
    NothingToDraw {
        /// What is missing.
        why: String,
    },
    /// When records of several kinds have the id that is to be erased, undone or shown.
    #[error("Several records have the id {id}: {}. Say which; nothing was done.", candidates.join(", "))]
    Ambiguous {
        /// The id given.
        id: String,
        /// What it may mean, each as `kind:id`.
        candidates: Vec<String>,
    },
    /// When an erasure is asked for without a reason.
    #[error("An erasure needs a reason, which stays in the ledger. Nothing was erased.")]
    NoReason,
    /// When a file's bytes are not those that its source names.
    #[error(
        "Cannot add {file} as {source_id}: its bytes hash to {found} but {source_id} names {expected}. Nothing was added."
    )]
    OtherBytes {
        /// The file.
        file: PathBuf,
        /// The source.
        source_id: String,
        /// The digest of the file.
        found: String,
        /// The digest that the source names.
        expected: String,
    },
    /// When a file is written to by somebody while it is taken in.
    #[error("Cannot take in {file}: its bytes changed while it was read. Nothing was added.")]
    Changed {
        /// The file.
        file: PathBuf,
    },
    /// When the finished staging folder contains something withheld.
    #[error(
        "Publishing was stopped: withheld texts would have been published in {count} place(s), the first in {file} ({form}): what is withheld stands in {row}. Nothing was published."
    )]
    Leak {
        /// How many places were found.
        count: usize,
        /// The first file.
        file: String,
        /// How it was written there.
        form: String,
        /// The row and column that hold what is withheld.
        row: String,
    },
    /// When cleared input points to something that does not exist.
    #[error("Cannot publish: {what}. Nothing was published.")]
    NotClear {
        /// What is wrong.
        what: String,
    },
    /// When a path that was given is not there, or is not what it has to be.
    #[error("Cannot use {path}: {what}. Nothing was done.")]
    BadPath {
        /// The path as given.
        path: PathBuf,
        /// What is wrong with it.
        what: &'static str,
    },
    /// When a file that is to correct a transcript holds none, or is not read to its end.
    #[error("{} cannot be read as a transcript{}. Nothing was corrected.", file.display(), reason(why))]
    NoTranscript {
        /// The file.
        file: PathBuf,
        /// What its reader said.
        why: String,
    },
    /// When a checked text is to be kept and its claims are statements of more than one text.
    #[error("Cannot keep the check: a case has one prompt, and these are statements of {}. Nothing was kept.", sources.join(", "))]
    SeveralPrompts {
        /// The sources.
        sources: Vec<String>,
    },
    /// When a text that is to be checked has no words that can be read, or is not read to its end.
    #[error("{} cannot be read as a text{}. Nothing was checked.", file.display(), reason(why))]
    NoText {
        /// The file.
        file: PathBuf,
        /// What its reader said.
        why: String,
    },
    /// When a file that is to correct a transcript is no edit of it.
    #[error("{} is no edit of the transcript {id}: of {words} words only {same} are the same. Nothing was corrected.", file.display())]
    NotAnEdit {
        /// The file.
        file: PathBuf,
        /// The transcript.
        id: String,
        /// Words that both have.
        same: usize,
        /// Words of the longer one.
        words: usize,
    },
    /// When corrections do not fit what they are to be laid over, or others stand on what is to be taken back.
    #[error("The correction does not fit the transcript {id} as it stands: {why}. Nothing was corrected.")]
    NoFit {
        /// The transcript.
        id: String,
        /// Half a sentence.
        why: String,
    },
    /// When a past state is asked for that the case never had.
    #[error("There is no state {at}: the ledger has {size} entries. Nothing was done.")]
    NoSuchState {
        /// What was asked for.
        at: String,
        /// How many entries there are.
        size: u64,
    },
    /// When what is to be undone is no judgment.
    #[error("{record} is no judgment: what sources said is never undone. Nothing was written.")]
    NoJudgment {
        /// The record, as given.
        record: String,
    },
    /// When every change of a judgment was taken back already.
    #[error("{record} was taken back already. Nothing was written.")]
    NothingToUndo {
        /// The record, as `kind:id`.
        record: String,
    },
    /// When what is to be undone has a verb of its own for that.
    #[error("{record} is taken back by correcting: an id of a word must never name another. Nothing was written.")]
    TakenBackByCorrecting {
        /// The record, as `kind:id`.
        record: String,
    },
    /// When a coder's sheet is no table of codings, or says two things at once.
    #[error("Cannot compare {file}: {reason}. Nothing was compared.")]
    NotCodings {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// When several files are to be the one original of a source.
    #[error("{count} files cannot be the original of {source_id}: it has one. Nothing was added.")]
    OneOriginal {
        /// The source.
        source_id: String,
        /// How many files were given.
        count: usize,
    },
    /// When a case without a title is to be published.
    #[error("Cannot publish: the case has no title. Nothing was published.")]
    Untitled,
    /// When the folder to publish into holds something that is not a dossier.
    #[error("Cannot publish into {folder}: it exists and is not a dossier. Nothing was written.")]
    OutOccupied {
        /// The folder.
        folder: PathBuf,
    },
    /// When publishing into a folder would destroy something that is not an earlier edition of the same case.
    #[error("Cannot publish into {folder}: {what}. Nothing was written.")]
    OutForeign {
        /// The folder.
        folder: PathBuf,
        /// What stands in the way.
        what: String,
    },
    /// When another command makes derivatives in the same case.
    #[error("Cannot make derivatives in {folder}: another command does just now. Nothing was made.")]
    Deriving {
        /// Where they lie.
        folder: PathBuf,
    },
    /// When a file or folder could not be read or written.
    #[error("Cannot {verb} {path}: {source}.")]
    Disk {
        /// What was tried.
        verb: &'static str,
        /// On what.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// When an entry of the ledger cannot be understood by this version.
    #[error("Cannot rebuild from entry {seq}: {reason}.")]
    Entry {
        /// The entry.
        seq: u64,
        /// What is wrong with it.
        reason: String,
    },
    /// When the vault failed.
    #[error(transparent)]
    Vault(#[from] firsthand_vault::VaultError),
    /// When the ledger failed.
    #[error(transparent)]
    Ledger(#[from] firsthand_ledger::LedgerError),
    /// When drawing the dossier failed.
    #[error(transparent)]
    Publish(#[from] firsthand_publish::PublishError),
}

/// Which numbers entries have.
fn numbers(size: u64) -> String {
    match size {
        0 => "its ledger has none yet".into(),
        _ => format!("its ledger has {size}, numbered from 0 to {}", size - 1),
    }
}

impl ArchiveError {
    /// The stable code that the manual explains.
    pub fn code(&self) -> &'static str {
        match self {
            ArchiveError::NotACase { .. } => "FH-ARCHIVE-001",
            ArchiveError::NotEmpty { .. } => "FH-ARCHIVE-002",
            ArchiveError::NewerFormat { .. } => "FH-ARCHIVE-003",
            ArchiveError::CaseFile { .. } => "FH-ARCHIVE-004",
            ArchiveError::Sealed { .. } => "FH-ARCHIVE-005",
            ArchiveError::NoKey { .. } => "FH-ARCHIVE-006",
            ArchiveError::WrongKey { .. } => "FH-ARCHIVE-007",
            ArchiveError::Unknown { .. } => "FH-ARCHIVE-008",
            ArchiveError::OtherBytes { .. } => "FH-ARCHIVE-009",
            ArchiveError::Leak { .. } => "FH-ARCHIVE-010",
            ArchiveError::NotClear { .. } => "FH-ARCHIVE-011",
            ArchiveError::OutOccupied { .. } => "FH-ARCHIVE-012",
            ArchiveError::Disk { .. } => "FH-ARCHIVE-013",
            ArchiveError::Entry { .. } => "FH-ARCHIVE-014",
            ArchiveError::Changed { .. } => "FH-ARCHIVE-015",
            ArchiveError::OutForeign { .. } => "FH-ARCHIVE-016",
            ArchiveError::Ambiguous { .. } => "FH-ARCHIVE-017",
            ArchiveError::NoReason => "FH-ARCHIVE-018",
            ArchiveError::Untitled => "FH-ARCHIVE-019",
            ArchiveError::BadPath { .. } => "FH-ARCHIVE-020",
            ArchiveError::OneOriginal { .. } => "FH-ARCHIVE-021",
            ArchiveError::NoTranscript { .. } => "FH-ARCHIVE-022",
            ArchiveError::NotAnEdit { .. } => "FH-ARCHIVE-023",
            ArchiveError::NoFit { .. } => "FH-ARCHIVE-024",
            ArchiveError::NoText { .. } => "FH-ARCHIVE-032",
            ArchiveError::SeveralPrompts { .. } => "FH-ARCHIVE-033",
            ArchiveError::NothingToDraw { .. } => "FH-ARCHIVE-030",
            ArchiveError::NoSuchState { .. } => "FH-ARCHIVE-025",
            ArchiveError::NoSuchEntry { .. } => "FH-ARCHIVE-041",
            ArchiveError::NoJudgment { .. } => "FH-ARCHIVE-026",
            ArchiveError::NothingToUndo { .. } => "FH-ARCHIVE-027",
            ArchiveError::NotCodings { .. } => "FH-ARCHIVE-028",
            ArchiveError::TakenBackByCorrecting { .. } => "FH-ARCHIVE-029",
            ArchiveError::Deriving { .. } => "FH-ARCHIVE-031",
            ArchiveError::Vault(error) => error.code(),
            ArchiveError::Ledger(error) => error.code(),
            ArchiveError::Publish(error) => error.code(),
        }
    }
}

/// What a reader said, behind a colon.
fn reason(why: &str) -> String {
    if why.is_empty() { String::new() } else { format!(": {}", why.trim_end_matches('.')) }
}

/// Makes a [`ArchiveError::Disk`] of an input-output error.
pub(crate) fn disk(verb: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> ArchiveError {
    let path = path.into();
    move |source| ArchiveError::Disk { verb, path, source }
}
