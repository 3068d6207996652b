//! What the statements of a finding come to under its rule: their span, and how many separate origins they have beside the
//! others. Whether that bears the finding out is said by whoever asked; nothing here judges.

use crate::interval::Interval;
use crate::standing::Standing;
use crate::words;
use firsthand_model::beside::Relation;
use firsthand_model::board::{Board, Origins, Scope, ScopedAnswer};
use firsthand_model::words::Tally;
use firsthand_model::{AnswerId, AnswerType, QuestionId, StatementId};
use std::collections::BTreeSet;

/// The span of some statements' values in one scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The population key.
    pub population: Option<String>,
    /// The unit.
    pub unit: Option<String>,
    /// Running, final or none.
    pub tally: Option<Tally>,
    /// From the lowest admissible value to the highest, in words.
    pub label: String,
    /// The values it spans, in words, in order.
    pub values: Vec<String>,
    /// One-sided bounds, which are in no span.
    pub bounds: Vec<String>,
}

/// Some statements of one scope beside all others that answer there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sides {
    /// The population key.
    pub population: Option<String>,
    /// Origins of the statements cited for; never of reports.
    pub cited: Origins,
    /// Origins of all other statements that answer; none if nobody else does.
    pub others: Option<Origins>,
}

impl Standing<'_> {
    /// The span of the cited statements' counts or times in each scope of a population, or of all; scopes in which they
    /// give no value are left out.
    pub fn spans(&self, question: &QuestionId, population: Option<&str>, cited: &[StatementId]) -> Vec<Span> {
        let scopes = self.scopes_of(question, population).filter(|scope| is_measured(scope.answer_type));
        scopes.filter_map(|scope| self.span(scope, cited)).collect()
    }

    fn span(&self, scope: &Scope, cited: &[StatementId]) -> Option<Span> {
        let ours =
            || scope.answers.iter().filter(|answer| answer.stance.is_answer() && cited.contains(&answer.statement));
        let closed = |answer: &&ScopedAnswer| answer.low.is_some() && answer.high.is_some();
        let low = ours().filter(closed).filter_map(|answer| answer.low).min()?;
        let high = ours().filter(closed).filter_map(|answer| answer.high).max()?;
        let mut values: Vec<String> = Vec::new();
        for answer in ours().filter(closed).filter(|answer| !answer.negated) {
            if !values.contains(&answer.label) {
                values.push(answer.label.clone());
            }
        }
        Some(Span {
            population: scope.population.clone(),
            unit: scope.unit.clone(),
            tally: scope.tally,
            label: words::span(scope.answer_type, self.evidence.clock(), Interval::new(low, high)),
            values,
            bounds: ours().filter(|answer| !closed(answer)).map(|answer| answer.label.clone()).collect(),
        })
    }

    /// In each scope in which a cited statement answers: the origins of the cited ones and of all others.
    pub fn sides(&self, question: &QuestionId, population: Option<&str>, cited: &[StatementId]) -> Vec<Sides> {
        let sides = |scope: &Scope| {
            // Whoever corrects themselves is not against what they say now.
            let stands = |answer: &&ScopedAnswer| answer.corrected_by.is_none() || cited.contains(&answer.statement);
            let answering = scope.answers.iter().filter(|answer| answer.stance.is_answer()).filter(stands);
            let (ours, others): (BTreeSet<&StatementId>, BTreeSet<&StatementId>) =
                answering.map(|answer| &answer.statement).partition(|id| cited.contains(id));
            let cited = self.evidence.origins(&ours)?;
            Some(Sides { population: scope.population.clone(), cited, others: self.evidence.origins(&others) })
        };
        self.scopes_of(question, population).filter_map(sides).collect()
    }

    /// Whether two statements of those that say the same as this one, itself among them, have certainly distinct origins. Who only
    /// fits, as a range around a number does, says nothing of the kind; nor does what its own speaker corrects.
    pub fn has_second_origin(&self, question: &QuestionId, statement: &StatementId) -> bool {
        let Some(board) = self.board(question) else { return false };
        let texts = board.scopes.iter().filter(|scope| scope.answer_type == AnswerType::Text);
        let mut coded = texts.flat_map(|scope| &scope.groups).filter(|group| group.statements.contains(statement));
        coded.any(|group| group.origins.at_least > 1) || self.is_said_elsewhere(board, statement)
    }

    fn is_said_elsewhere(&self, board: &Board, statement: &StatementId) -> bool {
        let all = board.scopes.iter().flat_map(|scope| &scope.answers);
        let stands: BTreeSet<&AnswerId> =
            all.filter(|answer| answer.corrected_by.is_none()).map(|answer| &answer.answer).collect();
        self.evidence.beside_own(&board.question, statement).iter().any(|beside| {
            let says = beside.answers.iter().filter(|line| line.relation == Relation::Says);
            let same: BTreeSet<&StatementId> =
                says.filter(|line| stands.contains(&line.answer)).map(|line| &line.statement).collect();
            self.evidence.origins(&same).is_some_and(|origins| origins.at_least > 1)
        })
    }

    /// The scopes of a question, or those of one population.
    fn scopes_of<'s>(&'s self, question: &QuestionId, population: Option<&'s str>) -> impl Iterator<Item = &'s Scope> {
        let is_asked = move |scope: &&Scope| population.is_none() || scope.population.as_deref() == population;
        self.board(question).into_iter().flat_map(|board| &board.scopes).filter(is_asked)
    }
}

fn is_measured(answer_type: AnswerType) -> bool {
    matches!(answer_type, AnswerType::Count | AnswerType::Time)
}
