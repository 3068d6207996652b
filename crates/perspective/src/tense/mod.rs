//! Tensions: smallest sets of records that do not fit together as recorded, in time and in number, and the times that the
//! other records leave to every moment. Investigators look at them; no dossier shows one but through a finding.
//!
//! # Rules
//!
//! **In time.** An event lasts from its start to its end, both within the time that its row records; a message and what a
//! time question asks for, by its population, are moments that do not last. A statement's answer puts its moment where it
//! is compared on its board, "about" with its tolerance. A row of `order` says how two moments lie to each other;
//! what is before or after another has no instant in common with it. So does an answer of type order, of those of its things
//! that are events: `a<b` is a before b, `a=b` both at the same time, what lies between two events and is none is left out
//! and what follows from it stays. Of denials only that one thing was before one other bounds anything: it did not end
//! before the other began. What is compared with no time is named in `not_timed`. Statements that do not know, decline or retract say nothing here.
//!
//! **In number.** A population that lies within another is no more than it; parts of one division have nobody in common and
//! together are the whole of it. Two divisions of one whole, as by sex and by origin, are never added to each other. Populations of several questions may lie within each
//! other. Only counts of one unit meet; of one question only final tallies with final ones, and such without a tally with each other, while
//! over questions these two meet too. Running counts were true of their hour, and meet none.
//!
//! **Corrections.** An answer that its own registered speaker corrects bounds nothing: its correction does in its place, and what was
//! corrected stands beside it, said to be.
//!
//! **Differences.** Answers to one question and population that differ, orders too, are no tension: the question's page has
//! them.
//!
//! **Ordinary causes.** Each comes with what in the records speaks for it. `looked_for` names those of which the records can
//! speak at all: numbers have no zone, and where a language is not recorded no translation is looked for.
//!
//! No set is ever grouped by person, and none is weighed.

mod causes;
mod corrections;
mod in_number;
mod in_time;
mod languages;
mod moments;
mod names;
mod say;
mod told;
mod tree;

#[cfg(test)]
mod tests;

use self::corrections::Corrections;
use self::languages::Languages;
use self::names::Names;
use crate::clock::Clock;
use firsthand_model::tension::Tensions;
use firsthand_model::{
    Answer, Dependence, Event, Message, Order, Population, Question, Source, Statement, TranscriptLayer, Translation,
};

/// The records of one case in which tensions are looked for. Their order makes no difference.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tense<'a> {
    /// Questions.
    pub questions: &'a [Question],
    /// Statements.
    pub statements: &'a [Statement],
    /// Their answers.
    pub answers: &'a [Answer],
    /// Events.
    pub events: &'a [Event],
    /// Messages.
    pub messages: &'a [Message],
    /// What is said of the order of moments.
    pub orders: &'a [Order],
    /// Populations within others.
    pub populations: &'a [Population],
    /// Sources, for the languages in which statements were read.
    pub sources: &'a [Source],
    /// Whose words transcripts hold, for renderings and translations.
    pub layers: &'a [TranscriptLayer],
    /// What statements come from: of which words theirs are a rendering, and which answer a correction replaces.
    pub dependences: &'a [Dependence],
    /// Labels of populations, and what else stands in words in `lang`.
    pub translations: &'a [Translation],
    /// The language in which things are named.
    pub lang: &'a str,
    /// Dates without an offset are read, and all dates printed, in this offset from UTC.
    pub offset_minutes: i32,
    /// Whether statements under duress are left out.
    pub leave_out_duress: bool,
}

/// How far apart two moments are, in words: `7 h 5 min`, `3 days`.
pub(crate) fn apart_in_time(apart_ms: i64) -> String {
    say::Axis::Time.apart(apart_ms)
}

/// Every tension, and the times that are left.
pub fn tensions(tense: &Tense<'_>) -> Tensions {
    let clock = Clock::new(tense.offset_minutes);
    let (languages, corrections) = (Languages::of(tense), Corrections::of(tense, clock));
    let in_number = in_number::in_number(tense, clock, &languages, &corrections);
    let mut found = in_time::in_time(tense, clock, languages, corrections);
    found.are_all &= in_number.are_all;
    found.differences += in_number.differences;
    found.tensions.extend(in_number.tensions);
    found.tensions.sort_by_key(|tension| tension.records.len());
    let names = Names::of(tense);
    for tension in &mut found.tensions {
        tension.about_in_words = tension.about.iter().map(|of| names.in_words(of)).collect();
    }
    found.not_every_sum = in_number.not_every_sum.iter().map(|one| names.in_words(&one.of)).collect();
    found
}
