//! One question's board as it stands: its scopes in their order, and the sums that its sources give.

use super::by_scope;
use super::scope::StandingScope;
use crate::compared::Compared;
use crate::scopes::{Asked, Key};
use firsthand_model::AnswerId;
use firsthand_model::board::{Board, ScopedAnswer, SumCheck};
use firsthand_model::natural::natural;
use std::collections::{BTreeMap, HashSet};

/// A board with what it was made from.
#[derive(Debug, Clone)]
pub(crate) struct StandingBoard {
    pub board: Board,
    /// Those of the board's scopes, in the same order.
    scopes: Vec<StandingScope>,
}

impl StandingBoard {
    /// The board of a question that nobody answers yet.
    pub fn new(asked: Asked<'_, '_>) -> StandingBoard {
        let board = Board { question: asked.question.id.clone(), ..Board::default() };
        StandingBoard { board, scopes: Vec::new() }
    }

    /// Takes more answers, and makes anew what they change, and what has to do with statements of the touched components.
    pub fn redo(
        &mut self,
        asked: Asked<'_, '_>,
        more: BTreeMap<Key, Vec<(Compared, ScopedAnswer)>>,
        touched: &HashSet<usize>,
    ) {
        by_scope::redo(&mut self.scopes, &mut self.board.scopes, asked, more, touched);
    }

    /// Puts what was looked for into its place: the sums of each of these wholes, or none, instead of what stood of it.
    pub fn put_checks(&mut self, checks: Vec<(&AnswerId, Vec<SumCheck>)>) {
        let wholes: HashSet<&AnswerId> = checks.iter().map(|(whole, _)| *whole).collect();
        self.board.checks.retain(|old| !wholes.contains(&old.whole));
        self.board.checks.extend(checks.into_iter().flat_map(|(_, checks)| checks));
        self.board.checks.sort_by_cached_key(|check| (natural(check.whole.as_str()), check.division.clone()));
    }
}
