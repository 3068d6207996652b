//! What a workbook unpacks to, counted before anything parses it: sizes written in the archive are not believed.
//! Parsing the parts is in `xlsx` and `ods`.

use crate::limits::{MAX_PARTS, MAX_UNPACKED_BYTES};
use std::io::{Cursor, Read, copy, sink};
use zip::ZipArchive;

/// Whether bytes begin like a ZIP archive, which workbooks and Word files are.
pub(crate) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Unpacks every part into nothing, counting bytes and checking sums.
///
/// # Errors
/// What is wrong with the archive, for a message: cut, damaged, or too large unpacked.
pub(crate) fn check_archive(bytes: &[u8]) -> Result<(), String> {
    check_within(bytes, MAX_UNPACKED_BYTES)
}

fn check_within(bytes: &[u8], most: u64) -> Result<(), String> {
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        let what = "the workbook is protected by a password or of an old format (.xls)";
        return Err(format!("{what}. Save it as .xlsx without one"));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| format!("the workbook is cut or damaged ({error}). Copy it again, or save it anew"))?;
    if archive.len() > MAX_PARTS {
        return Err(format!("the workbook has {} parts; at most {MAX_PARTS} are read", archive.len()));
    }
    // A claim that is too large is believed, one that is not is checked.
    let claimed = archive.decompressed_size().unwrap_or(0);
    let mut left = if claimed > u128::from(most) { None } else { Some(most) };
    for index in 0..archive.len() {
        let Some(bytes) = left else { break };
        left = count_part(&mut archive, index, bytes)?;
    }
    left.map(drop).ok_or_else(|| {
        format!(
            "the workbook unpacks to more than {most} bytes and was not read. Save it anew without what is not needed"
        )
    })
}

/// Unpacks one part; gives how many bytes the others may still have, none when there were too many.
fn count_part(archive: &mut ZipArchive<Cursor<&[u8]>>, index: usize, left: u64) -> Result<Option<u64>, String> {
    let damaged = |error: &dyn std::fmt::Display| format!("part {} of the workbook is damaged ({error})", index + 1);
    let part = archive.by_index(index).map_err(|error| damaged(&error))?;
    let found = copy(&mut part.take(left + 1), &mut sink()).map_err(|error| damaged(&error))?;
    Ok(left.checked_sub(found))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::write::{SimpleFileOptions, ZipWriter};

    /// An archive of one part of `size` bytes that claims to be of `claimed`.
    fn archive(size: usize, claimed: u32) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("content.xml", SimpleFileOptions::default()).unwrap();
        zip.write_all(&vec![b' '; size]).unwrap();
        let mut bytes = zip.finish().unwrap().into_inner();
        let directory = bytes.windows(4).rposition(|mark| mark == b"PK\x01\x02").unwrap();
        bytes[directory + 24..directory + 28].copy_from_slice(&claimed.to_le_bytes());
        bytes
    }

    #[track_caller]
    fn check(bytes: &[u8], part: &str) {
        let message = check_within(bytes, 10_000).unwrap_err();
        assert!(message.contains(part), "{message}");
    }

    #[test]
    fn a_workbook_within_the_limit_is_taken() {
        assert_eq!(check_within(&archive(10_000, 10_000), 10_000), Ok(()));
    }

    #[test]
    fn a_workbook_too_large_is_refused_by_its_own_claim() {
        check(&archive(10, 10_001), "unpacks to more than 10000 bytes");
    }

    #[test]
    fn a_workbook_that_claims_too_little_is_found_out() {
        // Either the count or the archive's own sums must find it.
        let message = check_within(&archive(2 << 20, 10), 10_000).unwrap_err();
        assert!(message.contains("unpacks to more") || message.contains("damaged"), "{message}");
    }
}
