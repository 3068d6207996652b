//! Rules of the TTML reader on small documents.

use super::*;
use firsthand_model::Transcript;
use firsthand_model::transcript::{Axis, Cue, CueKind, Timing};

const NAMESPACES: &str = "xmlns=\"http://www.w3.org/ns/ttml\" xmlns:ttp=\"http://www.w3.org/ns/ttml#parameter\" \
    xmlns:ttm=\"http://www.w3.org/ns/ttml#metadata\" xmlns:tts=\"http://www.w3.org/ns/ttml#styling\"";

fn document(attributes: &str, head: &str, body: &str) -> (Transcript, Vec<Problem>) {
    let text = format!("<?xml version=\"1.0\"?>\n<tt {NAMESPACES} {attributes}>\n<head>{head}</head>\n{body}\n</tt>");
    let reading = read("a.ttml", text.as_bytes());
    (reading.transcript.unwrap_or_else(|| panic!("{:?}", reading.problems)), reading.problems)
}

fn cues(body: &str) -> Vec<(String, Option<i64>, Option<i64>)> {
    let cue = |cue: &Cue| (cue.text.clone(), cue.start_ms, cue.end_ms);
    document("", "", body).0.cues.iter().map(cue).collect()
}

fn cue(text: &str, start_ms: i64, end_ms: i64) -> (String, Option<i64>, Option<i64>) {
    (text.to_owned(), Some(start_ms), Some(end_ms))
}

#[test]
fn nested_times_add_up_and_parents_end_their_children() {
    let body = "<body begin=\"10s\"><div begin=\"1s\" dur=\"5s\"><p begin=\"1s\" end=\"2s\">a</p>\
        <p begin=\"2s\" dur=\"60s\">b</p><p>c</p></div></body>";
    assert_eq!(cues(body), [cue("a", 12_000, 13_000), cue("b", 13_000, 16_000), cue("c", 11_000, 16_000)]);
}

#[test]
fn in_a_sequence_times_count_from_the_elder_s_end() {
    let body = "<body><div timeContainer=\"seq\" begin=\"1s\"><p dur=\"2s\">a</p><p begin=\"1s\" dur=\"1s\">b</p>\
        <p dur=\"1s\">c</p></div></body>";
    assert_eq!(cues(body), [cue("a", 1_000, 3_000), cue("b", 4_000, 5_000), cue("c", 5_000, 6_000)]);
}

#[test]
fn white_space_breaks_and_spans_become_lines() {
    let body = "<body><div><p begin=\"0s\" end=\"1s\">\n  One <span tts:color=\"red\">two</span>\n  три<br/> four\n</p></div></body>";
    assert_eq!(cues(body), [cue("One two три\nfour", 0, 1_000)]);
    let (transcript, _) = document("", "", body);
    assert!(transcript.cues[0].extra["p"].contains("tts:color"));
}

#[test]
fn agents_name_the_voices_and_languages_differ_where_they_do() {
    let head = "<metadata><ttm:title>Day 1</ttm:title><ttm:agent xml:id=\"w\" type=\"person\"><ttm:name type=\"alias\">W</ttm:name>\
        <ttm:name type=\"full\">The Witness</ttm:name></ttm:agent><ttm:agent xml:id=\"j\" type=\"person\"/></metadata>";
    let body = "<body><div ttm:agent=\"j\"><p begin=\"0s\" end=\"1s\">a <span ttm:agent=\"w\" xml:lang=\"ru\">да</span></p>\
        <p ttm:role=\"sound\" begin=\"1s\" end=\"2s\" region=\"r\" xml:id=\"p2\">door</p></div></body>";
    let (transcript, problems) = document("xml:lang=\"en\"", head, body);
    assert_eq!(
        (transcript.title.as_deref(), transcript.lang.as_deref(), problems),
        (Some("Day 1"), Some("en"), vec![])
    );
    let found: Vec<_> =
        transcript.cues.iter().map(|cue| (transcript.speaker(cue), cue.text.as_str(), cue.lang.as_deref())).collect();
    assert_eq!(found, [(Some("j"), "a", None), (Some("The Witness"), "да", Some("ru")), (Some("j"), "door", None)]);
    let door = &transcript.cues[2];
    assert_eq!((door.kind, door.label.as_deref(), door.extra["region"].as_str()), (CueKind::Note, Some("p2"), "r"));
}

