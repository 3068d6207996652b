//! Every byte of every file of a log with thirty entries is changed, one at a time: each change is found and named.
//! Also lines taken out, doubled and swapped.

use crate::*;
use std::thread;

/// What a byte is changed by: each bit in turn, and for every other letter the bit between upper and lower case.
fn patterns(file: &str, place: usize, byte: u8) -> Vec<u8> {
    match file {
        "ledger/checkpoint" => (0..8).map(|bit| 1 << bit).collect(),
        _ if byte.is_ascii_alphabetic() && place.is_multiple_of(4) => vec![0x20],
        _ => vec![1 << (place / 2 % 8)],
    }
}

fn check(case: &Case, log: &Log, file: &str, place: usize, changed: &[u8], original: &[u8]) {
    fs::write(case.path(file), changed).unwrap();
    let report = log.verify(Some(&signer().verifier_text()));
    let named = report.faults.iter().any(|fault| fault.file == file || fault.file == "ledger/checkpoint");
    assert!(named, "{file}, byte {place}: {:?} to {:?}: {:?}", original[place], changed[place], report.faults);
}

fn flip(case: &Case, share: usize, shares: usize) {
    // Verifying reads every file anew: one log serves for all changes.
    let log = case.log();
    for (file, original) in case.files() {
        let mut changed = original.clone();
        for place in (share..original.len()).step_by(shares) {
            for pattern in patterns(&file, place, original[place]) {
                changed[place] ^= pattern;
                check(case, &log, &file, place, &changed, &original);
                changed[place] = original[place];
            }
        }
        fs::write(case.path(&file), &original).unwrap();
    }
    assert_eq!(case.faults(), [""; 0]);
}

#[test]
fn every_changed_byte_of_every_file_is_found_and_named() {
    thread::scope(|scope| {
        for share in 0..2 {
            scope.spawn(move || {
                flip(&Case::of_thirty(Settings { lines_per_segment: 16, ..small_segments() }), share, 2)
            });
        }
    });
}

#[test]
fn lines_taken_out_doubled_or_swapped_are_found() {
    let case = Case::of_thirty(small_segments());
    for (file, original) in case.files() {
        let lines: Vec<&[u8]> = original.split_inclusive(|byte| *byte == b'\n').collect();
        for place in 0..lines.len() {
            let mut out = lines.clone();
            out.remove(place);
            let mut doubled = lines.clone();
            doubled.insert(place, lines[place]);
            let mut swapped = lines.clone();
            swapped.swap(place, (place + 1) % lines.len());
            for changed in [out, doubled, swapped].into_iter().filter(|changed| *changed != lines) {
                fs::write(case.path(&file), changed.concat()).unwrap();
                let faults = case.faults();
                assert!(faults.iter().any(|fault| fault.starts_with(&file)), "{file}, line {}: {faults:?}", place + 1);
            }
        }
        fs::write(case.path(&file), &original).unwrap();
    }
}

#[test]
fn files_added_and_removed_are_found_and_named() {
    let case = Case::of_thirty(small_segments());
    let files = case.files();
    for (file, _) in &files {
        fs::remove_file(case.path(file)).unwrap();
        assert!(!case.faults().is_empty(), "{file}");
        case.restore(&files);
    }
    for added in ["ledger/notes.txt", "ledger/payloads/000099.jsonl", "ledger/commitments/copy.jsonl"] {
        fs::write(case.path(added), b"{}\n").unwrap();
        assert_eq!(case.faults(), [format!("{added}: it is not a file of the ledger")]);
        fs::remove_file(case.path(added)).unwrap();
    }
    assert_eq!(case.faults(), [""; 0]);
}

#[test]
fn a_log_rewritten_whole_by_somebody_without_the_key_is_found() {
    let (case, forged) = (Case::of_thirty(small_segments()), Case::with(small_segments()));
    forged.append(drafts(100, 30));
    for (file, bytes) in forged.files().iter().filter(|(file, _)| file != "ledger/checkpoint") {
        fs::write(case.path(file), bytes).unwrap();
    }
    assert!(case.faults().iter().any(|fault| fault.starts_with("ledger/checkpoint, line 3")), "{:?}", case.faults());
    assert_eq!(Log::open_with(case.dir(), small_segments()).err().unwrap().code(), "FH-LEDGER-003");
}

#[test]
fn every_fault_is_named_not_only_the_first() {
    let case = Case::of_thirty(small_segments());
    let path = case.path("ledger/payloads/000003.jsonl");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("\"n\":8", "\"n\":88").replace("\"n\":10", "\"n\":1")).unwrap();
    let faults = case.faults();
    let expected = |line, seq| {
        format!("ledger/payloads/000003.jsonl, line {line}: entry {seq} does not match its commitment: it was changed")
    };
    assert_eq!(faults, [expected(1, 8), expected(3, 10)]);
    let read: Vec<bool> = case.log().entries().map(|entry| entry.is_ok()).collect();
    assert_eq!(read.iter().filter(|ok| !**ok).count(), 2, "the other entries are still read");
}
