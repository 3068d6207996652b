//! Bodies and targets: whole resources, parts of resources, texts, and choices among them.
//! What selects the part is in `selection`.

use super::values::{check_each, check_id, check_lifecycle, check_one, check_other, is_iri};
use super::{Flaws, Node, selection};
use serde_json::Value;

/// What a resource is to the annotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Body,
    Target,
}

/// Lists of resources. The last three are of the Web Annotation Vocabulary, which the model leaves to it.
const LISTS: [&str; 4] = ["Choice", "Composite", "List", "Independents"];

/// Every body or every target.
pub(super) fn check_all(node: &Node<'_>, role: Role, flaws: &mut Flaws) {
    let resources = node.each();
    if resources.is_empty() {
        flaws.add(node, "3.1", "names nothing");
    }
    for resource in resources {
        check(&resource, role, flaws);
    }
}

fn check(node: &Node<'_>, role: Role, flaws: &mut Flaws) {
    if node.is_too_deep() {
        return flaws.add(node, "3.2", "is nested too deep");
    }
    match node.value {
        Value::String(_) if is_iri(node.value) => {}
        Value::String(_) => flaws.add(node, "3.2", "is no address"),
        Value::Object(_) => check_object(node, role, flaws),
        _ => flaws.add(node, "3.2", "is neither an address nor an object"),
    }
}

fn check_object(node: &Node<'_>, role: Role, flaws: &mut Flaws) {
    check_id(node, false, flaws);
    if LISTS.iter().any(|name| node.has_type(name)) {
        check_list(node, role, flaws);
    } else if node.get("source").is_some() || node.has_type("SpecificResource") {
        check_part(node, flaws);
    } else if node.get("value").is_some() || node.has_type("TextualBody") {
        check_text(node, role, flaws);
    } else {
        check_whole(node, flaws);
    }
    check_properties(node, flaws);
}

fn refuse(node: &Node<'_>, keys: &[(&str, &'static str, &'static str)], flaws: &mut Flaws) {
    for (key, section, says) in keys {
        if node.get(key).is_some() {
            flaws.add(node, section, says);
        }
    }
}

fn check_list(node: &Node<'_>, role: Role, flaws: &mut Flaws) {
    let refused = [
        ("value", "3.2.4", "is a list with a value"),
        ("source", "4", "is a list with a source"),
        ("purpose", "3.3.5", "is a list with a purpose"),
    ];
    refuse(node, &refused, flaws);
    match node.get("items") {
        None => flaws.add(node, "3.2.7", "is a list without items"),
        Some(items) => check_items(&items, role, flaws),
    }
}

fn check_items(items: &Node<'_>, role: Role, flaws: &mut Flaws) {
    if items.value.as_array().is_none_or(Vec::is_empty) {
        return flaws.add(items, "3.2.7", "lists nothing");
    }
    for item in items.each() {
        // A text can be an item of a list that is a target only where it could be a target itself.
        check(&item, role, flaws);
    }
}

fn check_part(node: &Node<'_>, flaws: &mut Flaws) {
    let refused = [
        ("items", "3.2.7", "is a part of a resource with items"),
        ("value", "3.2.4", "is a part of a resource with a value"),
    ];
    refuse(node, &refused, flaws);
    match node.get("source") {
        None => flaws.add(node, "4", "is a part of a resource that it does not name"),
        Some(source) => check_source(&source, flaws),
    }
    selection::check(node, flaws);
    let is_resource = |value: &Value| is_iri(value) || value.is_object();
    if let Some(classes) = node.get("styleClass") {
        check_each(&classes, "4.4", "is no name of a style", Value::is_string, flaws);
    }
    for (key, section) in [("renderedVia", "4.5"), ("scope", "4.6")] {
        if let Some(resources) = node.get(key) {
            check_each(&resources, section, "is neither an address nor an object", is_resource, flaws);
        }
    }
}

fn check_source(source: &Node<'_>, flaws: &mut Flaws) {
    let is_source = |value: &Value| is_iri(value) || value.is_object();
    check_one(source, "4", "is not exactly one resource", is_source, flaws);
    for whole in source.each().iter().filter(|whole| whole.value.is_object()) {
        check_id(whole, false, flaws);
        check_whole(whole, flaws);
        check_properties(whole, flaws);
    }
}

fn check_text(node: &Node<'_>, role: Role, flaws: &mut Flaws) {
    let has_address = node.get("id").is_some();
    if role == Role::Target && !has_address {
        flaws.add(node, "3.2.4", "is a text and cannot be a target");
    }
    refuse(node, &[("items", "3.2.7", "is a text with items")], flaws);
    if let Some(items) = node.get("items") {
        check_items(&items, role, flaws);
    }
    match node.get("value") {
        None => flaws.add(node, "3.2.4", "is a text without a value"),
        Some(value) => check_one(&value, "3.2.4", "is not exactly one text", Value::is_string, flaws),
    }
}

fn check_whole(node: &Node<'_>, flaws: &mut Flaws) {
    if node.get("id").is_none() {
        flaws.add(node, "3.2.1", "names no resource");
    }
    let refused = [
        ("items", "3.2.7", "is a whole resource with items"),
        ("purpose", "3.3.5", "is a whole resource with a purpose"),
    ];
    refuse(node, &refused, flaws);
}

/// What every resource may say of itself.
fn check_properties(node: &Node<'_>, flaws: &mut Flaws) {
    let is_direction = |value: &Value| ["ltr", "rtl", "auto"].iter().any(|direction| value == direction);
    if let Some(direction) = node.get("textDirection") {
        check_one(&direction, "3.2.1", "is not exactly one of ltr, rtl and auto", is_direction, flaws);
    }
    if let Some(language) = node.get("processingLanguage") {
        check_one(&language, "3.2.1", "is not exactly one language", Value::is_string, flaws);
    }
    for key in ["format", "language"] {
        if let Some(names) = node.get(key) {
            check_each(&names, "3.2.1", "is no text", Value::is_string, flaws);
        }
    }
    check_lifecycle(node, flaws);
    check_other(node, flaws);
}
