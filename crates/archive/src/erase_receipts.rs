//! Receipts name every file of an import. When an original is erased, each receipt that names it goes too and is written anew
//! without the name: what else the import did stays told.

use crate::commit::Draft;
use crate::erase_entry::Seen;
use crate::receipt::Receipt;
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

/// Whether an entry is a receipt that has one of these names.
pub(crate) fn is_receipt_of(entry: &Seen, names: &BTreeSet<&str>) -> bool {
    receipt(entry).is_some_and(|receipt| receipt.files.iter().any(|file| names.contains(file.path.as_str())))
}

/// The receipts that go, as they are written anew. What was said of an erased file may have quoted it.
pub(crate) fn written_anew(doomed: &[&Seen]) -> Vec<Draft> {
    let names = names_of(doomed.iter().copied());
    let without = |mut receipt: Receipt| {
        for file in &mut receipt.files {
            if names.contains(file.path.as_str()) {
                (file.path, file.reason) = (GONE.into(), String::new());
            }
            for name in names.iter().filter(|name| !name.is_empty()) {
                file.reason = file.reason.replace(*name, GONE);
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
