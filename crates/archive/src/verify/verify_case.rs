//! The verb *verify* on a case: the log against its checkpoint, every original and accepted object against its entry,
//! `firsthand.toml` against its entry, and what is derived against the log. Changes nothing and needs no key.

use crate::case_file::CaseFile;
use crate::derivatives::derived_files::DerivedFiles;
use crate::error::{ArchiveError, disk};
use crate::step::{Doing, Progress, Step};
use crate::verify::verification::{Checked, Faults, Verification, fault};
use firsthand_ledger::tables::Tables;
use firsthand_ledger::{EntryState, Log, WriteLock, search::SearchIndex};
use firsthand_model::{AcceptedRecord, Hold, Kind, OriginalRecord};
use firsthand_vault::{Digest, FaultKind, Shelf, Vault};
use std::collections::BTreeMap;
use std::path::Path;

/// Verifies a case, damaged or not.
///
/// # Errors
/// When the folder is no case at all, or cannot be read. Faults are in the result.
pub fn verify_case(case: &Path, key: Option<&str>, progress: &mut Progress<'_>) -> Result<Verification, ArchiveError> {
    let mut ledger = Faults::default();
    let file = CaseFile::read(case).inspect_err(|error| ledger.faults.push(fault("firsthand.toml", error)));
    if matches!(
        file,
        Err(ArchiveError::NotACase { .. } | ArchiveError::NewerFormat { .. } | ArchiveError::Sealed { .. })
    ) {
        return file.map(|_| Verification::default());
    }
    let case_id = file.as_ref().ok().map(|file| file.case.clone());
    let was_held = WriteLock::is_held(case);
    let settings = firsthand_ledger::Settings { case_id, ..Default::default() };
    let log = Log::open_as_found(case, settings.clone())?;
    let verifier = key.map(str::to_owned).or_else(|| file.ok().map(|file| file.verifier));
    progress(Step::new(Doing::Checking, 0, 1));
    let report = log.verify(verifier.as_deref());
    progress(Step::new(Doing::Checking, 1, 1));
    ledger.faults.extend(report.faults.iter().map(ToString::to_string));
    let expected = Expected::of(&log, &mut ledger);
    check_case_file(case, &expected, &mut ledger)?;
    let vault = Vault::open(case);
    let mut unnamed = Vec::new();
    let originals = check_shelf(&vault, Shelf::Originals, &expected.originals, &mut unnamed, progress);
    let accepted = check_shelf(&vault, Shelf::Accepted, &expected.accepted, &mut unnamed, progress);
    let (faults, lagging) = check_derived(case, log.size());
    let mut derived = Faults { faults };
    derived.faults.extend(check_derivatives(case, &expected));
    // A command may also have begun and ended while this one looked.
    let has_grown = Log::open_as_found(case, settings).is_ok_and(|now| now.size() != log.size());
    let is_being_written = was_held || has_grown || WriteLock::is_held(case);
    let mut notices: Vec<String> = unnamed.into_iter().map(|file| unnamed_notice(&file, is_being_written)).collect();
    notices.extend(lagging.into_iter().filter(|_| !is_being_written));
    if is_being_written {
        notices.extend(derived.faults.drain(..).map(|fault| format!("{fault} while another command writes")));
    }
    let found = [&originals.faults, &accepted.faults, &ledger.faults, &derived.faults];
    Ok(Verification {
        ok: found.iter().all(|faults| faults.is_empty()),
        entries: report.entries,
        root: report.root.clone(),
        originals,
        accepted,
        ledger,
        derived,
        notices,
        files: None,
    })
}

/// What the live entries of the log say must be on disk.
#[derive(Default)]
struct Expected {
    originals: Vec<(Digest, u64)>,
    accepted: Vec<(Digest, u64)>,
    case_file: Option<String>,
}

impl Expected {
    /// The last revision of each original and accepted object counts; an entry that cannot be read is a fault of the log.
    fn of(log: &Log, ledger: &mut Faults) -> Expected {
        let mut originals: BTreeMap<String, OriginalRecord> = BTreeMap::new();
        let mut accepted: BTreeMap<String, AcceptedRecord> = BTreeMap::new();
        let mut expected = Expected::default();
        for entry in log.entries() {
            let Ok(entry) = entry.inspect_err(|error| ledger.faults.push(error.to_string())) else { continue };
            let EntryState::Live(payload) = entry.state else { continue };
            match Kind::from_name(&payload.kind) {
                Some(Kind::Original) => keep(&mut originals, payload.entity, payload.body),
                Some(Kind::Accepted) => keep(&mut accepted, payload.entity, payload.body),
                Some(Kind::Settings) => expected.case_file = payload.body["sha256"].as_str().map(str::to_owned),
                _ => {}
            }
        }
        let held = originals.values().filter(|original| original.hold == Hold::Held);
        expected.originals =
            held.filter_map(|original| sized(original.sha256.as_deref()?, original.size_bytes?)).collect();
        expected.accepted = accepted.values().filter_map(|object| sized(&object.sha256, object.size_bytes)).collect();
        expected
    }
}

