//! Proposed records beside the case: which are new, which changed, which point to nothing.
//! The rules about references, duplicates and cycles stand here; reading files does not.

use crate::receipt::ProblemAt;
use crate::snapshot::Snapshot;
use firsthand_model::references::{Reference, references};
use firsthand_model::words::DependenceKind;
use firsthand_model::{Kind, Record};
use std::collections::{BTreeMap, BTreeSet};

/// A record proposed by a row of a file.
#[derive(Debug, Clone)]
pub(crate) struct Proposed {
    pub(crate) record: Record,
    pub(crate) file: String,
    pub(crate) row: Option<u64>,
}

impl Proposed {
    fn key(&self) -> (Kind, String) {
        (self.record.kind(), self.record.handle().to_owned())
    }

    fn problem(&self, column: Option<&str>, message: String) -> ProblemAt {
        let column = column.map(str::to_owned);
        ProblemAt { file: self.file.clone(), row: self.row, column, message, fatal: true }
    }
}

/// Proposals that may be written, and what was wrong with the others.
#[derive(Debug, Default)]
pub(crate) struct Checked {
    pub(crate) accepted: Vec<Proposed>,
    pub(crate) problems: Vec<ProblemAt>,
}

/// Checks all proposals of an import together. A row that is left out takes with it the rows that point to it.
pub(crate) fn check(snapshot: &Snapshot, proposed: Vec<Proposed>) -> Checked {
    let mut checked = without_duplicates(proposed);
    let cycles = cyclic(&checked.accepted, snapshot);
    leave_out(&mut checked, |proposal| cycle_problem(proposal, &cycles));
    leave_out(&mut checked, groundless);
    loop {
        let known = known_handles(snapshot, &checked.accepted);
        if !leave_out(&mut checked, |proposal| dangling(proposal, &known)) {
            return checked;
        }
    }
}

/// Moves proposals with a problem out; whether there were any.
fn leave_out(checked: &mut Checked, fault: impl Fn(&Proposed) -> Option<ProblemAt>) -> bool {
    let before = checked.accepted.len();
    let problems = &mut checked.problems;
    checked.accepted.retain(|proposal| match fault(proposal) {
        Some(problem) => {
            problems.push(problem);
            false
        }
        None => true,
    });
    checked.accepted.len() < before
}

/// What an editor writes where no statement speaks for or against a finding.
const NONE_GATHERED: &str = "none gathered";

/// A finding names the statements it was made from, or says that there are none.
fn groundless(proposal: &Proposed) -> Option<ProblemAt> {
    let Record::Finding(finding) = &proposal.record else { return None };
    let says_none = finding.for_text.as_deref().is_some_and(|text| text.to_lowercase().contains(NONE_GATHERED));
    let is_groundless = finding.for_statements.is_empty() && finding.against_statements.is_empty() && !says_none;
    let message = format!("expected the statements that the finding was made from, or «{NONE_GATHERED}» in for_text");
    is_groundless.then(|| proposal.problem(Some("for_statements"), message))
}

/// The same handle twice with different content is a problem of the second; the same row twice is one.
fn without_duplicates(proposed: Vec<Proposed>) -> Checked {
    let mut seen: BTreeMap<(Kind, String), usize> = BTreeMap::new();
    let mut checked = Checked::default();
    for proposal in proposed {
        match seen.get(&proposal.key()) {
            None => {
                seen.insert(proposal.key(), checked.accepted.len());
                checked.accepted.push(proposal);
            }
            Some(first) if checked.accepted[*first].record == proposal.record => {}
            Some(first) => {
                let first = &checked.accepted[*first];
                let place = first.row.map(|row| format!(", row {row}")).unwrap_or_default();
                let handle = proposal.record.handle();
                let message = format!("the id {handle} stands already in {}{place}, with other content", first.file);
                checked.problems.push(proposal.problem(Some("id"), message));
            }
        }
    }
    checked
}

fn known_handles(snapshot: &Snapshot, accepted: &[Proposed]) -> BTreeSet<(Kind, String)> {
    let known = snapshot.entities.keys().cloned();
    known.chain(accepted.iter().map(Proposed::key)).collect()
}

