//! Interviews in text documents, Word's and OpenDocument's: turns in paragraphs, and turns in rows of tables.

use crate::support::{archive, read};
use firsthand_intake::Reading;
use firsthand_model::transcript::{CueKind, Timing};

fn paragraphs(cell: &str, open: &str, close: &str) -> String {
    cell.split('\n').map(|line| format!("{open}{line}{close}")).collect()
}

/// A Word file with this body.
fn docx(body: &str) -> Vec<u8> {
    let document = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    archive(&[("word/document.xml", document.as_bytes())])
}

fn line(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

fn table(rows: &[&[&str]]) -> String {
    let cell =
        |cell: &&str| format!("<w:tc><w:tcPr/>{}</w:tc>", paragraphs(cell, "<w:p><w:r><w:t>", "</w:t></w:r></w:p>"));
    let row = |row: &&[&str]| format!("<w:tr>{}</w:tr>", row.iter().map(cell).collect::<String>());
    format!("<w:tbl><w:tblGrid/>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

/// An OpenDocument text with this body.
fn odt(body: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:text>{body}</office:text>\
         </office:body></office:document-content>"
    );
    archive(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.as_bytes())])
}

fn odt_table(rows: &[&[&str]]) -> String {
    let cell =
        |cell: &&str| format!("<table:table-cell>{}</table:table-cell>", paragraphs(cell, "<text:p>", "</text:p>"));
    let row =
        |row: &&[&str]| format!("<table:table-row>{}</table:table-row>", row.iter().map(cell).collect::<String>());
    format!("<table:table>{}</table:table>", rows.iter().map(row).collect::<String>())
}

/// Each cue of a transcript: its speaker, `-` where nobody speaks; its words; when it begins if that is stated.
fn turns(reading: &Reading) -> Vec<(String, String, Option<i64>)> {
    let found = reading.transcript.as_ref().unwrap_or_else(|| panic!("no transcript: {reading:?}"));
    let stated = |cue: &firsthand_model::transcript::Cue| cue.start_ms.filter(|_| cue.timing == Timing::Stated);
    let cue = |cue| (found.speaker(cue).unwrap_or("-").to_owned(), cue.text.clone(), stated(cue));
    found.cues.iter().map(cue).collect()
}

#[track_caller]
fn check(rows: &[&[&str]], expected: &[(&str, &str, Option<i64>)]) {
    for (name, bytes) in [("spoken/a.docx", docx(&table(rows))), ("spoken/a.odt", odt(&odt_table(rows)))] {
        let reading = read(name, bytes);
        assert_eq!((reading.reader.as_str(), reading.problems.len()), ("turns", 0), "{name}: {:?}", reading.problems);
        let found = turns(&reading);
        let found: Vec<_> = found.iter().map(|(who, what, start)| (who.as_str(), what.as_str(), *start)).collect();
        assert_eq!(found, expected, "{name}");
    }
}

const THREE: [(&str, &str, Option<i64>); 3] = [
    ("KEEPER", "I was there.\nThe whole night.", Some(10_000)),
    ("ASKER", "And then?", None),
    ("KEEPER", "Nothing.", Some(20_000)),
];

#[test]
fn turns_in_a_table_of_times_speakers_and_words_need_no_header() {
    check(
        &[
            &["0:10", "KEEPER:", "I was there.\nThe whole night."],
            &["", "ASKER:", "And then?"],
            &["[0:20]", "KEEPER:", "Nothing."],
        ],
        &THREE,
    );
}

#[test]
fn a_header_says_what_stands_where_in_english_and_in_russian() {
    let words = ["I was there.\nThe whole night.", "And then?", "Nothing."];
    for header in [["Words", "Time", "Speaker"], ["Текст", "Время", "Говорящий"]] {
        let rows: [&[&str]; 4] =
            [&header, &[words[0], "0:10", "KEEPER"], &[words[1], "", "ASKER"], &[words[2], "0:20", "KEEPER"]];
        check(&rows, &THREE);
    }
}

#[test]
fn speakers_and_words_alone_are_turns_where_speakers_recur() {
    let rows: [&[&str]; 5] = [
        &["Хранитель", "Я был там."],
        &["", "Всю ночь."],
        &["Ведущий", "А потом?"],
        &["Хранитель", "Ничего."],
        &["Ведущий", "Совсем?"],
    ];
    let told = [
        ("Хранитель", "Я был там.", None),
        ("Хранитель", "Всю ночь.", None),
        ("Ведущий", "А потом?", None),
        ("Хранитель", "Ничего.", None),
        ("Ведущий", "Совсем?", None),
    ];
    check(&rows, &told);
}

