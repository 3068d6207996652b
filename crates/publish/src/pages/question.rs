//! The page of one question: a plain sentence, what is something else, every answer drawn by how its speaker knows,
//! the finding, and the answers that can be true together. Its parts are one file each.

mod bounds;
mod changed;
pub(crate) mod corrected;
pub mod drawing;
mod ends;
mod finding;
mod groups;
mod lead;
mod measure;
mod nearby;
pub(crate) mod reports;
pub mod scope;
mod silent;
mod sums;
mod table;
mod tree;
mod without;

use super::parts::entry_step;
use super::standing::{self, Mark, standings};
use crate::card::{Card, cards};
use crate::page::{Page, Said, Step, serialized};
use crate::site::Site;
use crate::words_answers as answers;
use crate::words_dates::between;
use finding::FindingPart;
pub use finding::{held_with, likelihood_term};
use firsthand_model::board::{Board, Scope};
use firsthand_model::words::ReadExtent;
use firsthand_model::{AnswerType, Kind, Question, StatementId};
use minijinja::Value;
use scope::ScopePart;
use serde::Serialize;
use silent::Silent;
use std::collections::BTreeSet;
use sums::Sum;
use tree::Node;

/// What `question.html` is given.
#[derive(Debug, Serialize)]
struct QuestionView {
    title: Said,
    lead: String,
    marks: Vec<Mark>,
    /// That nobody has judged the main scope, and what it is called by computing; none where a finding is on it.
    unjudged: Option<String>,
    notes: Vec<Value>,
    main: Option<ScopePart>,
    others: Vec<ScopePart>,
    singles: Vec<ScopePart>,
    in_words: Vec<ScopePart>,
    findings: Vec<FindingPart>,
    sums: Vec<Sum>,
    trees: Vec<Node>,
    silent: Vec<Silent>,
    unanswered: Vec<Card>,
    settle: Vec<String>,
    before: Option<Step>,
    after: Option<Step>,
    index: String,
}

/// The pages of every question in every language.
pub fn pages(site: &Site) -> Vec<Page> {
    let in_language = |lang: &String| {
        let numbered = site.input.questions.iter().enumerate();
        numbered.filter_map(|(index, question)| page(site, lang, index, question)).collect::<Vec<_>>()
    };
    site.languages.iter().flat_map(in_language).collect()
}

fn page(site: &Site, lang: &str, index: usize, question: &Question) -> Option<Page> {
    let id = question.id.as_str();
    let path = site.target(lang, Kind::Question, id)?;
    let title = standing::text(site, lang, question);
    Some(Page {
        lang: lang.to_owned(),
        title: title.text.clone(),
        template: "question.html",
        section: "questions",
        crumbs: crumbs(site, &path, index, question),
        content_note: question
            .content_note
            .as_deref()
            .map(|note| site.said(lang, Kind::Question, id, "content_note", note)),
        walk: walk(site, &path, question),
        context: serialized(&view(site, &path, index, question, title)),
        path,
        ..Page::default()
    })
}

/// `Question 1 of 17 · count · people held in the school · 1–3 September 2004`.
fn crumbs(site: &Site, from: &str, index: usize, question: &Question) -> Vec<Step> {
    let lang = site.language_of(from);
    let words = site.words(lang);
    let place = [("i", &(index + 1) as &dyn std::fmt::Display), ("n", &site.input.questions.len())];
    let mut steps = vec![Step::to(words.fill("question.crumb", &place), Some(site.near(from, "questions/index.html")))];
    let main = standing::main_scope(site, question);
    let kind = main.map(|scope| scope.answer_type).or(question.types.first().copied()).unwrap_or(AnswerType::Text);
    steps.push(Step::plain(words.t(&format!("common.type_{}", kind.word()))));
    let population = main.filter(|scope| scope.population.is_some()).map(|scope| answers::scope(site, lang, scope));
    steps.extend(population.filter(|said| !said.foreign).map(|said| Step::plain(said.text)));
    let moment = between(&words, question.as_of_earliest.as_deref(), question.as_of_latest.as_deref());
    steps.extend(moment.map(Step::plain));
    steps
}

/// From this page to the entry of a statement.
fn walk(site: &Site, from: &str, question: &Question) -> Vec<Step> {
    let here = Step::plain(site.words(site.language_of(from)).t("question.walk_here"));
    std::iter::once(here).chain(walk_below(site, from, question)).collect()
}

/// From a list of questions to the entry of a statement: by the first question that has a finding.
pub fn walk_from_list(site: &Site, from: &str, here: String) -> Vec<Step> {
    let words = site.words(site.language_of(from));
    let has_finding = |question: &&Question| !site.findings_on(&question.id).is_empty();
    let questions = &site.input.questions;
    let mut steps = vec![Step::plain(here)];
    if let Some(question) = questions.iter().find(has_finding).or(questions.first()) {
        let link = site.link(from, Kind::Question, question.id.as_str());
        steps.push(Step::to(words.t("question.walk_question"), link));
        steps.extend(walk_below(site, from, question));
    }
    steps
}

