//! Verifying a log without trusting any of it: every fault of every file, by name and line. Changes nothing.
//! Reading a sound log is in `log`; nothing of it is used here but the formats.

mod commitments;
mod files;
mod payloads;

use crate::layout::{CHECKPOINT, Layout};
use crate::log::{Settings, Witness};
use crate::tree::TreeHead;
use crate::{WriteLock, verify_note};
use commitments::Commitments;
use std::fmt;

/// One thing wrong with a file of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Fault {
    /// The file, relative to the case, with `/` between its parts on every system.
    pub file: String,
    /// The line, counted from 1; nothing for the file as a whole.
    pub line: Option<u64>,
    /// What is wrong, as a sentence about the line or file.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}, line {line}: {}", self.file, self.what),
            None => write!(f, "{}: {}", self.file, self.what),
        }
    }
}

/// What verifying found.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct LedgerReport {
    /// How many commitment lines there are.
    pub entries: u64,
    /// Their Merkle root as checkpoints write it, in base64.
    pub root: String,
    /// The case named by the checkpoint, if it can be read. Whoever knows the case's id compares.
    pub case_id: Option<String>,
    /// Whether the checkpoint's signature was checked, which needs a public key.
    pub signature_checked: bool,
    /// Everything found wrong, in the order of files and lines.
    pub faults: Vec<Fault>,
}

/// Where faults are gathered, and up to which entry to look.
pub(crate) struct Audit<'a> {
    layout: &'a Layout,
    settings: &'a Settings,
    /// While somebody writes, what lies behind the checkpoint is not looked at.
    limit: u64,
    faults: Vec<Fault>,
}

impl Audit<'_> {
    /// Whether somebody writes meanwhile.
    fn is_limited(&self) -> bool {
        self.limit != u64::MAX
    }

    fn fault(&mut self, file: impl Into<String>, line: impl Into<Option<u64>>, what: impl Into<String>) {
        self.faults.push(Fault { file: file.into(), line: line.into(), what: what.into() });
    }
}

/// How often to look when writers come and go meanwhile.
const ATTEMPTS: u32 = 5;

/// Verifies, and looks again when a writer came, wrote or went meanwhile.
pub(crate) fn audit(layout: &Layout, settings: &Settings, verifier_text: Option<&str>) -> LedgerReport {
    for _ in 1..ATTEMPTS {
        let busy = WriteLock::is_held(&layout.case_dir);
        let before = Witness::read(layout).ok();
        let report = attempt(layout, settings, verifier_text, busy);
        let disturbed = WriteLock::is_held(&layout.case_dir) != busy || Witness::read(layout).ok() != before;
        if report.faults.is_empty() || !disturbed {
            return report;
        }
    }
    attempt(layout, settings, verifier_text, true)
}

/// Looks once; with `busy`, only at what a writer has finished.
fn attempt(layout: &Layout, settings: &Settings, verifier_text: Option<&str>, busy: bool) -> LedgerReport {
    let witness = Witness::read(layout).unwrap_or_else(|error| Witness::Silent { what: error.to_string() });
    let limit = if busy { witness.covers() } else { u64::MAX };
    let mut audit = Audit { layout, settings, limit, faults: Vec::new() };
    let commitments = audit.commitments();
    let signature_checked = audit.checkpoint(&witness, &commitments, verifier_text);
    audit.payloads(&commitments);
    audit.files();
    let Audit { mut faults, .. } = audit;
    faults.sort();
    faults.dedup();
    let head = commitments.tree.head_at(commitments.tree.size()).expect("a tree has a head at its own size");
    let case_id = match witness {
        Witness::Says { checkpoint, .. } => Some(checkpoint.case_id),
        Witness::Silent { .. } => None,
    };
    LedgerReport { entries: head.size, root: head.root_base64(), case_id, signature_checked, faults }
}

impl Audit<'_> {
    fn checkpoint(&mut self, witness: &Witness, found: &Commitments, verifier_text: Option<&str>) -> bool {
        let (note, checkpoint) = match witness {
            Witness::Silent { what } => {
                self.fault(CHECKPOINT, None, what);
                return false;
            }
            Witness::Says { note, checkpoint } => (note, checkpoint),
        };
        if self.settings.case_id.as_ref().is_some_and(|expected| *expected != checkpoint.case_id) {
            self.fault(CHECKPOINT, 1, format!("it belongs to another case, {}", checkpoint.case_id));
        }
        self.compare(checkpoint.head, found);
        let Some(key) = verifier_text else {
            return false;
        };
        let mut keys = std::iter::once(key).chain(self.settings.earlier_keys.iter().map(String::as_str));
        if !keys.any(|key| verify_note(note, key).is_ok()) {
            self.fault(CHECKPOINT, 5, format!("it is not signed by {key}, or was changed after signing"));
        }
        true
    }

    fn compare(&mut self, promised: TreeHead, found: &Commitments) {
        let size = found.tree.size();
        let file = found.last_file.clone();
        match found.tree.head_at(promised.size) {
            Err(_) => self.fault(
                file,
                None,
                format!("the checkpoint covers {} entries, and only {size} are there", promised.size),
            ),
            Ok(head) if head != promised => {
                let what = format!(
                    "its root is not that of the first {} commitment lines: one of them, or the checkpoint, was changed",
                    promised.size
                );
                self.fault(CHECKPOINT, 3, what);
            }
            Ok(_) if size > promised.size => {
                let extra = size - promised.size;
                self.fault(file, None, format!("{extra} lines lie behind what the checkpoint covers, as after an interrupted write: the next command that writes puts them in order"));
            }
            Ok(_) => {}
        }
    }
}
