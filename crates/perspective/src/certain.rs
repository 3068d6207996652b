//! Which roots of different reports are certainly distinct: people who were there, and pairs judged independent.
//! Finding the largest set of them is in `distinct`.

use crate::chains::Chains;
use crate::distinct::{Vertex, largest_distinct};
use crate::quick::Map;
use std::collections::BTreeSet;

/// The size of the largest set of roots that are certainly distinct, never fewer than one.
///
/// `tellers` are the statements of each report and all that they rest on; `report_of` says in which report each stands.
pub(crate) fn at_least(chains: &Chains<'_>, tellers: &[BTreeSet<usize>], report_of: &Map<usize, usize>) -> usize {
    let pairs = independent_roots(chains, report_of);
    let there = |at: &usize| chains.voice(*at).first_hand().is_some();
    let roots: BTreeSet<usize> =
        tellers.iter().flatten().copied().filter(there).chain(pairs.iter().map(|pair| pair.0)).collect();
    // In the order of ids, so that a search that stops early stops at the same place whatever came first.
    let mut roots: Vec<usize> = roots.into_iter().collect();
    roots.sort_unstable_by_key(|&at| chains.rank(at));
    let number: Map<usize, usize> = roots.iter().enumerate().map(|(number, &at)| (at, number)).collect();
    let judged = pairs.iter().map(|(one, other)| (number[one], number[other])).collect();
    let vertex = |at: &usize| Vertex { report: report_of[at], first_hand: there(at) };
    largest_distinct(&roots.iter().map(vertex).collect::<Vec<_>>(), &judged).max(1)
}

/// Pairs of roots of different reports, in both orders, that are judged independent and whose reports share no
/// exposure: what is judged of a statement holds for the one root on which it rests.
fn independent_roots(chains: &Chains<'_>, report_of: &Map<usize, usize>) -> BTreeSet<(usize, usize)> {
    let exposed = exposed(chains, report_of);
    let judged = report_of.keys().flat_map(|&at| chains.independent(at).map(move |other| (at, other)));
    let certain = |(one, other): &(usize, usize)| match (report_of.get(one), report_of.get(other)) {
        (Some(one), Some(other)) => one != other && !exposed.contains(&(*one, *other)),
        _ => false,
    };
    judged.filter(certain).map(|(one, other)| (only_end(chains, one), only_end(chains, other))).collect()
}

/// Pairs of reports of which some statements share exposure, in both orders.
fn exposed(chains: &Chains<'_>, report_of: &Map<usize, usize>) -> BTreeSet<(usize, usize)> {
    let pairs = report_of.iter().flat_map(|(&at, &report)| {
        chains.shares(at).filter_map(|other| report_of.get(&other)).map(move |&other| (report, other))
    });
    pairs.collect()
}

/// The one statement in which a chain ends, or the statement itself if there is not exactly one.
fn only_end(chains: &Chains<'_>, at: usize) -> usize {
    let ends = chains.ends(&[at]);
    match ends.first() {
        Some(&end) if ends.len() == 1 => end,
        _ => at,
    }
}
