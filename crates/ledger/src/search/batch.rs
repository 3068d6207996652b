//! Documents on their way to the index library's thread, many in one piece of memory: memory that one thread takes and another gives
//! back, document by document, makes each wait for the other.

use std::iter::Empty;
use std::ops::Range;
use tantivy::TantivyDocument;
use tantivy::schema::Field;
use tantivy::schema::document::{ReferenceValue, ReferenceValueLeaf, Value};

/// Documents as they are filled, one after the other, and then only read.
#[derive(Default)]
pub(super) struct Batch {
    text: String,
    values: Vec<(Field, Kept)>,
    /// Where the values and the text of each document end.
    ends: Vec<(usize, usize)>,
}

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
        self.ends.push((self.values.len(), self.text.len()));
    }

    /// How many documents are whole.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The fields of a document with their values.
    pub(super) fn values(&self, document: usize) -> impl Iterator<Item = (Field, Given<'_>)> {
        let start = self.start_of(document).0;
        self.values[start..self.ends[document].0].iter().map(|(field, kept)| {
            let given = match kept {
                Kept::Text(range) => Given::Text(&self.text[range.clone()]),
                Kept::Unsigned(value) => Given::Unsigned(*value),
                Kept::Signed(value) => Given::Signed(*value),
            };
            (*field, given)
        })
    }

    /// A document in the index library's own form.
    pub(super) fn document(&self, document: usize) -> TantivyDocument {
        let text = self.ends[document].1 - self.start_of(document).1;
        let mut made = TantivyDocument::with_capacity(text + OTHER_BYTES);
        self.values(document).for_each(|(field, given)| made.add_field_value(field, given));
        made
    }

    fn start_of(&self, document: usize) -> (usize, usize) {
        document.checked_sub(1).map_or((0, 0), |before| self.ends[before])
    }
}

/// Memory for numbers, and for the length of each text.
const OTHER_BYTES: usize = 128;

/// A value as the index library takes it.
#[derive(Debug, Clone, Copy)]
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
    use tantivy::schema::document::Document;

    #[test]
    fn each_document_has_the_values_that_it_was_given() {
        let schema = schema();
        let fields = Fields::of(&schema).unwrap();
        let mut batch = Batch::default();
        batch.add_text(fields.plain, "сорок человек");
        batch.add_text(fields.plain, "");
        batch.add_u64(fields.rank, 7);
        batch.end_document();
        batch.end_document();
        batch.add_i64(fields.said_from, -7);
        batch.end_document();
        let written = |number| batch.document(number).to_json(&schema);
        assert_eq!(batch.len(), 3);
        assert_eq!(written(0), r#"{"plain":["сорок человек",""],"rank":[7]}"#);
        assert_eq!((written(1).as_str(), written(2).as_str()), ("{}", r#"{"said_from":[-7]}"#));
    }
}
