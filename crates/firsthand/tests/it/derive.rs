//! Derivatives through the door of the command line: made once, made again when damaged, removed, gone with their original.

use crate::run::{Place, files, small_case};
use firsthand_testkit::made_files::{self, MadePage};
use serde_json::Value;
use std::path::PathBuf;

/// A case that holds a film that browsers play, one that they do not, a photograph and a PDF of two pages.
fn place() -> Place {
    let place = Place::new();
    made_files::film(&place.path("film.mp4"), "2004-09-03T10:05:00Z");
    made_files::film(&place.path("old.avi"), "2004-09-03T10:05:00Z");
    made_files::photograph(&place.path("photo.jpg"));
    let pdf = made_files::pdf("Log", &[MadePage::Words(&["The keeper wrote."]), MadePage::Blank], "");
    std::fs::write(place.path("log.pdf"), pdf).unwrap();
    place.json(&["new", "case"], 0);
    place.json(&["add", "film.mp4", "old.avi", "photo.jpg", "log.pdf"], 0);
    place
}

/// Each derivative as its original's name, its kind and what became of it.
fn states(derived: &Value) -> Vec<String> {
    let word = |line: &Value, key: &str| line[key].as_str().unwrap().to_owned();
    let line = |line: &Value| format!("{} {} {}", word(line, "id"), word(line, "kind"), word(line, "state"));
    derived["derivatives"].as_array().unwrap().iter().map(line).collect()
}

/// The paths of the files of one derivative.
fn paths(place: &Place, derived: &Value, id: &str, kind: &str) -> Vec<PathBuf> {
    let lines = derived["derivatives"].as_array().unwrap();
    let found = lines.iter().find(|line| line["id"] == id && line["kind"] == kind).unwrap();
    let files = found["files"].as_array().unwrap().iter();
    files.map(|file| place.path("case").join(file.as_str().unwrap())).collect()
}

/// The digest of the original of whatever was made of a file.
fn derived_original(derived: &Value, id: &str) -> Value {
    let lines = derived["derivatives"].as_array().unwrap();
    lines.iter().find(|line| line["id"] == id).unwrap()["original"].clone()
}

/// The record beside each derivative, without when it was made: a whole one of that original, each with everything that it must have.
fn records(place: &Place, derived: &Value) -> Vec<Value> {
    let lines = derived["derivatives"].as_array().unwrap().iter();
    let made = lines.filter(|line| line["files"].as_array().is_some_and(|files| !files.is_empty()));
    let record = |line: &Value| {
        let kind = line["kind"].as_str().unwrap();
        let path =
            paths(place, derived, line["id"].as_str().unwrap(), kind)[0].with_file_name(format!("{kind}.record.json"));
        let mut record: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        // What we make ourselves is by no tool of others.
        let by = if kind == "thumbnail" { "made_by" } else { "tool" };
        for field in [by, "parameters"] {
            assert!(record[field].as_str().is_some_and(|text| !text.is_empty()), "{kind}: {record}");
        }
        assert!(record["made_at"].take().as_str().unwrap().ends_with('Z'), "{kind}: {record}");
        assert_eq!((&record["operator"], &record["original"]), (&"test".into(), &line["original"]), "{kind}");
        record
    };
    made.map(record).collect()
}

const MADE: [&str; 8] = [
    "film.mp4 poster made",
    "film.mp4 peaks made",
    "film.mp4 proxy not_needed",
    "log.pdf pages made",
    "old.avi poster made",
    "old.avi peaks made",
    "old.avi proxy made",
    "photo.jpg thumbnail made",
];

