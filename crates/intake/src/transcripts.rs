//! Which reader takes a file of spoken words, by its name and its first bytes; the readers stand below `transcripts/`.
//! Each file there opens with its formats, limits and version. Nothing here becomes a record by itself.

mod annotations;
mod caption_bytes;
mod captions;
#[doc(hidden)]
pub mod eaf;
mod hearing;
mod iiif;
mod lenient_time;
mod moments;
mod ohms;
#[doc(hidden)]
pub mod plain;
mod recogniser;
mod speaker;
mod srt;
mod table;
mod tei;
mod ttml;
mod turns;
#[doc(hidden)]
pub mod webvtt;
mod xml;

use crate::part::Parting;
use crate::{Reading, text};
use firsthand_model::Transcript;

/// One reader of transcripts.
#[derive(Clone, Copy)]
pub(crate) struct Reader {
    /// Whether a file of this ending (lower case, no dot) that begins like this is of its format.
    pub claims: fn(ending: &str, head: &[u8]) -> bool,
    /// Reads a file called `file` inside its folder; what cannot be read is a problem with its place.
    pub read: fn(file: &str, bytes: &[u8]) -> Reading,
    /// How far a file that is longer than is read can be read by itself.
    pub part: Parting,
}

/// Every reader; the first that claims a file reads it.
const READERS: [Reader; 13] = [
    plain::READER,
    webvtt::READER,
    srt::READER,
    ttml::READER,
    ohms::READER,
    eaf::READER,
    tei::READER,
    iiif::READER,
    annotations::READER,
    recogniser::READER,
    hearing::READER,
    table::READER,
    turns::READER,
];

/// Endings under which transcripts come; such files are read up to the size of a table.
pub(crate) const ENDINGS: [&str; 18] = [
    "vtt", "srt", "ttml", "dfxp", "itt", "xml", "eaf", "tei", "json", "jsonld", "rst", "csv", "tsv", "docx", "odt",
    "rtf", "xlsx", "ods",
];

pub(crate) use turns::is_rich_text;

/// How many bytes of a file a reader is shown before it claims it.
const HEAD_BYTES: usize = 4096;

/// The reader that claims a file.
pub(crate) fn reader(ending: &str, bytes: &[u8]) -> Option<Reader> {
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    READERS.into_iter().find(|reader| (reader.claims)(ending, head))
}

/// A workbook as a transcript; nothing where no sheet of it is one.
pub(crate) fn of_book(file: &str, bytes: &[u8]) -> Option<Reading> {
    table::of_book(file, bytes)
}

impl Reading {
    /// Puts a transcript into a reading, with its counts; its lines are parted by LF from here on.
    pub(crate) fn with_transcript(mut self, mut transcript: Transcript) -> Self {
        for cue in transcript.cues.iter_mut().filter(|cue| cue.text.contains('\r')) {
            cue.text = text::line_ends(&cue.text);
        }
        let counted = [
            ("cues", transcript.cues.len()),
            ("turns", transcript.turns().count()),
            ("voices", transcript.voices.len()),
            ("sections", transcript.sections.len()),
            ("references", transcript.references.len()),
        ];
        self.counts.extend(counted.into_iter().map(|(name, count)| (name.to_owned(), count as u64)));
        self.transcript = Some(transcript);
        self
    }
}
