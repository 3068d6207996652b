//! What the header of a TEI document says of the recording and of those who speak in it.
//! Whatever has no field of its own is kept by the names on the way to it.

use super::{id, lang};
use crate::transcripts::xml::{Kept, Problems};
use firsthand_model::Transcript;
use firsthand_model::transcript::Axis;
use roxmltree::{Document, Node};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The headers of a document.
pub(super) struct Header {
    title: Option<String>,
    date: Option<String>,
    lang: Option<String>,
    media: Vec<String>,
    extra: BTreeMap<String, String>,
    /// How those who speak are called, by identifier.
    labels: HashMap<String, String>,
}

impl Header {
    /// What a document's headers say; of several the first gives title and date.
    pub fn of(document: &Document<'_>, problems: &mut Problems<'_>) -> Self {
        let named = |name: &'static str| document.descendants().filter(move |node| node.tag_name().name() == name);
        let title =
            named("title").find(|node| node.parent().is_some_and(|parent| parent.tag_name().name() == "titleStmt"));
        let mut kept = Kept::default();
        for part in named("teiHeader").chain(named("standOff")) {
            let path = if part.tag_name().name() == "standOff" { "standOff" } else { "" };
            kept.all_of(path, part, &|node| Some(node) == title);
        }
        let (extra, problem) = kept.finish(problems.file());
        problem.into_iter().for_each(|problem| problems.of_file(problem));
        Header {
            title: title.map(phrase).filter(|title| !title.is_empty()),
            date: ["recordingStmt", "settingDesc", "sourceDesc"].into_iter().find_map(|part| date(document, part)),
            lang: std::iter::once(document.root_element()).chain(named("TEI")).chain(named("text")).find_map(lang),
            media: named("media").filter_map(|media| media.attribute("url")).map(str::to_owned).collect(),
            extra,
            labels: labels(document),
        }
    }

    /// A transcript that so far holds what the headers say.
    pub fn begin(&self, axis: Axis) -> Transcript {
        Transcript {
            title: self.title.clone(),
            date: self.date.clone(),
            lang: self.lang.clone(),
            media: self.media.clone(),
            extra: self.extra.clone(),
            axis,
            ..Transcript::default()
        }
    }

    /// How the person with an identifier is called.
    pub fn label(&self, id: &str) -> Option<&str> {
        self.labels.get(id).map(String::as_str)
    }
}

/// The first date within a part of the header.
fn date(document: &Document<'_>, part: &str) -> Option<String> {
    let part = document.descendants().find(|node| node.tag_name().name() == part)?;
    let dates = part.descendants().filter(|node| node.tag_name().name() == "date");
    dates.filter_map(|date| date.attribute("when")).map(str::to_owned).next()
}

/// Names by identifier. Two persons of one name stay two: the second is told apart by the identifier.
fn labels(document: &Document<'_>) -> HashMap<String, String> {
    let (mut labels, mut taken) = (HashMap::new(), HashSet::new());
    let is_person = |node: &Node<'_, '_>| ["person", "personGrp"].contains(&node.tag_name().name());
    for person in document.descendants().filter(is_person) {
        let Some(id) = id(person) else { continue };
        let name = person.children().find(|node| ["persName", "name"].contains(&node.tag_name().name())).map(phrase);
        let name = name.filter(|name| !name.is_empty()).or_else(|| person.attribute("n").map(str::to_owned));
        let name = name.unwrap_or_else(|| id.to_owned());
        let label = if taken.insert(name.clone()) { name } else { format!("{name} ({id})") };
        labels.entry(id.to_owned()).or_insert(label);
    }
    labels
}

/// All text within a node, with single spaces between words and between elements.
pub(super) fn phrase(node: Node<'_, '_>) -> String {
    let texts = node.descendants().filter(Node::is_text).filter_map(|text| text.text());
    texts.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}
