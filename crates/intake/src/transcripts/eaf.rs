//! Reader `elan`, version 2. Formats: ELAN EAF 2.7 to 3.0: tiers of annotations on time slots or on other annotations.
//! Limits: 64 MiB, 4 million nodes. Slots without a time are spread evenly between those that have one, and the parts of a
//! symbolic subdivision evenly over their parent; both are marked as interpolated. Media addresses are never opened. Parts of
//! the document besides its tiers (vocabularies, languages, types) are kept as written, so that `write` can give them back.

mod places;
mod slots;
mod write;

pub use write::write;

use super::{Reader, xml};
use crate::{Problem, Reading, part};
use firsthand_model::Transcript;
use firsthand_model::transcript::{Cue, Timing};
use places::Places;
use roxmltree::{Document, Node};
use slots::Slots;
use std::collections::BTreeMap;

const NAME: &str = "elan";
const VERSION: &str = "2";
/// Parts of a document that are kept as written.
const PARTS: [&str; 10] = [
    "LICENSE",
    "HEADER",
    "LINGUISTIC_TYPE",
    "LOCALE",
    "LANGUAGE",
    "CONSTRAINT",
    "CONTROLLED_VOCABULARY",
    "LEXICON_REF",
    "REF_LINK_SET",
    "EXTERNAL_REF",
];

pub(super) const READER: Reader = Reader { claims, read, part: part::nowhere };

fn claims(ending: &str, head: &[u8]) -> bool {
    ending == "eaf" || (ending == "xml" && xml::has_root(head, "ANNOTATION_DOCUMENT"))
}

fn read(file: &str, bytes: &[u8]) -> Reading {
    let mut found = None;
    let mut reading = xml::read((NAME, VERSION), file, bytes, |document, reading| {
        let root = document.root_element();
        if root.tag_name().name() != "ANNOTATION_DOCUMENT" {
            let message =
                format!("expected ANNOTATION_DOCUMENT; found {}. Nothing of it was read", root.tag_name().name());
            return reading.problem(Problem::note(file, message));
        }
        let mut elan = Elan::of(file, document);
        elan.read(root);
        elan.problems.finish().into_iter().for_each(|problem| reading.problem(problem));
        found = Some(elan.transcript);
    });
    if let Some(transcript) = found {
        reading = reading.with_transcript(transcript);
    }
    reading
}

/// A document while it is read.
struct Elan<'a, 'd, 'f> {
    slots: Slots,
    problems: xml::Problems<'f>,
    transcript: Transcript,
    places: Places<'a, 'd>,
    /// How the parts of a tier lie in their parents, by the name of its type.
    constraints: BTreeMap<&'a str, &'a str>,
}

impl<'a, 'd: 'a, 'f> Elan<'a, 'd, 'f> {
    fn of(file: &'f str, document: &'a Document<'d>) -> Self {
        let mut problems = xml::Problems::of(file, document);
        let types = xml::children(document.root_element(), "LINGUISTIC_TYPE");
        let constraints =
            types.filter_map(|one| Some((one.attribute("LINGUISTIC_TYPE_ID")?, one.attribute("CONSTRAINTS")?)));
        Elan {
            slots: Slots::of(document.root_element(), &mut problems),
            problems,
            transcript: Transcript::default(),
            places: Places::default(),
            constraints: constraints.collect(),
        }
    }

    fn read(&mut self, root: Node<'a, 'd>) {
        let media = xml::children(root, "HEADER").flat_map(|header| xml::children(header, "MEDIA_DESCRIPTOR"));
        self.transcript.media.extend(media.filter_map(|one| one.attribute("MEDIA_URL").map(str::to_owned)));
        self.kept(root);
        for tier in xml::children(root, "TIER") {
            self.tier(tier);
        }
        self.places.resolve(&mut self.transcript.cues, &mut self.problems);
        self.places.within_parents(&mut self.transcript.cues, &mut self.problems);
    }

    /// Keeps what is no annotation: attributes of the document by name, its other parts as written, its slots in their order.
    fn kept(&mut self, root: Node<'a, 'd>) {
        let mut kept = xml::Kept::default();
        root.attributes().filter(|one| one.namespace().is_none()).for_each(|one| kept.add(one.name(), one.value()));
        for part in root.children().filter(Node::is_element) {
            let name = part.tag_name().name();
            match name {
                _ if PARTS.contains(&name) => kept.add_line(name, &xml::written(part)),
                "TIER" => kept.add_line(name, &xml::tag(part)),
                "TIME_ORDER" => kept.add_line(name, &self.slots.order),
                _ => self
                    .problems
                    .at(part, format!("{name} is no part of an ELAN document that is known; it was passed over")),
            }
        }
        let (texts, problem) = kept.finish(self.problems.file());
        self.transcript.extra = texts;
        problem.into_iter().for_each(|problem| self.problems.of_file(problem));
    }

    fn tier(&mut self, tier: Node<'a, 'd>) {
        let id = tier.attribute("TIER_ID").unwrap_or_default();
        let kind = tier.attribute("LINGUISTIC_TYPE_REF").and_then(|kind| self.constraints.get(kind)).copied();
        self.places.begin_tier(id, tier.attribute("PARENT_REF"), kind);
        let participant = tier.attribute("PARTICIPANT").filter(|name| !name.is_empty());
        let of_tier = Cue {
            voice: participant.map(|name| self.transcript.voice(name)),
            lang: tier.attribute("LANG_REF").map(str::to_owned),
            tier: tier.attribute("TIER_ID").map(str::to_owned),
            ..Cue::default()
        };
        for annotation in xml::children(tier, "ANNOTATION").flat_map(|one| one.children().filter(Node::is_element)) {
            self.annotation(&of_tier, annotation);
        }
    }

    fn annotation(&mut self, of_tier: &Cue, annotation: Node<'a, 'd>) {
        let mut cue = Cue {
            text: xml::text_of(annotation, "ANNOTATION_VALUE"),
            label: annotation.attribute("ANNOTATION_ID").map(str::to_owned),
            line: Some(self.problems.line(annotation)),
            ..of_tier.clone()
        };
        for attribute in annotation.attributes() {
            match attribute.name() {
                "ANNOTATION_ID" => {}
                "LANG_REF" => cue.lang = Some(attribute.value().to_owned()),
                name => drop(cue.extra.insert(name.to_owned(), attribute.value().to_owned())),
            }
        }
        match annotation.tag_name().name() {
            "ALIGNABLE_ANNOTATION" => self.aligned(annotation, &mut cue),
            "REF_ANNOTATION" => {}
            other => {
                self.problems.at(annotation, format!("{other} is no annotation that is known; its words are kept"))
            }
        }
        self.places.add(annotation, self.transcript.cues.len(), &mut self.problems);
        self.transcript.cues.push(cue);
    }

    fn aligned(&mut self, annotation: Node<'a, 'd>, cue: &mut Cue) {
        let slot = |name: &str| self.slots.get(annotation.attribute(name)?);
        let (Some(start), Some(end)) = (slot("TIME_SLOT_REF1"), slot("TIME_SLOT_REF2")) else {
            return self.problems.at(annotation, "a time slot that it names is not there; it has no times");
        };
        (cue.start_ms, cue.end_ms) = (start.ms, end.ms);
        cue.timing = match (start.ms, end.ms) {
            (None, None) => Timing::Absent,
            _ if start.is_made() || end.is_made() => Timing::Interpolated,
            _ => Timing::Stated,
        };
        if let (Some(start), Some(end)) = (start.ms, end.ms)
            && start > end
        {
            self.problems.at(annotation, "it ends before it begins; kept as it is");
        }
    }
}
