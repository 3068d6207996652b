//! The history of a question's figures: who gave which number, when, in place of which, and what only repeats another.
//! Nothing is chosen: a later figure is later, not better.

use crate::joined::lots;
use crate::natural::natural;
use crate::reading::Reading;
use crate::root::root;
use crate::scopes::Asked;
use crate::when::{order, said};
use firsthand_model::history::{Figure, History, Replaced, Replacement, ScopeHistory, SpeakerHistory};
use firsthand_model::when::When;
use firsthand_model::words::Stance;
use firsthand_model::{AnswerId, PersonId};
use std::collections::BTreeMap;

/// One answer with when it was said.
struct Said<'a> {
    reading: Reading<'a>,
    when: When,
}

/// The same number with the same bound: what a repetition repeats.
type Value<'a> = (Option<&'a str>, Option<&'a str>, Option<&'static str>);

impl<'a> Said<'a> {
    fn value(&self) -> Value<'a> {
        let answer = self.reading.answer;
        (answer.min.as_deref(), answer.max.as_deref(), answer.bound.map(firsthand_model::Bound::word))
    }

    fn speaker(&self) -> Option<&'a PersonId> {
        self.reading.statement.speaker_id.as_ref()
    }

    fn id(&self) -> AnswerId {
        self.reading.answer.id.clone()
    }
}

/// The history of the scopes, given in the order of the board, each with its answers.
pub(crate) fn history(asked: Asked<'_, '_>, scopes: Vec<(ScopeHistory, bool, Vec<Reading<'_>>)>) -> History {
    let scopes = scopes.into_iter().map(|(scope, by_moment, readings)| filled(asked, scope, by_moment, readings));
    History { question: asked.question.id.clone(), scopes: scopes.collect() }
}

fn filled(asked: Asked<'_, '_>, scope: ScopeHistory, by_moment: bool, readings: Vec<Reading<'_>>) -> ScopeHistory {
    let mut all: Vec<Said<'_>> =
        readings.into_iter().map(|reading| Said { when: said(asked.clock, reading.statement), reading }).collect();
    all.sort_by_cached_key(|one| (order(&one.when), natural(one.reading.answer.id.as_str())));
    let repeats = repetitions(asked, &all);
    let figures = (0..all.len()).map(|at| {
        let replaces = replaced(asked, &all, at, by_moment);
        figure(asked, &all, at, repeats[at].map(|root| all[root].id()), replaces)
    });
    ScopeHistory { figures: figures.collect(), speakers: speakers(&all), ..scope }
}

/// For each figure the place of the one it repeats: of reports with one origin and one value the root, else the first said.
fn repetitions(asked: Asked<'_, '_>, all: &[Said<'_>]) -> Vec<Option<usize>> {
    let mut same: BTreeMap<Value<'_>, BTreeMap<usize, Vec<usize>>> = BTreeMap::new();
    for (place, one) in all.iter().enumerate() {
        same.entry(one.value()).or_default().entry(one.reading.statement_at).or_default().push(place);
    }
    let mut repeats = vec![None; all.len()];
    for figures in same.values() {
        let members: Vec<usize> = figures.keys().copied().collect();
        for lot in lots(asked.chains, &members) {
            let named = |at: usize| !asked.unnamed.contains(&asked.chains.statements[at].id);
            let (_, first) = root(asked.chains, &lot, &named);
            let places = || lot.iter().flat_map(|at| &figures[at]).copied();
            let from = first.and_then(|at| figures.get(&at)?.first().copied()).or_else(|| places().min());
            places().filter(|place| Some(*place) != from).for_each(|place| repeats[place] = from);
        }
    }
    repeats
}

/// The figures of the same speaker in whose place this one stands.
fn replaced(asked: Asked<'_, '_>, all: &[Said<'_>], at: usize, by_moment: bool) -> Vec<Replaced> {
    let own = &all[at];
    let Some(speaker) = own.speaker() else { return Vec::new() };
    let others = || {
        let same = move |other: &&Said<'_>| {
            other.speaker() == Some(speaker) && other.reading.statement_at != own.reading.statement_at
        };
        all.iter().filter(same)
    };
    let takes_back = taking_back(own.reading.statement.stance);
    let named = others().filter(|other| rests_on(asked, own, other));
    let named: Vec<&Said<'_>> = named.filter(|other| takes_back.is_some() || other.value() != own.value()).collect();
    if !named.is_empty() {
        let why = takes_back.unwrap_or(Replacement::Derived);
        return named.into_iter().map(|other| Replaced { answer: other.id(), why }).collect();
    }
    let between = |other: &Said<'_>| {
        others().any(|third| other.when.is_certainly_before(&third.when) && third.when.is_certainly_before(&own.when))
    };
    let last = others().filter(|other| other.when.is_certainly_before(&own.when) && !between(other));
    let last = last.filter(|other| takes_back.is_some() || other.value() != own.value());
    let why = |other: &Said<'_>| takes_back.unwrap_or_else(|| later(own, other, by_moment));
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

fn rests_on(asked: Asked<'_, '_>, own: &Said<'_>, other: &Said<'_>) -> bool {
    asked.chains.rests_on[own.reading.statement_at].contains(&other.reading.statement_at)
}

fn figure(
    asked: Asked<'_, '_>,
    all: &[Said<'_>],
    at: usize,
    repeats: Option<AnswerId>,
    replaces: Vec<Replaced>,
) -> Figure {
    let own = &all[at];
    let shown = own.reading.shown(Vec::new());
    let sources = all.iter().filter(|other| rests_on(asked, own, other)).map(Said::id);
    let rests_on = sources.filter(|id| repeats.as_ref() != Some(id)).collect();
    Figure {
        answer: shown.answer,
        statement: shown.statement,
        speaker_id: own.speaker().cloned(),
        speaker: own.reading.statement.speaker.clone(),
        basis: shown.basis,
        stance: shown.stance,
        label: shown.label,
        low: shown.low,
        high: shown.high,
        point: shown.point,
        as_of: shown.as_of,
        said: own.when.clone(),
        repeats,
        replaces,
        rests_on,
        duress: shown.duress,
    }
}

fn speakers(all: &[Said<'_>]) -> Vec<SpeakerHistory> {
    let mut speakers: Vec<SpeakerHistory> = Vec::new();
    for one in all {
        let Some(speaker) = one.speaker() else { continue };
        match speakers.iter_mut().find(|known| known.speaker == *speaker) {
            Some(known) => known.answers.push(one.id()),
            None => speakers.push(SpeakerHistory { speaker: speaker.clone(), answers: vec![one.id()] }),
        }
    }
    speakers
}
