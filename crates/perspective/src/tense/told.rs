//! Records as bounds between moments, gathered for one network; and from what the network comes to back to the records.

use super::causes::{Clues, causes};
use super::say::Axis;
use crate::natural::natural;
use crate::order::{ALWAYS, Bound, Conflict, Leeway, Moment, Network, Record, solve};
use firsthand_model::tension::{TenseRecord, Tension};
use firsthand_model::{Kind, Statement};
use std::collections::BTreeSet;

/// One record and what it says.
#[derive(Debug, Clone)]
pub(crate) struct Told<'a> {
    pub(crate) kind: Kind,
    pub(crate) id: String,
    pub(crate) statement: Option<&'a Statement>,
    /// What it says, in words that follow its id.
    pub(crate) says: String,
    /// What it speaks of, by the names of moments or populations.
    pub(crate) of: BTreeSet<String>,
    pub(crate) bounds: Vec<Between>,
    pub(crate) clues: Clues,
}

/// A bound without its record.
pub(crate) type Between = (Moment, Moment, i64);

/// That `later` comes `least` or more after `earlier`.
pub(crate) fn at_least(earlier: Moment, later: Moment, least: i64) -> Between {
    (later, earlier, least.saturating_neg())
}

/// That `later` comes `most` or less after `earlier`.
pub(crate) fn at_most(earlier: Moment, later: Moment, most: i64) -> Between {
    (earlier, later, most)
}

/// What a network of records comes to.
pub(crate) struct Outcome {
    pub(crate) tensions: Vec<Tension>,
    pub(crate) differences: usize,
    pub(crate) are_all: bool,
    pub(crate) leeway: Vec<Leeway>,
}

/// Solves the network of the records; `always` holds whatever anybody says.
pub(crate) fn outcome(axis: Axis, moments: usize, mut told: Vec<Told<'_>>, always: Vec<Between>) -> Outcome {
    told.sort_by_cached_key(|record| (record.kind, natural(&record.id)));
    let bound = |record: Record, &(from, to, at_most_ms): &Between| Bound { from, to, at_most_ms, record };
    let of_records = (0..).zip(&told).flat_map(|(record, told)| told.bounds.iter().map(move |b| bound(record, b)));
    let solved = solve(&Network::new(moments, of_records.chain(always.iter().map(|b| bound(ALWAYS, b)))));
    let conflicts: Vec<(Vec<&Told<'_>>, i64)> = solved.tensions.iter().map(|conflict| of(&told, conflict)).collect();
    let tensions = conflicts.iter().filter(|(records, _)| !is_difference(records));
    let tensions: Vec<Tension> = tensions.map(|(records, apart)| tension(axis, records, *apart)).collect();
    Outcome { differences: conflicts.len() - tensions.len(), tensions, are_all: solved.are_all, leeway: solved.leeway }
}

fn of<'t, 'a>(told: &'t [Told<'a>], conflict: &Conflict) -> (Vec<&'t Told<'a>>, i64) {
    (conflict.records.iter().map(|&record| &told[record as usize]).collect(), conflict.apart_ms)
}

/// Whether all of it is answers about one thing: different answers, which the question's board has side by side.
pub(crate) fn is_difference(records: &[&Told<'_>]) -> bool {
    let things: BTreeSet<&String> = records.iter().flat_map(|told| &told.of).collect();
    things.len() == 1 && records.len() > 1 && records.iter().all(|told| told.kind == Kind::Answer)
}

/// A set of records that do not fit together, with its words.
pub(crate) fn tension(axis: Axis, records: &[&Told<'_>], apart: i64) -> Tension {
    let shown = |told: &&Told<'_>| TenseRecord {
        kind: told.kind,
        id: told.id.clone(),
        statement: told.statement.map(|statement| statement.id.clone()),
        says: told.says.clone(),
    };
    Tension {
        records: records.iter().map(shown).collect(),
        about: records.iter().flat_map(|told| told.of.iter().cloned()).collect::<BTreeSet<_>>().into_iter().collect(),
        apart: axis.apart(apart),
        sentence: axis.sentence(records, apart),
        causes: causes(axis, records, apart),
    }
}
