//! How exact a value is: the smallest unit of the calendar that certainly contains it.
//! What a source meant by its own rounding is not here; that is a column of its own.

use super::date::{Date, SubYear, Year};
use super::{Edtf, Endpoint};

crate::vocabulary! {
    /// A unit of the calendar, from fine to coarse.
    Precision {
        /// A date-time.
        Second = "second",
        /// A day.
        Day = "day",
        /// A month, also where the day is unspecified.
        Month = "month",
        /// A season, quarter, quadrimester or half of a year.
        Season = "season",
        /// A year, also where the month is unspecified.
        Year = "year",
        /// Ten years: `201X`.
        Decade = "decade",
        /// A hundred years: `19XX`.
        Century = "century",
        /// A thousand years: `1XXX`.
        Millennium = "millennium",
        /// More than a thousand years, or no date at all.
        Coarser = "coarser",
    }
}

impl Edtf {
    /// The precision; of an interval or set that of its coarsest date.
    pub fn precision(&self) -> Precision {
        match self {
            Edtf::DateTime(_) => Precision::Second,
            Edtf::Interval { start: Endpoint::Open | Endpoint::Unknown, end: Endpoint::Open | Endpoint::Unknown } => {
                Precision::Coarser
            }
            other => other.dates().into_iter().map(Date::precision).max().unwrap_or(Precision::Coarser),
        }
    }
}

impl Date {
    /// The precision: what stands right of the first unspecified digit adds nothing.
    pub fn precision(&self) -> Precision {
        match (self.year_precision(), self.sub_year.map(|part| part.value)) {
            (Precision::Year, Some(SubYear::Season(_))) => Precision::Season,
            (Precision::Year, Some(SubYear::Month(month))) if month.are_all_known() => self.day_precision(),
            (year, _) => year,
        }
    }

    fn day_precision(&self) -> Precision {
        match self.day {
            Some(day) if day.value.are_all_known() => Precision::Day,
            _ => Precision::Month,
        }
    }

    fn year_precision(&self) -> Precision {
        let open_digits = match self.year.value {
            Year::Plain { digits, significant: None, .. } => 4 - digits.known_from_the_left() as u32,
            year => year.insignificant_digits(),
        };
        match open_digits {
            0 => Precision::Year,
            1 => Precision::Decade,
            2 => Precision::Century,
            3 => Precision::Millennium,
            _ => Precision::Coarser,
        }
    }
}
