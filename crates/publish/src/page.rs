//! One page before it is drawn: its address, its frame and what its template is given.
//! Which pages there are is in `pages`; drawing is in `render`.

use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

/// One HTML page of the dossier.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Path relative to the dossier, `ru/questions/Q01/index.html`.
    pub path: String,
    /// The page's language, BCP 47.
    pub lang: String,
    /// Its title, without the case's.
    pub title: String,
    /// The template's file name, `question.html`.
    pub template: &'static str,
    /// The key of the navigation entry it belongs to, `questions`; empty for none.
    pub section: &'static str,
    /// The line above the title: where in the dossier this page stands.
    pub crumbs: Vec<Step>,
    /// The same page in another language, if its path is not this one with another language folder.
    pub alternate: Option<String>,
    /// Factual words shown before the material.
    pub content_note: Option<Said>,
    /// The walk down: from this page to finding, statement, source, ledger entry. The checkpoint is added.
    pub walk: Vec<Step>,
    /// What the template is given besides the frame `page`.
    pub context: Value,
}

/// A label with an optional relative address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Step {
    /// What it says.
    pub label: String,
    /// Where it leads, relative to the page.
    pub href: Option<String>,
}

impl Step {
    /// A label that leads nowhere.
    pub fn plain(label: impl Into<String>) -> Self {
        Step { label: label.into(), href: None }
    }

    /// A label that leads somewhere if there is an address.
    pub fn to(label: impl Into<String>, href: Option<String>) -> Self {
        Step { label: label.into(), href }
    }
}

/// A text with its own language, which may not be the page's. Draw it with the template function `say`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Said {
    /// The text.
    pub text: String,
    /// Its language, BCP 47.
    pub lang: String,
    /// Its writing direction.
    pub dir: &'static str,
    /// Whether its language is not the page's.
    pub foreign: bool,
    /// Whether it is our translation.
    pub ours: bool,
}

/// A file of the dossier that is not a page: search data and the like.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extra {
    /// Path relative to the dossier.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What a template is given, from a struct whose fields become the template's names.
pub fn serialized<T: Serialize + ?Sized>(context: &T) -> Value {
    Value::from(Serde(context))
}
