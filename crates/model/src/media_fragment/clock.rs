//! The clock on the wall: a date with a time and an offset, as RFC 3339 has it.

use jiff::Timestamp;
use std::fmt;

/// A moment by the clock, printed as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    written: String,
    moment: Timestamp,
}

impl Clock {
    /// The moment itself.
    pub fn moment(&self) -> Timestamp {
        self.moment
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        // jiff reads more than RFC 3339 has: spaces, missing seconds, names of zones.
        let is_plain =
            text.is_ascii() && text.as_bytes().get(10) == Some(&b'T') && text.as_bytes().get(16) == Some(&b':');
        let moment = text.parse().ok().filter(|_| is_plain && !text.contains('['))?;
        Some(Self { written: text.to_owned(), moment })
    }
}

impl super::Point for Clock {
    type Place = Timestamp;

    fn place(&self) -> Timestamp {
        self.moment
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

#[cfg(test)]
mod tests {
    use super::Clock;

    #[test]
    fn only_a_date_with_a_time_and_an_offset_is_a_moment() {
        assert!(Clock::parse("2010-10-22T07:33:56.5+00:20").is_some());
        for text in
            ["2010-10-22", "2010-10-22 07:33:56Z", "2010-10-22T07:33Z", "2010-10-22T07:33:56", "2010-02-30T00:00:00Z"]
        {
            assert_eq!(Clock::parse(text), None, "{text}");
        }
    }
}
