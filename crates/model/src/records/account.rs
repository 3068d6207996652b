//! The case's own settings and its prose. How prose is parsed and cited is in `publish`.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// What `case.toml` says about the case.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CaseSettings {
    /// The case's short title, on every page.
    pub title: String,
    /// The front page's headline; empty means the title.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub headline: String,
    /// One or two sentences under it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub standfirst: String,
    /// What every edition says about itself.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub notice: String,
    /// Factual words shown before the front page's material.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub content_note: String,
    /// Languages of the dossier, BCP 47, the main one first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// The event's zone, IANA name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// The event's offset from UTC, `+04:00`, for dates without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<String>,
    /// Whether public addresses show handles; otherwise a keyed hash of the entity's id.
    pub expose_handles: bool,
    /// The likelihood scale: `icd203` or `ipcc`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub likelihood_scale: Option<String>,
    /// Kinds of source for findings by rank, the one that goes first at the beginning.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub source_kind_rank: Vec<String>,
    /// Who publishes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Who made what, in a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
    /// How a reader tells the publisher of a mistake.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corrections: Option<String>,
    /// Terms under which the dossier may be used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// The same texts in further languages: language, then field, then text.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub texts: BTreeMap<String, BTreeMap<String, String>>,
    /// Settings that this version does not know.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// Prose with citations, from `accounts/*.md`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Account {
    /// The account's id, from its front matter or file name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its language, BCP 47.
    pub lang: String,
    /// `account` or `method`.
    pub kind: String,
    /// Its place in the list, from 1.
    pub order: i64,
    /// One or two sentences under the title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standfirst: Option<String>,
    /// The account that this one translates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub translation_of: Option<String>,
    /// The file of the folder that is a film made from it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub film: Option<String>,
    /// Words shown before the material.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_note: Option<String>,
    /// Whether no public edition may show it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withhold: Option<bool>,
    /// The prose: Markdown with Pandoc citations, without the front matter.
    pub markdown: String,
    /// Front matter that this version does not know.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

impl CaseSettings {
    /// Minutes east of UTC for dates without an offset: the setting, otherwise none.
    pub fn offset_minutes(&self) -> i32 {
        self.offset.as_deref().and_then(offset_minutes).unwrap_or(0)
    }
}

fn offset_minutes(text: &str) -> Option<i32> {
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = text.trim_start_matches(['+', '-']).split_once(':')?;
    Some(sign * (hours.parse::<i32>().ok()? * 60 + minutes.parse::<i32>().ok()?))
}
