//! What reading the commitments came to, remembered in `derived/ledger.read`, so that opening a case does not read every line
//! again: the hashes of the tree and the ends of batches, under the digest of the very bytes they were read from.
//! Other bytes, or any doubt, and the lines are read. It can be thrown away at any time, and never makes a log sound:
//! the tree is compared with the checkpoint as if it had just been read, and `verify` reads every line.

use super::Log;
use super::scan::Prefix;
use crate::layout::{Layout, Series};
use crate::tree::{Hash, Tree};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::PathBuf;

/// The first bytes of the file; another form of it begins with others.
const FORM: [u8; 8] = *b"fh-read1";
/// So many entries are read more quickly than they are remembered.
const WORTH_IT: u64 = 256;

impl Log {
    /// The sound beginning of the log as remembered; nothing where there is none, or not of these bytes.
    pub(super) fn remembered(&self) -> Option<Prefix> {
        let bytes = std::fs::read(file(&self.layout)).ok()?;
        let (own, rest) = bytes.split_first_chunk::<32>()?;
        if blake3::hash(rest) != *own {
            return None;
        }
        let (form, rest) = rest.split_first_chunk::<8>()?;
        let (of_bytes, rest) = rest.split_first_chunk::<32>()?;
        let prefix = parsed(rest).filter(|_| *form == FORM)?;
        let is_of_these_bytes = || Some(digest(&self.layout, &prefix).ok()? == *of_bytes);
        is_of_these_bytes()?.then_some(prefix)
    }

    /// Remembers what was read, if that is much more than what is remembered. Where it cannot be written it is read again.
    pub(super) fn remember(&self, read_before: u64) {
        if self.size() < read_before + WORTH_IT {
            return;
        }
        if let Err(error) = self.write_remembered() {
            tracing::debug!(%error, "what was read of the ledger is not remembered");
        }
    }

    fn write_remembered(&self) -> io::Result<()> {
        let mut rest = FORM.to_vec();
        rest.extend_from_slice(digest(&self.layout, &self.prefix)?.as_bytes());
        write(&self.prefix, &mut rest);
        let path = file(&self.layout);
        let folder = path.parent().unwrap_or(&self.layout.case_dir);
        let mut written = tempfile::Builder::new().prefix(".ledger-").tempfile_in(folder)?;
        written.write_all(blake3::hash(&rest).as_bytes())?;
        written.write_all(&rest)?;
        written.persist(path)?;
        Ok(())
    }
}

fn file(layout: &Layout) -> PathBuf {
    layout.case_dir.join("derived").join("ledger.read")
}

/// The digest of the bytes in which a beginning of the log stands.
fn digest(layout: &Layout, prefix: &Prefix) -> io::Result<blake3::Hash> {
    let mut hasher = blake3::Hasher::new();
    for segment in 1..=prefix.segment {
        let file = File::open(layout.segment(Series::Commitments, segment))?;
        let length = if segment == prefix.segment { prefix.offset } else { u64::MAX };
        hasher.update_reader(file.take(length))?;
    }
    Ok(hasher.finalize())
}

/// Numbers of eight bytes, lowest first: segment, offset, how many batches, the end of each, how many entries; then the hashes
/// of every level of the tree.
fn write(prefix: &Prefix, out: &mut Vec<u8>) {
    let mut number = |number: u64| out.extend_from_slice(&number.to_le_bytes());
    number(prefix.segment);
    number(prefix.offset);
    number(prefix.ends.len() as u64);
    prefix.ends.iter().copied().for_each(&mut number);
    number(prefix.size());
    prefix.tree.levels().iter().for_each(|nodes| out.extend_from_slice(nodes.as_flattened()));
}

