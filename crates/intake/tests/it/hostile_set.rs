//! Files made with intent, through the real child: each is contained, and what was asked for is said or left as it is.
//! Rules of single readers on such files stand in `hostile`; damaged files are in `damaged`.

use crate::support::{archive, read, sandbox};
use crate::well_formed;
use firsthand_intake::{Limits, Mode, Reading};
use firsthand_testkit::made_mail::{base64, message_with};
use std::fmt::Write;

/// Reads a file in the child: the folder must be as it was, and the reading whole.
#[track_caller]
fn contained(name: &str, bytes: impl AsRef<[u8]>) -> Reading {
    let (bytes, folder) = (bytes.as_ref(), tempfile::tempdir().unwrap());
    let path = folder.path().join("file");
    std::fs::write(&path, bytes).unwrap();
    let limits = Limits { wall_seconds: 20, ..Limits::default() };
    let reading = sandbox(&["__read"], limits).read(&path, name, Mode::Auto);
    assert_eq!(std::fs::read(&path).unwrap(), bytes, "{name}: the original was changed");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "{name}: something was written");
    let faults = well_formed::faults(name, bytes.len(), &reading);
    assert!(faults.is_empty(), "{name}: {faults:#?}");
    let ended = ["FH-INTAKE-003", "FH-INTAKE-006"];
    let badly = reading.problems.iter().find(|problem| ended.iter().any(|code| problem.message.contains(code)));
    assert!(badly.is_none(), "{name}: {badly:?}");
    reading
}

/// Nothing came of it but the file itself.
#[track_caller]
fn kept_unread(name: &str, bytes: impl AsRef<[u8]>) -> Reading {
    let reading = contained(name, bytes);
    assert!(reading.is_clean(), "{name}: {:?}", reading.problems);
    assert!(
        reading.text.is_none() && reading.transcript.is_none() && reading.proposals.is_empty(),
        "{name}: {reading:?}"
    );
    reading
}

fn says(reading: &Reading, part: &str) -> bool {
    reading.problems.iter().any(|problem| problem.message.contains(part))
}

#[test]
fn paths_inside_an_archive_lead_nowhere() {
    for name in ["../../outside", "/etc/outside", "..\\outside", "C:\\outside", "xl/../../outside", "a\0b"] {
        let bytes = archive(&[(name, b"x"), ("word/document.xml", b"<w:document/>")]);
        for file in ["a.zip", "a.docx", "a.xlsx", "a.ods"] {
            let reading = contained(file, &bytes);
            assert!(reading.text.is_none_or(|text| text.is_empty()) && reading.transcript.is_none(), "{file}, {name}");
        }
    }
}

#[test]
fn archives_that_unpack_without_end_are_not_unpacked() {
    let zeros = vec![0; 65 << 20];
    let bomb = archive(&[("word/document.xml", &zeros)]);
    assert!(bomb.len() < 1 << 20, "{} bytes", bomb.len());
    for name in ["a.docx", "a.xlsx", "a.ods"] {
        assert!(!contained(name, &bomb).problems.is_empty(), "{name}");
    }
    assert!(says(&contained("a.zip", &bomb), "unpacks to more than"), "the member is named and not read");
    // Archives in archives: each is opened, and what comes out of all of them is counted.
    let nested = (0..8).fold(bomb, |inner, _| archive(&[("inner.zip", &inner)]));
    let reading = contained("a.zip", nested);
    assert!(reading.text.is_none() && reading.transcript.is_none() && reading.proposals.is_empty(), "{reading:?}");
}

#[test]
fn messages_and_archives_in_each_other_without_end_are_contained() {
    let zeros = vec![0; 65 << 20];
    let bomb = archive(&[("zeros.txt", &zeros), ("../../outside", b"x")]);
    let letter = message_with("bomb", "Words.", &[("../../bomb.zip", &bomb), ("/etc/passwd", b"x")]);
    let reading = contained("a.zip", archive(&[("letter.eml", &letter), ("again.zip", &bomb)]));
    assert!(says(&reading, "unpacks to more than") && says(&reading, "only named"), "{:?}", reading.problems);
    let came: u64 = reading.members.iter().map(|member| member.size_bytes).sum();
    assert!(came < 64 << 20 && reading.members.iter().all(|member| !member.path.contains("..")), "{came} bytes");
    // Each message within is base64 of the next, so that the parser itself goes into it.
    let wrapped = |inner: Vec<u8>, _| {
        let head = b"From: a@a.example\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n";
        [head, base64(&inner).as_bytes()].concat()
    };
    let deep = (0..12).fold(b"From: a@a.example\r\n\r\nwords".to_vec(), wrapped);
    assert!(says(&contained("a.eml", deep), "8 files deep"));
    let archives = (0..30)
        .fold(b"words".to_vec(), |inner, _| archive(&[("a.eml", &message_with("x", "y", &[("a.zip", &inner)]))]));
    assert!(says(&contained("a.zip", archives), "8 files deep"));
}

