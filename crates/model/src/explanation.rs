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

/// The place of the scope in a board to which a bearing belongs: that of its population, else the first, among those that can leave
/// such an explanation. None where nobody answers in such a scope.
pub fn scope_of(board: &Board, question: &Question, bearing: &Bearing) -> Option<usize> {
    let explanation = bearing.explanation.as_ref().filter(|_| bearing.question_id.as_ref() == Some(&board.question))?;
    let is_of_population = |scope: &Scope| bearing.population.is_none() || bearing.population == scope.population;
    let is_its =
        |scope: &Scope| is_of_population(scope) && can_leave(scope.answer_type, question, explanation.as_str());
    board.scopes.iter().position(is_its)
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
