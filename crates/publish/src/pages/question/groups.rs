//! Answers that can be true together, as cards: one for each column, with what passed on one report in a bracket.
//! Origins are said as sentences about reports, never as a strength.

use super::reports::{self, Piece};
use crate::page::Said;
use crate::pages::standing::{group_label, label_within};
use crate::site::Site;
use crate::words::capital;
use crate::words_dates::between;
use firsthand_model::board::{Group, Scope};
use serde::Serialize;

/// One column of near answers.
#[derive(Debug, Clone, Serialize)]
pub struct Column {
    /// What it says: one answer, or from the lowest to the highest of near ones.
    pub label: Said,
    /// Whether the label is words and not a figure.
    pub in_words: bool,
    /// Sentences about its reports.
    pub about: Vec<String>,
    /// The near answers one by one, where there are several.
    pub near: Vec<Near>,
    /// Statements, alone or bracketed as one report.
    pub pieces: Vec<Piece>,
}

/// One of several near answers in a column.
#[derive(Debug, Clone, Serialize)]
pub struct Near {
    /// The answer.
    pub label: Said,
    /// A sentence about its reports.
    pub about: String,
}

/// The columns of a scope, left to right.
pub fn columns(site: &Site, from: &str, scope: &Scope) -> Vec<Column> {
    scope.columns.iter().filter_map(|indexes| column(site, from, scope, indexes)).collect()
}

fn column(site: &Site, from: &str, scope: &Scope, indexes: &[usize]) -> Option<Column> {
    let lang = site.language_of(from);
    let words = site.words(lang);
    let groups: Vec<&Group> = indexes.iter().filter_map(|index| scope.groups.get(*index)).collect();
    let first = *groups.first()?;
    let labels: Vec<Said> = groups.iter().map(|group| group_label(site, lang, scope, group)).collect();
    let several = groups.len() > 1;
    let mut about: Vec<String> = if several {
        vec![words.fill("question.near_together", &[("n", &capital(&words.spelled(groups.len())))])]
    } else {
        vec![reports::sentence(site, &words, first)]
    };
    about.extend(moment(site, lang, scope, first).filter(|_| !several));
    let near = |group: &&Group| Near {
        label: label_within(site, lang, scope, group),
        about: [Some(reports::sentence(site, &words, group)), moment(site, lang, scope, group)]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" "),
    };
    Some(Column {
        in_words: !scope.answer_type.eq(&firsthand_model::AnswerType::Count),
        label: if several { span(site, lang, scope, &groups, &labels) } else { labels[0].clone() },
        about,
        near: if several { groups.iter().map(near).collect() } else { Vec::new() },
        pieces: reports::pieces(site, from, scope, indexes),
    })
}

/// From the lowest to the highest value of near answers; a list where they have no order.
fn span(site: &Site, lang: &str, scope: &Scope, groups: &[&Group], labels: &[Said]) -> Said {
    let ends = (groups.iter().filter_map(|group| group.low).min(), groups.iter().filter_map(|group| group.high).max());
    let first = groups.iter().find(|group| group.low == ends.0);
    let last = groups.iter().find(|group| group.high == ends.1);
    if let (Some(first), Some(last), Some(_)) = (first, last, ends.0) {
        let whole = Group { min: first.min.clone(), max: last.max.clone(), answers: Vec::new(), ..(*first).clone() };
        return group_label(site, lang, scope, &whole);
    }
    let text = labels.iter().map(|label| label.text.as_str()).collect::<Vec<_>>().join(" / ");
    Said { text, ..labels[0].clone() }
}

/// The common moment of a group, where the moment parts answers.
fn moment(site: &Site, lang: &str, scope: &Scope, group: &Group) -> Option<String> {
    let words = site.words(lang);
    let moment = group.as_of.as_ref().filter(|_| scope.by_moment)?;
    let when = between(&words, moment.earliest.as_deref(), moment.latest.as_deref())?;
    Some(words.fill("question.as_of", &[("when", &when)]))
}
