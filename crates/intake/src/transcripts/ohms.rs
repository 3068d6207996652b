//! Reader `ohms`, version 1. Formats: OHMS XML 5.x and 6.0: index points as chapters, and the transcript either as lines with
//! one mark every few minutes (`sync`) or as WebVTT (`vtt_transcript`). Limits: 64 MiB, 4 million nodes.
//! Every other element that holds text is kept by its name; media addresses are never opened.

mod captions;
mod wrapped;

use super::{Reader, xml};
use crate::{Problem, Reading};
use firsthand_model::Transcript;
use firsthand_model::transcript::{Section, SectionKind};
use roxmltree::Node;
use std::collections::BTreeMap;

const NAME: &str = "ohms";
const VERSION: &str = "1";
/// Elements that have a place of their own.
const READ: [&str; 5] = ["title", "transcript", "vtt_transcript", "index", "media_url"];

pub(super) const READER: Reader = Reader { claims, read };

fn claims(ending: &str, head: &[u8]) -> bool {
    ending == "xml" && xml::has_root(head, "ROOT") && String::from_utf8_lossy(head).contains("nunncenter/ohms")
}

fn read(file: &str, bytes: &[u8]) -> Reading {
    let mut found = None;
    let reading = xml::read((NAME, VERSION), file, bytes, |document, reading| {
        let lines = xml::Lines::of(document);
        let mut records = xml::children(document.root_element(), "record");
        let Some(first) = records.next() else {
            return reading.problem(Problem::note(file, "no record in it"));
        };
        for more in records {
            let message = "a further record of the same file; only the first was read. Export each interview by itself";
            reading.problem(Problem::note(file, message).at_row(lines.of_node(more)));
        }
        found = Some(record(file, &lines, first, reading));
    });
    match found {
        Some(transcript) => reading.with_transcript(transcript),
        None => reading,
    }
}

fn record(file: &str, lines: &xml::Lines, record: Node<'_, '_>, reading: &mut Reading) -> Transcript {
    let mut transcript = Transcript { title: filled(record, "title"), lang: None, ..Transcript::default() };
    transcript.media.extend(filled(record, "media_url"));
    let dates = xml::children(record, "date").filter_map(|date| date.attribute("value"));
    transcript.date = dates.filter(|date| !date.is_empty()).map(str::to_owned).next();
    transcript.extra = others(record, &READ);
    let (captions, words) = (xml::text_of(record, "vtt_transcript"), xml::text_of(record, "transcript"));
    let problems = match captions.trim().is_empty() {
        false => captions::read(&captions, &mut transcript),
        true => wrapped::read(&words, &xml::text_of(record, "sync"), &mut transcript),
    };
    problems.into_iter().for_each(|what| reading.problem(Problem::note(file, what).at_row(lines.of_node(record))));
    for index in xml::children(record, "index") {
        for point in xml::children(index, "point") {
            section(file, lines, point, &mut transcript, reading);
        }
    }
    transcript
}

fn section(file: &str, lines: &xml::Lines, point: Node<'_, '_>, transcript: &mut Transcript, reading: &mut Reading) {
    let time = xml::text_of(point, "time");
    let start_ms = time.trim().parse::<i64>().ok().and_then(|seconds| seconds.checked_mul(1000));
    if start_ms.is_none() {
        let message = format!("«{time}» is no time of an index point; seconds are expected");
        reading.problem(Problem::note(file, message).at_row(lines.of_node(point)));
    }
    let first = transcript.cues.iter().position(|cue| cue.start_ms.is_some() && cue.start_ms >= start_ms);
    let mut extra = others(point, &["time", "title"]);
    for (name, parts) in [("hyperlinks", ["hyperlink", "hyperlink_text"]), ("gpspoints", ["gps", "gps_text"])] {
        let told = xml::children(point, name).map(|one| parts.map(|part| xml::text_of(one, part)).join(" "));
        let told: Vec<String> = told.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect();
        if !told.is_empty() {
            extra.insert(name.to_owned(), told.join("\n"));
        }
    }
    transcript.sections.push(Section {
        kind: SectionKind::Chapter,
        title: xml::text_of(point, "title"),
        first: u32::try_from(first.unwrap_or(transcript.cues.len())).unwrap_or(u32::MAX),
        start_ms,
        extra,
        ..Section::default()
    });
}

fn filled(node: Node<'_, '_>, name: &str) -> Option<String> {
    Some(xml::text_of(node, name)).filter(|text| !text.trim().is_empty())
}

/// Elements without elements of their own, by name; several of one name are parted by `; `.
fn others(node: Node<'_, '_>, read: &[&str]) -> BTreeMap<String, String> {
    let mut others: BTreeMap<String, String> = BTreeMap::new();
    let leaves =
        node.children().filter(|child| child.is_element() && !child.children().any(|inner| inner.is_element()));
    for child in leaves.filter(|child| !read.contains(&child.tag_name().name())) {
        let text = xml::all_text(child);
        if !text.trim().is_empty() {
            let kept = others.entry(child.tag_name().name().to_owned()).or_default();
            kept.push_str(if kept.is_empty() { "" } else { "; " });
            kept.push_str(text.trim());
        }
    }
    others
}
