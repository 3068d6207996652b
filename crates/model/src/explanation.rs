//! The alternatives that a scope leaves to choose between, each with how the answers of the scope lie to it.
//! Comparing is in `perspective`, by the same relation as its groups; drawing is in `publish`.

use crate::answer::YES_NO_WORDS;
use crate::beside::Relation;
use crate::board::{Board, Scope};
use crate::{AnswerId, AnswerType, Bearing, Precedence, Question};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Of these one is so: who says the one says that the other is not.
pub const EITHER: [&str; 2] = ["yes", "no"];

/// One alternative.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// The option, party, yes-no word or order, as answers name it.
    pub id: String,
    /// The answers that say it, that can be so together with it, or that exclude it; an answer that is not here says nothing of it.
    pub answers: BTreeMap<AnswerId, Relation>,
}

/// The place of the scope in a board to which a bearing belongs, among those that can leave such an explanation: that of its
/// population; where it names none, that without one, or else the only one. None where nobody answers in such a scope, or
/// several could be meant.
pub fn scope_of(board: &Board, question: &Question, bearing: &Bearing) -> Option<usize> {
    let places = places(board, question, bearing);
    places.first().copied().filter(|_| populations(board, &places).len() < 2)
}

/// The populations that could be meant by a bearing that names none, in order of scopes; empty where it is plain which one is.
pub fn could_mean<'b>(board: &'b Board, question: &Question, bearing: &Bearing) -> Vec<&'b str> {
    let found = populations(board, &places(board, question, bearing));
    if found.len() < 2 { Vec::new() } else { found.into_iter().flatten().collect() }
}

/// The places of scopes that could be a bearing's.
fn places(board: &Board, question: &Question, bearing: &Bearing) -> Vec<usize> {
    let explanation = bearing.explanation.as_ref().filter(|_| bearing.question_id.as_ref() == Some(&board.question));
    let Some(explanation) = explanation else { return Vec::new() };
    let leaves = |scope: &Scope| can_leave(scope.answer_type, question, explanation.as_str());
    let all: Vec<usize> = (0..board.scopes.len()).filter(|&at| leaves(&board.scopes[at])).collect();
    let own: Vec<usize> = all.iter().copied().filter(|&at| board.scopes[at].population == bearing.population).collect();
    if own.is_empty() && bearing.population.is_none() { all } else { own }
}

/// The different populations of scopes, in their order.
fn populations<'b>(board: &'b Board, places: &[usize]) -> Vec<Option<&'b str>> {
    let mut found: Vec<Option<&str>> = Vec::new();
    for population in places.iter().map(|&at| board.scopes[at].population.as_deref()) {
        if !found.contains(&population) {
            found.push(population);
        }
    }
    found
}

/// Whether a question of a type can leave this to choose.
pub fn can_leave(answer_type: AnswerType, question: &Question, explanation: &str) -> bool {
    let is_order = || order(explanation).is_some();
    match answer_type {
        AnswerType::Choice => question.options.contains_key(explanation),
        AnswerType::YesNo => YES_NO_WORDS.contains(&explanation),
        AnswerType::Order => is_order(),
        AnswerType::Actor => !YES_NO_WORDS.contains(&explanation) && !is_order(),
        AnswerType::Count | AnswerType::Time | AnswerType::Place | AnswerType::Text => false,
    }
}

/// The order that an explanation is; none if it orders nothing.
pub fn order(explanation: &str) -> Option<Precedence> {
    Precedence::read(explanation.split(';')).ok().filter(|order| order.things().len() > 1)
}

/// The explanation of a bearing in the one spelling that boards have: an order as they print it, the rest as it stands.
pub fn spelled(explanation: &str) -> String {
    order(explanation).map_or_else(|| explanation.to_owned(), |order| order.to_string())
}
