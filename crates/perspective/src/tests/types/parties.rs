//! Who: persons and bodies, membership, and somebody unknown; and options that go together; and words with codes.

use super::super::case::Case;
use super::super::{board, print};
use super::{by_brute_force, check_denial, groups_of};
use firsthand_model::Person;
use insta::assert_snapshot;
use proptest::prelude::*;

/// Members belong to the body of the next line, and bodies to a larger one.
fn in_bodies(text: &str, belongs: &[(&str, &str)]) -> Case {
    let mut case = Case::read(text);
    for (member, body) in belongs {
        match case.people.iter_mut().find(|person| person.id.as_str() == *member) {
            Some(person) => person.belongs_to.push((*body).into()),
            None => {
                case.people.push(Person { id: (*member).into(), belongs_to: vec![(*body).into()], ..Person::default() })
            }
        }
    }
    case
}

#[test]
fn a_member_fits_the_body_two_members_exclude_and_somebody_unknown_fits_all() {
    let belongs = [("mate", "crew"), ("deckhand", "crew"), ("crew", "company")];
    let case = in_bodies(
        "
        Q Q06 actor
        E1 - saw mate
        E2 - saw crew
        E3 - saw deckhand
        E4 - saw company
        E5 - saw unknown
        E6 - saw !crew
        E7 - saw passenger
    ",
        &belongs,
    );
    assert_snapshot!(print::board(&case.evidence().board(&"Q06".into()).unwrap()), @r#"
    actor
      [deckhand] E2.1 E3.1 E4.1 | origins 1..3: E2 (unknown), E3 (unknown), E4 (unknown)
      [mate] E1.1 E2.1 E4.1 | origins 1..3: E1 (unknown), E2 (unknown), E4 (unknown)
      [passenger] E7.1 | origins 1..1: E7 (unknown)
      E5.1 unknown: fits deckhand and mate and passenger
      E6.1 not crew: fits passenger; excludes deckhand and mate
    "#);
}

#[test]
fn where_everybody_is_unknown_nobody_is_named() {
    let board = board("Q Q06 actor\nE1 - saw unknown\nE2 - told unknown");
    assert!(board.scopes[0].groups.is_empty());
    assert!(!board.scopes[0].is_parted());
}

#[test]
fn options_exclude_each_other_unless_the_question_puts_them_together() {
    let mut case = Case::read("Q Q08 choice\nE0 - saw open\nE1 - saw shut\nE2 - saw locked\nE3 - saw damaged");
    let groups = |case: &Case| groups_of(&case.evidence().board(&"Q08".into()).unwrap().scopes[0]);
    assert_eq!(groups(&case), [vec![0], vec![1], vec![2], vec![3]].into());
    case.questions[0].together = vec!["shut+locked+damaged".into(), "open + damaged".into()];
    assert_eq!(groups(&case), [vec![0, 3], vec![1, 2, 3]].into());
    case.questions[0].together = vec!["*".into()];
    assert_eq!(groups(&case), [vec![0, 1, 2, 3]].into());
    assert!(!case.evidence().board(&"Q08".into()).unwrap().scopes[0].is_parted());
}

#[test]
fn words_are_grouped_by_the_codes_that_a_person_gave_and_never_by_the_words() {
    assert_snapshot!(super::super::printed("
        Q Q09 text
        E1 - told they_were_afraid codes=fear
        E2 - told fear_for_the_children codes=fear;children
        E3 - told they_were_afraid
        E4 - told the_law_forbade_it codes=law
    "), @r#"
    text
      [fear] E1.1 E2.1 | origins 1..2: E1 (unknown), E2 (unknown)
      [children] E2.1 | origins 1..1: E2 (unknown)
      [law] E4.1 | origins 1..1: E4 (unknown)
    "#);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// A party may belong to several bodies, so that this is no tree.
    #[test]
    fn groups_and_denials_of_parties_are_those_found_by_trying_all(
        belongs in prop::collection::vec((0..6_usize, 0..6_usize), 0..8),
        said in prop::collection::vec(0..6_usize, 1..7),
        denied in 0..6_usize,
    ) {
        let up: Vec<(usize, usize)> = belongs.iter().copied().filter(|(member, body)| member < body).collect();
        let name = |at: usize| format!("P{at}");
        let names: Vec<(String, String)> = up.iter().map(|&(member, body)| (name(member), name(body))).collect();
        let pairs: Vec<(&str, &str)> = names.iter().map(|(member, body)| (member.as_str(), body.as_str())).collect();
        let lines: String = said.iter().enumerate().map(|(at, party)| format!("E{at} - saw P{party}\n")).collect();
        let case = in_bodies(&format!("Q Q06 actor\n{lines}E90 - saw !P{denied}"), &pairs);
        let mut within = [[false; 6]; 6];
        (0..6).for_each(|at| within[at][at] = true);
        up.iter().for_each(|&(member, body)| within[member][body] = true);
        for through in 0..6 {
            for member in 0..6 {
                for body in 0..6 {
                    within[member][body] |= within[member][through] && within[through][body];
                }
            }
        }
        let fit = |one: usize, two: usize| within[one][two] || within[two][one];
        let holds = |set: &[usize]| set.iter().all(|&one| set.iter().all(|&two| fit(said[one], said[two])));
        let board = case.evidence().board(&"Q06".into()).unwrap();
        prop_assert_eq!(groups_of(&board.scopes[0]), by_brute_force(said.len(), holds));
        check_denial(&board.scopes[0], &|at| within[said[at]][denied])?;
    }

    #[test]
    fn groups_and_denials_of_options_are_those_found_by_trying_all(
        together in prop::collection::vec(prop::collection::btree_set(0..5_usize, 2..4), 0..5),
        said in prop::collection::vec(0..5_usize, 1..7),
        denied in 0..5_usize,
    ) {
        let lines: String = said.iter().enumerate().map(|(at, option)| format!("E{at} - saw o{option}\n")).collect();
        let mut case = Case::read(&format!("Q Q08 choice\n{lines}E90 - saw !o{denied}"));
        let set = |set: &std::collections::BTreeSet<usize>| set.iter().map(|at| format!("o{at}")).collect::<Vec<_>>().join("+");
        case.questions[0].together = together.iter().map(set).collect();
        let fit = |one: usize, two: usize| one == two || together.iter().any(|set| set.contains(&one) && set.contains(&two));
        let holds = |set: &[usize]| set.iter().all(|&one| set.iter().all(|&two| fit(said[one], said[two])));
        let board = case.evidence().board(&"Q08".into()).unwrap();
        prop_assert_eq!(groups_of(&board.scopes[0]), by_brute_force(said.len(), holds));
        check_denial(&board.scopes[0], &|at| said[at] == denied)?;
    }
}
