//! Prints a fragment in one form: time, region, tracks, name; play time in seconds; pixels without saying so.

use super::percent::encode;
use super::{Interval, MediaFragment, Time};
use std::fmt;

/// What stands behind `#`; empty for the whole medium.
impl fmt::Display for MediaFragment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = self.time.iter().map(|time| format!("t={time}"));
        let region = self.region.iter().map(|region| format!("xywh={region}"));
        let tracks = self.tracks.iter().map(|track| format!("track={}", encode(track)));
        let id = self.id.iter().map(|id| format!("id={}", encode(id)));
        f.write_str(&time.chain(region).chain(tracks).chain(id).collect::<Vec<_>>().join("&"))
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Time::Npt(interval) => interval.fmt(f),
            Time::Smpte(rate, interval) => write!(f, "{}:{interval}", rate.name()),
            Time::Clock(interval) => write!(f, "clock:{}", encode(&interval.to_string())),
        }
    }
}

impl<T: fmt::Display> fmt::Display for Interval<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.start.iter().try_for_each(|start| start.fmt(f))?;
        self.end.iter().try_for_each(|end| write!(f, ",{end}"))
    }
}
