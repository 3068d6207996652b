//! What selects a part: selectors and states, and what refines them. Whether they find anything is not asked.

use super::values::{check_each, check_id, check_one, is_count, is_iri};
use super::{Flaws, Node};
use serde_json::Value;

type Accepts = fn(&Value) -> bool;

/// The keys that a type cannot do without and those it may have, each with what it must be.
struct Rule {
    name: &'static str,
    section: &'static str,
    required: &'static [(&'static str, Accepts)],
    optional: &'static [(&'static str, Accepts)],
}

const RULES: [Rule; 8] = [
    Rule {
        name: "FragmentSelector",
        section: "4.2.1",
        required: &[("value", Value::is_string)],
        optional: &[("conformsTo", is_iri)],
    },
    Rule { name: "CssSelector", section: "4.2.2", required: &[("value", Value::is_string)], optional: &[] },
    Rule { name: "XPathSelector", section: "4.2.3", required: &[("value", Value::is_string)], optional: &[] },
    Rule {
        name: "TextQuoteSelector",
        section: "4.2.4",
        required: &[("exact", Value::is_string)],
        optional: &[("prefix", Value::is_string), ("suffix", Value::is_string)],
    },
    Rule {
        name: "TextPositionSelector",
        section: "4.2.5",
        required: &[("start", is_count), ("end", is_count)],
        optional: &[],
    },
    Rule {
        name: "DataPositionSelector",
        section: "4.2.6",
        required: &[("start", is_count), ("end", is_count)],
        optional: &[],
    },
    Rule {
        name: "RangeSelector",
        section: "4.2.8",
        required: &[("startSelector", Value::is_object), ("endSelector", Value::is_object)],
        optional: &[],
    },
    Rule { name: "HttpRequestState", section: "4.3.2", required: &[("value", Value::is_string)], optional: &[] },
];

/// The selectors and states of a part.
pub(super) fn check(node: &Node<'_>, flaws: &mut Flaws) {
    for key in ["selector", "state"] {
        check_all(node.get(key), flaws);
    }
}

fn check_all(node: Option<Node<'_>>, flaws: &mut Flaws) {
    let Some(node) = node else { return };
    let selectors = node.each();
    if selectors.is_empty() {
        flaws.add(&node, "4.2", "names nothing");
    }
    for selector in selectors {
        check_each_one(&selector, flaws);
    }
}

fn check_each_one(node: &Node<'_>, flaws: &mut Flaws) {
    if node.is_too_deep() {
        return flaws.add(node, "4.2", "is nested too deep");
    }
    if !node.value.is_object() {
        return check_one(node, "4.2", "is neither an address nor an object", is_iri, flaws);
    }
    check_id(node, false, flaws);
    let rules = || RULES.iter().filter(|rule| node.has_type(rule.name));
    rules().for_each(|rule| check_rule(node, rule, flaws));
    if node.has_type("SvgSelector") {
        check_svg(node, flaws);
    } else if node.has_type("TimeState") {
        check_time(node, flaws);
    } else if rules().next().is_none() && node.get("id").is_none() {
        flaws.add(node, "4.2", "is no selector or state of the model and has no address");
    }
    for end in ["startSelector", "endSelector"] {
        check_all(node.get(end).filter(|end| end.value.is_object()), flaws);
    }
    check_all(node.get("refinedBy"), flaws);
}

fn check_rule(node: &Node<'_>, rule: &Rule, flaws: &mut Flaws) {
    for (key, accepts) in rule.required {
        match node.get(key) {
            None => flaws.add(&node.at(&Value::Null, key), rule.section, "is missing"),
            Some(value) => check_plain(&value, rule.section, accepts, flaws),
        }
    }
    for (key, accepts) in rule.optional {
        if let Some(value) = node.get(key) {
            check_plain(&value, rule.section, accepts, flaws);
        }
    }
}

/// Within selectors not even a list of one is accepted.
fn check_plain(node: &Node<'_>, section: &'static str, accepts: &Accepts, flaws: &mut Flaws) {
    if !accepts(node.value) {
        flaws.add(node, section, "is not one value of the right kind");
    }
}

fn check_svg(node: &Node<'_>, flaws: &mut Flaws) {
    let value = node.get("value");
    if value.is_some() == node.get("id").is_some() {
        flaws.add(node, "4.2.7", "needs either a value or an address");
    }
    if let Some(value) = value {
        check_plain(&value, "4.2.7", &(Value::is_string as Accepts), flaws);
    }
}

fn check_time(node: &Node<'_>, flaws: &mut Flaws) {
    let has = |key| node.get(key).is_some();
    let is_range = has("sourceDateStart") && has("sourceDateEnd");
    let is_half = has("sourceDateStart") != has("sourceDateEnd");
    if is_half || is_range == has("sourceDate") {
        flaws.add(node, "4.3.1", "needs either a date or two ends of a range of dates");
    }
    for key in ["sourceDate", "sourceDateStart", "sourceDateEnd"] {
        if let Some(date) = node.get(key) {
            check_each(&date, "4.3.1", "is no date and time that ends with Z", super::values::is_date_time, flaws);
        }
    }
    if let Some(cached) = node.get("cached") {
        check_each(&cached, "4.3.1", "is no address", is_iri, flaws);
    }
}