#[test]
fn spans_with_times_are_cues_and_single_words_are_timed_words() {
    let sentences = "<body><div><p><span begin=\"1s\" end=\"2s\">One two.</span> <span begin=\"2s\" end=\"3s\">Three four.</span></p></div></body>";
    assert_eq!(cues(sentences), [cue("One two.", 1_000, 2_000), cue("Three four.", 2_000, 3_000)]);
    let words = "<body><div><p begin=\"1s\" end=\"3s\"><span begin=\"0s\" end=\"1s\">One</span> <span begin=\"1s\" end=\"1.5s\">two</span></p></div></body>";
    let (transcript, _) = document("", "", words);
    let words: Vec<_> =
        transcript.cues[0].words.iter().map(|word| (word.text.as_str(), word.start_ms, word.end_ms)).collect();
    assert_eq!(words, [("One", Some(1_000), Some(2_000)), ("two", Some(2_000), Some(2_500))]);
    assert_eq!(transcript.cues[0].text, "One two");
}

#[test]
fn parameters_set_frames_and_the_wall_clock_sets_the_axis() {
    let body = "<body><div><p begin=\"00:00:01:12\" end=\"50f\">a</p></div></body>";
    let (transcript, _) = document("ttp:frameRate=\"24\" ttp:timeBase=\"media\"", "", body);
    assert_eq!((transcript.cues[0].start_ms, transcript.cues[0].end_ms), (Some(1_500), Some(2_084)));
    let (transcript, _) = document("ttp:timeBase=\"clock\"", "", body);
    assert_eq!((transcript.axis, transcript.extra["timeBase"].as_str()), (Axis::Day, "clock"));
}

#[test]
fn times_that_cannot_be_read_leave_the_words_without_and_are_reported() {
    let (transcript, problems) =
        document("", "", "<body><div>\n<p begin=\"soon\" end=\"2s\">a</p><p>b</p>stray<p begin=\"1s\"/></div></body>");
    let timings: Vec<Timing> = transcript.cues.iter().map(|cue| cue.timing).collect();
    assert_eq!(timings, [Timing::Absent, Timing::Absent]);
    assert_eq!(problems.len(), 3, "{problems:?}");
    assert!(problems.iter().any(|problem| problem.message.contains("soon") && problem.row == Some(5)), "{problems:?}");
}

#[test]
fn xml_of_another_kind_and_broken_xml_are_called_so() {
    for (text, part) in
        [("<html/>", "root element tt"), ("<tt>", "not XML"), ("<!DOCTYPE tt><tt/>", "not XML"), ("", "not XML")]
    {
        let reading = read("a.ttml", text.as_bytes());
        assert!(reading.problems.iter().any(|problem| problem.message.contains(part)), "{text}: {reading:?}");
    }
}

#[test]
fn elements_nested_too_deep_are_left_out_and_reported() {
    let (open, close) = ("<div>".repeat(5_000), "</div>".repeat(5_000));
    let (transcript, problems) = document("", "", &format!("<body><div><p>a</p></div>{open}<p>b</p>{close}</body>"));
    assert_eq!((transcript.cues.len(), problems.len()), (1, 1));
    assert!(problems[0].message.contains("nested too deep"), "{problems:?}");
}

#[test]
fn only_documents_with_the_root_tt_are_claimed() {
    assert!(claims("xml", b"\xef\xbb\xbf<?xml version=\"1.0\"?>\n<!-- a > b -->\n<tt:tt xmlns:tt=\"x\">"));
    assert!(
        claims("dfxp", b"") && !claims("xml", b"<ttx>") && !claims("xml", b"<root><tt>") && !claims("txt", b"<tt>")
    );
}
