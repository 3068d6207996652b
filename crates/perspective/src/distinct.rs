//! The largest set of roots that are certainly distinct, at most one from each report.
//! Which roots those are is in `reports`.

use std::collections::BTreeSet;

/// So many steps at most: beyond them the result is still true, since every set found is certainly distinct.
const STEPS_MAX: usize = 200_000;

/// One root that may be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Vertex {
    /// The report whose root it is.
    pub report: usize,
    /// Whether it is a known person's first-hand account; those of different reports are of different persons.
    pub first_hand: bool,
}

/// The size of the largest set of vertices of different reports in which every two are both first-hand or judged
/// independent (`judged` holds both orders); 0 without vertices.
pub(crate) fn largest_distinct(vertices: &[Vertex], judged: &BTreeSet<(usize, usize)>) -> usize {
    let first_hand = vertices.iter().filter(|vertex| vertex.first_hand).map(|vertex| vertex.report);
    let named: BTreeSet<usize> = judged.iter().map(|pair| pair.0).collect();
    let mut search = Search { vertices, judged, first_hand: first_hand.collect(), best: 0, steps: 0 };
    search.extend(&mut Vec::new(), &named.into_iter().collect::<Vec<_>>());
    search.best.max(usize::from(!vertices.is_empty()))
}

/// First-hand roots without a judged pair go with every first-hand root and with nothing else: they need no search.
struct Search<'s> {
    vertices: &'s [Vertex],
    judged: &'s BTreeSet<(usize, usize)>,
    first_hand: BTreeSet<usize>,
    best: usize,
    steps: usize,
}

impl Search<'_> {
    fn extend(&mut self, chosen: &mut Vec<usize>, rest: &[usize]) {
        self.steps += 1;
        self.best = self.best.max(chosen.len() + self.others(chosen));
        if self.steps > STEPS_MAX || chosen.len() + rest.len() + self.first_hand.len() <= self.best {
            return;
        }
        for (at, &next) in rest.iter().enumerate() {
            if chosen.iter().all(|&one| self.certain(one, next)) {
                chosen.push(next);
                self.extend(chosen, &rest[at + 1..]);
                chosen.pop();
            }
        }
    }

    fn others(&self, chosen: &[usize]) -> usize {
        let taken: BTreeSet<usize> = chosen.iter().map(|&at| self.vertices[at].report).collect();
        let all_first_hand = chosen.iter().all(|&at| self.vertices[at].first_hand);
        if all_first_hand { self.first_hand.difference(&taken).count() } else { 0 }
    }

    fn certain(&self, one: usize, other: usize) -> bool {
        let (left, right) = (self.vertices[one], self.vertices[other]);
        let both_there = left.first_hand && right.first_hand;
        left.report != right.report && (both_there || self.judged.contains(&(one, other)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn by_brute_force(vertices: &[Vertex], judged: &BTreeSet<(usize, usize)>) -> usize {
        let search = Search { vertices, judged, first_hand: BTreeSet::new(), best: 0, steps: 0 };
        let certain = |set: &[usize]| {
            set.iter().enumerate().all(|(at, &one)| set[at + 1..].iter().all(|&other| search.certain(one, other)))
        };
        let sets = (0..1_usize << vertices.len())
            .map(|bits| (0..vertices.len()).filter(|at| bits >> at & 1 == 1).collect::<Vec<_>>());
        sets.filter(|set| certain(set)).map(|set| set.len()).max().unwrap_or(0)
    }

    fn some_vertices() -> impl Strategy<Value = Vec<Vertex>> {
        let vertex = (0..6_usize, any::<bool>()).prop_map(|(report, first_hand)| Vertex { report, first_hand });
        prop::collection::vec(vertex, 0..9)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_largest_set_is_the_one_found_by_trying_all(
            vertices in some_vertices(),
            pairs in prop::collection::vec((0..9_usize, 0..9_usize), 0..20),
        ) {
            let inside = pairs.iter().filter(|(a, b)| a != b && *a.max(b) < vertices.len());
            let judged: BTreeSet<_> = inside.flat_map(|&(a, b)| [(a, b), (b, a)]).collect();
            prop_assert_eq!(largest_distinct(&vertices, &judged), by_brute_force(&vertices, &judged));
        }
    }
}
