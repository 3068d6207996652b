//! Tensions and tightest times as anybody is shown them: what was computed, in words and with the records by their ids.
//! How they are found is in perspective. They are the investigator's: a dossier shows one only through a finding.

mod alike;

pub use alike::alike;

use crate::vocabulary;
use crate::words::OrderRelation;
use crate::{Basis, Kind, QuestionId, StatementId};
use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt;

vocabulary! {
    /// An ordinary cause of a tension, in the order in which they are to be looked at.
    Cause {
        /// The words were coded wrongly.
        Coding = "coding",
        /// A time is read in another zone than it was said in.
        Zone = "zone",
        /// A date is that of print and is read as that on which it was said, or the other way round.
        Print = "print",
        /// A translation says something else than the words.
        Translation = "translation",
        /// The records speak of different things, or of different parts of one.
        Scope = "scope",
        /// A figure was rounded.
        Rounding = "rounding",
    }
}

/// What there is to a cause here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CauseHere {
    /// The cause.
    pub cause: Cause,
    /// Why it may be so here, in a sentence.
    pub why: String,
}

vocabulary! {
    /// What the records of a tension bound.
    TenseIn {
        /// Moments: ends of places are milliseconds since 1970-01-01T00:00Z.
        Time = "time",
        /// Numbers of people or things.
        Number = "number",
    }
}

/// Where a record puts one thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Placed {
    /// The thing: an event or message by id, or question and population.
    pub of: String,
    /// The lowest that it can be, tolerance included; none if nothing bounds it.
    pub low: Option<i64>,
    /// The highest.
    pub high: Option<i64>,
}

/// How a record says that two moments lie to each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OrderSaid {
    /// The moment of which it speaks.
    pub moment: String,
    /// How it lies.
    pub relation: OrderRelation,
    /// To which other one.
    pub than: String,
    /// The last of three, with `between`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Whether it is said not to be so.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_denied: bool,
}

/// `T06 was before T05`, in the language of tables.
impl fmt::Display for OrderSaid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let OrderSaid { moment, relation, than, until, is_denied } = self;
        let was = if *is_denied { "was not" } else { "was" };
        match (relation, until) {
            (OrderRelation::Between, Some(until)) => write!(f, "{moment} {was} between {than} and {until}"),
            (OrderRelation::While, _) => write!(f, "{moment} {was} while there was {than}"),
            (OrderRelation::At, _) => write!(f, "{moment} {was} at the same time as {than}"),
            _ => write!(f, "{moment} {was} {relation} {than}"),
        }
    }
}

/// One record of a tension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TenseRecord {
    /// What it is: an answer, an event, a message, an order or a population.
    pub kind: Kind,
    /// Its handle.
    pub id: String,
    /// The statement that it belongs to, if to one.
    pub statement: Option<StatementId>,
    /// What it says, as it is read here, in a sentence.
    pub says: String,
    /// Who says it, in words; none where no statement does.
    pub speaker: Option<String>,
    /// How the speaker knows.
    pub basis: Option<Basis>,
    /// Whether it was said in custody, or rests on what was.
    pub duress: bool,
    /// Where it puts a thing, if it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub placed: Option<Placed>,
    /// How it puts moments to each other, if it does: step by step, where it tells several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub orders: Vec<OrderSaid>,
}

impl TenseRecord {
    /// What it is called in words: `E074.1`; a row that a statement speaks for by both, `E147 (O001)`.
    pub fn name(&self) -> String {
        name_of_record(&self.id, self.statement.as_ref())
    }
}

/// What a record is called in words, as [`TenseRecord::name`].
pub fn name_of_record(id: &str, statement: Option<&StatementId>) -> String {
    match statement {
        Some(statement) if !id.starts_with(&format!("{statement}.")) => format!("{statement} ({id})"),
        _ => id.to_owned(),
    }
}

/// What a tension is about, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct AboutInWords {
    /// The thing itself: an event or message by id, or question and population.
    pub of: String,
    /// What it is: the event, the message's content, the population; the question, where no population is named.
    pub label: String,
    /// The question that is asked of the population.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
}

/// `tank fire: When were tanks fired at the school?`
impl fmt::Display for AboutInWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.question {
            Some(question) => write!(f, "{}: {question}", self.label),
            None => f.write_str(&self.label),
        }
    }
}

