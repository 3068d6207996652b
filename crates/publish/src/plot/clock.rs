//! Civil days and clock times of an instant in the case's own offset, for labels on time axes.
//! Reading dates is in `model`; this only prints instants that perspective gave in milliseconds.

use crate::furniture::Words;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Steps between labels, in milliseconds, up to a day; beyond it days are counted.
const STEPS: &[i64] = &[
    MINUTE,
    2 * MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    DAY,
    2 * DAY,
    7 * DAY,
    14 * DAY,
    30 * DAY,
    91 * DAY,
    182 * DAY,
    365 * DAY,
];

/// Milliseconds east of UTC.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Zone(pub i64);

impl Zone {
    /// The zone of an offset such as `+04:00`; UTC if there is none.
    pub fn of(offset: Option<&str>) -> Zone {
        let Some(offset) = offset else { return Zone(0) };
        let sign = if offset.starts_with('-') { -1 } else { 1 };
        let mut parts = offset.trim_start_matches(['+', '-']).split(':').map(|part| part.parse::<i64>().unwrap_or(0));
        let (hours, minutes) = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
        Zone(sign * (hours * HOUR + minutes * MINUTE))
    }
}

/// The smallest step that is no less than `rough`.
pub fn step(rough: i64) -> i64 {
    STEPS.iter().copied().find(|step| *step >= rough).unwrap_or(10 * 365 * DAY)
}

/// The first label at or after an instant.
pub fn first_tick(from: i64, step: i64, zone: Zone) -> i64 {
    let local = from + zone.0;
    (local + step - 1).div_euclid(step) * step - zone.0
}

/// The label after this one.
pub fn next_tick(at: i64, step: i64, _zone: Zone) -> i64 {
    at + step
}

/// A label: the clock time, or the day where the step is a day or more.
pub fn tick_label(words: &Words, at: i64, step: i64, zone: Zone) -> String {
    if step < DAY { time_text(at, zone) } else { day_text(words, at, zone) }
}

/// `13:05`.
pub fn time_text(at: i64, zone: Zone) -> String {
    let minutes = (at + zone.0).rem_euclid(DAY) / MINUTE;
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// `3 September 2004`.
pub fn day_text(words: &Words, at: i64, zone: Zone) -> String {
    let (year, month, day) = civil((at + zone.0).div_euclid(DAY));
    format!("{day} {} {year}", words.t(&format!("common.of_month{month}")))
}

/// Beginnings of years, months or days between two instants, as `2004`, `2004-09` or `2004-09-03`: the coarsest of which
/// there are more than two.
pub fn dates(from: i64, to: i64) -> Vec<(i64, String)> {
    let days = from.div_euclid(DAY)..=to.div_euclid(DAY);
    let firsts = |wanted: fn(i64, i64) -> bool, label: fn(i64, i64, i64) -> String| {
        let all = days.clone().map(|day| (day, civil(day))).filter(|(_, (_, month, day))| wanted(*month, *day));
        let all = all.map(|(at, (year, month, day))| (at * DAY, label(year, month, day)));
        all.filter(|(at, _)| *at >= from).collect::<Vec<_>>()
    };
    let years = firsts(|month, day| month == 1 && day == 1, |year, _, _| year.to_string());
    if years.len() > 2 {
        return years;
    }
    let months = firsts(|_, day| day == 1, |year, month, _| format!("{year}-{month:02}"));
    if months.len() > 2 {
        return months;
    }
    firsts(|_, _| true, |year, month, day| format!("{year}-{month:02}-{day:02}"))
}

/// Whether two instants fall on one local day.
pub fn same_day(a: i64, b: i64, zone: Zone) -> bool {
    (a + zone.0).div_euclid(DAY) == (b + zone.0).div_euclid(DAY)
}

/// Year, month and day of a count of days since 1970-01-01.
/// Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::furniture::Furniture;

    /// 2004-09-03T09:05:00Z.
    const FIVE_PAST_ONE: i64 = 1_094_202_300_000;

    #[test]
    fn an_instant_prints_in_the_case_s_own_offset() {
        let zone = Zone::of(Some("+04:00"));
        let furniture = Furniture::load().unwrap();
        assert_eq!(time_text(FIVE_PAST_ONE, zone), "13:05");
        assert_eq!(day_text(&furniture.words("en"), FIVE_PAST_ONE, zone), "3 September 2004");
        assert_eq!(Zone::of(Some("-03:30")).0, -12_600_000);
    }

    #[test]
    fn labels_fall_on_round_local_times() {
        let zone = Zone::of(Some("+04:00"));
        let step = step(4 * MINUTE);
        assert_eq!(time_text(first_tick(FIVE_PAST_ONE + 1, step, zone), zone), "13:10");
    }

    #[test]
    fn dates_are_as_coarse_as_leaves_three() {
        let labels =
            |from: i64, to: i64| dates(from * DAY, to * DAY).into_iter().map(|(_, label)| label).collect::<Vec<_>>();
        assert_eq!(labels(0, 3), ["1970-01-01", "1970-01-02", "1970-01-03", "1970-01-04"]);
        assert_eq!(labels(1, 100), ["1970-02", "1970-03", "1970-04"]);
        assert_eq!(labels(0, 1200), ["1970", "1971", "1972", "1973"]);
    }

    #[test]
    fn days_before_1970_are_civil_too() {
        assert_eq!(civil(-1), (1969, 12, 31));
        assert_eq!(civil(0), (1970, 1, 1));
        assert_eq!(civil(11_016), (2000, 2, 29));
    }
}
