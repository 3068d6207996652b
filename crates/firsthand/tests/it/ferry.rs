//! The ferry case through the command line: made by its scripts, and what it is an example of. Making it takes ffmpeg and
//! espeak-ng; where they are missing the test says so and is skipped, under CI it fails.

use crate::run::{Place, files};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The recordings that statements are made in, each with the transcript of what is spoken in it.
const RECORDINGS: [(&str, &str, &str); 5] = [
    ("S01", "film/deckhand.mp4", "S21"),
    ("S02", "film/passenger.mp4", "S23"),
    ("S03", "film/worker.mp4", "S26"),
    ("S04", "sound/angler.m4a", "S30"),
    ("S05", "film/mate.mp4", "S32"),
];

/// The exit code of `make.sh` when a tool is missing, which it names.
const TOOL_MISSING: i32 = 3;

/// One making for all that is checked: it takes longer than everything else here together.
#[test]
fn the_ferry_is_made_imported_published_and_holds_what_it_is_an_example_of() {
    let place = Place::new();
    if !is_made(&place.path("tables")) {
        return;
    }
    place.json(&["new", "case"], 0);
    everything_goes_in_and_a_second_import_writes_nothing(&place);
    a_chain_with_a_common_root_is_one_report(&place);
    every_kind_of_difference_stands_side_by_side(&place);
    a_rendering_and_what_it_renders_are_one_report(&place);
    an_order_told_against_the_clocks_is_a_tension(&place);
    who_was_on_board_is_set_against_who_was_rescued_and_who_died(&place);
    a_rendering_is_named_where_its_figure_does_not_fit(&place);
    what_is_named_by_its_id_is_named_in_words_beside_it(&place);
    a_retraction_leaves_both(&place);
    every_quotation_is_said_at_its_seconds(&place);
    the_machine_transcript_has_its_errors_beside_the_correction(&place);
    a_second_publish_is_the_same_and_says_custody_and_exposure(&place);
    two_spellings_of_one_reporter_are_one_voice_by_decision(&place);
    gaps_and_what_was_not_verified_are_said_on_pages(&place);
    the_plan_of_the_ferry_names_its_version(&place);
    points_stand_on_the_map_beside_the_reef(&place);
    a_statement_that_was_coded_twice_says_so(&place);
    every_statement_of_a_recording_plays_within_it(&place);
    a_notice_stands_beside_the_record(&place);
}

/// Makes the case folder, or says what is missing; whether it was made.
fn is_made(folder: &Path) -> bool {
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples/ferry/make.sh");
    let (code, said) = match Command::new("bash").arg(&script).arg(folder).output() {
        Ok(output) => (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned()),
        Err(error) => (Some(TOOL_MISSING), format!("The ferry example needs bash: {error}")),
    };
    let is_ci = std::env::var_os("CI").is_some_and(|value| value == "true");
    assert!(code == Some(0) || (code == Some(TOOL_MISSING) && !is_ci), "{said}");
    if code != Some(0) {
        eprintln!("skipped: {said}");
    }
    code == Some(0)
}

fn everything_goes_in_and_a_second_import_writes_nothing(place: &Place) {
    let imported = place.json(&["import", "tables"], 0);
    let problems = imported["problems"].as_array().unwrap();
    assert!(problems.iter().all(|problem| problem["fatal"] == false), "{problems:?}");
    let receipt = &imported["receipt"];
    let sum = ["stored", "duplicate", "unreadable", "refused"].map(|part| receipt[part].as_u64().unwrap());
    assert_eq!(receipt["total"].as_u64().unwrap(), sum.iter().sum::<u64>());
    assert_eq!((sum[3], receipt["total"].as_u64().unwrap() as usize), (0, files(&place.path("tables")).len()));
    assert_eq!(imported["rows"]["statements"], 75);
    assert_eq!(place.json(&["import", "tables"], 0)["entries"], 0);
    assert_eq!(place.json(&["verify"], 0)["ok"], true);
}

