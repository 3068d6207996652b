//! The parts of an ELAN document besides its tiers, written anew from what was kept of them; vocabularies of 2.7 become those
//! of 3.0. Parts that cannot be parsed again are left out.

use crate::transcripts::xml::{self, attributes, escaped};
use firsthand_model::Transcript;
use roxmltree::Node;
use std::collections::BTreeMap;

/// The language of vocabularies that name none.
const UNDETERMINED: &str = "und";
/// Deepest level that is written; no part of the format is that deep.
const MAX_LEVELS: usize = 16;

/// The written parts by name.
pub(super) struct Parts {
    written: BTreeMap<&'static str, Vec<String>>,
}

impl Parts {
    pub fn of(transcript: &Transcript) -> Self {
        let mut parts = Parts { written: BTreeMap::new() };
        for name in super::super::PARTS {
            if let Some(kept) = transcript.extra.get(name) {
                parts.add_all(name, kept);
            }
        }
        parts
    }

    fn add_all(&mut self, name: &'static str, kept: &str) {
        let whole = format!("<kept>{kept}</kept>");
        let Ok(document) = xml::parse(&whole) else { return };
        for node in xml::children(document.root_element(), name) {
            let is_old = name == "CONTROLLED_VOCABULARY" && (node.has_attribute("DESCRIPTION") || has_entries(node));
            if is_old {
                self.need_undetermined();
            }
            let text = if is_old { vocabulary(node) } else { element(node, MAX_LEVELS) };
            self.written.entry(name).or_default().push(text);
        }
    }

    /// Adds a part that nothing was kept of.
    pub fn add(&mut self, name: &'static str, text: String) {
        self.written.entry(name).or_default().push(text);
    }

    /// Whether there is a part of this name that has this attribute.
    pub fn has(&self, name: &str, attribute: &str, value: &str) -> bool {
        let sought = attributes(&[(attribute, value)]);
        self.written.get(name).is_some_and(|parts| parts.iter().any(|part| part.contains(&sought)))
    }

    fn need_undetermined(&mut self) {
        if !self.has("LANGUAGE", "LANG_ID", UNDETERMINED) {
            self.add("LANGUAGE", format!("<LANGUAGE{}/>", attributes(&[("LANG_ID", UNDETERMINED)])));
        }
    }

    /// All parts of a name, each on its line.
    pub fn get(&self, name: &str) -> String {
        self.written.get(name).into_iter().flatten().map(|part| format!("{part}\n")).collect()
    }

    /// The header, made of the recordings where none was kept.
    pub fn header(&self, transcript: &Transcript) -> String {
        if self.written.contains_key("HEADER") {
            return self.get("HEADER");
        }
        let media = transcript.media.iter().map(|address| {
            format!("<MEDIA_DESCRIPTOR{}/>", attributes(&[("MEDIA_URL", address), ("MIME_TYPE", "unknown")]))
        });
        format!("<HEADER TIME_UNITS=\"milliseconds\">{}</HEADER>\n", media.collect::<String>())
    }
}

fn has_entries(vocabulary: Node<'_, '_>) -> bool {
    xml::children(vocabulary, "CV_ENTRY").next().is_some()
}

/// An element with all that is in it.
fn element(node: Node<'_, '_>, levels: usize) -> String {
    let own: Vec<(&str, &str)> =
        node.attributes().filter(|one| one.namespace().is_none()).map(|one| (one.name(), one.value())).collect();
    let name = node.tag_name().name();
    let is_mixed = node.children().any(|child| child.is_element());
    let inner: String = node
        .children()
        .map(|child| match child.text() {
            _ if child.is_element() && levels > 0 => element(child, levels - 1),
            Some(text) if child.is_text() && !(is_mixed && text.trim().is_empty()) => escaped(text),
            _ => String::new(),
        })
        .collect();
    format!("<{name}{}>{inner}</{name}>", attributes(&own))
}

/// A vocabulary of 2.7 as one of 3.0: entries get names and a language.
fn vocabulary(node: Node<'_, '_>) -> String {
    let kept = |node: Node<'_, '_>, names: &[&'static str]| -> String {
        let pairs: Vec<(&str, &str)> = names.iter().filter_map(|name| Some((*name, node.attribute(*name)?))).collect();
        attributes(&pairs)
    };
    let language = attributes(&[("LANG_REF", UNDETERMINED)]);
    let mut out = format!("<CONTROLLED_VOCABULARY{}>", kept(node, &["CV_ID", "EXT_REF"]));
    if let Some(description) = node.attribute("DESCRIPTION") {
        out.push_str(&format!("<DESCRIPTION{language}>{}</DESCRIPTION>", escaped(description)));
    }
    for (number, entry) in xml::children(node, "CV_ENTRY").enumerate() {
        let name = attributes(&[("CVE_ID", &format!("cveid{number}"))]);
        let value = escaped(&xml::all_text(entry));
        let (about, outer) = (kept(entry, &["DESCRIPTION"]), kept(entry, &["EXT_REF"]));
        out.push_str(&format!(
            "<CV_ENTRY_ML{name}{outer}><CVE_VALUE{language}{about}>{value}</CVE_VALUE></CV_ENTRY_ML>"
        ));
    }
    out + "</CONTROLLED_VOCABULARY>"
}
