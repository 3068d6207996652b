//! The verb *import*: a folder of tables, accounts and files becomes originals in the vault and one batch in the ledger.
//! Either everything goes in, or nothing; with `keep_going`, everything but the faulty rows, each of them listed. Files are
//! read in `read_files`.

use crate::commit::Draft;
use crate::edition::publish_dossier::is_within;
use crate::error::ArchiveError;
use crate::import::check_folder::check_folder;
use crate::import::file_receipt::{Heard, file_receipt};
use crate::import::folder::{self, Folder, PassedOver};
use crate::import::originals_by_digest::{Arrival, OriginalsByDigest};
use crate::import::proposals::Proposed;
use crate::import::read_files::{Found, Read, read_files};
use crate::import::readings::Readings;
use crate::import::receipt::{FileReceipt, NotTaken, Outcome, ProblemAt, Receipt, with_receipt};
use crate::judgment::bearings::note_bearings;
use crate::judgment::confirmed::note_grades;
use crate::judgment::findings::note_findings;
use crate::snapshot::Snapshot;
use crate::step::{Doing, Progress, Step};
use crate::{Archive, Surroundings};
use firsthand_model::{Kind, Record};
use firsthand_vault::{Shelf, Stored};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// How an import is to be done.
#[derive(Debug, Clone, Copy, Default)]
pub struct ImportOptions {
    /// Leave faulty rows out instead of refusing everything.
    pub keep_going: bool,
}

impl Archive {
    /// Imports a folder. The same folder twice writes nothing.
    ///
    /// # Errors
    /// When the case cannot be written or the folder cannot be read. Faulty rows are not errors: they are in the outcome.
    pub fn import_folder(
        &mut self,
        folder: &Path,
        options: ImportOptions,
        around: &Surroundings,
        progress: &mut Progress<'_>,
    ) -> Result<Outcome, ArchiveError> {
        folder::must_be_folder(folder)?;
        if is_within(folder, &self.dir) {
            return Err(ArchiveError::BadPath { path: folder.to_owned(), what: "it is the case's own folder" });
        }
        let writing = self.begin_writing(around)?;
        let snapshot = self.snapshot()?;
        let Folder { files, passed_over, misnamed } = folder::to_import(folder)?;
        let readings = Readings::open(&self.dir)?;
        let (read, notice) = read_files(files, &readings, around, progress)?;
        let (checked, notes) = check_folder(&snapshot, &read, folder);
        let taken_up = read.iter().filter(|item| item.is_taken_up).count() as u64;
        let mut outcome = Outcome { problems: notes, taken_up, ..Outcome::default() };
        outcome.problems.extend(checked.problems);
        outcome.problems.extend(passed_over.iter().map(passed_over_problem));
        outcome.problems.extend(misnamed.into_iter().map(misnamed_problem));
        let not_taken: Vec<NotTaken> = passed_over.iter().map(PassedOver::as_told).collect();
        outcome.problems.extend(notice.map(ProblemAt::notice));
        sort_problems(&mut outcome.problems);
        if outcome.problems.iter().any(|problem| problem.fatal) && !options.keep_going {
            outcome.receipt = refused(&read);
            outcome.receipt.keep(not_taken, &outcome.problems);
            return Ok(outcome);
        }
        let stored = self.store_all(&read, progress)?;
        let mut drafts = self.drafts_of_files(&snapshot, &read, &stored, &checked.accepted, &mut outcome, around)?;
        self.drafts_of_rows(&snapshot, &read, checked.accepted, &mut drafts, &mut outcome);
        outcome.receipt.keep(not_taken, &outcome.problems);
        // All of it stands in the drafts now, and need not lie in memory while tables and index are brought up.
        drop((read, stored));
        outcome.entries = self.commit(&writing, with_receipt(drafts, &outcome.receipt), around)?;
        Readings::discard(&self.dir)?;
        outcome.problems.extend(self.lagging_notice().map(ProblemAt::notice));
        self.note_judgments(&snapshot, &mut outcome)?;
        Ok(outcome)
    }

