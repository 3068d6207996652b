//! Copies through the door of the command line: what is alike is asked, what a person wrote down is answered, nothing by itself.

use crate::run::{Place, files};
use firsthand_testkit::CaseFolder;
use firsthand_testkit::made_files::{self, MadePage};
use firsthand_testkit::made_heif::MadeHeif;
use firsthand_testkit::made_mail;
use serde_json::Value;

const SAID: &str = "I was the keeper that night. I lit the lamp at nine and went down to the jetty, where three boats lay at anchor. \
    Then I heard the horn twice, and after that a noise as of iron on stone, and no more.";

/// Two sources whose texts are nearly one, a third of other words, two photographs of one scene and one of another.
fn alike(place: &Place) -> CaseFolder {
    alike_with(place, "")
}

/// The same, where the second photograph says what it depends on.
fn alike_with(place: &Place, depends_on: &str) -> CaseFolder {
    let picture = |name: &str, words: &str| made_files::still(&place.path(name), words);
    let (scene, smaller, other) = (
        picture("a.png", "-f lavfi -i testsrc2=s=640x480 -frames:v 1"),
        picture("b.jpg", "-f lavfi -i testsrc2=s=640x480,scale=320:240,eq=brightness=0.1 -frames:v 1 -q:v 9"),
        picture("c.png", "-f lavfi -i mandelbrot=s=640x480 -frames:v 1"),
    );
    let source = |folder: CaseFolder, id: &str, file: &str| {
        let on = if id == "S5" { depends_on } else { "" };
        folder.row(
            "sources",
            &[("id", id), ("what", "a source"), ("read_extent", "whole"), ("file", file), ("depends_on", on)],
        )
    };
    let mut folder = CaseFolder::new().titled("Copies").count_question("Q1", "How many boats were there?");
    for (id, file) in [
        ("S1", "files/said.txt"),
        ("S2", "files/printed.txt"),
        ("S3", "files/other.txt"),
        ("S4", "files/a.png"),
        ("S5", "files/b.jpg"),
        ("S6", "files/c.png"),
    ] {
        folder = source(folder, id, file);
    }
    folder
        .file("files/said.txt", SAID)
        .file("files/printed.txt", format!("A keeper writes to us:\n\n{}\n", SAID.replace("the horn", "a HORN")))
        .file(
            "files/other.txt",
            "The clerk of the harbour wrote down every boat that came in before the evening, and there were three.",
        )
        .file("files/a.png", scene)
        .file("files/b.jpg", smaller)
        .file("files/c.png", other)
        .statement("E1", "S1", "the keeper", "saw", "three boats lay at anchor")
        .statement("E2", "S2", "a newspaper", "told", "three boats lay at anchor")
        .statement("E3", "S3", "a clerk", "official", "three boats came in")
        .statement("E4", "S4", "a photographer", "saw", "the jetty is empty")
        .count("E1", "Q1", 3)
        .count("E2", "Q1", 3)
        .count("E3", "Q1", 3)
}

fn pair<'a>(copies: &'a Value, one: &str, other: &str) -> &'a Value {
    let is_it = |pair: &&Value| pair["sides"][0]["id"] == one && pair["sides"][1]["id"] == other;
    copies["pairs"].as_array().unwrap().iter().find(is_it).unwrap_or_else(|| panic!("{one} {other}: {copies:#}"))
}

