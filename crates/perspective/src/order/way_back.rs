//! What the shortest way from each moment to one of them costs, by Dijkstra's method, as far as ways are worth following.

use super::network::{Bound, Moment, Network};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Costs of shortest ways to one moment.
#[derive(Debug, Clone)]
pub(crate) struct WayBack {
    cost: Vec<Option<i64>>,
    /// How many bounds were looked at.
    pub(crate) looked_at: usize,
}

impl WayBack {
    /// Ways to `end` that cost less than `most`, over bounds of which none may cost less than nothing.
    pub(crate) fn new(network: &Network, end: Moment, most: i64, cost: impl Fn(&Bound) -> i64) -> WayBack {
        let mut ways = WayBack { cost: vec![None; network.moments()], looked_at: 0 };
        let mut ahead = BinaryHeap::from([(Reverse(0), end)]);
        while let Some((Reverse(so_far), moment)) = ahead.pop() {
            if so_far >= most || ways.cost[moment as usize].is_some() {
                continue;
            }
            ways.cost[moment as usize] = Some(so_far);
            for bound in network.arriving(moment) {
                ways.looked_at += 1;
                if ways.cost[bound.from as usize].is_none() {
                    ahead.push((Reverse(so_far.saturating_add(cost(bound))), bound.from));
                }
            }
        }
        ways
    }

    /// The cost of the shortest way from a moment; none where none is worth following.
    pub(crate) fn cost_from(&self, moment: Moment) -> Option<i64> {
        self.cost[moment as usize]
    }
}
