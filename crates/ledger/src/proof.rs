//! Verifying Merkle proofs from raw hashes, as a stranger does who has no log.
//! Making proofs is in `tree`.

use crate::LedgerError;
use crate::tree::{Hash, Tree, node_hash};

fn failed<T>(what: &'static str) -> Result<T, LedgerError> {
    Err(LedgerError::BadProof { what })
}

fn hash(bytes: &[u8]) -> Result<Hash, LedgerError> {
    bytes.try_into().or_else(|_| failed("a hash is not 32 bytes long"))
}

fn hashes(proof: &[impl AsRef<[u8]>]) -> Result<Vec<Hash>, LedgerError> {
    proof.iter().map(|step| hash(step.as_ref())).collect()
}

/// Verifies that the leaf at `index` is in the tree of `size` leaves with this root.
///
/// Source: RFC 9162, section 2.1.3.2.
///
/// # Errors
/// `BadProof` when it is not shown.
pub fn verify_inclusion(
    leaf_hash: &[u8],
    index: u64,
    size: u64,
    proof: &[impl AsRef<[u8]>],
    root: &[u8],
) -> Result<(), LedgerError> {
    if index >= size {
        return failed("the entry lies beyond the tree");
    }
    let (mut node, mut last, mut walked) = (index, size - 1, hash(leaf_hash)?);
    for step in hashes(proof)? {
        if last == 0 {
            return failed("the path is too long");
        }
        if node & 1 == 1 || node == last {
            walked = node_hash(&step, &walked);
            while node & 1 == 0 && node != 0 {
                (node, last) = (node >> 1, last >> 1);
            }
        } else {
            walked = node_hash(&walked, &step);
        }
        (node, last) = (node >> 1, last >> 1);
    }
    match last {
        0 if walked == hash(root)? => Ok(()),
        0 => failed("the path does not end in the root"),
        _ => failed("the path is too short"),
    }
}

/// Verifies that the tree of `new_size` leaves begins with the tree of `old_size` leaves.
///
/// An old size of 0 shows nothing and is refused, unless both trees are empty and alike.
/// Source: RFC 9162, section 2.1.4.2.
///
/// # Errors
/// `BadProof` when it is not shown.
pub fn verify_consistency(
    old_size: u64,
    new_size: u64,
    proof: &[impl AsRef<[u8]>],
    old_root: &[u8],
    new_root: &[u8],
) -> Result<(), LedgerError> {
    if old_size > new_size {
        return failed("the old tree is larger than the new one");
    }
    if old_size == new_size {
        let empty = Tree::default().head_at(0)?.root;
        let same = proof.is_empty() && old_root == new_root && (old_size > 0 || new_root == empty);
        return if same { Ok(()) } else { failed("trees of one size need equal roots and no path") };
    }
    if old_size == 0 {
        return failed("an empty tree shows nothing");
    }
    let (old_root, new_root, proof) = (hash(old_root)?, hash(new_root)?, hashes(proof)?);
    let seeded = if old_size.is_power_of_two() { [vec![old_root], proof].concat() } else { proof };
    let Some((first, steps)) = seeded.split_first() else {
        return failed("the path is too short");
    };
    walk(old_size, new_size, *first, steps, &old_root, &new_root)
}

fn walk(
    old_size: u64,
    new_size: u64,
    first: Hash,
    steps: &[Hash],
    old_root: &Hash,
    new_root: &Hash,
) -> Result<(), LedgerError> {
    let shift = (old_size - 1).trailing_ones();
    let (mut node, mut last) = ((old_size - 1) >> shift, (new_size - 1) >> shift);
    let (mut old, mut new) = (first, first);
    for step in steps {
        if last == 0 {
            return failed("the path is too long");
        }
        if node & 1 == 1 || node == last {
            (old, new) = (node_hash(step, &old), node_hash(step, &new));
            while node & 1 == 0 && node != 0 {
                (node, last) = (node >> 1, last >> 1);
            }
        } else {
            new = node_hash(&new, step);
        }
        (node, last) = (node >> 1, last >> 1);
    }
    match (last, old == *old_root, new == *new_root) {
        (0, true, true) => Ok(()),
        (0, ..) => failed("the path does not end in both roots"),
        _ => failed("the path is too short"),
    }
}
