//! Verifying the commitment files: each line canonical, numbered and grouped in batches without a gap.
//! Every line counts as a leaf, readable or not, so that the root speaks about the bytes as they are.

use super::Audit;
use crate::layout::Series;
use crate::line::Commitment;
use crate::lines::{Lines, RawLine};
use crate::tree::{Hash, Tree, leaf_hash};
use std::collections::BTreeMap;

/// What the commitment files say.
pub(super) struct Commitments {
    /// The tree over the lines as found.
    pub tree: Tree,
    /// The commitment of each entry whose line can be read.
    pub payloads: BTreeMap<u64, Hash>,
    /// The entry that opens the last batch.
    pub last_batch: u64,
    /// The last file there is.
    pub last_file: String,
}

/// Where in a batch the next line must be.
#[derive(Clone, Copy)]
enum Batch {
    /// It opens a batch.
    Opens,
    /// It belongs to the batch that this entry opened.
    Inside(u64),
    /// The line before could not be read, so either may be.
    Unknown,
}

struct Walk {
    found: Commitments,
    next: u64,
    batch: Batch,
}

impl Audit<'_> {
    pub(super) fn commitments(&mut self) -> Commitments {
        let found = Commitments {
            tree: Tree::default(),
            payloads: BTreeMap::new(),
            last_batch: 0,
            last_file: Series::Commitments.shown(1),
        };
        let mut walk = Walk { found, next: 0, batch: Batch::Opens };
        let read =
            self.each_line(Series::Commitments, |audit, file, line, raw| audit.commitment(&mut walk, file, line, &raw));
        let Walk { mut found, batch, .. } = walk;
        found.last_file = read;
        if let Batch::Inside(first) = batch {
            let what = format!(
                "the batch that entry {first} opens is not closed, as after an interrupted write: the next command that writes moves it aside"
            );
            self.fault(&found.last_file, None, what);
        }
        found
    }

    fn commitment(&mut self, walk: &mut Walk, file: &str, line: u64, raw: &RawLine) {
        walk.found.tree.push(leaf_hash(&raw.bytes));
        let expected = walk.next;
        walk.next += 1;
        let read = match Commitment::parse(&raw.bytes) {
            Ok(read) => read,
            Err(what) => {
                walk.batch = Batch::Unknown;
                return self.fault(file, line, what);
            }
        };
        if read.seq != expected {
            self.fault(file, line, format!("it is entry {}, and entry {expected} comes next", read.seq));
            walk.next = read.seq.saturating_add(1);
        }
        let fits = match walk.batch {
            Batch::Opens => read.batch == read.seq,
            Batch::Inside(first) => read.batch == first,
            Batch::Unknown => read.batch <= read.seq,
        };
        if !fits {
            self.fault(
                file,
                line,
                format!("it says that entry {} opens its batch, which does not fit the lines before it", read.batch),
            );
        }
        walk.batch = if read.last { Batch::Opens } else { Batch::Inside(read.batch) };
        walk.found.last_batch = read.batch;
        walk.found.payloads.insert(read.seq, read.payload);
    }

    /// Reads one series from its first segment on, within the limit. Reports what concerns files and line ends. Returns
    /// how faults name the last segment there is.
    pub(super) fn each_line(&mut self, series: Series, mut line: impl FnMut(&mut Self, &str, u64, RawLine)) -> String {
        let (layout, mut seen, mut last_file) = (self.layout, 0, series.shown(1));
        for segment in 1.. {
            let file = series.shown(segment);
            let opened = match Lines::open(layout, series, segment, 0) {
                Ok(Some(lines)) => lines,
                Ok(None) => break,
                Err(error) => {
                    self.fault(&file, None, format!("it cannot be read: {error}"));
                    break;
                }
            };
            if seen < layout.first_of(segment) {
                self.fault(
                    &last_file,
                    None,
                    format!("it has fewer than the {} lines of a full segment", layout.lines_per_segment),
                );
            }
            last_file.clone_from(&file);
            let count = self.each_line_of(opened, &file, seen, &mut line);
            if count > layout.lines_per_segment {
                self.fault(&file, layout.lines_per_segment + 1, "it has more lines than a segment holds");
            }
            seen += count;
            if seen >= self.limit {
                break;
            }
        }
        last_file
    }

    fn each_line_of(
        &mut self,
        mut lines: Lines,
        file: &str,
        before: u64,
        line: &mut impl FnMut(&mut Self, &str, u64, RawLine),
    ) -> u64 {
        let mut count = 0;
        while before + count < self.limit {
            match lines.next_line() {
                Ok(None) => break,
                Ok(Some(raw)) => {
                    count += 1;
                    if !raw.whole {
                        self.fault(file, count, "the line breaks off: its newline is missing");
                    }
                    line(self, file, count, raw);
                }
                Err(error) => {
                    self.fault(file, count + 1, format!("it cannot be read: {error}"));
                    break;
                }
            }
        }
        count
    }
}
