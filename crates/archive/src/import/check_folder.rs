//! The rows of a whole folder, checked together: each against the case and the others, and against the folder's files.
//! What one row must be is in `proposals`.

use crate::import::check_films::film_problems;
use crate::import::proposals::{self, Checked, Proposed, Refused, place};
use crate::import::read_files::Read;
use crate::import::receipt::ProblemAt;
use crate::import::unstated_offset::unstated_offset;
use crate::import::unused_populations::unused_populations;
use crate::snapshot::Snapshot;
use firsthand_model::{CaseSettings, Record};
use std::collections::BTreeSet;
use std::path::Path;

const CASE_TOML: &str = "case.toml";

/// What the rows of a folder come to, and what is to be said of its files.
pub(crate) fn check_folder(snapshot: &Snapshot, read: &[Read], folder: &Path) -> (Checked, Vec<ProblemAt>) {
    let mut notes: Vec<ProblemAt> = Vec::new();
    let mut proposed = Vec::new();
    for item in read {
        notes.extend(item.found.problems.iter().cloned().map(ProblemAt::from));
        proposed.extend(item.found.proposals.iter().map(|proposal| Proposed {
            record: proposal.record.clone(),
            file: item.file.name.clone(),
            row: proposal.row,
        }));
    }
    let has_title = !snapshot.settings.title.is_empty() || read.iter().any(|item| item.file.name == CASE_TOML);
    if let Some(title) = folder_name(folder).filter(|_| !has_title && !proposed.is_empty()) {
        let message = format!("there is no case.toml: the case is titled «{title}» after its folder until one comes");
        notes.push(ProblemAt { file: CASE_TOML.into(), column: Some("title".into()), message, ..ProblemAt::default() });
        proposed.push(titled(title));
    }
    let mut checked = proposals::check(snapshot, proposed, refused(read));
    let names: BTreeSet<&str> = read.iter().map(|item| item.file.name.as_str()).collect();
    checked.problems.extend(missing_files(&checked.accepted, &names));
    checked.problems.extend(film_problems(snapshot, &checked.accepted, read));
    checked.problems.extend(unused_populations(snapshot, &checked.accepted));
    checked.problems.extend(unstated_offset(&checked.accepted));
    (checked, notes)
}

/// Rows that their readers left out, by what they call themselves.
fn refused(read: &[Read]) -> Refused {
    let rows = |item: &Read| {
        let rows = item.found.refused.iter();
        rows.map(|row| ((row.kind, row.id.clone()), place(&item.file.name, Some(row.row)))).collect::<Vec<_>>()
    };
    read.iter().flat_map(rows).collect()
}

fn folder_name(folder: &Path) -> Option<String> {
    let real = folder.canonicalize().ok()?;
    real.file_name().map(|name| name.to_string_lossy().into_owned())
}

/// The settings of a case about which nothing is said but the name of its folder.
fn titled(title: String) -> Proposed {
    let settings = CaseSettings { title, ..CaseSettings::default() };
    Proposed { record: Record::Case(Box::new(settings)), file: CASE_TOML.into(), row: None }
}

/// A source that names a file of the folder which is not there.
fn missing_files(accepted: &[Proposed], names: &BTreeSet<&str>) -> Vec<ProblemAt> {
    let missing = |proposal: &&Proposed| match &proposal.record {
        Record::Source(source) => source.file.as_deref().is_some_and(|file| !names.contains(file)),
        _ => false,
    };
    accepted.iter().filter(missing).map(missing_file).collect()
}

fn missing_file(proposal: &Proposed) -> ProblemAt {
    let Record::Source(source) = &proposal.record else { return ProblemAt::default() };
    ProblemAt {
        file: proposal.file.clone(),
        row: proposal.row,
        column: Some("file".into()),
        message: format!("expected a file of this folder; there is no {}", source.file.clone().unwrap_or_default()),
        fatal: true,
    }
}
