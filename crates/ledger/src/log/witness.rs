//! What the checkpoint file says, before anybody trusts it, and whether the log agrees.
//! Checking its signature against a given key is for `recover` and `verify`.

use super::Log;
use crate::layout::{CHECKPOINT, Layout};
use crate::{Checkpoint, LedgerError, note_text};
use std::{fs, io};

/// The checkpoint file as found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Witness {
    /// A note in the one form of a checkpoint.
    Says { note: String, checkpoint: Checkpoint },
    /// There is none, or it has another form. No write of ours leaves that; a failing disk may.
    Silent { what: String },
}

impl Witness {
    pub fn read(layout: &Layout) -> io::Result<Self> {
        let silent = |what: &str| Ok(Self::Silent { what: what.to_owned() });
        let bytes = match fs::read(layout.checkpoint()) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return silent("there is no checkpoint");
            }
            Err(error) => return Err(error),
        };
        let Ok(note) = String::from_utf8(bytes) else {
            return silent("it is not UTF-8");
        };
        let Ok(text) = note_text(&note) else {
            return silent("it is not a signed note");
        };
        match Checkpoint::parse(&text) {
            Some(checkpoint) => Ok(Self::Says { note, checkpoint }),
            None => silent("its text is not that of a checkpoint"),
        }
    }

    /// How many entries must be there.
    pub fn covers(&self) -> u64 {
        match self {
            Self::Says { checkpoint, .. } => checkpoint.head.size,
            Self::Silent { .. } => 0,
        }
    }
}

impl Log {
    /// Reads on, drops what is not wholly there, and compares with the checkpoint read before.
    ///
    /// The checkpoint is read first: a writer finishes the entries before it, so they must be there by now.
    pub(super) fn advance(&mut self) -> Result<Witness, LedgerError> {
        let path = self.layout.checkpoint();
        let witness = Witness::read(&self.layout).map_err(LedgerError::reading(&path))?;
        self.read_on()?;
        self.drop_unpaid(witness.covers())?;
        self.compare(&witness)?;
        Ok(witness)
    }

    fn compare(&mut self, witness: &Witness) -> Result<(), LedgerError> {
        let damaged = |line, what: String| Err(LedgerError::damaged(CHECKPOINT, line, what));
        let Witness::Says { checkpoint, .. } = witness else {
            // Without a witness nobody knows what was promised, so nothing may be called a leftover.
            return self.stop.as_ref().map_or(Ok(()), |stop| Err(stop.damage()));
        };
        let case_id = self.settings.case_id.get_or_insert_with(|| checkpoint.case_id.clone());
        if *case_id != checkpoint.case_id {
            return damaged(1, format!("it belongs to case {} and not to {case_id}", checkpoint.case_id));
        }
        let (size, covered) = (self.size(), checkpoint.head.size);
        if size < covered {
            let missing = format!("it covers {covered} entries and the log has {size} sound ones");
            return self.stop.as_ref().map_or_else(|| damaged(2, missing), |stop| Err(stop.damage()));
        }
        if self.head_at(covered)? != checkpoint.head {
            return damaged(3, format!("its root is not that of the first {covered} entries"));
        }
        Ok(())
    }

    /// Drops batches that no checkpoint covers and whose payloads are not all there: leftovers of a crash.
    fn drop_unpaid(&mut self, covered: u64) -> Result<(), LedgerError> {
        let unwitnessed = self.prefix.ends.partition_point(|end| *end <= covered);
        let mut start = unwitnessed.checked_sub(1).map_or(0, |index| self.prefix.ends[index]);
        for end in self.prefix.ends[unwitnessed..].iter().copied() {
            let flaw = self.entries_within(start, end).find_map(Result::err);
            match flaw {
                Some(LedgerError::Damaged { file, line, what }) => {
                    return self.stop_at(start, file, line, what);
                }
                Some(error) => return Err(error),
                None => start = end,
            }
        }
        Ok(())
    }
}
