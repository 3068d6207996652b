//! Questions for a person, on small cases and against trying every pair.

use super::{Unjudged, open_dependences};
use crate::tests::case::Case;
use firsthand_model::Question;
use firsthand_model::open_dependence::OpenDependence;
use proptest::prelude::*;

fn open(case: &Case) -> Vec<OpenDependence> {
    open_dependences(&Unjudged {
        statements: &case.statements,
        answers: &case.answers,
        dependences: &case.dependences,
        people: &case.people,
        offset_minutes: 240,
        ..Unjudged::default()
    })
}

/// `E2?E1 rare_value` for each question.
#[track_caller]
fn check(lines: &str, expected: &[&str]) {
    let case = Case::read(&format!("Q Q01 count\nP P1\nP P2\n{}", lines.replace("; ", "\n")));
    let line = |one: &OpenDependence| {
        let shares: Vec<&str> = one.shares.iter().map(|shared| shared.what.word()).collect();
        format!("{}?{} {}", one.from, one.to, shares.join(","))
    };
    assert_eq!(open(&case).iter().map(line).collect::<Vec<_>>(), expected);
}

#[test]
fn a_rare_number_of_two_origins_is_a_question() {
    check("E1 P1 official 354; E2 - unknown 354", &["E2?E1 rare_value"]);
    check("E1 P1 official 354 said=2004-09-03; E2 - unknown 354 said=2004-09-01", &["E1?E2 rare_value"]);
}

#[test]
fn the_question_to_which_both_give_a_number_is_named_in_words() {
    let case = Case::read("Q Q01 count\nP P1\nE1 P1 official 354\nE2 - unknown 354");
    let questions =
        [Question { id: "Q01".into(), question: Some("How many were held?".into()), ..Question::default() }];
    let found = open_dependences(&Unjudged {
        statements: &case.statements,
        answers: &case.answers,
        questions: &questions,
        ..Unjudged::default()
    });
    assert_eq!(found[0].no.reason.as_deref(), Some("Both give 354 to Q01 (How many were held?)."));
}

#[test]
fn a_round_number_and_one_that_goes_about_are_none() {
    check("E1 P1 official 330; E2 - unknown 330", &[]);
    check("E1 P1 official 1200; E2 - unknown 1200", &[]);
    check("E1 P1 official ~354; E2 - unknown ~354", &[]);
    check("E1 - told 354; E2 - told 354; E3 - told 354; E4 - told 354; E5 - told 354; E6 - told 354", &[]);
}

#[test]
fn what_a_person_has_judged_is_not_asked_again_whatever_the_answer() {
    for link in ["->", "=", "~", "|"] {
        check(&format!("E1 P1 official 354; E2 - unknown 354; E2 {link} E1"), &[]);
    }
}

#[test]
fn one_person_is_not_asked_about_their_own_words_and_a_chain_is_asked_about_once() {
    check("E1 P1 official 354; E2 P1 official 354", &[]);
    check("E1 P1 official 354; E2 - unknown 354; E3 - unknown 354; E3 -> E2", &["E2?E1 rare_value"]);
    check("E1 P1 official 354; E2 - unknown 354; E3 - unknown 354; E2 -> E3", &["E3?E1 rare_value"]);
    let mut case = Case::read("Q Q01 count\nE1 - told 354\nE2 - told 354");
    let voice = |case: &mut Case, at: usize, source: &str| {
        (case.statements[at].source, case.statements[at].speaker) = (Some(source.into()), Some("a clerk".into()));
    };
    voice(&mut case, 0, "S1");
    voice(&mut case, 1, "S2");
    assert_eq!(open(&case).len(), 1);
    voice(&mut case, 1, "S1");
    assert!(open(&case).is_empty());
}

