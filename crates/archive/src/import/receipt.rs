//! What an import did with every file and row: each file named once, summing to the whole.

use crate::commit::Draft;
use firsthand_model::Kind;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Most notes that a receipt keeps of one file, and of the import itself.
const MOST_NOTES: usize = 100;

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
    /// What lay among the files and was not taken in; none of the total.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub passed_over: Vec<NotTaken>,
    /// What was said of the import and of none of its files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// Something that was not taken in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotTaken {
    /// Its name inside the folder.
    pub path: String,
    /// Why, as half a sentence: `it is hidden`.
    pub reason: String,
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
    /// What else was said of it, each with its place: `row 3, column words: …`; of a member of an archive with its path.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

impl FileReceipt {
    /// Whether a problem is the reason that stands in the receipt already.
    fn is_reason(&self, problem: &ProblemAt) -> bool {
        let in_member = self.reason.strip_prefix(&problem.file).and_then(|rest| rest.strip_prefix(": "));
        self.reason == problem.message || in_member == Some(&problem.message)
    }
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

    /// Keeps what was said once, beside the file of which it was said, and what was not taken in.
    pub(crate) fn keep(&mut self, passed_over: Vec<NotTaken>, problems: &[ProblemAt]) {
        let passed: BTreeSet<&str> = passed_over.iter().map(|one| one.path.as_str()).collect();
        let places: BTreeMap<String, usize> =
            self.files.iter().enumerate().map(|(place, file)| (file.path.clone(), place)).collect();
        let mut notes: BTreeMap<Option<usize>, Vec<String>> = BTreeMap::new();
        for problem in problems.iter().filter(|problem| !passed.contains(problem.file.as_str())) {
            let place = place_of(&places, &problem.file);
            let file = place.map(|place| &self.files[place]);
            if !file.is_some_and(|file| file.is_reason(problem)) {
                let told = problem.told_of(file.map_or("", |file| &file.path));
                notes.entry(place).or_default().push(told);
            }
        }
        for (place, notes) in notes {
            match place {
                Some(place) => self.files[place].notes = shortened(notes),
                None => self.notes = shortened(notes),
            }
        }
        self.passed_over = passed_over;
    }
}

/// The file of which a problem is: itself, or the archive or message in which it lies.
fn place_of(places: &BTreeMap<String, usize>, file: &str) -> Option<usize> {
    let mut name = file;
    loop {
        if let Some(place) = places.get(name) {
            return Some(*place);
        }
        name = name.rsplit_once('/')?.0;
    }
}

fn shortened(mut notes: Vec<String>) -> Vec<String> {
    let more = notes.len().saturating_sub(MOST_NOTES);
    if more > 0 {
        notes.truncate(MOST_NOTES);
        notes.push(format!("and {more} more, which are not kept"));
    }
    notes
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

impl ProblemAt {
    /// Something worth knowing that concerns no file.
    pub(crate) fn notice(message: String) -> ProblemAt {
        ProblemAt { message, ..ProblemAt::default() }
    }

    /// What it says beside the name of a file: its place and message.
    fn told_of(&self, file: &str) -> String {
        let member = Some(self.file.strip_prefix(file).unwrap_or(&self.file).trim_start_matches('/').to_owned());
        let row = self.row.map(|row| format!("row {row}"));
        let column = self.column.as_ref().map(|column| format!("column {column}"));
        let place = [member.filter(|member| !member.is_empty()), row, column].into_iter().flatten();
        let place = place.collect::<Vec<_>>().join(", ");
        if place.is_empty() { self.message.clone() } else { format!("{place}: {}", self.message) }
    }
}

impl From<firsthand_intake::Problem> for ProblemAt {
    fn from(problem: firsthand_intake::Problem) -> Self {
        let firsthand_intake::Problem { file, row, column, message, fatal, rest_unread: _ } = problem;
        ProblemAt { file, row, column, message, fatal }
    }
}

/// The receipt goes first in the batch, so that the batch ends with content; an import that writes nothing keeps none.
pub(crate) fn with_receipt(mut drafts: Vec<Draft>, receipt: &Receipt) -> Vec<Draft> {
    if drafts.is_empty() {
        return drafts;
    }
    let mut kept = receipt.clone();
    kept.files.iter_mut().for_each(|file| file.sha256.clear());
    drafts.insert(0, kept.into_draft());
    drafts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(file: &str, row: Option<u64>, message: &str) -> ProblemAt {
        ProblemAt { file: file.into(), row, message: message.into(), ..ProblemAt::default() }
    }

    fn file(path: &str, reason: &str) -> FileReceipt {
        FileReceipt { path: path.into(), outcome: "partial".into(), reason: reason.into(), ..FileReceipt::default() }
    }

    #[test]
    fn what_is_said_stands_with_its_file_and_what_is_the_reason_stands_once() {
        let mut receipt = Receipt::default();
        receipt.add(file("a.txt", "it was cut"));
        receipt.add(file("b.zip", "b.zip/in/c.txt: it is damaged"));
        let hidden = NotTaken { path: ".d.txt".into(), reason: "it is hidden".into() };
        let problems = [
            problem("a.txt", Some(3), "it was cut"),
            problem("a.txt", Some(4), "an odd time"),
            problem("b.zip/in/c.txt", None, "it is damaged"),
            problem("b.zip/in/e.txt", Some(1), "an odd name"),
            problem(".d.txt", None, "not taken in: it is hidden"),
            problem("", None, "the kernel has no Landlock"),
            problem("case.toml", None, "there is none"),
        ];
        receipt.keep(vec![hidden.clone()], &problems);
        assert_eq!(receipt.files[0].notes, ["row 4: an odd time"]);
        assert_eq!(receipt.files[1].notes, ["in/e.txt, row 1: an odd name"]);
        assert_eq!(receipt.notes, ["the kernel has no Landlock", "case.toml: there is none"]);
        assert_eq!((receipt.total, receipt.passed_over), (2, vec![hidden]));
    }

    #[test]
    fn of_notes_without_end_the_first_are_kept_and_the_others_counted() {
        let mut receipt = Receipt::default();
        receipt.add(file("a.txt", ""));
        let problems: Vec<ProblemAt> = (1..=250).map(|row| problem("a.txt", Some(row), "odd")).collect();
        receipt.keep(Vec::new(), &problems);
        let notes = &receipt.files[0].notes;
        assert_eq!((notes.len(), notes[100].as_str()), (101, "and 150 more, which are not kept"));
    }

    #[test]
    fn a_receipt_of_an_older_version_is_read() {
        let old = r#"{"total":1,"stored":1,"duplicate":0,"unreadable":0,"refused":0,"files":[{"path":"a.txt","sha256":"",
            "outcome":"stored","reader":"text","reason":"","counts":{}}]}"#;
        let receipt: Receipt = serde_json::from_str(old).unwrap();
        assert!(receipt.passed_over.is_empty() && receipt.notes.is_empty() && receipt.files[0].notes.is_empty());
        assert!(!serde_json::to_string(&receipt).unwrap().contains("notes"));
    }
}
