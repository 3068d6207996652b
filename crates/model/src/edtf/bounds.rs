//! The first and the last calendar day that a date can mean, and which of two dates certainly comes first.
//! Clocks, zones and open ends are in `span`.

use super::calendar::{CivilDay, days_in_month};
use super::date::{Date, SubYear, Year};
use super::digits::Digits;

impl Date {
    /// The first day this date can mean; `None` if its year is beyond 64 bits.
    pub fn first_day(&self) -> Option<CivilDay> {
        let (first_year, _) = self.year.value.ends()?;
        match self.sub_year.map(|part| part.value) {
            None => Some(CivilDay { year: first_year, month: 1, day: 1 }),
            Some(SubYear::Season(season)) => Some(first_day_of_month(first_year, season_months(season).0)),
            Some(SubYear::Month(month)) => self.days_in(month).next(),
        }
    }

    /// The last day this date can mean; `None` if its year is beyond 64 bits.
    pub fn last_day(&self) -> Option<CivilDay> {
        let (_, last_year) = self.year.value.ends()?;
        match self.sub_year.map(|part| part.value) {
            None => Some(CivilDay { year: last_year, month: 12, day: 31 }),
            Some(SubYear::Season(season)) => Some(last_day_of_month(last_year, season_months(season).1)),
            Some(SubYear::Month(month)) => self.days_in(month).next_back(),
        }
    }

    /// Whether no reading of this date lies on or after any reading of the other.
    ///
    /// Seasons 21 to 24 of one year follow each other in the order of their numbers, wherever they are.
    pub(crate) fn is_certainly_before(&self, other: &Date) -> bool {
        if let (Some(mine), Some(theirs)) = (self.unplaced_season(), other.unplaced_season())
            && self.year.value == other.year.value
        {
            return mine < theirs;
        }
        matches!((self.last_day(), other.first_day()), (Some(last), Some(first)) if last < first)
    }

    fn unplaced_season(&self) -> Option<u8> {
        match self.sub_year?.value {
            SubYear::Season(season @ 21..=24) => Some(season),
            _ => None,
        }
    }

    /// Every day that fits year, month and day; of a whole month only its first and last day. Ascending.
    fn days_in(&self, month: Digits<2>) -> impl DoubleEndedIterator<Item = CivilDay> + use<> {
        let day = self.day.map(|part| part.value);
        let months = month.readings(1..=12);
        self.year.value.readings().into_iter().flat_map(move |year| {
            let months = months.clone().into_iter().map(|month| month as u8);
            months.flat_map(move |month| days_of(year, month, day))
        })
    }
}

fn days_of(year: i64, month: u8, day: Option<Digits<2>>) -> Vec<CivilDay> {
    let last = u16::from(days_in_month(year, month));
    let days = day.map_or_else(|| vec![1, last], |day| day.readings(1..=last));
    days.into_iter().map(|day| CivilDay { year, month, day: day as u8 }).collect()
}

impl Year {
    /// The first and last year it can mean; `None` if there is none within 64 bits.
    pub(crate) fn ends(&self) -> Option<(i64, i64)> {
        match *self {
            Year::Plain { digits, significant: Some(significant), negative } => {
                block(digits.value().map(u64::from)?, 0, significant, negative)
            }
            Year::Letter { digits, exponent, significant, negative } => {
                block(digits, exponent.unwrap_or(0), significant.unwrap_or(u8::MAX), negative)
            }
            Year::Plain { .. } => {
                let years = self.readings();
                Some((*years.first()?, *years.last()?))
            }
        }
    }

    /// Every year that four digits can mean, ascending; there is no year -0000.
    fn readings(&self) -> Vec<i64> {
        match self {
            Year::Plain { negative: false, digits, .. } => {
                digits.readings(0..=9_999).into_iter().map(i64::from).collect()
            }
            Year::Plain { digits, .. } => {
                digits.readings(1..=9_999).into_iter().rev().map(|year| -i64::from(year)).collect()
            }
            Year::Letter { .. } => Vec::new(),
        }
    }

    /// How many of its last digits are not significant: 2 in `1950S2`.
    pub(crate) fn insignificant_digits(&self) -> u32 {
        match *self {
            Year::Plain { digits, significant: Some(significant), .. } => {
                length(digits.value().unwrap_or(0).into()).saturating_sub(significant.into())
            }
            Year::Letter { digits, exponent, significant: Some(significant), .. } => {
                length(digits).saturating_add(exponent.unwrap_or(0)).saturating_sub(significant.into())
            }
            _ => 0,
        }
    }
}

/// The years that share their significant digits with `digits × 10^exponent`.
fn block(digits: u64, exponent: u32, significant: u8, negative: bool) -> Option<(i64, i64)> {
    let year = i128::from(digits).checked_mul(10_i128.checked_pow(exponent)?)?;
    let size = 10_i128.checked_pow((length(digits) + exponent).saturating_sub(significant.into()))?;
    let (low, high) = (year / size * size, year / size * size + (size - 1));
    let (first, last) = if negative { (-high, -low) } else { (low, high) };
    Some((i64::try_from(first).ok()?, i64::try_from(last).ok()?))
}

fn length(number: u64) -> u32 {
    number.checked_ilog10().unwrap_or(0) + 1
}

/// The first and last month a season can mean, counted from January of its year as 1; 0 is the December before,
/// 14 the February after.
///
/// Seasons 21 to 24 are "independent of location" (ISO 8601-2), so they reach over the months of both hemispheres;
/// a winter, or a southern summer, may be the one at either end of the year. 25 to 28 are northern, 29 to 32 southern.
fn season_months(season: u8) -> (i64, i64) {
    match season {
        21 | 23 => (3, 11),
        25 | 31 => (3, 5),
        26 | 32 => (6, 8),
        27 | 29 => (9, 11),
        22 | 24 | 28 | 30 => (0, 14),
        quarter @ 33..=36 => slice(quarter - 33, 3),
        third @ 37..=39 => slice(third - 37, 4),
        half => slice(half - 40, 6),
    }
}

fn slice(index: u8, months: i64) -> (i64, i64) {
    (i64::from(index) * months + 1, (i64::from(index) + 1) * months)
}

fn first_day_of_month(year: i64, month: i64) -> CivilDay {
    let (year, month) = (year + (month - 1).div_euclid(12), (month - 1).rem_euclid(12) as u8 + 1);
    CivilDay { year, month, day: 1 }
}

fn last_day_of_month(year: i64, month: i64) -> CivilDay {
    let first = first_day_of_month(year, month);
    CivilDay { day: days_in_month(first.year, first.month), ..first }
}