fn keep<T: serde::de::DeserializeOwned>(records: &mut BTreeMap<String, T>, entity: String, body: serde_json::Value) {
    if let Ok(record) = serde_json::from_value(body) {
        records.insert(entity, record);
    }
}

fn sized(digest: &str, size_bytes: i64) -> Option<(Digest, u64)> {
    Some((digest.parse().ok()?, u64::try_from(size_bytes).ok()?))
}

fn check_case_file(case: &Path, expected: &Expected, ledger: &mut Faults) -> Result<(), ArchiveError> {
    let path = CaseFile::path(case);
    let bytes = std::fs::read(&path).map_err(disk("read", &path))?;
    let found = Digest::of(&bytes).to_string();
    match &expected.case_file {
        Some(digest) if *digest == found => {}
        Some(digest) => {
            ledger.faults.push(fault("firsthand.toml", format!("hashes to {found} and its entry says {digest}")))
        }
        None => ledger.faults.push(fault("firsthand.toml", "has no entry in the ledger")),
    }
    Ok(())
}

/// Whole objects that no entry names go to `unnamed`: they are what a write stores before its commit.
fn check_shelf(
    vault: &Vault,
    shelf: Shelf,
    expected: &[(Digest, u64)],
    unnamed: &mut Vec<String>,
    progress: &mut Progress<'_>,
) -> Checked {
    let total = expected.len() as u64;
    let bytes = expected.iter().map(|(_, size_bytes)| size_bytes).sum();
    let faults =
        match vault.check(shelf, expected, &mut |read_bytes| progress(Step::new(Doing::Hashing, read_bytes, bytes))) {
            Ok(faults) => {
                let (orphans, faults): (Vec<_>, Vec<_>) =
                    faults.into_iter().partition(|fault| fault.kind == FaultKind::Orphan);
                unnamed.extend(orphans.into_iter().map(|orphan| orphan.file));
                faults.iter().map(ToString::to_string).collect()
            }
            Err(error) => vec![error.to_string()],
        };
    Checked { checked: total, faults }
}

fn unnamed_notice(file: &str, is_being_written: bool) -> String {
    match is_being_written {
        true => fault(file, "is being taken in by another command"),
        false => fault(
            file,
            "is an orphan: no entry names it, an interrupted command left it. The next command that writes moves it to aside/",
        ),
    }
}

/// What was made of originals must be as it was made, and of originals that the case still has.
fn check_derivatives(case: &Path, expected: &Expected) -> Vec<String> {
    let made = DerivedFiles::of(case);
    let mut faults = Vec::new();
    for (original, record) in made.all() {
        let is_held = expected.originals.iter().any(|(digest, _)| *digest == original);
        let what = match record {
            _ if !is_held => {
                Some("it is of no original that the case has; the next command that writes removes it".into())
            }
            Err(what) => Some(format!("{what}; `firsthand derive` makes it again")),
            Ok(record) => {
                let fault = made.fault(&original, &record);
                fault.map(|what| format!("{}: {what}; `firsthand derive` makes it again", record.kind))
            }
        };
        faults.extend(what.map(|what| fault(&format!("derived/made of {original}"), what)));
    }
    faults
}

/// Derived things must be whole, and not ahead of the log. Whole tables that are behind it, and an index that a command was writing
/// when it was cut off, are a notice each and no fault: the log is what was acknowledged.
fn check_derived(case: &Path, entries: u64) -> (Vec<String>, Vec<String>) {
    let mut notices = Vec::new();
    let mut faults = match Tables::check(case) {
        Ok(faults) => faults,
        Err(error) => vec![fault("derived/case.db", error)],
    };
    match Tables::open_read(case).and_then(|tables| tables.position()) {
        Ok(position) if position < entries && faults.is_empty() => {
            notices.push(behind_notice(entries - position));
        }
        Ok(position) if position != entries => {
            faults.push(fault("derived/case.db", format!("has {position} of {entries} entries")));
        }
        Ok(_) => {}
        Err(error) => faults.push(fault("derived/case.db", error)),
    }
    if SearchIndex::is_unfinished(case, entries).unwrap_or(false) {
        let what = "was left unfinished, by a command that was cut off or by files taken away. That is no damage of the case: \
                    the next command that writes makes it whole, or `firsthand rebuild`";
        notices.push(fault("derived/search", what));
        return (faults, notices);
    }
    faults.extend(SearchIndex::check(case).unwrap_or_else(|error| vec![fault("derived/search", error)]));
    (faults, notices)
}

fn behind_notice(entries: u64) -> String {
    let what = format!(
        "the tables are behind the ledger by {entries} entries, as a command was cut off when it had recorded them. That is no damage \
         of the case: they are caught up when the case is next opened"
    );
    fault("derived/case.db", what)
}
