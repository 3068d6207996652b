//! The child: what it may not do, layer by layer, and how each bad ending is reported.

use crate::support::{fatal, read, sandbox};
use firsthand_intake::{Limits, Mode, Reading};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

const CSV: &str = "id,place\nL1,Школа\n";

fn read_in_child(deed: &[&str], limits: Limits) -> Reading {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("places.csv");
    std::fs::write(&path, CSV).unwrap();
    sandbox(deed, limits).read(&path, "places.csv", Mode::Auto)
}

#[test]
fn the_child_reads_what_is_read_in_place() {
    assert_eq!(read_in_child(&["__read"], Limits::default()), read("places.csv", CSV));
}

/// The same file three times by a reader for many.
fn read_in_forks(deed: &[&str], limits: Limits) -> Vec<Reading> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("places.csv");
    std::fs::write(&path, CSV).unwrap();
    let sandbox = sandbox(deed, limits);
    let mut reader = sandbox.reader();
    (0..3).map(|_| reader.read_telling(&path, "places.csv", Mode::Auto, &|_, _| {})).collect()
}

#[test]
fn forks_read_what_is_read_in_place() {
    let expected = read("places.csv", CSV);
    assert!(read_in_forks(&["__read"], Limits::default()).iter().all(|reading| *reading == expected));
}

#[track_caller]
fn check(deed: &str, limits: Limits, code: &str) {
    let alone = read_in_child(&[deed], limits);
    for reading in read_in_forks(&[deed], limits).into_iter().chain([alone]) {
        assert_eq!((reading.reader.as_str(), reading.proposals.len()), ("none", 0));
        let message = &fatal(&reading).message;
        assert!(message.contains(code), "{message}");
        assert!(!message.contains("witness"), "{message}");
    }
}

