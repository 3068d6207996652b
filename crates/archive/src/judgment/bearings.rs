//! The question *bearings*: how persons judge that statements bear on explanations, most of all those that do not answer themselves.
//! They stand in matrices of explanations beside what is said, and change no answer, group or bound.

use crate::Archive;
use crate::error::ArchiveError;
use crate::import::receipt::{Outcome, ProblemAt};
use crate::judgment::stale::{stale_bearings, stale_words};
use crate::snapshot::Snapshot;
use crate::view::View;
use firsthand_model::beside::Relation;
use firsthand_model::board::Board;
use firsthand_model::explanation::{could_mean, scope_of, spelled};
use firsthand_model::words::Bears;
use firsthand_model::{Bearing, QuestionId, Record};
use firsthand_perspective::Evidence;
use firsthand_publish::StaleMark;
use serde::Serialize;
use std::collections::BTreeMap;

/// A bearing with what the statement itself answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BearingLine {
    /// Its id.
    pub id: String,
    /// The question.
    pub question: Option<String>,
    /// The population of the scope in which it stands; none if that has none, or nobody answers in such a scope yet.
    pub population: Option<String>,
    /// The explanation, as answers name it.
    pub explanation: Option<String>,
    /// The statement.
    pub statement: Option<String>,
    /// How it bears on the explanation.
    pub bears: Option<Bears>,
    /// What the statement itself says of the explanation, if it answers: that stands first wherever both are shown.
    pub said: Option<Relation>,
    /// Whether anybody answers in a scope that leaves such an explanation: without one it stands in no matrix.
    pub has_scope: bool,
    /// The populations that could be meant, where it names none and there are several: it stands in no matrix then.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub could_mean: Vec<String>,
    /// Why.
    pub reason: Option<String>,
    /// Who judged.
    pub author: Option<String>,
    /// When, EDTF.
    pub date: Option<String>,
    /// What became of the statement after it was judged; none means that the bearing is not stale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stale: Option<StaleMark>,
}

impl BearingLine {
    /// What became of its statement since, in words; none if nothing did.
    pub fn staleness(&self) -> Option<String> {
        self.stale.as_ref().map(|mark| stale_words(std::slice::from_ref(mark)))
    }
}

impl Archive {
    /// Every bearing in order of id, or those on one question.
    ///
    /// # Errors
    /// When the case cannot be read, never had the state asked for, or has no such question.
    pub fn bearings(&self, question: Option<&str>, at: Option<&str>) -> Result<Vec<BearingLine>, ArchiveError> {
        let snapshot = self.snapshot_at(at)?;
        question.map(|id| snapshot.question(id)).transpose()?;
        let is_wanted =
            |bearing: &&Bearing| question.is_none() || bearing.question_id.as_ref().map(|id| id.as_str()) == question;
        Ok(lines(&snapshot, snapshot.bearings.iter().filter(is_wanted)))
    }
}

/// Which bearings are stale by what was written.
pub(crate) fn note_bearings(before: &Snapshot, now: &Snapshot, outcome: &mut Outcome) {
    let was_stale = stale_bearings(before);
    for (id, mark) in stale_bearings(now).into_iter().filter(|(id, mark)| was_stale.get(id) != Some(mark)) {
        let message = format!("bearing {id} is stale: {}", stale_words(&[mark]));
        outcome.problems.push(ProblemAt::notice(message));
    }
}

/// Of the bearings that are written now and name no population, those with which several could be meant: each with these. The case is
/// evaluated with what is proposed, and only where there are such bearings.
pub(crate) fn unclear(snapshot: &Snapshot, records: &[&Record]) -> BTreeMap<String, Vec<String>> {
    let bearings = records.iter().filter_map(|record| match record {
        Record::Bearing(bearing) => Some(&**bearing).filter(|bearing| bearing.population.is_none()),
        _ => None,
    });
    let bearings: Vec<&Bearing> = bearings.collect();
    if bearings.is_empty() {
        return BTreeMap::new();
    }
    let with = snapshot.with(records);
    let found = lines(&with, bearings.into_iter()).into_iter().filter(|line| !line.could_mean.is_empty());
    found.map(|line| (line.id, line.could_mean)).collect()
}

fn lines<'s>(snapshot: &'s Snapshot, bearings: impl Iterator<Item = &'s Bearing>) -> Vec<BearingLine> {
    let evidence = View::default().evidence(snapshot);
    let mut boards: BTreeMap<QuestionId, Option<Board>> = BTreeMap::new();
    let mut stale = stale_bearings(snapshot);
    let line = |bearing: &Bearing| {
        let question = bearing.question_id.clone().unwrap_or_default();
        let board = boards.entry(question.clone()).or_insert_with(|| evidence.board(&question)).as_ref();
        let asked = board.zip(snapshot.question(question.as_str()).ok());
        let scope = asked.and_then(|(board, asked)| board.scopes.get(scope_of(board, asked, bearing)?));
        let could_mean = asked.map(|(board, asked)| could_mean(board, asked, bearing)).unwrap_or_default();
        BearingLine {
            id: bearing.id.to_string(),
            question: bearing.question_id.as_ref().map(ToString::to_string),
            population: scope.map_or_else(|| bearing.population.clone(), |scope| scope.population.clone()),
            explanation: bearing.explanation.as_ref().map(ToString::to_string),
            statement: bearing.statement_id.as_ref().map(ToString::to_string),
            bears: bearing.bears,
            said: scope.and_then(|scope| said(&evidence, &question, scope, bearing)),
            has_scope: scope.is_some(),
            could_mean: could_mean.into_iter().map(str::to_owned).collect(),
            reason: bearing.reason.clone(),
            author: bearing.author.clone(),
            date: bearing.date.clone(),
            stale: stale.remove(bearing.id.as_str()),
        }
    };
    bearings.map(line).collect()
}

/// How the statement's own answer lies to the explanation: the first that says it, else that can be so together with it, else that
/// excludes it.
fn said(
    evidence: &Evidence<'_>,
    question: &QuestionId,
    scope: &firsthand_model::board::Scope,
    bearing: &Bearing,
) -> Option<Relation> {
    let id = spelled(bearing.explanation.as_ref()?.as_str());
    let all = evidence.explanations(question, scope, &[&id]);
    let explanation = all.iter().find(|one| one.id == id)?;
    let own = scope.answers.iter().filter(|answer| Some(&answer.statement) == bearing.statement_id.as_ref());
    own.filter_map(|answer| explanation.answers.get(&answer.answer).copied()).min()
}
