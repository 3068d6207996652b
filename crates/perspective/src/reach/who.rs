//! By whose account, and since when that account exists. What it is about is in `mod`.

use super::Reach;
use crate::clock::Clock;
use crate::when::{between, said};
use firsthand_model::natural::natural;
use firsthand_model::reach::WhoSays;
use firsthand_model::when::When;
use firsthand_model::{Handle, Source, Statement, StatementId};
use std::collections::HashMap;

/// Statements and sources by id, with one clock.
pub(super) struct Voices<'a> {
    pub(super) clock: Clock,
    /// In order of id, without those that are left out.
    pub(super) statements: Vec<&'a Statement>,
    statement_at: HashMap<&'a str, &'a Statement>,
    sources: HashMap<&'a str, &'a Source>,
}

impl<'a> Voices<'a> {
    pub(super) fn of(reach: &Reach<'a>, clock: Clock) -> Voices<'a> {
        let counts = |statement: &&Statement| !(reach.leave_out_duress && statement.duress == Some(true));
        let mut statements: Vec<&Statement> = reach.statements.iter().filter(counts).collect();
        statements.sort_by_cached_key(|statement| natural(statement.id.as_str()));
        Voices {
            clock,
            statement_at: statements.iter().map(|statement| (statement.id.as_str(), *statement)).collect(),
            statements,
            sources: reach.sources.iter().map(|source| (source.id.as_str(), source)).collect(),
        }
    }

    /// The accounts that these statements are, in order of id; those that are not given are left out.
    pub(super) fn of_statements(&self, ids: &[StatementId]) -> Vec<WhoSays> {
        let mut found: Vec<&Statement> =
            ids.iter().filter_map(|id| self.statement_at.get(id.as_str()).copied()).collect();
        found.sort_by_cached_key(|statement| natural(statement.id.as_str()));
        found.into_iter().map(|statement| self.of_statement(statement)).collect()
    }

    /// The accounts that these sources are, where no statement of theirs is recorded.
    pub(super) fn of_sources(&self, ids: &[Handle]) -> Vec<WhoSays> {
        let account = |id: &Handle| WhoSays {
            source: Some(id.clone()),
            since: self.sources.get(id.as_str()).map(|source| self.appeared(source)).unwrap_or_default(),
            ..WhoSays::default()
        };
        ids.iter().map(account).collect()
    }

    /// When a source appeared, by its date.
    pub(super) fn appeared(&self, source: &Source) -> When {
        let date = source.date_edtf.as_deref();
        When { mark: source.date_mark.clone(), ..between(self.clock, date, date) }
    }

    pub(super) fn source(&self, statement: &Statement) -> Option<&'a Source> {
        self.sources.get(statement.source.as_ref()?.as_str()).copied()
    }

    fn of_statement(&self, statement: &Statement) -> WhoSays {
        let own = said(self.clock, statement);
        let since = match own.is_unknown() {
            true => self.source(statement).map(|source| self.appeared(source)).filter(|when| !when.is_unknown()),
            false => None,
        };
        WhoSays {
            statement: Some(statement.id.clone()),
            source: statement.source.as_ref().map(|id| Handle::from(id.as_str())),
            speaker: statement.speaker.clone(),
            basis: statement.basis,
            stance: statement.stance,
            since: since.unwrap_or(own),
            duress: statement.duress == Some(true),
        }
    }
}