fn a_chain_with_a_common_root_is_one_report(place: &Place) {
    let question = place.json(&["questions", "Q01"], 0);
    let scope = scope(&question, "on-board");
    let low = group(scope, "22");
    assert_eq!(low["statements"], serde_json::json!(["E035", "E045", "E049", "E064", "E067"]));
    assert_eq!(origins(low), (1, 1));
    assert_eq!(group(scope, "31")["statements"], serde_json::json!(["E043", "E053"]));
    assert_eq!(excluded(scope, "E019"), ["22", "30"]);
    let closes = |whole: &str| {
        let checks = question["checks"].as_array().unwrap();
        checks.iter().find(|check| check["whole"] == whole).unwrap()["closes"].as_bool()
    };
    assert_eq!((closes("E049.1"), closes("E053.1")), (Some(false), Some(true)));
}

fn every_kind_of_difference_stands_side_by_side(place: &Place) {
    let labels = |id: &str, population: &str| {
        let question = place.json(&["questions", id], 0);
        let groups = scope(&question, population)["groups"].as_array().unwrap().clone();
        groups.iter().map(|group| group["label"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(labels("Q01", "on-board"), ["22", "30", "31", "about 40"]);
    assert_eq!(labels("Q02", "departure").len(), 2);
    assert_eq!(labels("Q03", "strike").len(), 4);
    assert_eq!(labels("Q04", "order-of-blow-and-dark"), ["blow < dark", "dark < blow"]);
    assert_eq!(labels("Q05", "part-of-the-hull"), ["A02", "A03"]);
    assert_eq!(labels("Q06", "at-the-helm"), ["P05", "P06"]);
    assert_eq!(labels("Q07", "alarm"), ["yes", "no", "possible"]);
    assert_eq!(labels("Q08", "stern-door"), ["locked", "open", "shut"]);
    assert_eq!(labels("Q05", "place-on-the-lake"), ["30.009° S, 15.001° W", "L03"]);
    assert_eq!(labels("Q11", "out-of-order"), ["beacon; bell", "nothing"]);
    assert_eq!(labels("Q12", "first-notice"), ["blow", "dark", "noise"]);
    assert_eq!(labels("Q13", "order-of-flare-and-sinking"), ["T05 < T06", "T06 < T05"]);
}

fn a_rendering_and_what_it_renders_are_one_report(place: &Place) {
    let question = place.json(&["questions", "Q08"], 0);
    let door = scope(&question, "stern-door");
    assert_eq!(group(door, "locked")["statements"], serde_json::json!(["E022"]));
    let shut = group(door, "shut");
    assert_eq!(shut["statements"], serde_json::json!(["E021", "E029", "E057"]));
    assert_eq!(origins(shut).1, 2);
    assert_eq!(excluded(door, "E023"), ["locked"]);
}

fn an_order_told_against_the_clocks_is_a_tension(place: &Place) {
    let found = place.json(&["tensions"], 0);
    let in_time = found["tensions"].as_array().unwrap().iter().filter(|tension| tension["in"] == "time");
    let of_order: Vec<Vec<&str>> = in_time
        .map(|tension| tension["records"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect())
        .collect();
    assert_eq!(of_order, [["E074.1", "T05", "T06"]]);
    let not_timed = found["not_timed"].as_array().unwrap();
    let answers: Vec<&str> = not_timed.iter().map(|one| one["answer"].as_str().unwrap()).collect();
    assert_eq!(answers, ["E006.1", "E013.1", "E025.1", "E056.1"], "the blow and the dark are no events");
}

fn who_was_on_board_is_set_against_who_was_rescued_and_who_died(place: &Place) {
    let found = place.json(&["tensions"], 0);
    let ids = |tension: &Value| -> Vec<String> {
        tension["records"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
    };
    let over: Vec<Vec<String>> =
        found["tensions"].as_array().unwrap().iter().map(ids).filter(|set| set.contains(&"N07".into())).collect();
    let has = |set: &[&str]| over.iter().any(|one| one == set);
    assert!(has(&["E045.1", "E060.1", "N07"]), "22 on board, of whom 26 were rescued: {over:?}");
    assert!(has(&["E020.1", "E060.1", "E061.1", "N07", "N08"]), "30 on board, 26 rescued and 5 dead: {over:?}");
    assert!(has(&["E011.1", "E060.1", "E061.1", "N07", "N08"]), "about 40 on board: {over:?}");
    let says_31 = ["E043.1", "E053.1"];
    assert!(!over.iter().any(|set| says_31.iter().any(|id| set.contains(&(*id).into()))), "26 and 5 are 31: {over:?}");
    assert!(!over.iter().any(|set| set.contains(&"E051.1".into())), "a running count meets none: {over:?}");
    assert_eq!(found["are_all"], true);
}

fn a_rendering_is_named_where_its_figure_does_not_fit(place: &Place) {
    let found = place.json(&["tensions"], 0);
    let has = |tension: &&Value, id: &str| {
        tension["records"].as_array().unwrap().iter().any(|record| record["id"].as_str() == Some(id))
    };
    let translation = |id: &str| -> String {
        let tension = found["tensions"].as_array().unwrap().iter().find(|tension| has(tension, id)).unwrap();
        let causes = tension["causes"].as_array().unwrap().iter();
        let why = causes.filter(|cause| cause["cause"] == "translation").map(|cause| cause["why"].as_str().unwrap());
        why.collect()
    };
    let rendered = translation("E020.1");
    assert!(rendered.contains("E020 renders E019 (ru) in en."), "{rendered}");
    assert!(rendered.contains("What E020.1 has is put otherwise, of the same words, in E019.1, E030.1."), "{rendered}");
    assert!(translation("E030.1").contains("E030 is a later translation of E019 (ru)."), "{}", translation("E030.1"));
    let in_number = found["tensions"].as_array().unwrap().iter().filter(|tension| tension["in"] == "number");
    let looked_for = |tension: &Value, cause: &str| tension["looked_for"].as_array().unwrap().contains(&cause.into());
    assert!(in_number.clone().all(|tension| !looked_for(tension, "zone") && looked_for(tension, "rounding")));
}

fn points_stand_on_the_map_beside_the_reef(place: &Place) {
    let drawn = place.json(&["draw", "map", "Q05"], 0);
    let rows = drawn["figures"][0]["table"]["rows"].as_array().unwrap();
    let named: Vec<&str> = rows.iter().map(|row| row["statements"][0].as_str().unwrap()).collect();
    assert_eq!(named, ["E073", "E032", "E052", "E055", "E072", "E032"], "the angler saw it from Mill Head");
    let last = rows.last().unwrap()["cells"].to_string();
    assert!(last.contains("Mill Head") && last.contains("was here when they saw or heard it"), "{last}");
    let page = std::fs::read_to_string(place.path("first/questions/Q05/index.html")).unwrap();
    assert!(page.contains("id=\"map1\"") && page.contains("id=\"plan2\""), "a map for the lake, a plan for the hull");
}

fn a_statement_that_was_coded_twice_says_so(place: &Place) {
    let page = |id: &str| std::fs::read_to_string(place.path("first/statements").join(id).join("index.html")).unwrap();
    assert!(page("E033").contains("Decided: by a noise, by EF."), "{}", page("E033"));
    assert!(page("E058").contains("Nothing is decided. The record has: the bell of the ferry."));
    assert!(page("E006").contains("coded: 1; the same in 1"));
}

fn what_is_named_by_its_id_is_named_in_words_beside_it(place: &Place) {
    let question = place.json(&["questions", "Q05"], 0);
    assert_eq!(scope(&question, "place-on-the-lake")["named"]["L03"], "the Anvil, a reef with a beacon");
    let named = scope(&question, "place-on-the-lake")["named"].as_object().unwrap().clone();
    assert!(
        !named.is_empty() && named.keys().all(|id| !id.contains('°')),
        "a point says by itself where it is: {named:?}"
    );
    let text = String::from_utf8(place.run(&["questions", "Q13"]).stdout).unwrap();
    assert!(text.contains("  T05: a flare goes up") && text.contains("  T06: the ferry sinks"), "{text}");
    assert_eq!(scope(&place.json(&["questions", "Q01"], 0), "on-board")["named"], Value::Null);
}

fn a_retraction_leaves_both(place: &Place) {
    let question = place.json(&["questions", "Q07"], 0);
    let alarm = scope(&question, "alarm");
    assert_eq!(group(alarm, "yes")["statements"], serde_json::json!(["E007"]));
    assert_eq!(group(alarm, "no")["statements"], serde_json::json!(["E010", "E016", "E026", "E058"]));
    let statements = place.json(&["statements"], 0);
    let stance = |id: &str| statement(&statements, id)["stance"].clone();
    assert_eq!(
        (stance("E007"), stance("E009"), stance("E044")),
        ("asserts".into(), "retracts".into(), "declines".into())
    );
}

fn every_quotation_is_said_at_its_seconds(place: &Place) {
    let mut said = 0;
    for (source, file, transcript) in RECORDINGS {
        let length_ms = length_ms(&place.path("tables/originals").join(file));
        let view = place.json(&["transcripts", transcript], 0);
        let cues = view["transcript"]["cues"].as_array().unwrap();
        for row in quoted(&place.path("tables/statements.csv"), source) {
            let (start, end) = seconds(&row.locator);
            assert!(start < end && end <= length_ms, "{row:?} of {length_ms} ms");
            assert!(words(cues, start, end).contains(&row.quote), "{row:?}");
            said += 1;
        }
    }
    assert_eq!(said, 43);
}

fn the_machine_transcript_has_its_errors_beside_the_correction(place: &Place) {
    let words_of = |id: &str| {
        let view = place.json(&["transcripts", id], 0);
        (view["transcript"]["layer"].clone(), words(view["transcript"]["cues"].as_array().unwrap(), 0, i64::MAX))
    };
    let ((layer, machine), (_, corrected)) = (words_of("S25"), words_of("S23"));
    assert_eq!(layer, "machine");
    let lines = place.json(&["transcripts"], 0);
    let layer = |id: &str| lines.as_array().unwrap().iter().find(|line| line["id"] == id).unwrap()["layer"].clone();
    assert_eq!((layer("S26"), layer("S27"), layer("S28")), ("room".into(), "interpreter".into(), "translation".into()));
    assert_eq!(place.json(&["transcripts", "S23"], 0)["decided"]["of"], "S25");
    let edited = place.path("better.vtt");
    std::fs::copy(place.path("tables/originals/captions/passenger.en.vtt"), &edited).unwrap();
    let understood = place.json(&["correct", "S25", "better.vtt", "--dry-run"], 0);
    let has = |was: &str, words: &str| {
        let all = understood["made"].as_array().unwrap().iter();
        all.clone().any(|one| one["was"] == was && one["words"] == words)
    };
    assert!(has("fourteen", "forty") && has("mayor", "mate"), "{understood}");
    assert!(machine.contains("about fourteen people") && corrected.contains("about forty people"));
}

fn a_second_publish_is_the_same_and_says_custody_and_exposure(place: &Place) {
    let (first, second) =
        (place.json(&["publish", "--out", "first"], 0), place.json(&["publish", "--out", "second"], 0));
    assert_eq!(first["sha256sums"], second["sha256sums"]);
    let (one, two) = (place.path("first"), place.path("second"));
    for file in files(&one) {
        let name = file.strip_prefix(&one).unwrap();
        assert!(std::fs::read(&file).unwrap() == std::fs::read(two.join(name)).unwrap(), "{}", name.display());
    }
    assert_eq!(place.json(&["verify", "first"], 0)["ok"], true);
    let alarm = std::fs::read_to_string(one.join("questions/Q07/index.html")).unwrap();
    let taken_back = "The same speaker later takes back or corrects an answer to this question.";
    assert_eq!(alarm.matches(taken_back).count(), 1, "the first answer and not the one that replaced it");
    assert!(alarm.contains("Six answers from five speakers"), "what is taken back is no answer");
    assert!(alarm.contains("Said and no answer") && alarm.contains("takes an earlier statement back"));
    let page = |id: &str| std::fs::read_to_string(one.join("statements").join(id).join("index.html")).unwrap();
    let statements = place.json(&["statements"], 0);
    for line in statements.as_array().unwrap() {
        let (id, is_custody) = (line["id"].as_str().unwrap(), line["source"] == "S05");
        assert_eq!(
            (line["duress"].as_bool(), page(id).contains("custody-note")),
            (Some(is_custody), is_custody),
            "{id}"
        );
    }
    assert!(page("E037").contains("../E018/"), "whose exposure it shares");
}

fn two_spellings_of_one_reporter_are_one_voice_by_decision(place: &Place) {
    let voices = place.json(&["voices", "S34"], 0);
    let decided = |spelling: &str| {
        let lines = voices["voices"].as_array().unwrap();
        lines.iter().find(|line| line["spelling"] == spelling).unwrap()["decided"].clone()
    };
    assert_eq!(decided("REPORTER"), "the reporter at the landing");
    assert_eq!(decided("REPORTER AT THE LANDING"), decided("REPORTER"));
    assert!(!voices["questions"].to_string().contains("REPORTER"), "what is decided is no question: {voices}");
    let found = place.json(&["search", "speaker:\"the reporter at the landing\" kind:transcript"], 0);
    assert_eq!(found["total"], 2, "{found}");
    let page = std::fs::read_to_string(place.path("first/sources/S34/transcript/index.html")).unwrap();
    assert!(page.contains("the reporter at the landing") && page.contains("REPORTER AT THE LANDING"), "{page}");
}

fn gaps_and_what_was_not_verified_are_said_on_pages(place: &Place) {
    let page = |path: &str| std::fs::read_to_string(place.path("first/sources").join(path).join("index.html")).unwrap();
    assert!(page("S10").contains("Gap: who gives it on here is not who received it before"));
    assert!(page("S09").contains("<em>unknown</em>"));
    assert!(
        page("S41").contains("the same ferry at the same landing") && !page("S41").contains("<em>not verified</em>")
    );
    assert!(page("S01/watch").contains("Not verified: source, technical data, content."));
    let found = place.json(&["custody", "S10"], 0);
    assert_eq!(found[0]["handovers"][1]["gap"], "other_giver");
}

fn the_plan_of_the_ferry_names_its_version(place: &Place) {
    let figure = &place.json(&["draw", "plan", "--out", "plan.svg"], 0)["figures"][0];
    let digest = place.json(&["custody", "S11"], 0)[0]["sha256"]["value"].as_str().unwrap().to_owned();
    let note = figure["note"].as_str().unwrap();
    assert!(note.contains(&format!("the plan S11 in the version {digest}.")), "{note}");
}

/// Its link leads to a page of the recording, and the fragment lies inside the file that is copied there.
fn every_statement_of_a_recording_plays_within_it(place: &Place) {
    let dossier = place.path("first");
    let statements = place.json(&["statements"], 0);
    let mut played = 0;
    for line in statements.as_array().unwrap() {
        let (id, source) = (line["id"].as_str().unwrap(), line["source"].as_str().unwrap());
        let page = std::fs::read_to_string(dossier.join("statements").join(id).join("index.html")).unwrap();
        let Some((_, file, _)) = RECORDINGS.iter().find(|(recording, ..)| *recording == source) else {
            assert!(!page.contains("class=\"play\""), "{id} of {source}");
            continue;
        };
        let link = page
            .split("class=\"play\" data-play href=\"")
            .nth(1)
            .unwrap_or_else(|| panic!("{id} has no link that plays"));
        let (watch, fragment) = link.split('"').next().unwrap().split_once('#').unwrap();
        assert_eq!(watch, format!("../../sources/{source}/watch/index.html"));
        let fragment = firsthand_model::media_fragment::MediaFragment::parse(fragment);
        let (start, end) = fragment.time.and_then(|time| time.span_ms()).unwrap();
        let original = place.path("tables/originals").join(file);
        assert!(start < end.unwrap() && end.unwrap() <= length_ms(&original), "{id}");
        let watch = std::fs::read_to_string(dossier.join("sources").join(source).join("watch/index.html")).unwrap();
        let media = watch.split("src=\"../../../media/").nth(1).unwrap().split('"').next().unwrap();
        assert!(
            std::fs::read(dossier.join("media").join(media)).unwrap() == std::fs::read(original).unwrap(),
            "{media}"
        );
        assert!(watch.contains(&format!("statements/{id}/index.html")), "{id} is not at its seconds");
        played += 1;
    }
    assert_eq!(played, 43);
}

fn scope<'a>(question: &'a Value, population: &str) -> &'a Value {
    let scopes = question["scopes"].as_array().unwrap();
    scopes.iter().find(|scope| scope["population"] == population).unwrap_or_else(|| panic!("{population}: {question}"))
}

fn group<'a>(scope: &'a Value, label: &str) -> &'a Value {
    let groups = scope["groups"].as_array().unwrap();
    groups.iter().find(|group| group["label"] == label).unwrap_or_else(|| panic!("{label}: {scope}"))
}

/// At least and at most so many separate origins.
fn origins(group: &Value) -> (u64, u64) {
    let end = |name: &str| group["origins"][name].as_u64().unwrap();
    (end("at_least"), end("at_most"))
}

/// The groups that a bound or denial excludes.
fn excluded<'a>(scope: &'a Value, statement: &str) -> Vec<&'a str> {
    let bound = scope["bounds"].as_array().unwrap().iter().find(|bound| bound["statement"] == statement).unwrap();
    bound["excludes"].as_array().unwrap().iter().map(|label| label.as_str().unwrap()).collect()
}

