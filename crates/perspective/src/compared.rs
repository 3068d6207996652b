//! What of an answer is compared with others: numbers and options, without its words and without the records. Boards keep it of
//! every answer, so it is small. How it comes from an answer is in `reading`; nothing here compares two.

use crate::interval::Interval;
use crate::relation::Named;
use crate::spoken::Manner;
use firsthand_model::{AnswerType, Bound};

/// An answer as it is compared.
#[derive(Debug, Clone)]
pub(crate) struct Compared {
    /// The statement's place among all statements.
    pub statement_at: usize,
    pub manner: Manner,
    pub answer_type: AnswerType,
    /// Admissible values of a count or time; every value for the rest.
    pub value: Interval,
    /// Counts and times: the bound as compared, "about" put on included.
    pub bound: Option<Bound>,
    pub point: Option<i64>,
    /// Options, orders, points, or the codes of a text; empty for counts and times.
    pub options: Vec<Named>,
    pub negated: bool,
    /// The moment that it describes.
    pub moment: Interval,
}

/// How an answer takes part in its scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// It can be a member of groups.
    Member,
    /// It is compared with groups, and a member of none.
    Bound,
    /// It is listed only: its statement asserts no value, or its words have no code.
    Aside,
}

impl Compared {
    /// How it takes part.
    ///
    /// A denial or a doubt is an assertion of what its answers say: the coder has put the `no`, the `negated` or the
    /// doubting words into the answer, and denying it again would turn it round.
    pub fn part(&self) -> Part {
        match self.manner.stance.is_answer() {
            false => Part::Aside,
            true if self.answer_type == AnswerType::Text && self.options.is_empty() => Part::Aside,
            true if self.is_one_sided() || self.is_open() => Part::Bound,
            true => Part::Member,
        }
    }

    /// Whether it is an answer that fits every other: somebody unknown, or an order in which nothing comes before anything.
    pub fn is_open(&self) -> bool {
        !self.negated && !self.options.is_empty() && self.options.iter().all(Named::is_open)
    }

    fn is_one_sided(&self) -> bool {
        self.negated || self.bound.is_some_and(Bound::is_one_sided)
    }
}
