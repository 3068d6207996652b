//! Messages as a list: when, from whom, through whom, to whom, what, and who says that it was sent and that it arrived.

use super::parts::{self, Link, noted, sentence};
use crate::card::{Card, cards};
use crate::figure::Figure;
use crate::figures;
use crate::page::{Page, Said, Step, serialized};
use crate::render::escape;
use crate::site::Site;
use crate::words_dates::between;
use firsthand_model::{Kind, Message, PersonId};
use minijinja::Value;
use serde::Serialize;

#[derive(Debug, Serialize)]
struct Context {
    lede: String,
    unarrived: Option<String>,
    figure: Option<Figure>,
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    anchor: String,
    when: String,
    kind: String,
    content_note: Option<Said>,
    from: Value,
    through: Vec<Value>,
    to: Value,
    content: Value,
    reply: Option<Value>,
    sent: Vec<Card>,
    arrived: Vec<Card>,
    disputed: Vec<Card>,
    events: Vec<Link>,
    sources: Vec<Link>,
    note: Option<Value>,
}

/// The list in every language of the dossier, if there is a message.
pub fn pages(site: &Site) -> Vec<Page> {
    if site.input.messages.is_empty() {
        return Vec::new();
    }
    site.languages.iter().map(|lang| page(site, lang)).collect()
}

fn page(site: &Site, lang: &str) -> Page {
    let words = site.words(lang);
    let path = site.path(lang, "messages/index.html");
    let unarrived = site.input.messages.iter().filter(|message| message.receipt_evidence.is_empty()).count();
    let context = Context {
        lede: words.count("messages.lede", site.input.messages.len()),
        unarrived: (unarrived > 0).then(|| words.count("messages.lede_unarrived", unarrived)),
        figure: figures::messages(site, &path),
        rows: site.input.messages.iter().map(|message| row(site, &path, message)).collect(),
    };
    let said = context.rows.iter().flat_map(|row| row.sent.iter().chain(&row.arrived).chain(&row.disputed));
    Page {
        title: words.t("messages.title"),
        template: "messages.html",
        section: "messages",
        content_note: parts::notes_before(said),
        walk: vec![Step::plain(words.t("messages.walk_this"))],
        context: serialized(&context),
        lang: lang.to_owned(),
        path,
        ..Page::default()
    }
}

fn row(site: &Site, path: &str, message: &Message) -> Row {
    let lang = site.language_of(path);
    let words = site.words(lang);
    let id = message.id.as_str();
    let when = between(&words, message.earliest.as_deref(), message.latest.as_deref());
    let kind = message.kind.as_deref().unwrap_or_default();
    Row {
        anchor: parts::anchor(site, Kind::Message, id),
        when: when.unwrap_or_else(|| words.t("messages.when_none")),
        kind: words.get(&format!("messages.kind_{kind}")).unwrap_or(kind).to_owned(),
        content_note: message
            .content_note
            .as_deref()
            .map(|note| site.said(lang, Kind::Message, id, "content_note", note)),
        from: Value::from_safe_string(party(site, path, message.from.as_deref(), message.from_id.as_ref())),
        through: through(site, path, message).into_iter().map(Value::from_safe_string).collect(),
        to: Value::from_safe_string(party(site, path, message.to.as_deref(), message.to_id.as_ref())),
        content: parts::said_noted(site, path, &parts::message_said(site, lang, message)),
        reply: message.reply.as_deref().map(|reply| parts::noted_field(site, path, Kind::Message, id, "reply", reply)),
        sent: cards(site, path, message.sent_by_source.iter().map(|id| id.as_str())),
        arrived: cards(site, path, message.receipt_evidence.iter().map(|id| id.as_str())),
        disputed: cards(site, path, message.disputed_by.iter().map(|id| id.as_str())),
        events: message.event_ids.iter().filter_map(|id| event(site, path, id.as_str())).collect(),
        sources: parts::origins(site, path, &message.source_ids),
        note: message.note.as_deref().map(|note| parts::noted_field(site, path, Kind::Message, id, "note", note)),
    }
}

/// A party as HTML: the registered name in the page's language, with its entry, else the words of the row.
fn party(site: &Site, path: &str, words_of_row: Option<&str>, id: Option<&PersonId>) -> String {
    let lang = site.language_of(path);
    let named = id.and_then(|id| Some((site.person_name(lang, id)?, site.link(path, Kind::Person, id.as_str()))));
    match (named, words_of_row) {
        (Some((name, href)), _) => parts::link_html(&Link { text: name, href }),
        (None, Some(text)) => noted(site, path, text).to_string(),
        (None, None) => escape(&site.words(lang).t("messages.nobody")),
    }
}

fn through(site: &Site, path: &str, message: &Message) -> Vec<String> {
    match (message.carrier.as_deref(), message.carrier_ids.as_slice()) {
        (Some(carrier), [id]) if !carrier.contains(['(', ';', ',']) => vec![party(site, path, Some(carrier), Some(id))],
        (Some(carrier), _) => vec![noted(site, path, carrier).to_string()],
        (None, ids) => ids.iter().map(|id| party(site, path, None, Some(id))).collect(),
    }
}

/// From whom through whom to whom, as one sentence of HTML.
pub fn route(site: &Site, path: &str, message: &Message) -> String {
    let words = site.words(site.language_of(path));
    let from = party(site, path, message.from.as_deref(), message.from_id.as_ref());
    let to = party(site, path, message.to.as_deref(), message.to_id.as_ref());
    let through = through(site, path, message).join(", ");
    if through.is_empty() {
        return sentence(&words, "account.message_route", &[("from", &from), ("to", &to)]);
    }
    sentence(&words, "account.message_route_through", &[("from", &from), ("to", &to), ("through", &through)])
}

fn event(site: &Site, path: &str, id: &str) -> Option<Link> {
    let event = site.input.events.iter().find(|event| event.id.as_str() == id)?;
    let text = parts::event_said(site, site.language_of(path), event);
    Some(Link { text, href: site.link(path, Kind::Event, id) })
}

/// A message in one line of plain text: from whom to whom.
pub fn route_text(site: &Site, lang: &str, message: &Message) -> String {
    let name = |text: &Option<String>, id: &Option<PersonId>| {
        let named = id.as_ref().and_then(|id| site.person_name(lang, id)).map(|name| name.text);
        named.or_else(|| text.clone()).unwrap_or_else(|| site.words(lang).t("messages.nobody"))
    };
    let said = [name(&message.from, &message.from_id), name(&message.to, &message.to_id)];
    said.join(" → ")
}
