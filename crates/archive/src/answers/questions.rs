//! The questions *questions* and *statements*: what the command line and any other door show of them as JSON.

use crate::Archive;
use crate::answers::option_names::option_names;
use crate::error::ArchiveError;
use crate::snapshot::Snapshot;
use crate::view::View;
use firsthand_model::board::{Board, BoundNote, Group, NoAnswer, Origins, Scope, ScopedAnswer, SumCheck};
use firsthand_model::ends::{Ends, ends};
use firsthand_model::words::{FindingStatus, Stance};
use firsthand_model::{Answer, AnswerId, AnswerType, Question, QuestionId, Statement};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// A question in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuestionLine {
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: String,
    /// The kinds of answer that occur.
    pub types: Vec<AnswerType>,
    /// Where it stands: established, contested or open.
    pub status: FindingStatus,
    /// Answer groups in all its scopes.
    pub groups: usize,
    /// Statements that answer it.
    pub statements: usize,
}

/// A question with its scopes, groups, bounds and sums.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuestionView {
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: String,
    /// The kinds of answer that occur.
    pub types: Vec<AnswerType>,
    /// Where it stands.
    pub status: FindingStatus,
    /// Its scopes.
    pub scopes: Vec<ScopeView>,
    /// Sums given as whole and parts.
    pub checks: Vec<SumCheck>,
    /// Who gives no answer: does not know, declines, was not asked, was not read.
    pub no_answer: NoAnswer,
}

/// One scope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScopeView {
    /// The population key.
    pub population: Option<String>,
    /// The unit.
    pub unit: Option<String>,
    /// Running, final or none.
    pub tally: Option<firsthand_model::words::Tally>,
    /// The type of value.
    #[serde(rename = "type")]
    pub answer_type: AnswerType,
    /// How wide "about" is, as printed.
    pub tolerance: Option<String>,
    /// The lowest and the highest number given, with the answers that give each; none of other values, or of one answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends: Option<Ends>,
    /// Answers that can be true together.
    pub groups: Vec<GroupView>,
    /// One-sided bounds and denials.
    pub bounds: Vec<BoundNote>,
    /// What is in no group and no bound: taken back, declined, not known, or in words without a code.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub asides: Vec<AsideView>,
    /// Answers that their own speakers correct: they stand in groups and bounds all the same, and part nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrected: Vec<CorrectedView>,
    /// How clock times and dates of other calendars stand in their sources; none for other values.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub printed: Vec<PrintedView>,
    /// What the ids in labels are called: options, persons, places, parts of the scene, events.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub named: BTreeMap<String, String>,
}

/// An answer that is listed only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AsideView {
    /// The statement.
    pub statement: String,
    /// The answer.
    pub answer: String,
    /// Its value in words.
    pub label: String,
    /// What its speaker does with it: `retracts`, `does_not_know`, `declines`; another stance for words without a code.
    pub stance: Stance,
}

/// An answer that its own speaker corrects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CorrectedView {
    /// The statement.
    pub statement: String,
    /// The answer.
    pub answer: String,
    /// Its value in words.
    pub label: String,
    /// The answer that corrects it.
    pub by: String,
    /// What that says.
    pub to: String,
    /// Who says so, in words.
    pub speaker: Option<String>,
    /// When, EDTF, as far as it is known.
    pub said: Option<String>,
}

/// How a time stands in its source, beside how it is read here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrintedView {
    /// The statement.
    pub statement: String,
    /// The answer.
    pub answer: String,
    /// How it is read here, in the case's zone.
    pub label: String,
    /// The time as printed, where it was noted.
    pub time: Option<String>,
    /// The zone as printed; none where none is printed, and the case's was taken.
    pub zone: Option<String>,
    /// The calendar of the date as printed, if it is not that of the label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calendar: Option<String>,
    /// Whether it is a clock time, which was said in some zone.
    #[serde(skip)]
    pub is_clock_time: bool,
}

