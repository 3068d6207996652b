//! The history of one question's figures as it stands, scope by scope in the order of its board.

use super::by_scope;
use super::figures::StandingFigures;
use crate::history::Said;
use crate::scopes::{Asked, Key};
use firsthand_model::history::{Figure, History};
use std::collections::{BTreeMap, HashSet};

/// A history with what it was made from.
#[derive(Debug, Clone)]
pub(crate) struct StandingHistory {
    pub history: History,
    /// Those of the history's scopes, in the same order.
    scopes: Vec<StandingFigures>,
}

impl StandingHistory {
    /// The history of a question to which nobody gives a figure yet.
    pub fn new(asked: Asked<'_, '_>) -> StandingHistory {
        let history = History { question: asked.question.id.clone(), ..History::default() };
        StandingHistory { history, scopes: Vec::new() }
    }

    /// Takes more figures, and makes anew what they change, and what has to do with statements
    /// of the touched components.
    pub fn redo(&mut self, asked: Asked<'_, '_>, more: BTreeMap<Key, Vec<(Said, Figure)>>, touched: &HashSet<usize>) {
        by_scope::redo(&mut self.scopes, &mut self.history.scopes, asked, more, touched);
    }
}
