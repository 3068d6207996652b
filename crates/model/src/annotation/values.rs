//! Values that many objects share: identifiers, addresses, dates, agents, rights. Objects themselves are in the other files.

use super::{CONTEXT, Flaws, Node, many};
use jiff::Timestamp;
use serde_json::Value;

/// Whether a value is an absolute IRI. It need not lead anywhere.
pub(super) fn is_iri(value: &Value) -> bool {
    value
        .as_str()
        .and_then(|text| text.split_once(':'))
        .is_some_and(|(scheme, rest)| is_scheme(scheme) && is_iri_rest(rest))
}

fn is_scheme(text: &str) -> bool {
    let is_later = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    text.starts_with(|first: char| first.is_ascii_alphabetic()) && text.bytes().all(is_later)
}

fn is_iri_rest(text: &str) -> bool {
    let is_refused =
        |character: char| character.is_whitespace() || character.is_control() || r#"<>"{}|\^`"#.contains(character);
    let is_encoded = |part: &str| part.len() >= 2 && part.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
    !text.is_empty() && !text.contains(is_refused) && text.split('%').skip(1).all(is_encoded)
}

/// `2015-01-28T12:00:00Z`, with or without a fraction. jiff reads more than that.
pub(super) fn is_date_time(value: &Value) -> bool {
    let is_plain = |text: &str| text.is_ascii() && text.as_bytes().get(10) == Some(&b'T') && text.ends_with('Z');
    value.as_str().is_some_and(|text| is_plain(text) && text.parse::<Timestamp>().is_ok())
}

pub(super) fn is_count(value: &Value) -> bool {
    value.as_u64().is_some()
}

/// Adds a flaw unless the node is one value, alone or in a list, that the function accepts.
pub(super) fn check_one(
    node: &Node<'_>,
    section: &'static str,
    says: &'static str,
    accepts: impl Fn(&Value) -> bool,
    flaws: &mut Flaws,
) {
    let mut values = many(node.value);
    let is_one = values.next().is_some_and(accepts) && values.next().is_none();
    if !is_one {
        flaws.add(node, section, says);
    }
}

/// Adds a flaw unless the node is one value or several that the function accepts.
pub(super) fn check_each(
    node: &Node<'_>,
    section: &'static str,
    says: &'static str,
    accepts: impl Fn(&Value) -> bool,
    flaws: &mut Flaws,
) {
    let holds = many(node.value).next().is_some() && many(node.value).all(accepts);
    if !holds {
        flaws.add(node, section, says);
    }
}

pub(super) fn check_context(node: &Node<'_>, flaws: &mut Flaws) {
    let has_context =
        node.value.get("@context").is_some_and(|contexts| many(contexts).any(|context| context == CONTEXT));
    if !has_context {
        flaws.add(node, "3.1", "does not name the context http://www.w3.org/ns/anno.jsonld");
    }
}

pub(super) fn check_id(node: &Node<'_>, is_required: bool, flaws: &mut Flaws) {
    match node.get("id") {
        Some(id) => check_one(&id, "3.1", "is not exactly one address", is_iri, flaws),
        None if is_required => flaws.add(node, "3.1", "has no id"),
        None => {}
    }
}

/// When it was made, and by whom.
pub(super) fn check_lifecycle(node: &Node<'_>, flaws: &mut Flaws) {
    for key in ["created", "generated", "modified"] {
        if let Some(date) = node.get(key) {
            check_one(&date, "3.3.1", "is not exactly one date and time that ends with Z", is_date_time, flaws);
        }
    }
    for (key, section) in [("creator", "3.3.1"), ("generator", "3.3.1"), ("audience", "3.3.3")] {
        if let Some(agent) = node.get(key) {
            check_each(
                &agent,
                section,
                "is neither an address nor an object",
                |value| is_iri(value) || value.is_object(),
                flaws,
            );
        }
    }
}

/// Rights, other identities, motivation.
pub(super) fn check_other(node: &Node<'_>, flaws: &mut Flaws) {
    for (key, section) in [("rights", "3.3.6"), ("via", "3.3.7")] {
        if let Some(addresses) = node.get(key) {
            check_each(&addresses, section, "is no address", is_iri, flaws);
        }
    }
    if let Some(canonical) = node.get("canonical") {
        check_one(&canonical, "3.3.7", "is not exactly one address", is_iri, flaws);
    }
    if let Some(motivation) = node.get("motivation") {
        check_each(&motivation, "3.3.5", "is no name of a motivation", Value::is_string, flaws);
    }
}
