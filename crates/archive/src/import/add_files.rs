//! The verb *add*: single files become originals. A referenced original becomes held when its bytes arrive,
//! recognised by its digest or named with `--as`.

use crate::accepted::Made;
use crate::commit::Draft;
use crate::error::{ArchiveError, disk};
use crate::import::file_receipt::{Heard, file_receipt, is_something};
use crate::import::folder;
use crate::import::originals_by_digest::OriginalsByDigest;
use crate::import::read_files::page_by_machine;
use crate::import::receipt::with_receipt;
use crate::import::receipt::{Outcome, ProblemAt};
use crate::snapshot::{Snapshot, with_prefix};
use crate::step::{Doing, Progress, Step};
use crate::{Archive, Surroundings};
use firsthand_intake::{Mode, Reading};
use firsthand_model::Source;
use firsthand_vault::Shelf;
use std::cell::RefCell;
use std::path::{Path, PathBuf};

impl Archive {
    /// Adds files as originals; `as_source` names the source whose original a single file is.
    ///
    /// # Errors
    /// When a file cannot be read, the source is unknown, or its recorded digest is another: then nothing is added.
    pub fn add_files(
        &mut self,
        files: &[PathBuf],
        as_source: Option<&str>,
        around: &Surroundings,
        progress: &mut Progress<'_>,
    ) -> Result<Outcome, ArchiveError> {
        if let Some(source_id) = as_source.filter(|_| files.len() > 1) {
            return Err(ArchiveError::OneOriginal { source_id: source_id.to_owned(), count: files.len() });
        }
        files.iter().try_for_each(|file| folder::must_be_file(file))?;
        let writing = self.begin_writing(around)?;
        let snapshot = self.snapshot()?;
        let mut claims = Vec::new();
        for file in files {
            claims.push(claim(&snapshot, file, as_source)?);
        }
        let mut known = OriginalsByDigest::of(&snapshot);
        let mut outcome = Outcome::default();
        let (mut all_made, aside) = (Vec::new(), self.aside()?);
        let mut readers = around.sandbox.reader();
        let total = claims.len() as u64;
        progress(Step::new(Doing::Storing, 0, total));
        let stored = self
            .vault
            .store_files(Shelf::Originals, files, &mut |done| progress(Step::new(Doing::Storing, done, total)))?;
        for (done, (claim, kept)) in claims.iter().zip(&stored).enumerate() {
            progress(Step::new(Doing::Reading, done as u64, total));
            if kept.sha256.to_string() != claim.digest {
                return Err(ArchiveError::Changed { file: claim.file.clone() });
            }
            let role = if claim.source.is_some() { "source" } else { "file" };
            let arrival = known.note(kept, &claim.name, role, claim.source.clone(), around);
            let telling = RefCell::new(&mut *progress);
            let pages = |page, of| {
                let on = page_by_machine(&claim.name, page, of);
                telling.borrow_mut()(Step { on: Some(&on), ..Step::new(Doing::Reading, done as u64, total) });
            };
            let mut reading = readers.read_telling(&claim.file, &claim.name, Mode::TextOnly, &pages);
            let is_something = is_something(&reading);
            let made = Made::take(&mut reading, aside.path().join(done.to_string()))?;
            all_made.extend(made.map(|made| (kept.sha256, made)));
            outcome.problems.extend(reading.problems.iter().cloned().map(ProblemAt::from));
            let Reading { reader, problems, counts, .. } = &reading;
            let heard = Heard { reader, problems, counts, is_something };
            outcome.receipt.add(file_receipt(&claim.name, kept.sha256.to_string(), &arrival, &heard));
        }
        progress(Step::new(Doing::Reading, total, total));
        let notice = around.sandbox.notice().map(ProblemAt::notice);
        outcome.problems.extend(notice);
        outcome.receipt.keep(Vec::new(), &outcome.problems);
        let all_made: Vec<_> = all_made.iter().map(|(original, made)| (*original, made)).collect();
        let accepted = self.accept(&snapshot, &all_made, around)?;
        let drafts: Vec<Draft> = known.into_drafts().chain(accepted).collect();
        outcome.entries = self.commit(&writing, with_receipt(drafts, &outcome.receipt), around)?;
        outcome.problems.extend(self.lagging_notice().map(ProblemAt::notice));
        Ok(outcome)
    }
}

/// A file with the source whose original it is.
struct Claim {
    file: PathBuf,
    name: String,
    digest: String,
    source: Option<String>,
}

fn claim(snapshot: &Snapshot, file: &Path, as_source: Option<&str>) -> Result<Claim, ArchiveError> {
    let mut bytes = std::fs::File::open(file).map_err(disk("read", file))?;
    let digest = firsthand_vault::sums_of(&mut bytes).map_err(disk("read", file))?.sha256.to_string();
    let source = match as_source {
        Some(id) => Some(named_source(snapshot, file, id, &digest)?),
        None => snapshot.sources.iter().find(|source| names_digest(source, &digest)),
    };
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let source = source.map(|source| source.id.to_string());
    Ok(Claim { file: file.to_owned(), name, digest, source })
}

fn named_source<'a>(snapshot: &'a Snapshot, file: &Path, id: &str, digest: &str) -> Result<&'a Source, ArchiveError> {
    let found = snapshot.sources.iter().find(|source| source.id.as_str() == id);
    let source = found.ok_or_else(|| ArchiveError::Unknown { what: "source".into(), id: id.to_owned() })?;
    match &source.sha256 {
        Some(expected) if !names_digest(source, digest) => Err(ArchiveError::OtherBytes {
            file: file.to_owned(),
            source_id: id.to_owned(),
            found: digest.to_owned(),
            expected: with_prefix(expected),
        }),
        _ => Ok(source),
    }
}

fn names_digest(source: &Source, digest: &str) -> bool {
    source.sha256.as_deref().is_some_and(|named| with_prefix(named) == digest)
}
