//! Which answers their own speaker corrects, among all that one speaker gives in one scope. A correction names what it replaces by
//! being derived from it; one that names nothing replaces what was said before it, and what was not certainly said after it.
//! Nothing is taken away by it: what is corrected stays, and is said to be.

use crate::compared::Compared;
use crate::interval::Interval;
use firsthand_model::when::When;
use firsthand_model::words::Stance;
use std::cmp::Reverse;
use std::ops::Range;

/// One answer of the speaker.
#[derive(Debug, Clone)]
pub(crate) struct Own {
    /// The statement in which it is given, by any number: one statement corrects nothing of its own.
    pub statement: usize,
    /// Whether it is given as a correction.
    pub corrects: bool,
    /// When it was said.
    pub when: When,
    /// The moment that it describes; every moment where moments do not part answers.
    pub moment: Interval,
    /// The statements from which its own is derived.
    pub rests_on: Vec<usize>,
}

impl Own {
    /// Of an answer as it is compared: `when` its statement was said, and `rests_on` those from which that is derived.
    pub fn of(answer: &Compared, statement: usize, when: When, by_moment: bool, rests_on: Vec<usize>) -> Own {
        let corrects = answer.manner.stance == Stance::Corrects;
        Own { statement, corrects, when, moment: if by_moment { answer.moment } else { Interval::ALL }, rests_on }
    }
}

/// Whether two answers, each with its label, give one value, whatever it is called: numbers and times by what they admit, all else by
/// its label.
pub(crate) fn says_the_same((one, label): (&Compared, &str), (other, other_label): (&Compared, &str)) -> bool {
    (one.value, one.negated) == (other.value, other.negated) && (one.bound.is_some() || label == other_label)
}

/// For each answer of one speaker the one that corrects it, by its place. `own` is in one order whoever evaluates;
/// `says_the_same` tells of two places whether they give one value, which corrects nothing.
///
/// The first correction that certainly came later is named, and where dates tell none the last that may have. Both are looked up in
/// lists in that order, so that the work grows with the answers and not with their pairs.
pub(crate) fn corrected(own: &[Own], says_the_same: &dyn Fn(usize, usize) -> bool) -> Vec<Option<usize>> {
    let is_other =
        |by: usize, at: usize| own[by].statement != own[at].statement && own[by].moment.overlaps(own[at].moment);
    let mut found = vec![None; own.len()];
    let names = Names::of(own);
    for (by, at) in names.pairs(own) {
        if found[at].is_none() && is_other(by, at) && !says_the_same(by, at) {
            found[at] = Some(by);
        }
    }
    let free: Vec<usize> = (0..own.len()).filter(|&at| own[at].corrects && !names.names[at]).collect();
    let firm = free.iter().copied().filter(|&at| begin(&own[at]).is_some()).collect();
    let by_begin = List::of(firm, says_the_same, |&at| begin(&own[at]));
    let by_end = List::of(free, says_the_same, |&at| Reverse(end(&own[at]).unwrap_or(i64::MAX)));
    let unnamed: Vec<usize> = (0..own.len()).filter(|&at| found[at].is_none()).collect();
    for at in unnamed {
        let one = &own[at];
        let later = end(one).and_then(|end| {
            let from = by_begin.places.partition_point(|&by| begin(&own[by]) <= Some(end));
            by_begin.first(from..by_begin.places.len(), at, says_the_same, &is_other)
        });
        let may_be_later = || {
            let to = begin(one).map_or(by_end.places.len(), |begin| {
                by_end.places.partition_point(|&by| end(&own[by]).is_none_or(|end| end >= begin))
            });
            by_end.first(0..to, at, says_the_same, &is_other).filter(|_| !one.corrects)
        };
        found[at] = later.or_else(may_be_later);
    }
    found
}

/// When it was said at the earliest, if that is firm.
fn begin(one: &Own) -> Option<i64> {
    one.when.earliest_ms.filter(|_| !one.when.doubtful)
}

/// When it was said at the latest, if that is firm.
fn end(one: &Own) -> Option<i64> {
    one.when.latest_ms.filter(|_| !one.when.doubtful)
}

/// Corrections in an order, each with the next that gives another value.
struct List {
    places: Vec<usize>,
    other_value: Vec<usize>,
}

