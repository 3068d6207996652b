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

fn made(outcome: &Value) -> Vec<String> {
    let cell = |one: &Value, column: &str| one[column].as_str().unwrap_or_default().to_owned();
    let row = |one: &Value| format!("{} {} -> {}", cell(one, "action"), cell(one, "was"), cell(one, "words"));
    outcome["made"].as_array().unwrap().iter().map(row).collect()
}

#[test]
fn corrected_words_keep_their_times_and_what_was_read() {
    let place = place();
    let read = text(&place);
    assert!(read.contains("[00:00:10.000] KEEPER\nwe was by the lite house\n"), "{read}");
    assert_eq!(correct(&place, &read, &[])["entries"], 0, "what was not edited is no correction");
    let better = read.replace("was", "were").replace("lite house", "lighthouse").replace("KEEPER", "Keeper");
    let rehearsal = correct(&place, &better, &["--dry-run"]);
    let expected = ["replace was -> were", "replace lite house -> lighthouse", "speaker KEEPER -> Keeper"];
    assert_eq!((made(&rehearsal), &rehearsal["entries"]), (expected.map(str::to_owned).into(), &0.into()));
    let done = correct(&place, &better, &["--note", "heard at half speed"]);
    assert_eq!((&done["entries"], &done["revision"]), (&3.into(), &1.into()), "{done}");
    let view = place.json(&["transcripts", "S1"], 0);
    assert_eq!((&view["revision"], &view["revisions"][0]["by"]), (&1.into(), &"test".into()), "{view}");
    assert_eq!(view["revisions"][0]["note"], "heard at half speed");
    let cue = &cues(&place)[0];
    assert_eq!(cue["text"], "we were by the lighthouse");
    assert_eq!(cue["as_read"], "we was by the lite house");
    assert_eq!((&cue["start_ms"], &cue["end_ms"]), (&10_000.into(), &14_000.into()));
    assert_eq!(correct(&place, &better, &[])["entries"], 0, "a second run writes nothing");
    assert_eq!(correct(&place, &text(&place), &[])["entries"], 0);
    assert_eq!(place.json(&["search", "lighthouse"], 0)["hits"][0]["start_ms"], 10_000);
    assert_eq!(place.json(&["verify"], 0)["ok"], true);
}

#[test]
fn what_is_corrected_back_is_the_word_as_read_and_every_revision_can_be_shown() {
    let place = place();
    let read = text(&place);
    correct(&place, &read.replace("was", "were"), &[]);
    let back = correct(&place, &read, &[]);
    assert_eq!((&back["revision"], &back["made"][0]["ids"]), (&2.into(), &serde_json::json!(["1"])), "{back}");
    assert_eq!(
        (&cues(&place)[0]["text"], &cues(&place)[0]["as_read"]),
        (&"we was by the lite house".into(), &Value::Null)
    );
    assert_eq!(text(&place), read);
    let at = |revision: &str| {
        place.json(&["transcripts", "S1", "--revision", revision], 0)["transcript"]["cues"][0]["text"].clone()
    };
    assert_eq!(
        (at("0"), at("1"), at("2")),
        ("we was by the lite house".into(), "we were by the lite house".into(), at("0"))
    );
    assert_eq!(place.error(&["transcripts", "S1", "--revision", "9"], 2)["code"], "FH-ARCHIVE-008");
}

#[test]
fn a_revision_is_taken_back_unless_a_later_one_stands_on_it() {
    let place = place();
    let read = text(&place);
    correct(&place, &read.replace("was", "were").replace("all night", "all day"), &[]);
    correct(&place, &text(&place).replace("were", "are"), &[]);
    let refused = place.error(&["correct", "S1", "--take-back", "1"], 2);
    assert_eq!(refused["code"], "FH-ARCHIVE-024", "{refused}");
    assert_eq!(place.json(&["correct", "S1", "--take-back", "1.2"], 0)["revision"], 3);
    assert_eq!(cues(&place)[1]["text"], "all night");
    place.json(&["correct", "S1", "--take-back", "2"], 0);
    place.json(&["correct", "S1", "--take-back", "1.1"], 0);
    assert_eq!(text(&place), read);
    assert_eq!(place.error(&["correct", "S1", "--take-back", "9"], 2)["code"], "FH-ARCHIVE-008");
}

#[test]
fn words_put_in_and_turns_cut_are_taken_from_the_text() {
    let place = place();
    let better = text(&place)
        .replace("we was by the lite house", "oh we was by\n\n[] Mate\nthe house there\n\n[] (note)\na door slams");
    correct(&place, &better, &[]);
    let shown: Vec<_> = cues(&place).iter().map(|cue| (cue["text"].clone(), cue["kind"].clone())).collect();
    let cue = |text: &str, kind: &str| (Value::from(text), Value::from(kind));
    assert_eq!(
        shown,
        [
            cue("oh we was by", "speech"),
            cue("the house there", "speech"),
            cue("a door slams", "note"),
            cue("all night", "speech"),
        ]
    );
    assert_eq!(correct(&place, &better, &[])["entries"], 0);
    assert_eq!(correct(&place, &text(&place), &[])["entries"], 0);
}

