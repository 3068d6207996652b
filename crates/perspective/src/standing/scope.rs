//! What one scope was made from, and what more answers change in it.

use super::by_scope::Stands;
use super::corrections::note_corrected;
use super::merge::Merge;
use crate::bounds::bound_note;
use crate::columns::columns;
use crate::compared::{Compared, Part};
use crate::group::group;
use crate::groups::{Draft, Drafts, Kept, drafts};
use crate::labels::labels;
use crate::relation::{Named, Relation};
use crate::scopes::{Asked, Key};
use crate::tolerance::Tolerance;
use firsthand_model::AnswerType;
use firsthand_model::board::{BoundNote, Group, Scope, ScopedAnswer};
use firsthand_model::natural::natural;
use std::collections::{HashMap, HashSet};

/// The answers and groups of a scope that stands.
#[derive(Debug, Clone)]
pub(super) struct StandingScope {
    key: Key,
    /// In the order of the scope's answers.
    readings: Vec<Compared>,
    /// In the order of its groups.
    drafts: Vec<Kept>,
}

/// Whose group it is: the options that can all be so together, and the members by their places.
type Lot = (Vec<String>, Vec<usize>);

impl Stands for StandingScope {
    type Shown = Scope;
    type More = (Compared, ScopedAnswer);

    fn empty(asked: Asked<'_, '_>, key: Key) -> (StandingScope, Scope) {
        let by_moment = key.by_moment(asked.question);
        let blank = Scope::without_answers(key.answer_type, key.population.clone(), key.unit.clone(), key.tally);
        let scope = Scope { by_moment, ..blank };
        (StandingScope { key, readings: Vec::new(), drafts: Vec::new() }, scope)
    }

    fn key(&self) -> &Key {
        &self.key
    }

    fn is_touched(&self, asked: Asked<'_, '_>, touched: &HashSet<usize>) -> bool {
        self.readings.iter().any(|reading| asked.stands_in(reading.statement_at, touched))
    }

    fn count(&self) -> usize {
        self.readings.len()
    }

    /// Made anew is every group that has other members than before, or in which a statement of the touched
    /// components stands; and where a group shares something else than before, what is said beside the groups.
    fn redo(
        &mut self,
        scope: &mut Scope,
        asked: Asked<'_, '_>,
        more: Vec<(Compared, ScopedAnswer)>,
        touched: &HashSet<usize>,
    ) {
        let moved = self.take(scope, more);
        note_corrected(&mut scope.answers, &self.readings, asked, scope.by_moment);
        let before = std::mem::take(&mut self.drafts);
        let relation = asked.relation(scope.answer_type);
        let Drafts { drafts, are_all } = drafts(&self.readings, relation, scope.by_moment);
        let labels = labels(&drafts, &self.readings, relation, asked.clock);
        self.note_bounds(scope, &before, &drafts, &labels, relation, &moved);
        let stood = self.untouched(scope, before, asked, &moved, touched);
        scope.groups = self.groups(asked, &scope.answers, &drafts, labels, stood);
        scope.are_all = are_all;
        scope.tolerance = self.tolerance(asked);
        scope.columns = columns(&drafts, scope.answer_type, Tolerance::of(Some(asked.question)), scope.by_moment);
        for (answer, groups) in scope.answers.iter_mut().zip(in_groups(&drafts, self.readings.len())) {
            answer.in_groups = groups;
        }
        self.drafts = drafts.into_iter().map(Draft::kept).collect();
    }
}

impl StandingScope {
    /// The tolerance in words; of places only where a point is among them, since names alone are compared without one.
    fn tolerance(&self, asked: Asked<'_, '_>) -> Option<String> {
        let is_used = self.key.answer_type != AnswerType::Place
            || self.readings.iter().any(|reading| reading.options.iter().any(Named::is_point));
        Tolerance::of(Some(asked.question)).printed(self.key.answer_type).filter(|_| is_used)
    }

