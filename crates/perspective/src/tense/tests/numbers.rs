//! Tensions in number of random cases against trying every number for every population: none is missing, none too many, and
//! each is a smallest set that no numbers fit.

use super::{answer, in_number, population, sets};
use firsthand_model::words::WithinHow;
use firsthand_model::{Answer, AnswerType, Bound, Population};
use proptest::prelude::*;
use std::collections::BTreeSet;

pub(super) const NAMES: [&str; 4] = ["a", "b", "c", "d"];
/// No bound asks for more than 2, and three parts of 2 make 6.
const MOST: i64 = 6;

/// A population within an earlier one, as some of it or as a part of one of its divisions.
pub(super) type Within = Option<(usize, How)>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    Some,
    /// Of the division without a name.
    Part,
    ByOrigin,
}

/// The divisions that a population may have.
const DIVISIONS: [How; 2] = [How::Part, How::ByOrigin];
/// What is said of a population: its place, the lowest and the highest; none is open.
pub(super) type Said = (usize, Option<i64>, Option<i64>);

pub(super) fn trees() -> impl Strategy<Value = Vec<Within>> {
    let how = || prop_oneof![2 => Just(How::Some), 3 => Just(How::Part), 2 => Just(How::ByOrigin)];
    let within = move |at: usize| proptest::option::weighted(0.9, (0..at, how()));
    (within(1), within(2), within(3)).prop_map(|(b, c, d)| vec![None, b, c, d])
}

pub(super) fn answers() -> impl Strategy<Value = Vec<Said>> {
    let ends = prop_oneof![
        (0..=2i64).prop_map(|n| (Some(n), Some(n))),
        (0..=1i64, 0..=2i64).prop_map(|(low, more)| (Some(low), Some(low + more))),
        (0..=2i64).prop_map(|n| (Some(n), None)),
        (0..=3i64).prop_map(|n| (None, Some(n))),
    ];
    proptest::collection::vec((0..4usize, ends).prop_map(|(of, (low, high))| (of, low, high)), 1..=5)
}

pub(super) fn coded(at: usize, &(of, low, high): &Said) -> Answer {
    let end = |end: Option<i64>| end.map(|n| n.to_string());
    let bound = match (low, high) {
        (Some(_), None) => Bound::AtLeast,
        (None, _) => Bound::AtMost,
        (Some(low), Some(high)) if low == high => Bound::Exact,
        _ => Bound::Range,
    };
    let plain = answer(&format!("E{}.1", at + 1), AnswerType::Count, NAMES[of], "0", "0");
    Answer { bound: Some(bound), min: end(low), max: end(high), ..plain }
}

/// The rows of the tree, in order, by whom they are about.
pub(super) fn rows(tree: &[Within]) -> Vec<(usize, usize, How)> {
    let row = |(inner, within): (usize, &Within)| within.map(|(outer, how)| (inner, outer, how));
    tree.iter().enumerate().filter_map(row).collect()
}

pub(super) fn populations(tree: &[Within]) -> Vec<Population> {
    let row = |(at, (inner, outer, how)): (usize, (usize, usize, How))| {
        let word = if how == How::Some { WithinHow::Subset } else { WithinHow::Addend };
        let plain = population(&format!("N{}", at + 1), NAMES[inner], NAMES[outer], word);
        Population { division: (how == How::ByOrigin).then(|| "origin".to_owned()), ..plain }
    };
    rows(tree).into_iter().enumerate().map(row).collect()
}

/// Whether the chosen rows hold of these numbers: what lies within is no more, and of each division chosen parts together
/// are no more and all parts together the whole of it.
fn hold(numbers: [i64; 4], rows: &[(usize, usize, How)], chosen: usize) -> bool {
    let is_chosen = |at: usize| chosen >> at & 1 == 1;
    let is_within =
        |(at, &(inner, outer, _)): (usize, &(usize, usize, How))| !is_chosen(at) || numbers[inner] <= numbers[outer];
    let add_up = |(outer, division): (usize, How)| {
        let (mut sum, mut parts, mut are_all) = (0, 0, true);
        for (at, &(inner, _, _)) in rows.iter().enumerate().filter(|(_, row)| row.1 == outer && row.2 == division) {
            are_all &= is_chosen(at);
            sum += if is_chosen(at) { numbers[inner] } else { 0 };
            parts += 1;
        }
        parts == 0 || (sum <= numbers[outer] && (!are_all || sum == numbers[outer]))
    };
    let mut divisions = (0..4).flat_map(|outer| DIVISIONS.map(|division| (outer, division)));
    rows.iter().enumerate().all(is_within) && divisions.all(add_up)
}

