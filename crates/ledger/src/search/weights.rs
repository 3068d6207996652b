//! How much a word weighs in the order of results: by how many documents have it, in whatever form.

use super::schema::Fields;
use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

/// Counts a stem and the word that is written like it as one: each of the two fields has its part of the forms.
pub(super) struct Weights<'s> {
    pub(super) searcher: &'s Searcher,
    pub(super) fields: &'s Fields,
}

impl Bm25StatisticsProvider for Weights<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.searcher.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        self.searcher.total_num_docs()
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        let of = |term: &Term| Bm25StatisticsProvider::doc_freq(self.searcher, term);
        let other = match term.field() {
            field if field == self.fields.stems => self.fields.plain,
            field if field == self.fields.plain => self.fields.stems,
            _ => return of(term),
        };
        let value = term.value();
        let text = value.as_str().unwrap_or_default();
        // A document that has both is counted twice, which is no more than all there are.
        let both = of(term)? + of(&Term::from_field_text(other, text))?;
        Ok(both.min(self.total_num_docs()?))
    }
}
