//! A writer that is killed at a random moment loses nothing that it had acknowledged and publishes nothing by half.

use crate::run::{Place, files, small_case};
use firsthand_testkit::CaseFolder;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

const KILLS: u32 = 100;

/// Kills the command after a delay; whether it had ended by itself, and well.
fn kill_after(place: &Place, arguments: &[&str], delay: Duration) -> bool {
    let mut child = place.command(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let end = Instant::now() + delay;
    while Instant::now() < end {
        if let Some(status) = child.try_wait().unwrap() {
            return status.success();
        }
        std::thread::sleep(Duration::from_micros(200));
    }
    child.kill().unwrap();
    child.wait().unwrap().success()
}

fn full_time(place: &Place, arguments: &[&str]) -> Duration {
    let began = Instant::now();
    assert!(place.run(arguments).status.success(), "{arguments:?}");
    began.elapsed()
}

#[test]
fn a_killed_import_loses_nothing_acknowledged() {
    let place = Place::new();
    place.case_of(&small_case());
    let mut acknowledged = vec!["E1".to_owned(), "E2".to_owned()];
    let folder = |n: u32| {
        let (source, statement) = (format!("SX{n}"), format!("EX{n}"));
        let name = format!("batch-{n}");
        CaseFolder::new()
            .source(&source)
            .statement(&statement, &source, "somebody", "unknown", &format!("claim number {n}"))
            .write(&place.path(&name));
        (name, statement)
    };
    let (name, statement) = folder(0);
    let whole = full_time(&place, &["import", &name]);
    acknowledged.push(statement);
    for n in 1..=KILLS {
        let (name, statement) = folder(n);
        if kill_after(&place, &["import", &name], whole * n / KILLS) {
            acknowledged.push(statement);
        }
        if n % 10 == 0 {
            check_all_there(&place, &acknowledged);
        }
    }
    place.json(&["import", "batch-0"], 0);
    check_all_there(&place, &acknowledged);
    assert_eq!(place.json(&["verify"], 0)["ok"], true);
}

#[test]
fn an_import_that_writes_nothing_mends_the_index_that_a_kill_left_half_written() {
    let place = Place::new();
    place.case_of(&small_case());
    CaseFolder::new().source("SX").statement("EX", "SX", "somebody", "unknown", "a claim").write(&place.path("batch"));
    place.json(&["import", "batch"], 0);
    for file in ["manifest.json", ".managed.json", "meta.json"] {
        std::fs::write(place.path("case/derived/search").join(file), "[").unwrap();
        assert_eq!(place.json(&["import", "batch"], 0)["entries"], 0);
        assert_eq!(place.json(&["verify"], 0)["ok"], true, "{file}");
    }
    std::fs::remove_dir_all(place.path("case/derived/search")).unwrap();
    assert_eq!(place.json(&["import", "batch"], 0)["entries"], 0);
    assert_eq!(place.json(&["verify"], 0)["ok"], true);
}

#[test]
fn an_index_that_a_kill_left_unfinished_is_one_notice_and_no_fault() {
    let place = Place::new();
    place.case_of(&small_case());
    let manifest = place.path("case/derived/search/manifest.json");
    let before = std::fs::read(&manifest).unwrap();
    let add = |name: &str| {
        std::fs::write(place.path(name), format!("Words of {name}.")).unwrap();
        place.json(&["add", name], 0)
    };
    add("one.txt");
    // The manifest is written last.
    std::fs::write(&manifest, &before).unwrap();
    let found = place.json(&["verify"], 0);
    let notices = found["notices"].as_array().unwrap();
    assert_eq!((&found["ok"], notices.len()), (&true.into(), 1), "{found}");
    assert!(notices[0].as_str().unwrap().contains("derived/search: was left unfinished"), "{found}");
    add("two.txt");
    let found = place.json(&["verify"], 0);
    assert_eq!((&found["ok"], found["notices"].as_array().unwrap().len()), (&true.into(), 0), "{found}");
}

/// What a kill between the ledger and the tables leaves: the derived folder as it was before the last command.
#[test]
fn tables_that_a_kill_left_behind_are_a_notice_and_caught_up_at_the_next_opening() {
    let place = Place::new();
    place.case_of(&small_case());
    let (derived, before) = (place.path("case/derived"), place.path("before"));
    copy(&derived, &before);
    CaseFolder::new().source("SX").statement("EX", "SX", "somebody", "unknown", "a claim").write(&place.path("more"));
    let written = place.json(&["import", "more"], 0)["entries"].as_u64().unwrap();
    std::fs::remove_dir_all(&derived).unwrap();
    std::fs::rename(&before, &derived).unwrap();
    let found = place.json(&["verify"], 0);
    let notices = found["notices"].to_string();
    assert_eq!((&found["ok"], &found["derived"]["faults"]), (&true.into(), &serde_json::json!([])), "{found}");
    assert!(notices.contains(&format!("the tables are behind the ledger by {written} entries")), "{found}");
    assert_eq!(place.json(&["verify"], 0)["notices"].to_string(), notices, "verifying writes nothing");
    check_all_there(&place, &["E1".into(), "EX".into()]);
    let found = place.json(&["verify"], 0);
    assert!(!found["notices"].to_string().contains("are behind"), "{found}");
}

fn copy(from: &Path, to: &Path) {
    for file in files(from) {
        let copied = to.join(file.strip_prefix(from).unwrap());
        std::fs::create_dir_all(copied.parent().unwrap()).unwrap();
        std::fs::copy(&file, &copied).unwrap();
    }
}

#[track_caller]
fn check_all_there(place: &Place, acknowledged: &[String]) {
    let statements = place.json(&["statements"], 0);
    let ids: Vec<&str> = statements.as_array().unwrap().iter().map(|line| line["id"].as_str().unwrap()).collect();
    for id in acknowledged {
        assert!(ids.contains(&id.as_str()), "{id} was acknowledged and is gone");
    }
}

/// What a kill leaves between the two renames, and while what was replaced is removed.
#[test]
fn what_a_killed_publish_had_put_aside_is_put_back_or_goes() {
    let place = Place::new();
    place.case_of(&small_case());
    place.json(&["publish", "--out", "dossier"], 0);
    let (dossier, old) = (place.path("dossier"), place.path(".dossier.staging-old"));
    let page = || std::fs::read_to_string(dossier.join("index.html")).unwrap();
    let first = page();
    std::fs::rename(&dossier, &old).unwrap();
    place.json(&["publish", "--out", "dossier"], 0);
    assert_eq!((page() == first, old.exists()), (true, false));
    std::fs::create_dir(&old).unwrap();
    std::fs::write(old.join("left.html"), "half removed").unwrap();
    place.json(&["publish", "--out", "dossier"], 0);
    assert_eq!((page() == first, old.exists()), (true, false));
    std::fs::rename(&dossier, &old).unwrap();
    place.error(&["publish", "--out", "dossier", "--at", "0"], 1);
    assert!(old.exists() || dossier.exists(), "a publish that fails loses nothing");
}

/// A publish that is killed while it removes what it replaced: the part that is left is never taken for the dossier.
#[test]
fn what_a_killed_publish_was_removing_is_never_put_back() {
    let place = Place::new();
    let mut case = small_case();
    for n in 0..200 {
        case = case.statement(&format!("EX{n}"), "S1", "somebody", "unknown", &format!("claim number {n}"));
    }
    place.case_of(&case);
    place.json(&["publish", "--out", "dossier"], 0);
    let whole = entries(&place.path("dossier"));
    let is_part = || ["old", "gone"].iter().any(|end| is_part(&place.path(&format!(".dossier.staging-{end}")), whole));
    let met = (0..50).any(|_| {
        kill_when(&place, &["publish", "--out", "dossier"], is_part);
        is_part()
    });
    assert!(met, "no kill met the removal");
    std::fs::remove_dir_all(place.path("dossier")).unwrap();
    place.error(&["publish", "--out", "dossier", "--at", "0"], 1);
    assert!(!place.path("dossier").exists(), "half a dossier was put back");
}

/// Kills the command as soon as its files stand so.
fn kill_when(place: &Place, arguments: &[&str], stands: impl Fn() -> bool) {
    let mut child = place.command(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    while child.try_wait().unwrap().is_none() {
        if stands() {
            child.kill().unwrap();
        }
    }
}

fn is_part(dossier: &Path, whole: usize) -> bool {
    (1..whole).contains(&entries(dossier))
}

/// What stands in a dossier's folder and in that of its statements, which may be going at this moment.
fn entries(dossier: &Path) -> usize {
    let folders = [dossier.to_owned(), dossier.join("statements")];
    folders.iter().filter_map(|folder| folder.read_dir().ok()).map(Iterator::count).sum()
}

#[test]
fn a_killed_publish_leaves_a_whole_dossier_or_none() {
    let place = Place::new();
    place.case_of(&small_case());
    let whole = full_time(&place, &["publish", "--out", "first"]);
    for n in 1..=KILLS {
        kill_after(&place, &["publish", "--out", "dossier"], whole * n / KILLS);
        if place.path("dossier").exists() {
            assert_eq!(place.json(&["verify", "dossier"], 0)["ok"], true);
        }
        if n % 3 == 0 && place.path("dossier").exists() {
            std::fs::remove_dir_all(place.path("dossier")).unwrap();
        }
    }
    place.json(&["publish", "--out", "dossier"], 0);
    let left = std::fs::read_dir(place.path("")).unwrap().flatten();
    let left: Vec<String> = left.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    assert!(!left.iter().any(|name| name.contains("staging")), "{left:?}");
    assert_eq!(place.json(&["verify"], 0)["ok"], true);
}
