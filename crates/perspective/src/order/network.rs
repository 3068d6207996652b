//! Moments and bounds between them: a simple temporal network, in which each bound says whose record it comes from.
//! What can be said of it is in `potentials`, `tightest` and `tensions`; how records become bounds is in `constraints`.

use std::ops::Range;

/// A moment of the network, counted from 0. Moment 0 is the zero of the clock, from which dates are counted.
pub type Moment = u32;

/// A record of the network, counted from 0 in the order that the caller gives them.
pub type Record = u32;

/// Not a record: what always holds, such as that an event ends after it begins. Such bounds alone must be able to hold.
pub const ALWAYS: Record = Record::MAX;

/// The zero of the clock.
pub const CLOCK: Moment = 0;

/// That `to` comes at most `at_most_ms` after `from`; a negative number means at least so much before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bound {
    /// The moment from which is counted.
    pub from: Moment,
    /// The moment that is bounded.
    pub to: Moment,
    /// Milliseconds.
    pub at_most_ms: i64,
    /// The record that says so.
    pub record: Record,
}

/// Moments, and every bound between two of them.
#[derive(Debug, Clone, Default)]
pub struct Network {
    moments: usize,
    records: usize,
    bounds: Vec<Bound>,
    /// Where the bounds that count from each moment begin; they are sorted by it.
    leaving: Vec<u32>,
    arriving: Lists,
    of_record: Lists,
}

impl Network {
    /// A network over moments 0 to `moments - 1`. The order of the bounds makes no difference to any result.
    ///
    /// A bound about a moment that is not among them widens the network by it. Milliseconds end at ±2^50, about 35,000
    /// years, so that sums of them stay far from the ends of their type.
    pub fn new(moments: usize, bounds: impl IntoIterator<Item = Bound>) -> Network {
        let tame = |bound: Bound| Bound { at_most_ms: bound.at_most_ms.clamp(-FARTHEST_MS, FARTHEST_MS), ..bound };
        let mut bounds: Vec<Bound> = bounds.into_iter().map(tame).collect();
        bounds.sort_unstable();
        bounds.dedup();
        let moments = bounds.iter().map(|bound| bound.from.max(bound.to) as usize + 1).fold(moments.max(1), usize::max);
        let told = bounds.iter().map(|bound| bound.record).filter(|&record| record != ALWAYS);
        let records = told.max().map_or(0, |record| record as usize + 1);
        Network {
            leaving: Lists::new(moments, bounds.iter().map(|bound| bound.from)).starts,
            arriving: Lists::new(moments, bounds.iter().map(|bound| bound.to)),
            // What always holds comes last, after every record.
            of_record: Lists::new(records + 1, bounds.iter().map(|bound| bound.record.min(records as Record))),
            moments,
            records,
            bounds,
        }
    }

    /// How many moments there are, the clock's zero included.
    pub fn moments(&self) -> usize {
        self.moments
    }

    /// How many records there are.
    pub fn records(&self) -> usize {
        self.records
    }

    /// Every bound, in order.
    pub fn bounds(&self) -> &[Bound] {
        &self.bounds
    }

    /// Places of the bounds that count from a moment.
    pub(crate) fn places_leaving(&self, moment: Moment) -> Range<u32> {
        self.leaving[moment as usize]..self.leaving[moment as usize + 1]
    }

    /// Bounds that count from a moment.
    pub(crate) fn leaving(&self, moment: Moment) -> &[Bound] {
        let places = self.places_leaving(moment);
        &self.bounds[places.start as usize..places.end as usize]
    }

    /// Bounds of a moment that count from others.
    pub(crate) fn arriving(&self, moment: Moment) -> impl Iterator<Item = &Bound> {
        self.arriving.of(moment).iter().map(|&place| &self.bounds[place as usize])
    }

    /// Bounds that a record gives, by their place.
    pub(crate) fn of_record(&self, record: Record) -> &[u32] {
        self.of_record.of(record)
    }

    /// The same moments with the bounds of some records alone.
    pub(crate) fn only(&self, records: &[Record]) -> Network {
        let always = [self.records as Record];
        let places = records.iter().chain(&always).flat_map(|&record| self.of_record(record));
        Network::new(self.moments, places.map(|&place| self.bounds[place as usize]))
    }
}

const FARTHEST_MS: i64 = 1 << 50;

/// Places of items under the key of each, one list after the other in one vector.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lists {
    starts: Vec<u32>,
    places: Vec<u32>,
}

impl Lists {
    pub(crate) fn new(keys: usize, key_of_each: impl Iterator<Item = u32> + Clone) -> Lists {
        let mut starts = vec![0; keys + 1];
        key_of_each.clone().for_each(|key| starts[key as usize + 1] += 1);
        (0..keys).for_each(|key| starts[key + 1] += starts[key]);
        let (mut next, mut places) = (starts.clone(), vec![0; starts[keys] as usize]);
        for (key, place) in key_of_each.zip(0..) {
            places[next[key as usize] as usize] = place;
            next[key as usize] += 1;
        }
        Lists { starts, places }
    }

    pub(crate) fn of(&self, key: u32) -> &[u32] {
        let range = |key: u32| self.starts.get(key as usize).map(|&start| start as usize);
        match (range(key), range(key + 1)) {
            (Some(start), Some(end)) => &self.places[start..end],
            _ => &[],
        }
    }
}
