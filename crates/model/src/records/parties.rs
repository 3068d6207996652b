//! Persons, bodies and roles, and the messages between them.

use super::record;
use crate::table::CellKind::{Edtf, Flag, List, OneOf, Pairs, Ref, Refs, Text};
use crate::words::PartyKind;
use crate::{EventId, Handle, Kind, MessageId, PersonId, SourceId, StatementId};
use std::collections::BTreeMap;

record! {
    /// A person, body or role.
    Person, Kind::Person, "people", key
    /// The party's id.
    id: PersonId = "P01";
    /// The name shown.
    name: Option<String> = Text, "Ruslan Aushev", required;
    /// The role, dated where that is known.
    role: Option<String> = Text, "former president of Ingushetia";
    /// Dates as noted.
    dates: Option<String> = Text, "in role at event: 2004-09-02/2004-09-03";
    /// A leaning, only as described by somebody.
    leaning: Option<String> = Text, "authority among Ingush and Chechens (S35)";
    /// Person, body or role.
    kind: Option<PartyKind> = OneOf(PartyKind::WORDS), "person";
    /// Dates of the role, EDTF.
    dates_edtf: Option<String> = Edtf, "2004-09-02/2004-09-03";
    /// Dated points of a life or office.
    dated_points: BTreeMap<String, String> = Pairs, "captured=2004-09-03;trial-opens=2005-05-17";
    /// Sources of the role.
    role_source_ids: Vec<SourceId> = Refs(&[Kind::Source]), "S35;S59";
    /// Sources of the leaning.
    leaning_source_ids: Vec<SourceId> = Refs(&[Kind::Source]), "S01;S35";
    /// Bodies to which the party is said to belong, or which it is said to head.
    belongs_to: Vec<PersonId> = Refs(&[Kind::Person]), "B04";
    /// Sources that say so.
    belongs_to_source_ids: Vec<SourceId> = Refs(&[Kind::Source]), "S79";
    /// Registered written forms in every script, for search.
    other_names: Vec<String> = List, "Aushev;Аушев;Аушева";
    /// Words shown before the material.
    content_note: Option<String> = Text, "killing";
    /// Whether no public edition may show the row.
    withhold: Option<bool> = Flag, "false";
}

record! {
    /// Something conveyed, by whom, through whom, to whom, and who says that it arrived.
    Message, Kind::Message, "messages", key
    /// The message's id.
    id: MessageId = "G14";
    /// Earliest time at which it was sent, EDTF.
    earliest: Option<String> = Edtf, "2004-09-01T11:05:00+04:00";
    /// Latest time at which it was sent, EDTF.
    latest: Option<String> = Edtf, "2004-09-01T11:50:00+04:00";
    /// From whom, in words.
    from: Option<String> = Text, "the attackers";
    /// From whom, by id.
    from_id: Option<PersonId> = Ref(&[Kind::Person]), "B10";
    /// Through whom, in words.
    carrier: Option<String> = Text, "a person held in the school";
    /// Through whom, by id, in order.
    carrier_ids: Vec<PersonId> = Refs(&[Kind::Person]), "B10;P01";
    /// To whom, in words.
    to: Option<String> = Text, "the authorities";
    /// To whom, by id.
    to_id: Option<PersonId> = Ref(&[Kind::Person]), "P02";
    /// What kind of message it is.
    kind: Option<String> = Text, "demand";
    /// What was conveyed.
    content: Option<String> = Text, "they will talk with named people", required;
    /// What is said to have been answered.
    reply: Option<String> = Text, "he telephoned that night";
    /// Statements that say it was sent.
    sent_by_source: Vec<StatementId> = Refs(&[Kind::Statement]), "E199";
    /// Statements that say it arrived; empty means that nothing read says so.
    receipt_evidence: Vec<StatementId> = Refs(&[Kind::Statement]), "E042";
    /// Earliest time at which it is said to have arrived, EDTF.
    received_earliest: Option<String> = Edtf, "2004-09-01";
    /// Latest time at which it is said to have arrived, EDTF.
    received_latest: Option<String> = Edtf, "2004-09-01";
    /// Statements that say it was understood or acted upon; empty means that nothing read says so.
    understood_evidence: Vec<StatementId> = Refs(&[Kind::Statement]), "E034";
    /// Earliest time at which it is said to have been understood, EDTF.
    understood_earliest: Option<String> = Edtf, "2004-09-02";
    /// Latest time at which it is said to have been understood, EDTF.
    understood_latest: Option<String> = Edtf, "2004-09-02";
    /// Statements that say its carriers were told what it says; otherwise they are not taken to have been.
    carrier_evidence: Vec<StatementId> = Refs(&[Kind::Statement]), "E157";
    /// Statements whose content it conveys.
    conveys: Vec<StatementId> = Refs(&[Kind::Statement]), "E029";
    /// Statements that contradict it.
    disputed_by: Vec<StatementId> = Refs(&[Kind::Statement]), "E181;E182";
    /// Events it belongs to.
    event_ids: Vec<EventId> = Refs(&[Kind::Event]), "T06";
    /// Sources of the row.
    source_ids: Vec<Handle> = Refs(&[Kind::Source, Kind::Media]), "S35;S59";
    /// A note.
    note: Option<String> = Text, "11:05 by S35, 11:50 by S59";
    /// Words shown before the material.
    content_note: Option<String> = Text, "killing";
    /// Whether no public edition may show the row.
    withhold: Option<bool> = Flag, "false";
}