fn statement<'a>(statements: &'a Value, id: &str) -> &'a Value {
    statements.as_array().unwrap().iter().find(|line| line["id"] == id).unwrap()
}

/// The words of the cues that lie within these milliseconds.
fn words(cues: &[Value], start: i64, end: i64) -> String {
    let within = |cue: &&Value| cue["start_ms"].as_i64() >= Some(start) && cue["end_ms"].as_i64() <= Some(end);
    cues.iter().filter(within).filter_map(|cue| cue["text"].as_str()).collect::<Vec<_>>().join(" ")
}

#[derive(Debug)]
struct Quoted {
    locator: String,
    quote: String,
}

/// The statements of a source that quote it.
fn quoted(table: &Path, source: &str) -> Vec<Quoted> {
    let mut reader = csv::Reader::from_path(table).unwrap();
    let header = reader.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|found| found == name).unwrap();
    let (of, locator, quote) = (column("source"), column("locator"), column("quote"));
    let rows = reader.records().map(Result::unwrap).filter(|row| &row[of] == source && !row[quote].is_empty());
    rows.map(|row| Quoted { locator: row[locator].to_owned(), quote: row[quote].to_owned() }).collect()
}

/// `00:00:32.200–00:00:34.910` at the head of a locator, in milliseconds.
fn seconds(locator: &str) -> (i64, i64) {
    let (start, rest) = locator.split_once('–').unwrap();
    let end = rest.split(',').next().unwrap();
    (milliseconds(start), milliseconds(end))
}

