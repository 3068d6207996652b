//! Transcriptions of speech in TEI: small files of ours in the ways that TEI P5, ISO 24624 and parliaments write them.
//! Rules of times and of pieces are tested beside the reader.

use crate::support::read;
use firsthand_intake::Reading;
use firsthand_model::Transcript;
use firsthand_model::transcript::{CueKind, Timing};
use proptest::prelude::*;
use std::fmt::Write;

/// As ISO 24624 has it, with a time line, anchors and spans.
const ISO: &str = r##"<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="ru"><teiHeader><fileDesc><titleStmt><title>На пристани</title>
<author>An office</author></titleStmt><sourceDesc><recordingStmt><recording type="audio"><date when="2004-09-03"/>
<media mimeType="audio/wav" url="file:///a.wav"/></recording></recordingStmt></sourceDesc></fileDesc>
<profileDesc><particDesc><listPerson><person xml:id="SPK0"><persName><forename>A</forename> <surname>Keeper</surname></persName></person>
<person xml:id="SPK1" n="Asker"/><person xml:id="SPK2" n="Asker"/></listPerson></particDesc></profileDesc></teiHeader>
<text><timeline unit="s"><when xml:id="T0"/><when xml:id="T1" interval="2.5" since="#T0"/><when xml:id="T2"/>
<when xml:id="T3" interval="6.5" since="#T0"/></timeline>
<body><annotationBlock who="#SPK0" start="#T0" end="#T1" xml:id="b1"><u><seg type="utterance"><w join="right">Да</w><pc>,</pc>
 <w>я</w> <w join="right">был</w><pc>.</pc></seg></u><spanGrp type="en"><span from="#T0" to="#T1">Yes, I was.</span></spanGrp></annotationBlock>
<annotationBlock who="#SPK1" start="#T1" end="#T3"><u xml:lang="en">And <anchor synch="#T2"/>then?<pause dur="PT1S"/></u></annotationBlock>
<incident><desc>A door</desc></incident>
<u who="#SPK2" start="#T3" end="#T9">So.</u>
<u who="#SPK9 #SPK0">Both <unclear>at once</unclear> <choice><sic>hear</sic><corr>here</corr></choice></u></body></text></TEI>"##;

/// As a parliament has it: no time line, notes and heads, a language to each segment.
const HOUSE: &str = r##"<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="uk"><teiHeader><profileDesc><settingDesc><setting>
<date when="2002-05-14"/></setting></settingDesc></profileDesc></teiHeader><text><body><div type="debateSection"><head>Перше</head>
<note type="time">10 година</note><u who="#chair" ana="#chair" xml:id="u1"><seg xml:id="s1">Прошу.</seg>
<kinesic type="applause"><desc>Оплески</desc></kinesic><seg xml:id="s2" xml:lang="ru">Садитесь.</seg></u></div></body></text></TEI>"##;

fn transcript(reading: &Reading) -> &Transcript {
    reading.transcript.as_ref().unwrap_or_else(|| panic!("no transcript: {:?}", reading.problems))
}

#[test]
fn blocks_have_the_times_of_their_points_and_the_names_of_their_speakers() {
    let reading = read("interviews/keeper.xml", ISO);
    let found = transcript(&reading);
    assert_eq!((reading.reader.as_str(), found.title.as_deref()), ("tei", Some("На пристани")));
    assert_eq!((found.date.as_deref(), found.media.join(",")), (Some("2004-09-03"), "file:///a.wav".into()));
    assert_eq!(found.extra["fileDesc/titleStmt/author"], "An office");
    let cues: Vec<_> = found
        .cues
        .iter()
        .map(|cue| (found.speaker(cue).unwrap_or("-"), cue.text.as_str(), cue.start_ms, cue.end_ms, cue.timing))
        .collect();
    use Timing::{Absent, Interpolated, Stated};
    assert_eq!(
        cues,
        [
            ("A Keeper", "Да, я был.", Some(0), Some(2500), Stated),
            ("Asker", "And", Some(2500), Some(4500), Interpolated),
            ("Asker", "then?", Some(4500), Some(6166), Interpolated),
            ("Asker", "pause, dur PT1S", Some(6166), Some(6500), Interpolated),
            ("-", "A door", Some(6500), Some(6500), Interpolated),
            ("Asker (SPK2)", "So.", Some(6500), None, Stated),
            ("SPK9, A Keeper", "Both at once hear", None, None, Absent),
        ]
    );
}

#[test]
fn what_has_no_field_is_kept_by_its_own_name() {
    let reading = read("interviews/keeper.xml", ISO);
    let found = transcript(&reading);
    let (first, last) = (&found.cues[0], found.cues.last().unwrap());
    assert_eq!((first.label.as_deref(), first.lang.as_deref(), first.line), (Some("b1"), None, Some(9)));
    assert_eq!(first.extra["spanGrp en"], "#T0 #T1: Yes, I was.");
    assert_eq!((found.cues[1].lang.as_deref(), found.cues[2].continues), (Some("en"), true));
    assert_eq!((last.extra["who"].as_str(), last.extra["corr"].as_str()), ("#SPK9 #SPK0", "here"));
    let problems: Vec<_> = reading.problems.iter().map(|problem| (problem.row, problem.message.as_str())).collect();
    assert_eq!(
        problems,
        [
            (Some(1), "1 voices have no person in this file and are called by their identifiers: SPK9"),
            (Some(13), "the point «#T9» that it names is not there"),
        ]
    );
}

