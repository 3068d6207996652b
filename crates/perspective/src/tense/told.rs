//! Records as bounds between moments, gathered for one network; and from what the network comes to back to the records.

use super::causes::{Clues, causes, looked_for};
use super::say::Axis;
use crate::order::{ALWAYS, Bound, Conflict, Leeway, Moment, Network, Record, solve};
use firsthand_model::natural::natural;
use firsthand_model::tension::{OrderSaid, Placed, TenseIn, TenseRecord, Tension};
use firsthand_model::{Kind, Statement};
use std::collections::{BTreeMap, BTreeSet};

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
    /// Where it puts a thing, if it does.
    pub(crate) placed: Option<Placed>,
    /// How it puts moments to each other, if it does.
    pub(crate) orders: Vec<OrderSaid>,
    /// What is asked, if it is an answer: question and population.
    pub(crate) asked: Option<String>,
    pub(crate) clues: Clues,
    /// The answer by which its own speaker corrects it: it bounds nothing then.
    pub(crate) corrected_by: Option<String>,
}

/// The words after what a corrected answer says.
pub(super) fn corrected_words(by: Option<&String>) -> String {
    by.map(|by| format!(", and is corrected by {by}")).unwrap_or_default()
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

/// Ids of records in natural order, by what they speak of.
pub(crate) type LeftOut = BTreeMap<String, Vec<String>>;

/// What a network of records comes to.
pub(crate) struct Outcome {
    pub(crate) tensions: Vec<Tension>,
    pub(crate) differences: usize,
    pub(crate) are_all: bool,
    pub(crate) leeway: Vec<Leeway>,
    /// The records that are left out of it, by what they speak of.
    pub(crate) without: LeftOut,
}

/// The ids of records that stand in a set, by what they speak of.
fn left_out(conflicts: &[(Vec<&Told<'_>>, i64)]) -> LeftOut {
    let mut left_out = LeftOut::new();
    for told in conflicts.iter().flat_map(|(records, _)| records) {
        for of in &told.of {
            let ids = left_out.entry(of.clone()).or_default();
            if !ids.contains(&told.id) {
                ids.push(told.id.clone());
            }
        }
    }
    left_out.values_mut().for_each(|ids| ids.sort_by_cached_key(|id| natural(id)));
    left_out
}

/// Solves the network of the records; `always` holds whatever anybody says.
pub(crate) fn outcome(axis: Axis, moments: usize, mut told: Vec<Told<'_>>, always: Vec<Between>) -> Outcome {
    told.sort_by_cached_key(|record| (record.kind, natural(&record.id)));
    let (told, corrected): (Vec<Told<'_>>, Vec<Told<'_>>) =
        told.into_iter().partition(|one| one.corrected_by.is_none());
    let bound = |record: Record, &(from, to, at_most_ms): &Between| Bound { from, to, at_most_ms, record };
    let of_records = (0..).zip(&told).flat_map(|(record, told)| told.bounds.iter().map(move |b| bound(record, b)));
    let solved = solve(&Network::new(moments, of_records.chain(always.iter().map(|b| bound(ALWAYS, b)))));
    let conflicts: Vec<(Vec<&Told<'_>>, i64)> = solved.tensions.iter().map(|conflict| of(&told, conflict)).collect();
    let tensions = conflicts.iter().filter(|(records, _)| !is_difference(records));
    let tensions: Vec<Tension> =
        tensions.map(|(records, apart)| tension(axis, records, &beside(&told, &corrected, records), *apart)).collect();
    Outcome {
        differences: conflicts.len() - tensions.len(),
        tensions,
        are_all: solved.are_all,
        leeway: solved.leeway,
        without: left_out(&conflicts),
    }
}

fn of<'t, 'a>(told: &'t [Told<'a>], conflict: &Conflict) -> (Vec<&'t Told<'a>>, i64) {
    (conflict.records.iter().map(|&record| &told[record as usize]).collect(), conflict.apart_ms)
}

/// Whether all of it is answers to one question and population: different answers, which the question's board has side by
/// side.
pub(crate) fn is_difference(records: &[&Told<'_>]) -> bool {
    let asked: BTreeSet<Option<&String>> = records.iter().map(|told| told.asked.as_ref()).collect();
    records.len() > 1 && asked.len() == 1 && !asked.contains(&None)
}

/// What else is told of where the things that these records speak of are; then what some of these correct.
fn beside<'t, 'a>(told: &'t [Told<'a>], corrected: &'t [Told<'a>], records: &[&Told<'a>]) -> Vec<&'t Told<'a>> {
    let is_member = |one: &Told<'_>| records.iter().any(|member| (member.kind, &member.id) == (one.kind, &one.id));
    let is_of_them =
        |one: &Told<'_>| one.placed.as_ref().is_some_and(|at| records.iter().any(|member| member.of.contains(&at.of)));
    let others = told.iter().filter(|one| is_of_them(one) && !is_member(one));
    others.chain(corrected_by(corrected, records)).collect()
}

/// Of what is corrected that which one of these records corrects.
pub(super) fn corrected_by<'t, 'a: 't, 'r>(
    corrected: impl IntoIterator<Item = &'t Told<'a>> + 'r,
    records: &'r [&Told<'a>],
) -> impl Iterator<Item = &'t Told<'a>> + 'r
where
    't: 'r,
{
    let is_of_them = move |one: &&Told<'a>| records.iter().any(|member| one.corrected_by.as_ref() == Some(&member.id));
    corrected.into_iter().filter(is_of_them)
}

/// A set of records that do not fit together, with its words; `beside` are others that place what they speak of.
pub(crate) fn tension(axis: Axis, records: &[&Told<'_>], beside: &[&Told<'_>], apart: i64) -> Tension {
    let causes = causes(axis, records, beside, apart);
    Tension {
        what: match axis {
            Axis::Time => TenseIn::Time,
            Axis::Number => TenseIn::Number,
        },
        records: records.iter().map(|told| shown(told)).collect(),
        beside: beside.iter().map(|told| shown(told)).collect(),
        about: records.iter().flat_map(|told| told.of.iter().cloned()).collect::<BTreeSet<_>>().into_iter().collect(),
        about_in_words: Vec::new(),
        apart: axis.apart(apart),
        sentence: axis.sentence(records, apart),
        looked_for: looked_for(axis, records, &causes),
        causes,
    }
}

fn shown(told: &Told<'_>) -> TenseRecord {
    TenseRecord {
        kind: told.kind,
        id: told.id.clone(),
        statement: told.statement.map(|statement| statement.id.clone()),
        says: told.says.clone(),
        speaker: told.statement.and_then(|statement| statement.speaker.clone()),
        basis: told.statement.and_then(|statement| statement.basis),
        duress: told.statement.is_some_and(|statement| statement.duress == Some(true)),
        placed: told.placed.clone(),
        orders: told.orders.clone(),
    }
}
