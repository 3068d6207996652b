//! Values in words: one answer's label, a common value's label, a sum's label.
//! Plain digits, no sentences; wording for readers and their languages is in `publish`.

use crate::clock::Clock;
use crate::interval::Interval;
use firsthand_model::{AnswerType, Bound};

/// A span of counts or times: `354`, `360–400`, `2004-09-03 13:05`.
pub(crate) fn span(answer_type: AnswerType, clock: Clock, span: Interval) -> String {
    match answer_type {
        AnswerType::Time => clock.words(span),
        _ => count_span(span),
    }
}

fn count_span(span: Interval) -> String {
    match (span.low_end(), span.high_end()) {
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low}–{high}"),
        (Some(low), None) => format!(">= {low}"),
        (None, Some(high)) => format!("<= {high}"),
        (None, None) => "any number".into(),
    }
}

/// An "about" value, by its middle.
pub(crate) fn about(value: &str) -> String {
    format!("about {value}")
}

/// A value with its bound: `354`, `about 1500`, `>= 600`, `after 2004-09-03 13:05`.
pub(crate) fn bounded(answer_type: AnswerType, bound: Bound, value: &str) -> String {
    let time = answer_type == AnswerType::Time;
    match bound {
        Bound::Exact | Bound::Range => value.to_owned(),
        Bound::About => about(value),
        Bound::MoreThan if time => format!("after {value}"),
        Bound::AtLeast if time => format!("{value} or later"),
        Bound::AtMost if time => format!("{value} or earlier"),
        Bound::LessThan if time => format!("before {value}"),
        Bound::MoreThan => format!("> {value}"),
        Bound::AtLeast => format!(">= {value}"),
        Bound::AtMost => format!("<= {value}"),
        Bound::LessThan => format!("< {value}"),
    }
}

/// Options as asserted, or excluded: `end-war; troop-withdrawal`, `not prisoner-release`.
pub(crate) fn options<'o>(options: impl Iterator<Item = &'o str>, negated: bool) -> String {
    let all = options.collect::<Vec<_>>().join("; ");
    if negated { format!("not {all}") } else { all }
}
