//! More answers to one question, made ready while each is at hand: what boards compare, figures, sums.

use crate::compared::Compared;
use crate::evidence::Evidence;
use crate::history::Said;
use crate::reading::Reading;
use crate::scopes::Parted;
use firsthand_model::board::{ScopedAnswer, SumCheck};
use firsthand_model::history::Figure;
use firsthand_model::{AnswerId, AnswerType, Question};

/// What more answers bring to a question.
pub(crate) struct More<'a> {
    pub answers: Parted<'a, (Compared, ScopedAnswer)>,
    /// Those that are counts.
    pub figures: Parted<'a, (Said, Figure)>,
    /// Of those that are wholes, the sum.
    pub checks: Vec<(&'a AnswerId, Option<SumCheck>)>,
}

impl<'a> More<'a> {
    /// Nothing yet.
    pub fn none(question: &'a Question) -> More<'a> {
        More { answers: Parted::new(question), figures: Parted::new(question), checks: Vec::new() }
    }

    /// One answer more.
    pub fn put(&mut self, evidence: &Evidence<'a>, reading: Reading<'a>) {
        let answer = reading.answer;
        self.checks.extend(evidence.check(&reading));
        if reading.answer_type == AnswerType::Count {
            self.figures.put(answer, Said::of(evidence.clock(), &reading));
        }
        self.answers.put(answer, reading.parted());
    }
}
