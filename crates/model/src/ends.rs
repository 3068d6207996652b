//! Between which numbers the answers of a scope lie, as they were given, and who gives each end. It is what is documented, and no
//! conclusion: nothing is averaged, widened or left out but what its own speaker corrects or does not assert.

use crate::board::{Scope, ScopedAnswer};
use crate::{Answer, AnswerId, AnswerType, AnswerValue, Bound};
use serde::{Deserialize, Serialize};

/// The lowest and the highest number that answers of a scope give.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ends {
    /// The lowest; none where nobody gives a lower end.
    pub lowest: Option<End>,
    /// The highest; none where nobody gives an upper end.
    pub highest: Option<End>,
}

/// One end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    /// The number, as it was given.
    pub value: i64,
    /// The answers that give it, in the order of the scope.
    pub answers: Vec<AnswerId>,
    /// Answers that leave the end open: they say more than the highest, or less than the lowest, and not how much.
    pub beyond: Vec<AnswerId>,
}

/// What one count gives: its lower and its upper end, each as written and without any tolerance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    /// The lower end; none where the answer leaves it open.
    pub low: Option<i64>,
    /// The upper end; none where the answer leaves it open.
    pub high: Option<i64>,
    /// How it bounds what is counted.
    pub bound: Bound,
}

impl Given {
    /// Of a count; none of another answer, or of one whose cells make no count: a bound names its end in its own column.
    pub fn of(answer: &Answer) -> Option<Given> {
        let AnswerValue::Count { bound, min, max } = answer.value().ok()? else { return None };
        let (low, high) = match bound {
            Bound::AtLeast | Bound::MoreThan => (min, None),
            Bound::AtMost | Bound::LessThan => (None, max),
            Bound::Exact | Bound::About | Bound::Range => (min, max.or(min)),
        };
        Some(Given { low, high, bound })
    }
}

/// The ends of a scope of counts to which two answers or more give numbers; none otherwise. `record` finds an answer.
pub fn ends<'r>(scope: &Scope, record: impl Fn(&AnswerId) -> Option<&'r Answer>) -> Option<Ends> {
    if scope.answer_type != AnswerType::Count {
        return None;
    }
    let stands = |scoped: &&ScopedAnswer| scoped.stance.is_answer() && scoped.corrected_by.is_none();
    let given = scope
        .answers
        .iter()
        .filter(stands)
        .filter_map(|scoped| Some((&scoped.answer, Given::of(record(&scoped.answer)?)?)));
    let given: Vec<(&AnswerId, Given)> = given.collect();
    let lowest = given.iter().filter_map(|(_, one)| one.low).min();
    let highest = given.iter().filter_map(|(_, one)| one.high).max();
    let of = |value: i64, is: fn(&Given, i64) -> bool| -> Vec<AnswerId> {
        given.iter().filter(|(_, one)| is(one, value)).map(|(id, _)| (*id).clone()).collect()
    };
    let end = |value: i64, is_its: fn(&Given, i64) -> bool, is_beyond: fn(&Given, i64) -> bool| End {
        value,
        answers: of(value, is_its),
        beyond: of(value, is_beyond),
    };
    (given.len() > 1).then(|| Ends {
        lowest: lowest.map(|value| end(value, |one, value| one.low == Some(value), is_below)),
        highest: highest.map(|value| end(value, |one, value| one.high == Some(value), is_above)),
    })
}

/// Whether somebody says less than the lowest number.
fn is_below(one: &Given, lowest: i64) -> bool {
    match (one.bound, one.high) {
        (Bound::LessThan, Some(high)) => high <= lowest,
        (Bound::AtMost, Some(high)) => high < lowest,
        _ => false,
    }
}

/// Whether somebody says more than the highest number.
fn is_above(one: &Given, highest: i64) -> bool {
    match (one.bound, one.low) {
        (Bound::MoreThan, Some(low)) => low >= highest,
        (Bound::AtLeast, Some(low)) => low > highest,
        _ => false,
    }
}
