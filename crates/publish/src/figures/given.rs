//! Who gave which number, when, and after which of their own: the rows of a history, from statements and answers.
//! Nothing is judged here: that a later figure of one speaker replaces an earlier one is said only where they say so.

use crate::site::Site;
use crate::words_dates::short;
use firsthand_model::board::{Scope, ScopedAnswer};
use firsthand_model::words::{Stance, Tally};
use firsthand_model::Statement;
use std::collections::BTreeMap;

/// One figure as it was given.
pub struct Given<'s> {
    /// The answer as perspective reads it.
    pub scoped: &'s ScopedAnswer,
    /// Its statement.
    pub statement: &'s Statement,
    /// The day it was said, short; none if no date is known.
    pub day: Option<String>,
    /// Whether the count still ran, or was final.
    pub tally: Option<Tally>,
    /// Index of the figure that the same registered speaker gave before it.
    pub before: Option<usize>,
}

impl Given<'_> {
    /// Whether it is denied, corrected or taken back.
    pub fn is_marked(&self) -> bool {
        matches!(self.statement.stance, Some(Stance::Denies | Stance::Corrects | Stance::Retracts | Stance::Doubts))
    }
}

/// The figures of scopes that differ in nothing but their tally, in order of the day they were said; undated last.
pub fn given<'s>(site: &Site<'s>, scopes: &[&'s Scope]) -> Vec<Given<'s>> {
    let mut rows: Vec<Given> = Vec::new();
    for scope in scopes {
        for scoped in &scope.answers {
            let Some(cleared) = site.statement(scoped.statement.as_str()) else { continue };
            let statement = &cleared.statement;
            let day = statement.stated_edtf.as_deref().map(short);
            rows.push(Given { scoped, statement, day, tally: scope.tally, before: None });
        }
    }
    let key = |row: &Given| (row.day.is_none(), row.statement.stated_edtf.clone(), row.scoped.answer.clone());
    rows.sort_by_key(key);
    let mut last: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, row) in rows.iter_mut().enumerate() {
        if let (Some(speaker), true) = (row.statement.speaker_id.as_ref(), row.day.is_some()) {
            row.before = last.insert(speaker.as_str(), index);
        }
    }
    rows
}
