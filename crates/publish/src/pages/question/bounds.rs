//! One-sided bounds and denials, beside the groups: which answers each fits, excludes, or is not compared with.

use crate::card::{Card, card};
use crate::page::Said;
use crate::pages::standing::label_within;
use crate::site::Site;
use crate::words_answers::value;
use firsthand_model::board::{BoundNote, Scope};
use serde::Serialize;

/// One bound as a row.
#[derive(Debug, Clone, Serialize)]
pub struct Bound {
    /// Its statement.
    pub card: Card,
    /// The bound in words.
    pub value: Said,
    /// Answers within it.
    pub fits: Vec<Said>,
    /// Answers outside it.
    pub excludes: Vec<Said>,
    /// Answers about another moment.
    pub not_compared: Vec<Said>,
}

/// The bounds of a scope.
pub fn bounds(site: &Site, from: &str, scope: &Scope) -> Vec<Bound> {
    scope.bounds.iter().filter_map(|note| bound(site, from, scope, note)).collect()
}

fn bound(site: &Site, from: &str, scope: &Scope, note: &BoundNote) -> Option<Bound> {
    let lang = site.language_of(from);
    let assumed = scope.answers.iter().any(|scoped| scoped.answer == note.answer && scoped.about_assumed);
    let labels = |labels: &[String]| {
        let groups = labels.iter().filter_map(|label| scope.groups.iter().find(|group| group.label == *label));
        groups.map(|group| label_within(site, lang, scope, group)).collect()
    };
    Some(Bound {
        card: card(site, from, note.statement.as_str())?,
        value: value(site, lang, site.answer(note.answer.as_str())?, assumed),
        fits: labels(&note.fits),
        excludes: labels(&note.excludes),
        not_compared: labels(&note.not_compared),
    })
}
