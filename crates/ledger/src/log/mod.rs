//! The log of one case: opened, looked at, proved. Every method here reads; none needs the write lock.
//! Appending, recovering and erasing are in files of their own beside this one.

mod append;
mod entries;
mod erase;
mod recover;
mod remembered;
mod scan;
mod witness;

pub use append::{Receipt, Salts};
pub use entries::{Entries, Entry, EntryState};
pub use recover::Recovered;
pub(crate) use witness::Witness;

use crate::layout::{Layout, Series};
use crate::tree::{Hash, TreeHead};
use crate::verify::{LedgerReport, audit};
use crate::{Checkpoint, Codec, LedgerError, Open, Signer, durable};
use recover::PayloadEnd;
use scan::{Prefix, Stop};
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// What a log needs to know beyond its folder.
#[derive(Clone)]
pub struct Settings {
    /// How payload lines lie on disk.
    pub codec: Arc<dyn Codec>,
    /// How many lines a segment file holds: 100,000 in format 1, smaller only in tests.
    pub lines_per_segment: u64,
    /// The case's id, if known from outside: its checkpoint must name the same.
    pub case_id: Option<String>,
    /// Public keys whose checkpoints are accepted beside the present signer's, after a rotation.
    pub earlier_keys: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { codec: Arc::new(Open), lines_per_segment: 100_000, case_id: None, earlier_keys: Vec::new() }
    }
}

/// The append-only record of every change of one case. Holds hashes of the commitment lines, no payloads.
pub struct Log {
    layout: Layout,
    settings: Settings,
    prefix: Prefix,
    /// Why reading stopped before the end of the files, if it did.
    stop: Option<Stop>,
    /// Up to which size the last batches were seen to have no unfinished erasure.
    erasures_done: Option<u64>,
    payload_end: Option<PayloadEnd>,
}

impl Log {
    /// Makes the log of a new case, with a signed checkpoint over no entries.
    ///
    /// # Errors
    /// `AlreadyThere` when the folder has a ledger, `BadNote` when the id cannot stand on a line, or a failed write.
    pub fn create(case_dir: impl AsRef<Path>, case_id: &str, signer: &Signer) -> Result<Self, LedgerError> {
        let settings = Settings { case_id: Some(case_id.to_owned()), ..Settings::default() };
        Self::create_with(case_dir, signer, settings)
    }

    /// As `create`, with settings that must name the case's id.
    ///
    /// # Errors
    /// As `create`.
    pub fn create_with(case_dir: impl AsRef<Path>, signer: &Signer, settings: Settings) -> Result<Self, LedgerError> {
        let log = Self::unread(case_dir.as_ref(), settings);
        if log.layout.folder(Series::Commitments).exists() || log.layout.checkpoint().exists() {
            return Err(LedgerError::AlreadyThere { case: log.layout.case_dir });
        }
        let note = log.checkpoint(log.prefix.tree.head_at(0)?)?.sign(signer)?;
        for series in Series::BOTH {
            let folder = log.layout.folder(series);
            fs::create_dir_all(&folder).map_err(LedgerError::writing(&folder))?;
        }
        for folder in [log.layout.ledger(), log.layout.case_dir.clone()] {
            durable::sync_dir(&folder).map_err(LedgerError::writing(&folder))?;
        }
        log.write_checkpoint(&note)?;
        Ok(log)
    }

    /// Opens a log and reads its commitments. Needs no lock: what an unfinished write has added is not seen.
    ///
    /// # Errors
    /// `NoLedger` when there is none, `Damaged` when it is not what its checkpoint says, `Unreadable` when the disk
    /// fails.
    pub fn open(case_dir: impl AsRef<Path>) -> Result<Self, LedgerError> {
        Self::open_with(case_dir, Settings::default())
    }

    /// As `open`, with settings.
    ///
    /// # Errors
    /// As `open`.
    pub fn open_with(case_dir: impl AsRef<Path>, settings: Settings) -> Result<Self, LedgerError> {
        let mut log = Self::of_case(case_dir.as_ref(), settings)?;
        log.refresh()?;
        Ok(log)
    }

    /// Opens a log even if it is damaged, as far as it can be read. Only for verifying and for looking: every method
    /// that writes refuses a damaged log.
    ///
    /// # Errors
    /// `NoLedger` when there is none, `Unreadable` when the disk fails.
    pub fn open_as_found(case_dir: impl AsRef<Path>, settings: Settings) -> Result<Self, LedgerError> {
        let mut log = Self::of_case(case_dir.as_ref(), settings)?;
        match log.refresh() {
            Ok(()) | Err(LedgerError::Damaged { .. }) => Ok(log),
            Err(error) => Err(error),
        }
    }

