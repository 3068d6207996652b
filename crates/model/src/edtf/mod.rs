//! Dates as EDTF: the Library of Congress specification of 2019 and ISO 8601-2:2019, levels 0, 1 and 2.
//! A value knows its text, its level, how exact it is and which span of time it covers; wording for readers
//! belongs to the dossier. Our ruling on strings that other parsers dispute is in docs/conformance.md.
//!
//! A value is made by parsing only, so an `Edtf` that exists names a time that can exist. It prints exactly as
//! it was written: nothing in a record's date is tidied behind the coder's back. Two values are equal when their
//! text is; whether two of them mean the same time is a question to their spans.

mod bounds;
mod calendar;
mod cursor;
mod date;
mod digits;
mod error;
mod instant;
mod level;
mod parse;
mod parse_clock;
mod parse_date;
mod precision;
mod print;
mod serde_text;
mod span;

pub use calendar::CivilDay;
pub use date::{Clock, Date, DateTime, Offset, Part, Qualifier, SubYear, Year};
pub use digits::Digits;
pub use error::EdtfError;
pub use instant::{Instant, Span, Zone};
pub use precision::Precision;

/// One EDTF value.
///
/// `~`, `?` and `%` never widen its span: how far "about" reaches is a question's tolerance, not the date's.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Edtf {
    /// A day, month, season or year, possibly with unspecified digits.
    Date(Date),
    /// A day with a time of day, to the second.
    DateTime(DateTime),
    /// From a date to a date; never with a time of day.
    #[non_exhaustive]
    Interval {
        /// Where it begins.
        start: Endpoint,
        /// Where it ends.
        end: Endpoint,
    },
    /// Several dates, of which one or all are meant.
    Set(Set),
}

/// One end of an interval.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Endpoint {
    /// Some time in this date.
    Date(Date),
    /// No end, or none is given: written `..`.
    Open,
    /// There is an end, but nobody knows when: written as nothing.
    Unknown,
}

impl Endpoint {
    /// The date, if this end is one.
    pub fn date(&self) -> Option<&Date> {
        match self {
            Endpoint::Date(date) => Some(date),
            Endpoint::Open | Endpoint::Unknown => None,
        }
    }
}

/// Several dates, in the order written.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Set {
    pub(crate) kind: SetKind,
    pub(crate) earlier: bool,
    pub(crate) members: Vec<Member>,
    pub(crate) later: bool,
}

/// How many members of a set are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SetKind {
    /// One of them, nobody knows which: `[…]`.
    One,
    /// All of them: `{…}`.
    All,
}

/// One entry of a set.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Member {
    /// One date.
    Date(Date),
    /// Every date from the first to the second, both included: `1670..1672`.
    Range(Date, Date),
}

impl Member {
    /// Its one date, or both ends of the range.
    pub fn dates(&self) -> Vec<&Date> {
        match self {
            Member::Date(date) => vec![date],
            Member::Range(first, last) => vec![first, last],
        }
    }
}

impl Set {
    /// Whether one or all members are meant.
    pub fn kind(&self) -> SetKind {
        self.kind
    }

    /// Whether every date before the first member belongs to it too: `[..1760]`.
    pub fn is_open_to_earlier(&self) -> bool {
        self.earlier
    }

    /// Whether every date after the last member belongs to it too: `[1760..]`.
    pub fn is_open_to_later(&self) -> bool {
        self.later
    }

    /// The members in the order written; never empty.
    pub fn members(&self) -> &[Member] {
        &self.members
    }
}

impl Edtf {
    /// Every date that stands in the value, in the order written.
    pub fn dates(&self) -> Vec<&Date> {
        match self {
            Edtf::Date(date) => vec![date],
            Edtf::DateTime(moment) => vec![moment.date()],
            Edtf::Interval { start, end } => start.date().into_iter().chain(end.date()).collect(),
            Edtf::Set(set) => set.members.iter().flat_map(Member::dates).collect(),
        }
    }

    /// Whether any part of it is marked as approximate: `~` or `%`.
    pub fn is_approximate(&self) -> bool {
        self.dates().into_iter().any(Date::is_approximate)
    }

    /// Whether any part of it is marked as uncertain: `?` or `%`.
    pub fn is_uncertain(&self) -> bool {
        self.dates().into_iter().any(Date::is_uncertain)
    }
}
