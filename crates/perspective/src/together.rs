//! Maximal sets of things that can all be together, where any part of such a set can be together too.
//! What can be together is asked of the caller; intervals have a quicker way, in `cliques`.

use std::collections::BTreeSet;

/// More sets are not made. Every set that is made is one that can be together and that nothing else fits.
const SETS_AT_MOST: usize = 1_000;
/// So many smaller sets are tried for one thing and one set at most.
const TRIES_AT_MOST: usize = 4_000;

/// Maximal sets, each ascending, sorted; and whether these are all there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Sets {
    pub sets: Vec<Vec<usize>>,
    pub are_all: bool,
}

/// The maximal sets of `0..count` that `fits`; what fits must still fit when something is taken away.
pub(crate) fn maximal_sets(count: usize, fits: &dyn Fn(&[usize]) -> bool) -> Sets {
    let mut found = Sets { sets: Vec::new(), are_all: true };
    for component in components(count, fits) {
        let of_component = grown(&component, fits);
        found.are_all &= of_component.are_all;
        found.sets.extend(of_component.sets);
    }
    found.sets.sort();
    found
}

/// Things that hang together by pairs that fit: no set reaches from one such lot to another.
fn components(count: usize, fits: &dyn Fn(&[usize]) -> bool) -> Vec<Vec<usize>> {
    let mut left: BTreeSet<usize> = (0..count).filter(|&at| fits(&[at])).collect();
    let mut components = Vec::new();
    while let Some(first) = left.pop_first() {
        let (mut component, mut next) = (vec![first], 0);
        while let Some(&from) = component.get(next) {
            let near: Vec<usize> = left.iter().copied().filter(|&to| fits(&[from.min(to), from.max(to)])).collect();
            left.retain(|to| !near.contains(to));
            component.extend(near);
            next += 1;
        }
        component.sort_unstable();
        components.push(component);
    }
    components
}

/// One thing after the other is put to every set so far, or where it does not fit to the largest parts that it does fit.
fn grown(component: &[usize], fits: &dyn Fn(&[usize]) -> bool) -> Sets {
    let mut sets: Vec<Vec<usize>> = vec![Vec::new()];
    let mut are_all = true;
    for &next in component {
        let mut parts: BTreeSet<Vec<usize>> = BTreeSet::new();
        for set in &mut sets {
            let whole = with(set, next);
            if fits(&whole) {
                *set = whole;
                continue;
            }
            let mut tries = Tries { next, fits, parts: &mut parts, seen: BTreeSet::new() };
            tries.largest(set.iter().copied().filter(|&one| fits(&[one, next])).collect());
            are_all &= tries.seen.len() < TRIES_AT_MOST;
        }
        let largest: Vec<Vec<usize>> =
            parts.iter().filter(|part| !sets.iter().chain(&parts).any(|other| is_part(part, other))).cloned().collect();
        sets.extend(largest);
        are_all &= sets.len() <= SETS_AT_MOST;
        sets.truncate(SETS_AT_MOST);
    }
    if are_all { Sets { sets, are_all } } else { Sets { sets: filled(component, sets, fits), are_all } }
}

/// Sets of which some were left out: each is filled up, and what stands in none gets one of its own.
fn filled(component: &[usize], sets: Vec<Vec<usize>>, fits: &dyn Fn(&[usize]) -> bool) -> Vec<Vec<usize>> {
    let covered: BTreeSet<usize> = sets.iter().flatten().copied().collect();
    let alone = component.iter().filter(|one| !covered.contains(one)).map(|&one| vec![one]);
    let fill = |set: Vec<usize>| {
        component.iter().fold(set, |set, &one| {
            let whole = with(&set, one);
            if set.contains(&one) || !fits(&whole) { set } else { whole }
        })
    };
    let filled: BTreeSet<Vec<usize>> = sets.iter().cloned().chain(alone).map(fill).collect();
    filled.into_iter().collect()
}

fn with(set: &[usize], one: usize) -> Vec<usize> {
    let mut whole = set.to_vec();
    whole.insert(set.partition_point(|&other| other < one), one);
    whole
}

/// Whether a set lies in another that is larger.
fn is_part(set: &[usize], other: &[usize]) -> bool {
    set.len() < other.len() && set.iter().all(|one| other.binary_search(one).is_ok())
}

/// The search for the largest parts of a set that the next thing fits.
struct Tries<'t> {
    next: usize,
    fits: &'t dyn Fn(&[usize]) -> bool,
    parts: &'t mut BTreeSet<Vec<usize>>,
    seen: BTreeSet<Vec<usize>>,
}

impl Tries<'_> {
    /// From what does not fit one thing of a smallest conflict has to go: each of them is tried.
    fn largest(&mut self, set: Vec<usize>) {
        if self.seen.len() >= TRIES_AT_MOST || !self.seen.insert(set.clone()) {
            return;
        }
        let whole = with(&set, self.next);
        if (self.fits)(&whole) {
            self.parts.insert(whole);
            return;
        }
        for gone in self.conflict(&set) {
            self.largest(set.iter().copied().filter(|&one| one != gone).collect());
        }
    }

    /// A smallest part of the set that the next thing does not fit.
    fn conflict(&self, set: &[usize]) -> Vec<usize> {
        set.iter().fold(set.to_vec(), |conflict, &one| {
            let less: Vec<usize> = conflict.iter().copied().filter(|&other| other != one).collect();
            if (self.fits)(&with(&less, self.next)) { conflict } else { less }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What fits by a list of smallest conflicts.
    fn without(conflicts: &[Vec<usize>], set: &[usize]) -> bool {
        !conflicts.iter().any(|conflict| conflict.iter().all(|one| set.contains(one)))
    }

    fn by_brute_force(count: usize, conflicts: &[Vec<usize>]) -> Vec<Vec<usize>> {
        let all = (1..1_usize << count).map(|bits| (0..count).filter(|at| bits >> at & 1 == 1).collect::<Vec<_>>());
        let fit: Vec<Vec<usize>> = all.filter(|set| without(conflicts, set)).collect();
        let mut maximal: Vec<_> =
            fit.iter().filter(|set| !fit.iter().any(|other| is_part(set, other))).cloned().collect();
        maximal.sort();
        maximal
    }

    #[test]
    fn where_nothing_fits_anything_each_stands_alone() {
        let sets = maximal_sets(3, &|set| set.len() < 2);
        assert_eq!(sets, Sets { sets: vec![vec![0], vec![1], vec![2]], are_all: true });
    }

    #[test]
    fn too_many_sets_are_said_to_be_not_all_and_still_hold() {
        // Twelve pairs of which one each: 4,096 sets.
        let fits = |set: &[usize]| set.windows(2).all(|two| two[0] / 2 != two[1] / 2);
        let found = maximal_sets(24, &fits);
        assert!(!found.are_all && found.sets.len() >= SETS_AT_MOST);
        assert!(found.sets.iter().all(|set| set.len() == 12 && fits(set)));
        assert_eq!(found.sets.iter().flatten().collect::<BTreeSet<_>>().len(), 24);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn sets_are_those_found_by_trying_all(
            count in 1..8_usize,
            conflicts in prop::collection::vec(prop::collection::btree_set(0..8_usize, 2..4), 0..8),
        ) {
            let conflicts: Vec<Vec<usize>> = conflicts.into_iter().map(|set| set.into_iter().collect()).collect();
            let found = maximal_sets(count, &|set| without(&conflicts, set));
            prop_assert!(found.are_all);
            prop_assert_eq!(found.sets, by_brute_force(count, &conflicts));
        }
    }
}
