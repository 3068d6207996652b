//! The question *findings*: what was judged, by which rule, what that rule comes to on the statements cited, and whether
//! any of them was changed since. Nothing here decides whether a finding is right.

use crate::Archive;
use crate::error::ArchiveError;
use crate::import::receipt::{Outcome, ProblemAt};
use crate::judgment::grounds::grounds;
use crate::judgment::stale::{stale, stale_words, written};
use crate::snapshot::Snapshot;
use crate::view::View;
use firsthand_model::words::{FindingRule, FindingStatus};
use firsthand_model::{Finding, Kind, StatementId};
use firsthand_perspective::Standing;
use firsthand_publish::StaleMark;
use serde::Serialize;

/// A finding with what its rule comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FindingView {
    /// Its id.
    pub id: String,
    /// The entry in which it was written as it stands.
    pub entry: u64,
    /// Its question.
    pub question: Option<String>,
    /// The population it is about; none means the whole question.
    pub population: Option<String>,
    /// Where the question stands.
    pub status: Option<FindingStatus>,
    /// The finding in one sentence.
    pub headline: Option<String>,
    /// By which rule.
    pub rule: Option<FindingRule>,
    /// What the rule comes to on the statements cited, in sentences.
    pub grounds: Vec<String>,
    /// How likely, a word of the case's scale.
    pub likelihood: Option<String>,
    /// With what confidence; never one sentence with how likely.
    pub confidence: Option<String>,
    /// How much evidence.
    pub evidence: Option<String>,
    /// How far it agrees.
    pub agreement: Option<String>,
    /// Statements for it.
    pub for_statements: Vec<StatementId>,
    /// Statements against it.
    pub against_statements: Vec<StatementId>,
    /// Other views among those who judged.
    pub dissent: Option<String>,
    /// What would change it.
    pub would_change: Option<String>,
    /// Who judged.
    pub author: Option<String>,
    /// When, EDTF.
    pub date: Option<String>,
    /// Which statements it cites were changed after it was written; empty means that it is not stale.
    pub stale: Vec<StaleMark>,
}

impl FindingView {
    /// What became of its statements since, in words; none if nothing did.
    pub fn staleness(&self) -> Option<String> {
        (!self.stale.is_empty()).then(|| stale_words(&self.stale))
    }
}

impl Archive {
    /// Every finding with its grounds, in order of id; with `only_stale` those that were written before a statement they cite
    /// was changed, retracted, withheld or erased.
    ///
    /// # Errors
    /// When the case cannot be read, or never had the state asked for.
    pub fn findings(&self, view: View<'_>, only_stale: bool) -> Result<Vec<FindingView>, ArchiveError> {
        let snapshot = self.snapshot_at(view.at)?;
        let mut views = views(&snapshot, view);
        views.retain(|view| !only_stale || !view.stale.is_empty());
        Ok(views)
    }
}

/// What the rules of findings come to that were written now, and which findings are stale by what was written.
pub(crate) fn note_findings(before: &Snapshot, now: &Snapshot, outcome: &mut Outcome) {
    let was_stale = stale(before);
    for view in views(now, View::default()) {
        let is_new = now.written.get(&(Kind::Finding, view.id.clone())).is_some_and(|entry| *entry >= before.position);
        let sentences = view.grounds.iter().filter(|_| is_new);
        outcome.findings.extend(sentences.map(|sentence| format!("{}: {sentence}", view.id)));
        if !view.stale.is_empty() && was_stale.get(&view.id) != Some(&view.stale) {
            let message = format!("finding {} is stale: {}", view.id, stale_words(&view.stale));
            outcome.problems.push(ProblemAt::notice(message));
        }
    }
}

fn views(snapshot: &Snapshot, view: View<'_>) -> Vec<FindingView> {
    if snapshot.findings.is_empty() {
        return Vec::new();
    }
    let standing = Standing::of(view.evidence(snapshot));
    let mut stale = stale(snapshot);
    let view = |finding: &Finding| FindingView {
        id: finding.id.to_string(),
        entry: written(snapshot, Kind::Finding, finding.id.as_str()).unwrap_or_default(),
        question: finding.question_id.as_ref().map(ToString::to_string),
        population: finding.population.clone(),
        status: finding.status,
        headline: finding.headline.clone(),
        rule: finding.rule,
        grounds: grounds(snapshot, &standing, finding),
        likelihood: finding.likelihood.clone(),
        confidence: finding.confidence.clone(),
        evidence: finding.evidence.clone(),
        agreement: finding.agreement.clone(),
        for_statements: finding.for_statements.clone(),
        against_statements: finding.against_statements.clone(),
        dissent: finding.dissent.clone(),
        would_change: finding.would_change.clone(),
        author: finding.author.clone(),
        date: finding.date.clone(),
        stale: stale.remove(finding.id.as_str()).unwrap_or_default(),
    };
    snapshot.findings.iter().map(view).collect()
}
