//! Which answers say a number that a sentence names, by the relation that compares answers, over every scope of the case: nobody has
//! said yet what the number counts. The sentence itself is in `suggestions`.

use firsthand_model::beside::Relation;
use firsthand_model::{Answer, AnswerId, AnswerType, Bound, QuestionId};
use firsthand_perspective::Evidence;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// How an answer says a number, the nearest first. A bound that merely allows it allows very many others, and says none.
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
    scopes: Vec<CountScope<'a>>,
    counts: BTreeMap<&'a AnswerId, &'a Answer>,
    /// What was found for a number: a text names few of them, again and again.
    found: RefCell<BTreeMap<i64, Vec<Sayer>>>,
}

/// One scope with its counts.
struct CountScope<'a> {
    /// An answer of it, without its value.
    bare: Answer,
    counts: Vec<&'a Answer>,
}

impl<'a> Counts<'a> {
    pub(crate) fn of(evidence: &'a Evidence<'a>, answers: &'a [Answer]) -> Counts<'a> {
        let mut scopes: BTreeMap<_, Vec<&Answer>> = BTreeMap::new();
        let counts = || answers.iter().filter(|answer| answer.r#type == Some(AnswerType::Count));
        for one in counts() {
            scopes.entry((&one.question_id, &one.population, &one.unit, one.tally)).or_default().push(one);
        }
        let scope = |counts: Vec<&'a Answer>| CountScope { bare: bare(counts[0]), counts };
        let counts = counts().map(|one| (&one.id, one)).collect();
        Counts { evidence, scopes: scopes.into_values().map(scope).collect(), counts, found: RefCell::default() }
    }

    /// Every answer that says the number, scope by scope.
    pub(crate) fn sayers(&self, number: i64) -> Vec<Sayer> {
        if let Some(found) = self.found.borrow().get(&number) {
            return found.clone();
        }
        let near = self.scopes.iter().filter(|scope| scope.counts.iter().any(|count| is_near(count, number)));
        let found: Vec<Sayer> = near.flat_map(|scope| self.sayers_in(&scope.bare, number)).collect();
        self.found.borrow_mut().insert(number, found.clone());
        found
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

/// Whether a count may say a number: it lies between its ends, or not further from one than half of it, where no tolerance reaches.
fn is_near(count: &Answer, number: i64) -> bool {
    let end = |end: &Option<String>| end.as_ref().and_then(|end| end.parse::<i64>().ok());
    let (low, high) = (end(&count.min), end(&count.max));
    let is_at = |end: Option<i64>| end.is_some_and(|end| number.abs_diff(end) <= end.unsigned_abs() / 2);
    let is_between = low.zip(high).is_some_and(|(low, high)| (low..=high).contains(&number));
    is_between || is_at(low) || is_at(high)
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
        (Relation::Fits | Relation::Excludes, _) => None,
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
        check(Relation::Fits, Bound::AtLeast, Some("300"), None, None);
        check(Relation::Excludes, Bound::Exact, Some("355"), Some("355"), None);
        check(Relation::OtherScope, Bound::Exact, Some("354"), Some("354"), None);
    }
}
