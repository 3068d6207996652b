//! What a reader might take for an answer here and is not: figures of other populations and of other questions.
//! Shown first, under the title.

use crate::pages::parts::{Link, link_html, said_html, sentence};
use crate::pages::standing::text;
use crate::site::Site;
use crate::words_answers as answers;
use firsthand_model::board::{Board, Scope};
use firsthand_model::{AnswerType, Bound, Kind, Question, StatementId};
use minijinja::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Counts below this are too common to be taken for one another.
const TELLING: i64 = 20;

/// The notes under the title, as HTML.
pub fn notes(site: &Site, from: &str, question: &Question, board: &Board) -> Vec<Value> {
    let mut notes = other_questions(site, from, question, board);
    notes.extend(same_figure(site, from, board));
    notes.into_iter().map(Value::from_safe_string).collect()
}

/// A figure of this question that is also an answer to another, by the same or a dependent statement.
fn other_questions(site: &Site, from: &str, question: &Question, board: &Board) -> Vec<String> {
    let lang = site.language_of(from);
    let words = site.words(lang);
    let mut found: BTreeMap<(i64, &str), bool> = BTreeMap::new();
    for (value, statement) in exact_counts(board.scopes.first()) {
        let tied = tied_to(site, statement);
        let answers = tied.iter().flat_map(|id| site.answers_of(id).iter().map(move |answer| (*id, *answer)));
        for (id, answer) in answers.filter(|(_, answer)| answer.question_id.as_ref() != Some(&question.id)) {
            let same = answer.min.as_deref() == Some(&value.to_string()) && answer.r#type == Some(AnswerType::Count);
            if let (true, Some(other)) = (same, answer.question_id.as_ref()) {
                let rests = id != statement.as_str();
                found.entry((value, other.as_str())).and_modify(|r| *r |= rests).or_insert(rests);
            }
        }
    }
    let note = |((value, other), rests): (&(i64, &str), &bool)| {
        let asked = site.question(other)?;
        let link = Link { text: text(site, lang, asked), href: site.link(from, Kind::Question, other) };
        let key = if *rests { "question.also_other_question_tied" } else { "question.also_other_question" };
        Some(sentence(&words, key, &[("value", &words.number(*value)), ("question", &link_html(&link))]))
    };
    found.iter().filter_map(note).collect()
}

fn exact_counts(scope: Option<&Scope>) -> Vec<(i64, &StatementId)> {
    let answers = scope.map(|scope| scope.answers.as_slice()).unwrap_or_default();
    let exact = answers.iter().filter(|answer| answer.bound == Some(Bound::Exact) && answer.low == answer.high);
    exact
        .filter_map(|answer| Some((answer.point.or(answer.low)?, &answer.statement)))
        .filter(|(n, _)| *n >= TELLING)
        .collect()
}

/// A statement and those one recorded dependence away.
fn tied_to<'s>(site: &'s Site, statement: &'s StatementId) -> BTreeSet<&'s str> {
    let mut tied = BTreeSet::from([statement.as_str()]);
    for dependence in site.dependences_of(statement.as_str()) {
        let ends = [&dependence.from_statement, &dependence.to_statement];
        tied.extend(ends.into_iter().flatten().map(StatementId::as_str));
    }
    tied
}

/// One figure that is given for several populations of this question.
fn same_figure(site: &Site, from: &str, board: &Board) -> Vec<String> {
    let lang = site.language_of(from);
    let words = site.words(lang);
    let mut scopes_of: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
    for (index, scope) in board.scopes.iter().enumerate().filter(|(_, scope)| scope.answer_type == AnswerType::Count) {
        let values: BTreeSet<i64> = exact_counts(Some(scope)).into_iter().map(|(value, _)| value).collect();
        values.into_iter().for_each(|value| scopes_of.entry(value).or_default().push(index));
    }
    let several = |indexes: &[usize]| {
        let populations: BTreeSet<_> = indexes.iter().map(|index| &board.scopes[*index].population).collect();
        populations.len() > 1
    };
    let link = |index: &usize| {
        let text = answers::scope(site, lang, &board.scopes[*index]);
        format!("<a href=\"#scope-{}\">{}</a>", index + 1, said_html(&text))
    };
    let note = |(value, indexes): (&i64, &Vec<usize>)| {
        let list = indexes.iter().map(link).collect::<Vec<_>>().join("; ");
        sentence(&words, "question.same_figure", &[("value", &words.number(*value)), ("list", &list)])
    };
    scopes_of.iter().filter(|(_, indexes)| several(indexes)).map(note).collect()
}
