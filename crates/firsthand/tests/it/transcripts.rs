//! Spoken words of every format go through the door of the command line: kept, accepted, found again, erased.

use crate::run::{Place, small_case};
use firsthand_testkit::CaseFolder;

const DAY: &str = "18 October 2022 – A Witness\n===\n\n*(10.00 am)*\n\n**Counsel**: Where were you?\n\n\
**A Witness**: By the lighthouse.\n\nThe whole night.\n\n*(10.02 am)*\n";
const TABLE: &str =
    "timestamp,speaker,words\n[0:10],AB:,The lighthouse was dark.\n,CD:,It was not.\n[1:10],AB,It was.\n";
const CAPTIONS: &str = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v Keeper>Маяк не горел.\n";
const MACHINE: &str =
    r#"{"language": "en", "segments": [{"start": 2.0, "end": 3.0, "text": " lighthouses everywhere"}]}"#;

fn folder() -> CaseFolder {
    small_case()
        .row("sources", &[("id", "S7"), ("what", "a hearing"), ("read_extent", "whole"), ("file", "spoken/day.rst")])
        .file("spoken/day.rst", DAY)
        .file("spoken/interview.csv", TABLE)
        .file("spoken/film.vtt", CAPTIONS)
        .file("spoken/machine.json", MACHINE)
}

