//! Reader `elan`, version 1. Formats: ELAN EAF 2.7 to 3.0: tiers of annotations on time slots or on other annotations.
//! Limits: 64 MiB, 4 million nodes. Slots without a time are spread evenly between those that have one, and the parts of a
//! symbolic subdivision evenly over their parent; both are marked as interpolated. Media addresses are never opened.

mod slots;

use super::{Reader, xml};
use crate::{Problem, Reading};
use firsthand_model::Transcript;
use firsthand_model::transcript::{Cue, Timing};
use roxmltree::{Document, Node};
use slots::Slots;
use std::collections::BTreeMap;

const NAME: &str = "elan";
const VERSION: &str = "1";

pub(super) const READER: Reader = Reader { claims, read };

fn claims(ending: &str, head: &[u8]) -> bool {
    ending == "eaf" || (ending == "xml" && xml::has_root(head, "ANNOTATION_DOCUMENT"))
}

fn read(file: &str, bytes: &[u8]) -> Reading {
    let mut found = None;
    let mut reading = xml::read((NAME, VERSION), file, bytes, |document, reading| {
        let mut elan = Elan::of(document);
        elan.read(document.root_element());
        elan.problems.iter().for_each(|(line, what)| reading.problem(Problem::note(file, what).at_row(*line)));
        found = Some(elan.transcript);
    });
    if let Some(transcript) = found {
        reading = reading.with_transcript(transcript);
    }
    reading
}

/// A document while it is read.
struct Elan<'a, 'd> {
    slots: Slots,
    lines: xml::Lines,
    transcript: Transcript,
    problems: Vec<(u64, String)>,
    /// The cue that each annotation became.
    by_id: BTreeMap<&'a str, usize>,
    /// Annotations on others, with their cue; parents may stand further down.
    references: Vec<(Node<'a, 'd>, usize)>,
    /// The tier that each tier is a part of.
    parents: BTreeMap<&'a str, &'a str>,
    /// How the parts of a tier lie in their parents, by the name of its type.
    constraints: BTreeMap<&'a str, &'a str>,
}

