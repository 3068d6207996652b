//! Whether a manifest, collection, page or annotation keeps the rules of Presentation 3 that files in use break most. No whole
//! validator: the JSON schema of the standard's own validator asks for more, and what it refuses besides is not told here.
//! Source: <https://iiif.io/api/presentation/3.0/>

use serde_json::Value;
use std::fmt;

/// Deepest level that is looked into.
const MAX_LEVELS: usize = 64;
/// Most broken rules that are told of one file.
const MAX_BROKEN: usize = 100;

/// A rule that is told by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    LabelIsLanguageMap,
    NoLanguageIsNone,
    RightsIsLicence,
    ServiceIsList,
    CollectionHoldsManifests,
    ItemsArePainted,
    ItemsIsList,
    IdIsAddress,
    IdIsThere,
    LabelIsThere,
    SizeIsWhole,
}

impl Rule {
    fn words(self) -> &'static str {
        match self {
            Self::LabelIsLanguageMap => "words are to stand by language, in lists",
            Self::NoLanguageIsNone => "the key for no language is `none`",
            Self::RightsIsLicence => {
                "expected one http address of Creative Commons or RightsStatements.org; other terms belong in requiredStatement"
            }
            Self::ServiceIsList => "a service is to stand in a list",
            Self::CollectionHoldsManifests => "a collection holds manifests and collections only",
            Self::ItemsArePainted => {
                "items of a canvas are painted; comments belong in the `annotations` of the canvas itself"
            }
            Self::ItemsIsList => "items are to stand in a list",
            Self::IdIsThere => "an id is missing",
            Self::LabelIsThere => "a manifest or collection is to have a label",
            Self::SizeIsWhole => "a canvas with a width has a height too, and the other way round",
            Self::IdIsAddress => "an id is to be an address that begins with http",
        }
    }
}

/// A rule that is not kept, with its JSON pointer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Broken {
    pub(super) rule: Rule,
    pub(super) at: String,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "departs from IIIF Presentation 3 at {}: {}; read all the same", self.at, self.rule.words())
    }
}

/// Every rule that is not kept, in the order of the file.
pub(super) fn broken_rules(value: &Value) -> Vec<Broken> {
    let mut broken = Vec::new();
    visit(value, "", 0, &mut broken);
    broken
}

fn visit(value: &Value, at: &str, level: usize, broken: &mut Vec<Broken>) {
    if level > MAX_LEVELS {
        return;
    }
    if let Some(object) = value.as_object() {
        check(value, at, broken);
        // Services and selectors follow rules of their own, and so does what an extension adds.
        let inner = object.iter().filter(|(name, _)| LOOKED_INTO.contains(&name.as_str()));
        inner.for_each(|(name, inner)| visit(inner, &format!("{at}/{name}"), level + 1, broken));
    }
    for (index, inner) in value.as_array().into_iter().flatten().enumerate() {
        visit(inner, &format!("{at}/{index}"), level + 1, broken);
    }
}

const LOOKED_INTO: [&str; 16] = [
    "items",
    "annotations",
    "structures",
    "thumbnail",
    "body",
    "provider",
    "logo",
    "homepage",
    "rendering",
    "seeAlso",
    "partOf",
    "placeholderCanvas",
    "accompanyingCanvas",
    "metadata",
    "requiredStatement",
    "start",
];

fn check(value: &Value, at: &str, broken: &mut Vec<Broken>) {
    let mut tell = |rule, name: &str| {
        if broken.len() < MAX_BROKEN {
            broken.push(Broken { rule, at: format!("{at}/{name}") });
        }
    };
    for name in ["label", "summary"] {
        if let Some(rule) = value.get(name).and_then(words_rule) {
            tell(rule, name);
        }
    }
    let is_pair = value.get("label").is_some() && value.get("type").is_none();
    if let Some(rule) = value.get("value").filter(|_| is_pair).and_then(words_rule) {
        tell(rule, "value");
    }
    let is_wrong = [
        (Rule::RightsIsLicence, "rights", value.get("rights").is_some_and(|rights| !is_licence(rights))),
        (Rule::ServiceIsList, "service", value.get("service").is_some_and(|service| !service.is_array())),
        (Rule::ItemsIsList, "items", value.get("items").is_some_and(|items| !items.is_array())),
        (Rule::IdIsAddress, "id", value.get("id").is_some_and(|id| !is_address(id))),
    ];
    let is_wrong = is_wrong.into_iter().chain(by_type(value, at));
    is_wrong.filter(|(_, _, wrong)| *wrong).for_each(|(rule, name, _)| tell(rule, name));
    let rule = |item: &Value| item_rule(value, item);
    if let Some((index, rule)) = items(value).enumerate().find_map(|(index, item)| Some((index, rule(item)?))) {
        tell(rule, &format!("items/{index}"));
    }
}

/// What is wrong with an object by its type.
fn by_type(value: &Value, at: &str) -> [(Rule, &'static str, bool); 4] {
    let kind = value["type"].as_str().unwrap_or_default();
    let lacks = |name: &str| value.get(name).is_none();
    let has_id = ["Manifest", "Collection", "Canvas", "Range", "AnnotationPage", "Annotation"].contains(&kind);
    // What something is part of is only named there.
    let has_label = ["Manifest", "Collection"].contains(&kind) && !at.contains("/partOf/");
    [
        (Rule::IdIsThere, "id", has_id && lacks("id")),
        (Rule::LabelIsThere, "label", has_label && lacks("label")),
        (Rule::SizeIsWhole, "height", kind == "Canvas" && lacks("width") != lacks("height")),
        (Rule::ItemsArePainted, "annotations", kind == "AnnotationPage" && !lacks("annotations")),
    ]
}

/// What is wrong with an item by where it stands.
fn item_rule(parent: &Value, item: &Value) -> Option<Rule> {
    match parent["type"].as_str()? {
        "Collection" if item["type"] != "Manifest" && item["type"] != "Collection" => {
            Some(Rule::CollectionHoldsManifests)
        }
        "Canvas" if items(item).any(|annotation| !is_painting(annotation)) => Some(Rule::ItemsArePainted),
        _ => None,
    }
}

fn is_painting(annotation: &Value) -> bool {
    let motivation = &annotation["motivation"];
    motivation == "painting" || motivation.as_array().is_some_and(|all| all.iter().any(|one| one == "painting"))
}

fn words_rule(words: &Value) -> Option<Rule> {
    let is_list = |words: &Value| words.as_array().is_some_and(|words| words.iter().all(Value::is_string));
    match words.as_object() {
        Some(map) if map.contains_key("@none") => Some(Rule::NoLanguageIsNone),
        Some(map) if map.values().all(is_list) => None,
        _ => Some(Rule::LabelIsLanguageMap),
    }
}

/// Any version of a licence; by `http`, which is how these addresses are defined.
fn is_licence(rights: &Value) -> bool {
    let hosts = [
        "http://creativecommons.org/licenses/",
        "http://creativecommons.org/publicdomain/",
        "http://rightsstatements.org/vocab/",
    ];
    rights.as_str().is_some_and(|rights| hosts.iter().any(|host| rights.starts_with(host)))
}

fn is_address(id: &Value) -> bool {
    id.as_str().is_some_and(|id| id.starts_with("http"))
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value["items"].as_array().into_iter().flatten()
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
