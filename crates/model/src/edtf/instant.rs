//! Moments on the civil clock, and the span between two of them in UTC milliseconds.
//! Which moments a date has is in `span`.

/// Which clock an instant is read on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Zone {
    /// The text gave an offset; the instant is UTC.
    Utc,
    /// The text gave none: the clock on the wall of the place concerned.
    Local,
}

/// One second of the proleptic Gregorian calendar, without leap seconds.
///
/// Two instants on one clock are in order; of a UTC and a local instant nobody can say which is first without
/// knowing the place, so comparing them gives `None`. `unix_ms` settles it with the place's offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Instant {
    /// Seconds since 0000-01-01T00:00:00 on its clock.
    pub second: i128,
    /// Its clock.
    pub zone: Zone,
}

/// 1970-01-01T00:00:00 in seconds since 0000-01-01T00:00:00.
const UNIX_EPOCH: i128 = 719_528 * 86_400;

impl Instant {
    /// Milliseconds since 1970-01-01T00:00:00Z, reading a local clock as that many minutes east of UTC.
    /// `None` if that is beyond 64 bits.
    pub fn unix_ms(self, default_offset_minutes: i32) -> Option<i64> {
        let shift = match self.zone {
            Zone::Utc => 0,
            Zone::Local => i128::from(default_offset_minutes) * 60,
        };
        i64::try_from((self.second - shift - UNIX_EPOCH) * 1_000).ok()
    }
}

impl PartialOrd for Instant {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        (self.zone == other.zone).then(|| self.second.cmp(&other.second))
    }
}

/// The first and the last second of a value, in milliseconds since 1970-01-01T00:00:00Z.
///
/// EDTF ends at the second, and so does a span: a date-time has `earliest_ms == latest_ms`, a day ends at 23:59:59.
/// `None` is "no limit": open, unknown, or beyond 64 bits of milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// The first second it can mean.
    pub earliest_ms: Option<i64>,
    /// The last second it can mean.
    pub latest_ms: Option<i64>,
}

impl Span {
    /// The first and the last millisecond of a span that has both limits: the last second belongs to it whole.
    pub fn limits_ms(self) -> Option<(i64, i64)> {
        Some((self.earliest_ms?, self.latest_ms?.saturating_add(999)))
    }

    /// Whether some second can belong to both; a missing limit reaches everywhere.
    pub fn overlaps(self, other: Span) -> bool {
        !self.is_before(other) && !other.is_before(self)
    }

    /// Whether it certainly ends before the other begins.
    pub fn is_before(self, other: Span) -> bool {
        matches!((self.latest_ms, other.earliest_ms), (Some(latest), Some(earliest)) if latest < earliest)
    }
}
