//! Pictures, recordings and documents made to break a reader or to act: each is contained, and says what it tried.

use crate::media::read_bytes;
use crate::support::archive;
use firsthand_testkit::made_files::{self, MadePage};

/// The reading is by this reader, and one of its problems says this.
#[track_caller]
fn check(name: &str, bytes: &[u8], reader: &str, part: &str) {
    let reading = read_bytes(name, bytes);
    assert_eq!((reading.reader.as_str(), reading.is_clean()), (reader, true), "{:?}", reading.problems);
    assert!(reading.problems.iter().any(|problem| problem.message.contains(part)), "{part}: {:#?}", reading.problems);
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let sides = [width.to_be_bytes(), height.to_be_bytes()].concat();
    [&b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"[..], &sides, &[8, 2, 0, 0, 0], &[0; 4], b"\0\0\0\0IEND\xae\x42\x60\x82"]
        .concat()
}

#[test]
fn ten_gigapixels_in_a_header_cost_nothing() {
    check("wall.png", &png(100_000, 100_000), "photograph", "100000 × 100000 pixels");
    let reading = read_bytes("wall.png", &png(100_000, 100_000));
    assert_eq!(reading.description.unwrap().width_px, Some(100_000));
}

#[test]
fn files_of_two_kinds_are_read_as_one_and_the_other_is_named() {
    let zip = archive(&[("a.txt", b"words")]);
    let pdf = made_files::pdf("Two", &[MadePage::Words(&["Words"])], "");
    check("both.png", &[&png(4, 4)[..], &zip].concat(), "photograph", "open as a ZIP archive");
    check("both.jpg", &[b"\xff\xd8\xff\xfe\0\x20", &pdf[..]].concat(), "photograph", "open as a PDF");
    check("both.gif", b"GIF89a\x01\0\x01\0\0\0\0/*<script>alert(1)</script>*/;", "photograph", "open as a web page");
    check("both.pdf", &[&pdf[..], &zip].concat(), "pdf", "open as a ZIP archive");
}

#[test]
fn a_drawing_with_scripts_and_addresses_is_only_read() {
    let drawing = "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='30px' onload='steal()'><title>План</title>\
        <script>steal()</script><image href='https://example.org/x.png'/><use href='#a'/><text>The <tspan>jetty</tspan></text></svg>";
    check("plan.svg", drawing.as_bytes(), "drawing", "<script>, addresses outside it, the handler onload; nothing");
    let picture = read_bytes("plan.svg", drawing.as_bytes()).description.unwrap();
    assert_eq!(
        (picture.width_px, picture.height_px, picture.extra["words"].as_str()),
        (Some(40), Some(30), "План\nThe jetty")
    );
    let laughs =
        "<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><svg><text>&b;</text></svg>";
    check("laughs.svg", laughs.as_bytes(), "none", "document type");
}

#[test]
fn a_playlist_under_another_name_opens_no_file() {
    let list = b"#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:1.0,\n/etc/passwd\n#EXT-X-ENDLIST\n\0";
    check("film.mp4", list, "none", "ffprobe");
    check("film.mov", b"ffconcat version 1.0\nfile '/etc/passwd'\n\0", "none", "ffprobe");
}

#[test]
fn directories_that_point_at_themselves_come_to_an_end() {
    let circle = b"II*\0\x08\0\0\0\x01\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0\x08\0\0\0";
    let reading = read_bytes("circle.tif", circle);
    assert_eq!((reading.reader.as_str(), reading.is_clean()), ("photograph", true), "{:?}", reading.problems);
    let pages = "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9>>endobj";
    let reading = read_bytes("circle.pdf", format!("%PDF-1.4\n{pages}\ntrailer<</Root 1 0 R>>\n%%EOF").as_bytes());
    assert!(reading.is_clean(), "{:?}", reading.problems);
}

#[test]
fn a_page_without_end_is_drawn_no_larger_than_others() {
    let pdf = String::from_utf8_lossy(&made_files::pdf("Wide", &[MadePage::Blank], "")).into_owned();
    let reading = read_bytes("wide.pdf", pdf.replace("[0 0 595 842]", "[0 0 9e6 9e6]").as_bytes());
    assert_eq!((reading.reader.as_str(), reading.counts["pages_without_words"]), ("pdf", 1), "{:?}", reading.problems);
}

#[test]
fn a_locked_pdf_says_that_it_is() {
    // The standard handler with a password that nobody knows.
    let lock =
        "<</Filter/Standard/V 1/R 2/O(00000000000000000000000000000000)/U(11111111111111111111111111111111)/P -4>>";
    let pdf = String::from_utf8_lossy(&made_files::pdf("Locked", &[MadePage::Blank], "")).into_owned();
    let pdf =
        pdf.replace("/Info 3 0 R", &format!("/Info 3 0 R/ID[(0000000000000000)(0000000000000000)]/Encrypt {lock}"));
    check("locked.pdf", pdf.as_bytes(), "none", "protected by a password");
}

#[test]
fn damage_anywhere_gives_a_reading() {
    let folder = tempfile::tempdir().unwrap();
    let photo = made_files::photograph(&folder.path().join("photo.jpg"));
    let pdf = made_files::pdf("Damaged", &[MadePage::Words(&["Words"])], "");
    let zip = archive(&[("a.txt", b"words"), ("b.jpg", &photo)]);
    for (name, whole) in [("photo.jpg", &photo), ("log.pdf", &pdf), ("box.zip", &zip)] {
        for at in 0..whole.len().min(1_500) {
            let mut bytes = whole.clone();
            bytes[at] = !bytes[at];
            let reading = firsthand_intake::read_bytes(name, firsthand_intake::Mode::Auto, &bytes);
            assert!(reading.proposals.is_empty() && reading.is_clean(), "{name} at {at}: {:?}", reading.problems);
        }
    }
}
