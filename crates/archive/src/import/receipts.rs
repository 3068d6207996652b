//! The question *receipts*: what each import did with every file, as the ledger has it, in shares that sum to the whole.

use crate::Archive;
use crate::error::{ArchiveError, disk};
use crate::import::receipt::Receipt;
use crate::snapshot::typed;
use firsthand_ledger::tables::Row;
use firsthand_model::Kind;
use firsthand_publish::receipt_page;
use serde::Serialize;
use std::path::Path;

/// The receipt of one import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeptReceipt {
    /// The entry in which it stands.
    pub entry: u64,
    /// When the import was written, RFC 3339 in UTC.
    pub at: String,
    /// Who imported.
    pub author: String,
    /// How many files came to which end; all of them are the whole.
    pub shares: Vec<Share>,
    /// What became of each file.
    pub receipt: Receipt,
}

/// The files that came to one end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Share {
    /// The end, as each file of it has it.
    pub outcome: String,
    /// How many.
    pub files: u64,
    /// How many of a thousand; all shares together are 1,000.
    pub per_mille: u64,
}

impl Archive {
    /// The receipts of all imports, in their order.
    ///
    /// # Errors
    /// When the case cannot be read.
    pub fn receipts(&self) -> Result<Vec<KeptReceipt>, ArchiveError> {
        let mut found = Vec::new();
        self.tables.each_current(Kind::Receipt, |row| {
            let Row { seq, at, author, body, .. } = row;
            let receipt: Receipt = typed(seq, body)?;
            found.push(KeptReceipt { entry: seq, at, author, shares: shares(&receipt), receipt });
            Ok::<(), ArchiveError>(())
        })?;
        Ok(found)
    }

    /// The receipt that stands in an entry.
    ///
    /// # Errors
    /// When the case cannot be read, or no receipt stands there.
    pub fn receipt(&self, entry: u64) -> Result<KeptReceipt, ArchiveError> {
        let unknown = || ArchiveError::Unknown { what: "receipt".into(), id: format!("entry {entry}") };
        self.receipts()?.into_iter().find(|receipt| receipt.entry == entry).ok_or_else(unknown)
    }

    /// Writes a receipt as one page that needs nothing else and prints whole.
    ///
    /// # Errors
    /// When the page cannot be made or written.
    pub fn write_receipt(&self, receipt: &KeptReceipt, file: &Path) -> Result<(), ArchiveError> {
        let title = self.snapshot()?.settings.title;
        let page = receipt_page(&title, receipt)?;
        std::fs::write(file, page).map_err(disk("write", file))
    }
}

/// Each end that files came to, in the order of their first file.
fn shares(receipt: &Receipt) -> Vec<Share> {
    let mut shares: Vec<Share> = Vec::new();
    for file in &receipt.files {
        match shares.iter_mut().find(|share| share.outcome == file.outcome) {
            Some(share) => share.files += 1,
            None => shares.push(Share { outcome: file.outcome.clone(), files: 1, per_mille: 0 }),
        }
    }
    let counts: Vec<u64> = shares.iter().map(|share| share.files).collect();
    shares.iter_mut().zip(per_mille(&counts)).for_each(|(share, part)| share.per_mille = part);
    shares
}

/// Parts of 1,000 that sum to it: what is over goes to those that rounding down took most from.
fn per_mille(counts: &[u64]) -> Vec<u64> {
    let total: u64 = counts.iter().sum();
    if total == 0 {
        return vec![0; counts.len()];
    }
    let mut parts: Vec<u64> = counts.iter().map(|count| count * 1000 / total).collect();
    let mut by_loss: Vec<usize> = (0..counts.len()).collect();
    by_loss.sort_by_key(|place| std::cmp::Reverse(counts[*place] * 1000 % total));
    let over = 1000 - parts.iter().sum::<u64>();
    by_loss.iter().cycle().take(usize::try_from(over).unwrap_or_default()).for_each(|place| parts[*place] += 1);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn parts_sum_to_the_whole_and_none_is_off_by_one(counts in prop::collection::vec(0u64..1_000_000, 1..7)) {
            let (parts, total) = (per_mille(&counts), counts.iter().sum::<u64>());
            prop_assert_eq!(parts.iter().sum::<u64>(), if total == 0 { 0 } else { 1000 });
            for (part, count) in parts.iter().zip(&counts) {
                prop_assert!((part * total).abs_diff(count * 1000) < total.max(1));
            }
        }
    }
}
