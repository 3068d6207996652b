//! Reader `ohms`, version 2. Formats: OHMS XML 5.x and 6.0: index points as chapters, and the transcript either as lines with
//! one mark every few minutes (`sync`) or as WebVTT (`vtt_transcript`). Limits: 64 MiB, 4 million nodes.
//! Every other element that holds text is kept by its name; media addresses are never opened.

mod captions;
mod wrapped;

use super::{Reader, xml};
use crate::{Problem, Reading, part};
use firsthand_model::Transcript;
use firsthand_model::transcript::{Section, SectionKind};
use roxmltree::Node;

const NAME: &str = "ohms";
const VERSION: &str = "2";
/// Elements that have a place of their own.
const READ: [&str; 5] = ["title", "transcript", "vtt_transcript", "index", "media_url"];

pub(super) const READER: Reader = Reader { claims, read, part: part::nowhere };

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
    let mut kept = xml::Kept::default();
    kept.all_of("", record, &|node| READ.contains(&node.tag_name().name()));
    record.attributes().for_each(|one| kept.add(&format!("record@{}", one.name()), one.value()));
    let (captions, words) = (xml::text_of(record, "vtt_transcript"), xml::text_of(record, "transcript"));
    let has_captions = !captions.trim().is_empty();
    let element = if has_captions { "vtt_transcript" } else { "transcript" };
    let first_line = first_line(lines, record, element);
    if has_captions && !words.trim().is_empty() {
        kept.add("transcript", &words);
        let message = "it has vtt_transcript and transcript; the first was read, the second is kept beside it";
        reading.problem(Problem::note(file, message).at_row(lines.of_node(record)));
    }
    let problems = match has_captions {
        true => captions::read(&captions, first_line, &mut transcript),
        false => wrapped::read(&words, &xml::text_of(record, "sync"), first_line, &mut transcript),
    };
    for (line, what) in problems {
        let row = line.unwrap_or_else(|| lines.of_node(record));
        reading.problem(Problem::note(file, what).at_row(row));
    }
    for index in xml::children(record, "index") {
        for point in xml::children(index, "point") {
            section(file, lines, point, &mut transcript, reading);
        }
    }
    let (texts, problem) = kept.finish(file);
    transcript.extra = texts;
    problem.into_iter().for_each(|problem| reading.problem(problem));
    transcript
}

/// The line of the file where the text of an element begins.
fn first_line(lines: &xml::Lines, record: Node<'_, '_>, element: &str) -> u64 {
    let element = xml::children(record, element).next();
    let text = element.and_then(|element| element.children().find(Node::is_text));
    lines.of_node(text.or(element).unwrap_or(record))
}

fn section(file: &str, lines: &xml::Lines, point: Node<'_, '_>, transcript: &mut Transcript, reading: &mut Reading) {
    let time = xml::text_of(point, "time");
    let start_ms = time.trim().parse::<i64>().ok().and_then(|seconds| seconds.checked_mul(1000));
    if start_ms.is_none() {
        let message = format!("«{time}» is no time of an index point; seconds are expected");
        reading.problem(Problem::note(file, message).at_row(lines.of_node(point)));
    }
    let first = transcript.cues.iter().position(|cue| cue.start_ms.is_some() && cue.start_ms >= start_ms);
    let mut kept = xml::Kept::default();
    kept.all_of("", point, &|node| ["time", "title", "hyperlinks", "gpspoints"].contains(&node.tag_name().name()));
    for name in ["hyperlinks", "gpspoints"] {
        xml::children(point, name).filter_map(told).for_each(|text| kept.add_line(name, &text));
    }
    let (extra, problem) = kept.finish(file);
    problem.into_iter().for_each(|problem| reading.problem(problem));
    transcript.sections.push(Section {
        kind: SectionKind::Chapter,
        title: xml::text_of(point, "title"),
        first: u32::try_from(first.unwrap_or(transcript.cues.len())).unwrap_or(u32::MAX),
        start_ms,
        extra,
        ..Section::default()
    });
}

/// A link or a place on one line; nothing where it says at most how near to look.
fn told(node: Node<'_, '_>) -> Option<String> {
    let parts = node.children().filter(Node::is_element).map(|part| (part.tag_name().name(), xml::all_text(part)));
    let parts: Vec<_> = parts.filter(|(_, text)| !text.trim().is_empty()).collect();
    let says_something = parts.iter().any(|(name, _)| *name != "gps_zoom");
    says_something.then(|| parts.iter().map(|(_, text)| text.trim()).collect::<Vec<_>>().join(" "))
}

fn filled(node: Node<'_, '_>, name: &str) -> Option<String> {
    Some(xml::text_of(node, name)).filter(|text| !text.trim().is_empty())
}
