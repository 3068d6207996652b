//! The frame around every page: head, header with navigation, notices, language switch, walk down, edition line.
//! What stands inside is in `pages`.

use crate::links::relative;
use crate::page::{Page, Said, Step};
use crate::site::Site;
use crate::words;
use crate::words_dates::date;
use serde::Serialize;
use std::collections::BTreeSet;

/// Navigation: key, which is also the word `common.nav_<key>`, and the page it leads to in each language.
const NAVIGATION: &[(&str, &str)] = &[
    ("accounts", "accounts/index.html"),
    ("questions", "questions/index.html"),
    ("timeline", "timeline/index.html"),
    ("people", "people/index.html"),
    ("messages", "messages/index.html"),
    ("places", "places/index.html"),
    ("recordings", "recordings/index.html"),
    ("sources", "sources/index.html"),
    ("prompt", "prompt/index.html"),
    ("search", "search/index.html"),
    ("method", "method/index.html"),
    ("verify", "verify/index.html"),
];

/// What `base.html` is given as `page`.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Frame {
    lang: String,
    dir: &'static str,
    title: String,
    case_title: Said,
    is_front: bool,
    /// Way to the dossier's root, `../../` or empty.
    root: String,
    home: String,
    nav: Vec<Entry>,
    edition: String,
    edition_line: String,
    languages: Vec<Other>,
    notice: Option<Said>,
    content_note: Option<Said>,
    crumbs: Vec<Step>,
    walk: Vec<Step>,
    checkpoint: String,
    /// Where a reader finds how to report a mistake.
    mistakes: String,
    path: String,
}

#[derive(Debug, Clone, Serialize)]
struct Entry {
    key: &'static str,
    label: String,
    href: String,
    current: bool,
}

#[derive(Debug, Clone, Serialize)]
struct Other {
    lang: String,
    name: String,
    href: String,
    /// Whether it is this very page, and not the front page for want of one.
    same: bool,
    current: bool,
}

pub(crate) fn of(site: &Site, page: &Page, paths: &BTreeSet<&str>) -> Frame {
    let lang = page.lang.as_str();
    let words = site.words(lang);
    let edition = &site.input.edition;
    let home = site.path(lang, "index.html");
    let day = date(&words, &edition.date);
    Frame {
        lang: lang.to_owned(),
        dir: words::direction(lang),
        title: page.title.clone(),
        case_title: site.setting(lang, "title").unwrap_or_default(),
        is_front: page.path == home,
        root: "../".repeat(page.path.matches('/').count()),
        home: relative(&page.path, &home),
        nav: navigation(site, page, paths),
        edition: words.fill("common.edition_short", &[("n", &edition.number), ("date", &day)]),
        edition_line: words.fill(
            "common.edition_line",
            &[("n", &edition.number), ("date", &day), ("position", &words.number(edition.position as i64))],
        ),
        languages: languages(site, page, paths),
        notice: site.setting(lang, "notice"),
        content_note: page.content_note.clone(),
        crumbs: page.crumbs.clone(),
        walk: page.walk.clone(),
        checkpoint: relative(&page.path, "checkpoint"),
        mistakes: format!("{}#corrections", relative(&page.path, &site.path(lang, "method/index.html"))),
        path: page.path.clone(),
    }
}

fn navigation(site: &Site, page: &Page, paths: &BTreeSet<&str>) -> Vec<Entry> {
    let words = site.words(&page.lang);
    let entry = |(key, tail): &(&'static str, &str)| {
        let here = site.path(&page.lang, tail);
        let path = if paths.contains(here.as_str()) { here } else { (*tail).to_owned() };
        paths.contains(path.as_str()).then(|| Entry {
            key,
            label: words.t(&format!("common.nav_{key}")),
            href: relative(&page.path, &path),
            current: page.section == *key,
        })
    };
    NAVIGATION.iter().filter_map(entry).collect()
}

fn languages(site: &Site, page: &Page, paths: &BTreeSet<&str>) -> Vec<Other> {
    if site.languages.len() < 2 {
        return Vec::new();
    }
    let tail = own_tail(site, page);
    let other = |lang: &String| {
        let mirrored = site.path(lang, tail);
        let explicit = page.alternate.clone().filter(|path| site.language_of(path) == lang);
        let found = explicit.or(Some(mirrored)).filter(|path| paths.contains(path.as_str()));
        let same = found.is_some();
        let path = found.unwrap_or_else(|| site.path(lang, "index.html"));
        Other {
            lang: lang.clone(),
            name: words::own_name(lang).to_owned(),
            href: relative(&page.path, &path),
            same,
            current: *lang == page.lang,
        }
    };
    site.languages.iter().map(other).collect()
}

/// The page's path without its language folder.
fn own_tail<'p>(site: &Site, page: &'p Page) -> &'p str {
    let folder = format!("{}/", page.lang);
    if page.lang == site.main_language() { &page.path } else { page.path.strip_prefix(&folder).unwrap_or(&page.path) }
}
