//! What is searched and what is found.

use firsthand_model::Kind;

/// One text of the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchDoc {
    /// What it is.
    pub kind: Kind,
    /// Its handle.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who speaks, if somebody does.
    pub speaker: Option<String>,
    /// Where it stands in its source.
    pub locator: Option<String>,
    /// Where it starts in its recording.
    pub start_ms: Option<i64>,
    /// The text that is searched; the title is not added to it.
    pub text: String,
    /// Persons and places it is linked to, beside those whose registered names stand in the text.
    pub entities: Vec<String>,
}

impl Default for SearchDoc {
    fn default() -> Self {
        SearchDoc {
            kind: Kind::Statement,
            id: String::new(),
            title: String::new(),
            speaker: None,
            locator: None,
            start_ms: None,
            text: String::new(),
            entities: Vec::new(),
        }
    }
}

/// What a query found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hits {
    /// How many documents match.
    pub total: u64,
    /// The best of them, best first; ties in natural order of kind and id.
    pub hits: Vec<Hit>,
    /// The index's position.
    pub position: u64,
}

/// One document that matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What it is.
    pub kind: Kind,
    /// Its handle.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who speaks.
    pub speaker: Option<String>,
    /// Where it starts in its recording.
    pub start_ms: Option<i64>,
    /// Where it stands in its source.
    pub locator: Option<String>,
    /// The text, or the part of a long one around the first match.
    pub text: String,
}
