//! The Merkle tree over commitment lines, RFC 6962 with SHA-256: roots of every size, inclusion and consistency proofs.
//! Holds hashes only, 64 bytes an entry; verifying proofs is in `proof`.

use crate::LedgerError;
use base64::prelude::{BASE64_STANDARD, Engine as _};
use sha2::{Digest as _, Sha256};

/// A SHA-256 value.
pub type Hash = [u8; 32];

/// The size and root of the log at some moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TreeHead {
    /// How many entries it covers.
    pub size: u64,
    /// The Merkle tree hash over their commitment lines.
    pub root: Hash,
}

impl TreeHead {
    /// The root as checkpoints write it.
    pub fn root_base64(&self) -> String {
        BASE64_STANDARD.encode(self.root)
    }
}

/// The hash of one leaf: `SHA-256(0x00 || line)`, the line without its newline. Source: RFC 6962, section 2.1.
pub fn leaf_hash(line: &[u8]) -> Hash {
    Sha256::new_with_prefix([0]).chain_update(line).finalize().into()
}

/// The hash of an inner node: `SHA-256(0x01 || left || right)`. Source: RFC 6962, section 2.1.
pub(crate) fn node_hash(left: &[u8], right: &[u8]) -> Hash {
    Sha256::new_with_prefix([1]).chain_update(left).chain_update(right).finalize().into()
}

/// A growing Merkle tree that keeps the hash of every complete subtree.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// `levels[k][i]` covers the leaves from `i * 2^k` up to `(i + 1) * 2^k`.
    levels: Vec<Vec<Hash>>,
}

impl Tree {
    /// How many leaves there are.
    pub fn size(&self) -> u64 {
        self.levels.first().map_or(0, |leaves| leaves.len() as u64)
    }

    /// The hashes of every level, leaves first.
    pub(crate) fn levels(&self) -> &[Vec<Hash>] {
        &self.levels
    }

    /// The tree of so many leaves from the hashes of all its levels, leaves first; nothing if these are not as many.
    pub(crate) fn of_levels(size: u64, mut hashes: &[Hash]) -> Option<Tree> {
        let mut levels = Vec::new();
        let mut nodes = usize::try_from(size).ok()?;
        while nodes > 0 {
            let (level, rest) = hashes.split_at_checked(nodes)?;
            levels.push(level.to_vec());
            (hashes, nodes) = (rest, nodes / 2);
        }
        hashes.is_empty().then_some(Tree { levels })
    }

    /// Adds a leaf by its hash.
    pub fn push(&mut self, leaf: Hash) {
        let mut carried = leaf;
        for level in 0.. {
            if self.levels.len() == level {
                self.levels.push(Vec::new());
            }
            let nodes = &mut self.levels[level];
            nodes.push(carried);
            let [.., left, right] = nodes.as_slice() else {
                return;
            };
            if !nodes.len().is_multiple_of(2) {
                return;
            }
            carried = node_hash(left, right);
        }
    }

    /// Forgets every leaf from `size` on.
    pub fn truncate(&mut self, size: u64) {
        for (level, nodes) in self.levels.iter_mut().enumerate() {
            nodes.truncate((size >> level) as usize);
        }
    }

    /// The head of the first `size` leaves.
    ///
    /// # Errors
    /// `OutOfRange` when there are not as many.
    pub fn head_at(&self, size: u64) -> Result<TreeHead, LedgerError> {
        self.within(size)?;
        Ok(TreeHead { size, root: self.hash(0, size) })
    }

    /// The path from leaf `index` to the root of the first `size` leaves. Source: RFC 6962, section 2.1.1.
    ///
    /// # Errors
    /// `OutOfRange` when there is no such leaf or size.
    pub fn inclusion_proof(&self, index: u64, size: u64) -> Result<Vec<Hash>, LedgerError> {
        self.within(size)?;
        if index >= size {
            return Err(LedgerError::OutOfRange {
                what: format!("entry {index} among its first {size}"),
                size: self.size(),
            });
        }
        let mut proof = Vec::new();
        self.path(index, 0, size, &mut proof);
        Ok(proof)
    }

    /// What shows that the first `new` leaves begin with the first `old`. Source: RFC 6962, section 2.1.2.
    ///
    /// Empty when the sizes are equal or `old` is 0: then there is nothing to show.
    ///
    /// # Errors
    /// `OutOfRange` when `old > new` or there are not as many leaves.
    pub fn consistency_proof(&self, old: u64, new: u64) -> Result<Vec<Hash>, LedgerError> {
        self.within(new)?;
        if old > new {
            return Err(LedgerError::OutOfRange { what: format!("size {old} before size {new}"), size: self.size() });
        }
        let mut proof = Vec::new();
        if old > 0 && old < new {
            self.subproof(old, 0, new, true, &mut proof);
        }
        Ok(proof)
    }

    fn within(&self, size: u64) -> Result<(), LedgerError> {
        let known = self.size();
        if size > known {
            return Err(LedgerError::OutOfRange { what: format!("size {size}"), size: known });
        }
        Ok(())
    }

    /// The hash over the leaves from `start` up to `end`; `start` is a multiple of the next power of two.
    fn hash(&self, start: u64, end: u64) -> Hash {
        let count = end - start;
        if count == 0 {
            return Sha256::digest(b"").into();
        }
        if count.is_power_of_two() {
            let level = count.trailing_zeros();
            return self.levels[level as usize][(start >> level) as usize];
        }
        let middle = start + split(count);
        node_hash(&self.hash(start, middle), &self.hash(middle, end))
    }

    fn path(&self, index: u64, start: u64, end: u64, proof: &mut Vec<Hash>) {
        if end - start == 1 {
            return;
        }
        let middle = start + split(end - start);
        if index < middle {
            self.path(index, start, middle, proof);
            proof.push(self.hash(middle, end));
        } else {
            self.path(index, middle, end, proof);
            proof.push(self.hash(start, middle));
        }
    }

    /// `old` is counted from the first leaf of the log; `whole` says that the subtree is one of the old tree's.
    fn subproof(&self, old: u64, start: u64, end: u64, whole: bool, proof: &mut Vec<Hash>) {
        if old == end {
            if !whole {
                proof.push(self.hash(start, end));
            }
            return;
        }
        let middle = start + split(end - start);
        if old <= middle {
            self.subproof(old, start, middle, whole, proof);
            proof.push(self.hash(middle, end));
        } else {
            self.subproof(old, middle, end, false, proof);
            proof.push(self.hash(start, middle));
        }
    }
}

/// The largest power of two smaller than `count`, which is at least 2.
fn split(count: u64) -> u64 {
    1 << (63 - (count - 1).leading_zeros())
}
