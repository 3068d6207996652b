//! ELAN documents against the two public samples, counted apart in their raw text, and what the writer gives back of them.
//! The reader's plain rules stand in `interviews`.

use crate::support::{read, shared};
use firsthand_intake::{Reading, eaf};
use firsthand_model::Transcript;
use firsthand_model::transcript::{Cue, Timing};
use proptest::prelude::*;
use std::fmt::Write;

const SAMPLES: [&str; 2] = ["suites/eaf/sample_2.7.eaf", "suites/eaf/sample_3.0.eaf"];

fn sample(path: &str) -> Option<String> {
    Some(std::fs::read_to_string(shared(path)?).unwrap())
}

fn transcript(reading: &Reading) -> &Transcript {
    reading.transcript.as_ref().unwrap_or_else(|| panic!("no transcript: {:?}", reading.problems))
}

/// A document of these slots and tiers.
fn document(slots: &str, tiers: &str) -> String {
    format!(
        "<ANNOTATION_DOCUMENT AUTHOR=\"an office\"><TIME_ORDER>{slots}</TIME_ORDER>{tiers}\
         <LINGUISTIC_TYPE LINGUISTIC_TYPE_ID=\"t\"/><LINGUISTIC_TYPE LINGUISTIC_TYPE_ID=\"sub\" CONSTRAINTS=\"Symbolic_Subdivision\"/>\
         <LINGUISTIC_TYPE LINGUISTIC_TYPE_ID=\"one\" CONSTRAINTS=\"Symbolic_Association\"/></ANNOTATION_DOCUMENT>"
    )
}

fn slots(times: &[Option<&str>]) -> String {
    let slot = |(number, time): (usize, &Option<&str>)| {
        let value = time.map(|time| format!(" TIME_VALUE=\"{time}\"")).unwrap_or_default();
        format!("<TIME_SLOT TIME_SLOT_ID=\"t{number}\"{value}/>")
    };
    times.iter().enumerate().map(slot).collect()
}

fn tier(id: &str, kind: &str, annotations: &str) -> String {
    format!("<TIER TIER_ID=\"{id}\" LINGUISTIC_TYPE_REF=\"{kind}\">{annotations}</TIER>")
}

fn aligned(id: &str, from: usize, to: usize) -> String {
    format!(
        "<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID=\"{id}\" TIME_SLOT_REF1=\"t{from}\" TIME_SLOT_REF2=\"t{to}\">\
         <ANNOTATION_VALUE>{id}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>"
    )
}

fn about(id: &str, of: &str, previous: Option<&str>) -> String {
    let previous = previous.map(|previous| format!(" PREVIOUS_ANNOTATION=\"{previous}\"")).unwrap_or_default();
    format!(
        "<ANNOTATION><REF_ANNOTATION ANNOTATION_ID=\"{id}\" ANNOTATION_REF=\"{of}\"{previous}>\
         <ANNOTATION_VALUE>{id}</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>"
    )
}

fn times(found: &Transcript) -> Vec<(&str, Option<i64>, Option<i64>)> {
    found.cues.iter().map(|cue| (cue.text.as_str(), cue.start_ms, cue.end_ms)).collect()
}

#[test]
fn the_samples_have_the_slots_tiers_and_annotations_that_stand_in_their_text() {
    for path in SAMPLES {
        let Some(raw) = sample(path) else { continue };
        let untimed = raw.matches("<TIME_SLOT ").count() - raw.matches(" TIME_VALUE=").count();
        assert_eq!((raw.matches("<TIME_SLOT ").count(), untimed, raw.matches("<TIER ").count()), (7_182, 1_572, 6));
        let (aligned, about) = (raw.matches("<ALIGNABLE_ANNOTATION").count(), raw.matches("<REF_ANNOTATION").count());
        assert_eq!((aligned, about), (4_788, 3_990), "{path}");
        let reading = read(path, &raw);
        let found = transcript(&reading);
        assert_eq!((found.cues.len(), reading.problems.len()), (aligned + about, 0), "{path}");
        let is_about = |cue: &&Cue| cue.extra.contains_key("ANNOTATION_REF");
        assert_eq!(found.cues.iter().filter(is_about).count(), about);
        let order: Vec<&str> = found.extra["TIME_ORDER"].split(' ').collect();
        assert_eq!((order.len(), order.iter().filter(|slot| !slot.contains('=')).count()), (7_182, untimed));
        assert_eq!(found.extra["TIER"].lines().count(), 6);
    }
}

