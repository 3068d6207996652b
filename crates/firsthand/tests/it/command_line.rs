//! The command line itself: exit codes, errors as JSON, erasure, and one writer at a time.

use crate::run::{Place, files, small_case};
use base64::prelude::*;

#[test]
fn wrong_use_is_exit_code_2_and_one_json_error() {
    let place = Place::new();
    let error = place.error(&["no-such-command"], 2);
    assert_eq!((error["code"].as_str(), error["kind"].as_str()), (Some("FH-CLI-001"), Some("user")));
    let error = place.error(&["statements"], 2);
    assert_eq!(error["code"], "FH-ARCHIVE-001");
    assert!(error["hints"].as_array().is_some_and(|hints| !hints.is_empty()));
}

#[test]
fn a_new_case_says_where_its_key_lies_and_whether_it_was_made() {
    let place = Place::new();
    let key = place.path("key").to_string_lossy().into_owned();
    let told = place.text(&["new", "case"]);
    assert!(told.contains(&format!("Made the signing key {key}. Copy it to a safe place")), "{told}");
    let made = place.json(&["new", "another"], 0);
    assert_eq!((made["key"].as_str(), made["key_is_new"].as_bool()), (Some(&*key), Some(false)));
}

#[test]
fn a_key_is_in_no_case_export_or_dossier() {
    let place = Place::new();
    place.case_of(&small_case());
    place.json(&["publish", "--out", "dossier"], 0);
    place.json(&["export", "out"], 0);
    place.json(&["derive"], 0);
    let text = std::fs::read_to_string(place.path("key")).unwrap();
    let secret = secret_of(&text);
    // The first byte says which kind of key it is.
    let seed = &BASE64_STANDARD.decode(secret).unwrap()[1..];
    assert_eq!(seed.len(), 32);
    let hex: String = seed.iter().map(|byte| format!("{byte:02x}")).collect();
    let wanted = [secret.as_bytes(), hex.as_bytes(), seed];
    let all = ["case", "out", "dossier"].map(|folder| files(&place.path(folder)));
    assert!(all.iter().all(|files| !files.is_empty()));
    for file in all.iter().flatten() {
        let bytes = std::fs::read(file).unwrap();
        let holds = |key: &&[u8]| bytes.windows(key.len()).any(|window| window == *key);
        assert!(!wanted.iter().any(holds), "{}", file.display());
    }
}

#[cfg(unix)]
#[test]
fn a_new_key_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    place.json(&["new", "case"], 0);
    let mode = std::fs::metadata(place.path("key")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "{mode:o}");
}

/// `PRIVATE+KEY+name+id+secret`: base 64 has the plus as well.
fn secret_of(key: &str) -> &str {
    key.trim().splitn(5, '+').nth(4).unwrap()
}

#[test]
fn every_new_key_is_another() {
    let place = Place::new();
    place.json(&["new", "case"], 0);
    let other = place.command(&["new", "other"]).env("FIRSTHAND_KEY", place.path("other-key")).output().unwrap();
    assert!(other.status.success(), "{other:?}");
    let secret = |name: &str| {
        let text = std::fs::read_to_string(place.path(name)).unwrap();
        secret_of(&text).to_owned()
    };
    assert_ne!(secret("key"), secret("other-key"));
}

#[test]
fn a_list_of_nothing_says_so_and_names_the_table_to_fill() {
    let place = Place::new();
    place.json(&["new", "case"], 0);
    for (command, table) in
        [("questions", "questions.csv"), ("statements", "statements.csv"), ("findings", "findings.csv")]
    {
        let told = place.text(&[command]);
        assert!(told.contains(table), "{command}: {told}");
        assert_eq!(place.json(&[command], 0), serde_json::json!([]));
    }
    assert_eq!(place.text(&["transcripts"]), "Nothing of that kind is recorded here.\n");
}

#[test]
fn an_erasure_names_the_files_that_would_bring_the_record_back() {
    let place = Place::new();
    place.case_of(&small_case());
    let would = place.json(&["erase", "statement:E2", "--reason", "withdrawn"], 0);
    assert_eq!(would["came_from"], serde_json::json!(["answers.csv", "statements.csv"]));
    let told = place.text(&["erase", "source:S1", "--reason", "withdrawn", "--yes"]);
    assert!(
        told.contains("Your own copies stay as they are (files/note.txt, sources.csv): take it out of them"),
        "{told}"
    );
}

