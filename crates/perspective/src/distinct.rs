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
///
/// First-hand roots all go with one another. Any other root goes with nothing but what it was judged independent of, so
/// that each larger set is found among the few of which one such root was judged independent.
pub(crate) fn largest_distinct(vertices: &[Vertex], judged: &BTreeSet<(usize, usize)>) -> usize {
    let first_hand = vertices.iter().filter(|vertex| vertex.first_hand).map(|vertex| vertex.report);
    let best = first_hand.collect::<BTreeSet<usize>>().len();
    let mut search = Search { vertices, judged, best, steps: 0 };
    let mut others: Vec<usize> = judged.iter().map(|pair| pair.0).filter(|&at| !vertices[at].first_hand).collect();
    others.dedup();
    for one in others {
        let beside = judged.range((one, 0)..=(one, usize::MAX)).map(|pair| pair.1);
        search.extend(1, &search.left_by(one, beside));
    }
    search.best.max(usize::from(!vertices.is_empty()))
}

struct Search<'s> {
    vertices: &'s [Vertex],
    judged: &'s BTreeSet<(usize, usize)>,
    best: usize,
    steps: usize,
}

impl Search<'_> {
    /// So many are chosen, and `rest` goes with all of them.
    fn extend(&mut self, chosen: usize, rest: &[usize]) {
        if self.steps > STEPS_MAX || chosen + rest.len() <= self.best {
            return;
        }
        self.steps += 1;
        let first_hand = rest.iter().map(|&at| self.vertices[at]).filter(|vertex| vertex.first_hand);
        let reports: BTreeSet<usize> = first_hand.map(|vertex| vertex.report).collect();
        self.best = self.best.max(chosen + reports.len());
        for &next in rest.iter().filter(|&&at| !self.vertices[at].first_hand) {
            let beside = rest.iter().copied().filter(|&other| self.judged.contains(&(next, other)));
            let left = self.left_by(next, beside);
            self.extend(chosen + 1, &left);
        }
    }

    /// Of what was judged independent of a root that is chosen: what may still be. Roots nobody was there for are chosen
    /// in their order, so that no set is tried twice.
    fn left_by(&self, chosen: usize, beside: impl Iterator<Item = usize>) -> Vec<usize> {
        let is_left = |&other: &usize| {
            let vertex = self.vertices[other];
            vertex.report != self.vertices[chosen].report && (vertex.first_hand || other > chosen)
        };
        beside.filter(is_left).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn by_brute_force(vertices: &[Vertex], judged: &BTreeSet<(usize, usize)>) -> usize {
        let is_certain = |one: usize, other: usize| {
            let (left, right) = (vertices[one], vertices[other]);
            let both_there = left.first_hand && right.first_hand;
            left.report != right.report && (both_there || judged.contains(&(one, other)))
        };
        let certain = |set: &[usize]| {
            set.iter().enumerate().all(|(at, &one)| set[at + 1..].iter().all(|&other| is_certain(one, other)))
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
        #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

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
