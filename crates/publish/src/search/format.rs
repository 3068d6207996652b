//! What the search files contain, for Rust that writes them and TypeScript that reads them. Each file is one classic
//! script `FH.put("search/<name>", VALUE);` in `data/search/<name>.js`, so that it loads from a USB stick.
//!
//! How a query is answered. Fold it and cut it into tokens as `firsthand_text` does. For each token `q`:
//! 1. `shard` = the one whose `prefixes` hold the longest prefix of `q` (none: no hit). Load it. Nothing else is needed.
//! 2. If `q` is in `forms`, its stem is `stems[of[i]]` (binary search: `forms` is sorted by code point, so compare
//!    by code point, not by locale). Otherwise the longest entry of `stems` that is a prefix of `q` and leaves nothing or
//!    one of `endings`. Otherwise, if `q` has three letters or more, every stem of a form that begins with `q`.
//! 3. `posts[of]` is `[gap, weight, gap, weight, …]`: document numbers as gaps from the one before (the first from 0).
//!
//! Queries have the grammar of docs/formats/search.md. Weights of what is joined are added. `texts-N` beside `docs-N` has all words of
//! each document, where the document itself does not, for words that must stand beside each other and for the part that a result
//! shows; what several fields say is parted there by ` . `. Names: where the folded query, or a run of its tokens joined by one
//! space, is in a name's `forms`, that name's `docs` (gap-coded, no weights) are met by those tokens too, and the name
//! itself may be offered as the first result.

use serde::Serialize;

/// `search/manifest`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Manifest {
    /// Version of this format: 2.
    pub v: u32,
    /// How many documents there are.
    pub total: usize,
    /// Tables of documents, in order of number.
    pub docs: Vec<DocsFile>,
    /// Shards, in order of their first prefix.
    pub shards: Vec<ShardFile>,
    /// Endings that may follow a stem, folded, longest first.
    pub endings: Vec<String>,
    /// People and places with their registered written forms.
    pub names: Vec<Name>,
    /// Minutes east of UTC for dates without an offset.
    pub offset: i32,
}

/// One table of documents: `search/docs-0`, whose value is an array of [`Doc`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct DocsFile {
    /// The file is `<name>.js` and its key is `search/<name>`.
    pub name: String,
    /// Number of its first document.
    pub first: usize,
    /// How many documents it holds.
    pub count: usize,
    /// Whether a table of all words stands beside it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub texts: bool,
}

/// One shard and the beginnings of words that it is responsible for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ShardFile {
    /// The file is `<name>.js` and its key is `search/<name>`.
    pub name: String,
    /// Beginnings of words, folded; the shard with the longest one that begins the token answers for it.
    pub prefixes: Vec<String>,
}

/// A person, body, role or place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Name {
    /// The name shown.
    pub title: String,
    /// Address relative to the dossier's root.
    pub url: String,
    /// Registered written forms: tokens folded and joined by one space.
    pub forms: Vec<String>,
    /// Documents in which a form occurs or which are linked to the record, as gaps.
    pub docs: Vec<usize>,
}

/// `search/<shard>`: `forms` and `of` are parallel, `stems` and `posts` are parallel.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Shard {
    /// Forms as they occur, folded, sorted by code point.
    pub forms: Vec<String>,
    /// For each form, the index of its stem.
    pub of: Vec<usize>,
    /// Stems, sorted by code point.
    pub stems: Vec<String>,
    /// For each stem, its documents: gap, weight, gap, weight.
    pub posts: Vec<Vec<usize>>,
}

/// One document: something with a page, or a part of a page, of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Doc {
    /// What it is called.
    pub title: String,
    /// `statement`, `source`, `question`, `finding`, `account`, `person`, `event`, `message`, `place`, `prompt` or `transcript`.
    pub kind: &'static str,
    /// Address relative to the dossier's root.
    pub url: String,
    /// Who speaks, where somebody does.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub speaker: String,
    /// When, as readers read it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub date: String,
    /// The beginning of its words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Its language, BCP 47.
    pub lang: String,
    /// Words to be shown before the text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Who speaks, by registered names and public id.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// The language in which it was said or printed, BCP 47, where that is not the language of these words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub spoken: String,
    /// The speaker's role.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// The title and author of the source in which it stands.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// That source's public id; its page is `sources/<id>/index.html`.
    #[serde(rename = "sourceId", skip_serializing_if = "String::is_empty")]
    pub source_id: String,
    /// What it is a transcript of: public ids, and titles with authors.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<(String, String)>,
    /// The sessions in which it was said: public ids and kinds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sessions: Vec<(String, String)>,
    /// Where its words stand in the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// The ledger entry of the record, of a turn that of its source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<u64>,
    /// When it was said: first and last millisecond since 1970.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said: Option<(i64, i64)>,
    /// Of what time it speaks: first and last millisecond since 1970.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<(i64, i64)>,
    /// Public ids of the questions that it answers, or is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<String>,
}

/// Where words stand in a source, and what leads there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Place {
    /// As a reader reads it: `0:32–0:34`, `page 3`. Empty where it is not said.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub at: String,
    /// Address relative to the dossier's root; empty where nothing leads there.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub url: String,
    /// Whether the address plays them.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub plays: bool,
}
