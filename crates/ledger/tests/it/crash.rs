//! A crash at every byte of the last batch, in the order in which bytes are written and in every other that a failing
//! disk may leave: earlier batches stay, the log can be continued, and nothing under a checkpoint is cut.

use crate::*;
use firsthand_ledger::{LedgerError, Recovered};

type Files = Vec<(String, Vec<u8>)>;

/// The files before and after the last batch, by name.
struct Stages {
    case: Case,
    before: Files,
    after: Files,
}

impl Stages {
    fn new(settings: Settings, last: u64) -> Self {
        let case = Case::with(settings);
        case.append(drafts(0, 3));
        case.append(drafts(3, 2));
        let before = case.files();
        case.append(drafts(5, last));
        let after = case.files();
        Self { case, before, after }
    }

    fn of(&self, files: &Files, name: &str) -> Vec<u8> {
        files.iter().find(|(file, _)| file == name).map(|(_, bytes)| bytes.clone()).unwrap_or_default()
    }

    /// Puts back the last batch with each file cut at the length `cut` names, counted over all bytes the batch added.
    fn put(&self, order: &[&str], mut written: usize) {
        let mut files = self.before.clone();
        for name in order {
            let (old, new) = (self.of(&self.before, name), self.of(&self.after, name));
            let (kept, added) =
                if *name == "ledger/checkpoint" { (0, new.len()) } else { (old.len(), new.len() - old.len()) };
            let part = written.min(added);
            written -= part;
            if part > 0 {
                files.retain(|(file, _)| file != name);
                files.push(((*name).to_owned(), new[..kept + part].to_vec()));
            }
        }
        self.case.restore(&files);
    }

    fn added(&self, order: &[&str]) -> usize {
        order
            .iter()
            .map(|name| match *name {
                "ledger/checkpoint" => self.of(&self.after, name).len(),
                _ => self.of(&self.after, name).len() - self.of(&self.before, name).len(),
            })
            .sum()
    }

    /// Recovers and checks all that must hold then.
    fn recover(&self) -> Recovered {
        let lock = WriteLock::acquire(self.case.dir()).unwrap();
        let mut log = self.case.log();
        let recovered = log.recover(&lock, &signer()).unwrap();
        drop(lock);
        assert!(log.size() == 5 || log.size() == log_size(&self.after), "{}", log.size());
        assert_eq!(self.case.faults(), [""; 0]);
        let files = self.case.files();
        let expected = if log.size() == 5 { &self.before } else { &self.after };
        assert_eq!(&files, expected, "either all of the batch or nothing of it");
        assert!(log.recover(&WriteLock::acquire(self.case.dir()).unwrap(), &signer()).unwrap().is_nothing());
        recovered
    }
}

fn log_size(files: &Files) -> u64 {
    let lines = files.iter().filter(|(name, _)| name.contains("commitments"));
    lines.map(|(_, bytes)| bytes.iter().filter(|byte| **byte == b'\n').count() as u64).sum()
}

const ORDER: [&str; 3] = ["ledger/payloads/000001.jsonl", "ledger/commitments/000001.jsonl", "ledger/checkpoint"];

#[test]
fn a_crash_after_any_byte_of_the_last_batch_leaves_all_of_it_or_nothing() {
    let stages = Stages::new(Case::new().settings, 2);
    let total = stages.added(&ORDER);
    let checkpoint = total - stages.added(&ORDER[2..]);
    for written in 0..=total {
        stages.put(&ORDER, written);
        let recovered = stages.recover();
        assert_eq!(recovered.is_nothing(), written == 0 || written == total, "after {written} of {total} bytes");
        assert_eq!(stages.case.log().size(), if written >= checkpoint { 7 } else { 5 });
    }
}

#[test]
fn a_crash_while_a_batch_crosses_segments_leaves_all_of_it_or_nothing() {
    let stages = Stages::new(small_segments(), 8);
    let series = |name: &str| (1..=4).map(move |n| format!("ledger/{name}/{n:06}.jsonl")).collect::<Vec<_>>();
    let names = [series("payloads"), series("commitments")].concat();
    let order: Vec<&str> = names.iter().map(String::as_str).collect();
    for written in (0..=stages.added(&order)).step_by(7).chain([stages.added(&order)]) {
        stages.put(&order, written);
        stages.recover();
    }
}

