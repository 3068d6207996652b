//! The words of a TEI transcription: who speaks, what is said, and what happens besides, in the order of the document.
//! Elements that are not known pass their text through.

use super::header::{Header, phrase};
use super::pieces::Turn;
use super::timeline::Timeline;
use super::{id, lang, target};
use crate::transcripts::moments::Moment;
use crate::transcripts::xml::{Problems, all_text, children};
use firsthand_model::Transcript;
use firsthand_model::transcript::{Cue, CueKind, Section, SectionKind};
use roxmltree::{Document, Node};
use std::collections::{BTreeSet, HashMap};

/// Deepest level of elements; what lies deeper is read as text.
const MAX_LEVELS: usize = 100;
/// Most cues of a transcript.
const MAX_CUES: usize = 500_000;
/// Events that are nobody's words.
const EVENTS: [&str; 8] = ["pause", "vocal", "incident", "kinesic", "shift", "gap", "note", "writing"];

/// A document while its words are read.
pub(super) struct Speech<'s, 'f> {
    transcript: &'s mut Transcript,
    header: &'s Header,
    timeline: &'s Timeline,
    problems: &'s mut Problems<'f>,
    /// Voices by what `who` says, and by how they are called.
    voices: HashMap<String, u32>,
    labels: HashMap<String, u32>,
    strangers: BTreeSet<String>,
    turn: Option<Turn>,
    is_full: bool,
}

impl<'s, 'f> Speech<'s, 'f> {
    pub fn new(
        transcript: &'s mut Transcript,
        header: &'s Header,
        timeline: &'s Timeline,
        problems: &'s mut Problems<'f>,
    ) -> Self {
        let (voices, labels, strangers) = (HashMap::new(), HashMap::new(), BTreeSet::new());
        Speech { transcript, header, timeline, problems, voices, labels, strangers, turn: None, is_full: false }
    }

    pub fn read(mut self, document: &Document<'_>) {
        self.inside(document.root_element(), 0);
        self.between_neighbours();
        if !self.strangers.is_empty() {
            let some: Vec<&str> = self.strangers.iter().take(5).map(String::as_str).collect();
            let (count, some) = (self.strangers.len(), some.join(", "));
            let what =
                format!("{count} voices have no person in this file and are called by their identifiers: {some}");
            self.problems.at_line(1, what);
        }
    }

    /// Places what has no point of its own between its neighbours: not before the one before it ends, not past its own end.
    fn between_neighbours(&mut self) {
        let cues = &self.transcript.cues;
        let open: Vec<usize> = (0..cues.len()).filter(|index| cues[*index].start_ms.is_none()).collect();
        self.transcript.interpolate();
        for index in open {
            let before = index.checked_sub(1).and_then(|before| self.transcript.cues[before].end_ms);
            let cue = &mut self.transcript.cues[index];
            let latest = |start: i64| cue.end_ms.map_or(start, |end| start.min(end));
            cue.start_ms = cue.start_ms.map(|start| latest(start.max(before.unwrap_or(start))));
        }
    }

    fn inside(&mut self, node: Node<'_, '_>, level: usize) {
        for child in node.children() {
            match child.is_element() {
                true if level < MAX_LEVELS => self.element(child, level + 1),
                true => self.too_deep(child),
                false if child.is_text() => self.words(node, child.text().unwrap_or_default()),
                false => {}
            }
        }
    }

    fn too_deep(&mut self, node: Node<'_, '_>) {
        self.problems.at(node, "elements nested too deep; their text is kept without markup");
        self.words(node, &all_text(node));
    }

    fn element(&mut self, node: Node<'_, '_>, level: usize) {
        match node.tag_name().name() {
            "teiHeader" | "timeline" | "standOff" => {}
            "u" if self.turn.is_none() => self.utterance(node, level),
            "annotationBlock" => self.block(node, level),
            "spanGrp" => self.spans(node),
            "anchor" => self.anchor(node),
            "seg" | "s" if self.turn.is_some() => self.segment(node, level),
            "w" | "pc" => self.token(node, level),
            "choice" => self.choice(node, level),
            "head" => self.head(node),
            name if EVENTS.contains(&name) => self.event(node),
            _ => self.inside(node, level),
        }
    }

    /// Words in a turn, or a remark where nobody speaks.
    fn words(&mut self, parent: Node<'_, '_>, words: &str) {
        if let Some(turn) = &mut self.turn {
            return turn.say(words);
        }
        if !words.trim().is_empty() {
            let text = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let line = Some(self.problems.line(parent));
            let element = ("element".to_owned(), parent.tag_name().name().to_owned());
            self.push(vec![Cue { kind: CueKind::Note, text, line, extra: [element].into(), ..Cue::default() }]);
        }
    }