/// From a question by its finding to the first statement for it, its source and its entry.
fn walk_below(site: &Site, from: &str, question: &Question) -> Vec<Step> {
    let words = site.words(site.language_of(from));
    let mut steps = Vec::new();
    let finding = site.findings_on(&question.id).into_iter().next();
    if let Some(finding) = finding {
        steps.push(Step::to(words.t("question.walk_finding"), site.link(from, Kind::Finding, finding.id.as_str())));
    }
    let first = finding.and_then(|finding| finding.for_statements.first().cloned());
    let board = site.board(question.id.as_str());
    let statement = first.or_else(|| board?.scopes.first()?.answers.first().map(|scoped| scoped.statement.clone()));
    if let Some((id, cleared)) = statement.and_then(|id| site.statement(id.as_str()).map(|cleared| (id, cleared))) {
        let id = id.as_str();
        steps.push(Step::to(words.fill("common.statement_link", &[("id", &id)]), site.link(from, Kind::Statement, id)));
        if let Some(source) = cleared.statement.source.as_ref() {
            steps.push(Step::to(words.t("question.walk_source"), site.link(from, Kind::Source, source.as_str())));
        }
        steps.extend(entry_step(site, &words, Kind::Statement, id));
    }
    steps
}

fn view(site: &Site, from: &str, index: usize, question: &Question, title: Said) -> QuestionView {
    let lang = site.language_of(from);
    let empty = Board::default();
    let board = site.board(question.id.as_str()).unwrap_or(&empty);
    let parts = (0..board.scopes.len()).map(|index| scope::part(site, from, &title, board, index));
    let sorted = sort(&board.scopes, parts.collect());
    QuestionView {
        lead: lead::lead(site, lang, question, board.scopes.first()),
        marks: standing::marks(site, lang, question),
        unjudged: unjudged(site, lang, question),
        notes: nearby::notes(site, from, question, board),
        main: sorted.main,
        others: sorted.others,
        singles: sorted.singles,
        in_words: sorted.in_words,
        findings: site
            .findings_on(&question.id)
            .into_iter()
            .map(|finding| finding::part(site, from, finding))
            .collect(),
        sums: sums::sums(site, from, &board.checks),
        trees: tree::trees(site, from, question, board),
        silent: silent::rows(site, from, &board.no_answer),
        unanswered: unanswered(site, from, question),
        settle: settle(site, lang, question, board),
        before: index.checked_sub(1).and_then(|before| neighbour(site, from, before)),
        after: neighbour(site, from, index + 1),
        index: site.near(from, "questions/index.html"),
        title,
    }
}

fn unjudged(site: &Site, lang: &str, question: &Question) -> Option<String> {
    let stands = standings(site, question);
    let main = stands.first().filter(|main| main.finding.is_none())?;
    let key = if stands.len() > 1 { "no_finding_here" } else { "no_finding_long" };
    Some(site.words(lang).t(&format!("question.{key}_{}", main.status.word())))
}

/// Scopes by how they are shown.
struct Sorted {
    main: Option<ScopePart>,
    others: Vec<ScopePart>,
    singles: Vec<ScopePart>,
    in_words: Vec<ScopePart>,
}

fn sort(scopes: &[Scope], parts: Vec<ScopePart>) -> Sorted {
    let mut sorted = Sorted { main: None, others: Vec::new(), singles: Vec::new(), in_words: Vec::new() };
    for (index, (scope, part)) in scopes.iter().zip(parts).enumerate() {
        if scope.answer_type == AnswerType::Text && !part.in_words {
            let rows = part.rows.iter().filter(|row| row.meets.is_empty()).cloned().collect();
            sorted.in_words.push(ScopePart { rows, ..part.clone() });
        }
        match () {
            () if part.in_words => sorted.in_words.push(part),
            () if index == 0 => sorted.main = Some(part),
            () if scope.answers.len() > 1 => sorted.others.push(part),
            () => sorted.singles.push(part),
        }
    }
    sorted
}

/// Statements coded to this question that give no typed answer to it.
fn unanswered(site: &Site, from: &str, question: &Question) -> Vec<Card> {
    let about = |id: &StatementId| {
        site.answers_of(id.as_str()).iter().any(|answer| answer.question_id.as_ref() == Some(&question.id))
    };
    let statements = site.input.statements.iter().map(|cleared| &cleared.statement);
    let ids = statements.filter(|s| s.question.as_ref() == Some(&question.id) && !about(&s.id)).map(|s| s.id.as_str());
    cards(site, from, ids)
}

fn neighbour(site: &Site, from: &str, index: usize) -> Option<Step> {
    let question = site.input.questions.get(index)?;
    let text = standing::text(site, site.language_of(from), question).text;
    Some(Step::to(text, site.link(from, Kind::Question, question.id.as_str())))
}

/// What kind of source would settle it, and how much of the sources here was read.
fn settle(site: &Site, lang: &str, question: &Question, board: &Board) -> Vec<String> {
    let words = site.words(lang);
    let kind = question.types.first().copied().unwrap_or(AnswerType::Text);
    let key = match kind {
        AnswerType::Count => "question.settle_count",
        AnswerType::Time => "question.settle_time",
        _ => "question.settle_other",
    };
    let answers = board.scopes.iter().flat_map(|scope| &scope.answers);
    let statements = answers.filter_map(|scoped| site.statement(scoped.statement.as_str()));
    let sources: BTreeSet<_> = statements.filter_map(|cleared| cleared.statement.source.clone()).collect();
    let whole = |id: &&firsthand_model::SourceId| {
        site.source(id.as_str()).is_some_and(|source| source.source.read_extent == Some(ReadExtent::Whole))
    };
    let read = sources.iter().filter(whole).count();
    let mut out = vec![words.t(key)];
    if !sources.is_empty() {
        out.push(words.count_fill("question.settle_read", sources.len(), &[("whole", &words.number(read as i64))]));
    }
    out
}
