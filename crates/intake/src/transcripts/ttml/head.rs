//! The head of a TTML document and the attributes of its root: how time is counted, who speaks, what is kept as written.

use super::super::captions::Captions;
use super::clock::{Clock, Drop};
use super::scope::attribute;
use firsthand_model::transcript::Axis;
use roxmltree::Node;
use std::collections::HashMap;

/// Longest head that is kept as written, in bytes.
const MAX_HEAD_BYTES: usize = 1 << 20;

/// Speakers by identifier.
#[derive(Debug, Default)]
pub(super) struct Agents(HashMap<String, String>);

impl Agents {
    /// The name of an agent, or its identifier where no name is given.
    pub(super) fn name<'a>(&'a self, id: &'a str) -> &'a str {
        self.0.get(id).map_or(id, String::as_str)
    }

    /// The agents that a head lists.
    pub(super) fn of(head: Option<Node>) -> Self {
        let agents = head.into_iter().flat_map(|head| elements(head, "agent"));
        Self(agents.filter_map(|agent| Some((attribute(agent, "id")?.to_owned(), name_of(agent)?))).collect())
    }
}

/// The fullest name of an agent; aliases and given names only where there is nothing else.
fn name_of(agent: Node) -> Option<String> {
    let names: Vec<Node> = elements(agent, "name").collect();
    let full = names.iter().find(|name| attribute(**name, "type") == Some("full"));
    let name = words(*full.or(names.first())?);
    Some(name).filter(|name| !name.is_empty())
}

/// Elements below a node by their name without prefix.
pub(super) fn elements<'a, 'i: 'a>(node: Node<'a, 'i>, name: &'a str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.descendants().filter(move |node| node.is_element() && node.tag_name().name() == name)
}

/// The words in an element, parted by single spaces.
fn words(node: Node) -> String {
    let text: String = node.descendants().filter_map(|node| node.is_text().then(|| node.text()).flatten()).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How the root says that time is counted; a value that cannot be read is reported and passed over.
pub(super) fn clock(captions: &mut Captions, root: Node) -> Clock {
    let mut clock = Clock::default();
    let mut number = |name: &str| {
        let value = attribute(root, name)?;
        let number = value.trim().parse::<u32>().ok().filter(|number| *number > 0).map(i128::from);
        if number.is_none() {
            captions.note(
                1,
                format!("{name} is not a number above 0: {}; it was passed over", crate::problem::clip(value)),
            );
        }
        number
    };
    let (frame_rate, sub, tick) = (number("frameRate"), number("subFrameRate"), number("tickRate"));
    clock.frame_rate = frame_rate.unwrap_or(clock.frame_rate);
    clock.sub_frame_rate = sub.unwrap_or(clock.sub_frame_rate);
    clock.multiplier = attribute(root, "frameRateMultiplier").and_then(ratio).unwrap_or(clock.multiplier);
    // Without a tick rate of its own a document ticks by its frames, or else by the second.
    clock.tick_rate = tick.or(frame_rate.map(|rate| rate * clock.sub_frame_rate)).unwrap_or(clock.tick_rate);
    clock.is_smpte = attribute(root, "timeBase") == Some("smpte");
    clock.drop = match attribute(root, "dropMode") {
        Some("dropNTSC") => Drop::Ntsc,
        Some("dropPAL") => Drop::Pal,
        _ => Drop::None,
    };
    clock
}

/// Two whole numbers, parted by a space or by a colon as older drafts have it.
fn ratio(text: &str) -> Option<(i128, i128)> {
    let mut parts = text.split([' ', ':']).filter(|part| !part.is_empty()).map(|part| part.parse::<u32>().ok());
    let (times, over) = (parts.next()??, parts.next().unwrap_or(Some(1))?);
    (times > 0 && over > 0 && parts.next().is_none()).then_some((i128::from(times), i128::from(over)))
}

/// Title, language, axis, and the head as written.
pub(super) fn describe(captions: &mut Captions, root: Node, head: Option<Node>, source: &str) {
    let metadata = head.and_then(|head| elements(head, "metadata").next()).or(head);
    let title = metadata.and_then(|metadata| elements(metadata, "title").next()).map(words);
    captions.transcript.title = title.filter(|title| !title.is_empty());
    captions.transcript.lang = attribute(root, "lang").filter(|lang| !lang.is_empty()).map(str::to_owned);
    if attribute(root, "timeBase") == Some("clock") {
        captions.transcript.axis = Axis::Day;
    }
    for attribute in root.attributes().filter(|attribute| attribute.name() != "lang") {
        captions.add_extra(attribute.name(), attribute.value());
    }
    match head.map(|head| &source[head.range()]) {
        Some(head) if head.len() <= MAX_HEAD_BYTES => captions.add_extra("head", head),
        Some(_) => {
            captions.note(1, format!("the head is longer than {MAX_HEAD_BYTES} bytes; only names and title were taken"))
        }
        None => {}
    }
}
