//! Scopes of one question: answers of one population, unit, tally and type, with their groups, bounds and columns.
//! An absent population is a scope of its own, and so is an absent unit or tally.

use crate::bounds::bound_notes;
use crate::chains::Chains;
use crate::clock::Clock;
use crate::columns::columns;
use crate::ground::Ground;
use crate::groups::{Draft, Drafts, drafts};
use crate::labels::labels;
use crate::moment::moment_parts;
use crate::natural::natural;
use crate::reading::Reading;
use crate::relation::Relation;
use crate::reports::reports;
use crate::tolerance::Tolerance;
use crate::words;
use firsthand_model::board::{AsOf, Group, Scope};
use firsthand_model::history::ScopeHistory;
use firsthand_model::words::Tally;
use firsthand_model::{AnswerType, Bound, Question, StatementId};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

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

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    /// Place among the question's types; the main one is first.
    place: usize,
    answer_type: AnswerType,
    population: Option<String>,
    unit: Option<String>,
    tally: Option<Tally>,
}

/// What is counted or asked, whenever: type, population and unit.
type Asks = (AnswerType, Option<String>, Option<String>);

impl Key {
    fn asks(&self) -> Asks {
        (self.answer_type, self.population.clone(), self.unit.clone())
    }
}

/// The scopes: those of the main type first, then by most answers to what is counted or asked; of one population and
/// unit the final tally before the running one, which later figures have replaced.
pub(crate) fn scopes(asked: Asked<'_, '_>, readings: Vec<Reading<'_>>) -> Vec<Scope> {
    parted(asked, readings).into_iter().map(|(key, readings)| scope(asked, key, readings)).collect()
}

/// The counts of the same scopes in the same order, not yet compared: whether the moment parts them, and the answers.
pub(crate) fn counts<'a>(
    asked: Asked<'_, '_>,
    readings: Vec<Reading<'a>>,
) -> Vec<(ScopeHistory, bool, Vec<Reading<'a>>)> {
    let counts = parted(asked, readings).into_iter().filter(|(key, _)| key.answer_type == AnswerType::Count);
    let blank = |(key, readings): (Key, Vec<Reading<'a>>)| {
        let by_moment = moment_parts(asked.question.as_of_rule.as_deref(), key.tally);
        let Key { population, unit, tally, .. } = key;
        (ScopeHistory { population, unit, tally, ..ScopeHistory::default() }, by_moment, readings)
    };
    counts.map(blank).collect()
}

fn parted<'a>(asked: Asked<'_, '_>, readings: Vec<Reading<'a>>) -> Vec<(Key, Vec<Reading<'a>>)> {
    let mut lots: BTreeMap<Key, Vec<Reading<'_>>> = BTreeMap::new();
    for reading in readings {
        lots.entry(key(asked.question, &reading)).or_default().push(reading);
    }
    let mut lots: Vec<_> = lots.into_iter().collect();
    let mut answers: BTreeMap<Asks, usize> = BTreeMap::new();
    lots.iter().for_each(|(key, readings)| *answers.entry(key.asks()).or_default() += readings.len());
    lots.sort_by_cached_key(|(key, _)| {
        let asks = key.asks();
        (key.place > 0, Reverse(answers[&asks]), asks, key.tally == Some(Tally::Running))
    });
    lots
}

fn key(question: &Question, reading: &Reading<'_>) -> Key {
    let types = &question.types;
    Key {
        place: types.iter().position(|one| *one == reading.answer_type).unwrap_or(types.len()),
        answer_type: reading.answer_type,
        population: reading.answer.population.clone(),
        unit: reading.answer.unit.clone(),
        tally: reading.answer.tally,
    }
}

