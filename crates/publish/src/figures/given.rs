//! The rows of a history as they are drawn: figures of scopes that differ in nothing but their tally, in order of time.
//! Which figure stands in the place of which, and which only repeats another, is decided in `perspective`.

use crate::site::Site;
use crate::words_dates::short;
use firsthand_model::board::{Scope, ScopedAnswer};
use firsthand_model::history::{Figure, History, Replacement};
use firsthand_model::words::{Stance, Tally};
use firsthand_model::{AnswerId, PersonId, Statement};
use std::collections::BTreeMap;

/// One figure as it was given.
pub struct Given<'s> {
    /// The answer as the board has it.
    pub scoped: &'s ScopedAnswer,
    /// Its statement.
    pub statement: &'s Statement,
    /// The day it was said, short; none if no date is known.
    pub day: Option<String>,
    /// Whether the count still ran, or was final.
    pub tally: Option<Tally>,
    /// Indexes of earlier figures of the same speaker in whose place it stands, and why.
    pub replaces: Vec<(usize, Replacement)>,
    /// Index of the figure of which it is a repetition.
    pub repeats: Option<usize>,
    /// Indexes of the figures of others from which it is recorded to come.
    pub rests_on: Vec<usize>,
}

impl Given<'_> {
    /// Whether it is denied, doubted, corrected or taken back.
    pub fn is_marked(&self) -> bool {
        matches!(self.statement.stance, Some(Stance::Denies | Stance::Corrects | Stance::Retracts | Stance::Doubts))
    }
}

/// The figures of these scopes by the earliest they can have been said; the undated last.
pub fn given<'s>(site: &Site<'s>, history: &'s History, scopes: &[&'s Scope]) -> Vec<Given<'s>> {
    let mut found: Vec<(&Figure, Given)> = Vec::new();
    for scope in scopes {
        let same = history
            .scopes
            .iter()
            .filter(|one| one.population == scope.population && one.unit == scope.unit && one.tally == scope.tally);
        for figure in same.flat_map(|one| &one.figures) {
            let scoped = scope.answers.iter().find(|scoped| scoped.answer == figure.answer);
            let cleared = site.statement(figure.statement.as_str());
            let Some((scoped, cleared)) = scoped.zip(cleared) else { continue };
            let statement = &cleared.statement;
            let day = statement.stated_edtf.as_deref().filter(|_| !figure.said.is_unknown()).map(short);
            let (replaces, rests_on) = (Vec::new(), Vec::new());
            let row = Given { scoped, statement, day, tally: scope.tally, replaces, repeats: None, rests_on };
            found.push((figure, row));
        }
    }
    found.sort_by_cached_key(|(figure, row)| order(figure, row));
    let places: BTreeMap<AnswerId, usize> =
        (0..).zip(&found).map(|(at, (figure, _))| (figure.answer.clone(), at)).collect();
    let linked = |(figure, row): (&Figure, Given<'s>)| {
        let repeats = figure.repeats.as_ref().and_then(|id| places.get(id)).copied();
        let said = |answer: &AnswerId| figure.replaces.iter().any(|one| one.answer == *answer);
        let sources = figure.rests_on.iter().filter(|answer| !said(answer)).filter_map(|id| places.get(id)).copied();
        Given {
            replaces: figure.replaces.iter().filter_map(|one| Some((*places.get(&one.answer)?, one.why))).collect(),
            repeats,
            rests_on: sources.filter(|at| Some(*at) != repeats).collect(),
            ..row
        }
    };
    found.into_iter().map(linked).collect()
}

/// By time, then by day as printed so that one day stays together, then by answer.
fn order(figure: &Figure, row: &Given) -> (bool, i64, i64, Option<String>, AnswerId) {
    let (from, to) = (figure.said.earliest_ms, figure.said.latest_ms);
    let earliest = from.or(to).unwrap_or_default();
    (row.day.is_none(), earliest, to.unwrap_or(earliest), row.day.clone(), figure.answer.clone())
}

/// The dated figures of each registered speaker who gave two or more, in order; speakers by their first figure.
pub fn strands(rows: &[Given]) -> Vec<Vec<usize>> {
    let mut lots: Vec<(&PersonId, Vec<usize>)> = Vec::new();
    for (index, row) in rows.iter().enumerate().filter(|(_, row)| row.day.is_some()) {
        let Some(speaker) = row.statement.speaker_id.as_ref() else { continue };
        match lots.iter_mut().find(|(known, _)| *known == speaker) {
            Some((_, marks)) => marks.push(index),
            None => lots.push((speaker, vec![index])),
        }
    }
    lots.into_iter().map(|(_, marks)| marks).filter(|marks| marks.len() > 1).collect()
}
