//! The time slots and tiers of an ELAN document: those that were read, or made of a transcript from elsewhere.

use super::parts::Parts;
use crate::transcripts::xml::{self, attributes, escaped};
use firsthand_model::Transcript;
use firsthand_model::transcript::{Cue, Timing};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The type of tiers that name none.
const DEFAULT_TYPE: &str = "default";

/// A tier while it is written.
struct Tier {
    pairs: Vec<(String, String)>,
    cues: Vec<usize>,
}

/// `TIME_ORDER` and all tiers.
pub(super) fn tiers(transcript: &Transcript, parts: &mut Parts) -> String {
    let tiers = all(transcript, parts);
    let names = names(transcript);
    let mut slots = Slots::of(transcript);
    let pairs: Vec<Option<(String, String)>> = transcript
        .cues
        .iter()
        .map(|cue| (!cue.extra.contains_key("ANNOTATION_REF")).then(|| slots.of_cue(cue)))
        .collect();
    let mut out = slots.written();
    for tier in &tiers {
        let pairs_of_tier: Vec<(&str, &str)> = tier.pairs.iter().map(|(name, value)| (&**name, &**value)).collect();
        out.push_str(&format!("<TIER{}>\n", attributes(&pairs_of_tier)));
        for cue in &tier.cues {
            out.push_str(&annotation(transcript, *cue, &names, pairs[*cue].as_ref()));
        }
        out.push_str("</TIER>\n");
    }
    out
}

fn annotation(transcript: &Transcript, index: usize, names: &[String], slots: Option<&(String, String)>) -> String {
    let cue = &transcript.cues[index];
    let mut pairs = vec![("ANNOTATION_ID", names[index].as_str())];
    let kept = ["EXT_REF", "CVE_REF", "SVG_REF", "PREVIOUS_ANNOTATION"];
    pairs.extend(kept.iter().filter_map(|name| Some((*name, cue.extra.get(*name)?.as_str()))));
    let element = match slots {
        Some((start, end)) => {
            pairs.extend([("TIME_SLOT_REF1", start.as_str()), ("TIME_SLOT_REF2", end)]);
            "ALIGNABLE_ANNOTATION"
        }
        None => {
            let parent =
                cue.parent.and_then(|parent| names.get(parent as usize)).or_else(|| cue.extra.get("ANNOTATION_REF"));
            pairs.extend(parent.map(|parent| ("ANNOTATION_REF", parent.as_str())));
            "REF_ANNOTATION"
        }
    };
    let value = escaped(&cue.text);
    format!(
        "<ANNOTATION><{element}{}><ANNOTATION_VALUE>{value}</ANNOTATION_VALUE></{element}></ANNOTATION>\n",
        attributes(&pairs)
    )
}

/// The name of each annotation: its own where it can be one and is the first of that name, otherwise one that is free.
fn names(transcript: &Transcript) -> Vec<String> {
    let mut taken: HashSet<String> = HashSet::new();
    let own: Vec<Option<&String>> = transcript
        .cues
        .iter()
        .map(|cue| cue.label.as_ref().filter(|label| is_name(label) && taken.insert((*label).clone())))
        .collect();
    let mut number = 0;
    own.into_iter().map(|own| own.cloned().unwrap_or_else(|| free(&taken, "a", &mut number))).collect()
}

/// The next name of this kind that nothing has.
fn free(taken: &HashSet<String>, kind: &str, number: &mut usize) -> String {
    loop {
        *number += 1;
        let name = format!("{kind}{number}");
        if !taken.contains(&name) {
            return name;
        }
    }
}

/// Whether a text can be an identifier in XML; letters beyond ASCII are left to the schema's kindness.
fn is_name(text: &str) -> bool {
    let first = text.chars().next();
    first.is_some_and(|one| one.is_ascii_alphabetic() || one == '_')
        && text.chars().all(|one| one.is_ascii_alphanumeric() || "._-".contains(one))
}

