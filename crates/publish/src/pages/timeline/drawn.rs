//! What the script draws a long list of events from: spans as whole numbers, and words that stand on the pages. What each
//! name means stands in docs/formats/dossier.md; the list itself is in the module above.

use super::super::parts;
use super::items::{Item, items, own_span};
use crate::data_script;
use crate::event_list::address;
use crate::figures;
use crate::links::relative;
use crate::page::{Extra, Said};
use crate::site::Site;
use firsthand_model::{BasisFamily, Kind};
use serde::Serialize;
use std::collections::BTreeMap;

/// Units of time, milliseconds, the coarsest first: the first in which all can be counted is taken.
const UNITS: [i64; 5] = [86_400_000, 3_600_000, 60_000, 1_000, 1];

/// What the template says of the place in which the script draws.
#[derive(Debug, Serialize)]
pub struct Place {
    /// The name under which the data are put.
    name: String,
    /// Their file, relative to the page.
    file: String,
    /// Way to this language's part of the dossier.
    root: String,
    /// The span of this page's events, milliseconds.
    from_ms: Option<i64>,
    to_ms: Option<i64>,
    /// Families of bases that occur in answers: table word and word for readers.
    legend: Vec<(String, String)>,
    /// Whether another time is printed of an event.
    has_printed: bool,
}

/// The place on the page of this part, or none if the list is not long.
pub fn place(site: &Site, path: &str, part: usize) -> Option<Place> {
    if !site.events.is_long() {
        return None;
    }
    let lang = site.language_of(path);
    let root = relative(path, &site.path(lang, "index.html"));
    let own = site.events.parts().nth(part - 1).unwrap_or_default();
    let spans: Vec<(i64, i64)> =
        own.iter().filter_map(|event| figures::span_of(event, site.offset_minutes())).collect();
    Some(Place {
        name: name(lang),
        file: relative(path, &file(lang)),
        root: root.trim_end_matches("index.html").to_owned(),
        from_ms: spans.iter().map(|span| span.0).min(),
        to_ms: spans.iter().map(|span| span.1).max(),
        legend: figures::asked_legend(site, lang),
        has_printed: site.input.events.iter().any(|event| event.printed_alternatives.is_some()),
    })
}

fn name(lang: &str) -> String {
    format!("timeline/{lang}")
}

fn file(lang: &str) -> String {
    format!("data/timeline/{lang}.js")
}

/// The data in every language of the dossier, if the list is long.
pub fn extras(site: &Site) -> Vec<Extra> {
    let languages = site.languages.iter().filter(|_| site.events.is_long());
    languages.map(|lang| Extra { path: file(lang), bytes: data_script::put(&name(lang), &data(site, lang)) }).collect()
}

