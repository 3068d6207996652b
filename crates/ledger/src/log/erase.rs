//! Erasing payloads: the erasing entry is appended first, then salt and payload leave the payload segment, in one rename.
//! Commitments stay, so every checkpoint still verifies. Originals and derived things are the archive's matter.

use super::{EntryState, Log, Receipt, Salts};
use crate::layout::Series;
use crate::line::{PayloadLine, erased_line};
use crate::lines::Lines;
use crate::{ERASURE_KIND, LedgerError, Payload, Signer, WriteLock, durable, erased_by};
use std::collections::{BTreeMap, BTreeSet};
use std::{fs, io};

/// An entry and its payload line, or what is wrong with that line.
type Found = (u64, Result<PayloadLine, String>);

impl Log {
    /// Appends a batch with one or more erasing entries, then removes what they name.
    ///
    /// An erasing entry has the kind `erasure` and a body `{"erases": [seq, …], …}`; other entries may stand beside it.
    /// What interrupted writes had left in `ledger/aside` is removed too, since the erased words may be in it. After a
    /// crash between the two steps, the next holder of the write lock finishes.
    ///
    /// # Errors
    /// `NotErasable` when an entry named does not exist, is erased, or is itself an erasure; `BadPayload` when no draft
    /// is an erasure; otherwise as `append_batch`. When removing fails after the entry was appended, the error says so
    /// and the next write finishes it.
    pub fn erase(
        &mut self,
        lock: &WriteLock,
        drafts: Vec<Payload>,
        signer: &Signer,
        salts: &mut dyn Salts,
    ) -> Result<Receipt, LedgerError> {
        lock.guards(&self.layout.case_dir)?;
        self.refresh()?;
        self.check_targets(&targets_of(&drafts)?)?;
        let receipt = self.commit(lock, drafts, signer, salts)?;
        self.finish_erasures()?;
        Ok(receipt)
    }

    fn check_targets(&self, targets: &BTreeSet<u64>) -> Result<(), LedgerError> {
        let refused = |seq: u64, what: &str| Err(LedgerError::NotErasable { seq, what: what.to_owned() });
        if let Some(beyond) = targets.range(self.size()..).next() {
            return refused(*beyond, "there is no such entry");
        }
        for (seq, line) in self.payload_lines(targets)? {
            match line {
                Ok(PayloadLine::Erased { by, .. }) => {
                    return refused(seq, &format!("entry {by} has erased it"));
                }
                Ok(PayloadLine::Live { payload, .. }) if payload.kind == ERASURE_KIND => {
                    return refused(seq, "it is the record of an erasure");
                }
                // A damaged line may still hold somebody's words: it can be erased.
                Ok(PayloadLine::Live { .. }) | Err(_) => {}
            }
        }
        Ok(())
    }

    /// Finishes erasures recorded in the last batch. Earlier ones were finished before that batch was appended.
    pub(super) fn finish_erasures(&mut self) -> Result<Vec<u64>, LedgerError> {
        let size = self.size();
        if self.erasures_done == Some(size) {
            return Ok(Vec::new());
        }
        let start = self.prefix.ends.iter().rev().nth(1).copied().unwrap_or(0);
        let mut erasers = BTreeMap::new();
        for entry in self.entries_within(start, size) {
            let entry = entry?;
            if let EntryState::Live(payload) = &entry.state {
                let named = erased_by(payload).unwrap_or_default();
                erasers.extend(named.into_iter().map(|target| (target, entry.seq)));
            }
        }
        let named = erasers.keys().copied().filter(|target| *target < start).collect();
        let live =
            self.payload_lines(&named)?.into_iter().filter(|(_, line)| !matches!(line, Ok(PayloadLine::Erased { .. })));
        let pending: BTreeMap<u64, u64> = live.map(|(seq, _)| (seq, erasers[&seq])).collect();
        if !pending.is_empty() {
            self.clear_aside()?;
            self.rewrite(&pending)?;
        }
        self.erasures_done = Some(size);
        Ok(pending.into_keys().collect())
    }

    fn clear_aside(&self) -> Result<(), LedgerError> {
        let folder = self.layout.aside();
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(LedgerError::writing(&folder)(error)),
            _ => Ok(()),
        }
    }

    /// Replaces the lines of `pending` (entry to erasing entry), one segment after the other.
    fn rewrite(&mut self, pending: &BTreeMap<u64, u64>) -> Result<(), LedgerError> {
        let segments: BTreeSet<u64> = pending.keys().map(|seq| self.layout.segment_of(*seq)).collect();
        for segment in segments {
            let path = self.layout.segment(Series::Payloads, segment);
            let opened =
                Lines::open(&self.layout, Series::Payloads, segment, 0).map_err(LedgerError::reading(&path))?;
            let Some(mut lines) = opened else { continue };
            let mut seq = self.layout.first_of(segment);
            let copied = durable::replace(&path, |out| {
                while let Some(raw) = lines.next_line()? {
                    match pending.get(&seq) {
                        Some(by) => out.write_all(self.settings.codec.encode(erased_line(seq, *by)).as_bytes())?,
                        None => out.write_all(&raw.bytes)?,
                    }
                    out.write_all(if raw.whole { b"\n" } else { b"" })?;
                    seq += 1;
                }
                Ok(())
            });
            copied.map_err(LedgerError::writing(&path))?;
        }
        self.payload_end = None;
        Ok(())
    }

    /// Reads some payload lines, walking each segment once.
    fn payload_lines(&self, wanted: &BTreeSet<u64>) -> Result<Vec<Found>, LedgerError> {
        let mut found = Vec::with_capacity(wanted.len());
        let mut open: Option<(u64, u64, Lines)> = None;
        for seq in wanted {
            let segment = self.layout.segment_of(*seq);
            let path = self.layout.segment(Series::Payloads, segment);
            if open.as_ref().is_none_or(|(number, ..)| *number != segment) {
                let opened =
                    Lines::open(&self.layout, Series::Payloads, segment, 0).map_err(LedgerError::reading(&path))?;
                open = opened.map(|lines| (segment, self.layout.first_of(segment), lines));
            }
            let Some((_, next, lines)) = &mut open else {
                continue;
            };
            lines.skip_lines(*seq - *next).map_err(LedgerError::reading(&path))?;
            *next = *seq + 1;
            let raw = lines.next_line().map_err(LedgerError::reading(&path))?;
            let line = raw.ok_or_else(|| "the line is missing".to_owned());
            found.push((
                *seq,
                line.and_then(|raw| self.settings.codec.decode(raw.bytes)).and_then(|text| PayloadLine::parse(&text)),
            ));
        }
        Ok(found)
    }
}

fn targets_of(drafts: &[Payload]) -> Result<BTreeSet<u64>, LedgerError> {
    let mut targets = BTreeSet::new();
    for (index, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.kind == ERASURE_KIND) {
        let bad = || LedgerError::BadPayload { index, what: "its body does not list the entries it erases".to_owned() };
        targets.extend(erased_by(draft).filter(|named| !named.is_empty()).ok_or_else(bad)?);
    }
    if targets.is_empty() {
        return Err(LedgerError::BadPayload { index: 0, what: "no entry of the batch is an erasure".to_owned() });
    }
    Ok(targets)
}
