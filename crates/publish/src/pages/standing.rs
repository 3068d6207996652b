//! Where a question stands: by its finding, or computed where there is none; and what a main scope says in a few words.
//! Shared by the front page, the list of questions and the question's own page.

use crate::page::Said;
use crate::site::Site;
use crate::words_answers as answers;
use firsthand_model::board::{Board, Group, Scope};
use firsthand_model::words::FindingStatus;
use firsthand_model::{AnswerType, Finding, Kind, Question};
use serde::Serialize;
use std::collections::BTreeSet;

/// Where one scope of a question stands.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// Established, contested or open.
    pub status: FindingStatus,
    /// The finding that says so; none if it is computed.
    pub finding: Option<&'a Finding>,
    /// The population it is said of, where the question stands otherwise for another.
    pub population: Option<&'a str>,
}

/// Where a question stands: its main scope first, then every other scope that an editor has judged.
pub fn standings<'a>(site: &Site<'a>, question: &Question) -> Vec<Standing<'a>> {
    let findings = site.findings_on(&question.id);
    let Some(board) = site.board(question.id.as_str()) else {
        return vec![Standing { status: Board::default().status(&findings), finding: None, population: None }];
    };
    let (on_main, others): (Vec<_>, Vec<_>) = findings.iter().partition(|finding| board.is_on_main(finding));
    let main = board.scopes.first().and_then(|scope| scope.population.as_deref());
    let first = Standing {
        status: board.status(&findings),
        finding: on_main.first().copied(),
        population: main.filter(|_| !others.is_empty()),
    };
    let other = |finding: &'a Finding| Standing {
        status: finding.status.unwrap_or(FindingStatus::Open),
        finding: Some(finding),
        population: finding.population.as_deref(),
    };
    std::iter::once(first).chain(others.into_iter().map(other)).collect()
}

/// Where a question stands, as a mark beside it.
#[derive(Debug, Clone, Serialize)]
pub struct Mark {
    /// Established, contested or open, table word.
    pub status: &'static str,
    /// What that is said of, where the question stands otherwise for something else.
    pub of: Option<Said>,
}

/// The marks of a question, in the page's language.
pub fn marks(site: &Site, lang: &str, question: &Question) -> Vec<Mark> {
    let mark = |stands: Standing| Mark {
        status: stands.status.word(),
        of: stands.population.map(|key| site.population(lang, key)),
    };
    standings(site, question).into_iter().map(mark).collect()
}

/// The question in the page's language.
pub fn text(site: &Site, lang: &str, question: &Question) -> Said {
    let id = question.id.as_str();
    site.said(lang, Kind::Question, id, "question", question.question.as_deref().unwrap_or(id))
}

/// The scope with most answers of the question's main type.
pub fn main_scope<'a>(site: &Site<'a>, question: &Question) -> Option<&'a Scope> {
    site.board(question.id.as_str()).and_then(|board| board.scopes.first())
}

/// The label of a group in the page's language: `354`, `1,080–1,100`, `about 1,500`, an option, a time.
pub fn group_label(site: &Site, lang: &str, scope: &Scope, group: &Group) -> Said {
    let words = site.words(lang);
    let measured = matches!(scope.answer_type, AnswerType::Count | AnswerType::Time);
    let only = match group.answers.as_slice() {
        [only] if measured => site.answer(only.as_str()),
        _ => None,
    };
    if let Some(answer) = only {
        let assumed = scope.answers.iter().any(|scoped| scoped.answer == answer.id && scoped.about_assumed);
        return answers::value(site, lang, answer, assumed);
    }
    let plain = |text: String| site.text_in(lang, lang, &text, false);
    match scope.answer_type {
        AnswerType::Count => {
            let count = |end: &Option<String>| {
                let end = end.as_deref().unwrap_or_default();
                end.parse::<i64>().map_or_else(|_| end.to_owned(), |n| words.number(n))
            };
            let (min, max) = (count(&group.min), count(&group.max));
            let range = if min == max { min } else { format!("{min}–{max}") };
            plain(if scope.unit.as_deref() == Some("percent") {
                words.fill("common.percent", &[("n", &range)])
            } else {
                range
            })
        }
        AnswerType::Time => {
            let between = crate::words_dates::between(&words, group.min.as_deref(), group.max.as_deref());
            plain(between.unwrap_or_else(|| group.label.clone()))
        }
        kind => options(site, lang, kind, group),
    }
}

