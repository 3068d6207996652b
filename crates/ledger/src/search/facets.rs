//! Facets: how many of all matching documents have each kind, speaker, role, source, session, language and question.

use super::FacetCounts;
use std::collections::BTreeMap;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::StrColumn;
use tantivy::query::Query;
use tantivy::{DocId, Score, Searcher, SegmentOrdinal, SegmentReader};

/// Each facet by the filter that narrows to its values, and the field that has them.
const FACETS: [(&str, &str); 7] = [
    ("kind", "shape"),
    ("speaker", "speaker"),
    ("role", "role"),
    ("source", "source"),
    ("session", "session"),
    ("language", "languages"),
    ("question", "question"),
];

/// Counts every facet over all documents that match.
pub(super) fn counted(searcher: &Searcher, query: &dyn Query) -> tantivy::Result<Vec<FacetCounts>> {
    let counts = searcher.search(query, &Facets)?;
    let facet = |((facet, _), counts): (&(&'static str, &str), BTreeMap<String, u64>)| {
        let mut values: Vec<(String, u64)> = counts.into_iter().collect();
        values.sort_by(|(a, left), (b, right)| right.cmp(left).then_with(|| a.cmp(b)));
        FacetCounts { facet, values }
    };
    Ok(FACETS.iter().zip(counts).map(facet).collect())
}

/// Counts of each facet's values, in the order of `FACETS`.
type Counts = Vec<BTreeMap<String, u64>>;

struct Facets;

/// One segment: each facet's values as numbers of the segment's dictionary, with how often they occur.
struct OfSegment {
    columns: Vec<Option<StrColumn>>,
    counts: Vec<Vec<u64>>,
}

impl Collector for Facets {
    type Fruit = Counts;
    type Child = OfSegment;

    fn for_segment(&self, _ordinal: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<OfSegment> {
        let columns: tantivy::Result<Vec<_>> =
            FACETS.iter().map(|(_, field)| segment.fast_fields().str(field)).collect();
        let columns = columns?;
        let terms = |column: &Option<StrColumn>| column.as_ref().map_or(0, |column| column.dictionary().num_terms());
        let counts = columns.iter().map(|column| vec![0; terms(column)]).collect();
        Ok(OfSegment { columns, counts })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, of_segments: Vec<tantivy::Result<Counts>>) -> tantivy::Result<Counts> {
        let mut all: Counts = FACETS.iter().map(|_| BTreeMap::new()).collect();
        for counts in of_segments {
            for (all, counts) in all.iter_mut().zip(counts?) {
                counts.into_iter().for_each(|(value, count)| *all.entry(value).or_default() += count);
            }
        }
        Ok(all)
    }
}

impl SegmentCollector for OfSegment {
    type Fruit = tantivy::Result<Counts>;

    fn collect(&mut self, doc: DocId, _score: Score) {
        for (column, counts) in self.columns.iter().zip(&mut self.counts) {
            let ords = column.iter().flat_map(|column| column.term_ords(doc));
            ords.for_each(|ord| counts.get_mut(ord as usize).into_iter().for_each(|count| *count += 1));
        }
    }

    fn harvest(self) -> tantivy::Result<Counts> {
        self.columns.iter().zip(self.counts).map(|(column, counts)| values(column.as_ref(), &counts)).collect()
    }
}

fn values(column: Option<&StrColumn>, counts: &[u64]) -> tantivy::Result<BTreeMap<String, u64>> {
    let mut values = BTreeMap::new();
    let Some(column) = column else { return Ok(values) };
    for (ord, count) in (0..).zip(counts).filter(|(_, count)| **count > 0) {
        let mut value = String::new();
        column.ord_to_str(ord, &mut value)?;
        values.insert(value, *count);
    }
    Ok(values)
}
