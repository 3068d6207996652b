//! Which part of a long list of events a page shows, and the ways to the others. The first names all of them.

use super::super::parts::Link;
use crate::event_list::{address, day};
use crate::figure::Table;
use crate::figures;
use crate::site::Site;
use crate::words_dates::between;
use firsthand_model::Event;
use serde::Serialize;

/// A part and its neighbours.
#[derive(Debug, Serialize)]
pub struct PartOfList {
    /// Its number, from 1.
    number: usize,
    /// How many there are.
    of: usize,
    /// `251–500`.
    shown: String,
    /// Events in all parts.
    total: String,
    before: Option<Link>,
    after: Option<Link>,
    /// Where the list of all parts stands.
    contents: String,
    /// All parts, on the first.
    parts: Vec<Link>,
    /// What questions ask the time of, on the first.
    asked: Option<Table>,
}

/// The part of this number, or none if the list is not long.
pub fn of(site: &Site, path: &str, number: usize) -> Option<PartOfList> {
    let parts: Vec<&[&Event]> = site.events.parts().collect();
    if !site.events.is_long() {
        return None;
    }
    let words = site.words(site.language_of(path));
    let before: usize = parts[..number - 1].iter().map(|part| part.len()).sum();
    let n = |count: usize| words.number(i64::try_from(count).unwrap_or(i64::MAX));
    let near = |other: usize| Some(other).filter(|other| (1..=parts.len()).contains(other));
    let to = |other: usize| link(site, path, &parts, other);
    Some(PartOfList {
        number,
        of: parts.len(),
        shown: format!("{}–{}", n(before + 1), n(before + parts[number - 1].len())),
        total: n(parts.iter().map(|part| part.len()).sum()),
        before: near(number - 1).map(to),
        after: near(number + 1).map(to),
        contents: format!("{}#parts", site.near(path, &address(1))),
        parts: if number == 1 { (1..=parts.len()).map(to).collect() } else { Vec::new() },
        asked: (number == 1).then(|| figures::asked_times(site, path)).flatten(),
    })
}

/// A part by the time from its first event to its last.
fn link(site: &Site, path: &str, parts: &[&[&Event]], number: usize) -> Link {
    let lang = site.language_of(path);
    let words = site.words(lang);
    let begin = |event: &&Event| event.earliest.clone().or(event.latest.clone());
    let dated: Vec<String> = parts[number - 1].iter().filter(|event| day(event).is_some()).filter_map(begin).collect();
    let span = between(&words, dated.first().map(String::as_str), dated.last().map(String::as_str));
    let text = span.unwrap_or_else(|| words.t("timeline.undated"));
    Link { text: site.text_in(lang, lang, &text, false), href: Some(site.near(path, &address(number))) }
}