#[test]
fn a_parliament_without_times_has_sections_remarks_and_languages() {
    let reading = read("house/day.xml", HOUSE);
    let found = transcript(&reading);
    assert_eq!((found.lang.as_deref(), found.date.as_deref()), (Some("uk"), Some("2002-05-14")));
    assert_eq!((found.sections[0].title.as_str(), found.sections[0].first), ("Перше", 0));
    assert_eq!(found.sections[0].extra["type"], "debateSection");
    let cues: Vec<_> = found
        .cues
        .iter()
        .map(|cue| (cue.kind, cue.label.as_deref(), cue.text.as_str(), cue.lang.as_deref(), cue.continues))
        .collect();
    use CueKind::{Note, Speech};
    assert_eq!(
        cues,
        [
            (Note, None, "10 година", None, false),
            (Speech, Some("s1"), "Прошу.", None, false),
            (Note, None, "Оплески", None, false),
            (Speech, Some("s2"), "Садитесь.", Some("ru"), true),
        ]
    );
    assert_eq!((found.cues[1].extra["ana"].as_str(), found.cues[1].extra["u"].as_str()), ("#chair", "u1"));
    assert_eq!((found.cues[2].extra["type"].as_str(), found.turns().count()), ("applause", 1));
}

#[test]
fn a_document_in_which_nobody_speaks_stays_text_and_says_why() {
    let drama = "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><text><body><sp><l>A line</l></sp></body></text></TEI>";
    let reading = read("plays/a.xml", drama);
    assert_eq!((reading.reader.as_str(), reading.transcript.is_none()), ("text", true));
    assert!(reading.text.as_deref() == Some(drama) && reading.problems[0].message.contains("without an utterance"));
}

#[test]
fn a_prefix_or_the_ending_tei_makes_no_difference() {
    let prefixed = "<t:TEI xmlns:t=\"http://www.tei-c.org/ns/1.0\"><t:text><t:u who=\"K\">Yes</t:u></t:text></t:TEI>";
    assert_eq!(read("a.xml", prefixed).counts["cues"], 1);
    assert_eq!(read("a.tei", prefixed).counts["cues"], 1);
    assert_ne!(read("a.xml", "<TEIX><u>Yes</u></TEIX>").reader, "tei");
}

#[test]
fn entities_that_grow_are_refused_by_every_reader_of_xml() {
    let mut laughs = String::from("[<!ENTITY a0 \"ha\">");
    (1..=9).for_each(|n| write!(laughs, "<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10)).unwrap());
    laughs.push_str("]>");
    let ohms = "<ROOT xmlns=\"https://www.weareavp.com/nunncenter/ohms\"><record><title>&a9;</title></record></ROOT>";
    let elan = "<ANNOTATION_DOCUMENT><TIER TIER_ID=\"&a9;\"/></ANNOTATION_DOCUMENT>";
    let tei = "<TEI><text><u>&a9;</u></text></TEI>";
    for (name, reader, body) in
        [("a.xml", "ohms", ohms), ("a.eaf", "elan", elan), ("b.xml", "elan", elan), ("c.xml", "tei", tei)]
    {
        let root = body[1..].split([' ', '>']).next().unwrap();
        let reading = read(name, format!("<!DOCTYPE {root} {laughs}{body}"));
        assert_eq!((reading.reader.as_str(), reading.transcript.is_none()), (reader, true), "{name}");
        assert!(reading.is_clean() && reading.problems.len() == 1, "{name}: {:?}", reading.problems);
        assert!(reading.problems[0].message.contains("not well-formed XML that may be read"), "{:?}", reading.problems);
    }
}

#[test]
fn every_utterance_of_a_long_document_is_a_turn_at_its_line() {
    let mut text = String::from("<TEI><text><timeline><when xml:id=\"T0\"/>");
    (1..=20_000).for_each(|n| write!(text, "<when xml:id=\"T{n}\" interval=\"1\" since=\"#T{}\"/>", n - 1).unwrap());
    text.push_str("</timeline>\n");
    (0..20_000).for_each(|n| writeln!(text, "<u who=\"#P{n}\" start=\"#T{n}\" end=\"#T{}\">words</u>", n + 1).unwrap());
    text.push_str("</text></TEI>");
    let (turns, reading) = (text.matches("<u ").count(), read("a.xml", &text));
    assert_eq!((reading.counts["turns"], reading.counts["voices"]), (turns as u64, turns as u64));
    let cues = &transcript(&reading).cues;
    assert!(
        cues.iter().zip(0..).all(|(cue, n)| cue.start_ms == Some(n * 1000) && cue.line == u64::try_from(n + 2).ok())
    );
}

#[test]
fn elements_nested_without_end_take_nothing_down() {
    let (open, close) = ("<emph>".repeat(100_000), "</emph>".repeat(100_000));
    let reading = read("a.xml", format!("<TEI><text><u>a {open}b{close}</u></text></TEI>"));
    assert_eq!(transcript(&reading).cues[0].text, "a b");
    assert!(reading.problems.iter().any(|problem| problem.message.contains("nested too deep")));
}

proptest! {
    #[test]
    fn no_bytes_stop_the_reader(is_iso: bool, at in 0..3000usize, gone in 0..12usize, bytes in prop::collection::vec(any::<u8>(), 0..12)) {
        let mut damaged = if is_iso { ISO } else { HOUSE }.as_bytes().to_vec();
        let at = at.min(damaged.len());
        let end = damaged.len().min(at + gone);
        damaged.splice(at..end, bytes);
        read("interviews/a.xml", damaged);
    }

    #[test]
    fn no_exchanged_names_stop_the_reader(from in 0..8usize, to in 0..8usize, is_iso: bool) {
        let words = ["T0", "T1", "T3", "SPK0", "<u", "interval", "start", "since"];
        read("interviews/a.xml", if is_iso { ISO } else { HOUSE }.replace(words[from], words[to]));
    }
}
