//! Verifying that the ledger's folder holds nothing but the ledger.
//! What stands in known files is checked elsewhere.

use super::Audit;
use crate::layout::Series;
use std::fs;
use std::path::Path;

/// What may stand in `ledger/` beside the two series.
const KNOWN: [&str; 5] = ["checkpoint", "lock", "aside", "commitments", "payloads"];

impl Audit<'_> {
    pub(super) fn files(&mut self) {
        if self.is_limited() {
            return;
        }
        let layout = self.layout;
        self.folder(&layout.ledger(), "ledger", |name| KNOWN.contains(&name));
        for series in Series::BOTH {
            let folder = layout.folder(series);
            let count = (1..).take_while(|segment| layout.segment(series, *segment).exists()).count() as u64;
            let shown = format!("ledger/{}", series.folder());
            self.folder(&folder, &shown, |name| (1..=count).any(|segment| name == format!("{segment:06}.jsonl")));
        }
    }

    fn folder(&mut self, folder: &Path, shown: &str, known: impl Fn(&str) -> bool) {
        let listed = match fs::read_dir(folder) {
            Ok(listed) => listed,
            Err(error) => return self.fault(shown, None, format!("it cannot be listed: {error}")),
        };
        for entry in listed.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if !known(&name) {
                self.fault(format!("{shown}/{name}"), None, "it is not a file of the ledger");
            }
        }
    }
}
