//! The page of one statement: who says it, how they know, through whose hands it came, what it answers, what it hangs
//! together with, where it is used, and the place in the source where it stands.

use super::dependence::{Tie, ties};
use super::parts::{self, Link, capital, link_html, said_html, sentence};
use super::statement_answers::{self, AnswerRow};
use super::statement_coding::{self, Coding};
use super::uses::{UseLine, Uses};
use crate::card::{Card, card};
use crate::furniture::Words;
use crate::input::ClearedStatement;
use crate::page::{Page, Said, Step, serialized};
use crate::site::Site;
use crate::words_answers::named;
use crate::words_dates::date;
use firsthand_model::words::Stance;
use firsthand_model::{Basis, Kind, Span, Statement};
use minijinja::Value;
use serde::Serialize;

#[derive(Debug, Serialize)]
struct Context {
    label: String,
    title: Said,
    lede: Value,
    card: Card,
    speaker_name: Option<Said>,
    speaker_role: Option<Value>,
    protection: Option<String>,
    quote: Option<Said>,
    paraphrase: bool,
    basis_sentence: String,
    basis_note: Option<Value>,
    chain: Value,
    facts: Vec<Fact>,
    duress: bool,
    circumstances_note: Option<Value>,
    answers: Vec<AnswerRow>,
    coding: Option<Coding>,
    ties: Vec<Tie>,
    uses: Vec<UseLine>,
    source: SourceBlock,
    span: Option<SpanBlock>,
    previous: Option<String>,
    next: Option<String>,
}

/// A label and what is said under it.
#[derive(Debug, Serialize)]
struct Fact {
    label: String,
    value: Said,
    mark: Option<Said>,
}

#[derive(Debug, Serialize)]
struct SourceBlock {
    link: Option<Link>,
    locator: Option<Said>,
    read_extent: String,
    original: String,
    digest: Option<String>,
    /// Which parts of the original somebody verified and which nobody did.
    verified: Option<String>,
    outside: Option<String>,
    unlinked: String,
    note: Option<Said>,
}

#[derive(Debug, Serialize)]
struct SpanBlock {
    sentence: String,
    sha256: String,
}

/// A page for every statement in every language of the dossier.
pub fn pages(site: &Site) -> Vec<Page> {
    let uses = Uses::of(site);
    let each = parts::in_each_language(site, &site.input.statements);
    each.filter_map(|(lang, cleared)| page(site, lang, cleared, &uses)).collect()
}

fn page(site: &Site, lang: &str, cleared: &ClearedStatement, uses: &Uses) -> Option<Page> {
    let statement = &cleared.statement;
    let id = statement.id.as_str();
    let path = site.target(lang, Kind::Statement, id)?;
    let words = site.words(lang);
    let label = parts::label(site, Kind::Statement, id);
    let card = card(site, &path, id)?;
    let kicker = words.fill("statement.kicker", &[("id", &label)]);
    Some(Page {
        title: format!("{kicker}: {}", card.claim.text),
        template: "statement.html",
        section: "sources",
        crumbs: crumbs(site, &path, statement, kicker),
        content_note: parts::notes_before(
            std::iter::once(&card).chain(ties(site, &path, id).iter().map(|tie| &tie.other)),
        ),
        walk: walk(site, &path, &words, statement),
        lang: lang.to_owned(),
        alternate: None,
        context: serialized(&context(site, &path, cleared, card, label, uses)),
        path,
    })
}

fn crumbs(site: &Site, path: &str, statement: &Statement, kicker: String) -> Vec<Step> {
    let words = site.words(site.language_of(path));
    let mut crumbs = vec![Step::to(words.t("source.list_title"), Some(site.near(path, "sources/index.html")))];
    if let Some(id) = statement.source.as_ref() {
        let label = parts::label(site, Kind::Source, id.as_str());
        let name = words.fill("source.kicker", &[("id", &label)]);
        crumbs.push(Step::to(name, site.link(path, Kind::Source, id.as_str())));
    }
    crumbs.push(Step::plain(kicker));
    crumbs
}

fn walk(site: &Site, path: &str, words: &Words, statement: &Statement) -> Vec<Step> {
    let mut walk = vec![Step::plain(words.t("statement.walk_this"))];
    if let Some(id) = statement.source.as_ref() {
        let label = parts::label(site, Kind::Source, id.as_str());
        let name = words.fill("source.kicker", &[("id", &label)]);
        walk.push(Step::to(name, site.link(path, Kind::Source, id.as_str())));
    }
    walk.extend(statement.locator.clone().map(Step::plain));
    walk.extend(parts::entry_step(site, words, Kind::Statement, statement.id.as_str()));
    walk
}

