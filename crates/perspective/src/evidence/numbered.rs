//! The scopes of all questions by number, so that answers are put to theirs without a look at words.

use crate::quick::Map;
use firsthand_model::words::Tally;
use firsthand_model::{Answer, AnswerType};

/// What makes a scope of a question, in the words of the first answer that has them: type, population, unit, tally.
pub(crate) type Words<'a> = (AnswerType, Option<&'a str>, Option<&'a str>, Option<Tally>);

/// Numbers of scopes. Words are looked at once for each answer, and there are few that differ.
#[derive(Debug, Clone, Default)]
pub(super) struct Numbered<'a> {
    words: Map<Words<'a>, u32>,
    /// By the place of the question and the number of the words.
    numbers: Map<(u32, u32), u32>,
    /// Of each scope the place of its question, and its words.
    scopes: Vec<(u32, Words<'a>)>,
}

impl<'a> Numbered<'a> {
    /// The number of an answer's scope.
    pub fn number(&mut self, question_at: u32, answer: &'a Answer) -> u32 {
        let answer_type = answer.r#type.unwrap_or(AnswerType::Text);
        let words = (answer_type, answer.population.as_deref(), answer.unit.as_deref(), answer.tally);
        let next = self.words.len() as u32;
        let of_words = *self.words.entry(words).or_insert(next);
        *self.numbers.entry((question_at, of_words)).or_insert_with(|| {
            self.scopes.push((question_at, words));
            self.scopes.len() as u32 - 1
        })
    }

    /// The place of a scope's question, and its words.
    pub fn scope(&self, number: u32) -> (usize, Words<'a>) {
        let (question_at, words) = self.scopes[number as usize];
        (question_at as usize, words)
    }
}
