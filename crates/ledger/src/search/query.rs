//! A query: words that must all be found, in any inflected form; "quoted words" stand together; registered names stand
//! for whom they name. Nothing that can be typed is an error.

use super::names::{NameBook, words};
use super::schema::Fields;
use super::{Hit, Hits, SearchIndex, broken};
use crate::LedgerError;
use crate::tables::natural_key;
use firsthand_model::Kind;
use std::collections::BTreeSet;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, EmptyQuery, Occur, PhraseQuery, Query as Searched, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::{DocAddress, Searcher, TantivyDocument, Term};

/// How much of a long text is shown, in characters.
const SHOWN_CHARS: usize = 300;
/// How much of it stands before the first match.
const BEFORE_CHARS: usize = 80;

/// A query as typed.
#[derive(Debug, Clone, Copy)]
pub struct Query<'a> {
    /// The words.
    pub text: &'a str,
    /// How many hits are wanted.
    pub limit: usize,
    /// Registered names.
    pub names: &'a NameBook,
}

/// One thing that must be found.
enum Part {
    Word(String),
    Phrase(Vec<String>),
    Named(BTreeSet<String>),
}

impl SearchIndex {
    /// Searches; nothing asked finds nothing.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn search(&self, query: &Query<'_>) -> Result<Hits, LedgerError> {
        let parts = parts(query);
        let searcher = self.reader.searcher();
        let searched = searched(&self.fields, &parts);
        let total = searcher.search(&*searched, &Count).map_err(broken)?;
        let top = TopDocs::with_limit(total.max(1)).order_by_score();
        let mut found = searcher.search(&*searched, &top).map_err(broken)?;
        let mut hits = self.hits(&searcher, &mut found)?;
        hits.truncate(query.limit);
        let hits = hits.into_iter().map(|hit| shorten(hit, &parts)).collect();
        Ok(Hits { total: total as u64, hits, position: self.position })
    }

    /// Best first; the same score in natural order, whatever the segments are.
    fn hits(&self, searcher: &Searcher, found: &mut [(f32, DocAddress)]) -> Result<Vec<Hit>, LedgerError> {
        let mut hits = Vec::with_capacity(found.len());
        for (score, address) in found {
            let document: TantivyDocument = searcher.doc(*address).map_err(broken)?;
            hits.push((*score, self.hit(&document)));
        }
        hits.sort_by(|(a, left), (b, right)| {
            b.total_cmp(a).then_with(|| (left.kind, natural_key(&left.id)).cmp(&(right.kind, natural_key(&right.id))))
        });
        Ok(hits.into_iter().map(|(_, hit)| hit).collect())
    }

    fn hit(&self, document: &TantivyDocument) -> Hit {
        let text = |field: Field| document.get_first(field).and_then(|value| value.as_str().map(str::to_owned));
        let kind = text(self.fields.kind).and_then(|name| Kind::from_name(&name));
        Hit {
            kind: kind.unwrap_or(Kind::Original),
            id: text(self.fields.id).unwrap_or_default(),
            title: text(self.fields.title).unwrap_or_default(),
            speaker: text(self.fields.speaker),
            start_ms: document.get_first(self.fields.start_ms).and_then(|value| value.as_i64()),
            locator: text(self.fields.locator),
            text: text(self.fields.text).unwrap_or_default(),
        }
    }
}

/// Every second piece between quotation marks is a phrase; in the others names go before words.
fn parts(query: &Query<'_>) -> Vec<Part> {
    let pieces = query.text.split(['"', '“', '”', '„', '«', '»']).enumerate();
    pieces.flat_map(|(index, piece)| if index % 2 == 1 { phrase(piece) } else { loose(piece, query.names) }).collect()
}

fn phrase(piece: &str) -> Vec<Part> {
    let words = words(piece);
    match words.len() {
        0 => Vec::new(),
        1 => words.into_iter().map(Part::Word).collect(),
        _ => vec![Part::Phrase(words)],
    }
}

fn loose(piece: &str, names: &NameBook) -> Vec<Part> {
    let words = words(piece);
    let mut parts = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let named = names.named_at(&words, at);
        parts.push(named.map_or_else(|| Part::Word(words[at].clone()), |(_, handles)| Part::Named(handles.clone())));
        at += named.map_or(1, |(length, _)| length);
    }
    parts
}

fn searched(fields: &Fields, parts: &[Part]) -> Box<dyn Searched> {
    if parts.is_empty() {
        return Box::new(EmptyQuery);
    }
    Box::new(BooleanQuery::new(parts.iter().map(|part| (Occur::Must, part_query(fields, part))).collect()))
}

fn part_query(fields: &Fields, part: &Part) -> Box<dyn Searched> {
    match part {
        Part::Word(word) => any(vec![term(fields.plain, word), term(fields.stems, &firsthand_text::stem(word))]),
        Part::Named(handles) => any(handles.iter().map(|handle| term(fields.entities, handle)).collect()),
        Part::Phrase(words) => {
            let terms = words.iter().map(|word| Term::from_field_text(fields.plain, word));
            Box::new(PhraseQuery::new(terms.collect()))
        }
    }
}

fn any(queries: Vec<Box<dyn Searched>>) -> Box<dyn Searched> {
    Box::new(BooleanQuery::new(queries.into_iter().map(|query| (Occur::Should, query)).collect()))
}

fn term(field: Field, text: &str) -> Box<dyn Searched> {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs))
}

/// The part of a long text around its first match.
fn shorten(hit: Hit, parts: &[Part]) -> Hit {
    if hit.text.chars().count() <= SHOWN_CHARS {
        return hit;
    }
    let first = first_match(&hit.text, parts);
    let before = hit.text[..first].char_indices().rev().nth(BEFORE_CHARS).map_or(0, |(at, _)| at);
    let rest: String = hit.text[before..].chars().take(SHOWN_CHARS).collect();
    let open = if before > 0 { "… " } else { "" };
    let close = if before + rest.len() < hit.text.len() { " …" } else { "" };
    Hit { text: format!("{open}{}{close}", rest.trim()), ..hit }
}

fn first_match(text: &str, parts: &[Part]) -> usize {
    let wanted: BTreeSet<String> = parts
        .iter()
        .flat_map(|part| match part {
            Part::Word(word) => vec![firsthand_text::stem(word)],
            Part::Phrase(words) => words.iter().map(|word| firsthand_text::stem(word)).collect(),
            Part::Named(_) => Vec::new(),
        })
        .collect();
    let tokens = firsthand_text::tokens(text);
    tokens.iter().find(|token| wanted.contains(&firsthand_text::stem(&token.text))).map_or(0, |token| token.start)
}
