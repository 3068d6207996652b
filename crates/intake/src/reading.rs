//! What a reader made of one file: proposals, problems, text, counts. Accepting them is the archive's affair.

use crate::Problem;
use crate::cells::CellRow;
use crate::limits::{MAX_MESSAGE_CHARACTERS, MAX_PROBLEMS};
use crate::members::MemberPosition;
use firsthand_model::{Kind, MediaDescription, PagedText, Record, Transcript};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How a file is to be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// By name and content: tables, accounts and settings become records.
    #[default]
    Auto,
    /// As plain text whatever its name; no records.
    TextOnly,
    /// As rows of texts whatever its name: a table of which the caller knows the columns.
    Cells,
}

/// One record that a file proposes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The record.
    pub record: Record,
    /// The row it stands in, counted from 1; absent for accounts and settings.
    pub row: Option<u64>,
}

/// A row that was left out for its own faults, which stand among the problems.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedRow {
    /// What it would have been.
    pub kind: Kind,
    /// The id in its first column.
    pub id: String,
    /// The row, counted from 1.
    pub row: u64,
}

/// What a reader knows a file to be and cannot read itself, so that outside programs are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Want {
    /// Sound or film.
    Recording,
    /// A PDF.
    Document,
}

/// One file inside another: a member of an archive, an attachment of a message.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Its place in the list of what holds it, from 0, at each level.
    pub position: MemberPosition,
    /// Its path as cleaned: `/`-separated, without `..`, drive or root, and no other member's. What lies in a member has that
    /// one's path before its own.
    pub path: String,
    /// Its path as the archive or message has it, where that is another.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub written: Option<String>,
    /// `sha256:<hex>` of its bytes unpacked; nothing where they could not be unpacked.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sha256: Option<String>,
    /// How many bytes it unpacks to.
    pub size_bytes: u64,
    /// What its own reader made of it; it has no members and makes no records.
    pub reading: Reading,
}

/// What a reader made of one file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The reader, by its name: `csv`, `account`, `webvtt`, …; `none` where there is none.
    pub reader: String,
    /// The reader's version; a new one reads the same bytes otherwise.
    pub reader_version: String,
    /// The table's name; the first one's where a workbook holds several.
    pub table: Option<String>,
    /// Records, in the order of the file.
    pub proposals: Vec<Proposal>,
    /// Rows that propose nothing because of their own faults, the first of them where there are many.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub refused: Vec<RefusedRow>,
    /// Problems, in the order in which they were met.
    pub problems: Vec<Problem>,
    /// The file as plain text, for text readers.
    pub text: Option<String>,
    /// Spoken words, for readers of transcripts.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub transcript: Option<Transcript>,
    /// What a picture or recording says of itself.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub description: Option<MediaDescription>,
    /// The text of a document, page by page.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub pages: Option<PagedText>,
    /// The files inside an archive or message, at whatever depth, each with its own reading: what lies in a member follows it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub members: Vec<Member>,
    /// The rows of a table that is none of a case, its header among them.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub cells: Vec<CellRow>,
    /// What outside programs are still to be asked; nothing in a finished reading.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub wants: Option<Want>,
    /// How many records of each table were proposed, or how many cues, turns and voices a transcript has.
    pub counts: BTreeMap<String, u64>,
}

impl Reading {
    /// An empty reading by a reader.
    pub(crate) fn by(reader: &str, version: &str) -> Self {
        Self { reader: reader.into(), reader_version: version.into(), ..Self::default() }
    }

    /// A reading that holds a problem and nothing else.
    pub(crate) fn failed(reader: &str, version: &str, problem: Problem) -> Self {
        let mut reading = Self::by(reader, version);
        reading.problem(problem);
        reading
    }

    /// Whether nothing was left out.
    pub fn is_clean(&self) -> bool {
        !self.problems.iter().any(|problem| problem.fatal)
    }

    /// Adds a problem; past [`MAX_PROBLEMS`] one last line stands for all further ones, but for one that says where reading ended.
    pub(crate) fn problem(&mut self, problem: Problem) {
        if self.problems.len() < MAX_PROBLEMS {
            return self.problems.push(Problem { message: shortened(problem.message), ..problem });
        }
        self.say_more(&problem.file);
        if let Some(last) = self.problems.last_mut() {
            last.fatal |= problem.fatal;
        }
        if problem.rest_unread {
            self.problem_first(problem);
        }
    }

    /// Adds a problem before all others; where the list is full its last makes room.
    pub(crate) fn problem_first(&mut self, problem: Problem) {
        if self.problems.len() >= MAX_PROBLEMS {
            self.say_more(&problem.file);
            self.problems.remove(MAX_PROBLEMS - 1);
        }
        self.problems.insert(0, Problem { message: shortened(problem.message), ..problem });
    }

    /// Ends a full list with the line that says so.
    fn say_more(&mut self, file: &str) {
        if self.problems.len() == MAX_PROBLEMS {
            let message = format!("more than {MAX_PROBLEMS} problems; the rest are not listed");
            self.problems.push(Problem::note(file, message));
        }
    }

    /// Adds a record of a table.
    pub(crate) fn propose(&mut self, table: &str, record: Record, row: Option<u64>) {
        self.proposals.push(Proposal { record, row });
        *self.counts.entry(table.to_owned()).or_default() += 1;
    }
}

/// A message without what is too long to be read: a cell or time that is quoted in it may be as long as its file.
fn shortened(mut message: String) -> String {
    if let Some((end, _)) = message.char_indices().nth(MAX_MESSAGE_CHARACTERS) {
        message.truncate(end);
        message.push('…');
    }
    message
}
