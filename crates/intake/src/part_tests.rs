//! Every reader of transcripts, texts and pages with a file that is longer than is read: nothing is left out without a word.

use super::*;
use std::fmt::Write;

/// Reads a file as if at most `most_bytes` of one were read.
fn read(name: &str, text: &str, most_bytes: u64) -> Reading {
    let extent = Extent { size_bytes: text.len() as u64, most_bytes };
    // What the child is handed: the limit and one byte.
    let handed = text.len().min(most_bytes as usize + 1);
    read_within(extent, name, Mode::TextOnly, &text.as_bytes()[..handed])
}

fn file(head: &str, piece: impl Fn(u64) -> String) -> String {
    let mut text = head.to_owned();
    (1..=40).for_each(|number| text.push_str(&piece(number)));
    text
}

/// Of a file cut anywhere the whole pieces before the cut are read, and one line says where reading ended.
#[track_caller]
fn check_parted(name: &str, reader: &str, text: &str) {
    let whole = read(name, text, text.len() as u64);
    let spoken = whole.transcript.unwrap_or_else(|| panic!("{name}: {:?}", whole.problems)).cues;
    assert_eq!((whole.reader.as_str(), whole.problems.len()), (reader, 0), "{name}: {:?}", whole.problems);
    for most in text.len() / 2..text.len() / 2 + 60 {
        let part = read(name, text, most as u64);
        let [problem] = part.problems.as_slice() else { panic!("{name} at {most}: {:?}", part.problems) };
        let (size, limit) = (format!("{} bytes", text.len()), format!("at most {most} are read of a transcript"));
        assert!(problem.rest_unread && !problem.fatal, "{problem}");
        assert!(problem.message.contains(&size) && problem.message.contains(&limit), "{problem}");
        let transcript = part.transcript.unwrap();
        assert_eq!(transcript.unread(), Some(&*problem.message), "{name}: the transcript itself says so");
        let cues = transcript.cues;
        assert!(cues.len() > 10 && cues.len() < spoken.len(), "{name} at {most}: {} cues", cues.len());
        let texts =
            |cues: &[firsthand_model::transcript::Cue]| cues.iter().map(|cue| cue.text.clone()).collect::<Vec<_>>();
        assert_eq!(texts(&cues), texts(&spoken[..cues.len()]), "{name} at {most}");
        // The next cue stands where reading ended, or just behind.
        let next = spoken[cues.len()].line.unwrap_or_default();
        assert!(problem.row.is_some_and(|row| row <= next && next - row <= 2), "{name} at {most}: {problem}, {next}");
    }
}

#[track_caller]
fn check_unread(name: &str, text: &str) {
    let reading = read(name, text, text.len() as u64 - 1);
    let [problem] = reading.problems.as_slice() else { panic!("{name}: {:?}", reading.problems) };
    let said = ["bytes, and at most", "of a transcript", "Nothing of it was read"];
    assert!(said.iter().all(|part| problem.message.contains(part)), "{name}: {problem}");
    assert!(problem.rest_unread && reading.reader == "none", "{name}: {problem}");
    assert_eq!((reading.text, reading.transcript), (None, None), "{name}");
}

fn clock(number: u64, mark: char) -> String {
    format!("00:00:{number:02}{mark}000 --> 00:00:{number:02}{mark}900")
}

#[test]
fn captions_over_the_limit_are_read_up_to_the_last_whole_cue() {
    let vtt = file("WEBVTT\n\n", |number| format!("{}\nSay number {number}.\nAnd more.\n\n", clock(number, '.')));
    check_parted("a.vtt", "webvtt", &vtt);
    let srt = file("", |number| format!("{number}\r\n{}\r\nSay number {number}.\r\n\r\n", clock(number, ',')));
    check_parted("a.srt", "srt", &srt);
}

#[test]
fn a_table_over_the_limit_is_read_up_to_the_last_whole_row_and_is_not_called_cut() {
    check_parted("a.csv", "transcript-table", &file("speaker,words\n", |number| format!("A,\"Say, {number}.\"\n")));
    let lines = file("\u{feff}speaker;words\r\n", |number| format!("A;\"Say\r\nthe {number}.\"\r\n"));
    check_parted("a.csv", "transcript-table", &lines);
}

