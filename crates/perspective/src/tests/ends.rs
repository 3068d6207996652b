//! Between which numbers answers of small cases lie, and who gives each end.

use super::case::Case;
use firsthand_model::ends::{End, Ends, Given, ends};
use firsthand_model::{Answer, AnswerId, AnswerType, Bound};

fn found(text: &str) -> Option<Ends> {
    let case = Case::read(text);
    let board = case.evidence().board(&"Q1".into()).unwrap();
    ends(&board.scopes[0], |id: &AnswerId| case.answers.iter().find(|answer| answer.id == *id))
}

/// Expects ends such as `354 E1.1 E2.1 beyond E3.1`; `-` is none.
#[track_caller]
fn check(lines: &str, lowest: &str, highest: &str) {
    let line = |end: &Option<End>| {
        let Some(End { value, answers, beyond }) = end else { return "-".to_owned() };
        let ids = |ids: &[AnswerId]| ids.iter().map(|id| format!(" {id}")).collect::<String>();
        let beyond = if beyond.is_empty() { String::new() } else { format!(" beyond{}", ids(beyond)) };
        format!("{value}{}{beyond}", ids(answers))
    };
    let found = found(&format!("Q Q1 count\n{lines}")).expect("two answers with numbers");
    assert_eq!((line(&found.lowest), line(&found.highest)), (lowest.to_owned(), highest.to_owned()));
}

#[test]
fn each_end_has_everybody_who_gives_it_and_no_tolerance() {
    check("E1 - official 354\nE2 - told 354\nE3 - told ~1500\nE4 - told 120..400", "120 E4.1", "1500 E3.1");
    check("E1 - official 354\nE2 - told 354", "354 E1.1 E2.1", "354 E1.1 E2.1");
}

#[test]
fn a_bound_gives_the_end_it_names_and_leaves_the_other_open() {
    check("E1 - told 900\nE2 - told >=600\nE3 - told >1200", "600 E2.1", "900 E1.1 beyond E3.1");
    check("E1 - told 900\nE2 - told <900\nE3 - told <=950", "900 E1.1 beyond E2.1", "950 E3.1");
    check("E1 - told >=600\nE2 - told >700", "600 E1.1", "-");
}

#[test]
fn what_is_taken_back_not_known_or_corrected_is_no_end() {
    check(
        "P P1\nE1 P1 counted 10 said=2019-08-17\nE2 - told 20\nE3 - told 30\nE4 - told 999 stance=retracts\nE5 P1 counted 15 stance=corrects said=2019-08-18\nE5 -> E1",
        "15 E5.1",
        "30 E3.1",
    );
    assert_eq!(found("Q Q1 count\nE1 - told 10"), None, "one answer has no two ends");
    assert_eq!(found("Q Q1 yes_no\nE1 - told yes\nE2 - told no"), None);
}

#[test]
fn a_bound_whose_number_stands_in_the_other_column_is_no_count() {
    let count = |bound, min: Option<&str>, max: Option<&str>| Answer {
        r#type: Some(AnswerType::Count),
        bound: Some(bound),
        min: min.map(str::to_owned),
        max: max.map(str::to_owned),
        ..Answer::default()
    };
    let ends = |answer: &Answer| Given::of(answer).map(|given| (given.low, given.high));
    for (bound, min, max, expected) in [
        (Bound::AtLeast, Some("600"), None, Some((Some(600), None))),
        (Bound::AtLeast, None, Some("600"), None),
        (Bound::LessThan, None, Some("40"), Some((None, Some(40)))),
        (Bound::LessThan, Some("40"), None, None),
        (Bound::Exact, Some("354"), None, Some((Some(354), Some(354)))),
        (Bound::Range, Some("120"), Some("400"), Some((Some(120), Some(400)))),
    ] {
        let answer = count(bound, min, max);
        assert_eq!(ends(&answer), expected, "{bound} {min:?} {max:?}");
        assert_eq!(
            answer.value().is_ok(),
            expected.is_some(),
            "ends are read of what an answer can be, and of nothing else"
        );
    }
}
