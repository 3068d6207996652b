//! What the example case must show: the second check, and tests 1, 2 and 4 of the example's README.

use crate::folder::{Folder, beslan, group, scope, statements};
use firsthand_model::board::{Board, Origins, Root, Scope};

fn held(board: &Board) -> &Scope {
    scope(board, "held-in-school")
}

#[test]
fn the_figures_around_354_and_those_above_a_thousand_are_different_groups_of_one_scope() {
    let board = beslan().board("Q01");
    let low = group(held(&board), "354");
    for id in ["E010", "E029", "E033"] {
        assert!(statements(low).contains(&id), "{id}");
    }
    let high: Vec<_> = held(&board).groups.iter().filter(|group| group.low > Some(1_000)).collect();
    assert!(high.len() > 1);
    assert!(high.iter().flat_map(|group| &group.statements).all(|id| !low.statements.contains(id)));
}

#[test]
fn the_three_statements_of_354_are_one_report_of_one_person() {
    let board = beslan().board("Q01");
    let low = group(held(&board), "354");
    let report = low.reports.iter().find(|report| report.statements.contains(&"E029".into())).unwrap();
    for id in ["E010", "E029", "E033"] {
        assert!(report.statements.contains(&id.into()), "{id}");
    }
    assert_eq!(report.root, Root::Person("P09".into()));
    assert_eq!(low.origins.at_least, 1);
}

#[test]
fn the_spokesman_on_the_list_answers_the_question_of_the_list_only() {
    let case = beslan();
    let with: Vec<String> = case
        .evidence()
        .boards()
        .into_iter()
        .filter(|board| {
            board.scopes.iter().flat_map(|scope| &scope.answers).any(|one| one.statement.as_str() == "E028")
        })
        .map(|board| board.question.to_string())
        .collect();
    assert_eq!(with, ["Q02"]);
}

#[test]
fn six_hundred_or_more_excludes_354_and_is_a_member_of_nothing() {
    let board = beslan().board("Q01");
    let note = held(&board).bounds.iter().find(|note| note.statement.as_str() == "E034").unwrap();
    assert_eq!(note.label, ">= 600");
    assert!(note.excludes.contains(&"354".to_owned()) && note.fits.contains(&"1128".to_owned()));
    assert!(held(&board).groups.iter().all(|group| !group.statements.contains(&"E034".into())));
}

#[test]
fn one_mans_three_reports_of_a_telephone_call_are_one() {
    let board = beslan().board("Q01");
    let group = group(held(&board), "1200");
    let report = group.reports.iter().find(|report| report.statements.contains(&"E044".into())).unwrap();
    assert_eq!(report.statements, ["E044".into(), "E045".into()]);
    assert_eq!(report.root, Root::Person("P02".into()));
}

#[test]
fn the_dead_are_compared_within_one_population_only() {
    let board = beslan().board("Q06");
    let all = scope(&board, "dead-all");
    let hostages = board
        .scopes
        .iter()
        .find(|scope| {
            scope.population.as_deref() == Some("dead-hostages")
                && scope.tally.is_some_and(|tally| tally.word() == "final")
        })
        .unwrap();
    assert_eq!(statements(group(all, "334")), ["E090"]);
    assert_eq!(statements(group(hostages, "334")), ["E017"]);
    assert_eq!(statements(group(hostages, "318")), ["E090"]);
    assert_eq!(statements(group(hostages, "317")), ["E089"]);
}

#[test]
fn published_breakdowns_that_do_not_add_up_are_said_not_to() {
    let case = beslan();
    let boards = case.evidence().boards();
    let checks: Vec<_> = boards.iter().flat_map(|board| &board.checks).collect();
    let open: Vec<_> = checks
        .iter()
        .filter(|check| !check.closes)
        .map(|check| (check.whole.as_str(), check.addends.join("+"), check.sum.as_str(), check.stated.as_str()))
        .collect();
    assert_eq!(
        open,
        [("E089.1", "317+10+2+1".to_owned(), "330", "331"), ("E090.1", "318+10+2+15".to_owned(), "345", "334"),]
    );
    let closed: Vec<_> = checks.iter().filter(|check| check.closes).map(|check| check.whole.as_str()).collect();
    assert_eq!(closed, ["E190.1", "E061.1", "E061.3", "E176.2", "E095.1", "E100.1"]);
}

