//! Media fragments against the table of the Media Fragments working group, and printing against parsing.
//! The table holds what a parser finds; clipping to a medium is for players.

use crate::support::shared;
use firsthand_model::media_fragment::{MediaFragment, Npt, Rate, RegionUnit, Time};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::fmt::Display;

const CASES: &str = "suites/media-fragments/testcases.tsv";

/// Id, address and what the table expects, of every case.
fn cases() -> Vec<(String, String, Value)> {
    let Some(file) = shared(CASES) else { return Vec::new() };
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        (cells[0].to_owned(), cells[1].to_owned(), serde_json::from_str(cells[3]).unwrap())
    };
    std::fs::read_to_string(file).unwrap().lines().map(row).collect()
}

/// The dimensions as the table writes them, without the texts `value`, `start` and `end` of play time, which a value forgets.
fn found(fragment: &MediaFragment) -> Value {
    let mut found = json!({});
    if let Some(time) = &fragment.time {
        found["t"] = json!([time_of(time)]);
    }
    if let Some(region) = fragment.region {
        let unit = if region.unit == RegionUnit::Percent { "percent" } else { "pixel" };
        found["xywh"] = json!([{ "unit": unit, "x": region.x, "y": region.y, "w": region.w, "h": region.h }]);
    }
    let names = |names: Vec<&String>| names.iter().map(|name| json!({ "name": name })).collect::<Vec<_>>();
    if !fragment.tracks.is_empty() {
        found["track"] = names(fragment.tracks.iter().collect()).into();
    }
    if fragment.id.is_some() {
        found["id"] = names(fragment.id.iter().collect()).into();
    }
    found
}

fn time_of(time: &Time) -> Value {
    fn text<T: Display>(point: Option<&T>) -> String {
        point.map(T::to_string).unwrap_or_default()
    }
    let nanos = |point: Option<&Npt>| point.map_or(json!(""), |point| json!(point.nanos()));
    match time {
        Time::Npt(npt) => json!({ "unit": "npt", "start": nanos(npt.start()), "end": nanos(npt.end()) }),
        Time::Clock(clock) => json!({ "unit": "clock", "start": text(clock.start()), "end": text(clock.end()) }),
        Time::Smpte(rate, code) => {
            json!({ "unit": rate.name(), "start": text(code.start()), "end": text(code.end()) })
        }
    }
}

/// The table's own row in the same shape: play time in nanoseconds from its normalized seconds.
fn expected(row: &Value) -> Value {
    let mut row = row["hash"].clone();
    for parsed in row.as_object_mut().unwrap().values_mut().flat_map(|list| list.as_array_mut().unwrap()) {
        let parsed = parsed.as_object_mut().unwrap();
        parsed.remove("value");
        for end in ["start", "end"] {
            if let Some(seconds) = parsed.remove(&format!("{end}Normalized")) {
                let nanos = |seconds: f64| json!((seconds * 1e9).round() as u64);
                parsed.insert(end.into(), seconds.as_f64().map_or(json!(""), nanos));
            }
        }
    }
    row
}

#[test]
fn every_case_of_the_table_parses_as_it_says() {
    let cases = cases();
    let wrong: Vec<&String> = cases
        .iter()
        .filter(|(_, address, row)| found(&MediaFragment::of_address(address)) != expected(row))
        .map(|(id, ..)| id)
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    let invalid = cases.iter().filter(|(.., row)| row["hash"] == json!({})).count();
    assert!(cases.is_empty() || (cases.len(), invalid) == (90, 39), "{} cases, {invalid} invalid", cases.len());
}

#[test]
fn every_case_of_the_table_survives_printing() {
    for (id, address, _) in cases() {
        let fragment = MediaFragment::of_address(&address);
        assert_eq!(MediaFragment::parse(&fragment.to_string()), fragment, "{id}");
    }
}

