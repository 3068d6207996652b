//! Tensions and tightest times against a second method: Floyd and Warshall's over every subset of the records, and for
//! tiny networks every assignment of instants.

use super::{ALWAYS, Bound, CLOCK, Leeway, Moment, Network, Record, Solved, solve};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn bound(from: Moment, to: Moment, at_most_ms: i64, record: Record) -> Bound {
    Bound { from, to, at_most_ms, record }
}

fn records(solved: &Solved) -> Vec<Vec<Record>> {
    solved.tensions.iter().map(|tension| tension.records.clone()).collect()
}

/// Lengths of shortest ways between all moments; none if something cannot hold.
fn all_ways(moments: usize, bounds: &[Bound]) -> Option<Vec<Vec<Option<i64>>>> {
    let mut ways = vec![vec![None; moments]; moments];
    (0..moments).for_each(|moment| ways[moment][moment] = Some(0));
    for bound in bounds {
        let way = &mut ways[bound.from as usize][bound.to as usize];
        *way = Some(way.map_or(bound.at_most_ms, |way: i64| way.min(bound.at_most_ms)));
    }
    for over in 0..moments {
        for from in 0..moments {
            for to in 0..moments {
                if let (Some(first), Some(second)) = (ways[from][over], ways[over][to]) {
                    let way = first + second;
                    ways[from][to] = Some(ways[from][to].map_or(way, |known| known.min(way)));
                }
            }
        }
    }
    (0..moments).all(|moment| ways[moment][moment] == Some(0)).then_some(ways)
}

/// Bounds of the chosen records, and those that always hold.
fn of_records(bounds: &[Bound], chosen: u32) -> Vec<Bound> {
    let is_chosen = |bound: &Bound| bound.record == ALWAYS || chosen >> bound.record & 1 == 1;
    bounds.iter().copied().filter(is_chosen).collect()
}

/// Every smallest set of records that cannot hold, by trying all sets.
pub(crate) fn all_tensions(moments: usize, records: u32, bounds: &[Bound]) -> BTreeSet<Vec<Record>> {
    let is_impossible: Vec<bool> =
        (0..1 << records).map(|chosen| all_ways(moments, &of_records(bounds, chosen)).is_none()).collect();
    let is_smallest = |chosen: &u32| {
        is_impossible[*chosen as usize]
            && (0..records)
                .all(|record| chosen >> record & 1 == 0 || !is_impossible[(chosen & !(1 << record)) as usize])
    };
    let set = |chosen: u32| (0..records).filter(|record| chosen >> record & 1 == 1).collect();
    (0..1 << records).filter(is_smallest).map(set).collect()
}