    /// Gives the new place of each answer that stood.
    fn take(&mut self, scope: &mut Scope, mut more: Vec<(Compared, ScopedAnswer)>) -> Vec<usize> {
        more.sort_by_cached_key(|(_, shown)| (shown.low, natural(shown.answer.as_str())));
        let (more, shown): (Vec<Compared>, Vec<ScopedAnswer>) = more.into_iter().unzip();
        let is_before = |one: &ScopedAnswer, other: &ScopedAnswer| {
            let by_id = || natural(one.answer.as_str()).cmp(&natural(other.answer.as_str()));
            one.low.cmp(&other.low).then_with(by_id).is_lt()
        };
        let merge = Merge::of(&scope.answers, &shown, is_before);
        let moved = merge.moved(self.readings.len());
        scope.answers = merge.both(std::mem::take(&mut scope.answers), shown);
        self.readings = merge.both(std::mem::take(&mut self.readings), more);
        moved
    }

    /// A note stands while the groups share the same under the same labels.
    fn note_bounds(
        &self,
        scope: &mut Scope,
        before: &[Kept],
        drafts: &[Draft<'_>],
        labels: &[String],
        relation: Relation<'_>,
        moved: &[usize],
    ) {
        let before = before.iter().zip(scope.groups.iter().map(|group| &group.label));
        let is_same = before.len() == drafts.len()
            && before.zip(drafts.iter().zip(labels)).all(|((old, label), (new, now))| label == now && new.shares(old));
        let mut stood = vec![false; self.readings.len()];
        moved.iter().filter(|_| is_same).for_each(|&at| stood[at] = true);
        let mut notes = std::mem::take(&mut scope.bounds).into_iter();
        let bounds = self.readings.iter().enumerate().filter(|(_, reading)| reading.part() == Part::Bound);
        let note = |(at, bound): (usize, &Compared)| -> BoundNote {
            let old = if stood[at] { notes.next() } else { None };
            old.unwrap_or_else(|| bound_note(bound, &scope.answers[at], drafts, labels, relation, scope.by_moment))
        };
        scope.bounds = bounds.map(note).collect();
    }

    /// The groups in which no statement of the touched components stands.
    fn untouched(
        &self,
        scope: &mut Scope,
        before: Vec<Kept>,
        asked: Asked<'_, '_>,
        moved: &[usize],
        touched: &HashSet<usize>,
    ) -> HashMap<Lot, Group> {
        if before.is_empty() {
            return HashMap::new();
        }
        let is_touched: Vec<bool> =
            self.readings.iter().map(|reading| asked.stands_in(reading.statement_at, touched)).collect();
        let groups = before.into_iter().zip(std::mem::take(&mut scope.groups)).map(|(mut kept, group)| {
            kept.members.iter_mut().for_each(|at| *at = moved[*at]);
            ((kept.options, kept.members), group)
        });
        groups.filter(|((_, members), _)| !members.iter().any(|&at| is_touched[at])).collect()
    }

    fn groups(
        &self,
        asked: Asked<'_, '_>,
        shown: &[ScopedAnswer],
        drafts: &[Draft<'_>],
        labels: Vec<String>,
        mut stood: HashMap<Lot, Group>,
    ) -> Vec<Group> {
        let one = |(draft, label): (&Draft<'_>, String)| {
            let lot = || (draft.texts(), draft.members.clone());
            match if stood.is_empty() { None } else { stood.remove(&lot()) } {
                Some(old) => Group { label, ..old },
                None => group(asked, &self.key, &self.readings, shown, draft, label),
            }
        };
        drafts.iter().zip(labels).map(one).collect()
    }
}

fn in_groups(drafts: &[Draft<'_>], readings: usize) -> Vec<Vec<usize>> {
    let mut in_groups = vec![Vec::new(); readings];
    for (group, draft) in drafts.iter().enumerate() {
        draft.members.iter().for_each(|&at| in_groups[at].push(group));
    }
    in_groups
}
