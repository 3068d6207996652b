//! Testimony made up from a fixed seed, of any length: people who saw, people who were told, repetition of what others said,
//! bounds, denials, retractions, figures that grow old, sums, answers to several questions at once.
//!
//! How many questions there are is said by whoever asks for it. The values that are given stay the same however many give them:
//! people round. New people come with new statements, one for every eight.

use firsthand_model::words::{DependenceKind, PartRole, PartyKind, Stance, Tally};
use firsthand_model::{
    Answer, AnswerId, AnswerType, Basis, Bound, Dependence, Person, PersonId, Question, QuestionId, Statement,
    StatementId,
};
use firsthand_perspective::Evidence;

/// What people name when they give a number: hardly ever one that nobody else names.
const FIGURES: [usize; 12] = [20, 50, 100, 120, 200, 300, 354, 400, 500, 800, 1_000, 1_200];
const TYPES: [AnswerType; 5] =
    [AnswerType::Count, AnswerType::Count, AnswerType::Time, AnswerType::YesNo, AnswerType::Choice];
/// One statement in so many brings a person nobody named before.
const STATEMENTS_PER_PERSON: usize = 8;

/// The records of one made case.
#[derive(Debug, Default)]
pub struct Testimony {
    pub questions: Vec<Question>,
    pub statements: Vec<Statement>,
    pub answers: Vec<Answer>,
    pub dependences: Vec<Dependence>,
    pub people: Vec<Person>,
}

impl Testimony {
    /// So many statements that answer so many questions; another seed makes others.
    pub fn of(statements: usize, questions: usize, seed: u64) -> Testimony {
        let mut draw = Draw(0x2545_f491_4f6c_dd1d ^ seed << 32);
        let questions = (0..questions).map(question).collect();
        let mut testimony = Testimony { questions, ..Testimony::default() };
        (0..statements).for_each(|number| testimony.add(number, &mut draw));
        testimony
    }

    /// The records, indexed.
    pub fn evidence(&self) -> Evidence<'_> {
        self.evidence_of_first(self.statements.len())
    }

    /// The records of the first so many statements, indexed, and all people.
    pub fn evidence_of_first(&self, statements: usize) -> Evidence<'_> {
        let (answers, dependences) = (self.answers_before(statements), self.dependences_before(statements));
        let (questions, people) = (&self.questions, &self.people);
        Evidence::new(
            questions,
            &self.statements[..statements],
            &self.answers[..answers],
            &self.dependences[..dependences],
            people,
            0,
        )
    }

    /// One statement with its answers and the judgments that were made of it.
    pub fn one(&self, statement: usize) -> (&Statement, &[Answer], &[Dependence]) {
        let answers = self.answers_before(statement)..self.answers_before(statement + 1);
        let dependences = self.dependences_before(statement)..self.dependences_before(statement + 1);
        (&self.statements[statement], &self.answers[answers], &self.dependences[dependences])
    }

    fn answers_before(&self, statement: usize) -> usize {
        self.answers.partition_point(|answer| number_of(&answer.statement_id) < statement)
    }

    fn dependences_before(&self, statement: usize) -> usize {
        self.dependences.partition_point(|dependence| number_of(&dependence.from_statement) < statement)
    }

    fn add(&mut self, number: usize, draw: &mut Draw) {
        if number.is_multiple_of(STATEMENTS_PER_PERSON) {
            self.people.push(person(self.people.len()));
        }
        // Who repeats somebody answers the same questions with the same values.
        let repeated = (number > 0 && draw.below(10) < 4).then(|| number - 1 - draw.below(number.min(400)));
        if let Some(before) = repeated {
            self.dependences.push(dependence(number, before, self.dependences.len(), draw));
        }
        self.statements.push(statement(number, self.people.len(), draw));
        match repeated.filter(|_| draw.below(4) > 0) {
            Some(before) => self.repeat(number, before),
            None => (0..1 + draw.below(4) / 3).for_each(|which| self.answer(number, which, draw)),
        }
    }

    fn repeat(&mut self, number: usize, before: usize) {
        let of_it = |answer: &&Answer| answer.statement_id.as_ref() == Some(&id(before));
        let told: Vec<Answer> = self.answers[self.answers_before(before)..].iter().take_while(of_it).cloned().collect();
        for (which, answer) in told.into_iter().enumerate() {
            let whole = answer.part_of.as_ref().map(|_| answer_id(number, 0));
            self.answers.push(Answer {
                id: answer_id(number, which),
                statement_id: Some(id(number)),
                part_of: whole,
                ..answer
            });
        }
    }

    fn answer(&mut self, number: usize, which: usize, draw: &mut Draw) {
        let asked = draw.below(self.questions.len());
        let whole = answer(number, which, asked, draw);
        let is_sum = whole.r#type == Some(AnswerType::Count) && which == 0 && draw.below(40) == 0;
        let part = |at: usize| Answer {
            id: answer_id(number, at),
            population: Some("part".into()),
            part_of: Some(whole.id.clone()),
            part_role: Some(PartRole::Addend),
            min: Some(format!("{}", 40 * at)),
            max: Some(format!("{}", 40 * at)),
            bound: Some(Bound::Exact),
            ..whole.clone()
        };
        let parts = if is_sum { vec![part(5), part(6)] } else { Vec::new() };
        self.answers.push(whole);
        self.answers.extend(parts);
    }
}

