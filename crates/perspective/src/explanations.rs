//! How the answers of one scope lie to each alternative that it leaves to choose between: by the relation that makes its groups.
//! An answer that says nothing of an alternative is not among those of it; nothing here counts or weighs.

use crate::beside::of_options;
use crate::compared::Part;
use crate::reading::Reading;
use crate::relation::Relation as Between;
use firsthand_model::AnswerType;
use firsthand_model::beside::Relation;
use firsthand_model::board::Scope;
use firsthand_model::explanation::{EITHER, Explanation};

/// The word by which an answer says that it is not known.
const NOT_KNOWN: &str = "unknown";

/// The alternatives of a scope: what its answers name, and what is named beside them. None where its type has none: numbers,
/// times, words, and places, which a map shows.
pub(crate) fn alternatives<'s>(scope: &'s Scope, also: &[&'s str]) -> Vec<&'s str> {
    let named: Vec<&str> = match scope.answer_type {
        AnswerType::Choice | AnswerType::Actor => scope.options_in_order(),
        // Both stand as alternatives wherever one of them is named.
        AnswerType::YesNo => EITHER.into_iter().chain(scope.options_in_order()).collect(),
        // A group of orders is what several come to: nobody need have said it.
        AnswerType::Order => scope.answers.iter().flat_map(|answer| &answer.options).map(String::as_str).collect(),
        AnswerType::Count | AnswerType::Time | AnswerType::Place | AnswerType::Text => return Vec::new(),
    };
    let is_open = |id: &str| id == NOT_KNOWN && scope.answer_type != AnswerType::Choice;
    let mut found: Vec<&str> = Vec::new();
    for id in named.into_iter().chain(also.iter().copied()).filter(|id| !is_open(id)) {
        if !found.contains(&id) {
            found.push(id);
        }
    }
    found
}

/// How an answer lies to an alternative, both of one scope; none where it says nothing of it. `together` says that somebody in the
/// scope names several at once, so that one is not known to exclude another.
pub(crate) fn lies(
    between: Between<'_>,
    alternative: &Reading<'_>,
    answer: &Reading<'_>,
    together: bool,
) -> Option<Relation> {
    let is_not_known =
        answer.answer_type == AnswerType::YesNo && answer.options.iter().all(|one| one.text == NOT_KNOWN);
    if answer.part() == Part::Aside || is_not_known {
        return None;
    }
    match of_options(between, alternative, answer, false) {
        Relation::Fits if answer.negated => None,
        Relation::Excludes if together && !answer.negated => None,
        relation => Some(relation),
    }
}

/// An alternative without any answer yet.
pub(crate) fn nobody_says(id: &str) -> Explanation {
    Explanation { id: id.to_owned(), ..Explanation::default() }
}
