//! A small case written as lines of text, for tests.
//!
//! `Q Q01 count rule=moment tol=5% asof=2004-09-01/2004-09-03` asks; `P P01` is a person and `B B01` a body;
//! `E1 P01 saw 354 pop=held` is a statement with one answer and `E1 + 55` gives it another; `source=S1 put=Q01` says in which
//! source, and to which question. `together=a+b;c+d` puts options of a question together. Values: `354`, `~400`, `>600`,
//! `>=600`, `<=40`, `<5`, `120..400`; times of one day as `13:05`; options `a;b`, or `!a`; points `@43.1,44.5,50`; words with `codes=a;b`; `none` for no answer.
//! `E2 -> E1` derives, `E2 = E1` has a common source, `E2 ~ E1` shares exposure, `E2 | E1` is independent.

use crate::{Evidence, Switches};
use firsthand_model::words::{DependenceKind, PartRole, PartyKind};
use firsthand_model::{
    Answer, AnswerId, AnswerType, Bound, Dependence, Handle, Person, PersonId, Question, QuestionId, SourceId,
    Statement, StatementId,
};

/// The records of a small case.
#[derive(Debug, Clone, Default)]
pub struct Case {
    pub questions: Vec<Question>,
    pub statements: Vec<Statement>,
    pub answers: Vec<Answer>,
    pub dependences: Vec<Dependence>,
    pub people: Vec<Person>,
}

impl Case {
    /// Reads a case; panics on a line it does not know.
    pub fn read(text: &str) -> Case {
        let mut case = Case::default();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let words: Vec<&str> = line.split_whitespace().collect();
            match words.as_slice() {
                ["Q", id, types, rest @ ..] => case.questions.push(question(id, types, rest)),
                ["P", id] => case.party(id, PartyKind::Person),
                ["B", id] => case.party(id, PartyKind::Body),
                [from, "->", to] => case.depends(from, to, DependenceKind::DerivedFrom),
                [from, "=", to] => case.depends(from, to, DependenceKind::CommonSource),
                [from, "~", to] => case.depends(from, to, DependenceKind::SharedExposure),
                [from, "|", to] => case.depends(from, to, DependenceKind::Independent),
                [id, "+", value, rest @ ..] => case.answer(id, value, rest),
                [id, speaker, basis, value, rest @ ..] => {
                    case.statements.push(statement(id, speaker, basis, rest));
                    case.answer(id, value, rest);
                }
                _ => panic!("not a line of a case: {line}"),
            }
        }
        case
    }

    pub fn evidence(&self) -> Evidence<'_> {
        Evidence::new(&self.questions, &self.statements, &self.answers, &self.dependences, &self.people, 240)
    }

    pub fn without_duress(&self) -> Evidence<'_> {
        self.evidence().with(Switches { leave_out_duress: true })
    }

    pub fn depends(&mut self, from: &str, to: &str, kind: DependenceKind) {
        self.dependences.push(Dependence {
            id: format!("D{}", self.dependences.len()).into(),
            from_statement: Some(from.into()),
            to_statement: Some(to.into()),
            kind: Some(kind),
            ..Dependence::default()
        });
    }

    fn party(&mut self, id: &str, kind: PartyKind) {
        self.people.push(Person { id: id.into(), kind: Some(kind), ..Person::default() });
    }

    fn answer(&mut self, statement: &str, value: &str, rest: &[&str]) {
        if value == "none" {
            return;
        }
        let number = self.answers.iter().filter(|answer| is_of(answer, statement)).count() + 1;
        let question = &self.questions[0];
        let kind = option(rest, "type").map_or(question.types[0], |word| word.parse().unwrap());
        let mut answer = Answer {
            id: AnswerId::from(format!("{statement}.{number}")),
            statement_id: Some(statement.into()),
            question_id: Some(option(rest, "q").map_or(question.id.clone(), QuestionId::from)),
            r#type: Some(kind),
            approx: flag(rest, "approx"),
            population: option(rest, "pop").map(str::to_owned),
            unit: option(rest, "unit").map(str::to_owned),
            tally: option(rest, "tally").map(|word| word.parse().unwrap()),
            part_of: option(rest, "part").map(|whole| format!("{statement}.{whole}").into()),
            part_role: option(rest, "part").map(|_| PartRole::Addend),
            division: option(rest, "by").map(str::to_owned),
            ..Answer::default()
        };
        answer.codes =
            option(rest, "codes").into_iter().flat_map(|codes| codes.split(';')).map(str::to_owned).collect();
        if rest.contains(&"subset") {
            answer.part_role = Some(PartRole::Subset);
        }
        (answer.as_of_earliest, answer.as_of_latest) = ends(option(rest, "asof"));
        set_value(&mut answer, kind, value);
        self.answers.push(answer);
    }
}

