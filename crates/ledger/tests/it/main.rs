//! The log through its public door: appending, reading, proving, crashing, erasing, verifying.
//! Salts, keys and times are fixed, so every test writes the same bytes each time.

mod append;
mod crash;
mod erasure;
mod flips;
mod merkle;
mod readers;
mod refusals;

use firsthand_ledger::{Log, Payload, Receipt, Settings, Signer, WriteLock};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

const CASE_ID: &str = "0192f0c1-0000-7000-8000-00000000000a";

fn signer() -> Signer {
    Signer::generate("firsthand.case/test", [42; 32]).unwrap()
}

fn salts() -> impl FnMut() -> std::io::Result<[u8; 16]> {
    let mut count = 0u128;
    move || {
        count += 1;
        Ok(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835u128.wrapping_mul(count).to_be_bytes())
    }
}

fn draft(number: u64, body: Value) -> Payload {
    Payload {
        entity: format!("0192f0c1-0000-7000-8000-{number:012x}"),
        handle: Some(format!("E{number:03}")),
        revision: 1,
        kind: "statement".to_owned(),
        at: "2026-01-31T12:00:00Z".to_owned(),
        author: "a".to_owned(),
        body,
    }
}

fn drafts(first: u64, count: u64) -> Vec<Payload> {
    (first..first + count).map(|number| draft(number, json!({"n": number}))).collect()
}

fn erasure(targets: &[u64]) -> Payload {
    Payload { kind: "erasure".to_owned(), ..draft(900, json!({"erases": targets})) }
}

fn small_segments() -> Settings {
    Settings { lines_per_segment: 4, case_id: Some(CASE_ID.to_owned()), ..Settings::default() }
}

/// A case folder with a log, removed when the test ends.
struct Case {
    temporary: tempfile::TempDir,
    settings: Settings,
}

impl Case {
    fn new() -> Self {
        Self::with(Settings { case_id: Some(CASE_ID.to_owned()), ..Settings::default() })
    }

    fn with(settings: Settings) -> Self {
        let case = Self { temporary: tempfile::tempdir().unwrap(), settings };
        Log::create_with(case.dir(), &signer(), case.settings.clone()).unwrap();
        case
    }

    /// Six batches of 30 entries in all, one of them an erasure of two.
    fn of_thirty(settings: Settings) -> Self {
        let case = Self::with(settings);
        for (first, count) in [(0, 1), (1, 9), (10, 2), (12, 8)] {
            case.append(drafts(first, count));
        }
        case.erase(&[3, 11]);
        case.append(drafts(21, 9));
        case
    }

    fn dir(&self) -> &Path {
        self.temporary.path()
    }

    fn path(&self, file: &str) -> PathBuf {
        self.dir().join(file)
    }

    fn log(&self) -> Log {
        Log::open_with(self.dir(), self.settings.clone()).unwrap()
    }

    fn found(&self) -> Log {
        Log::open_as_found(self.dir(), self.settings.clone()).unwrap()
    }

    fn append(&self, drafts: Vec<Payload>) -> Receipt {
        let lock = WriteLock::acquire(self.dir()).unwrap();
        self.log().append_batch(&lock, drafts, &signer(), &mut salts()).unwrap()
    }

    fn erase(&self, targets: &[u64]) -> Receipt {
        let lock = WriteLock::acquire(self.dir()).unwrap();
        self.log().erase(&lock, vec![erasure(targets)], &signer(), &mut salts()).unwrap()
    }

    /// The faults of the log, as sentences.
    fn faults(&self) -> Vec<String> {
        let report = self.found().verify(Some(&signer().verifier_text()));
        report.faults.iter().map(ToString::to_string).collect()
    }

    /// Every file of the ledger with its bytes, but for the lock and what was moved aside.
    fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut files = Vec::new();
        for folder in ["ledger", "ledger/commitments", "ledger/payloads"] {
            for entry in fs::read_dir(self.path(folder)).unwrap() {
                let entry = entry.unwrap();
                let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
                if entry.file_type().unwrap().is_file() && name != "ledger/lock" {
                    files.push((name, fs::read(entry.path()).unwrap()));
                }
            }
        }
        files.sort();
        files
    }

    /// Puts back exactly these files.
    fn restore(&self, files: &[(String, Vec<u8>)]) {
        let _ = fs::remove_dir_all(self.path("ledger"));
        for (name, bytes) in files {
            fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
            fs::write(self.path(name), bytes).unwrap();
        }
        fs::create_dir_all(self.path("ledger/payloads")).unwrap();
        fs::create_dir_all(self.path("ledger/commitments")).unwrap();
    }
}
