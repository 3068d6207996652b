//! The earliest and latest instant of every moment that bounds which can all hold leave to it: the shortest way from the
//! clock's zero to a moment is its latest instant, the shortest way back to zero, turned round, its earliest.

use super::network::{Bound, CLOCK, Moment, Network};
use super::potentials::Potentials;
use std::collections::VecDeque;

/// What the bounds leave to one moment, in milliseconds from the clock's zero; an open end is none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Leeway {
    /// The earliest instant.
    pub earliest_ms: Option<i64>,
    /// The latest instant.
    pub latest_ms: Option<i64>,
}

/// The leeway of every moment, from bounds that `potentials` keeps.
pub(crate) fn tightest(network: &Network, potentials: &Potentials<'_>) -> Vec<Leeway> {
    let latest = potentials.latest_ms().unwrap_or_else(|| shortest(network, potentials, Way::Onward));
    let earliest = shortest(network, potentials, Way::Back);
    let ends = earliest.into_iter().zip(latest);
    ends.map(|(back, onward)| Leeway { earliest_ms: back.map(|ms| -ms), latest_ms: onward }).collect()
}

/// Whether ways lead from a moment to the others, or from the others to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    Onward,
    Back,
}

/// The length of the shortest way between the clock's zero and each moment; none where none leads.
///
/// A way is made shorter until none can be: on networks with few bounds a moment this is quicker than a heap.
fn shortest(network: &Network, potentials: &Potentials<'_>, way: Way) -> Vec<Option<i64>> {
    let mut lengths = vec![i64::MAX; network.moments()];
    lengths[CLOCK as usize] = 0;
    let mut queue = VecDeque::from([CLOCK]);
    let mut is_queued = vec![false; network.moments()];
    while let Some(moment) = queue.pop_front() {
        is_queued[moment as usize] = false;
        let so_far = lengths[moment as usize];
        let mut look = |bound: &Bound, next: Moment| {
            let length = so_far.saturating_add(bound.at_most_ms);
            if length < lengths[next as usize] && !potentials.is_aside(bound.record) {
                lengths[next as usize] = length;
                if !std::mem::replace(&mut is_queued[next as usize], true) {
                    queue.push_back(next);
                }
            }
        };
        match way {
            Way::Onward => network.leaving(moment).iter().for_each(|bound| look(bound, bound.to)),
            Way::Back => network.arriving(moment).for_each(|bound| look(bound, bound.from)),
        }
    }
    lengths.into_iter().map(|length| (length != i64::MAX).then_some(length)).collect()
}
