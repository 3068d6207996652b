//! Groups and bounds of whole boards against trying every value and every day, written down a second time.

use super::case::Case;
use super::properties::case_text;
use firsthand_model::board::Scope;
use firsthand_model::{Answer, AnswerId, Basis, Bound};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// More than any value of these cases, tolerance included, and a day of every kind that theirs can tell apart.
const VALUES: std::ops::RangeInclusive<i64> = 80..=225;
const DAYS: [i64; 7] = [-1, 1, 3, 4, 5, 6, 11];

/// Every pair of value and day that all of these answers allow.
fn shared<'i>(case: &Case, answers: impl IntoIterator<Item = &'i AnswerId>) -> BTreeSet<(i64, i64)> {
    let all = VALUES.flat_map(|value| DAYS.into_iter().map(move |day| (value, day)));
    let answers: Vec<&Answer> =
        answers.into_iter().map(|id| case.answers.iter().find(|one| one.id == *id).unwrap()).collect();
    all.filter(|&(value, day)| answers.iter().all(|one| admits(case, one, value) && is_of_day(one, day))).collect()
}

fn admits(case: &Case, answer: &Answer, value: i64) -> bool {
    let number = |text: &Option<String>| text.as_ref().map_or(0, |text| text.parse().unwrap());
    let (min, max): (i64, i64) = (number(&answer.min), number(&answer.max));
    let of = case.statements.iter().find(|one| Some(&one.id) == answer.statement_id.as_ref()).unwrap();
    match answer.bound.unwrap() {
        Bound::Exact if of.basis != Some(Basis::Estimated) => value == min,
        Bound::Exact | Bound::About => (value - min).abs() <= (min * 10 + 50) / 100,
        Bound::Range => (min..=max).contains(&value),
        Bound::MoreThan => value > min,
        Bound::AtLeast => value >= min,
        Bound::AtMost => value <= max,
        Bound::LessThan => value < max,
    }
}

/// Days of September 2004. An answer that says nothing takes the question's: the first to the tenth.
fn is_of_day(answer: &Answer, day: i64) -> bool {
    let number = |text: &Option<String>| text.as_ref().map(|text| text[8..].parse::<i64>().unwrap());
    match (number(&answer.as_of_earliest), number(&answer.as_of_latest)) {
        (None, None) => (1..=10).contains(&day),
        (low, high) => low.is_none_or(|low| low <= day) && high.is_none_or(|high| day <= high),
    }
}

/// All maximal sets of members that share a value and a day.
fn maximal(case: &Case, members: &[AnswerId]) -> BTreeSet<BTreeSet<AnswerId>> {
    let sets = (1..1_usize << members.len()).map(|bits| {
        members.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1).map(|(_, id)| id.clone()).collect()
    });
    let sets: Vec<BTreeSet<AnswerId>> = sets.filter(|set| !shared(case, set).is_empty()).collect();
    sets.iter()
        .filter(|set| !sets.iter().any(|other| set.len() < other.len() && set.is_subset(other)))
        .cloned()
        .collect()
}

fn is_one_sided(answer: &Answer) -> bool {
    matches!(answer.bound.unwrap(), Bound::MoreThan | Bound::AtLeast | Bound::AtMost | Bound::LessThan)
}

fn only_scope(case: &Case) -> Scope {
    case.evidence().board(&"Q01".into()).unwrap().scopes.remove(0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn groups_are_exactly_the_maximal_sets_found_by_trying_all(text in case_text("moment")) {
        let case = Case::read(&text);
        let members: Vec<AnswerId> =
            case.answers.iter().filter(|one| !is_one_sided(one)).map(|one| one.id.clone()).collect();
        let found: BTreeSet<BTreeSet<AnswerId>> =
            only_scope(&case).groups.iter().map(|group| group.answers.iter().cloned().collect()).collect();
        prop_assert_eq!(found, maximal(&case, &members), "{}", text);
    }

    #[test]
    fn a_bound_fits_exactly_the_groups_with_which_it_shares_a_value(text in case_text("moment")) {
        let case = Case::read(&text);
        let scope = only_scope(&case);
        let bounds: Vec<&Answer> = case.answers.iter().filter(|one| is_one_sided(one)).collect();
        prop_assert_eq!(scope.bounds.len(), bounds.len());
        for note in &scope.bounds {
            let bound = bounds.iter().find(|one| one.id == note.answer).unwrap();
            for group in &scope.groups {
                let common = shared(&case, &group.answers);
                let values: BTreeSet<i64> = common.iter().map(|(value, _)| *value).collect();
                let is_of_its_days = common.iter().any(|(_, day)| is_of_day(bound, *day));
                let fits = values.iter().any(|value| admits(&case, bound, *value));
                let said = [&note.fits, &note.excludes, &note.not_compared].map(|labels| labels.contains(&group.label));
                prop_assert_eq!(said, [is_of_its_days && fits, is_of_its_days && !fits, !is_of_its_days], "{}", &text);
            }
        }
    }
}