/// Records of one or two bounds each, over a few moments.
fn networks(moments: u32, records: u32) -> impl Strategy<Value = Vec<Bound>> {
    let one = (0..moments, 0..moments, -6..=6i64);
    proptest::collection::vec(proptest::collection::vec(one, 1..=2), 1..=records as usize).prop_map(|records| {
        let bounds = (0..).zip(records);
        bounds
            .flat_map(|(record, bounds)| bounds.into_iter().map(move |(from, to, ms)| bound(from, to, ms, record)))
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn tensions_are_exactly_the_smallest_sets_that_cannot_hold(bounds in networks(5, 8)) {
        let solved = solve(&Network::new(5, bounds.clone()));
        prop_assert!(solved.are_all);
        let found: BTreeSet<Vec<Record>> = solved.tensions.iter().map(|one| one.records.clone()).collect();
        prop_assert_eq!(found.len(), solved.tensions.len());
        prop_assert_eq!(found, all_tensions(5, 8, &bounds));
    }

    #[test]
    fn leeway_is_exactly_what_the_untroubled_records_leave(bounds in networks(5, 8)) {
        let solved = solve(&Network::new(5, bounds.clone()));
        let troubled: BTreeSet<Record> = solved.tensions.iter().flat_map(|one| one.records.clone()).collect();
        let rest: Vec<Bound> = bounds.into_iter().filter(|bound| !troubled.contains(&bound.record)).collect();
        let ways = all_ways(5, &rest).expect("the rest holds");
        let leeway: Vec<Leeway> = (0..5)
            .map(|moment| Leeway { earliest_ms: ways[moment][0].map(|ms| -ms), latest_ms: ways[0][moment] })
            .collect();
        prop_assert_eq!(solved.leeway, leeway);
    }

    #[test]
    fn trying_all_instants_gives_the_same_tensions_and_ends(bounds in networks(3, 4)) {
        let solved = solve(&Network::new(3, bounds.clone()));
        let holds = |at: [i64; 3]| bounds.iter().all(|b| at[b.to as usize] - at[b.from as usize] <= b.at_most_ms);
        let tried = (-40..=40).flat_map(|one| (-40..=40).map(move |other| [0, one, other]));
        let held: Vec<[i64; 3]> = tried.filter(|at| holds(*at)).collect();
        prop_assert_eq!(held.is_empty(), !solved.tensions.is_empty());
        for moment in (1..3).filter(|_| !held.is_empty()) {
            let Leeway { earliest_ms, latest_ms } = solved.leeway[moment];
            let (first, last) = (held.iter().map(|at| at[moment]).min(), held.iter().map(|at| at[moment]).max());
            prop_assert!(earliest_ms.is_none_or(|ms| Some(ms) == first));
            prop_assert!(latest_ms.is_none_or(|ms| Some(ms) == last));
        }
    }

    #[test]
    fn the_order_of_the_bounds_makes_no_difference(bounds in networks(6, 10), turned in 0..20usize) {
        let mut shuffled = bounds.clone();
        shuffled.reverse();
        shuffled.rotate_left(turned % bounds.len());
        prop_assert_eq!(solve(&Network::new(6, bounds)), solve(&Network::new(6, shuffled)));
    }
}

#[test]
fn a_network_without_bounds_leaves_everything_open_but_the_clock() {
    let solved = solve(&Network::new(2, []));
    let zero = Leeway { earliest_ms: Some(0), latest_ms: Some(0) };
    assert_eq!(solved.leeway, [zero, Leeway::default()]);
    assert!(solved.tensions.is_empty() && solved.are_all);
}

#[test]
fn bounds_far_out_do_not_run_over() {
    let far = [bound(CLOCK, 1, i64::MIN, 0), bound(1, 2, i64::MIN, 1), bound(2, CLOCK, i64::MAX, 2)];
    let solved = solve(&Network::new(3, far));
    assert_eq!(records(&solved), [vec![0, 1, 2]]);
}

#[test]
fn a_record_that_cannot_hold_by_itself_is_a_tension_of_one() {
    let solved = solve(&Network::new(2, [bound(CLOCK, 1, 5, 3), bound(1, CLOCK, -6, 3), bound(CLOCK, 1, 4, 0)]));
    assert_eq!(records(&solved), [vec![3]]);
    assert_eq!(solved.tensions[0].apart_ms, 1);
    assert_eq!(solved.leeway[1].latest_ms, Some(4));
}

/// Forty tensions that share no record: trying all sets would never end.
#[test]
fn many_tensions_apart_from_each_other_are_all_found() {
    let pair = |n: u32| [bound(CLOCK, n + 1, 10, 2 * n), bound(n + 1, CLOCK, -20, 2 * n + 1)];
    let solved = solve(&Network::new(41, (0..40).flat_map(pair)));
    assert_eq!(records(&solved), (0..40).map(|n| vec![2 * n, 2 * n + 1]).collect::<Vec<_>>());
    assert!(solved.are_all);
}

/// One event that starts before it ends: what is said of its start and of its end meets through that alone.
#[test]
fn what_always_holds_is_in_no_tension_and_binds_all_the_same() {
    let (start, end) = (1, 2);
    let always = bound(end, start, 0, ALWAYS);
    let starts_at_ten = [bound(CLOCK, start, 10, 0), bound(start, CLOCK, -10, 0)];
    let ends_by_four = bound(CLOCK, end, 4, 1);
    let solved = solve(&Network::new(3, starts_at_ten.into_iter().chain([always, ends_by_four])));
    assert_eq!(records(&solved), [vec![0, 1]]);
    assert_eq!(solved.tensions[0].apart_ms, 6);
    assert_eq!(solve(&Network::new(3, starts_at_ten.into_iter().chain([always]))).leeway[2].earliest_ms, Some(10));
}
