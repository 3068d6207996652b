//! When something was said, sent or received, as recorded: two ends that may be open, and what is doubtful about them.
//! Reading EDTF is in `edtf`; which of two such times certainly came first is decided in `perspective`.

use serde::{Deserialize, Serialize};
use std::fmt;

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

/// As written: `2004-09-02`, `2004-09-01/2004-09-03`, `../2004-09-03`, or `time not stated`; then what is doubtful about it.
impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.earliest.as_deref(), self.latest.as_deref()) {
            (None, None) => f.write_str("time not stated")?,
            (Some(earliest), Some(latest)) if earliest == latest => f.write_str(earliest)?,
            (earliest, latest) => write!(f, "{}/{}", earliest.unwrap_or(".."), latest.unwrap_or(".."))?,
        }
        self.mark.as_deref().map_or(Ok(()), |mark| write!(f, " ({mark})"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_end_and_a_doubt_are_said() {
        let when = When { latest: Some("2004-09-02".into()), mark: Some("day inferred".into()), ..When::default() };
        assert_eq!(when.to_string(), "../2004-09-02 (day inferred)");
        assert_eq!(When::default().to_string(), "time not stated");
    }
}
