//! The records that perspective looks at, indexed once, and the boards made from them.
//! Every rule is in a file of its own; here records are only found and handed on.

use crate::beside::beside;
use crate::chains::Chains;
use crate::clock::Clock;
use crate::ground::Ground;
use crate::natural::natural;
use crate::no_answer::Silence;
use crate::reading::{Context, Reading};
use crate::reports::reports;
use crate::scopes::Asked;
use crate::standing::{StandingBoard, StandingHistory};
use crate::sums::sum_check;
use firsthand_model::answer::Misfit;
use firsthand_model::beside::BesideRecord;
use firsthand_model::board::{Board, NoAnswer, Origins, SumCheck};
use firsthand_model::history::History;
use firsthand_model::{
    Answer, AnswerId, Dependence, Person, Place, Question, QuestionId, ScenePart, Source, Statement, StatementId,
};
use std::collections::{BTreeSet, HashMap, HashSet};

/// What a reader may switch.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Switches {
    /// Leaves answers of statements under duress out of everything that is compared, counted or added.
    pub leave_out_duress: bool,
}

/// An answer that makes no value of its type and is left out of every board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// The answer.
    pub answer: AnswerId,
    /// Which of its columns does not fit, and what was expected.
    pub misfit: Misfit,
}

/// The records of one case, indexed. The order in which they are given makes no difference to any board.
#[derive(Debug, Clone)]
pub struct Evidence<'a> {
    pub(crate) questions: Vec<&'a Question>,
    question_at: HashMap<&'a QuestionId, usize>,
    answers: HashMap<&'a QuestionId, Vec<&'a Answer>>,
    parts: HashMap<&'a AnswerId, Vec<&'a Answer>>,
    /// Places of statements that a table puts to a question, whether they answer it or not.
    put_to: HashMap<&'a QuestionId, Vec<usize>>,
    pub(crate) chains: Chains<'a>,
    ground: Ground,
    sources: Vec<&'a Source>,
    clock: Clock,
    switches: Switches,
    unnamed: BTreeSet<StatementId>,
}

