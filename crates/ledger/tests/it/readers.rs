//! Readers beside a writer: never blocked, and always at the end of some batch.
//! The writer runs in a thread of its own, with a lock of its own.

use crate::*;
use std::thread;

#[test]
fn a_reader_sees_whole_batches_only_while_another_writes_and_erases() {
    let case = Case::with(small_segments());
    thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for batch in 0..40 {
                case.append(drafts(batch * 3, 3));
                if batch % 8 == 7 {
                    case.erase(&[batch]);
                }
            }
        });
        let mut seen = 0;
        while !writer.is_finished() {
            let log = case.log();
            let entries: Vec<_> = log.entries().map(Result::unwrap).collect();
            assert_eq!(entries.len() as u64, log.size());
            assert!(entries.last().is_none_or(|entry| entry.last));
            assert!(log.size() >= seen, "a log does not become shorter");
            seen = log.size();
            assert_eq!(case.faults(), [""; 0]);
        }
        writer.join().unwrap();
    });
    assert_eq!(case.log().size(), 125);
}

#[test]
fn a_reader_that_stays_open_reads_on() {
    let case = Case::with(small_segments());
    let mut log = case.log();
    for batch in 0..5 {
        case.append(drafts(batch * 3, 3));
        log.refresh().unwrap();
        assert_eq!(log.head(), case.log().head());
    }
}

#[test]
fn an_unfinished_batch_is_not_seen_and_not_touched_without_the_lock() {
    let case = Case::new();
    case.append(drafts(0, 2));
    let commitments = case.path("ledger/commitments/000001.jsonl");
    let mut bytes = fs::read(&commitments).unwrap();
    bytes.extend_from_slice(br#"{"batch":2,"last":false,"payload":"sha256:00"#);
    fs::write(&commitments, &bytes).unwrap();
    assert_eq!(case.log().size(), 2);
    assert_eq!(case.log().entries().count(), 2);
    assert_eq!(fs::read(&commitments).unwrap(), bytes);
    let faults = case.faults();
    assert!(
        faults.contains(
            &"ledger/commitments/000001.jsonl, line 3: the line breaks off: its newline is missing".to_owned()
        ),
        "{faults:?}"
    );
}

/// A case between the two steps of an erasure: the erasing entry is signed, the words are still there.
fn half_erased() -> Case {
    let case = Case::with(small_segments());
    case.append(drafts(0, 3));
    let payloads = fs::read(case.path("ledger/payloads/000001.jsonl")).unwrap();
    case.erase(&[1]);
    let erased = fs::read_to_string(case.path("ledger/payloads/000001.jsonl")).unwrap();
    let erasing = erased.lines().last().unwrap();
    fs::write(
        case.path("ledger/payloads/000001.jsonl"),
        [payloads, erasing.as_bytes().to_vec(), b"\n".to_vec()].concat(),
    )
    .unwrap();
    case
}

#[test]
fn an_erasure_under_way_is_no_fault_and_an_interrupted_one_is() {
    let case = half_erased();
    let lock = WriteLock::acquire(case.dir()).unwrap();
    assert_eq!(case.faults(), [""; 0]);
    drop(lock);
    let faults = case.faults();
    assert!(faults.len() == 1 && faults[0].contains("entry 3 erases entry 1, which is still there"), "{faults:?}");
}

#[test]
fn a_writer_hides_no_erasure_that_was_left_before_its_batch() {
    let case = half_erased();
    let left = fs::read(case.path("ledger/payloads/000001.jsonl")).unwrap();
    case.append(drafts(4, 1));
    fs::write(case.path("ledger/payloads/000001.jsonl"), left).unwrap();
    let _lock = WriteLock::acquire(case.dir()).unwrap();
    let faults = case.faults();
    assert!(faults.len() == 1 && faults[0].contains("entry 3 erases entry 1, which is still there"), "{faults:?}");
}

#[test]
fn a_mark_that_the_checkpoint_read_does_not_explain_yet_is_no_fault_while_somebody_writes() {
    let case = Case::with(small_segments());
    case.append(drafts(0, 3));
    let checkpoint = fs::read(case.path("ledger/checkpoint")).unwrap();
    case.erase(&[1]);
    fs::write(case.path("ledger/checkpoint"), checkpoint).unwrap();
    let lock = WriteLock::acquire(case.dir()).unwrap();
    assert_eq!(case.faults(), [""; 0]);
    drop(lock);
    assert!(!case.faults().is_empty());
}
