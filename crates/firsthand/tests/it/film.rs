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
    let place = Place::new();
    place.json(&["new", "case"], 0);
    place.json(&["import", &beslan().display().to_string()], 0);
    place.json(&["publish", "--out", "dossier"], 0);
    let page = std::fs::read_to_string(place.path("dossier/accounts/film-en/index.html")).unwrap();
    let media = page.split("<video").nth(1).unwrap().split("src=\"").nth(1).unwrap().split('"').next().unwrap();
    let copied = place.path("dossier/accounts/film-en").join(media);
    assert_eq!(hex(&copied), sha256("film/beslan.mp4"));
    assert!(page.contains("it is no source") && page.contains("statements/E028"));
    let claimed = firsthand_testkit::CaseFolder::new()
        .row("sources", &[("id", "S999"), ("what", "a film"), ("file", "film/beslan.mp4")]);
    claimed.write(&place.path("more"));
    std::fs::create_dir_all(place.path("more/film")).unwrap();
    std::fs::copy(beslan().join("film/beslan.mp4"), place.path("more/film/beslan.mp4")).unwrap();
    let refused = place.json(&["import", "more"], 1);
    let message = refused["problems"][0]["message"].as_str().unwrap();
    assert!(message.contains("a film made from an account is no source"), "{refused}");
}
