//! Receipts of imports: kept, listed, printable, summing to the whole; and without the names of files that were erased.

use crate::run::{Place, small_case};
use serde_json::Value;

#[test]
fn receipts_are_listed_shown_and_printed_and_sum_to_the_whole() {
    let place = Place::new();
    place.case_of(&small_case().file("films/a.bin", [0u8, 159, 146, 150]).file("b <i>.txt", "words of a stranger\n"));
    let all = place.json(&["receipts"], 0);
    assert_eq!(all.as_array().unwrap().len(), 1);
    let entry = all[0]["entry"].to_string();
    let shown = place.json(&["receipts", &entry], 0);
    assert_eq!(shown, all[0]);
    let sum = |field: &str| {
        shown["shares"].as_array().unwrap().iter().map(|share| share[field].as_u64().unwrap()).sum::<u64>()
    };
    assert_eq!((sum("files"), sum("per_mille")), (shown["receipt"]["total"].as_u64().unwrap(), 1000));
    let text = String::from_utf8(place.run(&["receipts", &entry]).stdout).unwrap();
    assert!(text.contains("unreadable  films/a.bin") && text.contains("100.0 %"), "{text}");

    place.json(&["receipts", &entry, "--out", "receipt.html"], 0);
    let page = std::fs::read_to_string(place.path("receipt.html")).unwrap();
    assert!(page.contains("<th scope=\"row\">films/a.bin</th><td>unreadable</td>"), "{page}");
    assert!(page.contains("b &lt;i&gt;.txt") && !page.contains("b <i>"), "names are written by strangers");
    assert!(!page.contains("<script") && page.contains("default-src 'none'"));
    assert_eq!(place.error(&["receipts", "99999"], 2)["code"], "FH-ARCHIVE-008");
}

#[test]
fn files_that_were_added_have_a_receipt_that_is_kept_and_a_second_time_none() {
    let place = Place::new();
    place.json(&["new", "case"], 0);
    std::fs::write(place.path("a.vtt"), "WEBVTT\n\n00:01.000 --> 00:02.000\nOne.\n").unwrap();
    std::fs::write(place.path("b.bin"), [0u8, 159, 146, 150]).unwrap();
    let added = place.json(&["add", "a.vtt", "b.bin"], 0);
    let kept = place.json(&["receipts"], 0);
    let of = |receipt: &Value| (receipt["total"].clone(), receipt["stored"].clone(), receipt["unreadable"].clone());
    assert_eq!(of(&kept[0]["receipt"]), of(&added["receipt"]));
    assert_eq!(of(&added["receipt"]), (2.into(), 1.into(), 1.into()));
    assert_eq!(line_of(&kept, "a.vtt")["outcome"], "stored");
    let again = place.json(&["add", "a.vtt", "b.bin"], 0);
    assert_eq!((&again["entries"], place.json(&["receipts"], 0).as_array().unwrap().len()), (&0.into(), 1));
    place.json(&["add", "a.vtt"], 0);
    assert_eq!(place.json(&["verify"], 0)["ok"], true);
}

/// Of the first receipt, the line of a file.
fn line_of<'r>(receipts: &'r Value, path: &str) -> &'r Value {
    let files = receipts[0]["receipt"]["files"].as_array().unwrap();
    files.iter().find(|file| file["path"] == path).unwrap_or_else(|| panic!("{path}: {receipts}"))
}

#[test]
fn what_an_import_said_once_and_passed_over_stays_in_its_receipt() {
    let place = Place::new();
    let captions = "WEBVTT\n\n00:05.000 --> 00:02.000\nOne.\n\n00:01.000 --> 00:03.000\nTwo.\n";
    place.case_of(&small_case().file("spoken/a.vtt", captions).file(".hidden.txt", "x").file("~$note.docx", "x"));
    let kept = place.json(&["receipts"], 0);
    let notes = line_of(&kept, "spoken/a.vtt")["notes"].as_array().unwrap().clone();
    assert_eq!(notes.len(), 2, "{kept}");
    assert!(notes.iter().all(|note| note.as_str().unwrap().starts_with("row ")), "{notes:?}");
    let hidden = serde_json::json!({"path": ".hidden.txt", "reason": "it is hidden"});
    assert_eq!(kept[0]["receipt"]["passed_over"].as_array().unwrap().len(), 2);
    assert_eq!(kept[0]["receipt"]["passed_over"][0], hidden);
    let entry = kept[0]["entry"].to_string();
    let text = String::from_utf8(place.run(&["receipts", &entry]).stdout).unwrap();
    assert!(text.contains("not taken   .hidden.txt: it is hidden") && text.contains("100.0 %"), "{text}");
    assert!(text.contains(&format!("  {}", notes[0].as_str().unwrap())), "{text}");
    place.json(&["receipts", &entry, "--out", "receipt.html"], 0);
    let page = std::fs::read_to_string(place.path("receipt.html")).unwrap();
    assert!(page.contains("<th scope=\"row\">.hidden.txt</th><td>it is hidden</td>"), "{page}");
    assert!(page.contains("the cue ends before it begins"), "{page}");
    let total = kept[0]["receipt"]["total"].as_u64().unwrap();
    assert_eq!(
        kept[0]["receipt"]["files"].as_array().unwrap().len() as u64,
        total,
        "what is not taken is none of them"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_whose_name_is_not_utf_8_is_taken_in_and_said_to_be() {
    use std::os::unix::ffi::OsStrExt;
    let place = Place::new();
    small_case().write(&place.path("tables"));
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.txt");
    std::fs::write(place.path("tables").join(name), "The barometer fell.\n").unwrap();
    place.json(&["new", "case"], 0);
    place.json(&["import", "tables"], 0);
    let kept = place.json(&["receipts"], 0);
    let line = line_of(&kept, "caf\u{fffd}.txt");
    assert!(
        line["notes"][0].as_str().unwrap().starts_with("its name is not UTF-8") && line["outcome"] == "stored",
        "{line}"
    );
}

#[test]
fn an_erased_file_is_named_in_no_receipt() {
    let place = Place::new();
    let words = "Somebody who was there wrote that about forty people came.\n";
    let case = small_case().file("files/unwiederholbar.txt", words).file("~$note.txt", "of a program");
    place.case_of(&case);
    let before = place.json(&["receipts"], 0);
    let names = |receipts: &Value| receipts.to_string().matches("note.txt").count();
    assert!(names(&before) > 0 && before.to_string().contains("unwiederholbar"));
    let erased = place.json(&["erase", "source:S1", "--reason", "withdrawn", "--yes"], 0);
    let after = place.json(&["receipts"], 0);
    assert_eq!(after.as_array().unwrap().len(), 1);
    assert_eq!(names(&after), 0, "{after}");
    assert!(!after.to_string().contains("unwiederholbar"), "every name that it came under: {after}");
    assert_eq!(after[0]["receipt"]["total"], before[0]["receipt"]["total"]);
    let kept = std::fs::read_to_string(place.path("case/ledger/payloads/000001.jsonl")).unwrap();
    assert!(!kept.contains("note.txt") && !kept.contains("unwiederholbar"));
    let entry = place.json(&["entry", &erased["entry"].to_string()], 0);
    assert_eq!(entry["recorded"]["kind"], "erasure");
    assert_eq!(place.json(&["verify"], 0)["ok"], true);
    let position = place.json(&["verify"], 0)["entries"].to_string();
    assert_eq!(place.json(&["statements", "--at", &position], 0), place.json(&["statements"], 0));
}
