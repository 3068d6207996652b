//! The ends of an answer as numbers, for order and drawing. Which answers fit together is decided in `perspective`.

use crate::site::Site;
use firsthand_model::board::ScopedAnswer;
use firsthand_model::{Answer, AnswerType, Bound};

/// The lowest value an answer names; open ends sort by the end they have.
pub fn low_key(scoped: &ScopedAnswer) -> i64 {
    scoped.point.or(scoped.low).or(scoped.high).unwrap_or(0)
}

/// The highest value an answer names.
pub fn high_key(scoped: &ScopedAnswer) -> i64 {
    scoped.point.or(scoped.high).or(scoped.low).unwrap_or(0)
}

/// How high an answer reaches by its own words; a bound that is open upwards reaches beyond its end.
pub fn reach(site: &Site, scoped: &ScopedAnswer) -> (i64, bool) {
    let answer = site.answer(scoped.answer.as_str());
    let end =
        answer.filter(|_| scoped.bound.is_some_and(Bound::is_one_sided)).and_then(|answer| bound_end(scoped, answer));
    let open = matches!(scoped.bound, Some(Bound::MoreThan | Bound::AtLeast));
    (end.unwrap_or_else(|| high_key(scoped)), open)
}

/// Where the one end of a bound stands: for counts as the table writes it, for times as perspective reads it.
pub fn bound_end(scoped: &ScopedAnswer, answer: &Answer) -> Option<i64> {
    let upper = matches!(scoped.bound, Some(Bound::AtMost | Bound::LessThan));
    if answer.r#type == Some(AnswerType::Count) {
        let end = if upper { &answer.max } else { &answer.min };
        return end.as_deref().and_then(|end| end.parse().ok());
    }
    if upper { scoped.high } else { scoped.low }
}