fn question(number: usize) -> Question {
    Question {
        id: QuestionId::from(format!("Q{number}")),
        types: vec![TYPES[number % TYPES.len()]],
        // Every tenth question is asked of a moment: its running counts meet only where their days do.
        as_of_rule: (number % 10 == 1).then(|| "moment where tally is running, span where final".into()),
        ..Question::default()
    }
}

fn person(number: usize) -> Person {
    Person { id: PersonId::from(format!("P{number}")), kind: Some(PartyKind::Person), ..Person::default() }
}

fn statement(number: usize, people: usize, draw: &mut Draw) -> Statement {
    let basis =
        [Basis::Saw, Basis::Estimated, Basis::Told, Basis::Told, Basis::Unknown, Basis::Official][draw.below(6)];
    let stance = match draw.below(40) {
        0 => Stance::Retracts,
        1 => Stance::Corrects,
        2 | 3 => Stance::Denies,
        4 => Stance::DoesNotKnow,
        _ => Stance::Asserts,
    };
    // Somebody told by a person was mostly told by one of those around.
    let told_by = (basis == Basis::Told && draw.below(3) == 0).then(|| draw.below(people));
    Statement {
        id: id(number),
        speaker_id: (draw.below(8) > 0).then(|| PersonId::from(format!("P{}", draw.below(people)))),
        knows_from_ids: told_by.map(|person| format!("P{person}").as_str().into()).into_iter().collect(),
        basis: Some(basis),
        stance: Some(stance),
        stated_edtf: (draw.below(6) > 0).then(|| format!("{}-09-{:02}", 2004 + draw.below(3), 1 + draw.below(28))),
        claim: Some("a claim".into()),
        duress: (draw.below(30) == 0).then_some(true),
        ..Statement::default()
    }
}

fn answer(number: usize, which: usize, asked: usize, draw: &mut Draw) -> Answer {
    let (kind, bound) = (TYPES[asked % TYPES.len()], bound(draw));
    let mut answer = Answer {
        id: answer_id(number, which),
        statement_id: Some(id(number)),
        question_id: Some(QuestionId::from(format!("Q{asked}"))),
        r#type: Some(kind),
        population: Some(["held", "held", "held", "held", "released"][draw.below(5)].into()),
        ..Answer::default()
    };
    match kind {
        AnswerType::Count => {
            let is_of_moment = asked % 10 == 1;
            answer.tally = [None, Some(if is_of_moment { Tally::Running } else { Tally::Final })][draw.below(2)];
            (answer.as_of_earliest, answer.as_of_latest) = as_of(draw);
            let value = FIGURES[draw.below(FIGURES.len())];
            bounded(&mut answer, bound, &value.to_string(), &(value + 40).to_string());
        }
        AnswerType::Time => {
            let minute = |minute: usize| format!("2004-09-03T13:{minute:02}:00Z");
            let at = 5 * draw.below(10);
            bounded(&mut answer, bound, &minute(at), &minute(at + 5));
        }
        AnswerType::YesNo => answer.option_ids = vec![["yes", "no", "unknown"][draw.below(3)].into()],
        _ => {
            answer.negated = (draw.below(8) == 0).then_some(true);
            answer.option_ids = vec![format!("B{}", draw.below(6)).as_str().into()];
        }
    }
    answer
}

/// How figures are bounded: most are exact or about, some are ranges, some one-sided.
fn bound(draw: &mut Draw) -> Bound {
    use Bound::{About, AtLeast, Exact, LessThan, MoreThan, Range};
    [Exact, Exact, Exact, Exact, About, About, Range, AtLeast, MoreThan, LessThan][draw.below(10)]
}

fn bounded(answer: &mut Answer, bound: Bound, value: &str, above: &str) {
    answer.bound = Some(bound);
    (answer.min, answer.max) = match bound {
        Bound::AtLeast | Bound::MoreThan => (Some(value.into()), None),
        Bound::AtMost | Bound::LessThan => (None, Some(value.into())),
        Bound::Range => (Some(value.into()), Some(above.into())),
        Bound::Exact | Bound::About => (Some(value.into()), Some(value.into())),
    };
}

fn as_of(draw: &mut Draw) -> (Option<String>, Option<String>) {
    let day = |day: usize| Some(format!("2004-09-{day:02}"));
    let first = 1 + draw.below(2);
    match draw.below(3) {
        0 => (None, None),
        1 => (day(first), day(first)),
        _ => (day(first), day(first + 1)),
    }
}

fn dependence(from: usize, to: usize, number: usize, draw: &mut Draw) -> Dependence {
    let kind = match draw.below(20) {
        0 => DependenceKind::Independent,
        1 => DependenceKind::SharedExposure,
        2 | 3 => DependenceKind::CommonSource,
        _ => DependenceKind::DerivedFrom,
    };
    Dependence {
        id: format!("D{number}").as_str().into(),
        from_statement: Some(id(from)),
        to_statement: Some(id(to)),
        kind: Some(kind),
        ..Dependence::default()
    }
}

fn id(number: usize) -> StatementId {
    StatementId::from(format!("E{number}"))
}

fn answer_id(statement: usize, which: usize) -> AnswerId {
    AnswerId::from(format!("E{statement}.{which}"))
}

/// Answers and judgments stand in the order of their statements' numbers.
fn number_of(statement: &Option<StatementId>) -> usize {
    let id = statement.as_ref().map(|id| id.as_str()).unwrap_or_default();
    id.trim_start_matches('E').parse().unwrap_or_default()
}

/// Numbers from a fixed seed, by xorshift.
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}
