//! The figures of one scope as they stand, and what more figures change in their history.

use super::by_scope::Stands;
use super::merge::Merge;
use crate::history::{Said, Value, repetitions, replaced, sources, speakers};
use crate::quick::{Map, Set};
use crate::scopes::{Asked, Key};
use firsthand_model::PersonId;
use firsthand_model::history::{Figure, ScopeHistory};
use std::collections::HashSet;

/// The figures of a history that stands.
#[derive(Debug, Clone)]
pub(super) struct StandingFigures {
    key: Key,
    by_moment: bool,
    /// In the order of the history.
    all: Vec<Said>,
}

impl Stands for StandingFigures {
    type Shown = ScopeHistory;
    type More = (Said, Figure);

    fn empty(asked: Asked<'_, '_>, key: Key) -> (StandingFigures, ScopeHistory) {
        let (population, unit, tally) = (key.population.clone(), key.unit.clone(), key.tally);
        let by_moment = key.by_moment(asked.question);
        (
            StandingFigures { key, by_moment, all: Vec::new() },
            ScopeHistory { population, unit, tally, ..ScopeHistory::default() },
        )
    }

    fn key(&self) -> &Key {
        &self.key
    }

    fn is_touched(&self, asked: Asked<'_, '_>, touched: &HashSet<usize>) -> bool {
        self.all.iter().any(|one| asked.stands_in(one.statement_at, touched))
    }

    fn count(&self) -> usize {
        self.all.len()
    }

    /// Looked at anew are figures with the value or by the speaker of one that is new, or that stands in one
    /// of the touched components.
    fn redo(
        &mut self,
        history: &mut ScopeHistory,
        asked: Asked<'_, '_>,
        more: Vec<(Said, Figure)>,
        touched: &HashSet<usize>,
    ) {
        let is_new = self.take(history, more);
        let is_changed = |&(one, is_new): &(&Said, &bool)| *is_new || asked.stands_in(one.statement_at, touched);
        let changed: Vec<&Said> = self.all.iter().zip(&is_new).filter(is_changed).map(|(one, _)| one).collect();
        let values: Set<Value> = changed.iter().map(|one| one.value).collect();
        let by: Set<PersonId> = changed.iter().filter_map(|one| one.speaker.clone()).collect();
        self.note_repetitions(history, asked, &values);
        self.note_replaced(history, asked, &by);
        if is_new.contains(&true) {
            history.speakers = speakers(&self.all);
        }
    }
}

impl StandingFigures {
    /// Says of each figure whether it is new.
    fn take(&mut self, history: &mut ScopeHistory, mut more: Vec<(Said, Figure)>) -> Vec<bool> {
        more.sort_by_cached_key(|(one, _)| (one.order(), one.natural()));
        let (more, figures): (Vec<Said>, Vec<Figure>) = more.into_iter().unzip();
        let is_before = |one: &Said, other: &Said| {
            one.order().cmp(&other.order()).then_with(|| one.natural().cmp(&other.natural())).is_lt()
        };
        let merge = Merge::of(&self.all, &more, is_before);
        let is_new = merge.both(vec![false; self.all.len()], vec![true; more.len()]);
        history.figures = merge.both(std::mem::take(&mut history.figures), figures);
        self.all = merge.both(std::mem::take(&mut self.all), more);
        is_new
    }

    /// What figures of these values repeat, and from what else they come.
    fn note_repetitions(&self, history: &mut ScopeHistory, asked: Asked<'_, '_>, values: &Set<Value>) {
        let repeats = repetitions(asked, &self.all, values);
        let mut sources = sources(asked, &self.all, repeats.keys().copied());
        for (at, repeated) in repeats {
            let others = sources.remove(&at).unwrap_or_default().into_iter().filter(|source| Some(*source) != repeated);
            history.figures[at].rests_on = others.map(|source| self.all[source].id.clone()).collect();
            history.figures[at].repeats = repeated.map(|repeated| self.all[repeated].id.clone());
        }
    }

    /// In whose place the figures of these speakers stand.
    fn note_replaced(&self, history: &mut ScopeHistory, asked: Asked<'_, '_>, by: &Set<PersonId>) {
        let mut own: Map<&PersonId, Vec<usize>> = Map::default();
        for (at, one) in self.all.iter().enumerate() {
            if let Some(speaker) = one.speaker.as_ref().filter(|speaker| by.contains(*speaker)) {
                own.entry(speaker).or_default().push(at);
            }
        }
        for places in own.into_values() {
            let own: Vec<&Said> = places.iter().map(|&at| &self.all[at]).collect();
            for &at in &places {
                history.figures[at].replaces = replaced(asked, &self.all[at], &own, self.by_moment);
            }
        }
    }
}
