//! Grades of 1, "confirmed by other sources": whether a second origin says the same as the case stands. A grade that had one may lose
//! it, where the other is judged later to rest on it, is corrected, withheld from the case or erased. Nothing is changed by that: it is said.

use crate::import::receipt::{Outcome, ProblemAt};
use crate::snapshot::Snapshot;
use crate::view::View;
use firsthand_model::{Grade, GradeId, StatementId};
use firsthand_perspective::Standing;
use std::collections::BTreeSet;

/// The statement that a grade says is confirmed, if it does.
pub(crate) fn said_to_be_confirmed(grade: &Grade) -> Option<&StatementId> {
    grade.statement_id.as_ref().filter(|_| grade.credibility.as_deref() == Some("1"))
}

/// Of these statements those to which a second origin says the same, to any question. The case is evaluated once for all of them.
pub(crate) fn confirmed_in(snapshot: &Snapshot, claimed: &BTreeSet<&StatementId>) -> BTreeSet<StatementId> {
    let standing = Standing::of(View::default().evidence(snapshot));
    let answers =
        snapshot.answers.iter().filter_map(|answer| answer.statement_id.as_ref().zip(answer.question_id.as_ref()));
    let claimed = answers.filter(|(statement, _)| claimed.contains(statement));
    let confirmed = claimed.filter(|(statement, question)| standing.has_second_origin(question, statement));
    confirmed.map(|(statement, _)| statement.clone()).collect()
}

/// The grades of 1 to which no second origin says the same any more.
pub(crate) fn unconfirmed(snapshot: &Snapshot) -> BTreeSet<GradeId> {
    let claimed: BTreeSet<&StatementId> = snapshot.grades.iter().filter_map(said_to_be_confirmed).collect();
    if claimed.is_empty() {
        return BTreeSet::new();
    }
    let confirmed = confirmed_in(snapshot, &claimed);
    let is_stale = |grade: &&Grade| said_to_be_confirmed(grade).is_some_and(|statement| !confirmed.contains(statement));
    snapshot.grades.iter().filter(is_stale).map(|grade| grade.id.clone()).collect()
}

/// What became of a grade's confirmation, in words.
pub(crate) const UNCONFIRMED: &str = "no second origin says the same any more";

/// The same of a grade, as a sentence about it.
pub(crate) fn unconfirmed_words(grade: &GradeId) -> String {
    format!("grade {grade} is stale: it is 1, confirmed, and {UNCONFIRMED}")
}

/// Which grades lost their second origin by what was written.
pub(crate) fn note_grades(before: &Snapshot, now: &Snapshot, outcome: &mut Outcome) {
    let found = unconfirmed(now);
    if found.is_empty() {
        return;
    }
    let was = unconfirmed(before);
    outcome.problems.extend(found.difference(&was).map(unconfirmed_words).map(ProblemAt::notice));
}
