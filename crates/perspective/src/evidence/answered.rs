//! Which questions each statement answers.

use crate::arrows::{Arrows, List};

/// By the places of statements, those of the questions that they answer.
#[derive(Debug, Clone, Default)]
pub(super) struct Answered {
    lists: Vec<List>,
    arrows: Arrows<u32>,
}

impl Answered {
    /// Notes that a statement answers a question, whether its answer can be read or not; once is enough.
    pub fn note(&mut self, statement_at: usize, question_at: usize) {
        if self.lists.len() <= statement_at {
            self.lists.resize(statement_at + 1, List::default());
        }
        let list = &mut self.lists[statement_at];
        if !self.arrows.of(*list).any(|at| at == question_at as u32) {
            *list = self.arrows.add(*list, question_at as u32);
        }
    }

    /// The questions that a statement answers.
    pub fn by(&self, statement_at: usize) -> impl Iterator<Item = usize> + '_ {
        self.arrows.of(self.lists.get(statement_at).copied().unwrap_or_default()).map(|at| at as usize)
    }
}
