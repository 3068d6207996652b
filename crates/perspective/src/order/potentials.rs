//! Whether all bounds can hold at once: an instant for every moment that keeps them, or a circle of bounds that nothing
//! can keep. Bellman and Ford's method with a queue; circles are looked for among the bounds that last moved a moment.

use super::network::{Bound, CLOCK, Moment, Network};
use std::collections::VecDeque;

/// Later than any sum of bounds that leads from the clock's zero to a moment.
const FAR_MS: i64 = i64::MAX / 4;

/// Instants that keep every bound of a network that is not set aside.
#[derive(Debug, Clone)]
pub(crate) struct Potentials<'a> {
    network: &'a Network,
    /// One instant a moment.
    pub(crate) at_ms: Vec<i64>,
    is_aside: Vec<bool>,
    moved_by: Vec<Option<u32>>,
    was_settled: bool,
}

impl<'a> Potentials<'a> {
    pub(crate) fn new(network: &'a Network) -> Potentials<'a> {
        Potentials {
            network,
            at_ms: vec![FAR_MS; network.moments()],
            was_settled: false,
            is_aside: vec![false; network.records()],
            moved_by: vec![None; network.moments()],
        }
    }

    /// Leaves every bound of a record out from now on.
    pub(crate) fn set_aside(&mut self, record: u32) {
        self.is_aside[record as usize] = true;
    }

    pub(crate) fn is_aside(&self, record: u32) -> bool {
        self.is_aside.get(record as usize).is_some_and(|is_aside| *is_aside)
    }

    /// By how much the instants keep a bound; less than nothing if they do not.
    pub(crate) fn slack(&self, bound: &Bound) -> i64 {
        let (from, to) = (self.at_ms[bound.from as usize], self.at_ms[bound.to as usize]);
        from.saturating_add(bound.at_most_ms).saturating_sub(to)
    }

    /// Moves moments earlier until every bound holds; else a circle of bounds, by place, that sums up to less than nothing.
    ///
    /// The first time every moment is as late as the bounds from the clock's zero leave it, and what they do not reach is
    /// far off. Later times go on from where the instants were: what they keep costs no more than looking at it.
    pub(crate) fn settle(&mut self) -> Result<(), Vec<u32>> {
        self.moved_by = vec![None; self.network.moments()];
        if std::mem::replace(&mut self.was_settled, true) {
            return self.spread((0..).take(self.network.moments()).collect());
        }
        self.at_ms[CLOCK as usize] = 0;
        self.spread(VecDeque::from([CLOCK]))?;
        let is_far = |moment: &Moment| self.at_ms[*moment as usize] == FAR_MS;
        self.spread((0..).take(self.network.moments()).filter(is_far).collect())
    }

    /// The latest instant of each moment, none where it is open; known while no record was ever set aside.
    pub(crate) fn latest_ms(&self) -> Option<Vec<Option<i64>>> {
        let is_known = self.is_aside.iter().all(|is_aside| !is_aside);
        let latest = |&ms: &i64| (ms < FAR_MS / 2).then_some(ms);
        is_known.then(|| self.at_ms.iter().map(latest).collect())
    }

    /// Lets the moments of a queue move others, and those again others.
    fn spread(&mut self, mut queue: VecDeque<Moment>) -> Result<(), Vec<u32>> {
        let moments = self.network.moments();
        let mut is_queued = vec![false; moments];
        queue.iter().for_each(|&moment| is_queued[moment as usize] = true);
        let mut moves = 0;
        while let Some(from) = queue.pop_front() {
            is_queued[from as usize] = false;
            for place in self.network.places_leaving(from) {
                let Some(to) = self.moved(place) else { continue };
                moves += 1;
                // Looking among all moments costs as much as so many moves, so it is done once in so many.
                if moves % moments == 0
                    && let Some(circle) = self.circle()
                {
                    return Err(circle);
                }
                if !std::mem::replace(&mut is_queued[to as usize], true) {
                    queue.push_back(to);
                }
            }
        }
        Ok(())
    }

    /// The moment that a bound makes earlier, if it does.
    fn moved(&mut self, place: u32) -> Option<Moment> {
        let bound = self.network.bounds()[place as usize];
        let latest = self.at_ms[bound.from as usize].saturating_add(bound.at_most_ms);
        if latest >= self.at_ms[bound.to as usize] || self.is_aside(bound.record) {
            return None;
        }
        self.at_ms[bound.to as usize] = latest;
        self.moved_by[bound.to as usize] = Some(place);
        Some(bound.to)
    }

    /// Bounds that moved each other in a circle.
    fn circle(&self) -> Option<Vec<u32>> {
        let mut seen_from = vec![u32::MAX; self.moved_by.len()];
        for start in (0..).take(self.moved_by.len()) {
            let mut at = start;
            while seen_from[at as usize] == u32::MAX {
                seen_from[at as usize] = start;
                match self.moved_by[at as usize] {
                    Some(place) => at = self.network.bounds()[place as usize].from,
                    None => break,
                }
            }
            if seen_from[at as usize] == start && self.moved_by[at as usize].is_some() {
                return Some(self.around(at));
            }
        }
        None
    }

    /// The circle through a moment on it.
    fn around(&self, on: Moment) -> Vec<u32> {
        let mut circle = Vec::new();
        let mut at = on;
        while let Some(place) = self.moved_by[at as usize] {
            circle.push(place);
            at = self.network.bounds()[place as usize].from;
            if at == on {
                break;
            }
        }
        circle.reverse();
        circle
    }
}

/// Whether all bounds of a network can hold at once.
pub(crate) fn is_possible(network: &Network) -> bool {
    Potentials::new(network).settle().is_ok()
}
