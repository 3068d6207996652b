//! Dates to milliseconds and back: the span that an EDTF value covers, and a span in words or as tables write it.
//! Parsing EDTF is in `model`; wording for languages other than the tables' is in `publish`.

use crate::interval::Interval;
use firsthand_model::edtf::Edtf;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

const MINUTE_MS: i64 = 60_000;

/// The offset in which dates without one are read and all dates are printed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Clock {
    offset_minutes: i32,
}

/// How finely a span is printed, coarsest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Grain {
    Second,
    Minute,
    Day,
    Month,
    Year,
}

impl Clock {
    pub fn new(offset_minutes: i32) -> Clock {
        Clock { offset_minutes }
    }

    #[cfg(test)]
    pub fn utc() -> Clock {
        Clock::new(0)
    }

    /// The span of an EDTF text, or none if it is not EDTF.
    pub fn read(self, text: &str) -> Option<Interval> {
        text.parse::<Edtf>().ok().map(|value| self.span(&value))
    }

    /// Every millisecond that the value may mean, both ends included.
    ///
    /// A clock time whose seconds are 0 was almost always given to the minute (EDTF cannot leave them out), so it
    /// covers that whole minute; other clock times cover their second.
    pub fn span(self, value: &Edtf) -> Interval {
        let span = value.span(self.offset_minutes);
        // EDTF ends at the second; here its last millisecond belongs to it.
        let high = span.latest_ms.map_or(i64::MAX, |ms| ms.saturating_add(999));
        match span.earliest_ms {
            Some(low) if high.saturating_sub(low) < 1_000 && low.rem_euclid(MINUTE_MS) == 0 => {
                Interval::new(low, low.saturating_add(MINUTE_MS - 1))
            }
            low => Interval::new(low.unwrap_or(i64::MIN), high),
        }
    }

    /// The span for readers: `2004-09-03 13:05`, `2004-09-03 13:00–13:30`, `2004-08`, `from 2004-09-01`.
    pub fn words(self, span: Interval) -> String {
        match (self.low_text(span), self.high_text(span)) {
            (None, None) => "any time".into(),
            (Some(low), None) => format!("from {low}"),
            (None, Some(high)) => format!("until {high}"),
            (Some(low), Some(high)) if low == high => low,
            (Some(low), Some(high)) => join(&low, &high),
        }
    }

    /// The two ends as tables write them, in EDTF with this offset; an open end is absent.
    pub fn ends(self, span: Interval) -> (Option<String>, Option<String>) {
        let grain = self.grain(span);
        let text = |ms: i64| self.local(ms).map_or_else(|| ms.to_string(), |at| self.edtf(at, grain));
        (span.low_end().map(text), span.high_end().map(text))
    }

    fn low_text(self, span: Interval) -> Option<String> {
        span.low_end().map(|ms| self.text(ms, self.grain(span)))
    }

    fn high_text(self, span: Interval) -> Option<String> {
        span.high_end().map(|ms| self.text(ms, self.grain(span)))
    }

    fn text(self, ms: i64, grain: Grain) -> String {
        self.local(ms).map_or_else(|| ms.to_string(), |at| printed(at, grain))
    }

    /// The coarsest grain at which both ends of a span are whole; beside an open end never coarser than the day.
    fn grain(self, span: Interval) -> Grain {
        let start = span.low_end().and_then(|ms| self.local(ms)).map_or(Grain::Day, start_grain);
        let after = span.high_end().and_then(|ms| self.local(ms.saturating_add(1)));
        start.min(after.map_or(Grain::Day, start_grain))
    }

    /// None outside the years that clocks know.
    fn local(self, ms: i64) -> Option<DateTime> {
        Some(self.offset().to_datetime(Timestamp::from_millisecond(ms).ok()?))
    }

    fn offset(self) -> Offset {
        Offset::from_seconds(self.offset_minutes.saturating_mul(60)).unwrap_or(Offset::UTC)
    }

