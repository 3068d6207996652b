//! Where: places in places, and points with a radius.

use super::super::case::Case;
use super::super::print;
use super::{by_brute_force, check_denial, groups_of};
use firsthand_model::board::Board;
use firsthand_model::{Place, ScenePart};
use insta::assert_snapshot;
use proptest::prelude::*;

fn place(id: &str, within: &str, at: Option<(&str, &str, i64)>) -> Place {
    Place {
        id: id.into(),
        within: Some(within.into()).filter(|_| !within.is_empty()),
        lat: at.map(|at| at.0.to_owned()),
        lon: at.map(|at| at.1.to_owned()),
        radius_m: at.map(|at| at.2),
        ..Place::default()
    }
}

/// A school with a gymnasium and a canteen in it, and a park beside it. The gymnasium has no coordinates of its own.
fn ground() -> (Vec<Place>, Vec<ScenePart>) {
    let places = vec![
        place("school", "", Some(("43.1840", "44.5400", 100))),
        place("canteen", "school", None),
        place("park", "", Some(("43.1900", "44.5400", 100))),
        place("somewhere", "", None),
    ];
    let part =
        |id: &str, within: &str| ScenePart { id: id.into(), within: Some(within.into()), ..ScenePart::default() };
    (places, vec![part("gym", "school"), part("window", "gym")])
}

fn board(text: &str) -> Board {
    let (case, (places, parts)) = (Case::read(&format!("Q Q05 place\n{text}")), ground());
    case.evidence().at_places(&places, &parts).board(&"Q05".into()).unwrap()
}

#[test]
fn a_place_fits_those_around_it_and_siblings_exclude() {
    assert_snapshot!(print::board(&board("
        E1 - saw school
        E2 - saw window
        E3 - saw gym
        E4 - saw canteen
        E5 - saw park
        E6 - saw !gym
        E7 - saw !school
    ")), @r#"
    place
      [park] E5.1 | origins 1..1: E5 (unknown)
      [window] E1.1 E2.1 E3.1 | origins 1..3: E1 (unknown), E2 (unknown), E3 (unknown)
      [canteen] E1.1 E4.1 | origins 1..2: E1 (unknown), E4 (unknown)
      E6.1 not gym: fits park and canteen; excludes window
      E7.1 not school: fits park; excludes window and canteen
    "#);
}

#[test]
fn a_point_fits_where_its_circle_meets_and_a_place_nobody_can_find_fits_any() {
    assert_snapshot!(print::board(&board("
        E1 - saw @43.1841,44.5400,50
        E2 - saw gym
        E3 - saw @43.1899,44.5401,30
        E4 - saw park
        E5 - saw somewhere
    ")), @r#"
    place, ±50 m
      [gym] E1.1 E2.1 | origins 1..2: E1 (unknown), E2 (unknown)
      [43.1841° N, 44.54° E ±50 m; somewhere] E1.1 E5.1 | origins 1..2: E1 (unknown), E5 (unknown)
      [park] E3.1 E4.1 | origins 1..2: E3 (unknown), E4 (unknown)
      [43.1899° N, 44.5401° E ±30 m; somewhere] E3.1 E5.1 | origins 1..2: E3 (unknown), E5 (unknown)
    "#);
}

#[test]
fn coordinates_that_sources_differ_on_exclude_nothing() {
    let case = Case::read("Q Q05 place\nE0 - saw park\nE1 - saw @43.1840,44.5400,10");
    let doubtful = Place { coordinates_confirmed: Some(false), ..place("park", "", Some(("43.1900", "44.5400", 100))) };
    let board = case.evidence().at_places(&[doubtful], &[]).board(&"Q05".into()).unwrap();
    assert_eq!(groups_of(&board.scopes[0]), [vec![0, 1]].into());
}

#[test]
fn a_claim_is_said_by_what_lies_within_it_and_fits_what_lies_around() {
    let (places, parts) = ground();
    let case = Case::read("Q Q05 place\nE1 - saw window\nE2 - saw school\nE3 - saw canteen\nE4 - saw !school");
    let evidence = case.evidence().at_places(&places, &parts);
    let mut claim = firsthand_model::coded::read_answer("place=gym").unwrap();
    claim.question_id = Some("Q05".into());
    let laid = evidence.beside(&claim).unwrap().unwrap();
    let lines: Vec<String> = laid.answers.iter().map(|line| format!("{} {}", line.relation, line.statement)).collect();
    assert_eq!(lines, ["says E1", "fits E2", "excludes E3", "excludes E4"]);
}

/// Small trees: each place lies in an earlier one, or in none.
fn some_tree() -> impl Strategy<Value = Vec<Option<usize>>> {
    prop::collection::vec(any::<prop::sample::Index>(), 6).prop_map(|picks| {
        picks.iter().enumerate().map(|(at, pick)| Some(pick.index(at + 1)).filter(|around| *around < at)).collect()
    })
}

fn is_within(tree: &[Option<usize>], inner: usize, outer: usize) -> bool {
    std::iter::successors(Some(inner), |at| tree[*at]).any(|at| at == outer)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn groups_and_denials_of_places_are_those_found_by_trying_all(
        tree in some_tree(),
        said in prop::collection::vec(0..6_usize, 1..7),
        denied in 0..6_usize,
    ) {
        let places: Vec<Place> = tree.iter().enumerate().map(|(at, around)| {
            place(&format!("L{at}"), &around.map_or(String::new(), |around| format!("L{around}")), None)
        }).collect();
        let lines: String = said.iter().enumerate().map(|(at, place)| format!("E{at} - saw L{place}\n")).collect();
        let case = Case::read(&format!("Q Q05 place\n{lines}E90 - saw !L{denied}"));
        let board = case.evidence().at_places(&places, &[]).board(&"Q05".into()).unwrap();
        let fit = |one: usize, two: usize| is_within(&tree, one, two) || is_within(&tree, two, one);
        let holds = |set: &[usize]| set.iter().all(|&one| set.iter().all(|&two| fit(said[one], said[two])));
        prop_assert_eq!(groups_of(&board.scopes[0]), by_brute_force(said.len(), holds));
        check_denial(&board.scopes[0], &|at| is_within(&tree, said[at], denied))?;
    }

    /// Points on a street, where circles are intervals: those that share a point pairwise share one at all.
    #[test]
    fn groups_of_points_on_a_line_are_those_found_by_trying_all(
        said in prop::collection::vec((0..10_i64, 0..4_i64), 1..7),
    ) {
        // A thousandth of a degree of latitude is 111.195 metres; whole steps are kept clear of touching.
        let line = |(at, (step, radius)): (usize, &(i64, i64))| {
            format!("E{at} - saw @43.{:03},44.54,{}\n", 100 + step, radius * 111 + 20)
        };
        let lines: String = said.iter().enumerate().map(line).collect();
        let board = Case::read(&format!("Q Q05 place\n{lines}")).evidence().board(&"Q05".into()).unwrap();
        let ends = |at: usize| (said[at].0 * 111_195 - said[at].1 * 111_000 - 20_000, said[at].0 * 111_195 + said[at].1 * 111_000 + 20_000);
        let holds = |set: &[usize]| {
            let low = set.iter().map(|&at| ends(at).0).max();
            low <= set.iter().map(|&at| ends(at).1).min()
        };
        prop_assert_eq!(groups_of(&board.scopes[0]), by_brute_force(said.len(), holds));
    }
}
