//! Ranges of `structures` as sections. A range without a stretch of its own spans what lies within it.

use super::canvas::span_ms;
use super::{MAX_ENTRIES, MAX_LEVELS, labels, list, others};
use firsthand_model::Transcript;
use firsthand_model::transcript::{Section, SectionKind};
use serde_json::Value;
use std::collections::HashMap;

/// Adds ranges, in the order in which they begin; one without a label has an empty title. Says how many were left out, those
/// within them not counted, as there are too many or they lie too deep.
pub(super) fn fill(structures: &Value, offsets: &HashMap<String, i64>, transcript: &mut Transcript) -> Option<String> {
    let (mut sections, mut left_out) = (Vec::new(), 0);
    for range in list(structures) {
        add(range, 0, offsets, &mut sections, &mut left_out);
    }
    sections.sort_by_key(|section| section.start_ms);
    let latest = latest_starts(transcript);
    for section in &mut sections {
        let first = latest.partition_point(|start| *start < section.start_ms);
        section.first = u32::try_from(first).unwrap_or(u32::MAX);
    }
    transcript.sections = sections;
    let most = format!("at most {MAX_ENTRIES} are read, {MAX_LEVELS} one inside the other");
    (left_out > 0).then(|| format!("{left_out} ranges were left out with what lies in them; {most}"))
}

/// For each cue the latest start up to it: never falls, so that the first cue from a time on is found at once.
fn latest_starts(transcript: &Transcript) -> Vec<Option<i64>> {
    let starts = transcript.cues.iter().map(|cue| cue.start_ms);
    starts
        .scan(None, |latest, start| {
            *latest = start.max(*latest);
            Some(*latest)
        })
        .collect()
}

/// Adds a range and those within it; tells the stretch that it spans.
fn add(
    range: &Value,
    level: usize,
    offsets: &HashMap<String, i64>,
    sections: &mut Vec<Section>,
    left_out: &mut usize,
) -> Option<Span> {
    if level >= MAX_LEVELS || sections.len() >= MAX_ENTRIES {
        *left_out += 1;
        return None;
    }
    let place = sections.len();
    let title = labels::first(&range["label"]).unwrap_or_default();
    let mut extra = others(range, &["type", "label", "items"]);
    extra.extend((level > 0).then(|| ("level".to_owned(), level.to_string())));
    sections.push(Section { kind: SectionKind::Chapter, title, extra, ..Section::default() });
    let mut whole: Option<Span> = None;
    for item in list(&range["items"]) {
        let span = if item["type"] == "Range" {
            add(item, level + 1, offsets, sections, left_out)
        } else {
            stretch(item, offsets)
        };
        whole = match (whole, span) {
            (Some(one), Some(other)) => Some(one.with(other)),
            (one, other) => one.or(other),
        };
    }
    sections[place].start_ms = whole.map(|span| span.start_ms);
    sections[place].end_ms = whole.and_then(|span| span.end_ms);
    whole
}

#[derive(Clone, Copy)]
struct Span {
    start_ms: i64,
    /// First millisecond after it; nothing where it goes on to the end.
    end_ms: Option<i64>,
}

impl Span {
    fn with(self, other: Self) -> Self {
        let end_ms = self.end_ms.zip(other.end_ms).map(|(one, other)| one.max(other));
        Self { start_ms: self.start_ms.min(other.start_ms), end_ms }
    }
}

/// The stretch of a canvas, or of a part of one.
fn stretch(item: &Value, offsets: &HashMap<String, i64>) -> Option<Span> {
    let at = item.as_str().or_else(|| item["id"].as_str().filter(|_| item["source"].is_null()));
    let at = at.or_else(|| super::address(&item["source"]))?;
    let begins_ms = *offsets.get(at.split('#').next()?)?;
    let (start_ms, end_ms) = span_ms(item, begins_ms).unwrap_or((begins_ms, None));
    Some(Span { start_ms, end_ms })
}
