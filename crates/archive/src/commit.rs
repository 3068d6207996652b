//! How every verb writes: take the lock, mend what a crash left, append one batch, then bring what is derived up to it.
//! The batch is the commit; everything after it can be done again from the ledger.

use crate::derivatives::derived_files::DerivedFiles;
use crate::erasure::erasing::Erasing;
use crate::error::{ArchiveError, disk};
use crate::{Archive, Surroundings};
use firsthand_ledger::tables::Applied;
use firsthand_ledger::{Entry, EntryState, Payload, Signer, WriteLock};
use firsthand_model::Kind;
use firsthand_vault::{Digest, Shelf};
use serde_json::Value;
use std::collections::BTreeSet;

/// Entries applied to the tables in one transaction.
const ENTRIES_PER_TRANSACTION: usize = 1000;

/// An entry to be written; an empty entity is given a fresh identity.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Draft {
    pub(crate) kind: Kind,
    pub(crate) handle: Option<String>,
    pub(crate) revision: u64,
    pub(crate) entity: String,
    pub(crate) body: Value,
}

/// The right to write to a case, until it is dropped.
pub struct Writing {
    lock: WriteLock,
}

impl Archive {
    /// Takes the write lock and brings the case to a clean state: a crash's leftovers go aside, replay catches up.
    pub(crate) fn begin_writing(&mut self, around: &Surroundings) -> Result<Writing, ArchiveError> {
        let writing = self.begin_writing_without_derived(around)?;
        self.catch_up()?;
        // Whoever was cut off after the tables were brought up left the index as it was, or half written. Writing does not wait for it.
        self.lagging = self.refresh_index().err().map(|error| error.to_string());
        Ok(writing)
    }

    pub(crate) fn begin_writing_without_derived(&mut self, around: &Surroundings) -> Result<Writing, ArchiveError> {
        let writing = self.lock(around)?;
        let signer = self.signer(around)?;
        let recovered = self.log.recover(&writing.lock, signer)?;
        for notice in recovered.notices() {
            tracing::warn!("{notice}");
        }
        self.set_aside_unnamed()?;
        Ok(writing)
    }

    /// Takes the write lock alone.
    pub(crate) fn lock(&self, around: &Surroundings) -> Result<Writing, ArchiveError> {
        self.signer(around)?;
        Ok(Writing { lock: WriteLock::acquire(&self.dir)? })
    }

