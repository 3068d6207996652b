//! The proleptic Gregorian calendar: lengths of months, and days counted from 0000-01-01.
//! Years are astronomical: 0000 is the year before 0001.

/// One day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CivilDay {
    /// The year; 0 is the year before 1.
    pub year: i64,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

impl CivilDay {
    /// Days since 0000-01-01; negative before.
    ///
    /// Source: Howard Hinnant, "chrono-compatible low-level date algorithms", `days_from_civil`.
    pub fn days(self) -> i128 {
        let (month, day) = (i128::from(self.month), i128::from(self.day));
        let year_from_march = i128::from(self.year) - i128::from(self.month <= 2);
        let era = year_from_march.div_euclid(400);
        let year_of_era = year_from_march.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * DAYS_PER_ERA + day_of_era + DAYS_FROM_JANUARY_TO_MARCH_OF_YEAR_0
    }
}

/// Days in 400 Gregorian years.
const DAYS_PER_ERA: i128 = 146_097;
/// 0000 is a leap year: 31 and 29.
const DAYS_FROM_JANUARY_TO_MARCH_OF_YEAR_0: i128 = 60;

/// Whether the year has a 29 February.
pub(crate) fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// How many days the month has, 28 to 31.
pub(crate) fn days_in_month(year: i64, month: u8) -> u8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The month's English name, for messages.
pub(crate) fn month_name(month: u16) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or("that month")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jiff_days(day: CivilDay) -> i128 {
        let epoch = jiff::civil::date(0, 1, 1);
        let date = jiff::civil::date(day.year as i16, day.month as i8, day.day as i8);
        i128::from(date.since(epoch).unwrap().get_days())
    }

    proptest::proptest! {
        #[test]
        fn days_are_counted_as_another_calendar_counts_them(year in -9_999_i64..=9_999, month in 1_u8..=12, day in 1_u8..=31) {
            let day = CivilDay { year, month, day: day.min(days_in_month(year, month)) };
            proptest::prop_assert_eq!(day.days(), jiff_days(day));
        }
    }
}