#[test]
fn every_transcript_of_a_folder_is_counted_and_a_second_import_writes_nothing() {
    let place = Place::new();
    let outcome = place.case_of(&folder());
    let receipt = &outcome["receipt"];
    let sum = ["stored", "duplicate", "unreadable", "refused"]
        .map(|part| receipt[part].as_u64().unwrap())
        .iter()
        .sum::<u64>();
    assert_eq!(receipt["total"].as_u64().unwrap(), sum);
    assert_eq!(receipt["unreadable"], 0);
    let file =
        |path: &str| receipt["files"].as_array().unwrap().iter().find(|file| file["path"] == path).unwrap().clone();
    assert_eq!(
        (file("spoken/day.rst")["reader"].as_str(), file("spoken/day.rst")["counts"]["turns"].as_u64()),
        (Some("hearing"), Some(2))
    );
    assert_eq!(file("spoken/film.vtt")["counts"]["cues"], 1);
    let list = place.json(&["transcripts"], 0);
    let ids: Vec<&str> = list.as_array().unwrap().iter().map(|line| line["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["S7", "spoken/film.vtt", "spoken/interview.csv", "spoken/machine.json"]);
    let again = place.json(&["import", "tables"], 0);
    assert_eq!(again["entries"], 0, "{again}");
}

#[test]
fn transcripts_are_listed_by_the_numbers_in_their_names() {
    let place = Place::new();
    place.case_of(&small_case().file("tape 10.vtt", CAPTIONS).file("tape 9.vtt", CAPTIONS.replace("Маяк", "Он")));
    let list = place.json(&["transcripts"], 0);
    let ids: Vec<&str> = list.as_array().unwrap().iter().map(|line| line["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["tape 9.vtt", "tape 10.vtt"]);
}

#[test]
fn a_transcript_is_shown_whole_in_the_speakers_order() {
    let place = Place::new();
    place.case_of(&folder());
    let output = place.run(&["transcripts", "S7"]);
    let shown = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = shown.lines().skip(2).collect();
    assert_eq!(lines[0], "10:00:00 (10.00 am)");
    assert!(lines[1].starts_with('~') && lines[1].ends_with("Counsel: Where were you?"), "{shown}");
    assert!(lines[3].ends_with("  The whole night."), "{shown}");
    let view = place.json(&["transcripts", "spoken/interview.csv"], 0);
    assert_eq!(view["transcript"]["voices"], serde_json::json!(["AB", "CD"]));
    assert_eq!(place.error(&["transcripts", "S99"], 2)["code"], "FH-ARCHIVE-008");
}

#[test]
fn every_word_is_found_with_its_speaker_and_time_and_is_still_found_after_a_rebuild() {
    let place = Place::new();
    place.case_of(&folder());
    let check = || {
        let found = place.json(&["search", "lighthouse"], 0);
        let hits: Vec<_> = found["hits"]
            .as_array()
            .unwrap()
            .iter()
            .map(|hit| (&hit["id"], &hit["speaker"], &hit["start_ms"]))
            .collect();
        assert_eq!(hits.len(), 3, "{found}");
        assert!(hits.iter().any(|(id, speaker, start)| (*id, *speaker, *start)
            == (&"spoken/interview.csv".into(), &"AB".into(), &10_000.into())));
        let witness = hits.iter().find(|(id, ..)| *id == "S7").unwrap();
        assert_eq!(witness.1, "A Witness");
        assert_eq!(place.json(&["search", "маяка"], 0)["hits"][0]["speaker"], "Keeper", "any inflected form");
    };
    check();
    place.json(&["rebuild"], 0);
    check();
    assert_eq!(place.json(&["verify"], 0)["accepted"]["checked"], 4 + 2, "four transcripts and two texts of sources");
}

#[test]
fn an_erased_original_takes_its_transcript_along() {
    let place = Place::new();
    place.case_of(&folder());
    let digest = place.json(&["transcripts", "spoken/film.vtt"], 0)["original"].as_str().unwrap().to_owned();
    let erased = place.json(&["erase", &digest, "--reason", "withdrawn", "--yes"], 0);
    assert_eq!((erased["originals"].as_u64(), erased["accepted"].as_u64()), (Some(1), Some(1)));
    assert_eq!(place.json(&["search", "маяк"], 0)["total"], 0);
    assert_eq!(place.json(&["transcripts"], 0).as_array().unwrap().len(), 3);
    assert_eq!(place.json(&["verify"], 0)["ok"], true);
}

#[test]
fn what_a_reader_made_names_original_reader_and_version_in_an_entry_with_author_and_time() {
    let place = Place::new();
    place.case_of(&folder());
    let original = place.json(&["transcripts", "spoken/film.vtt"], 0)["original"].clone();
    let entries = (0..200).map(|number: u64| place.json(&["entry", &number.to_string()], 0)["recorded"].clone());
    let is_of_the_film =
        |recorded: &serde_json::Value| recorded["kind"] == "accepted" && recorded["record"]["original"] == original;
    let recorded = entries.into_iter().find(is_of_the_film).expect("an entry of what was read of it");
    let record = &recorded["record"];
    assert_eq!((&record["reader"], &recorded["author"]), (&"webvtt".into(), &"test".into()), "{recorded}");
    assert!(record["reader_version"].as_str().is_some_and(|version| !version.is_empty()), "{recorded}");
    assert!(recorded["at"].as_str().is_some_and(|at| at.ends_with('Z')), "{recorded}");
}

#[test]
fn one_transcript_can_be_added_by_itself() {
    let place = Place::new();
    place.case_of(&small_case().row("sources", &[("id", "S8"), ("what", "a film"), ("read_extent", "whole")]));
    std::fs::write(place.path("film.vtt"), CAPTIONS).unwrap();
    place.json(&["add", "film.vtt", "--as", "S8"], 0);
    assert_eq!(place.json(&["transcripts"], 0)[0]["id"], "S8");
    assert_eq!(place.json(&["add", "film.vtt", "--as", "S8"], 0)["entries"], 0);
}

#[test]
fn a_word_late_in_a_long_turn_is_found_near_its_time() {
    let cue = |minute: u64| {
        let words =
            if minute == 50 { "and there stood the windmill" } else { "the sea was quiet and nobody came to the quay" };
        format!("\n00:{minute:02}:00.000 --> 00:{minute:02}:59.000\n<v Keeper>{words}\n")
    };
    let captions: String = std::iter::once("WEBVTT\n".to_owned()).chain((0..60).map(cue)).collect();
    let place = Place::new();
    place.case_of(&small_case().file("spoken/long.vtt", captions));
    let found = place.json(&["search", "windmill"], 0);
    let start = found["hits"][0]["start_ms"].as_i64().unwrap();
    assert_eq!(found["total"], 1);
    assert!((30 * 60_000..=50 * 60_000).contains(&start), "{found}");
}

#[test]
fn an_erasure_cut_off_before_its_bytes_went_is_finished_by_the_next_writer() {
    let place = Place::new();
    place.json(&["new", &place.path("case").display().to_string()], 0);
    std::fs::write(place.path("talk.vtt"), "WEBVTT\n\n00:01.000 --> 00:02.000\nwhat was withdrawn\n").unwrap();
    let added = place.json(&["add", &place.path("talk.vtt").display().to_string()], 0);
    let digest = added["receipt"]["files"][0]["sha256"].as_str().unwrap().to_owned();
    let hex = digest.trim_start_matches("sha256:").to_owned();
    let original = place.path("case").join("originals").join(&hex[..2]).join(&hex);
    let aside = place.path("case").join("aside").join(&hex);
    let bytes = std::fs::read(&original).unwrap();
    place.json(&["erase", &digest, "--reason", "withdrawn", "--yes"], 0);
    assert!(!original.exists());

    // As after a crash: the entry is written and the bytes are still there.
    std::fs::create_dir_all(original.parent().unwrap()).unwrap();
    std::fs::write(&original, bytes).unwrap();
    std::fs::write(place.path("case").join("derived/erasing"), format!("{digest}\n")).unwrap();
    std::fs::write(place.path("other.txt"), "another original").unwrap();
    place.json(&["add", &place.path("other.txt").display().to_string()], 0);
    assert!(!original.exists() && !aside.exists(), "neither among originals nor aside");
    assert_eq!(place.json(&["verify"], 0)["ok"], true);
}

#[test]
fn a_transcript_goes_out_as_captions_and_as_a_file_of_elan() {
    let place = Place::new();
    place.case_of(&folder());
    let captions = place.run(&["transcripts", "spoken/film.vtt", "--format", "vtt"]).stdout;
    let elan = place.json(&["transcripts", "spoken/film.vtt", "--format", "eaf"], 0);
    std::fs::write(place.path("again.vtt"), &captions).unwrap();
    std::fs::write(place.path("again.eaf"), elan["text"].as_str().unwrap()).unwrap();
    place.json(&["add", "again.vtt", "again.eaf"], 0);
    let cues = |id: &str| place.json(&["transcripts", id], 0)["transcript"]["cues"].clone();
    let spoken = |id: &str| -> Vec<(String, i64)> {
        let cue =
            |cue: &serde_json::Value| (cue["text"].as_str().unwrap().to_owned(), cue["start_ms"].as_i64().unwrap());
        cues(id).as_array().unwrap().iter().map(cue).collect()
    };
    assert_eq!(spoken("again.vtt"), spoken("spoken/film.vtt"));
    assert_eq!(spoken("again.eaf").len(), spoken("spoken/film.vtt").len());
    assert_eq!(place.run(&["transcripts", "--format", "vtt"]).status.code(), Some(2), "of which one?");
}

const HEARING: &str = "18 October 2022\n===============\n\n*(10.00 am)*\n\nA Witness\n---------\n\n*A FULL WITNESS (sworn).*\n\nQuestioned by Counsel\n^^^^^^^^^^^^^^^^^^^^^\n\n**Counsel**: Please see `WITN1 <https://inquiry.example/w1>`_.\n\n**A Witness**: Yes.\n";

#[test]
fn oaths_questioners_clock_marks_and_evidence_are_asked_for_over_all_transcripts() {
    let place = Place::new();
    let other = HEARING.replace("18 October", "19 October").replace("(sworn)", "(affirmed)").replace("WITN1", "WITN2");
    let folder =
        firsthand_testkit::CaseFolder::new().titled("hearings").file("day1.rst", HEARING).file("day2.rst", other);
    place.case_of(&folder);
    let marks = |more: &[&str]| place.json(&[&["transcripts", "--marks"], more].concat(), 0);
    let words = |found: &serde_json::Value| {
        found.as_array().unwrap().iter().map(|mark| mark["words"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(words(&marks(&["oaths"])), ["A FULL WITNESS (sworn).", "A FULL WITNESS (affirmed)."]);
    assert_eq!(words(&marks(&["oaths", "--like", "AFFIRMED"])), ["A FULL WITNESS (affirmed)."]);
    assert_eq!(words(&marks(&["witnesses"])), ["A Witness", "A Witness"]);
    assert_eq!(words(&marks(&["questioners"])).len(), 2);
    assert_eq!(marks(&["clock"])[0]["start_ms"], 36_000_000);
    let evidence = marks(&["references", "--like", "inquiry.example/w1"]);
    assert_eq!(
        (words(&evidence), &evidence[1]["transcript"]),
        (vec!["WITN1".into(), "WITN2".into()], &"day2.rst".into())
    );
    assert_eq!(evidence[0]["speaker"], "Counsel");
    let text = String::from_utf8(place.run(&["transcripts", "day1.rst", "--marks", "references"]).stdout).unwrap();
    assert!(text.contains("Counsel: WITN1 <https://inquiry.example/w1>") && text.contains("1 found."), "{text}");
    assert_eq!(place.error(&["transcripts", "S9", "--marks", "oaths"], 2)["code"], "FH-ARCHIVE-008");
}
