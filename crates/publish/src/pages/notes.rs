//! Notes of an account: what each citation leads to. A statement becomes a full card; events, messages, findings and
//! sources say what they are and who says so.

use super::parts::{self, Link, capital, noted};
use super::source::extent;
use crate::card::{Card, card};
use crate::furniture::Words;
use crate::page::Said;
use crate::prose;
use crate::site::Site;
use crate::words_dates::between;
use firsthand_model::{Event, Finding, Kind, Message};
use minijinja::Value;
use serde::Serialize;

/// One note, ready for the macro `note` of `notes.html`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Note {
    /// Its number, from 1; the element's id is `n<number>`.
    number: usize,
    /// Ids of the references to it.
    backs: Vec<String>,
    /// `statement`, `event`, `message`, `finding` or `source`.
    kind: &'static str,
    content_note: Option<Said>,
    card: Option<Card>,
    role: Option<Value>,
    quote: Option<Said>,
    paraphrase: bool,
    circumstances: Option<Value>,
    /// What is cited, if it is no statement.
    title: Option<Value>,
    /// What is said about it, in order.
    lines: Vec<Value>,
    sources: Vec<Link>,
    outside: Option<String>,
    more: Option<String>,
    more_label: String,
}

/// The notes of an account for the page at `from`, in order of number.
pub fn notes(site: &Site, from: &str, cited: &[prose::Note]) -> Vec<Note> {
    let numbered = cited.iter().enumerate().map(|(at, note)| (at + 1, note));
    numbered
        .map(|(number, note)| Note { number, backs: note.reference_ids(number), ..content(site, from, &note.handle) })
        .collect()
}

/// Whether a handle is one that a note can be made of.
pub fn is_known(site: &Site, handle: &str) -> bool {
    let input = site.input;
    site.statement(handle).is_some()
        || site.source(handle).is_some()
        || site.finding(handle).is_some()
        || input.events.iter().any(|event| event.id.as_str() == handle)
        || input.messages.iter().any(|message| message.id.as_str() == handle)
        || site.question(handle).is_some()
        || site.person(handle).is_some()
        || input.places.iter().any(|place| place.id.as_str() == handle)
        || input.scene_parts.iter().any(|part| part.id.as_str() == handle)
}

fn content(site: &Site, from: &str, handle: &str) -> Note {
    let input = site.input;
    if let Some(card) = card(site, from, handle) {
        return statement(site, from, card);
    }
    if let Some(event) = input.events.iter().find(|event| event.id.as_str() == handle) {
        return self::event(site, from, event);
    }
    if let Some(message) = input.messages.iter().find(|message| message.id.as_str() == handle) {
        return self::message(site, from, message);
    }
    if let Some(finding) = site.finding(handle) {
        return self::finding(site, from, finding);
    }
    if site.source(handle).is_some() {
        return source(site, from, handle);
    }
    other(site, from, handle)
}

fn statement(site: &Site, from: &str, card: Card) -> Note {
    let lang = site.language_of(from);
    let Some(cleared) = site.statement(&card.id) else { return Note::default() };
    let statement = &cleared.statement;
    let quote_lang = statement.quote_lang.as_deref().unwrap_or(site.main_language());
    let in_custody = statement.duress == Some(true);
    Note {
        kind: "statement",
        content_note: card.content_note.clone(),
        role: statement.speaker_id.as_ref().and_then(|id| role(site, from, id.as_str())),
        quote: statement.quote.as_deref().map(|quote| site.text_in(lang, quote_lang, quote, false)),
        paraphrase: statement.wording.as_deref() != Some("exact"),
        circumstances: statement
            .circumstances_note
            .as_deref()
            .filter(|_| in_custody)
            .map(|note| noted(site, from, note)),
        outside: cleared.link.clone(),
        more: card.href.clone(),
        more_label: site.words(lang).t("account.note_statement"),
        card: Some(Card { claim: capital(&card.claim), ..card }),
        ..Note::default()
    }
}

fn role(site: &Site, from: &str, id: &str) -> Option<Value> {
    let role = site.person(id)?.role.as_deref()?;
    Some(parts::said_noted(site, from, &site.said(site.language_of(from), Kind::Person, id, "role", role)))
}