fn is_of(answer: &Answer, statement: &str) -> bool {
    answer.statement_id.as_ref().is_some_and(|id| id.as_str() == statement)
}

fn question(id: &str, types: &str, rest: &[&str]) -> Question {
    let (as_of_earliest, as_of_latest) = ends(option(rest, "asof"));
    Question {
        id: id.into(),
        types: types.split(';').map(|word| word.parse().unwrap()).collect(),
        as_of_rule: option(rest, "rule").map(|rule| rule.replace('_', " ")),
        tolerance: option(rest, "tol").map(str::to_owned),
        together: option(rest, "together").into_iter().flat_map(|sets| sets.split(';')).map(str::to_owned).collect(),
        as_of_earliest,
        as_of_latest,
        ..Question::default()
    }
}

fn statement(id: &str, speaker: &str, basis: &str, rest: &[&str]) -> Statement {
    Statement {
        id: StatementId::from(id),
        speaker_id: Some(speaker).filter(|id| *id != "-").map(PersonId::from),
        basis: Some(basis.parse().unwrap()),
        knows_from_ids: option(rest, "knows").map_or(vec![], |ids| ids.split(';').map(Handle::from).collect()),
        stance: option(rest, "stance").map(|word| word.parse().unwrap()),
        stated_edtf: option(rest, "said").map(str::to_owned),
        claim: option(rest, "claim").map(str::to_owned),
        source: option(rest, "source").map(SourceId::from),
        question: option(rest, "put").map(QuestionId::from),
        duress: flag(rest, "duress"),
        ..Statement::default()
    }
}

fn set_value(answer: &mut Answer, kind: AnswerType, value: &str) {
    match kind {
        AnswerType::Count | AnswerType::Time => {
            let (bound, min, max) = bounded(value);
            let cell = |text: &str| {
                if text.contains(':') { format!("2004-09-03T{text}:00+04:00") } else { text.into() }
            };
            answer.bound = Some(bound);
            answer.min = min.map(cell);
            answer.max = max.map(cell);
        }
        AnswerType::Text => answer.text = Some(value.replace('_', " ")),
        AnswerType::Place if value.starts_with('@') => {
            let mut cells = value[1..].split(',').map(str::to_owned);
            (answer.lat, answer.lon) = (cells.next(), cells.next());
            answer.radius_m = cells.next().map(|radius| radius.parse().unwrap());
        }
        _ => {
            answer.negated = Some(value.starts_with('!'));
            answer.option_ids = value.trim_start_matches('!').split(';').map(Handle::from).collect();
        }
    }
}

fn bounded(value: &str) -> (Bound, Option<&str>, Option<&str>) {
    let signs = [
        (">=", Bound::AtLeast),
        ("<=", Bound::AtMost),
        (">", Bound::MoreThan),
        ("<", Bound::LessThan),
        ("~", Bound::About),
    ];
    if let Some((min, max)) = value.split_once("..") {
        return (Bound::Range, Some(min), Some(max));
    }
    for (sign, bound) in signs {
        if let Some(rest) = value.strip_prefix(sign) {
            let upper = matches!(bound, Bound::AtMost | Bound::LessThan);
            let lower = matches!(bound, Bound::AtLeast | Bound::MoreThan);
            return (bound, (!upper).then_some(rest), (!lower).then_some(rest));
        }
    }
    (Bound::Exact, Some(value), Some(value))
}

fn option<'w>(words: &[&'w str], name: &str) -> Option<&'w str> {
    words.iter().find_map(|word| word.strip_prefix(name)?.strip_prefix('='))
}

fn flag(words: &[&str], name: &str) -> Option<bool> {
    words.contains(&name).then_some(true)
}

fn ends(text: Option<&str>) -> (Option<String>, Option<String>) {
    let Some(text) = text else {
        return (None, None);
    };
    let (low, high) = text.split_once('/').unwrap_or((text, text));
    let end = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    (end(low), end(high))
}
