//! Films, sounds, photographs and PDFs: made here, read through the door, each with what it says of itself and its place.

use crate::support::{read, sandbox};
use firsthand_intake::{Limits, Mode, Reading};
use firsthand_model::description::CarrierKind;
use firsthand_model::pages::PageText;
use firsthand_testkit::made_files::{self, MadePage};
use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;

/// Reads a file through the sandbox under its own name.
pub fn read_file(path: &Path) -> Reading {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    sandbox(&["__read"], Limits::default()).read(path, &name, Mode::Auto)
}

/// Reads bytes through the sandbox under a name.
pub fn read_bytes(name: &str, bytes: &[u8]) -> Reading {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    read_file(&path)
}

#[test]
fn a_film_says_what_is_in_it_and_when_it_claims_to_be_made() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("film.mp4");
    made_files::film(&path, "2004-09-03T10:05:00Z");
    let reading = read_file(&path);
    assert_eq!((reading.reader.as_str(), reading.problems.len()), ("recording", 0), "{:?}", reading.problems);
    assert_eq!((reading.counts["streams"], reading.counts["seconds"]), (2, 2));
    let film = reading.description.unwrap();
    assert_eq!(
        (film.kind, film.width_px, film.height_px, film.duration_ms),
        (CarrierKind::Film, Some(320), Some(240), Some(2000))
    );
    assert!(film.format.contains("mp4"));
    assert_eq!(film.claimed.made.as_deref(), Some("2004-09-03T10:05:00Z"));
    assert_eq!((film.streams[0].kind.as_str(), film.streams[0].codec.as_str()), ("video", "h264"));
    assert_eq!(film.streams[0].frame_rate.as_deref(), Some("25/1"));
    assert_eq!((film.streams[1].codec.as_str(), film.streams[1].sample_rate_hz), ("aac", Some(44_100)));
    assert_eq!(film.extra["title"], "A lantern");
    assert!(film.extra["read by"].starts_with("ffprobe "));
}

#[test]
fn a_sound_is_no_film_and_needs_no_ending() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tone.wav");
    made_files::sound(&path);
    let nameless = folder.path().join("tone");
    std::fs::rename(&path, &nameless).unwrap();
    let reading = read_file(&nameless);
    let sound = reading.description.unwrap();
    assert_eq!((sound.kind, sound.duration_ms, sound.width_px), (CarrierKind::Sound, Some(1000), None));
    assert_eq!((sound.claimed.made, sound.claimed.device), (None, None));
}

#[test]
fn a_cut_film_is_kept_and_ffprobe_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("film.mp4");
    made_files::film(&path, "2004-09-03T10:05:00Z");
    let bytes = std::fs::read(&path).unwrap();
    let reading = read_bytes("cut.mp4", &bytes[..bytes.len() / 3]);
    assert_eq!((reading.reader.as_str(), reading.is_clean()), ("none", true));
    assert!(reading.problems[0].message.starts_with("kept; ffprobe cannot read it"), "{:?}", reading.problems);
}

#[test]
fn a_photograph_of_a_telephone_in_heif_says_what_it_claims_like_any_other() {
    let bytes = made_files::heif();
    let reading = read_bytes("IMG_0001.HEIC", &bytes);
    assert_eq!((reading.reader.as_str(), reading.problems.len()), ("photograph", 0), "{:?}", reading.problems);
    let photo = reading.description.unwrap();
    let sides = (photo.format.as_str(), photo.width_px, photo.height_px);
    assert_eq!(sides, ("heif", Some(4032), Some(3024)));
    assert_eq!(photo.claimed.made.as_deref(), Some("2004-09-03T13:05:00"));
    assert_eq!(photo.claimed.device.as_deref(), Some("Lantern Box 7"));
    assert!(photo.claimed.position.is_some());
    let cut = read_bytes("cut.heic", &bytes[..bytes.len() - 60]);
    assert!(!cut.problems.is_empty() && cut.reader == "photograph", "{:?}", cut.problems);
}

#[test]
fn a_photograph_keeps_what_it_claims_and_its_clock_has_no_zone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("photo.jpg");
    let bytes = made_files::photograph(&path);
    let reading = read_file(&path);
    assert_eq!((reading.reader.as_str(), reading.problems.len()), ("photograph", 0), "{:?}", reading.problems);
    let photo = reading.description.unwrap();
    assert_eq!((photo.kind, photo.width_px, photo.height_px), (CarrierKind::Picture, Some(64), Some(48)));
    assert_eq!(photo.claimed.made.as_deref(), Some("2004-09-03T13:05:00"));
    assert_eq!((photo.claimed.orientation, photo.claimed.device.as_deref()), (Some(6), Some("Lantern Box 7")));
    let place = photo.claimed.position.unwrap();
    assert_eq!((place.latitude.as_str(), place.longitude.as_str()), ("43.185000", "-44.541111"));
    assert_eq!(photo.extra["UserComment"], "by the jetty");
    let cut = read_bytes("cut.jpg", &bytes[..bytes.len() / 2]);
    assert_eq!(cut.reader, "photograph");
    assert!(cut.problems.iter().any(|problem| problem.message.contains("it was cut")), "{:?}", cut.problems);
    for end in 0..bytes.len().min(700) {
        assert!(read("cut.jpg", &bytes[..end]).is_clean(), "cut at {end}");
    }
}

