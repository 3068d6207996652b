//! Small pieces that the pages of records share: links inside noted texts, labels of records, the last steps of a walk.
//! Statements as cards are in `card`; nothing here is a page.

use crate::card::source_line;
use crate::furniture::Words;
use crate::links::relative;
use crate::page::{Said, Step};
use crate::recording::Carried;
use crate::render::escape;
use crate::site::Site;
use firsthand_model::Kind;
use minijinja::Value;
use serde::Serialize;

/// A text with an optional address inside the dossier.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Link {
    /// What it says.
    pub text: Said,
    /// Where it leads, relative to the page.
    pub href: Option<String>,
}

/// What a record is called where handles may be shown: its folder name in this edition.
pub fn label(site: &Site, kind: Kind, handle: &str) -> String {
    site.input.addresses.get(kind, handle).unwrap_or(handle).to_owned()
}

/// The fragment under which a record stands on a page of many.
pub fn anchor(site: &Site, kind: Kind, handle: &str) -> String {
    label(site, kind, handle)
}

/// The step of a walk that names a record's ledger entry; none if it stands in none.
pub fn entry_step(site: &Site, words: &Words, kind: Kind, handle: &str) -> Option<Step> {
    let mark = site.input.entries.get(&(kind, handle.to_owned()))?;
    let n = words.number(mark.seq as i64);
    Some(Step::plain(words.fill("statement.walk_entry", &[("n", &n), ("revision", &mark.revision)])))
}

/// A source in one line, with its page.
pub fn source_link(site: &Site, from: &str, id: &str) -> Option<Link> {
    let cleared = site.source(id)?;
    let line = source_line(&site.words(site.main_language()), cleared);
    Some(Link { text: site.coded(site.language_of(from), &line), href: site.link(from, Kind::Source, id) })
}

/// A source inside a sentence: who, its title in quotation marks, when.
pub fn source_phrase(site: &Site, lang: &str, cleared: &crate::input::ClearedSource) -> Said {
    let source = &cleared.source;
    let words = site.words(site.main_language());
    let title = source.what.as_deref().map(|what| format!("“{}”", what.trim_end_matches('.')));
    let day = source.date_edtf.as_deref().map(|edtf| crate::words_dates::date(&words, edtf));
    let pieces: Vec<String> = [source.author_or_body.clone(), title, day].into_iter().flatten().collect();
    site.coded(lang, &pieces.join(", "))
}

/// Sources and films named by a row, each with its page.
pub fn origins(site: &Site, from: &str, handles: &[firsthand_model::Handle]) -> Vec<Link> {
    handles.iter().filter_map(|handle| origin(site, from, handle.as_str())).collect()
}

fn origin(site: &Site, from: &str, handle: &str) -> Option<Link> {
    let media = site.input.media.iter().find(|item| item.id.as_str() == handle);
    let film = media.map(|item| Link {
        text: site.coded(site.language_of(from), item.title.as_deref().unwrap_or(handle)),
        href: site.link(from, Kind::Media, handle),
    });
    source_link(site, from, handle).or(film)
}

/// A noted text as HTML in its language: ids in it that this edition has become links.
pub fn noted(site: &Site, from: &str, text: &str) -> Value {
    said_noted(site, from, &site.coded(site.language_of(from), text))
}

/// The same for a text that may be translated.
pub fn said_noted(site: &Site, from: &str, said: &Said) -> Value {
    Value::from_safe_string(in_language(said, &linked(site, from, &said.text)))
}

/// A field of a record as HTML, in translation where there is one.
pub fn noted_field(site: &Site, from: &str, kind: Kind, id: &str, field: &str, text: &str) -> Value {
    said_noted(site, from, &site.said(site.language_of(from), kind, id, field, text))
}

/// A field that was noted as a clause and is shown as a sentence.
pub fn clause(site: &Site, lang: &str, kind: Kind, id: &str, field: &str, text: Option<&String>) -> Said {
    capital(&site.said(lang, kind, id, field, text.map_or(id, String::as_str)))
}

/// What happened, as a sentence.
pub fn event_said(site: &Site, lang: &str, event: &firsthand_model::Event) -> Said {
    clause(site, lang, Kind::Event, event.id.as_str(), "event", event.event.as_ref())
}