fn context(site: &Site, path: &str, cleared: &ClearedStatement, card: Card, label: String, uses: &Uses) -> Context {
    let lang = site.language_of(path);
    let words = site.words(lang);
    let statement = &cleared.statement;
    let id = statement.id.as_str();
    Context {
        lede: Value::from_safe_string(lede(site, path, cleared, &card)),
        title: capital(&card.claim),
        speaker_name: statement.speaker_id.as_ref().and_then(|id| site.person_name(lang, id)),
        speaker_role: role(site, path, statement),
        protection: statement.speaker_protection.as_deref().map(|word| protection(&words, word)),
        quote: statement.quote.as_deref().map(|quote| {
            site.text_in(lang, statement.quote_lang.as_deref().unwrap_or(site.main_language()), quote, false)
        }),
        paraphrase: statement.wording.as_deref() != Some("exact"),
        basis_sentence: words.t(&format!("statement.basis_{}", statement.basis.unwrap_or(Basis::Unknown).word())),
        basis_note: statement
            .basis_note
            .as_deref()
            .map(|note| parts::noted_field(site, path, Kind::Statement, id, "basis_note", note)),
        chain: Value::from_safe_string(chain(site, path, statement, &card)),
        facts: facts(site, lang, statement),
        duress: statement.duress == Some(true),
        circumstances_note: statement
            .circumstances_note
            .as_deref()
            .map(|note| parts::noted_field(site, path, Kind::Statement, id, "circumstances_note", note)),
        answers: statement_answers::rows(site, path, id),
        coding: statement_coding::coding(site, lang, statement),
        ties: ties(site, path, id),
        uses: uses.lines(site, path, id),
        source: source_block(site, path, cleared),
        span: site
            .input
            .spans
            .iter()
            .find(|span| span.id.as_str() == id)
            .map(|span| span_block(&words, span, statement.quote.is_some())),
        previous: neighbour(site, path, statement, -1),
        next: neighbour(site, path, statement, 1),
        card,
        label,
    }
}

/// One sentence: who says, denies or doubts it, and in which source.
fn lede(site: &Site, path: &str, cleared: &ClearedStatement, card: &Card) -> String {
    let lang = site.language_of(path);
    let key = match cleared.statement.stance.unwrap_or(Stance::Asserts) {
        Stance::Asserts => "statement.lede".to_owned(),
        stance => format!("statement.lede_{}", stance.word()),
    };
    let source = site.source_of(cleared).map(|source| parts::source_phrase(site, lang, source)).unwrap_or_default();
    let speaker = said_html(&card.speaker);
    sentence(&site.words(lang), &key, &[("speaker", &speaker), ("source", &said_html(&source))])
}

fn role(site: &Site, path: &str, statement: &Statement) -> Option<Value> {
    let id = statement.speaker_id.as_ref()?;
    let role = site.person(id.as_str())?.role.as_deref()?;
    Some(parts::said_noted(site, path, &site.said(site.language_of(path), Kind::Person, id.as_str(), "role", role)))
}

fn protection(words: &Words, word: &str) -> String {
    let key = format!("statement.protection_{word}");
    words.get(&key).map_or_else(|| words.t("statement.protection_other"), str::to_owned)
}

/// From whom the speaker has it and through whom it came, in two sentences.
fn chain(site: &Site, path: &str, statement: &Statement, card: &Card) -> String {
    let lang = site.language_of(path);
    let words = site.words(lang);
    let known = parties(site, path, statement);
    let first = match &card.told_by {
        Some(who) => {
            let named = if known.is_empty() { String::new() } else { format!(" ({})", known.join(", ")) };
            sentence(&words, "statement.chain_from", &[("who", &format!("{}{named}", said_html(who)))])
        }
        None => sentence(&words, "statement.chain_none", &[]),
    };
    let by = carriers(site, lang, statement);
    let then = format!(", {} ", words.t("statement.then"));
    let second = match by.len() {
        0 => sentence(&words, "statement.chain_direct", &[]),
        1 => sentence(&words, "statement.chain_carrier", &[("carriers", &by[0])]),
        _ => sentence(&words, "statement.chain_carriers", &[("carriers", &by.join(&then))]),
    };
    format!("{first} {second}")
}

/// The carriers as HTML, in order; in translation, those of the whole chain as it is translated.
fn carriers(site: &Site, lang: &str, statement: &Statement) -> Vec<String> {
    let named = statement.relay_chain.iter().filter(|by| *by != "-");
    let whole = statement.relayed_through.as_deref().unwrap_or_default();
    let said = site.said(lang, Kind::Statement, statement.id.as_str(), "relayed_through", whole);
    let translated: Vec<&str> = said.text.split('>').map(str::trim).collect();
    if said.ours && translated.len() == statement.relay_chain.len() {
        return translated.iter().map(|by| said_html(&Said { text: (*by).to_owned(), ..said.clone() })).collect();
    }
    named.map(|by| said_html(&site.coded(lang, by))).collect()
}

