//! Words in UTF-8 of which some bytes are damaged: they are read, each such place is marked, and the problem says where they are.
//! What is in another encoding is read as that, and tables of the case are refused as before.

use crate::support::{check, read};
use firsthand_intake::Reading;

/// The words of a reading, however they are kept.
fn words(reading: &Reading) -> String {
    let cues = reading.transcript.iter().flat_map(|transcript| &transcript.cues);
    let spoken: Vec<&str> = cues.map(|cue| cue.text.as_str()).collect();
    reading.text.clone().unwrap_or_else(|| spoken.join("\n"))
}

/// A text with damage where it has `#`: a lone lead byte, and a NUL where it has `%`.
fn damaged(text: &str) -> Vec<u8> {
    let damage = |byte: u8| match byte {
        b'#' => 0xd0,
        b'%' => 0,
        other => other,
    };
    text.bytes().map(damage).collect()
}

#[track_caller]
fn check_read(name: &str, text: &str, reader: &str, row: u64, places: &str) {
    let reading = read(name, damaged(text));
    let [problem] = reading.problems.as_slice() else { panic!("{name}: {:?}", reading.problems) };
    assert_eq!((reading.reader.as_str(), problem.row, problem.rest_unread), (reader, Some(row), true), "{name}");
    let said = format!("{places}. Copy it again");
    assert!(reading.is_clean() && problem.message.contains(&said), "{name}: {problem}");
    assert!(words(&reading).contains("п\u{fffd}аром отошёл"), "{name}: {}", words(&reading));
}

#[test]
fn words_with_damaged_bytes_are_read_and_the_places_are_named() {
    check_read("notes/a.txt", "Ночью\nп#аром отошёл\n", "text", 2, "read as U+FFFD, at line 2, byte 13");
    check_read("a.md", "Ночью\nп%аром отошёл\n", "text", 2, "1 NUL bytes were read as U+FFFD, at line 2, byte 13");
    check_read("a.log", "Ночью\nп#аром отошёл\n", "text", 2, "at line 2, byte 13");
    check_read("a.html", "<p>Ночью</p>\n<p>п#аром отошёл</p>\n", "html", 2, "at line 2, byte 23");
    check_read("papers/list.csv", "что,когда\nп#аром отошёл,ночью\n", "text", 2, "at line 2, byte 20");
}

#[test]
fn spoken_words_with_damaged_bytes_are_read_and_the_places_are_named() {
    let vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\nп#аром отошёл\n";
    check_read("a.vtt", vtt, "webvtt", 4, "at line 4, byte 34");
    check_read("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nп#аром отошёл\n", "srt", 3, "at line 3, byte 34");
    check_read("spoken/a.csv", "speaker,words\nА,п#аром отошёл\n", "transcript-table", 2, "at line 2, byte 19");
    let turns = "СТОРОЖ: п#аром отошёл.\nВОПРОС: Когда?\nСТОРОЖ: Ночью.\n";
    check_read("a.txt", turns, "turns", 1, "at line 1, byte 16");
    let ttml = "<tt xmlns=\"http://www.w3.org/ns/ttml\"><body><div><p begin=\"1s\">п#аром отошёл</p></div></body></tt>";
    check_read("a.ttml", ttml, "ttml", 1, "at line 1, byte 65");
}

#[test]
fn a_transcript_with_damaged_bytes_says_itself_that_it_was_read_in_part() {
    let reading = read("a.srt", damaged("1\n00:00:01,000 --> 00:00:02,000\nп#аром отошёл\n"));
    let transcript = reading.transcript.unwrap();
    let said = transcript.unread().unwrap();
    assert_eq!(*said, reading.problems[0].message);
}

#[test]
fn a_text_that_ends_inside_a_character_is_read_to_there() {
    let text = "Ночью паром отошёл";
    let reading = read("a.txt", &text.as_bytes()[..text.len() - 1]);
    assert_eq!(reading.text.as_deref(), Some("Ночью паром отош\u{451}\u{fffd}"));
    assert!(reading.problems[0].message.contains("The file ends inside a character: it was cut."));
}

#[test]
fn a_long_text_that_is_parted_inside_a_character_is_not_called_damaged() {
    // One byte less than is read of a text, so that its end falls into a letter of two bytes.
    let text = format!("a{}", "ж".repeat(5 << 20));
    let reading = read("a.txt", text);
    assert_eq!(reading.problems.len(), 1, "{:?}", reading.problems);
    let long = [damaged("п#аром отошёл\n").as_slice(), "ж\n".repeat(4 << 20).as_bytes()].concat();
    let reading = read("a.txt", &long);
    let rows: Vec<_> = reading.problems.iter().map(|problem| problem.row).collect();
    assert_eq!((reading.problems.len(), rows[0]), (2, Some(1)), "{:?}", reading.problems);
    assert!(reading.problems[1].message.contains("at most 8388608 (8 MiB) are read of a text"));
}

