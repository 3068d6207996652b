//! Derivatives for people: what was made, what was not and why, and what could be made after an import.

use super::Readable;
use firsthand_archive::{Derivation, DerivativeLine, Derived, Receipt};

impl Readable for Derived {
    fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.derivatives.iter().map(line).collect();
        lines.extend(self.notices.iter().map(|notice| format!("note: {notice}")));
        lines.push(match self.counts.is_empty() {
            true => "Nothing can be made of what the case holds.".into(),
            false => {
                let counts = self.counts.iter().map(|(state, count)| format!("{count} {}", state.replace('_', " ")));
                format!("{}.", counts.collect::<Vec<_>>().join(", "))
            }
        });
        lines
    }
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
    let named: Vec<String> =
        counts.iter().filter(|(_, count)| *count > 0).map(|(what, count)| format!("{count} {what}")).collect();
    (!named.is_empty()).then(|| {
        format!(
            "To look at and listen to, of {}: run `firsthand derive`. It can run while you go on.",
            named.join(", ")
        )
    })
}
