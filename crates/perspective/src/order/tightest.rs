//! The earliest and latest instant of every moment that bounds which can all hold leave to it: shortest ways from and to
//! the clock's zero, by Dijkstra's method over bounds made non-negative by instants that keep them.

use super::network::{Bound, CLOCK, Moment, Network};
use super::potentials::Potentials;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

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
    let kept = |bound: &Bound| (!potentials.is_aside(bound.record)).then(|| potentials.slack(bound));
    let latest = Reach::new(network, CLOCK, Way::Onward, i64::MAX, kept);
    let earliest = Reach::new(network, CLOCK, Way::Back, i64::MAX, kept);
    let at_ms = |moment: Moment| potentials.at_ms[moment as usize].saturating_sub(potentials.at_ms[CLOCK as usize]);
    let leeway = |moment: Moment| Leeway {
        earliest_ms: earliest.excess(moment).map(|excess| at_ms(moment).saturating_sub(excess)),
        latest_ms: latest.excess(moment).map(|excess| at_ms(moment).saturating_add(excess)),
    };
    (0..).take(network.moments()).map(leeway).collect()
}

/// Whether ways lead from a moment to the others, or from the others to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    Onward,
    Back,
}

/// What the shortest way between one moment and each other costs.
#[derive(Debug, Clone)]
pub(crate) struct Reach {
    excess: Vec<Option<i64>>,
    /// How many bounds were looked at.
    pub(crate) looked_at: usize,
}

impl Reach {
    /// Ways that cost less than `farthest`, over bounds to which `cost` gives a cost, never less than nothing.
    pub(crate) fn new(
        network: &Network,
        start: Moment,
        way: Way,
        farthest: i64,
        cost: impl Fn(&Bound) -> Option<i64>,
    ) -> Reach {
        let mut reach = Reach { excess: vec![None; network.moments()], looked_at: 0 };
        let mut ahead = BinaryHeap::from([(Reverse(0), start)]);
        while let Some((Reverse(so_far), moment)) = ahead.pop() {
            if so_far >= farthest || reach.excess[moment as usize].is_some() {
                continue;
            }
            reach.excess[moment as usize] = Some(so_far);
            let places = if way == Way::Onward { network.leaving(moment) } else { network.arriving(moment) };
            reach.looked_at += places.len();
            for bound in places.iter().map(|&place| &network.bounds()[place as usize]) {
                let next = if way == Way::Onward { bound.to } else { bound.from };
                if let Some(cost) = cost(bound).filter(|_| reach.excess[next as usize].is_none()) {
                    ahead.push((Reverse(so_far.saturating_add(cost)), next));
                }
            }
        }
        reach
    }

    /// The cost of the shortest way to or from a moment; none where there is none.
    pub(crate) fn excess(&self, moment: Moment) -> Option<i64> {
        self.excess[moment as usize]
    }
}
