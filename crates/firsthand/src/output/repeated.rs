//! The sentences of tensions: those that say the same of several are said once, with all who say it.

use firsthand_archive::{Tension, alike};
use std::collections::BTreeSet;

/// The sentences of these, in the order in which the first of each stands.
pub fn sentences(tensions: &[&Tension]) -> Vec<String> {
    alike(tensions).iter().map(|lot| sentence(lot)).collect()
}

/// One sentence, where whoever says one thing of it is in tension with whoever says the others.
fn sentence(lot: &[&Tension]) -> String {
    let [first, _, ..] = lot else { return lot.iter().map(|tension| tension.sentence.as_str()).collect() };
    let said = first.records.iter().map(|record| match names(lot, &record.says).as_slice() {
        [name] => format!("{name} {}", record.says),
        several => format!("each of {} {}", several.join(", "), record.says),
    });
    said.collect::<Vec<_>>().join("; ") + first.conclusion().unwrap_or_default()
}

/// Who says this in any of them, each once, as they come.
fn names(lot: &[&Tension], says: &str) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let all = lot.iter().flat_map(|tension| &tension.records).filter(|record| record.says == says);
    all.map(|record| record.name()).filter(|name| seen.insert(name.clone())).collect()
}