fn milliseconds(clock: &str) -> i64 {
    let parts: Vec<i64> = clock.split([':', '.']).map(|part| part.parse().unwrap()).collect();
    ((parts[0] * 60 + parts[1]) * 60 + parts[2]) * 1000 + parts[3]
}

/// The length of a recording by ffprobe, which comes with ffmpeg.
fn length_ms(file: &Path) -> i64 {
    let show = ["-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0"];
    let output = Command::new("ffprobe").args(show).arg(file).output().unwrap();
    let seconds: f64 = String::from_utf8(output.stdout).unwrap().trim().parse().unwrap();
    (seconds * 1000.0).round() as i64
}

/// A notice says how many passengers there were and when the ferry left: it is laid beside those who counted and those who timed.
fn a_notice_stands_beside_the_record(place: &Place) {
    std::fs::write(place.path("notice.txt"), "There were 26 passengers on board.").unwrap();
    let header = "sentence,claim,question_id,scope,answer";
    let row = "There were 26 passengers on board.,yes,Q01,passengers-on-board,count=26";
    std::fs::write(place.path("notice.txt.marks.csv"), format!("{header}\n{row}\n")).unwrap();
    let found = place.json(&["check", "notice.txt"], 0);
    let labels = |column: &str| -> Vec<&str> {
        let lines = found["claims"][0][column].as_array().unwrap();
        lines.iter().map(|line| line["label"].as_str().unwrap()).collect()
    };
    assert!(labels("said_by").contains(&"E001"), "{found}");
    assert!(labels("differs_from").contains(&"E003"), "{found}");
    assert!(labels("about_something_else").contains(&"E002"), "{found}");
}
