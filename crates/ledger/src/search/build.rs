//! Making the index: in a folder of its own, with a manifest of digests, then renamed into place.

use super::check::Manifest;
use super::schema::{Fields, schema};
use super::{NameBook, SearchDoc, SearchIndex, VERSION, broken, folder};
use crate::LedgerError;
use std::fs;
use std::path::Path;
use tantivy::schema::Field;
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{Index, IndexWriter, TantivyDocument};

/// Memory of the one indexing thread; one, so that equal documents give equal order.
const WRITER_BYTES: usize = 64 << 20;

impl SearchIndex {
    /// Makes the index anew from all documents, at a ledger position. Until it is whole the old one stays.
    ///
    /// # Errors
    /// When the index cannot be written.
    pub fn rebuild(
        case_dir: impl AsRef<Path>,
        documents: impl IntoIterator<Item = SearchDoc>,
        names: &NameBook,
        position: u64,
    ) -> Result<SearchIndex, LedgerError> {
        let target = folder(case_dir.as_ref());
        let derived = target.parent().unwrap_or(&target);
        fs::create_dir_all(derived).map_err(LedgerError::writing(derived))?;
        let drawn =
            tempfile::Builder::new().prefix(".search-").tempdir_in(derived).map_err(LedgerError::writing(derived))?;
        write(drawn.path(), documents, names)?;
        Manifest::of(drawn.path(), VERSION, position)?.write(drawn.path())?;
        if target.exists() {
            fs::remove_dir_all(&target).map_err(LedgerError::writing(&target))?;
        }
        fs::rename(drawn.keep(), &target).map_err(LedgerError::writing(&target))?;
        let index = Index::open_in_dir(&target).map_err(broken)?;
        SearchIndex::over(&index, position).ok_or_else(|| broken("the index just made cannot be read"))
    }
}

fn write(folder: &Path, documents: impl IntoIterator<Item = SearchDoc>, names: &NameBook) -> Result<(), LedgerError> {
    let index = Index::create_in_dir(folder, schema()).map_err(broken)?;
    let fields = Fields::of(&index.schema()).ok_or_else(|| broken("the schema lacks a field"))?;
    let mut writer: IndexWriter = index.writer_with_num_threads(1, WRITER_BYTES).map_err(broken)?;
    for document in documents {
        writer.add_document(indexed(&fields, &document, names)).map_err(broken)?;
    }
    writer.commit().map_err(broken)?;
    writer.wait_merging_threads().map_err(broken)
}

fn indexed(fields: &Fields, document: &SearchDoc, names: &NameBook) -> TantivyDocument {
    let mut out = TantivyDocument::default();
    add_words(&mut out, fields.plain, &document.text, |folded| folded);
    add_words(&mut out, fields.stems, &document.text, |folded| firsthand_text::stem(&folded));
    let mut named = names.named_in(&document.text);
    named.extend(document.entities.iter().cloned());
    named.iter().for_each(|handle| out.add_text(fields.entities, handle));
    out.add_text(fields.kind, document.kind.name());
    out.add_text(fields.id, &document.id);
    out.add_text(fields.title, &document.title);
    out.add_text(fields.text, &document.text);
    document.speaker.iter().for_each(|speaker| out.add_text(fields.speaker, speaker));
    document.locator.iter().for_each(|locator| out.add_text(fields.locator, locator));
    document.start_ms.iter().for_each(|start_ms| out.add_i64(fields.start_ms, *start_ms));
    out
}

fn add_words(out: &mut TantivyDocument, field: Field, text: &str, form: impl Fn(String) -> String) {
    let tokens = firsthand_text::tokens(text).into_iter().enumerate().map(|(position, token)| Token {
        offset_from: token.start,
        offset_to: token.end,
        position,
        text: form(token.text),
        position_length: 1,
    });
    out.add_pre_tokenized_text(field, PreTokenizedString { text: text.to_owned(), tokens: tokens.collect() });
}