#[test]
fn everything_is_made_once_recorded_and_made_again_only_when_it_is_damaged() {
    let place = place();
    let derived = place.json(&["derive", "--jobs", "2"], 0);
    assert_eq!(states(&derived), MADE);
    let proxy = paths(&place, &derived, "old.avi", "proxy");
    let record: Value =
        serde_json::from_slice(&std::fs::read(proxy[0].with_file_name("proxy.record.json")).unwrap()).unwrap();
    assert!(record["tool"].as_str().unwrap().starts_with("ffmpeg "), "{record}");
    assert!(record["parameters"].as_str().unwrap().contains("libx264"), "{record}");
    assert_eq!((&record["why"], &record["recipe"]), (&"browsers do not play the container avi".into(), &1.into()));
    assert_eq!(record["operator"], "test");
    assert!(record["made_at"].as_str().unwrap().ends_with('Z'), "{record}");
    assert_eq!(record["original"], derived_original(&derived, "old.avi"));
    assert_eq!(paths(&place, &derived, "log.pdf", "pages").len(), 2);
    assert_eq!(records(&place, &derived).len(), 7, "all have a record");
    let again = place.json(&["derive"], 0);
    assert_eq!((&again["counts"]["current"], again["counts"].get("made")), (&7.into(), None), "{again}");

    std::fs::write(&proxy[0], "other bytes").unwrap();
    let faults = place.json(&["verify"], 1)["derived"]["faults"].to_string();
    assert!(faults.contains("proxy.mp4 is damaged") && faults.contains("firsthand derive"), "{faults}");
    let mended = place.json(&["derive", "old.avi"], 0);
    assert_eq!(states(&mended), ["old.avi poster current", "old.avi peaks current", "old.avi proxy made"]);
    assert_eq!(place.json(&["verify"], 0)["ok"], true);
}

#[test]
fn another_version_of_the_tool_or_of_ours_makes_it_again() {
    let place = place();
    let derived = place.json(&["derive", "film.mp4", "--kind", "poster"], 0);
    let path = paths(&place, &derived, "film.mp4", "poster")[0].with_file_name("poster.record.json");
    let record: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    for (key, value) in [("tool", Value::from("ffmpeg 0.1")), ("recipe", 0.into()), ("parameters", "-ss 9".into())] {
        let mut older = record.clone();
        older[key] = value;
        std::fs::write(&path, older.to_string()).unwrap();
        assert_eq!(states(&place.json(&["derive", "--kind", "poster", "film.mp4"], 0)), [MADE[0]], "{key}");
    }
}

#[test]
fn what_is_removed_is_gone_and_can_be_made_again() {
    let place = place();
    let originals = |place: &Place| -> Vec<(PathBuf, Vec<u8>)> {
        let read = |path: PathBuf| (path.clone(), std::fs::read(path).unwrap());
        files(&place.path("case/originals")).into_iter().map(read).collect()
    };
    let before = originals(&place);
    let records = records(&place, &place.json(&["derive"], 0));
    let removed = place.json(&["derive", "--remove", "film.mp4"], 0);
    assert_eq!(removed["counts"]["removed"], 2, "{removed}");
    place.json(&["derive", "--remove"], 0);
    let left = files(&place.path("case/derived/made"));
    assert!(left.iter().all(|path| path.ends_with("lock")), "{left:?}");
    assert!(originals(&place) == before, "what is removed leaves its originals");
    let again = place.json(&["derive"], 0);
    assert_eq!(states(&again), MADE);
    assert_eq!(self::records(&place, &again), records, "by the same tool with the same arguments");
    assert!(originals(&place) == before);
}

#[test]
fn without_a_tool_the_rest_is_made_and_the_package_is_named() {
    let place = place();
    let output = place.command(&["derive", "--json"]).env("PATH", "/nonexistent").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let derived: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&derived["counts"]["failed"], &derived["counts"]["made"]), (&6.into(), &1.into()), "{derived}");
    let reason = derived["derivatives"][0]["reason"].as_str().unwrap();
    assert!(reason.contains("ffmpeg is not installed. Install ffmpeg"), "{reason}");
    place.json(&["derive"], 0);
    let output = place.command(&["derive", "--json"]).env("PATH", "/nonexistent").output().unwrap();
    let derived: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(derived["counts"]["current"], 7, "what is there stays: {derived}");
}

