//! What is searched and what is found.

use firsthand_model::Kind;
use std::sync::Arc;

/// What parts the texts of one document that are not said in one breath: a title, a claim, words quoted. A phrase ends there.
pub const PART: char = '\u{1e}';

/// One text of the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchDoc {
    /// What it is.
    pub kind: Kind,
    /// What it is called in results and filters, where that is not the kind's name: `transcript`, `page`.
    pub shape: Option<&'static str>,
    /// Its handle.
    pub id: Arc<str>,
    /// Its number among documents of this kind and handle.
    pub ordinal: u32,
    /// Its title.
    pub title: Arc<str>,
    /// Who speaks, if somebody does.
    pub speaker: Option<String>,
    /// What else the speaker is found by: ids and registered names.
    pub speaker_names: Vec<String>,
    /// The speaker's role.
    pub role: Option<String>,
    /// The source in which it stands.
    pub source: Option<String>,
    /// What that source says it is a transcript of, by id: it is found by that too.
    pub recorded: Vec<String>,
    /// What else the source is found by: titles and authors.
    pub source_names: Vec<String>,
    /// The sessions in which it was said, by id.
    pub sessions: Vec<String>,
    /// What else these are found by: their kinds.
    pub session_kinds: Vec<String>,
    /// Its language, BCP 47.
    pub language: Option<String>,
    /// When it was said: first and last millisecond since 1970.
    pub said: Option<(i64, i64)>,
    /// Of what time it speaks: first and last millisecond since 1970.
    pub about: Option<(i64, i64)>,
    /// The questions that it answers, or is.
    pub questions: Vec<String>,
    /// The number of the ledger's entry in which it stands.
    pub entry: Option<u64>,
    /// Where it stands in its source.
    pub locator: Option<String>,
    /// Where it starts in its recording.
    pub start_ms: Option<i64>,
    /// The text that is searched, its parts by [`PART`]; the title is not added to it.
    pub text: String,
    /// Persons and places it is linked to, beside those whose registered names stand in the text.
    pub entities: Vec<String>,
}

impl Default for SearchDoc {
    fn default() -> Self {
        SearchDoc {
            kind: Kind::Statement,
            shape: None,
            id: Arc::default(),
            ordinal: 0,
            title: Arc::default(),
            speaker: None,
            speaker_names: Vec::new(),
            role: None,
            source: None,
            recorded: Vec::new(),
            source_names: Vec::new(),
            sessions: Vec::new(),
            session_kinds: Vec::new(),
            language: None,
            said: None,
            about: None,
            questions: Vec::new(),
            entry: None,
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
    /// Those that were wanted, in the order asked for; ties in natural order of kind and id.
    pub hits: Vec<Hit>,
    /// How many matching documents have each value, for each facet asked for.
    pub facets: Vec<FacetCounts>,
    /// What of the query could not be read, in sentences.
    pub notes: Vec<String>,
    /// The index's position.
    pub position: u64,
}

/// How often the values of one facet occur.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FacetCounts {
    /// The filter that narrows to a value.
    pub facet: &'static str,
    /// Values with how many documents have them: most first, then by value.
    pub values: Vec<(String, u64)>,
}

/// One document that matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What it is.
    pub kind: Kind,
    /// What it is called: its kind's name, or `transcript`, `page` and the like.
    pub shape: String,
    /// Its handle.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who speaks.
    pub speaker: Option<String>,
    /// The source in which it stands.
    pub source: Option<String>,
    /// When it was said, first millisecond since 1970.
    pub said_ms: Option<i64>,
    /// Where it starts in its recording.
    pub start_ms: Option<i64>,
    /// Where it stands in its source.
    pub locator: Option<String>,
    /// The number of the ledger's entry in which it stands.
    pub entry: Option<u64>,
    /// The text, or the part of a long one around the first match.
    pub text: String,
    /// Where matches begin and end in that text, in bytes.
    pub marks: Vec<(usize, usize)>,
}
