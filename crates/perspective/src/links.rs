//! By which dependences the statements of one report hang together, for showing why they are one.
//! Which statements are one report is in `joined`.

use crate::chains::Chains;
use crate::union_find::UnionFind;
use std::collections::{BTreeSet, HashMap};

/// The links among the members; where those leave members apart that hang together through other statements, also the
/// links to and among those, as far as they connect.
pub(crate) fn links(chains: &Chains<'_>, lot: &[usize]) -> Vec<(usize, usize)> {
    let components: BTreeSet<usize> = lot.iter().map(|&at| chains.component(at)).collect();
    let member = |at: usize| lot.binary_search(&at).is_ok();
    components
        .into_iter()
        .flat_map(|component| links_within(chains.links(component), lot, component, chains, &member))
        .collect()
}

fn links_within(
    all: &[(usize, usize)],
    lot: &[usize],
    component: usize,
    chains: &Chains<'_>,
    member: &dyn Fn(usize) -> bool,
) -> Vec<(usize, usize)> {
    let inside: Vec<(usize, usize)> = all.iter().copied().filter(|&(from, to)| member(from) && member(to)).collect();
    let here = lot.iter().filter(|&&at| chains.component(at) == component).count();
    if connected(&inside) + 1 >= here { inside } else { without_loose_ends(all, member) }
}

/// How many steps these links save: members less sets.
fn connected(links: &[(usize, usize)]) -> usize {
    let ends: BTreeSet<usize> = links.iter().flat_map(|&(from, to)| [from, to]).collect();
    let number: HashMap<usize, usize> = ends.into_iter().enumerate().map(|(number, at)| (at, number)).collect();
    let mut sets = UnionFind::new(number.len());
    links.iter().for_each(|(from, to)| sets.union(number[from], number[to]));
    (0..number.len()).filter(|&at| sets.find(at) != at).count()
}

/// Takes away, again and again, links to statements that are no members and connect nothing.
fn without_loose_ends(links: &[(usize, usize)], member: &dyn Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let mut neighbours: HashMap<usize, BTreeSet<usize>> = HashMap::new();
    for &(from, to) in links {
        neighbours.entry(from).or_default().insert(to);
        neighbours.entry(to).or_default().insert(from);
    }
    let mut open: Vec<usize> = neighbours.keys().copied().collect();
    while let Some(at) = open.pop() {
        if member(at) || neighbours[&at].len() > 1 {
            continue;
        }
        let Some(next) = neighbours.get_mut(&at).and_then(BTreeSet::pop_first) else {
            continue;
        };
        neighbours.entry(next).or_default().remove(&at);
        open.push(next);
    }
    let kept = |(from, to): &(usize, usize)| neighbours[from].contains(to);
    links.iter().copied().filter(kept).collect()
}
