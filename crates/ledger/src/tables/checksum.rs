//! Checksums by which a damaged byte is told from a true one: of each row, of all rows together, of the state.
//! They guard against damage, not against somebody who rewrites the file: the log does that.

use sha2::{Digest, Sha256};

/// A SHA-256 digest.
pub(super) type Sum = [u8; 32];

/// The digest of fields in their order, each with its length, so that no two lists of fields run together.
pub(super) fn of_fields(fields: &[&[u8]]) -> Sum {
    let mut hasher = Sha256::new();
    for field in fields {
        hasher.update((field.len() as u64).to_be_bytes());
        hasher.update(field);
    }
    hasher.finalize().into()
}

/// The checksum of a tombstone.
pub(super) fn of_tombstone(seq: u64, erased_by: Option<u64>) -> Sum {
    let by = erased_by.map(u64::to_be_bytes);
    of_fields(&[b"tombstone", &seq.to_be_bytes(), by.as_ref().map_or(&[], |bytes| bytes.as_slice())])
}

/// The checksum of the row of state.
pub(super) fn of_state(position: u64, sum: &Sum, scrub: bool) -> Sum {
    of_fields(&[b"state", &position.to_be_bytes(), sum, &[u8::from(scrub)]])
}

/// Puts a row into the sum of all rows, or takes it out again: the sum does not depend on the order.
pub(super) fn toggle(sum: &mut Sum, row: &Sum) {
    sum.iter_mut().zip(row).for_each(|(byte, other)| *byte ^= other);
}
