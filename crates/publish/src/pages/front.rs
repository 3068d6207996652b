//! The front page: what is established on these sources, contested, open; then what to read, ask and look at.
//! Origins are never told here.

use super::standing::{self, standings};
use crate::page::{Page, Said, serialized};
use crate::site::Site;
use crate::words::join;
use firsthand_model::words::FindingStatus;
use firsthand_model::{Account, Finding, Kind, Question};
use serde::Serialize;
use std::collections::BTreeSet;

/// Answers named under a contested question.
const ANSWERS_NAMED: usize = 8;

#[derive(Debug, Serialize)]
struct FrontView {
    over: String,
    headline: Said,
    standfirst: Option<Said>,
    notice: Option<Said>,
    content_note: Option<Said>,
    lists: Vec<List>,
    read: Vec<Entry>,
    ask: Vec<Entry>,
    look: Vec<Entry>,
    imprint: Vec<(String, Said)>,
}

#[derive(Debug, Serialize)]
struct List {
    status: &'static str,
    title: String,
    what: String,
    entries: Vec<Entry>,
}

#[derive(Debug, Serialize)]
struct Entry {
    text: Said,
    href: Option<String>,
    sub: Option<Said>,
}

/// The front page in every language.
pub fn pages(site: &Site) -> Vec<Page> {
    site.languages.iter().map(|lang| page(site, lang)).collect()
}

fn page(site: &Site, lang: &str) -> Page {
    let words = site.words(lang);
    let path = site.path(lang, "index.html");
    let title = site.setting(lang, "title").unwrap_or_default();
    Page {
        lang: lang.to_owned(),
        title: title.text.clone(),
        template: "front.html",
        walk: super::question::walk_from_list(site, &path, words.t("front.walk_here")),
        context: serialized(&view(site, lang, &path)),
        path,
        ..Page::default()
    }
}

fn view(site: &Site, lang: &str, from: &str) -> FrontView {
    let words = site.words(lang);
    let input = site.input;
    let counts = [
        words.count("common.sources", input.sources.len()),
        words.count("common.statements", input.statements.len()),
        words.count("common.questions", input.questions.len()),
    ];
    FrontView {
        over: words.fill("front.over", &[("counts", &counts.join(", "))]),
        headline: site.setting(lang, "headline").or_else(|| site.setting(lang, "title")).unwrap_or_default(),
        standfirst: site.setting(lang, "standfirst"),
        notice: site.setting(lang, "notice"),
        content_note: site.setting(lang, "content_note"),
        lists: [FindingStatus::Established, FindingStatus::Contested, FindingStatus::Open]
            .map(|status| list(site, from, status))
            .into(),
        read: read(site, from),
        ask: input.questions.iter().map(|question| asked(site, from, question, None)).collect(),
        look: look(site, from),
        imprint: imprint(site, lang),
    }
}

/// Who publishes, who made what, on which terms, and how to tell of a mistake: our label, and the words of the case.
fn imprint(site: &Site, lang: &str) -> Vec<(String, Said)> {
    let words = site.words(lang);
    let fields = ["publisher", "credit", "licence", "corrections"];
    let line = |field: &str| Some((words.t(&format!("front.{field}")), site.setting(lang, field)?));
    fields.into_iter().filter_map(line).collect()
}

fn list(site: &Site, from: &str, status: FindingStatus) -> List {
    let lang = site.language_of(from);
    let words = site.words(lang);
    let of_question = |question| {
        let stands = standings(site, question).into_iter().filter(|stands| stands.status == status);
        stands.map(move |stands| match stands.finding {
            Some(finding) => found(site, from, finding),
            None => asked(site, from, question, Some(status)),
        })
    };
    let entries = site.input.questions.iter().flat_map(of_question);
    List {
        status: status.word(),
        title: words.t(&format!("front.{}", status.word())),
        what: words.t(&format!("front.{}_what", status.word())),
        entries: entries.collect(),
    }
}

