//! Reading entries: commitment line and payload line side by side, streamed, each payload compared with its commitment.
//! Whether an erased mark is justified is asked by `verify`.

use crate::layout::{Layout, Series};
use crate::line::{Commitment, PayloadLine};
use crate::lines::Lines;
use crate::tree::Hash;
use crate::{Codec, LedgerError, Payload};
use std::sync::Arc;

/// One entry of the log.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its number, counted from 0; also the index of its Merkle leaf.
    pub seq: u64,
    /// The first entry of its batch.
    pub batch: u64,
    /// Whether it closes its batch.
    pub last: bool,
    /// What the ledger commits to: SHA-256 over the salt and the canonical payload. It stays when the payload is erased.
    pub commitment: Hash,
    /// What it holds.
    pub state: EntryState,
}

/// What an entry holds now.
#[derive(Debug, Clone, PartialEq)]
pub enum EntryState {
    /// The payload as recorded.
    Live(Payload),
    /// Nothing any more.
    Erased {
        /// The entry that erased it.
        by: u64,
    },
}

/// Entries in order. A line that is damaged gives an error, and the entries after it are still read.
pub struct Entries {
    layout: Layout,
    codec: Arc<dyn Codec>,
    next: u64,
    end: u64,
    open: Option<Segment>,
}

struct Segment {
    number: u64,
    commitments: Lines,
    payloads: Lines,
}

impl Entries {
    pub(super) fn new(layout: Layout, codec: Arc<dyn Codec>, next: u64, end: u64) -> Self {
        Self { layout, codec, next, end, open: None }
    }

    fn read(&mut self, seq: u64) -> Result<Entry, LedgerError> {
        let (number, line) = (self.layout.segment_of(seq), self.layout.line_of(seq));
        if self.open.as_ref().is_none_or(|open| open.number != number) {
            self.open = Some(Segment::open(&self.layout, number, line - 1)?);
        }
        let Some(segment) = &mut self.open else { unreachable!("opened above") };
        // Both lines are taken before either is looked at, so that a fault in one leaves the two in step.
        let commitment = take(&self.layout, &mut segment.commitments, Series::Commitments, seq);
        let payload = take(&self.layout, &mut segment.payloads, Series::Payloads, seq);
        let bad = |series: Series| move |what: String| LedgerError::damaged(series.shown(number), line, what);
        let commitment = Commitment::parse(&commitment?).map_err(bad(Series::Commitments))?;
        let payload =
            self.codec.decode(payload?).and_then(|text| PayloadLine::parse(&text)).map_err(bad(Series::Payloads))?;
        if commitment.seq != seq || payload.seq() != seq {
            let series = if commitment.seq == seq { Series::Payloads } else { Series::Commitments };
            return Err(bad(series)(format!("it is not entry {seq}")));
        }
        let Commitment { batch, last, payload: committed, .. } = commitment;
        match payload {
            PayloadLine::Live { payload, commitment: found, .. } if found == committed => {
                Ok(Entry { seq, batch, last, commitment: committed, state: EntryState::Live(*payload) })
            }
            PayloadLine::Live { .. } => Err(bad(Series::Payloads)("it does not match its commitment".to_owned())),
            PayloadLine::Erased { by, .. } => {
                Ok(Entry { seq, batch, last, commitment: committed, state: EntryState::Erased { by } })
            }
        }
    }
}

impl Iterator for Entries {
    type Item = Result<Entry, LedgerError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.next >= self.end {
            return None;
        }
        self.next += 1;
        Some(self.read(self.next - 1))
    }
}

impl Segment {
    fn open(layout: &Layout, number: u64, skip: u64) -> Result<Self, LedgerError> {
        let open = |series: Series| {
            let reading = |error| LedgerError::reading(&layout.segment(series, number))(error);
            let gone = |what: &str| LedgerError::damaged(series.shown(number), 0, what);
            let opened = Lines::open(layout, series, number, 0).map_err(reading)?;
            let mut lines = opened.ok_or_else(|| gone("the file is missing"))?;
            lines.skip_lines(skip).map_err(reading)?.ok_or_else(|| gone("the file is too short"))?;
            Ok(lines)
        };
        Ok(Self { number, commitments: open(Series::Commitments)?, payloads: open(Series::Payloads)? })
    }
}

fn take(layout: &Layout, lines: &mut Lines, series: Series, seq: u64) -> Result<Vec<u8>, LedgerError> {
    let number = layout.segment_of(seq);
    let damaged = |what: &str| Err(LedgerError::damaged(series.shown(number), layout.line_of(seq), what));
    match lines.next_line() {
        Ok(Some(raw)) if raw.whole => Ok(raw.bytes),
        Ok(Some(_)) => damaged("the line breaks off"),
        Ok(None) => damaged("the line is missing"),
        Err(error) => Err(LedgerError::reading(&layout.segment(series, number))(error)),
    }
}
