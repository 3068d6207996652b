//! What the statements of a finding come to under its rule: their span, and how many separate origins they have beside the
//! others. Whether that bears the finding out is said by whoever asked; nothing here judges.

use crate::interval::Interval;
use crate::standing::Standing;
use crate::words;
use firsthand_model::board::{Origins, Scope};
use firsthand_model::words::Tally;
use firsthand_model::{AnswerType, QuestionId, StatementId};
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
        let closed = |answer: &&firsthand_model::board::ScopedAnswer| answer.low.is_some() && answer.high.is_some();
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
            let answering = scope.answers.iter().filter(|answer| answer.stance.is_answer());
            let (ours, others): (BTreeSet<&StatementId>, BTreeSet<&StatementId>) =
                answering.map(|answer| &answer.statement).partition(|id| cited.contains(id));
            let cited = self.evidence.origins(&ours)?;
            Some(Sides { population: scope.population.clone(), cited, others: self.evidence.origins(&others) })
        };
        self.scopes_of(question, population).filter_map(sides).collect()
    }

    /// Whether two statements of those that say the same in some scope have certainly distinct origins.
    pub fn has_second_origin(&self, question: &QuestionId, statement: &StatementId) -> bool {
        let mut groups = self.scopes_of(question, None).flat_map(|scope| &scope.groups);
        groups.any(|group| group.statements.contains(statement) && group.origins.at_least > 1)
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
