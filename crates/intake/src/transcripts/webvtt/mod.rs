//! Reader `webvtt`, version 1. Formats: WebVTT captions, subtitles and chapters in UTF-8, regions, styles and notes included.
//! Limit: 64 MiB. A cue whose times cannot be read is left out and named; the rest of the file is read on, as the
//! standard has it. Source: the WebVTT recommendation of the W3C, section 6.

pub mod cue_text;
pub mod file;
mod settings;
mod spoken;
mod stamp;

pub use file::{File, VttCue};
pub use settings::{Region, Settings};
pub(super) use spoken::transcript;

use super::Reader;
use crate::{Problem, Reading};

const NAME: &str = "webvtt";
const VERSION: &str = "1";

pub(super) const READER: Reader = Reader { claims, read };

fn claims(ending: &str, head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    ending == "vtt"
        || head
            .strip_prefix(b"WEBVTT")
            .is_some_and(|rest| matches!(rest.first(), None | Some(b' ' | b'\t' | b'\n' | b'\r')))
}

fn read(file: &str, bytes: &[u8]) -> Reading {
    let mut reading = Reading::by(NAME, VERSION);
    if let Err(error) = std::str::from_utf8(bytes) {
        let message = format!("byte {} is not UTF-8; what cannot be read is shown as \u{fffd}", error.valid_up_to());
        reading.problem(Problem::note(file, message));
    }
    let Some(parsed) = File::parse(&String::from_utf8_lossy(bytes)) else {
        reading.problem(Problem::note(file, "the file does not begin with WEBVTT; nothing of it was read").at_row(1));
        return reading;
    };
    for fault in &parsed.faults {
        reading.problem(Problem::note(file, &fault.what).at_row(fault.line));
    }
    reading.with_transcript(transcript(&parsed, file))
}
