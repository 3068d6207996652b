//! What an import did with every file and row: each file named once, summing to the whole.

use crate::commit::Draft;
use firsthand_model::Kind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The outcome of an import or addition.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// What became of each file.
    pub receipt: Receipt,
    /// Rows newly written, by table.
    pub rows: BTreeMap<String, u64>,
    /// Rows left as they are because the case already has them, by table.
    pub unchanged: BTreeMap<String, u64>,
    /// What is wrong or worth knowing, with its place.
    pub problems: Vec<ProblemAt>,
    /// What the rules of findings written now come to, a sentence each.
    pub findings: Vec<String>,
    /// Entries written; none when everything was already there.
    pub entries: u64,
    /// Files that an import which was interrupted or refused had read, and which were not read again.
    pub taken_up: u64,
}

impl Outcome {
    /// Whether something was refused.
    pub fn is_refused(&self) -> bool {
        self.receipt.refused > 0 || self.problems.iter().any(|problem| problem.fatal)
    }
}

/// What became of each file of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Files seen; the sum of the six that follow.
    pub total: u64,
    /// Kept now, and read whole.
    pub stored: u64,
    /// Kept now, and read in part: the reason says how far.
    #[serde(default)]
    pub partial: u64,
    /// The same bytes as another file that came along; kept once.
    #[serde(default)]
    pub copy: u64,
    /// Already in the case, byte for byte.
    pub duplicate: u64,
    /// Kept now, but nothing of it could be read.
    pub unreadable: u64,
    /// Not kept, because a faulty table stopped the import.
    pub refused: u64,
    /// Each file.
    pub files: Vec<FileReceipt>,
}

/// What became of one file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileReceipt {
    /// Its name inside the folder.
    pub path: String,
    /// `sha256:<hex>` of its bytes.
    pub sha256: String,
    /// `stored`, `partial`, `copy`, `duplicate`, `unreadable` or `refused`.
    pub outcome: String,
    /// The reader's name, or `none`.
    pub reader: String,
    /// Why it could not be read, or not to its end, or was refused, or of which file it is a copy; empty otherwise.
    pub reason: String,
    /// What was found in it: rows by table, or what its reader counts.
    pub counts: BTreeMap<String, u64>,
}

impl Receipt {
    /// The entry by which it is kept.
    pub(crate) fn into_draft(self) -> Draft {
        let body = serde_json::to_value(self).unwrap_or_default();
        Draft { kind: Kind::Receipt, handle: None, revision: 1, entity: String::new(), body }
    }

    /// Adds one file and counts it.
    pub fn add(&mut self, file: FileReceipt) {
        self.total += 1;
        match file.outcome.as_str() {
            "stored" => self.stored += 1,
            "partial" => self.partial += 1,
            "copy" => self.copy += 1,
            "duplicate" => self.duplicate += 1,
            "unreadable" => self.unreadable += 1,
            _ => self.refused += 1,
        }
        self.files.push(file);
    }
}

/// A problem with its place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ProblemAt {
    /// The file's name inside the folder.
    pub file: String,
    /// The row as a spreadsheet shows it, the header being 1.
    pub row: Option<u64>,
    /// The column's header.
    pub column: Option<String>,
    /// What is wrong and what was expected.
    pub message: String,
    /// Whether it stops the import, or with `--keep-going` leaves the row out.
    pub fatal: bool,
}

impl From<firsthand_intake::Problem> for ProblemAt {
    fn from(problem: firsthand_intake::Problem) -> Self {
        let firsthand_intake::Problem { file, row, column, message, fatal, rest_unread: _ } = problem;
        ProblemAt { file, row, column, message, fatal }
    }
}
