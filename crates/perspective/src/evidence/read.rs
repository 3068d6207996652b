//! Answers read for comparison, and the sums that some of them make. What a reading holds is in `reading`.

use super::{Evidence, Told, Unreadable};
use crate::reading::{Context, Reading};
use crate::sums::sum_checks;
use firsthand_model::answer::Misfit;
use firsthand_model::board::SumCheck;
use firsthand_model::natural::natural;
use firsthand_model::{Answer, AnswerId};
use std::slice::from_ref;

impl<'a> Evidence<'a> {
    /// Answers that no board holds because their cells make no value, in order of id.
    pub fn unreadable(&self) -> Vec<Unreadable> {
        let misfit = |&told: &Told<'a>| {
            let misfit = self.read(told).err()?;
            Some(Unreadable { answer: told.answer.id.clone(), misfit })
        };
        let mut unreadable: Vec<Unreadable> = self.answers.all().iter().filter_map(misfit).collect();
        unreadable.sort_by_cached_key(|unreadable| natural(unreadable.answer.as_str()));
        unreadable
    }

    /// Of some answers to questions that are there, those that can be read and count.
    pub(crate) fn readings<'e>(&'e self, told: &'e [Told<'a>]) -> impl Iterator<Item = (Told<'a>, Reading<'a>)> {
        told.iter().filter_map(|&told| {
            told.question_at()?;
            let reading = self.read(told).ok().filter(|reading| self.counts(reading))?;
            Some((told, reading))
        })
    }

    /// An answer by its id, if it can be read and counts, with the place of its question.
    pub(crate) fn counted(&self, answer: &AnswerId) -> Option<(usize, Reading<'a>)> {
        let told = self.answers.all().iter().find(|told| told.answer.id == *answer)?;
        let (told, reading) = self.readings(from_ref(told)).next()?;
        Some((told.question_at()?, reading))
    }

    /// The sums of a whole, where somebody gives parts of it; inside, none if a part cannot be read or is left out: what is left
    /// would not be what the source adds up.
    pub(crate) fn check(&self, whole: &Reading<'a>) -> Option<(&'a AnswerId, Vec<SumCheck>)> {
        let parts = self.answers.parts(&whole.id)?;
        let parts: Option<Vec<Reading<'_>>> = parts.iter().map(|&part| self.part(part)).collect();
        let sums = parts.map(|mut parts| {
            parts.sort_by_cached_key(|part| natural(part.id.as_str()));
            sum_checks(whole, &parts)
        });
        Some((&whole.answer.id, sums.unwrap_or_default()))
    }

    fn part(&self, answer: &'a Answer) -> Option<Reading<'a>> {
        let statement_at = self.chains.place(answer.statement_id.as_ref()?)?;
        let question = answer.question_id.as_ref().and_then(|id| self.answers.question_place(id));
        self.reading(question, answer, statement_at).ok().filter(|reading| self.counts(reading))
    }

    fn read(&self, told: Told<'a>) -> Result<Reading<'a>, Misfit> {
        self.reading(told.question_at(), told.answer, told.statement_at())
    }

    fn reading(
        &self,
        question_at: Option<usize>,
        answer: &'a Answer,
        statement_at: usize,
    ) -> Result<Reading<'a>, Misfit> {
        let spoken = self.chains.spoken(statement_at);
        let context = Context {
            statement: self.chains.statements[statement_at],
            statement_id: &spoken.id,
            statement_at,
            manner: self.chains.manner(statement_at),
            question: question_at.map(|at| self.questions[at]),
            clock: self.clock,
        };
        Reading::new(answer, context)
    }

    /// Whether it is compared, counted or added at all.
    fn counts(&self, reading: &Reading<'_>) -> bool {
        self.is_named(reading.statement_at)
    }

    /// Whether a statement may be named, and is not left out.
    pub(super) fn is_named(&self, statement_at: usize) -> bool {
        let is_left_out = self.switches.leave_out_duress && self.chains.manner(statement_at).duress;
        !is_left_out && (self.unnamed.is_empty() || !self.unnamed.contains(&self.chains.spoken(statement_at).id))
    }
}
