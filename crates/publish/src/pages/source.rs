//! The page of one source: what it is, how much was read, where its bytes are, why it is linked or not, and every
//! statement taken from it in order. The list of sources is in `sources`.

use super::custody::{self, Came, Examined};
use super::parts::{self, Link, capital, noted};
use crate::card::{Card, card};
use crate::furniture::Words;
use crate::input::ClearedSource;
use crate::page::{Page, Said, Step, serialized};
use crate::site::Site;
use crate::words_dates::date;
use firsthand_model::words::ReadExtent;
use firsthand_model::{Hold, Kind, OriginalRecord, Session, Source};
use minijinja::Value;
use serde::Serialize;

#[derive(Debug, Serialize)]
struct Context {
    title: Said,
    lede: String,
    facts: Vec<Fact>,
    note: Option<Said>,
    doubtful: bool,
    original: String,
    digest: Option<String>,
    size: Option<String>,
    came: Option<Came>,
    examined: Vec<Examined>,
    outside: Option<String>,
    rule: Option<Said>,
    text: String,
    presents: Vec<Link>,
    presented_by: Vec<Link>,
    statements: Vec<Card>,
    sessions: Vec<Value>,
    events: Vec<Link>,
    watch: Option<String>,
    /// Whether browsers play it.
    plays: bool,
    transcript: Option<String>,
}

#[derive(Debug, Serialize)]
struct Fact {
    label: String,
    value: Said,
    mark: Option<String>,
}

/// A page for every source in every language of the dossier.
pub fn pages(site: &Site) -> Vec<Page> {
    parts::in_each_language(site, &site.input.sources).filter_map(|(lang, cleared)| page(site, lang, cleared)).collect()
}

fn page(site: &Site, lang: &str, cleared: &ClearedSource) -> Option<Page> {
    let source = &cleared.source;
    let id = source.id.as_str();
    let path = site.target(lang, Kind::Source, id)?;
    let words = site.words(lang);
    let kicker = words.fill("source.kicker", &[("id", &parts::label(site, Kind::Source, id))]);
    let list = Step::to(words.t("source.list_title"), Some(site.near(&path, "sources/index.html")));
    let note = source.content_note.as_deref();
    let mut walk = vec![Step::plain(words.t("source.walk_this"))];
    walk.extend(parts::entry_step(site, &words, Kind::Source, id));
    Some(Page {
        title: format!("{kicker}: {}", source.what.as_deref().unwrap_or_default()),
        template: "source.html",
        section: "sources",
        crumbs: vec![list, Step::plain(kicker)],
        content_note: note.map(|note| site.said(lang, Kind::Source, id, "content_note", note)),
        walk,
        lang: lang.to_owned(),
        alternate: None,
        context: serialized(&context(site, &path, cleared)),
        path,
    })
}

fn context(site: &Site, path: &str, cleared: &ClearedSource) -> Context {
    let lang = site.language_of(path);
    let words = site.words(lang);
    let source = &cleared.source;
    let id = source.id.as_str();
    let original = site.input.originals.get(&source.id);
    Context {
        title: capital(&site.said(lang, Kind::Source, id, "what", source.what.as_deref().unwrap_or(id))),
        lede: words.t(&format!("source.lede_{}", extent_key(source.read_extent))),
        facts: facts(site, lang, source),
        note: source.access_note.as_deref().map(|note| site.said(lang, Kind::Source, id, "access_note", note)),
        doubtful: source.doubtful == Some(true),
        original: hold_sentence(&words, original),
        digest: digest(original),
        size: original
            .and_then(|original| original.size_bytes)
            .map(|n| words.fill("source.size", &[("n", &words.number(n))])),
        came: custody::came(site, lang, &source.id),
        examined: custody::examined(site, lang, &source.id),
        outside: cleared.link.clone(),
        rule: cleared.link.is_none().then(|| rule(site, lang, source)),
        text: keyed(&words, "source.ship_", source.ship_text.as_deref().unwrap_or("no")),
        presents: source.depends_on.iter().filter_map(|other| parts::source_link(site, path, other.as_str())).collect(),
        presented_by: presented_by(site, path, source),
        statements: statements(site, path, source),
        sessions: sessions(site, path, id),
        events: events(site, path, id),
        watch: crate::play::watch_link(site, path, id),
        plays: site.recording(id).is_some_and(|recording| recording.file.form.plays()),
        transcript: crate::alone::transcript_link(site, path, id),
    }
}

fn facts(site: &Site, lang: &str, source: &Source) -> Vec<Fact> {
    let words = site.words(lang);
    let coded = |text: &Option<String>| text.as_deref().map(|text| site.coded(lang, text));
    let own = |text: String| Some(site.text_in(lang, lang, &text, false));
    let day = source
        .date_edtf
        .as_deref()
        .map(|edtf| date(&words, edtf))
        .unwrap_or_else(|| words.t("source.date_unconfirmed"));
    let mark = source.date_mark.as_deref().filter(|_| source.date_edtf.is_some());
    let mark = mark.map(|mark| words.fill("source.date_mark", &[("mark", &mark)]));
    let langs = if source.langs.is_empty() { coded(&source.lang) } else { own(languages(&words, source)) };
    let access = source
        .access_kind
        .as_deref()
        .map(|word| words.get(&format!("source.access_{word}")).map_or_else(|| word.to_owned(), str::to_owned));
    let rows = [
        ("source.kind", coded(&source.kind), None),
        ("source.author", coded(&source.author_or_body).or_else(|| own(words.t("source.author_none"))), None),
        ("source.date", own(day), mark),
        ("source.langs", langs, None),
        ("source.read", own(extent(&words, source.read_extent)), None),
        ("source.access", access.and_then(own), None),
    ];
    let fact = |(label, value, mark): (&str, Option<Said>, Option<String>)| {
        value.map(|value| Fact { label: words.t(label), value, mark })
    };
    rows.into_iter().filter_map(fact).collect()
}

