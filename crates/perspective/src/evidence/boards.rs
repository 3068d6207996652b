//! What is made of the records of a case: boards, histories, a claim beside the answers. The rules are in files of their own.

use super::Evidence;
use crate::beside::{asserts_several, beside, scope_differences};
use crate::explanations::{alternatives, lies, nobody_says};
use crate::no_answer::Silence;
use crate::reading::{Context, Reading};
use crate::reports::reports;
use crate::scopes::Asked;
use crate::standing::{Brought, More, StandingBoard, StandingHistory};
use firsthand_model::answer::Misfit;
use firsthand_model::beside::BesideRecord;
use firsthand_model::board::{Board, NoAnswer, Origins, Scope};
use firsthand_model::explanation::Explanation;
use firsthand_model::history::History;
use firsthand_model::{Answer, Handle, Question, QuestionId, Statement, StatementId};
use std::collections::{BTreeSet, HashSet};

impl<'a> Evidence<'a> {
    /// The board of a question, without scopes if nobody answers it; none if there is no such question.
    pub fn board(&self, question: &QuestionId) -> Option<Board> {
        let at = self.answers.question_place(question)?;
        let (asked, more) = (self.asked(self.questions[at]), self.all_of(at));
        let mut standing = StandingBoard::new(asked);
        standing.redo(asked, more.answers, &HashSet::new());
        standing.put_checks(more.checks);
        standing.board.no_answer = self.no_answer(at);
        Some(standing.board)
    }

    /// A coded claim beside every answer to its question; none if there is no such question.
    ///
    /// The claim is an answer without a statement: its question, value and scope. It is compared and never counted.
    ///
    /// # Errors
    /// A [`Misfit`] when the claim's cells do not make a value of its type.
    pub fn beside(&self, claim: &Answer) -> Result<Option<BesideRecord>, Misfit> {
        let asked = claim.question_id.as_ref().and_then(|id| self.answers.question_place(id));
        let Some(at) = asked else { return Ok(None) };
        let nobody = Statement::default();
        let context = Context::alone(&nobody, Some(self.questions[at]), self.clock);
        let claim = Reading::new(claim, context)?;
        let answers: Vec<Reading<'_>> = self.readings(self.answers.to(at)).map(|(_, reading)| reading).collect();
        Ok(Some(beside(self.asked(self.questions[at]), &claim, &answers)))
    }

    /// The alternatives of a scope of a question's board, those `also` named included, each with how the answers of the scope lie to
    /// it: by the relation that makes the groups. None where the scope asks for a number, a time, a place or words.
    pub fn explanations(&self, question: &QuestionId, scope: &Scope, also: &[&str]) -> Vec<Explanation> {
        let Some(at) = self.answers.question_place(question) else { return Vec::new() };
        let ids = alternatives(scope, also);
        if ids.is_empty() {
            return Vec::new();
        }
        let answers: Vec<Reading<'_>> = self.readings(self.answers.to(at)).map(|(_, reading)| reading).collect();
        ids.into_iter().map(|id| self.explanation(at, scope, id, &answers)).collect()
    }

    fn explanation(&self, at: usize, scope: &Scope, id: &str, answers: &[Reading<'_>]) -> Explanation {
        let (question, nobody) = (self.questions[at], Statement::default());
        let named = Answer {
            question_id: Some(question.id.clone()),
            r#type: Some(scope.answer_type),
            population: scope.population.clone(),
            unit: scope.unit.clone(),
            tally: scope.tally,
            option_ids: id.split(';').map(Handle::from).collect(),
            ..Answer::default()
        };
        let Ok(alternative) = Reading::new(&named, Context::alone(&nobody, Some(question), self.clock)) else {
            return nobody_says(id);
        };
        let between = self.asked(question).relation(scope.answer_type);
        let own: Vec<&Reading<'_>> =
            answers.iter().filter(|answer| scope_differences(&alternative, answer).is_empty()).collect();
        let together = own.iter().copied().any(asserts_several);
        let relation = |answer: &Reading<'_>| Some((answer.id.clone(), lies(between, &alternative, answer, together)?));
        Explanation { answers: own.into_iter().filter_map(relation).collect(), ..nobody_says(id) }
    }

    /// Each answer of a statement to a question beside every answer to it, its own included.
    pub(crate) fn beside_own(&self, question: &QuestionId, statement: &StatementId) -> Vec<BesideRecord> {
        let Some(at) = self.answers.question_place(question) else { return Vec::new() };
        let answers: Vec<Reading<'_>> = self.readings(self.answers.to(at)).map(|(_, reading)| reading).collect();
        let own = answers.iter().filter(|one| one.statement_id == *statement && one.manner.stance.is_answer());
        own.map(|claim| beside(self.asked(self.questions[at]), claim, &answers)).collect()
    }

    /// The boards of all questions, in order of id.
    pub fn boards(&self) -> Vec<Board> {
        self.questions.iter().filter_map(|question| self.board(&question.id)).collect()
    }

    /// How the figures of a question changed, scope by scope: empty if nobody counts, none if there is no such question.
    ///
    /// What may not be named is no figure; repetition is told by chains that run through it all the same.
    pub fn history(&self, question: &QuestionId) -> Option<History> {
        let at = self.answers.question_place(question)?;
        let asked = self.asked(self.questions[at]);
        let mut standing = StandingHistory::new(asked);
        standing.redo(asked, self.all_of(at).figures, &HashSet::new());
        Some(standing.history)
    }

    /// The histories of all questions with counts, in order of id.
    pub fn histories(&self) -> Vec<History> {
        let all = self.questions.iter().filter_map(|question| self.history(&question.id));
        all.filter(|history| !history.scopes.is_empty()).collect()
    }

    /// Everything that is said on a question.
    fn all_of(&self, question_at: usize) -> Brought<'a> {
        More::of(self, self.answers.to(question_at)).by_question(self).remove(&question_at).unwrap_or_default()
    }

    pub(crate) fn asked<'e>(&'e self, question: &'a Question) -> Asked<'e, 'a> {
        Asked { question, chains: &self.chains, ground: &self.ground, clock: self.clock, unnamed: &self.unnamed }
    }

    /// How many separate origins some statements have; none for no statements.
    pub(crate) fn origins(&self, statements: &BTreeSet<&StatementId>) -> Option<Origins> {
        let mut places: Vec<usize> = statements.iter().filter_map(|id| self.chains.place(id)).collect();
        places.sort_unstable_by_key(|&at| self.chains.rank(at));
        (!places.is_empty()).then(|| reports(&self.chains, &places, &|_| true).1)
    }

    /// Who gives no answer to a question.
    pub(crate) fn no_answer(&self, question_at: usize) -> NoAnswer {
        let answering = self.answers.to(question_at).iter().map(|told| told.statement_at());
        let put = self.put_to.get(&self.questions[question_at].id).into_iter().flatten().copied();
        let mut statements: Vec<usize> = answering.chain(put).collect();
        statements.sort_unstable();
        statements.dedup();
        Silence { chains: &self.chains, statements, sources: &self.sources }.rows(&|at| self.is_named(at))
    }
}
