//! The limits put on every reader: on the child as a process, and on what a file may hold.
//! How the process limits are enforced is in `enforce` and `sandbox`.

use serde::{Deserialize, Serialize};

const MIB: u64 = 1024 * 1024;

/// Largest table, account or settings file that is read; larger ones are kept and listed. 64 MiB.
pub(crate) const MAX_TABLE_BYTES: u64 = 64 * MIB;
/// Largest file that is taken as plain text. 8 MiB.
pub(crate) const MAX_TEXT_BYTES: u64 = 8 * MIB;
/// Most that the parts of a workbook may unpack to, all together. 256 MiB.
pub(crate) const MAX_UNPACKED_BYTES: u64 = 256 * MIB;
/// Largest archive that is looked into. 256 MiB.
pub(crate) const MAX_ARCHIVE_BYTES: u64 = 256 * MIB;
/// So many times its packed size a member of an archive may unpack to, once it is longer than [`RATIO_FREE_BYTES`].
pub(crate) const MAX_RATIO: u64 = 200;
/// A member of an archive may unpack to so much whatever its packed size. 1 MiB.
pub(crate) const RATIO_FREE_BYTES: u64 = MIB;
/// Most parts that a workbook or members that an archive may have.
pub(crate) const MAX_PARTS: usize = 10_000;
/// Most columns of a table.
pub(crate) const MAX_COLUMNS: usize = 1_000;
/// Most filled cells of a sheet.
pub(crate) const MAX_CELLS: usize = 5_000_000;
/// Most pages of one document that a machine reads.
pub(crate) const MAX_MACHINE_READ_PAGES: usize = 500;
/// Longest time in which a machine reads the pages of one document. Half an hour.
pub(crate) const MACHINE_READING_SECONDS: u64 = 30 * 60;
/// So many pages that a machine fails at end its reading of a document.
pub(crate) const MAX_MACHINE_READ_FAILURES: usize = 5;
/// Most problems that a reading lists.
pub(crate) const MAX_PROBLEMS: usize = 1_000;
/// Most characters of a problem's message.
pub(crate) const MAX_MESSAGE_CHARACTERS: usize = 1_000;

/// Limits on the child that reads one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Longest time by the wall clock, in seconds; also the most processor time.
    pub wall_seconds: u64,
    /// Most address space, in bytes.
    pub memory_bytes: u64,
    /// Most output, in bytes.
    pub output_bytes: u64,
}

impl Default for Limits {
    /// One minute, 1 GiB, 256 MiB.
    fn default() -> Self {
        Self { wall_seconds: 60, memory_bytes: 1024 * MIB, output_bytes: 256 * MIB }
    }
}
