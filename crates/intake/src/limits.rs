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
/// Largest TIFF whose values are read: they may stand anywhere in it, and their reader takes it into memory. 512 MiB.
pub(crate) const MAX_TIFF_BYTES: u64 = 512 * MIB;
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
/// Most places from the first to the last filled cell of a sheet, empty ones between them too: half a gigabyte.
pub(crate) const MAX_LAID_CELLS: u64 = 10_000_000;
/// Most pages of one document that a machine reads.
pub(crate) const MAX_MACHINE_READ_PAGES: usize = 500;
/// Longest time in which a machine reads the pages of one document. Half an hour.
pub(crate) const MACHINE_READING_SECONDS: u64 = 30 * 60;
/// So many pages that a machine fails at end its reading of a document.
pub(crate) const MAX_MACHINE_READ_FAILURES: usize = 5;
/// Largest picture that is decoded for a thumbnail or fingerprint. 128 MiB.
pub(crate) const MAX_PICTURE_BYTES: u64 = 128 * MIB;
/// Most pixels of a picture that is decoded: a hundred million, 400 MB where each has four bytes.
pub(crate) const MAX_PIXELS: u64 = 100_000_000;
/// Longest time in which a poster, a page image or a thumbnail is made.
const STILL_SECONDS: u64 = 60;
/// Longest time in which a recording is decoded for its peaks or frames. One hour.
const DECODING_SECONDS: u64 = 60 * 60;
/// Longest time in which a recording is written anew. Six hours.
const WRITING_SECONDS: u64 = 6 * 60 * 60;
/// Most address space of a program that writes a recording anew. 3 GiB.
const WRITING_MEMORY_BYTES: u64 = 3 * 1024 * MIB;
/// Longest proxy, and longest sound decoded at 16,000 bytes a second: thirty-seven hours. 2 GiB.
const RECORDING_BYTES: u64 = 2 * 1024 * MIB;
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

impl Limits {
    /// For a still picture.
    pub(crate) fn still() -> Limits {
        Limits { wall_seconds: STILL_SECONDS, ..Limits::default() }
    }

    /// For decoding a recording from its beginning to its end.
    pub(crate) fn decoding() -> Limits {
        Limits { wall_seconds: DECODING_SECONDS, output_bytes: RECORDING_BYTES, ..Limits::default() }
    }

    /// For writing a recording anew.
    pub(crate) fn writing() -> Limits {
        Limits { wall_seconds: WRITING_SECONDS, memory_bytes: WRITING_MEMORY_BYTES, output_bytes: RECORDING_BYTES }
    }
}

impl Default for Limits {
    /// One minute, 1 GiB, 256 MiB.
    fn default() -> Self {
        Self { wall_seconds: 60, memory_bytes: 1024 * MIB, output_bytes: 256 * MIB }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEDIA: &str = include_str!("../../../docs/formats/media.md");
    const TRANSCRIPTS: &str = include_str!("../../../docs/formats/transcripts.md");

    /// The row or paragraph of a page that begins so has these words.
    #[track_caller]
    fn check(page: &str, begins: &str, words: &str) {
        let end = if begins.starts_with('|') { "\n" } else { "\n\n" };
        let block = page.split(end).find(|block| block.starts_with(begins)).unwrap();
        assert!(block.replace('\n', " ").contains(words), "{words}: {block}");
    }

    fn in_mib(bytes: u64) -> String {
        format!("{} MiB", bytes / MIB)
    }

    #[test]
    fn the_pages_of_formats_have_these_limits() {
        let (archive, unpacked, free) =
            (in_mib(MAX_ARCHIVE_BYTES), in_mib(MAX_UNPACKED_BYTES), in_mib(RATIO_FREE_BYTES));
        let members = format!("{},{:03}", MAX_PARTS / 1000, MAX_PARTS % 1000);
        let zip = format!(
            "{archive}; {members} members; {unpacked} unpacked in all and, beyond {free}, {MAX_RATIO} times its packed size"
        );
        check(MEDIA, "| ZIP", &zip);
        check(MEDIA, "| JPEG", &format!("of a TIFF over {}", in_mib(MAX_TIFF_BYTES)));
        check(MEDIA, "| SVG", &format!("{}; XML", in_mib(MAX_TEXT_BYTES)));
        assert_eq!(MACHINE_READING_SECONDS, 30 * 60);
        check(MEDIA, "| PDF", &format!("{MAX_MACHINE_READ_PAGES} pages in half an hour"));
        let Limits { wall_seconds, memory_bytes, output_bytes } = Limits::default();
        assert_eq!(wall_seconds, 60);
        let process =
            format!("one minute, {} GiB of memory and {} of output", memory_bytes / 1024 / MIB, in_mib(output_bytes));
        check(MEDIA, "**Limits of reading.**", &process);
        let millions = MAX_PIXELS / 1_000_000;
        check(MEDIA, "**Limits.**", &format!("{} or {millions},000,000 pixels", in_mib(MAX_PICTURE_BYTES)));
        check(TRANSCRIPTS, "Of a file at most", &format!("{} are read", in_mib(MAX_TABLE_BYTES)));
        check(TRANSCRIPTS, "Read by the same child", &format!("a text longer than {}", in_mib(MAX_TEXT_BYTES)));
    }
}