#[test]
fn the_words_of_a_pdf_have_their_page_and_place() {
    let pages = [MadePage::Words(&["The lantern was lit.", "Маяк не горел."]), MadePage::Words(&["Second page"])];
    let reading = read_bytes("report.pdf", &made_files::pdf("Отчёт", &pages, ""));
    assert_eq!((reading.reader.as_str(), reading.problems.len()), ("pdf", 0), "{:?}", reading.problems);
    assert_eq!((reading.counts["pages"], reading.counts["lines"], reading.counts["pages_machine_read"]), (2, 3, 0));
    let text = reading.pages.unwrap();
    assert_eq!(text.title.as_deref(), Some("Отчёт"));
    let page = &text.pages[0];
    assert_eq!((page.number, page.width_pt, page.height_pt, page.text), (1, 595, 842, PageText::Stated));
    assert_eq!(page.words().replace("\n\n", "\n"), "The lantern was lit.\nМаяк не горел.");
    let line = &page.lines[0];
    assert!((1_150..1_300).contains(&line.left) && (800..1_000).contains(&line.top), "{line:?}");
    assert_eq!(text.pages[1].words(), "Second page");
}

#[test]
fn a_scan_is_read_by_machine_in_two_languages_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let lines = ["The lantern stood by the window", "Свидетель видел маяк на берегу"];
    let jpeg = made_files::scan(&lines, &folder.path().join("scan.jpg"));
    let pages = [MadePage::Words(&["Cover"]), MadePage::Scan(&jpeg, 1240, 1754), MadePage::Blank];
    let reading = read_bytes("scan.pdf", &made_files::pdf("Scan", &pages, ""));
    assert_eq!(reading.problems, [], "{:?}", reading.problems);
    let counts = ["pages", "pages_machine_read", "pages_without_words"].map(|name| reading.counts[name]);
    assert_eq!(counts, [3, 1, 1]);
    let text = reading.pages.unwrap();
    let [typed, machine] = &text.read_by[..] else { panic!("{:?}", text.read_by) };
    assert!(typed.starts_with("pdftotext ") && machine.starts_with("tesseract "), "{:?}", text.read_by);
    assert!(machine.ends_with(", rus+eng, 2600 px"), "{machine}");
    let page = &text.pages[1];
    assert_eq!((page.text, page.width_pt), (PageText::MachineRead, 595));
    assert!(page.confidence_permille.is_some_and(|sure| sure > 700), "{page:?}");
    assert_eq!(page.words().replace("\n\n", "\n"), lines.join("\n"));
    assert!(page.lines[0].confidence_permille.is_some() && page.lines[0].top > 900, "{page:?}");
    assert_eq!((text.pages[0].text, text.pages[2].text), (PageText::Stated, PageText::Absent));
}

#[test]
fn a_pdf_that_would_act_is_read_and_named() {
    let action = "/OpenAction<</S/JavaScript/JS(app.alert(1))>>/AA<</WC<</S/Launch/F(/bin/sh)>>>>";
    let reading = read_bytes("act.pdf", &made_files::pdf("Act", &[MadePage::Words(&["Words"])], action));
    assert_eq!(reading.reader, "pdf");
    assert!(reading.problems[0].message.contains("JavaScript, starting a program; nothing"), "{:?}", reading.problems);
}

#[test]
fn a_cut_pdf_gives_what_it_has_left() {
    let whole = made_files::pdf("Cut", &[MadePage::Words(&["Kept words"])], "");
    let reading = read_bytes("cut.pdf", &whole[..whole.len() - 16]);
    assert!(reading.problems[0].message.contains("it was cut"), "{:?}", reading.problems);
    assert_eq!(reading.pages.map(|text| text.pages[0].words()).as_deref(), Some("Kept words"));
    let reading = read_bytes("stub.pdf", &whole[..200]);
    assert_eq!((reading.reader.as_str(), reading.is_clean()), ("none", true));
    assert!(reading.problems[0].message.contains("FH-INTAKE-009"), "{:?}", reading.problems);
}

