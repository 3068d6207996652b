//! When something was said, sent or received, as recorded: two ends that may be open, and what is doubtful about them.
//! Reading EDTF is in `edtf`; which of two such times certainly came first is decided in `perspective`.

use serde::{Deserialize, Serialize};

/// A recorded time with its uncertainty. Without any end it is unknown, and is said to be unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct When {
    /// The earliest it can be, EDTF as written; absent is open.
    pub earliest: Option<String>,
    /// The latest it can be, EDTF as written; absent is open.
    pub latest: Option<String>,
    /// The first millisecond it can be, since 1970-01-01T00:00Z.
    pub earliest_ms: Option<i64>,
    /// The last millisecond it can be.
    pub latest_ms: Option<i64>,
    /// What is doubtful about it, in the coder's words.
    pub mark: Option<String>,
    /// Whether the date itself is marked as approximate or uncertain: its ends are then no firm limits.
    pub doubtful: bool,
}

impl When {
    /// Whether nothing says when.
    pub fn is_unknown(&self) -> bool {
        self.earliest_ms.is_none() && self.latest_ms.is_none()
    }

    /// Whether it certainly ended before the other began. Nothing is certain of a doubtful date.
    pub fn is_certainly_before(&self, other: &When) -> bool {
        let apart = matches!((self.latest_ms, other.earliest_ms), (Some(latest), Some(earliest)) if latest < earliest);
        apart && !self.doubtful && !other.doubtful
    }
}
