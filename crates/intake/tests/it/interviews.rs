//! Interviews in XML: OHMS and ELAN, against their public samples (counted apart by their READMEs) and small files of ours.

use crate::support::{read, shared};
use firsthand_intake::Reading;
use firsthand_model::Transcript;
use firsthand_model::transcript::{CueKind, Timing};
use proptest::prelude::*;
use std::collections::BTreeSet;

const OHMS: &str = "<?xml version=\"1.0\"?>\n<ROOT xmlns=\"https://www.weareavp.com/nunncenter/ohms\">\
<record id=\"1\" dt=\"2026-01-01\"><version>5.4</version><date value=\"2004-09-03\" format=\"yyyy-mm-dd\"/>\
<title>A keeper of the quay</title><subject>quays</subject><subject>boats</subject><sync>1:|3(2)|5(1)|5(4)|40(1)</sync>\
<media_url>https://media.example/a.mp3</media_url><index><point><time>60</time><title>The quay</title>\
<synopsis>How it was.</synopsis><hyperlinks><hyperlink>https://a.example/</hyperlink><hyperlink_text>a page</hyperlink_text>\
</hyperlinks></point></index><transcript>KEEPER: I was there\nfrom the morning\non.\n\nASKER: And then?\nThen it\nlast line</transcript></record></ROOT>";

const ELAN: &str = "<?xml version=\"1.0\"?>\n<ANNOTATION_DOCUMENT FORMAT=\"3.0\"><HEADER>\
<MEDIA_DESCRIPTOR MEDIA_URL=\"file:///a.wav\"/></HEADER><TIME_ORDER>\
<TIME_SLOT TIME_SLOT_ID=\"t1\" TIME_VALUE=\"0\"/><TIME_SLOT TIME_SLOT_ID=\"t2\"/><TIME_SLOT TIME_SLOT_ID=\"t3\" TIME_VALUE=\"900\"/>\
</TIME_ORDER><TIER TIER_ID=\"words\" PARENT_REF=\"text\" LINGUISTIC_TYPE_REF=\"sub\">\
<ANNOTATION><REF_ANNOTATION ANNOTATION_ID=\"a3\" ANNOTATION_REF=\"a1\"><ANNOTATION_VALUE>На</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>\
<ANNOTATION><REF_ANNOTATION ANNOTATION_ID=\"a4\" ANNOTATION_REF=\"a1\" PREVIOUS_ANNOTATION=\"a3\"><ANNOTATION_VALUE>пристани</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>\
</TIER><TIER TIER_ID=\"text\" PARTICIPANT=\"Keeper\" LINGUISTIC_TYPE_REF=\"text\">\
<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID=\"a1\" TIME_SLOT_REF1=\"t1\" TIME_SLOT_REF2=\"t3\"><ANNOTATION_VALUE>На пристани</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>\
<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID=\"a2\" TIME_SLOT_REF1=\"t2\" TIME_SLOT_REF2=\"t9\"><ANNOTATION_VALUE>?</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>\
</TIER><LINGUISTIC_TYPE LINGUISTIC_TYPE_ID=\"sub\" CONSTRAINTS=\"Symbolic_Subdivision\"/></ANNOTATION_DOCUMENT>";

fn transcript(reading: &Reading) -> &Transcript {
    reading.transcript.as_ref().unwrap_or_else(|| panic!("no transcript: {:?}", reading.problems))
}

fn sample(path: &str) -> Option<Reading> {
    let file = shared(&format!("suites/{path}"))?;
    Some(read(path, std::fs::read(file).unwrap()))
}

#[test]
fn ohms_lines_have_speakers_and_the_times_of_their_marks() {
    let reading = read("interviews/keeper.xml", OHMS);
    let found = transcript(&reading);
    assert_eq!((found.title.as_deref(), found.date.as_deref()), (Some("A keeper of the quay"), Some("2004-09-03")));
    assert_eq!(
        (found.media.join(","), found.extra["subject"].as_str()),
        ("https://media.example/a.mp3".into(), "quays; boats")
    );
    let cues: Vec<_> =
        found.cues.iter().map(|cue| (found.speaker(cue).unwrap(), cue.text.as_str(), cue.start_ms)).collect();
    assert_eq!(
        cues,
        [
            ("KEEPER", "I was there\nfrom the morning", None),
            ("KEEPER", "on.", Some(60_000)),
            ("ASKER", "And then?\nThen it\nlast line", Some(120_000)),
        ]
    );
    assert_eq!(found.cues[2].extra["marks, seconds"], "120 180");
    let chapter = &found.sections[0];
    assert_eq!((chapter.title.as_str(), chapter.start_ms, chapter.first), ("The quay", Some(60_000), 1));
    assert_eq!(chapter.extra["hyperlinks"], "https://a.example/ a page");
    assert!(reading.problems[0].message.starts_with("1 lines that sync names"), "{:?}", reading.problems);
}

