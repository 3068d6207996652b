//! An import that was refused or killed is taken up where it stood: what had been read is not read again, and what comes of
//! it is the same.

use crate::run::Place;
use firsthand_testkit::CaseFolder;
use std::fs;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

const FILES: usize = 40;

/// Transcripts, and a table with one row.
fn folder(place: &Place, name: &str, row: &[(&str, &str)]) -> PathBuf {
    let captions = |n: usize| format!("WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>The {n}th of many words.\n");
    let folder = CaseFolder::new().titled("resumed").row("sources", row);
    let folder = (0..FILES).fold(folder, |folder, n| folder.file(&format!("t{n:02}.vtt"), captions(n)));
    folder.write(&place.path(name));
    place.path(name)
}

const GOOD: &[(&str, &str)] = &[("id", "S1"), ("what", "a box of tapes")];
const BAD: &[(&str, &str)] = &[("id", "S1"), ("what", "a box of tapes"), ("file", "not-there.pdf")];

fn readings(place: &Place, case: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(place.path(case).join("derived/readings")).into_iter().flatten();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.filter(|path| path.extension().is_some_and(|end| end == "json")).collect()
}

#[test]
fn a_refused_import_is_taken_up_when_its_row_is_mended() {
    let place = Place::new();
    place.json(&["new", "case"], 0);
    folder(&place, "folder", BAD);
    let refused = place.json(&["import", "folder"], 1);
    assert_eq!(refused["taken_up"], 0);
    assert_eq!(readings(&place, "case").len(), FILES + 2, "nothing was left");

    let folder = folder(&place, "folder", GOOD);
    fs::write(folder.join("t00.vtt"), "WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>Other words altogether.\n").unwrap();
    let torn = readings(&place, "case").into_iter().find(|path| path.with_extension("object").exists()).unwrap();
    fs::write(torn.with_extension("object"), "{").unwrap();

    let imported = place.json(&["import", "folder"], 0);
    let again = imported["taken_up"].as_u64().unwrap();
    // All but the table that was mended, the file that changed, and the object that was torn; unless these two are one.
    assert!(again == FILES as u64 - 1 || again == FILES as u64, "{again} taken up");
    assert!(readings(&place, "case").is_empty(), "readings stayed after they were written");
    for n in 1..FILES {
        let text = place.json(&["transcripts", &format!("t{n:02}.vtt")], 0).to_string();
        assert!(text.contains(&format!("The {n}th of many words.")), "{text}");
    }
    assert!(place.json(&["transcripts", "t00.vtt"], 0).to_string().contains("Other words altogether."));
    assert_eq!(place.json(&["verify"], 0)["ok"], true);
    assert_eq!(place.json(&["import", "folder"], 0)["entries"], 0);
}

#[test]
fn a_killed_import_is_taken_up() {
    let place = Place::new();
    place.json(&["new", "case"], 0);
    folder(&place, "folder", GOOD);
    let mut child = place.command(&["import", "folder"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let end = Instant::now() + Duration::from_secs(60);
    while readings(&place, "case").len() < 8 && child.try_wait().unwrap().is_none() && Instant::now() < end {
        std::thread::sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let left = readings(&place, "case").len() as u64;
    assert!(left >= 8, "the import ended before it could be killed, or read nothing");
    let imported = place.json(&["import", "folder"], 0);
    assert_eq!(imported["taken_up"], left);
    assert_eq!(imported["receipt"]["stored"], FILES as u64 + 2);
    assert_eq!(place.json(&["verify"], 0)["ok"], true);
}

#[test]
fn an_erasure_leaves_no_reading_behind() {
    let place = Place::new();
    place.json(&["new", "case"], 0);
    folder(&place, "folder", GOOD);
    place.json(&["import", "folder"], 0);
    folder(&place, "more", BAD);
    place.json(&["import", "more"], 1);
    assert!(!readings(&place, "case").is_empty());
    place.json(&["erase", "source:S1", "--reason", "asked for by the speaker", "--yes"], 0);
    assert!(readings(&place, "case").is_empty());
}