/// What overflows the stack of the parser ends the child, and the file is kept.
#[test]
fn messages_hidden_in_base64_without_end_cost_the_reading_and_nothing_else() {
    let hidden = base64("Content-Type: message/rfc822\n\n".repeat(200_000).as_bytes());
    let head = "From: a@a.example\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    std::fs::write(&path, format!("{head}{hidden}")).unwrap();
    let reading = sandbox(&["__read"], Limits::default()).read(&path, "a.eml", Mode::Auto);
    assert!(reading.is_clean() && !reading.problems.is_empty(), "{:?}", reading.problems);
}

#[test]
fn entities_that_grow_are_refused_by_every_reader_of_xml() {
    let mut entities = String::from("<!DOCTYPE a [<!ENTITY e0 \"ha\">");
    for level in 1..10 {
        let _ = write!(entities, "<!ENTITY e{level} \"{}\">", format!("&e{};", level - 1).repeat(10));
    }
    entities.push_str("<!ENTITY file SYSTEM \"file:///etc/passwd\">]>");
    let documents = [
        ("a.eaf", "<ANNOTATION_DOCUMENT>&e9;&file;</ANNOTATION_DOCUMENT>"),
        ("a.tei", "<TEI><text><body><u>&e9;&file;</u></body></text></TEI>"),
        (
            "a.xml",
            "<ROOT xmlns=\"https://www.weareavp.com/nunncenter/ohms\"><record><title>&e9;&file;</title></record></ROOT>",
        ),
        (
            "a.ttml",
            "<tt xmlns=\"http://www.w3.org/ns/ttml\"><body><div><p begin=\"1s\" end=\"2s\">&e9;&file;</p></div></body></tt>",
        ),
    ];
    for (name, document) in documents {
        let document = format!("{entities}{document}");
        let reading = contained(name, &document);
        // Where the type stands before the root a file may not be known for what it is; then it is text as written.
        let is_as_written = reading.text.as_deref() == Some(&document);
        assert!(reading.transcript.is_none() && (is_as_written || !reading.problems.is_empty()), "{name}: {reading:?}");
    }
    let word = format!(
        "{entities}<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>&e9;&file;</w:t></w:r></w:p></w:body></w:document>"
    );
    let reading = contained("a.docx", archive(&[("word/document.xml", word.as_bytes())]));
    assert!(
        reading.text.is_none_or(|text| text.len() < 100 && !text.contains("root:")),
        "no entity of the file's is expanded"
    );
    let page = contained("a.html", format!("{entities}<p>&e9;&file;</p>"));
    assert!(page.text.is_some_and(|text| text.len() < 20_000 && !text.contains("root:")));
}

