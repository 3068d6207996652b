//! Which figure repeats another, which stands in the place of another, and who gave them, among the figures of one scope.
//! Nothing is chosen: a later figure is later, not better. What of it is made anew when more is said is in `standing`.

use crate::clock::Clock;
use crate::joined::lots;
use crate::natural::{NaturalKey, natural};
use crate::reading::Reading;
use crate::root::root;
use crate::scopes::{Asked, named};
use crate::when::{order, said};
use firsthand_model::history::{Figure, Replaced, Replacement, SpeakerHistory};
use firsthand_model::when::When;
use firsthand_model::words::Stance;
use firsthand_model::{AnswerId, PersonId};
use std::collections::{BTreeMap, HashMap, HashSet};

/// One answer with when it was said.
#[derive(Debug, Clone)]
pub(crate) struct Said<'a> {
    pub reading: Reading<'a>,
    pub when: When,
}

/// The same number with the same bound: what a repetition repeats.
pub(crate) type Value<'a> = (Option<&'a str>, Option<&'a str>, Option<&'static str>);

impl<'a> Said<'a> {
    pub fn of(clock: Clock, reading: Reading<'a>) -> Said<'a> {
        Said { when: said(clock, reading.statement), reading }
    }

    /// By when it was said, the undated last, then by id.
    pub fn order(&self) -> (i64, i64) {
        order(&self.when)
    }

    pub fn natural(&self) -> NaturalKey {
        natural(self.reading.answer.id.as_str())
    }

    pub fn value(&self) -> Value<'a> {
        let answer = self.reading.answer;
        (answer.min.as_deref(), answer.max.as_deref(), answer.bound.map(firsthand_model::Bound::word))
    }

    pub fn speaker(&self) -> Option<&'a PersonId> {
        self.reading.statement.speaker_id.as_ref()
    }

    pub fn id(&self) -> AnswerId {
        self.reading.answer.id.clone()
    }

    /// As a history shows it, beside no other figure yet.
    pub fn figure(&self) -> Figure {
        let shown = self.reading.shown(Vec::new());
        Figure {
            answer: shown.answer,
            statement: shown.statement,
            speaker_id: self.speaker().cloned(),
            speaker: self.reading.statement.speaker.clone(),
            basis: shown.basis,
            stance: shown.stance,
            label: shown.label,
            low: shown.low,
            high: shown.high,
            point: shown.point,
            as_of: shown.as_of,
            said: self.when.clone(),
            repeats: None,
            replaces: Vec::new(),
            rests_on: Vec::new(),
            duress: shown.duress,
        }
    }
}

/// For each figure with one of these values, by place, the one it repeats: of reports with one origin and one value the root,
/// else the first said.
pub(crate) fn repetitions(
    asked: Asked<'_, '_>,
    all: &[Said<'_>],
    values: &HashSet<Value<'_>>,
) -> BTreeMap<usize, Option<usize>> {
    let mut same: HashMap<Value<'_>, BTreeMap<usize, Vec<usize>>> = HashMap::new();
    for (place, one) in all.iter().enumerate().filter(|(_, one)| values.contains(&one.value())) {
        let rank = asked.chains.rank(one.reading.statement_at);
        same.entry(one.value()).or_default().entry(rank).or_default().push(place);
    }
    let mut repeats = BTreeMap::new();
    for figures in same.values() {
        let statement_at = |places: &Vec<usize>| all[places[0]].reading.statement_at;
        let members: Vec<usize> = figures.values().map(statement_at).collect();
        for lot in lots(asked.chains, &members) {
            let (_, first) = root(asked.chains, &lot, &|at| named(asked, at));
            let of = |at: usize| figures.get(&asked.chains.rank(at));
            let places = || lot.iter().filter_map(|&at| of(at)).flatten().copied();
            let from = first.and_then(|at| of(at)?.first().copied()).or_else(|| places().min());
            repeats.extend(places().map(|place| (place, from.filter(|from| *from != place))));
        }
    }
    repeats
}

/// The figures in whose place a speaker puts one; `own` are all figures of that speaker, in order.
pub(crate) fn replaced(asked: Asked<'_, '_>, one: &Said<'_>, own: &[&Said<'_>], by_moment: bool) -> Vec<Replaced> {
    let others = || own.iter().copied().filter(|other| other.reading.statement_at != one.reading.statement_at);
    let takes_back = taking_back(one.reading.statement.stance);
    let is_new = |other: &&Said<'_>| takes_back.is_some() || other.value() != one.value();
    let rests_on = &asked.chains.rests_on[one.reading.statement_at];
    let named = others().filter(|other| rests_on.contains(&other.reading.statement_at));
    let named: Vec<&Said<'_>> = named.filter(is_new).collect();
    if !named.is_empty() {
        let why = takes_back.unwrap_or(Replacement::Derived);
        return named.into_iter().map(|other| Replaced { answer: other.id(), why }).collect();
    }
    let before = || others().filter(|other| other.when.is_certainly_before(&one.when));
    // The last are those after which no other of them certainly began.
    let last_began = before().filter_map(|other| other.when.earliest_ms).max();
    let last = before().filter(|other| other.when.latest_ms >= last_began).filter(is_new);
    let why = |other: &Said<'_>| takes_back.unwrap_or_else(|| later(one, other, by_moment));
    last.map(|other| Replaced { answer: other.id(), why: why(other) }).collect()
}

fn taking_back(stance: Option<Stance>) -> Option<Replacement> {
    match stance? {
        Stance::Corrects => Some(Replacement::Corrects),
        Stance::Retracts => Some(Replacement::Retracts),
        _ => None,
    }
}

fn later(own: &Said<'_>, other: &Said<'_>, by_moment: bool) -> Replacement {
    let apart = other.reading.moment.high < own.reading.moment.low;
    if by_moment && apart { Replacement::LaterMoment } else { Replacement::Later }
}

/// For each of these figures, the other figures from which it is recorded to come, in order; `repeats` is what it repeats, which
/// is not said twice.
pub(crate) fn sources<'s>(
    asked: Asked<'_, '_>,
    all: &[Said<'_>],
    of: impl Iterator<Item = usize> + Clone + 's,
) -> HashMap<usize, Vec<usize>> {
    let rests_on = |at: usize| &asked.chains.rests_on[all[at].reading.statement_at];
    let wanted: HashSet<usize> = of.clone().flat_map(rests_on).copied().collect();
    let mut places: HashMap<usize, Vec<usize>> = HashMap::new();
    for (place, one) in all.iter().enumerate().filter(|(_, one)| wanted.contains(&one.reading.statement_at)) {
        places.entry(one.reading.statement_at).or_default().push(place);
    }
    let found = |at: usize| {
        let mut found: Vec<usize> =
            rests_on(at).iter().filter_map(|source| places.get(source)).flatten().copied().collect();
        found.sort_unstable();
        (at, found)
    };
    of.map(found).collect()
}

/// The figures of each registered speaker; speakers by their first figure.
pub(crate) fn speakers(all: &[Said<'_>]) -> Vec<SpeakerHistory> {
    let mut speakers: Vec<SpeakerHistory> = Vec::new();
    let mut numbers: HashMap<&PersonId, usize> = HashMap::new();
    for one in all {
        let Some(speaker) = one.speaker() else { continue };
        let number = *numbers.entry(speaker).or_insert_with(|| {
            speakers.push(SpeakerHistory { speaker: speaker.clone(), answers: Vec::new() });
            speakers.len() - 1
        });
        speakers[number].answers.push(one.id());
    }
    speakers
}
