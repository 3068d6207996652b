//! OHMS interviews against the four public samples, counted apart in their raw text, and what its two forms of transcript
//! may hold. The reader's plain rules stand in `interviews`.

use crate::support::{read, shared};
use firsthand_intake::Reading;
use firsthand_model::Transcript;
use firsthand_model::transcript::{Cue, CueKind, Timing};
use proptest::prelude::*;

fn transcript(reading: &Reading) -> &Transcript {
    reading.transcript.as_ref().unwrap_or_else(|| panic!("no transcript: {:?}", reading.problems))
}

/// A sample with its raw text.
fn sample(name: &str) -> Option<(String, Reading)> {
    let raw = std::fs::read_to_string(shared(&format!("suites/ohms/{name}"))?).unwrap();
    let reading = read(&format!("interviews/{name}"), &raw);
    Some((raw, reading))
}

/// What stands between two texts.
fn between<'a>(raw: &'a str, open: &str, close: &str) -> &'a str {
    raw.split_once(open).unwrap().1.split_once(close).unwrap().0
}

/// A record of these elements.
fn record(elements: &str) -> Reading {
    let text = format!(
        "<ROOT xmlns=\"https://www.weareavp.com/nunncenter/ohms\">\n<record id=\"0007\" dt=\"2026-01-01\">{elements}</record></ROOT>"
    );
    read("interviews/keeper.xml", text)
}

fn said(cue: &Cue) -> (CueKind, Option<u32>, &str, Option<i64>, Option<u64>) {
    (cue.kind, cue.voice, cue.text.as_str(), cue.start_ms, cue.line)
}

#[test]
fn every_mark_of_the_gap_sample_gives_its_line_the_first_of_its_minutes() {
    let Some((raw, reading)) = sample("various_gaps.xml") else { return };
    let sync = between(&raw, "<sync>", "</sync>");
    let lines: Vec<usize> =
        sync.split('|').skip(1).map(|mark| mark.split('(').next().unwrap().parse().unwrap()).collect();
    assert_eq!((lines.len(), between(&raw, "<transcript>", "</transcript>").lines().count()), (22, 30));
    let found = transcript(&reading);
    assert_eq!(found.extra["sync"], sync);
    // The first line of the transcript stands in the line of the file where its element begins.
    let head = 1 + raw.split_once("<transcript>").unwrap().0.matches('\n').count();
    let mut expected: Vec<(u64, i64)> = Vec::new();
    for (line, minute) in lines.iter().zip(1..) {
        let line = (head + line - 1) as u64;
        if expected.last().is_none_or(|(before, _)| *before != line) {
            expected.push((line, minute * 60_000));
        }
    }
    let stated = found.cues.iter().filter(|cue| cue.timing == Timing::Stated);
    let stated: Vec<(u64, i64)> = stated.map(|cue| (cue.line.unwrap(), cue.start_ms.unwrap())).collect();
    // No mark of this sample stands on a blank line.
    assert_eq!(stated, expected);
}

#[test]
fn the_index_sample_has_marks_past_its_end_and_nothing_empty_is_a_link() {
    let Some((raw, reading)) = sample("index_hyperlinks_example.xml") else { return };
    let marks = between(&raw, "<sync>", "</sync>").split('|').count() - 1;
    assert_eq!((marks, raw.matches("<point>").count()), (149, 2));
    let found = transcript(&reading);
    assert_eq!((found.cues.len(), found.sections.len()), (0, 2));
    let lost = "lines that sync names are not in the transcript";
    assert_eq!(reading.problems.iter().filter(|problem| problem.message.contains(lost)).count(), 1);
    assert_eq!(found.sections[1].extra["hyperlinks"].lines().count(), 3);
    assert!(!found.sections[0].extra.contains_key("hyperlinks"));
}

