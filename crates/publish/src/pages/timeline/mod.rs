//! Events in order of the earliest time that the sources give, by day, with every other time in print. A long list is
//! parted into pages. What the script draws over it is in `drawn`; the order is in `event_list`.

pub(super) mod drawn;
mod items;
mod part;

use super::parts::{self, Link};
use super::statement_answers::question_link;
use crate::event_list::{address, day};
use crate::figure::Figure;
use crate::figures;
use crate::furniture::Words;
use crate::page::{Page, Said, Step, serialized};
use crate::site::Site;
use crate::words_dates::{between, clock, date, short};
use drawn::Place;
use firsthand_model::{Event, Kind};
use minijinja::Value;
use part::PartOfList;
use serde::Serialize;

#[derive(Debug, Serialize)]
struct Context {
    zone: String,
    figure: Option<Figure>,
    /// Which part of a long list this is.
    part: Option<PartOfList>,
    /// Where the script draws a long list.
    drawn: Option<Place>,
    days: Vec<Day>,
}

#[derive(Debug, Serialize)]
struct Day {
    id: String,
    title: String,
    /// Whether it began in the part before.
    continued: bool,
    events: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    anchor: String,
    when: String,
    sortable: Option<String>,
    /// The first and last millisecond it can be: for a drawing over this list.
    from_ms: Option<i64>,
    to_ms: Option<i64>,
    event: Value,
    place: Option<Said>,
    content_note: Option<Said>,
    details: Vec<String>,
    printed: Option<Value>,
    disputed: Vec<Link>,
    messages: Vec<Link>,
    sources: Vec<Link>,
    cited: Option<Said>,
}

/// The list in every language of the dossier, if there is an event.
pub fn pages(site: &Site) -> Vec<Page> {
    let parts = || site.events.parts().enumerate().map(|(index, _)| index + 1);
    site.languages.iter().flat_map(|lang| parts().map(move |part| page(site, lang, part))).collect()
}

fn page(site: &Site, lang: &str, part: usize) -> Page {
    let words = site.words(lang);
    let path = site.path(lang, &address(part));
    let title = words.t("timeline.title");
    let numbered = || words.fill("timeline.part_title", &[("title", &title), ("n", &part)]);
    let first = || Step::to(title.clone(), Some(site.near(&path, &address(1))));
    Page {
        title: if part == 1 { title.clone() } else { numbered() },
        template: "timeline.html",
        section: "timeline",
        crumbs: if part == 1 { Vec::new() } else { vec![first()] },
        walk: vec![Step::plain(words.t("timeline.walk_this"))],
        context: serialized(&Context {
            zone: zone(site, &words),
            figure: if site.events.is_long() { None } else { figures::timeline(site, &path) },
            part: part::of(site, &path, part),
            drawn: drawn::place(site, &path, part),
            days: days(site, &path, part),
        }),
        lang: lang.to_owned(),
        path,
        ..Page::default()
    }
}

fn zone(site: &Site, words: &Words) -> String {
    let settings = &site.input.settings;
    match (&settings.zone, &settings.offset) {
        (Some(zone), Some(offset)) => {
            words.fill("timeline.zone", &[("zone", zone), ("offset", &format!("UTC{offset}"))])
        }
        (Some(zone), None) => words.fill("timeline.zone_alone", &[("zone", zone)]),
        (None, Some(offset)) => words.fill("timeline.zone_alone", &[("zone", &format!("UTC{offset}"))]),
        (None, None) => words.t("timeline.zone_plain"),
    }
}

fn days(site: &Site, path: &str, part: usize) -> Vec<Day> {
    let parts: Vec<&[&Event]> = site.events.parts().collect();
    let before = part.checked_sub(2).and_then(|before| parts[before].last());
    let groups = parts[part - 1].chunk_by(|a, b| day(a) == day(b));
    let mut days: Vec<Day> = groups.map(|group| one_day(site, path, group)).collect();
    if let (Some(first), Some(before)) = (days.first_mut(), before) {
        first.continued = parts[part - 1].first().is_some_and(|event| day(event) == day(before));
    }
    days
}

