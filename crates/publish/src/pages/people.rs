//! People, bodies and roles: names, dated roles, leanings by whoever described them, what they say in order, and the
//! figures that one speaker gave over time, and what is reported to have reached them.

mod reached;

use super::parts::{self, Link, said_noted};
use super::track::{Track, tracks};
use crate::card::{Card, card};
use crate::page::{Page, Said, Step, serialized};
use crate::site::Site;
use crate::words_dates::date;
use firsthand_model::words::PartyKind;
use firsthand_model::{Kind, Person, PersonId, Statement};
use minijinja::Value;
use serde::Serialize;

#[derive(Debug, Serialize)]
struct Context {
    groups: Vec<Group>,
}

#[derive(Debug, Serialize)]
struct Group {
    id: &'static str,
    title: String,
    entries: Vec<Entry>,
}

#[derive(Debug, Serialize)]
struct Entry {
    anchor: String,
    name: Said,
    role: Option<Value>,
    dates: Option<String>,
    dated: Vec<String>,
    content_note: Option<Said>,
    leaning: Option<Value>,
    sources: Vec<Link>,
    statements: Vec<Card>,
    named_in: Vec<Card>,
    tracks: Vec<Track>,
    reached: Vec<reached::Day>,
}

/// The list in every language of the dossier, if there is anybody in it.
pub fn pages(site: &Site) -> Vec<Page> {
    if site.input.people.is_empty() {
        return Vec::new();
    }
    site.languages.iter().map(|lang| page(site, lang)).collect()
}

fn page(site: &Site, lang: &str) -> Page {
    let words = site.words(lang);
    let path = site.path(lang, "people/index.html");
    let kinds = [("person", PartyKind::Person), ("body", PartyKind::Body), ("role", PartyKind::Role)];
    let groups: Vec<Group> = kinds.into_iter().filter_map(|(id, kind)| group(site, &path, id, kind)).collect();
    let entries = groups.iter().flat_map(|group| &group.entries);
    let content_note = parts::notes_before(entries.flat_map(|entry| entry.statements.iter().chain(&entry.named_in)));
    Page {
        title: words.t("people.title"),
        template: "people.html",
        section: "people",
        content_note,
        walk: vec![Step::plain(words.t("people.walk_this"))],
        context: serialized(&Context { groups }),
        lang: lang.to_owned(),
        path,
        ..Page::default()
    }
}

fn group(site: &Site, path: &str, id: &'static str, kind: PartyKind) -> Option<Group> {
    let of_kind = site.input.people.iter().filter(|person| person.kind.unwrap_or(PartyKind::Person) == kind);
    let entries: Vec<Entry> = of_kind.map(|person| entry(site, path, person)).collect();
    let title = site.words(site.language_of(path)).t(&format!("people.group_{id}"));
    (!entries.is_empty()).then_some(Group { id, title, entries })
}

fn entry(site: &Site, path: &str, person: &Person) -> Entry {
    let lang = site.language_of(path);
    let words = site.words(lang);
    let id = person.id.as_str();
    let role = person.role.as_deref().map(|role| site.said(lang, Kind::Person, id, "role", role));
    let leaning = person.leaning.as_deref().filter(|leaning| *leaning != "none sourced");
    Entry {
        anchor: parts::anchor(site, Kind::Person, id),
        name: site.person_name(lang, &person.id).unwrap_or_default(),
        role: role.map(|role| said_noted(site, path, &role)),
        dates: person.dates_edtf.as_deref().map(|edtf| date(&words, edtf)),
        dated: person
            .dated_points
            .iter()
            .map(|(what, when)| format!("{}: {}", what.replace('-', " "), date(&words, when)))
            .collect(),
        content_note: person
            .content_note
            .as_deref()
            .map(|note| site.said(lang, Kind::Person, id, "content_note", note)),
        leaning: leaning.map(|text| said_noted(site, path, &site.said(lang, Kind::Person, id, "leaning", text))),
        sources: person
            .role_source_ids
            .iter()
            .filter_map(|source| parts::source_link(site, path, source.as_str()))
            .collect(),
        statements: said_by(site, &person.id)
            .into_iter()
            .filter_map(|said| card(site, path, said.id.as_str()))
            .collect(),
        named_in: named_in(site, path, &person.id),
        tracks: tracks(site, path, &said_by(site, &person.id)),
        reached: reached::days(site, path, &person.id),
    }
}

/// What somebody says, by date of saying; the undated last, in order of id.
fn said_by<'a>(site: &Site<'a>, person: &PersonId) -> Vec<&'a Statement> {
    let all = site.input.statements.iter().map(|cleared| &cleared.statement);
    let mut own: Vec<&Statement> = all.filter(|statement| statement.speaker_id.as_ref() == Some(person)).collect();
    own.sort_by(|a, b| key(a).cmp(&key(b)));
    own
}

fn key(statement: &Statement) -> (bool, Option<&str>, &str) {
    (statement.stated_edtf.is_none(), statement.stated_edtf.as_deref(), statement.id.as_str())
}

/// Statements of others that name this party as where they have it from.
fn named_in(site: &Site, path: &str, person: &PersonId) -> Vec<Card> {
    let names = |statement: &Statement| statement.knows_from_ids.iter().any(|id| id.as_str() == person.as_str());
    let all = site.input.statements.iter().map(|cleared| &cleared.statement);
    let others = all.filter(|statement| names(statement) && statement.speaker_id.as_ref() != Some(person));
    others.filter_map(|statement| card(site, path, statement.id.as_str())).collect()
}