fn parsed(bytes: &[u8]) -> Option<Prefix> {
    let mut rest = bytes;
    let mut number = || -> Option<u64> {
        let (number, behind) = rest.split_first_chunk::<8>()?;
        rest = behind;
        Some(u64::from_le_bytes(*number))
    };
    let (segment, offset, batches) = (number()?, number()?, number()?);
    let ends: Vec<u64> = (0..batches).map(|_| number()).collect::<Option<_>>()?;
    let size = number()?;
    let (hashes, behind): (&[Hash], &[u8]) = rest.as_chunks();
    let tree =
        Tree::of_levels(size, hashes).filter(|_| behind.is_empty() && ends.last().copied().unwrap_or(0) == size)?;
    Some(Prefix { tree, ends, segment, offset })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{LedgerError, Payload, Settings, Signer, WriteLock};
    use std::fs;

    /// A case of 300 entries in segments of 128, in batches of 50, with a folder for what is derived.
    fn case() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("derived")).unwrap();
        Log::create_with(folder.path(), &signer(), settings()).unwrap();
        (0..6).for_each(|_| append(&folder, 50));
        folder
    }

    fn signer() -> Signer {
        Signer::generate("firsthand.case/test", [42; 32]).unwrap()
    }

    fn settings() -> Settings {
        Settings { lines_per_segment: 128, case_id: Some("01924ae2".to_owned()), ..Settings::default() }
    }

    fn append(folder: &tempfile::TempDir, count: u64) {
        let draft = |number: u64| Payload {
            entity: format!("01924ae2-0000-7000-8000-{number:012}"),
            handle: None,
            revision: 1,
            kind: "statement".to_owned(),
            at: "2026-01-31T12:00:00Z".to_owned(),
            author: "a".to_owned(),
            body: serde_json::json!({"n": number}),
        };
        let lock = WriteLock::acquire(folder.path()).unwrap();
        let mut log = Log::open_with(folder.path(), settings()).unwrap();
        log.append_batch(&lock, (0..count).map(draft).collect(), &signer(), &mut || Ok([1; 16])).unwrap();
    }

    fn remembered(folder: &tempfile::TempDir) -> Option<Prefix> {
        Log::of_case(folder.path(), settings()).unwrap().remembered()
    }

    #[test]
    fn what_is_remembered_is_what_reading_every_line_gives() {
        let folder = case();
        let read = Log::open_with(folder.path(), settings()).unwrap();
        let prefix = remembered(&folder).expect("300 entries are remembered");
        assert_eq!(prefix.tree.levels(), read.prefix.tree.levels());
        assert_eq!(prefix.ends, [50, 100, 150, 200, 250, 300]);
        assert_eq!((prefix.segment, prefix.offset), (read.prefix.segment, read.prefix.offset));
        append(&folder, 7);
        let longer = Log::open_with(folder.path(), settings()).unwrap();
        assert_eq!(remembered(&folder).unwrap().size(), 300, "seven more are not worth it");
        fs::remove_file(file(&longer.layout)).unwrap();
        assert_eq!(longer.head(), Log::open_with(folder.path(), settings()).unwrap().head());
    }

    #[test]
    fn a_changed_byte_of_the_lines_is_found_as_if_nothing_were_remembered() {
        let folder = case();
        let log = Log::open_with(folder.path(), settings()).unwrap();
        for (segment, at) in [(1, 130), (2, 5_000), (3, 40)] {
            let path = log.layout.segment(Series::Commitments, segment);
            let bytes = fs::read(&path).unwrap();
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            fs::write(&path, changed).unwrap();
            assert!(remembered(&folder).is_none());
            let refused = Log::open_with(folder.path(), settings()).err();
            assert!(matches!(refused, Some(LedgerError::Damaged { .. })), "segment {segment}: {refused:?}");
            fs::write(&path, bytes).unwrap();
            assert!(Log::open_with(folder.path(), settings()).is_ok());
        }
    }

    #[test]
    fn what_is_remembered_wrongly_is_read_again() {
        let folder = case();
        let log = Log::open_with(folder.path(), settings()).unwrap();
        let path = file(&log.layout);
        let bytes = fs::read(&path).unwrap();
        for place in (0..bytes.len()).step_by(61).chain([bytes.len() - 1]) {
            let mut changed = bytes.clone();
            changed[place] ^= 4;
            fs::write(&path, changed).unwrap();
            assert!(remembered(&folder).is_none(), "byte {place}");
        }
        for length in [0, 31, 40, 80, 200, bytes.len() - 1] {
            fs::write(&path, &bytes[..length]).unwrap();
            assert!(remembered(&folder).is_none(), "{length} bytes");
        }
        assert_eq!(Log::open_with(folder.path(), settings()).unwrap().head(), log.head());
    }
}
