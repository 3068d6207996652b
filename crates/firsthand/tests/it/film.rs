//! The film made from the example's account: it goes along, cites cue by cue, is cited by nothing, and is what its script says.

use crate::run::{Place, beslan};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::path::Path;
use std::process::Command;

fn hex(path: &Path) -> String {
    let digest = Sha256::digest(std::fs::read(path).unwrap());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn sha256(path: &str) -> String {
    hex(&beslan().join(path))
}

#[test]
fn the_film_is_the_one_that_its_script_says() {
    let facts: Value = serde_json::from_slice(&std::fs::read(beslan().join("film/film.json")).unwrap()).unwrap();
    assert_eq!(facts["film_sha256"], sha256("film/beslan.mp4"));
    assert_eq!(facts["script_sha256"], sha256("accounts/film.md"), "the script changed: make the film again");
    assert!(facts["bytes"].as_u64().unwrap() <= 8_000_000);
    assert!((240..=300).contains(&facts["seconds"].as_u64().unwrap()));
}

#[test]
fn it_is_silent_h264_and_starts_before_it_is_loaded() {
    let film = beslan().join("film/beslan.mp4");
    let bytes = std::fs::read(&film).unwrap();
    let at = |mark: &[u8]| bytes.windows(4).position(|window| window == mark).unwrap();
    assert!(at(b"moov") < at(b"mdat"));
    let probe = Command::new("ffprobe")
        .args(["-v", "error", "-show_entries", "stream=codec_type,codec_name,pix_fmt", "-of", "csv=p=0"])
        .arg(&film)
        .output();
    let Ok(probe) = probe else { return };
    assert_eq!(String::from_utf8_lossy(&probe.stdout).trim(), "h264,video,yuv420p");
}

#[test]
fn both_languages_have_the_same_times_and_citations() {
    let read = |name: &str| std::fs::read_to_string(beslan().join("accounts").join(name)).unwrap();
    let marks = |text: &str| {
        let cited = |line: &str| line.rsplit_once("[@").map(|(_, cited)| cited.to_owned());
        text.lines()
            .filter(|line| line.starts_with("## "))
            .map(str::to_owned)
            .chain(text.lines().filter_map(cited))
            .collect::<Vec<_>>()
    };
    let strip = |marks: Vec<String>| {
        marks.into_iter().map(|mark| mark.trim_end_matches(['.', ']']).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(strip(marks(&read("film.md"))), strip(marks(&read("film.ru.md"))));
}

#[test]
fn it_is_published_beside_its_captions_and_no_source_may_be_made_of_it() {
    let place = Place::holding(&beslan());
    place.json(&["publish", "--out", "dossier"], 0);
    let page = std::fs::read_to_string(place.path("dossier/accounts/film-en/index.html")).unwrap();
    let media = film_of(&page);
    let copied = place.path("dossier/accounts/film-en").join(media);
    assert_eq!(hex(&copied), sha256("film/beslan.mp4"));
    assert!(page.contains("it is no source") && page.contains("statements/E028"));
}

#[test]
fn no_source_is_made_of_a_film_under_any_name() {
    let place = Place::holding(&beslan());
    let film = beslan().join("film/beslan.mp4");
    for name in ["film/beslan.mp4", "another.mp4"] {
        let row = [("id", "S999"), ("what", "a film"), ("file", name)];
        let folder = place.path("more");
        firsthand_testkit::CaseFolder::new().row("sources", &row).write(&folder);
        std::fs::create_dir_all(folder.join("film")).unwrap();
        std::fs::copy(&film, folder.join(name)).unwrap();
        let refused = place.json(&["import", "more"], 1);
        let message = refused["problems"][0]["message"].as_str().unwrap();
        assert!(message.contains("a film made from an account is no source"), "{refused}");
        std::fs::remove_dir_all(folder).unwrap();
    }
}

#[test]
fn no_film_is_made_of_a_source() {
    let place = Place::new();
    place.json(&["new", "case"], 0);
    let folder = place.path("first");
    let row = [("id", "S1"), ("what", "film of a witness"), ("file", "a.mp4")];
    firsthand_testkit::CaseFolder::new().row("sources", &row).write(&folder);
    std::fs::copy(beslan().join("film/beslan.mp4"), folder.join("a.mp4")).unwrap();
    place.json(&["import", "first"], 0);
    std::fs::create_dir_all(place.path("second/accounts")).unwrap();
    let account = "+++\nid = \"a\"\ntitle = \"A\"\nlang = \"en\"\nkind = \"account\"\nfilm = \"b.mp4\"\n+++\n\nNo source.{.framing}\n";
    std::fs::write(place.path("second/accounts/a.md"), account).unwrap();
    std::fs::copy(beslan().join("film/beslan.mp4"), place.path("second/b.mp4")).unwrap();
    let refused = place.json(&["import", "second"], 1);
    assert!(refused["problems"][0]["message"].as_str().unwrap().contains("b.mp4 is the original of S1"), "{refused}");
}

#[test]
fn a_film_made_again_goes_along_instead_of_the_one_before() {
    let place = Place::new();
    place.json(&["new", "case"], 0);
    let accounts = place.path("film/accounts");
    std::fs::create_dir_all(&accounts).unwrap();
    let account = "+++\nid = \"a\"\ntitle = \"A\"\nlang = \"en\"\nkind = \"account\"\nfilm = \"b.mp4\"\n+++\n\nNo source.{.framing}\n";
    std::fs::write(accounts.join("a.md"), account).unwrap();
    for extra in 0..4u8 {
        let mut bytes = std::fs::read(beslan().join("film/beslan.mp4")).unwrap();
        bytes.extend([0, 0, 0, 9, b'f', b'r', b'e', b'e', extra]);
        std::fs::write(place.path("film/b.mp4"), &bytes).unwrap();
        place.json(&["import", "film"], 0);
        let out = format!("dossier-{extra}");
        place.json(&["publish", "--out", &out], 0);
        let folders = std::fs::read_dir(place.path(&out).join("accounts")).unwrap().map(|entry| entry.unwrap().path());
        let [folder] = folders.filter(|path| path.is_dir()).collect::<Vec<_>>().try_into().unwrap();
        let media = film_of(&std::fs::read_to_string(folder.join("index.html")).unwrap());
        assert!(std::fs::read(folder.join(media)).unwrap() == bytes, "{extra}");
    }
}

/// Where the film of a page lies.
fn film_of(page: &str) -> String {
    let after = page.split("<video").nth(1).unwrap().split("src=\"").nth(1).unwrap();
    after.split('"').next().unwrap().to_owned()
}
