//! What perspective finds when a coded claim is laid beside the record: one line for each answer to its question.
//! Comparing is in `perspective`; what is a claim, and what it answers, a person says.

use crate::board::{Origins, Report};
use crate::{AnswerId, StatementId, vocabulary};
use serde::{Deserialize, Serialize};

vocabulary! {
    /// How an answer of the record lies to a claim. None of them says that either is right.
    Relation {
        /// It gives the same answer, or one within what the claim allows.
        Says = "says",
        /// Both can be true, and it does not say the claim.
        Fits = "fits",
        /// Of the same scope, and both cannot be true.
        Excludes = "excludes",
        /// It is about another population, unit, tally, moment or kind of value, and is not compared.
        OtherScope = "other_scope",
        /// Its speaker does not know, declines or retracts: no value is asserted.
        NoAnswer = "no_answer",
    }
}

vocabulary! {
    /// In what an answer of another scope differs from the claim.
    Difference {
        /// Another kind of value.
        Type = "type",
        /// Another population, or one that is not stated.
        Population = "population",
        /// Another unit.
        Unit = "unit",
        /// Running where the claim is final, or the other way round.
        Tally = "tally",
        /// Another moment, where the question says that moments part answers.
        Moment = "moment",
        /// Another text: words are not compared with words.
        Words = "words",
    }
}

/// One answer of the record beside a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    /// How it lies to the claim.
    pub relation: Relation,
    /// In what it differs, where it is of another scope.
    pub differences: Vec<Difference>,
    /// The statement.
    pub statement: StatementId,
    /// Its answer.
    pub answer: AnswerId,
    /// The answer's value in words, as boards have it: `354`, `about 1500`, `>= 600`.
    pub label: String,
    /// The answer's population key, if any.
    pub population: Option<String>,
}

/// Statements of one relation by origin: repetition shown as repetition.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Traced {
    /// How many statements.
    pub statements: usize,
    /// The reports that they trace to.
    pub reports: Vec<Report>,
    /// How many separate origins they have.
    pub origins: Origins,
}

/// A claim beside the record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BesideRecord {
    /// The claim's own value in words.
    pub label: String,
    /// How wide "about" is in its scope, as printed: `±10 %`.
    pub tolerance: Option<String>,
    /// Those that say it, by origin.
    pub says: Traced,
    /// Those that exclude it, by origin.
    pub excludes: Traced,
    /// The answers: those that say it, that fit it, that exclude it, of other scopes (nearest first), without a value;
    /// in each in order of id.
    pub answers: Vec<Beside>,
}

vocabulary! {
    /// What a person says of statements that they lay beside a claim by hand.
    LaidAs {
        /// They say the same.
        SaidBy = "said_by",
        /// They say otherwise.
        DiffersFrom = "differs_from",
        /// They are about something near it.
        AboutSomethingElse = "about_something_else",
        /// There are none: the person looked.
        NowhereHere = "nowhere_here",
    }
}
