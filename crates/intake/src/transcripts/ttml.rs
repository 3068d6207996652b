//! Reader `ttml`, version 1. Formats: TTML 1 and 2, IMSC and DFXP; times, text, speakers and languages of body, div, p, span.
//! Layout and style are kept as written and not understood. Limits: 2,000,000 nodes, 100 levels, 500,000 cues; no DTD.
//! Source: <https://www.w3.org/TR/ttml2/>

mod clock;
mod document;
mod head;
mod paragraph;
mod scope;

use super::Reader;
use super::caption_bytes::{begins_with, decode_captions};
use super::captions::Captions;
use crate::{Problem, Reading, part};
use roxmltree::{Document, ParsingOptions};

const NAME: &str = "ttml";
const VERSION: &str = "1";
const MAX_NODES: u32 = 2_000_000;

pub(super) const READER: Reader = Reader { claims, read, part: part::nowhere };

/// Files of the format's endings, and XML whose root is `tt`.
fn claims(ending: &str, head: &[u8]) -> bool {
    match ending {
        "ttml" | "dfxp" | "itt" => true,
        "xml" => begins_with(head, b"").is_some_and(|head| root_name(&String::from_utf8_lossy(head)) == Some("tt")),
        _ => false,
    }
}

/// The local name of the first element.
fn root_name(head: &str) -> Option<&str> {
    let mut rest = head.trim_start();
    loop {
        let end = match rest {
            _ if rest.starts_with("<?") => "?>",
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<!") => ">",
            _ => break,
        };
        rest = rest.split_once(end)?.1.trim_start();
    }
    let name = rest.strip_prefix('<')?.split([' ', '\t', '\r', '\n', '>', '/']).next()?;
    Some(name.rsplit(':').next().unwrap_or(name))
}

fn read(file: &str, bytes: &[u8]) -> Reading {
    let (text, damage) = match decode_captions(file, bytes) {
        Ok(decoded) => decoded,
        Err(problem) => return Reading::failed(NAME, VERSION, problem),
    };
    let options = ParsingOptions { nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let document = match Document::parse_with_options(&text, options) {
        Ok(document) => document,
        Err(error) => return Reading::failed(NAME, VERSION, not_xml(file, &error)),
    };
    if document.root_element().tag_name().name() != "tt" {
        let found = document.root_element().tag_name().name();
        let message = format!("expected the root element tt; found {found}. Nothing of it was read");
        return Reading::failed(NAME, VERSION, Problem::note(file, message));
    }
    let mut captions = Captions::of(file);
    document::fill(&mut captions, &document);
    let (transcript, problems) = captions.finish();
    let mut reading = Reading::by(NAME, VERSION);
    damage.into_iter().chain(problems).for_each(|problem| reading.problem(problem));
    reading.with_transcript(transcript)
}

fn not_xml(file: &str, error: &roxmltree::Error) -> Problem {
    let message = format!("not XML that can be read: {error}. Nothing of it was read");
    Problem::note(file, message).at_row(u64::from(error.pos().row))
}

#[cfg(test)]
#[path = "ttml/tests.rs"]
mod tests;
