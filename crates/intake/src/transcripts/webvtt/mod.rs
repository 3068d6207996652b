//! Reader `webvtt`, version 1. Formats: WebVTT captions, descriptions and chapters, by <https://www.w3.org/TR/webvtt1/>.
//! Limits: 500,000 cues, 100,000 nodes in one cue's text. Settings and markup are kept as written and never rendered.
//! A file without its signature is read all the same and says so; what the format drops is kept without a time.

mod blocks;
mod character_references;
mod cue_text;
mod file;
mod numbers;
mod of_transcript;
mod runs;
mod settings;
mod transcript;
mod write;

pub use cue_text::{Node, NodeKind, parse_cue_text};
pub use file::{Block, BlockKind, VttCue, WebVtt, parse};
pub use numbers::Time;
pub use of_transcript::of_transcript;
pub use settings::{Line, Position, Region, Settings};
pub use write::{write, write_cue_text};

pub(crate) use transcript::transcript_of;

use super::Reader;
use super::caption_bytes::{begins_with, decode_captions};
use crate::{Reading, part};

pub(super) const NAME: &str = "webvtt";
const VERSION: &str = "1";

pub(super) const READER: Reader = Reader { claims, read, part: part::paragraphs };

/// Every file that begins with the signature, and every `.vtt` without it.
fn claims(ending: &str, head: &[u8]) -> bool {
    let signed = begins_with(head, b"WEBVTT")
        .is_some_and(|rest| rest.first().is_none_or(|next| [b' ', b'\t', b'\n', b'\r'].contains(next)));
    signed && !is_container(ending) || ending == "vtt"
}

/// Endings that promise another format, whatever the first word is.
fn is_container(ending: &str) -> bool {
    ["md", "markdown", "xlsx", "ods", "docx", "json", "xml", "eaf"].contains(&ending)
}

fn read(file: &str, bytes: &[u8]) -> Reading {
    let (text, damage) = match decode_captions(file, bytes) {
        Ok(decoded) => decoded,
        Err(problem) => return Reading::failed(NAME, VERSION, problem),
    };
    let (transcript, problems) = transcript_of(&text, file);
    let mut reading = Reading::by(NAME, VERSION);
    damage.into_iter().chain(problems).for_each(|problem| reading.problem(problem));
    match transcript.cues.is_empty() && transcript.sections.is_empty() && !reading.problems.is_empty() {
        true => reading,
        false => reading.with_transcript(transcript),
    }
}