#[test]
fn nearly_the_same_words_are_a_question_and_a_few_words_are_none() {
    let mut case = Case::read("Q Q01 count\nE1 - told none\nE2 - told none\nE3 - told none");
    let quote = |case: &mut Case, at: usize, text: &str| case.statements[at].quote = Some(text.into());
    quote(&mut case, 0, "По проверенным спискам, в школе триста пятьдесят четыре заложника.");
    quote(&mut case, 1, "по проверенным спискам в школе триста пятьдесят четыре человека");
    quote(&mut case, 2, "в школе триста");
    let found = open(&case);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!((found[0].shares[0].what.word(), found[0].shares[0].alike_percent), ("quote", Some(75)));
}

#[test]
fn nearly_the_same_words_are_met_where_no_space_parts_them() {
    let quoted = |quotes: [&str; 3]| {
        let mut case = Case::read("Q Q01 count\nE1 - told none\nE2 - told none\nE3 - told none");
        case.statements.iter_mut().zip(quotes).for_each(|(one, quote)| one.quote = Some(quote.into()));
        let found = open(&case);
        found.iter().map(|one| (one.to.to_string(), one.shares[0].alike_percent)).collect::<Vec<_>>()
    };
    let first = "E1".to_owned();
    let chinese =
        ["根据核实的名单，学校里有三百五十四名人质。", "根据核实的名单学校里有三百五十四个人质", "学校里有三百人"];
    assert_eq!(quoted(chinese), [(first.clone(), Some(70))]);
    let japanese = [
        "確認された名簿によると、学校には三百五十四人がいた。",
        "確認された名簿によると学校に三百五十四人がいた",
        "学校に",
    ];
    assert_eq!(quoted(japanese), [(first.clone(), Some(79))]);
    let thai = ["ตามรายชื่อที่ตรวจสอบแล้วมีคนอยู่ในโรงเรียน", "ตามรายชื่อที่ตรวจสอบแล้วมีคนในโรงเรียน", "ในโรงเรียน"];
    assert_eq!(quoted(thai)[0].0, first);
}

#[test]
fn the_rows_that_would_record_the_answer_have_the_next_free_id() {
    let case = Case::read("Q Q01 count\nE1 - told 354\nE2 - told 354\nE3 - told 7\nE4 - told 8\nE3 | E4");
    let found = open(&case).remove(0);
    assert_eq!((found.yes.id.as_str(), found.no.id.as_str()), ("D001", "D001"));
    assert_eq!(found.yes.kind.map(|kind| kind.word()), Some("derived_from"));
    assert_eq!(found.no.kind.map(|kind| kind.word()), Some("independent"));
    assert_eq!(found.yes.reason.as_deref(), Some("Both give 354 to Q01."));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn wordings_are_alike_as_trying_every_pair_finds(
        texts in prop::collection::vec(prop::collection::vec(0..4_u8, 5..9), 2..7),
        turn in any::<prop::sample::Index>(),
    ) {
        let lines: String = (0..texts.len()).map(|at| format!("E{at} - told none\n")).collect();
        let mut case = Case::read(&format!("Q Q01 count\n{lines}"));
        for (statement, words) in case.statements.iter_mut().zip(&texts) {
            let words: Vec<String> = words.iter().map(|word| format!("word{word}")).collect();
            statement.quote = Some(words.join(" "));
        }
        let runs = |at: usize| {
            let mut runs: Vec<&[u8]> = texts[at].windows(3).filter(|_| texts[at].len() >= 6).collect();
            runs.sort_unstable();
            runs.dedup();
            runs
        };
        let mut expected = Vec::new();
        for one in 0..texts.len() {
            for other in one + 1..texts.len() {
                let (left, right) = (runs(one), runs(other));
                let both = left.iter().filter(|run| right.contains(run)).count();
                if both > 0 && 2 * both >= left.len() + right.len() - both {
                    expected.push((format!("E{other}"), format!("E{one}")));
                }
            }
        }
        let found = open(&case);
        let pairs: Vec<_> = found.iter().map(|one| (one.from.to_string(), one.to.to_string())).collect();
        prop_assert_eq!(pairs, expected);
        let len = case.statements.len();
        case.statements.rotate_left(turn.index(len));
        prop_assert_eq!(found, open(&case));
    }
}