impl List {
    fn of<K: Ord>(
        mut places: Vec<usize>,
        says_the_same: &dyn Fn(usize, usize) -> bool,
        order: impl Fn(&usize) -> K,
    ) -> List {
        places.sort_by_key(order);
        let mut other_value = vec![places.len(); places.len()];
        for at in (1..places.len()).rev() {
            let is_same = says_the_same(places[at - 1], places[at]);
            other_value[at - 1] = if is_same { other_value[at] } else { at };
        }
        List { places, other_value }
    }

    /// The first in a part of the list that gives another value than this answer.
    fn first(
        &self,
        part: Range<usize>,
        answer: usize,
        says_the_same: &dyn Fn(usize, usize) -> bool,
        is_other: &dyn Fn(usize, usize) -> bool,
    ) -> Option<usize> {
        let mut at = part.start;
        while at < part.end {
            let by = self.places[at];
            match says_the_same(by, answer) {
                true => at = self.other_value[at],
                false if is_other(by, answer) => return Some(by),
                false => at += 1,
            }
        }
        None
    }
}

/// Corrections that name what they replace.
struct Names {
    /// Of each answer, whether it is one of them.
    names: Vec<bool>,
    /// Answers by their statements, for looking them up.
    by_statement: Vec<(usize, usize)>,
}

impl Names {
    fn of(own: &[Own]) -> Names {
        let mut by_statement: Vec<(usize, usize)> =
            own.iter().enumerate().map(|(at, one)| (one.statement, at)).collect();
        by_statement.sort_unstable();
        let mut names = Names { names: Vec::new(), by_statement };
        let is_named = |one: &Own| one.corrects && one.rests_on.iter().any(|&of| !names.of_statement(of).is_empty());
        names.names = own.iter().map(is_named).collect();
        names
    }

    fn of_statement(&self, statement: usize) -> &[(usize, usize)] {
        let from = self.by_statement.partition_point(|(of, _)| *of < statement);
        let to = self.by_statement.partition_point(|(of, _)| *of <= statement);
        &self.by_statement[from..to]
    }

    /// Each with what it names, the earliest first.
    fn pairs(&self, own: &[Own]) -> Vec<(usize, usize)> {
        let mut by: Vec<usize> = (0..own.len()).filter(|&at| self.names[at]).collect();
        by.sort_by_key(|&at| (own[at].when.earliest_ms.is_none(), own[at].when.earliest_ms));
        let named = |&by: &usize| {
            let all = own[by].rests_on.iter().flat_map(|&of| self.of_statement(of));
            all.map(|&(_, at)| (by, at)).collect::<Vec<_>>()
        };
        by.iter().flat_map(named).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    /// How often two values are compared, of so many answers of one speaker of which every second is a correction.
    fn compared(count: usize, value: fn(usize) -> usize, when: fn(usize) -> When) -> usize {
        let own = |at: usize| Own {
            statement: at,
            corrects: at % 2 == 1,
            when: when(at),
            moment: Interval::ALL,
            rests_on: Vec::new(),
        };
        let own: Vec<Own> = (0..count).map(own).collect();
        let calls = Cell::new(0);
        let says_the_same = |one: usize, other: usize| {
            calls.set(calls.get() + 1);
            value(one) == value(other)
        };
        corrected(&own, &says_the_same);
        calls.get()
    }

    #[test]
    fn the_work_grows_with_the_answers_of_a_speaker_and_not_with_their_pairs() {
        let dated = |at: usize| When {
            earliest_ms: Some(at as i64 * 10),
            latest_ms: Some(at as i64 * 10 + 5),
            ..When::default()
        };
        let doubtful = |at: usize| When { earliest_ms: Some(at as i64), doubtful: true, ..When::default() };
        let values: [fn(usize) -> usize; 3] = [|_| 1, |at| at, |at| at / 7 % 3];
        let dates: [fn(usize) -> When; 3] = [dated, doubtful, |_| When::default()];
        for (value, when) in values.into_iter().flat_map(|value| dates.map(|when| (value, when))) {
            let (few, many) = (compared(1_000, value, when), compared(4_000, value, when));
            assert!(many <= 4 * few + 10, "{few}, then {many}");
        }
    }
}
