//! Verifying the payload files: each line canonical and as committed, or erased by an entry that says so.
//! Whether payloads make sense together is the archive's matter.

use super::Audit;
use super::commitments::Commitments;
use crate::ERASURE_KIND;
use crate::erased_by;
use crate::layout::{CHECKPOINT, Series};
use crate::line::PayloadLine;
use crate::lines::RawLine;
use std::collections::{BTreeMap, BTreeSet};

/// A place that a fault may name.
type Place = (String, u64);

#[derive(Default)]
struct Walk {
    next: u64,
    seen: BTreeSet<u64>,
    /// Erased entry to the entry it names, and where its mark stands.
    marks: BTreeMap<u64, (u64, Place)>,
    /// Erasing entry to the entries it names, and where it stands.
    erasers: BTreeMap<u64, (BTreeSet<u64>, Place)>,
}

impl Audit<'_> {
    pub(super) fn payloads(&mut self, commitments: &Commitments) {
        let mut walk = Walk::default();
        let last_file = self.each_line(Series::Payloads, |audit, file, line, raw| {
            audit.payload(&mut walk, commitments, file, line, raw)
        });
        let size = commitments.tree.size();
        let missing: Vec<u64> = commitments.payloads.keys().copied().filter(|seq| !walk.seen.contains(seq)).collect();
        if walk.next < size {
            self.fault(
                &last_file,
                None,
                format!("it ends before the payload of entry {}; {size} entries are committed", walk.next),
            );
        }
        for seq in missing.into_iter().filter(|seq| *seq < walk.next) {
            self.fault(
                Series::Payloads.shown(self.layout.segment_of(seq)),
                None,
                format!("the payload of entry {seq} is missing or cannot be read"),
            );
        }
        self.erasures(&walk, commitments);
    }

    fn payload(&mut self, walk: &mut Walk, commitments: &Commitments, file: &str, line: u64, raw: RawLine) {
        let expected = walk.next;
        walk.next += 1;
        let read = match self.settings.codec.decode(raw.bytes).and_then(|text| PayloadLine::parse(&text)) {
            Ok(read) => read,
            Err(what) => {
                walk.seen.insert(expected);
                return self.fault(file, line, what);
            }
        };
        let seq = read.seq();
        if seq != expected {
            self.fault(file, line, format!("it is entry {seq}, and entry {expected} comes next"));
            walk.next = seq.saturating_add(1);
        }
        walk.seen.insert(seq);
        let place = (file.to_owned(), line);
        match read {
            PayloadLine::Erased { by, .. } => drop(walk.marks.insert(seq, (by, place))),
            PayloadLine::Live { payload, commitment, .. } => {
                match commitments.payloads.get(&seq) {
                    None => self.fault(file, line, format!("entry {seq} has no readable commitment")),
                    Some(committed) if *committed != commitment => {
                        self.unmatched(file, line, seq);
                    }
                    Some(_) => {}
                }
                if payload.kind == ERASURE_KIND {
                    let named = erased_by(&payload).unwrap_or_default();
                    walk.erasers.insert(seq, (named.into_iter().collect(), place));
                }
            }
        }
    }

    /// Under a sound checkpoint the commitment is what it was, so the payload was changed. Without one either may have
    /// been; they stand on the same line of their segments.
    fn unmatched(&mut self, file: &str, line: u64, seq: u64) {
        if self.faults.iter().all(|fault| fault.file != CHECKPOINT) {
            return self.fault(file, line, format!("entry {seq} does not match its commitment: it was changed"));
        }
        let committed = file.replacen("payloads", "commitments", 1);
        self.fault(committed, line, format!("entry {seq} does not match its payload: one of the two was changed"));
        self.fault(file, line, format!("entry {seq} does not match its commitment: one of the two was changed"));
    }

    /// Marks need their erasing entry, and erasing entries their marks. While somebody writes, one erasure may be under
    /// way: that of the last batch under the checkpoint read, or of the batch that has followed since.
    fn erasures(&mut self, walk: &Walk, commitments: &Commitments) {
        let underway = if self.is_limited() { commitments.last_batch } else { u64::MAX };
        let limit = self.limit;
        for (seq, (by, (file, line))) in walk.marks.iter().filter(|(_, (by, _))| *by < limit) {
            let justified = by > seq && walk.erasers.get(by).is_some_and(|(named, _)| named.contains(seq));
            if !justified {
                let what = format!("entry {seq} is marked as erased by entry {by}, which does not erase it");
                self.fault(file, *line, what);
            }
        }
        for (by, (named, (file, line))) in walk.erasers.range(..underway) {
            for seq in named.iter().filter(|seq| !walk.marks.contains_key(seq)) {
                let what = format!(
                    "entry {by} erases entry {seq}, which is still there, as after an interrupted erasure: the next command that writes finishes it"
                );
                self.fault(file, *line, what);
            }
        }
    }
}
