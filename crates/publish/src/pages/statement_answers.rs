//! The answers that one statement gives, each with its question, its scope and what is particular about it.
//! Comparing answers is done in `perspective` and shown on the question's page.

use super::parts::{Link, noted};
use super::question::corrected::corrected;
use crate::furniture::Words;
use crate::page::Said;
use crate::site::Site;
use crate::words_answers;
use crate::words_dates::{between, date};
use firsthand_model::board::ScopedAnswer;
use firsthand_model::words::{PartRole, Tally};
use firsthand_model::{Answer, Kind};
use minijinja::Value;
use serde::Serialize;

/// One answer for a reader.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerRow {
    /// The question, with its page.
    pub question: Link,
    /// The value.
    pub value: Said,
    /// Whom or what it counts, or which part of the question it speaks to.
    pub population: Option<Said>,
    /// Running count, as-of moment, part of a whole, printed time.
    pub details: Vec<String>,
    /// The coder's note.
    pub note: Option<Value>,
}

/// The answers of a statement for the page at `from`.
pub fn rows(site: &Site, from: &str, statement: &str) -> Vec<AnswerRow> {
    site.answers_of(statement).iter().map(|answer| row(site, from, answer)).collect()
}

fn row(site: &Site, from: &str, answer: &Answer) -> AnswerRow {
    let lang = site.language_of(from);
    AnswerRow {
        question: question(site, from, answer),
        value: words_answers::value(site, lang, answer, about_assumed(site, answer)),
        population: answer.population.as_deref().map(|key| site.population(lang, key)),
        details: details(site, lang, answer),
        note: answer.note.as_deref().map(|note| noted(site, from, note)),
    }
}

/// A question in the page's language, with its page.
pub fn question_link(site: &Site, from: &str, id: &str) -> Link {
    let lang = site.language_of(from);
    let text = site.question(id).and_then(|question| question.question.as_deref()).unwrap_or(id);
    Link { text: site.said(lang, Kind::Question, id, "question", text), href: site.link(from, Kind::Question, id) }
}

fn question(site: &Site, from: &str, answer: &Answer) -> Link {
    answer.question_id.as_ref().map(|id| question_link(site, from, id.as_str())).unwrap_or_default()
}

/// Whether perspective reads the value as "about" because an estimate is never exact.
pub fn about_assumed(site: &Site, answer: &Answer) -> bool {
    scoped(site, answer).is_some_and(|scoped| scoped.about_assumed)
}

/// An answer as perspective reads it; none if its question has no page.
fn scoped<'s>(site: &'s Site<'_>, answer: &Answer) -> Option<&'s ScopedAnswer> {
    let board = site.board(answer.question_id.as_ref()?.as_str())?;
    board.scopes.iter().flat_map(|scope| &scope.answers).find(|scoped| scoped.answer == answer.id)
}

fn details(site: &Site, lang: &str, answer: &Answer) -> Vec<String> {
    let words = site.words(lang);
    let tally = answer.tally.map(|tally| match tally {
        Tally::Running => words.t("common.tally_running"),
        Tally::Final => words.t("common.tally_final"),
    });
    let as_of = as_of(&words, answer);
    let corrected = scoped(site, answer).and_then(|scoped| corrected(site, lang, scoped));
    [tally, as_of, part(site, lang, &words, answer), words_answers::printed(&words, answer), corrected]
        .into_iter()
        .flatten()
        .collect()
}

/// The moment described; where only its end is noted, the figure is as known then.
fn as_of(words: &Words, answer: &Answer) -> Option<String> {
    let (earliest, latest) = (answer.as_of_earliest.as_deref(), answer.as_of_latest.as_deref());
    if let (None, Some(latest)) = (earliest, latest) {
        return Some(words.fill("statement.answer_as_known", &[("when", &date(words, latest))]));
    }
    between(words, earliest, latest).map(|when| words.fill("statement.answer_as_of", &[("when", &when)]))
}

fn part(site: &Site, lang: &str, words: &Words, answer: &Answer) -> Option<String> {
    let whole = site.answer(answer.part_of.as_ref()?.as_str())?;
    let value = words_answers::value(site, lang, whole, about_assumed(site, whole));
    let key = match answer.part_role? {
        PartRole::Addend => "statement.answer_part_addend",
        PartRole::Subset => "statement.answer_part_subset",
    };
    Some(words.fill(key, &[("whole", &value.text)]))
}