/// The tiers that were read, then one for each voice or tier that none of them is.
fn all(transcript: &Transcript, parts: &mut Parts) -> Vec<Tier> {
    let mut tiers: Vec<Tier> = Vec::new();
    let mut by_id: HashMap<String, usize> = HashMap::new();
    let whole = format!("<kept>{}</kept>", transcript.extra.get("TIER").map_or("", String::as_str));
    if let Ok(document) = xml::parse(&whole) {
        for node in xml::children(document.root_element(), "TIER") {
            let pairs = node.attributes().filter(|one| one.namespace().is_none());
            let pairs = pairs.map(|one| (one.name().to_owned(), one.value().to_owned())).collect();
            by_id.entry(node.attribute("TIER_ID").unwrap_or_default().to_owned()).or_insert(tiers.len());
            tiers.push(Tier { pairs, cues: Vec::new() });
        }
    }
    for (index, cue) in transcript.cues.iter().enumerate() {
        let speaker = transcript.speaker(cue);
        let id = cue.tier.as_deref().or(speaker).unwrap_or(cue.kind.word());
        let at = *by_id.entry(id.to_owned()).or_insert_with(|| {
            let mut pairs = vec![("TIER_ID".to_owned(), id.to_owned())];
            pairs.push(("LINGUISTIC_TYPE_REF".to_owned(), DEFAULT_TYPE.to_owned()));
            pairs.extend(speaker.map(|speaker| ("PARTICIPANT".to_owned(), speaker.to_owned())));
            tiers.push(Tier { pairs, cues: Vec::new() });
            tiers.len() - 1
        });
        tiers[at].cues.push(index);
    }
    let is_default =
        |tier: &Tier| tier.pairs.iter().any(|(name, value)| name == "LINGUISTIC_TYPE_REF" && value == DEFAULT_TYPE);
    if tiers.iter().any(is_default) && !parts.has("LINGUISTIC_TYPE", "LINGUISTIC_TYPE_ID", DEFAULT_TYPE) {
        let about = attributes(&[("LINGUISTIC_TYPE_ID", DEFAULT_TYPE), ("TIME_ALIGNABLE", "true")]);
        parts.add("LINGUISTIC_TYPE", format!("<LINGUISTIC_TYPE{about}/>"));
    }
    tiers
}

/// Time slots in their order: those that were read, and new ones where a cue names none of them.
struct Slots {
    read: Vec<(String, Option<i64>)>,
    known: HashSet<String>,
    /// New slots by their time, and within one time in the order of the cues.
    made: BTreeMap<(i64, usize), (String, Option<i64>)>,
    number: usize,
    last_ms: i64,
}

impl Slots {
    fn of(transcript: &Transcript) -> Self {
        let order = transcript.extra.get("TIME_ORDER").map_or("", String::as_str);
        let slot = |one: &str| match one.split_once('=') {
            Some((id, ms)) => (id.to_owned(), ms.parse().ok()),
            None => (one.to_owned(), None),
        };
        let mut known = HashSet::new();
        let read =
            order.split_whitespace().map(slot).filter(|(id, _)| is_name(id) && known.insert(id.clone())).collect();
        Slots { read, known, made: BTreeMap::new(), number: 0, last_ms: 0 }
    }

    /// The slots between which a cue lies.
    fn of_cue(&mut self, cue: &Cue) -> (String, String) {
        let named = |name: &str| cue.extra.get(name).filter(|id| self.known.contains(*id)).cloned();
        let (first, second) = (named("TIME_SLOT_REF1"), named("TIME_SLOT_REF2"));
        let start = first.unwrap_or_else(|| self.make(cue.start_ms, cue.timing));
        let end = second.unwrap_or_else(|| self.make(cue.end_ms, cue.timing));
        (start, end)
    }

    fn make(&mut self, ms: Option<i64>, timing: Timing) -> String {
        let id = free(&self.known, "ts", &mut self.number);
        self.last_ms = ms.unwrap_or(self.last_ms);
        let stated = ms.filter(|ms| timing == Timing::Stated && (0..=i64::from(u32::MAX)).contains(ms));
        self.made.insert((self.last_ms, self.number), (id.clone(), stated));
        id
    }

    fn written(&self) -> String {
        let slot = |(id, ms): &(String, Option<i64>)| {
            let value = ms.map(|ms| attributes(&[("TIME_VALUE", &ms.to_string())])).unwrap_or_default();
            format!("<TIME_SLOT{}{value}/>\n", attributes(&[("TIME_SLOT_ID", id)]))
        };
        let all = self.read.iter().chain(self.made.values());
        format!("<TIME_ORDER>\n{}</TIME_ORDER>\n", all.map(slot).collect::<String>())
    }
}