#[test]
fn the_ohms_samples_have_the_points_marks_cues_and_voices_that_were_counted() {
    let Some(gaps) = sample("ohms/various_gaps.xml") else { return };
    let marks: usize = transcript(&gaps)
        .cues
        .iter()
        .filter(|cue| cue.timing == Timing::Stated)
        .map(|cue| cue.extra.get("marks, seconds").map_or(1, |all| all.split(' ').count()))
        .sum();
    assert_eq!(marks, 22);
    let lines: usize = transcript(&gaps).cues.iter().map(|cue| cue.text.lines().count()).sum();
    assert_eq!(lines + 2, 30, "two of the thirty lines are blank");
    let links = sample("ohms/index_hyperlinks_example.xml").unwrap();
    let sections = &transcript(&links).sections;
    assert_eq!(sections.iter().map(|one| one.start_ms).collect::<Vec<_>>(), [Some(1000), Some(3_473_000)]);
    assert!(!sections[0].extra.contains_key("hyperlinks"), "an empty link is none");
    assert_eq!(sections[1].extra["hyperlinks"].lines().count(), 3);
    assert!(
        links.problems[0].message.contains("lines that sync names are not in the transcript"),
        "{:?}",
        links.problems
    );
    let tape = sample("ohms/small-sample-vtt-ohms.xml").unwrap();
    let found = transcript(&tape);
    assert_eq!((found.cues.len(), found.cues[0].start_ms), (6, Some(3_603_000)));
    assert_eq!(found.cues.iter().filter(|cue| !cue.continues).count(), 6);
    assert!(
        tape.problems.iter().any(|problem| problem.message.contains("ends before it begins")),
        "{:?}",
        tape.problems
    );
    let changes = sample("ohms/chappelear-ohmsvtt-example.xml").unwrap();
    let found = transcript(&changes);
    let spoken: Vec<_> = found.cues.iter().filter(|cue| cue.kind == CueKind::Speech).collect();
    assert_eq!((spoken.len(), spoken.iter().filter(|cue| !cue.continues).count()), (13, 5));
    assert!(spoken.iter().all(|cue| cue.voice.is_some()), "a voice goes on until the next");
}

#[test]
fn elan_parts_share_the_time_of_their_parent_wherever_it_stands() {
    let reading = read("interviews/keeper.eaf", ELAN);
    let found = transcript(&reading);
    let cues: Vec<_> = found.cues.iter().map(|cue| (cue.text.as_str(), cue.start_ms, cue.end_ms, cue.parent)).collect();
    assert_eq!(
        cues,
        [
            ("На", Some(0), Some(450), Some(2)),
            ("пристани", Some(450), Some(900), Some(2)),
            ("На пристани", Some(0), Some(900), None),
            ("?", None, None, None),
        ]
    );
    assert_eq!((found.cues[0].timing, found.cues[2].timing), (Timing::Interpolated, Timing::Stated));
    assert!(reading.problems[0].message.contains("a time slot that it names is not there"), "{:?}", reading.problems);
}

#[test]
fn the_elan_samples_have_every_slot_timed_and_every_part_inside_its_parent() {
    for name in ["eaf/sample_2.7.eaf", "eaf/sample_3.0.eaf"] {
        let Some(reading) = sample(name) else { return };
        assert!(reading.problems.is_empty(), "{name}: {:?}", &reading.problems[..reading.problems.len().min(3)]);
        let found = transcript(&reading);
        assert_eq!(found.cues.len(), 4_788 + 3_990, "{name}");
        let tiers: BTreeSet<_> = found.cues.iter().filter_map(|cue| cue.tier.as_deref()).collect();
        assert_eq!(tiers.len(), 6, "{name}");
        for cue in &found.cues {
            let (start, end) = (cue.start_ms.expect("a start"), cue.end_ms.expect("an end"));
            assert!(start <= end, "{name}: {:?}", cue.label);
            let is_part = !["text", "gestures"].contains(&cue.tier.as_deref().unwrap());
            assert_eq!(cue.parent.is_some(), is_part, "{name}: {:?}", cue.label);
            if let Some(parent) = cue.parent.map(|parent| &found.cues[parent as usize]) {
                assert!(parent.start_ms <= cue.start_ms && cue.end_ms <= parent.end_ms, "{name}: {:?}", cue.label);
            }
        }
    }
}

#[test]
fn entities_that_grow_are_refused_and_the_file_is_kept() {
    let laughs = "<!DOCTYPE ROOT [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]>\
                  <ROOT xmlns=\"https://www.weareavp.com/nunncenter/ohms\"><record><title>&b;</title></record></ROOT>";
    let kept = read("interviews/laughs.eaf", laughs);
    assert!(kept.transcript.is_none() && kept.is_clean(), "{:?}", kept.problems);
    assert!(kept.problems[0].message.contains("not well-formed XML that may be read"), "{:?}", kept.problems);
}

#[test]
fn xml_of_another_kind_is_kept_as_text() {
    assert_eq!(read("data/any.xml", "<a><b/></a>").reader, "text");
}