fn dangling(proposal: &Proposed, known: &BTreeSet<(Kind, String)>) -> Option<ProblemAt> {
    let is_known =
        |reference: &Reference| reference.kinds.iter().any(|kind| known.contains(&(*kind, reference.handle.clone())));
    if let Some(reference) = references(&proposal.record).into_iter().find(|reference| !is_known(reference)) {
        let kinds: Vec<&str> = reference.kinds.iter().map(|kind| kind.name()).collect();
        let message = format!("expected the id of a {}; there is no {}", kinds.join(" or "), reference.handle);
        return Some(proposal.problem(Some(reference.column), message));
    }
    dangling_citation(proposal, known)
}

/// The kinds that prose may cite, by handle.
pub(crate) const CITABLE: &[Kind] = &[
    Kind::Statement,
    Kind::Source,
    Kind::Event,
    Kind::Message,
    Kind::Finding,
    Kind::Question,
    Kind::Person,
    Kind::Place,
    Kind::ScenePart,
    Kind::Media,
    Kind::Session,
];

fn dangling_citation(proposal: &Proposed, known: &BTreeSet<(Kind, String)>) -> Option<ProblemAt> {
    let Record::Account(account) = &proposal.record else { return None };
    let cited = firsthand_intake::sentences(&account.markdown)
        .into_iter()
        .flat_map(|sentence| sentence.citations.into_iter().map(move |id| (sentence.line, id)))
        .find(|(_, id)| !CITABLE.iter().any(|kind| known.contains(&(*kind, id.clone()))))?;
    let (line, id) = cited;
    let message = format!("line {line} cites {id}, and there is no such statement, event, message, finding or source");
    Some(proposal.problem(None, message))
}

/// Statements on a cycle of `derived_from`: nothing can be first there.
fn cyclic(accepted: &[Proposed], snapshot: &Snapshot) -> BTreeSet<String> {
    let mut rests_on: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let proposed = accepted.iter().filter_map(|proposal| match &proposal.record {
        Record::Dependence(dependence) => Some(&**dependence),
        _ => None,
    });
    let replaced: BTreeSet<&str> = proposed.clone().map(|dependence| dependence.id.as_str()).collect();
    let standing = snapshot.dependences.iter().filter(|dependence| !replaced.contains(dependence.id.as_str()));
    for dependence in standing.chain(proposed) {
        if let (Some(DependenceKind::DerivedFrom), Some(from), Some(to)) =
            (dependence.kind, &dependence.from_statement, &dependence.to_statement)
        {
            rests_on.entry(from.to_string()).or_default().insert(to.to_string());
        }
    }
    on_cycles(&mut rests_on)
}

/// What is left after taking away, again and again, everything that rests on nothing or on which nothing rests.
fn on_cycles(rests_on: &mut BTreeMap<String, BTreeSet<String>>) -> BTreeSet<String> {
    loop {
        let from: BTreeSet<String> = rests_on.keys().cloned().collect();
        let to: BTreeSet<String> = rests_on.values().flatten().cloned().collect();
        let before: usize = rests_on.values().map(BTreeSet::len).sum();
        rests_on.retain(|statement, _| to.contains(statement));
        rests_on.values_mut().for_each(|targets| targets.retain(|target| from.contains(target)));
        rests_on.retain(|_, targets| !targets.is_empty());
        if rests_on.values().map(BTreeSet::len).sum::<usize>() == before {
            return rests_on.keys().cloned().collect();
        }
    }
}

fn cycle_problem(proposal: &Proposed, cycles: &BTreeSet<String>) -> Option<ProblemAt> {
    let Record::Dependence(dependence) = &proposal.record else { return None };
    let on = |id: &Option<firsthand_model::StatementId>| id.as_ref().is_some_and(|id| cycles.contains(id.as_str()));
    let is_derived = dependence.kind == Some(DependenceKind::DerivedFrom);
    if !is_derived || !on(&dependence.from_statement) || !on(&dependence.to_statement) {
        return None;
    }
    let message = format!(
        "a chain that ends somewhere was expected; {} and {} rest on each other in a circle",
        dependence.from_statement.as_ref()?,
        dependence.to_statement.as_ref()?
    );
    Some(proposal.problem(Some("to_statement"), message))
}