#[test]
fn speakers_before_the_words_in_a_table_of_times_are_speakers() {
    let rows: [&[&str]; 3] = [
        &["0:10", "KEEPER: I was there.\nASKER: And then?"],
        &["0:20", "KEEPER: Nothing."],
        &["0:30", "ASKER: Was it?"],
    ];
    let told = [
        ("KEEPER", "I was there.", Some(10_000)),
        ("ASKER", "And then?", None),
        ("KEEPER", "Nothing.", Some(20_000)),
        ("ASKER", "Was it?", Some(30_000)),
    ];
    check(&rows, &told);
}

#[test]
fn what_stands_around_the_table_and_across_it_is_a_note_at_its_line() {
    let rows: [&[&str]; 4] = [
        &["0:10", "KEEPER", "I was there."],
        &["(a pause)", "", ""],
        &["0:20", "ASKER", "And then?"],
        &["0:30", "KEEPER", "So."],
    ];
    let others = table(&[&["Place", "the quay"], &["Day", "a Monday"]]);
    let body =
        [line("An interview"), others, table(&rows), table(&[&["0:40", "ASKER", "Yes?"]]), line("The end")].concat();
    let reading = read("a.docx", docx(&body));
    let found = reading.transcript.as_ref().unwrap();
    let told: Vec<_> = found.cues.iter().map(|cue| (cue.kind, cue.text.as_str(), cue.line.unwrap())).collect();
    use CueKind::{Note, Speech};
    let expected = [
        (Note, "An interview", 1),
        (Note, "Place\nthe quay", 2),
        (Note, "Day\na Monday", 4),
        (Speech, "I was there.", 6),
        (Note, "(a pause)", 9),
        (Speech, "And then?", 12),
        (Speech, "So.", 15),
        (Speech, "Yes?", 18),
        (Note, "The end", 21),
    ];
    assert_eq!(told, expected);
    assert_eq!(found.voices, ["KEEPER", "ASKER"]);
}

#[test]
fn tables_in_which_nobody_takes_turns_stay_text() {
    let lists: [&[&[&str]]; 3] = [
        &[&["Lamp", "It gives light."], &["Horn", "It gives sound."], &["Rope", "It holds the ferry."]],
        &[&["Name", "Text"], &["Lamp", "One."], &["Horn", "Two."], &["Rope", "Three."]],
        &[&["9:00", "The ferry comes."], &["10:00", "The ferry goes."], &["11:00", "It comes again."]],
    ];
    for rows in lists {
        let reading = read("a.docx", docx(&table(rows)));
        assert_eq!(reading.transcript, None, "{rows:?}");
        assert!(reading.text.unwrap().contains(rows[1][1]));
    }
}

#[test]
fn turns_in_paragraphs_of_an_open_document_are_read_like_those_of_a_word_file() {
    let body = "<text:h>An interview</text:h><text:p>KEEPER: I<text:s text:c=\"2\"/>was\n   <text:span>there</text:span>.\
        <text:note><text:note-body><text:p>By the quay.</text:p></text:note-body></text:note></text:p>\
        <text:tracked-changes><text:p>Never said.</text:p></text:tracked-changes>\
        <text:list><text:list-item><text:p>ASKER: And<text:tab/>then?<text:line-break/>When?</text:p></text:list-item></text:list>\
        <text:p>KEEPER: Nothing.</text:p>";
    let reading = read("a.odt", odt(body));
    let found = turns(&reading);
    let told: Vec<_> = found.iter().map(|(who, what, _)| (who.as_str(), what.as_str())).collect();
    let expected = [
        ("-", "An interview"),
        ("KEEPER", "I  was there."),
        ("ASKER", "And\tthen?"),
        ("ASKER", "When?"),
        ("KEEPER", "Nothing."),
    ];
    assert_eq!(told, expected);
    let said: Vec<&str> = reading.problems.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].contains("content.xml (footnotes)") && said[1].contains("deleted passages"), "{said:?}");
}

