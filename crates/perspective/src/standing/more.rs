//! More answers to one question, made ready while each is at hand: what boards compare, figures, sums.

use crate::compared::Compared;
use crate::evidence::Evidence;
use crate::history::Said;
use crate::reading::Reading;
use crate::scopes::Parted;
use firsthand_model::board::{ScopedAnswer, SumCheck};
use firsthand_model::history::Figure;
use firsthand_model::{AnswerId, AnswerType};

/// What more answers bring to a question.
pub(crate) struct More<'a> {
    pub answers: Parted<'a, (Compared, ScopedAnswer)>,
    /// Those that are counts.
    pub figures: Parted<'a, (Said, Figure)>,
    /// Of those that are wholes, the sum.
    pub checks: Vec<(&'a AnswerId, Option<SumCheck>)>,
}

impl<'a> More<'a> {
    /// Of answers to a question, by its place, as they are read.
    pub fn of(evidence: &Evidence<'a>, question_at: usize, readings: impl Iterator<Item = Reading<'a>>) -> More<'a> {
        let question = evidence.questions[question_at];
        let mut more = More { answers: Parted::new(question), figures: Parted::new(question), checks: Vec::new() };
        for reading in readings {
            more.checks.extend(evidence.check(&reading));
            if reading.answer_type == AnswerType::Count {
                more.figures.put(reading.answer, Said::of(evidence.clock(), &reading));
            }
            more.answers.put(reading.answer, reading.parted());
        }
        more
    }
}
