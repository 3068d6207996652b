//! Records with the time that is compared, and what two of them in a wrong order come to.

use super::ChainRecords;
use super::causes::causes;
use crate::clock::Clock;
use crate::tense::apart_in_time;
use crate::when::{between, said};
use firsthand_model::backwards::{Backwards, BackwardsWhat, DatedRecord};
use firsthand_model::when::When;
use firsthand_model::{Kind, Media, Source, Statement, StatementId};
use std::collections::HashMap;

/// A record and when it was.
#[derive(Debug, Clone)]
pub(super) struct Dated<'a> {
    pub(super) kind: Kind,
    pub(super) id: &'a str,
    pub(super) label: String,
    pub(super) when: When,
    /// The language in which its source was read.
    pub(super) lang: Option<&'a str>,
    /// Whether it is dated as its source is, or is a source: the day may be that of print.
    pub(super) is_of_print: bool,
}

/// The times of statements, sources and films by id.
pub(super) struct Dates<'a> {
    clock: Clock,
    statements: HashMap<&'a str, &'a Statement>,
    sources: HashMap<&'a str, &'a Source>,
    media: HashMap<&'a str, &'a Media>,
}

impl<'a> Dates<'a> {
    pub(super) fn of(records: &ChainRecords<'a>, clock: Clock) -> Dates<'a> {
        Dates {
            clock,
            statements: records.statements.iter().map(|statement| (statement.id.as_str(), statement)).collect(),
            sources: records.sources.iter().map(|source| (source.id.as_str(), source)).collect(),
            media: records.media.iter().map(|film| (film.id.as_str(), film)).collect(),
        }
    }

    pub(super) fn by_id(&self, id: &StatementId) -> Option<Dated<'a>> {
        self.statements.get(id.as_str()).map(|statement| self.statement(statement))
    }

    /// A statement, when it was said.
    pub(super) fn statement<'s>(&self, statement: &'s Statement) -> Dated<'s>
    where
        'a: 's,
    {
        let source = statement.source.as_ref().and_then(|id| self.sources.get(id.as_str()).copied());
        let date = source.and_then(|source| source.date_edtf.as_ref());
        Dated {
            kind: Kind::Statement,
            id: statement.id.as_str(),
            label: statement.speaker.clone().unwrap_or_default(),
            when: said(self.clock, statement),
            lang: source.and_then(|source| source.langs.first()).map(String::as_str),
            is_of_print: date.is_some() && date == statement.stated_edtf.as_ref(),
        }
    }

    /// A source or film, when it appeared; none if there is none with this id, as of a person.
    pub(super) fn appeared(&self, id: &str) -> Option<Dated<'a>> {
        let source = self.sources.get(id).map(|source| {
            let lang = source.langs.first().map(String::as_str);
            (Kind::Source, source.id.as_str(), source.what.clone(), source.date_edtf.as_deref(), lang)
        });
        let film = || {
            let film = self.media.get(id)?;
            Some((Kind::Media, film.id.as_str(), film.title.clone(), film.first_shown_edtf.as_deref(), None))
        };
        let (kind, id, label, date, lang) = source.or_else(film)?;
        let when = between(self.clock, date, date);
        Some(Dated { kind, id, label: label.unwrap_or_default(), when, lang, is_of_print: true })
    }
}

impl Dated<'_> {
    /// What it comes to that this is recorded before another which it can only have followed; nothing if it is not.
    pub(super) fn backwards(&self, other: &Dated<'_>, what: BackwardsWhat, through: &[&str]) -> Option<Backwards> {
        if !self.when.is_certainly_before(&other.when) {
            return None;
        }
        let apart_ms = other.when.earliest_ms?.saturating_sub(self.when.latest_ms?);
        let apart = apart_in_time(apart_ms);
        let sentence = format!(
            "{} ({}, {}) {} {} ({}, {}){}; they miss each other by {apart}.",
            self.id,
            self.label,
            self.when,
            says(what),
            other.id,
            other.label,
            other.when,
            if through.is_empty() { String::new() } else { format!(", through {}", through.join(", ")) },
        );
        Some(Backwards {
            what,
            earlier: self.shown(),
            later: other.shown(),
            through: through.iter().map(|id| (*id).to_owned()).collect(),
            apart,
            sentence,
            causes: causes(self, other, apart_ms),
        })
    }

    fn shown(&self) -> DatedRecord {
        DatedRecord { kind: self.kind, id: self.id.to_owned(), label: self.label.clone(), when: self.when.clone() }
    }
}

fn says(what: BackwardsWhat) -> &'static str {
    match what {
        BackwardsWhat::SaidBeforeItsSource => "is recorded to come from what was said later:",
        BackwardsWhat::SaidBeforeItAppeared => "is recorded to rest on what appeared later:",
        BackwardsWhat::PrintedBeforeItWasSaid => "is recorded to hold what was said later:",
        BackwardsWhat::PrintedBeforeItsSource => "is recorded to present what appeared later:",
        BackwardsWhat::ReceivedBeforeItWasSent => "is recorded as received before it was sent:",
        BackwardsWhat::UnderstoodBeforeItArrived => "is recorded as understood before it arrived:",
        BackwardsWhat::ToldBeforeItWasSent => "is recorded to tell of what was sent later:",
    }
}
