//! What is reported to have reached a party by an hour. A report that something arrived is a report: nothing here says
//! what anybody made of it, and no name here does.
//!
//! # Rules
//!
//! **Stages.** Sent is not received, and received is not understood: each stage has its own time and its own accounts. Where
//! nothing says when a message came to a later stage, it came to it not before the one before, and nobody says until when.
//!
//! **By the hour.** Something is reported *by then* only if the latest that it can be is not after the hour, its date is
//! marked neither as approximate nor as uncertain, and somebody asserts it. What straddles the hour, or is only doubted, is
//! *perhaps by then*. Without any time it is *not stated when*, with none who asserts or doubts it *nobody says so*.
//!
//! **As what.** A message reaches its recipient; a carrier is told only if somebody says so; what was sent to somebody said
//! to belong to a body is shown under the body as that, with who says that they belonged to it.
//!
//! **Since when.** An account exists since it was said or printed, else since its source's date, else that is unknown.

mod public;
mod stage;
mod who;

#[cfg(test)]
mod tests;

use crate::clock::Clock;
use crate::when::{between, order};
use firsthand_model::edtf::Edtf;
use firsthand_model::natural::natural;
use firsthand_model::reach::{AsWhat, Reached, ReachedMessage, WhoSays};
use firsthand_model::when::When;
use firsthand_model::{Handle, Message, Person, PersonId, Source, Statement};
use stage::{not_before, stage};
use who::Voices;

/// The records in which is looked for what is reported to have reached somebody. Their order makes no difference.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reach<'a> {
    /// Persons, bodies and roles.
    pub people: &'a [Person],
    /// Messages.
    pub messages: &'a [Message],
    /// Statements.
    pub statements: &'a [Statement],
    /// Sources.
    pub sources: &'a [Source],
    /// Dates without an offset are read in this offset from UTC.
    pub offset_minutes: i32,
    /// Whether statements under duress are left out.
    pub leave_out_duress: bool,
}

/// What is reported to have reached a party by an hour, or at all. A day is meant until its end.
pub fn reached(reach: &Reach<'_>, party: &PersonId, by: Option<&Edtf>) -> Reached {
    let clock = Clock::new(reach.offset_minutes);
    let hour = by.and_then(|by| clock.span(by).high_end());
    let voices = Voices::of(reach, clock);
    let mut messages: Vec<ReachedMessage> =
        reach.messages.iter().filter_map(|message| told(reach, &voices, party, message, hour)).collect();
    messages.sort_by_cached_key(|told| (order(&told.sent.when), natural(told.message.as_str())));
    let mut unregistered: Vec<_> =
        reach.messages.iter().filter(|message| message.to_id.is_none()).map(|message| message.id.clone()).collect();
    unregistered.sort_by_cached_key(|id| natural(id.as_str()));
    let (in_public, undated_in_public) = public::in_public(&voices, hour);
    Reached {
        party: party.clone(),
        by: by.map(ToString::to_string),
        messages,
        in_public,
        undated_in_public,
        recipient_unregistered: unregistered,
    }
}

/// A message as it reached the party; none if it did in no way.
fn told(
    reach: &Reach<'_>,
    voices: &Voices<'_>,
    party: &PersonId,
    message: &Message,
    hour: Option<i64>,
) -> Option<ReachedMessage> {
    let (as_what, member) = as_what(reach, party, message)?;
    let clock = voices.clock;
    let sent = between(clock, message.earliest.as_deref(), message.latest.as_deref());
    let arrived = between(clock, message.received_earliest.as_deref(), message.received_latest.as_deref());
    let grasped = between(clock, message.understood_earliest.as_deref(), message.understood_latest.as_deref());
    let arrived = if as_what == AsWhat::Carrier { When::default() } else { arrived };
    let arrived = not_before(arrived, &sent);
    let grasped = not_before(grasped, &arrived);
    let (arrived_by, grasped_by) = match as_what {
        AsWhat::Carrier => (voices.of_statements(&message.carrier_evidence), Vec::new()),
        _ => (voices.of_statements(&message.receipt_evidence), voices.of_statements(&message.understood_evidence)),
    };
    Some(ReachedMessage {
        message: message.id.clone(),
        as_what,
        member_by: member.map(|member| of_sources(voices, member)).unwrap_or_default(),
        member: member.map(|member| member.id.clone()),
        sent: stage(sent, sent_by(voices, message), hour),
        received: stage(arrived, arrived_by, hour),
        understood: stage(grasped, grasped_by, hour),
        disputed_by: voices.of_statements(&message.disputed_by),
        conveys: message.conveys.clone(),
    })
}

fn as_what<'a>(reach: &Reach<'a>, party: &PersonId, message: &Message) -> Option<(AsWhat, Option<&'a Person>)> {
    let to = message.to_id.as_ref();
    if to == Some(party) {
        return Some((AsWhat::Recipient, None));
    }
    if message.carrier_ids.contains(party) {
        return Some((AsWhat::Carrier, None));
    }
    let member = reach.people.iter().find(|person| Some(&person.id) == to && person.belongs_to.contains(party));
    member.map(|member| (AsWhat::Member, Some(member)))
}

/// Who says that it was sent: statements, else the sources of the row.
fn sent_by(voices: &Voices<'_>, message: &Message) -> Vec<WhoSays> {
    match message.sent_by_source.is_empty() {
        false => voices.of_statements(&message.sent_by_source),
        true => voices.of_sources(&message.source_ids),
    }
}

fn of_sources(voices: &Voices<'_>, member: &Person) -> Vec<WhoSays> {
    let handles: Vec<Handle> = member.belongs_to_source_ids.iter().map(|id| Handle::from(id.as_str())).collect();
    voices.of_sources(&handles)
}
