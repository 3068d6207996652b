//! The numbers of WebVTT: times and percentages, exactly as the specification takes them.
//! Digits are ASCII digits; nothing is rounded and nothing overflows.

use std::fmt;

/// A time of WebVTT. Hours have no bound in the format, so milliseconds are wide and saturate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Time {
    /// Milliseconds.
    pub ms: u128,
}

/// With at least two digits of hours.
impl fmt::Display for Time {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (seconds, millis) = (self.ms / 1000, self.ms % 1000);
        write!(to, "{:02}:{:02}:{:02}.{millis:03}", seconds / 3600, seconds / 60 % 60, seconds % 60)
    }
}

impl Time {
    /// Seconds as browsers have them.
    pub fn seconds(self) -> f64 {
        self.ms as f64 / 1000.0
    }

    /// Milliseconds for a transcript; longer ones saturate.
    pub fn millis(self) -> i64 {
        i64::try_from(self.ms).unwrap_or(i64::MAX)
    }
}

/// A place in a line, moved by the `take_` functions.
pub(super) struct Scanner<'a> {
    rest: &'a str,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(rest: &'a str) -> Self {
        Self { rest }
    }

    pub(super) fn rest(&self) -> &'a str {
        self.rest
    }

    pub(super) fn skip_whitespace(&mut self) {
        self.rest = self.rest.trim_start_matches(|c: char| c.is_ascii_whitespace());
    }

    pub(super) fn take(&mut self, expected: &str) -> Option<()> {
        self.rest = self.rest.strip_prefix(expected)?;
        Some(())
    }

    fn take_digits(&mut self) -> &'a str {
        let end = self.rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(self.rest.len());
        let (digits, rest) = self.rest.split_at(end);
        self.rest = rest;
        digits
    }

    fn take_exactly(&mut self, length: usize) -> Option<u128> {
        let digits = self.take_digits();
        (digits.len() == length).then(|| saturating(digits))
    }

    /// A time `[hh+:]mm:ss.mmm`; minutes and seconds up to 59.
    pub(super) fn take_time(&mut self) -> Option<Time> {
        let first = self.take_digits();
        let first_value = saturating(first);
        if first.is_empty() {
            return None;
        }
        self.take(":")?;
        let second = self.take_exactly(2)?;
        let are_hours = first.len() != 2 || first_value > 59 || self.rest.starts_with(':');
        let (hours, minutes, seconds) = if are_hours {
            self.take(":")?;
            (first_value, second, self.take_exactly(2)?)
        } else {
            (0, first_value, second)
        };
        self.take(".")?;
        let millis = self.take_exactly(3)?;
        let whole = hours.saturating_mul(3600).saturating_add(minutes * 60 + seconds);
        (minutes < 60 && seconds < 60).then(|| Time { ms: whole.saturating_mul(1000).saturating_add(millis) })
    }
}

/// A number of ASCII digits; one too large for the type is the largest.
fn saturating(digits: &str) -> u128 {
    digits.bytes().fold(0_u128, |sum, digit| sum.saturating_mul(10).saturating_add(u128::from(digit - b'0')))
}

/// Digits, and behind a full stop more digits; no sign, no exponent.
pub(super) fn decimal(text: &str) -> Option<f64> {
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_plain = match text.split_once('.') {
        Some((whole, part)) => all_digits(whole) && all_digits(part),
        None => all_digits(text),
    };
    is_plain.then(|| text.parse().ok()).flatten().filter(|number: &f64| number.is_finite())
}

/// A percentage between 0 and 100.
pub(super) fn percentage(text: &str) -> Option<f64> {
    decimal(text.strip_suffix('%')?).filter(|number| *number <= 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> Option<i64> {
        Scanner::new(text).take_time().map(Time::millis)
    }

    #[test]
    fn times_take_hours_without_bound_and_minutes_up_to_59() {
        assert_eq!(time("01:02.003"), Some(62_003));
        assert_eq!(time("0:00:01.000"), Some(1_000));
        assert_eq!(time("60:00:00.000"), Some(216_000_000));
        assert_eq!(time(&format!("{}:00:00.000", "9".repeat(60))), Some(i64::MAX));
        for wrong in ["00:60.000", "60:00.000", "00:00:01,000", "0:01.000", "00:01.00", "x"] {
            assert_eq!(time(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn percentages_end_at_a_hundred_and_take_no_sign() {
        assert_eq!((percentage("1.5%"), percentage("100%")), (Some(1.5), Some(100.0)));
        for wrong in ["101%", "-1%", "1", "1%%", ".5%", "5.%", "%"] {
            assert_eq!(percentage(wrong), None, "{wrong}");
        }
    }
}