#[test]
fn a_subset_is_never_added() {
    let case = beslan();
    let boards = case.evidence().boards();
    let added: Vec<_> = boards.iter().flat_map(|board| &board.checks).flat_map(|check| &check.parts).collect();
    assert!(!added.is_empty());
    assert!(added.iter().all(|part| !["E089.3", "E090.3", "E053.2"].contains(&part.as_str())));
}

#[test]
fn one_utterance_in_two_relays_answers_two_questions_and_has_one_origin() {
    let case = beslan();
    let (held_board, list) = (case.board("Q01"), case.board("Q02"));
    let names = group(scope(&list, "names-on-list"), "354");
    assert!(statements(names).contains(&"E028") && !statements(names).contains(&"E029"));
    assert!(!statements(group(held(&held_board), "354")).contains(&"E028"));
    assert_eq!(names.origins, Origins { at_least: 1, at_most: 1 });
}

#[test]
fn what_he_said_in_custody_can_be_left_out() {
    let case = beslan();
    let with = |board: &Board| {
        board.scopes.iter().any(|scope| scope.answers.iter().any(|one| one.statement.as_str() == "E119"))
    };
    assert!(with(&case.board("Q09")));
    assert!(!with(&case.board_without_duress("Q09")));
}

#[test]
fn a_denial_is_not_turned_round() {
    let board = beslan().board("Q10");
    let first = scope(&board, "first-to-fire");
    let note = first.bounds.iter().find(|note| note.statement.as_str() == "E132").unwrap();
    assert_eq!((note.label.as_str(), note.excludes.as_slice()), ("not B07", &["B07".to_owned()][..]));
    assert_eq!(statements(group(first, "B11")), ["E134"]);
}

#[test]
fn times_printed_in_other_zones_meet_at_one_instant() {
    let board = beslan().board("Q08");
    let five_past = group(scope(&board, "explosion-1"), "2004-09-03 13:05");
    assert_eq!(statements(five_past), ["E106", "E107", "E108"]);
    assert_eq!(five_past.min.as_deref(), Some("2004-09-03T13:05:00+04:00"));
}

#[test]
fn every_answer_of_the_case_can_be_read_and_stands_on_one_board() {
    let case: Folder = beslan();
    assert!(case.evidence().unreadable().is_empty());
    let boards = case.evidence().boards();
    let answers: usize = boards.iter().flat_map(|board| &board.scopes).map(|scope| scope.answers.len()).sum();
    assert_eq!(answers, 260);
}

#[test]
fn the_spokesmans_figures_are_the_history_of_one_speaker() {
    let history = beslan().evidence().history(&"Q01".into()).unwrap();
    let scope = history.scopes.iter().find(|scope| scope.population.as_deref() == Some("held-in-school")).unwrap();
    let own = scope.speakers.iter().find(|own| own.speaker.as_str() == "P09").unwrap();
    assert_eq!(own.answers, ["E029.1", "E033.2", "E046.1"].map(|id| id.into()));
    let figure = |id: &str| scope.figures.iter().find(|figure| figure.answer.as_str() == id).unwrap();
    assert_eq!(figure("E033.2").repeats, Some("E029.1".into()));
    assert_eq!(figure("E010.1").repeats, Some("E029.1".into()), "the post repeats what officials gave");
    assert!(figure("E010.1").said.is_unknown());
    let replaced: Vec<&str> = figure("E046.1").replaces.iter().map(|one| one.answer.as_str()).collect();
    assert_eq!(replaced, ["E029.1", "E033.2"]);
}