    fn signer<'a>(&self, around: &'a Surroundings) -> Result<&'a Signer, ArchiveError> {
        let signer = around.signer.as_ref().ok_or_else(|| ArchiveError::NoKey { folder: self.dir.clone() })?;
        if signer.verifier_text() == self.file.verifier {
            return Ok(signer);
        }
        Err(ArchiveError::WrongKey {
            folder: self.dir.clone(),
            given: signer.verifier_text(),
            expected: self.file.verifier.clone(),
        })
    }

    /// Appends one batch; nothing is written for an empty one. Returns how many entries were written.
    pub(crate) fn commit(
        &mut self,
        writing: &Writing,
        drafts: Vec<Draft>,
        around: &Surroundings,
    ) -> Result<u64, ArchiveError> {
        if drafts.is_empty() {
            return Ok(0);
        }
        let payloads: Vec<Payload> = drafts.into_iter().map(|draft| payload(draft, around)).collect();
        let count = payloads.len() as u64;
        let signer = self.signer(around)?;
        self.log.append_batch(&writing.lock, payloads, signer, &mut || Ok(around.secret()))?;
        // From here on it is recorded: what is derived can be made again, and its failure is no failure of the verb.
        self.lagging = self.catch_up().err().map(|error| error.to_string());
        Ok(count)
    }

    /// What to say when everything was recorded and what is derived could not follow.
    pub(crate) fn lagging_notice(&self) -> Option<String> {
        let why = self.lagging.as_ref()?;
        Some(format!(
            "everything was recorded, but tables and search could not be brought up to it: {why} Run `firsthand rebuild` when that is mended"
        ))
    }

    /// Records an erasure, the last of these, and removes the payloads that its body names. Returns the erasing entry's number.
    pub(crate) fn commit_erasure(
        &mut self,
        writing: &Writing,
        drafts: Vec<Draft>,
        around: &Surroundings,
    ) -> Result<u64, ArchiveError> {
        let signer = self.signer(around)?;
        let payloads = drafts.into_iter().map(|draft| payload(draft, around)).collect();
        Ok(self.log.erase(&writing.lock, payloads, signer, &mut || Ok(around.secret()))?.last)
    }

    /// Whether the tables lack entries of the ledger.
    pub(crate) fn is_behind(&self) -> Result<bool, ArchiveError> {
        Ok(self.tables.position()? < self.log.size())
    }

    /// Replays what the tables lack, then brings the search index to the same position.
    pub(crate) fn catch_up(&mut self) -> Result<(), ArchiveError> {
        if !self.is_behind()? {
            return Ok(());
        }
        let from = self.tables.position()?;
        let mut pending = Vec::new();
        for entry in self.log.entries_from(from) {
            pending.extend(applied(entry?)?);
            if pending.len() >= ENTRIES_PER_TRANSACTION {
                self.tables.apply(&std::mem::take(&mut pending))?;
            }
        }
        self.tables.apply(&pending)?;
        self.refresh_index()
    }

    /// The secret that public addresses are made with; never published.
    pub(crate) fn address_key(&self) -> Result<Vec<u8>, ArchiveError> {
        let rows = self.tables.current(Kind::Settings)?;
        let secret = rows.iter().find_map(|row| row.body["address_key"].as_str().map(str::to_owned));
        Ok(secret.unwrap_or_default().into_bytes())
    }

    /// Bytes that an interrupted import stored and no entry names: never acknowledged, but not ours to delete. Those that
    /// an interrupted erasure was about to remove go for good.
    fn set_aside_unnamed(&self) -> Result<(), ArchiveError> {
        let named = self.named_digests()?;
        let erasing = Erasing::of(&self.dir);
        let erased = erasing.left()?;
        self.vault.sweep()?;
        for shelf in [Shelf::Originals, Shelf::Accepted] {
            for digest in self.vault.stored_digests(shelf)?.difference(&named) {
                if erased.contains(digest) {
                    self.vault.remove(shelf, digest)?;
                    continue;
                }
                let aside = self.dir.join("aside");
                std::fs::create_dir_all(&aside).map_err(disk("make", &aside))?;
                let from = self.vault.path(shelf, digest);
                std::fs::rename(&from, aside.join(digest.hex())).map_err(disk("move aside", &from))?;
                tracing::warn!(%digest, "bytes of an interrupted import were moved aside");
            }
        }
        // What an interrupted erasure left of derivatives: nothing is kept of an original that is gone.
        let made = DerivedFiles::of(&self.dir);
        for digest in made.originals().iter().filter(|digest| !named.contains(digest)) {
            made.remove_all(digest)?;
        }
        erasing.end()
    }

    /// Digests that live entries name. Read from the ledger: the tables may be behind.
    fn named_digests(&self) -> Result<BTreeSet<Digest>, ArchiveError> {
        let mut named = BTreeSet::new();
        for entry in self.log.entries() {
            if let EntryState::Live(payload) = entry?.state
                && matches!(Kind::from_name(&payload.kind), Some(Kind::Original | Kind::Accepted))
            {
                named.extend(payload.body["sha256"].as_str().and_then(|digest| digest.parse::<Digest>().ok()));
            }
        }
        Ok(named)
    }
}

fn payload(draft: Draft, around: &Surroundings) -> Payload {
    let Draft { kind, handle, revision, entity, body } = draft;
    Payload {
        entity: if entity.is_empty() { around.identity() } else { entity },
        handle,
        revision,
        kind: kind.name().to_owned(),
        at: around.now(),
        author: around.author.clone(),
        body,
    }
}

/// What an entry means to the tables. An erasure is two things: its own record, and the end of those it names.
pub(crate) fn applied(entry: Entry) -> Result<Vec<Applied>, ArchiveError> {
    let seq = entry.seq;
    let EntryState::Live(payload) = entry.state else { return Ok(vec![Applied::Tombstone { seq }]) };
    let kind = Kind::from_name(&payload.kind).ok_or_else(|| ArchiveError::Entry {
        seq,
        reason: format!("its kind {} is not known to this version", payload.kind),
    })?;
    let targets: Vec<u64> = match kind {
        Kind::Erasure => payload.body["erases"].as_array().into_iter().flatten().filter_map(Value::as_u64).collect(),
        _ => Vec::new(),
    };
    let record = Applied::Record {
        seq,
        entity: payload.entity,
        handle: payload.handle,
        revision: payload.revision,
        kind,
        at: payload.at,
        author: payload.author,
        body: payload.body,
    };
    let erased = targets.into_iter().map(|target_seq| Applied::Erased { target_seq, by: seq });
    Ok(std::iter::once(record).chain(erased).collect())
}
