//! What an element hands down to what stands in it: its interval, speaker, language, kind, white space.
//! Intervals add up: a child's times count from its parent's beginning, or in a sequence from its elder's end.

use super::clock::Clock;
use super::head::Agents;
use roxmltree::Node;

/// What holds for an element.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Scope {
    /// When it begins; nothing where no time has been said yet.
    pub(super) start_ms: Option<i64>,
    /// When it ends, if that is said.
    pub(super) end_ms: Option<i64>,
    /// The speaker's name, or the identifier where the head gives no name.
    pub(super) voice: Option<String>,
    /// The language.
    pub(super) lang: Option<String>,
    /// Roles as written.
    pub(super) role: Option<String>,
    /// Whether white space is kept.
    pub(super) keeps_space: bool,
    /// Whether the children follow one another.
    pub(super) is_sequence: bool,
}

/// A time attribute that cannot be read.
pub(super) struct BadTime {
    pub(super) attribute: &'static str,
    pub(super) value: String,
}

/// The value of an attribute by its name without prefix.
pub(super) fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

/// Whether an element says something about its own time.
pub(super) fn is_timed(node: Node) -> bool {
    ["begin", "end", "dur"].into_iter().any(|name| attribute(node, name).is_some())
}

impl Scope {
    /// The scope of a child, its times counted from `from_ms`.
    pub(super) fn child(&self, node: Node, from_ms: Option<i64>, context: &Context, bad: &mut Vec<BadTime>) -> Self {
        let mut scope = self.clone();
        scope.is_sequence = attribute(node, "timeContainer") == Some("seq");
        scope.take_times(self, node, from_ms, context, bad);
        if let Some(agents) = attribute(node, "agent") {
            scope.voice = agents.split_ascii_whitespace().next().map(|id| context.agents.name(id).to_owned());
        }
        if let Some(lang) = attribute(node, "lang") {
            scope.lang = Some(lang.to_owned()).filter(|lang| !lang.is_empty());
        }
        if let Some(role) = attribute(node, "role") {
            scope.role = Some(role.to_owned());
        }
        if let Some(space) = attribute(node, "space") {
            scope.keeps_space = space == "preserve";
        }
        scope
    }

    fn take_times(&mut self, parent: &Scope, node: Node, from: Option<i64>, context: &Context, bad: &mut Vec<BadTime>) {
        let mut time = |name: &'static str| {
            let value = attribute(node, name)?;
            let millis = context.clock.millis(value);
            if millis.is_none() {
                bad.push(BadTime { attribute: name, value: value.to_owned() });
            }
            millis
        };
        let (begin, end, dur) = (time("begin"), time("end"), time("dur"));
        if begin.is_none() && end.is_none() && dur.is_none() {
            self.start_ms = from;
            self.end_ms = if parent.is_sequence { None } else { parent.end_ms };
            return;
        }
        let from = from.unwrap_or(0);
        let start = from.saturating_add(begin.unwrap_or(0));
        let ends = [end.map(|end| from.saturating_add(end)), dur.map(|dur| start.saturating_add(dur)), parent.end_ms];
        self.start_ms = Some(start);
        self.end_ms = ends.into_iter().flatten().min();
    }
}

/// What holds for the whole document.
pub(super) struct Context {
    pub(super) clock: Clock,
    pub(super) agents: Agents,
}
