//! Appending one batch: payload lines, commitment lines, sync, checkpoint. The batch is the commit.
//! A write that fails is taken back; one that is cut off by a crash is dealt with by `recover`.

use super::Log;
use super::recover::{PayloadEnd, Recovered};
use crate::layout::Series;
use crate::line::{Commitment, Salt, live_line};
use crate::lines::MAX_LINE_BYTES;
use crate::tree::TreeHead;
use crate::{ERASURE_KIND, LedgerError, Payload, Signer, WriteLock, durable};
use std::io;

/// Where salts come from: the system's randomness, or a test's.
pub trait Salts {
    /// 16 bytes that nobody can guess.
    ///
    /// # Errors
    /// What the source of randomness said.
    fn next_salt(&mut self) -> io::Result<[u8; 16]>;
}

impl<F: FnMut() -> io::Result<Salt>> Salts for F {
    fn next_salt(&mut self) -> io::Result<Salt> {
        self()
    }
}

/// What a batch became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The first entry of the batch.
    pub first: u64,
    /// Its last entry.
    pub last: u64,
    /// Size and root of the log with it.
    pub head: TreeHead,
    /// What an earlier crash had left and was put in order before.
    pub recovered: Recovered,
}

/// The lines of a batch, ready to be written.
struct Lines {
    payloads: Vec<String>,
    commitments: Vec<String>,
}

impl Log {
    /// Appends one batch. It is in the log when this returns, and not at all when it fails.
    ///
    /// # Errors
    /// `EmptyBatch`, `BadPayload` or `NotCanonical` when the drafts cannot be recorded (erasures are refused here, see
    /// `erase`), `Damaged` when the log must not be written to, or a failed write.
    pub fn append_batch(
        &mut self,
        lock: &WriteLock,
        drafts: Vec<Payload>,
        signer: &Signer,
        salts: &mut dyn Salts,
    ) -> Result<Receipt, LedgerError> {
        if let Some(index) = drafts.iter().position(|draft| draft.kind == ERASURE_KIND) {
            return Err(LedgerError::BadPayload {
                index,
                what: "it is an erasure, which is a verb of its own".to_owned(),
            });
        }
        self.commit(lock, drafts, signer, salts)
    }

    pub(super) fn commit(
        &mut self,
        lock: &WriteLock,
        drafts: Vec<Payload>,
        signer: &Signer,
        salts: &mut dyn Salts,
    ) -> Result<Receipt, LedgerError> {
        let recovered = self.recover(lock, signer)?;
        let (first, entries) = (self.size(), drafts.len());
        let lines = self.lines(first, drafts, salts)?;
        self.write(first, &lines, signer)?;
        tracing::debug!(first, entries, "batch appended");
        Ok(Receipt { first, last: self.size() - 1, head: self.head(), recovered })
    }

    /// Each draft is let go once its line is there.
    fn lines(&self, first: u64, drafts: Vec<Payload>, salts: &mut dyn Salts) -> Result<Lines, LedgerError> {
        let entries = drafts.len();
        if entries == 0 {
            return Err(LedgerError::EmptyBatch);
        }
        let mut lines = Lines { payloads: Vec::with_capacity(entries), commitments: Vec::with_capacity(entries) };
        for (index, draft) in drafts.into_iter().enumerate() {
            let bad = |what: &str| LedgerError::BadPayload { index, what: what.to_owned() };
            draft.flaw().map_or(Ok(()), |what| Err(bad(what)))?;
            let salt = salts.next_salt().map_err(|source| LedgerError::NoSalt { source })?;
            let seq = first + index as u64;
            let (line, payload) = live_line(seq, &salt, draft)?;
            let line = self.settings.codec.encode(line);
            if line.len() as u64 > MAX_LINE_BYTES {
                return Err(bad("it is larger than 64 MiB; store it as an accepted object instead"));
            }
            lines.payloads.push(line);
            let last = index + 1 == entries;
            lines.commitments.push(Commitment { seq, batch: first, last, payload }.line());
        }
        Ok(lines)
    }

    fn write(&mut self, first: u64, lines: &Lines, signer: &Signer) -> Result<(), LedgerError> {
        let (segment, offset) = (self.prefix.segment, self.prefix.offset);
        let paid = self.payload_end()?;
        let written = self.write_lines(first, lines).and_then(|()| self.seal(signer));
        match written {
            Ok(()) => self.payload_end = Some(self.end_after(paid, first, &lines.payloads)),
            Err(_) => {
                self.prefix.truncate(first, segment, offset);
                self.stop = None;
                // Should taking back fail too, the next holder of the lock finds an unfinished batch.
                let _ = self.cut_behind(Series::Commitments, segment, offset);
                let _ = self.cut_behind(Series::Payloads, paid.segment, paid.offset);
            }
        }
        written
    }

    fn write_lines(&mut self, first: u64, lines: &Lines) -> Result<(), LedgerError> {
        self.append_lines(Series::Payloads, first, &lines.payloads)?;
        self.append_lines(Series::Commitments, first, &lines.commitments)?;
        self.read_on()?;
        match &self.stop {
            Some(stop) => Err(stop.damage()),
            None => Ok(()),
        }
    }

    /// Signs the present size and root and replaces the checkpoint.
    pub(super) fn seal(&self, signer: &Signer) -> Result<(), LedgerError> {
        self.write_checkpoint(&self.checkpoint(self.head())?.sign(signer)?)
    }

    fn append_lines(&self, series: Series, first: u64, lines: &[String]) -> Result<(), LedgerError> {
        for (segment, lines) in self.by_segment(first, lines) {
            let path = self.layout.segment(series, segment);
            let mut bytes = lines.join("\n").into_bytes();
            bytes.push(b'\n');
            durable::append(&path, &bytes).map_err(LedgerError::writing(&path))?;
        }
        Ok(())
    }

    /// Cuts the lines of a batch where segments end.
    fn by_segment<'a>(&self, first: u64, mut lines: &'a [String]) -> Vec<(u64, &'a [String])> {
        let mut parts = Vec::new();
        let mut seq = first;
        while !lines.is_empty() {
            let room = self.layout.lines_per_segment - (self.layout.line_of(seq) - 1);
            let (here, rest) = lines.split_at(lines.len().min(usize::try_from(room).unwrap_or(usize::MAX)));
            parts.push((self.layout.segment_of(seq), here));
            (seq, lines) = (seq + here.len() as u64, rest);
        }
        parts
    }

    fn end_after(&self, before: PayloadEnd, first: u64, lines: &[String]) -> PayloadEnd {
        let written = self.by_segment(first, lines);
        written.iter().fold(before, |end, (segment, lines)| {
            let length: u64 = lines.iter().map(|line| line.len() as u64 + 1).sum();
            let start = if *segment == end.segment { end.offset } else { 0 };
            PayloadEnd { size: end.size + lines.len() as u64, segment: *segment, offset: start + length }
        })
    }
}
