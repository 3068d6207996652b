//! One answer as it is compared: admissible values with the tolerance included, its moment, its words.
//! Nothing here compares answers with each other.

use crate::clock::Clock;
use crate::interval::Interval;
use crate::moment::moment;
use crate::relation::Named;
use crate::spoken::Manner;
use crate::tolerance::Tolerance;
use crate::words;
use firsthand_model::answer::Misfit;
use firsthand_model::board::{AsOf, ScopedAnswer};
use firsthand_model::edtf::Edtf;
use firsthand_model::words::Stance;
use firsthand_model::{Answer, AnswerId, AnswerType, AnswerValue, Basis, Bound, Question, Statement, StatementId};

/// An answer read for comparison.
#[derive(Debug, Clone)]
pub(crate) struct Reading<'a> {
    pub answer: &'a Answer,
    pub statement: &'a Statement,
    /// What is asked of the two for every board, copied: they lie apart from each other, and from those of other readings.
    pub id: AnswerId,
    pub statement_id: StatementId,
    pub manner: Manner,
    /// The statement's place among all statements.
    pub statement_at: usize,
    pub answer_type: AnswerType,
    /// Admissible values of a count or time; every value for the rest.
    pub value: Interval,
    /// Counts and times: the bound as compared, "about" put on included.
    pub bound: Option<Bound>,
    /// The bound as given.
    given: Option<Bound>,
    /// Whether the table marks it as approximate, in its own column or in the date.
    pub approximate: bool,
    pub point: Option<i64>,
    /// Counts: the bound and the numbers as given.
    pub figure: Option<Value>,
    pub about_assumed: bool,
    /// Options, orders, points, or the codes of a text; empty for counts and times.
    pub options: Vec<Named>,
    pub negated: bool,
    pub label: String,
    pub as_of: Option<AsOf>,
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

/// A number with its bound, as given: minimum, maximum, bound.
pub(crate) type Value = (Option<i64>, Option<i64>, Bound);

/// What an answer is read with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Context<'s, 'a> {
    pub statement: &'a Statement,
    pub statement_id: &'s StatementId,
    pub statement_at: usize,
    pub manner: Manner,
    pub question: Option<&'a Question>,
    pub clock: Clock,
}