#[test]
fn the_caption_samples_have_their_cues_voices_and_damaged_times() {
    let Some((raw, reading)) = sample("small-sample-vtt-ohms.xml") else { return };
    let found = transcript(&reading);
    assert_eq!((found.cues.len(), raw.matches(" --> ").count(), raw.matches("<v ").count()), (6, 6, 6));
    let line_of = |part: &str| 1 + raw.split_once(part).unwrap().0.matches('\n').count() as u64;
    let rows = |part: &str| -> Vec<Option<u64>> {
        let found = reading.problems.iter().filter(|problem| problem.message.contains(part));
        found.map(|problem| problem.row).collect()
    };
    assert_eq!(rows("ends before it begins"), [Some(line_of("01:01:22.000 --> 00:00:00.000"))]);
    assert_eq!(rows("the code of a tape").len(), 1);
    assert_eq!(found.cues[0].line, Some(line_of("01:00:03.000 -->")));
    let paragraphs = found.cues[3].text.lines().filter(|line| !line.is_empty()).count();
    assert_eq!((paragraphs, raw.matches("<br><br>").count(), found.cues[3].text.contains("<br>")), (3, 2, false));
    let Some((raw, reading)) = sample("chappelear-ohmsvtt-example.xml") else { return };
    let found = transcript(&reading);
    assert_eq!((found.cues.len(), raw.matches(" --> ").count(), raw.matches("<v ").count()), (13, 13, 5));
    assert_eq!((found.turns().count(), found.voices.len()), (5, 2));
    let empty: Vec<_> = reading.problems.iter().filter(|problem| problem.message.contains("has no length")).collect();
    let place = 1 + raw.split_once("00:00:29.000 --> 00:00:29.000").unwrap().0.matches('\n').count() as u64;
    assert_eq!((empty.len(), empty[0].row), (1, Some(place)));
}

#[test]
fn a_mark_on_a_blank_line_belongs_to_the_words_after_it() {
    let reading = record("<sync>2:|2(1)|4(1)|9(1)|0(1)</sync><transcript>ONE: a\n\nb\nc\n\n\n</transcript>");
    let cues: Vec<_> =
        transcript(&reading).cues.iter().map(|cue| (cue.text.as_str(), cue.start_ms, cue.line)).collect();
    assert_eq!(cues, [("a", None, Some(2)), ("b", Some(120_000), Some(4)), ("c", Some(240_000), Some(5))]);
    assert!(reading.problems[0].message.starts_with("2 lines that sync names are not in"), "{:?}", reading.problems);
}

#[test]
fn marks_behind_the_words_and_marks_that_run_backwards_are_reported() {
    let reading = record("<sync>1:|2(1)|1(1)|4(1)|x(1)</sync><transcript>a\nb\n\n\n</transcript>");
    let found: Vec<_> = reading.problems.iter().map(|problem| (problem.row, problem.message.as_str())).collect();
    assert_eq!(
        found,
        [
            (Some(2), "mark 4 of sync, «x(1)», names no line"),
            (Some(2), "1 marks of sync stand behind the last words; they give no times"),
            (Some(3), "sync runs backwards: an earlier line has a later mark; both are kept"),
        ]
    );
    assert_eq!(
        transcript(&reading).cues.iter().map(|cue| cue.start_ms).collect::<Vec<_>>(),
        [Some(120_000), Some(60_000)]
    );
}

#[test]
fn footnote_marks_stay_and_their_texts_are_nobodys_words() {
    let reading = record(
        "<transcript>KEEPER: On the quay.[[footnote]]1[[/footnote]]\n\n[[footnotes]]\n[[note]]NOTE: The old one.[[/note]]\n[[/footnotes]]</transcript>",
    );
    let found = transcript(&reading);
    assert_eq!(
        found.cues.iter().map(said).collect::<Vec<_>>(),
        [
            (CueKind::Speech, Some(0), "On the quay.[[footnote]]1[[/footnote]]", None, Some(2)),
            (CueKind::Note, None, "[[footnotes]]\n[[note]]NOTE: The old one.[[/note]]\n[[/footnotes]]", None, Some(4)),
        ]
    );
    assert_eq!(found.voices, ["KEEPER"]);
}

