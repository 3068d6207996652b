//! Boards as a few lines of text, for snapshots.

use firsthand_model::board::{AsOf, Board, BoundNote, Group, Report, Root, Scope, SumCheck};
use std::fmt::Display;

/// The board, scope by scope.
pub fn board(board: &Board) -> String {
    let scopes = board.scopes.iter().map(scope);
    scopes.chain(board.checks.iter().map(check)).collect::<Vec<_>>().join("\n")
}

fn scope(scope: &Scope) -> String {
    let key = [
        Some(scope.answer_type.to_string()),
        scope.population.clone(),
        scope.unit.clone(),
        scope.tally.map(|tally| tally.to_string()),
        scope.by_moment.then(|| "by moment".to_owned()),
        scope.tolerance.clone(),
    ];
    let mut lines = vec![key.into_iter().flatten().collect::<Vec<_>>().join(", ")];
    lines.extend(scope.groups.iter().map(group));
    lines.extend(scope.bounds.iter().map(bound));
    lines.join("\n")
}

fn group(group: &Group) -> String {
    let moment = group.as_of.as_ref().map(as_of).unwrap_or_default();
    let reports = group.reports.iter().map(report).collect::<Vec<_>>().join(", ");
    let origins = format!("{}..{}", group.origins.at_least, group.origins.at_most);
    format!("  [{}]{moment} {} | origins {origins}: {reports}", group.label, list(&group.answers, " "))
}

fn as_of(as_of: &AsOf) -> String {
    let end = |text: &Option<String>| text.clone().unwrap_or_default();
    let mark = if as_of.assumed { " assumed" } else { "" };
    format!(" @{}/{}{mark}", end(&as_of.earliest), end(&as_of.latest))
}

fn report(report: &Report) -> String {
    let root = match &report.root {
        Root::FirstHand(person) => format!("first-hand {person}"),
        Root::Person(person) => format!("person {person}"),
        Root::Statement(statement) => format!("statement {statement}"),
        Root::Unknown => "unknown".into(),
    };
    let shared = list(&report.shared_exposure, " ");
    let shared = if shared.is_empty() { shared } else { format!(", {shared} shared exposure") };
    format!("{} ({root}{shared})", list(&report.statements, "+"))
}

fn bound(note: &BoundNote) -> String {
    let lists = [("fits", &note.fits), ("excludes", &note.excludes), ("not compared", &note.not_compared)];
    let said = lists.iter().filter(|(_, labels)| !labels.is_empty());
    let said: Vec<String> = said.map(|(word, labels)| format!("{word} {}", labels.join(" and "))).collect();
    format!("  {} {}: {}", note.answer, note.label, if said.is_empty() { "no groups".into() } else { said.join("; ") })
}

fn check(check: &SumCheck) -> String {
    let word = if check.closes { "closes" } else { "does not close" };
    format!("{}: {} = {} against {}: {word}", check.whole, check.addends.join(" + "), check.sum, check.stated)
}

fn list<T: Display>(items: &[T], separator: &str) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join(separator)
}
