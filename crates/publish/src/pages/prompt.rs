//! The text that prompted the case beside the record: each of its statements in our paraphrase, with its paragraph and
//! the digest of its words, and what the sources say about it. Its words never come here.

use super::parts::{self, Link};
use super::statement_answers::question_link;
use crate::card::{Card, card, cards};
use crate::furniture::Words;
use crate::page::{Page, Said, Step, serialized};
use crate::site::Site;
use firsthand_model::{Kind, Prompt, StatementId};
use minijinja::Value;
use serde::Serialize;

#[derive(Debug, Serialize)]
struct Context {
    lede: String,
    what: Option<String>,
    what_href: Option<String>,
    tally: String,
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    anchor: String,
    number: usize,
    label: String,
    card: Option<Card>,
    paragraph: Option<i64>,
    digest: Option<String>,
    question: Option<Link>,
    support: Vec<Card>,
    differ: Vec<Card>,
    about_other: Vec<Card>,
    sources_say: Option<Value>,
    content_note: Option<Said>,
}

/// The page in every language of the dossier, if something prompted the case.
pub fn pages(site: &Site) -> Vec<Page> {
    if site.input.prompts.is_empty() {
        return Vec::new();
    }
    site.languages.iter().map(|lang| page(site, lang)).collect()
}

fn page(site: &Site, lang: &str) -> Page {
    let words = site.words(lang);
    let path = site.path(lang, "prompt/index.html");
    let context = context(site, &path, &words);
    let said = context
        .rows
        .iter()
        .flat_map(|row| row.card.iter().chain(&row.support).chain(&row.differ).chain(&row.about_other));
    Page {
        title: words.t("prompt.title"),
        template: "prompt.html",
        section: "prompt",
        content_note: parts::notes_before(said),
        walk: vec![Step::plain(words.t("prompt.walk_this"))],
        context: serialized(&context),
        lang: lang.to_owned(),
        path,
        ..Page::default()
    }
}

fn context(site: &Site, path: &str, words: &Words) -> Context {
    let prompts = &site.input.prompts;
    let source = prompts.first().and_then(|prompt| site.statement(prompt.id.as_str())).and_then(|s| site.source_of(s));
    let what = source.and_then(|cleared| cleared.source.what.as_deref());
    Context {
        lede: words.fill("prompt.lede", &[("n", &words.number(prompts.len() as i64))]),
        what: what.map(|what| words.fill("prompt.what", &[("what", &what)])),
        what_href: source.and_then(|cleared| site.link(path, Kind::Source, cleared.source.id.as_str())),
        tally: tally(words, prompts),
        rows: prompts.iter().enumerate().map(|(at, prompt)| row(site, path, at + 1, prompt)).collect(),
    }
}

fn tally(words: &Words, prompts: &[Prompt]) -> String {
    let count =
        |test: &dyn Fn(&Prompt) -> bool| words.number(prompts.iter().filter(|prompt| test(prompt)).count() as i64);
    let same = count(&|prompt| !prompt.support.is_empty());
    let otherwise = count(&|prompt| !prompt.differ.is_empty());
    let alone = count(&|prompt| prompt.support.is_empty() && prompt.differ.is_empty() && prompt.about_other.is_empty());
    let all = words.number(prompts.len() as i64);
    words.fill("prompt.tally", &[("n", &all), ("same", &same), ("otherwise", &otherwise), ("alone", &alone)])
}

fn row(site: &Site, path: &str, number: usize, prompt: &Prompt) -> Row {
    let id = prompt.id.as_str();
    let own = card(site, path, id);
    let several = |ids: &[StatementId]| cards(site, path, ids.iter().map(|id| id.as_str()));
    Row {
        anchor: parts::anchor(site, Kind::Prompt, id),
        number,
        label: parts::label(site, Kind::Statement, id),
        paragraph: prompt.paragraph,
        digest: site.input.spans.iter().find(|span| span.id.as_str() == id).and_then(|span| span.sha256.clone()),
        question: prompt.question_id.as_ref().map(|id| question_link(site, path, id.as_str())),
        support: several(&prompt.support),
        differ: several(&prompt.differ),
        about_other: several(&prompt.about_other),
        sources_say: prompt
            .sources_say
            .as_deref()
            .map(|text| parts::noted_field(site, path, Kind::Prompt, id, "sources_say", text)),
        content_note: own.as_ref().and_then(|card| card.content_note.clone()),
        card: own.map(|card| Card { claim: parts::capital(&card.claim), ..card }),
    }
}