/// A smallest set of records that do not fit together as recorded: without any one of them the others do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tension {
    /// What they bound.
    #[serde(rename = "in")]
    pub what: TenseIn,
    /// The records, in order of kind and id.
    pub records: Vec<TenseRecord>,
    /// Other records that put what these speak of somewhere in time: no members, but what these are to be read beside.
    /// Then what its own speaker corrects by one of them. For numbers this alone: the question's page has them side by side.
    pub beside: Vec<TenseRecord>,
    /// What they speak of: events and messages by id, and questions with their population.
    pub about: Vec<String>,
    /// The same in words, in the same order.
    pub about_in_words: Vec<AboutInWords>,
    /// By how much they miss each other, in words: `7 h 00 min`, `12`.
    pub apart: String,
    /// What does not fit, in a sentence or two.
    pub sentence: String,
    /// Ordinary causes that there may be, in the order in which they are to be looked at. Coding is always one.
    pub causes: Vec<CauseHere>,
    /// The ordinary causes that were looked for: what the records must hold for that was there. Of those that are not in `causes`
    /// nothing that is recorded speaks for them; of all others nobody knows.
    pub looked_for: Vec<Cause>,
}

/// What there is to each cause in any of several tensions, in the order in which they are to be looked at. Where one says
/// every word of another of the same cause, and more, that one is enough.
pub fn causes_of<'t>(tensions: &[&'t Tension]) -> Vec<(Cause, &'t str)> {
    let all = tensions.iter().flat_map(|tension| &tension.causes).map(|here| (here.cause, here.why.as_str()));
    let all: BTreeSet<(Cause, &str)> = all.collect();
    let words = |why: &'t str| why.split([' ', ',', ';', '.']).collect::<BTreeSet<&str>>();
    let is_lesser = |(cause, why): &(Cause, &'t str)| {
        all.iter().any(|(other, more)| other == cause && more != why && words(more).is_superset(&words(why)))
    };
    all.iter().filter(|one| !is_lesser(one)).copied().collect()
}

/// What records leave to a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MomentTimes {
    /// The moment: an event or message by its id, or question and population.
    pub moment: String,
    /// Which end of it, where it lasts.
    pub end: Option<String>,
    /// What it is, in words.
    pub label: String,
    /// Earliest instant, EDTF; none if nothing bounds it.
    pub earliest: Option<String>,
    /// Latest instant, EDTF; none if nothing bounds it.
    pub latest: Option<String>,
    /// The records that speak of it and stand in a tension or difference: they are left out of these times.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<String>,
}

/// All tensions of a case, and the times that records in none of them leave to every moment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Tensions {
    /// In time and in number, the smallest first.
    pub tensions: Vec<Tension>,
    /// Whether these are all. If not, more of them stand with records named here.
    pub are_all: bool,
    /// Populations of which not every sum was looked at: one of them lies within several others, by parts too, or too many sums can be
    /// made of their counts. Of what is found of these, fewer of the same records may do.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_every_sum: Vec<AboutInWords>,
    /// Pairs of different answers to one question and population, which are no tensions: its page has them side by side.
    pub differences: usize,
    /// Times by the records that stand in no tension and no difference.
    pub times: Vec<MomentTimes>,
    /// Rows whose words make no constraint, with what was expected.
    pub unreadable: Vec<UnreadableRow>,
    /// Orders that answers tell of what has no place in time here: compared on their question's page, and with no time.
    pub not_timed: Vec<NotTimed>,
}

/// An answer of which an order, or a part of it, is compared with no time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotTimed {
    /// The answer, by its handle.
    pub answer: String,
    /// Who says so, by the statement.
    pub statement: StatementId,
    /// The question, whose page has the orders side by side.
    pub question: Option<QuestionId>,
    /// Why, in a few words: `blow, dark: no events of the case`.
    pub why: String,
}

/// A row that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnreadableRow {
    /// What it is.
    pub kind: Kind,
    /// Its handle.
    pub id: String,
    /// What was expected, in which column.
    pub expected: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tension(causes: &[(Cause, &str)]) -> Tension {
        let here = |(cause, why): &(Cause, &str)| CauseHere { cause: *cause, why: (*why).into() };
        Tension {
            what: TenseIn::Time,
            records: Vec::new(),
            beside: Vec::new(),
            about: Vec::new(),
            about_in_words: Vec::new(),
            apart: String::new(),
            sentence: String::new(),
            causes: causes.iter().map(here).collect(),
            looked_for: Vec::new(),
        }
    }

    #[test]
    fn a_cause_that_another_says_whole_is_named_once_and_the_order_stays() {
        let first = tension(&[(Cause::Zone, "no zone with E1; ours was taken."), (Cause::Coding, "read again")]);
        let second = tension(&[(Cause::Zone, "no zone with E1, E2; ours was taken."), (Cause::Scope, "E1")]);
        assert_eq!(
            causes_of(&[&first, &second]),
            [
                (Cause::Coding, "read again"),
                (Cause::Zone, "no zone with E1, E2; ours was taken."),
                (Cause::Scope, "E1"),
            ]
        );
    }
}