#[test]
fn other_encodings_are_read_as_such_and_no_damage_is_made_of_them() {
    let text = "паром отошёл от пристани ночью";
    for encoding in [encoding_rs::WINDOWS_1251, encoding_rs::KOI8_R, encoding_rs::IBM866] {
        let reading = read("a.txt", encoding.encode(text).0);
        assert_eq!(reading.text.as_deref(), Some(text), "{}", encoding.name());
        assert!(!reading.problems[0].rest_unread && reading.problems[0].message.contains("check it"));
    }
    // What is none of its letters is a loss, and said to be one.
    let reading = read("a.txt", [b"\xff\xfe".as_slice(), b"w\0o\0\0\xd8d\0"].concat());
    assert_eq!(reading.text.as_deref(), Some("wo\u{fffd}d"));
    assert!(reading.problems[0].rest_unread, "{:?}", reading.problems);
}

#[test]
fn tables_of_the_case_refuse_damaged_bytes() {
    check(&read("people.csv", damaged("id,name\nP1,п#аром\n")), Some(2), None, &["byte 13 is not UTF-8"]);
}

#[test]
fn pictures_and_programs_called_text_are_not_repaired() {
    let picture = [b"\x89PNG\r\n\x1a\n".as_slice(), "жжж".as_bytes(), b"\xd0!"].concat();
    assert_eq!(read("a.txt", picture).reader, "photograph");
    let program: Vec<u8> = (0..=255).cycle().take(4096).collect();
    assert_eq!(read("a.txt", program).text, None);
}

#[test]
fn one_bad_byte_in_much_utf_8_stays_utf_8_whatever_the_script() {
    let cyrillic = "Ночью паром отошёл от пристани, и никто не спал. ".repeat(200);
    let english = "It was night. He said: “nobody slept”. ".repeat(20);
    let apostrophe = format!("{} He didn’t.", "The ferry left the landing at night. ".repeat(40));
    for text in [cyrillic, english, apostrophe] {
        for bad in [&b"\xe9"[..], b"\xff", b"\x81", b"\xe9 \xf1"] {
            let reading = read("a.txt", [text.as_bytes(), bad].concat());
            let lost = "\u{fffd}";
            let read_text = reading.text.unwrap();
            assert!(read_text.starts_with(&text) && read_text[text.len()..].contains(lost), "{bad:?}");
            assert!(reading.problems[0].rest_unread && reading.problems[0].message.contains("read as U+FFFD"));
        }
    }
}

#[test]
fn ascii_with_one_byte_above_is_taken_for_what_is_said_and_where_it_is_no_letter_for_damage() {
    let ascii = "The ferry left the landing at night. ".repeat(40);
    let of = |bad: &[u8]| read("a.txt", [ascii.as_bytes(), b"At the caf", bad, b" nobody slept."].concat());
    let western = of(b"\xe9");
    assert!(western.text.unwrap().ends_with("At the café nobody slept."));
    let said = &western.problems[0].message;
    assert!(said.contains("read as Latin-1 or Windows-1252") && said.contains("check it"), "{said}");
    let damaged = of(b"\x81");
    assert!(damaged.text.unwrap().ends_with("At the caf\u{fffd} nobody slept."));
    assert!(damaged.problems[0].rest_unread, "{:?}", damaged.problems);
}

#[test]
fn damaged_text_under_an_ending_that_nobody_knows_is_read_where_it_can_only_be_text() {
    let words = "Ночью паром отошёл от пристани, и никто не спал. ".repeat(20);
    for name in ["notes.old", "notes", "diary.wri"] {
        let reading = read(name, [words.as_bytes(), b"\xd0!\n"].concat());
        assert!(reading.text.as_ref().is_some_and(|text| text.contains("\u{fffd}!")), "{name}: {:?}", reading.problems);
        assert!(reading.problems[0].message.contains("read as U+FFFD"), "{name}");
    }
    let program: Vec<u8> = (0..=255).cycle().take(4096).collect();
    for bytes in [program, encoding_rs::WINDOWS_1251.encode(&words).0.into_owned()] {
        let reading = read("notes.old", bytes);
        assert_eq!(reading.text, None);
        assert!(reading.problems[0].message.contains("give it an ending such as .txt"), "{:?}", reading.problems);
    }
}