#[test]
fn every_element_and_attribute_is_kept_by_its_name() {
    let reading = record(
        "<version>5.4</version><date value=\"2004-09-03\" format=\"yyyy-mm-dd\"/><title>A</title><mediafile><host>Other</host>\
         <clip_format>audio</clip_format></mediafile><transcript_alt>Я</transcript_alt><index><point><time>5</time><title>Quay</title>\
         <keywords>boats;ropes</keywords><gpspoints><gps>1.5,2</gps><gps_zoom>17</gps_zoom><gps_text>here</gps_text></gpspoints>\
         <gpspoints><gps/><gps_zoom>17</gps_zoom></gpspoints><hyperlinks><hyperlink>https://a.example/</hyperlink>\
         <hyperlink_text/><hyperlink_text_alt>там</hyperlink_text_alt></hyperlinks></point></index><transcript>a</transcript>",
    );
    let found = transcript(&reading);
    for (name, text) in [
        ("version", "5.4"),
        ("date@format", "yyyy-mm-dd"),
        ("mediafile/host", "Other"),
        ("mediafile/clip_format", "audio"),
        ("transcript_alt", "Я"),
        ("record@id", "0007"),
    ] {
        assert_eq!(found.extra.get(name).map(String::as_str), Some(text), "{name}");
    }
    let point = &found.sections[0].extra;
    assert_eq!(
        (point["gpspoints"].as_str(), point["hyperlinks"].as_str()),
        ("1.5,2 17 here", "https://a.example/ там")
    );
    assert_eq!(point["keywords"], "boats;ropes");
}

#[test]
fn captions_keep_their_voice_until_the_next_and_the_annotations_behind_them() {
    let reading = record(
        "<transcript>old words</transcript><vtt_transcript><![CDATA[WEBVTT\n\nNOTE\nTRANSCRIPTION BEGIN\n\n\
         00:00:01.000 --> 00:00:02.000\n<v KEEPER>  On the <c.1>quay</c>.<br>There.\n\n00:00:02.000 --> 00:00:03.000\nЯ был там.\n\n\
         NOTE\nTRANSCRIPTION END\n\nNOTE\nANNOTATIONS BEGIN\nAnnotation Set Title: One\n\n\
         NOTE\n<annotation ref=\"1\" target_sub_id_text=\"quay\">The old one.</annotation>\n\nNOTE\nANNOTATIONS END\n]]></vtt_transcript>",
    );
    let found = transcript(&reading);
    let spoken: Vec<_> = found.cues.iter().filter(|cue| cue.kind == CueKind::Speech).collect();
    assert_eq!(
        spoken.iter().map(|cue| (found.speaker(cue).unwrap(), cue.text.as_str(), cue.continues)).collect::<Vec<_>>(),
        [("KEEPER", "On the quay.\nThere.", false), ("KEEPER", "Я был там.", true)]
    );
    let notes: Vec<_> =
        found.cues.iter().filter(|cue| cue.kind == CueKind::Note).map(|cue| cue.text.as_str()).collect();
    assert!(notes.iter().any(|note| note.contains("The old one.") && note.contains("target_sub_id_text")), "{notes:?}");
    assert!(!notes.iter().any(|note| note.contains("TRANSCRIPTION")), "{notes:?}");
    assert_eq!(found.extra["transcript"], "old words");
    assert!(reading.problems.iter().any(|problem| problem.message.contains("the second is kept beside it")));
}

#[test]
fn further_records_are_named_with_their_line() {
    let text = "<ROOT xmlns=\"https://www.weareavp.com/nunncenter/ohms\"><record id=\"1\"><transcript>a</transcript></record>\n\n<record id=\"2\"/></ROOT>";
    let reading = read("interviews/two.xml", text);
    assert_eq!((transcript(&reading).cues.len(), reading.problems.len(), reading.problems[0].row), (1, 1, Some(3)));
}

proptest! {
    #[test]
    fn no_sync_and_no_text_stop_the_reader(sync in "[0-9]{0,2}:?(\\|[0-9x(-]{0,6}){0,8}", text in "([A-Zа-я:\\[\\] ]{0,9}\n){0,9}") {
        let reading = record(&format!("<sync>{sync}</sync><transcript>{text}</transcript>"));
        let kept: String = transcript(&reading).cues.iter().flat_map(|cue| cue.text.chars()).filter(|one| one.is_lowercase()).collect();
        let lower: String = text.chars().filter(|one| one.is_lowercase()).collect();
        prop_assert_eq!(kept, lower, "words are lost");
    }
}
