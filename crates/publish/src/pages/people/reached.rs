//! What is reported to have reached a party, as a table day by day, and beside each day what was said in public by its end.
//! What reached whom is decided in `perspective`; a word for more than a report is not here.

use crate::card::{Card, card};
use crate::furniture::Words;
use crate::page::Said;
use crate::pages::messages;
use crate::pages::parts::{self, Link, said_html};
use crate::site::Site;
use crate::words_dates::{between, date};
use firsthand_model::reach::{AsWhat, ByThen, Publication, Reached, ReachedMessage, Stage, WhoSays};
use firsthand_model::when::When;
use firsthand_model::{Kind, PersonId};
use minijinja::Value;
use serde::Serialize;
use std::collections::BTreeMap;

/// The messages sent on one day, and what was said in public that day.
#[derive(Debug, Clone, Serialize)]
pub struct Day {
    /// The day, written out; none for messages of which nobody says when.
    day: Option<String>,
    rows: Vec<Row>,
    in_public: Vec<Card>,
}

/// One message.
#[derive(Debug, Clone, Serialize)]
struct Row {
    content_note: Option<Said>,
    route: Value,
    content: Link,
    /// As what it reached the party, where it was not sent to it.
    as_what: Option<String>,
    /// Who says that the recipient belonged to the party.
    member_by: Vec<Account>,
    stages: Vec<StageLine>,
    disputed: Vec<Account>,
}

/// One stage: its name, when, and who says so.
#[derive(Debug, Clone, Serialize)]
struct StageLine {
    name: String,
    when: Option<String>,
    accounts: Vec<Account>,
    /// Said instead where nothing read says so.
    unsaid: Option<String>,
}

/// Who says so, and since when.
#[derive(Debug, Clone, Serialize)]
struct Account {
    card: Option<Card>,
    source: Option<Link>,
    since: String,
}

/// The days on which messages to a party were sent, the undated last; none if none is recorded.
pub fn days(site: &Site, from: &str, party: &PersonId) -> Vec<Day> {
    let Some(reached) = site.input.reached.iter().find(|reached| reached.party == *party) else { return Vec::new() };
    let mut days: BTreeMap<(bool, &str), Vec<&ReachedMessage>> = BTreeMap::new();
    for told in &reached.messages {
        days.entry(key(&told.sent.when)).or_default().push(told);
    }
    for day in between_days(reached, &days) {
        days.entry((false, day)).or_default();
    }
    days.into_iter().map(|(key, told)| day(site, from, reached, key, &told)).collect()
}

/// Days between the first and the last message on which something was said in public.
fn between_days<'a>(reached: &'a Reached, days: &BTreeMap<(bool, &'a str), Vec<&ReachedMessage>>) -> Vec<&'a str> {
    let mut dated = days.keys().filter(|(is_undated, _)| !is_undated).map(|(_, day)| *day);
    let Some(first) = dated.next() else { return Vec::new() };
    let last = dated.next_back().unwrap_or(first);
    let public = reached.in_public.iter().filter_map(|public| public.when.latest.as_deref().map(day_of));
    public.filter(|day| day.len() == first.len() && (first..last).contains(day)).collect()
}

/// The undated last; a message that may have been sent on several days stands on the last of them.
fn key(when: &When) -> (bool, &str) {
    match when.latest.as_deref().or(when.earliest.as_deref()) {
        Some(day) => (false, day_of(day)),
        None => (true, ""),
    }
}

fn day_of(edtf: &str) -> &str {
    edtf.split('T').next().unwrap_or(edtf)
}

fn day(site: &Site, from: &str, reached: &Reached, (is_undated, day): (bool, &str), told: &[&ReachedMessage]) -> Day {
    let is_that_day = |public: &&Publication| !is_undated && public.when.latest.as_deref().map(day_of) == Some(day);
    let in_public = reached.in_public.iter().filter(is_that_day);
    Day {
        day: (!is_undated).then(|| date(&site.words(site.language_of(from)), day)),
        rows: told.iter().filter_map(|told| row(site, from, told)).collect(),
        in_public: in_public.filter_map(|public| card(site, from, public.statement.as_str())).collect(),
    }
}

fn row(site: &Site, from: &str, told: &ReachedMessage) -> Option<Row> {
    let lang = site.language_of(from);
    let words = site.words(lang);
    let id = told.message.as_str();
    let message = site.input.messages.iter().find(|message| message.id == told.message)?;
    let note = message.content_note.as_deref();
    Some(Row {
        content_note: note.map(|note| site.said(lang, Kind::Message, id, "content_note", note)),
        route: Value::from_safe_string(messages::route(site, from, message)),
        content: Link { text: parts::message_said(site, lang, message), href: site.link(from, Kind::Message, id) },
        as_what: as_what(site, from, told),
        member_by: accounts(site, from, &told.member_by),
        stages: vec![
            stage(site, from, &words, "sent", &told.sent),
            stage(site, from, &words, "received", &told.received),
            stage(site, from, &words, "understood", &told.understood),
        ],
        disputed: accounts(site, from, &told.disputed_by),
    })
}

fn as_what(site: &Site, from: &str, told: &ReachedMessage) -> Option<String> {
    let words = site.words(site.language_of(from));
    let name = |id: &PersonId| site.person_name(site.language_of(from), id).map(|name| said_html(&name));
    match told.as_what {
        AsWhat::Recipient => None,
        AsWhat::Carrier => Some(words.t("people.reached_carrier")),
        AsWhat::Member => {
            let who = told.member.as_ref().and_then(name).unwrap_or_default();
            Some(words.fill("people.reached_member", &[("who", &who)]))
        }
    }
}

fn stage(site: &Site, from: &str, words: &Words, name: &str, stage: &Stage) -> StageLine {
    let when = &stage.when;
    let dated = between(words, when.earliest.as_deref(), when.latest.as_deref());
    let is_unsaid = stage.by_then == ByThen::Unsaid;
    StageLine {
        name: words.t(&format!("people.reached_{name}")),
        when: (!is_unsaid).then(|| dated.unwrap_or_else(|| words.t("people.reached_undated"))),
        accounts: accounts(site, from, &stage.said_by),
        unsaid: is_unsaid.then(|| words.t(&format!("people.reached_{name}_unsaid"))),
    }
}

fn accounts(site: &Site, from: &str, all: &[WhoSays]) -> Vec<Account> {
    all.iter().map(|who| account(site, from, who)).collect()
}

fn account(site: &Site, from: &str, who: &WhoSays) -> Account {
    let words = site.words(site.language_of(from));
    let since = between(&words, who.since.earliest.as_deref(), who.since.latest.as_deref());
    let source = who.source.as_ref().filter(|_| who.statement.is_none());
    Account {
        card: who.statement.as_ref().and_then(|id| card(site, from, id.as_str())),
        source: source.and_then(|id| parts::origins(site, from, std::slice::from_ref(id)).pop()),
        since: match since {
            Some(since) => words.fill("people.reached_since", &[("when", &since)]),
            None => words.t("people.reached_since_unknown"),
        },
    }
}
