//! Derivatives for people: what was made, what was not and why, and what could be made after an import.

use super::Readable;
use firsthand_archive::{Derivation, DerivationRun, DerivationStatus, DerivativeLine, Derived, Receipt};
use std::collections::BTreeMap;

impl Readable for Derived {
    fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.derivatives.iter().map(line).collect();
        lines.extend(self.notices.iter().map(|notice| format!("note: {notice}")));
        lines.push(match self.counts.is_empty() {
            true => "Nothing can be made of what the case holds.".into(),
            false => format!("{}.", counted(&self.counts)),
        });
        lines
    }
}

impl Readable for DerivationStatus {
    fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.run.iter().flat_map(|run| of_run(run, self.is_running)).collect();
        if self.run.is_none() {
            lines.push(if self.is_running { "Derivatives are being made." } else { "None were ever made." }.into());
        }
        lines.push(format!("{} are there, {} are missing.", self.there, self.missing.len()));
        lines.extend(self.missing.iter().take(MISSING_SHOWN).map(|(id, kind)| format!("{id}  {kind} missing")));
        if let Some(more) = self.missing.len().checked_sub(MISSING_SHOWN).filter(|more| *more > 0) {
            lines.push(format!("… and {more} more; --json lists all."));
        }
        lines
    }
}

/// How many missing derivatives are listed for people.
const MISSING_SHOWN: usize = 20;

fn of_run(run: &DerivationRun, is_running: bool) -> Vec<String> {
    let state = match (is_running, run.has_ended()) {
        (true, _) => "Being made now",
        (false, true) => "The last run went through",
        (false, false) => "The last run was cut off; `firsthand derive` goes on with it. It went through",
    };
    let counts = if run.counts.is_empty() { String::new() } else { format!(": {}", counted(&run.counts)) };
    let mut lines = vec![format!("{state} {} of {}{counts}.", run.done, run.total)];
    lines.extend(run.failed.iter().map(line));
    lines
}

fn counted(counts: &BTreeMap<String, u64>) -> String {
    let counts = counts.iter().map(|(state, count)| format!("{count} {}", state.replace('_', " ")));
    counts.collect::<Vec<_>>().join(", ")
}

fn line(line: &DerivativeLine) -> String {
    let DerivativeLine { id, kind, state, reason, files, .. } = line;
    let shown = match (state, files.as_slice()) {
        (Derivation::Made | Derivation::Current, [file]) => format!(": {file}"),
        (Derivation::Made | Derivation::Current, [first, ..]) => format!(": {first} and {} more", files.len() - 1),
        _ => String::new(),
    };
    let reason = if reason.is_empty() { String::new() } else { format!(" ({reason})") };
    format!("{id}  {kind} {}{shown}{reason}", state.word().replace('_', " "))
}

/// What can be made of what just came in; import does not wait for it.
pub fn offer(receipt: &Receipt) -> Option<String> {
    let came = |reader: &str| {
        receipt
            .files
            .iter()
            .filter(|file| ["stored", "partial"].contains(&&*file.outcome) && file.reader == reader)
            .count()
    };
    let counts = [("recordings", came("recording")), ("photographs", came("photograph")), ("PDFs", came("pdf"))];
    let named: Vec<String> = counts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(what, count)| super::counted(*count as u64, what))
        .collect();
    (!named.is_empty()).then(|| {
        format!(
            "To look at and listen to, of {}: run `firsthand derive`, or with --background while you go on.",
            named.join(", ")
        )
    })
}
