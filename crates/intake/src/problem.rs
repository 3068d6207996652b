//! What a reader could not take as it stands, with its place. A problem is a value, never a bare failure.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Something in a file that needs a person's eye.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The file's path inside the folder, `/`-separated.
    pub file: String,
    /// The row or line, counted from 1 as a spreadsheet or editor shows it; a table's header is row 1.
    pub row: Option<u64>,
    /// The column's header or the setting's key.
    pub column: Option<String>,
    /// What was expected and what was found.
    pub message: String,
    /// Whether something was left out because of it; an import then takes nothing unless told to keep going.
    pub fatal: bool,
    /// Whether the file was read in part because of it: what stands behind this place, or at it where bytes are damaged, is in
    /// the original alone.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub rest_unread: bool,
}

impl Problem {
    /// A problem that leaves something out.
    pub fn fatal(file: &str, message: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            row: None,
            column: None,
            message: message.into(),
            fatal: true,
            rest_unread: false,
        }
    }

    /// A remark that leaves nothing out.
    pub fn note(file: &str, message: impl Into<String>) -> Self {
        Self { fatal: false, ..Self::fatal(file, message) }
    }

    /// A file that was not read to its end, or not at every place.
    pub fn rest_unread(file: &str, message: impl Into<String>) -> Self {
        Self { rest_unread: true, ..Self::note(file, message) }
    }

    /// Where something was first left unread: a file may have more bytes than are read of it, within those more rows, and some
    /// of them damaged.
    pub fn first_unread(problems: &[Problem]) -> Option<&Problem> {
        problems.iter().filter(|problem| problem.rest_unread).min_by_key(|problem| problem.row.unwrap_or(u64::MAX))
    }

    /// The same problem at a row.
    pub fn at_row(self, row: u64) -> Self {
        Self { row: Some(row), ..self }
    }

    /// The same problem in a column.
    pub fn in_column(self, column: &str) -> Self {
        Self { column: Some(column.to_owned()), ..self }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(row) = self.row {
            write!(f, ", row {row}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        write!(f, ": {}", self.message)
    }
}

/// The beginning of a cell for a message: at most 80 characters, line breaks as spaces.
pub(crate) fn clip(text: &str) -> String {
    const SHOWN_CHARS: usize = 80;
    let line = text.replace('\n', " ");
    match line.char_indices().nth(SHOWN_CHARS) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
