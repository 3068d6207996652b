//! Smallest sets of records that cannot all hold, and what the records outside of them leave to every moment.
//!
//! A set of bounds cannot hold if and only if a circle of them sums up to less than nothing; so the smallest sets of
//! records are the smallest among the record sets of such circles. First circles are taken one by one, each reduced and
//! set aside whole, until the rest holds together; then all the others are looked for, as far as the work allows.

use super::circles::circles;
use super::network::{ALWAYS, Network, Record};
use super::potentials::{Potentials, is_possible};
use super::tightest::{Leeway, tightest};
use std::collections::BTreeSet;

/// Work that is always allowed for looking for all tensions: enough for every case that one team has coded by hand.
const WORK_AT_LEAST: usize = 4_000_000;

/// A smallest set of records that cannot all hold.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Conflict {
    /// The records, in order. Any of them left out, the others can hold.
    pub records: Vec<Record>,
    /// By how much they miss each other, in milliseconds: no more is needed to make room for all of them, if it is given to
    /// one bound that stands in every circle.
    pub apart_ms: i64,
}

/// What a network comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Solved {
    /// Smallest sets of records that cannot all hold; those of fewest records first, then by their records. Without all
    /// records named here, everything else can hold.
    pub tensions: Vec<Conflict>,
    /// Whether these are all such sets. If not, more of them stand with records named here.
    pub are_all: bool,
    /// The leeway of every moment by the records that stand in no tension.
    pub leeway: Vec<Leeway>,
}

/// Solves a network.
pub fn solve(network: &Network) -> Solved {
    let mut potentials = Potentials::new(network);
    let mut sets: BTreeSet<Vec<Record>> = BTreeSet::new();
    while let Err(circle) = potentials.settle() {
        let told = circle.iter().map(|&place| network.bounds()[place as usize].record);
        let set = reduced(network, told.filter(|&record| record != ALWAYS).collect());
        if set.is_empty() {
            // What always holds cannot: nobody's record can be left out for it.
            break;
        }
        set.iter().for_each(|&record| potentials.set_aside(record));
        sets.insert(set);
    }
    let work = sets.len().saturating_mul(network.bounds().len()).max(WORK_AT_LEAST);
    let others = if sets.is_empty() { None } else { Some(circles(network, &potentials, work)) };
    let are_all = others.as_ref().is_none_or(|others| others.are_all);
    sets.extend(others.map(|others| others.sets.into_keys()).into_iter().flatten());
    let tensions: Vec<Conflict> =
        smallest(network, sets, are_all).into_iter().map(|records| conflict(network, records)).collect();
    tensions.iter().flat_map(|tension| &tension.records).for_each(|&record| potentials.set_aside(record));
    Solved { leeway: tightest(network, &potentials), tensions, are_all }
}

/// A smallest set with the most by which a circle of its bounds misses.
fn conflict(network: &Network, records: Vec<Record>) -> Conflict {
    let alone = network.only(&records);
    let mut potentials = Potentials::new(&alone);
    records.iter().for_each(|&record| potentials.set_aside(record));
    let apart =
        potentials.settle().ok().and_then(|()| circles(&alone, &potentials, WORK_AT_LEAST).sets.remove(&records));
    Conflict { apart_ms: apart.unwrap_or_default(), records }
}

/// The set without every record that it does not need. What is left has no smaller one in it.
fn reduced(network: &Network, records: BTreeSet<Record>) -> Vec<Record> {
    let mut kept: Vec<Record> = records.iter().copied().collect();
    for record in records {
        let others: Vec<Record> = kept.iter().copied().filter(|&other| other != record).collect();
        if !is_possible(&network.only(&others)) {
            kept = others;
        }
    }
    kept
}

/// Sets in which no other set is. If some circles were not found, one of them may still be in a set: then it is reduced.
fn smallest(network: &Network, sets: BTreeSet<Vec<Record>>, are_all: bool) -> Vec<Vec<Record>> {
    match are_all {
        true => smallest_sets(sets),
        false => smallest_sets(sets.into_iter().map(|set| reduced(network, set.into_iter().collect()))),
    }
}

/// Of sorted sets those in which no other one is: those of fewest members first, then by their members.
pub(crate) fn smallest_sets(sets: impl IntoIterator<Item = Vec<Record>>) -> Vec<Vec<Record>> {
    let mut by_size: Vec<Vec<Record>> = sets.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
    by_size.sort_by_key(Vec::len);
    let mut smallest: Vec<Vec<Record>> = Vec::new();
    for set in by_size {
        if !smallest.iter().any(|other| is_within(other, &set)) {
            smallest.push(set);
        }
    }
    smallest
}

/// Whether every record of a sorted set stands in another.
fn is_within(inner: &[Record], outer: &[Record]) -> bool {
    inner.iter().all(|record| outer.binary_search(record).is_ok())
}
