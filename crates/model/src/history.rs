//! How the figures of one question changed, as values: who gave which number, when, and in place of which.
//! They are made in `perspective` and drawn in `publish`; nothing here says which of them is right.

use crate::board::AsOf;
use crate::when::When;
use crate::words::{Stance, Tally};
use crate::{AnswerId, Basis, PersonId, QuestionId, StatementId, vocabulary};
use serde::{Deserialize, Serialize};

/// The figures of one question over time, scope by scope. Running and final tallies are scopes of their own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// The question.
    pub question: QuestionId,
    /// Its scopes of counts, in the order of its board.
    pub scopes: Vec<ScopeHistory>,
}

/// The figures of one scope over time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeHistory {
    /// The population key; absent is a scope of its own.
    pub population: Option<String>,
    /// The unit; absent means one of what the question counts.
    pub unit: Option<String>,
    /// Running, final, or none.
    pub tally: Option<Tally>,
    /// Every figure, by the earliest it can have been said; the undated last, then by id.
    pub figures: Vec<Figure>,
    /// The figures of each registered speaker, in the same order; speakers by their first figure.
    pub speakers: Vec<SpeakerHistory>,
}

/// The figures that one registered speaker gave in one scope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpeakerHistory {
    /// The speaker.
    pub speaker: PersonId,
    /// Its answers, in the order of the scope's figures.
    pub answers: Vec<AnswerId>,
}

/// One figure, as one statement gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// The answer.
    pub answer: AnswerId,
    /// Its statement.
    pub statement: StatementId,
    /// The speaker, if registered. Speakers who are not are never taken for one another.
    pub speaker_id: Option<PersonId>,
    /// The speaker in words.
    pub speaker: Option<String>,
    /// How the speaker knows.
    pub basis: Basis,
    /// What the speaker does with the claim: a figure may be corrected or taken back.
    pub stance: Stance,
    /// The figure in words: `354`, `about 1500`, `> 1000`.
    pub label: String,
    /// The lowest value it admits, tolerance included; absent is open.
    pub low: Option<i64>,
    /// The highest value it admits.
    pub high: Option<i64>,
    /// The value it names, if it names one.
    pub point: Option<i64>,
    /// The moment that it describes.
    pub as_of: Option<AsOf>,
    /// When it was said or printed; unknown where the statement does not say.
    pub said: When,
    /// The answer of which this is a repetition: the same figure in a report of one origin. It is no new figure.
    pub repeats: Option<AnswerId>,
    /// Figures in whose place its speaker puts it.
    pub replaces: Vec<Replaced>,
    /// Other figures from which it is recorded to come.
    pub rests_on: Vec<AnswerId>,
    /// Words that hold under duress.
    pub duress: bool,
}

/// An earlier figure of the same speaker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replaced {
    /// The earlier answer.
    pub answer: AnswerId,
    /// Why it is taken to be replaced.
    pub why: Replacement,
}

vocabulary! {
    /// How a figure stands in the place of another of the same speaker.
    Replacement {
        /// Said certainly later, of the same scope.
        Later = "later",
        /// Said certainly later, and of a later moment: the count went on.
        LaterMoment = "later_moment",
        /// The speaker says that it corrects an earlier one.
        Corrects = "corrects",
        /// The speaker takes an earlier one back.
        Retracts = "retracts",
        /// It is recorded to be derived from the earlier one.
        Derived = "derived",
    }
}
