//! One coded claim beside the record: which answers to its question say it, fit it, exclude it, or are of another scope.
//! What is a claim and what it answers is not decided here: a person has coded it. Nothing here counts or weighs.

use crate::moment::moment_parts;
use crate::natural::natural;
use crate::reading::{Part, Reading};
use crate::tolerance::Tolerance;
use firsthand_model::beside::{Beside, BesideRecord, Difference, Relation};
use firsthand_model::{AnswerType, Question};

/// Lays every answer beside a claim. The order in which they are given makes no difference.
pub(crate) fn beside(question: &Question, claim: &Reading<'_>, answers: &[Reading<'_>]) -> BesideRecord {
    let by_moment = moment_parts(question.as_of_rule.as_deref(), claim.answer.tally);
    let scope: Vec<&Reading<'_>> =
        answers.iter().filter(|answer| scope_differences(claim, answer).is_empty()).collect();
    let together = scope.iter().copied().chain([claim]).any(asserts_several);
    let mut lines: Vec<Beside> = answers.iter().map(|answer| line(claim, answer, by_moment, together)).collect();
    lines.sort_by_cached_key(|line| (line.relation, line.differences.len(), natural(line.answer.as_str())));
    BesideRecord {
        label: claim.label.clone(),
        tolerance: Tolerance::of(Some(question)).printed(claim.answer_type),
        answers: lines,
    }
}

fn line(claim: &Reading<'_>, answer: &Reading<'_>, by_moment: bool, together: bool) -> Beside {
    let mut differences = scope_differences(claim, answer);
    let is_value = answer.part() != Part::Aside;
    if is_value && by_moment && !claim.moment.overlaps(answer.moment) {
        differences.push(Difference::Moment);
    }
    if is_value && differences.is_empty() && claim.answer_type == AnswerType::Text && claim.options != answer.options {
        differences.push(Difference::Words);
    }
    let relation = match () {
        () if !differences.is_empty() => Relation::OtherScope,
        () if !is_value => Relation::NoAnswer,
        () => relation(claim, answer, together),
    };
    Beside {
        relation,
        differences,
        statement: answer.statement.id.clone(),
        answer: answer.answer.id.clone(),
        label: answer.label.clone(),
        population: answer.answer.population.clone(),
    }
}

/// In what two answers are not of one scope; what neither states does not part them.
fn scope_differences(claim: &Reading<'_>, answer: &Reading<'_>) -> Vec<Difference> {
    let (left, right) = (claim.answer, answer.answer);
    let parts = [
        (Difference::Type, claim.answer_type != answer.answer_type),
        (Difference::Population, left.population != right.population),
        (Difference::Unit, left.unit != right.unit),
        (Difference::Tally, left.tally != right.tally),
    ];
    parts.into_iter().filter(|(_, differs)| *differs).map(|(difference, _)| difference).collect()
}

/// Within one scope and moment.
fn relation(claim: &Reading<'_>, answer: &Reading<'_>, together: bool) -> Relation {
    match claim.answer_type {
        AnswerType::Count | AnswerType::Time => of_quantities(claim, answer),
        AnswerType::Text => Relation::Says,
        _ => of_options(claim, answer, together),
    }
}

/// Two members with a common value are one group. A bound is no member: an answer says it by lying within it.
fn of_quantities(claim: &Reading<'_>, answer: &Reading<'_>) -> Relation {
    let common = claim.value.meet(answer.value);
    let are_members = claim.part() == Part::Member && answer.part() == Part::Member;
    match () {
        () if common.is_empty() => Relation::Excludes,
        () if are_members || common == answer.value => Relation::Says,
        () => Relation::Fits,
    }
}

/// Options part answers unless somebody in the scope asserts several at once; a denial is against what it names alone.
fn of_options(claim: &Reading<'_>, answer: &Reading<'_>, together: bool) -> Relation {
    let is_shared = claim.options.iter().any(|option| answer.options.contains(option));
    match (is_shared, claim.negated == answer.negated) {
        (true, true) => Relation::Says,
        (true, false) => Relation::Excludes,
        (false, true) if !claim.negated && !together => Relation::Excludes,
        (false, _) => Relation::Fits,
    }
}

fn asserts_several(answer: &Reading<'_>) -> bool {
    !answer.negated
        && answer.part() == Part::Member
        && answer.answer_type != AnswerType::Text
        && answer.options.len() > 1
}
