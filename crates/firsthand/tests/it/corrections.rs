//! Correcting a transcript keeps times and what was read; a second run writes nothing; what is undone is undone.

use crate::run::Place;
use firsthand_testkit::CaseFolder;
use serde_json::Value;

const CAPTIONS: &str = "WEBVTT

00:10.000 --> 00:14.000
<v KEEPER>we was by the lite house

00:14.000 --> 00:16.000
<v Keeper>all night
";

fn place() -> Place {
    let place = Place::new();
    let folder = CaseFolder::new()
        .titled("A lighthouse")
        .row(
            "sources",
            &[("id", "S1"), ("what", "captions of an interview"), ("file", "captions.vtt"), ("langs", "en")],
        )
        .file("captions.vtt", CAPTIONS);
    place.case_of(&folder);
    place
}

fn text(place: &Place) -> String {
    String::from_utf8(place.run(&["transcripts", "S1", "--format", "text"]).stdout).unwrap()
}

fn correct(place: &Place, text: &str, more: &[&str]) -> Value {
    std::fs::write(place.path("corrected.txt"), text).unwrap();
    place.json(&[&["correct", "S1", "corrected.txt"], more].concat(), 0)
}

fn cues(place: &Place) -> Vec<Value> {
    place.json(&["transcripts", "S1"], 0)["transcript"]["cues"].as_array().unwrap().clone()
}

#[test]
fn corrected_words_keep_their_times_and_what_was_read() {
    let place = place();
    let read = text(&place);
    assert!(read.contains("[1] 00:00:10 KEEPER: we was by the lite house\n"), "{read}");
    let better = read.replace("was", "were").replace("lite house", "lighthouse").replace("KEEPER", "Keeper");
    let rehearsal = correct(&place, &better, &["--dry-run"]);
    assert_eq!((rehearsal["made"].as_array().unwrap().len(), &rehearsal["entries"]), (3, &0.into()), "{rehearsal}");
    let made = correct(&place, &better, &["--note", "heard at half speed"]);
    assert_eq!(made["entries"], 3, "{made}");
    assert_eq!((&made["made"][0]["was"], &made["made"][0]["now"]), (&"was".into(), &"were".into()));
    let cue = &cues(&place)[0];
    assert_eq!(cue["text"], "we were by the lighthouse");
    assert_eq!(cue["as_read"], "we was by the lite house");
    assert_eq!((&cue["start_ms"], &cue["end_ms"]), (&10_000.into(), &14_000.into()));
    assert_eq!(correct(&place, &text(&place), &[])["entries"], 0, "a second run writes nothing");
    assert_eq!(place.json(&["search", "lighthouse"], 0)["hits"][0]["start_ms"], 10_000);
    assert_eq!(place.json(&["verify"], 0)["ok"], true);
}

#[test]
fn what_is_corrected_back_is_kept_and_has_no_effect() {
    let place = place();
    let read = text(&place);
    correct(&place, &read.replace("was", "were"), &[]);
    let undone = correct(&place, &read, &[]);
    assert_eq!((undone["taken_back"].as_array().unwrap().len(), &undone["entries"]), (1, &1.into()));
    assert_eq!(
        (&cues(&place)[0]["text"], &cues(&place)[0]["as_read"]),
        (&"we was by the lite house".into(), &Value::Null)
    );
    assert_eq!(text(&place), read);
}

#[test]
fn corrections_leave_the_case_and_come_back() {
    let place = place();
    correct(&place, &text(&place).replace("was", "were"), &[]);
    place.json(&["export", "out"], 0);
    assert!(std::fs::read_to_string(place.path("out/corrections.csv")).unwrap().contains(",replace,1,1,were,"));
    let again = Place::new();
    again.json(&["new", "case"], 0);
    again.json(&["import", &place.path("out").display().to_string()], 0);
    assert_eq!(cues(&again), cues(&place));
}

#[test]
fn a_text_without_its_numbers_is_refused_with_its_line() {
    let place = place();
    std::fs::write(place.path("corrected.txt"), "# S1\nwe were there\n").unwrap();
    let error = place.error(&["correct", "S1", "corrected.txt"], 2);
    assert_eq!(error["code"], "FH-ARCHIVE-022");
    assert!(error["message"].as_str().unwrap().contains("line 2: expected a number in brackets"), "{error}");
}

#[test]
fn spellings_near_each_other_are_a_question_until_a_person_decides() {
    let place = place();
    let voices = place.json(&["voices"], 0);
    assert_eq!(voices["questions"], serde_json::json!([["KEEPER", "Keeper"]]));
    let decided = CaseFolder::new()
        .row("people", &[("id", "P1"), ("name", "the keeper"), ("role", "lightkeeper")])
        .row("voices", &[("id", "V1"), ("spelling", "KEEPER"), ("person_id", "P1"), ("reason", "the same voice")]);
    decided.write(&place.path("more"));
    place.json(&["import", "more"], 0);
    let voices = place.json(&["voices", "S1"], 0);
    assert_eq!(voices["voices"][0]["decided"], "the keeper", "{voices}");
    assert_eq!(voices["questions"], serde_json::json!([]));
    assert_eq!(place.json(&["search", "role:lightkeeper kind:transcript"], 0)["total"], 1);
    assert_eq!(cues(&place).len(), 2, "the spelling is kept");
}

#[test]
fn passages_are_found_again_after_corrections_or_listed_as_orphans() {
    let place = Place::new();
    let row = |id: &'static str, locator: &'static str, quote: &'static str| {
        [
            ("id", id),
            ("source", "S1"),
            ("speaker", "the keeper"),
            ("basis", "experienced"),
            ("claim", "they were there"),
        ]
        .into_iter()
        .chain([("locator", locator), ("quote", quote), ("quote_lang", "en")])
        .collect::<Vec<_>>()
    };
    let folder = CaseFolder::new()
        .row("sources", &[("id", "S1"), ("what", "captions"), ("file", "captions.vtt"), ("langs", "en")])
        .row("statements", &row("E1", "00:00:10–00:00:14", "by the lite house"))
        .row("statements", &row("E2", "", "by the lite house"))
        .row("statements", &row("E3", "", "all night"))
        .file("captions.vtt", CAPTIONS);
    place.case_of(&folder);
    let states = |exit_code: i32| {
        let found = place.json(&["passages"], exit_code);
        let state = |passage: &Value| (passage["by"].clone(), passage["orphaned"].clone());
        found.as_array().unwrap().iter().map(state).collect::<Vec<_>>()
    };
    let by = |means: &str| (Value::from(means), Value::Null);
    assert_eq!(states(0), [by("media_fragment"), by("quotation"), by("quotation")]);
    correct(&place, &text(&place).replace("lite house", "lighthouse"), &[]);
    assert_eq!(states(1), [by("media_fragment"), (Value::Null, "words_not_found".into()), by("quotation")]);
    let lost = String::from_utf8(place.run(&["passages", "--orphans"]).stdout).unwrap();
    assert!(lost.contains("E2  S1  ORPHANED: «by the lite house» stands nowhere any more"), "{lost}");
    assert!(!lost.contains("E3"), "{lost}");
}
