//! Statements said before one from which they are recorded to come, at whatever distance.

use super::ChainRecords;
use super::dated::{Dated, Dates};
use crate::chains::Chains;
use crate::clock::Clock;
use firsthand_model::backwards::{Backwards, BackwardsWhat};
use std::collections::{BTreeMap, VecDeque};

/// Every statement with every one that it comes from and that was certainly said later, each by its shortest way. Behind one
/// that is backwards to any before it on the way nothing is looked for: the part that is wrong is reported by itself.
pub(super) fn backwards(records: &ChainRecords<'_>, dates: &Dates<'_>) -> Vec<Backwards> {
    let chains = Chains::new(records.statements, records.dependences, &[], Clock::new(records.offset_minutes));
    let dated: Vec<Dated<'_>> = chains.statements.iter().map(|statement| dates.statement(statement)).collect();
    let is_derived = |at: &usize| !chains.voice(*at).stands;
    let starts = (0..dated.len()).filter(is_derived).filter(|&at| !dated[at].when.is_unknown());
    starts.flat_map(|start| from(&chains, &dated, start)).collect()
}

fn from(chains: &Chains<'_>, dated: &[Dated<'_>], start: usize) -> Vec<Backwards> {
    let mut found = Vec::new();
    let mut came_by: BTreeMap<usize, usize> = BTreeMap::from([(start, start)]);
    let mut open = VecDeque::from([start]);
    while let Some(at) = open.pop_front() {
        for next in chains.rests_on(at) {
            if came_by.contains_key(&next) {
                continue;
            }
            came_by.insert(next, at);
            let way = way(&came_by, start, next);
            let is_before = |&other: &usize| dated[other].when.is_certainly_before(&dated[next].when);
            if way.iter().any(is_before) {
                continue;
            }
            let through: Vec<&str> = way.iter().rev().map(|&at| dated[at].id).collect();
            match dated[start].backwards(&dated[next], BackwardsWhat::SaidBeforeItsSource, &through) {
                Some(one) => found.push(one),
                None => open.push_back(next),
            }
        }
    }
    found
}

/// What lies between a statement and the start, the nearest to it first.
fn way(came_by: &BTreeMap<usize, usize>, start: usize, from: usize) -> Vec<usize> {
    let mut way = Vec::new();
    let mut at = came_by[&from];
    while at != start {
        way.push(at);
        at = came_by[&at];
    }
    way
}
