//! The history of one question's figures as it stands, scope by scope in the order of its board.

use super::figures::StandingFigures;
use crate::history::Said;
use crate::scopes::{Asked, Key, put_in_order};
use firsthand_model::history::{Figure, History, ScopeHistory};
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
    pub fn redo(
        &mut self,
        asked: Asked<'_, '_>,
        mut more: BTreeMap<Key, Vec<(Said, Figure)>>,
        touched: &HashSet<usize>,
    ) {
        let standing = std::mem::take(&mut self.scopes).into_iter().zip(std::mem::take(&mut self.history.scopes));
        let mut scopes: Vec<(StandingFigures, ScopeHistory)> = standing.collect();
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
