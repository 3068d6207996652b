//! Which answers of a case their own speakers correct, over all scopes: what is corrected bounds nothing any more, and stands beside
//! what replaced it. How that is told is in `corrected`.

use super::Tense;
use crate::clock::Clock;
use crate::compared::Compared;
use crate::corrected::{Own, corrected, says_the_same};
use crate::moment::moment_parts;
use crate::reading::{Context, Reading};
use crate::when::said;
use firsthand_model::words::{DependenceKind, Stance, Tally};
use firsthand_model::{Answer, AnswerId, AnswerType, PersonId, Question, QuestionId, Statement, StatementId};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The speaker and the scope: question, type, population, unit and tally.
type Key<'a> = (&'a PersonId, &'a QuestionId, Option<AnswerType>, Option<&'a str>, Option<&'a str>, Option<Tally>);

/// Corrected answers, each with the one that corrects it.
#[derive(Default)]
pub(super) struct Corrections<'a>(HashMap<&'a AnswerId, &'a AnswerId>);

impl<'a> Corrections<'a> {
    pub(super) fn of(tense: &Tense<'a>, clock: Clock) -> Corrections<'a> {
        let places: HashMap<&str, usize> =
            tense.statements.iter().enumerate().map(|(at, one)| (one.id.as_str(), at)).collect();
        let lots = lots(tense, &places);
        if lots.is_empty() {
            return Corrections::default();
        }
        let rests_on = rests_on(tense, &places);
        let questions: HashMap<&QuestionId, &Question> = tense.questions.iter().map(|one| (&one.id, one)).collect();
        let pairs = lots.into_iter().flat_map(|(key, answers)| {
            let question = questions.get(key.1).copied();
            let said: Vec<Said<'_>> =
                answers.into_iter().filter_map(|one| Said::of(tense, one, question, clock)).collect();
            let by_moment = moment_parts(question.and_then(|one| one.as_of_rule.as_deref()), key.5);
            pairs(&said, by_moment, &rests_on, clock)
        });
        Corrections(pairs.collect())
    }

    /// The answer that corrects this one; none if its speaker lets it stand.
    pub(super) fn by(&self, answer: &Answer) -> Option<String> {
        self.0.get(&answer.id).map(|by| by.to_string())
    }
}

/// One answer of a speaker, with the place of its statement.
struct Said<'a> {
    at: usize,
    reading: Reading<'a>,
}

impl<'a> Said<'a> {
    fn of(
        tense: &Tense<'a>,
        (at, answer): (usize, &'a Answer),
        question: Option<&'a Question>,
        clock: Clock,
    ) -> Option<Said<'a>> {
        let context = Context::alone(&tense.statements[at], question, clock);
        Some(Said { at, reading: Reading::new(answer, context).ok()? })
    }

    fn own(&self, by_moment: bool, rests_on: &HashMap<usize, Vec<usize>>, clock: Clock) -> Own {
        let rests_on = rests_on.get(&self.at).cloned().unwrap_or_default();
        Own::of(&self.reading, self.at, said(clock, self.reading.statement), by_moment, rests_on)
    }

    fn value(&self) -> (&Compared, &str) {
        (&self.reading, &self.reading.label)
    }
}

/// Of the answers of one speaker to one scope each that is corrected, with what corrects it.
fn pairs<'a>(
    said: &[Said<'a>],
    by_moment: bool,
    rests_on: &HashMap<usize, Vec<usize>>,
    clock: Clock,
) -> Vec<(&'a AnswerId, &'a AnswerId)> {
    let own: Vec<Own> = said.iter().map(|one| one.own(by_moment, rests_on, clock)).collect();
    let found = corrected(&own, &|one, other| says_the_same(said[one].value(), said[other].value()));
    let pair = |(one, by): (&Said<'a>, Option<usize>)| Some((&one.reading.answer.id, &said[by?].reading.answer.id));
    said.iter().zip(found).filter_map(pair).collect()
}

/// The answers of each registered speaker to each scope in which that speaker corrects one, in order of id, with the places of their
/// statements.
fn lots<'a>(tense: &Tense<'a>, places: &HashMap<&str, usize>) -> BTreeMap<Key<'a>, Vec<(usize, &'a Answer)>> {
    let of = |answer: &'a Answer| -> Option<(Key<'a>, usize, Stance)> {
        let at = *places.get(answer.statement_id.as_ref()?.as_str())?;
        let statement: &'a Statement = &tense.statements[at];
        let stance = statement.stance.unwrap_or(Stance::Asserts);
        let is_left_out = tense.leave_out_duress && statement.duress == Some(true);
        let (population, unit) = (answer.population.as_deref(), answer.unit.as_deref());
        let key = (
            statement.speaker_id.as_ref()?,
            answer.question_id.as_ref()?,
            answer.r#type,
            population,
            unit,
            answer.tally,
        );
        (!is_left_out && stance.is_answer()).then_some((key, at, stance))
    };
    let all: Vec<(&'a Answer, (Key<'a>, usize, Stance))> =
        tense.answers.iter().filter_map(|answer| Some((answer, of(answer)?))).collect();
    let corrects = all.iter().filter(|(_, (_, _, stance))| *stance == Stance::Corrects);
    let corrected: HashSet<Key<'a>> = corrects.map(|(_, (key, ..))| *key).collect();
    let mut lots: BTreeMap<Key<'a>, Vec<(usize, &'a Answer)>> = BTreeMap::new();
    for (answer, (key, at, _)) in all.into_iter().filter(|(_, (key, ..))| corrected.contains(key)) {
        lots.entry(key).or_default().push((at, answer));
    }
    lots.values_mut().for_each(|lot| lot.sort_by(|(_, one), (_, other)| one.id.cmp(&other.id)));
    lots
}

/// Of each statement, by place, those from which it is derived.
fn rests_on(tense: &Tense<'_>, places: &HashMap<&str, usize>) -> HashMap<usize, Vec<usize>> {
    let mut rests_on: HashMap<usize, Vec<usize>> = HashMap::new();
    for one in tense.dependences.iter().filter(|one| one.kind == Some(DependenceKind::DerivedFrom)) {
        let place = |id: &Option<StatementId>| places.get(id.as_ref()?.as_str()).copied();
        if let (Some(from), Some(to)) = (place(&one.from_statement), place(&one.to_statement)) {
            rests_on.entry(from).or_default().push(to);
        }
    }
    rests_on
}