/// For every set of records whether some numbers fit all of it; answers are the lower bits, rows the upper.
pub(super) fn satisfiable(tree: &[Within], said: &[Said]) -> Vec<bool> {
    let rows = rows(tree);
    let mut fits = vec![false; 1 << (said.len() + rows.len())];
    let holds = |&(of, low, high): &Said, numbers: [i64; 4]| {
        low.is_none_or(|low| low <= numbers[of]) && high.is_none_or(|high| numbers[of] <= high)
    };
    let each = || 0..=MOST;
    for (a, b) in each().flat_map(|a| each().map(move |b| (a, b))) {
        for (c, d) in each().flat_map(|c| each().map(move |d| (c, d))) {
            let numbers = [a, b, c, d];
            let held =
                said.iter().enumerate().filter(|(_, one)| holds(one, numbers)).map(|(at, _)| 1 << at).sum::<usize>();
            // What fits more answers, fits these: nothing new is learnt where the whole of them is known to fit.
            let known = |chosen: &usize| !fits[held | chosen << said.len()] && hold(numbers, &rows, *chosen);
            let new: Vec<usize> = (0..1 << rows.len()).filter(known).collect();
            new.into_iter().for_each(|chosen| fits[held | chosen << said.len()] = true);
        }
    }
    for bit in 0..said.len() + rows.len() {
        for set in 0..fits.len() {
            fits[set] |= fits[set | 1 << bit];
        }
    }
    fits
}

/// Every smallest set that no numbers fit, but for answers that only differ.
fn brute(tree: &[Within], said: &[Said]) -> BTreeSet<Vec<String>> {
    smallest(tree, said, |_| true)
}

/// The same of those sets alone whose answers, as bits, may meet.
pub(super) fn smallest(tree: &[Within], said: &[Said], may_meet: impl Fn(usize) -> bool) -> BTreeSet<Vec<String>> {
    let fits = satisfiable(tree, said);
    let records = said.len() + rows(tree).len();
    let members = |set: usize| (0..records).filter(move |at| set >> at & 1 == 1);
    let name = |at: usize| {
        if at < said.len() { format!("E{}.1", at + 1) } else { format!("N{}", at - said.len() + 1) }
    };
    let is_smallest = |set: &usize| !fits[*set] && members(*set).all(|at| fits[*set & !(1 << at)]);
    // Answers of a population that nothing lies within and that lies within nothing are not looked at.
    let is_difference = |set: &Vec<String>| set.iter().all(|id| id.starts_with('E'));
    (0..fits.len())
        .filter(|set| is_smallest(set) && may_meet(*set))
        .map(|set| members(set).map(name).collect::<Vec<_>>())
        .filter(|set| !is_difference(set))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tensions_in_number_are_exactly_the_smallest_sets_that_cannot_hold(tree in trees(), said in answers()) {
        let coded: Vec<Answer> = said.iter().enumerate().map(|(at, one)| coded(at, one)).collect();
        let found = in_number(&coded, &populations(&tree));
        prop_assert!(found.are_all);
        let found: Vec<Vec<String>> =
            sets(&found).into_iter().map(|set| set.into_iter().map(str::to_owned).collect()).collect();
        let different: BTreeSet<Vec<String>> = found.iter().cloned().collect();
        prop_assert_eq!(different.len(), found.len(), "each once");
        prop_assert_eq!(different, brute(&tree, &said));
    }

    #[test]
    fn the_order_of_the_rows_makes_no_difference(tree in trees(), said in answers(), by in 0..5usize) {
        let coded: Vec<Answer> = said.iter().enumerate().map(|(at, one)| coded(at, one)).collect();
        let (mut turned, mut rows) = (coded.clone(), populations(&tree));
        let found = in_number(&coded, &rows);
        turned.reverse();
        turned.rotate_left(by % coded.len());
        rows.reverse();
        prop_assert_eq!(in_number(&turned, &rows), found);
    }
}

/// What the random cases would not see if they stayed too small to be of every kind.
#[test]
fn the_second_method_finds_tensions_of_every_size_by_itself() {
    let tree = [None, Some((0, How::Part)), Some((0, How::Part)), Some((1, How::Some))];
    let exact = |of: usize, n: i64| (of, Some(n), Some(n));
    let of = |said: &[Said]| brute(&tree, said).into_iter().map(|set| set.join(" ")).collect::<Vec<_>>();
    assert_eq!(of(&[exact(0, 1), exact(1, 2)]), ["E1.1 E2.1 N1"]);
    assert_eq!(of(&[exact(0, 2), exact(1, 1), exact(2, 2)]), ["E1.1 E2.1 E3.1 N1 N2"]);
    assert_eq!(of(&[exact(0, 2), exact(1, 1), exact(2, 0)]), ["E1.1 E2.1 E3.1 N1 N2"], "less than the whole");
    assert_eq!(of(&[exact(0, 1), exact(3, 2)]), ["E1.1 E2.1 N1 N3"], "over two steps");
    assert_eq!(of(&[exact(0, 1), exact(0, 2)]), [""; 0], "answers that differ");
    let two = [None, Some((0, How::Part)), Some((0, How::ByOrigin)), Some((0, How::ByOrigin))];
    let of = |said: &[Said]| brute(&two, said).into_iter().map(|set| set.join(" ")).collect::<Vec<_>>();
    assert_eq!(of(&[exact(0, 2), exact(1, 2), exact(2, 1), exact(3, 1)]), [""; 0], "two divisions of one whole");
    assert_eq!(of(&[exact(1, 1), exact(2, 1), exact(3, 1)]), ["E1.1 E2.1 E3.1 N1 N2 N3"], "one against the other");
}
