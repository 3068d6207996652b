//! What holds for every case: the order of records does not matter, repetition raises nothing, origins are those
//! found by trying all.

use super::case::Case;
use super::plain::Plain;
use crate::Standing;
use firsthand_model::board::Board;
use firsthand_model::words::DependenceKind;
use firsthand_model::{Answer, Basis, Statement};
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeSet;

const BASES: &[&str] = &["saw", "told", "official", "unknown", "estimated"];
const VALUES: &[&str] = &["100", "105", "~100", "90..110", ">95", "<=100", "200"];
const MOMENTS: &[&str] = &["", "asof=2004-09-04", "asof=2004-09-05", "asof=2004-09-04/2004-09-06", "asof=/2004-09-04"];
const PARTIES: &[&str] = &["-", "P1", "P2", "P3", "B1"];
const LINKS: &[&str] = &["->", "->", "=", "~", "|", "|"];

pub(super) fn case_text(rule: &'static str) -> impl Strategy<Value = String> {
    let line = (select(PARTIES), select(BASES), select(VALUES), select(PARTIES), select(MOMENTS));
    let link = (0..7_usize, select(LINKS), 0..7_usize);
    (prop::collection::vec(line, 1..7), prop::collection::vec(link, 0..6)).prop_map(move |(lines, links)| {
        let count = lines.len();
        let head = format!("Q Q01 count rule={rule} asof=2004-09-01/2004-09-10\nP P1\nP P2\nP P3\nB B1\n");
        let said = lines.iter().enumerate().map(|(at, (speaker, basis, value, knows, moment))| {
            format!("E{at} {speaker} {basis} {value} knows={knows} {moment}\n")
        });
        let judged = links.iter().filter(|(from, _, to)| *from < count && *to < count);
        let judged = judged.map(|(from, sign, to)| format!("E{from} {sign} E{to}\n"));
        head + &said.chain(judged).collect::<String>()
    })
}

fn only_board(case: &Case) -> Board {
    case.evidence().board(&"Q01".into()).unwrap()
}

fn shuffled<T: Clone>(items: &[T], by: u64) -> Vec<T> {
    let mut items: Vec<(u64, T)> =
        items.iter().cloned().enumerate().map(|(at, one)| (mixed(at as u64, by), one)).collect();
    items.sort_by_key(|(key, _)| *key);
    items.into_iter().map(|(_, one)| one).collect()
}

