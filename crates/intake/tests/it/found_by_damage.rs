//! A test for everything that damaged files have found: one small file each.

use crate::support::{fatal, ods, read, xlsx};
use firsthand_model::transcript::Timing;

#[test]
fn a_mark_inside_a_caption_that_runs_backwards_ends_no_word_before_it_begins() {
    let captions = "WEBVTT\n\n00:00.000 --> 00:10.000\none <00:09.000>two <00:05.000>three\n";
    let words = read("a.vtt", captions).transcript.unwrap().cues.remove(0).words;
    let times: Vec<_> = words.iter().map(|word| (word.text.as_str(), word.start_ms, word.end_ms)).collect();
    let expected = [("one", Some(0), Some(9_000)), ("two", Some(9_000), None), ("three", Some(5_000), Some(10_000))];
    assert_eq!(times, expected);
}

#[test]
fn a_row_number_beyond_all_bounds_stops_the_sheet_and_not_the_reader() {
    let cell = |at: &str| format!("<sheetData><row r=\"1\"><c r=\"{at}\" t=\"str\"><v>id</v></c></row></sheetData>");
    let reading = read("places.xlsx", xlsx("places", &cell("A99999999999")));
    assert!(fatal(&reading).message.contains("a number in it is out of all bounds"), "{:?}", reading.problems);
    let reading = read("notes.xlsx", xlsx("Sheet1", &cell("A99999999999")));
    assert!(reading.is_clean() && !reading.problems.is_empty(), "{:?}", reading.problems);
}

#[test]
fn a_cell_of_any_length_is_quoted_in_part() {
    let long = "9".repeat(100_000);
    let reading = read("sources.csv", format!("id,what,read_extent,date_edtf\nS1,a note,whole,{long}\n"));
    let message = &fatal(&reading).message;
    assert!(message.chars().count() == 1_001 && message.ends_with('…'), "{} bytes", message.len());
}

#[test]
fn lines_of_a_cue_are_parted_by_lf_whatever_parts_them_in_the_file() {
    let table = "timestamp,speaker,words\n0:10,A,\"one\r\ntwo\rthree\"\n";
    assert_eq!(read("spoken/a.csv", table).transcript.unwrap().cues[0].text, "one\ntwo\nthree");
}

#[test]
fn a_machines_words_with_an_end_and_no_beginning_say_that_it_is_stated() {
    let job = r#"{"results": {"transcripts": [], "items": [{"type": "pronunciation", "end_time": "0.3",
        "alternatives": [{"content": "Who"}]}]}}"#;
    let cue = read("a.json", job).transcript.unwrap().cues.remove(0);
    assert_eq!((cue.start_ms, cue.end_ms, cue.timing), (None, Some(300), Timing::Stated));
}

#[test]
fn an_annotation_or_utterance_with_one_time_of_two_says_that_it_is_stated() {
    let elan = "<ANNOTATION_DOCUMENT><TIME_ORDER><TIME_SLOT TIME_SLOT_ID=\"t1\"/><TIME_SLOT TIME_SLOT_ID=\"t2\" TIME_VALUE=\"4000\"/>\
        </TIME_ORDER><TIER TIER_ID=\"K\" LINGUISTIC_TYPE_REF=\"u\"><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID=\"a\" \
        TIME_SLOT_REF1=\"t1\" TIME_SLOT_REF2=\"t2\"><ANNOTATION_VALUE>So.</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>\
        </TIER></ANNOTATION_DOCUMENT>";
    let tei = "<TEI><text><timeline unit=\"s\"><when xml:id=\"T0\"/></timeline><timeline unit=\"s\"><when xml:id=\"T1\" \
        absolute=\"00:00:04\"/></timeline><body><u end=\"#T1\">So.</u></body></text></TEI>";
    for (name, text) in [("a.eaf", elan), ("a.tei", tei)] {
        let cue = read(name, text).transcript.unwrap().cues.remove(0);
        assert_eq!((cue.start_ms, cue.end_ms, cue.timing), (None, Some(4000), Timing::Stated), "{name}");
    }
}

