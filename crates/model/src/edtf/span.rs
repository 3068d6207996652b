//! The earliest and the latest moment of a value.
//! Sorting and overlap use these, never the text. Days come from `bounds`.

use super::date::{Date, DateTime};
use super::instant::{Instant, Span, Zone};
use super::{Edtf, Endpoint, Set};

const SECONDS_PER_DAY: i128 = 86_400;

impl Edtf {
    /// The first second it can mean; `None` if its beginning is open, unknown or beyond 64-bit years.
    pub fn earliest(&self) -> Option<Instant> {
        match self {
            Edtf::Date(date) | Edtf::Interval { start: Endpoint::Date(date), .. } => date.earliest(),
            Edtf::DateTime(moment) => moment.instant(),
            Edtf::Interval { .. } => None,
            Edtf::Set(set) => set.earliest(),
        }
    }

    /// The last second it can mean; `None` if its end is open, unknown or beyond 64-bit years.
    pub fn latest(&self) -> Option<Instant> {
        match self {
            Edtf::Date(date) | Edtf::Interval { end: Endpoint::Date(date), .. } => date.latest(),
            Edtf::DateTime(moment) => moment.instant(),
            Edtf::Interval { .. } => None,
            Edtf::Set(set) => set.latest(),
        }
    }

    /// Earliest and latest in UTC milliseconds since 1970.
    ///
    /// A date, and a clock without an offset, is read as `default_offset_minutes` east of UTC: pass the offset
    /// that the case's place had then. A text that states its own offset ignores it.
    pub fn span(&self, default_offset_minutes: i32) -> Span {
        let ms = |instant: Instant| instant.unix_ms(default_offset_minutes);
        Span { earliest_ms: self.earliest().and_then(ms), latest_ms: self.latest().and_then(ms) }
    }
}

impl Date {
    fn earliest(&self) -> Option<Instant> {
        self.first_day().map(|day| local(day.days() * SECONDS_PER_DAY))
    }

    fn latest(&self) -> Option<Instant> {
        self.last_day().map(|day| local(day.days() * SECONDS_PER_DAY + SECONDS_PER_DAY - 1))
    }
}

impl DateTime {
    fn instant(&self) -> Option<Instant> {
        let day = self.date.first_day()?;
        let on_its_clock = day.days() * SECONDS_PER_DAY + i128::from(self.clock.second_of_day());
        Some(match self.offset {
            None => local(on_its_clock),
            Some(offset) => Instant { second: on_its_clock - i128::from(offset.minutes()) * 60, zone: Zone::Utc },
        })
    }
}

impl Set {
    fn earliest(&self) -> Option<Instant> {
        let firsts = || self.members.iter().flat_map(|member| member.dates()).map(Date::earliest);
        if self.earlier || firsts().any(|first| first.is_none()) {
            return None;
        }
        firsts().flatten().min_by_key(|instant| instant.second)
    }

    fn latest(&self) -> Option<Instant> {
        let lasts = || self.members.iter().flat_map(|member| member.dates()).map(Date::latest);
        if self.later || lasts().any(|last| last.is_none()) {
            return None;
        }
        lasts().flatten().max_by_key(|instant| instant.second)
    }
}

fn local(second: i128) -> Instant {
    Instant { second, zone: Zone::Local }
}
