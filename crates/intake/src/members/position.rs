//! Where a member lies: its number in the list of what holds it, at each level. Written `3`, or `3.0.2` for the third file in the
//! first of the fourth.

use super::MAX_LEVELS;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt::{self, Display};
use std::str::FromStr;

/// What lies in the last file that is opened has a position too.
const MOST_LEVELS: usize = MAX_LEVELS + 1;

/// Numbers from 0, from the outermost list to the innermost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MemberPosition {
    at: [u32; MOST_LEVELS],
    depth: usize,
}

impl MemberPosition {
    /// The position in a list that lies in no other.
    pub fn at(position: u32) -> MemberPosition {
        let mut at = [0; MOST_LEVELS];
        at[0] = position;
        MemberPosition { at, depth: 1 }
    }

    /// The position of what lies at `inner` inside the member at this one. Deeper than anything is opened, it is cut.
    pub(crate) fn then(mut self, inner: MemberPosition) -> MemberPosition {
        for position in inner.levels() {
            if let Some(place) = self.at.get_mut(self.depth) {
                *place = *position;
                self.depth += 1;
            }
        }
        self
    }

    /// The numbers, outermost first.
    pub fn levels(&self) -> &[u32] {
        &self.at[..self.depth]
    }

    /// The same for names of files: each number of four digits, so that they stand in order.
    pub fn padded(&self) -> String {
        self.levels().iter().map(|position| format!("{position:04}")).collect::<Vec<_>>().join(".")
    }
}

impl Default for MemberPosition {
    fn default() -> Self {
        MemberPosition::at(0)
    }
}

impl Display for MemberPosition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let numbers: Vec<String> = self.levels().iter().map(u32::to_string).collect();
        f.write_str(&numbers.join("."))
    }
}

/// A text that is no position of a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no position of a member: numbers parted by full stops are expected, at most {MOST_LEVELS}")]
pub struct NoPosition;

impl FromStr for MemberPosition {
    type Err = NoPosition;

    fn from_str(text: &str) -> Result<Self, NoPosition> {
        let mut found = MemberPosition { at: [0; MOST_LEVELS], depth: 0 };
        for number in text.split('.') {
            let place = found.at.get_mut(found.depth).ok_or(NoPosition)?;
            *place = number.parse().map_err(|_| NoPosition)?;
            found.depth += 1;
        }
        Ok(found)
    }
}

/// A number where one is enough, as it was written before messages and archives inside others were opened; else a text.
impl Serialize for MemberPosition {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.levels() {
            [only] => serializer.serialize_u32(*only),
            _ => serializer.collect_str(self),
        }
    }
}

impl<'de> Deserialize<'de> for MemberPosition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Number(u32),
            Text(String),
        }
        match Written::deserialize(deserializer)? {
            Written::Number(position) => Ok(MemberPosition::at(position)),
            Written::Text(text) => text.parse().map_err(serde::de::Error::custom),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_written_and_read_back() {
        let check = |position: MemberPosition, json: &str, padded: &str| {
            assert_eq!(serde_json::to_string(&position).unwrap(), json);
            assert_eq!(serde_json::from_str::<MemberPosition>(json).unwrap(), position);
            assert_eq!(position.to_string().parse(), Ok(position));
            assert_eq!((position.padded(), padded.parse()), (padded.to_owned(), Ok(position)));
        };
        check(MemberPosition::at(3), "3", "0003");
        let deep = MemberPosition::at(3).then(MemberPosition::at(0)).then(MemberPosition::at(12_345));
        check(deep, "\"3.0.12345\"", "0003.0000.12345");
    }

    #[test]
    fn what_is_no_position_is_refused() {
        for text in ["", "a", "1..2", "1.", "4294967296", "1.1.1.1.1.1.1.1.1.1"] {
            assert_eq!(text.parse::<MemberPosition>(), Err(NoPosition), "{text}");
        }
    }
}