    fn utterance(&mut self, node: Node<'_, '_>, level: usize) {
        let block = node.parent().filter(|parent| parent.tag_name().name() == "annotationBlock");
        let attribute = |name: &str| node.attribute(name).or_else(|| block?.attribute(name)).map(str::to_owned);
        let start = attribute("start").or_else(|| attribute("synch")).and_then(|pointer| self.moment(node, &pointer));
        let end = attribute("end").and_then(|pointer| self.moment(node, &pointer));
        if let (Some(from), Some(to)) = (start.and_then(|one| one.ms), end.and_then(|one| one.ms))
            && from > to
        {
            self.problems.at(node, "it ends before it begins; kept as it is");
        }
        let voice = attribute("who").and_then(|who| self.voice(&who));
        let mut turn = Turn::begin(voice, self.lang_of(node), self.problems.line(node), start);
        turn.next = about(node, self.problems.line(node));
        turn.next.label = turn.next.label.or_else(|| block.and_then(id).map(str::to_owned));
        self.turn = Some(turn);
        self.inside(node, level);
        let cues = self.turn.take().map(|turn| turn.finish(end)).unwrap_or_default();
        if cues.is_empty() {
            self.problems.at(node, "an utterance without words; it makes no cue");
        }
        self.push(cues);
    }

    /// A block of one utterance and what is said of it; `spanGrp` may stand on either side.
    fn block(&mut self, node: Node<'_, '_>, level: usize) {
        let first = self.transcript.cues.len();
        self.inside(node, level);
        for group in children(node, "spanGrp") {
            let name = format!("spanGrp {}", group.attribute("type").unwrap_or_default());
            let spans: Vec<String> = children(group, "span").map(span).collect();
            if let Some(cue) = self.transcript.cues.get_mut(first) {
                cue.extra.insert(name.trim_end().to_owned(), spans.join("\n"));
            }
        }
    }

    /// Spans within a block are taken by the block; others are kept with the document.
    fn spans(&mut self, node: Node<'_, '_>) {
        if node.parent().is_some_and(|parent| parent.tag_name().name() == "annotationBlock") {
            return;
        }
        let spans: Vec<String> = children(node, "span").map(span).collect();
        let kept = self.transcript.extra.entry("spanGrp".to_owned()).or_default();
        kept.push_str(if kept.is_empty() { "" } else { "\n" });
        kept.push_str(&spans.join("\n"));
    }

    fn anchor(&mut self, node: Node<'_, '_>) {
        let moment = node.attribute("synch").and_then(|pointer| self.moment(node, pointer));
        if let Some(turn) = self.turn.as_mut().filter(|_| moment.is_some()) {
            turn.cut(moment);
        }
    }

    /// A part of a turn: a piece of its own right below it or in another language, otherwise words.
    fn segment(&mut self, node: Node<'_, '_>, level: usize) {
        let own = lang(node).is_some().then(|| self.lang_of(node));
        let is_part = node.tag_name().name() == "seg" && node.parent().is_some_and(|one| one.tag_name().name() == "u");
        let about = about(node, self.problems.line(node));
        let Some(turn) = &mut self.turn else { return };
        let outer = turn.lang.clone();
        let is_piece = is_part || own.as_ref().is_some_and(|own| *own != outer);
        if is_piece {
            turn.cut(None);
            let mut said = std::mem::take(&mut turn.next);
            said.extra.extend(about.extra);
            if let (Some(_), Some(whole)) = (&about.label, said.label.take_if(|_| about.label.is_some())) {
                said.extra.insert("u".to_owned(), whole);
            }
            turn.next = Cue { label: about.label.or(said.label), line: about.line, ..said };
            turn.lang = own.unwrap_or_else(|| outer.clone());
        }
        turn.space();
        self.inside(node, level);
        let Some(turn) = &mut self.turn else { return };
        turn.space();
        if is_piece {
            turn.cut(None);
            turn.lang = outer;
        }
    }

    fn token(&mut self, node: Node<'_, '_>, level: usize) {
        let joins = |side: &str| node.attribute("join").is_some_and(|join| [side, "both"].contains(&join));
        if let Some(turn) = self.turn.as_mut().filter(|_| joins("left")) {
            turn.glue();
        }
        self.inside(node, level);
        if let Some(turn) = self.turn.as_mut().filter(|_| joins("right")) {
            turn.glue();
        }
    }

    /// Of several readings the first is what was said; the others are kept beside it.
    fn choice(&mut self, node: Node<'_, '_>, level: usize) {
        let mut readings = node.children().filter(Node::is_element);
        if let Some(first) = readings.next() {
            self.inside(first, level);
        }
        for other in readings {
            if let Some(turn) = &mut self.turn {
                add(&mut turn.next, other.tag_name().name(), &phrase(other));
            }
        }
    }

