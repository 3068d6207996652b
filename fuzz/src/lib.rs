//! What every target does: read the bytes under a name, and see that the reading is whole. Which name is each target's own.

#[path = "../../crates/intake/tests/it/well_formed.rs"]
mod well_formed;

/// Reads bytes as a file called `name`.
///
/// # Panics
/// When the reading is not whole.
pub fn check(name: &str, bytes: &[u8]) {
    let reading = well_formed::reading_of(name, bytes);
    let faults = well_formed::faults(name, bytes.len(), &reading);
    assert!(faults.is_empty(), "{faults:#?}");
}
