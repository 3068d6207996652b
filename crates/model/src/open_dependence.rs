//! Questions for a person: do these two statements come from one another? What raises them, and the row that would record the
//! answer. They are found in `perspective`; nobody but a person answers them.

use crate::{Dependence, QuestionId, StatementId, vocabulary};
use serde::Serialize;

/// Two statements between which nothing is recorded, and that share something few share.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OpenDependence {
    /// The statement that may come from the other: said later as far as that is certain, else the later in order of id.
    pub from: StatementId,
    /// The statement from which it may come.
    pub to: StatementId,
    /// What they share, each kind once.
    pub shares: Vec<Shared>,
    /// The question, in a sentence.
    pub question: String,
    /// The row of `dependences.csv` that would record that the one comes from the other.
    pub yes: Dependence,
    /// The row that would record that neither does.
    pub no: Dependence,
}

/// What two statements share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shared {
    /// What it is.
    pub what: SharedWhat,
    /// It itself: the number, or the wording of the one.
    pub value: String,
    /// The question to which the number is given; none for wordings.
    pub question: Option<QuestionId>,
    /// Of a hundred runs of three words in either wording, how many stand in both; none for numbers.
    pub alike_percent: Option<u8>,
}

vocabulary! {
    /// What two statements share.
    SharedWhat {
        /// A number that is not round and that few separate chains of reports give.
        RareValue = "rare_value",
        /// Nearly the same words as said.
        Quote = "quote",
        /// Nearly the same claim, in a coder's words: the coder may be the cause.
        Claim = "claim",
    }
}
