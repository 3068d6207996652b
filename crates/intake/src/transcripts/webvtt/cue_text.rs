//! Cue text as nodes: classes, voices, languages, ruby, times. A list in the order of the text, each node with its depth,
//! so that no depth of nesting can exhaust the stack. What becomes of the nodes is decided in `runs` and `write`.

use super::character_references::reference;
use super::numbers::{Scanner, Time};

/// Most nodes of one cue; what follows stays one last text as written.
const MAX_NODES: usize = 100_000;
/// Deepest nesting; tags beyond it are passed over, their text is kept.
const MAX_DEPTH: usize = 50;

/// A node of a cue's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// How many nodes it stands in.
    pub depth: usize,
    /// What it is.
    pub kind: NodeKind,
}

/// What a node of a cue's text is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NodeKind {
    /// Text; its character references are resolved.
    Text(String),
    /// The time from which what follows is current.
    Time(Time),
    /// An element that holds the deeper nodes behind it.
    Element {
        /// `c`, `i`, `b`, `u`, `ruby`, `rt`, `v` or `lang`.
        tag: &'static str,
        /// Its classes.
        classes: Vec<String>,
        /// The voice of `v`, the language of `lang`.
        annotation: String,
    },
}

/// The nodes of a cue's text.
pub fn parse_cue_text(text: &str) -> Vec<Node> {
    let mut tree = Tree::default();
    let mut rest = text;
    while !rest.is_empty() && tree.nodes.len() < MAX_NODES {
        rest = match rest.strip_prefix('<') {
            Some(tag) => tree.take_tag(tag),
            None => tree.take_text(rest),
        };
    }
    if !rest.is_empty() {
        tree.push(NodeKind::Text(rest.to_owned()));
    }
    tree.nodes
}

/// Nodes as they are built, and the tags that are open.
#[derive(Default)]
struct Tree {
    nodes: Vec<Node>,
    open: Vec<&'static str>,
}

impl Tree {
    fn push(&mut self, kind: NodeKind) {
        self.nodes.push(Node { depth: self.open.len(), kind });
    }

    /// Text up to the next tag; what follows it.
    fn take_text<'a>(&mut self, text: &'a str) -> &'a str {
        let (text, rest) = text.split_at(text.find('<').unwrap_or(text.len()));
        self.push(NodeKind::Text(resolve(text)));
        rest
    }

    /// A tag behind its `<`; what follows its `>`. A tag that is not closed runs to the end.
    fn take_tag<'a>(&mut self, text: &'a str) -> &'a str {
        let (tag, rest) = text.split_once('>').unwrap_or((text, ""));
        match tag.bytes().next() {
            Some(b'/') => self.close(&tag[1..]),
            Some(b'0'..=b'9') => self.time(tag),
            _ => self.start(tag),
        }
        rest
    }

    fn time(&mut self, tag: &str) {
        let mut scanner = Scanner::new(tag);
        if let Some(time) = scanner.take_time().filter(|_| scanner.rest().is_empty()) {
            self.push(NodeKind::Time(time));
        }
    }

    fn start(&mut self, text: &str) {
        let (names, annotation) = text.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((text, ""));
        let mut names = names.split('.');
        let known = ["c", "i", "b", "u", "ruby", "rt", "v", "lang"];
        let name = names.next().unwrap_or_default();
        let Some(tag) = known.into_iter().find(|tag| *tag == name) else { return };
        if tag == "rt" && self.open.last() != Some(&"ruby") || self.open.len() >= MAX_DEPTH {
            return;
        }
        let classes = names.filter(|class| !class.is_empty()).map(str::to_owned).collect();
        let annotation = if ["v", "lang"].contains(&tag) { collapse(&resolve(annotation)) } else { String::new() };
        self.push(NodeKind::Element { tag, classes, annotation });
        self.open.push(tag);
    }

    /// Closes the innermost tag if it has this name; `ruby` also closes the `rt` in it. Others are passed over.
    fn close(&mut self, name: &str) {
        match self.open.last() {
            Some(tag) if *tag == name => drop(self.open.pop()),
            Some(&"rt") if name == "ruby" => self.open.truncate(self.open.len().saturating_sub(2)),
            _ => {}
        }
    }
}

/// The text with its character references resolved.
fn resolve(text: &str) -> String {
    let mut resolved = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        resolved.push_str(&rest[..at]);
        let (characters, length) = reference(&rest[at..]).unwrap_or_else(|| ("&".to_owned(), 1));
        resolved.push_str(&characters);
        rest = &rest[at + length..];
    }
    resolved + rest
}

/// Words parted by single spaces.
fn collapse(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_voice_keeps_its_classes_and_its_whole_name() {
        let nodes = parse_cue_text("<v.loud.first  Медсестра\tA &amp; B>Да.");
        let NodeKind::Element { tag, classes, annotation } = &nodes[0].kind else { panic!("{nodes:?}") };
        assert_eq!((*tag, classes.join(" ").as_str(), annotation.as_str()), ("v", "loud first", "Медсестра A & B"));
        assert_eq!(nodes[1], Node { depth: 1, kind: NodeKind::Text("Да.".into()) });
    }

    #[test]
    fn tags_without_end_stop_at_the_limits_and_keep_their_text() {
        let nodes = parse_cue_text(&"<b>x".repeat(300));
        assert_eq!((nodes.len(), nodes.iter().map(|node| node.depth).max()), (300 + MAX_DEPTH, Some(MAX_DEPTH)));
        assert_eq!(parse_cue_text(&"<b></b>".repeat(200_000)).len(), MAX_NODES + 1);
    }
}