    fn head(&mut self, node: Node<'_, '_>) {
        let (title, line) = (phrase(node), self.problems.line(node));
        if title.is_empty() {
            return;
        }
        if node.parent().is_some_and(|parent| parent.tag_name().name() == "div") && self.turn.is_none() {
            let first = u32::try_from(self.transcript.cues.len()).unwrap_or(u32::MAX);
            let extra = node.parent().map(|parent| about(parent, line).extra).unwrap_or_default();
            let kind = SectionKind::Chapter;
            self.transcript.sections.push(Section { kind, title, first, extra, ..Section::default() });
        } else if let Some(turn) = &mut self.turn {
            turn.say(&format!(" {title} "));
        } else {
            self.push(vec![Cue { kind: CueKind::Heading, text: title, line: Some(line), ..Cue::default() }]);
        }
    }

    /// Something that happens: a remark within the turn, or by itself.
    fn event(&mut self, node: Node<'_, '_>) {
        let line = self.problems.line(node);
        let start = node.attribute("start").and_then(|pointer| self.moment(node, pointer));
        let end = node.attribute("end").and_then(|pointer| self.moment(node, pointer));
        let mut cue = about(node, line);
        let text = Some(phrase(node)).filter(|text| !text.is_empty()).unwrap_or_else(|| described(node, &cue));
        cue.extra.insert("element".to_owned(), node.tag_name().name().to_owned());
        if let Some(turn) = &mut self.turn {
            turn.cut(start);
            return turn.remark(text, cue, end);
        }
        let voice = node.attribute("who").and_then(|who| self.voice(who));
        let mut alone = Turn::begin(voice, None, line, start);
        alone.remark(text, cue, end);
        self.push(alone.finish(None));
    }

    fn moment(&mut self, node: Node<'_, '_>, pointer: &str) -> Option<Moment> {
        let found = self.timeline.get(pointer);
        if found.is_none() {
            self.problems.at(node, format!("the point «{}» that it names is not there", crate::problem::clip(pointer)));
        }
        found
    }

    /// The voice that `who` names; several who speak at once are one voice of all their names.
    fn voice(&mut self, who: &str) -> Option<u32> {
        if let Some(known) = self.voices.get(who) {
            return Some(*known);
        }
        let names: Vec<&str> = who.split_whitespace().map(target).filter(|name| !name.is_empty()).collect();
        for name in names.iter().filter(|name| self.header.label(name).is_none()) {
            self.strangers.insert((*name).to_owned());
        }
        let label = names.iter().map(|name| self.header.label(name).unwrap_or(name)).collect::<Vec<_>>().join(", ");
        if label.is_empty() {
            return None;
        }
        let next = u32::try_from(self.transcript.voices.len()).ok()?;
        let voice = *self.labels.entry(label.clone()).or_insert(next);
        if voice == next {
            self.transcript.voices.push(label);
        }
        self.voices.insert(who.to_owned(), voice);
        Some(voice)
    }

    /// The language of a node, where it differs from the transcript's.
    fn lang_of(&self, node: Node<'_, '_>) -> Option<String> {
        let nearest = node.ancestors().find_map(lang);
        nearest.filter(|lang| Some(lang) != self.transcript.lang.as_ref())
    }

    fn push(&mut self, cues: Vec<Cue>) {
        let room = MAX_CUES.saturating_sub(self.transcript.cues.len());
        if cues.len() > room && !std::mem::replace(&mut self.is_full, true) {
            let line = cues.get(room).and_then(|cue| cue.line).unwrap_or(1);
            let what =
                format!("more than {MAX_CUES} cues; from here on it was not read, and stays in the original alone");
            self.problems.rest_unread(line, what);
        }
        self.transcript.cues.extend(cues.into_iter().take(room));
    }
}

/// What an element says of itself: its identifier, and attributes that have no place of their own.
fn about(node: Node<'_, '_>, line: u64) -> Cue {
    let has_place = ["start", "end", "id", "lang"];
    let mut cue = Cue { label: id(node).map(str::to_owned), line: Some(line), ..Cue::default() };
    for attribute in node.attributes().filter(|one| !has_place.contains(&one.name()) && !one.value().is_empty()) {
        cue.extra.insert(attribute.name().to_owned(), attribute.value().to_owned());
    }
    cue
}

/// An event without words: its name and what its attributes say.
fn described(node: Node<'_, '_>, about: &Cue) -> String {
    let said = about.extra.iter().map(|(name, value)| format!(", {name} {value}"));
    format!("{}{}", node.tag_name().name(), said.collect::<String>())
}

/// A span with the points it lies between.
fn span(node: Node<'_, '_>) -> String {
    let points = ["from", "to", "target"].into_iter().filter_map(|name| node.attribute(name));
    format!("{}: {}", points.collect::<Vec<_>>().join(" "), phrase(node))
}

fn add(cue: &mut Cue, name: &str, text: &str) {
    let kept = cue.extra.entry(name.to_owned()).or_default();
    kept.push_str(if kept.is_empty() { "" } else { "; " });
    kept.push_str(text);
}
