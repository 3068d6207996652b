//! Asking the index: what is searched for, in which order, and what else is to be counted. How a query becomes one of the
//! index library's is in `asked`; which words of a hit are marked, in `marks`.

use super::asked::Asker;
use super::facets;
use super::marks::Marker;
use super::names::NameBook;
use super::schema::Fields;
use super::shown::Shown;
use super::weights::Weights;
use super::{Hit, Hits, SearchIndex, broken};
use crate::LedgerError;
use tantivy::collector::sort_key::{SortBySimilarityScore, SortByStaticFastValue};
use tantivy::collector::{Count, TopDocs};
use tantivy::query::Query as Searched;
use tantivy::schema::{Field, Value};
use tantivy::{DocAddress, Order, TantivyDocument};

/// A query as typed, and what is wanted of it.
#[derive(Debug, Clone, Copy)]
pub struct Query<'a> {
    /// The query; docs/formats/search.md has its grammar.
    pub text: &'a str,
    /// How many hits are wanted.
    pub limit: usize,
    /// How many hits before those are passed over.
    pub offset: usize,
    /// Whether what was said last comes first; otherwise the best.
    pub newest_first: bool,
    /// Whether facets are counted.
    pub with_facets: bool,
    /// Registered names; none where a name is to be a word like any other.
    pub names: Option<&'a NameBook>,
    /// Dates without an offset are read in this offset from UTC.
    pub offset_minutes: i32,
}

impl<'a> Query<'a> {
    /// The best hits of a query.
    pub fn new(text: &'a str, limit: usize, names: &'a NameBook) -> Query<'a> {
        Query { text, limit, offset: 0, newest_first: false, with_facets: false, names: Some(names), offset_minutes: 0 }
    }
}

impl SearchIndex {
    /// Searches; nothing asked finds nothing.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn search(&self, query: &Query<'_>) -> Result<Hits, LedgerError> {
        let parsed = firsthand_text::query::parse(query.text);
        let mut asker = Asker::new(&self.fields, query, &parsed);
        let searched = asker.searched();
        let searcher = self.reader.searcher();
        let weights = Weights { searcher: &searcher, fields: &self.fields };
        let (total, found) = found(&weights, &*searched, query).map_err(broken)?;
        let marker = Marker::new(parsed.asked.as_ref(), query.names);
        let mut hits = Vec::with_capacity(found.len());
        for address in found {
            let document: TantivyDocument = searcher.doc(address).map_err(broken)?;
            let hit = hit(&self.fields, &document).ok_or_else(|| broken("a document of it cannot be read"))?;
            hits.push(marker.marked(hit));
        }
        let facets = match query.with_facets {
            true => facets::counted(&searcher, &*searched).map_err(broken)?,
            false => Vec::new(),
        };
        Ok(Hits { total: total as u64, hits, facets, notes: asker.notes, position: self.position })
    }
}

/// How many documents match, and those wanted, in order; of those that are otherwise equal, whatever the segments are, in
/// natural order.
fn found(
    weights: &Weights<'_>,
    searched: &dyn Searched,
    query: &Query<'_>,
) -> tantivy::Result<(usize, Vec<DocAddress>)> {
    let searcher = weights.searcher;
    if query.limit == 0 {
        return Ok((searcher.search(searched, &Count)?, Vec::new()));
    }
    let top = TopDocs::with_limit(query.limit).and_offset(query.offset);
    let natural = (SortByStaticFastValue::<u64>::for_field("rank"), Order::Asc);
    if query.newest_first {
        let newest = (SortByStaticFastValue::<i64>::for_field("said_from"), Order::Desc);
        let (total, found) = searcher.search(searched, &(Count, top.order_by((newest, natural))))?;
        return Ok((total, found.into_iter().map(|(_, address)| address).collect()));
    }
    let best = (Count, top.order_by((SortBySimilarityScore, natural)));
    let (total, found) = searcher.search_with_statistics_provider(searched, &best, weights)?;
    Ok((total, found.into_iter().map(|(_, address)| address).collect()))
}

/// What is shown of a document; none where it cannot be read.
fn hit(fields: &Fields, document: &TantivyDocument) -> Option<Hit> {
    let text = |field: Field| document.get_first(field).and_then(|value| value.as_str());
    let shown: Shown = serde_json::from_str(text(fields.shown)?).ok()?;
    Some(shown.into_hit(text(fields.text)?.to_owned()))
}
