//! Collections of annotations and their pages. The annotations on a page are checked like any other.

use super::values::{check_each, check_id, check_lifecycle, check_one, check_other, is_count, is_iri};
use super::{Flaws, Node, check_annotation, many};
use serde_json::Value;

pub(super) fn check_collection(node: &Node<'_>, flaws: &mut Flaws) {
    check_id(node, true, flaws);
    check_description(node, flaws);
    if let Some(first) = node.get("first") {
        check_one(&first, "5.1", "is not exactly one page", |value| is_iri(value) || value.is_object(), flaws);
        first.each().iter().filter(|page| page.value.is_object()).for_each(|page| check_embedded(page, flaws));
    } else if node.value.get("total").is_some_and(|total| many(total).any(|total| total.as_u64() > Some(0))) {
        flaws.add(node, "5.1", "has annotations and no first page");
    }
}

fn check_embedded(page: &Node<'_>, flaws: &mut Flaws) {
    if page.has_type("AnnotationPage") {
        check_page(page, flaws);
    } else {
        flaws.add(page, "5.2", "has no type AnnotationPage");
    }
}

/// What a collection says of itself, as itself or from within one of its pages.
fn check_description(node: &Node<'_>, flaws: &mut Flaws) {
    if let Some(label) = node.get("label") {
        check_each(&label, "5.1", "is no text", Value::is_string, flaws);
    }
    if let Some(total) = node.get("total") {
        check_one(&total, "5.1", "is not exactly one count", is_count, flaws);
    }
    if let Some(last) = node.get("last") {
        check_one(&last, "5.1", "is not exactly one address", is_iri, flaws);
    }
    check_lifecycle(node, flaws);
    check_other(node, flaws);
}

pub(super) fn check_page(node: &Node<'_>, flaws: &mut Flaws) {
    check_id(node, true, flaws);
    if let Some(start) = node.get("startIndex") {
        check_one(&start, "5.2", "is not exactly one count", is_count, flaws);
    }
    for key in ["next", "prev"] {
        if let Some(page) = node.get(key) {
            check_one(&page, "5.2", "is not exactly one address", is_iri, flaws);
        }
    }
    if let Some(collection) = node.get("partOf") {
        check_part_of(&collection, flaws);
    }
    check_items(node, flaws);
}

fn check_part_of(collection: &Node<'_>, flaws: &mut Flaws) {
    check_one(collection, "5.2", "is not exactly one collection", |value| is_iri(value) || value.is_object(), flaws);
    for described in collection.each().iter().filter(|collection| collection.value.is_object()) {
        check_id(described, true, flaws);
        check_description(described, flaws);
        if let Some(first) = described.get("first") {
            check_one(&first, "5.1", "is not exactly one page", |value| is_iri(value) || value.is_object(), flaws);
        }
    }
}

fn check_items(node: &Node<'_>, flaws: &mut Flaws) {
    let Some(items) = node.get("items").filter(|items| items.value.is_array()) else {
        return flaws.add(node, "5.2", "has no list of items");
    };
    for item in items.each() {
        match item.value {
            Value::Object(_) => check_annotation(&item, flaws),
            _ => check_one(&item, "5.2", "is neither an address nor an annotation", is_iri, flaws),
        }
    }
}