/// A finding by its headline: with those who speak for it if established, with its answers if not.
fn found(site: &Site, from: &str, finding: &Finding) -> Entry {
    let lang = site.language_of(from);
    let headline = finding.headline.as_deref().unwrap_or_default();
    let brief = || {
        let question = site.question(finding.question_id.as_ref()?.as_str())?;
        standing::answers_in_brief(site, lang, question, ANSWERS_NAMED)
    };
    Entry {
        text: site.said(lang, Kind::Finding, finding.id.as_str(), "headline", headline),
        href: site.link(from, Kind::Finding, finding.id.as_str()),
        sub: if finding.status == Some(FindingStatus::Established) { rests_on(site, lang, finding) } else { brief() },
    }
}

/// How likely and with what confidence, and the kinds of speaker whose statements speak for it. How many origins they have is not told here.
fn rests_on(site: &Site, lang: &str, finding: &Finding) -> Option<Said> {
    let words = site.words(lang);
    let bases = finding.for_statements.iter().filter_map(|id| site.statement(id.as_str())?.statement.basis);
    let families: BTreeSet<_> = bases.map(|basis| basis.family()).collect();
    let ordered = super::question::drawing::ORDER.into_iter().filter(|kind| families.contains(kind));
    let named: Vec<String> = ordered.map(|kind| words.t(&format!("front.by_{}", kind.word()))).collect();
    let list = join(&named, &words.t("common.and"));
    let rests = (!named.is_empty()).then(|| words.fill("front.rests_on", &[("list", &list)]));
    let held = super::question::held_with(site, lang, finding);
    let sentences: Vec<String> = held.into_iter().chain(rests).collect();
    (!sentences.is_empty()).then(|| site.text_in(lang, lang, &sentences.join(" "), false))
}

/// A question, with its answers in brief where it is contested, and what is missing where it is open.
fn asked(site: &Site, from: &str, question: &Question, status: Option<FindingStatus>) -> Entry {
    let lang = site.language_of(from);
    let sub = match status {
        Some(FindingStatus::Contested) => standing::answers_in_brief(site, lang, question, ANSWERS_NAMED),
        Some(_) => Some(site.text_in(lang, lang, &standing::counted(site, lang, question), false)),
        None => None,
    };
    Entry {
        text: standing::text(site, lang, question),
        href: site.link(from, Kind::Question, question.id.as_str()),
        sub,
    }
}

/// Accounts in the page's language, and those that exist in another only.
fn read(site: &Site, from: &str) -> Vec<Entry> {
    let lang = site.language_of(from);
    let own = |account: &&Account| account.translation_of.is_none();
    let mut accounts: Vec<&Account> = site.input.accounts.iter().filter(own).collect();
    accounts.sort_by_key(|account| (account.order, account.id.as_str()));
    let entry = |account: &Account| {
        let shown = site.account_in(lang, account.id.as_str()).unwrap_or(account);
        Entry {
            text: site.text_in(lang, &shown.lang, &shown.title, false),
            href: site.link(from, Kind::Account, account.id.as_str()),
            sub: shown.standfirst.as_deref().map(|text| site.text_in(lang, &shown.lang, text, false)),
        }
    };
    accounts.into_iter().map(entry).collect()
}

/// The lists of records, each with its size.
fn look(site: &Site, from: &str) -> Vec<Entry> {
    let lang = site.language_of(from);
    let words = site.words(lang);
    let input = site.input;
    let lists = [
        ("timeline", input.events.len()),
        ("people", input.people.len()),
        ("messages", input.messages.len()),
        ("places", input.places.len()),
        ("sources", input.sources.len()),
        ("prompt", input.prompts.len()),
    ];
    let entry = |(key, size): (&str, usize)| Entry {
        text: site.text_in(lang, lang, &words.t(&format!("common.nav_{key}")), false),
        href: Some(site.near(from, &format!("{key}/index.html"))),
        sub: Some(site.text_in(lang, lang, &words.count(&format!("front.look_{key}"), size), false)),
    };
    lists.into_iter().filter(|(_, size)| *size > 0).map(entry).collect()
}