#[test]
fn an_annotation_is_stated_only_if_both_its_slots_are() {
    for path in SAMPLES {
        let Some(raw) = sample(path) else { continue };
        let untimed: std::collections::HashSet<&str> = raw
            .lines()
            .filter(|line| line.contains("<TIME_SLOT ") && !line.contains("TIME_VALUE"))
            .filter_map(|line| line.split('"').nth(1))
            .collect();
        let reading = read(path, &raw);
        let mut interpolated = 0;
        for cue in transcript(&reading).cues.iter().filter(|cue| cue.extra.contains_key("TIME_SLOT_REF1")) {
            let is_open =
                ["TIME_SLOT_REF1", "TIME_SLOT_REF2"].iter().any(|slot| untimed.contains(cue.extra[*slot].as_str()));
            assert_eq!(cue.timing == Timing::Interpolated, is_open, "{path}: {:?}", cue.label);
            interpolated += usize::from(is_open);
        }
        assert!(interpolated > untimed.len() / 2, "{path}: {interpolated}");
    }
}

#[test]
fn siblings_follow_each_other_by_what_they_say_stands_before_them() {
    let parts = [about("c", "a", Some("b")), about("d", "a", Some("c")), about("b", "a", None)].concat();
    let text = document(
        &slots(&[Some("0"), Some("900")]),
        &(tier("top", "t", &aligned("a", 0, 1)) + &tier("low", "sub", &parts)),
    );
    let reading = read("a.eaf", text);
    assert_eq!(
        times(transcript(&reading))[1..],
        [("c", Some(300), Some(600)), ("d", Some(600), Some(900)), ("b", Some(0), Some(300))]
    );
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
}

#[test]
fn an_association_has_the_whole_time_and_a_second_one_is_reported() {
    let pair = about("b", "a", None) + &about("c", "a", None);
    let text = document(
        &slots(&[Some("0"), Some("900")]),
        &(tier("top", "t", &aligned("a", 0, 1)) + &tier("low", "one", &pair)),
    );
    let reading = read("a.eaf", text);
    assert_eq!(times(transcript(&reading))[1..], [("b", Some(0), Some(900)), ("c", Some(0), Some(900))]);
    assert!(reading.problems[0].message.starts_with("several annotations where the tier allows one"));
}

#[test]
fn circles_slots_without_sense_and_names_used_twice_are_reported_and_nothing_is_lost() {
    let circle = [about("b", "c", None), about("c", "b", None), about("d", "d", None)].concat();
    let tiers = tier("top", "t", &(aligned("a", 0, 1) + &aligned("a", 0, 2))) + &tier("low", "sub", &circle);
    let reading = read("a.eaf", document(&slots(&[Some("0"), Some("soon"), Some("-5")]), &tiers));
    assert_eq!(transcript(&reading).cues.len(), 5);
    for (part, count) in [("no time in milliseconds", 2), ("stands twice", 1), ("has no times", 2), ("is not there", 1)]
    {
        let found = reading.problems.iter().filter(|problem| problem.message.contains(part)).count();
        assert_eq!(found, count, "{part}: {:?}", reading.problems);
    }
}

#[test]
fn a_long_chain_of_annotations_on_annotations_is_read_in_time() {
    let mut chain = String::new();
    (0..100_000).rev().for_each(|n| chain.push_str(&about(&format!("x{}", n + 1), &format!("x{n}"), None)));
    let reading = read(
        "a.eaf",
        document(
            &slots(&[Some("0"), Some("9")]),
            &(tier("low", "sub", &chain) + &tier("top", "t", &aligned("x0", 0, 1))),
        ),
    );
    let found = transcript(&reading);
    assert!(
        found.cues.len() == 100_001 && found.cues.iter().all(|cue| cue.end_ms == Some(9)),
        "{:?}",
        reading.problems
    );
}