    fn edtf(self, at: DateTime, grain: Grain) -> String {
        match grain {
            Grain::Second => format!("{}T{}{}", date(at), time(at, grain), self.suffix()),
            Grain::Minute => format!("{}T{}:00{}", date(at), time(at, grain), self.suffix()),
            _ => printed(at, grain),
        }
    }

    fn suffix(self) -> String {
        let (sign, minutes) = (if self.offset_minutes < 0 { '-' } else { '+' }, self.offset_minutes.unsigned_abs());
        if minutes == 0 { "Z".into() } else { format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60) }
    }
}

fn start_grain(at: DateTime) -> Grain {
    match (at.month(), at.day(), at.hour(), at.minute(), at.second(), at.subsec_nanosecond()) {
        (1, 1, 0, 0, 0, 0) => Grain::Year,
        (_, 1, 0, 0, 0, 0) => Grain::Month,
        (_, _, 0, 0, 0, 0) => Grain::Day,
        (_, _, _, _, 0, 0) => Grain::Minute,
        _ => Grain::Second,
    }
}

fn printed(at: DateTime, grain: Grain) -> String {
    match grain {
        Grain::Year => format!("{:04}", at.year()),
        Grain::Month => format!("{:04}-{:02}", at.year(), at.month()),
        Grain::Day => date(at),
        _ => format!("{} {}", date(at), time(at, grain)),
    }
}

fn date(at: DateTime) -> String {
    format!("{:04}-{:02}-{:02}", at.year(), at.month(), at.day())
}

fn time(at: DateTime, grain: Grain) -> String {
    match grain {
        Grain::Second => format!("{:02}:{:02}:{:02}", at.hour(), at.minute(), at.second()),
        _ => format!("{:02}:{:02}", at.hour(), at.minute()),
    }
}

fn join(low: &str, high: &str) -> String {
    match (low.split_once(' '), high.split_once(' ')) {
        (Some((day, _)), Some((other, time))) if day == other => format!("{low}–{time}"),
        _ => format!("{low}–{high}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(min: &str, max: &str, words: &str, ends: [&str; 2]) {
        let clock = Clock::new(240);
        let span = Interval::new(clock.read(min).unwrap().low, clock.read(max).unwrap().high);
        assert_eq!(clock.words(span), words);
        assert_eq!(clock.ends(span), (Some(ends[0].into()), Some(ends[1].into())));
    }

    #[test]
    fn a_clock_time_with_no_seconds_is_its_whole_minute() {
        let five_past = "2004-09-03T13:05:00+04:00";
        assert_eq!(Clock::new(240).read(five_past).map(|span| span.high - span.low), Some(59_999));
        check(five_past, five_past, "2004-09-03 13:05", [five_past, five_past]);
        check("2004-09-03T09:05:00Z", "2004-09-03T09:05:00Z", "2004-09-03 13:05", [five_past, five_past]);
    }

    #[test]
    fn a_clock_time_with_seconds_is_its_second() {
        let at = "2004-09-03T13:05:22+04:00";
        check(at, at, "2004-09-03 13:05:22", [at, at]);
    }

    #[test]
    fn times_of_one_day_name_the_day_once() {
        let (low, high) = ("2004-09-03T13:00:00+04:00", "2004-09-03T13:30:00+04:00");
        check(low, high, "2004-09-03 13:00–13:30", [low, high]);
    }

    #[test]
    fn whole_days_months_and_years_print_as_such() {
        check("2004-08-21", "2004-08-21", "2004-08-21", ["2004-08-21"; 2]);
        check("2004-08-21", "2004-08-31", "2004-08-21–2004-08-31", ["2004-08-21", "2004-08-31"]);
        check("2004-08", "2004-08", "2004-08", ["2004-08"; 2]);
        check("2004", "2005", "2004–2005", ["2004", "2005"]);
    }

    #[test]
    fn open_ends_are_said() {
        let from = Interval::new(Clock::utc().read("2004-09-01").unwrap().low, i64::MAX);
        assert_eq!(Clock::utc().words(from), "from 2004-09-01");
        assert_eq!(Clock::utc().ends(from), (Some("2004-09-01".into()), None));
        assert_eq!(Clock::utc().words(Interval::ALL), "any time");
    }
}