#[derive(Debug, Default, Serialize)]
struct Data {
    v: u32,
    /// Milliseconds of a unit, and of the first start.
    unit: i64,
    zero: i64,
    /// Minutes east of UTC.
    offset: i32,
    /// From start to start, and from start to end.
    starts: Vec<i64>,
    lengths: Vec<i64>,
    flags: String,
    /// From part to part; a question has none and stays where it is.
    parts: Vec<i64>,
    anchors: Vec<String>,
    labels: Vec<String>,
    times: Vec<String>,
    /// By the number of the item.
    questions: BTreeMap<usize, String>,
    notes: BTreeMap<usize, String>,
    printed: BTreeMap<usize, String>,
    /// Labels that are not in the page's language.
    foreign: Option<Foreign>,
    /// Other times: item, begin and length of its own time, how many; of each its time, shape, ends and family.
    other: Vec<i64>,
    families: Vec<&'static str>,
    months: Vec<String>,
    of_months: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Foreign {
    lang: String,
    dir: &'static str,
    /// How many labels in turn are in the page's language, are not, are …
    runs: Vec<usize>,
    #[serde(skip)]
    told: usize,
}

impl Foreign {
    fn add(&mut self, at: usize) {
        if self.runs.is_empty() || at > self.told {
            self.runs.extend([at - self.told, 0]);
        }
        self.told = at + 1;
        if let Some(last) = self.runs.last_mut() {
            *last += 1;
        }
    }
}

fn data(site: &Site, lang: &str) -> Data {
    let items = items(site, lang);
    let words = site.words(lang);
    let zero = items.first().map_or(0, |item| item.from);
    let unit = unit(&items, zero);
    let months = |key: &str| (1..=12).map(|month| words.t(&format!("common.{key}{month}"))).collect();
    let mut data = Data {
        v: 1,
        unit,
        zero,
        offset: site.offset_minutes(),
        families: BasisFamily::ALL.iter().map(|family| family.word()).collect(),
        months: months("month"),
        of_months: months("of_month"),
        ..Data::default()
    };
    let (mut start, mut part) = (zero, 0);
    for (at, item) in items.iter().enumerate() {
        data.starts.push((item.from - std::mem::replace(&mut start, item.from)) / unit);
        data.lengths.push((item.to - item.from) / unit);
        data.flags.push_str(&format!("{:x}", flags(item)));
        data.other.extend(other(at, item, unit));
        let own = item.moment.event.map_or(part, |event| site.events.part_of(event.id.as_str()) as i64);
        data.parts.push(own - std::mem::replace(&mut part, own));
        words_of(site, lang, &mut data, at, item);
    }
    data
}

fn unit(items: &[Item], zero: i64) -> i64 {
    let ends = |item: &Item| [item.from, item.to, own_span(&item.moment).0, own_span(&item.moment).1];
    let of_marks = |item: &Item| item.marks.iter().flat_map(|mark| [mark.at, mark.low, mark.high]).collect::<Vec<_>>();
    let fits = |unit: i64| {
        items.iter().all(|item| ends(item).into_iter().chain(of_marks(item)).all(|at| (at - zero) % unit == 0))
    };
    UNITS.into_iter().find(|unit| fits(*unit)).unwrap_or(1)
}

/// 1: about; 2: no hour is given; 4: open to the past; 8: open to the future.
fn flags(item: &Item) -> u8 {
    let Some(event) = item.moment.event else { return 0 };
    let is_open = |end: &Option<String>, side: fn(&str) -> bool| end.as_deref().is_none_or(side);
    let past = is_open(&event.earliest, |text| text.starts_with("..") || text.starts_with('/'));
    let future = is_open(&event.latest, |text| text.ends_with("..") || text.ends_with('/'));
    u8::from(event.approx == Some(true))
        | u8::from(!item.moment.has_hour) << 1
        | u8::from(past) << 2
        | u8::from(future) << 3
}

/// Nothing for an event of which only its own time is known.
fn other(at: usize, item: &Item, unit: i64) -> Vec<i64> {
    if item.marks.is_empty() {
        return Vec::new();
    }
    let (from, to) = own_span(&item.moment);
    let own = item.moment.event.map_or([0, -1], |_| [(from - item.from) / unit, (to - from) / unit]);
    let family =
        |family: BasisFamily| BasisFamily::ALL.iter().position(|known| *known == family).map_or(-1, |n| n as i64);
    let mut numbers = vec![at as i64, own[0], own[1], item.marks.len() as i64];
    for mark in &item.marks {
        let place = |ms: i64| (ms - item.from) / unit;
        numbers.extend([place(mark.at), mark.shape, place(mark.low), place(mark.high), mark.family.map_or(-1, family)]);
    }
    numbers
}

fn words_of(site: &Site, lang: &str, data: &mut Data, at: usize, item: &Item) {
    let label = item.moment.label(site, lang);
    if label.foreign {
        let none = || Foreign { lang: label.lang.clone(), dir: label.dir, runs: Vec::new(), told: 0 };
        data.foreign.get_or_insert_with(none).add(at);
    }
    data.labels.push(label.text);
    data.times.push(item.moment.when_in_full(site, lang));
    data.anchors
        .push(item.moment.event.map_or_else(String::new, |event| parts::anchor(site, Kind::Event, event.id.as_str())));
    if let Some(event) = item.moment.event {
        let said = |field, text: &Option<String>| -> Option<Said> {
            Some(site.said(lang, Kind::Event, event.id.as_str(), field, text.as_deref()?))
        };
        data.notes.extend(said("content_note", &event.content_note).map(|said| (at, said.text)));
        data.printed.extend(said("printed_alternatives", &event.printed_alternatives).map(|said| (at, said.text)));
    } else if let Some(page) = item.moment.href(site, &site.path(lang, &address(1))) {
        data.questions.insert(at, page.trim_start_matches("../").to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_another_language_are_told_in_turns() {
        let mut foreign = Foreign { lang: "ru".into(), dir: "ltr", runs: Vec::new(), told: 0 };
        [1, 2, 5].into_iter().for_each(|at| foreign.add(at));
        assert_eq!(foreign.runs, [1, 2, 2, 1]);
    }
}
