//! Maximal sets of intervals, or of boxes, that share a point. What the intervals mean is decided by the callers.
//! Intervals on a line that overlap pairwise share a point, and so do boxes: one sweep for each side is exact.

use crate::interval::Interval;
use std::collections::BTreeSet;

/// An answer's admissible values and the moments it describes; neither may be empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Extent {
    pub value: Interval,
    pub moment: Interval,
}

/// Every maximal set of extents with a common value: indexes, ascending, in order of the value.
///
/// Takes n log n steps and the size of the result.
pub(crate) fn common_values(extents: &[Extent]) -> Vec<Vec<usize>> {
    sweep(&(0..extents.len()).collect::<Vec<_>>(), |at| extents[at].value)
}

/// Every maximal set of extents with a common value and a common moment: indexes, ascending; sorted.
///
/// Each such set lies within a maximal set with a common moment, and is maximal by value within that one. Of what is
/// found there, only what no further extent fits is maximal over all.
pub(crate) fn common_values_and_moments(extents: &[Extent]) -> Vec<Vec<usize>> {
    let everyone: Vec<usize> = (0..extents.len()).collect();
    let at_once = sweep(&everyone, |at| extents[at].moment);
    let found: BTreeSet<Vec<usize>> = at_once.iter().flat_map(|some| sweep(some, |at| extents[at].value)).collect();
    found.into_iter().filter(|set| is_maximal(extents, set)).collect()
}

/// The values and moments that all of these share.
pub(crate) fn meet(extents: &[Extent], set: &[usize]) -> Extent {
    let all = Extent { value: Interval::ALL, moment: Interval::ALL };
    set.iter().fold(all, |common, &at| Extent {
        value: common.value.meet(extents[at].value),
        moment: common.moment.meet(extents[at].moment),
    })
}

fn is_maximal(extents: &[Extent], set: &[usize]) -> bool {
    let common = meet(extents, set);
    let fits = |extent: &Extent| extent.value.overlaps(common.value) && extent.moment.overlaps(common.moment);
    extents.iter().filter(|extent| fits(extent)).count() == set.len()
}

/// Maximal sets of these indexes whose intervals share a point, by that point.
///
/// Going up the line, a set is maximal exactly when one of its intervals ends after another began since the last.
fn sweep(indexes: &[usize], interval: impl Fn(usize) -> Interval) -> Vec<Vec<usize>> {
    let (mut found, mut open, mut grown) = (Vec::new(), BTreeSet::new(), false);
    for (_, ends, at) in edges(indexes, interval) {
        if ends {
            if std::mem::take(&mut grown) {
                found.push(open.iter().copied().collect());
            }
            open.remove(&at);
        } else {
            open.insert(at);
            grown = true;
        }
    }
    found
}

/// Where intervals begin and end; at one place beginnings come first, since ends are included.
fn edges(indexes: &[usize], interval: impl Fn(usize) -> Interval) -> Vec<(i64, bool, usize)> {
    let both = |&at: &usize| [(interval(at).low, false, at), (interval(at).high, true, at)];
    let mut edges: Vec<_> = indexes.iter().flat_map(both).collect();
    edges.sort_unstable();
    edges
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn extent(value: (i64, i64), moment: (i64, i64)) -> Extent {
        Extent { value: Interval::new(value.0, value.1), moment: Interval::new(moment.0, moment.1) }
    }

    fn on_a_line(ends: &[(i64, i64)]) -> Vec<Extent> {
        ends.iter().map(|&ends| extent(ends, (0, 0))).collect()
    }

    /// Every subset is tried: shares a point, and nothing else shares it too.
    fn by_brute_force(extents: &[Extent]) -> Vec<Vec<usize>> {
        let sets = (1..1_usize << extents.len())
            .map(|bits| (0..extents.len()).filter(|at| bits >> at & 1 == 1).collect::<Vec<_>>())
            .filter(|set| shares_a_point(extents, set))
            .collect::<Vec<_>>();
        let inside = |a: &[usize], b: &[usize]| a.len() < b.len() && a.iter().all(|at| b.contains(at));
        let mut maximal: Vec<_> = sets.iter().filter(|a| !sets.iter().any(|b| inside(a, b))).cloned().collect();
        maximal.sort();
        maximal
    }

    fn shares_a_point(extents: &[Extent], set: &[usize]) -> bool {
        let common = meet(extents, set);
        !common.value.is_empty() && !common.moment.is_empty()
    }

    fn small() -> impl Strategy<Value = Interval> {
        (0..12_i64, 0..6_i64).prop_map(|(low, width)| Interval::new(low, low + width))
    }

    fn boxes() -> impl Strategy<Value = Vec<Extent>> {
        prop::collection::vec((small(), small()).prop_map(|(value, moment)| Extent { value, moment }), 0..9)
    }

    #[test]
    fn an_interval_across_two_points_is_in_both_sets() {
        assert_eq!(common_values(&on_a_line(&[(1, 1), (1, 5), (5, 5)])), [vec![0, 1], vec![1, 2]]);
    }

    #[test]
    fn nothing_makes_no_sets() {
        assert!(common_values(&[]).is_empty());
        assert!(common_values_and_moments(&[]).is_empty());
    }

    #[test]
    fn equal_values_of_different_moments_stay_apart() {
        let extents = [extent((5, 5), (1, 1)), extent((5, 5), (2, 2)), extent((4, 6), (1, 2))];
        assert_eq!(common_values_and_moments(&extents), [vec![0, 2], vec![1, 2]]);
    }

    #[test]
    fn ten_thousand_answers_take_one_sweep() {
        let ends: Vec<_> = (0..10_000).map(|at| (at * 3, at * 3 + 7)).collect();
        assert_eq!(common_values(&on_a_line(&ends)).len(), 9_998);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn sets_on_a_line_are_those_found_by_trying_all(mut extents in boxes()) {
            extents.iter_mut().for_each(|extent| extent.moment = Interval::ALL);
            let mut found = common_values(&extents);
            found.sort();
            prop_assert_eq!(found, by_brute_force(&extents));
        }

        #[test]
        fn sets_of_boxes_are_those_found_by_trying_all(extents in boxes()) {
            prop_assert_eq!(common_values_and_moments(&extents), by_brute_force(&extents));
        }
    }
}
