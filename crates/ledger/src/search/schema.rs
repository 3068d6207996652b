//! The fields of a document: stems, plain words, ids of whom it names, what filters look at, and what is shown of it.

use tantivy::schema::{FAST, Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};

macro_rules! fields {
    ($($name:ident: $build:expr;)+) => {
        /// Handles of the fields.
        #[derive(Debug, Clone, Copy)]
        pub(crate) struct Fields { $(pub(crate) $name: Field,)+ }

        /// The schema; words are made by us, so that index and query fold and stem alike.
        pub(crate) fn schema() -> Schema {
            let mut schema = Schema::builder();
            $({
                let build: fn(&mut tantivy::schema::SchemaBuilder, &str) -> Field = $build;
                build(&mut schema, stringify!($name));
            })+
            schema.build()
        }

        impl Fields {
            /// The fields of a schema, or none if it is not ours.
            pub(crate) fn of(schema: &Schema) -> Option<Fields> {
                Some(Fields { $($name: schema.get_field(stringify!($name)).ok()?,)+ })
            }
        }
    };
}

fields! {
    // What words are looked for in: every word as it is, and the stems of those that are not their own stem, so that a word
    // that is written like its stem stands in one field and not in two.
    stems: |schema, name| schema.add_text_field(name, words(IndexRecordOption::WithFreqs));
    plain: |schema, name| schema.add_text_field(name, words(IndexRecordOption::WithFreqsAndPositions));
    entities: |schema, name| schema.add_text_field(name, filter(WHOLE));
    // What filters look at, folded word by word.
    shape_words: |schema, name| schema.add_text_field(name, filter(WORDS));
    speaker_words: |schema, name| schema.add_text_field(name, filter(WORDS));
    role_words: |schema, name| schema.add_text_field(name, filter(WORDS));
    source_words: |schema, name| schema.add_text_field(name, filter(WORDS));
    session_words: |schema, name| schema.add_text_field(name, filter(WORDS));
    question_words: |schema, name| schema.add_text_field(name, filter(WORDS));
    languages: |schema, name| schema.add_text_field(name, filter(WHOLE) | FAST);
    said_from: |schema, name| schema.add_i64_field(name, FAST);
    said_to: |schema, name| schema.add_i64_field(name, FAST);
    about_from: |schema, name| schema.add_i64_field(name, FAST);
    about_to: |schema, name| schema.add_i64_field(name, FAST);
    // What is counted beside results, and not looked for; languages are both.
    shape: |schema, name| schema.add_text_field(name, FAST);
    speaker: |schema, name| schema.add_text_field(name, FAST);
    role: |schema, name| schema.add_text_field(name, FAST);
    source: |schema, name| schema.add_text_field(name, FAST);
    session: |schema, name| schema.add_text_field(name, FAST);
    question: |schema, name| schema.add_text_field(name, FAST);
    // Natural order, for documents that are otherwise equal.
    rank: |schema, name| schema.add_u64_field(name, FAST);
    // What is shown.
    shown: |schema, name| schema.add_text_field(name, STORED);
    text: |schema, name| schema.add_text_field(name, STORED);
}

/// The index library's tokenizer that does no more than part a text at spaces: the words are made by us.
const WORDS: &str = "whitespace";

/// Its tokenizer that leaves a value whole.
const WHOLE: &str = "raw";

fn words(option: IndexRecordOption) -> TextOptions {
    indexed(TextFieldIndexing::default().set_tokenizer(WORDS).set_index_option(option))
}

/// What a document has or has not; how much else it has of the kind does not count.
fn filter(tokenizer: &str) -> TextOptions {
    let indexing = TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(IndexRecordOption::Basic);
    indexed(indexing.set_fieldnorms(false))
}

fn indexed(indexing: TextFieldIndexing) -> TextOptions {
    TextOptions::default().set_indexing_options(indexing)
}