#[test]
fn a_rebuild_keeps_what_is_whole_and_throws_damage_away() {
    let place = place();
    let derived = place.json(&["derive"], 0);
    std::fs::write(&paths(&place, &derived, "photo.jpg", "thumbnail")[0], "other bytes").unwrap();
    assert_eq!(place.json(&["rebuild"], 0)["derivatives"], 6);
    assert_eq!(place.json(&["verify"], 0)["ok"], true);
    assert_eq!(place.json(&["derive"], 0)["counts"]["made"], 1);
    std::fs::remove_dir_all(place.path("case/derived")).unwrap();
    assert_eq!(place.json(&["derive"], 0)["counts"]["made"], 7);
}

#[test]
fn an_erasure_takes_everything_that_was_made_of_the_original() {
    let place = place();
    let derived = place.json(&["derive"], 0);
    let path = paths(&place, &derived, "film.mp4", "poster").remove(0);
    let digest = format!("sha256:{}", path.parent().unwrap().file_name().unwrap().to_string_lossy());
    let planned = place.json(&["erase", &digest, "--reason", "asked for"], 0);
    assert_eq!((&planned["derived"], path.exists()), (&4.into(), true), "{planned}");
    let erased = place.json(&["erase", &digest, "--reason", "asked for", "--yes"], 0);
    assert_eq!((&erased["derived"], path.parent().unwrap().exists()), (&4.into(), false), "{erased}");
    assert_eq!(place.error(&["derive", "film.mp4"], 2)["code"], "FH-ARCHIVE-008");
    assert_eq!(place.json(&["verify"], 0)["ok"], true);
}

#[test]
fn what_an_interrupted_erasure_left_goes_with_the_next_command_that_writes() {
    let place = place();
    let stray = place.path("case/derived/made/00").join("0".repeat(64));
    std::fs::create_dir_all(&stray).unwrap();
    std::fs::write(stray.join("poster.jpg"), "a face").unwrap();
    place.json(&["add", "log.pdf"], 0);
    assert!(!stray.exists());
}

#[test]
fn no_dossier_depends_on_what_was_made() {
    let place = Place::new();
    let photo = made_files::photograph(&place.path("photo.jpg"));
    place.case_of(&small_case().file("pictures/photo.jpg", photo));
    place.json(&["publish", "--out", "one"], 0);
    place.json(&["derive"], 0);
    place.json(&["publish", "--out", "two"], 0);
    let sums = |name: &str| std::fs::read_to_string(place.path(name).join("SHA256SUMS")).unwrap();
    assert_eq!(sums("one"), sums("two"));
}

#[test]
fn people_are_told_what_can_be_made_and_what_was() {
    let place = place();
    std::fs::write(place.path("more.jpg"), [&std::fs::read(place.path("photo.jpg")).unwrap()[..], b"\0"].concat())
        .unwrap();
    let shown = |words: &[&str]| String::from_utf8(place.run(words).stdout).unwrap();
    let told = shown(&["add", "more.jpg"]);
    assert!(told.contains("of 1 photograph: run `firsthand derive`"), "{told}");
    let told = shown(&["derive"]);
    assert!(told.contains("film.mp4  proxy not needed (browsers play it as it is)"), "{told}");
    assert!(told.contains("pages-0001.jpg and 1 more") && told.contains("8 made, 1 not needed."), "{told}");
    assert_eq!(place.error(&["derive", "no-such-file"], 2)["code"], "FH-ARCHIVE-008");
}

