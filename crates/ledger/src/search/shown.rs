//! What is shown of a document beside its text: written into the index as one piece of JSON, since each field of its own
//! costs the index library more than the whole of it.

use super::{Hit, SearchDoc};
use firsthand_model::Kind;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

#[derive(Serialize, Deserialize)]
pub(super) struct Shown<'d> {
    kind: Cow<'d, str>,
    shape: Cow<'d, str>,
    id: Cow<'d, str>,
    title: Cow<'d, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    speaker: Option<Cow<'d, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source: Option<Cow<'d, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    locator: Option<Cow<'d, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    said_ms: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    start_ms: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    entry: Option<u64>,
}

impl<'d> Shown<'d> {
    pub(super) fn of(document: &'d SearchDoc) -> Shown<'d> {
        let text = |text: &'d Option<String>| text.as_deref().map(Cow::Borrowed);
        Shown {
            kind: document.kind.name().into(),
            shape: document.shape.unwrap_or(document.kind.name()).into(),
            id: (&*document.id).into(),
            title: (&*document.title).into(),
            speaker: text(&document.speaker),
            source: text(&document.source),
            locator: text(&document.locator),
            said_ms: document.said.map(|(first, _)| first),
            start_ms: document.start_ms,
            entry: document.entry,
        }
    }

    /// The hit with this text; nothing is marked in it yet.
    pub(super) fn into_hit(self, text: String) -> Hit {
        Hit {
            kind: Kind::from_name(&self.kind).unwrap_or(Kind::Original),
            shape: self.shape.into_owned(),
            id: self.id.into_owned(),
            title: self.title.into_owned(),
            speaker: self.speaker.map(Cow::into_owned),
            source: self.source.map(Cow::into_owned),
            said_ms: self.said_ms,
            start_ms: self.start_ms,
            locator: self.locator.map(Cow::into_owned),
            entry: self.entry,
            text,
            marks: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hit_shows_what_its_document_has() {
        let document = SearchDoc {
            kind: Kind::Accepted,
            shape: Some("page"),
            id: "S1".into(),
            title: "a \"report\"".into(),
            speaker: Some("a spokesman".into()),
            source: Some("S1".into()),
            locator: Some("p. 3".into()),
            said: Some((-5, 7)),
            start_ms: Some(0),
            entry: Some(u64::MAX),
            ..SearchDoc::default()
        };
        let written = serde_json::to_string(&Shown::of(&document)).unwrap();
        let hit = serde_json::from_str::<Shown>(&written).unwrap().into_hit("words".into());
        let expected = Hit {
            kind: Kind::Accepted,
            shape: "page".into(),
            id: "S1".into(),
            title: "a \"report\"".into(),
            speaker: Some("a spokesman".into()),
            source: Some("S1".into()),
            said_ms: Some(-5),
            start_ms: Some(0),
            locator: Some("p. 3".into()),
            entry: Some(u64::MAX),
            text: "words".into(),
            marks: Vec::new(),
        };
        assert_eq!(hit, expected);
    }
}
