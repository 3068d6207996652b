//! The list of questions: what is asked, where it stands, how many answers of how many speakers.

use super::standing::{self, Mark, standings};
use crate::page::{Page, Said, serialized};
use crate::site::Site;
use firsthand_model::{AnswerType, Kind, Question};
use serde::Serialize;

#[derive(Debug, Serialize)]
struct QuestionsView {
    total: usize,
    questions: Vec<Entry>,
}

#[derive(Debug, Serialize)]
struct Entry {
    text: Said,
    href: Option<String>,
    marks: Vec<Mark>,
    judged: bool,
    kind: String,
    counted: String,
    headline: Option<Said>,
    brief: Option<Said>,
}

/// The list in every language.
pub fn pages(site: &Site) -> Vec<Page> {
    site.languages.iter().map(|lang| page(site, lang)).collect()
}

fn page(site: &Site, lang: &str) -> Page {
    let words = site.words(lang);
    let path = site.path(lang, "questions/index.html");
    let questions = site.input.questions.iter().map(|question| entry(site, &path, question)).collect();
    Page {
        lang: lang.to_owned(),
        title: words.t("question.list_title"),
        template: "questions.html",
        section: "questions",
        walk: super::question::walk_from_list(site, &path, words.t("question.walk_list")),
        context: serialized(&QuestionsView { total: site.input.questions.len(), questions }),
        path,
        ..Page::default()
    }
}

fn entry(site: &Site, from: &str, question: &Question) -> Entry {
    let lang = site.language_of(from);
    let words = site.words(lang);
    let finding = standings(site, question).iter().find_map(|stands| stands.finding);
    let kind = question.types.first().copied().unwrap_or(AnswerType::Text);
    let headline = finding.and_then(|finding| {
        let text = finding.headline.as_deref()?;
        Some(site.said(lang, Kind::Finding, finding.id.as_str(), "headline", text))
    });
    Entry {
        text: standing::text(site, lang, question),
        href: site.link(from, Kind::Question, question.id.as_str()),
        marks: standing::marks(site, lang, question),
        judged: finding.is_some(),
        kind: words.t(&format!("common.type_{}", kind.word())),
        counted: standing::counted(site, lang, question),
        brief: if headline.is_some() { None } else { standing::answers_in_brief(site, lang, question, 5) },
        headline,
    }
}
