//! The receipt of an import: what was not read, not read to its end, or came twice, is never called stored.

use crate::run::{Place, small_case};
use serde_json::Value;
use std::fs;

fn line_of<'a>(outcome: &'a Value, path: &str) -> &'a Value {
    let files = outcome["receipt"]["files"].as_array().unwrap();
    files.iter().find(|file| file["path"] == path).unwrap_or_else(|| panic!("{path}: {outcome}"))
}

#[track_caller]
pub fn check_sum(outcome: &Value) {
    let receipt = &outcome["receipt"];
    let parts = ["stored", "partial", "copy", "duplicate", "unreadable", "refused"];
    let sum: u64 = parts.iter().map(|part| receipt[*part].as_u64().unwrap()).sum();
    assert_eq!((Some(sum), receipt["files"].as_array().unwrap().len() as u64), (receipt["total"].as_u64(), sum));
}

/// UTF-16 with a mark, as many Windows programs save text.
fn utf16(text: &str) -> Vec<u8> {
    format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// Small Cyrillic letters and spaces in Windows-1251.
fn windows_1251(text: &str) -> Vec<u8> {
    let byte = |letter: char| match letter {
        'а'..='я' => (u32::from(letter) - 0x430 + 0xe0) as u8,
        other => u8::try_from(u32::from(other)).unwrap(),
    };
    text.chars().map(byte).collect()
}

#[test]
fn files_of_which_nothing_was_read_are_unreadable_each_with_its_reason() {
    let place = Place::new();
    let files: [(&str, &[u8]); 9] = [
        ("papers/broken.docx", b"PK\x03\x04 and no more"),
        ("papers/budget.ods", b"PK\x03\x04 and no more"),
        ("budget.xlsx", b"PK\x03\x04 and no more"),
        ("papers/wide.txt", b"\xff\xfe\0\0n\0\0\0o\0\0\0"),
        ("papers/cut.zip", b"PK\x03\x04 and no more"),
        ("spoken/empty.vtt", b""),
        ("spoken/wide.srt", b"\xff\xfe\0\0n\0\0\0o\0\0\0"),
        ("spoken/nothing.srt", b"no times in it\n"),
        ("spoken/broken.eaf", b"<ANNOTATION_DOCUMENT>"),
    ];
    let folder = files.iter().fold(small_case(), |folder, (path, bytes)| folder.file(path, *bytes));
    let outcome = place.case_of(&folder);
    for (path, bytes) in files {
        let line = line_of(&outcome, path);
        assert_eq!(line["outcome"], "unreadable", "{line}");
        let reason = line["reason"].as_str().unwrap();
        assert_eq!(reason.contains("the file is empty: was it copied whole?"), bytes.is_empty(), "{line}");
        assert!(reason.len() > 10, "{line}");
    }
    assert_eq!(outcome["receipt"]["unreadable"], 9, "{outcome}");
    check_sum(&outcome);
    assert!(outcome["rows"]["statements"] == 2, "a damaged workbook is no table: {outcome}");
    assert_eq!(place.json(&["add", "tables/papers/broken.docx"], 0)["receipt"]["duplicate"], 1);
    fs::write(place.path("other.docx"), b"PK\x03\x04 and nothing more").unwrap();
    let added = place.json(&["add", "other.docx"], 0);
    assert_eq!(line_of(&added, "other.docx")["outcome"], "unreadable", "{added}");
}

#[test]
fn a_damaged_workbook_that_is_called_like_a_table_refuses_everything() {
    let place = Place::new();
    small_case().file("people.xlsx", b"PK\x03\x04 and no more".as_slice()).write(&place.path("tables"));
    place.json(&["new", "case"], 0);
    let outcome = place.json(&["import", "tables"], 1);
    assert_eq!((&outcome["entries"], &outcome["receipt"]["refused"]), (&0.into(), &outcome["receipt"]["total"]));
}

#[test]
fn a_table_without_rows_was_read() {
    let place = Place::new();
    let outcome = place.case_of(&small_case().file("people.csv", "id,name\n"));
    assert_eq!(line_of(&outcome, "people.csv")["outcome"], "stored", "{outcome}");
}

#[test]
fn bytes_that_come_twice_are_told_from_bytes_that_the_case_has() {
    let place = Place::new();
    let folder = small_case().file("a/first.txt", "The same words.\n").file("b/second.txt", "The same words.\n");
    let outcome = place.case_of(&folder);
    let line = line_of(&outcome, "b/second.txt");
    assert_eq!((&line["outcome"], &outcome["receipt"]["copy"]), (&"copy".into(), &1.into()), "{outcome}");
    assert_eq!(line["reason"], "the same bytes as a/first.txt, which came with it");
    assert_eq!(
        (&line_of(&outcome, "a/first.txt")["outcome"], &outcome["receipt"]["duplicate"]),
        (&"stored".into(), &0.into())
    );
    check_sum(&outcome);
    let again = place.json(&["import", "tables"], 0);
    assert_eq!((&again["entries"], &again["receipt"]["duplicate"]), (&0.into(), &again["receipt"]["total"]));
    small_case().file("c/third.txt", "The same words.\n").write(&place.path("more"));
    let more = place.json(&["import", "more"], 0);
    assert_eq!(line_of(&more, "c/third.txt")["outcome"], "duplicate", "{more}");
}

#[test]
fn a_file_that_is_longer_than_is_read_is_said_to_be_read_in_part() {
    let place = Place::new();
    let line = "The ferry left before the light was lit, and nobody saw it go.\n";
    let long = format!("quicksilver\n{}", line.repeat(140_000));
    let outcome = place.case_of(&small_case().file("long.txt", long.as_str()));
    let told = line_of(&outcome, "long.txt");
    assert_eq!((&told["outcome"], &outcome["receipt"]["partial"]), (&"partial".into(), &1.into()), "{told}");
    let reason = told["reason"].as_str().unwrap();
    let sizes = format!("the file has {} bytes, and at most 8388608 (8 MiB) are read of a text", long.len());
    assert!(reason.starts_with(&sizes), "{reason}");
    check_sum(&outcome);
    let noted = |problem: &&Value| problem["file"] == "long.txt" && problem["message"] == told["reason"];
    let problem = outcome["problems"].as_array().unwrap().iter().find(noted).unwrap();
    assert_eq!(
        (problem["fatal"].as_bool(), problem["row"].as_u64().is_some_and(|row| row > 130_000)),
        (Some(false), true)
    );
    assert_eq!(place.json(&["search", "quicksilver"], 0)["total"], 1);
    // Of a file whose beginning is nothing by itself, nothing is read.
    fs::File::create(place.path("long.json")).unwrap().set_len((64 << 20) + 1).unwrap();
    let output = place.run(&["add", "long.json"]);
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(
        printed.contains("kept, not readable: long.json (the file has 67108865 bytes, and at most 67108864"),
        "{printed}"
    );
    assert!(printed.contains("1 file: 0 stored, 0 already in the case, 1 kept but unreadable"), "{printed}");
}

#[test]
fn words_in_older_encodings_are_found_and_the_guess_is_told() {
    let place = Place::new();
    let captions = "1\r\n00:00:01,000 --> 00:00:02,000\r\nThe barometer fell.\r\n";
    let page = "<p>никто не видел как паром ушел от старой пристани</p>";
    let folder = small_case()
        .file("spoken/keeper.srt", utf16(captions))
        .file("pages/notice.html", windows_1251(page))
        .file("notes/note.txt", windows_1251("на причале стоял сторож и ждал рассвета"));
    let outcome = place.case_of(&folder);
    assert_eq!(
        (&outcome["receipt"]["unreadable"], &outcome["receipt"]["partial"]),
        (&0.into(), &0.into()),
        "{outcome}"
    );
    for (path, word, said) in [
        ("spoken/keeper.srt", "barometer", "UTF-16, as its byte-order mark says"),
        ("pages/notice.html", "пристани", "Windows-1251 (Cyrillic) by the look of its bytes"),
        ("notes/note.txt", "сторож", "as nothing in it says so: check it"),
    ] {
        assert_eq!(line_of(&outcome, path)["outcome"], "stored", "{outcome}");
        assert_eq!(place.json(&["search", word], 0)["total"], 1, "{path}");
        let problems = outcome["problems"].as_array().unwrap();
        let problem = problems.iter().find(|problem| problem["file"] == path).unwrap();
        assert!(problem["message"].as_str().unwrap().contains(said) && problem["fatal"] == false, "{problem}");
    }
}

#[test]
fn a_text_with_damaged_bytes_is_read_in_part_and_found() {
    let place = Place::new();
    let damaged = ["The barometer fell.\nПаром ".as_bytes(), b"\xff", " отошёл".as_bytes()].concat();
    let outcome = place.case_of(&small_case().file("notes/note.txt", damaged.as_slice()));
    let line = line_of(&outcome, "notes/note.txt");
    let reason = "1 sequences of bytes that are not UTF-8 were read as U+FFFD, at line 2, byte 31. Copy it again from where it came";
    assert_eq!((&line["outcome"], &line["reason"]), (&"partial".into(), &reason.into()), "{outcome}");
    check_sum(&outcome);
    assert_eq!(place.json(&["search", "barometer"], 0)["total"], 1);
    assert_eq!(place.json(&["search", "отошёл"], 0)["total"], 1);
}

/// A manifest of which a part is too deep to be read.
pub fn manifest_with_ranges_too_deep() -> String {
    let deep = "{\"type\": \"Range\", \"items\": [".repeat(40) + &"]}".repeat(40);
    format!(
        r#"{{"@context": "http://iiif.io/api/presentation/3/context.json", "id": "https://a.example/m", "type": "Manifest",
 "label": {{"en": ["On the quay"]}}, "structures": [{deep}], "items": [{{"id": "https://a.example/c", "type": "Canvas", "duration": 60,
 "items": [{{"id": "https://a.example/p", "type": "AnnotationPage", "items": [{{"id": "https://a.example/a", "type": "Annotation",
 "motivation": "painting", "target": "https://a.example/c", "body": {{"id": "https://a.example/1.mp3", "type": "Sound"}}}}]}}]}}]}}"#
    )
}

#[test]
fn a_transcript_that_was_read_in_part_says_so_in_the_list_of_transcripts() {
    let place = Place::new();
    let outcome = place.case_of(&small_case().file("spoken/manifest.json", manifest_with_ranges_too_deep()));
    let line = line_of(&outcome, "spoken/manifest.json");
    assert_eq!(line["outcome"], "partial", "{outcome}");
    assert_eq!(place.json(&["transcripts"], 0)[0]["unread"], line["reason"]);
    let listed = String::from_utf8(place.run(&["transcripts"]).stdout).unwrap();
    assert!(listed.contains("read in part: 1 ranges were left out"), "{listed}");
}
