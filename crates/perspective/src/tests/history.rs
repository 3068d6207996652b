//! Histories of figures on small cases: what is new, what repeats, what replaces what.

use super::case::Case;
use firsthand_model::history::History;
use proptest::prelude::*;

fn history(text: &str) -> History {
    let case = Case::read(text);
    case.evidence().history(&case.questions[0].id).unwrap()
}

/// `E1 100; E2 100 = E1.1; E3 200 < E1.1 later`: figures in order, repetitions with `=`, replacements with `<`.
fn printed(history: &History) -> String {
    let figures = history.scopes.iter().flat_map(|scope| &scope.figures).map(|figure| {
        let repeats = figure.repeats.iter().map(|root| format!(" = {root}"));
        let replaces = figure.replaces.iter().map(|one| format!(" < {} {}", one.answer, one.why));
        let rests = figure.rests_on.iter().map(|one| format!(" <- {one}"));
        let more: String = repeats.chain(replaces).chain(rests).collect();
        format!("{} {}{more}", figure.statement, figure.label)
    });
    figures.collect::<Vec<_>>().join("; ")
}

#[track_caller]
fn check(lines: &str, expected: &str) {
    let text = format!("Q Q01 count\nP P1\nP P2\n{}", lines.replace("; ", "\n"));
    assert_eq!(printed(&history(&text)), expected);
}

#[test]
fn a_later_figure_of_the_same_speaker_replaces_the_one_before_it() {
    check(
        "E1 P1 official 100 said=2004-09-01; E2 P1 official 200 said=2004-09-02; E3 P1 official 300 said=2004-09-03",
        "E1 100; E2 200 < E1.1 later; E3 300 < E2.1 later",
    );
}

#[test]
fn speakers_who_are_not_registered_are_never_taken_for_one_another() {
    check("E1 - official 100 said=2004-09-01; E2 - official 200 said=2004-09-02", "E1 100; E2 200");
}

#[test]
fn nothing_replaces_where_the_order_is_not_certain() {
    check("E1 P1 official 100 said=2004-09; E2 P1 official 200 said=2004-09-02", "E1 100; E2 200");
    check("E1 P1 official 100; E2 P1 official 200 said=2004-09-02", "E2 200; E1 100");
    check("E1 P1 official 100 said=2004-09-01~; E2 P1 official 200 said=2004-09-02", "E1 100; E2 200");
}

#[test]
fn a_figure_repeated_by_relays_is_a_repetition_of_its_root() {
    check(
        "E1 P1 official 100 said=2004-09-02; E2 - unknown 100 said=2004-09-01; E3 - unknown 100; E2 -> E1; E3 = E2",
        "E2 100 = E1.1; E1 100; E3 100 = E1.1",
    );
}

#[test]
fn a_number_with_a_zero_in_front_is_the_same_number() {
    check("E1 P1 official 100 said=2004-09-01; E2 P1 official 0100 said=2004-09-02", "E1 100; E2 100 = E1.1");
}

#[test]
fn the_same_number_of_another_origin_is_a_figure_of_its_own() {
    check("E1 P1 saw 100 said=2004-09-01; E2 P2 saw 100 said=2004-09-02", "E1 100; E2 100");
}

#[test]
fn what_comes_from_another_figure_and_differs_says_from_which() {
    check("E1 P1 official 100 said=2004-09-01; E2 - unknown 120 said=2004-09-02; E2 -> E1", "E1 100; E2 120 <- E1.1");
}

#[test]
fn who_corrects_or_retracts_stands_in_the_place_of_what_they_said_before() {
    check(
        "E1 P1 saw 100 said=2004-09-01; E2 P1 saw 120 said=2004-09-02 stance=corrects",
        "E1 100; E2 120 < E1.1 corrects",
    );
    check(
        "E1 P1 saw 100 said=2004-09-01; E2 P1 saw 90 said=2004-09-02; E3 P1 saw 100 stance=retracts; E3 -> E1",
        "E1 100; E2 90 < E1.1 later; E3 100 = E1.1 < E1.1 retracts",
    );
}

#[test]
fn running_and_final_figures_are_apart() {
    let text = "Q Q01 count\nP P1\nE1 P1 official 100 said=2004-09-01 tally=running\n\
                E2 P1 official 120 said=2004-09-02 tally=final";
    let found = history(text);
    assert_eq!(found.scopes.len(), 2);
    assert!(found.scopes.iter().all(|scope| scope.figures.iter().all(|figure| figure.replaces.is_empty())));
}

#[test]
fn a_running_count_of_a_later_moment_goes_on() {
    let text = "Q Q01 count rule=moment\nP P1\nE1 P1 official 100 said=2004-09-01 asof=2004-09-01\n\
                E2 P1 official 120 said=2004-09-02 asof=2004-09-02";
    assert_eq!(printed(&history(text)), "E1 100; E2 120 < E1.1 later_moment");
}

#[test]
fn a_withheld_statement_is_no_figure() {
    let case = Case::read("Q Q01 count\nP P1\nE1 P1 saw 100 said=2004-09-01\nE2 P1 saw 200 said=2004-09-02");
    let evidence = case.evidence().without_naming([firsthand_model::StatementId::from("E1")].into());
    assert_eq!(printed(&evidence.history(&"Q01".into()).unwrap()), "E2 200");
}

fn line() -> impl Strategy<Value = (usize, usize, usize)> {
    (0..3_usize, 0..3_usize, 0..4_usize)
}

proptest! {
    #[test]
    fn each_speakers_replacements_are_those_found_by_trying_all_pairs(
        lines in prop::collection::vec(line(), 1..8),
        turn in any::<prop::sample::Index>(),
    ) {
        let parties = ["-", "P1", "P2"];
        let said = |at: &(usize, usize, usize)| if at.2 == 0 { String::new() } else { format!("said=2004-09-0{}", at.2) };
        let text: Vec<String> = lines.iter().enumerate()
            .map(|(at, one)| format!("E{at} {} official {} {}", parties[one.0], 100 + one.1, said(one)))
            .collect();
        let head = "Q Q01 count\nP P1\nP P2\n";
        let found = history(&format!("{head}{}", text.join("\n")));
        for figure in &found.scopes[0].figures {
            let own = lines[number(figure.statement.as_str())];
            let before = |one: &(usize, usize, usize)| own.0 > 0 && one.0 == own.0 && one.2 > 0 && one.2 < own.2;
            let last = lines.iter().filter(|one| before(one)).map(|one| one.2).max();
            let expected: Vec<usize> = (0..lines.len())
                .filter(|&at| before(&lines[at]) && Some(lines[at].2) == last && lines[at].1 != own.1)
                .collect();
            let mut replaced: Vec<usize> = figure.replaces.iter().map(|one| number(one.answer.as_str())).collect();
            replaced.sort_unstable();
            prop_assert_eq!(replaced, expected);
        }
        let mut turned = text.clone();
        turned.rotate_left(turn.index(text.len()));
        prop_assert_eq!(found, history(&format!("{head}{}", turned.join("\n"))));
    }
}

/// `E3` and `E3.1` are 3.
fn number(id: &str) -> usize {
    id[1..].split('.').next().unwrap().parse().unwrap()
}
