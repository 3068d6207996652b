//! Whether figures that a source gives as whole and parts add up, in words.

use crate::card::{Card, card};
use crate::furniture::Words;
use crate::page::Said;
use crate::site::Site;
use firsthand_model::board::SumCheck;
use serde::Serialize;

/// One check.
#[derive(Debug, Clone, Serialize)]
pub struct Sum {
    /// `318 + 10 + 2 + 15 = 345; the source prints 334.`
    pub text: String,
    /// Whether it adds up.
    pub closes: bool,
    /// What the whole counts.
    pub population: Option<Said>,
    /// The parts by what they count.
    pub parts: Vec<Said>,
    /// The statement that gives it.
    pub card: Card,
}

/// The checks of a board.
pub fn sums(site: &Site, from: &str, checks: &[SumCheck]) -> Vec<Sum> {
    checks.iter().filter_map(|check| sum(site, from, check)).collect()
}

fn sum(site: &Site, from: &str, check: &SumCheck) -> Option<Sum> {
    let lang = site.language_of(from);
    let words = site.words(lang);
    let population = |key: Option<&str>| key.map(|key| site.population(lang, key));
    let parts = check.parts.iter().filter_map(|id| site.answer(id.as_str()));
    let addends = check.addends.iter().map(|addend| figure(&words, addend)).collect::<Vec<_>>().join(" + ");
    let key = if check.closes { "question.sum_closes" } else { "question.sum_open" };
    let places: [(&str, &dyn std::fmt::Display); 3] =
        [("addends", &addends), ("sum", &figure(&words, &check.sum)), ("stated", &figure(&words, &check.stated))];
    Some(Sum {
        text: words.fill(key, &places),
        closes: check.closes,
        population: population(check.population.as_deref()),
        parts: parts.filter_map(|answer| population(answer.population.as_deref())).collect(),
        card: card(site, from, check.statement.as_str())?,
    })
}

/// A figure in the words of a table, `317` or `> 800`, for readers.
fn figure(words: &Words, text: &str) -> String {
    let bound = |sign: &str| text.strip_prefix(sign).map(str::trim);
    let number = |text: &str| text.parse::<i64>().map_or_else(|_| text.to_owned(), |n| words.number(n));
    let filled = |key: &str, rest: &str| words.fill(&format!("common.bound_{key}"), &[("value", &number(rest))]);
    match (bound(">="), bound("<="), bound(">"), bound("<"), bound("about")) {
        (Some(rest), ..) => filled("at_least", rest),
        (_, Some(rest), ..) => filled("at_most", rest),
        (_, _, Some(rest), ..) => filled("more_than", rest),
        (_, _, _, Some(rest), _) => filled("less_than", rest),
        (.., Some(rest)) => filled("about", rest),
        _ => number(text),
    }
}
