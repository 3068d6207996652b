//! Walks from the body down to its paragraphs, adding times up on the way. What a paragraph holds is read in `paragraph`.

use super::super::captions::Captions;
use super::head::{Agents, clock, describe};
use super::paragraph;
use super::scope::{BadTime, Context, Scope, is_timed};
use crate::problem::clip;
use roxmltree::{Document, Node};

/// Deepest nesting of elements below the body.
const MAX_DEPTH: usize = 100;

/// Reads a document into captions.
pub(super) fn fill(captions: &mut Captions, document: &Document) {
    let root = document.root_element();
    let part = |name| root.children().find(|node| node.is_element() && node.tag_name().name() == name);
    let (head, body) = (part("head"), part("body"));
    describe(captions, root, head, document.input_text());
    let context = Context { clock: clock(captions, root), agents: Agents::of(head) };
    let Some(body) = body else {
        return captions.note(1, "the document has no body, and so no words");
    };
    let source = document.input_text();
    Walk { captions, context, source, place: (0, 1) }.element(body, &Scope::default(), None, 0);
}

/// A walk through a document.
pub(super) struct Walk<'w, 'f> {
    pub(super) captions: &'w mut Captions<'f>,
    pub(super) context: Context,
    pub(super) source: &'w str,
    /// A byte of the source and its line: the next one asked for is near.
    place: (usize, u64),
}

impl Walk<'_, '_> {
    /// Reads an element of which the times count from `from`; its own end, for a sequence.
    fn element(&mut self, node: Node, parent: &Scope, from: Option<i64>, depth: usize) -> Option<i64> {
        let scope = self.scope(node, parent, from);
        if node.tag_name().name() == "p" {
            return paragraph::read(self, node, &scope).or(scope.end_ms);
        }
        if depth >= MAX_DEPTH {
            let line = self.line(node);
            self.captions.tally("elements are nested too deep; what stands in them was left out", line);
            return scope.end_ms;
        }
        let mut from = scope.start_ms;
        let mut last_end = None;
        for child in node.children() {
            if child.is_text() && child.text().is_some_and(|text| !text.trim().is_empty()) {
                let line = self.line(child);
                self.captions.tally("text outside a paragraph; left out", line);
            }
            if !["div", "p"].contains(&child.tag_name().name()) {
                continue;
            }
            let end = self.element(child, &scope, from, depth + 1);
            last_end = last_end.max(end);
            if scope.is_sequence {
                from = end.or(from);
            }
        }
        scope.end_ms.or(last_end)
    }

    /// The scope of an element, its unreadable times reported.
    pub(super) fn scope(&mut self, node: Node, parent: &Scope, from: Option<i64>) -> Scope {
        let mut bad = Vec::new();
        let mut scope = parent.child(node, from, &self.context, &mut bad);
        let line = if bad.is_empty() { 0 } else { self.line(node) };
        for BadTime { attribute, value } in &bad {
            let message = format!("{attribute} is no time: {}; it was passed over", clip(value));
            self.captions.note(line, message);
        }
        // A beginning that cannot be read leaves no time: the parent's would be wrong.
        if bad.iter().any(|bad| bad.attribute == "begin") {
            (scope.start_ms, scope.end_ms) = (None, None);
        }
        scope
    }

    /// The line on which a node begins.
    pub(super) fn line(&mut self, node: Node) -> u64 {
        let ((from, line), to) = (self.place, node.range().start);
        let ends =
            |from: usize, to: usize| self.source.as_bytes()[from..to].iter().filter(|byte| **byte == b'\n').count();
        let line = if from <= to { line + ends(from, to) as u64 } else { line - ends(to, from) as u64 };
        self.place = (to, line);
        line
    }
}

/// Whether anything in a paragraph has times of its own.
pub(super) fn has_timed_spans(paragraph: Node) -> bool {
    paragraph.descendants().skip(1).any(|node| node.is_element() && is_timed(node))
}
