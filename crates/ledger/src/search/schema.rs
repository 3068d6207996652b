//! The fields of a document: stems, plain words, ids of whom it names, and what is shown of it.

use tantivy::schema::{
    Field, IndexRecordOption, NumericOptions, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};

/// Handles of the fields.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields {
    pub(crate) stems: Field,
    pub(crate) plain: Field,
    pub(crate) entities: Field,
    pub(crate) kind: Field,
    pub(crate) id: Field,
    pub(crate) title: Field,
    pub(crate) speaker: Field,
    pub(crate) locator: Field,
    pub(crate) start_ms: Field,
    pub(crate) text: Field,
}

/// The schema; tokens are made by us, so that index and query fold and stem alike.
pub(crate) fn schema() -> Schema {
    let indexing =
        TextFieldIndexing::default().set_tokenizer("raw").set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let words = TextOptions::default().set_indexing_options(indexing);
    let mut schema = Schema::builder();
    schema.add_text_field("stems", words.clone());
    schema.add_text_field("plain", words);
    schema.add_text_field("entities", STRING);
    for name in ["kind", "id", "title", "speaker", "locator", "text"] {
        schema.add_text_field(name, STORED);
    }
    schema.add_i64_field("start_ms", NumericOptions::default().set_stored());
    schema.build()
}

impl Fields {
    /// The fields of a schema, or none if it is not ours.
    pub(crate) fn of(schema: &Schema) -> Option<Fields> {
        let field = |name: &str| schema.get_field(name).ok();
        Some(Fields {
            stems: field("stems")?,
            plain: field("plain")?,
            entities: field("entities")?,
            kind: field("kind")?,
            id: field("id")?,
            title: field("title")?,
            speaker: field("speaker")?,
            locator: field("locator")?,
            start_ms: field("start_ms")?,
            text: field("text")?,
        })
    }
}
