//! The profile of outside programs: what a program that is run under it reaches, shown by one that tries everything.

use crate::support::sandbox;
use firsthand_intake::Limits;
use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

const ME: &str = env!("CARGO_BIN_EXE_intake_child");

/// Has the launcher become this crate's child as the program, which tries its deeds on a folder; how it ended and what
/// it printed.
fn try_deeds(folder: &Path, limits: &Limits, role: &str) -> (ExitStatus, String) {
    let (input, printed) = (folder.join("input"), folder.join("printed"));
    let args = ["deeds", folder.to_str().unwrap()];
    let order = serde_json::json!({"program": ME, "args": args, "limits": limits, "role": role});
    let mut launcher = Command::new(ME);
    launcher.args(["__read", "run"]).env("FIRSTHAND_READ", order.to_string()).current_dir(folder);
    launcher.stdin(File::open(input).unwrap()).stdout(File::create(&printed).unwrap()).stderr(Stdio::null());
    let status = launcher.status().unwrap();
    (status, std::fs::read_to_string(printed).unwrap())
}

fn outcomes(printed: &str) -> BTreeMap<String, i32> {
    let line = |line: &str| line.split_once(' ').map(|(deed, outcome)| (deed.to_owned(), outcome.parse().unwrap()));
    printed.lines().filter_map(line).collect()
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("input"), "a film").unwrap();
    std::fs::write(folder.path().join("secret"), "the words of a witness").unwrap();
    folder
}

#[cfg(target_os = "linux")]
#[test]
fn an_outside_program_reaches_its_input_and_libraries_and_nothing_else() {
    const EPERM: i32 = 1;
    const EACCES: i32 = 13;
    let enforced = sandbox(&["__read"], Limits::default()).outside_enforcement().unwrap();
    println!("{enforced:#?}");
    let folder = folder();
    let (status, printed) = try_deeds(folder.path(), &Limits::default(), "reader");
    assert!(status.success(), "{status}: {printed}");
    let outcome = outcomes(&printed);
    assert_eq!((outcome["read-input"], outcome["read-library"]), (0, 0), "{outcome:?}");
    if enforced.landlock_abi > 0 {
        for deed in ["read-file", "list", "write", "write-here", "cut-input"] {
            assert_eq!(outcome[deed], EACCES, "{deed}");
        }
        assert!(!folder.path().join("made").exists());
    } else {
        println!("skipped: Landlock, which this kernel lacks");
    }
    if enforced.calls_refused {
        for deed in ["tcp", "udp", "run", "thread"] {
            assert_eq!(outcome[deed], EPERM, "{deed}");
        }
    } else {
        println!("skipped: the call filter, which this kernel lacks");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_maker_may_besides_start_threads_and_open_its_own_output_anew() {
    let enforced = sandbox(&["__read"], Limits::default()).outside_enforcement().unwrap();
    let folder = folder();
    let (reader, maker) = ["reader", "maker"].map(|role| try_deeds(folder.path(), &Limits::default(), role)).into();
    assert!(reader.0.success() && maker.0.success(), "{reader:?} {maker:?}");
    let (reader, maker) = (outcomes(&reader.1), outcomes(&maker.1));
    assert_eq!((maker["thread"], maker["open-output"]), (0, 0), "{maker:?}");
    let own = ["thread", "open-output"];
    for (deed, outcome) in maker.iter().filter(|(deed, _)| !own.contains(&deed.as_str())) {
        assert_eq!(outcome, &reader[deed], "{deed}");
    }
    if enforced.landlock_abi > 0 {
        assert_ne!(reader["open-output"], 0);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_outside_program_that_prints_too_much_is_stopped() {
    use std::os::unix::process::ExitStatusExt;
    const SIGXFSZ: i32 = 25;
    let limits = Limits { output_bytes: 100_000, ..Limits::default() };
    let (status, printed) = try_deeds(folder().path(), &limits, "reader");
    assert_eq!((status.signal(), printed.len()), (Some(SIGXFSZ), 100_000));
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_enforced_on_outside_programs_is_told() {
    let sandbox = sandbox(&["__read"], Limits::default());
    let enforced = sandbox.outside_enforcement().unwrap();
    assert!(enforced.resource_limits && enforced.no_privileges && !enforced.no_new_descriptors);
    assert_eq!(enforced.missing.is_empty(), enforced.filesystem && enforced.network && enforced.calls_refused);
    assert!(enforced.missing.is_empty() || sandbox.notice().is_some());
}

#[test]
fn a_launcher_without_an_order_does_nothing() {
    let status = Command::new(ME).args(["__read", "run"]).env("FIRSTHAND_READ", "{}").output().unwrap();
    assert_eq!((status.status.code(), status.stdout.len()), (Some(2), 0));
}