#[test]
fn what_is_written_of_the_samples_is_read_as_the_same_again() {
    for path in SAMPLES {
        let Some(raw) = sample(path) else { continue };
        let before = read(path, &raw).transcript.unwrap();
        let written = eaf::write(&before);
        if let Some(folder) = std::env::var_os("FIRSTHAND_WRITTEN") {
            let name = std::path::Path::new(path).file_name().unwrap();
            std::fs::write(std::path::Path::new(&folder).join(name), &written).unwrap();
        }
        let again = read(path, &written);
        assert!(again.problems.is_empty(), "{path}: {:?}", again.problems);
        let mut after = again.transcript.unwrap();
        after.cues.iter_mut().zip(&before.cues).for_each(|(after, before)| after.line = before.line);
        assert!(after.cues == before.cues, "{path}: a cue differs");
        assert_eq!((&after.voices, &after.media), (&before.voices, &before.media));
        for kept in ["TIME_ORDER", "TIER", "AUTHOR", "DATE"] {
            assert_eq!(after.extra.get(kept), before.extra.get(kept), "{path}: {kept}");
        }
        for part in
            ["<PROPERTY", "<LINKED_FILE_DESCRIPTOR", "<LINGUISTIC_TYPE ", "<LOCALE", "<EXTERNAL_REF", "<LICENSE"]
        {
            assert_eq!(written.matches(part).count(), raw.matches(part).count(), "{path}: {part}");
        }
        let entries = |text: &str| text.matches("<CV_ENTRY").count();
        assert_eq!((entries(&written), written.contains("<CV_ENTRY ")), (entries(&raw), false), "{path}");
    }
}

#[test]
fn a_transcript_from_elsewhere_becomes_a_tier_for_each_voice_and_made_times_stay_open() {
    let cue = |voice, text: &str, start_ms, timing| Cue {
        voice: Some(voice),
        text: text.into(),
        start_ms,
        timing,
        ..Cue::default()
    };
    let cues = vec![
        Cue { end_ms: Some(900), ..cue(0, "A & <b>\n\"c\"", Some(0), Timing::Stated) },
        Cue { end_ms: Some(1800), ..cue(1, "Да", Some(900), Timing::Interpolated) },
        Cue { end_ms: Some(2700), ..cue(0, "end", Some(1800), Timing::Stated) },
    ];
    let voices = vec!["Keeper".to_owned(), "Asker".to_owned()];
    let before = Transcript { cues, voices, media: vec!["file:///a.wav".into()], ..Transcript::default() };
    let written = eaf::write(&before);
    if let Some(folder) = std::env::var_os("FIRSTHAND_WRITTEN") {
        std::fs::write(std::path::Path::new(&folder).join("made.eaf"), &written).unwrap();
    }
    assert_eq!((written.matches("<TIER ").count(), written.matches(" TIME_VALUE=").count()), (2, 4));
    let reading = read("a.eaf", &written);
    let after = transcript(&reading);
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    let told: Vec<_> =
        after.cues.iter().map(|cue| (after.speaker(cue).unwrap(), cue.text.as_str(), cue.timing)).collect();
    use Timing::{Interpolated, Stated};
    assert_eq!(told, [("Keeper", "A & <b>\n\"c\"", Stated), ("Keeper", "end", Stated), ("Asker", "Да", Interpolated)]);
    assert_eq!(after.media, before.media);
}

proptest! {
    #[test]
    fn no_document_stops_reader_or_writer(times in prop::collection::vec(prop::option::of(any::<i64>()), 1..6), pairs in prop::collection::vec((0..7usize, 0..7usize, 0..6usize), 0..8)) {
        let text: Vec<Option<String>> = times.iter().map(|time| time.map(|time| time.to_string())).collect();
        let text: Vec<Option<&str>> = text.iter().map(Option::as_deref).collect();
        let (mut top, mut low) = (String::new(), String::new());
        for (number, (from, to, of)) in pairs.iter().enumerate() {
            top.push_str(&aligned(&format!("a{number}"), *from, *to));
            write!(low, "{}", about(&format!("b{number}"), &format!("{}{of}", if *from > 3 { "a" } else { "b" }), Some(&format!("b{to}")))).unwrap();
        }
        let reading = read("a.eaf", document(&slots(&text), &(tier("top", "t", &top) + &tier("low", "sub", &low))));
        let again = read("a.eaf", eaf::write(transcript(&reading)));
        prop_assert_eq!(transcript(&again).cues.len(), pairs.len() * 2);
    }

    // No CR: lines of a transcript are parted by LF.
    #[test]
    fn any_words_come_back_as_they_were(text in "[^\\x00-\\x08\\x0b-\\x1f\\u{fffe}\\u{ffff}]{0,40}", speaker in "[^\\x00-\\x1f\\u{fffe}\\u{ffff}]{1,20}") {
        let cues = vec![Cue { text, voice: Some(0), ..Cue::default() }];
        let before = Transcript { cues, voices: vec![speaker], ..Transcript::default() };
        let reading = read("a.eaf", eaf::write(&before));
        let after = transcript(&reading);
        prop_assert_eq!((&after.cues[0].text, &after.voices), (&before.cues[0].text, &before.voices));
    }
}
