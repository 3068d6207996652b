//! Putting in order what a crash left, by the holder of the write lock only: an unfinished batch is moved aside, a whole
//! one without its checkpoint is kept and signed, an erasure begun is finished. Bytes under a checkpoint are never cut.

use super::{Log, Witness};
use crate::layout::{CHECKPOINT, Series};
use crate::lines::Lines;
use crate::{LedgerError, Signer, WriteLock, durable, verify_note};
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// What was put in order. Usually nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recovered {
    /// Files below `ledger/aside` that now hold what no batch had finished, or a checkpoint nobody could read.
    pub moved_aside: Vec<String>,
    /// How many whole entries had no checkpoint and have one now.
    pub signed_entries: Option<u64>,
    /// The checkpoint could not be read, and one was signed over the log as found.
    pub checkpoint_replaced: bool,
    /// Entries whose erasure was recorded and is finished now.
    pub erased: Vec<u64>,
}

impl Recovered {
    /// Whether there was nothing to do.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// What to tell the user, a sentence for each thing done.
    pub fn notices(&self) -> Vec<String> {
        let mut notices = Vec::new();
        if !self.moved_aside.is_empty() {
            let files = self.moved_aside.join(", ");
            notices.push(format!(
                "An interrupted write was moved aside, to {files}. Nothing that was acknowledged is in it."
            ));
        }
        if let Some(entries) = self.signed_entries {
            notices.push(format!("{entries} entries of an interrupted write were whole; they are kept and signed."));
        }
        if self.checkpoint_replaced {
            notices.push("The checkpoint could not be read. A new one was signed over the ledger as it is: compare it with an earlier checkpoint, such as a published dossier's.".to_owned());
        }
        if !self.erased.is_empty() {
            notices.push(format!("An interrupted erasure of {} entries was finished.", self.erased.len()));
        }
        notices
    }
}

/// Where the last payload line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PayloadEnd {
    pub size: u64,
    pub segment: u64,
    pub offset: u64,
}

impl Log {
    /// Puts in order what a crash left. Every method that writes does this first; call it to learn of notices early.
    ///
    /// # Errors
    /// `Damaged` when the log is not what its checkpoint says, or the checkpoint is not signed by this key or one of
    /// the earlier ones: then nothing is touched. Otherwise a failed read or write.
    pub fn recover(&mut self, lock: &WriteLock, signer: &Signer) -> Result<Recovered, LedgerError> {
        lock.guards(&self.layout.case_dir)?;
        let witness = self.advance()?;
        self.check_signature(&witness, signer)?;
        let mut recovered = Recovered::default();
        self.sweep()?;
        self.move_leftovers(&witness, &mut recovered)?;
        self.renew_checkpoint(&witness, signer, &mut recovered)?;
        recovered.erased = self.finish_erasures()?;
        if !recovered.is_nothing() {
            tracing::warn!(?recovered, "the ledger was put in order");
        }
        Ok(recovered)
    }

    fn check_signature(&self, witness: &Witness, signer: &Signer) -> Result<(), LedgerError> {
        let Witness::Says { note, .. } = witness else {
            return Ok(());
        };
        let own = verify_note(note, &signer.verifier_text());
        let mut earlier = self.settings.earlier_keys.iter();
        if own.is_ok() || earlier.any(|key| verify_note(note, key).is_ok()) {
            return Ok(());
        }
        let what = format!("it is not signed by {}, nor by an earlier key of the case", signer.verifier_text());
        Err(LedgerError::damaged(CHECKPOINT, 5, what))
    }

    fn sweep(&self) -> Result<(), LedgerError> {
        let folders =
            [self.layout.ledger(), self.layout.folder(Series::Payloads), self.layout.folder(Series::Commitments)];
        for folder in folders {
            durable::sweep(&folder).map_err(LedgerError::writing(&folder))?;
        }
        Ok(())
    }

    fn move_leftovers(&mut self, witness: &Witness, recovered: &mut Recovered) -> Result<(), LedgerError> {
        let paid = self.payload_end()?;
        let ends = [
            (Series::Commitments, self.prefix.segment, self.prefix.offset),
            (Series::Payloads, paid.segment, paid.offset),
        ];
        for (series, segment, offset) in ends {
            let leftovers = self.behind(series, segment, offset)?;
            if let (Some((found, _)), Witness::Silent { .. }) = (leftovers.first(), witness) {
                let what = "there is more than whole batches, and no checkpoint says what was promised";
                return Err(LedgerError::damaged(series.shown(*found), 0, what));
            }
            for (found, start) in &leftovers {
                recovered.moved_aside.push(self.keep_aside(series, *found, *start)?);
            }
            self.cut_behind(series, segment, offset)?;
        }
        self.stop = None;
        Ok(())
    }

