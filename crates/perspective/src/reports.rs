//! The statements of one group by origin: repetition is one report, and what is not stated is not distinct.
//! The rules stand in the documentation of the crate; the wording for readers is in `publish`.

use crate::certain::at_least;
use crate::chains::Chains;
use crate::joined::lots;
use crate::links::links;
use crate::quick::Map;
use crate::root::root;
use firsthand_model::StatementId;
use firsthand_model::board::{Origins, Report};
use std::collections::BTreeSet;

/// The reports among these statements, given by place, in the order of ids, each once; and how many origins they have.
///
/// `named` says which statements may be named as root or link.
pub(crate) fn reports(chains: &Chains<'_>, members: &[usize], named: &dyn Fn(usize) -> bool) -> (Vec<Report>, Origins) {
    let lots = lots(chains, members);
    let tellers: Vec<BTreeSet<usize>> = lots.iter().map(|lot| chains.upward(lot)).collect();
    let report_of = places(&tellers);
    let shown = lots.iter().enumerate().map(|(number, lot)| {
        let mut shown = worded(chains, lot, named);
        shown.shared_exposure = ids(chains, lot.iter().copied().filter(|&at| shares(chains, at, number, &report_of)));
        shown
    });
    let origins = Origins { at_least: at_least(chains, &tellers, &report_of), at_most: lots.len() };
    (shown.collect(), origins)
}

fn places(tellers: &[BTreeSet<usize>]) -> Map<usize, usize> {
    tellers.iter().enumerate().flat_map(|(report, all)| all.iter().map(move |&at| (at, report))).collect()
}

fn shares(chains: &Chains<'_>, at: usize, report: usize, report_of: &Map<usize, usize>) -> bool {
    let elsewhere = |other: usize| report_of.get(&other).is_some_and(|other| *other != report);
    chains.shares(at).any(elsewhere)
}

fn worded(chains: &Chains<'_>, lot: &[usize], named: &dyn Fn(usize) -> bool) -> Report {
    let (root, first) = root(chains, lot, named);
    let mut order = lot.to_vec();
    order.sort_by_cached_key(|&at| (Some(at) != first, chains.spoken(at).said_ms, chains.rank(at)));
    let links = links(chains, lot).into_iter().filter(|&(from, to)| named(from) && named(to));
    let pair = |(from, to)| (id(chains, from), id(chains, to));
    Report {
        statements: ids(chains, order.into_iter()),
        root,
        links: links.map(pair).collect(),
        shared_exposure: Vec::new(),
    }
}

fn id(chains: &Chains<'_>, at: usize) -> StatementId {
    chains.spoken(at).id.clone()
}

fn ids(chains: &Chains<'_>, places: impl Iterator<Item = usize>) -> Vec<StatementId> {
    places.map(|at| id(chains, at)).collect()
}
