//! Passages written as Web Annotations, on pages and in a collection. What is written passes `check`.

use super::CONTEXT;
use crate::selector::Passage;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

/// What an annotation says about its passage.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    /// The text, plain.
    pub text: String,
    /// BCP 47 tag of the text.
    pub lang: Option<String>,
    /// What it is for: `commenting`, `tagging`, `identifying` and the other motivations of the model.
    pub purpose: Option<String>,
}

/// What an annotation says of itself. Addresses are the caller's: they must be absolute and, to please everybody, ASCII.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exported<'a> {
    /// Its own address.
    pub id: &'a str,
    /// The address of the recording or text in which the passage is.
    pub source: &'a str,
    /// Why it was made: one of the model's motivations.
    pub motivation: Option<&'a str>,
    /// The address of whoever made it.
    pub creator: Option<&'a str>,
    /// When it was made.
    pub created: Option<Timestamp>,
}

/// One annotation of one passage. The digest of the original and the revision go with the target, under names of our own.
pub fn annotation(passage: &Passage, bodies: &[Body], about: &Exported<'_>) -> Value {
    let mut annotation = described("Annotation", about.id);
    let optional = [
        ("motivation", about.motivation.map(Value::from)),
        ("creator", about.creator.map(Value::from)),
        ("created", about.created.map(|created| created.to_string().into())),
        ("body", (!bodies.is_empty()).then(|| bodies.iter().map(body).collect())),
    ];
    annotation.extend(optional.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))));
    annotation.insert("target".into(), target(passage, about.source));
    Value::Object(annotation)
}

fn described(kind: &str, id: &str) -> Map<String, Value> {
    let pairs = [("@context", CONTEXT), ("id", id), ("type", kind)];
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value.into())).collect()
}

fn body(body: &Body) -> Value {
    let mut value = json!({ "type": "TextualBody", "value": body.text, "format": "text/plain" });
    for (key, text) in [("language", &body.lang), ("purpose", &body.purpose)] {
        if let Some(text) = text {
            value[key] = text.as_str().into();
        }
    }
    value
}

fn target(passage: &Passage, source: &str) -> Value {
    let mut target = json!({
        "type": "SpecificResource",
        "source": source,
        "firsthand:original": passage.original,
        "firsthand:revision": passage.revision,
    });
    if passage.selectors.is_empty() {
        // The model knows no empty list of selectors; without any, the whole is meant.
        target["scope"] = source.into();
    } else {
        let selectors = passage.selectors.iter().filter_map(|selector| serde_json::to_value(selector).ok());
        target["selector"] = selectors.collect();
    }
    target
}

/// What a collection says of itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Collection<'a> {
    /// Its own address.
    pub id: &'a str,
    /// Its name for readers.
    pub label: &'a str,
    /// How many annotations it has.
    pub total: u64,
}

/// A page of a collection that begins with its so many-th annotation.
pub fn page(id: &str, of: Collection<'_>, start_index: u64, annotations: Vec<Value>) -> Value {
    let mut page = described("AnnotationPage", id);
    page.insert("partOf".into(), json!({ "id": of.id, "label": of.label, "total": of.total }));
    page.insert("startIndex".into(), start_index.into());
    page.insert("items".into(), annotations.into_iter().map(without_context).collect());
    Value::Object(page)
}

/// Only the outermost object has a context.
fn without_context(mut value: Value) -> Value {
    if let Some(object) = value.as_object_mut() {
        object.shift_remove("@context");
    }
    value
}

/// A collection whose only page stands in it.
pub fn collection(id: &str, label: &str, annotations: Vec<Value>) -> Value {
    let of = Collection { id, label, total: annotations.len() as u64 };
    let mut collection = described("AnnotationCollection", id);
    collection.insert("label".into(), label.into());
    collection.insert("total".into(), of.total.into());
    collection.insert("first".into(), without_context(page(&format!("{id}#page1"), of, 0, annotations)));
    Value::Object(collection)
}
