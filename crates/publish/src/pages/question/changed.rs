//! How a figure changed, as a table: the figures of one scope in order of saying, each with those in whose place its speaker
//! puts it and with those who only repeat it. What changed is decided in `perspective`.

use crate::card::{Card, card};
use crate::page::Said;
use crate::site::Site;
use crate::words_answers::value;
use firsthand_model::board::Scope;
use firsthand_model::history::{Figure, ScopeHistory};
use firsthand_model::{AnswerId, AnswerType};
use serde::Serialize;

/// One figure as a row.
#[derive(Debug, Clone, Serialize)]
pub struct ChangedRow {
    /// Its statement.
    pub card: Card,
    /// The figure in words.
    pub value: Said,
    /// Earlier figures of the same speaker in whose place it stands, and figures from which it comes.
    pub before: Vec<Earlier>,
    /// Statements that only repeat it.
    pub again: Vec<Card>,
}

/// A figure that came before another.
#[derive(Debug, Clone, Serialize)]
pub struct Earlier {
    /// The figure in words.
    pub value: Said,
    /// Its statement.
    pub card: Card,
    /// How it stands to the later one, in words.
    pub how: String,
}

/// The figures of a scope in order of saying; none where fewer than two are figures of their own.
pub fn changed(site: &Site, from: &str, scope: &Scope) -> Vec<ChangedRow> {
    let histories = site.input.histories.iter().flat_map(|history| &history.scopes);
    let of_scope = |other: &&ScopeHistory| {
        (&other.population, &other.unit, other.tally) == (&scope.population, &scope.unit, scope.tally)
            && scope.answers.iter().any(|scoped| other.figures.iter().any(|figure| figure.answer == scoped.answer))
    };
    let is_count = scope.answer_type == AnswerType::Count;
    let Some(history) = histories.filter(|_| is_count).find(of_scope) else { return Vec::new() };
    let own = history.figures.iter().filter(|figure| figure.repeats.is_none());
    let rows: Vec<ChangedRow> = own.filter_map(|figure| row(site, from, history, figure)).collect();
    if rows.len() < 2 { Vec::new() } else { rows }
}

fn row(site: &Site, from: &str, history: &ScopeHistory, figure: &Figure) -> Option<ChangedRow> {
    let words = site.words(site.language_of(from));
    let replaced = figure.replaces.iter().map(|one| (&one.answer, format!("question.changed_{}", one.why)));
    let sources = figure.rests_on.iter().map(|answer| (answer, "question.changed_from".to_owned()));
    let earlier = |(answer, key): (&AnswerId, String)| {
        let of = history.figures.iter().find(|other| other.answer == *answer)?;
        let is_said_already = |root: &AnswerId| figure.replaces.iter().any(|one| one.answer == *root);
        if of.repeats.as_ref().is_some_and(is_said_already) {
            return None;
        }
        Some(Earlier { value: in_words(site, from, of)?, card: shown(site, from, of)?, how: words.t(&key) })
    };
    let again = history.figures.iter().filter(|other| other.repeats.as_ref() == Some(&figure.answer));
    Some(ChangedRow {
        card: shown(site, from, figure)?,
        value: in_words(site, from, figure)?,
        before: replaced.chain(sources).filter_map(earlier).collect(),
        again: again.filter_map(|other| shown(site, from, other)).collect(),
    })
}

fn shown(site: &Site, from: &str, figure: &Figure) -> Option<Card> {
    card(site, from, figure.statement.as_str())
}

fn in_words(site: &Site, from: &str, figure: &Figure) -> Option<Said> {
    let answer = site.answer(figure.answer.as_str())?;
    let is_about = figure.label.starts_with("about ");
    Some(value(site, site.language_of(from), answer, is_about))
}
