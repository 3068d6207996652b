//! What the readers of XML share: parsing with bounds, and texts of elements by name, whatever their namespace.
//! Document types are refused, so that no entity can grow; nothing outside the file is ever fetched.

use crate::encoding::decode;
use crate::limits::MAX_PROBLEMS;
use crate::{Problem, Reading};
use roxmltree::{Document, Node, ParsingOptions};
use std::collections::BTreeMap;

/// Most nodes of a document.
const MAX_NODES: u32 = 4_000_000;

/// Parses a document within bounds.
pub(super) fn parse(text: &str) -> Result<Document<'_>, roxmltree::Error> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options)
}

/// Reads a document and hands it to `make`; what cannot be read is a problem with its line.
pub(super) fn read(
    (name, version): (&str, &str),
    file: &str,
    bytes: &[u8],
    make: impl FnOnce(&Document<'_>, &mut Reading),
) -> Reading {
    let mut reading = Reading::by(name, version);
    match decode(file, bytes) {
        Err(problem) => reading.problem(Problem { fatal: false, ..problem }),
        Ok(text) => match parse(text) {
            Ok(document) => make(&document, &mut reading),
            Err(error) => {
                let message = format!("it is not well-formed XML that may be read ({error}); kept as it is");
                reading.problem(Problem::note(file, message).at_row(error.pos().row.into()));
            }
        },
    }
    reading
}

/// Whether a file begins like an XML document with this root element, whatever its prefix.
pub(super) fn has_root(head: &[u8], root: &str) -> bool {
    root_name(&String::from_utf8_lossy(head)) == Some(root)
}

/// The local name of the root element; a document type names it before it stands there.
fn root_name(head: &str) -> Option<&str> {
    let mut rest = head.trim_start_matches('\u{feff}').trim_start();
    loop {
        let end = match rest {
            _ if rest.starts_with("<?") => "?>",
            _ if rest.starts_with("<!--") => "-->",
            _ => break,
        };
        rest = rest.split_once(end)?.1.trim_start();
    }
    let begin = rest.strip_prefix("<!DOCTYPE").map(str::trim_start).or_else(|| rest.strip_prefix('<'))?;
    let name = begin.split(|one: char| one.is_whitespace() || ['>', '/', '['].contains(&one)).next()?;
    Some(name.rsplit(':').next().unwrap_or(name))
}

/// Children with this local name.
pub(super) fn children<'a, 'd: 'a>(node: Node<'a, 'd>, name: &'a str) -> impl Iterator<Item = Node<'a, 'd>> {
    node.children().filter(move |child| child.is_element() && child.tag_name().name() == name)
}

/// All text within the first child of this name; empty where there is none.
pub(super) fn text_of(node: Node<'_, '_>, name: &str) -> String {
    children(node, name).next().map(all_text).unwrap_or_default()
}

/// All text within a node.
pub(super) fn all_text(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|text| text.text()).collect()
}

/// An element as it stands in the file.
pub(super) fn written(node: Node<'_, '_>) -> String {
    node.document().input_text()[node.range()].to_owned()
}

/// The tag of an element without what is in it.
pub(super) fn tag(node: Node<'_, '_>) -> String {
    let own: Vec<(&str, &str)> =
        node.attributes().filter(|one| one.namespace().is_none()).map(|one| (one.name(), one.value())).collect();
    format!("<{}{}/>", node.tag_name().name(), attributes(&own))
}

/// Attributes as they stand in a tag.
pub(super) fn attributes(pairs: &[(&str, &str)]) -> String {
    pairs.iter().map(|(name, value)| format!(" {name}=\"{}\"", escaped(value))).collect()
}

/// Text for an attribute or between tags; characters that XML cannot hold are replaced.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for one in text.chars() {
        match one {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\t' => out.push_str("&#9;"),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            one => out.push(one),
        }
    }
    out
}

/// Problems of a document, with the lines where they stand.
pub(super) struct Problems<'f> {
    file: &'f str,
    lines: Lines,
    found: Vec<Problem>,
}

impl<'f> Problems<'f> {
    pub fn of(file: &'f str, document: &Document<'_>) -> Self {
        Problems { file, lines: Lines::of(document), found: Vec::new() }
    }

    /// The line where a node begins.
    pub fn line(&self, node: Node<'_, '_>) -> u64 {
        self.lines.of_node(node)
    }

    /// A problem where a node begins. Past the number that a reading lists, none is kept.
    pub fn at(&mut self, node: Node<'_, '_>, what: impl Into<String>) {
        let line = self.line(node);
        self.at_line(line, what);
    }

    /// A problem at a line.
    pub fn at_line(&mut self, line: u64, what: impl Into<String>) {
        if self.found.len() <= MAX_PROBLEMS {
            self.found.push(Problem::note(self.file, what).at_row(line));
        }
    }