fn scope(asked: Asked<'_, '_>, key: Key, mut readings: Vec<Reading<'_>>) -> Scope {
    readings.sort_by_cached_key(|reading| (reading.value.low, natural(reading.answer.id.as_str())));
    let by_moment = moment_parts(asked.question.as_of_rule.as_deref(), key.tally);
    let tolerance = Tolerance::of(Some(asked.question));
    let relation = Relation::new(key.answer_type, asked.question, asked.ground);
    let Drafts { drafts, are_all } = drafts(&readings, relation, by_moment);
    let labels = labels(&drafts, &readings, relation, asked.clock);
    let groups =
        drafts.iter().zip(&labels).map(|(draft, label)| group(asked, relation, &readings, draft, label, by_moment));
    let groups = groups.collect();
    let has_point = readings.iter().any(|reading| reading.answer.lat.is_some());
    let in_groups = in_groups(&drafts, readings.len());
    Scope {
        bounds: bound_notes(&readings, &drafts, &labels, relation, by_moment),
        columns: columns(&drafts, key.answer_type, tolerance, by_moment),
        answers: readings.iter().zip(in_groups).map(|(reading, groups)| reading.shown(groups)).collect(),
        groups,
        are_all,
        by_moment,
        tolerance: tolerance.printed(key.answer_type).filter(|_| key.answer_type != AnswerType::Place || has_point),
        population: key.population,
        unit: key.unit,
        tally: key.tally,
        answer_type: key.answer_type,
    }
}

fn in_groups(drafts: &[Draft<'_>], readings: usize) -> Vec<Vec<usize>> {
    let mut in_groups = vec![Vec::new(); readings];
    for (group, draft) in drafts.iter().enumerate() {
        draft.members.iter().for_each(|&at| in_groups[at].push(group));
    }
    in_groups
}

fn group(
    asked: Asked<'_, '_>,
    relation: Relation<'_>,
    readings: &[Reading<'_>],
    draft: &Draft<'_>,
    label: &str,
    by_moment: bool,
) -> Group {
    let members: Vec<&Reading<'_>> = draft.members.iter().map(|&at| &readings[at]).collect();
    let statements: BTreeMap<usize, &Reading<'_>> = members.iter().map(|one| (one.statement_at, *one)).collect();
    let places: Vec<usize> = statements.keys().copied().collect();
    let (reports, origins) = reports(asked.chains, &places, &|at| said(asked, at), &|at| named(asked, at));
    let (min, max) = ends(draft, relation.answer_type(), asked.clock);
    let mut by_basis = BTreeMap::new();
    statements.values().for_each(|one| *by_basis.entry(one.basis()).or_insert(0) += 1);
    Group {
        label: label.to_owned(),
        low: draft.value.low_end(),
        high: draft.value.high_end(),
        min,
        max,
        options: relation.common(&draft.options),
        as_of: if by_moment { common_moment(&members, draft, asked.clock) } else { None },
        statements: statements.values().map(|one| one.statement.id.clone()).collect(),
        answers: members.iter().map(|one| one.answer.id.clone()).collect(),
        exact_values: exact_values(&members, relation.answer_type(), asked.clock),
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
fn exact_values(members: &[&Reading<'_>], answer_type: AnswerType, clock: Clock) -> Vec<String> {
    let exact = members.iter().filter(|one| one.bound == Some(Bound::Exact)).map(|one| one.value);
    let values: BTreeSet<_> = exact.collect();
    values.into_iter().map(|value| words::span(answer_type, clock, value)).collect()
}

/// The moment that all members share, in their own words where one of them sets an end.
fn common_moment(members: &[&Reading<'_>], draft: &Draft<'_>, clock: Clock) -> Option<AsOf> {
    let shown = || members.iter().filter_map(|one| one.as_of.as_ref().map(|as_of| (one.moment, as_of)));
    let (low, high) = clock.ends(draft.moment);
    let earliest =
        shown().filter(|(moment, _)| moment.low == draft.moment.low).filter_map(|(_, own)| own.earliest.clone());
    let latest =
        shown().filter(|(moment, _)| moment.high == draft.moment.high).filter_map(|(_, own)| own.latest.clone());
    let assumed = shown().any(|(_, own)| own.assumed);
    let common = AsOf { earliest: low.and(earliest.min()), latest: high.and(latest.min()), assumed };
    (common.earliest.is_some() || common.latest.is_some()).then_some(common)
}

/// When it was said, for ordering; what is undated comes last.
pub(crate) fn said(asked: Asked<'_, '_>, at: usize) -> i64 {
    let stated = asked.chains.statements[at].stated_edtf.as_deref();
    stated.and_then(|text| asked.clock.read(text)).map_or(i64::MAX, |span| span.low)
}

pub(crate) fn named(asked: Asked<'_, '_>, at: usize) -> bool {
    !asked.unnamed.contains(&asked.chains.statements[at].id)
}