/// One answer group; `min` and `max` are numbers for counts and EDTF for times.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GroupView {
    /// The common value in words.
    pub label: String,
    /// Lower end.
    pub min: Value,
    /// Upper end.
    pub max: Value,
    /// The common options.
    pub options: Vec<String>,
    /// The common moment: earliest and latest.
    pub as_of: Value,
    /// The statements.
    pub statements: Vec<String>,
    /// How many separate origins.
    pub origins: Origins,
    /// How many statements each basis has.
    pub by_basis: BTreeMap<firsthand_model::Basis, usize>,
}

/// A statement in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatementLine {
    /// Its id.
    pub id: String,
    /// Its source.
    pub source: Option<String>,
    /// Where in the source.
    pub locator: Option<String>,
    /// The speaker in words.
    pub speaker: Option<String>,
    /// How the speaker knows.
    pub basis: Option<firsthand_model::Basis>,
    /// What the speaker does with the claim.
    pub stance: Option<firsthand_model::words::Stance>,
    /// The claim.
    pub claim: Option<String>,
    /// Whether it was said in custody or relies on what was.
    pub duress: bool,
    /// Its typed answers.
    pub answers: Vec<Answer>,
}

impl Archive {
    /// Every question with its counts, in order of id.
    ///
    /// # Errors
    /// When the case cannot be read, or never had the state asked for.
    pub fn questions(&self, view: View<'_>) -> Result<Vec<QuestionLine>, ArchiveError> {
        let snapshot = self.snapshot_at(view.at)?;
        let evidence = view.evidence(&snapshot);
        let line = |question: &Question| {
            let board = evidence.board(&question.id).unwrap_or_default();
            question_line(&snapshot, question, &board)
        };
        Ok(snapshot.questions.iter().map(line).collect())
    }

    /// One question with its board.
    ///
    /// # Errors
    /// When the case cannot be read, never had the state asked for, or has no such question there.
    pub fn question(&self, id: &str, view: View<'_>) -> Result<QuestionView, ArchiveError> {
        let snapshot = self.snapshot_at(view.at)?;
        let question = snapshot.question(id)?;
        let board = view.evidence(&snapshot).board(&QuestionId::from(id)).unwrap_or_default();
        Ok(QuestionView {
            id: id.to_owned(),
            text: question.question.clone().unwrap_or_default(),
            types: question.types.clone(),
            status: status_of(&snapshot, question, &board),
            scopes: scope_views(&snapshot, question, &board),
            checks: board.checks,
            no_answer: board.no_answer,
        })
    }

    /// Every statement with its answers, in order of id, as the case stands or stood (see [`View::at`]).
    ///
    /// # Errors
    /// When the case cannot be read, or never had the state asked for.
    pub fn statements(&self, at: Option<&str>) -> Result<Vec<StatementLine>, ArchiveError> {
        let snapshot = self.snapshot_at(at)?;
        let mut answers: BTreeMap<&str, Vec<Answer>> = BTreeMap::new();
        for answer in &snapshot.answers {
            let statement = answer.statement_id.as_ref().map(|id| id.as_str()).unwrap_or_default();
            answers.entry(statement).or_default().push(answer.clone());
        }
        let line = |statement: &Statement| StatementLine {
            answers: answers.get(statement.id.as_str()).cloned().unwrap_or_default(),
            ..statement_line(statement)
        };
        Ok(snapshot.statements.iter().map(line).collect())
    }
}

/// Where the question's main scope stands.
fn status_of(snapshot: &Snapshot, question: &Question, board: &Board) -> FindingStatus {
    let on_it = snapshot.findings.iter().filter(|finding| finding.question_id.as_ref() == Some(&question.id));
    board.status(&on_it.collect::<Vec<_>>())
}

fn question_line(snapshot: &Snapshot, question: &Question, board: &Board) -> QuestionLine {
    let answers = board.scopes.iter().flat_map(|scope| &scope.answers);
    let statements: BTreeSet<&str> = answers.map(|answer| answer.statement.as_str()).collect();
    QuestionLine {
        id: question.id.to_string(),
        text: question.question.clone().unwrap_or_default(),
        types: question.types.clone(),
        status: status_of(snapshot, question, board),
        groups: board.scopes.iter().map(|scope| scope.groups.len()).sum(),
        statements: statements.len(),
    }
}