fn event(site: &Site, from: &str, event: &Event) -> Note {
    let lang = site.language_of(from);
    let words = site.words(lang);
    let id = event.id.as_str();
    let when = between(&words, event.earliest.as_deref(), event.latest.as_deref()).map(plain);
    let printed = event.printed_alternatives.as_deref();
    let noted = |text| parts::noted_field(site, from, Kind::Event, id, "printed_alternatives", text);
    let printed = printed.map(|text| labelled(&words, "timeline.printed", &noted(text)));
    Note {
        kind: "event",
        content_note: event.content_note.as_deref().map(|note| site.said(lang, Kind::Event, id, "content_note", note)),
        title: Some(parts::said_noted(site, from, &parts::event_said(site, lang, event))),
        lines: [when, printed].into_iter().flatten().collect(),
        sources: parts::origins(site, from, &event.source_ids),
        more: site.link(from, Kind::Event, id),
        more_label: words.t("account.more_event"),
        ..Note::default()
    }
}

fn message(site: &Site, from: &str, message: &Message) -> Note {
    let lang = site.language_of(from);
    let words = site.words(lang);
    let id = message.id.as_str();
    let arrived =
        if message.receipt_evidence.is_empty() { "account.message_not_arrived" } else { "account.message_arrived" };
    let when = between(&words, message.earliest.as_deref(), message.latest.as_deref()).map(plain);
    let lines = [
        when,
        Some(Value::from_safe_string(super::messages::route(site, from, message))),
        Some(plain(words.t(arrived))),
    ];
    Note {
        kind: "message",
        content_note: message
            .content_note
            .as_deref()
            .map(|note| site.said(lang, Kind::Message, id, "content_note", note)),
        title: Some(parts::said_noted(site, from, &parts::message_said(site, lang, message))),
        lines: lines.into_iter().flatten().collect(),
        sources: parts::origins(site, from, &message.source_ids),
        more: site.link(from, Kind::Message, id),
        more_label: words.t("account.more_message"),
        ..Note::default()
    }
}

fn finding(site: &Site, from: &str, finding: &Finding) -> Note {
    let lang = site.language_of(from);
    let words = site.words(lang);
    let id = finding.id.as_str();
    let status = finding.status.map(|status| plain(words.t(&format!("common.status_{}", status.word()))));
    let headline = site.said(lang, Kind::Finding, id, "headline", finding.headline.as_deref().unwrap_or(id));
    let question =
        finding.question_id.as_ref().map(|id| super::statement_answers::question_link(site, from, id.as_str()));
    Note {
        kind: "finding",
        content_note: finding
            .content_note
            .as_deref()
            .map(|note| site.said(lang, Kind::Finding, id, "content_note", note)),
        title: Some(parts::said_noted(site, from, &headline)),
        lines: status
            .into_iter()
            .chain(question.map(|link| Value::from_safe_string(parts::link_html(&link))))
            .collect(),
        more: site.link(from, Kind::Finding, id),
        more_label: words.t("account.more_finding"),
        ..Note::default()
    }
}

fn source(site: &Site, from: &str, handle: &str) -> Note {
    let lang = site.language_of(from);
    let words = site.words(lang);
    let Some((cleared, line)) = site.source(handle).zip(parts::source_link(site, from, handle)) else {
        return Note::default();
    };
    let read = labelled(&words, "source.read", &plain(extent(&words, cleared.source.read_extent)));
    let doubtful = cleared.source.access_note.as_deref().filter(|_| cleared.source.doubtful == Some(true));
    Note {
        kind: "source",
        title: Some(Value::from_safe_string(parts::said_html(&line.text))),
        lines: std::iter::once(read)
            .chain(doubtful.map(|note| parts::noted_field(site, from, Kind::Source, handle, "access_note", note)))
            .collect(),
        outside: cleared.link.clone(),
        more: line.href,
        more_label: words.t("account.more_source"),
        ..Note::default()
    }
}

/// Questions, people, places and parts of the scene: their name and their page.
fn other(site: &Site, from: &str, handle: &str) -> Note {
    let lang = site.language_of(from);
    let words = site.words(lang);
    let (kind, title, label) = if site.question(handle).is_some() {
        ("question", super::statement_answers::question_link(site, from, handle).text, "account.more_question")
    } else if let Some(name) = site.person_name(lang, &handle.into()) {
        ("person", name, "account.more_person")
    } else {
        ("place", crate::words_answers::named(site, lang, handle), "account.more_place")
    };
    Note {
        kind,
        title: Some(Value::from_safe_string(parts::said_html(&capital(&title)))),
        more: site.link_any(from, handle),
        more_label: words.t(label),
        ..Note::default()
    }
}

fn plain(text: String) -> Value {
    Value::from_safe_string(crate::render::escape(&text))
}

fn labelled(words: &Words, key: &str, html: &Value) -> Value {
    Value::from_safe_string(format!("{}: {html}", crate::render::escape(&words.t(key))))
}
