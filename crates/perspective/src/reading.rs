//! One answer read from its record: admissible values with the tolerance included, its moment, its words.
//! What of it is compared is in `compared`; nothing here compares answers with each other.

use crate::clock::Clock;
use crate::compared::Compared;
use crate::interval::Interval;
use crate::moment::moment;
use crate::relation::Named;
use crate::spoken::Manner;
use crate::tolerance::Tolerance;
use crate::words;
use firsthand_model::answer::Misfit;
use firsthand_model::board::{AsOf, ScopedAnswer};
use firsthand_model::edtf::Edtf;
use firsthand_model::history::Figure;
use firsthand_model::when::When;
use firsthand_model::{Answer, AnswerId, AnswerType, AnswerValue, Basis, Bound, Question, Statement, StatementId};
use std::ops::Deref;

/// An answer read: what is compared of it, which it can be used as, and its words.
#[derive(Debug, Clone)]
pub(crate) struct Reading<'a> {
    pub answer: &'a Answer,
    pub statement: &'a Statement,
    /// What is asked of the two for every board, copied: they lie apart from each other, and from those of other readings.
    pub id: AnswerId,
    pub statement_id: StatementId,
    pub compared: Compared,
    /// Whether the table marks it as approximate, in its own column or in the date.
    approximate: bool,
    about_assumed: bool,
    pub label: String,
    as_of: Option<AsOf>,
}

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

impl<'a> Context<'a, 'a> {
    /// Of a statement that stands among no others.
    pub fn alone(statement: &'a Statement, question: Option<&'a Question>, clock: Clock) -> Context<'a, 'a> {
        let (statement_id, manner) = (&statement.id, Manner::of(statement));
        Context { statement, statement_id, statement_at: 0, manner, question, clock }
    }
}

impl Deref for Reading<'_> {
    type Target = Compared;

    fn deref(&self) -> &Compared {
        &self.compared
    }
}

impl<'a> Reading<'a> {
    /// Reads an answer.
    ///
    /// # Errors
    /// A [`Misfit`] when the cells do not make a value of the answer's type.
    pub fn new(answer: &'a Answer, context: Context<'_, 'a>) -> Result<Reading<'a>, Misfit> {
        let mut reading = Reading::blank(answer, context);
        match answer.value()? {
            AnswerValue::Count { bound, min, max } => reading.set_count(bound, min, max, context),
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

    /// What is compared of it, and the answer as a board shows it, in no group yet.
    pub fn parted(self) -> (Compared, ScopedAnswer) {
        let compared = self.compared;
        let quantity = matches!(compared.answer_type, AnswerType::Count | AnswerType::Time);
        let shown = ScopedAnswer {
            answer: self.id,
            statement: self.statement_id,
            basis: compared.manner.basis,
            stance: compared.manner.stance,
            corrected_by: None,
            bound: self.answer.bound.filter(|_| quantity),
            low: compared.value.low_end(),
            high: compared.value.high_end(),
            point: compared.point,
            label: self.label,
            options: compared.options.iter().map(|option| option.text.clone()).collect(),
            negated: compared.negated,
            about_assumed: self.about_assumed,
            as_of: self.as_of,
            in_groups: Vec::new(),
            duress: compared.manner.duress,
        };
        (compared, shown)
    }

    /// As a history of figures shows it, beside no other figure yet.
    pub fn figure(&self, said: When) -> Figure {
        Figure {
            answer: self.id.clone(),
            statement: self.statement_id.clone(),
            speaker_id: self.statement.speaker_id.clone(),
            speaker: self.statement.speaker.clone(),
            basis: self.manner.basis,
            stance: self.manner.stance,
            label: self.label.clone(),
            low: self.value.low_end(),
            high: self.value.high_end(),
            point: self.point,
            as_of: self.as_of.clone(),
            said,
            repeats: None,
            replaces: Vec::new(),
            rests_on: Vec::new(),
            duress: self.manner.duress,
        }
    }

    fn blank(answer: &'a Answer, context: Context<'_, 'a>) -> Reading<'a> {
        let (as_of, moment) = moment(answer, context.question, context.clock);
        let compared = Compared {
            statement_at: context.statement_at,
            manner: context.manner,
            answer_type: answer.r#type.unwrap_or(AnswerType::Text),
            value: Interval::ALL,
            bound: None,
            point: None,
            options: Vec::new(),
            negated: false,
            moment,
        };
        Reading {
            answer,
            statement: context.statement,
            id: answer.id.clone(),
            statement_id: context.statement_id.clone(),
            compared,
            approximate: answer.approx.unwrap_or(false),
            about_assumed: false,
            label: String::new(),
            as_of,
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
        self.about_assumed = bound == Bound::Exact && !self.approximate && self.manner.basis == Basis::Estimated;
        let bound =
            if bound == Bound::Exact && (self.approximate || self.about_assumed) { Bound::About } else { bound };
        let told = told(bound, low, high);
        let widened = bound == Bound::About || (self.approximate && bound.is_one_sided());
        self.compared.value = if widened { self.widen(told, context) } else { told };
        self.compared.bound = Some(bound);
        self.compared.point = point(self.answer_type, bound, told);
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
                self.compared.options.push(option);
            }
        }
        self.compared.negated = negated;
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
