//! One relation for each type of answer: worked cases, and groups and denials as found by trying all on small cases.

mod order;
mod parties;
mod places;

use firsthand_model::board::Scope;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// The groups of a scope as sets of statements by number: `E3` is 3.
fn groups_of(scope: &Scope) -> BTreeSet<Vec<usize>> {
    let number = |id: &firsthand_model::StatementId| id.as_str()[1..].parse().unwrap();
    scope.groups.iter().map(|group| group.statements.iter().map(number).collect()).collect()
}

/// Checks that the one denial of a scope excludes exactly the groups with a member that says what is denied, and fits the others.
fn check_denial(scope: &Scope, is_denied: &dyn Fn(usize) -> bool) -> Result<(), TestCaseError> {
    for group in &scope.groups {
        let number = |id: &firsthand_model::StatementId| id.as_str()[1..].parse().unwrap();
        let excludes = group.statements.iter().any(|id| is_denied(number(id)));
        let said = [&scope.bounds[0].excludes, &scope.bounds[0].fits].map(|labels| labels.contains(&group.label));
        prop_assert_eq!(said, [excludes, !excludes], "{}", group.label);
    }
    Ok(())
}

/// Every maximal set of `0..count` that holds, by trying all of them.
fn by_brute_force(count: usize, holds: impl Fn(&[usize]) -> bool) -> BTreeSet<Vec<usize>> {
    let all = (1..1_usize << count).map(|bits| (0..count).filter(|at| bits >> at & 1 == 1).collect::<Vec<_>>());
    let hold: Vec<Vec<usize>> = all.filter(|set| holds(set)).collect();
    let inside = |set: &[usize], other: &[usize]| set.len() < other.len() && set.iter().all(|one| other.contains(one));
    hold.iter().filter(|set| !hold.iter().any(|other| inside(set, other))).cloned().collect()
}
