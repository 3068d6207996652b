//! One typed answer: what kind of value it is, how it is bounded, and the value read from its cells.
//! Comparing answers is in `perspective`.

use crate::edtf::Edtf;
use crate::{Answer, Handle, vocabulary};

vocabulary! {
    /// What kind of value an answer is.
    AnswerType {
        /// How many.
        Count = "count",
        /// When.
        Time = "time",
        /// Where.
        Place = "place",
        /// Who.
        Actor = "actor",
        /// Whether: yes, no, partly, possible or unknown.
        YesNo = "yes_no",
        /// Which of the question's options.
        Choice = "choice",
        /// In words.
        Text = "text",
    }
}

vocabulary! {
    /// How a count or time is bounded.
    Bound {
        /// This value.
        Exact = "exact",
        /// Near this value.
        About = "about",
        /// Greater than the minimum, which is excluded; of a time, after it.
        MoreThan = "more-than",
        /// The minimum or more; of a time, then or later.
        AtLeast = "at-least",
        /// The maximum or less; of a time, then or earlier.
        AtMost = "at-most",
        /// Less than the maximum, which is excluded; of a time, before it.
        LessThan = "less-than",
        /// From minimum to maximum, both included.
        Range = "range",
    }
}

impl Bound {
    /// Whether the value is open to one side: such answers are bounds and never members of a group.
    pub fn is_one_sided(self) -> bool {
        matches!(self, Bound::MoreThan | Bound::AtLeast | Bound::AtMost | Bound::LessThan)
    }
}

/// The words that a yes-no answer may use.
pub const YES_NO_WORDS: &[&str] = &["yes", "no", "partly", "possible", "unknown"];

/// An answer's value, read from its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnswerValue {
    /// A count; the ends that the bound does not use are absent.
    Count {
        /// How the ends are meant.
        bound: Bound,
        /// Lower end.
        min: Option<i64>,
        /// Upper end.
        max: Option<i64>,
    },
    /// A time; the ends that the bound does not use are absent.
    Time {
        /// How the ends are meant.
        bound: Bound,
        /// Lower end.
        min: Option<Edtf>,
        /// Upper end.
        max: Option<Edtf>,
    },
    /// Options, actors, places or a yes-no word. All of them are asserted, or, if negated, excluded.
    Options {
        /// The options in the order given.
        ids: Vec<Handle>,
        /// True means "not this one".
        negated: bool,
    },
    /// Words coded by hand; empty means that the claim itself is the answer.
    Text(String),
}

/// A cell of an answer that does not fit its type: which column, and what was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// The column at fault.
    pub column: &'static str,
    /// What was expected instead.
    pub expected: String,
}

impl Answer {
    /// The typed value.
    ///
    /// # Errors
    /// A [`Misfit`] when the cells do not make a value of the answer's type.
    pub fn value(&self) -> Result<AnswerValue, Misfit> {
        match self.r#type {
            None => Err(misfit("type", format!("one of {}", AnswerType::WORDS.join(", ")))),
            Some(AnswerType::Count) => {
                let (bound, min, max) = self.ends(parse_count)?;
                check_order(min.as_ref(), max.as_ref())?;
                Ok(AnswerValue::Count { bound, min, max })
            }
            Some(AnswerType::Time) => {
                let (bound, min, max) = self.ends(parse_time)?;
                Ok(AnswerValue::Time { bound, min, max })
            }
            Some(AnswerType::Text) => Ok(AnswerValue::Text(self.text.clone().unwrap_or_default())),
            Some(kind) => self.options(kind),
        }
    }

    fn ends<T>(&self, parse: fn(&str) -> Result<T, String>) -> Result<(Bound, Option<T>, Option<T>), Misfit> {
        let bound = self.bound.ok_or_else(|| misfit("bound", format!("one of {}", Bound::WORDS.join(", "))))?;
        let needs_min = !matches!(bound, Bound::AtMost | Bound::LessThan);
        let needs_max = matches!(bound, Bound::AtMost | Bound::LessThan | Bound::Range);
        let min = end("min", self.min.as_deref(), needs_min, parse)?;
        let max = end("max", self.max.as_deref(), needs_max, parse)?;
        Ok((bound, min, max))
    }

    fn options(&self, kind: AnswerType) -> Result<AnswerValue, Misfit> {
        if self.option_ids.is_empty() {
            return Err(misfit("option_ids", format!("at least one option for an answer of type {kind}")));
        }
        let strange = |id: &&Handle| kind == AnswerType::YesNo && !YES_NO_WORDS.contains(&id.as_str());
        if self.option_ids.iter().find(strange).is_some() {
            return Err(misfit("option_ids", format!("one of {}", YES_NO_WORDS.join(", "))));
        }
        Ok(AnswerValue::Options { ids: self.option_ids.clone(), negated: self.negated.unwrap_or(false) })
    }
}

fn end<T>(
    column: &'static str,
    text: Option<&str>,
    needed: bool,
    parse: fn(&str) -> Result<T, String>,
) -> Result<Option<T>, Misfit> {
    match text {
        None if needed => Err(misfit(column, "a value, which this bound needs".into())),
        None => Ok(None),
        Some(text) => parse(text).map(Some).map_err(|expected| misfit(column, expected)),
    }
}

fn parse_count(text: &str) -> Result<i64, String> {
    text.parse().map_err(|_| "a whole number".into())
}

fn parse_time(text: &str) -> Result<Edtf, String> {
    text.parse().map_err(|error| format!("an EDTF date ({error})"))
}

fn check_order(min: Option<&i64>, max: Option<&i64>) -> Result<(), Misfit> {
    match (min, max) {
        (Some(min), Some(max)) if max < min => Err(misfit("max", format!("{min} or more, since min is {min}"))),
        _ => Ok(()),
    }
}

fn misfit(column: &'static str, expected: String) -> Misfit {
    Misfit { column, expected }
}
