//! Web Annotations: whether a stranger's annotation, page or collection keeps the rules, and our passages written as one.
//! Works on JSON as it stands and opens no address. What selectors find is in `selector`.
//! Source: Web Annotation Data Model, W3C Recommendation of 23 February 2017.

mod collection;
mod export;
mod resource;
mod selection;
mod values;

pub use export::{Body, Collection, Exported, annotation, collection, page};

use crate::selector::Selector;
use serde_json::Value;
use std::fmt;

/// The context that every annotation names.
pub const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// Resources and selectors nested deeper are refused unread.
const MAX_DEPTH: usize = 32;

/// A rule that is not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// Where, as a JSON pointer; empty for the whole.
    pub place: String,
    /// The section of the model that has the rule.
    pub section: &'static str,
    /// What is wrong.
    pub says: &'static str,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.place.is_empty() { "/" } else { &self.place };
        write!(f, "{place}: {} (Web Annotation Data Model, {})", self.says, self.section)
    }
}

/// Every MUST of the model that an annotation, a page or a collection does not keep. Which of the three it is, its type says.
pub fn check(value: &Value) -> Vec<Flaw> {
    let mut flaws = Flaws::default();
    let whole = Node { value, place: String::new(), depth: 0 };
    if !value.is_object() {
        flaws.add(&whole, "3.1", "is no JSON object");
    } else if whole.has_type("AnnotationCollection") {
        collection::check_collection(&whole, &mut flaws);
    } else if whole.has_type("AnnotationPage") {
        collection::check_page(&whole, &mut flaws);
    } else {
        check_annotation(&whole, &mut flaws);
    }
    if value.is_object() {
        values::check_context(&whole, &mut flaws);
    }
    flaws.0
}

/// The selectors of an annotation's first target that has some, to find its passage with.
pub fn selectors(annotation: &Value) -> Vec<Selector> {
    let targets = many(&annotation["target"]);
    let selectors = targets.map(|target| &target["selector"]).find(|selector| !selector.is_null());
    let read = |selector: &Value| serde_json::from_value(selector.clone()).unwrap_or(Selector::Other(selector.clone()));
    selectors.into_iter().flat_map(many).map(read).collect()
}

/// An annotation without its context, which only the outermost object needs.
fn check_annotation(node: &Node<'_>, flaws: &mut Flaws) {
    values::check_id(node, true, flaws);
    if !node.has_type("Annotation") {
        flaws.add(node, "3.1", "has no type Annotation");
    }
    match node.get("target") {
        None => flaws.add(node, "3.1", "has no target"),
        Some(target) => resource::check_all(&target, resource::Role::Target, flaws),
    }
    check_body(node, flaws);
    values::check_lifecycle(node, flaws);
    values::check_other(node, flaws);
    check_stylesheet(node, flaws);
}

fn check_body(node: &Node<'_>, flaws: &mut Flaws) {
    if let Some(body) = node.get("body") {
        resource::check_all(&body, resource::Role::Body, flaws);
    }
    if let Some(text) = node.get("bodyValue") {
        values::check_one(&text, "3.2.5", "is not exactly one text", Value::is_string, flaws);
        if node.get("body").is_some() {
            flaws.add(&text, "3.2.5", "stands beside a body");
        }
    }
}

fn check_stylesheet(node: &Node<'_>, flaws: &mut Flaws) {
    match node.get("stylesheet") {
        Some(sheet) => {
            let is_sheet = |value: &Value| values::is_iri(value) || value.is_object();
            values::check_one(&sheet, "4.4", "is not exactly one style sheet", is_sheet, flaws);
        }
        None if is_styled(node) => flaws.add(node, "4.4", "has style classes and no style sheet"),
        None => {}
    }
}

fn is_styled(node: &Node<'_>) -> bool {
    let has_class = |resource: &Value| resource.get("styleClass").is_some();
    let resources = ["body", "target"].into_iter().filter_map(|key| node.value.get(key)).flat_map(many);
    resources
        .flat_map(|resource| std::iter::once(resource).chain(resource.get("items").into_iter().flat_map(many)))
        .any(has_class)
}

/// One value or the values of a list: JSON-LD makes no difference.
pub fn many(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice).iter()
}

/// A value and its place.
struct Node<'a> {
    value: &'a Value,
    place: String,
    depth: usize,
}