#[test]
fn a_case_is_not_made_over_other_files() {
    let place = Place::new();
    std::fs::create_dir(place.path("case")).unwrap();
    std::fs::write(place.path("case/letter.txt"), "mine").unwrap();
    assert_eq!(place.error(&["new", "case"], 2)["code"], "FH-ARCHIVE-002");
    assert_eq!(std::fs::read_to_string(place.path("case/letter.txt")).unwrap(), "mine");
}

#[test]
fn a_dossier_is_not_published_over_other_files() {
    let place = Place::new();
    place.case_of(&small_case());
    std::fs::create_dir(place.path("mine")).unwrap();
    std::fs::write(place.path("mine/letter.txt"), "mine").unwrap();
    assert_eq!(place.error(&["publish", "--out", "mine"], 2)["code"], "FH-ARCHIVE-012");
    assert_eq!(files(&place.path("mine")).len(), 1);
}

#[test]
fn an_unknown_question_is_named() {
    let place = Place::new();
    place.case_of(&small_case());
    let error = place.error(&["questions", "Q77"], 2);
    assert!(error["message"].as_str().unwrap().contains("Q77"));
}

#[test]
fn an_erased_statement_is_gone_from_every_byte_and_the_ledger_still_verifies() {
    let place = Place::new();
    let folder = small_case().statement("E5", "S1", "somebody", "saw", "an Unwiederholbarkeit happened");
    place.case_of(&folder);
    place.json(&["publish", "--out", "before"], 0);
    let preview = place.json(&["erase", "E5", "--reason", "withdrawn"], 0);
    assert_eq!((&preview["erased"], &preview["entry"]), (&false.into(), &serde_json::Value::Null), "{preview}");
    assert!(preview["records"].to_string().contains("statement E5"), "{preview}");
    assert_eq!(place.json(&["statements"], 0).as_array().unwrap().len(), 3);
    let erased = place.json(&["erase", "E5", "--reason", "withdrawn", "--yes"], 0);
    assert_eq!(erased["editions"].as_array().unwrap().len(), 1);
    let ids = place.json(&["statements"], 0);
    assert!(ids.as_array().unwrap().iter().all(|line| line["id"] != "E5"));
    assert_eq!(ids.as_array().unwrap().len(), 2);
    for file in files(&place.path("case")) {
        let bytes = std::fs::read(&file).unwrap();
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        assert!(!text.contains("unwiederholbarkeit"), "{file:?}");
    }
    assert_eq!(place.json(&["verify"], 0)["ok"], true);
    place.json(&["rebuild"], 0);
    assert_eq!(place.json(&["statements"], 0), ids);
    place.json(&["publish", "--out", "after"], 0);
}

#[test]
fn a_second_writer_is_told_to_wait_and_readers_are_not_blocked() {
    let place = Place::new();
    place.case_of(&small_case());
    let lock = std::fs::OpenOptions::new().read(true).write(true).open(place.path("case/ledger/lock")).unwrap();
    lock.lock().unwrap();
    let error = place.error(&["import", "tables"], 1);
    assert_eq!(error["kind"], "access", "{error}");
    assert_eq!(place.json(&["statements"], 0).as_array().unwrap().len(), 2);
    lock.unlock().unwrap();
    assert_eq!(place.json(&["import", "tables"], 0)["entries"], 0);
}

