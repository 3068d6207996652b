//! Receipts name every file of an import. When an original is erased, each receipt that names it goes too and is written anew
//! without the name: what else the import did stays told.

use crate::commit::Draft;
use crate::erasure::erase_entry::Seen;
use crate::import::receipt::Receipt;
use firsthand_model::Kind;
use serde::Deserialize;
use std::collections::BTreeSet;

/// What stands in place of a file's name.
const GONE: &str = "(erased)";

/// The names under which originals came that go.
pub(crate) fn names_of<'s>(doomed: impl Iterator<Item = &'s Seen>) -> BTreeSet<&'s str> {
    let originals = doomed.filter(|entry| entry.kind == Some(Kind::Original));
    originals.filter_map(|entry| entry.body["names"].as_array()).flatten().filter_map(|name| name.as_str()).collect()
}

/// Whether an entry is a receipt that has one of these names, or says something in which one stands.
pub(crate) fn is_receipt_of(entry: &Seen, names: &BTreeSet<&str>) -> bool {
    receipt(entry).is_some_and(|mut receipt| {
        let is_named = receipt.files.iter().any(|file| names.contains(file.path.as_str()));
        let spellings = spellings(names);
        is_named || said(&mut receipt).any(|text| spellings.iter().any(|name| text.contains(name)))
    })
}

/// What a text may call the files: by their names, and by their last parts where those say enough. The longest stand first.
fn spellings<'n>(names: &BTreeSet<&'n str>) -> Vec<&'n str> {
    const SHORTEST_BYTES: usize = 4;
    let last_parts =
        names.iter().filter_map(|name| name.rsplit('/').next()).filter(|part| part.len() >= SHORTEST_BYTES);
    let mut spellings: Vec<&str> = names.iter().copied().filter(|name| !name.is_empty()).chain(last_parts).collect();
    spellings.sort_by_key(|name| std::cmp::Reverse(name.len()));
    spellings
}

/// Every text of a receipt that may have a file's name in it.
fn said(receipt: &mut Receipt) -> impl Iterator<Item = &mut String> {
    let Receipt { files, passed_over, notes, .. } = receipt;
    let of_files = files.iter_mut().flat_map(|file| std::iter::once(&mut file.reason).chain(&mut file.notes));
    let of_others = passed_over.iter_mut().flat_map(|one| [&mut one.path, &mut one.reason]);
    of_files.chain(of_others).chain(notes)
}

/// The receipts that go, as they are written anew. What was said of an erased file may have quoted it.
pub(crate) fn written_anew(doomed: &[&Seen]) -> Vec<Draft> {
    let names = names_of(doomed.iter().copied());
    let spellings = spellings(&names);
    let without = |mut receipt: Receipt| {
        for file in &mut receipt.files {
            if names.contains(file.path.as_str()) {
                (file.path, file.reason, file.notes) = (GONE.into(), String::new(), Vec::new());
            }
        }
        for text in said(&mut receipt) {
            for name in &spellings {
                *text = text.replace(*name, GONE);
            }
        }
        receipt
    };
    doomed.iter().filter_map(|entry| receipt(entry)).map(|receipt| without(receipt).into_draft()).collect()
}

pub(crate) fn is_receipt(entry: &Seen) -> bool {
    entry.kind == Some(Kind::Receipt)
}

fn receipt(entry: &Seen) -> Option<Receipt> {
    is_receipt(entry).then(|| Receipt::deserialize(&entry.body).ok()).flatten()
}
