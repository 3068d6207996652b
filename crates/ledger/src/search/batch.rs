//! Documents on their way to the index library's thread, many in one piece of memory: memory that one thread takes and another gives
//! back, document by document, makes each wait for the other.

use std::iter::Empty;
use std::ops::Range;
use std::slice;
use tantivy::schema::Field;
use tantivy::schema::document::{ReferenceValue, ReferenceValueLeaf, Value};

/// Documents as they are filled, one after the other, and then only read.
#[derive(Default)]
pub(super) struct Batch {
    text: String,
    values: Vec<(Field, Kept)>,
    /// Where the values of each document end.
    ends: Vec<usize>,
}

/// Documents handed over at once: the thread that takes them is not woken for each.
const DOCUMENTS: usize = 64;
/// Text after which no further document is added: the whole text of a long file is one document.
const TEXT_BYTES: usize = 1 << 20;

/// A value of a field; of a text, where it stands.
enum Kept {
    Text(Range<usize>),
    Unsigned(u64),
    Signed(i64),
}

impl Batch {
    /// Adds a text to the document that is being filled.
    pub(super) fn add_text(&mut self, field: Field, text: impl AsRef<str>) {
        let start = self.text.len();
        self.text.push_str(text.as_ref());
        self.values.push((field, Kept::Text(start..self.text.len())));
    }

    pub(super) fn add_u64(&mut self, field: Field, value: u64) {
        self.values.push((field, Kept::Unsigned(value)));
    }

    pub(super) fn add_i64(&mut self, field: Field, value: i64) {
        self.values.push((field, Kept::Signed(value)));
    }

    /// The document that was being filled is whole.
    pub(super) fn end_document(&mut self) {
        self.ends.push(self.values.len());
    }

    /// How many documents are whole.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether it holds as much as is handed over at once.
    pub(super) fn is_full(&self) -> bool {
        self.len() >= DOCUMENTS || self.text.len() >= TEXT_BYTES
    }

    /// The fields of a document with their values.
    pub(super) fn values(&self, document: usize) -> Values<'_> {
        let start = document.checked_sub(1).map_or(0, |before| self.ends[before]);
        Values { text: &self.text, values: self.values[start..self.ends[document]].iter() }
    }
}

/// The fields of one document with their values.
pub(super) struct Values<'b> {
    text: &'b str,
    values: slice::Iter<'b, (Field, Kept)>,
}

impl<'b> Iterator for Values<'b> {
    type Item = (Field, Given<'b>);

    fn next(&mut self) -> Option<Self::Item> {
        let (field, kept) = self.values.next()?;
        let given = match kept {
            Kept::Text(range) => Given::Text(&self.text[range.clone()]),
            Kept::Unsigned(value) => Given::Unsigned(*value),
            Kept::Signed(value) => Given::Signed(*value),
        };
        Some((*field, given))
    }
}

/// A value as the index library takes it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Given<'b> {
    Text(&'b str),
    Unsigned(u64),
    Signed(i64),
}

impl<'b> Value<'b> for Given<'b> {
    type ArrayIter = Empty<Self>;
    type ObjectIter = Empty<(&'b str, Self)>;

    fn as_value(&self) -> ReferenceValue<'b, Self> {
        ReferenceValue::Leaf(match *self {
            Given::Text(text) => ReferenceValueLeaf::Str(text),
            Given::Unsigned(value) => ReferenceValueLeaf::U64(value),
            Given::Signed(value) => ReferenceValueLeaf::I64(value),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::schema::{Fields, schema};

    #[test]
    fn each_document_has_the_values_that_it_was_given() {
        let fields = Fields::of(&schema()).unwrap();
        let mut batch = Batch::default();
        batch.add_text(fields.plain, "сорок человек");
        batch.add_text(fields.plain, "");
        batch.add_u64(fields.rank, 7);
        batch.end_document();
        batch.end_document();
        batch.add_i64(fields.said_from, -7);
        batch.end_document();
        let of = |document| batch.values(document).collect::<Vec<_>>();
        let texts = [Given::Text("сорок человек"), Given::Text("")].map(|text| (fields.plain, text));
        assert_eq!(of(0), [&texts[..], &[(fields.rank, Given::Unsigned(7))]].concat());
        assert_eq!((of(1), of(2)), (vec![], vec![(fields.said_from, Given::Signed(-7))]));
        assert_eq!(batch.len(), 3);
    }

    #[test]
    fn a_batch_is_full_by_its_documents_or_by_their_text() {
        let fields = Fields::of(&schema()).unwrap();
        let (mut many, mut long) = (Batch::default(), Batch::default());
        (1..DOCUMENTS).for_each(|_| many.end_document());
        assert!(!many.is_full());
        many.end_document();
        long.add_text(fields.plain, "x".repeat(TEXT_BYTES));
        assert!(many.is_full() && long.is_full());
    }
}
