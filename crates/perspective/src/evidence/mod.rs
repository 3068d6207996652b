//! The records that perspective looks at, indexed once. What is made of them is in `boards`; here records are only found and
//! handed on.

mod answered;
mod answers;
mod boards;
mod numbered;
mod read;

use crate::chains::Chains;
use crate::clock::Clock;
use crate::ground::Ground;
use answers::Answers;
use firsthand_model::answer::Misfit;
use firsthand_model::natural::natural;
use firsthand_model::{
    Answer, AnswerId, Dependence, Person, Place, Question, QuestionId, ScenePart, Source, Statement, StatementId,
};
use std::collections::{BTreeSet, HashMap, HashSet};

pub(crate) use answers::Told;
pub(crate) use numbered::Words;

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
    answers: Answers<'a>,
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
        let mut put = Answers::none(questions.iter().map(|question| &question.id));
        answers.iter().for_each(|answer| {
            put.take(answer, &chains);
        });
        Evidence {
            questions,
            answers: put,
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

    pub(crate) fn clock(&self) -> Clock {
        self.clock
    }

    /// Adds one statement with answers and judgments; none if it is there already. Gives the components whose reports may be others
    /// now, and the answers that can be read now.
    pub(crate) fn add(
        &mut self,
        statement: &'a Statement,
        answers: &'a [Answer],
        dependences: &'a [Dependence],
    ) -> Option<(HashSet<usize>, Vec<Told<'a>>)> {
        if self.chains.place(&statement.id).is_some() {
            return None;
        }
        let touched = self.chains.add(statement, dependences);
        let mut told = self.answers.arrived(&statement.id, &self.chains);
        told.extend(answers.iter().filter_map(|answer| self.answers.take(answer, &self.chains)));
        if let Some(question) = &statement.question {
            self.put_to.entry(question).or_default().push(self.chains.statements.len() - 1);
        }
        Some((touched, told))
    }

    /// The places of the questions that statements of these components answer.
    pub(crate) fn questions_of(&self, components: &HashSet<usize>) -> BTreeSet<usize> {
        let statements = components.iter().flat_map(|&component| self.chains.members(component));
        statements.flat_map(|at| self.answers.answered_by(at)).collect()
    }

    /// The place of the question of a scope, and the words that make the scope.
    pub(crate) fn scope(&self, number: u32) -> (usize, Words<'a>) {
        self.answers.scope(number)
    }

    /// All answers, in the order in which they came.
    pub(crate) fn told(&self) -> &[Told<'a>] {
        self.answers.all()
    }

    /// Where a question stands in their order.
    pub(crate) fn question_place(&self, question: Option<&QuestionId>) -> Option<usize> {
        self.answers.question_place(question?)
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
