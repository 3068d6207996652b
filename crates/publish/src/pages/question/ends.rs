//! The lowest and the highest number that is given in a scope of counts, in words, with everybody who gives it.

use crate::card::{Card, card};
use crate::page::Said;
use crate::site::Site;
use crate::words_answers::value;
use firsthand_model::AnswerId;
use firsthand_model::board::Scope;
use firsthand_model::ends::{End, Ends, ends};
use serde::Serialize;

/// One end, ready for a template.
#[derive(Debug, Clone, Serialize)]
pub struct EndPart {
    /// `lowest` or `highest`.
    pub kind: &'static str,
    /// The end in words.
    pub sentence: String,
    /// Who gives it.
    pub given_by: Vec<Giver>,
    /// That the end is open, if it is.
    pub open: Option<String>,
    /// Who leaves it open.
    pub beyond: Vec<Giver>,
}

/// A statement that gives an end, with its answer where that says more than the number.
#[derive(Debug, Clone, Serialize)]
pub struct Giver {
    /// The statement.
    pub card: Card,
    /// Its answer in words, such as `more than 1,200`.
    pub value: Option<Said>,
}

/// The ends of a scope; none where two answers give no numbers.
pub fn parts(site: &Site, from: &str, scope: &Scope) -> Vec<EndPart> {
    let Some(Ends { lowest, highest }) = ends(scope, |id: &AnswerId| site.answer(id.as_str())) else {
        return Vec::new();
    };
    let lowest = lowest.map(|end| part(site, from, scope, "lowest", &end));
    let highest = highest.map(|end| part(site, from, scope, "highest", &end));
    lowest.into_iter().chain(highest).collect()
}

fn part(site: &Site, from: &str, scope: &Scope, kind: &'static str, end: &End) -> EndPart {
    let words = site.words(site.language_of(from));
    let number = words.number(end.value);
    let shown = match scope.unit.as_deref() {
        Some("percent") => words.fill("common.percent", &[("n", &number)]),
        Some(unit) => format!("{number} {unit}"),
        None => number,
    };
    let of_moments = if scope.by_moment { "_of_all_moments" } else { "" };
    let givers = |ids: &[AnswerId]| ids.iter().filter_map(|id| giver(site, from, scope, id, &shown)).collect();
    EndPart {
        kind,
        sentence: words.fill(&format!("question.ends_{kind}{of_moments}"), &[("value", &shown)]),
        given_by: givers(&end.answers),
        open: (!end.beyond.is_empty()).then(|| words.t(&format!("question.ends_open_{kind}"))),
        beyond: givers(&end.beyond),
    }
}

fn giver(site: &Site, from: &str, scope: &Scope, id: &AnswerId, shown: &str) -> Option<Giver> {
    let scoped = scope.answers.iter().find(|scoped| scoped.answer == *id)?;
    let said = value(site, site.language_of(from), site.answer(id.as_str())?, scoped.about_assumed);
    Some(Giver { card: card(site, from, scoped.statement.as_str())?, value: (said.text != shown).then_some(said) })
}