#[test]
fn what_is_alike_is_asked_with_what_is_shared_and_who_stands_on_it() {
    let place = Place::new();
    place.case_of(&alike(&place));
    let copies = place.json(&["copies"], 0);
    assert_eq!(copies["pairs"].as_array().unwrap().len(), 2, "{copies:#}");
    assert_eq!((&copies["compared"]["pictures"], &copies["compared"]["texts"]), (&3.into(), &3.into()), "{copies:#}");
    let words = pair(&copies, "S1", "S2");
    assert_eq!((&words["state"], &words["answered_by"]), (&"open".into(), &Value::Array(Vec::new())));
    let passage = words["passage"].as_str().unwrap();
    assert!(passage.starts_with("I was the keeper that night. I lit the lamp"), "{passage}");
    let (exact, estimated) =
        (words["common_permille"].as_u64().unwrap(), words["estimated_permille"].as_u64().unwrap());
    assert!((500..1000).contains(&exact) && exact.abs_diff(estimated) < 220, "{exact} {estimated}");
    assert_eq!(words["sides"][1]["statements"], serde_json::json!(["E2"]));
    let row = &words["rows"][0];
    assert_eq!(
        (&row["id"], &row["from_statement"], &row["to_statement"]),
        (&"D001".into(), &"E1".into(), &"E2".into())
    );
    let pictures = pair(&copies, "S4", "S5");
    assert!(pictures["bits"].as_u64().unwrap() <= 7, "{pictures:#}");
    assert_eq!(pictures["state"], "nothing_rests", "no statement stands on the second: {pictures:#}");
}

#[test]
fn a_pair_is_answered_by_a_persons_row_and_by_nothing_else() {
    let place = Place::new();
    let folder = alike(&place);
    place.case_of(&folder);
    let origins = |place: &Place| place.json(&["questions", "Q1"], 0)["scopes"][0]["groups"][0]["origins"].clone();
    let before = origins(&place);
    assert_eq!(place.json(&["copies", "--open"], 0)["pairs"].as_array().unwrap().len(), 1);
    assert_eq!(origins(&place), before, "looking changes nothing");

    let shown = String::from_utf8(place.run(&["copies"]).stdout).unwrap();
    let row = shown.lines().find(|line| line.trim().starts_with("D001,E1,E2,KIND,")).unwrap().trim();
    let table = |row: &str| format!("id,from_statement,to_statement,kind,reason,certainty\n{row}\n");
    std::fs::write(place.path("tables/dependences.csv"), table(row)).unwrap();
    let refused = place.json(&["import", "tables"], 1);
    assert_eq!(refused["entries"], 0, "the question is no answer: {refused:#}");

    std::fs::write(place.path("tables/dependences.csv"), table(&row.replace("KIND", "derived_from"))).unwrap();
    place.json(&["import", "tables"], 0);
    let copies = place.json(&["copies"], 0);
    let words = pair(&copies, "S1", "S2");
    assert_eq!((&words["state"], &words["answered_by"][0]), (&"answered".into(), &"D001".into()), "{words:#}");
    assert_eq!(place.json(&["copies", "--open"], 0)["pairs"], Value::Array(Vec::new()));
    assert_ne!(origins(&place), before, "now they are counted as one report");
}

#[test]
fn independent_is_an_answer_too_and_so_is_what_a_source_depends_on() {
    let place = Place::new();
    let row = [("id", "D7"), ("from_statement", "E2"), ("to_statement", "E1"), ("kind", "independent")];
    place.case_of(&alike(&place).row("dependences", &row));
    assert_eq!(pair(&place.json(&["copies"], 0), "S1", "S2")["answered_by"], serde_json::json!(["D7"]));

    let place = Place::new();
    place.case_of(&alike_with(&place, "S4"));
    let copies = place.json(&["copies"], 0);
    let pictures = pair(&copies, "S4", "S5");
    assert_eq!((&pictures["state"], &pictures["answered_by"][0]), (&"answered".into(), &"S5 depends on S4".into()));
}

