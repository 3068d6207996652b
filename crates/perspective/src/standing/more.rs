//! More answers, made ready while each is at hand: what boards compare, figures, sums. Then it is given out question by question.

use crate::compared::Compared;
use crate::evidence::{Evidence, Told};
use crate::history::Said;
use crate::quick::Map;
use crate::reading::Reading;
use crate::scopes::Key;
use firsthand_model::board::{ScopedAnswer, SumCheck};
use firsthand_model::history::Figure;
use firsthand_model::{AnswerId, AnswerType};
use std::collections::BTreeMap;

/// What more answers bring to all questions; by the numbers of scopes.
#[derive(Default)]
pub(crate) struct More<'a> {
    answers: Map<u32, Vec<(Compared, ScopedAnswer)>>,
    figures: Map<u32, Vec<(Said, Figure)>>,
    checks: Vec<(usize, Check<'a>)>,
}

/// The sums of a whole, one for each division; none if they cannot be said.
pub(crate) type Check<'a> = (&'a AnswerId, Vec<SumCheck>);

/// What more answers bring to one question, scope by scope.
#[derive(Default)]
pub(crate) struct Brought<'a> {
    pub answers: BTreeMap<Key, Vec<(Compared, ScopedAnswer)>>,
    /// Those that are counts.
    pub figures: BTreeMap<Key, Vec<(Said, Figure)>>,
    /// Of those that are wholes.
    pub checks: Vec<Check<'a>>,
}

impl<'a> More<'a> {
    /// What these answers bring, in the order in which they are given.
    pub fn of(evidence: &Evidence<'a>, told: &[Told<'a>]) -> More<'a> {
        let mut more = More::room_for(evidence, told);
        evidence.readings(told).for_each(|(told, reading)| more.put(evidence, told, reading));
        more
    }

    /// Nothing yet, with the memory that so many will take: what grows is moved again and again.
    fn room_for(evidence: &Evidence<'a>, told: &[Told<'a>]) -> More<'a> {
        let mut counts: Map<u32, usize> = Map::default();
        let to_questions = told.iter().filter(|one| one.question_at().is_some());
        to_questions.for_each(|one| *counts.entry(one.scope()).or_default() += 1);
        let mut more = More::default();
        for (scope, count) in counts {
            if evidence.scope(scope).1.0 == AnswerType::Count {
                more.figures.insert(scope, Vec::with_capacity(count));
            }
            more.answers.insert(scope, Vec::with_capacity(count));
        }
        more
    }

    fn put(&mut self, evidence: &Evidence<'a>, told: Told<'a>, reading: Reading<'a>) {
        self.checks.extend(told.question_at().zip(evidence.check(&reading)));
        if reading.answer_type == AnswerType::Count {
            self.figures.entry(told.scope()).or_default().push(Said::of(evidence.clock(), &reading));
        }
        self.answers.entry(told.scope()).or_default().push(reading.parted());
    }

    /// To each question, by place, what is brought to it.
    pub fn by_question(self, evidence: &Evidence<'a>) -> BTreeMap<usize, Brought<'a>> {
        let mut brought: BTreeMap<usize, Brought<'a>> = BTreeMap::new();
        for (at, key, answers) in given_out(evidence, self.answers) {
            brought.entry(at).or_default().answers.insert(key, answers);
        }
        for (at, key, figures) in given_out(evidence, self.figures) {
            brought.entry(at).or_default().figures.insert(key, figures);
        }
        for (at, check) in self.checks {
            brought.entry(at).or_default().checks.push(check);
        }
        brought
    }
}

/// Of each scope in which something is said the place of its question, its key, and what is said.
fn given_out<T>(evidence: &Evidence<'_>, by_scope: Map<u32, Vec<T>>) -> impl Iterator<Item = (usize, Key, Vec<T>)> {
    by_scope.into_iter().filter(|(_, said)| !said.is_empty()).map(|(scope, said)| {
        let (at, words) = evidence.scope(scope);
        (at, Key::of(evidence.questions[at], words), said)
    })
}
