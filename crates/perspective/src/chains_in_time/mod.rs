//! Chains of reports that go backwards in time as recorded: said before it could be heard, received before it was sent. One of
//! the records, or our reading of it, needs another look; investigators look at them, and no dossier shows one.
//!
//! # Rules
//!
//! Two times are in a wrong order only if the latest of the one is before the earliest of the other and neither date is marked
//! as approximate or uncertain. A statement is compared with everything from which it is recorded to come at whatever distance;
//! where a part of that way is itself backwards, that part is reported and not the whole. A statement without a date of its own is
//! passed through. What nobody dated is in no chain that goes backwards.

mod causes;
mod dated;
mod reports;

#[cfg(test)]
mod tests;

use crate::clock::Clock;
use crate::when::between;
use dated::{Dated, Dates};
use firsthand_model::backwards::{Backwards, BackwardsWhat};
use firsthand_model::natural::natural;
use firsthand_model::{Dependence, Kind, Media, Message, Source, Statement, StatementId};

/// The records among which chains are followed. Their order makes no difference.
#[derive(Debug, Clone, Copy, Default)]
pub struct ChainRecords<'a> {
    /// Statements.
    pub statements: &'a [Statement],
    /// Dependences, of which only `derived_from` says what came first.
    pub dependences: &'a [Dependence],
    /// Messages.
    pub messages: &'a [Message],
    /// Sources.
    pub sources: &'a [Source],
    /// Films, footage and transcripts known of.
    pub media: &'a [Media],
    /// Dates without an offset are read in this offset from UTC.
    pub offset_minutes: i32,
}

/// Every two records that are recorded in an order that cannot have been, by the ids of the earlier and the later.
pub fn chains_in_time(records: &ChainRecords<'_>) -> Vec<Backwards> {
    let clock = Clock::new(records.offset_minutes);
    let dates = Dates::of(records, clock);
    let mut found = reports::backwards(records, &dates);
    found.extend(records.statements.iter().flat_map(|statement| of_statement(&dates, statement)));
    found.extend(records.sources.iter().flat_map(|source| of_source(&dates, source)));
    found.extend(records.messages.iter().flat_map(|message| of_message(&dates, clock, message)));
    found.sort_by_cached_key(|one| (one.what, natural(&one.earlier.id), natural(&one.later.id)));
    found.dedup();
    found
}

/// Whether a statement was said before what its speaker has it from appeared, or after its own source did.
fn of_statement(dates: &Dates<'_>, statement: &Statement) -> Vec<Backwards> {
    let own = dates.statement(statement);
    let heard = statement.knows_from_ids.iter().filter_map(|id| dates.appeared(id.as_str()));
    let mut found: Vec<Backwards> =
        heard.filter_map(|from| own.backwards(&from, BackwardsWhat::SaidBeforeItAppeared, &[])).collect();
    let source = statement.source.as_ref().and_then(|id| dates.appeared(id.as_str()));
    found.extend(source.and_then(|source| source.backwards(&own, BackwardsWhat::PrintedBeforeItWasSaid, &[])));
    found
}

fn of_source(dates: &Dates<'_>, source: &Source) -> Vec<Backwards> {
    let Some(own) = dates.appeared(source.id.as_str()) else { return Vec::new() };
    let others = source.depends_on.iter().filter_map(|id| dates.appeared(id.as_str()));
    others.filter_map(|other| own.backwards(&other, BackwardsWhat::PrintedBeforeItsSource, &[])).collect()
}

/// Whether a message arrived before it was sent, was understood before it arrived, or was told of before it was sent.
fn of_message(dates: &Dates<'_>, clock: Clock, message: &Message) -> Vec<Backwards> {
    let stage = |earliest: &Option<String>, latest: &Option<String>| Dated {
        kind: Kind::Message,
        id: message.id.as_str(),
        label: message.content.clone().unwrap_or_default(),
        when: between(clock, earliest.as_deref(), latest.as_deref()),
        lang: None,
        is_of_print: false,
    };
    let sent = stage(&message.earliest, &message.latest);
    let received = stage(&message.received_earliest, &message.received_latest);
    let understood = stage(&message.understood_earliest, &message.understood_latest);
    let mut found = Vec::new();
    found.extend(received.backwards(&sent, BackwardsWhat::ReceivedBeforeItWasSent, &[]));
    found.extend(understood.backwards(&received, BackwardsWhat::UnderstoodBeforeItArrived, &[]));
    let Message { sent_by_source, receipt_evidence, understood_evidence, carrier_evidence, .. } = message;
    let told_by = [sent_by_source, receipt_evidence, understood_evidence, carrier_evidence].into_iter().flatten();
    let told = told_by.filter_map(|id: &StatementId| dates.by_id(id));
    found.extend(told.filter_map(|told| told.backwards(&sent, BackwardsWhat::ToldBeforeItWasSent, &[])));
    found
}
