//! Progress for programs: lines of JSON on standard error where they are asked for, and the result as it is without them.

use crate::run::{Place, small_case};
use firsthand_testkit::made_files;
use serde_json::Value;
use std::process::Output;

/// Every line on standard error as a report of progress.
#[track_caller]
fn reports(output: &Output) -> Vec<Value> {
    let printed = String::from_utf8_lossy(&output.stderr).into_owned();
    let report = |line: &str| {
        let document: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}"));
        assert_eq!(document.as_object().unwrap().len(), 1, "{line}");
        document["progress"].clone()
    };
    printed.lines().map(report).collect()
}

/// A command tells that it does all of `doing`, in that order and in these units, each to its end.
#[track_caller]
fn check(place: &Place, arguments: &[&str], doing: &[(&str, &str)]) -> Output {
    let output = place.run(&[arguments, &["--json", "--progress", "json"]].concat());
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    let reports = reports(&output);
    let mut told: Vec<(&str, &str)> = reports.iter().map(|one| (text(one, "doing"), text(one, "unit"))).collect();
    told.dedup();
    assert_eq!(told, doing, "{arguments:?}: {reports:#?}");
    for (word, _) in doing {
        let last = reports.iter().rfind(|one| one["doing"] == *word).unwrap();
        assert_eq!(last["done"], last["total"], "{arguments:?}: {last}");
    }
    for one in &reports {
        assert!(one["done"].as_u64().unwrap() <= one["total"].as_u64().unwrap(), "{one}");
    }
    serde_json::from_slice::<Value>(&output.stdout).expect("the result stands on standard output as it does without");
    output
}

fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value[name].as_str().unwrap_or_default()
}

#[test]
fn long_commands_tell_how_far_they_are() {
    let place = Place::new();
    let photo = made_files::photograph(&place.path("photo.jpg"));
    let withheld =
        [("id", "S3"), ("what", "a leaflet"), ("read_extent", "whole"), ("title_team_only", "The Real Title")];
    small_case().row("sources", &withheld).file("files/photo.jpg", photo).write(&place.path("tables"));
    place.json(&["new", "case"], 0);
    let (reading, storing, hashing) = (("reading", "files"), ("storing", "files"), ("hashing", "bytes"));
    check(&place, &["import", "tables"], &[reading, storing]);
    std::fs::write(place.path("more.txt"), "another note").unwrap();
    check(&place, &["add", "more.txt"], &[storing, reading]);
    check(&place, &["derive"], &[("deriving", "derivatives")]);
    check(&place, &["copies"], &[("deriving", "derivatives"), ("comparing", "pairs")]);
    check(&place, &["publish", "--out", "dossier"], &[("drawing", "files"), ("scanning", "files")]);
    check(&place, &["verify", "dossier"], &[hashing]);
    check(&place, &["rebuild"], &[("replaying", "entries")]);
    let asked = check(&place, &["verify"], &[("checking", "ledgers"), hashing]);
    let plain = place.run(&["verify", "--json"]);
    assert_eq!(plain.stdout, asked.stdout, "what is told beside it changes nothing in the result");
    assert_eq!(String::from_utf8_lossy(&plain.stderr), "", "who does not ask is told nothing");
}

#[test]
fn quiet_and_json_alone_tell_nothing_and_an_error_is_the_last_line() {
    let place = Place::new();
    place.json(&["new", "case"], 0);
    for arguments in [&["verify", "--quiet"][..], &["verify", "--json"], &["verify", "--progress", "none"]] {
        assert_eq!(place.run(arguments).stderr, b"", "{arguments:?}");
    }
    assert!(!reports(&place.run(&["verify", "--quiet", "--progress", "json"])).is_empty(), "what is asked for is told");
    // A case without a title is not published, after nothing was drawn; a file that is none stops an addition.
    let refused = place.run(&["add", "missing.txt", "--json", "--progress", "json"]);
    let printed = String::from_utf8(refused.stderr).unwrap();
    let last: Value = serde_json::from_str(printed.lines().last().unwrap()).unwrap();
    assert!(last["error"]["code"].is_string(), "{printed}");
    let wrong = place.run(&["verify", "--progress", "xml"]);
    assert_eq!(wrong.status.code(), Some(2));
}

#[test]
fn a_page_that_a_machine_reads_is_named() {
    let place = Place::new();
    let jpeg = made_files::scan(&["We saw the lamp"], &place.path("p.jpg"));
    let page = made_files::MadePage::Scan(&jpeg, 1240, 1754);
    std::fs::write(place.path("scan.pdf"), made_files::pdf("", &[page], "")).unwrap();
    place.json(&["new", "case"], 0);
    // The first of each thing is always told: an addition of one file begins with it, so that its page may not be due.
    let output = place.run(&["add", "scan.pdf", "--json", "--progress", "json"]);
    let told = reports(&output);
    assert!(told.iter().all(|one| one.get("on").is_none_or(|on| on == "scan.pdf, page 1 of 1")), "{told:#?}");
    assert_eq!(told.last().unwrap()["done"], 1);
}
