//! Does not know, declined, not asked, not read: each its own row.

use super::case::Case;
use firsthand_model::words::ReadExtent;
use firsthand_model::{Source, Statement};

fn source(id: &str, extent: ReadExtent) -> Source {
    Source { id: id.into(), read_extent: Some(extent), ..Source::default() }
}

/// Who says what in which source; the rest of the sources hold nothing on the question.
fn case() -> (Case, Vec<Source>) {
    let mut case = Case::read(
        "
        Q Q01 count
        E1 - saw 12
        E2 - unknown none stance=does_not_know
        E3 - unknown 5 stance=declines
    ",
    );
    for (statement, source) in case.statements.iter_mut().zip(["S1", "S2", "S3"]) {
        statement.source = Some(source.into());
        statement.question = Some("Q01".into());
    }
    let sources = vec![
        source("S1", ReadExtent::Whole),
        source("S2", ReadExtent::Whole),
        source("S3", ReadExtent::Opening),
        source("S10", ReadExtent::Whole),
        source("S4", ReadExtent::Whole),
        source("S5", ReadExtent::Excerpt),
        Source { id: "S6".into(), ..Source::default() },
        Source { depends_on: vec!["S1".into()], ..source("S7", ReadExtent::Whole) },
    ];
    (case, sources)
}

#[track_caller]
fn check(case: &Case, sources: &[Source], withheld: &[&str], expected: [&[&str]; 4]) {
    let evidence = case.evidence().read_in(sources).without_naming(withheld.iter().map(|id| (*id).into()).collect());
    let found = evidence.board(&"Q01".into()).unwrap().no_answer;
    let texts = |ids: Vec<&str>| ids.into_iter().map(str::to_owned).collect::<Vec<_>>();
    let rows = [
        texts(found.does_not_know.iter().map(|id| id.as_str()).collect()),
        texts(found.declines.iter().map(|id| id.as_str()).collect()),
        texts(found.not_asked.iter().map(|id| id.as_str()).collect()),
        texts(found.not_read.iter().map(|id| id.as_str()).collect()),
    ];
    assert_eq!(rows, expected.map(|row| row.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>()));
}

#[test]
fn each_kind_of_silence_is_a_row_of_its_own() {
    let (case, sources) = case();
    check(&case, &sources, &[], [&["E2"], &["E3"], &["S4", "S10"], &["S5", "S6"]]);
}

#[test]
fn what_is_withheld_is_not_named_and_its_source_is_not_called_silent() {
    let (case, sources) = case();
    check(&case, &sources, &["E2"], [&[], &["E3"], &["S4", "S10"], &["S5", "S6"]]);
}

#[test]
fn words_under_duress_left_out_are_not_named_either() {
    let (mut case, sources) = case();
    case.statements[2] = Statement { duress: Some(true), ..case.statements[2].clone() };
    let rows = case.without_duress().read_in(&sources).board(&"Q01".into()).unwrap().no_answer;
    assert!(rows.declines.is_empty() && !rows.not_read.contains(&"S3".into()));
}