#[test]
fn neither_a_child_nor_a_fork_reaches_anything() {
    let alone = read_in_child(&["reach"], Limits::default());
    for reading in read_in_forks(&["reach"], Limits::default()).into_iter().chain([alone]) {
        assert_eq!((reading.reader.as_str(), reading.text.as_deref()), ("reach", Some("")));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn forks_are_of_one_server_and_end_with_it() {
    let children = || std::fs::read_to_string("/proc/thread-self/children").unwrap_or_default();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("places.csv");
    std::fs::write(&path, CSV).unwrap();
    let sandbox = sandbox(&["__read"], Limits::default());
    let mut reader = sandbox.reader();
    let servers: Vec<String> = (0..3)
        .map(|_| {
            assert!(reader.read_telling(&path, "places.csv", Mode::Auto, &|_, _| {}).is_clean());
            children()
        })
        .collect();
    assert!(
        servers.iter().all(|server| *server == servers[0] && server.split_whitespace().count() == 1),
        "{servers:?}"
    );
    drop(reader);
    assert_eq!(children(), "");
}

/// A program that knows nothing of serving reads all the same.
#[test]
fn where_no_server_serves_a_child_is_started_for_each_file() {
    let alone = read_in_child(&["only-alone"], Limits::default());
    assert!(alone.is_clean());
    assert!(read_in_forks(&["only-alone"], Limits::default()).iter().all(|reading| *reading == alone));
}

#[test]
fn a_child_that_takes_too_long_is_stopped_and_reported() {
    check("spin", Limits { wall_seconds: 1, ..Limits::default() }, "FH-INTAKE-003");
}

#[test]
fn a_child_that_takes_too_much_memory_is_reported() {
    check("hoard", Limits::default(), "FH-INTAKE-004");
}

#[test]
fn a_child_that_says_too_much_is_stopped_and_reported() {
    check("flood", Limits { output_bytes: 1 << 20, ..Limits::default() }, "FH-INTAKE-005");
}

#[test]
fn a_child_that_crashes_is_reported_without_its_words() {
    check("crash", Limits::default(), "FH-INTAKE-006");
}

#[test]
fn a_child_that_prints_no_reading_is_reported() {
    check("garble", Limits::default(), "FH-INTAKE-007");
}

#[test]
fn a_missing_file_or_program_is_a_problem() {
    let sandbox = sandbox(&[], Limits::default());
    let missing = sandbox.read(Path::new("no-such-file"), "places.csv", Mode::Auto);
    assert!(fatal(&missing).message.contains("FH-INTAKE-001"));
    let folder = tempfile::tempdir().unwrap();
    assert!(fatal(&sandbox.read(folder.path(), "places.csv", Mode::Auto)).message.contains("FH-INTAKE-001"));
    let of_folder = sandbox.reader().read_telling(folder.path(), "places.csv", Mode::Auto, &|_, _| {});
    assert!(fatal(&of_folder).message.contains("FH-INTAKE-001"));
    let nothing = firsthand_intake::Sandbox { program: "no-such-program".into(), ..sandbox };
    let path = folder.path().join("a.csv");
    std::fs::write(&path, CSV).unwrap();
    assert!(fatal(&nothing.read(&path, "a.csv", Mode::Auto)).message.contains("FH-INTAKE-002"));
    assert!(nothing.notice().is_some_and(|notice| notice.contains("FH-INTAKE-002")));
}

#[test]
fn a_failing_reader_of_a_film_leaves_nothing_out() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.mp4");
    std::fs::write(&path, b"\0\0\0\x18ftypmp42").unwrap();
    assert!(sandbox(&["crash"], Limits::default()).read(&path, "media/a.mp4", Mode::Auto).is_clean());
}

#[test]
fn the_child_does_not_run_without_a_request() {
    let status = Command::new(env!("CARGO_BIN_EXE_intake_child")).env_remove("FIRSTHAND_READ").output().unwrap();
    assert_eq!((status.status.code(), status.stdout.len()), (Some(2), 0));
}

/// Outcomes of the probe by layer and deed: 0, or the system's error number.
#[cfg(target_os = "linux")]
fn probe(folder: &Path) -> BTreeMap<(String, String), i32> {
    let output = Command::new(env!("CARGO_BIN_EXE_intake_child")).arg("probe").arg(folder).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let line = |line: &str| {
        let words: Vec<&str> = line.split(' ').collect();
        ((words[0].to_owned(), words[1].to_owned()), words[2].parse().unwrap())
    };
    text.lines().map(line).collect()
}

#[cfg(target_os = "linux")]
#[test]
fn the_child_reaches_no_file_no_network_and_no_program() {
    const EACCES: i32 = 13;
    const EMFILE: i32 = 24;
    const ECONNREFUSED: i32 = 111;
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("secret"), "x").unwrap();
    let outcomes = probe(folder.path());
    let outcome = |layer: &str, deed: &str| outcomes[&(layer.to_owned(), deed.to_owned())];
    assert_eq!(outcome("before", "read-file"), 0);
    assert_eq!(outcome("before", "write"), 0);
    assert_eq!(outcome("before", "tcp"), ECONNREFUSED, "without the sandbox the network answers");
    for deed in ["read", "read-file", "write", "tcp", "udp"] {
        assert_eq!(outcome("limits", deed), EMFILE, "{deed}: nothing can be opened in the end");
    }
    assert_ne!(outcome("limits", "run"), 0);
    assert!(!folder.path().join("made-in-limits").exists());

    let enforced = sandbox(&["__read"], Limits::default()).enforcement().unwrap();
    if enforced.landlock_abi > 0 {
        for deed in ["read", "read-file", "write"] {
            assert_eq!(outcome("landlock", deed), EACCES, "{deed}: Landlock alone forbids it");
        }
        assert_ne!(outcome("landlock", "run"), 0);
        assert!(!folder.path().join("made-in-landlock").exists());
    } else {
        println!("skipped: Landlock, which this kernel lacks");
    }
    if enforced.network_namespace {
        assert_ne!(outcome("namespaces", "tcp"), ECONNREFUSED);
        assert_ne!(outcome("namespaces", "udp"), 0);
    } else {
        println!("skipped: namespaces, which this kernel forbids");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_enforced_is_told_and_what_is_missing_is_loud() {
    let sandbox = sandbox(&["__read"], Limits::default());
    let enforced = sandbox.enforcement().unwrap();
    println!("{enforced:#?}");
    assert!(enforced.filesystem && enforced.network && enforced.no_new_descriptors && enforced.resource_limits);
    assert_eq!(sandbox.notice().is_some(), !enforced.missing.is_empty());
    assert_eq!(firsthand_intake::enforcement().landlock_abi, enforced.landlock_abi);
    let lacking = firsthand_intake::Enforcement { missing: vec!["no Landlock".into()], ..enforced };
    assert!(lacking.notice().is_some_and(|notice| notice.contains("no Landlock")));
}