    /// What became of findings, grades and bearings by what was written. The case is looked at again only if it has some.
    fn note_judgments(&self, before: &Snapshot, outcome: &mut Outcome) -> Result<(), ArchiveError> {
        if outcome.entries == 0 || self.is_behind()? {
            return Ok(());
        }
        let counts = self.tables.counts()?;
        if [Kind::Finding, Kind::Grade, Kind::Bearing].iter().any(|kind| counts.contains_key(kind)) {
            let now = self.snapshot()?;
            note_findings(before, &now, outcome);
            note_grades(before, &now, outcome);
            note_bearings(before, &now, outcome);
        }
        Ok(())
    }

    /// What became of each file, in the order of `read`. A file that is no longer what was read stops the import.
    fn store_all(&self, read: &[Read], progress: &mut Progress<'_>) -> Result<Vec<Stored>, ArchiveError> {
        let total = read.len() as u64;
        progress(Step::new(Doing::Storing, 0, total));
        let paths: Vec<&Path> = read.iter().map(|item| item.file.path.as_path()).collect();
        let stored = self
            .vault
            .store_files(Shelf::Originals, &paths, &mut |done| progress(Step::new(Doing::Storing, done, total)))?;
        let changed = read.iter().zip(&stored).find(|(item, kept)| item.sha256 != kept.sha256);
        match changed {
            Some((item, _)) => Err(ArchiveError::Changed { file: item.file.path.clone() }),
            None => Ok(stored),
        }
    }

    /// An entry for each file that is new, or that came under a new name; and the receipt's line for every file.
    fn drafts_of_files(
        &self,
        snapshot: &Snapshot,
        read: &[Read],
        stored: &[Stored],
        accepted: &[Proposed],
        outcome: &mut Outcome,
        around: &Surroundings,
    ) -> Result<Vec<Draft>, ArchiveError> {
        let sources = sources_of_files(accepted);
        let mut known = OriginalsByDigest::of(snapshot);
        let mut drafts = Vec::new();
        for (item, kept) in read.iter().zip(stored) {
            let source = sources.get(&item.file.name).cloned();
            let arrival = known.note(kept, &item.file.name, role_of(item, source.is_some()), source, around);
            outcome.receipt.add(receipt_of(item, &arrival));
        }
        drafts.extend(known.into_drafts());
        drafts.extend(self.accepted(snapshot, read, around)?);
        Ok(drafts)
    }

    /// What was read from files, whether a source names them or not: words that lie in a case are found. Tables, accounts and
    /// settings are records, and are found as such.
    fn accepted(&self, snapshot: &Snapshot, read: &[Read], around: &Surroundings) -> Result<Vec<Draft>, ArchiveError> {
        let mut seen = BTreeSet::new();
        let files = read.iter().filter(|item| role_of(item, false) == "file");
        let made = files.filter_map(|item| Some((item.sha256, item.made.as_ref()?)));
        let made: Vec<_> = made.filter(|(original, _)| seen.insert(*original)).collect();
        self.accept(snapshot, &made, around)
    }

    fn drafts_of_rows(
        &self,
        snapshot: &Snapshot,
        read: &[Read],
        accepted: Vec<Proposed>,
        drafts: &mut Vec<Draft>,
        outcome: &mut Outcome,
    ) {
        let originals = originals_by_name(snapshot, read, drafts);
        // What is judged stands after what it is judged from, also within one batch: a finding is not older than that.
        let mut accepted = accepted;
        accepted.sort_by_key(|proposal| proposal.record.kind());
        for proposal in accepted {
            let table = table_name(&proposal.record);
            if snapshot.has_same(&proposal.record) {
                *outcome.unchanged.entry(table).or_default() += 1;
                continue;
            }
            *outcome.rows.entry(table).or_default() += 1;
            outcome.problems.extend(judged_again(snapshot, &proposal));
            drafts.push(row_draft(snapshot, proposal, &originals));
        }
    }
}

impl Snapshot {
    /// Whether the case's last revision of a record is this one, to the last field.
    pub(crate) fn has_same(&self, record: &Record) -> bool {
        let key = (record.kind(), record.handle().to_owned());
        self.bodies.get(&key).is_some_and(|body| *body == record.to_json())
    }
}

/// A judgment that was taken back and comes again is said to: it may be an old table.
fn judged_again(snapshot: &Snapshot, proposal: &Proposed) -> Option<ProblemAt> {
    let (kind, handle) = (proposal.record.kind(), proposal.record.handle());
    let (mark, _) = snapshot.undone.get(&(kind, handle.to_owned()))?;
    let message = format!("{kind} {handle} had been taken back (entry {}); with this import it stands again", mark.seq);
    Some(ProblemAt { file: proposal.file.clone(), row: proposal.row, message, ..ProblemAt::default() })
}

