//! One group in words, from a draft of it: who is in it, what they share, how many origins it has.
//! Which answers make a group is in `groups`.

use crate::clock::Clock;
use crate::compared::Compared;
use crate::groups::Draft;
use crate::reports::reports;
use crate::scopes::{Asked, Key, named};
use crate::words;
use firsthand_model::board::{AsOf, Group, ScopedAnswer};
use firsthand_model::{AnswerType, Bound};
use std::collections::{BTreeMap, BTreeSet};

/// The group of a draft among the answers of its scope, as compared and as shown.
pub(crate) fn group(
    asked: Asked<'_, '_>,
    key: &Key,
    readings: &[Compared],
    shown: &[ScopedAnswer],
    draft: &Draft<'_>,
    label: String,
) -> Group {
    let members: Vec<&Compared> = draft.members.iter().map(|&at| &readings[at]).collect();
    let rank = |one: &Compared| asked.chains.rank(one.statement_at);
    let mut statements = members.clone();
    statements.sort_by_key(|one| rank(one));
    statements.dedup_by_key(|one| one.statement_at);
    let places: Vec<usize> = statements.iter().map(|one| one.statement_at).collect();
    let (reports, origins) = reports(asked.chains, &places, &|at| named(asked, at));
    let (min, max) = ends(draft, key.answer_type, asked.clock);
    let mut by_basis = BTreeMap::new();
    statements.iter().for_each(|one| *by_basis.entry(one.manner.basis).or_insert(0) += 1);
    Group {
        label,
        low: draft.value.low_end(),
        high: draft.value.high_end(),
        min,
        max,
        options: asked.relation(key.answer_type).common(&draft.options),
        as_of: if key.by_moment(asked.question) { common_moment(readings, shown, draft, asked.clock) } else { None },
        statements: places.iter().map(|&at| asked.chains.spoken(at).id.clone()).collect(),
        answers: draft.members.iter().map(|&at| shown[at].answer.clone()).collect(),
        exact_values: exact_values(&members, key.answer_type, asked.clock),
        origins,
        reports,
        by_basis,
    }
}

fn ends(draft: &Draft<'_>, answer_type: AnswerType, clock: Clock) -> (Option<String>, Option<String>) {
    match answer_type {
        AnswerType::Count => (draft.value.low_end().map(text), draft.value.high_end().map(text)),
        AnswerType::Time => clock.ends(draft.value),
        _ => (None, None),
    }
}

fn text(number: i64) -> String {
    number.to_string()
}

/// Distinct exact values, by value.
fn exact_values(members: &[&Compared], answer_type: AnswerType, clock: Clock) -> Vec<String> {
    let exact = members.iter().filter(|one| one.bound == Some(Bound::Exact)).map(|one| one.value);
    let values: BTreeSet<_> = exact.collect();
    values.into_iter().map(|value| words::span(answer_type, clock, value)).collect()
}

/// The moment that all members share, in their own words where one of them sets an end.
fn common_moment(readings: &[Compared], shown: &[ScopedAnswer], draft: &Draft<'_>, clock: Clock) -> Option<AsOf> {
    let own = |&at: &usize| Some((readings[at].moment, shown[at].as_of.as_ref()?));
    let shown = || draft.members.iter().filter_map(own);
    let (low, high) = clock.ends(draft.moment);
    let earliest =
        shown().filter(|(moment, _)| moment.low == draft.moment.low).filter_map(|(_, own)| own.earliest.clone());
    let latest =
        shown().filter(|(moment, _)| moment.high == draft.moment.high).filter_map(|(_, own)| own.latest.clone());
    let assumed = shown().any(|(_, own)| own.assumed);
    let common = AsOf { earliest: low.and(earliest.min()), latest: high.and(latest.min()), assumed };
    (common.earliest.is_some() || common.latest.is_some()).then_some(common)
}
