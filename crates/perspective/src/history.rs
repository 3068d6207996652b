//! Which figure repeats another, which stands in the place of another, and who gave them, among the figures of one scope.
//! Nothing is chosen: a later figure is later, not better. What of it is made anew when more is said is in `standing`.

use crate::clock::Clock;
use crate::interval::Interval;
use crate::joined::lots;
use crate::quick::{Map, Set};
use crate::reading::Reading;
use crate::root::root;
use crate::scopes::{Asked, named};
use crate::when::{order, said};
use firsthand_model::history::{Figure, Replaced, Replacement, SpeakerHistory};
use firsthand_model::natural::{NaturalKey, natural};
use firsthand_model::when::When;
use firsthand_model::words::Stance;
use firsthand_model::{Answer, AnswerId, Bound, PersonId};
use std::collections::BTreeMap;

/// What is compared of a figure: who gave which number, and when.
#[derive(Debug, Clone)]
pub(crate) struct Said {
    pub id: AnswerId,
    pub statement_at: usize,
    /// The same number with the same bound is what a repetition repeats.
    pub value: Value,
    pub speaker: Option<PersonId>,
    stance: Stance,
    /// The moment that it describes.
    moment: Interval,
    /// When it was said: its ends, without the words.
    when: When,
}

impl Said {
    /// A figure for comparison, and as a history shows it, beside no other yet.
    pub fn of(clock: Clock, reading: &Reading<'_>) -> (Said, Figure) {
        let when = said(clock, reading.statement);
        let said = Said {
            id: reading.id.clone(),
            statement_at: reading.statement_at,
            value: value(reading.answer),
            speaker: reading.statement.speaker_id.clone(),
            stance: reading.manner.stance,
            moment: reading.moment,
            when: When {
                earliest_ms: when.earliest_ms,
                latest_ms: when.latest_ms,
                doubtful: when.doubtful,
                ..When::default()
            },
        };
        (said, reading.figure(when))
    }

    /// By when it was said, the undated last, then by id.
    pub fn order(&self) -> (i64, i64) {
        order(&self.when)
    }

    pub fn natural(&self) -> NaturalKey {
        natural(self.id.as_str())
    }
}

/// A number with its bound, as given: minimum, maximum, bound.
pub(crate) type Value = (Option<i64>, Option<i64>, Option<Bound>);

fn value(answer: &Answer) -> Value {
    let number = |text: &Option<String>| text.as_deref().and_then(|text| text.parse().ok());
    (number(&answer.min), number(&answer.max), answer.bound)
}

/// For each figure with one of these values, by place, the one it repeats: of reports with one origin and one value the root,
/// else the first said.
pub(crate) fn repetitions(asked: Asked<'_, '_>, all: &[Said], values: &Set<Value>) -> BTreeMap<usize, Option<usize>> {
    let mut same: Map<Value, BTreeMap<usize, Vec<usize>>> = Map::default();
    for (place, one) in all.iter().enumerate().filter(|(_, one)| values.contains(&one.value)) {
        let rank = asked.chains.rank(one.statement_at);
        same.entry(one.value).or_default().entry(rank).or_default().push(place);
    }
    let mut repeats = BTreeMap::new();
    for figures in same.values() {
        let statement_at = |places: &Vec<usize>| all[places[0]].statement_at;
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
pub(crate) fn replaced(asked: Asked<'_, '_>, one: &Said, own: &[&Said], by_moment: bool) -> Vec<Replaced> {
    let others = || own.iter().copied().filter(|other| other.statement_at != one.statement_at);
    let takes_back = taking_back(one.stance);
    let is_new = |other: &&Said| takes_back.is_some() || other.value != one.value;
    let rests_on = |other: &&Said| asked.chains.rests_on(one.statement_at).any(|at| at == other.statement_at);
    let named = others().filter(rests_on);
    let named: Vec<&Said> = named.filter(is_new).collect();
    if !named.is_empty() {
        let why = takes_back.unwrap_or(Replacement::Derived);
        return named.into_iter().map(|other| Replaced { answer: other.id.clone(), why }).collect();
    }
    let before = || others().filter(|other| other.when.is_certainly_before(&one.when));
    // The last are those after which no other of them certainly began.
    let last_began = before().filter_map(|other| other.when.earliest_ms).max();
    let last = before().filter(|other| other.when.latest_ms >= last_began).filter(is_new);
    let why = |other: &Said| takes_back.unwrap_or_else(|| later(one, other, by_moment));
    last.map(|other| Replaced { answer: other.id.clone(), why: why(other) }).collect()
}

fn taking_back(stance: Stance) -> Option<Replacement> {
    match stance {
        Stance::Corrects => Some(Replacement::Corrects),
        Stance::Retracts => Some(Replacement::Retracts),
        _ => None,
    }
}

fn later(own: &Said, other: &Said, by_moment: bool) -> Replacement {
    let apart = other.moment.high < own.moment.low;
    if by_moment && apart { Replacement::LaterMoment } else { Replacement::Later }
}

/// For each of these figures, the other figures from which it is recorded to come, in order; `repeats` is what it repeats, which
/// is not said twice.
pub(crate) fn sources<'s>(
    asked: Asked<'_, '_>,
    all: &[Said],
    of: impl Iterator<Item = usize> + Clone + 's,
) -> Map<usize, Vec<usize>> {
    let rests_on = |at: usize| asked.chains.rests_on(all[at].statement_at);
    let wanted: Set<usize> = of.clone().flat_map(rests_on).collect();
    let mut places: Map<usize, Vec<usize>> = Map::default();
    for (place, one) in all.iter().enumerate().filter(|(_, one)| wanted.contains(&one.statement_at)) {
        places.entry(one.statement_at).or_default().push(place);
    }
    let found = |at: usize| {
        let mut found: Vec<usize> = rests_on(at).filter_map(|source| places.get(&source)).flatten().copied().collect();
        found.sort_unstable();
        (at, found)
    };
    of.map(found).collect()
}

/// The figures of each registered speaker; speakers by their first figure.
pub(crate) fn speakers(all: &[Said]) -> Vec<SpeakerHistory> {
    let mut speakers: Vec<SpeakerHistory> = Vec::new();
    let mut numbers: Map<&PersonId, usize> = Map::default();
    for one in all {
        let Some(speaker) = &one.speaker else { continue };
        let number = *numbers.entry(speaker).or_insert_with(|| {
            speakers.push(SpeakerHistory { speaker: speaker.clone(), answers: Vec::new() });
            speakers.len() - 1
        });
        speakers[number].answers.push(one.id.clone());
    }
    speakers
}
