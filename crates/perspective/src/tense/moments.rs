//! The moments of a case by name: both ends of every event, every message, and what time questions ask for.

use super::Tense;
use super::told::{Between, LeftOut, at_least};
use crate::clock::Clock;
use crate::interval::Interval;
use crate::order::{Leeway, Moment};
use firsthand_model::natural::natural;
use firsthand_model::tension::MomentTimes;
use firsthand_model::{Answer, AnswerType, Question, QuestionId};
use std::collections::{BTreeMap, HashMap};

/// The two ends of what is named; the same moment for what does not last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ends {
    pub(super) start: Moment,
    pub(super) end: Moment,
}

/// Every moment that has a name.
pub(super) struct Moments {
    named: BTreeMap<String, (Ends, String)>,
    count: usize,
}

impl Moments {
    pub(super) fn of(tense: &Tense<'_>) -> Moments {
        let mut moments = Moments { named: BTreeMap::new(), count: 1 };
        for event in tense.events {
            moments.add(event.id.as_str(), event.event.as_deref().unwrap_or_default(), true);
        }
        for message in tense.messages {
            moments.add(message.id.as_str(), message.content.as_deref().unwrap_or_default(), false);
        }
        let questions: HashMap<&QuestionId, &Question> = tense.questions.iter().map(|one| (&one.id, one)).collect();
        for answer in tense.answers.iter().filter(|answer| answer.r#type == Some(AnswerType::Time)) {
            let question = answer.question_id.as_ref().and_then(|id| questions.get(id));
            let label = question.and_then(|question| question.question.as_deref()).unwrap_or_default();
            asked(answer).iter().for_each(|name| moments.add(name, label, false));
        }
        moments
    }

    fn add(&mut self, name: &str, label: &str, lasts: bool) {
        if self.named.contains_key(name) {
            return;
        }
        let start = Moment::try_from(self.count).unwrap_or(Moment::MAX);
        let ends = Ends { start, end: start + Moment::from(lasts) };
        self.count += if lasts { 2 } else { 1 };
        self.named.insert(name.to_owned(), (ends, label.to_owned()));
    }

    /// How many moments there are, the clock's zero included.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// The ends of what is named; `.start` and `.end` make one of them both.
    pub(super) fn ends(&self, name: &str) -> Option<Ends> {
        let (whole, end) = parts(name);
        let (ends, _) = self.named.get(name).or_else(|| self.named.get(whole))?;
        match end.filter(|_| !self.named.contains_key(name)) {
            Some("start") => Some(Ends { start: ends.start, end: ends.start }),
            Some(_) => Some(Ends { start: ends.end, end: ends.end }),
            None => Some(*ends),
        }
    }

    /// The name without its end.
    pub(super) fn whole(&self, name: &str) -> String {
        if self.named.contains_key(name) { name.to_owned() } else { parts(name).0.to_owned() }
    }

    /// That everything that lasts starts before it ends.
    pub(super) fn always(&self) -> Vec<Between> {
        let lasting = self.named.values().map(|(ends, _)| ends).filter(|ends| ends.start != ends.end);
        lasting.map(|ends| at_least(ends.start, ends.end, 0)).collect()
    }

    /// What is left to each moment, in natural order of their names.
    /// `without` names the records of which these times are without.
    pub(super) fn times(&self, leeway: &[Leeway], without: &LeftOut, clock: Clock) -> Vec<MomentTimes> {
        let mut names: Vec<&String> = self.named.keys().collect();
        names.sort_by_cached_key(|name| natural(name));
        names.into_iter().flat_map(|name| self.times_of(name, leeway, without, clock)).collect()
    }

    fn times_of(&self, name: &str, leeway: &[Leeway], without: &LeftOut, clock: Clock) -> Vec<MomentTimes> {
        let Some((ends, label)) = self.named.get(name) else { return Vec::new() };
        let times = |end: Option<&str>, moment: Moment| {
            let Leeway { earliest_ms, latest_ms } = leeway.get(moment as usize).copied().unwrap_or_default();
            let left = Interval::new(earliest_ms.unwrap_or(i64::MIN), latest_ms.unwrap_or(i64::MAX));
            let (earliest, latest) = clock.ends(left);
            let without = without.get(name).cloned().unwrap_or_default();
            let (moment, end) = (name.to_owned(), end.map(str::to_owned));
            MomentTimes { moment, end, label: label.clone(), earliest, latest, without }
        };
        match ends.start == ends.end {
            true => vec![times(None, ends.start)],
            false => vec![times(Some("start"), ends.start), times(Some("end"), ends.end)],
        }
    }
}

/// The name of what an answer to a time question times: question and population.
pub(super) fn asked(answer: &Answer) -> Option<String> {
    let question = answer.question_id.as_ref()?;
    Some(match &answer.population {
        Some(population) => format!("{question}/{population}"),
        None => question.to_string(),
    })
}

fn parts(name: &str) -> (&str, Option<&str>) {
    match name.rsplit_once('.') {
        Some((whole, end @ ("start" | "end"))) => (whole, Some(end)),
        _ => (name, None),
    }
}