fn passed_over_problem(passed_over: &PassedOver) -> ProblemAt {
    let message = format!("not taken in: {}", passed_over.why);
    ProblemAt { file: passed_over.name.clone(), message, ..ProblemAt::default() }
}

impl PassedOver {
    /// As a receipt has it.
    fn as_told(&self) -> NotTaken {
        NotTaken { path: self.name.clone(), reason: self.why.to_owned() }
    }
}

fn misnamed_problem(file: String) -> ProblemAt {
    let message = "its name is not UTF-8: it is taken in, and listed with \u{fffd} in those places";
    ProblemAt { file, message: message.into(), ..ProblemAt::default() }
}

fn sort_problems(problems: &mut [ProblemAt]) {
    problems.sort_by(|a, b| (!a.fatal, &a.file, a.row, &a.column).cmp(&(!b.fatal, &b.file, b.row, &b.column)));
}

fn refused(read: &[Read]) -> Receipt {
    let mut receipt = Receipt::default();
    for item in read {
        let reason = "nothing was imported because of the problems listed".to_owned();
        receipt.add(FileReceipt { outcome: "refused".into(), reason, ..receipt_of(item, &Arrival::New) });
    }
    receipt
}

fn receipt_of(item: &Read, arrival: &Arrival) -> FileReceipt {
    let Found { reader, problems, counts, .. } = &item.found;
    let heard = Heard { reader, problems, counts, is_something: item.is_something };
    file_receipt(&item.file.name, item.sha256.to_string(), arrival, &heard)
}

fn role_of(item: &Read, is_source: bool) -> &'static str {
    match item.found.reader.as_str() {
        _ if is_source => "source",
        "csv" | "xlsx" | "ods" if !item.found.proposals.is_empty() => "table",
        "account" => "account",
        "case" => "settings",
        _ => "file",
    }
}

/// The source that each file of the folder is the original of.
fn sources_of_files(accepted: &[Proposed]) -> BTreeMap<String, String> {
    let named = |proposal: &Proposed| match &proposal.record {
        Record::Source(source) => source.file.clone().map(|file| (file, source.id.to_string())),
        _ => None,
    };
    accepted.iter().filter_map(named).collect()
}

/// The entity of each file's original, by the file's name in the folder.
fn originals_by_name(snapshot: &Snapshot, read: &[Read], drafts: &[Draft]) -> BTreeMap<String, String> {
    let mut by_digest: BTreeMap<String, String> = snapshot
        .originals
        .iter()
        .filter_map(|(entity, original)| Some((original.sha256.clone()?, entity.clone())))
        .collect();
    for draft in drafts.iter().filter(|draft| draft.kind == Kind::Original) {
        by_digest.insert(draft.body["sha256"].as_str().unwrap_or_default().to_owned(), draft.entity.clone());
    }
    let entity = |item: &Read| by_digest.get(&item.sha256.to_string()).cloned();
    read.iter().filter_map(|item| Some((item.file.name.clone(), entity(item)?))).collect()
}

/// The entry of a row: the record, and beside it the file and row it came from. The file is named by its original's
/// identity and not by its digest, so that erasing the original leaves nothing by which its text could be confirmed.
pub(crate) fn row_draft(snapshot: &Snapshot, proposal: Proposed, originals: &BTreeMap<String, String>) -> Draft {
    let key = (proposal.record.kind(), proposal.record.handle().to_owned());
    let body = json!({
        "record": proposal.record.to_json(),
        "from": {"file": proposal.file, "row": proposal.row, "original": originals.get(&proposal.file)},
    });
    let undone = snapshot.undone.get(&key);
    Draft {
        kind: key.0,
        handle: Some(key.1.clone()),
        revision: snapshot.entries.get(&key).or(undone.map(|(mark, _)| mark)).map_or(1, |mark| mark.revision + 1),
        entity: snapshot.entities.get(&key).or(undone.map(|(_, entity)| entity)).cloned().unwrap_or_default(),
        body,
    }
}

fn table_name(record: &Record) -> String {
    match firsthand_model::references::spec_of(record.kind()) {
        Some(spec) => spec.name.to_owned(),
        None if record.kind() == Kind::Account => "accounts".to_owned(),
        None => record.kind().to_string(),
    }
}