proptest! {
    #[test]
    fn no_bytes_stop_the_readers(is_ohms: bool, at in 0..900usize, bytes in prop::collection::vec(any::<u8>(), 0..12)) {
        let (name, sample) = if is_ohms { ("interviews/a.xml", OHMS) } else { ("interviews/a.eaf", ELAN) };
        let mut damaged = sample.as_bytes().to_vec();
        let end = damaged.len().min(at + bytes.len());
        damaged.splice(at.min(end)..end, bytes);
        read(name, damaged);
    }
}

/// A Word file with these paragraphs.
fn docx(paragraphs: &[&str]) -> Vec<u8> {
    let paragraphs: String = paragraphs.iter().map(|text| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")).collect();
    let xml = format!("<w:document xmlns:w=\"urn:w\"><w:body>{paragraphs}</w:body></w:document>");
    crate::support::archive(&[("word/document.xml", xml.as_bytes())])
}

#[test]
fn a_word_file_is_a_transcript_where_speakers_recur_and_text_where_they_do_not() {
    let spoken = docx(&["KEEPER: I was &amp; stayed there.", "ASKER: And then?", "KEEPER: Nothing."]);
    let reading = read("interviews/keeper.docx", spoken);
    let found = transcript(&reading);
    assert_eq!((found.voices.join(","), found.cues[0].text.as_str()), ("KEEPER,ASKER".into(), "I was & stayed there."));
    let letter = read("letters/one.docx", docx(&["Dear all,", "nothing was said."]));
    assert_eq!((letter.transcript.is_none(), letter.text.as_deref()), (true, Some("Dear all,\nnothing was said.")));
    let other = read("letters/two.docx", crate::support::archive(&[("a.txt", b"a")]));
    assert!(other.is_clean() && other.problems[0].message.contains("no Word document"), "{:?}", other.problems);
}

/// A Word file with this body and other parts.
fn docx_of(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let document = |words: &str| format!("<w:document xmlns:w=\"urn:w\" xmlns:mc=\"urn:mc\">{words}</w:document>");
    let body = document(body);
    let others: Vec<(&str, String)> = others.iter().map(|(name, words)| (*name, document(words))).collect();
    let mut parts = vec![("word/document.xml", body.as_bytes())];
    parts.extend(others.iter().map(|(name, words)| (*name, words.as_bytes())));
    crate::support::archive(&parts)
}

#[test]
fn words_of_a_word_file_are_read_once_and_tab_stops_are_no_tabs() {
    let text_box = "<mc:AlternateContent><mc:Choice><w:p><w:r><w:t>boxed</w:t></w:r></w:p></mc:Choice>\
                    <mc:Fallback><w:p><w:r><w:t>boxed</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>";
    let body = format!(
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>one</w:t><w:tab/><w:t>two</w:t>\
         <w:noBreakHyphen/><w:t>three</w:t>{text_box}</w:r></w:p>"
    );
    let reading = read("letters/box.docx", docx_of(&body, &[]));
    assert_eq!(reading.text.as_deref(), Some("one\ttwo-three\nboxed"));
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
}

#[test]
fn parts_of_a_word_file_with_words_of_their_own_are_named() {
    let words = "<w:p><w:r><w:t>aside</w:t></w:r></w:p>";
    let others = [("word/footnotes.xml", words), ("word/endnotes.xml", "<w:p/>"), ("word/styles.xml", words)];
    let reading = read("letters/notes.docx", docx_of(words, &others));
    let told: Vec<_> = reading.problems.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(told, ["word/footnotes.xml holds words outside the body; they were not read"]);
}

#[test]
fn a_word_file_nested_without_end_stops_nothing() {
    let deep = format!("{}<w:t>deep</w:t>{}", "<w:p>".repeat(200_000), "</w:p>".repeat(200_000));
    let reading = read("letters/deep.docx", docx_of(&deep, &[]));
    assert!(reading.is_clean() && (reading.text.is_some() || !reading.problems.is_empty()));
}

#[test]
fn letters_that_quote_letters_stay_text() {
    let mail =
        "From: A\nTo: B\nSubject: the quay\n\nGood morning.\n\nFrom: B\nTo: A\nSubject: the quay\n\nAnd to you.\n";
    for name in ["letters/mail.txt", "letters/mail.md"] {
        let reading = read(name, mail);
        assert_eq!((reading.reader.as_str(), reading.text.as_deref()), ("text", Some(mail)), "{name}");
    }
}

proptest! {
    #[test]
    fn no_bytes_stop_the_reader_of_turns(is_word: bool, at in 0..400usize, bytes in prop::collection::vec(any::<u8>(), 0..12)) {
        let spoken = "[0:10] KEEPER: I was there.\nThe whole night.\n(pause)\nASKER: [0:20] And then?\nKEEPER: Nothing.\n";
        let (name, mut damaged) = match is_word {
            true => ("interviews/a.docx", docx(&spoken.lines().collect::<Vec<_>>())),
            false => ("interviews/a.txt", spoken.as_bytes().to_vec()),
        };
        let at = at.min(damaged.len());
        let end = damaged.len().min(at + bytes.len());
        damaged.splice(at..end, bytes);
        read(name, damaged);
    }
}