/// What a message said, as a sentence.
pub fn message_said(site: &Site, lang: &str, message: &firsthand_model::Message) -> Said {
    clause(site, lang, Kind::Message, message.id.as_str(), "content", message.content.as_ref())
}

/// A text as HTML in its language.
pub fn said_html(said: &Said) -> String {
    in_language(said, &escape(&said.text))
}

/// A link as HTML.
pub fn link_html(link: &Link) -> String {
    let text = said_html(&link.text);
    link.href.as_ref().map_or_else(|| text.clone(), |href| format!("<a href=\"{}\">{text}</a>", escape(href)))
}

fn in_language(said: &Said, html: &str) -> String {
    if said.foreign {
        format!("<span lang=\"{}\" dir=\"{}\">{html}</span>", escape(&said.lang), said.dir)
    } else {
        html.to_owned()
    }
}

/// A sentence of ours with pieces of HTML in its places.
pub fn sentence(words: &Words, key: &str, places: &[(&str, &str)]) -> String {
    let text = escape(&words.t(key));
    places.iter().fold(text, |text, (name, html)| text.replace(&format!("{{{name}}}"), html))
}

fn linked(site: &Site, from: &str, text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut rest = text;
    while let Some((before, handle, after)) = next_handle(rest) {
        out.push_str(&escape(before));
        match record_link(site, from, handle) {
            Some(href) => out.push_str(&format!("<a href=\"{}\">{}</a>", escape(&href), escape(handle))),
            None => out.push_str(&escape(handle)),
        }
        rest = after;
    }
    out.push_str(&escape(rest));
    out
}

fn record_link(site: &Site, from: &str, handle: &str) -> Option<String> {
    site.link_any(from, handle).or_else(|| site.link(from, Kind::Finding, handle))
}

/// The next run of a capital letter and two digits or more that stands as a word: `E029`, `Q15`, `T03`.
fn next_handle(text: &str) -> Option<(&str, &str, &str)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(start) = bytes[at..].iter().position(u8::is_ascii_uppercase).map(|found| at + found) {
        let end = start + 1 + bytes[start + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let alone = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
        if end - start >= 3 && alone(text[..start].chars().next_back()) && alone(text[end..].chars().next()) {
            return Some((&text[..start], &text[start..end], &text[end..]));
        }
        at = end;
    }
    None
}

/// The first letter as a capital, language kept: claims are noted as clauses and shown as sentences.
pub fn capital(said: &Said) -> Said {
    Said { text: crate::words::capital(&said.text), ..said.clone() }
}

/// The factual words that belong before any of these statements, each once, in the order in which they first occur.
pub fn notes_before<'c>(cards: impl IntoIterator<Item = &'c crate::card::Card>) -> Option<Said> {
    let notes: Vec<&Said> = cards.into_iter().filter_map(|card| card.content_note.as_ref()).collect();
    let mut words: Vec<&str> = Vec::new();
    for word in notes.iter().flat_map(|note| note.text.split(';')).map(str::trim) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    Some(Said { text: words.join("; "), ..(*notes.first()?).clone() })
}

/// Every language with every item: the order in which pages of a kind are made.
pub fn in_each_language<'s, T>(site: &'s Site, items: &'s [T]) -> impl Iterator<Item = (&'s str, &'s T)> {
    site.languages.iter().flat_map(move |lang| items.iter().map(move |item| (lang.as_str(), item)))
}

/// Film or sound that goes along: where it lies seen from a page, how large it is, its digest.
#[derive(Debug, Serialize)]
pub struct MediaFacts {
    media: String,
    file: String,
    size: String,
    sha256: String,
}

/// The facts of film or sound for the page at a path.
pub fn media_facts(site: &Site, path: &str, carried: &Carried) -> MediaFacts {
    let words = site.words(site.language_of(path));
    MediaFacts {
        media: relative(path, &carried.path()),
        file: carried.path(),
        size: words.number(i64::try_from(carried.size_bytes).unwrap_or(i64::MAX)),
        sha256: carried.sha256.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::next_handle;

    #[test]
    fn a_handle_stands_alone() {
        assert_eq!(next_handle("see (E173, P4) now"), Some(("see (", "E173", ", P4) now")));
        assert_eq!(next_handle("школаE173 and AE17 and T1"), None);
    }
}