#[test]
fn bytes_that_came_twice_are_listed_with_both_names() {
    let place = Place::new();
    let photo = made_files::photograph(&place.path("photo.jpg"));
    std::fs::write(place.path("again.jpg"), photo).unwrap();
    place.json(&["new", "case"], 0);
    place.json(&["add", "photo.jpg", "again.jpg"], 0);
    let copies = place.json(&["copies"], 0);
    assert_eq!(copies["exact"][0]["names"], serde_json::json!(["again.jpg", "photo.jpg"]), "{copies:#}");
    assert_eq!((copies["exact"].as_array().unwrap().len(), &copies["pairs"]), (1, &Value::Array(Vec::new())));
    let shown = String::from_utf8(place.run(&["copies"]).stdout).unwrap();
    assert!(shown.contains("the same: again.jpg, photo.jpg"), "{shown}");
}

#[test]
fn a_film_that_cannot_be_compared_is_named_and_the_rest_is_compared() {
    let place = Place::new();
    made_files::film(&place.path("film.mp4"), "2004-09-03T10:05:00Z");
    made_files::film(&place.path("copy.mkv"), "2010-01-01T00:00:00Z");
    made_files::photograph(&place.path("photo.jpg"));
    place.json(&["new", "case"], 0);
    place.json(&["add", "film.mp4", "copy.mkv", "photo.jpg"], 0);
    let output = place.command(&["copies", "--json"]).env("PATH", "/nonexistent").output().unwrap();
    let copies: Value = serde_json::from_slice(&output.stdout).unwrap();
    let reason = copies["not_compared"][0]["reason"].as_str().unwrap();
    assert!(reason.contains("Install ffmpeg") && copies["compared"]["pictures"] == 1, "{copies:#}");
    let copies = place.json(&["copies", "--jobs", "2"], 0);
    let films = pair(&copies, "copy.mkv", "film.mp4");
    assert_eq!((&copies["compared"]["films"], &films["sides"][0]["at_ms"]), (&2.into(), &0.into()), "{films:#}");
}

#[test]
fn what_was_compared_goes_with_its_original() {
    let place = Place::new();
    place.case_of(&alike(&place));
    let copies = place.json(&["copies"], 0);
    let digest = pair(&copies, "S1", "S2")["sides"][0]["original"].as_str().unwrap().to_owned();
    let kept = |place: &Place| {
        files(&place.path("case/derived/made")).iter().any(|path| path.to_string_lossy().contains(&digest[7..]))
    };
    assert!(kept(&place));
    place.json(&["erase", &digest, "--reason", "asked for", "--yes"], 0);
    assert!(!kept(&place));
    assert_eq!(place.json(&["copies"], 0)["pairs"].as_array().unwrap().len(), 1);
    assert_eq!(place.json(&["verify"], 0)["ok"], true);
}

/// A scan of two pages with pictures: the pictures of the pages, without a word.
fn scan(place: &Place) -> Vec<u8> {
    let picture = |name: &str, words: &str| made_files::still(&place.path(name), words);
    let pages = [
        picture("p1.jpg", "-f lavfi -i testsrc2=s=640x480 -frames:v 1 -q:v 4"),
        picture("p2.jpg", "-f lavfi -i mandelbrot=s=640x480 -frames:v 1 -q:v 4"),
    ];
    made_files::pdf("", &[MadePage::Scan(&pages[0], 640, 480), MadePage::Scan(&pages[1], 640, 480)], "")
}

