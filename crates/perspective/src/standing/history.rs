//! The history of one question's figures as it stands, scope by scope in the order of its board.

use super::figures::StandingFigures;
use crate::reading::Reading;
use crate::scopes::{Asked, parted, put_in_order};
use firsthand_model::AnswerType;
use firsthand_model::history::{History, ScopeHistory};
use std::collections::HashSet;

/// A history with what it was made from.
#[derive(Debug, Clone)]
pub(crate) struct StandingHistory<'a> {
    pub history: History,
    /// Those of the history's scopes, in the same order.
    scopes: Vec<StandingFigures<'a>>,
}

impl<'a> StandingHistory<'a> {
    /// The history of a question to which nobody gives a figure yet.
    pub fn new(asked: Asked<'_, 'a>) -> StandingHistory<'a> {
        let history = History { question: asked.question.id.clone(), ..History::default() };
        StandingHistory { history, scopes: Vec::new() }
    }

    /// Takes more answers, of which only counts are figures, and makes anew what they change, and what has to do with statements
    /// of the touched components.
    pub fn redo(&mut self, asked: Asked<'_, 'a>, more: Vec<Reading<'a>>, touched: &HashSet<usize>) {
        let counts = more.into_iter().filter(|reading| reading.answer_type == AnswerType::Count);
        let mut more = parted(asked.question, counts.collect());
        let standing = std::mem::take(&mut self.scopes).into_iter().zip(std::mem::take(&mut self.history.scopes));
        let mut scopes: Vec<(StandingFigures<'a>, ScopeHistory)> = standing.collect();
        for (standing, history) in &mut scopes {
            let more = more.remove(&standing.key);
            if more.is_some() || standing.is_touched(asked, touched) {
                standing.redo(history, asked, more.unwrap_or_default(), touched);
            }
        }
        for (key, readings) in more {
            let (mut standing, mut history) = StandingFigures::new(asked, key);
            standing.redo(&mut history, asked, readings, touched);
            scopes.push((standing, history));
        }
        put_in_order(&mut scopes, |(standing, _)| (&standing.key, standing.count()));
        (self.scopes, self.history.scopes) = scopes.into_iter().unzip();
    }
}
