//! By which dependences the statements of one report hang together, for showing why they are one.
//! Which statements are one report is in `joined`.

use crate::chains::Chains;
use crate::quick::{Map, Set};
use crate::union_find::UnionFind;
use std::collections::{BTreeMap, BTreeSet};

/// From and to.
type Link = (usize, usize);

/// The links among the members, given in the order of ids; where those leave members apart that hang together through
/// other statements, also the links to and among those, as far as they connect.
pub(crate) fn links(chains: &Chains<'_>, lot: &[usize]) -> Vec<Link> {
    let mut parts: Map<usize, Vec<usize>> = Map::default();
    for &at in lot {
        parts.entry(chains.component(at)).or_default().push(at);
    }
    parts.retain(|&component, _| chains.members(component).len() > 1);
    // In the order of the first statement of each component, whether it is a member or not.
    let first = |component: usize| chains.members(component).map(|at| chains.rank(at)).min();
    let parts: BTreeMap<Option<usize>, Vec<usize>> =
        parts.into_iter().map(|(component, members)| (first(component), members)).collect();
    parts.into_values().flat_map(|members| links_within(chains, &members)).collect()
}

/// The links of the members of one component.
fn links_within(chains: &Chains<'_>, members: &[usize]) -> Vec<Link> {
    let among: Set<usize> = members.iter().copied().collect();
    let member = |at: usize| among.contains(&at);
    let inside: Vec<Link> = from(chains, members.iter().copied()).filter(|&(_, to)| member(to)).collect();
    let found = match connected(&inside) + 1 >= members.len() {
        true => inside,
        false => {
            let all = chains.members(chains.component(members[0]));
            without_loose_ends(from(chains, all).collect(), &member)
        }
    };
    in_order(chains, found)
}

fn from<'c>(chains: &'c Chains<'_>, statements: impl Iterator<Item = usize> + 'c) -> impl Iterator<Item = Link> + 'c {
    statements.flat_map(|from| chains.links(from).map(move |to| (from, to)))
}

fn in_order(chains: &Chains<'_>, mut links: Vec<Link>) -> Vec<Link> {
    links.sort_unstable_by_key(|&(from, to)| (chains.rank(from), chains.rank(to)));
    links
}

/// How many steps these links save: members less sets.
fn connected(links: &[Link]) -> usize {
    let mut number: Map<usize, usize> = Map::default();
    for at in links.iter().flat_map(|&(from, to)| [from, to]) {
        let next = number.len();
        number.entry(at).or_insert(next);
    }
    let mut sets = UnionFind::new(number.len());
    links.iter().for_each(|(from, to)| sets.union(number[from], number[to]));
    (0..number.len()).filter(|&at| sets.find(at) != at).count()
}

/// Takes away, again and again, links to statements that are no members and connect nothing.
fn without_loose_ends(links: Vec<Link>, member: &dyn Fn(usize) -> bool) -> Vec<Link> {
    let mut neighbours: Map<usize, BTreeSet<usize>> = Map::default();
    for &(from, to) in &links {
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
    let kept = |(from, to): &Link| neighbours[from].contains(to);
    links.into_iter().filter(kept).collect()
}