impl<'a> Evidence<'a> {
    /// Indexes the records. Dates without an offset are read, and all dates printed, in `offset_minutes` from UTC.
    ///
    /// Answers whose statement is not given are left out, and so are dependences on statements that are not given: give
    /// all statements, and say with [`Evidence::without_naming`] which may not be shown.
    pub fn new(
        questions: &'a [Question],
        statements: &'a [Statement],
        answers: &'a [Answer],
        dependences: &'a [Dependence],
        people: &'a [Person],
        offset_minutes: i32,
    ) -> Evidence<'a> {
        let clock = Clock::new(offset_minutes);
        let mut questions: Vec<&Question> = questions.iter().collect();
        questions.sort_by_key(|question| natural(question.id.as_str()));
        let mut ground = Ground::default();
        ground.add_people(people);
        let chains = Chains::new(statements, dependences, people, clock);
        Evidence {
            question_at: questions.iter().enumerate().map(|(at, question)| (&question.id, at)).collect(),
            questions,
            answers: grouped(answers, |answer| answer.question_id.as_ref()),
            parts: grouped(answers, |answer| answer.part_of.as_ref()),
            put_to: put_to(&chains),
            chains,
            ground,
            sources: Vec::new(),
            clock,
            switches: Switches::default(),
            unnamed: BTreeSet::new(),
        }
    }

    /// The same records with the places and parts of the scene that answers name: which lies in which, and where.
    pub fn at_places(mut self, places: &[Place], parts: &[ScenePart]) -> Self {
        self.ground.add_places(places, parts);
        self
    }

    /// The same records with the sources that were gone through: which of them was read whole, and gives no answer.
    pub fn read_in(mut self, sources: impl IntoIterator<Item = &'a Source>) -> Self {
        self.sources = sources.into_iter().collect();
        self
    }

    /// The same records under other switches.
    pub fn with(self, switches: Switches) -> Self {
        Evidence { switches, ..self }
    }

    /// The same records, of which these statements are never named and their answers left out.
    ///
    /// Chains still run through them: two reports do not become distinct because what both repeat is withheld.
    pub fn without_naming(self, withheld: BTreeSet<StatementId>) -> Self {
        Evidence { unnamed: withheld, ..self }
    }

    /// The board of a question, without scopes if nobody answers it; none if there is no such question.
    pub fn board(&self, question: &QuestionId) -> Option<Board> {
        let question = self.questions[*self.question_at.get(question)?];
        let readings: Vec<Reading<'a>> = self.readings(&question.id).collect();
        let checks = self.checks(&readings);
        let mut standing = StandingBoard::new(self.asked(question));
        standing.redo(self.asked(question), readings, &HashSet::new());
        standing.put_checks(checks);
        standing.board.no_answer = self.no_answer(&question.id);
        Some(standing.board)
    }

    /// A coded claim beside every answer to its question; none if there is no such question.
    ///
    /// The claim is an answer without a statement: its question, value and scope. It is compared and never counted.
    ///
    /// # Errors
    /// A [`Misfit`] when the claim's cells do not make a value of its type.
    pub fn beside(&self, claim: &Answer) -> Result<Option<BesideRecord>, Misfit> {
        let asked = claim.question_id.as_ref().and_then(|id| self.question_at.get(id));
        let Some(question) = asked.map(|&at| self.questions[at]) else { return Ok(None) };
        let nobody = Statement::default();
        let context = Context { statement: &nobody, statement_at: 0, question: Some(question), clock: self.clock };
        let claim = Reading::new(claim, context)?;
        let answers: Vec<Reading<'_>> = self.readings(&question.id).collect();
        Ok(Some(beside(self.asked(question), &claim, &answers)))
    }

    /// The boards of all questions, in order of id.
    pub fn boards(&self) -> Vec<Board> {
        self.questions.iter().filter_map(|question| self.board(&question.id)).collect()
    }

    /// How the figures of a question changed, scope by scope: empty if nobody counts, none if there is no such question.
    ///
    /// What may not be named is no figure; repetition is told by chains that run through it all the same.
    pub fn history(&self, question: &QuestionId) -> Option<History> {
        let asked = self.asked(self.questions[*self.question_at.get(question)?]);
        let mut standing = StandingHistory::new(asked);
        standing.redo(asked, self.readings(question).collect(), &HashSet::new());
        Some(standing.history)
    }

    /// The histories of all questions with counts, in order of id.
    pub fn histories(&self) -> Vec<History> {
        let all = self.questions.iter().filter_map(|question| self.history(&question.id));
        all.filter(|history| !history.scopes.is_empty()).collect()
    }

    pub(crate) fn asked<'e>(&'e self, question: &'a Question) -> Asked<'e, 'a> {
        Asked { question, chains: &self.chains, ground: &self.ground, clock: self.clock, unnamed: &self.unnamed }
    }

    /// Answers that no board holds because their cells make no value, in order of id.
    pub fn unreadable(&self) -> Vec<Unreadable> {
        let answers = self.answers.values().flatten();
        let mut unreadable: Vec<Unreadable> = answers
            .filter_map(|answer| {
                let misfit = self.read(answer)?.err()?;
                Some(Unreadable { answer: answer.id.clone(), misfit })
            })
            .collect();
        unreadable.sort_by_cached_key(|unreadable| natural(unreadable.answer.as_str()));
        unreadable
    }

    /// How many separate origins some statements have; none for no statements.
    pub(crate) fn origins(&self, statements: &BTreeSet<&StatementId>) -> Option<Origins> {
        let mut places: Vec<usize> = statements.iter().filter_map(|id| self.chains.place(id)).collect();
        places.sort_unstable_by_key(|&at| self.chains.rank(at));
        (!places.is_empty()).then(|| reports(&self.chains, &places, &|_| true).1)
    }

    pub(crate) fn clock(&self) -> Clock {
        self.clock
    }

    /// Adds one statement with answers and judgments; none if it is there already.
    pub(crate) fn add(
        &mut self,
        statement: &'a Statement,
        answers: &'a [Answer],
        dependences: &'a [Dependence],
    ) -> Option<HashSet<usize>> {
        if self.chains.place(&statement.id).is_some() {
            return None;
        }
        for answer in answers {
            if let Some(question) = &answer.question_id {
                self.answers.entry(question).or_default().push(answer);
            }
            if let Some(whole) = &answer.part_of {
                self.parts.entry(whole).or_default().push(answer);
            }
        }
        let touched = self.chains.add(statement, dependences);
        if let Some(question) = &statement.question {
            self.put_to.entry(question).or_default().push(self.chains.statements.len() - 1);
        }
        Some(touched)
    }

    /// Who gives no answer to a question.
    pub(crate) fn no_answer(&self, question: &QuestionId) -> NoAnswer {
        let answering = self.answers_to(question).iter().filter_map(|answer| self.place(answer));
        let put = self.put_to.get(question).into_iter().flatten().copied();
        let places: BTreeSet<usize> = answering.chain(put).collect();
        let statements = places.into_iter().map(|at| self.chains.statements[at]).collect();
        Silence { statements, sources: &self.sources }.rows(&|statement| self.is_named(statement))
    }

    /// All answers to a question.
    pub(crate) fn answers_to(&self, question: &QuestionId) -> &[&'a Answer] {
        self.answers.get(question).map_or(&[], Vec::as_slice)
    }

    /// Where a question stands in their order.
    pub(crate) fn question_place(&self, question: Option<&QuestionId>) -> Option<usize> {
        self.question_at.get(question?).copied()
    }

    /// The place of an answer's statement, if it is there.
    pub(crate) fn place(&self, answer: &Answer) -> Option<usize> {
        self.chains.place(answer.statement_id.as_ref()?)
    }

    /// An answer by its id, if it can be read and counts.
    pub(crate) fn counted(&self, answer: &AnswerId) -> Option<Reading<'a>> {
        let answer = self.answers.values().flatten().find(|one| one.id == *answer)?;
        self.read(answer)?.ok().filter(|reading| self.counts(reading))
    }

    fn readings(&self, question: &QuestionId) -> impl Iterator<Item = Reading<'a>> + '_ {
        self.answers_to(question)
            .iter()
            .filter_map(|answer| self.read(answer)?.ok())
            .filter(|reading| self.counts(reading))
    }

    /// Reads an answer; none if its statement is not there.
    pub(crate) fn read(&self, answer: &'a Answer) -> Option<Result<Reading<'a>, Misfit>> {
        let statement_at = self.place(answer)?;
        let context = Context {
            statement: self.chains.statements[statement_at],
            statement_at,
            question: self.question_place(answer.question_id.as_ref()).map(|at| self.questions[at]),
            clock: self.clock,
        };
        Some(Reading::new(answer, context))
    }

    /// Whether it is compared, counted or added at all.
    pub(crate) fn counts(&self, reading: &Reading<'_>) -> bool {
        self.is_named(reading.statement)
    }

    fn is_named(&self, statement: &Statement) -> bool {
        let left_out = self.switches.leave_out_duress && statement.duress == Some(true);
        !left_out && !self.unnamed.contains(&statement.id)
    }

    /// The sum of every whole among these, where somebody gives parts of it.
    pub(crate) fn checks(&self, wholes: &[Reading<'a>]) -> Vec<(&'a AnswerId, Option<SumCheck>)> {
        let whole = |whole: &&Reading<'a>| self.parts.contains_key(&whole.answer.id);
        wholes.iter().filter(whole).map(|whole| (&whole.answer.id, self.check(whole))).collect()
    }

    /// None also if a part cannot be read or is left out: what is left would not be what the source adds up.
    fn check(&self, whole: &Reading<'_>) -> Option<SumCheck> {
        let parts = self.parts.get(&whole.answer.id)?;
        let read = |answer: &&'a Answer| self.read(answer)?.ok().filter(|reading| self.counts(reading));
        let mut parts: Vec<Reading<'_>> = parts.iter().map(read).collect::<Option<_>>()?;
        parts.sort_by_cached_key(|part| natural(part.answer.id.as_str()));
        sum_check(whole, &parts)
    }
}

fn put_to<'a>(chains: &Chains<'a>) -> HashMap<&'a QuestionId, Vec<usize>> {
    let mut put_to: HashMap<&QuestionId, Vec<usize>> = HashMap::new();
    for (at, statement) in chains.statements.iter().enumerate() {
        if let Some(question) = &statement.question {
            put_to.entry(question).or_default().push(at);
        }
    }
    put_to
}

fn grouped<'a, K: std::hash::Hash + Eq>(
    answers: &'a [Answer],
    key: fn(&'a Answer) -> Option<&'a K>,
) -> HashMap<&'a K, Vec<&'a Answer>> {
    let mut grouped: HashMap<&K, Vec<&Answer>> = HashMap::new();
    for answer in answers {
        if let Some(key) = key(answer) {
            grouped.entry(key).or_default().push(answer);
        }
    }
    grouped
}
