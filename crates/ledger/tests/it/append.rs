//! What appending promises: whole batches, the same bytes for the same input, words exactly as given, proofs that hold.

use crate::*;
use firsthand_ledger::{EntryState, LedgerError, leaf_hash, verify_consistency, verify_inclusion, verify_note};

#[test]
fn a_batch_is_read_back_as_it_was_given() {
    let case = Case::new();
    let body = json!({"nfc": "\u{439}", "nfd": "\u{438}\u{306}", "quoted": "\"\\\n\u{7f}\u{2028}", "share": "0.5", "none": null});
    let given = vec![draft(1, body), Payload { handle: None, ..draft(2, json!([])) }];
    let receipt = case.append(given.clone());
    assert_eq!((receipt.first, receipt.last, receipt.head.size), (0, 1, 2));
    assert!(receipt.recovered.is_nothing());
    let entries: Vec<_> = case.log().entries().map(Result::unwrap).collect();
    assert_eq!(
        entries.iter().map(|entry| (entry.seq, entry.batch, entry.last)).collect::<Vec<_>>(),
        [(0, 0, false), (1, 0, true)]
    );
    for (entry, draft) in entries.into_iter().zip(given) {
        assert_eq!(entry.state, EntryState::Live(draft));
    }
}

#[test]
fn the_files_are_as_the_format_says() {
    let case = Case::new();
    case.append(drafts(0, 2));
    let files = case.files();
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["ledger/checkpoint", "ledger/commitments/000001.jsonl", "ledger/payloads/000001.jsonl"]);
    let text = |index: usize| String::from_utf8(files[index].1.clone()).unwrap();
    let commitment = text(1).lines().next().unwrap().to_owned();
    assert!(commitment.starts_with(r#"{"batch":0,"last":false,"payload":"sha256:"#), "{commitment}");
    assert!(commitment.ends_with(r#"","seq":0,"v":1}"#), "{commitment}");
    assert_eq!(
        text(2).lines().next().unwrap(),
        concat!(
            r#"{"payload":{"at":"2026-01-31T12:00:00Z","author":"a","body":{"n":0},"#,
            r#""entity":"0192f0c1-0000-7000-8000-000000000000","handle":"E000","kind":"statement","revision":1},"#,
            r#""salt":"9e3779b97f4a7c15f39cc0605cedc835","seq":0}"#
        )
    );
    assert_eq!(text(0).lines().next().unwrap(), format!("firsthand.case/{CASE_ID}"));
}

#[test]
fn the_same_drafts_salts_and_key_give_the_same_bytes() {
    assert_eq!(Case::of_thirty(small_segments()).files(), Case::of_thirty(small_segments()).files());
}

#[test]
fn a_log_in_many_segments_is_the_same_log() {
    let (small, large) =
        (Case::of_thirty(small_segments()), Case::of_thirty(Settings { lines_per_segment: 100, ..small_segments() }));
    assert_eq!(small.files().len(), 1 + 2 * 8);
    assert_eq!(small.log().head(), large.log().head());
    let entries = |case: &Case| case.log().entries().map(Result::unwrap).collect::<Vec<_>>();
    assert_eq!(entries(&small), entries(&large));
    assert_eq!(small.faults(), [""; 0]);
    for from in 0..=30 {
        let numbers: Vec<u64> = small.log().entries_from(from).map(|entry| entry.unwrap().seq).collect();
        assert_eq!(numbers, (from..30).collect::<Vec<_>>());
    }
}

#[test]
fn every_entry_is_provably_in_every_later_checkpoint() {
    let case = Case::of_thirty(small_segments());
    let log = case.log();
    let lines: Vec<Vec<u8>> = case
        .files()
        .into_iter()
        .filter(|(name, _)| name.contains("commitments"))
        .flat_map(|(_, bytes)| bytes.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect::<Vec<_>>())
        .filter(|line| !line.is_empty())
        .collect();
    for (seq, line) in (0u64..).zip(&lines) {
        for size in seq + 1..=30 {
            let (proof, root) = (log.inclusion_proof(seq, size).unwrap(), log.head_at(size).unwrap().root);
            verify_inclusion(&leaf_hash(line), seq, size, &proof, &root).unwrap();
        }
    }
    for old in 1..=30 {
        let proof = log.consistency_proof(old, 30).unwrap();
        verify_consistency(old, 30, &proof, &log.head_at(old).unwrap().root, &log.head().root).unwrap();
    }
}

#[test]
fn a_checkpoint_over_an_earlier_batch_is_what_stood_there_then() {
    let case = Case::new();
    case.append(drafts(0, 3));
    let then = fs::read_to_string(case.path("ledger/checkpoint")).unwrap();
    case.append(drafts(3, 2));
    let log = case.log();
    assert_eq!(log.checkpoint_at(3, &signer()).unwrap(), then);
    let text = verify_note(&then, &signer().verifier_text()).unwrap();
    assert_eq!(text, format!("firsthand.case/{CASE_ID}\n3\n{}\n", log.head_at(3).unwrap().root_base64()));
    for inside in [1, 4, 6] {
        assert_eq!(log.checkpoint_at(inside, &signer()).unwrap_err().code(), "FH-LEDGER-016");
    }
}

#[test]
fn what_cannot_be_recorded_leaves_the_log_untouched() {
    let case = Case::new();
    case.append(drafts(0, 2));
    let before = case.files();
    let flawed = [
        (Payload { entity: "E010".to_owned(), ..draft(5, json!(1)) }, "FH-LEDGER-011"),
        (Payload { entity: "0192f0c1-0000-4000-8000-000000000001".to_owned(), ..draft(5, json!(1)) }, "FH-LEDGER-011"),
        (Payload { revision: 0, ..draft(5, json!(1)) }, "FH-LEDGER-011"),
        (Payload { at: "2026-01-31T12:00:00+03:00".to_owned(), ..draft(5, json!(1)) }, "FH-LEDGER-011"),
        (Payload { at: "2026-02-30T12:00:00Z".to_owned(), ..draft(5, json!(1)) }, "FH-LEDGER-011"),
        (Payload { kind: String::new(), ..draft(5, json!(1)) }, "FH-LEDGER-011"),
        (draft(5, json!({"share": 0.5})), "FH-LEDGER-010"),
        (draft(5, json!({"big": u64::MAX})), "FH-LEDGER-010"),
        (erasure(&[0]), "FH-LEDGER-011"),
    ];
    let lock = WriteLock::acquire(case.dir()).unwrap();
    for (draft, code) in flawed {
        let batch = [drafts(2, 1), vec![draft]].concat();
        let error = case.log().append_batch(&lock, batch, &signer(), &mut salts()).unwrap_err();
        assert_eq!(error.code(), code, "{error}");
    }
    assert_eq!(
        case.log().append_batch(&lock, Vec::new(), &signer(), &mut salts()).unwrap_err().code(),
        "FH-LEDGER-012"
    );
    let mut none = || Err(std::io::ErrorKind::Unsupported.into());
    assert_eq!(case.log().append_batch(&lock, drafts(2, 1), &signer(), &mut none).unwrap_err().code(), "FH-LEDGER-018");
    assert_eq!(case.files(), before);
}

#[test]
fn a_second_writer_is_told_that_the_first_is_writing() {
    let case = Case::new();
    let lock = WriteLock::acquire(case.dir()).unwrap();
    let error = WriteLock::acquire(case.dir()).unwrap_err();
    assert!(matches!(error, LedgerError::Busy { .. }), "{error}");
    drop(lock);
    WriteLock::acquire(case.dir()).unwrap();
}

#[test]
fn the_lock_of_another_case_opens_nothing() {
    let (case, other) = (Case::new(), Case::new());
    let lock = WriteLock::acquire(other.dir()).unwrap();
    let error = case.log().append_batch(&lock, drafts(0, 1), &signer(), &mut salts()).unwrap_err();
    assert_eq!(error.code(), "FH-LEDGER-002");
}

#[test]
fn a_log_that_another_process_lengthened_is_continued_where_it_ends() {
    let case = Case::new();
    let mut stale = case.log();
    case.append(drafts(0, 3));
    let lock = WriteLock::acquire(case.dir()).unwrap();
    let receipt = stale.append_batch(&lock, drafts(3, 1), &signer(), &mut salts()).unwrap();
    assert_eq!(receipt.first, 3);
    assert_eq!(case.faults(), [""; 0]);
}

#[test]
fn a_ledger_is_neither_made_twice_nor_found_where_there_is_none() {
    let case = Case::new();
    assert_eq!(Log::create(case.dir(), CASE_ID, &signer()).err().unwrap().code(), "FH-LEDGER-005");
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(Log::open(empty.path()).err().unwrap().code(), "FH-LEDGER-004");
}

#[test]
fn another_key_may_not_continue_the_log_unless_the_old_one_is_named() {
    let case = Case::new();
    case.append(drafts(0, 1));
    let new = Signer::generate("firsthand.case/test", [43; 32]).unwrap();
    let lock = WriteLock::acquire(case.dir()).unwrap();
    let error = case.log().append_batch(&lock, drafts(1, 1), &new, &mut salts()).unwrap_err();
    assert_eq!(error.code(), "FH-LEDGER-003");
    let settings = Settings { earlier_keys: vec![signer().verifier_text()], ..case.settings.clone() };
    let mut log = Log::open_with(case.dir(), settings).unwrap();
    log.append_batch(&lock, drafts(1, 1), &new, &mut salts()).unwrap();
    assert_eq!(log.verify(Some(&new.verifier_text())).faults, []);
}

#[test]
fn a_checkpoint_of_another_case_is_not_taken() {
    let case = Case::new();
    let settings = Settings { case_id: Some("another".to_owned()), ..Settings::default() };
    assert_eq!(Log::open_with(case.dir(), settings.clone()).err().unwrap().code(), "FH-LEDGER-003");
    let report = Log::open_as_found(case.dir(), settings).unwrap().verify(Some(&signer().verifier_text()));
    assert!(
        report.faults[0].to_string().starts_with("ledger/checkpoint, line 1: it belongs to another case"),
        "{:?}",
        report.faults
    );
    assert_eq!(Log::open(case.dir()).unwrap().case_id(), Some(CASE_ID));
}
