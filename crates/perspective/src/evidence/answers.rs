//! The answers of a case by what they answer: to each question all of them, each with the place of its statement, looked for once.
//! Reading one is in `read`.

use super::answered::Answered;
use super::numbered::{Numbered, Words};
use crate::chains::Chains;
use crate::quick::Map;
use firsthand_model::{Answer, AnswerId, QuestionId, StatementId};

/// An answer whose statement is there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told<'a> {
    pub answer: &'a Answer,
    statement_at: u32,
    question_at: u32,
    /// The number of its scope.
    scope: u32,
}

/// Of answers to questions that are not there.
const NOWHERE: u32 = u32::MAX;

impl Told<'_> {
    /// The place of its statement.
    pub fn statement_at(self) -> usize {
        self.statement_at as usize
    }

    /// The place of its question, if that is there.
    pub fn question_at(self) -> Option<usize> {
        (self.question_at != NOWHERE).then_some(self.question_at as usize)
    }

    /// The number of its scope; nothing if its question is not there.
    pub fn scope(self) -> u32 {
        self.scope
    }
}

/// Answers, and those that still miss something.
#[derive(Debug, Clone, Default)]
pub(super) struct Answers<'a> {
    /// Questions by id, and where each stands in their order.
    question_at: Map<&'a QuestionId, usize>,
    /// As they came, also those to questions that are not there.
    all: Vec<Told<'a>>,
    /// To each question, in the order of questions.
    to: Vec<Vec<Told<'a>>>,
    answered: Answered,
    scopes: Numbered<'a>,
    /// The parts of each whole, whether their statements are there or not.
    parts: Map<&'a AnswerId, Vec<&'a Answer>>,
    /// Answers whose statement is not there.
    waiting: Map<&'a StatementId, Vec<&'a Answer>>,
}

impl<'a> Answers<'a> {
    /// No answer to any of these questions.
    pub fn none(questions: impl Iterator<Item = &'a QuestionId>) -> Answers<'a> {
        let question_at: Map<&QuestionId, usize> = questions.enumerate().map(|(at, id)| (id, at)).collect();
        let to = vec![Vec::new(); question_at.values().max().map_or(0, |last| last + 1)];
        Answers { question_at, to, ..Answers::default() }
    }

    /// Takes one more; given back if it can be read now.
    pub fn take(&mut self, answer: &'a Answer, chains: &Chains<'a>) -> Option<Told<'a>> {
        if let Some(whole) = &answer.part_of {
            self.parts.entry(whole).or_default().push(answer);
        }
        self.put(answer, chains)
    }

    /// Puts all that waited for a statement to its questions.
    pub fn arrived(&mut self, statement: &StatementId, chains: &Chains<'a>) -> Vec<Told<'a>> {
        let waited = self.waiting.remove(statement).unwrap_or_default();
        waited.into_iter().filter_map(|answer| self.put(answer, chains)).collect()
    }

    fn put(&mut self, answer: &'a Answer, chains: &Chains<'a>) -> Option<Told<'a>> {
        let (question, statement) = (answer.question_id.as_ref()?, answer.statement_id.as_ref()?);
        let Some(place) = chains.place(statement) else {
            self.waiting.entry(statement).or_default().push(answer);
            return None;
        };
        let question_at = self.question_place(question);
        let place_or_not = question_at.map_or(NOWHERE, |at| at as u32);
        let scope = question_at.map_or(NOWHERE, |_| self.scopes.number(place_or_not, answer));
        let told = Told { answer, statement_at: place as u32, question_at: place_or_not, scope };
        self.all.push(told);
        if let Some(at) = question_at {
            self.to[at].push(told);
            self.answered.note(place, at);
        }
        Some(told)
    }

    /// Where a question stands in their order.
    pub fn question_place(&self, question: &QuestionId) -> Option<usize> {
        self.question_at.get(question).copied()
    }

    /// The place of the question of a scope, and the words that make the scope.
    pub fn scope(&self, number: u32) -> (usize, Words<'a>) {
        self.scopes.scope(number)
    }

    /// The questions that a statement answers, by their places.
    pub fn answered_by(&self, statement_at: usize) -> impl Iterator<Item = usize> + '_ {
        self.answered.by(statement_at)
    }

    /// All answers to a question.
    pub fn to(&self, question_at: usize) -> &[Told<'a>] {
        &self.to[question_at]
    }

    /// All answers in the order in which they came, also to questions that are not there.
    pub fn all(&self) -> &[Told<'a>] {
        &self.all
    }

    /// The parts that are given of a whole; none where nobody gives any.
    pub fn parts(&self, whole: &AnswerId) -> Option<&[&'a Answer]> {
        self.parts.get(whole).map(Vec::as_slice)
    }
}