#[test]
fn of_captions_that_were_edited_words_are_taken_and_times_are_not() {
    let place = place();
    let captions = String::from_utf8(place.run(&["transcripts", "S1", "--format", "vtt"]).stdout).unwrap();
    let edited = captions.replace("lite house", "lighthouse").replace("14.000 -->", "13.500 -->");
    std::fs::write(place.path("edited.vtt"), edited).unwrap();
    let done = place.json(&["correct", "S1", "edited.vtt"], 0);
    assert_eq!(made(&done), ["replace lite house -> lighthouse"]);
    assert!(done["not_taken"][0].as_str().unwrap().contains("Times are not taken"), "{done}");
    assert_eq!(cues(&place)[1]["start_ms"], 14_000);
}

#[test]
fn corrections_leave_the_case_and_come_back() {
    let place = place();
    correct(&place, &text(&place).replace("was", "were"), &[]);
    place.json(&["export", "out"], 0);
    let table = std::fs::read_to_string(place.path("out/corrections.csv")).unwrap();
    assert!(table.contains("S1.1.1,S1,1,1,replace,1,was,,1.1,were,test,"), "{table}");
    let again = Place::new();
    again.json(&["new", "case"], 0);
    again.json(&["import", &place.path("out").display().to_string()], 0);
    assert_eq!(cues(&again), cues(&place));
}

#[test]
fn a_correction_that_does_not_fit_is_told_and_not_shown() {
    let place = place();
    let row = |was: &'static str| {
        CaseFolder::new().row(
            "corrections",
            &[
                ("id", "S1.1.1"),
                ("transcript", "S1"),
                ("revision", "1"),
                ("operation", "1"),
                ("action", "replace"),
                ("tokens", "1"),
                ("was", was),
                ("ids", "1.1"),
                ("words", "were"),
            ],
        )
    };
    row("is").write(&place.path("more"));
    place.json(&["import", "more"], 0);
    let view = place.json(&["transcripts", "S1"], 0);
    assert_eq!(
        (&view["revision"], &view["transcript"]["cues"][0]["text"]),
        (&0.into(), &"we was by the lite house".into())
    );
    assert!(view["fault"].as_str().unwrap().contains("token 1: another word stands there"), "{view}");
    row("one two").write(&place.path("worse"));
    let outcome = place.json(&["import", "worse"], 1);
    assert_eq!(outcome["problems"][0]["column"], "was", "{outcome}");
}

#[test]
fn what_is_no_transcript_corrects_none() {
    let place = place();
    std::fs::write(place.path("letter.txt"), "Dear Madam,\nnothing here.\n").unwrap();
    assert_eq!(place.error(&["correct", "S1", "letter.txt"], 2)["code"], "FH-ARCHIVE-022");
    assert_eq!(place.error(&["correct", "S9", "letter.txt"], 2)["code"], "FH-ARCHIVE-022");
    // What was not read of an edited file is not what somebody deleted.
    std::fs::write(place.path("part.json"), crate::accounted::manifest_with_ranges_too_deep()).unwrap();
    let error = place.error(&["correct", "S1", "part.json"], 2);
    assert_eq!(error["code"], "FH-ARCHIVE-022");
    assert!(error["message"].as_str().unwrap().contains("ranges were left out"), "{error}");
}

#[test]
fn an_erased_transcript_takes_its_corrections_along() {
    let place = place();
    correct(&place, &text(&place).replace("was", "were"), &[]);
    let erased = place.json(&["erase", "source:S1", "--reason", "withdrawn", "--yes"], 0);
    assert!(erased["records"].as_array().unwrap().contains(&"correction S1.1.1".into()), "{erased}");
    place.json(&["export", "out"], 0);
    assert!(!place.path("out/corrections.csv").exists());
}

