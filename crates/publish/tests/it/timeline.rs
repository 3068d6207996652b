//! A long timeline: its list in pages, and the data of the drawing over it. What the script makes of them is tried in
//! `web/test/long.mjs`.

use crate::beslan;
use firsthand_model::{Event, Kind};
use firsthand_publish::event_list::{LONG, PART};
use firsthand_publish::{Addresses, DossierInput, publish};
use serde_json::Value;
use std::path::Path;

/// The example with more events than one page takes, a minute apart; the first has a note and other times.
pub fn long() -> DossierInput {
    let mut input = beslan::input().clone();
    let event = |n: usize| {
        let at = format!("2004-09-02T{:02}:{:02}:00+04:00", n / 60, n % 60);
        Event {
            id: format!("T9{n:03}").into(),
            event: Some(format!("made event {n} <b>")),
            earliest: Some(at.clone()),
            latest: Some(at),
            printed_alternatives: (n == 0).then(|| "00:09 in S100; 00:15 in S04".into()),
            content_note: (n == 0).then(|| "a made note".into()),
            ..Event::default()
        }
    };
    input.events.extend((0..=LONG).map(event));
    let known = input.addresses.keys().map(|(kind, id)| {
        let name = input.addresses.get(kind, &id).unwrap_or_default().to_owned();
        ((kind, id), name)
    });
    let made = input.events.iter().map(|event| ((Kind::Event, event.id.to_string()), event.id.to_string()));
    input.addresses = Addresses::new(known.chain(made).collect());
    input
}

fn drawn(input: &DossierInput) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    publish(input, folder.path(), &|text| Ok(text.to_owned()), &mut |_, _| {}).unwrap();
    folder
}

fn text(folder: &Path, path: &str) -> String {
    std::fs::read_to_string(folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What a data script puts.
fn data(script: &str) -> Value {
    assert!(!script.contains('<'), "a page could end inside the data");
    let json = script.split_once(", ").unwrap().1.trim_end().strip_suffix(");").unwrap();
    serde_json::from_str(json).unwrap()
}

fn pages(folder: &Path, lang: &str) -> Vec<String> {
    let count = beslan::input().events.len() + LONG + 1;
    let path = |part: usize| if part == 1 { "timeline".into() } else { format!("timeline/{part}") };
    (1..=count.div_ceil(PART)).map(|part| text(folder, &format!("{lang}{}/index.html", path(part)))).collect()
}

/// The words of pages, handles in them that became links among these.
fn without_tags(html: &str) -> String {
    html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, words)| words)).collect()
}

#[test]
fn a_long_list_is_parted_and_every_event_stands_once_and_is_linked_where_it_stands() {
    let (input, folder) = (long(), drawn(&long()));
    let pages = pages(folder.path(), "");
    for event in &input.events {
        let here: Vec<usize> =
            (0..pages.len()).filter(|at| pages[*at].contains(&format!("<li id=\"{}\"", event.id))).collect();
        assert_eq!(here.len(), 1, "{} stands on pages {here:?}", event.id);
    }
    // The example's seizure is of 1 September, its storm of the third day.
    let source = text(folder.path(), "sources/S100/index.html");
    let links: Vec<&str> = source.split('"').filter(|href| href.contains("timeline/")).collect();
    assert!(links.iter().any(|href| href.starts_with("../../timeline/") && href.contains("#T")), "{links:?}");
    for href in links.iter().filter_map(|href| href.strip_prefix("../../").filter(|href| href.contains('#'))) {
        let (path, anchor) = href.split_once('#').unwrap();
        assert!(text(folder.path(), path).contains(&format!("id=\"{anchor}\"")), "{href}");
    }
    assert!(pages[0].contains("rel=\"next\"") && !pages[0].contains("rel=\"prev\""));
    assert!(pages.iter().all(|page| !page.contains("class=\"plot\"")), "a long list is drawn in SVG too");
    let short = drawn(beslan::input());
    assert!(text(short.path(), "timeline/index.html").contains("class=\"plot\""));
    assert!(!short.path().join("timeline/2/index.html").exists() && !short.path().join("data/timeline").exists());
}

#[test]
fn the_data_of_the_drawing_hold_nothing_that_is_not_on_the_pages() {
    let folder = drawn(&long());
    for (lang, part) in [("en", ""), ("ru", "ru/")] {
        let data = data(&text(folder.path(), &format!("data/timeline/{lang}.js")));
        let all = pages(folder.path(), part).concat();
        let texts = |key: &str| -> Vec<String> {
            let values: Vec<&Value> = match &data[key] {
                Value::Object(map) => map.values().collect(),
                list => list.as_array().unwrap().iter().collect(),
            };
            values.into_iter().map(|value| value.as_str().unwrap().to_owned()).collect()
        };
        for anchor in texts("anchors").iter().filter(|anchor| !anchor.is_empty()) {
            assert!(all.contains(&format!("id=\"{anchor}\"")), "{lang}: nothing is at {anchor}");
        }
        let read = without_tags(&all);
        for word in ["labels", "notes", "printed"].into_iter().flat_map(texts) {
            assert!(read.contains(&firsthand_publish::render::escape(&word)), "{lang}: «{word}» stands on no page");
        }
    }
}

#[test]
fn times_are_coded_as_gaps_and_no_sharper_than_they_are_known() {
    let folder = drawn(&long());
    let data = data(&text(folder.path(), "data/timeline/en.js"));
    let numbers =
        |key: &str| -> Vec<i64> { data[key].as_array().unwrap().iter().map(|n| n.as_i64().unwrap()).collect() };
    let at = data["labels"].as_array().unwrap().iter().position(|label| label == "Made event 0 <b>").unwrap();
    let (unit, zero) = (data["unit"].as_i64().unwrap(), data["zero"].as_i64().unwrap());
    let from = zero + numbers("starts")[..=at].iter().sum::<i64>() * unit;
    // 2 September 2004, 00:00 in +04:00; from its minute to the last time printed of it.
    assert_eq!((from, numbers("lengths")[at] * unit), (1_094_068_800_000, 15 * 60_000));
    let other = numbers("other");
    let place = other.windows(2).position(|pair| pair == [at as i64, 0]).unwrap();
    let minutes: Vec<i64> = other[place + 1..place + 14].iter().map(|n| n * unit / 60_000).collect();
    assert_eq!((minutes[1], minutes[3], minutes[8]), (1, 9, 15), "{minutes:?}");
    assert_eq!(data["printed"][at.to_string()], "00:09 in S100; 00:15 in S04");
}

#[test]
fn the_same_long_list_in_another_order_gives_the_same_data() {
    let (one, mut other) = (long(), long());
    other.events.reverse();
    let (one, other) = (drawn(&one), drawn(&other));
    for path in ["data/timeline/en.js", "timeline/2/index.html"] {
        assert_eq!(text(one.path(), path), text(other.path(), path), "{path}");
    }
}
