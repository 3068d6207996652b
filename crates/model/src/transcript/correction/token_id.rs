//! The name of one word of a transcript, for ever: `17` for a word as it was read, `17.1` for one that a correction put there.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// The id of a token. A word that a correction puts in takes the number of the word it stands by, and a count of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenId {
    /// The count of a token of the immutable transcript.
    pub base: u64,
    /// 0 for that token itself; from 1 for what corrections put beside it or in its place.
    pub nth: u32,
}

impl TokenId {
    /// The id of a token as it was read.
    pub fn read(base: u64) -> Self {
        Self { base, nth: 0 }
    }

    /// Whether the word was read, and not put there by a correction.
    pub fn is_read(self) -> bool {
        self.nth == 0
    }
}

impl fmt::Display for TokenId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.nth {
            0 => write!(f, "{}", self.base),
            nth => write!(f, "{}.{nth}", self.base),
        }
    }
}

impl FromStr for TokenId {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("expected the id of a token such as 17 or 17.1; found «{text}»");
        let (base, nth) = text.split_once('.').map_or((text, None), |(base, nth)| (base, Some(nth)));
        let base = number(base).ok_or_else(wrong)?;
        let Some(nth) = nth else { return Ok(Self::read(base)) };
        let nth = number(nth).filter(|nth| *nth > 0).ok_or_else(wrong)?;
        Ok(Self { base, nth })
    }
}

/// Digits alone: no sign.
fn number<N: FromStr>(digits: &str) -> Option<N> {
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

impl Serialize for TokenId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TokenId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// Ids as a cell of a table holds them: words that were read one behind the other as `17-19`.
pub fn write_ids(ids: &[TokenId]) -> Vec<String> {
    let follows = |one: &TokenId, other: &TokenId| one.is_read() && other.is_read() && one.base + 1 == other.base;
    let written = |run: &[TokenId]| match run {
        [only] => only.to_string(),
        [first, .., last] => format!("{first}-{last}"),
        [] => String::new(),
    };
    ids.chunk_by(follows).map(written).collect()
}

/// Longest run that one cell may name: no transcript has more words, and a cell is not to fill the memory.
const LONGEST_RUN: u64 = 10_000_000;

/// Ids as a cell of a table holds them, one by one.
///
/// # Errors
/// What was expected, for the first that is none.
pub fn read_ids(cells: &[String]) -> Result<Vec<TokenId>, String> {
    let mut ids = Vec::new();
    for cell in cells {
        let Some((first, last)) = cell.split_once('-') else {
            ids.push(cell.trim().parse()?);
            continue;
        };
        let (first, last): (TokenId, TokenId) = (first.trim().parse()?, last.trim().parse()?);
        let is_run = first.is_read() && last.is_read() && first.base <= last.base;
        if !is_run || last.base - first.base > LONGEST_RUN {
            return Err(format!("expected the first and last of words that were read, such as 17-19; found «{cell}»"));
        }
        ids.extend((first.base..=last.base).map(TokenId::read));
    }
    Ok(ids)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cells: &[&str], expected: &str) {
        let cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
        let ids = read_ids(&cells).unwrap();
        assert_eq!(ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "), expected);
        assert_eq!(read_ids(&write_ids(&ids)), Ok(ids));
    }

    #[test]
    fn ids_are_read_one_by_one_and_in_runs() {
        check(&["17"], "17");
        check(&["17.2", "18"], "17.2 18");
        check(&["3-5", "5.1", "7"], "3 4 5 5.1 7");
    }

    #[test]
    fn what_is_no_id_is_refused() {
        for cell in ["", "a", "17.0", "17.", "-1", "5-3", "1.1-2", "0-99999999999", "1.2.3", "+1"] {
            assert!(read_ids(&[cell.to_owned()]).is_err(), "{cell}");
        }
    }
}
