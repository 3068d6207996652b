//! The list of recordings that go along with this edition, each with the page on which it is watched.

use super::parts::{self, capital};
use super::source::languages;
use crate::links::relative;
use crate::page::{Page, Said, Step, serialized};
use crate::play::watch_target;
use crate::recording::Recording;
use crate::site::Site;
use firsthand_model::Kind;
use serde::Serialize;

#[derive(Debug, Serialize)]
struct Context {
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    href: String,
    title: Said,
    content_note: Option<Said>,
    film: bool,
    plays: bool,
    langs: String,
    transcripts: String,
    label: String,
    verified: Option<String>,
}

/// The list in every language of the dossier, if a recording goes along.
pub fn pages(site: &Site) -> Vec<Page> {
    if site.input.recordings.is_empty() {
        return Vec::new();
    }
    site.languages.iter().map(|lang| page(site, lang)).collect()
}

fn page(site: &Site, lang: &str) -> Page {
    let words = site.words(lang);
    let path = site.path(lang, "recordings/index.html");
    let rows = site.input.recordings.iter().filter_map(|recording| row(site, lang, &path, recording)).collect();
    Page {
        title: words.t("watch.list_title"),
        template: "recordings.html",
        section: "recordings",
        walk: vec![Step::plain(words.t("watch.list_title"))],
        context: serialized(&Context { rows }),
        lang: lang.to_owned(),
        path,
        ..Page::default()
    }
}

fn row(site: &Site, lang: &str, path: &str, recording: &Recording) -> Option<Row> {
    let words = site.words(lang);
    let id = recording.source.as_str();
    let source = &site.source(id)?.source;
    Some(Row {
        href: relative(path, &watch_target(site, lang, recording)?),
        title: capital(&site.said(lang, Kind::Source, id, "what", source.what.as_deref().unwrap_or(id))),
        content_note: source
            .content_note
            .as_deref()
            .map(|note| site.said(lang, Kind::Source, id, "content_note", note)),
        film: recording.file.form.is_film(),
        plays: recording.file.form.plays(),
        langs: languages(&words, source),
        transcripts: words
            .count("watch.texts", recording.transcripts.iter().filter(|of| !of.transcript.cues.is_empty()).count()),
        label: words.fill("source.kicker", &[("id", &parts::label(site, Kind::Source, id))]),
        verified: super::custody::verified_line(site, lang, &recording.source),
    })
}
