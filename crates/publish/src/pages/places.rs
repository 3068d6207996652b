//! Places and parts of the scene as lists: what the sources call them, what is known of where they are, what is not.

use super::parts::{self, Link};
use super::statement_answers::question_link;
use crate::figure::Figure;
use crate::figures;
use crate::page::{Page, Said, Step, serialized};
use crate::site::Site;
use firsthand_model::{Kind, Place, ScenePart};
use minijinja::Value;
use serde::Serialize;
use std::collections::BTreeSet;

#[derive(Debug, Serialize)]
struct Context {
    figures: Vec<Figure>,
    has_plan: bool,
    places: Vec<Entry>,
    scene: Vec<Entry>,
}

#[derive(Debug, Serialize)]
struct Entry {
    anchor: String,
    name: Value,
    content_note: Option<Said>,
    coordinates: Option<String>,
    confirmed: bool,
    status: Option<Value>,
    unconfirmed: Option<Value>,
    answers: Vec<Link>,
    sources: Vec<Link>,
}

/// The list in every language of the dossier, if there is a place.
pub fn pages(site: &Site) -> Vec<Page> {
    if site.input.places.is_empty() && site.input.scene_parts.is_empty() {
        return Vec::new();
    }
    site.languages.iter().map(|lang| page(site, lang)).collect()
}

fn page(site: &Site, lang: &str) -> Page {
    let words = site.words(lang);
    let path = site.path(lang, "places/index.html");
    let plan = figures::plan(site, &path);
    let context = Context {
        has_plan: plan.is_some(),
        figures: [plan, figures::map(site, &path)].into_iter().flatten().collect(),
        places: site.input.places.iter().map(|item| place(site, &path, item)).collect(),
        scene: site.input.scene_parts.iter().map(|item| scene_part(site, &path, item)).collect(),
    };
    Page {
        title: words.t("places.title"),
        template: "places.html",
        section: "places",
        walk: vec![Step::plain(words.t("places.walk_this"))],
        context: serialized(&context),
        lang: lang.to_owned(),
        path,
        ..Page::default()
    }
}

fn place(site: &Site, path: &str, item: &Place) -> Entry {
    let lang = site.language_of(path);
    let id = item.id.as_str();
    let pair = item.lat.as_deref().zip(item.lon.as_deref());
    Entry {
        anchor: parts::anchor(site, Kind::Place, id),
        name: name(site, path, Kind::Place, id, "place", item.place.as_deref()),
        content_note: item.content_note.as_deref().map(|note| site.said(lang, Kind::Place, id, "content_note", note)),
        coordinates: pair.map(|(lat, lon)| format!("{lat}, {lon}")),
        confirmed: item.coordinates_confirmed == Some(true),
        status: item.status.as_ref().map(|status| {
            parts::said_noted(site, path, &parts::clause(site, lang, Kind::Place, id, "status", Some(status)))
        }),
        unconfirmed: None,
        answers: answers(site, path, id),
        sources: parts::origins(site, path, &item.source_ids),
    }
}

fn scene_part(site: &Site, path: &str, item: &ScenePart) -> Entry {
    let lang = site.language_of(path);
    let id = item.id.as_str();
    let field = "what_a_public_source_says";
    let said = item.what_a_public_source_says.as_ref();
    Entry {
        anchor: parts::anchor(site, Kind::ScenePart, id),
        name: name(site, path, Kind::ScenePart, id, "part", item.part.as_deref()),
        content_note: item
            .content_note
            .as_deref()
            .map(|note| site.said(lang, Kind::ScenePart, id, "content_note", note)),
        coordinates: None,
        confirmed: false,
        status: said.map(|text| {
            parts::said_noted(site, path, &parts::clause(site, lang, Kind::ScenePart, id, field, Some(text)))
        }),
        unconfirmed: item
            .unconfirmed
            .as_deref()
            .map(|text| parts::noted_field(site, path, Kind::ScenePart, id, "unconfirmed", text)),
        answers: answers(site, path, id),
        sources: parts::origins(site, path, &item.source_ids),
    }
}

fn name(site: &Site, path: &str, kind: Kind, id: &str, field: &str, text: Option<&str>) -> Value {
    let said = site.said(site.language_of(path), kind, id, field, text.unwrap_or(id));
    parts::said_noted(site, path, &parts::capital(&said))
}

/// Questions to which an answer names this place.
fn answers(site: &Site, path: &str, id: &str) -> Vec<Link> {
    let named = site.input.answers.iter().filter(|answer| answer.option_ids.iter().any(|option| option.as_str() == id));
    let questions: BTreeSet<&str> =
        named.filter_map(|answer| answer.question_id.as_ref()).map(|id| id.as_str()).collect();
    questions.into_iter().map(|question| question_link(site, path, question)).collect()
}
