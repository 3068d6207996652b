//! The evaluation of a whole case that stands while statements are added to it: boards and histories of all questions.
//! An addition makes anew what it touches and nothing else, and leaves what an evaluation of all records would make; a single
//! board is made the same way, by adding all of its answers to one that nobody answers.
//!
//! Touched are the answers that are added, and all statements that hang together with the one added, or are judged shared or
//! independent with it, wherever they answer. In a scope groups are made anew that have other members, or hold what is touched.
//! Who is silent on a question is made anew where the statement or its answers are on it. Questions, people, places, sources and
//! what may not be named are those of the beginning. Nothing is taken away: a new version of a statement asks for a new evaluation.

mod board;
mod by_scope;
mod corrections;
mod figures;
mod history;
mod merge;
mod more;
mod scope;

use crate::evidence::Evidence;
use firsthand_model::board::Board;
use firsthand_model::history::History;
use firsthand_model::{Answer, AnswerId, Dependence, Question, QuestionId, Statement};
use std::collections::{BTreeSet, HashSet};

pub(crate) use board::StandingBoard;
pub(crate) use history::StandingHistory;
pub(crate) use more::{Brought, More};

/// The boards and histories of a case, and the records from which they were made.
#[derive(Debug, Clone)]
pub struct Standing<'a> {
    pub(crate) evidence: Evidence<'a>,
    /// Of each question, in order of id.
    questions: Vec<StandingQuestion>,
}

/// One question with all that stands of it.
#[derive(Debug, Clone)]
struct StandingQuestion {
    board: StandingBoard,
    history: StandingHistory,
}

impl<'a> Standing<'a> {
    /// Evaluates all questions.
    pub fn of(evidence: Evidence<'a>) -> Standing<'a> {
        let empty = |&question: &&'a Question| StandingQuestion {
            board: StandingBoard::new(evidence.asked(question)),
            history: StandingHistory::new(evidence.asked(question)),
        };
        let questions = evidence.questions.iter().map(empty).collect();
        let mut standing = Standing { questions, evidence };
        // Each record is opened once, in the order in which they lie, and everything made of it that its question needs.
        let mut more = More::of(&standing.evidence, standing.evidence.told()).by_question(&standing.evidence);
        for at in 0..standing.questions.len() {
            standing.redo(at, more.remove(&at).unwrap_or_default(), &HashSet::new());
            standing.note_no_answer(at);
        }
        standing
    }

    /// Adds one statement with its answers and the judgments that name it. Answers and judgments of a statement that is not there
    /// wait for it. Says whether anything was added: a statement that is there already is not, whatever its version.
    pub fn add(&mut self, statement: &'a Statement, answers: &'a [Answer], dependences: &'a [Dependence]) -> bool {
        let Some((mut touched, told)) = self.evidence.add(statement, answers, dependences) else { return false };
        touched.extend(told.iter().map(|told| self.evidence.chains.component(told.statement_at())));
        // Who is silent on a question changes with what is said on it, and with nothing else.
        let put_to = self.evidence.question_place(statement.question.as_ref());
        let said_on: BTreeSet<usize> = told.iter().filter_map(|told| told.question_at()).chain(put_to).collect();
        let mut more = More::of(&self.evidence, &told).by_question(&self.evidence);
        for question in self.evidence.questions_of(&touched) {
            more.entry(question).or_default();
        }
        for (question, more) in more {
            self.redo(question, more, &touched);
        }
        said_on.into_iter().for_each(|question| self.note_no_answer(question));
        self.check_wholes(told.iter().map(|told| told.answer).chain(answers));
        true
    }

    /// The boards of all questions, in order of id.
    pub fn boards(&self) -> impl Iterator<Item = &Board> {
        self.questions.iter().map(|question| &question.board.board)
    }

    /// The board of a question; none if there is no such question.
    pub fn board(&self, question: &QuestionId) -> Option<&Board> {
        Some(&self.questions[self.evidence.question_place(Some(question))?].board.board)
    }

    /// The histories of all questions with counts, in order of id.
    pub fn histories(&self) -> impl Iterator<Item = &History> {
        self.questions.iter().map(|question| &question.history.history).filter(|history| !history.scopes.is_empty())
    }

    /// The boards and the histories, as they stand.
    pub fn into_parts(self) -> (Vec<Board>, Vec<History>) {
        let parts = self.questions.into_iter().map(|question| (question.board.board, question.history.history));
        let (boards, mut histories): (Vec<Board>, Vec<History>) = parts.unzip();
        histories.retain(|history| !history.scopes.is_empty());
        (boards, histories)
    }

    fn redo(&mut self, at: usize, more: Brought<'a>, touched: &HashSet<usize>) {
        let (asked, standing) = (self.evidence.asked(self.evidence.questions[at]), &mut self.questions[at]);
        standing.board.put_checks(more.checks);
        standing.history.redo(asked, more.figures, touched);
        standing.board.redo(asked, more.answers, touched);
    }

    fn note_no_answer(&mut self, question: usize) {
        self.questions[question].board.board.no_answer = self.evidence.no_answer(question);
    }

    /// Looks again at the sums of which these answers are parts.
    fn check_wholes(&mut self, parts: impl Iterator<Item = &'a Answer>) {
        let wholes: BTreeSet<&AnswerId> = parts.filter_map(|part| part.part_of.as_ref()).collect();
        for whole in wholes {
            let Some((at, reading)) = self.evidence.counted(whole) else { continue };
            self.questions[at].board.put_checks(self.evidence.check(&reading).into_iter().collect());
        }
    }
}
