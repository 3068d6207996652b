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

/// How many readings an import left.
fn readings(place: &Place) -> usize {
    let left = fs::read_to_string(place.path("case/derived/readings/left.jsonl")).unwrap_or_default();
    left.matches('\n').count()
}

/// One of the objects that it left.
fn object(place: &Place) -> PathBuf {
    let entries = fs::read_dir(place.path("case/derived/readings")).unwrap();
    let mut paths = entries.map(|entry| entry.unwrap().path());
    paths.find(|path| path.extension().is_some_and(|end| end == "object")).unwrap()
}

#[test]
fn a_refused_import_is_taken_up_when_its_row_is_mended() {
    let place = Place::new();
    place.json(&["new", "case"], 0);
    folder(&place, "folder", BAD);
    let refused = place.json(&["import", "folder"], 1);
    assert_eq!(refused["taken_up"], 0);
    assert_eq!(readings(&place), FILES + 2, "nothing was left");

    let folder = folder(&place, "folder", GOOD);
    fs::write(folder.join("t00.vtt"), "WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>Other words altogether.\n").unwrap();
    fs::write(object(&place), "{").unwrap();

    let imported = place.json(&["import", "folder"], 0);
    let again = imported["taken_up"].as_u64().unwrap();
    // All but the table that was mended, the file that changed, and the object that was torn; unless these two are one.
    assert!(again == FILES as u64 - 1 || again == FILES as u64, "{again} taken up");
    assert_eq!(readings(&place), 0, "readings stayed after they were written");
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
    while readings(&place) < 8 && child.try_wait().unwrap().is_none() && Instant::now() < end {
        std::thread::sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let left = readings(&place) as u64;
    assert!(left >= 8, "the import ended before it could be killed, or read nothing");
    let imported = place.json(&["import", "folder"], 0);
    assert_eq!(imported["taken_up"], left);
    assert_eq!(imported["receipt"]["stored"], FILES as u64 + 2);
    assert_eq!(place.json(&["verify"], 0)["ok"], true);
}

/// What comes after a line that a kill tore begins a line of its own.
#[test]
fn a_torn_line_costs_its_own_reading_alone() {
    let place = Place::new();
    place.json(&["new", "case"], 0);
    folder(&place, "folder", BAD);
    place.json(&["import", "folder"], 1);
    let path = place.path("case/derived/readings/left.jsonl");
    let lines = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("no reading\n{}", &lines[..lines.len() - 5])).unwrap();
    assert_eq!(place.json(&["import", "folder"], 1)["taken_up"], FILES as u64 + 1);
    assert_eq!(place.json(&["import", "folder"], 1)["taken_up"], FILES as u64 + 2);
}

#[test]
fn an_erasure_leaves_no_reading_behind() {
    let place = Place::new();
    place.json(&["new", "case"], 0);
    folder(&place, "folder", GOOD);
    place.json(&["import", "folder"], 0);
    folder(&place, "more", BAD);
    place.json(&["import", "more"], 1);
    assert!(readings(&place) > 0);
    place.json(&["erase", "source:S1", "--reason", "asked for by the speaker", "--yes"], 0);
    assert_eq!(readings(&place), 0);
}
