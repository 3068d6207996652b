//! The question *findings*: what was judged, by which rule, what that rule comes to on the statements cited, and whether
//! any of them was changed since. Nothing here decides whether a finding is right.

use crate::Archive;
use crate::error::ArchiveError;
use crate::import_folder::notice_problem;
use crate::receipt::Outcome;
use crate::snapshot::Snapshot;
use crate::view::View;
use firsthand_model::words::{FindingRule, FindingStatus, Stance};
use firsthand_model::{Finding, Kind, Statement, StatementId};
use firsthand_perspective::{Evidence, Sides};
use firsthand_publish::{StaleChange as Change, StaleMark};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

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

    /// What the rules of findings come to that were written now, and which findings are stale by what was written.
    pub(crate) fn note_findings(&self, before: &Snapshot, outcome: &mut Outcome) -> Result<(), ArchiveError> {
        if outcome.entries == 0 || self.is_behind()? {
            return Ok(());
        }
        let now = self.snapshot()?;
        let was_stale = stale(before);
        for view in views(&now, View::default()) {
            let is_new =
                now.written.get(&(Kind::Finding, view.id.clone())).is_some_and(|entry| *entry >= before.position);
            let sentences = view.grounds.iter().filter(|_| is_new);
            outcome.findings.extend(sentences.map(|sentence| format!("{}: {sentence}", view.id)));
            if !view.stale.is_empty() && was_stale.get(&view.id) != Some(&view.stale) {
                let message = format!("finding {} is stale: {}", view.id, stale_words(&view.stale));
                outcome.problems.push(notice_problem(message));
            }
        }
        Ok(())
    }
}

fn views(snapshot: &Snapshot, view: View<'_>) -> Vec<FindingView> {
    let evidence = view.evidence(snapshot);
    let mut stale = stale(snapshot);
    let view = |finding: &Finding| FindingView {
        id: finding.id.to_string(),
        entry: written(snapshot, Kind::Finding, finding.id.as_str()).unwrap_or_default(),
        question: finding.question_id.as_ref().map(ToString::to_string),
        population: finding.population.clone(),
        status: finding.status,
        headline: finding.headline.clone(),
        rule: finding.rule,
        grounds: grounds(snapshot, &evidence, finding),
        likelihood: finding.likelihood.clone(),
        confidence: finding.confidence.clone(),
        evidence: finding.evidence.clone(),
        agreement: finding.agreement.clone(),
        for_statements: finding.for_statements.clone(),
        against_statements: finding.against_statements.clone(),
        dissent: finding.dissent.clone(),
        would_change: finding.would_change.clone(),
        stale: stale.remove(finding.id.as_str()).unwrap_or_default(),
    };
    snapshot.findings.iter().map(view).collect()
}

/// The entry in which a record was written as it stands.
fn written(snapshot: &Snapshot, kind: Kind, handle: &str) -> Option<u64> {
    snapshot.written.get(&(kind, handle.to_owned())).copied()
}

/// Of each stale finding the statements it cites that were changed after it was written, in order.
pub(crate) fn stale(snapshot: &Snapshot) -> BTreeMap<String, Vec<StaleMark>> {
    let statements: BTreeMap<&StatementId, &Statement> =
        snapshot.statements.iter().map(|statement| (&statement.id, statement)).collect();
    let changes = Changes { snapshot, statements };
    let of = |finding: &Finding| {
        let since = written(snapshot, Kind::Finding, finding.id.as_str())?;
        let cited: BTreeSet<&StatementId> = finding.for_statements.iter().chain(&finding.against_statements).collect();
        let marks: Vec<StaleMark> = cited.into_iter().filter_map(|id| changes.since(id, since)).collect();
        (!marks.is_empty()).then(|| (finding.id.to_string(), marks))
    };
    snapshot.findings.iter().filter_map(of).collect()
}

/// What became of a stale finding's statements, in words: "written before E028 was changed (entry 120)".
fn stale_words(marks: &[StaleMark]) -> String {
    let word = |mark: &StaleMark| {
        let name = mark.statement.as_ref().map_or("a statement", |id| id.as_str());
        let entry = mark.entry.map(|entry| format!(" (entry {entry})")).unwrap_or_default();
        format!("{name} was {}{entry}", mark.change.word())
    };
    format!("written before {}", marks.iter().map(word).collect::<Vec<_>>().join(", "))
}

struct Changes<'a> {
    snapshot: &'a Snapshot,
    statements: BTreeMap<&'a StatementId, &'a Statement>,
}

impl Changes<'_> {
    /// What became of a statement after an entry, if anything did. Its answers and the withholding of its source count too.
    fn since(&self, id: &StatementId, since: u64) -> Option<StaleMark> {
        let mark = |change, entry| Some(StaleMark { statement: Some(id.clone()), change, entry });
        let Some(statement) = self.statements.get(id) else { return mark(Change::Erased, None) };
        let later = |kind: Kind, handle: &str| written(self.snapshot, kind, handle).filter(|entry| *entry > since);
        let source = statement.source.as_ref();
        let withheld = self.snapshot.sources.iter().find(|one| Some(&one.id) == source && one.withhold == Some(true));
        if let Some(entry) = withheld.and_then(|source| later(Kind::Source, source.id.as_str())) {
            return mark(Change::Withheld, Some(entry));
        }
        if let Some(entry) = later(Kind::Statement, id.as_str()) {
            let change = match (statement.withhold, statement.stance) {
                (Some(true), _) => Change::Withheld,
                (_, Some(Stance::Retracts)) => Change::Retracted,
                _ => Change::Changed,
            };
            return mark(change, Some(entry));
        }
        let answers = self.snapshot.answers.iter().filter(|answer| answer.statement_id.as_ref() == Some(id));
        let changed = answers.filter_map(|answer| later(Kind::Answer, answer.id.as_str())).max();
        changed.and_then(|entry| mark(Change::Changed, Some(entry)))
    }
}

/// What a finding's rule comes to, in sentences.
fn grounds(snapshot: &Snapshot, evidence: &Evidence<'_>, finding: &Finding) -> Vec<String> {
    let (Some(rule), Some(question)) = (finding.rule, &finding.question_id) else { return Vec::new() };
    let (population, cited) = (finding.population.as_deref(), &finding.for_statements);
    match rule {
        FindingRule::Range => {
            let spans = evidence.spans(question, population, cited);
            let none = || vec!["The statements for it give no value here that could be spanned.".to_owned()];
            if spans.is_empty() { none() } else { spans.iter().map(span_sentence).collect() }
        }
        FindingRule::Majority => {
            let sides = evidence.sides(question, population, cited);
            let none = || vec!["The statements for it give no answer here that counts.".to_owned()];
            if sides.is_empty() { none() } else { sides.iter().map(sides_sentence).collect() }
        }
        FindingRule::SourceKindRank => rank_sentences(snapshot, finding),
        FindingRule::Discussion | FindingRule::Reason => Vec::new(),
    }
}

fn span_sentence(span: &firsthand_perspective::Span) -> String {
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