#[test]
fn an_open_document_without_speakers_is_text_and_a_locked_one_says_so() {
    let reading = read("a.odt", odt("<text:p>На пристани.</text:p><text:p>Nobody spoke.</text:p>"));
    assert_eq!(reading.text.as_deref(), Some("На пристани.\nNobody spoke."));
    let manifest = b"<manifest:manifest xmlns:manifest=\"m\"><manifest:encryption-data/></manifest:manifest>";
    let locked = archive(&[("content.xml", b"\x01\x02"), ("META-INF/manifest.xml", manifest)]);
    let reading = read("a.odt", locked);
    assert!(reading.text.is_none() && reading.problems[0].message.contains("protected by a password"), "{reading:?}");
    assert!(read("a.odt", archive(&[("other.xml", b"<a/>")])).problems[0].message.contains("no OpenDocument text"));
}

#[test]
fn tables_nested_without_end_are_words_of_their_cell() {
    let deep = "<w:tbl><w:tr><w:tc>".repeat(5_000) + &line("Deep.") + &"</w:tc></w:tr></w:tbl>".repeat(5_000);
    let reading = read("a.docx", docx(&deep));
    assert!(reading.text.is_some_and(|text| text.contains("Deep.")) || !reading.problems.is_empty());
}

/// Rich Text as word processors write it: fonts with a character set, letters as bytes, a style and a property.
fn rtf(body: &str) -> Vec<u8> {
    let head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset204 Arial;}}{\stylesheet{\s0 Normal;}}{\info{\author A}}\pard\f0 ";
    format!("{head}{body}}}").into_bytes()
}

/// Letters of Windows-1251 as Rich Text has them.
fn escaped(text: &str) -> String {
    let bytes = encoding_rs::WINDOWS_1251.encode(text).0.into_owned();
    let each =
        bytes.iter().map(|byte| if byte.is_ascii() { char::from(*byte).to_string() } else { format!("\\'{byte:02x}") });
    each.collect()
}

#[test]
fn turns_in_rich_text_are_those_of_the_same_words_in_plain_text() {
    let words = "СТОРОЖ: Паром отошёл.\nВОПРОС: Когда?\nСТОРОЖ: Ночью, «без огней».\n(пауза)\nВОПРОС: Кто видел?";
    let body: String = words.lines().map(|line| format!("{}\\par\n", escaped(line))).collect();
    for name in ["hearing.rtf", "hearing.doc", "spoken/a.txt"] {
        let (rich, plain) = (read(name, rtf(&body)), read("hearing.txt", words));
        assert_eq!(turns(&rich), turns(&plain), "{name}");
        assert_eq!((rich.reader.as_str(), rich.problems.len()), ("turns", 0), "{:?}", rich.problems);
    }
    assert_eq!(turns(&read("hearing.txt", words)).len(), 5);
}

#[test]
fn rich_text_without_turns_is_its_words_and_what_was_not_read_or_cut_is_said() {
    let letter = format!("{{\\header {}}}{}\\par", escaped("Дело 7"), escaped("Никто не спал."));
    let reading = read("letter.rtf", rtf(&letter));
    assert_eq!(reading.text.as_deref(), Some("Никто не спал."));
    assert!(reading.problems[0].message.contains("heads holds words outside the body"), "{:?}", reading.problems);
    let whole = rtf(&letter);
    let cut = read("letter.rtf", &whole[..whole.len() - 3]);
    assert!(cut.problems[0].rest_unread && cut.problems[0].message.contains("it was cut"), "{:?}", cut.problems);
}

#[test]
fn turns_in_the_rows_of_a_table_in_rich_text_are_a_transcript() {
    let row = |cells: [&str; 3]| {
        let cells: String = cells.iter().map(|cell| format!("{cell}\\cell ")).collect();
        format!("\\trowd\\pard\\intbl {cells}\\row\n")
    };
    let rows = [
        ["Time", "Speaker", "Words"],
        ["0:10", "Keeper", "I was there."],
        ["0:20", "Asker", "And then?"],
        ["0:30", "Keeper", "Nothing."],
    ];
    let reading = read("interview.rtf", rtf(&rows.map(row).concat()));
    let expected = [("Keeper", "I was there.", 10_000), ("Asker", "And then?", 20_000), ("Keeper", "Nothing.", 30_000)];
    let expected = expected.map(|(who, what, ms)| (who.to_owned(), what.to_owned(), Some(ms)));
    assert_eq!(turns(&reading), expected);
}