impl<'a> Node<'a> {
    fn get(&self, key: &str) -> Option<Node<'a>> {
        self.value.get(key).map(|value| self.at(value, key))
    }

    fn at(&self, value: &'a Value, key: &str) -> Node<'a> {
        let key = key.replace('~', "~0").replace('/', "~1");
        Node { value, place: format!("{}/{key}", self.place), depth: self.depth + 1 }
    }

    /// The node itself, or those of its list, with their places.
    fn each(&self) -> Vec<Node<'a>> {
        match self.value.as_array() {
            Some(list) => list.iter().enumerate().map(|(index, value)| self.at(value, &index.to_string())).collect(),
            None => vec![Node { value: self.value, place: self.place.clone(), depth: self.depth }],
        }
    }

    fn has_type(&self, name: &str) -> bool {
        self.value.get("type").is_some_and(|kinds| many(kinds).any(|kind| kind == name))
    }

    fn is_too_deep(&self) -> bool {
        self.depth > MAX_DEPTH
    }
}

#[derive(Default)]
struct Flaws(Vec<Flaw>);

impl Flaws {
    fn add(&mut self, node: &Node<'_>, section: &'static str, says: &'static str) {
        self.0.push(Flaw { place: node.place.clone(), section, says });
    }
}

#[cfg(test)]
mod tests {
    use super::{CONTEXT, check};
    use serde_json::{Value, json};

    #[track_caller]
    fn check_with(key: &str, value: Value, flaws: &[&str]) {
        let mut annotation = json!({
            "@context": CONTEXT, "id": "urn:uuid:dbfb1861-0ecf-41ad-be94-a584e5c4f1df", "type": "Annotation",
            "target": "https://example.org/a"
        });
        annotation[key] = value;
        let found: Vec<String> =
            check(&annotation).iter().map(|flaw| format!("{} {}", flaw.place, flaw.says)).collect();
        assert_eq!(found, flaws);
    }

    #[test]
    fn dates_are_one_moment_in_universal_time() {
        check_with("created", json!("2015-01-28T12:00:00.5Z"), &[]);
        for date in ["2015-01-28", "2015-01-28T12:00:00+01:00", "2015-01-28T25:00:00Z", "2015-01-28 12:00:00Z"] {
            check_with("created", json!(date), &["/created is not exactly one date and time that ends with Z"]);
        }
    }

    #[test]
    fn a_body_is_one_thing_at_a_time() {
        check_with(
            "body",
            json!({ "value": "a", "items": [] }),
            &["/body is a text with items", "/body/items lists nothing"],
        );
        check_with(
            "body",
            json!({ "source": "urn:a:1", "value": "a" }),
            &["/body is a part of a resource with a value"],
        );
        check_with(
            "body",
            json!({ "id": "urn:a:1", "purpose": "tagging" }),
            &["/body is a whole resource with a purpose"],
        );
        check_with("body", json!([]), &["/body names nothing"]);
        check_with("body", json!([7]), &["/body/0 is neither an address nor an object"]);
        check_with(
            "target",
            json!({ "type": "TextualBody", "value": "a" }),
            &["/target is a text and cannot be a target"],
        );
    }

    #[test]
    fn selectors_need_what_their_type_selects_by() {
        let target = |selector: Value| json!({ "source": "urn:a:1", "selector": selector });
        check_with("target", target(json!({ "type": "TextPositionSelector", "start": 0, "end": 4 })), &[]);
        let without_end = json!([{ "type": "TextPositionSelector", "start": 0 }]);
        check_with("target", target(without_end), &["/target/selector/0/end is missing"]);
        let refined = json!({ "type": "CssSelector", "value": "p", "refinedBy": { "type": "TextQuoteSelector" } });
        check_with("target", target(refined), &["/target/selector/refinedBy/exact is missing"]);
    }

    #[test]
    fn a_style_class_needs_a_style_sheet() {
        let target = json!({ "source": "urn:a:1", "styleClass": "red" });
        check_with("target", target, &[" has style classes and no style sheet"]);
    }

    #[test]
    fn depth_without_end_is_refused() {
        let mut selector = json!({ "type": "CssSelector", "value": "p" });
        for _ in 0..200 {
            selector = json!({ "type": "CssSelector", "value": "p", "refinedBy": selector });
        }
        let found = check(&json!({ "@context": CONTEXT, "id": "urn:a:1", "type": "Annotation",
            "target": { "source": "urn:a:1", "selector": selector } }));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].says, "is nested too deep");
    }

    #[test]
    fn any_json_gets_a_verdict() {
        for value in [json!(null), json!(7), json!("a"), json!([]), json!({ "type": ["AnnotationPage", 7] })] {
            assert!(!check(&value).is_empty(), "{value}");
        }
    }
}