/// The source's languages, named in the page's language; a code that has no name here stays a code.
pub fn languages(words: &Words, source: &Source) -> String {
    let name = |lang: &String| words.get(&format!("source.lang_{lang}")).map_or_else(|| lang.clone(), str::to_owned);
    source.langs.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// How much was read, in words.
pub fn extent(words: &Words, extent: Option<ReadExtent>) -> String {
    words.t(&format!("source.extent_{}", extent_key(extent)))
}

/// The same as the end of a key.
pub fn extent_key(extent: Option<ReadExtent>) -> String {
    extent.map_or_else(|| "none".into(), |extent| extent.word().replace(' ', "_"))
}

/// The SHA-256 of an original, without its prefix.
pub fn digest(original: Option<&OriginalRecord>) -> Option<String> {
    let hex = original?.sha256.as_deref()?;
    Some(hex.trim_start_matches("sha256:").to_owned())
}

/// Whether an original is held, and what stands in its place where it is not.
pub fn hold_sentence(words: &Words, original: Option<&OriginalRecord>) -> String {
    let Some(original) = original else { return words.t("source.original_none") };
    let has_digest = original.sha256.is_some();
    match original.hold {
        Hold::Held => words.t("source.original_held"),
        Hold::Referenced if has_digest => words.t("source.original_referenced"),
        Hold::Referenced => words.t("source.original_none"),
        Hold::Erased => words.t("source.original_erased"),
    }
}

/// Why a source is cited and not linked: in the words of its row where they say it, else by its rule.
fn rule(site: &Site, lang: &str, source: &Source) -> Said {
    let words = site.words(lang);
    if let Some(why) = source.public_link_rule.as_ref() {
        return parts::clause(site, lang, Kind::Source, source.id.as_str(), "public_link_rule", Some(why));
    }
    let technical = source.link_rule.as_deref().unwrap_or("other");
    let text = if technical == "link" && source.public_link != Some(true) {
        words.t("source.rule_private")
    } else {
        keyed(&words, "source.rule_", technical)
    };
    site.text_in(lang, lang, &text, false)
}

/// The word of a key with an open end, or the one for every other.
fn keyed(words: &Words, stem: &str, end: &str) -> String {
    words.get(&format!("{stem}{end}")).map_or_else(|| words.t(&format!("{stem}other")), str::to_owned)
}

fn presented_by(site: &Site, path: &str, source: &Source) -> Vec<Link> {
    let others = site.input.sources.iter().filter(|other| other.source.depends_on.contains(&source.id));
    others.filter_map(|other| parts::source_link(site, path, other.source.id.as_str())).collect()
}

fn statements(site: &Site, path: &str, source: &Source) -> Vec<Card> {
    let own = site.input.statements.iter().filter(|cleared| cleared.statement.source.as_ref() == Some(&source.id));
    own.filter_map(|cleared| card(site, path, cleared.statement.id.as_str())).collect()
}

fn sessions(site: &Site, path: &str, id: &str) -> Vec<Value> {
    let of_source = |session: &&Session| session.source_id.as_ref().is_some_and(|source| source.as_str() == id);
    site.input.sessions.iter().filter(of_source).map(|session| session_line(site, path, session)).collect()
}

/// A session in one line: when, where, what it was, and the note on it.
pub fn session_line(site: &Site, path: &str, session: &Session) -> Value {
    let words = site.words(site.language_of(path));
    let when = session.date.as_deref().map(|edtf| crate::render::escape(&date(&words, edtf)));
    let said = |text: &Option<String>| text.as_deref().map(|text| noted(site, path, text).to_string());
    let asked = session.interviewer.as_deref().map(|who| words.fill("source.session_by", &[("who", &who)]));
    let interpreter =
        session.interpreter.as_deref().map(|who| words.fill("source.session_interpreter", &[("who", &who)]));
    let custody = (session.duress == Some(true)).then(|| words.t("common.duress"));
    let escaped = |text: Option<String>| text.map(|text| crate::render::escape(&text));
    let pieces = [
        when,
        said(&session.place),
        said(&session.circumstances),
        escaped(asked),
        escaped(interpreter),
        escaped(custody),
        said(&session.note),
    ];
    Value::from_safe_string(pieces.into_iter().flatten().collect::<Vec<_>>().join(" · "))
}

fn events(site: &Site, path: &str, id: &str) -> Vec<Link> {
    let lang = site.language_of(path);
    let uses = site.input.events.iter().filter(|event| event.source_ids.iter().any(|source| source.as_str() == id));
    let link = |event: &firsthand_model::Event| Link {
        text: parts::event_said(site, lang, event),
        href: site.link(path, Kind::Event, event.id.as_str()),
    };
    uses.map(link).collect()
}
