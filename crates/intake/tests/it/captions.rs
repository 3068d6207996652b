//! SubRip and TTML on whole files and damaged bytes, and caption files of a size that shows slow code.
//! Rules are tested beside the readers, WebVTT in its own file.

use crate::support::read;
use proptest::prelude::*;
use std::fmt::Write;

const SRT: &str = "1\n00:00:01,000 --> 00:00:02,500\n{\\an8}<i>COUNSEL:</i> Where?\n- There.\n- Там.\n\n\
    2\n00:00:02.000 -> 00:00:03,000 X1:1\nIn\n1945\n\nand later\n";
const TTML: &str = "<?xml version=\"1.0\"?>\n<tt xmlns=\"http://www.w3.org/ns/ttml\" xmlns:ttm=\"http://www.w3.org/ns/ttml#metadata\" \
    xml:lang=\"en\">\n<head><metadata><ttm:agent xml:id=\"a\"><ttm:name>Witness</ttm:name></ttm:agent></metadata></head>\n\
    <body begin=\"1s\"><div timeContainer=\"seq\"><p dur=\"1s\" ttm:agent=\"a\">One<br/>два</p>\
    <p dur=\"1s\"><span begin=\"0s\" end=\"500ms\">three</span></p></div></body></tt>\n";

#[test]
fn the_reader_is_chosen_by_ending_and_content() {
    for (name, text, reader) in [
        ("media/a.srt", SRT, "srt"),
        ("media/a.txt", SRT, "srt"),
        ("media/a.ttml", TTML, "ttml"),
        ("media/a.dfxp", TTML, "ttml"),
        ("media/a.xml", TTML, "ttml"),
    ] {
        let reading = read(name, text);
        assert_eq!(reading.reader, reader, "{name}");
        assert!(reading.is_clean() && reading.transcript.is_some(), "{name}: {:?}", reading.problems);
    }
    assert_ne!(read("media/a.txt", "1\nOne line\n").reader, "srt");
    assert_ne!(read("media/a.xml", "<text>tt</text>").reader, "ttml");
}

/// Cues of a long SubRip file and its text, counted by their arrows.
fn long_srt(cues: usize) -> String {
    let mut text = String::new();
    for cue in 0..cues {
        let (s, next) = (cue * 2, cue * 2 + 1);
        let clock = |s: usize| format!("{:02}:{:02}:{:02},000", s / 3600, s / 60 % 60, s % 60);
        write!(text, "{}\n{} --> {}\nWITNESS {}: words\n\n", cue + 1, clock(s), clock(next), cue).unwrap();
    }
    text
}

#[test]
fn every_arrow_of_a_long_file_is_a_cue_and_every_label_a_voice() {
    let text = long_srt(20_000);
    let reading = read("a.srt", &text);
    assert_eq!(reading.counts["cues"], text.matches("-->").count() as u64);
    assert_eq!((reading.counts["voices"], reading.problems.len()), (20_000, 0));
    let vtt = format!(
        "WEBVTT\n\n{}",
        text.replace(",000", ".000").replace("WITNESS", "<v WITNESS").replace(": words", ">words")
    );
    let reading = read("a.vtt", &vtt);
    assert_eq!((reading.counts["cues"], reading.counts["voices"], reading.problems.len()), (20_000, 20_000, 0));
}

#[test]
fn every_paragraph_of_a_long_document_is_a_cue_with_its_line() {
    let mut text = String::from("<tt><body><div>\n");
    (0..20_000).for_each(|second| writeln!(text, "<p begin=\"{second}s\" dur=\"1s\">words</p>").unwrap());
    let reading = read("a.ttml", text + "</div></body></tt>");
    let cues = reading.transcript.unwrap().cues;
    assert_eq!((cues.len(), reading.problems.len()), (20_000, 0));
    assert!(cues.iter().zip(2..).all(|(cue, line)| cue.line == Some(line)));
}

#[test]
fn tags_nested_without_end_are_refused_or_read_but_take_nothing_down() {
    let cut = format!("<tt><body><div>{}", "<p>".repeat(200_000));
    assert!(read("a.ttml", cut).problems[0].message.contains("not XML"));
    let (open, close) = ("<span>".repeat(200_000), "</span>".repeat(200_000));
    let reading = read("a.ttml", format!("<tt><body><div><p>a{open}b{close}</p></div></body></tt>"));
    assert_eq!(reading.transcript.unwrap().cues[0].text, "a");
    assert!(reading.problems[0].message.contains("nested too deep"), "{:?}", reading.problems);
}

#[test]
fn a_document_in_another_encoding_is_read_and_the_guess_is_told() {
    let reading = read("a.ttml", b"<tt><body><div><p>\xc7\xe0\xeb\xee\xe6\xed\xe8\xea\xe8</p></div></body></tt>");
    assert!(reading.problems[0].message.contains("Windows-1251"), "{:?}", reading.problems);
    assert_eq!(reading.transcript.unwrap().cues[0].text, "Заложники");
}

fn damaged(sample: &str, edits: Vec<(usize, u8)>, cut: usize) -> Vec<u8> {
    let mut bytes = sample.as_bytes().to_vec();
    let length = bytes.len();
    edits.into_iter().for_each(|(at, byte)| bytes[at % length] = byte);
    bytes.truncate(length - cut % length);
    bytes
}

proptest! {
    #[test]
    fn no_bytes_panic(edits in prop::collection::vec((any::<usize>(), any::<u8>()), 0..10), cut in any::<usize>(), whole in any::<bool>()) {
        let cut = if whole { 0 } else { cut };
        read("a.srt", damaged(SRT, edits.clone(), cut));
        read("a.ttml", damaged(TTML, edits.clone(), cut));
    }

    #[test]
    fn no_text_panics(text in "([ -~\n]|-->|<|\\{|:|00:01,5|[а-я]|\u{a0}|İ){0,80}") {
        read("a.srt", format!("1\n00:00:01,000 --> 00:00:02,000\n{text}"));
        read("a.srt", &text);
        read("a.ttml", format!("<tt><body><div><p begin=\"{}\">x</p></div></body></tt>", text.replace(['<', '"', '&'], "")));
    }
}