    fn renew_checkpoint(
        &self,
        witness: &Witness,
        signer: &Signer,
        recovered: &mut Recovered,
    ) -> Result<(), LedgerError> {
        match witness {
            Witness::Says { checkpoint, .. } if checkpoint.head.size == self.size() => {
                return Ok(());
            }
            Witness::Says { checkpoint, .. } => recovered.signed_entries = Some(self.size() - checkpoint.head.size),
            Witness::Silent { .. } => {
                self.checkpoint(self.head())?;
                let path = self.layout.checkpoint();
                if path.exists() {
                    recovered.moved_aside.push(self.copy_aside(&path, 0, "checkpoint")?);
                }
                recovered.checkpoint_replaced = true;
            }
        }
        self.seal(signer)
    }

    /// Where the payload line of the last entry ends, counted anew when the file is not as last seen.
    pub(super) fn payload_end(&mut self) -> Result<PayloadEnd, LedgerError> {
        let (size, segment) = (self.size(), self.prefix.segment);
        let path = self.layout.segment(Series::Payloads, segment);
        let length = fs::metadata(&path).map_or(0, |found| found.len());
        let known = self.payload_end.filter(|end| end.size == size && end.segment == segment && end.offset == length);
        if let Some(end) = known {
            return Ok(end);
        }
        let count = size - self.layout.first_of(segment);
        let counted =
            match Lines::open(&self.layout, Series::Payloads, segment, 0).map_err(LedgerError::reading(&path))? {
                Some(mut lines) => lines.skip_lines(count).map_err(LedgerError::reading(&path))?,
                None => (count == 0).then_some(0),
            };
        let short = || {
            LedgerError::damaged(Series::Payloads.shown(segment), 0, format!("it has fewer than {count} whole lines"))
        };
        let end = PayloadEnd { size, segment, offset: counted.ok_or_else(short)? };
        self.payload_end = Some(end);
        Ok(end)
    }

    /// The segments with bytes behind a place, and where those begin.
    fn behind(&self, series: Series, segment: u64, offset: u64) -> Result<Vec<(u64, u64)>, LedgerError> {
        let folder = self.layout.folder(series);
        let listed = segments(&folder).map_err(LedgerError::reading(&folder))?;
        let behind =
            listed.into_iter().filter(|(number, length)| *number > segment || (*number == segment && *length > offset));
        Ok(behind.map(|(number, _)| (number, if number == segment { offset } else { 0 })).collect())
    }

    /// Cuts everything behind a place, last segment first.
    pub(super) fn cut_behind(&self, series: Series, segment: u64, offset: u64) -> Result<(), LedgerError> {
        for (number, start) in self.behind(series, segment, offset)?.into_iter().rev() {
            let path = self.layout.segment(series, number);
            durable::cut(&path, start).map_err(LedgerError::writing(&path))?;
        }
        Ok(())
    }

    fn keep_aside(&self, series: Series, segment: u64, start: u64) -> Result<String, LedgerError> {
        let name = format!("{}-{segment:06}.jsonl", series.folder());
        self.copy_aside(&self.layout.segment(series, segment), start, &name)
    }

    /// Copies a file's bytes from `start` on to `ledger/aside/<n>-<name>`, synced. Returns that path, relative to the case.
    fn copy_aside(&self, path: &Path, start: u64, name: &str) -> Result<String, LedgerError> {
        let folder = self.layout.aside();
        fs::create_dir_all(&folder).map_err(LedgerError::writing(&folder))?;
        let number = next_number(&folder).map_err(LedgerError::reading(&folder))?;
        let name = format!("{number:04}-{name}");
        let target = folder.join(&name);
        let copied = File::open(path).and_then(|mut file| {
            file.seek(SeekFrom::Start(start))?;
            durable::replace(&target, |out| io::copy(&mut file.by_ref(), out).map(drop))
        });
        copied.map_err(LedgerError::writing(&target))?;
        Ok(format!("ledger/aside/{name}"))
    }
}

/// The numbers and lengths of all segment files in a folder, in order.
fn segments(folder: &Path) -> io::Result<Vec<(u64, u64)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Some(number) = name.strip_suffix(".jsonl").and_then(|number| number.parse().ok()) {
            found.push((number, entry.metadata()?.len()));
        }
    }
    found.sort_unstable();
    Ok(found)
}

fn next_number(folder: &Path) -> io::Result<u64> {
    let mut highest = 0;
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let number = name.split('-').next().and_then(|number| number.parse().ok());
        highest = highest.max(number.unwrap_or(0));
    }
    Ok(highest + 1)
}
