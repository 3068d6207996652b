//! Reading commitment lines into the tree: whole batches only, each line exactly as it must be, up to the first that is not.
//! What lies behind that point is nobody's yet; `witness` decides whether it is damage, `recover` what becomes of it.

use super::Log;
use crate::LedgerError;
use crate::layout::{Layout, Series};
use crate::line::Commitment;
use crate::lines::{Lines, RawLine};
use crate::tree::{Hash, Tree, leaf_hash};
use std::fs;

/// The sound beginning of the log: its whole batches.
pub(super) struct Prefix {
    pub tree: Tree,
    /// The size of the log after each batch.
    pub ends: Vec<u64>,
    /// The segment of the last entry; 1 when there is none.
    pub segment: u64,
    /// Where the last entry's line ends in that segment of commitments, in bytes.
    pub offset: u64,
}

impl Default for Prefix {
    fn default() -> Self {
        Self { tree: Tree::default(), ends: Vec::new(), segment: 1, offset: 0 }
    }
}

impl Prefix {
    pub fn size(&self) -> u64 {
        self.tree.size()
    }

    /// Goes back to an earlier end of a batch, whose place is known.
    pub fn truncate(&mut self, size: u64, segment: u64, offset: u64) {
        self.tree.truncate(size);
        self.ends.retain(|end| *end <= size);
        (self.segment, self.offset) = (segment, offset);
    }
}

/// Where and why reading stopped before the end.
#[derive(Debug, Clone)]
pub(super) struct Stop {
    file: String,
    line: u64,
    what: String,
}

impl Stop {
    pub fn damage(&self) -> LedgerError {
        LedgerError::damaged(&self.file, self.line, &self.what)
    }
}

/// A batch being read.
struct Walk<'a> {
    layout: &'a Layout,
    prefix: &'a mut Prefix,
    leaves: Vec<Hash>,
    segment: u64,
    offset: u64,
}

impl Log {
    /// Reads commitments from where reading ended before; from the start when the file has become shorter.
    pub(super) fn read_on(&mut self) -> Result<(), LedgerError> {
        let path = self.layout.segment(Series::Commitments, self.prefix.segment);
        let length = fs::metadata(&path).map_or(0, |found| found.len());
        if length < self.prefix.offset {
            self.prefix = Prefix::default();
        }
        if self.size() == 0
            && let Some(remembered) = self.remembered()
        {
            self.prefix = remembered;
        }
        let read_before = self.size();
        self.read_to(u64::MAX)?;
        self.remember(read_before);
        Ok(())
    }

    fn read_to(&mut self, size: u64) -> Result<(), LedgerError> {
        let (segment, offset) = (self.prefix.segment, self.prefix.offset);
        let walk = Walk { layout: &self.layout, prefix: &mut self.prefix, leaves: Vec::new(), segment, offset };
        self.stop = walk.run(size)?;
        Ok(())
    }

    /// Goes back to an earlier size, because of a flaw found behind it.
    pub(super) fn stop_at(&mut self, size: u64, file: String, line: u64, what: String) -> Result<(), LedgerError> {
        self.prefix = Prefix::default();
        self.read_to(size)?;
        self.stop = Some(Stop { file, line, what });
        Ok(())
    }
}

impl Walk<'_> {
    /// Reads whole batches until `limit` entries, the end of the files, or a line that is not as it must be.
    fn run(mut self, limit: u64) -> Result<Option<Stop>, LedgerError> {
        loop {
            let path = self.layout.segment(Series::Commitments, self.segment);
            let opened = Lines::open(self.layout, Series::Commitments, self.segment, self.offset);
            let Some(mut lines) = opened.map_err(LedgerError::reading(&path))? else {
                return Ok(self.unclosed());
            };
            while self.prefix.size() < limit {
                let read = lines.next_line().map_err(LedgerError::reading(&path))?;
                let full = self.layout.segment_of(self.seq()) > self.segment;
                match read {
                    None if full => break,
                    None => return Ok(self.unclosed()),
                    Some(_) if full => {
                        return Ok(Some(self.stop("the segment has more lines than a segment holds")));
                    }
                    Some(raw) => {
                        if let Some(stop) = self.take(&raw) {
                            return Ok(Some(stop));
                        }
                    }
                }
            }
            if self.prefix.size() >= limit {
                return Ok(None);
            }
            (self.segment, self.offset) = (self.segment + 1, 0);
        }
    }

    /// The entry whose line comes next.
    fn seq(&self) -> u64 {
        self.prefix.size() + self.leaves.len() as u64
    }

    fn take(&mut self, raw: &RawLine) -> Option<Stop> {
        if !raw.whole {
            return Some(self.stop("the line breaks off"));
        }
        let commitment = match Commitment::parse(&raw.bytes) {
            Ok(commitment) => commitment,
            Err(what) => return Some(self.stop(&what)),
        };
        if (commitment.seq, commitment.batch) != (self.seq(), self.prefix.size()) {
            return Some(self.stop("its entry or batch number is not the one that comes next"));
        }
        self.leaves.push(leaf_hash(&raw.bytes));
        self.offset += raw.disk_bytes();
        if commitment.last {
            self.leaves.drain(..).for_each(|leaf| self.prefix.tree.push(leaf));
            self.prefix.ends.push(self.prefix.tree.size());
            (self.prefix.segment, self.prefix.offset) = (self.segment, self.offset);
        }
        None
    }

    fn unclosed(&self) -> Option<Stop> {
        (!self.leaves.is_empty()).then(|| self.stop("the last batch is not closed"))
    }

    fn stop(&self, what: &str) -> Stop {
        let line = match self.layout.segment_of(self.seq()) > self.segment {
            true => self.layout.lines_per_segment + 1,
            false => self.layout.line_of(self.seq()),
        };
        Stop { file: Series::Commitments.shown(self.segment), line, what: what.to_owned() }
    }
}