#[test]
fn drop_frame_codes_are_read_too() {
    let fragment = MediaFragment::parse("t=smpte-30-drop:0:01:00:02,0:02:00:02");
    let Some(time) = fragment.time else { panic!("no time") };
    assert!(matches!(time, Time::Smpte(Rate::Fps30Drop, _)));
    assert_eq!(time.span_ms(), Some((60_060, Some(120_054))));
}

/// Frames a second, as a fraction: 23.976, 25, 29.97, 50.
const RATES: [(i64, i64); 4] = [(24_000, 1001), (25, 1), (30_000, 1001), (50, 1)];

/// The first whole millisecond of a frame, and the frame that is seen at a millisecond.
fn frame_ms(frame: i64, (frames, seconds): (i64, i64)) -> i64 {
    (frame * 1000 * seconds + frames - 1).div_euclid(frames)
}

fn frame_at(ms: i64, (frames, seconds): (i64, i64)) -> i64 {
    (ms * frames).div_euclid(1000 * seconds)
}

#[test]
fn every_time_code_of_a_day_names_the_frame_that_is_seen_at_its_millisecond() {
    let start = |rate: &str, code: &str| {
        let fragment = MediaFragment::parse(&format!("t={rate}:{code}"));
        fragment.time.and_then(|time| time.span_ms()).unwrap().0
    };
    let (mut frames_25, mut frames_2997) = (0, 0);
    for minute in 0..24 * 60 {
        for second in [0, 1, 30, 59] {
            for frame in [0, 1, 2, 7, 13, 24, 29] {
                let code = format!("{}:{:02}:{second:02}:{frame:02}", minute / 60, minute % 60);
                let seconds = minute * 60 + second;
                if frame < 25 {
                    frames_25 += 1;
                    assert_eq!(frame_at(start("smpte-25", &code), RATES[1]), seconds * 25 + frame, "{code}");
                }
                // The numbers 0 and 1 are left out at the beginning of every minute but each tenth.
                if !(second == 0 && frame < 2 && minute % 10 != 0) {
                    frames_2997 += 1;
                    let counted = seconds * 30 + frame - 2 * (minute - minute / 10);
                    assert_eq!(frame_at(start("smpte-30-drop", &code), RATES[2]), counted, "{code}");
                }
            }
        }
    }
    assert!(frames_25 > 30_000 && frames_2997 > 30_000);
}

proptest! {
    #[test]
    fn a_frame_of_any_rate_comes_back_from_its_millisecond_exactly(frame in 0i64..24 * 3600 * 50, rate in 0..RATES.len()) {
        let ms = frame_ms(frame, RATES[rate]);
        let fragment = MediaFragment::of_ms(ms, frame_ms(frame + 1, RATES[rate])).unwrap();
        let read = MediaFragment::parse(&fragment.to_string()).time.and_then(|time| time.span_ms()).unwrap();
        prop_assert_eq!(frame_at(read.0, RATES[rate]), frame);
        prop_assert_eq!(frame_at(read.1.unwrap(), RATES[rate]), frame + 1);
    }

    #[test]
    fn no_text_panics_and_what_is_found_survives_printing(text in "[#&=%,:.0-9a-zA-Zй \u{306}-]{0,60}") {
        let fragment = MediaFragment::parse(&text);
        prop_assert_eq!(MediaFragment::parse(&fragment.to_string()), fragment);
    }

    #[test]
    fn a_stretch_of_milliseconds_survives_printing(start in 0..1i64 << 40, length in 1..1i64 << 40) {
        let fragment = MediaFragment::of_ms(start, start + length).unwrap();
        let read = MediaFragment::parse(&fragment.to_string());
        prop_assert_eq!(read.time.and_then(|time| time.span_ms()), Some((start, Some(start + length))));
    }

    #[test]
    fn any_track_survives_printing(name in "\\PC{1,20}") {
        let fragment = MediaFragment { tracks: vec![name], ..MediaFragment::default() };
        prop_assert_eq!(MediaFragment::parse(&fragment.to_string()), fragment);
    }
}