fn parties(site: &Site, path: &str, statement: &Statement) -> Vec<String> {
    let lang = site.language_of(path);
    let link = |handle: &firsthand_model::Handle| {
        let person = site.person_name(lang, &handle.as_str().into());
        let text = person.or_else(|| parts::source_link(site, path, handle.as_str()).map(|link| link.text))?;
        Some(link_html(&Link { text, href: site.link_any(path, handle.as_str()) }))
    };
    statement.knows_from_ids.iter().filter_map(link).collect()
}

fn facts(site: &Site, lang: &str, statement: &Statement) -> Vec<Fact> {
    let words = site.words(lang);
    let own = |text: String| site.text_in(lang, lang, &text, false);
    let fact = |label: &str, value: Said, mark: Option<Said>| Fact { label: words.t(label), value, mark };
    let stance = format!("statement.stance_{}", statement.stance.unwrap_or(Stance::Asserts).word());
    let mut facts = vec![fact("statement.stance", own(words.t(&stance)), None)];
    if let Some(word) = statement.certainty_word.as_deref() {
        let whose =
            statement.certainty_wording.as_deref().map(|whose| own(words.t(&format!("statement.certainty_{whose}"))));
        facts.push(fact("statement.certainty", site.coded(lang, word), whose));
    }
    let said = statement.stated_edtf.as_deref().map(|edtf| date(&words, edtf));
    let mark = statement.stated_mark.as_deref().filter(|mark| *mark != "seed" && said.is_some());
    let mark = mark.map(|mark| own(words.fill("statement.said_mark", &[("mark", &mark)])));
    facts.push(fact("statement.said_at", own(said.unwrap_or_else(|| words.t("statement.said_unknown"))), mark));
    if let Some(about) = statement.about_time.as_deref() {
        facts.push(fact("statement.about_time", own(date(&words, about)), None));
    }
    if let Some(from) = &statement.seen_from {
        facts.push(fact("statement.seen_from", named(site, lang, from.as_str()), None));
    }
    facts.push(fact("statement.circumstances", circumstances(site, lang, statement), None));
    facts
}

fn circumstances(site: &Site, lang: &str, statement: &Statement) -> Said {
    let words = site.words(lang);
    let word = statement.circumstances.as_deref().unwrap_or("unknown");
    match words.get(&format!("statement.circ_{word}")) {
        Some(text) => site.text_in(lang, lang, text, false),
        None => site.coded(lang, word),
    }
}

fn source_block(site: &Site, path: &str, cleared: &ClearedStatement) -> SourceBlock {
    let lang = site.language_of(path);
    let words = site.words(lang);
    let source = site.source_of(cleared);
    let original = source.and_then(|source| site.input.originals.get(&source.source.id));
    let private = cleared.statement.public_link == Some(false);
    SourceBlock {
        link: source.and_then(|source| parts::source_link(site, path, source.source.id.as_str())),
        locator: cleared.statement.locator.as_deref().map(|locator| site.coded(lang, locator)),
        read_extent: super::source::extent(&words, source.and_then(|source| source.source.read_extent)),
        original: super::source::hold_sentence(&words, original),
        digest: super::source::digest(original),
        verified: source.and_then(|source| super::custody::verified_line(site, lang, &source.source.id)),
        outside: cleared.link.clone(),
        unlinked: words.t(if private { "statement.link_none_private" } else { "statement.link_none" }),
        note: cleared.source_note.as_deref().map(|note| {
            let of = cleared.statement.source.as_ref().map_or("", |id| id.as_str());
            site.said(lang, Kind::Source, of, "access_note", note)
        }),
    }
}

fn span_block(words: &Words, span: &Span, quoted: bool) -> SpanBlock {
    let n = |value: Option<i64>| value.map(|n| words.number(n)).unwrap_or_default();
    let places: [(&str, &dyn std::fmt::Display); 5] = [
        ("start", &n(span.byte_start)),
        ("end", &n(span.byte_end)),
        ("cstart", &n(span.char_start)),
        ("cend", &n(span.char_end)),
        ("paragraph", &n(span.paragraph)),
    ];
    SpanBlock {
        sentence: words.fill(if quoted { "statement.span_quoted" } else { "statement.span_text" }, &places),
        sha256: span.sha256.clone().unwrap_or_default(),
    }
}

/// The statement of the same source before (-1) or after (1) this one.
fn neighbour(site: &Site, path: &str, statement: &Statement, step: isize) -> Option<String> {
    let same: Vec<&Statement> =
        site.input.statements.iter().map(|s| &s.statement).filter(|other| other.source == statement.source).collect();
    let at = same.iter().position(|other| other.id == statement.id)?;
    let other = same.get(at.checked_add_signed(step)?)?;
    site.link(path, Kind::Statement, other.id.as_str())
}
