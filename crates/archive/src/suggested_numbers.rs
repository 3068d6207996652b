//! Which answers say a number that a sentence names, by the relation that compares answers, over every scope of the case: nobody has
//! said yet what the number counts. The sentence itself is in `suggestions`.

use firsthand_model::beside::Relation;
use firsthand_model::{Answer, AnswerId, AnswerType, Bound, QuestionId};
use firsthand_perspective::Evidence;
use std::collections::{BTreeMap, BTreeSet};

/// How an answer says a number, the nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Says {
    /// It has the number itself, or about it.
    Exactly,
    /// Its range or bound ends with it: «more than 1,000».
    Ends,
    /// It has one near it, within the tolerance.
    About,
    /// Its range covers it.
    Covers,
    /// Its one end allows it, as it allows very many others.
    Allows,
}

/// A statement that says a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sayer {
    pub(crate) statement: String,
    pub(crate) question: String,
    pub(crate) says: Says,
}

/// The counts of a case, by scope.
pub(crate) struct Counts<'a> {
    evidence: &'a Evidence<'a>,
    /// One answer of each scope, without its value.
    scopes: Vec<Answer>,
    counts: BTreeMap<&'a AnswerId, &'a Answer>,
}

impl<'a> Counts<'a> {
    pub(crate) fn of(evidence: &'a Evidence<'a>, answers: &'a [Answer]) -> Counts<'a> {
        let counts = || answers.iter().filter(|answer| answer.r#type == Some(AnswerType::Count));
        let mut met = BTreeSet::new();
        let scopes = counts().filter(|one| met.insert((&one.question_id, &one.population, &one.unit, one.tally)));
        let scopes = scopes.map(bare).collect();
        Counts { evidence, scopes, counts: counts().map(|one| (&one.id, one)).collect() }
    }

    /// Every answer that says the number or allows it, scope by scope.
    pub(crate) fn sayers(&self, number: i64) -> Vec<Sayer> {
        self.scopes.iter().flat_map(|scope| self.sayers_in(scope, number)).collect()
    }

    fn sayers_in(&self, scope: &Answer, number: i64) -> Vec<Sayer> {
        let end = Some(number.to_string());
        let claim = Answer { bound: Some(Bound::Exact), min: end.clone(), max: end, ..scope.clone() };
        let question = scope.question_id.as_ref().map(QuestionId::to_string).unwrap_or_default();
        let record = self.evidence.beside(&claim).ok().flatten().unwrap_or_default();
        let sayer = |line: &firsthand_model::beside::Beside| {
            let says = says(line.relation, self.counts.get(&line.answer)?, number)?;
            Some(Sayer { statement: line.statement.to_string(), question: question.clone(), says })
        };
        record.answers.iter().filter_map(sayer).collect()
    }
}

fn bare(answer: &Answer) -> Answer {
    Answer {
        question_id: answer.question_id.clone(),
        r#type: answer.r#type,
        population: answer.population.clone(),
        unit: answer.unit.clone(),
        tally: answer.tally,
        ..Answer::default()
    }
}

fn says(relation: Relation, answer: &Answer, number: i64) -> Option<Says> {
    let is_end = |end: &Option<String>| end.as_ref().and_then(|end| end.parse::<i64>().ok()) == Some(number);
    let is_named = is_end(&answer.min) || is_end(&answer.max);
    match (relation, answer.bound) {
        (Relation::OtherScope | Relation::NoAnswer, _) => None,
        (_, Some(Bound::Exact | Bound::About)) if is_named => Some(Says::Exactly),
        _ if is_named => Some(Says::Ends),
        (Relation::Says, _) => Some(Says::About),
        (Relation::Fits, Some(Bound::Range)) => Some(Says::Covers),
        (Relation::Fits, _) => Some(Says::Allows),
        (Relation::Excludes, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(relation: Relation, bound: Bound, min: Option<&str>, max: Option<&str>, expected: Option<Says>) {
        let own = |end: Option<&str>| end.map(str::to_owned);
        let answer = Answer { bound: Some(bound), min: own(min), max: own(max), ..Answer::default() };
        assert_eq!(says(relation, &answer, 354), expected);
    }

    #[test]
    fn an_answer_says_a_number_by_having_it_being_near_it_or_covering_it() {
        check(Relation::Says, Bound::Exact, Some("354"), Some("354"), Some(Says::Exactly));
        check(Relation::Excludes, Bound::MoreThan, Some("354"), None, Some(Says::Ends));
        check(Relation::Says, Bound::About, Some("354"), Some("354"), Some(Says::Exactly));
        check(Relation::Says, Bound::About, Some("330"), Some("330"), Some(Says::About));
        check(Relation::Fits, Bound::Range, Some("120"), Some("400"), Some(Says::Covers));
        check(Relation::Fits, Bound::AtLeast, Some("300"), None, Some(Says::Allows));
        check(Relation::Excludes, Bound::Exact, Some("355"), Some("355"), None);
        check(Relation::OtherScope, Bound::Exact, Some("354"), Some("354"), None);
    }
}
