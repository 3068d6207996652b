//! Selectors of the Web Annotation Data Model, in its JSON shape: what names a part of a recording, a text or a picture.
//! Finding that part in a transcript is in `resolve`; whether a stranger's annotation is valid is in `annotation`.
//! Source: Web Annotation Data Model, W3C Recommendation of 23 February 2017, section 4.2.

mod evidence;
mod passage;
mod quotation;
mod resolve;
mod spoken;

pub use passage::Passage;
pub use resolve::{Disagreement, Found, Means, Orphan, Resolution, resolve, resolve_in};
pub use spoken::Spoken;

use crate::media_fragment::{MediaFragment, Time};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The address by which a fragment selector says that its value is a media fragment.
pub const MEDIA_FRAGMENTS: &str = "http://www.w3.org/TR/media-frags/";

/// One selector. What is not understood, or holds more than is known here, is kept whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type")]
pub enum Selector {
    /// By the fragment of an address.
    #[serde(rename = "FragmentSelector")]
    Fragment(FragmentSelector),
    /// By words and those around them.
    #[serde(rename = "TextQuoteSelector")]
    Quote(TextQuoteSelector),
    /// By counting characters.
    #[serde(rename = "TextPositionSelector")]
    Position(TextPositionSelector),
    /// From what one selector finds until what another finds.
    #[serde(rename = "RangeSelector")]
    Range(RangeSelector),
    /// By a shape drawn on a picture.
    #[serde(rename = "SvgSelector")]
    Svg(SvgSelector),
    /// Anything else, as it stands.
    #[serde(untagged)]
    Other(Value),
}

/// Names a part as the fragment of an address does.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FragmentSelector {
    /// What would stand behind `#`.
    pub value: String,
    /// The standard that says how to read it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conforms_to: Option<String>,
    /// What selects within the part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refined_by: Option<Box<Selector>>,
}

/// Names words by themselves and by those around them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TextQuoteSelector {
    /// The words.
    pub exact: String,
    /// The text just before them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prefix: Option<String>,
    /// The text just behind them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suffix: Option<String>,
    /// What selects within them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refined_by: Option<Box<Selector>>,
}

/// Names words by their place, in Unicode code points from the beginning of the text.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TextPositionSelector {
    /// Of the first code point.
    pub start: u64,
    /// Of the first code point behind them.
    pub end: u64,
    /// What selects within them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refined_by: Option<Box<Selector>>,
}

/// Names what lies from the beginning of one part until the beginning of another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RangeSelector {
    /// Where it begins.
    pub start_selector: Box<Selector>,
    /// The part before which it ends.
    pub end_selector: Box<Selector>,
    /// What selects within it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refined_by: Option<Box<Selector>>,
}

/// Names a part of a picture by a shape.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SvgSelector {
    /// The shape as SVG. Never drawn or opened here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The address of the shape, where it is not given itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What selects within it.
    #[serde(rename = "refinedBy", skip_serializing_if = "Option::is_none")]
    pub refined_by: Option<Box<Selector>>,
}

impl Selector {
    /// The selector that selects within what this one finds.
    pub fn refined_by(&self) -> Option<&Selector> {
        let refined_by = match self {
            Selector::Fragment(selector) => &selector.refined_by,
            Selector::Quote(selector) => &selector.refined_by,
            Selector::Position(selector) => &selector.refined_by,
            Selector::Range(selector) => &selector.refined_by,
            Selector::Svg(selector) => &selector.refined_by,
            Selector::Other(_) => return None,
        };
        refined_by.as_deref()
    }

    /// This selector and those that refine it, outermost first.
    pub fn chain(&self) -> impl Iterator<Item = &Selector> {
        std::iter::successors(Some(self), |selector| selector.refined_by())
    }
}

impl FragmentSelector {
    /// A selector by a stretch of a recording.
    pub fn of(fragment: &MediaFragment) -> Self {
        Self { value: fragment.to_string(), conforms_to: Some(MEDIA_FRAGMENTS.to_owned()), refined_by: None }
    }

    /// The stretch of time that it names, unless it follows another standard.
    pub fn time(&self) -> Option<Time> {
        let is_media = self.conforms_to.as_deref().is_none_or(is_media_fragments);
        MediaFragment::parse(&self.value).time.filter(|_| is_media)
    }
}

fn is_media_fragments(address: &str) -> bool {
    let without_scheme = |address: &'static str| address.trim_start_matches("http:").trim_end_matches('/');
    let address = address.trim_start_matches("https:").trim_start_matches("http:").trim_end_matches('/');
    address == without_scheme(MEDIA_FRAGMENTS)
}

#[cfg(test)]
mod tests {
    use super::Selector;
    use serde_json::{Value, json};

    #[track_caller]
    fn check(value: Value) -> Selector {
        let selector: Selector = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(serde_json::to_value(&selector).unwrap(), value);
        selector
    }

    #[test]
    fn selectors_keep_the_shape_of_the_standard() {
        let quote = json!({ "type": "TextQuoteSelector", "exact": "там", "prefix": "я был " });
        let refined = json!({ "type": "FragmentSelector", "value": "t=3,7", "refinedBy": quote });
        assert_eq!(check(refined).chain().count(), 2);
        let position = json!({ "type": "TextPositionSelector", "start": 4, "end": 7 });
        check(json!({ "type": "RangeSelector", "startSelector": quote, "endSelector": position }));
        check(json!({ "type": "SvgSelector", "id": "https://example.org/a.svg" }));
    }

    #[test]
    fn what_is_not_understood_is_kept_whole() {
        for value in [
            json!({ "type": "CssSelector", "value": "p" }),
            json!({ "type": "TextPositionSelector", "start": -1, "end": 2 }),
            json!({ "type": "TextQuoteSelector", "exact": "a", "note": "more" }),
            json!("https://example.org/selector"),
        ] {
            assert!(matches!(check(value), Selector::Other(_)));
        }
    }
}
