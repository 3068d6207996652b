//! Films, photographs and documents go through the door of the command line: counted, described, found by page.

use crate::run::{Place, small_case};
use firsthand_testkit::made_files::{self, MadePage};

/// A film, a photograph and a PDF of two pages, the second a scan, in the place's folder.
fn arrivals(place: &Place) {
    made_files::film(&place.path("film.mp4"), "2004-09-03T10:05:00Z");
    made_files::photograph(&place.path("photo.jpg"));
    let jpeg = made_files::scan(&["Сторож зажёг фонарь на берегу"], &place.path("picture.jpg"));
    let pages = [MadePage::Words(&["The keeper wrote", "in the logbook."]), MadePage::Scan(&jpeg, 1240, 1754)];
    std::fs::write(place.path("scan.pdf"), made_files::pdf("Logbook", &pages, "")).unwrap();
}

const FILES: [&str; 4] = ["add", "film.mp4", "photo.jpg", "scan.pdf"];

#[test]
fn every_file_gets_a_receipt_with_its_reader_and_what_was_found() {
    let place = Place::new();
    arrivals(&place);
    place.json(&["new", "case"], 0);
    let outcome = place.json(&FILES, 0);
    let files = outcome["receipt"]["files"].as_array().unwrap();
    let readers: Vec<_> = files.iter().map(|file| (file["outcome"].as_str(), file["reader"].as_str())).collect();
    let stored = |reader| (Some("stored"), Some(reader));
    assert_eq!(readers, [stored("recording"), stored("photograph"), stored("pdf")], "{outcome}");
    assert_eq!((&files[0]["counts"]["seconds"], &files[2]["counts"]["pages_machine_read"]), (&2.into(), &1.into()));
    let again = place.json(&FILES, 0);
    assert_eq!((&again["entries"], &again["receipt"]["duplicate"]), (&0.into(), &3.into()), "{again}");
    let shown = String::from_utf8(place.run(&FILES).stdout).unwrap();
    assert!(shown.contains("scan.pdf: pdf (3 lines, 2 pages, 1 page machine read)"), "{shown}");
    assert_eq!(place.json(&["verify"], 0)["ok"], true);
}

#[test]
fn words_of_documents_are_found_with_their_page_also_after_a_rebuild() {
    let place = Place::new();
    arrivals(&place);
    place.json(&["new", "case"], 0);
    place.json(&FILES, 0);
    let check = || {
        let hit = |words: &str| place.json(&["search", words], 0)["hits"][0].clone();
        let (typed, read) = (hit("logbooks keeper"), hit("фонаря"));
        assert_eq!((&typed["id"], &typed["locator"]), (&"scan.pdf".into(), &"p. 1".into()), "{typed}");
        assert_eq!((&read["id"], &read["locator"]), (&"scan.pdf".into(), &"p. 2, read by machine".into()), "{read}");
        assert_eq!(hit("jetty")["locator"], "claimed by the file");
        assert_eq!(hit("lantern Box")["id"], "photo.jpg");
    };
    check();
    place.json(&["rebuild"], 0);
    check();
    let shown = String::from_utf8(place.run(&["search", "logbook"]).stdout).unwrap();
    assert!(shown.contains("page scan.pdf  p. 1, no source names it, entry "), "{shown}");
}

#[test]
fn without_the_tools_everything_is_kept_and_can_be_read_later() {
    let place = Place::new();
    arrivals(&place);
    place.json(&["new", "case"], 0);
    let without = [&FILES[..], &["--json"]].concat();
    let output = place.command(&without).env("PATH", "/nonexistent").output().unwrap();
    let outcome: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(outcome["receipt"]["unreadable"], 2, "{outcome}");
    let reason = outcome["receipt"]["files"][0]["reason"].as_str().unwrap();
    assert!(reason.contains("ffprobe is not installed") && reason.contains("Install ffmpeg"), "{reason}");
    assert_eq!(place.json(&["search", "logbook"], 0)["total"], 0);
    place.json(&FILES, 0);
    assert_eq!(place.json(&["search", "logbook"], 0)["total"], 1);
}

#[test]
fn what_lies_in_a_folder_is_described_and_goes_with_its_original() {
    let place = Place::new();
    let photo = made_files::photograph(&place.path("photo.jpg"));
    place.case_of(&small_case().file("pictures/photo.jpg", photo));
    let hit = place.json(&["search", "jetty"], 0)["hits"][0].clone();
    assert_eq!(hit["id"], "pictures/photo.jpg");
    let files = place.json(&["add", "photo.jpg"], 0)["receipt"]["files"].clone();
    let digest = files[0]["sha256"].as_str().unwrap();
    let erased = place.json(&["erase", digest, "--reason", "asked for", "--yes"], 0);
    assert_eq!((&erased["originals"], &erased["accepted"]), (&1.into(), &1.into()), "{erased}");
    assert_eq!(place.json(&["search", "jetty"], 0)["total"], 0);
}

#[test]
fn words_inside_an_archive_are_found_with_their_member_and_page() {
    let place = Place::new();
    let pdf = made_files::pdf("Log", &[MadePage::Blank, MadePage::Words(&["The lighthouse was dark."])], "");
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in [("papers/log.pdf", &pdf[..]), ("note.txt", "Маяк не горел.".as_bytes())] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut zip, bytes).unwrap();
    }
    std::fs::write(place.path("box.zip"), zip.finish().unwrap().into_inner()).unwrap();
    place.json(&["new", "case"], 0);
    let outcome = place.json(&["add", "box.zip"], 0);
    assert_eq!(outcome["receipt"]["files"][0]["counts"]["members"], 2, "{outcome}");
    let hit = |words: &str| place.json(&["search", words], 0)["hits"][0].clone();
    let (page, note) = (hit("lighthouses"), hit("маяка"));
    assert_eq!((&page["id"], &page["locator"]), (&"box.zip".into(), &"papers/log.pdf, p. 2".into()), "{page}");
    assert_eq!((&note["id"], &note["locator"]), (&"box.zip".into(), &"note.txt".into()), "{note}");
    assert_eq!(place.json(&["verify"], 0)["ok"], true);
}

#[test]
fn what_was_made_of_two_originals_alike_stays_with_the_one_that_stays() {
    let place = Place::new();
    let photo = made_files::photograph(&place.path("photo.jpg"));
    std::fs::write(place.path("longer.jpg"), [&photo[..], b"\0"].concat()).unwrap();
    place.json(&["new", "case"], 0);
    let files = place.json(&["add", "photo.jpg", "longer.jpg"], 0)["receipt"]["files"].clone();
    let erase = |file: usize| {
        let digest = files[file]["sha256"].as_str().unwrap();
        place.json(&["erase", digest, "--reason", "asked for", "--yes"], 0)["accepted"].clone()
    };
    assert_eq!(erase(0), 0);
    assert_eq!(place.json(&["verify"], 0)["ok"], true);
    assert_eq!(place.json(&["search", "jetty"], 0)["hits"][0]["id"], "longer.jpg");
    assert_eq!(erase(1), 1);
}
