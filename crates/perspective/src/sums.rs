//! Sums that sources give as whole and parts: whether some admissible values of both add up.
//! Subsets are never added, nor percentages, nor parts in another unit than the whole, nor parts of two divisions.

use crate::compared::Part;
use crate::interval::Interval;
use crate::reading::Reading;
use firsthand_model::board::SumCheck;
use firsthand_model::ends::Given;
use firsthand_model::words::PartRole;
use firsthand_model::{AnswerType, Bound};
use std::collections::BTreeMap;

/// Checks a whole against its parts in order of id, for each division by itself; none where the source gives no addends, or
/// they cannot be added.
pub(crate) fn sum_checks(whole: &Reading<'_>, parts: &[Reading<'_>]) -> Vec<SumCheck> {
    let mut divisions: BTreeMap<&Option<String>, Vec<&Reading<'_>>> = BTreeMap::new();
    for part in parts.iter().filter(|part| part.answer.part_role == Some(PartRole::Addend)) {
        divisions.entry(&part.answer.division).or_default().push(part);
    }
    let checks = divisions.into_iter().filter_map(|(division, addends)| sum_check(whole, division, &addends));
    checks.collect()
}

fn sum_check(whole: &Reading<'_>, division: &Option<String>, addends: &[&Reading<'_>]) -> Option<SumCheck> {
    if !addends.iter().all(|part| can_be_added(part, whole)) || !can_be_added(whole, whole) {
        return None;
    }
    let sum = addends.iter().map(|part| admitted(part)).fold(Interval::new(0, 0), Interval::plus);
    Some(SumCheck {
        whole: whole.id.clone(),
        statement: whole.statement_id.clone(),
        population: whole.answer.population.clone(),
        division: division.clone(),
        parts: addends.iter().map(|part| part.id.clone()).collect(),
        stated: whole.label.clone(),
        addends: addends.iter().map(|part| part.label.clone()).collect(),
        sum: sum_label(addends),
        closes: sum.overlaps(admitted(whole)),
    })
}

fn can_be_added(part: &Reading<'_>, whole: &Reading<'_>) -> bool {
    part.answer_type == AnswerType::Count
        && part.part() != Part::Aside
        && part.answer.unit == whole.answer.unit
        && part.answer.unit.as_deref() != Some("percent")
}

/// The admissible values; nothing that is counted is less than none.
fn admitted(part: &Reading<'_>) -> Interval {
    Interval::new(part.value.low.max(0), part.value.high)
}

fn sum_label(addends: &[&Reading<'_>]) -> String {
    let any = |bound: Bound| addends.iter().any(|part| part.bound == Some(bound));
    let sum = |end: fn(Given) -> Option<i64>| {
        let ends = addends.iter().map(|part| Given::of(part.answer).and_then(end));
        ends.into_iter().try_fold(0_i64, |sum, end| sum.checked_add(end?))
    };
    match (sum(|given| given.low), sum(|given| given.high)) {
        (Some(low), Some(high)) if low == high && any(Bound::About) => format!("about {low}"),
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low}–{high}"),
        (Some(low), None) if any(Bound::MoreThan) => format!("> {low}"),
        (Some(low), None) => format!(">= {low}"),
        (None, Some(high)) if any(Bound::LessThan) => format!("< {high}"),
        (None, Some(high)) => format!("<= {high}"),
        (None, None) => "not bounded".into(),
    }
}
