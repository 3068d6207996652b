//! Erasing an entry: its words and salt leave the disk, everything else stays provable, crashes between are finished.

use crate::*;
use firsthand_ledger::EntryState;

const WORDS: &str = "words that must go";

fn case_with_words() -> Case {
    let case = Case::with(small_segments());
    case.append(drafts(0, 5));
    case.append(vec![draft(5, json!({"text": WORDS})), draft(6, json!({"text": WORDS})), draft(7, json!(7))]);
    case
}

fn holds_words(case: &Case) -> bool {
    fn below(folder: &Path) -> bool {
        fs::read_dir(folder).unwrap().any(|entry| {
            let path = entry.unwrap().path();
            if path.is_dir() { below(&path) } else { String::from_utf8_lossy(&fs::read(path).unwrap()).contains(WORDS) }
        })
    }
    below(case.dir())
}

#[test]
fn erased_words_and_salts_are_nowhere_and_the_log_still_verifies() {
    let case = case_with_words();
    let before = case.log().head();
    let salts: Vec<String> = fs::read_to_string(case.path("ledger/payloads/000002.jsonl"))
        .unwrap()
        .lines()
        .map(|line| line.split(r#""salt":""#).nth(1).unwrap()[..32].to_owned())
        .collect();
    let receipt = case.erase(&[5, 6]);
    assert!(!holds_words(&case));
    let text = fs::read_to_string(case.path("ledger/payloads/000002.jsonl")).unwrap();
    assert!(!text.contains(&salts[1]) && !text.contains(&salts[2]) && text.contains(&salts[0]));
    let log = case.log();
    let states: Vec<_> = log.entries().map(|entry| entry.unwrap().state).collect();
    assert_eq!(states[5], EntryState::Erased { by: receipt.first });
    assert_eq!(states[6], EntryState::Erased { by: receipt.first });
    assert!(matches!(states[7], EntryState::Live(_)));
    assert_eq!(log.head_at(8).unwrap(), before, "earlier checkpoints still hold");
    assert_eq!(case.faults(), [""; 0]);
}

#[test]
fn what_cannot_be_erased_is_refused_before_anything_is_written() {
    let case = case_with_words();
    case.erase(&[5]);
    let before = case.files();
    let lock = WriteLock::acquire(case.dir()).unwrap();
    for (targets, code) in
        [(&[5][..], "FH-LEDGER-017"), (&[8], "FH-LEDGER-017"), (&[0, 99], "FH-LEDGER-017"), (&[], "FH-LEDGER-011")]
    {
        let error = case.log().erase(&lock, vec![erasure(targets)], &signer(), &mut salts()).unwrap_err();
        assert_eq!(error.code(), code, "{targets:?}: {error}");
    }
    let error = case.log().erase(&lock, drafts(20, 1), &signer(), &mut salts()).unwrap_err();
    assert_eq!(error.code(), "FH-LEDGER-011");
    assert_eq!(case.files(), before);
}

#[test]
fn an_erasure_cut_off_after_its_entry_is_finished_by_the_next_writer() {
    let case = case_with_words();
    let live: Vec<_> = case.files().into_iter().filter(|(name, _)| name == "ledger/payloads/000002.jsonl").collect();
    case.erase(&[5, 6]);
    fs::write(case.path(&live[0].0), &live[0].1).unwrap();
    assert!(case.faults()[0].contains("erases entry 5, which is still there"), "{:?}", case.faults());
    let receipt = case.append(drafts(30, 1));
    assert_eq!(receipt.recovered.erased, [5, 6]);
    assert!(!holds_words(&case));
    assert_eq!(case.faults(), [""; 0]);
}

#[test]
fn an_erasure_cut_off_between_two_segments_is_finished_too() {
    let case = case_with_words();
    let live: Vec<_> = case.files().into_iter().filter(|(name, _)| name == "ledger/payloads/000001.jsonl").collect();
    case.erase(&[1, 5, 6]);
    fs::write(case.path(&live[0].0), &live[0].1).unwrap();
    let lock = WriteLock::acquire(case.dir()).unwrap();
    assert_eq!(case.log().recover(&lock, &signer()).unwrap().erased, [1]);
    drop(lock);
    assert_eq!(case.faults(), [""; 0]);
}

#[test]
fn a_mark_without_its_erasing_entry_is_damage() {
    let case = case_with_words();
    case.erase(&[0]);
    for mark in [r#"{"erased":8,"seq":5}"#, r#"{"erased":99,"seq":5}"#, r#"{"erased":2,"seq":5}"#] {
        let path = case.path("ledger/payloads/000002.jsonl");
        let text = fs::read_to_string(&path).unwrap();
        let line = text.lines().nth(1).unwrap().to_owned();
        fs::write(&path, text.replace(&line, mark)).unwrap();
        assert!(
            case.faults()[0].starts_with("ledger/payloads/000002.jsonl, line 2: entry 5 is marked as erased"),
            "{:?}",
            case.faults()
        );
        fs::write(&path, text).unwrap();
    }
}

#[test]
fn erasing_clears_what_interrupted_writes_left() {
    let case = case_with_words();
    let path = case.path("ledger/payloads/000003.jsonl");
    fs::write(&path, format!("{{\"half\":\"{WORDS}")).unwrap();
    let receipt = case.erase(&[5, 6]);
    assert_eq!(receipt.recovered.moved_aside.len(), 1);
    assert!(!holds_words(&case));
}

#[test]
fn several_erasures_and_other_entries_stand_in_one_batch() {
    let case = case_with_words();
    let lock = WriteLock::acquire(case.dir()).unwrap();
    let batch = vec![erasure(&[5]), draft(9, json!(9)), erasure(&[6, 0])];
    case.log().erase(&lock, batch, &signer(), &mut salts()).unwrap();
    drop(lock);
    assert!(!holds_words(&case));
    let erased: Vec<_> = case
        .log()
        .entries()
        .map(Result::unwrap)
        .filter_map(|entry| match entry.state {
            EntryState::Erased { by } => Some((entry.seq, by)),
            EntryState::Live(_) => None,
        })
        .collect();
    assert_eq!(erased, [(0, 10), (5, 8), (6, 10)]);
    assert_eq!(case.faults(), [""; 0]);
}