#[test]
fn markup_as_deep_as_a_file_can_hold_is_contained() {
    let nested = |open: &str, close: &str, times: usize| format!("{}{}", open.repeat(times), close.repeat(times));
    let deep = |open, close| nested(open, close, 200_000);
    let names_and_bodies = [
        ("a.json", deep("[", "]")),
        ("b.json", format!("{{\"segments\": {}}}", deep("[", "]"))),
        ("a.eaf", format!("<ANNOTATION_DOCUMENT>{}</ANNOTATION_DOCUMENT>", deep("<a>", "</a>"))),
        ("a.tei", format!("<TEI><text><body><u>{}</u></body></text></TEI>", deep("<seg>", "</seg>"))),
        ("b.tei", format!("<TEI><text><body>{}</body></text></TEI>", deep("<div><u>a</u>", "</div>"))),
        ("a.ttml", format!("<tt xmlns=\"http://www.w3.org/ns/ttml\"><body>{}</body></tt>", deep("<div>", "</div>"))),
        ("a.vtt", format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{}", deep("<b>", "</b>"))),
        ("a.srt", format!("1\n00:00:01,000 --> 00:00:02,000\n{}", deep("<i>", "</i>"))),
        ("a.html", nested("<div><table><tr><td>", "", 50_000)),
        ("a.rst", format!("**A**: one\n\n{}", deep("**`<", ">`_**"))),
        ("a.md", deep("> * ", "")),
        ("accounts/a.md", format!("+++\ntitle = \"A\"\nlang = \"en\"\n+++\n{}", nested("*[", "](b)*", 10_000))),
        ("case.toml", format!("a = {}", deep("[", "]"))),
    ];
    for (name, body) in names_and_bodies {
        contained(name, body);
    }
}

#[test]
fn a_drawing_with_a_script_is_no_page() {
    let drawing =
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>steal()</script><image href=\"file:///etc/passwd\"/></svg>";
    let reading = contained("a.svg", drawing);
    assert!(reading.transcript.is_none() && reading.proposals.is_empty() && reading.is_clean());
    let page = contained("a.html", format!("<p>seen</p>{drawing}"));
    assert_eq!(page.text.as_deref().map(str::trim), Some("seen"), "no script is anybody's words");
}

#[test]
fn a_pdf_with_actions_does_nothing() {
    let pdf = b"%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/Launch/F(sh)>>/AA<</O<</S/JavaScript/JS(app.launchURL\\('http://a.example'\\))>>>>>>endobj\n\
        2 0 obj<</S/URI/URI(http://a.example)>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n\xff\xfe";
    kept_unread("a.pdf", pdf);
}

#[test]
fn a_file_that_is_two_things_is_read_as_its_name_says_or_not_at_all() {
    let zip = archive(&[("word/document.xml", b"<w:document/>")]);
    let page: &[u8] = b"<html><body><p>seen</p></body></html>";
    let captions: &[u8] = b"WEBVTT\n\n00:01.000 --> 00:02.000\nseen\n\n";
    contained("a.html", [page, &zip].concat());
    contained("a.zip", [page, &zip].concat());
    contained("a.vtt", [captions, &zip].concat());
    contained("a.docx", [captions, &zip].concat());
    kept_unread("a.jpg", [b"\xff\xd8\xff\xe0\0\x10JFIF\0".as_slice(), page, &zip, b"\xff\xd9"].concat());
    kept_unread("a.gif", [b"GIF89a/*\0\0".as_slice(), b"*/=1;alert(1)"].concat());
    kept_unread("people.pdf", [b"%PDF-1.4\n\0\xff".as_slice(), &zip].concat());
}

#[test]
fn pictures_that_claim_ten_billion_points_cost_their_bytes() {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    png.extend(100_000_u32.to_be_bytes().repeat(2));
    png.extend(b"\x10\x06\0\0\0\0\0\0\0\0\0IEND\xae\x42\x60\x82");
    kept_unread("a.png", &png);
    let mut tiff = b"II*\0\x08\0\0\0\x02\0\0\x01\x04\0\x01\0\0\0".to_vec();
    tiff.extend([0xff; 8]);
    kept_unread("a.tiff", &tiff);
    kept_unread("a.jpg", b"\xff\xd8\xff\xc0\0\x11\x08\xff\xff\xff\xff\x03\x01\x22\0\x02\x11\x01\x03\x11\x01\xff\xd9");
}

#[test]
fn names_that_lead_elsewhere_are_names_and_nothing_more() {
    for name in
        ["../../etc/passwd", "/etc/passwd", "accounts/../case.toml", "a\n.csv", "\u{202e}vsc.a", "tables/../people.csv"]
    {
        let reading = contained(name, "id,name\nP1,somebody\n");
        assert!(reading.text.is_none_or(|text| !text.contains("root:")), "{name:?}");
    }
}

#[test]
fn a_message_or_manifest_that_names_files_has_none_of_them_opened() {
    let mail = "From: a@a.example\nSubject: x\nContent-Type: message/external-body; access-type=local-file; name=\"/etc/passwd\"\n\n\
        Content-Type: text/plain\n\n";
    assert!(contained("a.eml", mail).text.is_none_or(|text| !text.contains("root:")));
    let manifest = r#"{"@context": "http://iiif.io/api/presentation/3/context.json", "id": "file:///etc/passwd", "type": "Manifest",
        "label": {"en": ["x"]}, "items": [{"id": "file:///etc/passwd", "type": "Canvas", "duration": 1e308, "items": []}]}"#;
    let reading = contained("a.json", manifest);
    assert!(!says(&reading, "root:"));
}

#[test]
fn what_the_child_reads_of_hostile_text_is_what_is_read_in_place() {
    let text =
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v \u{202e}<script>>\u{0}\u{feff}<img src=x onerror=alert(1)>&lt;b&gt;\n";
    assert_eq!(contained("a.vtt", text), read("a.vtt", text));
}
