//! One coded claim beside the record: which answers to its question say it, fit it, exclude it, or are of another scope.
//! What is a claim and what it answers is not decided here: a person has coded it. Nothing here counts or weighs.

use crate::compared::Part;
use crate::moment::moment_parts;
use crate::reading::Reading;
use crate::relation::{Named, Relation as Between};
use crate::reports::reports;
use crate::scopes::{Asked, named};
use crate::tolerance::Tolerance;
use firsthand_model::AnswerType;
use firsthand_model::beside::{Beside, BesideRecord, Difference, Relation, Traced};
use firsthand_model::natural::natural;
use std::collections::BTreeSet;

/// Lays every answer beside a claim. The order in which they are given makes no difference.
pub(crate) fn beside(asked: Asked<'_, '_>, claim: &Reading<'_>, answers: &[Reading<'_>]) -> BesideRecord {
    let question = asked.question;
    let by_moment = moment_parts(question.as_of_rule.as_deref(), claim.answer.tally);
    let scope: Vec<&Reading<'_>> =
        answers.iter().filter(|answer| scope_differences(claim, answer).is_empty()).collect();
    let together = scope.iter().copied().chain([claim]).any(asserts_several);
    let mut lines: Vec<Beside> = answers.iter().map(|answer| line(asked, claim, answer, by_moment, together)).collect();
    lines.sort_by_cached_key(|line| (line.relation, line.differences.len(), natural(line.answer.as_str())));
    BesideRecord {
        label: claim.label.clone(),
        tolerance: Tolerance::of(Some(question)).printed(claim.answer_type),
        says: traced(asked, &lines, Relation::Says),
        excludes: traced(asked, &lines, Relation::Excludes),
        answers: lines,
    }
}

/// The statements of one relation, each once, by the same rules as those of a group.
fn traced(asked: Asked<'_, '_>, lines: &[Beside], relation: Relation) -> Traced {
    let of_relation = lines.iter().filter(|line| line.relation == relation);
    let places: BTreeSet<usize> = of_relation.filter_map(|line| asked.chains.place(&line.statement)).collect();
    let mut places: Vec<usize> = places.into_iter().collect();
    places.sort_unstable_by_key(|&at| asked.chains.rank(at));
    let (reports, origins) = reports(asked.chains, &places, &|at| named(asked, at));
    Traced { statements: places.len(), reports, origins }
}

fn line(asked: Asked<'_, '_>, claim: &Reading<'_>, answer: &Reading<'_>, by_moment: bool, together: bool) -> Beside {
    let mut differences = scope_differences(claim, answer);
    // Words without a code assert something, and are compared with nothing but the very same words.
    let is_value =
        answer.part() != Part::Aside || (answer.answer_type == AnswerType::Text && answer.manner.stance.is_answer());
    if is_value && by_moment && !claim.moment.overlaps(answer.moment) {
        differences.push(Difference::Moment);
    }
    if is_value && differences.is_empty() && claim.answer_type == AnswerType::Text && claim.label != answer.label {
        differences.push(Difference::Words);
    }
    let relation = match () {
        () if !differences.is_empty() => Relation::OtherScope,
        () if !is_value => Relation::NoAnswer,
        () => relation(asked, claim, answer, together),
    };
    Beside {
        relation,
        differences,
        statement: answer.statement_id.clone(),
        answer: answer.id.clone(),
        label: answer.label.clone(),
        population: answer.answer.population.clone(),
    }
}

/// In what two answers are not of one scope; what neither states does not part them.
pub(crate) fn scope_differences(claim: &Reading<'_>, answer: &Reading<'_>) -> Vec<Difference> {
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
fn relation(asked: Asked<'_, '_>, claim: &Reading<'_>, answer: &Reading<'_>, together: bool) -> Relation {
    match claim.answer_type {
        AnswerType::Count | AnswerType::Time => of_quantities(claim, answer),
        AnswerType::Text => Relation::Says,
        _ => of_options(asked.relation(claim.answer_type), claim, answer, together),
    }
}

/// Two that each name one value, exactly or about, say the same where they can meet. Ranges and bounds are said by what
/// lies within them: who says from 120 to 400 does not say 354.
fn of_quantities(claim: &Reading<'_>, answer: &Reading<'_>) -> Relation {
    let common = claim.value.meet(answer.value);
    let name_one = claim.point.is_some() && answer.point.is_some();
    match () {
        () if common.is_empty() => Relation::Excludes,
        () if name_one || common == answer.value => Relation::Says,
        () => Relation::Fits,
    }
}

/// Options part answers unless they can be so together, or somebody in the scope asserts several at once; a denial is
/// against what says what it names.
pub(crate) fn of_options(between: Between<'_>, claim: &Reading<'_>, answer: &Reading<'_>, together: bool) -> Relation {
    if claim.is_open() || answer.is_open() {
        return if claim.options == answer.options { Relation::Says } else { Relation::Fits };
    }
    let (asserted, denied) = if claim.negated { (answer, claim) } else { (claim, answer) };
    if claim.negated != answer.negated {
        let all: Vec<&Named> = asserted.options.iter().collect();
        let excludes = denied.options.iter().any(|one| between.is_denied(&all, one));
        return if excludes { Relation::Excludes } else { Relation::Fits };
    }
    let pairs = || answer.options.iter().flat_map(|said| claim.options.iter().map(move |of_claim| (said, of_claim)));
    // Who denies the whole of something has denied what lies within it.
    let says = pairs().any(|(said, of_claim)| match claim.negated {
        false => between.says(said, of_claim),
        true => between.says(of_claim, said),
    });
    let fits = claim.negated || together || pairs().any(|(said, of_claim)| between.fit(&[said, of_claim]));
    match (says, fits) {
        (true, _) => Relation::Says,
        (false, true) => Relation::Fits,
        (false, false) => Relation::Excludes,
    }
}

pub(crate) fn asserts_several(answer: &Reading<'_>) -> bool {
    !answer.negated
        && answer.part() == Part::Member
        && answer.answer_type != AnswerType::Text
        && answer.options.len() > 1
}
