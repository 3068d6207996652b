//! The list of sources with how much of each was read, the films known of, and the occasions on which people spoke.

use super::parts::{self, Link};
use super::source::{extent, extent_key, languages, session_line};
use crate::furniture::Words;
use crate::input::ClearedSource;
use crate::page::{Page, Said, Step, serialized};
use crate::site::Site;
use crate::words_dates::date;
use firsthand_model::words::ReadExtent;
use firsthand_model::{Hold, Kind, Media, Session, Source};
use minijinja::Value;
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Debug, Serialize)]
struct Context {
    lede: String,
    tally: Vec<String>,
    rows: Vec<Row>,
    sessions: Vec<SessionRow>,
    media: Vec<MediaRow>,
}

#[derive(Debug, Serialize)]
struct Row {
    anchor: String,
    href: Option<String>,
    title: Said,
    by: Option<Said>,
    kind: Option<Said>,
    date: Option<String>,
    langs: String,
    read: String,
    hold: String,
    digest: Option<String>,
    verified: Option<String>,
    statements: String,
    note: Option<Said>,
}

#[derive(Debug, Serialize)]
struct SessionRow {
    anchor: String,
    content_note: Option<Said>,
    line: Value,
    source: Option<Link>,
}

#[derive(Debug, Serialize)]
struct MediaRow {
    anchor: String,
    title: Said,
    details: Vec<String>,
    content_note: Option<Said>,
    rule: Option<String>,
}

/// The list in every language of the dossier.
pub fn pages(site: &Site) -> Vec<Page> {
    site.languages.iter().map(|lang| page(site, lang)).collect()
}

fn page(site: &Site, lang: &str) -> Page {
    let words = site.words(lang);
    let path = site.path(lang, "sources/index.html");
    Page {
        title: words.t("source.list_title"),
        template: "sources.html",
        section: "sources",
        context: serialized(&context(site, &path)),
        walk: vec![Step::plain(words.t("common.nav_sources"))],
        lang: lang.to_owned(),
        path,
        ..Page::default()
    }
}

fn context(site: &Site, path: &str) -> Context {
    let words = site.words(site.language_of(path));
    let mut said: BTreeMap<&str, usize> = BTreeMap::new();
    for cleared in &site.input.statements {
        *said.entry(cleared.statement.source.as_ref().map_or("", |id| id.as_str())).or_default() += 1;
    }
    let count = |cleared: &ClearedSource| said.get(cleared.source.id.as_str()).copied().unwrap_or(0);
    Context {
        lede: words.count("source.list_lede", site.input.sources.len()),
        tally: tally(&words, site),
        rows: site.input.sources.iter().map(|cleared| row(site, path, cleared, count(cleared))).collect(),
        sessions: site.input.sessions.iter().map(|session| occasion(site, path, session)).collect(),
        media: site.input.media.iter().map(|item| media(site, path, item)).collect(),
    }
}

/// How many sources were read how far: sorted from whole to title only.
fn tally(words: &Words, site: &Site) -> Vec<String> {
    let extents = ReadExtent::ALL.iter().copied().map(Some).chain([None]);
    let line = |wanted: Option<ReadExtent>| {
        let n = site.input.sources.iter().filter(|cleared| cleared.source.read_extent == wanted).count();
        let text =
            words.fill("source.extent_count", &[("extent", &extent(words, wanted)), ("n", &words.number(n as i64))]);
        (n > 0).then_some(text)
    };
    extents.filter_map(line).collect()
}

fn row(site: &Site, path: &str, cleared: &ClearedSource, statements: usize) -> Row {
    let lang = site.language_of(path);
    let words = site.words(lang);
    let source = &cleared.source;
    let id = source.id.as_str();
    let coded = |text: &Option<String>| text.as_deref().map(|text| site.coded(lang, text));
    Row {
        anchor: parts::anchor(site, Kind::Source, id),
        href: site.link(path, Kind::Source, id),
        title: parts::capital(&site.said(lang, Kind::Source, id, "what", source.what.as_deref().unwrap_or(id))),
        by: coded(&source.author_or_body),
        kind: coded(&source.kind),
        date: source.date_edtf.as_deref().map(|edtf| date(&words, edtf)),
        langs: languages(&words, source),
        read: extent(&words, source.read_extent),
        hold: hold(site, &words, source),
        digest: site.input.originals.get(&source.id).and_then(|original| original.sha256.clone()),
        verified: super::custody::verified_line(site, lang, &source.id),
        statements: words.count("source.statements", statements),
        note: source
            .access_note
            .as_deref()
            .filter(|_| source.doubtful == Some(true))
            .map(|note| site.said(lang, Kind::Source, id, "access_note", note)),
    }
}

fn hold(site: &Site, words: &Words, source: &Source) -> String {
    let hold = site.input.originals.get(&source.id).map_or(Hold::Referenced, |original| original.hold);
    words.t(match hold {
        Hold::Held => "source.hold_held",
        Hold::Referenced => "source.hold_referenced",
        Hold::Erased => "source.hold_erased",
    })
}

fn occasion(site: &Site, path: &str, session: &Session) -> SessionRow {
    let id = session.id.as_str();
    let note = session.content_note.as_deref();
    SessionRow {
        anchor: parts::anchor(site, Kind::Session, id),
        content_note: note.map(|note| site.said(site.language_of(path), Kind::Session, id, "content_note", note)),
        line: session_line(site, path, session),
        source: session.source_id.as_ref().and_then(|source| parts::source_link(site, path, source.as_str())),
    }
}

fn media(site: &Site, path: &str, item: &Media) -> MediaRow {
    let lang = site.language_of(path);
    let words = site.words(lang);
    let id = item.id.as_str();
    let maker = item.maker.as_deref().map(|maker| words.fill("source.media_maker", &[("maker", &maker)]));
    let shown = item
        .first_shown_edtf
        .as_deref()
        .map(|edtf| words.fill("source.media_first_shown", &[("when", &date(&words, edtf))]));
    let length = item.length.as_deref().filter(|_| item.duration.is_some());
    let length = length.map(|length| words.fill("source.media_length", &[("length", &length)]));
    let read =
        format!("{}: {}", words.t("source.read"), words.t(&format!("source.extent_{}", extent_key(item.read_extent))));
    let note = item.content_note.as_deref();
    MediaRow {
        anchor: parts::anchor(site, Kind::Media, id),
        title: parts::capital(&site.coded(lang, item.title.as_deref().unwrap_or(id))),
        details: [maker, shown, length, Some(read)].into_iter().flatten().collect(),
        content_note: note.map(|note| site.said(lang, Kind::Media, id, "content_note", note)),
        rule: item.rule.as_deref().and_then(|rule| words.get(&format!("source.rule_{rule}"))).map(str::to_owned),
    }
}