#[test]
fn pages_that_a_machine_reads_are_told_one_by_one() {
    let folder = tempfile::tempdir().unwrap();
    let print = made_files::scan(&["We saw the lamp"], &folder.path().join("print.jpg"));
    let page = MadePage::Scan(&print, 1240, 1754);
    let path = folder.path().join("scan.pdf");
    std::fs::write(&path, made_files::pdf("Log", &[page, MadePage::Words(&["Written"]), page], "")).unwrap();
    let told = std::cell::RefCell::new(Vec::new());
    let tell = |done, of| told.borrow_mut().push((done, of));
    let reading = sandbox(&["__read"], Limits::default()).read_telling(&path, "scan.pdf", Mode::Auto, &tell);
    assert_eq!(reading.counts["pages_machine_read"], 2, "{:?}", reading.problems);
    assert_eq!(*told.borrow(), [(0, 2), (1, 2)]);
}

/// More than is held in memory of a file.
const BEYOND: u64 = 65 << 20;

/// A PDF whose pages, and what it asks a viewer for, stand behind what is held in memory.
fn long_pdf() -> Vec<u8> {
    let more = format!("{}/OpenAction<</S/JavaScript/JS(app.alert(1))>>", " ".repeat(BEYOND as usize));
    made_files::pdf("A long scan", &[MadePage::Words(&["The lantern was lit."])], &more)
}

#[test]
fn a_pdf_of_any_length_is_read_and_searched_whole() {
    let bytes = long_pdf();
    let reading = read_bytes("long.pdf", &bytes);
    assert_eq!((reading.reader.as_str(), reading.counts["pages"]), ("pdf", 1), "{:?}", reading.problems);
    assert_eq!(reading.pages.unwrap().pages[0].words(), "The lantern was lit.");
    let said: Vec<&str> = reading.problems.iter().map(|problem| problem.message.as_str()).collect();
    assert!(said[0].starts_with("it asks a viewer for JavaScript"), "{said:?}");
    assert!(!reading.problems.iter().any(|problem| problem.rest_unread || problem.message.contains("cut")), "{said:?}");
    let cut = read_bytes("cut.pdf", &bytes[..BEYOND as usize]);
    assert!(cut.problems.iter().any(|problem| problem.message.ends_with("it was cut")), "{:?}", cut.problems);
}

/// A TIFF of the size of a scanned sheet whose values stand at its end, where most programs put them.
fn long_tiff(path: &Path) {
    const MADE_BY: &[u8] = b"Lantern Box 7\0";
    let value = |tag: u16, kind: u16, count: u32, value: u32| {
        [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value.to_le_bytes()].concat()
    };
    let at = u32::try_from(BEYOND).unwrap();
    let words_at = at + 2 + 3 * 12 + 4;
    let values = [value(256, 4, 1, 9_000), value(257, 4, 1, 7_000), value(271, 2, MADE_BY.len() as u32, words_at)];
    let mut file = File::create(path).unwrap();
    file.write_all(&[b"II*\0".as_slice(), &at.to_le_bytes()].concat()).unwrap();
    file.seek(SeekFrom::Start(BEYOND)).unwrap();
    file.write_all(&[&3u16.to_le_bytes()[..], &values.concat(), &[0; 4], MADE_BY].concat()).unwrap();
}

#[cfg(target_os = "linux")]
#[test]
fn a_picture_of_any_length_says_what_stands_at_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sheet.tiff");
    long_tiff(&path);
    let reading = read_file(&path);
    assert_eq!((reading.reader.as_str(), reading.problems.len()), ("photograph", 0), "{:?}", reading.problems);
    let sheet = reading.description.unwrap();
    assert_eq!((sheet.width_px, sheet.height_px), (Some(9_000), Some(7_000)));
    assert_eq!(sheet.claimed.device.as_deref(), Some("Lantern Box 7"));
    // Of a longer one its size, and that the rest was not read.
    File::options().append(true).open(&path).unwrap().set_len((512 << 20) + 1).unwrap();
    let longer = read_file(&path);
    assert_eq!(longer.description.unwrap().width_px, Some(9_000));
    assert!(
        longer.problems[0].rest_unread && longer.problems[0].message.contains("536870912"),
        "{:?}",
        longer.problems
    );
}

#[test]
fn an_archive_that_begins_with_a_pdf_as_it_is_remains_an_archive() {
    let pdf = made_files::pdf("A report", &[MadePage::Blank], "");
    let reading = read("papers.zip", made_files::zip(&[("report.pdf", &pdf), ("note.txt", b"Words.")]));
    let members: Vec<&str> = reading.members.iter().map(|member| member.path.as_str()).collect();
    assert_eq!((reading.reader.as_str(), members), ("zip", vec!["report.pdf", "note.txt"]), "{:?}", reading.problems);
}