fn scope_views(snapshot: &Snapshot, question: &Question, board: &Board) -> Vec<ScopeView> {
    let of_question = snapshot.answers.iter().filter(|answer| answer.question_id.as_ref() == Some(&question.id));
    let records: BTreeMap<&AnswerId, &Answer> = of_question.map(|answer| (&answer.id, answer)).collect();
    let view = |scope: &Scope| ScopeView {
        population: scope.population.clone(),
        unit: scope.unit.clone(),
        tally: scope.tally,
        answer_type: scope.answer_type,
        tolerance: scope.tolerance.clone(),
        ends: ends(scope, |id| records.get(id).copied()),
        groups: scope.groups.iter().map(|group| group_view(group, scope.answer_type)).collect(),
        bounds: scope.bounds.clone(),
        asides: asides(scope),
        corrected: corrected(snapshot, scope),
        printed: printed(snapshot, scope),
        named: option_names(snapshot, question, scope),
    };
    board.scopes.iter().map(view).collect()
}

/// What stands in no group and no bound, in the order of the scope.
fn asides(scope: &Scope) -> Vec<AsideView> {
    let bounds: BTreeSet<&AnswerId> = scope.bounds.iter().map(|bound| &bound.answer).collect();
    let is_aside = |scoped: &&ScopedAnswer| scoped.in_groups.is_empty() && !bounds.contains(&scoped.answer);
    let line = |scoped: &ScopedAnswer| AsideView {
        statement: scoped.statement.to_string(),
        answer: scoped.answer.to_string(),
        label: scoped.label.clone(),
        stance: scoped.stance,
    };
    scope.answers.iter().filter(is_aside).map(line).collect()
}

/// What its own speakers correct, in the order of the scope.
fn corrected(snapshot: &Snapshot, scope: &Scope) -> Vec<CorrectedView> {
    let line = |scoped: &ScopedAnswer| {
        let by = scope.answers.iter().find(|other| Some(&other.answer) == scoped.corrected_by.as_ref())?;
        let statement = snapshot.statements.iter().find(|statement| statement.id == by.statement);
        Some(CorrectedView {
            statement: scoped.statement.to_string(),
            answer: scoped.answer.to_string(),
            label: scoped.label.clone(),
            by: by.answer.to_string(),
            to: by.label.clone(),
            speaker: statement.and_then(|statement| statement.speaker.clone()),
            said: statement.and_then(|statement| statement.stated_edtf.clone()),
        })
    };
    scope.answers.iter().filter_map(line).collect()
}

/// Clock times, and dates of another calendar, of a scope as their sources have them, in its order.
fn printed(snapshot: &Snapshot, scope: &Scope) -> Vec<PrintedView> {
    let line = |scoped: &ScopedAnswer| {
        let answer = snapshot.answers.iter().find(|answer| answer.id == scoped.answer)?;
        answer.is_read_from_print().then(|| PrintedView {
            statement: scoped.statement.to_string(),
            answer: answer.id.to_string(),
            label: scoped.label.clone(),
            time: answer.printed_time.clone(),
            zone: answer.printed_zone.clone(),
            calendar: answer.printed_calendar.clone(),
            is_clock_time: answer.is_clock_time(),
        })
    };
    scope.answers.iter().filter_map(line).collect()
}

fn group_view(group: &Group, answer_type: AnswerType) -> GroupView {
    let end = |number: Option<i64>, text: &Option<String>| match answer_type {
        AnswerType::Count => json!(number),
        _ => json!(text),
    };
    GroupView {
        label: group.label.clone(),
        min: end(group.low, &group.min),
        max: end(group.high, &group.max),
        options: group.options.clone(),
        as_of: json!(group.as_of),
        statements: group.statements.iter().map(ToString::to_string).collect(),
        origins: group.origins,
        by_basis: group.by_basis.clone(),
    }
}

fn statement_line(statement: &Statement) -> StatementLine {
    StatementLine {
        id: statement.id.to_string(),
        source: statement.source.as_ref().map(ToString::to_string),
        locator: statement.locator.clone(),
        speaker: statement.speaker.clone(),
        basis: statement.basis,
        stance: statement.stance,
        claim: statement.claim.clone(),
        duress: statement.duress.unwrap_or(false),
        answers: Vec::new(),
    }
}
