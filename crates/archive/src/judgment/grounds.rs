//! What the rule of a finding comes to on the statements it cites, in sentences. Whether that bears it out is not said here,
//! but for a majority, which is counted by origins that are certainly distinct and never by reports.

use crate::snapshot::Snapshot;
use firsthand_model::words::FindingRule;
use firsthand_model::{Finding, StatementId};
use firsthand_perspective::{Sides, Span, Standing};
use std::collections::BTreeMap;

/// What a finding's rule comes to, in sentences.
pub(crate) fn grounds(snapshot: &Snapshot, standing: &Standing<'_>, finding: &Finding) -> Vec<String> {
    let (Some(rule), Some(question)) = (finding.rule, &finding.question_id) else { return Vec::new() };
    let (population, cited) = (finding.population.as_deref(), &finding.for_statements);
    match rule {
        FindingRule::Range => {
            let spans = standing.spans(question, population, cited);
            let none = || vec!["The statements for it give no value here that could be spanned.".to_owned()];
            if spans.is_empty() { none() } else { spans.iter().map(span_sentence).collect() }
        }
        FindingRule::Majority => {
            let sides = standing.sides(question, population, cited);
            let none = || vec!["The statements for it give no answer here that counts.".to_owned()];
            if sides.is_empty() { none() } else { sides.iter().map(sides_sentence).collect() }
        }
        FindingRule::SourceKindRank => rank_sentences(snapshot, finding),
        FindingRule::Discussion | FindingRule::Reason => Vec::new(),
    }
}

fn span_sentence(span: &Span) -> String {
    let parts = [span.population.clone(), span.unit.clone(), span.tally.map(|tally| tally.to_string())];
    let scope: Vec<String> = parts.into_iter().flatten().collect();
    let of = if scope.is_empty() { String::new() } else { format!(" of {}", scope.join(", ")) };
    let values = match span.values.len() {
        0 | 1 => String::new(),
        _ => format!(": {}", span.values.join("; ")),
    };
    let beside = match span.bounds.as_slice() {
        [] => String::new(),
        bounds => format!(" Beside it, one-sided: {}.", bounds.join("; ")),
    };
    format!("The statements for it span {}{of}{values}.{beside}", span.label)
}

/// Counted by origins that are certainly distinct, never by reports.
fn sides_sentence(sides: &Sides) -> String {
    let of = sides.population.as_ref().map(|key| format!(" about {key}")).unwrap_or_default();
    let (ours, others) = (sides.cited, sides.others);
    let for_it = format!(
        "The statements for it{of} have at least {} and at most {} separate origins",
        ours.at_least, ours.at_most
    );
    match others {
        None => format!("{for_it}; nobody else answers."),
        Some(others) => {
            let verdict = if ours.at_least > others.at_least { "it is" } else { "it is not shown to be" };
            let (least, most) = (others.at_least, others.at_most);
            format!(
                "{for_it}, all other answers at least {least} and at most {most}: {verdict} the majority by origins."
            )
        }
    }
}

/// The kinds of source that stand for and against a finding, in the order that the case sets.
fn rank_sentences(snapshot: &Snapshot, finding: &Finding) -> Vec<String> {
    let rank = &snapshot.settings.source_kind_rank;
    let kinds = |ids: &[StatementId]| {
        let kind_of = |id: &StatementId| {
            let source = snapshot.statements.iter().find(|one| one.id == *id)?.source.as_ref()?;
            snapshot.sources.iter().find(|one| one.id == *source)?.kind.clone()
        };
        let mut kinds: BTreeMap<(usize, String), Vec<String>> = BTreeMap::new();
        for id in ids {
            let kind = kind_of(id).unwrap_or_else(|| "kind not stated".to_owned());
            let place = rank.iter().position(|one| *one == kind).unwrap_or(rank.len());
            kinds.entry((place, kind)).or_default().push(id.to_string());
        }
        let part = |((place, kind), ids): (&(usize, String), &Vec<String>)| {
            let unranked = if *place == rank.len() { " (not ranked)" } else { "" };
            format!("{kind}{unranked} ({})", ids.join(", "))
        };
        if kinds.is_empty() { "none".to_owned() } else { kinds.iter().map(part).collect::<Vec<_>>().join(", ") }
    };
    let (ours, others) = (kinds(&finding.for_statements), kinds(&finding.against_statements));
    vec![
        format!("The case ranks kinds of source: {}.", rank.join(", then ")),
        format!("For it: {ours}. Against it: {others}."),
    ]
}
