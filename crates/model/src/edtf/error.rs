//! Why a text is not an EDTF value: where it stopped, what was expected there, and what to write instead.
//! The file, row and column belong to who asked.

/// A text that is not an EDTF value. Positions count characters from 1; one past the end means "something is missing".
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EdtfError {
    /// The text leaves the grammar: a wrong or missing character.
    #[error("\"{text}\", position {position}: found {found}, expected {expected}")]
    Unexpected {
        /// The whole text.
        text: String,
        /// Where it stopped.
        position: usize,
        /// What stands there.
        found: String,
        /// What can stand there.
        expected: &'static str,
    },
    /// Well written, but the calendar or the clock has no such time.
    #[error("\"{text}\", position {position}: {why}")]
    NoSuchTime {
        /// The whole text.
        text: String,
        /// Where the part begins that cannot be.
        position: usize,
        /// What cannot be, and what could.
        why: String,
    },
    /// A form that exists, in a place where the specification has no room for it.
    #[error("\"{text}\", position {position}: {what} cannot stand here; {instead}")]
    Misplaced {
        /// The whole text.
        text: String,
        /// Where it stands.
        position: usize,
        /// The form.
        what: &'static str,
        /// What to write.
        instead: &'static str,
    },
    /// An interval, or a range in a set, that certainly ends before it begins.
    #[error("\"{text}\", position {position}: the end lies before the start; write the earlier date first")]
    EndBeforeStart {
        /// The whole text.
        text: String,
        /// Where the end begins.
        position: usize,
    },
}

impl EdtfError {
    /// The stable code that the manual explains.
    pub fn code(&self) -> &'static str {
        match self {
            EdtfError::Unexpected { .. } => "FH-EDTF-001",
            EdtfError::NoSuchTime { .. } => "FH-EDTF-002",
            EdtfError::Misplaced { .. } => "FH-EDTF-003",
            EdtfError::EndBeforeStart { .. } => "FH-EDTF-004",
        }
    }

    /// Where the text stopped making sense, in characters from 1.
    pub fn position(&self) -> usize {
        match self {
            EdtfError::Unexpected { position, .. }
            | EdtfError::NoSuchTime { position, .. }
            | EdtfError::Misplaced { position, .. }
            | EdtfError::EndBeforeStart { position, .. } => *position,
        }
    }
}
