//! Reader `drawing`, version 1. Formats: SVG: its size and the words drawn in it. Limits: 8 MiB, and those of XML.
//! Tools: none. Nothing is drawn, run or opened: scripts, handlers and addresses are named.

use super::{has, plain, tidy};
use crate::encoding::decode;
use crate::limits::MAX_TEXT_BYTES;
use crate::transcripts::Reader;
use crate::{Problem, Reading, part, text};
use firsthand_model::MediaDescription;
use firsthand_model::description::CarrierKind;
use roxmltree::{Document, Node};
use std::collections::BTreeSet;

pub(crate) const READER: Reader = Reader { claims, read, part: part::nowhere };
const NAME: &str = "drawing";
const VERSION: &str = "1";

fn claims(_ending: &str, head: &[u8]) -> bool {
    let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    start.starts_with(b"<svg") || (start.starts_with(b"<?xml") && has(head, b"<svg"))
}

fn read(file: &str, bytes: &[u8]) -> Reading {
    let kept = |message: String| Reading::failed(text::NONE, VERSION, Problem::note(file, format!("kept; {message}")));
    if bytes.len() as u64 > MAX_TEXT_BYTES {
        return kept(format!("it is longer than {MAX_TEXT_BYTES} bytes"));
    }
    let Ok(written) = decode(file, bytes) else { return kept("it is not UTF-8 text".into()) };
    // A document type could let an entity grow without end; it is refused.
    let document = match Document::parse(written) {
        Ok(document) => document,
        Err(error) => return kept(format!("it is not whole as XML, or has a document type ({error})")),
    };
    let mut reading = Reading::by(NAME, VERSION);
    let acts: BTreeSet<String> = document.descendants().flat_map(acts).collect();
    if !acts.is_empty() {
        let acts = acts.into_iter().collect::<Vec<_>>().join(", ");
        reading.problem(Problem::note(file, format!("it asks a viewer for {acts}; nothing of that was done")));
    }
    let root = document.root_element();
    let side = |name: &str| root.attribute(name).and_then(|side| side.trim_end_matches("px").parse().ok());
    let (width_px, height_px) = (side("width"), side("height"));
    let mut drawing = MediaDescription {
        kind: CarrierKind::Picture,
        format: "svg".into(),
        width_px,
        height_px,
        ..MediaDescription::default()
    };
    let words: Vec<String> = document.descendants().filter(is_words).map(|node| words(&node)).collect();
    drawing.extra.extend(root.attribute("viewBox").map(|view| ("viewBox".to_owned(), tidy(view))));
    reading.counts.extend([("pictures".to_owned(), 1), ("texts".to_owned(), words.len() as u64)]);
    drawing.extra.extend((!words.is_empty()).then(|| ("words".to_owned(), words.join("\n"))));
    reading.description = Some(drawing);
    reading
}

fn is_words(node: &Node<'_, '_>) -> bool {
    node.is_element() && matches!(node.tag_name().name(), "text" | "title" | "desc")
}

fn words(node: &Node<'_, '_>) -> String {
    let texts = node.descendants().filter(Node::is_text).filter_map(|text| text.text());
    plain(&texts.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" "))
}

/// What an element makes a viewer do.
fn acts(node: Node<'_, '_>) -> Vec<String> {
    let mut acts = Vec::new();
    if matches!(node.tag_name().name(), "script" | "foreignObject" | "iframe") {
        acts.push(format!("<{}>", node.tag_name().name()));
    }
    for attribute in node.attributes() {
        let (name, value) = (attribute.name(), attribute.value().trim());
        if name.starts_with("on") {
            acts.push(format!("the handler {}", tidy(name)));
        }
        let is_inside = value.starts_with('#') || value.starts_with("data:image/");
        if matches!(name, "href" | "src") && !is_inside {
            acts.push("addresses outside it".to_owned());
        }
    }
    acts
}