#[test]
fn turns_and_hearings_over_the_limit_are_read_up_to_the_last_whole_line() {
    check_parted(
        "a.txt",
        "turns",
        &file("", |number| format!("{}: Say {number}.\n", ["KEEPER", "ASKER"][number as usize % 2])),
    );
    let day = "18 October 2022\n===============\n\n";
    check_parted("a.rst", "hearing", &file(day, |number| format!("**Counsel**: Say number {number}.\n\n")));
    let edited = "# Transcript for editing: a\n\n";
    check_parted("a.txt", "plain", &file(edited, |number| format!("[00:00:{number:02}.000] A\nSay {number}.\n\n")));
}

#[test]
fn what_is_no_file_without_its_end_is_not_read_and_says_so() {
    check_unread("a.ttml", "<tt xmlns=\"http://www.w3.org/ns/ttml\"><body><div><p>One</p></div></body></tt>\n");
    check_unread("a.xml", "<ROOT xmlns=\"https://www.weareavp.com/nunncenter/ohms\"><record></record></ROOT>\n");
    check_unread("a.eaf", "<ANNOTATION_DOCUMENT></ANNOTATION_DOCUMENT>\n");
    check_unread("a.xml", "<TEI><text><u>One</u></text></TEI>\n");
    check_unread(
        "a.json",
        "{\"@context\": \"http://iiif.io/api/presentation/3/context.json\",\n\"type\": \"Manifest\"}\n",
    );
    check_unread("a.json", "{\"text\": \"One\",\n\"segments\": []}\n");
    for name in ["a.docx", "a.xlsx", "a.ods"] {
        check_unread(name, "PK\u{3}\u{4} and then\nsome more\n");
    }
}

#[test]
fn a_table_of_the_case_over_the_limit_stops_the_import() {
    let extent = Extent { size_bytes: 90, most_bytes: 10 };
    let reading = read_within(extent, "people.csv", Mode::Auto, b"id,name\nP1,");
    assert!(!reading.is_clean() && reading.problems[0].message.contains("90 bytes, and at most 10 are read"));
    assert!(read_within(extent, "marks.csv", Mode::Cells, b"id,name\nP1,").cells.is_empty());
}

#[test]
fn texts_and_pages_over_the_limit_are_read_up_to_the_last_whole_line() {
    let mut text = String::new();
    for number in 0..140_000 {
        let _ = writeln!(text, "{number}: the ferry left before the light was lit, said nobody.");
    }
    for (name, what) in [("a.txt", "a text"), ("a.log", "a text"), ("list.csv", "a text"), ("a.html", "a page")] {
        let reading = read_bytes(name, Mode::TextOnly, text.as_bytes());
        let (words, problem) = (reading.text.unwrap(), &reading.problems[0]);
        let last = words.lines().last().unwrap();
        let next = problem.row.unwrap() - 1;
        assert!(problem.rest_unread && problem.message.contains("at most 8388608 (8 MiB) are read of"), "{problem}");
        assert!(problem.message.contains(what) && problem.message.contains(&text.len().to_string()), "{problem}");
        // The words of a page run on; a text keeps its lines.
        assert!(name == "a.html" || last.starts_with(&format!("{}: ", next - 1)), "{name}: {last}");
        assert!(words.ends_with("said nobody.") || words.ends_with("said nobody.\n"), "{name}");
    }
}

#[test]
fn a_text_of_one_endless_line_ends_with_a_whole_character() {
    let reading = read_bytes("a.txt", Mode::Auto, format!("a{}", "ж".repeat(5 << 20)).as_bytes());
    let words = reading.text.unwrap();
    assert!((8_388_600..=8_388_608).contains(&words.len()) && words.ends_with('ж'), "{}", words.len());
    assert!(reading.problems[0].rest_unread);
}

#[test]
fn a_text_that_grows_or_shrinks_as_utf_8_is_whole_where_it_was() {
    let russian = format!("{}\nконец", "паром отошел от пристани ночью\n".repeat(200_000));
    let bytes = encoding_rs::WINDOWS_1251.encode(&russian).0;
    let english = format!("{}\nthe end", "the ferry left\n".repeat(300_000));
    let doubled: Vec<u8> = format!("\u{feff}{english}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, text) in [(bytes.as_ref(), &russian), (doubled.as_slice(), &english)] {
        let reading = read_bytes("list.csv", Mode::TextOnly, bytes);
        assert!(!reading.problems.iter().any(|problem| problem.rest_unread), "{:?}", reading.problems);
        assert!(reading.text.as_ref() == Some(text));
    }
}