impl<'a, 'd: 'a> Elan<'a, 'd> {
    fn of(document: &'a Document<'d>) -> Self {
        let root = document.root_element();
        let types = xml::children(root, "LINGUISTIC_TYPE");
        let constraints =
            types.filter_map(|one| Some((one.attribute("LINGUISTIC_TYPE_ID")?, one.attribute("CONSTRAINTS")?)));
        Elan {
            slots: Slots::of(root),
            lines: xml::Lines::of(document),
            transcript: Transcript::default(),
            problems: Vec::new(),
            by_id: BTreeMap::new(),
            references: Vec::new(),
            parents: BTreeMap::new(),
            constraints: constraints.collect(),
        }
    }

    fn read(&mut self, root: Node<'a, 'd>) {
        let media = xml::children(root, "HEADER").flat_map(|header| xml::children(header, "MEDIA_DESCRIPTOR"));
        self.transcript.media.extend(media.filter_map(|one| one.attribute("MEDIA_URL").map(str::to_owned)));
        for tier in xml::children(root, "TIER") {
            self.tier(tier);
        }
        self.resolve();
        self.within_parents();
    }

    fn tier(&mut self, tier: Node<'a, 'd>) {
        let id = tier.attribute("TIER_ID").unwrap_or_default();
        if let Some(parent) = tier.attribute("PARENT_REF") {
            self.parents.insert(id, parent);
        }
        let kept = ["LINGUISTIC_TYPE_REF", "PARENT_REF", "ANNOTATOR", "LANG_REF", "DEFAULT_LOCALE"];
        let mut about: Vec<String> =
            kept.iter().filter_map(|name| Some(format!("{name}={}", tier.attribute(*name)?))).collect();
        let constraint = tier.attribute("LINGUISTIC_TYPE_REF").and_then(|one| self.constraints.get(one));
        about.extend(constraint.map(|constraint| format!("CONSTRAINTS={constraint}")));
        self.transcript.extra.insert(format!("tier {id}"), about.join("; "));
        for annotation in xml::children(tier, "ANNOTATION").flat_map(|one| one.children().filter(Node::is_element)) {
            self.annotation(tier, annotation);
        }
    }

    fn annotation(&mut self, tier: Node<'a, 'd>, annotation: Node<'a, 'd>) {
        let id = annotation.attribute("ANNOTATION_ID").unwrap_or_default();
        let mut cue = Cue {
            text: xml::text_of(annotation, "ANNOTATION_VALUE"),
            voice: tier
                .attribute("PARTICIPANT")
                .filter(|name| !name.is_empty())
                .map(|name| self.transcript.voice(name)),
            lang: tier.attribute("LANG_REF").map(str::to_owned),
            tier: tier.attribute("TIER_ID").map(str::to_owned),
            label: Some(id.to_owned()),
            line: Some(self.lines.of_node(annotation)),
            ..Cue::default()
        };
        let index = self.transcript.cues.len();
        match annotation.tag_name().name() {
            "ALIGNABLE_ANNOTATION" => self.aligned(annotation, &mut cue),
            "REF_ANNOTATION" => self.references.push((annotation, index)),
            other => self.problem(annotation, format!("{other} is no annotation that is known; its words are kept")),
        }
        if self.by_id.insert(id, index).is_some() {
            self.problem(annotation, format!("the annotation {id} stands twice"));
        }
        self.transcript.cues.push(cue);
    }

    fn aligned(&mut self, annotation: Node<'a, 'd>, cue: &mut Cue) {
        let slot = |name: &str| self.slots.get(annotation.attribute(name)?);
        let (Some(start), Some(end)) = (slot("TIME_SLOT_REF1"), slot("TIME_SLOT_REF2")) else {
            return self.problem(annotation, "a time slot that it names is not there; it has no times".into());
        };
        (cue.start_ms, cue.end_ms) = (start.ms, end.ms);
        cue.timing = match (start.is_stated && end.is_stated, start.ms.and(end.ms)) {
            (_, None) => Timing::Absent,
            (true, _) => Timing::Stated,
            (false, _) => Timing::Interpolated,
        };
        if start.ms > end.ms {
            self.problem(annotation, "it ends before it begins; kept as it is".into());
        }
    }

    /// Annotations on others take their times from them: the whole of it, or an even share where several follow each other.
    fn resolve(&mut self) {
        let mut rows: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
        for (annotation, index) in std::mem::take(&mut self.references) {
            let of = annotation.attribute("ANNOTATION_REF").unwrap_or_default();
            let Some(&parent) = self.by_id.get(of) else {
                self.problem(annotation, format!("the annotation {of} that it is about is not there"));
                continue;
            };
            self.transcript.cues[index].parent = u32::try_from(parent).ok();
            let tier = annotation.ancestors().find_map(|node| node.attribute("TIER_ID")).unwrap_or_default();
            rows.entry((tier, of)).or_default().push(index);
        }
        // A parent may itself be an annotation on another: those nearer the time slots come first.
        let mut rows: Vec<Vec<usize>> = rows.into_values().collect();
        while !rows.is_empty() {
            let before = rows.len();
            rows.retain(|row| !self.share(row));
            if rows.len() == before {
                return;
            }
        }
    }

    /// Gives a row of siblings their times; not yet while their parent has none.
    fn share(&mut self, row: &[usize]) -> bool {
        let parent = row.first().and_then(|index| self.transcript.cues[*index].parent).unwrap_or_default() as usize;
        let Cue { start_ms: Some(start), end_ms: Some(end), timing, .. } = self.transcript.cues[parent] else {
            return false;
        };
        let count = row.len() as i128;
        let length = i128::from(end) - i128::from(start);
        let at = |part: i128| i64::try_from(i128::from(start) + length * part / count).unwrap_or(end);
        for (number, index) in (0..count).zip(row) {
            let cue = &mut self.transcript.cues[*index];
            (cue.start_ms, cue.end_ms) = (Some(at(number)), Some(at(number + 1)));
            cue.timing = if count == 1 { timing } else { Timing::Interpolated };
        }
        true
    }

    /// Parts that have times of their own are parts of what they lie in.
    fn within_parents(&mut self) {
        let mut by_tier: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, cue) in self.transcript.cues.iter().enumerate() {
            by_tier.entry(cue.tier.clone().unwrap_or_default()).or_default().push(index);
        }
        let mut outside = Vec::new();
        for (tier, parent_tier) in &self.parents {
            let mut parents = by_tier.get(*parent_tier).cloned().unwrap_or_default();
            parents.sort_by_key(|index| self.transcript.cues[*index].start_ms);
            for index in by_tier.get(*tier).into_iter().flatten() {
                let cue = &self.transcript.cues[*index];
                if cue.parent.is_some() || cue.start_ms.is_none() {
                    continue;
                }
                let after = parents.partition_point(|parent| self.transcript.cues[*parent].start_ms <= cue.start_ms);
                let holds = |parent: &usize| self.transcript.cues[*parent].end_ms >= cue.end_ms;
                match after.checked_sub(1).map(|at| parents[at]).filter(holds) {
                    Some(parent) => self.transcript.cues[*index].parent = u32::try_from(parent).ok(),
                    None => outside.extend(cue.line),
                }
            }
        }
        let what = "it lies in no annotation of the tier that it is a part of";
        self.problems.extend(outside.into_iter().map(|line| (line, what.to_owned())));
    }

    fn problem(&mut self, node: Node<'_, '_>, what: String) {
        self.problems.push((self.lines.of_node(node), what));
    }
}
