//! Which reader takes a photograph, recording, document or archive, by its first bytes; the readers stand below `media/`.
//! Each file there opens with its formats, limits and version. What outside programs print is read here too, in a child.

mod archive;
mod document;
mod drawing;
mod page_table;
mod photograph;
mod recording;

use crate::dispatch::ending;
use crate::members::Allowance;
use crate::transcripts::Reader;
use crate::whole::Whole;
use crate::{Problem, Reading};
use serde::{Deserialize, Serialize};

/// Every reader; the first that claims a file reads it.
const READERS: [Reader; 5] =
    [photograph::READER, drawing::READER, recording::READER, document::READER, archive::READER];

pub(crate) use archive::{claims as is_archive, unpack};
pub(crate) use photograph::is_heif;

/// Endings of files that are read up to the size of a table: what they say of themselves may stand at their end.
pub(crate) const ENDINGS: [&str; 13] =
    ["jpg", "jpeg", "jpe", "png", "tif", "tiff", "webp", "heic", "heif", "avif", "gif", "bmp", "pdf"];

/// How many bytes of a file a reader is shown before it claims it.
const HEAD_BYTES: usize = 4096;
/// How many bytes at the end of a file are looked at for a second format.
const TAIL_BYTES: usize = 66_000;

/// What an outside program printed about a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Output {
    /// Of ffprobe.
    Probe,
    /// Of pdfinfo.
    Info,
    /// Of pdftotext.
    Words,
    /// Of tesseract, about the page with this number.
    Recognised(u32),
}

/// The reader that claims a file.
pub(crate) fn reader(ending: &str, bytes: &[u8]) -> Option<Reader> {
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    READERS.into_iter().find(|reader| (reader.claims)(ending, head))
}

/// Reads a file of any length.
pub(crate) type ReadWhole = fn(file: &str, opened: &mut Whole<'_>) -> Reading;

/// The reader that claims a file, if it is one that takes files of any length.
pub(crate) fn whole_reader(ending: &str, bytes: &[u8]) -> Option<ReadWhole> {
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    let claims = |reader: &Reader| (reader.claims)(ending, head);
    if claims(&photograph::READER) {
        return Some(photograph::read_whole);
    }
    let is_other = claims(&drawing::READER) || claims(&recording::READER);
    (!is_other && claims(&document::READER)).then_some(document::read_whole)
}

/// Reads a file of any length by its reader, and says so where it is also a file of another kind.
pub(crate) fn read_whole(reader: ReadWhole, file: &str, opened: &mut Whole<'_>) -> Reading {
    let mut reading = reader(file, opened);
    let tail = opened.tail(TAIL_BYTES);
    note_second_format(file, opened.head(), &tail, &mut reading);
    reading
}

/// Reads a file by its reader, and says so where it is also a file of another kind.
pub(crate) fn read(reader: Reader, file: &str, bytes: &[u8]) -> Reading {
    with_second_format(file, bytes, (reader.read)(file, bytes))
}

/// Reads an archive that lies in another file.
pub(crate) fn read_archive(file: &str, bytes: &[u8], allowance: &mut Allowance) -> Reading {
    with_second_format(file, bytes, archive::read_within(file, bytes, allowance))
}

fn with_second_format(file: &str, bytes: &[u8], mut reading: Reading) -> Reading {
    note_second_format(file, bytes, &bytes[bytes.len().saturating_sub(TAIL_BYTES)..], &mut reading);
    reading
}

fn note_second_format(file: &str, head: &[u8], tail: &[u8], reading: &mut Reading) {
    if let Some(other) = second_format(&head[..head.len().min(1024)], tail) {
        let message = format!("the same bytes also open as {other}; nothing of that was read");
        reading.problem(Problem::note(file, message));
    }
}

/// Reads what an outside program printed about the file called `file`.
pub(crate) fn read_output(output: Output, file: &str, bytes: &[u8]) -> Reading {
    match output {
        Output::Probe => recording::read_probe(file, bytes),
        Output::Info => document::read_info(file, bytes),
        Output::Words => document::read_words(file, bytes),
        Output::Recognised(page) => document::read_recognised(page, bytes),
    }
}

/// For tests and fuzz targets: what an outside program printed, told by the ending of `name`; nothing where it is none of these.
#[doc(hidden)]
pub fn read_printed(name: &str, bytes: &[u8]) -> Option<Reading> {
    let output = match ending(name).as_str() {
        "ffprobe" => Output::Probe,
        "pdfinfo" => Output::Info,
        "pdftotext" => Output::Words,
        "tesseract" => Output::Recognised(1),
        _ => return None,
    };
    Some(read_output(output, name, bytes))
}

/// What else a file claims to be: viewers look for some formats elsewhere than at the first byte.
fn second_format(head: &[u8], tail: &[u8]) -> Option<&'static str> {
    let lower = head.to_ascii_lowercase();
    if !head.starts_with(b"%PDF-") && has(head, b"%PDF-") {
        return Some("a PDF");
    }
    if !head.starts_with(b"PK") && has(tail, b"PK\x05\x06") {
        return Some("a ZIP archive");
    }
    // A drawing's scripts are named by its reader.
    if has(&lower, b"<svg") {
        return None;
    }
    (has(&lower, b"<html") || has(&lower, b"<script")).then_some("a web page")
}

fn has(bytes: &[u8], sign: &[u8]) -> bool {
    bytes.windows(sign.len()).any(|window| window == sign)
}

/// A value of a file for a description: without control characters, of at most 2,000 characters.
pub(crate) fn tidy(value: &str) -> String {
    const LONGEST_CHARS: usize = 2_000;
    let value = plain(value);
    match value.char_indices().nth(LONGEST_CHARS) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value,
    }
}

/// A text without what surrounds it, and with U+FFFD for control characters.
pub(crate) fn plain(text: &str) -> String {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c }).collect()
}
