//! The verb *correct*: an edited transcript, or an operation taken back, becomes one more revision over what was read.
//! The transcript itself is never changed. What was understood is told, whether it is written or not.

use crate::accepted::Accepted;
use crate::commit::Draft;
use crate::error::ArchiveError;
use crate::import::folder;
use crate::snapshot::Snapshot;
use crate::{Archive, Surroundings};
use firsthand_intake::{Mode, Problem, plain};
use firsthand_model::transcript::correction::{Edits, Operation, edits};
use firsthand_model::{Correction, CorrectionId, Kind, Transcript};
use serde::Serialize;
use serde_json::json;
use std::path::Path;

/// How a correction is to be written.
#[derive(Debug, Clone, Default)]
pub struct CorrectOptions {
    /// Why, in a sentence.
    pub note: Option<String>,
    /// Only say what would be written.
    pub dry_run: bool,
}

/// What a correction is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CorrectedTranscript {
    /// The transcript, as `transcripts` lists it.
    pub id: String,
    /// The revision that was or would be written; the one that stands, if nothing differs.
    pub revision: i64,
    /// Entries written.
    pub entries: u64,
    /// Whether nothing was written because that was asked for.
    pub dry_run: bool,
    /// The operations, in order.
    pub made: Vec<Correction>,
    /// What the file holds and is not taken over, each a sentence.
    pub not_taken: Vec<String>,
}

/// The transcript that is corrected.
struct Subject {
    name: String,
    transcript: Transcript,
}

impl Archive {
    /// Corrects a transcript by an edited copy of it, in our own text or any format that is read as a transcript.
    ///
    /// # Errors
    /// When the case has no such transcript, the file is none or no edit of it, or corrections that stand do not fit.
    pub fn correct_transcript(
        &mut self,
        id: &str,
        file: &Path,
        options: &CorrectOptions,
        around: &Surroundings,
    ) -> Result<CorrectedTranscript, ArchiveError> {
        folder::must_be_file(file)?;
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let reading = around.sandbox.read(file, &name, Mode::TextOnly);
        // Words that were not read would be taken for words that somebody deleted.
        let unread = Problem::first_unread(&reading.problems);
        let why = unread.or(reading.problems.first()).map(|problem| problem.message.clone()).unwrap_or_default();
        let edited = reading.transcript.filter(|_| unread.is_none());
        let edited = edited.ok_or_else(|| ArchiveError::NoTranscript { file: file.to_owned(), why })?;
        let is_plain = reading.reader == plain::NAME;
        self.write_correction(id, options, around, |snapshot, subject| {
            let (overlay, _, fault) = snapshot.overlay(&subject.name, &subject.transcript, None);
            if let Some(why) = fault {
                return Err(ArchiveError::NoFit { id: subject.name.clone(), why });
            }
            edits(&overlay, &edited, is_plain).map_err(|unlike| ArchiveError::NotAnEdit {
                file: file.to_owned(),
                id: subject.name.clone(),
                same: unlike.same,
                words: unlike.standing.max(unlike.edited),
            })
        })
    }

    /// Takes back a revision, or one operation of it, by a further revision.
    ///
    /// # Errors
    /// When there is none, or later corrections stand on it.
    pub fn take_back(
        &mut self,
        id: &str,
        revision: i64,
        operation: Option<i64>,
        options: &CorrectOptions,
        around: &Surroundings,
    ) -> Result<CorrectedTranscript, ArchiveError> {
        self.write_correction(id, options, around, |snapshot, subject| {
            let (mut overlay, _, fault) = snapshot.overlay(&subject.name, &subject.transcript, None);
            let rows = snapshot.revisions(&subject.name).remove(&revision).unwrap_or_default();
            let rows = rows.iter().filter(|row| operation.is_none() || row.operation == operation).rev();
            let inverse = |row: &&Correction| Operation::of_row(row).ok().map(|operation| operation.inverse());
            let operations: Vec<Operation> = rows.filter_map(inverse).collect();
            if operations.is_empty() {
                let number = operation.map_or(revision.to_string(), |operation| format!("{revision}.{operation}"));
                return Err(ArchiveError::Unknown { what: format!("correction of {}", subject.name), id: number });
            }
            let applied = operations.iter().try_for_each(|operation| overlay.apply(operation));
            let why = fault.or_else(|| applied.err().map(|misfit| misfit.to_string()));
            match why {
                Some(why) => Err(ArchiveError::NoFit { id: subject.name.clone(), why }),
                None => Ok(Edits { operations, ..Edits::default() }),
            }
        })
    }

    fn write_correction(
        &mut self,
        id: &str,
        options: &CorrectOptions,
        around: &Surroundings,
        understand: impl FnOnce(&Snapshot, &Subject) -> Result<Edits, ArchiveError>,
    ) -> Result<CorrectedTranscript, ArchiveError> {
        let writing = if options.dry_run { None } else { Some(self.begin_writing(around)?) };
        let snapshot = self.snapshot()?;
        let subject = self.to_correct(&snapshot, id)?;
        let understood = understand(&snapshot, &subject)?;
        let newest = snapshot.newest_revision(&subject.name);
        let rows: Vec<Correction> = (1..)
            .zip(&understood.operations)
            .map(|(number, operation)| row(&subject, newest + 1, number, operation, options, around))
            .collect();
        let mut made = CorrectedTranscript {
            id: subject.name.clone(),
            revision: if rows.is_empty() { newest } else { newest + 1 },
            dry_run: options.dry_run,
            made: rows,
            not_taken: not_taken(&understood),
            ..CorrectedTranscript::default()
        };
        if let Some(writing) = writing {
            let drafts = made.made.iter().map(draft).collect();
            made.entries = self.commit(&writing, drafts, around)?;
            made.not_taken.extend(self.lagging_notice());
        }
        Ok(made)
    }

    fn to_correct(&self, snapshot: &Snapshot, id: &str) -> Result<Subject, ArchiveError> {
        let names = snapshot.names_of_originals();
        let found = snapshot.last_accepted().find_map(|record| {
            let name = *names.get(record.original.as_str()).filter(|name| **name == id || record.original == id)?;
            let transcript = Accepted::read(&self.vault, record)?.transcript?;
            Some(Subject { name: name.to_owned(), transcript })
        });
        found.ok_or_else(|| ArchiveError::Unknown { what: "transcript".into(), id: id.to_owned() })
    }
}

fn row(
    subject: &Subject,
    revision: i64,
    number: i64,
    operation: &Operation,
    options: &CorrectOptions,
    around: &Surroundings,
) -> Correction {
    Correction {
        id: CorrectionId::from(format!("{}.{revision}.{number}", subject.name)),
        transcript: Some(subject.name.clone()),
        revision: Some(revision),
        operation: Some(number),
        by: (!around.author.is_empty()).then(|| around.author.clone()),
        at: Some(around.now()),
        note: options.note.clone(),
        ..operation.to_row()
    }
}

fn draft(row: &Correction) -> Draft {
    Draft {
        kind: Kind::Correction,
        handle: Some(row.id.to_string()),
        revision: 1,
        entity: String::new(),
        body: json!({ "record": row }),
    }
}

fn not_taken(understood: &Edits) -> Vec<String> {
    let mut said = Vec::new();
    let (times, notes) = (understood.not_taken.times, understood.not_taken.notes);
    if times > 0 {
        said.push(format!(
            "{times} cues have other times in the file. Times are not taken from an edited file: words keep those of the recording"
        ));
    }
    if notes > 0 {
        said.push(format!("{notes} words in notes, titles or oath lines differ. Only what is spoken can be corrected"));
    }
    said
}