fn mixed(at: u64, by: u64) -> u64 {
    (at + 1).wrapping_mul(by | 1).rotate_left(29).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Repeats a statement: another speaker, another basis, the same answer, derived from it. An exact figure by somebody
/// who estimated is "about", and is repeated as such.
fn with_repetition(case: &Case, of: usize, speaker: &str, basis: &str) -> Case {
    let mut case = case.clone();
    let (told, answer) = (case.statements[of].clone(), case.answers[of].clone());
    let (id, party) = ("E90".to_owned(), Some(speaker.into()).filter(|_| speaker != "-"));
    case.depends_on(&id, told.id.as_str());
    case.statements.push(Statement {
        id: id.clone().into(),
        speaker_id: party,
        basis: basis.parse().ok(),
        ..told.clone()
    });
    let approx = (told.basis == Some(Basis::Estimated)).then_some(true);
    case.answers.push(Answer { id: format!("{id}.1").into(), statement_id: Some(id.into()), approx, ..answer });
    case
}

impl Case {
    fn depends_on(&mut self, from: &str, to: &str) {
        self.depends(from, to, DependenceKind::DerivedFrom);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_records_makes_no_difference(text in case_text("moment"), by in any::<u64>()) {
        let case = Case::read(&text);
        let mixed = Case {
            questions: case.questions.clone(),
            statements: shuffled(&case.statements, by),
            answers: shuffled(&case.answers, by),
            dependences: shuffled(&case.dependences, by),
            people: shuffled(&case.people, by),
        };
        prop_assert_eq!(only_board(&case), only_board(&mixed));
    }

    #[test]
    fn repetition_never_raises_the_number_of_certain_origins(
        text in case_text("span"),
        of in any::<prop::sample::Index>(),
        speaker in select(PARTIES),
        basis in select(&BASES[..4]),
    ) {
        let case = Case::read(&text);
        let of = of.index(case.statements.len());
        let more = with_repetition(&case, of, speaker, basis);
        let (before, after) = (only_board(&case), only_board(&more));
        for group in before.scopes.iter().flat_map(|scope| &scope.groups) {
            let same = after.scopes.iter().flat_map(|scope| &scope.groups).find(|other| other.label == group.label);
            let same = same.map(|same| same.origins);
            prop_assert!(same.is_some_and(|same| same.at_least <= group.origins.at_least), "{}", text);
            prop_assert!(same.is_some_and(|same| same.at_most <= group.origins.at_most), "{}", text);
        }
    }

    #[test]
    fn origins_are_those_found_by_trying_all(text in case_text("span")) {
        let case = Case::read(&text);
        let plain = Plain { case: &case };
        for group in only_board(&case).scopes.iter().flat_map(|scope| &scope.groups) {
            let members: Vec<String> = group.statements.iter().map(ToString::to_string).collect();
            prop_assert_eq!(group.origins.at_most, plain.reports(&members).len(), "{}", &text);
            prop_assert_eq!(group.origins.at_least, plain.at_least(&members), "{}", &text);
        }
    }

    #[test]
    fn every_answer_stands_where_it_belongs(text in case_text("moment")) {
        let board = only_board(&Case::read(&text));
        for scope in &board.scopes {
            let mut drawn: Vec<usize> = scope.columns.concat();
            drawn.sort_unstable();
            prop_assert_eq!(drawn, (0..scope.groups.len()).collect::<Vec<_>>(), "each group in one column");
            let labels: BTreeSet<&str> = scope.groups.iter().map(|group| group.label.as_str()).collect();
            prop_assert_eq!(labels.len(), scope.groups.len());
            for answer in &scope.answers {
                let bound = scope.bounds.iter().any(|note| note.answer == answer.answer);
                prop_assert_eq!(answer.in_groups.is_empty(), bound);
                for (at, group) in scope.groups.iter().enumerate() {
                    prop_assert_eq!(answer.in_groups.contains(&at), group.answers.contains(&answer.answer));
                }
            }
            for note in &scope.bounds {
                let said = note.fits.len() + note.excludes.len() + note.not_compared.len();
                prop_assert_eq!(said, scope.groups.len());
            }
        }
    }
}

/// Answers of statements under duress taken out by hand; the statements stay, and so do the chains through them.
fn without_answers_under_duress(case: &Case) -> Case {
    let under: BTreeSet<_> = case.statements.iter().filter(|one| one.duress == Some(true)).map(|one| &one.id).collect();
    let mut left = case.clone();
    left.answers.retain(|answer| answer.statement_id.as_ref().is_none_or(|id| !under.contains(id)));
    left
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_duress_switch_is_the_same_as_taking_those_answers_out_by_hand(
        text in case_text("moment"),
        under in prop::collection::vec(any::<bool>(), 7),
    ) {
        let mut case = Case::read(&text);
        for (statement, duress) in case.statements.iter_mut().zip(&under) {
            statement.duress = Some(*duress);
        }
        let by_hand = without_answers_under_duress(&case);
        prop_assert_eq!(case.without_duress().boards(), by_hand.evidence().boards());
        // Nothing else changes: with nobody under duress the switch does nothing.
        case.statements.iter_mut().for_each(|statement| statement.duress = Some(false));
        prop_assert_eq!(case.without_duress().boards(), case.evidence().boards());
    }

    #[test]
    fn the_duress_switch_changes_what_findings_rest_on_and_nothing_else(
        text in case_text("span"),
        under in prop::collection::vec(any::<bool>(), 7),
    ) {
        let mut case = Case::read(&text);
        for (statement, duress) in case.statements.iter_mut().zip(&under) {
            statement.duress = Some(*duress);
        }
        let by_hand = without_answers_under_duress(&case);
        let cited: Vec<_> = case.statements.iter().step_by(2).map(|one| one.id.clone()).collect();
        let (switched, taken_out) = (Standing::of(case.without_duress()), Standing::of(by_hand.evidence()));
        let question = "Q01".into();
        prop_assert_eq!(switched.spans(&question, None, &cited), taken_out.spans(&question, None, &cited));
        prop_assert_eq!(switched.sides(&question, None, &cited), taken_out.sides(&question, None, &cited));
    }
}