#[test]
fn a_table_that_never_ends_is_not_waited_for() {
    for tables in
        ["<table:table table:name=\"places\"><table:table-row/><a/table:table>", "<table:table><!-- ", "</table:table>"]
    {
        let reading = read("places.ods", ods(tables));
        assert!(fatal(&reading).message.contains("no whole XML document"), "{:?}", reading.problems);
    }
}

#[test]
fn no_time_is_made_up_between_slots_or_inside_annotations_that_run_backwards() {
    let slot = |id: u8, ms: &str| format!("<TIME_SLOT TIME_SLOT_ID=\"t{id}\" {ms}/>");
    let annotation = |id: u8, from: u8, to: u8| {
        format!(
            "<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID=\"a{id}\" TIME_SLOT_REF1=\"t{from}\" TIME_SLOT_REF2=\"t{to}\">\
             <ANNOTATION_VALUE>{id}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>"
        )
    };
    let slots = [slot(1, "TIME_VALUE=\"9000\""), slot(2, ""), slot(3, "TIME_VALUE=\"4000\"")].concat();
    let parts = "<ANNOTATION><REF_ANNOTATION ANNOTATION_ID=\"b\" ANNOTATION_REF=\"a1\"><ANNOTATION_VALUE>b</ANNOTATION_VALUE>\
        </REF_ANNOTATION></ANNOTATION>";
    let elan = format!(
        "<ANNOTATION_DOCUMENT><TIME_ORDER>{slots}</TIME_ORDER><TIER TIER_ID=\"K\" LINGUISTIC_TYPE_REF=\"u\">{}{}</TIER>\
         <TIER TIER_ID=\"S\" PARENT_REF=\"K\" LINGUISTIC_TYPE_REF=\"sub\">{parts}</TIER><LINGUISTIC_TYPE LINGUISTIC_TYPE_ID=\"u\"/>\
         <LINGUISTIC_TYPE LINGUISTIC_TYPE_ID=\"sub\" CONSTRAINTS=\"Symbolic_Subdivision\"/></ANNOTATION_DOCUMENT>",
        annotation(1, 1, 3),
        annotation(2, 1, 2)
    );
    let reading = read("a.eaf", elan);
    let cues = reading.transcript.unwrap().cues;
    let times: Vec<_> = cues.iter().map(|cue| (cue.start_ms, cue.end_ms, cue.timing)).collect();
    use Timing::{Absent, Stated};
    assert_eq!(times, [(Some(9000), Some(4000), Stated), (Some(9000), None, Stated), (None, None, Absent)]);
    assert!(reading.problems.iter().any(|problem| problem.message.contains("it ends before it begins")));
}

#[test]
fn an_utterance_whose_points_run_backwards_gives_its_parts_no_times() {
    let tei = "<TEI><text><timeline unit=\"s\"><when xml:id=\"T0\" absolute=\"00:00:09\"/><when xml:id=\"T1\" absolute=\"00:00:04\"/>\
        </timeline><body><u start=\"#T0\" end=\"#T1\">One <pause/>two</u></body></text></TEI>";
    let cues = read("a.tei", tei).transcript.unwrap().cues;
    assert!(cues.iter().all(|cue| cue.timing != Timing::Interpolated), "{cues:?}");
}

#[test]
fn a_word_of_a_caption_that_ends_before_it_begins_keeps_its_beginning_and_is_reported() {
    let body = "<tt xmlns=\"http://www.w3.org/ns/ttml\"><body><div><p begin=\"1s\" end=\"9s\"><span begin=\"1s\" end=\"2s\">one</span> \
        <span begin=\"5s\" end=\"3s\">two</span></p></div></body></tt>";
    let reading = read("a.ttml", body);
    let words = &reading.transcript.as_ref().unwrap().cues[0].words;
    assert_eq!((words[1].start_ms, words[1].end_ms), (Some(6_000), None), "{words:?}");
    assert!(reading.problems.iter().any(|problem| problem.message.contains("a word that ends before it begins")));
}
