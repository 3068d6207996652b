//! How far long work has come: what is being done, in which unit, how much of how much. Nothing is shown here.

firsthand_model::vocabulary! {
    /// What is being done.
    Doing {
        /// Bytes are taken into the vault.
        Storing = "storing",
        /// Files are read, each in a child of its own.
        Reading = "reading",
        /// Derivatives are made.
        Deriving = "deriving",
        /// Texts that are alike by their fingerprints are read side by side.
        Comparing = "comparing",
        /// Pages and data of a dossier are written.
        Drawing = "drawing",
        /// A finished dossier is searched for what is withheld.
        Scanning = "scanning",
        /// The ledger is checked.
        Checking = "checking",
        /// Bytes are hashed and compared with their digests.
        Hashing = "hashing",
        /// Entries are applied to tables that were thrown away.
        Replaying = "replaying",
    }
}

impl Doing {
    /// What is counted.
    pub fn unit(self) -> &'static str {
        match self {
            Doing::Storing | Doing::Reading | Doing::Drawing | Doing::Scanning => "files",
            Doing::Deriving => "derivatives",
            Doing::Comparing => "pairs",
            Doing::Checking => "ledgers",
            Doing::Hashing => "bytes",
            Doing::Replaying => "entries",
        }
    }
}

/// One report of long work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step<'a> {
    /// What is being done.
    pub doing: Doing,
    /// How much of it is done, in its unit.
    pub done: u64,
    /// How much there is in all.
    pub total: u64,
    /// On what, where one thing takes long: a file and its page.
    pub on: Option<&'a str>,
}

impl Step<'_> {
    /// So much of so much.
    pub fn new(doing: Doing, done: u64, total: u64) -> Step<'static> {
        Step { doing, done, total, on: None }
    }
}

/// Is told how far long work has come. Work that has a total tells its beginning and its end, unless it fails.
pub type Progress<'a> = dyn FnMut(Step<'_>) + 'a;
