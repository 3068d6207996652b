//! Reader `zip`, version 1. Formats: ZIP with stored and deflated members; office documents are not taken for archives.
//! Limits: 256 MiB; 10,000 members; 256 MiB unpacked in all, 200 times its packed size of each; one level: an archive
//! inside is named and hashed, not opened. Tools: those of its members. Nothing is written: names are only names.

use super::plain;
use crate::dispatch::{ending, limit, read_bytes};
use crate::limits::{MAX_ARCHIVE_BYTES, MAX_PARTS, MAX_RATIO, MAX_UNPACKED_BYTES, RATIO_FREE_BYTES};
use crate::reading::Member;
use crate::transcripts::Reader;
use crate::{Mode, Problem, Reading, text};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::read::ZipFile;

pub(crate) const READER: Reader = Reader { claims, read };
const NAME: &str = "zip";
const VERSION: &str = "1";
/// Documents that are archives by their making and not by their meaning.
const OFFICE: [&str; 14] =
    ["docx", "docm", "dotx", "xlsx", "xlsm", "pptx", "pptm", "odt", "ods", "odp", "odg", "epub", "jar", "apk"];

type Zip<'a> = ZipArchive<Cursor<&'a [u8]>>;

fn claims(ending: &str, head: &[u8]) -> bool {
    (head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")) && !OFFICE.contains(&ending)
}

fn read(file: &str, bytes: &[u8]) -> Reading {
    let kept = |message: String| Reading::failed(text::NONE, VERSION, Problem::note(file, message));
    if bytes.len() as u64 > MAX_ARCHIVE_BYTES.min(limit(file, Mode::TextOnly)) {
        return kept(format!(
            "kept; the archive is too large to look into (at most {MAX_ARCHIVE_BYTES} bytes, called .zip)"
        ));
    }
    let mut zip = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(zip) => zip,
        Err(error) => return kept(format!("kept; the archive is cut or damaged ({error}). Copy it again")),
    };
    let mut unpacking =
        Unpacking { file, reading: Reading::by(NAME, VERSION), left: MAX_UNPACKED_BYTES, paths: BTreeSet::new() };
    for index in 0..zip.len().min(MAX_PARTS) {
        unpacking.member(&mut zip, index);
    }
    if zip.len() > MAX_PARTS {
        let message = format!("the archive has {} members; at most {MAX_PARTS} are read", zip.len());
        unpacking.reading.problem(Problem::note(file, message));
    }
    unpacking.finish()
}

/// The bytes of one member, for an outside program; nothing where they cannot be had.
pub(crate) fn unpack(bytes: &[u8], index: u32) -> Option<Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let member = zip.by_index(usize::try_from(index).ok()?).ok()?;
    let most = bound(&member, MAX_UNPACKED_BYTES);
    let mut unpacked = Vec::new();
    member.take(most).read_to_end(&mut unpacked).ok()?;
    Some(unpacked)
}

/// How many bytes of a member are unpacked at most.
fn bound(member: &ZipFile<'_, Cursor<&[u8]>>, left: u64) -> u64 {
    member.compressed_size().saturating_mul(MAX_RATIO).max(RATIO_FREE_BYTES).min(left)
}

/// An archive while its members are read.
struct Unpacking<'a> {
    file: &'a str,
    reading: Reading,
    left: u64,
    paths: BTreeSet<String>,
}

