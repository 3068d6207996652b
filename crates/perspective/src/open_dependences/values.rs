//! Numbers that few chains of reports give.

use super::{Pairs, Unjudged, one_of_each};
use crate::chains::Chains;
use crate::clock::Clock;
use firsthand_model::open_dependence::{Shared, SharedWhat};
use firsthand_model::{Answer, AnswerType, Bound, QuestionId};
use std::collections::{BTreeMap, BTreeSet};

/// More chains than these share a number that goes about.
const FEW: usize = 5;
/// Fewer digits than these are met by chance.
const DIGITS: usize = 3;

pub(super) fn shared(unjudged: &Unjudged<'_>, chains: &Chains<'_>, clock: Clock, pairs: &mut Pairs) {
    let mut given: BTreeMap<(i64, &QuestionId), BTreeSet<usize>> = BTreeMap::new();
    for answer in unjudged.answers {
        let place = answer.statement_id.as_ref().and_then(|id| chains.place(id));
        if let (Some(place), Some(question), Some(value)) = (place, answer.question_id.as_ref(), rare(answer)) {
            given.entry((value, question)).or_default().insert(place);
        }
    }
    for ((value, question), places) in given {
        let first = one_of_each(chains, clock, &places);
        if !(2..=FEW).contains(&first.len()) {
            continue;
        }
        for (at, &one) in first.iter().enumerate() {
            for &other in &first[at + 1..] {
                let shared = Shared {
                    what: SharedWhat::RareValue,
                    value: value.to_string(),
                    question: Some(question.clone()),
                    alike_percent: None,
                };
                pairs.entry((one.min(other), one.max(other))).or_default().push(shared);
            }
        }
    }
}

/// The number that an answer names exactly, if it is not round.
fn rare(answer: &Answer) -> Option<i64> {
    let is_exact = matches!(answer.bound, None | Some(Bound::Exact | Bound::MoreThan | Bound::AtLeast));
    let is_count = answer.r#type == Some(AnswerType::Count) && answer.approx != Some(true) && answer.unit.is_none();
    let value: i64 = answer.min.as_deref().filter(|_| is_exact && is_count)?.parse().ok()?;
    (value.unsigned_abs().to_string().trim_end_matches('0').len() >= DIGITS).then_some(value)
}
