//! In which order things happened.

use super::super::{board, printed};
use super::{by_brute_force, groups_of};
use insta::assert_snapshot;
use proptest::prelude::*;

#[test]
fn orders_that_leave_something_open_meet_and_a_circle_parts() {
    assert_snapshot!(printed("
        Q Q04 order
        E1 - saw blow<dark
        E2 - saw dark<fire
        E3 - saw fire<blow
        E4 - saw siren
    "), @r#"
    order
      [blow < dark < fire] E1.1 E2.1 | origins 1..2: E1 (unknown), E2 (unknown)
      [fire < blow < dark] E1.1 E3.1 | origins 1..2: E1 (unknown), E3 (unknown)
      [dark < fire < blow] E2.1 E3.1 | origins 1..2: E2 (unknown), E3 (unknown)
      E4.1 siren: fits blow < dark < fire and fire < blow < dark and dark < fire < blow
    "#);
}

#[test]
fn three_orders_can_exclude_each_other_where_any_two_of_them_fit() {
    let board = board("Q Q04 order\nE0 - saw a<b\nE1 - saw b<c\nE2 - saw c<a");
    assert_eq!(groups_of(&board.scopes[0]), [vec![0, 1], vec![0, 2], vec![1, 2]].into());
    assert!(board.scopes[0].is_parted());
}

#[test]
fn a_denied_order_excludes_what_comes_to_it() {
    assert_snapshot!(printed("
        Q Q04 order
        E1 - saw blow<dark
        E2 - saw dark<fire
        E3 - saw blow=fire
        E4 - saw !blow<fire
    "), @r#"
    order
      [blow < dark < fire] E1.1 E2.1 | origins 1..2: E1 (unknown), E2 (unknown)
      [blow = fire < dark] E1.1 E3.1 | origins 1..2: E1 (unknown), E3 (unknown)
      [dark < blow = fire] E2.1 E3.1 | origins 1..2: E2 (unknown), E3 (unknown)
      E4.1 not blow < fire: fits blow = fire < dark and dark < blow = fire; excludes blow < dark < fire
    "#);
}

#[test]
fn the_same_order_written_otherwise_is_the_same_answer() {
    let board = board("Q Q04 order\nE0 - saw a<b<c\nE1 - saw a<b;b<c;a<c\nE2 - saw c<a");
    let labels: Vec<_> = board.scopes[0].groups.iter().map(|group| group.label.as_str()).collect();
    assert_eq!(labels, ["a < b < c", "c < a"]);
    assert_eq!(board.scopes[0].groups[0].statements.len(), 2);
}

/// Places on a line for four things, coded as a number.
const LINES: usize = 256;

fn is_so(line: usize, pairs: &[(usize, bool, usize)]) -> bool {
    let at = |thing: usize| line >> (2 * thing) & 3;
    pairs.iter().all(|&(one, strict, next)| if strict { at(one) < at(next) } else { at(one) == at(next) })
}

fn written(pairs: &[(usize, bool, usize)]) -> String {
    let name = |at: usize| ["a", "b", "c", "d"][at];
    let pair = |&(one, strict, next): &(usize, bool, usize)| {
        format!("{}{}{}", name(one), if strict { "<" } else { "=" }, name(next))
    };
    pairs.iter().map(pair).collect::<Vec<_>>().join(";")
}

fn some_pairs(most: usize) -> impl Strategy<Value = Vec<(usize, bool, usize)>> {
    let pair =
        (0..4_usize, prop::bool::weighted(0.8), 1..4_usize).prop_map(|(one, strict, by)| (one, strict, (one + by) % 4));
    prop::collection::vec(pair, 1..=most)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn groups_of_orders_and_their_denials_are_those_found_by_trying_all(
        said in prop::collection::vec(some_pairs(3), 1..7),
        denied in some_pairs(1),
    ) {
        let said: Vec<_> = said.into_iter().filter(|pairs| (0..LINES).any(|line| is_so(line, pairs))).collect();
        prop_assume!(!said.is_empty());
        let lines: String = said.iter().enumerate().map(|(at, pairs)| format!("E{at} - saw {}\n", written(pairs))).collect();
        let board = board(&format!("Q Q04 order\n{lines}E90 - saw !{}", written(&denied)));
        let scope = &board.scopes[0];
        let hold = |set: &[usize]| (0..LINES).filter(|&line| set.iter().all(|&at| is_so(line, &said[at]))).collect::<Vec<_>>();
        prop_assert_eq!(groups_of(scope), by_brute_force(said.len(), |set| !hold(set).is_empty()));
        for (group, label) in scope.groups.iter().map(|group| (group, &group.label)) {
            let set: Vec<usize> = group.statements.iter().map(|id| id.as_str()[1..].parse().unwrap()).collect();
            let always = hold(&set).iter().all(|&line| is_so(line, &denied));
            prop_assert_eq!(scope.bounds[0].excludes.contains(label), always);
            prop_assert_eq!(scope.bounds[0].fits.contains(label), !always);
        }
    }
}