impl<'a> Reading<'a> {
    /// Reads an answer.
    ///
    /// # Errors
    /// A [`Misfit`] when the cells do not make a value of the answer's type.
    pub fn new(answer: &'a Answer, context: Context<'_, 'a>) -> Result<Reading<'a>, Misfit> {
        let mut reading = Reading::blank(answer, context);
        match answer.value()? {
            AnswerValue::Count { bound, min, max } => {
                reading.figure = Some((min, max, bound));
                reading.set_count(bound, min, max, context);
            }
            AnswerValue::Time { bound, min, max } => reading.set_time(bound, min.as_ref(), max.as_ref(), context)?,
            AnswerValue::Options { ids, negated } => {
                let kind = reading.answer_type;
                reading.set_options(ids.into_iter().map(|id| Named::word(id.to_string(), kind)), negated);
            }
            AnswerValue::Order { said, denied } if denied.is_empty() => {
                reading.set_options(std::iter::once(Named::order(said)), false);
            }
            AnswerValue::Order { denied, .. } => reading.set_options(denied.into_iter().map(Named::order), true),
            AnswerValue::Point(point) => {
                reading.set_options(std::iter::once(Named::point(point)), answer.negated.unwrap_or(false));
            }
            AnswerValue::Text { words, codes } => reading.set_text(&words, codes),
        }
        Ok(reading)
    }

    /// How it takes part.
    ///
    /// A denial or a doubt is an assertion of what its answers say: the coder has put the `no`, the `negated` or the
    /// doubting words into the answer, and denying it again would turn it round.
    pub fn part(&self) -> Part {
        match self.stance().is_answer() {
            false => Part::Aside,
            true if self.answer_type == AnswerType::Text && self.options.is_empty() => Part::Aside,
            true if self.is_one_sided() || self.is_open() => Part::Bound,
            true => Part::Member,
        }
    }

    pub fn basis(&self) -> Basis {
        self.manner.basis
    }

    /// The answer as a board shows it.
    pub fn shown(&self, in_groups: Vec<usize>) -> ScopedAnswer {
        let quantity = matches!(self.answer_type, AnswerType::Count | AnswerType::Time);
        ScopedAnswer {
            answer: self.id.clone(),
            statement: self.statement_id.clone(),
            basis: self.basis(),
            stance: self.stance(),
            bound: self.given.filter(|_| quantity),
            low: self.value.low_end(),
            high: self.value.high_end(),
            point: self.point,
            label: self.label.clone(),
            options: self.options.iter().map(|option| option.text.clone()).collect(),
            negated: self.negated,
            about_assumed: self.about_assumed,
            as_of: self.as_of.clone(),
            in_groups,
            duress: self.manner.duress,
        }
    }

    pub fn stance(&self) -> Stance {
        self.manner.stance
    }

    /// Whether it is an answer that fits every other: somebody unknown, or an order in which nothing comes before anything.
    pub fn is_open(&self) -> bool {
        !self.negated && !self.options.is_empty() && self.options.iter().all(Named::is_open)
    }

    fn is_one_sided(&self) -> bool {
        self.negated || self.bound.is_some_and(Bound::is_one_sided)
    }

    fn blank(answer: &'a Answer, context: Context<'_, 'a>) -> Reading<'a> {
        let (as_of, moment) = moment(answer, context.question, context.clock);
        Reading {
            answer,
            statement: context.statement,
            id: answer.id.clone(),
            statement_id: context.statement_id.clone(),
            manner: context.manner,
            statement_at: context.statement_at,
            answer_type: answer.r#type.unwrap_or(AnswerType::Text),
            value: Interval::ALL,
            bound: None,
            given: answer.bound,
            approximate: answer.approx.unwrap_or(false),
            point: None,
            figure: None,
            about_assumed: false,
            options: Vec::new(),
            negated: false,
            label: String::new(),
            as_of,
            moment,
        }
    }

    fn set_count(&mut self, bound: Bound, min: Option<i64>, max: Option<i64>, context: Context<'_, 'a>) {
        let low = min.or(max).map(|value| Interval::new(value, value));
        let high = max.or(min).map(|value| Interval::new(value, value));
        self.set_quantity(bound, low, high, context);
    }

    fn set_time(
        &mut self,
        bound: Bound,
        min: Option<&Edtf>,
        max: Option<&Edtf>,
        context: Context<'_, 'a>,
    ) -> Result<(), Misfit> {
        let span = |end: Option<&Edtf>| end.map(|end| context.clock.span(end));
        let (low, high) = (span(min.or(max)), span(max.or(min)));
        self.approximate |= [min, max].into_iter().flatten().any(Edtf::is_approximate);
        if let (Some(low), Some(high)) = (low, high)
            && high.high < low.low
        {
            return Err(Misfit { column: "max", expected: "a time that is not before min".into() });
        }
        self.set_quantity(bound, low, high, context);
        Ok(())
    }

    /// Counts and times alike: `low` and `high` are the spans of the two ends, the same where only one is given.
    fn set_quantity(&mut self, bound: Bound, low: Option<Interval>, high: Option<Interval>, context: Context<'_, 'a>) {
        let (low, high) = (low.unwrap_or(Interval::ALL), high.unwrap_or(Interval::ALL));
        self.about_assumed = bound == Bound::Exact && !self.approximate && self.basis() == Basis::Estimated;
        let bound =
            if bound == Bound::Exact && (self.approximate || self.about_assumed) { Bound::About } else { bound };
        let told = told(bound, low, high);
        let widened = bound == Bound::About || (self.approximate && bound.is_one_sided());
        self.value = if widened { self.widen(told, context) } else { told };
        self.bound = Some(bound);
        self.point = point(self.answer_type, bound, told);
        self.label = self.quantity_label(bound, low, high, context.clock);
    }

    fn widen(&self, told: Interval, context: Context<'_, 'a>) -> Interval {
        let tolerance = Tolerance::of(context.question);
        let around = |end: Option<i64>| end.map_or(0, |end| tolerance.around(self.answer_type, end));
        told.widen(around(told.low_end()), around(told.high_end()))
    }

    fn quantity_label(&self, bound: Bound, low: Interval, high: Interval, clock: Clock) -> String {
        let named = match bound {
            Bound::MoreThan | Bound::AtLeast => low,
            Bound::AtMost | Bound::LessThan => high,
            Bound::Exact | Bound::About | Bound::Range => Interval::new(low.low, high.high),
        };
        let value = words::span(self.answer_type, clock, named);
        let value = if self.approximate && bound.is_one_sided() { words::about(&value) } else { value };
        words::bounded(self.answer_type, bound, &value)
    }

    fn set_options(&mut self, options: impl Iterator<Item = Named>, negated: bool) {
        for option in options {
            if !self.options.contains(&option) {
                self.options.push(option);
            }
        }
        self.negated = negated;
        self.label = words::options(self.options.iter().map(|option| option.text.as_str()), negated);
    }

    /// Empty words mean that the claim itself is the answer. Codes are compared, words never.
    fn set_text(&mut self, text: &str, codes: Vec<String>) {
        let own = Some(text.trim()).filter(|text| !text.is_empty());
        let text = own.or(self.statement.claim.as_deref().map(str::trim)).unwrap_or_default().to_owned();
        self.set_options(codes.into_iter().map(|code| Named::word(code, AnswerType::Text)), false);
        self.label = text;
    }
}

/// The values that a bound admits, before any tolerance.
fn told(bound: Bound, low: Interval, high: Interval) -> Interval {
    match bound {
        Bound::MoreThan => Interval::new(low.high.saturating_add(1), i64::MAX),
        Bound::AtLeast => Interval::new(low.low, i64::MAX),
        Bound::AtMost => Interval::new(i64::MIN, high.high),
        Bound::LessThan => Interval::new(i64::MIN, high.low.saturating_sub(1)),
        Bound::Exact | Bound::About | Bound::Range => Interval::new(low.low, high.high),
    }
}

/// The one value that an exact or "about" answer names; none for ranges, bounds, and times coarser than a minute.
fn point(answer_type: AnswerType, bound: Bound, told: Interval) -> Option<i64> {
    let width = if answer_type == AnswerType::Time { 60_000 } else { 1 };
    let named = matches!(bound, Bound::Exact | Bound::About) && told.low_end().is_some();
    (named && told.high.saturating_sub(told.low) < width).then_some(told.low)
}