#[test]
fn commitments_without_their_payloads_are_no_batch_either() {
    let stages = Stages::new(Case::new().settings, 2);
    let order = [ORDER[1], ORDER[0]];
    let total = stages.added(&order);
    for written in 1..total {
        stages.put(&order, written);
        assert_eq!(stages.case.log().size(), 5, "readers do not see it");
        stages.recover();
        assert_eq!(stages.case.log().size(), 5);
    }
}

#[test]
fn a_whole_batch_without_its_checkpoint_is_kept_and_signed() {
    let stages = Stages::new(Case::new().settings, 2);
    stages.put(&ORDER[..2], usize::MAX);
    assert_eq!(stages.case.log().size(), 7);
    let recovered = stages.recover();
    assert_eq!(recovered.signed_entries, Some(2));
    assert_eq!(recovered.notices().len(), 1);
}

#[test]
fn what_is_moved_aside_is_kept_whole_and_told() {
    let stages = Stages::new(Case::new().settings, 2);
    stages.put(&ORDER[..1], usize::MAX);
    let recovered = stages.recover();
    assert_eq!(recovered.moved_aside, ["ledger/aside/0001-payloads-000001.jsonl"]);
    let kept = fs::read(stages.case.path(&recovered.moved_aside[0])).unwrap();
    let (old, new) = (stages.of(&stages.before, ORDER[0]), stages.of(&stages.after, ORDER[0]));
    assert_eq!(kept, new[old.len()..]);
}

#[test]
fn a_checkpoint_cut_anywhere_or_gone_is_replaced_with_a_notice() {
    let stages = Stages::new(Case::new().settings, 2);
    let whole = stages.of(&stages.after, "ledger/checkpoint");
    for length in 0..whole.len() {
        stages.case.restore(&stages.after);
        fs::write(stages.case.path("ledger/checkpoint"), &whole[..length]).unwrap();
        let recovered = stages.recover();
        assert!(recovered.checkpoint_replaced);
        assert_eq!(fs::read(stages.case.path("ledger/checkpoint")).unwrap(), whole);
    }
    stages.case.restore(&stages.after);
    fs::remove_file(stages.case.path("ledger/checkpoint")).unwrap();
    assert!(stages.recover().checkpoint_replaced);
}

#[test]
fn bytes_under_a_checkpoint_are_never_cut() {
    let stages = Stages::new(Case::new().settings, 2);
    for name in &ORDER[..2] {
        let whole = stages.of(&stages.after, name);
        for length in (0..whole.len()).step_by(5) {
            stages.case.restore(&stages.after);
            fs::write(stages.case.path(name), &whole[..length]).unwrap();
            let lock = WriteLock::acquire(stages.case.dir()).unwrap();
            let refused = stages.case.found().append_batch(&lock, drafts(7, 1), &signer(), &mut salts());
            assert!(matches!(refused, Err(LedgerError::Damaged { .. })), "{name} cut at {length}: {refused:?}");
            drop(lock);
            assert_eq!(fs::read(stages.case.path(name)).unwrap(), whole[..length]);
            assert!(stages.case.faults().iter().any(|fault| fault.starts_with(name)), "{name} cut at {length}");
        }
    }
}

#[test]
fn without_a_readable_checkpoint_a_log_with_leftovers_is_not_touched() {
    let stages = Stages::new(Case::new().settings, 2);
    stages.put(&ORDER[..2], stages.added(&ORDER[..2]) - 3);
    fs::write(stages.case.path("ledger/checkpoint"), b"").unwrap();
    let before = stages.case.files();
    let lock = WriteLock::acquire(stages.case.dir()).unwrap();
    assert_eq!(stages.case.found().recover(&lock, &signer()).unwrap_err().code(), "FH-LEDGER-003");
    assert_eq!(stages.case.files(), before);
}

#[test]
fn partial_files_of_a_crash_are_swept_by_the_next_writer() {
    let case = Case::new();
    let left = [case.path("ledger/.part-x"), case.path("ledger/payloads/.part-y")];
    left.iter().for_each(|path| fs::write(path, b"half").unwrap());
    assert_eq!(case.faults().len(), 2);
    case.append(drafts(0, 1));
    assert!(left.iter().all(|path| !path.exists()));
    assert_eq!(case.faults(), [""; 0]);
}
