//! Chains that go backwards, on small cases and against trying every pair.

use super::{ChainRecords, chains_in_time};
use firsthand_model::backwards::Backwards;
use firsthand_model::tension::Cause;
use firsthand_model::words::DependenceKind;
use firsthand_model::{Dependence, Message, Source, Statement};
use proptest::prelude::*;

#[derive(Default)]
struct Case {
    statements: Vec<Statement>,
    dependences: Vec<Dependence>,
    messages: Vec<Message>,
    sources: Vec<Source>,
}

impl Case {
    /// Statements `E0`, `E1`, … by when they were said, and what comes from what.
    fn of(said: &[&str], links: &[(usize, usize)]) -> Case {
        let statement = |(at, said): (usize, &&str)| Statement {
            id: format!("E{at}").into(),
            stated_edtf: Some(said.to_string()).filter(|said| !said.is_empty()),
            ..Statement::default()
        };
        let link = |(at, (from, to)): (usize, &(usize, usize))| Dependence {
            id: format!("D{at}").into(),
            from_statement: Some(format!("E{from}").into()),
            to_statement: Some(format!("E{to}").into()),
            kind: Some(DependenceKind::DerivedFrom),
            ..Dependence::default()
        };
        Case {
            statements: said.iter().enumerate().map(statement).collect(),
            dependences: links.iter().enumerate().map(link).collect(),
            ..Case::default()
        }
    }

    fn found(&self) -> Vec<Backwards> {
        chains_in_time(&ChainRecords {
            statements: &self.statements,
            dependences: &self.dependences,
            messages: &self.messages,
            sources: &self.sources,
            offset_minutes: 240,
            ..ChainRecords::default()
        })
    }

    /// `E0<E1 through E2`: the earlier, the later, and what is between.
    #[track_caller]
    fn check(&self, expected: &[&str]) {
        let line = |one: &Backwards| {
            let through = one.through.join(",");
            let through = if through.is_empty() { through } else { format!(" through {through}") };
            format!("{}<{}{through}", one.earlier.id, one.later.id)
        };
        assert_eq!(self.found().iter().map(line).collect::<Vec<_>>(), expected);
    }
}

#[test]
fn a_statement_said_before_the_one_it_comes_from_is_reported_with_both_dates() {
    let case = Case::of(&["2004-09-01", "2004-09-03"], &[(0, 1)]);
    case.check(&["E0<E1"]);
    let found = case.found().remove(0);
    assert_eq!(found.earlier.when.latest.as_deref(), Some("2004-09-01"));
    assert_eq!(found.later.when.earliest.as_deref(), Some("2004-09-03"));
    assert_eq!((found.apart.as_str(), found.causes[0].cause), ("24 h", Cause::Coding));
}

#[test]
fn what_may_have_been_in_time_is_not_reported() {
    Case::of(&["2004-09", "2004-09-03"], &[(0, 1)]).check(&[]);
    Case::of(&["2004-09-01~", "2004-09-03"], &[(0, 1)]).check(&[]);
    Case::of(&["", "2004-09-03"], &[(0, 1)]).check(&[]);
    Case::of(&["2004-09-01", "2004-09-03"], &[(1, 0)]).check(&[]);
}

#[test]
fn an_undated_statement_between_does_not_hide_it() {
    Case::of(&["2004-09-01", "2004-09-03", ""], &[(0, 2), (2, 1)]).check(&["E0<E1 through E2"]);
}

#[test]
fn where_a_part_of_the_way_is_backwards_only_that_part_is_reported() {
    Case::of(&["2004-09-01", "2004-09-03", "2004-09-01"], &[(0, 2), (2, 1)]).check(&["E2<E1"]);
    Case::of(&["2004-09-01", "2004-09-03", "2004-09-02"], &[(0, 2), (2, 1)]).check(&["E0<E2", "E2<E1"]);
}

#[test]
fn a_circle_of_chains_ends() {
    Case::of(&["2004-09-01", "2004-09-03"], &[(0, 1), (1, 0)]).check(&["E0<E1"]);
}

#[test]
fn a_source_that_appeared_before_what_stands_in_it_was_said_is_reported_and_print_is_a_cause() {
    let mut case = Case::of(&["2004-09-03"], &[]);
    let source = |id: &str, date: &str| Source { id: id.into(), date_edtf: Some(date.into()), ..Source::default() };
    case.sources = vec![source("S1", "2004-09-01"), source("S2", "2004-09-09")];
    case.statements[0].source = Some("S1".into());
    case.check(&["S1<E0"]);
    assert!(case.found()[0].causes.iter().any(|here| here.cause == Cause::Print));
    case.statements[0].knows_from_ids = vec!["S2".into()];
    case.check(&["E0<S2", "S1<E0"]);
    case.sources[0].depends_on = vec!["S2".into()];
    case.check(&["E0<S2", "S1<E0", "S1<S2"]);
}

#[test]
fn a_message_that_arrived_before_it_was_sent_or_was_told_of_before_is_reported() {
    let mut case = Case::of(&["2004-09-01"], &[]);
    case.messages = vec![Message {
        id: "G1".into(),
        earliest: Some("2004-09-03".into()),
        received_latest: Some("2004-09-02T12:00:00+04:00".into()),
        understood_latest: Some("2004-09-01".into()),
        sent_by_source: vec!["E0".into()],
        ..Message::default()
    }];
    let whats: Vec<&str> = case.found().iter().map(|one| one.what.word()).collect();
    assert_eq!(whats, ["received_before_it_was_sent", "told_before_it_was_sent"]);
    assert_eq!(case.found()[0].causes.iter().map(|here| here.cause).collect::<Vec<_>>(), [Cause::Coding, Cause::Zone]);
    case.messages[0].received_earliest = Some("2004-09-02".into());
    assert_eq!(case.found().len(), 3, "understood before it arrived");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn chains_of_two_are_those_found_by_trying_every_pair(
        days in prop::collection::vec(0..5_usize, 2..7),
        links in prop::collection::vec((0..7_usize, 0..7_usize), 0..8),
        turn in any::<prop::sample::Index>(),
    ) {
        let said: Vec<String> = days.iter().map(|day| if *day == 0 { String::new() } else { format!("2004-09-0{day}") }).collect();
        let said: Vec<&str> = said.iter().map(String::as_str).collect();
        let links: Vec<(usize, usize)> =
            links.into_iter().filter(|(from, to)| from < to && *to < days.len()).collect();
        let mut case = Case::of(&said, &links);
        let found = case.found();
        let direct: Vec<(String, String)> = found.iter().filter(|one| one.through.is_empty())
            .map(|one| (one.earlier.id.clone(), one.later.id.clone())).collect();
        let mut expected: Vec<(usize, usize)> =
            links.iter().copied().filter(|&(from, to)| days[from] > 0 && days[from] < days[to]).collect();
        expected.sort_unstable();
        expected.dedup();
        let named: Vec<(String, String)> = expected.iter().map(|(a, b)| (format!("E{a}"), format!("E{b}"))).collect();
        prop_assert_eq!(direct, named);
        for one in &found {
            prop_assert!(one.earlier.when.is_certainly_before(&one.later.when));
        }
        let len = case.statements.len();
        case.statements.rotate_left(turn.index(len));
        prop_assert_eq!(found, case.found());
    }
}
