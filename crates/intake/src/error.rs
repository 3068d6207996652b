//! Why the child that reads a file gave nothing. The sandbox turns each into a [`crate::Problem`]; nothing leaves this room as a failure.

/// The child gave no reading.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// The file could not be opened for reading.
    #[error("the file could not be opened: {source}. Check that it is still there and may be read")]
    NotOpened {
        /// What the system said.
        source: std::io::Error,
    },
    /// The child could not be started.
    #[error("the reader could not be started: {source}. Start firsthand again; if it recurs, reinstall it")]
    NotStarted {
        /// What the system said.
        source: std::io::Error,
    },
    /// The wall clock or processor time ran out.
    #[error("reading took longer than {seconds} s and was stopped. Split the file, or save it anew from its program")]
    TimedOut {
        /// The limit.
        seconds: u64,
    },
    /// The memory limit was met.
    #[error(
        "reading needed more than {bytes} bytes of memory and was stopped. Split the file, or save it anew from its program"
    )]
    OutOfMemory {
        /// The limit.
        bytes: u64,
    },
    /// The output limit was met.
    #[error("the reader made more than {bytes} bytes of output and was stopped. Split the file")]
    TooMuchOutput {
        /// The limit.
        bytes: u64,
    },
    /// The child ended in any other way.
    #[error(
        "the reader stopped unexpectedly ({status}{place}). The file may be damaged; please report it if it opens elsewhere"
    )]
    Crashed {
        /// How it ended.
        status: String,
        /// Where, if it said so; never what the file holds.
        place: String,
    },
    /// An outside program that a reader needs is not there.
    #[error("{tool} is not installed, so it was not used. Install {package} and add the file again")]
    NoTool {
        /// The program.
        tool: &'static str,
        /// The package that holds it, by Debian's name.
        package: &'static str,
    },
    /// An outside program gave nothing.
    #[error("{tool} {how}. The file is kept; see whether {tool} reads it by hand")]
    ToolFailed {
        /// The program.
        tool: &'static str,
        /// How it ended; never what it said, which may quote the file.
        how: String,
    },
    /// The folder in which the output of outside programs is kept for a moment could not be made or read.
    #[error(
        "no file could be made in the folder for temporary files: {source}. Free some space and add the file again"
    )]
    NoScratch {
        /// What the system said.
        source: std::io::Error,
    },
    /// Something was asked for that cannot be made of the file.
    #[error("{reason}. The original is kept as it is")]
    NotMade {
        /// Why not; never what the file holds.
        reason: String,
    },
    /// The child's output is not a reading.
    #[error("the reader's output could not be understood: {reason}. Start firsthand again; if it recurs, reinstall it")]
    Garbled {
        /// Where it went wrong.
        reason: String,
    },
}

impl IntakeError {
    /// The stable code that the manual explains.
    pub fn code(&self) -> &'static str {
        match self {
            IntakeError::NotOpened { .. } => "FH-INTAKE-001",
            IntakeError::NotStarted { .. } => "FH-INTAKE-002",
            IntakeError::TimedOut { .. } => "FH-INTAKE-003",
            IntakeError::OutOfMemory { .. } => "FH-INTAKE-004",
            IntakeError::TooMuchOutput { .. } => "FH-INTAKE-005",
            IntakeError::Crashed { .. } => "FH-INTAKE-006",
            IntakeError::Garbled { .. } => "FH-INTAKE-007",
            IntakeError::NoTool { .. } => "FH-INTAKE-008",
            IntakeError::ToolFailed { .. } => "FH-INTAKE-009",
            IntakeError::NoScratch { .. } => "FH-INTAKE-010",
            IntakeError::NotMade { .. } => "FH-INTAKE-011",
        }
    }
}