fn one_day(site: &Site, path: &str, events: &[&Event]) -> Day {
    let words = site.words(site.language_of(path));
    let day = events.first().and_then(|event| day(event));
    Day {
        id: day.as_deref().map_or_else(|| "d-undated".into(), |day| format!("d-{}", day.replace('/', "-"))),
        title: day.as_deref().map_or_else(|| words.t("timeline.undated"), |day| date(&words, day)),
        continued: false,
        events: events.iter().map(|event| row(site, path, event)).collect(),
    }
}

fn row(site: &Site, path: &str, event: &Event) -> Row {
    let lang = site.language_of(path);
    let words = site.words(lang);
    let id = event.id.as_str();
    let span = figures::span_of(event, site.offset_minutes());
    let messages = site.input.messages.iter().filter(|message| message.event_ids.contains(&event.id));
    let message = |message: &firsthand_model::Message| Link {
        text: parts::message_said(site, lang, message),
        href: site.link(path, Kind::Message, message.id.as_str()),
    };
    Row {
        anchor: parts::anchor(site, Kind::Event, id),
        when: when(&words, event),
        from_ms: span.map(|span| span.0),
        to_ms: span.map(|span| span.1),
        sortable: event.earliest.clone().filter(|earliest| !earliest.contains('/')),
        event: parts::said_noted(site, path, &parts::event_said(site, lang, event)),
        place: event.place.as_deref().map(|place| site.said(lang, Kind::Event, id, "place", place)),
        content_note: event.content_note.as_deref().map(|note| site.said(lang, Kind::Event, id, "content_note", note)),
        details: details(site, &words, event),
        printed: event
            .printed_alternatives
            .as_deref()
            .map(|text| parts::noted_field(site, path, Kind::Event, id, "printed_alternatives", text)),
        disputed: event.disputed.iter().map(|question| question_link(site, path, question.as_str())).collect(),
        messages: messages.map(message).collect(),
        sources: parts::origins(site, path, &event.source_ids),
        cited: cited(site, lang, event),
    }
}

/// What an event without a registered source is cited from, without addresses: those stay in the case.
fn cited(site: &Site, lang: &str, event: &Event) -> Option<Said> {
    let text = event.source.as_deref().filter(|_| event.source_ids.is_empty())?;
    let named: Vec<&str> = text.split_whitespace().filter(|word| !word.contains("://")).collect();
    let said = site.said(lang, Kind::Event, event.id.as_str(), "source", &named.join(" "));
    (!said.text.is_empty()).then_some(said)
}

/// The time beside an event: the clock within its day, else the whole date; `about` where the source says so.
fn when(words: &Words, event: &Event) -> String {
    let (from, to) = (event.earliest.as_deref(), event.latest.as_deref());
    let same_day = from.map(short) == to.map(short);
    let text = match (from.and_then(clock), to.and_then(clock)) {
        (Some(a), Some(b)) if same_day && a == b => a,
        (Some(a), Some(b)) if same_day => format!("{a}–{b}"),
        _ if same_day => words.t(&format!("timeline.that_{}", event.precision.as_deref().unwrap_or("day"))),
        _ => between(words, from, to).unwrap_or_else(|| words.t("timeline.undated")),
    };
    if event.approx == Some(true) { format!("{} {text}", words.t("timeline.approx")) } else { text }
}

fn details(site: &Site, words: &Words, event: &Event) -> Vec<String> {
    let precision = event.precision.as_deref().map(|precision| words.t(&format!("timeline.precision_{precision}")));
    let has_clock = event.earliest.as_deref().and_then(clock).is_some();
    let offset = event.earliest.as_deref().filter(|_| has_clock).and_then(offset);
    let other = offset.filter(|offset| Some(*offset) != site.input.settings.offset.as_deref());
    let assumed = (event.zone_assumed == Some(true)).then(|| words.t("timeline.zone_assumed"));
    [precision, other.map(|offset| format!("UTC{offset}")), assumed].into_iter().flatten().collect()
}

fn offset(edtf: &str) -> Option<&str> {
    let time = edtf.split_once('T')?.1;
    time.find(['+', '-', 'Z']).map(|at| &time[at..])
}
