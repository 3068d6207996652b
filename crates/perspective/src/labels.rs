//! Labels of the groups of one scope: each says what its answers share, and no two are the same.
//! Labels of single answers are in `reading`.

use crate::clock::Clock;
use crate::compared::Compared;
use crate::groups::Draft;
use crate::interval::Interval;
use crate::relation::Relation;
use crate::words;
use firsthand_model::AnswerType;
use std::collections::BTreeMap;

/// A label for every draft, in order.
///
/// What its options come to, or the text; `about N` where all members call the same N "about"; else the common values. Where two would be
/// the same, the moments are added, and if that does not part them, a number.
pub(crate) fn labels(drafts: &[Draft<'_>], readings: &[Compared], relation: Relation<'_>, clock: Clock) -> Vec<String> {
    let mut labels: Vec<String> = drafts.iter().map(|draft| label(draft, readings, relation, clock)).collect();
    for at in repeated(&labels) {
        labels[at] = format!("{}, as of {}", labels[at], clock.words(drafts[at].moment));
    }
    for (count, at) in (1_usize..).zip(repeated(&labels)) {
        labels[at] = format!("{} ({count})", labels[at]);
    }
    labels
}

fn label(draft: &Draft<'_>, readings: &[Compared], relation: Relation<'_>, clock: Clock) -> String {
    if !draft.options.is_empty() {
        return words::options(relation.common(&draft.options).iter().map(String::as_str), false);
    }
    let answer_type = relation.answer_type();
    let span = |interval| words::span(answer_type, clock, interval);
    match draft.about_point(readings) {
        Some(point) => words::about(&span(named(answer_type, point))),
        None => span(draft.value),
    }
}

/// The value that a point names: for times, its whole minute where it has no seconds.
fn named(answer_type: AnswerType, point: i64) -> Interval {
    let width = match answer_type {
        AnswerType::Time if point.rem_euclid(60_000) == 0 => 59_999,
        AnswerType::Time => 999,
        _ => 0,
    };
    Interval::new(point, point.saturating_add(width))
}

fn repeated(labels: &[String]) -> Vec<usize> {
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, label) in labels.iter().enumerate() {
        places.entry(label).or_default().push(at);
    }
    let mut repeated: Vec<usize> = places.into_values().filter(|places| places.len() > 1).flatten().collect();
    repeated.sort_unstable();
    repeated
}
