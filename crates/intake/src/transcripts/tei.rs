//! Reader `tei`, version 1. Formats: TEI P5 and ISO 24624 transcriptions of speech: `u` with `who`, `annotationBlock`, `timeline`.
//! Limits: 64 MiB, 4 million nodes, 100 levels, 500,000 cues; no document type. Elements that are not known pass their text
//! through. A TEI document in which nobody speaks (a drama, an edition) stays text. Addresses are never opened.
//! Source: <https://tei-c.org/release/doc/tei-p5-doc/en/html/TS.html>

mod header;
mod pieces;
mod speech;
mod timeline;

use super::{Reader, xml};
use crate::{Problem, Reading, part, text};
use roxmltree::{Document, Node};

const NAME: &str = "tei";
const VERSION: &str = "1";

pub(super) const READER: Reader = Reader { claims, read, part: part::nowhere };

fn claims(ending: &str, head: &[u8]) -> bool {
    ["xml", "tei"].contains(&ending) && ["TEI", "TEI.2", "teiCorpus"].into_iter().any(|root| xml::has_root(head, root))
}

fn read(file: &str, bytes: &[u8]) -> Reading {
    let mut speaks = true;
    let mut found = None;
    let reading = xml::read((NAME, VERSION), file, bytes, |document, reading| {
        speaks = document.descendants().any(|node| node.tag_name().name() == "u");
        if speaks {
            let (transcript, problems) = transcribed(file, document);
            problems.into_iter().for_each(|problem| reading.problem(problem));
            found = Some(transcript);
        }
    });
    match found {
        Some(transcript) => reading.with_transcript(transcript),
        None if speaks => reading,
        None => as_text(file, bytes),
    }
}

/// The document as text, with the reason.
fn as_text(file: &str, bytes: &[u8]) -> Reading {
    let mut reading = text::read(file, bytes, true);
    reading.problem(Problem::note(file, "a TEI document without an utterance (u); kept as text"));
    reading
}

fn transcribed(file: &str, document: &Document<'_>) -> (firsthand_model::Transcript, Vec<Problem>) {
    let mut problems = xml::Problems::of(file, document);
    let timeline = timeline::Timeline::of(document, &mut problems);
    let header = header::Header::of(document, &mut problems);
    let mut transcript = header.begin(timeline.axis);
    speech::Speech::new(&mut transcript, &header, &timeline, &mut problems).read(document);
    (transcript, problems.finish())
}

/// The identifier that a pointer within the document names; a missing `#` is forgiven.
fn target(pointer: &str) -> &str {
    pointer.rsplit('#').next().unwrap_or(pointer).trim()
}

/// The `xml:id` of a node; an `id` without its namespace is forgiven.
fn id<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    const XML: &str = "http://www.w3.org/XML/1998/namespace";
    node.attribute((XML, "id")).or_else(|| node.attribute("id"))
}

/// The `xml:lang` of a node itself.
fn lang(node: Node<'_, '_>) -> Option<String> {
    const XML: &str = "http://www.w3.org/XML/1998/namespace";
    node.attribute((XML, "lang")).filter(|lang| !lang.is_empty()).map(str::to_owned)
}
