//! Keys in rows of `populations` that nothing else has: mostly a slip of the pen, by which a row would say nothing. Noted, and
//! refused nothing for it: the answers may be still to come.

use crate::import::proposals::Proposed;
use crate::import::receipt::ProblemAt;
use crate::snapshot::{Replaced, Snapshot};
use firsthand_model::{Answer, Kind, Population, Question, QuestionId, Record};
use std::collections::{BTreeMap, BTreeSet};

/// A population: its question and its key.
type Key<'a> = (&'a QuestionId, &'a str);

/// A note for each key of a proposed row that no answer, question or other row of the case as it would be has.
pub(crate) fn unused_populations(snapshot: &Snapshot, accepted: &[Proposed]) -> Vec<ProblemAt> {
    if accepted.iter().all(|proposal| proposal.record.kind() != Kind::Population) {
        return Vec::new();
    }
    let uses = Uses::of(snapshot, accepted);
    let noted = |proposal: &Proposed| {
        let Record::Population(row) = &proposal.record else { return Vec::new() };
        let unused = ends(row).into_iter().filter(|(_, key)| !uses.are_more_than_by_row(*key));
        unused.map(|(column, (question, key))| note(proposal, column, question, key)).collect()
    };
    accepted.iter().flat_map(noted).collect()
}

/// The keys of a row, each with its column; a key within itself stands in a circle, which is told elsewhere.
fn ends(row: &Population) -> Vec<(&'static str, Key<'_>)> {
    let (inner, outer) = (row.inner().map(|key| ("population", key)), row.outer().map(|key| ("within", key)));
    inner.into_iter().chain(outer).collect()
}

fn note(proposal: &Proposed, column: &str, question: &QuestionId, key: &str) -> ProblemAt {
    let message = format!(
        "expected a population of {question} that an answer, the question or another row has; nothing else has «{key}», so that this row says nothing yet"
    );
    let (file, row) = (proposal.file.clone(), proposal.row);
    ProblemAt { file, row, column: Some(column.into()), message, fatal: false }
}

/// Who has which key.
#[derive(Default)]
struct Uses<'a> {
    by_others: BTreeSet<Key<'a>>,
    rows: BTreeMap<Key<'a>, usize>,
}

impl<'a> Uses<'a> {
    fn of(snapshot: &'a Snapshot, accepted: &'a [Proposed]) -> Uses<'a> {
        let replaced = Replaced::by(accepted.iter().map(|one| &one.record));
        let stands = |kind: Kind, id: &str| replaced.leaves(kind, id);
        let mut uses = Uses::default();
        let answers = snapshot.answers.iter().filter(|one| stands(Kind::Answer, one.id.as_str()));
        answers.for_each(|answer| uses.answer(answer));
        let questions = snapshot.questions.iter().filter(|one| stands(Kind::Question, one.id.as_str()));
        questions.for_each(|question| uses.question(question));
        let rows = snapshot.populations.iter().filter(|one| stands(Kind::Population, one.id.as_str()));
        rows.for_each(|row| uses.row(row));
        for proposal in accepted {
            match &proposal.record {
                Record::Answer(answer) => uses.answer(answer),
                Record::Question(question) => uses.question(question),
                Record::Population(row) => uses.row(row),
                _ => {}
            }
        }
        uses
    }

    fn answer(&mut self, answer: &'a Answer) {
        self.by_others.extend(answer.question_id.as_ref().zip(answer.population.as_deref()));
    }

    fn question(&mut self, question: &'a Question) {
        self.by_others.extend(question.populations.iter().map(|key| (&question.id, key.as_str())));
    }

    fn row(&mut self, row: &'a Population) {
        for (_, key) in ends(row) {
            *self.rows.entry(key).or_default() += 1;
        }
    }

    fn are_more_than_by_row(&self, key: Key<'_>) -> bool {
        self.by_others.contains(&key) || self.rows.get(&key).is_some_and(|rows| *rows > 1)
    }
}
