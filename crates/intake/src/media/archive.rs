//! Reader `zip`, version 2. Formats: ZIP with stored and deflated members; office documents are not taken for archives.
//! Limits: 256 MiB; 10,000 members; 256 MiB unpacked in all, 200 times its packed size of each; eight files deep, messages and
//! archives alike. Tools: those of its members. Nothing is written: names are only names.

use crate::dispatch::{limit, member_limit};
use crate::limits::{MAX_ARCHIVE_BYTES, MAX_PARTS, MAX_RATIO, MAX_UNPACKED_BYTES, RATIO_FREE_BYTES};
use crate::members::{Allowance, Members, finished};
use crate::reading::Member;
use crate::transcripts::Reader;
use crate::unpack::is_zip;
use crate::{Mode, Problem, Reading, part, text};
use sha2::{Digest, Sha256};
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::read::ZipFile;

pub(crate) const READER: Reader = Reader { claims, read, part: part::nowhere };
const NAME: &str = "zip";
const VERSION: &str = "2";
/// Documents that are archives by their making and not by their meaning.
const OFFICE: [&str; 14] =
    ["docx", "docm", "dotx", "xlsx", "xlsm", "pptx", "pptm", "odt", "ods", "odp", "odg", "epub", "jar", "apk"];

type Zip<'a> = ZipArchive<Cursor<&'a [u8]>>;

pub(crate) fn claims(ending: &str, head: &[u8]) -> bool {
    (is_zip(head) || head.starts_with(b"PK\x05\x06")) && !OFFICE.contains(&ending)
}

fn read(file: &str, bytes: &[u8]) -> Reading {
    read_within(file, bytes, &mut Allowance::whole())
}

/// Reads an archive that may lie in another file, within what may still come out of that.
pub(crate) fn read_within(file: &str, bytes: &[u8], allowance: &mut Allowance) -> Reading {
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
    let mut members = Members::of(file, Reading::by(NAME, VERSION), allowance);
    for index in 0..zip.len() {
        if index == MAX_PARTS || members.allowance.members == 0 {
            let message = format!("the archive has {} members; at most {MAX_PARTS} are read in all", zip.len());
            members.rest_unread(&message);
            break;
        }
        member(&mut members, &mut zip, index);
    }
    members.finish()
}

/// The bytes of one member, for an outside program; nothing where they cannot be had.
pub(crate) fn unpack(bytes: &[u8], position: u32) -> Option<Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let member = zip.by_index(usize::try_from(position).ok()?).ok()?;
    let most = bound(&member, MAX_UNPACKED_BYTES);
    let mut unpacked = Vec::new();
    member.take(most).read_to_end(&mut unpacked).ok()?;
    Some(unpacked)
}

/// How many bytes of a member are unpacked at most.
fn bound(member: &ZipFile<'_, Cursor<&[u8]>>, left: u64) -> u64 {
    member.compressed_size().saturating_mul(MAX_RATIO).max(RATIO_FREE_BYTES).min(left)
}

fn member(members: &mut Members<'_>, zip: &mut Zip<'_>, index: usize) {
    // The directory of the archive is read without unpacking anything.
    let Ok(raw) = zip.by_index_raw(index) else {
        return members.note("", &format!("member {} stands in the list and is not there", index + 1));
    };
    if raw.is_dir() {
        return;
    }
    let written = name_of(&raw);
    let is_link = raw.is_symlink();
    drop(raw);
    let position = u32::try_from(index).unwrap_or(u32::MAX);
    let (member, is_twin) = members.named(position, &written, &written, &format!("member {}", index + 1));
    match &member.written {
        Some(written) if is_twin => {
            members.note(&member.path, &format!("another member has the same name ({written})"))
        }
        Some(written) => {
            members.note(&member.path, &format!("the archive would put it elsewhere ({written}); it is only named"));
        }
        None => {}
    }
    match zip.by_index(index) {
        Ok(packed) => unpack_and_read(members, packed, is_link, member),
        Err(error) => {
            members.note(&member.path, &format!("it cannot be unpacked ({error})"));
            members.keep(member);
        }
    }
}

fn unpack_and_read(members: &mut Members<'_>, packed: ZipFile<'_, Cursor<&[u8]>>, is_link: bool, mut member: Member) {
    let most = bound(&packed, members.allowance.bytes);
    let unpacked = unpack_within(packed, most, member_limit(&member.path));
    let note = match unpacked {
        Err(error) => format!("it is damaged ({error})"),
        Ok(unpacked) => {
            member.size_bytes = unpacked.size_bytes;
            members.allowance.bytes = members.allowance.bytes.saturating_sub(member.size_bytes);
            if member.size_bytes > most {
                format!(
                    "it unpacks to more than {MAX_RATIO} times its packed size, or than {MAX_UNPACKED_BYTES} bytes in all, \
                     and was not read"
                )
            } else {
                member.sha256 = Some(finished(unpacked.sum));
                if !is_link {
                    return members.read(member, &unpacked.bytes);
                }
                "it is a link, which is not followed".to_owned()
            }
        }
    };
    members.note(&member.path, &note);
    members.keep(member);
}

/// What came out of a member.
struct Unpacked {
    size_bytes: u64,
    sum: Sha256,
    /// Its beginning, as far as its reader wants it.
    bytes: Vec<u8>,
}

/// Unpacks one byte more than `most` at most, and keeps one more than `kept`: it tells that there is more.
fn unpack_within(packed: ZipFile<'_, Cursor<&[u8]>>, most: u64, kept: u64) -> std::io::Result<Unpacked> {
    let mut unpacked = Unpacked { size_bytes: 0, sum: Sha256::new(), bytes: Vec::new() };
    let mut stream = packed.take(most + 1);
    let mut chunk = vec![0; 64 * 1024];
    loop {
        let length = stream.read(&mut chunk)?;
        if length == 0 {
            return Ok(unpacked);
        }
        unpacked.size_bytes += length as u64;
        unpacked.sum.update(&chunk[..length]);
        let room = usize::try_from(kept + 1).unwrap_or(usize::MAX).saturating_sub(unpacked.bytes.len());
        unpacked.bytes.extend_from_slice(&chunk[..length.min(room)]);
    }
}

/// The name as UTF-8, which most programs write whether they say so or not; else as the oldest ones wrote it.
fn name_of(member: &ZipFile<'_, Cursor<&[u8]>>) -> String {
    let old = || member.name().unwrap_or_else(|_| String::from_utf8_lossy(member.name_raw())).into_owned();
    std::str::from_utf8(member.name_raw()).map_or_else(|_| old(), str::to_owned)
}
