//! Where the log's files lie and which segment holds which entry.
//! Nothing here opens a file.

use std::path::{Path, PathBuf};

/// Which of the two series of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Series {
    Commitments,
    Payloads,
}

impl Series {
    pub const BOTH: [Self; 2] = [Self::Commitments, Self::Payloads];

    pub fn folder(self) -> &'static str {
        match self {
            Self::Commitments => "commitments",
            Self::Payloads => "payloads",
        }
    }

    /// The segment's path relative to the case, as faults name it.
    pub fn shown(self, segment: u64) -> String {
        format!("ledger/{}/{segment:06}.jsonl", self.folder())
    }
}

/// The files of one case's log.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    pub case_dir: PathBuf,
    pub lines_per_segment: u64,
}

/// How faults name the checkpoint.
pub(crate) const CHECKPOINT: &str = "ledger/checkpoint";

impl Layout {
    pub fn ledger(&self) -> PathBuf {
        self.case_dir.join("ledger")
    }

    pub fn folder(&self, series: Series) -> PathBuf {
        self.ledger().join(series.folder())
    }

    pub fn segment(&self, series: Series, segment: u64) -> PathBuf {
        self.folder(series).join(format!("{segment:06}.jsonl"))
    }

    pub fn checkpoint(&self) -> PathBuf {
        self.ledger().join("checkpoint")
    }

    pub fn aside(&self) -> PathBuf {
        self.ledger().join("aside")
    }

    /// The segment of an entry, counted from 1.
    pub fn segment_of(&self, seq: u64) -> u64 {
        seq / self.lines_per_segment + 1
    }

    /// The first entry of a segment.
    pub fn first_of(&self, segment: u64) -> u64 {
        (segment - 1) * self.lines_per_segment
    }

    /// The line of an entry in its segment, counted from 1.
    pub fn line_of(&self, seq: u64) -> u64 {
        seq % self.lines_per_segment + 1
    }
}

/// The file that the write lock is taken on.
pub(crate) fn lock_file(case_dir: &Path) -> PathBuf {
    case_dir.join("ledger").join("lock")
}
