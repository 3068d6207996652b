//! Media fragments: the part of an address after `#` that names a stretch of time, a region, tracks or a named part.
//! Knows nothing of any medium: whether a stretch lies within a recording is for whoever plays it.
//! Source: Media Fragments URI 1.0, W3C Recommendation of 25 September 2012, sections 4 and 5.

mod clock;
mod npt;
mod parse;
mod percent;
mod print;
mod region;
mod smpte;

pub use clock::Clock;
pub use npt::Npt;
pub use region::{Region, RegionUnit};
pub use smpte::{Rate, Smpte};

/// What the parts of one fragment name. A part that is invalid or unknown is ignored, so anything parses, if need be to nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MediaFragment {
    /// The last valid `t`.
    pub time: Option<Time>,
    /// The last valid `xywh`.
    pub region: Option<Region>,
    /// Every `track`, decoded, in their order.
    pub tracks: Vec<String>,
    /// The last `id`, decoded.
    pub id: Option<String>,
}

/// A stretch of time in one of the ways to write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Time {
    /// Normal play time, counted from the beginning of the recording.
    Npt(Interval<Npt>),
    /// A time code of film and television, with the rate of its frames.
    Smpte(Rate, Interval<Smpte>),
    /// The clock on the wall.
    Clock(Interval<Clock>),
}

/// From the start until just before the end; one of them at least is there, and the start is less than the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interval<T> {
    start: Option<T>,
    end: Option<T>,
}

/// Something that can begin or end an interval: it is written in one way and means a place on an axis.
pub trait Point {
    /// What is compared, so that two ways to write one moment do not make an interval.
    type Place: Ord;

    /// The place on the axis.
    fn place(&self) -> Self::Place;
}

impl<T: Point> Interval<T> {
    /// An interval, if it has an end or a start and is not empty.
    pub fn new(start: Option<T>, end: Option<T>) -> Option<Self> {
        let holds = match (&start, &end) {
            (Some(start), Some(end)) => start.place() < end.place(),
            (start, end) => start.is_some() || end.is_some(),
        };
        holds.then_some(Self { start, end })
    }

    /// The first moment in it; nothing where it begins with the medium.
    pub fn start(&self) -> Option<&T> {
        self.start.as_ref()
    }

    /// The first moment after it; nothing where it ends with the medium.
    pub fn end(&self) -> Option<&T> {
        self.end.as_ref()
    }
}

impl Time {
    /// First millisecond and first millisecond after it, counted from the beginning of the recording; nothing for a clock on
    /// the wall, which says nothing about a recording unless one knows when that began.
    pub fn span_ms(&self) -> Option<(i64, Option<i64>)> {
        match self {
            Time::Npt(interval) => Some(span(interval, |point| (point.ms_floor(), point.ms_ceil()))),
            Time::Smpte(rate, interval) => Some(span(interval, |point| (point.ms(*rate), point.ms(*rate)))),
            Time::Clock(_) => None,
        }
    }
}

/// The floor of the start and the ceiling of the end, so that no part of the stretch is lost.
fn span<T: Point>(interval: &Interval<T>, ms: impl Fn(&T) -> (i64, i64)) -> (i64, Option<i64>) {
    (interval.start().map_or(0, |point| ms(point).0), interval.end().map(|point| ms(point).1))
}

impl MediaFragment {
    /// A stretch of play time and nothing else; nothing when it is empty or begins before the recording.
    pub fn of_ms(start_ms: i64, end_ms: i64) -> Option<Self> {
        let interval = Interval::new(Some(Npt::of_ms(start_ms)?), Some(Npt::of_ms(end_ms)?))?;
        Some(Self { time: Some(Time::Npt(interval)), ..Self::default() })
    }

    /// What the fragment of an address names: what stands behind its first `#`, if anything.
    pub fn of_address(address: &str) -> Self {
        address.split_once('#').map_or_else(Self::default, |(_, fragment)| Self::parse(fragment))
    }

    /// Whether it names nothing, so that the whole medium is meant.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
