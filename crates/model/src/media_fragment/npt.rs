//! Normal play time: seconds, minutes and seconds, or hours, minutes and seconds, with a fraction of the second.

use super::parse::{digits, sexagesimal};
use std::fmt;

const NANOS_PER_SECOND: u64 = 1_000_000_000;
const NANOS_PER_MS: u64 = 1_000_000;

/// A moment of play time in nanoseconds from the beginning. Digits behind the ninth of a fraction are dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Npt {
    nanos: u64,
}

impl Npt {
    /// The moment so many milliseconds after the beginning; nothing before it or beyond some 580 years.
    pub fn of_ms(ms: i64) -> Option<Self> {
        let nanos = u64::try_from(ms).ok()?.checked_mul(NANOS_PER_MS)?;
        Some(Self { nanos })
    }

    /// Nanoseconds from the beginning.
    pub fn nanos(self) -> u64 {
        self.nanos
    }

    pub(super) fn ms_floor(self) -> i64 {
        i64::try_from(self.nanos / NANOS_PER_MS).unwrap_or(i64::MAX)
    }

    pub(super) fn ms_ceil(self) -> i64 {
        i64::try_from(self.nanos.div_ceil(NANOS_PER_MS)).unwrap_or(i64::MAX)
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let nanos = seconds(whole)?.checked_mul(NANOS_PER_SECOND)?.checked_add(fraction_nanos(fraction)?)?;
        Some(Self { nanos })
    }
}

/// `3`, `00:03` or `0:00:03`: two digits behind a colon, and two for minutes that stand first.
fn seconds(text: &str) -> Option<u64> {
    let parts: Vec<&str> = text.splitn(4, ':').collect();
    let (hours, minutes, seconds) = match parts[..] {
        [seconds] => return digits(seconds, |length| length > 0),
        [minutes, seconds] => (0, sexagesimal(minutes)?, sexagesimal(seconds)?),
        [hours, minutes, seconds] => {
            (digits(hours, |length| length > 0)?, sexagesimal(minutes)?, sexagesimal(seconds)?)
        }
        _ => return None,
    };
    hours.checked_mul(3600)?.checked_add(minutes * 60 + seconds)
}

fn fraction_nanos(text: &str) -> Option<u64> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    format!("{text:0<9}")[..9].parse().ok()
}

impl super::Point for Npt {
    type Place = u64;

    fn place(&self) -> u64 {
        self.nanos
    }
}

/// Seconds, with a fraction where there is one.
impl fmt::Display for Npt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.nanos / NANOS_PER_SECOND)?;
        match self.nanos % NANOS_PER_SECOND {
            0 => Ok(()),
            fraction => write!(f, ".{}", format!("{fraction:09}").trim_end_matches('0')),
        }
    }
}
