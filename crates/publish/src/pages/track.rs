//! One speaker's figures over time: counts that the same speaker gave to one question, by date of saying, each with what
//! it counts. Figures for different populations stand in one list because they are read together, and say so.

use super::parts::Link;
use super::statement_answers::{about_assumed, question_link};
use crate::page::Said;
use crate::site::Site;
use crate::words_answers;
use crate::words_dates::date;
use firsthand_model::{Answer, AnswerType, Kind, Statement};
use serde::Serialize;
use std::collections::BTreeMap;

/// The figures of one speaker on one question.
#[derive(Debug, Clone, Serialize)]
pub struct Track {
    question: Link,
    lines: Vec<Line>,
    /// Whether the figures are of different populations.
    mixed: bool,
}

#[derive(Debug, Clone, Serialize)]
struct Line {
    when: Option<String>,
    value: Said,
    population: Option<Said>,
    href: Option<String>,
}

/// Tracks of a speaker whose statements come in order of saying; a question with one figure alone makes none.
pub fn tracks(site: &Site, from: &str, statements: &[&Statement]) -> Vec<Track> {
    let mut by_question: BTreeMap<&str, Vec<(&Statement, &Answer)>> = BTreeMap::new();
    for statement in statements {
        for answer in site.answers_of(statement.id.as_str()).iter().filter(|answer| is_figure(answer)) {
            let question = answer.question_id.as_ref().map_or("", |id| id.as_str());
            by_question.entry(question).or_default().push((statement, answer));
        }
    }
    let several = by_question.into_iter().filter(|(_, figures)| figures.len() > 1);
    several.map(|(question, figures)| track(site, from, question, &figures)).collect()
}

fn is_figure(answer: &Answer) -> bool {
    answer.r#type == Some(AnswerType::Count) && answer.part_of.is_none()
}

fn track(site: &Site, from: &str, question: &str, figures: &[(&Statement, &Answer)]) -> Track {
    let first = figures.first().and_then(|(_, answer)| answer.population.as_deref());
    Track {
        mixed: figures.iter().any(|(_, answer)| answer.population.as_deref() != first),
        question: question_link(site, from, question),
        lines: figures.iter().map(|(statement, answer)| line(site, from, statement, answer)).collect(),
    }
}

fn line(site: &Site, from: &str, statement: &Statement, answer: &Answer) -> Line {
    let lang = site.language_of(from);
    Line {
        when: statement.stated_edtf.as_deref().map(|edtf| date(&site.words(lang), edtf)),
        value: words_answers::value(site, lang, answer, about_assumed(site, answer)),
        population: answer.population.as_deref().map(|key| site.population(lang, key)),
        href: site.link(from, Kind::Statement, statement.id.as_str()),
    }
}
