//! What the readers of XML share: parsing with bounds, and texts of elements by name, whatever their namespace.
//! Document types are refused, so that no entity can grow; nothing outside the file is ever fetched.

use crate::encoding::decode;
use crate::{Problem, Reading};
use roxmltree::{Document, Node, ParsingOptions};

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

/// Whether a file begins like an XML document with this root element.
pub(super) fn has_root(head: &[u8], root: &str) -> bool {
    let head = String::from_utf8_lossy(head);
    head.find(&format!("<{root}")).is_some_and(|at| {
        let before = &head[..at];
        // Only declarations and comments may stand before the root.
        before.matches('<').count() == before.matches("<?").count() + before.matches("<!--").count()
    })
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