    fn of_case(case_dir: &Path, settings: Settings) -> Result<Self, LedgerError> {
        let log = Self::unread(case_dir, settings);
        if !log.layout.folder(Series::Commitments).is_dir() {
            return Err(LedgerError::NoLedger { case: log.layout.case_dir });
        }
        Ok(log)
    }

    fn unread(case_dir: &Path, settings: Settings) -> Self {
        let layout = Layout { case_dir: case_dir.to_owned(), lines_per_segment: settings.lines_per_segment.max(1) };
        let prefix = Prefix::default();
        Self { layout, settings, prefix, stop: None, erasures_done: None, payload_end: None }
    }

    /// Reads what has been appended since, by this or any other process.
    ///
    /// # Errors
    /// `Damaged` when the log is not what its checkpoint says, `Unreadable` when the disk fails.
    pub fn refresh(&mut self) -> Result<(), LedgerError> {
        self.advance().map(drop)
    }

    /// How many entries there are.
    pub fn size(&self) -> u64 {
        self.prefix.size()
    }

    /// The case's id, from the settings or from the checkpoint.
    pub fn case_id(&self) -> Option<&str> {
        self.settings.case_id.as_deref()
    }

    /// The present size and root.
    pub fn head(&self) -> TreeHead {
        self.prefix.tree.head_at(self.size()).expect("a tree has a head at its own size")
    }

    /// The root the log had at an earlier size.
    ///
    /// # Errors
    /// `OutOfRange` when the log is smaller.
    pub fn head_at(&self, size: u64) -> Result<TreeHead, LedgerError> {
        self.prefix.tree.head_at(size)
    }

    /// A signed checkpoint over an earlier state, always the same for the same size and key.
    ///
    /// # Errors
    /// `OutOfRange` when the log is smaller or the size lies inside a batch.
    pub fn checkpoint_at(&self, size: u64, signer: &Signer) -> Result<String, LedgerError> {
        if size != 0 && self.prefix.ends.binary_search(&size).is_err() {
            return Err(LedgerError::OutOfRange { what: format!("batch that ends at {size}"), size: self.size() });
        }
        self.checkpoint(self.head_at(size)?)?.sign(signer)
    }

    /// Shows that an entry is in the log of some size.
    ///
    /// # Errors
    /// `OutOfRange` when there is no such entry or size.
    pub fn inclusion_proof(&self, seq: u64, size: u64) -> Result<Vec<Hash>, LedgerError> {
        self.prefix.tree.inclusion_proof(seq, size)
    }

    /// Shows that the log of size `new` begins with the log of size `old`.
    ///
    /// # Errors
    /// `OutOfRange` when `old > new` or the log is smaller.
    pub fn consistency_proof(&self, old: u64, new: u64) -> Result<Vec<Hash>, LedgerError> {
        self.prefix.tree.consistency_proof(old, new)
    }

    /// All entries in order, read from disk as they are asked for, each compared with its commitment.
    pub fn entries(&self) -> Entries {
        self.entries_from(0)
    }

    /// The entries from `seq` on: what a derived table at that position has not seen.
    pub fn entries_from(&self, seq: u64) -> Entries {
        self.entries_within(seq, self.size())
    }

    fn entries_within(&self, seq: u64, end: u64) -> Entries {
        Entries::new(self.layout.clone(), Arc::clone(&self.settings.codec), seq, end)
    }

    /// Reads every file of the log anew and names every fault. With no key, the checkpoint's signature is not checked.
    pub fn verify(&self, verifier_text: Option<&str>) -> LedgerReport {
        audit(&self.layout, &self.settings, verifier_text)
    }

    fn checkpoint(&self, head: TreeHead) -> Result<Checkpoint, LedgerError> {
        let unknown = || LedgerError::damaged(crate::layout::CHECKPOINT, 1, "the case it belongs to is not known");
        Ok(Checkpoint { case_id: self.settings.case_id.clone().ok_or_else(unknown)?, head })
    }

    fn write_checkpoint(&self, note: &str) -> Result<(), LedgerError> {
        let path = self.layout.checkpoint();
        durable::replace(&path, |file| file.write_all(note.as_bytes())).map_err(LedgerError::writing(&path))
    }
}