/// The status, asked again until nothing runs and `is_met`; a run that never gets there fails the test.
fn settled(place: &Place, is_met: impl Fn(&Value) -> bool) -> Value {
    for _ in 0..600 {
        let status: Value = serde_json::from_slice(&place.run(&["--json", "derive", "--status"]).stdout).unwrap();
        if status["is_running"] == false && is_met(&status) {
            return status;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    panic!("no run ended so: {}", place.json(&["derive", "--status"], 0));
}

#[test]
fn what_is_made_in_the_background_is_told_while_and_after_it_is_made() {
    let place = place();
    let none = place.json(&["derive", "--status"], 0);
    assert_eq!((&none["run"], &none["there"]), (&Value::Null, &0.into()));
    assert_eq!(none["missing"].as_array().unwrap().len(), 7, "{none}");
    let begun = place.json(&["derive", "--background", "--kind", "thumbnail", "--jobs", "2", "photo.jpg"], 0);
    assert!(begun["process"].as_u64().unwrap() > 0);
    let status = settled(&place, |status| status["there"] == 1);
    assert_eq!((&status["run"]["done"], &status["run"]["counts"]["made"]), (&1.into(), &1.into()), "{status}");
    std::fs::write(place.path("torn.avi"), &std::fs::read(place.path("old.avi")).unwrap()[..3_000]).unwrap();
    place.run(&["add", "--derive", "torn.avi"]);
    let status = settled(&place, |status| status["there"].as_u64() >= Some(7));
    assert_eq!(status["run"]["done"], status["run"]["total"], "{status}");
    let shown = String::from_utf8(place.run(&["derive", "--status"]).stdout).unwrap();
    assert!(shown.starts_with("The last run went through ") && shown.contains(" are missing."), "{shown}");
}

#[test]
fn a_run_that_was_cut_off_says_so_and_one_that_goes_on_holds_the_others_back() {
    let place = place();
    place.json(&["derive", "--kind", "poster"], 0);
    let run = place.path("case/derived/made/run.json");
    let mut cut: Value = serde_json::from_slice(&std::fs::read(&run).unwrap()).unwrap();
    cut["total"] = 9.into();
    std::fs::write(&run, cut.to_string()).unwrap();
    let shown = String::from_utf8(place.run(&["derive", "--status"]).stdout).unwrap();
    assert!(shown.starts_with("The last run was cut off; `firsthand derive` goes on with it."), "{shown}");
    let lock = std::fs::File::open(place.path("case/derived/made/lock")).unwrap();
    lock.lock().unwrap();
    assert_eq!(place.json(&["derive", "--status"], 0)["is_running"], true);
    assert_eq!(place.error(&["derive"], 1)["code"], "FH-ARCHIVE-031");
    let waiting = std::thread::scope(|scope| {
        let waiting = scope.spawn(|| place.json(&["derive", "--wait", "--kind", "poster"], 0));
        std::thread::sleep(std::time::Duration::from_millis(300));
        lock.unlock().unwrap();
        waiting.join().unwrap()
    });
    assert_eq!(waiting["counts"]["current"], 2, "{waiting}");
}

#[test]
fn a_run_keeps_no_names_and_forgets_what_was_erased() {
    let place = place();
    place.command(&["derive"]).env("PATH", "/nonexistent").output().unwrap();
    let run = std::fs::read_to_string(place.path("case/derived/made/run.json")).unwrap();
    assert!(!run.contains("film") && !run.contains("old.avi"), "{run}");
    let failed = || {
        let status: Value = serde_json::from_slice(&place.run(&["--json", "derive", "--status"]).stdout).unwrap();
        let failed = status["run"]["failed"].as_array().cloned().unwrap_or_default();
        failed.into_iter().map(|line| line["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let names = failed();
    assert_eq!((names.len(), names.iter().filter(|name| *name == "film.mp4").count()), (6, 2), "{names:?}");
    let removed = place.json(&["derive", "--remove", "--kind", "poster", "film.mp4"], 0);
    assert!(failed().is_empty(), "a removal leaves no run");
    place.command(&["derive"]).env("PATH", "/nonexistent").output().unwrap();
    let digest = removed["derivatives"][0]["original"].as_str().unwrap();
    place.json(&["erase", digest, "--reason", "asked for", "--yes"], 0);
    assert!(!failed().contains(&"film.mp4".to_owned()) && failed().len() == 4);
}
