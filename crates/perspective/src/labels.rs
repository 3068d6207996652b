//! Labels of the groups of one scope: each says what its answers share, and no two are the same.
//! Labels of single answers are in `reading`.

use crate::clock::Clock;
use crate::groups::Draft;
use crate::interval::Interval;
use crate::reading::Reading;
use crate::words;
use firsthand_model::AnswerType;
use std::collections::BTreeMap;

/// A label for every draft, in order.
///
/// The option or text; `about N` where all members call the same N "about"; else the common values. Where two would be
/// the same, the moments are added, and if that does not part them, a number.
pub(crate) fn labels(drafts: &[Draft], readings: &[Reading<'_>], answer_type: AnswerType, clock: Clock) -> Vec<String> {
    let mut labels: Vec<String> = drafts.iter().map(|draft| label(draft, readings, answer_type, clock)).collect();
    for at in repeated(&labels) {
        labels[at] = format!("{}, as of {}", labels[at], clock.words(drafts[at].moment));
    }
    for (count, at) in (1_usize..).zip(repeated(&labels)) {
        labels[at] = format!("{} ({count})", labels[at]);
    }
    labels
}

fn label(draft: &Draft, readings: &[Reading<'_>], answer_type: AnswerType, clock: Clock) -> String {
    let span = |interval| words::span(answer_type, clock, interval);
    match (&draft.option, draft.about_point(readings)) {
        (Some(option), _) => option.clone(),
        (None, Some(point)) => words::about(&span(named(answer_type, point))),
        (None, None) => span(draft.value),
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