impl Unpacking<'_> {
    fn member(&mut self, zip: &mut Zip<'_>, index: usize) {
        // The directory of the archive is read without unpacking anything.
        let Ok(raw) = zip.by_index_raw(index) else {
            return self.note("", &format!("member {} stands in the list and is not there", index + 1));
        };
        if raw.is_dir() {
            return;
        }
        let written = name_of(&raw);
        let is_link = raw.is_symlink();
        drop(raw);
        let path = cleaned(&written).unwrap_or_else(|| format!("member {}", index + 1));
        if path != written {
            self.note(&path, &format!("the archive would put it elsewhere ({}); it is only named", plain(&written)));
        }
        if !self.paths.insert(path.clone()) {
            self.note(&path, "another member has the same name");
        }
        let mut member = Member {
            position: u32::try_from(index).unwrap_or(u32::MAX),
            written: (path != written).then(|| plain(&written)),
            reading: Reading::by(text::NONE, text::VERSION),
            path,
            ..Member::default()
        };
        match zip.by_index(index) {
            Ok(packed) => self.unpack(packed, is_link, &mut member),
            Err(error) => self.note(&member.path, &format!("it cannot be unpacked ({error})")),
        }
        self.reading.members.push(member);
    }

    fn unpack(&mut self, packed: ZipFile<'_, Cursor<&[u8]>>, is_link: bool, member: &mut Member) {
        let (most, kept) = (bound(&packed, self.left), limit(&member.path, Mode::TextOnly));
        let (mut sum, mut bytes) = (Sha256::new(), Vec::new());
        let mut stream = packed.take(most + 1);
        let mut chunk = vec![0; 64 * 1024];
        loop {
            match stream.read(&mut chunk) {
                Ok(0) => break,
                Ok(length) => {
                    member.size_bytes += length as u64;
                    sum.update(&chunk[..length]);
                    // One byte more than the limit tells its reader that there is more.
                    let room = usize::try_from(kept + 1).unwrap_or(usize::MAX).saturating_sub(bytes.len());
                    bytes.extend_from_slice(&chunk[..length.min(room)]);
                }
                Err(error) => return self.note(&member.path, &format!("it is damaged ({error})")),
            }
        }
        self.left = self.left.saturating_sub(member.size_bytes);
        if member.size_bytes > most {
            let ratio =
                format!("more than {MAX_RATIO} times its packed size, or than {MAX_UNPACKED_BYTES} bytes in all");
            return self.note(&member.path, &format!("it unpacks to {ratio} and was not read"));
        }
        member.sha256 = Some(format!("sha256:{}", hex(&sum.finalize())));
        if is_link {
            return self.note(&member.path, "it is a link, which is not followed");
        }
        if claims(&ending(&member.path), &bytes) {
            return self
                .note(&member.path, "it is an archive inside an archive, which is not opened. Take it out and add it");
        }
        member.reading = read_bytes(&member.path, Mode::TextOnly, &bytes);
        for problem in std::mem::take(&mut member.reading.problems) {
            self.reading.problem(Problem { file: self.place(&problem.file), fatal: false, ..problem });
        }
    }

    fn place(&self, path: &str) -> String {
        if path.is_empty() { self.file.to_owned() } else { format!("{}/{path}", self.file) }
    }

    fn note(&mut self, path: &str, message: &str) {
        self.reading.problem(Problem::note(&self.place(path), message));
    }

    fn finish(mut self) -> Reading {
        self.reading.counts.insert("members".into(), self.reading.members.len() as u64);
        self.reading
    }
}

/// The name as UTF-8, which most programs write whether they say so or not; else as the oldest ones wrote it.
fn name_of(member: &ZipFile<'_, Cursor<&[u8]>>) -> String {
    let old = || member.name().unwrap_or_else(|_| String::from_utf8_lossy(member.name_raw())).into_owned();
    std::str::from_utf8(member.name_raw()).map_or_else(|_| old(), str::to_owned)
}

/// A path without root, drive, `.`, `..` and control characters; nothing where nothing is left.
fn cleaned(written: &str) -> Option<String> {
    let is_drive = |part: &str| part.len() == 2 && part.ends_with(':');
    let parts = written.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | "..") && !is_drive(part));
    let parts: Vec<String> = parts.map(plain).filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join("/"))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_nowhere_outside() {
        let check = |written: &str, path: Option<&str>| assert_eq!(cleaned(written).as_deref(), path, "{written}");
        check("a/b.txt", Some("a/b.txt"));
        check("../../etc/passwd", Some("etc/passwd"));
        check("/etc/passwd", Some("etc/passwd"));
        check("C:\\Windows\\..\\a.txt", Some("Windows/a.txt"));
        check("a/\u{7}/./b\0c", Some("a/b\u{fffd}c"));
        check("../..", None);
    }
}