#[test]
fn pages_of_a_scan_and_files_in_an_archive_are_compared_too_and_asked_about_like_any_other() {
    let place = Place::new();
    let photo =
        made_files::still(&place.path("m.jpg"), "-f lavfi -i mandelbrot=s=640x480,scale=320:240 -frames:v 1 -q:v 9");
    let letter = format!("The paper has it thus: {SAID}");
    let packed = made_files::zip(&[("box/letter.txt", letter.as_bytes()), ("box/m.jpg", &photo)]);
    let scan = scan(&place);
    place.case_of(&alike(&place).file("files/scan.pdf", scan).file("files/box.zip", packed));
    let before = place.json(&["search", "jetty", "--limit", "1"], 0)["position"].clone();
    let copies = place.json(&["copies"], 0);
    let of = |one: &str, other: &str| pair(&copies, one, other).clone();
    let words = of("S1", "files/box.zip");
    assert_eq!(words["sides"][1]["part"], "box/letter.txt", "{words:#}");
    assert!(words["common_permille"].as_u64().unwrap() > 700, "{words:#}");
    let page = of("S4", "files/scan.pdf");
    assert_eq!(page["sides"][1]["part"], "p. 1", "{page:#}");
    let inside = of("S6", "files/box.zip");
    assert_eq!(inside["sides"][1]["part"], "box/m.jpg", "{inside:#}");
    assert_eq!(of("files/box.zip", "files/scan.pdf")["sides"][1]["part"], "p. 2", "a member meets a page");
    assert_eq!(copies["compared"]["scans"], 1, "{copies:#}");
    let shown = String::from_utf8(place.run(&["copies"]).stdout).unwrap();
    assert!(shown.contains("files/scan.pdf, p. 1") && shown.contains("files/box.zip, box/letter.txt"), "{shown}");
    let after = place.json(&["search", "jetty", "--limit", "1"], 0)["position"].clone();
    assert_eq!(before, after, "nothing is recorded by itself");
}

#[test]
fn photographs_in_avif_and_heif_are_compared_wherever_they_lie_and_damaged_ones_are_named_with_what_to_do() {
    let place = Place::new();
    let avif = made_files::still(
        &place.path("m.avif"),
        "-f lavfi -i mandelbrot=s=640x480,scale=320:240 -frames:v 1 -c:v libaom-av1 -still-picture 1",
    );
    let heif = MadeHeif::single(&["mandelbrot=s=640x480,scale=320:240"], (320, 240));
    let heif = heif.bytes(&place.path("."));
    let damaged = made_files::heif();
    let other = made_files::still(&place.path("o.png"), "-f lavfi -i rgbtestsrc=s=640x480 -frames:v 1");
    let packed = made_files::zip(&[("o.png", &other), ("m.heic", &heif), ("IMG_1.HEIC", &damaged)]);
    let mail = made_mail::message_with("Photographs", "One of them.", &[("m.avif", &avif)]);
    let case = alike(&place).file("files/box.zip", packed).file("files/mail.eml", mail);
    place.case_of(&case.file("files/one.heic", heif).file("files/torn.heic", damaged));
    let copies = place.json(&["copies"], 0);
    for (one, other, part) in [
        ("S6", "files/box.zip", Some("m.heic")),
        ("S6", "files/mail.eml", Some("m.avif")),
        ("S6", "files/one.heic", None),
        ("files/box.zip", "files/mail.eml", Some("m.avif")),
        ("files/box.zip", "files/one.heic", None),
    ] {
        assert_eq!(pair(&copies, one, other)["sides"][1]["part"].as_str(), part, "{one} {other}: {copies:#}");
    }
    let not_compared = copies["not_compared"].as_array().unwrap();
    let said: Vec<(&str, &str)> =
        not_compared.iter().map(|line| (line["id"].as_str().unwrap(), line["reason"].as_str().unwrap())).collect();
    assert_eq!(said.iter().map(|(id, _)| *id).collect::<Vec<_>>(), ["files/torn.heic", "files/box.zip"], "{said:?}");
    assert!(said[1].1.starts_with("1 pictures in it are not compared: it is HEIF"), "{said:?}");
    assert!(said.iter().all(|(_, why)| why.contains("Save it as JPEG")), "{said:?}");
    let derived = place.json(&["derive"], 1);
    let of =
        |id: &str| derived["derivatives"].as_array().unwrap().iter().find(|line| line["id"] == id).unwrap().clone();
    assert_eq!((&of("files/one.heic")["state"], &of("files/one.heic")["kind"]), (&"made".into(), &"thumbnail".into()));
    assert_eq!((&of("files/torn.heic")["state"], of("files/torn.heic")["files"][0].as_str()), (&"failed".into(), None));
}
