//! The table under a drawing: the same answers in the same order, for eyes, ears and copying.

use super::corrected::corrected;
use super::drawing::by_family;
use crate::card::{Card, card};
use crate::page::Said;
use crate::pages::standing::label_within;
use crate::site::Site;
use crate::words_answers::{printed, value};
use crate::words_dates::between;
use firsthand_model::board::{Scope, ScopedAnswer};
use serde::Serialize;

/// One answer as a row.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Its statement.
    pub card: Card,
    /// The answer in words.
    pub value: Said,
    /// Who gave its code, of an answer in words that has one.
    pub coded_by: Option<String>,
    /// Whether "about" was put on by us.
    pub about_assumed: bool,
    /// By whom and when it was corrected, and to what, if its own speaker did.
    pub corrected: Option<String>,
    /// How a time stands in its source.
    pub printed: Option<String>,
    /// The moment it describes.
    pub as_of: Option<String>,
    /// Whether that moment was taken from the question.
    pub as_of_assumed: bool,
    /// The answers it can be true together with, by label.
    pub meets: Vec<Said>,
}

/// Every answer of a scope, in the order of its drawing.
pub fn rows(site: &Site, from: &str, scope: &Scope) -> Vec<Row> {
    let sections = by_family(site, scope).into_iter();
    sections.flat_map(|(_, rows)| rows).filter_map(|scoped| row(site, from, scope, scoped)).collect()
}

fn row(site: &Site, from: &str, scope: &Scope, scoped: &ScopedAnswer) -> Option<Row> {
    let lang = site.language_of(from);
    let words = site.words(lang);
    let as_of = scoped.as_of.as_ref();
    let answer = site.answer(scoped.answer.as_str())?;
    let meets = scoped.in_groups.iter().filter_map(|index| scope.groups.get(*index));
    Some(Row {
        card: card(site, from, scoped.statement.as_str())?,
        value: value(site, lang, answer, scoped.about_assumed),
        coded_by: coder(site, scoped).map(|who| words.fill("question.coded_by", &[("who", &who)])),
        about_assumed: scoped.about_assumed,
        corrected: corrected(site, lang, scoped),
        printed: printed(&words, answer),
        as_of: as_of.and_then(|moment| between(&words, moment.earliest.as_deref(), moment.latest.as_deref())),
        as_of_assumed: as_of.is_some_and(|moment| moment.assumed),
        meets: meets.map(|group| label_within(site, lang, scope, group)).collect(),
    })
}

/// Codes of words are somebody's reading of them: whose is said.
fn coder(site: &Site, scoped: &ScopedAnswer) -> Option<String> {
    let is_coded = !site.answer(scoped.answer.as_str())?.codes.is_empty();
    site.statement(scoped.statement.as_str())?.statement.coder.clone().filter(|_| is_coded)
}