#[test]
fn a_decision_says_whose_words_a_transcript_holds() {
    let place = place();
    assert_eq!(place.json(&["transcripts"], 0)[0]["layer"], "room");
    let decided = CaseFolder::new().row("layers", &[("id", "S1"), ("layer", "interpreter"), ("language", "en")]);
    decided.write(&place.path("more"));
    place.json(&["import", "more"], 0);
    assert_eq!(place.json(&["transcripts"], 0)[0]["layer"], "interpreter");
    assert_eq!(place.json(&["transcripts", "S1"], 0)["transcript"]["lang"], "en");
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

#[test]
fn a_pinned_passage_is_found_by_its_time_then_its_words_then_its_place() {
    let place = place();
    let digest = place.json(&["transcripts"], 0)[0]["original"].as_str().unwrap().to_owned();
    let row = |id: &'static str, cells: &[(&'static str, &'static str)]| {
        let own = [("id", id), ("statement_id", "E1"), ("revision", "0")];
        own.into_iter().chain(cells.iter().copied()).collect::<Vec<_>>()
    };
    let statement =
        [("id", "E1"), ("source", "S1"), ("speaker", "the keeper"), ("basis", "experienced"), ("claim", "there")];
    let rows = [
        row("p1", &[("fragment", "t=10,14"), ("exact", "by the lite house")]),
        row("p2", &[("exact", "lite house"), ("prefix", "by the ")]),
        row("p3", &[("start", "25"), ("end", "28")]),
        row(
            "p4",
            &[("original", "sha256:5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9"), ("exact", "x")],
        ),
    ];
    let mut folder = CaseFolder::new().row("statements", &statement);
    for cells in &rows {
        let with = [cells.as_slice(), &[("original", digest.as_str())]].concat();
        let has_own = cells.iter().any(|(column, _)| *column == "original");
        folder = folder.row("passages", if has_own { cells } else { &with });
    }
    folder.write(&place.path("more"));
    place.json(&["import", "more"], 0);
    let states = |exit_code: i32| {
        let found = place.json(&["passages"], exit_code);
        let state = |one: &Value| [one["id"].clone(), one["by"].clone(), one["orphaned"].clone(), one["words"].clone()];
        found.as_array().unwrap().iter().map(state).collect::<Vec<_>>()
    };
    let found = |id: &str, by: &str, words: &str| [id.into(), by.into(), Value::Null, words.into()];
    let lost = |id: &str, why: &str| [id.into(), Value::Null, why.into(), Value::Null];
    let before = states(1);
    assert_eq!(before[0], found("p1", "media_fragment", "by the lite house"));
    assert_eq!(before[1], found("p2", "quotation", "lite house"));
    assert_eq!(before[2], found("p3", "position", "all"));
    assert_eq!(before[3], lost("p4", "no_transcript"));
    correct(&place, &text(&place).replace("lite house", "lighthouse"), &[]);
    let after = states(1);
    assert_eq!(after[0], found("p1", "media_fragment", "we was by the lighthouse"));
    assert_eq!(after[1], lost("p2", "words_not_found"));
}

#[test]
fn a_correction_is_taken_back_by_correcting_and_not_by_undo() {
    let place = place();
    let better = text(&place).replace("was", "were");
    let made = correct(&place, &better, &[]);
    assert_eq!(made["entries"], 1, "{made}");
    let position = place.json(&["verify"], 0)["entries"].to_string();
    place.json(&["export", "exported"], 0);
    let mut reader = csv::Reader::from_path(place.path("exported/corrections.csv")).unwrap();
    let id = reader.records().next().unwrap().unwrap()[0].to_owned();
    assert_eq!(place.error(&["undo", &id], 2)["code"], "FH-ARCHIVE-029");
    assert_eq!(place.json(&["verify"], 0)["entries"].to_string(), position, "nothing was written");
}

#[test]
fn how_a_transcript_came_to_be_stands_in_the_element_names_of_tpme() {
    let place = Place::new();
    let source = [
        ("id", "S1"),
        ("what", "captions"),
        ("author_or_body", "the archive"),
        ("langs", "en"),
        ("file", "captions.vtt"),
    ];
    place.case_of(&CaseFolder::new().row("sources", &source).file("captions.vtt", CAPTIONS));
    correct(&place, &text(&place).replace("lite house", "lighthouse"), &["--note", "heard again"]);
    let steps: Value = serde_json::from_str(&place.text(&["transcripts", "S1", "--format", "tpme"])).unwrap();
    let said = |step: usize, element: &str| steps[step][element].as_str().unwrap_or_default().to_owned();
    let ids: Vec<String> = (0..3).map(|step| said(step, "transcript_id")).collect();
    assert!(ids[0] == "S1 revision 1" && ids[1] == "S1 revision 0" && ids[2].starts_with("sha256:"), "{ids:?}");
    assert_eq!([said(0, "parent_transcript_id"), said(1, "parent_transcript_id")], ids[1..]);
    assert_eq!([said(0, "application_type"), said(1, "application_type")], ["transcript editor", "format-conversion"]);
    assert_eq!([said(0, "processing_note"), said(2, "provider")], ["heard again", "the archive"]);
    assert!(said(0, "modification_date").starts_with("20"), "{steps:#}");
    let operation = &steps[0]["application_parameters"]["operations"][0];
    assert_eq!((&operation["was"], &operation["words"]), (&"lite house".into(), &"lighthouse".into()), "{steps:#}");
    let read: Value =
        serde_json::from_str(&place.text(&["transcripts", "S1", "--format", "tpme", "--revision", "0"])).unwrap();
    assert_eq!(read.as_array().map(Vec::len), Some(2), "{read:#}");
}
