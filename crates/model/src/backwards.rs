//! Chains of reports that go backwards in time as recorded, as values: what is recorded earlier and can only have come later.
//! They are found in `perspective`. They are the investigator's: no dossier shows one.

use crate::tension::CauseHere;
use crate::when::When;
use crate::{Kind, vocabulary};
use serde::Serialize;

/// Two records in an order that cannot have been.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Backwards {
    /// What cannot have been.
    pub what: BackwardsWhat,
    /// The record with the earlier time, which can only have come later.
    pub earlier: DatedRecord,
    /// The record with the later time.
    pub later: DatedRecord,
    /// Statements between them, from the earlier to the later, whose own times settle nothing.
    pub through: Vec<String>,
    /// By how much they miss each other, in words.
    pub apart: String,
    /// What does not fit, in a sentence.
    pub sentence: String,
    /// Ordinary causes that there may be, in the order in which they are to be looked at. Coding is always one.
    pub causes: Vec<CauseHere>,
}

/// A record and the time that is compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DatedRecord {
    /// What it is.
    pub kind: Kind,
    /// Its handle.
    pub id: String,
    /// Who speaks or what it is, in words.
    pub label: String,
    /// When, as recorded.
    pub when: When,
}

vocabulary! {
    /// What cannot have been.
    BackwardsWhat {
        /// A statement was said before one from which it is recorded to come.
        SaidBeforeItsSource = "said_before_its_source",
        /// A statement was said before the source or film from which its speaker has it appeared.
        SaidBeforeItAppeared = "said_before_it_appeared",
        /// A source appeared before what stands in it was said.
        PrintedBeforeItWasSaid = "printed_before_it_was_said",
        /// A source appeared before one that it summarises, excerpts or presents.
        PrintedBeforeItsSource = "printed_before_its_source",
        /// A message arrived before it was sent.
        ReceivedBeforeItWasSent = "received_before_it_was_sent",
        /// A message was understood before it arrived.
        UnderstoodBeforeItArrived = "understood_before_it_arrived",
        /// A statement tells of a message before it was sent.
        ToldBeforeItWasSent = "told_before_it_was_sent",
    }
}