#[test]
fn another_key_cannot_write() {
    let place = Place::new();
    place.case_of(&small_case());
    let with_key =
        |arguments: &[&str]| place.command(arguments).env("FIRSTHAND_KEY", place.path("other-key")).output().unwrap();
    let output = with_key(&["import", "tables", "--json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("FH-CLI-003"));
    assert!(!place.path("other-key").exists(), "a key that was misspelt was made");
    assert!(with_key(&["new", "other", "--case", "other"]).status.success());
    let output = with_key(&["import", "tables", "--json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("FH-ARCHIVE-007"));
}

#[test]
fn the_demo_needs_nothing_but_a_folder() {
    let place = Place::new();
    let published = place.json(&["demo", "--out", "demo", "--no-serve"], 0);
    assert!(published["pages"].as_u64().unwrap() > 200);
    assert_eq!(place.json(&["verify", "demo/dossier"], 0)["ok"], true);
}

#[test]
fn publishing_destroys_nothing_but_an_earlier_edition_of_the_same_case() {
    let place = Place::new();
    place.case_of(&small_case());
    place.json(&["publish", "--out", "dossier"], 0);
    std::fs::write(place.path("dossier/mine.txt"), "mine").unwrap();
    let error = place.error(&["publish", "--out", "dossier"], 2);
    assert_eq!((error["code"].as_str(), place.path("dossier/mine.txt").exists()), (Some("FH-ARCHIVE-016"), true));
    std::fs::remove_file(place.path("dossier/mine.txt")).unwrap();
    place.json(&["publish", "--out", "dossier"], 0);
    assert_eq!(place.error(&["publish", "--out", "case/originals/x"], 2)["code"], "FH-ARCHIVE-016");
    place.json(&["new", "other", "--case", "other"], 0);
    assert_eq!(place.error(&["publish", "--out", "dossier", "--case", "other"], 2)["code"], "FH-ARCHIVE-016");
    assert_eq!(place.json(&["verify"], 0)["ok"], true);
}

#[test]
fn an_erased_source_takes_its_original_and_what_was_made_of_it_along() {
    let place = Place::new();
    place.case_of(&small_case());
    let erased = place.json(&["erase", "S1", "--reason", "withdrawn", "--yes"], 0);
    assert_eq!(erased["accepted"], 1, "{erased}");
    let words = "somebody who was there wrote";
    let left = crate::run::files(&place.path("case")).into_iter().filter(|file| {
        String::from_utf8_lossy(&std::fs::read(file).unwrap_or_default()).to_lowercase().contains(words)
    });
    assert_eq!(left.collect::<Vec<_>>(), [] as [std::path::PathBuf; 0]);
}

#[test]
fn an_export_with_held_originals_imports_as_the_same_case() {
    let place = Place::new();
    place.case_of(&small_case());
    place.json(&["export", "out"], 0);
    assert!(place.path("out/files/note.txt").is_file());
    assert_eq!(place.json(&["import", "out"], 0)["rows"], serde_json::json!({}));
    place.json(&["new", "second", "--case", "second"], 0);
    place.json(&["import", "out", "--case", "second"], 0);
    assert_eq!(place.json(&["statements"], 0), place.json(&["statements", "--case", "second"], 0));
}

#[test]
fn an_id_of_several_kinds_erases_only_the_kind_that_is_named() {
    let place = Place::new();
    let translation =
        [("id", "X.ru"), ("of_kind", "event"), ("of_id", "X"), ("field", "event"), ("lang", "ru"), ("text", "начало")];
    let folder = small_case()
        .row("events", &[("id", "X"), ("event", "it began")])
        .row("places", &[("id", "X"), ("place", "the yard")])
        .row("translations", &translation)
        .row("prompt", &[("id", "E1"), ("sources_say", "Disputed.")]);
    place.case_of(&folder);
    let error = place.error(&["erase", "X", "--reason", "withdrawn", "--yes"], 2);
    assert_eq!(error["code"], "FH-ARCHIVE-017");
    assert!(error["message"].as_str().unwrap().contains("place:X, event:X"), "{error}");
    assert_eq!(place.error(&["erase", "place:X", "--reason", " ", "--yes"], 2)["code"], "FH-ARCHIVE-018");
    let erased = place.json(&["erase", "place:X", "--reason", "withdrawn", "--yes"], 0);
    assert_eq!(erased["records"], serde_json::json!(["original places.csv", "place X"]));
    let erased = place.json(&["erase", "X", "--reason", "withdrawn", "--yes"], 0);
    assert!(erased["records"].to_string().contains("translation X.ru"), "{erased}");
    let erased = place.json(&["erase", "E1", "--reason", "withdrawn", "--yes"], 0);
    assert!(erased["records"].to_string().contains("prompt E1"), "{erased}");
    assert_eq!(place.json(&["verify"], 0)["ok"], true);
}

#[test]
fn an_export_after_an_erasure_imports_and_says_what_was_left_out() {
    let place = Place::new();
    let account = "+++\ntitle = \"A\"\nlang = \"en\"\n+++\n\nForty came [@E1; @E2]. So it was [@E1].\n";
    let finding = [
        ("id", "F1"),
        ("question_id", "Q1"),
        ("status", "open"),
        ("headline", "Not settled."),
        ("for_statements", "E1"),
    ];
    let folder = small_case()
        .file("accounts/a.md", account)
        .row("findings", &finding)
        .row("sessions", &[("id", "I1"), ("source_id", "S1"), ("statement_ids", "E1;E2")])
        .dependence("D1", "E1", "E2", "common_source");
    place.case_of(&folder);
    place.json(&["erase", "E1", "--reason", "withdrawn", "--yes"], 0);
    place.json(&["erase", "source:S1", "--reason", "withdrawn", "--yes"], 0);
    let exported = place.json(&["export", "out"], 0);
    let left: Vec<String> = exported["left_out"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| format!("{} {}", one["id"].as_str().unwrap(), one["column"].as_str().unwrap_or("-")))
        .collect();
    assert_eq!(left, ["I1 source_id", "I1 statement_ids", "D1 -", "F1 -", "a citations"], "{exported}");
    place.json(&["new", "second", "--case", "second"], 0);
    let imported = place.json(&["import", "out", "--case", "second"], 0);
    assert!(imported["problems"].as_array().unwrap().iter().all(|one| one["fatal"] == false), "{imported}");
    assert_eq!(place.json(&["statements"], 0), place.json(&["statements", "--case", "second"], 0));
}

#[test]
fn wrong_paths_are_wrong_use() {
    let place = Place::new();
    place.case_of(&small_case());
    assert_eq!(place.error(&["import", "nowhere"], 2)["code"], "FH-ARCHIVE-020");
    assert_eq!(place.error(&["import", "key"], 2)["code"], "FH-ARCHIVE-020");
    assert_eq!(place.error(&["add", "nowhere.txt"], 2)["code"], "FH-ARCHIVE-020");
    assert_eq!(place.error(&["add", "tables"], 2)["code"], "FH-ARCHIVE-020");
    assert_eq!(place.error(&["serve", "tables"], 2)["code"], "FH-SERVER-001");
    for folder in ["tables", "nowhere", "key"] {
        assert_eq!(place.error(&["verify", folder], 2)["code"], "FH-ARCHIVE-001");
        assert_eq!(place.error(&["statements", "--case", folder], 2)["code"], "FH-ARCHIVE-001");
    }
    assert_eq!(place.error(&["import", "case"], 2)["code"], "FH-ARCHIVE-020");
    assert_eq!(place.error(&["import", "case/originals"], 2)["code"], "FH-ARCHIVE-020");
    std::fs::write(place.path("other.txt"), "other").unwrap();
    let error = place.error(&["add", "other.txt", "tables/files/note.txt", "--as", "S1"], 2);
    assert_eq!(error["code"], "FH-ARCHIVE-021");
    assert_eq!(place.json(&["verify"], 0)["notices"], serde_json::json!([]));
}

#[cfg(unix)]
#[test]
fn pipes_and_devices_are_refused_and_not_waited_for() {
    let place = Place::new();
    place.case_of(&small_case());
    assert_eq!(place.error(&["add", "/dev/zero"], 2)["code"], "FH-ARCHIVE-020");
    let made = std::process::Command::new("mkfifo").arg(place.path("pipe")).status();
    if made.is_ok_and(|status| status.success()) {
        assert_eq!(place.error(&["add", "pipe"], 2)["code"], "FH-ARCHIVE-020");
    }
}

#[test]
fn publishing_into_the_folder_one_is_in_is_refused_and_leaves_no_staging_folder() {
    let place = Place::new();
    place.case_of(&small_case());
    std::fs::create_dir_all(place.path("site/here")).unwrap();
    for out in [".", "..", "../../site"] {
        let mut command = place.command(&["publish", "--out", out, "--json"]);
        let output = command.current_dir(place.path("site/here")).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{output:?}");
    }
    assert_eq!(files(&place.path("site")).len(), 0);
    let staging = std::fs::read_dir(place.path("")).unwrap().flatten();
    assert!(!staging.map(|entry| entry.file_name()).any(|name| name.to_string_lossy().contains("staging")));
    place.json(&["publish", "--out", "site/here"], 0);
}

#[test]
fn bytes_without_an_entry_are_orphans_and_no_damage() {
    let place = Place::new();
    place.case_of(&small_case());
    let digest = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";
    let file = place.path("case/originals/2c").join(digest);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(&file, "foo").unwrap();
    let lock = std::fs::OpenOptions::new().read(true).write(true).open(place.path("case/ledger/lock")).unwrap();
    lock.lock().unwrap();
    let found = place.json(&["verify"], 0);
    assert!(found["notices"].to_string().contains("another command"), "{found}");
    lock.unlock().unwrap();
    let found = place.json(&["verify"], 0);
    assert!(found["ok"] == true && found["notices"].to_string().contains("orphan"), "{found}");
    std::fs::write(&file, "fou").unwrap();
    assert_eq!(place.json(&["verify"], 1)["ok"], false);
    std::fs::write(&file, "foo").unwrap();
    place.json(&["import", "tables"], 0);
    assert!(!file.exists());
    assert_eq!(place.json(&["verify"], 0)["notices"], serde_json::json!([]));
}

#[cfg(unix)]
#[test]
fn a_case_that_may_not_be_written_is_searched_verified_and_named() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    let place = Place::new();
    place.case_of(&small_case());
    let mode = |path: &std::path::Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    mode(&place.path(""), 0o755);
    mode(&place.path("key"), 0o644);
    let folders = || {
        let held = files(&place.path("case"));
        let folders = held.iter().flat_map(|file| file.ancestors().skip(1));
        let ours = folders.filter(|folder| folder.starts_with(place.path("case")));
        ours.map(std::path::Path::to_owned).collect::<std::collections::BTreeSet<_>>()
    };
    let folders = folders();
    files(&place.path("case")).iter().for_each(|file| mode(file, 0o444));
    folders.iter().rev().for_each(|folder| mode(folder, 0o555));
    // Root may write everywhere: then somebody else asks.
    let is_root = std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0);
    let run = |arguments: &[&str]| {
        let mut command = place.command(arguments);
        if is_root {
            command.uid(65534).gid(65534);
        }
        command.output()
    };
    let Ok(found) = run(&["search", "forty people", "--json"]) else { return };
    let text = String::from_utf8_lossy(&found.stdout).into_owned();
    assert!(found.status.success() && text.contains("E1"), "{found:?}");
    assert!(run(&["verify", "--json"]).unwrap().status.success());
    let refused = run(&["import", "tables", "--json"]).unwrap();
    let error = String::from_utf8_lossy(&refused.stderr).into_owned();
    folders.iter().for_each(|folder| mode(folder, 0o755));
    assert!(refused.status.code() == Some(1) && error.contains("\"kind\":\"access\""), "{refused:?}");
}

#[cfg(unix)]
#[test]
fn names_do_not_steer_a_terminal_and_log_lines_have_no_colours() {
    let place = Place::new();
    place.json(&["new", "case"], 0);
    let binary = || vec![0u8, 159, 146, 150];
    let case = small_case().file("files/\u{1b}[31mred.bin", binary()).file("files/a\u{202e}txt.bin", binary());
    case.write(&place.path("tables"));
    let output = place.run(&["import", "tables"]);
    assert!(output.status.success(), "{output:?}");
    assert!(!output.stdout.contains(&0x1b), "{}", String::from_utf8_lossy(&output.stdout));
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(told.contains("\\u{1b}[31mred.bin"));
    assert!(told.contains("a\\u{202e}txt.bin") && !told.contains('\u{202e}'), "a name that reads as another: {told}");
    let output = place.run(&["add", "\u{1b}[31mnothing\nNothing is wrong."]);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(!told.contains('\u{1b}') && told.contains("nothing\\u{a}Nothing is wrong."), "{told}");
    let orphan = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";
    std::fs::create_dir_all(place.path("case/originals/2c")).unwrap();
    std::fs::write(place.path("case/originals/2c").join(orphan), "foo").unwrap();
    let output = place.run(&["import", "tables", "--json"]);
    let log = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(log.contains("moved aside") && !log.contains('\u{1b}'), "{log}");
}

#[cfg(unix)]
#[test]
fn a_name_with_a_line_break_makes_no_line_of_its_own() {
    let place = Place::new();
    place.json(&["new", "case"], 0);
    small_case().file("files/a\nNothing is wrong.\n.bin", vec![0u8, 159]).write(&place.path("tables"));
    let mut told = place.text(&["import", "tables"]);
    assert!(told.contains("files/a\\u{a}Nothing is wrong.\\u{a}.bin"), "{told}");
    let entry = place.json(&["receipts"], 0)[0]["entry"].to_string();
    told.push_str(&place.text(&["receipts", &entry]));
    told.push_str(&place.text(&["search", "files/a"]));
    assert!(told.lines().all(|line| !line.starts_with("Nothing is wrong.")), "{told}");
}

#[cfg(target_os = "linux")]
#[test]
fn an_import_that_was_recorded_succeeds_even_if_the_index_could_not_be_made() {
    let place = Place::new();
    place.json(&["new", "case"], 0);
    small_case().write(&place.path("tables"));
    // A file where the index's folder would be made: its making fails, as on a full disk.
    std::fs::remove_dir_all(place.path("case/derived/search")).unwrap();
    std::fs::write(place.path("case/derived/search"), "in the way").unwrap();
    let outcome = place.json(&["import", "tables"], 0);
    assert!(outcome["entries"].as_u64().unwrap() > 0);
    assert!(outcome["problems"].to_string().contains("everything was recorded"), "{outcome}");
    assert_eq!(place.json(&["statements"], 0).as_array().unwrap().len(), 2);
}
