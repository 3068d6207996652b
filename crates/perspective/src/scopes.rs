//! Scopes of one question: answers of one population, unit, tally and type. An absent population is a scope of its own, and so
//! is an absent unit or tally. What is compared within one is in `standing`.

use crate::chains::Chains;
use crate::clock::Clock;
use crate::evidence::Words;
use crate::ground::Ground;
use crate::moment::moment_parts;
use crate::relation::Relation;
use firsthand_model::words::Tally;
use firsthand_model::{AnswerType, Question, StatementId};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// What the scopes of one question are made with.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'e, 'a> {
    pub question: &'a Question,
    pub chains: &'e Chains<'a>,
    pub ground: &'e Ground,
    pub clock: Clock,
    /// Statements that are reckoned with and never named.
    pub unnamed: &'e BTreeSet<StatementId>,
}

impl<'e> Asked<'e, '_> {
    /// How options of one type lie to each other here.
    pub fn relation(&self, answer_type: AnswerType) -> Relation<'e> {
        Relation::new(answer_type, self.question, self.ground)
    }

    /// Whether a statement, by place, stands in one of these components.
    pub fn stands_in(&self, at: usize, components: &HashSet<usize>) -> bool {
        components.contains(&self.chains.component(at))
    }
}

/// What makes a scope of a question.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    /// Place among the question's types; the main one is first.
    place: usize,
    pub answer_type: AnswerType,
    pub population: Option<String>,
    pub unit: Option<String>,
    pub tally: Option<Tally>,
}

/// What is counted or asked, whenever: type, population and unit.
type Asks = (AnswerType, Option<String>, Option<String>);

impl Key {
    /// Of a scope of this question in words.
    pub fn of(question: &Question, (answer_type, population, unit, tally): Words<'_>) -> Key {
        let types = &question.types;
        Key {
            place: types.iter().position(|one| *one == answer_type).unwrap_or(types.len()),
            answer_type,
            population: population.map(str::to_owned),
            unit: unit.map(str::to_owned),
            tally,
        }
    }

    /// Whether answers of this scope meet only where their moments overlap.
    pub fn by_moment(&self, question: &Question) -> bool {
        moment_parts(question.as_of_rule.as_deref(), self.tally)
    }

    fn asks(&self) -> Asks {
        (self.answer_type, self.population.clone(), self.unit.clone())
    }
}

/// Puts scopes in order: those of the main type first, then by most answers to what is counted or asked; of one population and
/// unit the final tally before the running one, which later figures have replaced. `key` gives a scope's key and answers.
pub(crate) fn put_in_order<T>(scopes: &mut [T], key: impl Fn(&T) -> (&Key, usize)) {
    let mut answers: BTreeMap<Asks, usize> = BTreeMap::new();
    scopes.iter().map(&key).for_each(|(key, count)| *answers.entry(key.asks()).or_default() += count);
    scopes.sort_by_cached_key(|scope| {
        let (key, _) = key(scope);
        let asks = key.asks();
        (key.place > 0, Reverse(answers[&asks]), asks, key.tally == Some(Tally::Running), key.clone())
    });
}

pub(crate) fn named(asked: Asked<'_, '_>, at: usize) -> bool {
    asked.unnamed.is_empty() || !asked.unnamed.contains(&asked.chains.spoken(at).id)
}