/// The same within its scope: clock times without the day, where all of them are of one day.
pub fn label_within(site: &Site, lang: &str, scope: &Scope, group: &Group) -> Said {
    let label = group_label(site, lang, scope, group);
    let days: BTreeSet<_> =
        scope.groups.iter().filter_map(|group| group.min.as_deref()?.split_once('T')).map(|(day, _)| day).collect();
    match (scope.answer_type, days.len(), days.first()) {
        (AnswerType::Time, 1, Some(day)) => {
            let day = crate::words_dates::date(&site.words(lang), day);
            Said { text: label.text.replace(&format!("{day}, "), ""), ..label }
        }
        _ => label,
    }
}

fn options(site: &Site, lang: &str, kind: AnswerType, group: &Group) -> Said {
    let answer = group.answers.first().and_then(|id| site.answer(id.as_str()));
    let question = answer.and_then(|answer| answer.question_id.as_ref()).and_then(|id| site.question(id.as_str()));
    let labels: Vec<Said> = group.options.iter().map(|id| answers::option(site, lang, question, kind, id)).collect();
    let text = labels.iter().map(|label| label.text.as_str()).collect::<Vec<_>>().join("; ");
    Said { text, ..labels.into_iter().next().unwrap_or_default() }
}

/// The answers of the main scope one by one: at most `most` of them, then how many more there are.
pub fn named_answers(site: &Site, lang: &str, question: &Question, most: usize) -> Option<(Vec<Said>, usize)> {
    let scope = main_scope(site, question).filter(|scope| !scope.groups.is_empty())?;
    let groups = scope.groups.iter().take(most);
    let labels = groups.map(|group| group_label(site, lang, scope, group)).collect();
    Some((labels, scope.groups.len().saturating_sub(most)))
}

/// The same in one line: `331 / 333 / 334`. What was said in custody is never shown without saying so.
pub fn answers_in_brief(site: &Site, lang: &str, question: &Question, most: usize) -> Option<Said> {
    let (labels, more) = named_answers(site, lang, question, most)?;
    let words = site.words(lang);
    let mut texts: Vec<String> = labels.iter().map(|label| label.text.clone()).collect();
    if more > 0 {
        texts.push(site.words(lang).count("question.and_more", more));
    }
    let mut text = texts.join(" / ");
    if let Some(of) = asked_of(site, lang, question) {
        text = format!("{}: {text}", of.text);
    }
    if main_scope(site, question).is_some_and(|scope| scope.answers.iter().any(|scoped| scoped.duress)) {
        text = words.fill("question.brief_custody", &[("answers", &text)]);
    }
    Some(Said { text, ..labels.into_iter().next()? })
}

/// What yes and no are said of, where the question asks several things and they alone do not tell.
pub fn asked_of(site: &Site, lang: &str, question: &Question) -> Option<Said> {
    let board = site.board(question.id.as_str()).filter(|board| board.scopes.len() > 1)?;
    let main = board.scopes.first().filter(|scope| scope.answer_type == AnswerType::YesNo)?;
    main.population.as_deref().map(|key| site.population(lang, key))
}

/// How many answers of how many speakers a question has, in words; that nothing was gathered if there are none.
pub fn counted(site: &Site, lang: &str, question: &Question) -> String {
    let words = site.words(lang);
    let Some(board) = site.board(question.id.as_str()) else { return words.t("question.nothing_gathered") };
    let answers: Vec<_> = board.scopes.iter().flat_map(|scope| &scope.answers).collect();
    if answers.is_empty() {
        return words.t("question.nothing_gathered");
    }
    let speakers = speakers(site, answers.iter().map(|scoped| scoped.statement.as_str()));
    format!("{} · {}", words.count("common.answers", answers.len()), words.count("common.speakers", speakers))
}

/// How many speakers are told apart: by id; without one, by the words they are described with in one source, since
/// "newspaper" here and there need not be the same.
pub fn speakers<'s>(site: &Site, statements: impl Iterator<Item = &'s str>) -> usize {
    let named = statements.filter_map(|id| site.statement(id)).map(|cleared| {
        let statement = &cleared.statement;
        let id = statement.speaker_id.as_ref().map(|id| id.as_str().to_owned());
        let described = || {
            let source = statement.source.as_ref().map(|id| id.as_str()).unwrap_or_default();
            format!("{source} {}", statement.speaker.as_deref().unwrap_or_default().to_lowercase())
        };
        id.unwrap_or_else(described)
    });
    named.collect::<BTreeSet<_>>().len()
}