    /// That from a line on the document was not read.
    pub fn rest_unread(&mut self, line: u64, what: impl Into<String>) {
        self.found.push(Problem::rest_unread(self.file, what).at_row(line));
    }

    /// A problem of the whole file, before all others.
    pub fn of_file(&mut self, problem: Problem) {
        self.found.insert(0, problem);
    }

    /// The file's path inside the folder.
    pub fn file(&self) -> &'f str {
        self.file
    }

    /// All of them, those of the whole file first, then by line.
    pub fn finish(mut self) -> Vec<Problem> {
        self.found.sort_by_key(|problem| problem.row);
        self.found
    }
}

/// Where the lines of a document begin: asking the parser for each node would read the text anew each time.
pub(super) struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    pub fn of(document: &Document<'_>) -> Self {
        Lines { starts: document.input_text().match_indices('\n').map(|(at, _)| at + 1).collect() }
    }

    /// The line where a node begins, from 1.
    pub fn of_node(&self, node: Node<'_, '_>) -> u64 {
        1 + self.starts.partition_point(|start| *start <= node.range().start) as u64
    }
}

/// Deepest level below an element at which texts are still kept apart.
const KEPT_LEVELS: usize = 16;
/// Most that is kept of a document besides its words. 4 MiB.
const KEPT_BYTES: usize = 4 * 1024 * 1024;

/// What a document holds besides its words, by the names on the way to it: `mediafile/host`, attributes as `date@format`.
#[derive(Default)]
pub(super) struct Kept {
    texts: BTreeMap<String, String>,
    size: usize,
    is_full: bool,
}

impl Kept {
    /// Keeps every text and attribute at and below a node, except below nodes that have a place of their own.
    pub fn all_of(&mut self, path: &str, node: Node<'_, '_>, has_place: &dyn Fn(Node<'_, '_>) -> bool) {
        self.walk(path, node, has_place, 0);
    }

    fn walk(&mut self, path: &str, node: Node<'_, '_>, has_place: &dyn Fn(Node<'_, '_>) -> bool, level: usize) {
        for attribute in node.attributes() {
            self.add(&format!("{path}@{}", attribute.name()), attribute.value());
        }
        let is_deep = level >= KEPT_LEVELS;
        let own: String = node.children().filter(Node::is_text).filter_map(|text| text.text()).collect();
        self.add(path, &if is_deep { all_text(node) } else { own });
        for child in node.children().filter(|child| child.is_element() && !is_deep && !has_place(*child)) {
            if self.is_full {
                return;
            }
            let name = child.tag_name().name();
            let path = if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") };
            self.walk(&path, child, has_place, level + 1);
        }
    }

    /// Keeps a text under a name; several of one name are parted by `; `.
    pub fn add(&mut self, name: &str, text: &str) {
        self.add_behind("; ", name, text);
    }

    /// Keeps a text under a name; several of one name stand on lines of their own.
    pub fn add_line(&mut self, name: &str, text: &str) {
        self.add_behind("\n", name, text);
    }

    fn add_behind(&mut self, between: &str, name: &str, text: &str) {
        let text = text.trim();
        if text.is_empty() || name.is_empty() {
            return;
        }
        self.size += name.len() + text.len();
        if self.size > KEPT_BYTES {
            self.is_full = true;
            return;
        }
        let kept = self.texts.entry(name.to_owned()).or_default();
        kept.push_str(if kept.is_empty() { "" } else { between });
        kept.push_str(text);
    }

    /// The texts by name, and a problem where some found no room.
    pub fn finish(self, file: &str) -> (BTreeMap<String, String>, Option<Problem>) {
        let message =
            format!("it holds more than {KEPT_BYTES} bytes besides its words; the rest stays in the original alone");
        (self.texts, self.is_full.then(|| Problem::note(file, message)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_found_behind_comments_and_named_by_a_document_type() {
        let root = |head: &'static str| root_name(head);
        assert_eq!(root("\u{feff}<?xml version=\"1.0\"?>\n<!-- <a> -->\n<tei:TEI xmlns:tei=\"x\">"), Some("TEI"));
        assert_eq!(root("<!DOCTYPE ROOT [<!ENTITY a \"b\">]><ROOT>"), Some("ROOT"));
        assert_eq!((root("<TEI>"), root("<ROOTS/>"), root("no <ROOT>")), (Some("TEI"), Some("ROOTS"), None));
    }

    #[test]
    fn texts_and_attributes_are_kept_by_their_way() {
        let document = parse("<a><b c=\"1\">one</b><b>two<d>three</d></b><e>no</e></a>").unwrap();
        let mut kept = Kept::default();
        kept.all_of("", document.root_element(), &|node| node.tag_name().name() == "e");
        let (texts, problem) = kept.finish("a.xml");
        let texts: Vec<_> = texts.iter().map(|(name, text)| format!("{name}={text}")).collect();
        assert_eq!((texts.join("|"), problem), ("b=one; two|b/d=three|b@c=1".into(), None));
    }
}
