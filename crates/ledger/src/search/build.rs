//! Making the index: in a folder of its own, with a manifest of digests, then renamed into place.

use super::check::{self, Manifest};
use super::schema::{Fields, schema};
use super::{NameBook, SearchDoc, SearchIndex, VERSION, broken, folder};
use crate::LedgerError;
use firsthand_model::Kind;
use hashbrown::HashMap;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;
use tantivy::indexer::NoMergePolicy;
use tantivy::schema::Field;
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
        Manifest::of(drawn.path(), VERSION, position, None)?.write(drawn.path())?;
        if target.exists() {
            fs::remove_dir_all(&target).map_err(LedgerError::writing(&target))?;
        }
        fs::rename(drawn.keep(), &target).map_err(LedgerError::writing(&target))?;
        let index = Index::open_in_dir(&target).map_err(broken)?;
        SearchIndex::over(&index, position).ok_or_else(|| broken("the index just made cannot be read"))
    }
}

/// Segments that additions may make before the index is better made anew.
const SEGMENTS_AT_MOST: usize = 24;

impl SearchIndex {
    /// Adds documents to the index of a case and brings it to a ledger position. None if there is no index that can be
    /// added to, or so many additions were made that it is better made anew.
    ///
    /// The result is that of making it anew from all documents, as long as none of the old ones has changed.
    ///
    /// # Errors
    /// When the index cannot be written.
    pub fn add(
        case_dir: impl AsRef<Path>,
        documents: impl IntoIterator<Item = SearchDoc>,
        names: &NameBook,
        position: u64,
    ) -> Result<Option<SearchIndex>, LedgerError> {
        let target = folder(case_dir.as_ref());
        let Some(manifest) = Manifest::read(&target)?.filter(|manifest| manifest.version == VERSION) else {
            return Ok(None);
        };
        if !check::may_be_searched(&target, &manifest)? {
            return Ok(None);
        }
        let index = Index::open_in_dir(&target).map_err(broken)?;
        if index.searchable_segment_ids().map_err(broken)?.len() >= SEGMENTS_AT_MOST {
            return Ok(None);
        }
        // Until the manifest is written the folder is not what the old one says: whoever is cut off here makes it anew.
        fill(&index, documents, names, false)?;
        Manifest::of(&target, VERSION, position, Some(&manifest))?.write(&target)?;
        Ok(SearchIndex::over(&index, position))
    }
}

fn write(folder: &Path, documents: impl IntoIterator<Item = SearchDoc>, names: &NameBook) -> Result<(), LedgerError> {
    let index = Index::create_in_dir(folder, schema()).map_err(broken)?;
    fill(&index, documents, names, true)
}

/// Adds documents; without any, nothing is written. Merging takes segments away that whoever searches at this moment may be about to open.
fn fill(
    index: &Index,
    documents: impl IntoIterator<Item = SearchDoc>,
    names: &NameBook,
    may_merge: bool,
) -> Result<(), LedgerError> {
    let fields = Fields::of(&index.schema()).ok_or_else(|| broken("the schema lacks a field"))?;
    let mut documents = documents.into_iter().peekable();
    if documents.peek().is_none() {
        return Ok(());
    }
    let mut writer: IndexWriter = index.writer_with_num_threads(1, WRITER_BYTES).map_err(broken)?;
    if !may_merge {
        writer.set_merge_policy(Box::new(NoMergePolicy));
    }
    let mut stems = Stems::default();
    for document in documents {
        writer.add_document(indexed(&fields, &document, names, &mut stems)).map_err(broken)?;
    }
    writer.commit().map_err(broken)?;
    writer.wait_merging_threads().map_err(broken)
}

/// Stems of words that were met: most words of a case are met many times.
#[derive(Default)]
struct Stems(HashMap<String, String, foldhash::fast::RandomState>);

impl Stems {
    fn of(&mut self, word: &str) -> &str {
        if self.0.len() >= STEMS_AT_MOST {
            self.0.clear();
        }
        self.0.entry_ref(word).or_insert_with(|| firsthand_text::stem(word))
    }
}

/// Stems that are kept in memory.
const STEMS_AT_MOST: usize = 200_000;

/// Memory for a document's other fields: for most that is enough, and more is asked for where it is not.
const OTHER_BYTES: usize = 512;

fn indexed(fields: &Fields, document: &SearchDoc, names: &NameBook, stems: &mut Stems) -> TantivyDocument {
    let length = document.text.len();
    let mut out = TantivyDocument::with_capacity(3 * length + OTHER_BYTES);
    let (mut plain, mut stemmed) = (String::with_capacity(length + 1), String::with_capacity(length + 1));
    let mut words = Vec::new();
    firsthand_text::each_word(&document.text, |word| {
        push_word(&mut plain, word);
        push_word(&mut stemmed, stems.of(word));
        if !names.is_empty() {
            words.push(word.to_owned());
        }
    });
    out.add_text(fields.stems, stemmed);
    out.add_text(fields.plain, plain);
    let mut named = names.named_in_words(&words);
    named.extend(document.entities.iter().cloned());
    named.iter().for_each(|handle| out.add_text(fields.entities, handle));
    add_filtered(&mut out, fields, document);
    add_shown(&mut out, fields, document);
    out
}

/// What filters look at and facets count.
fn add_filtered(out: &mut TantivyDocument, fields: &Fields, document: &SearchDoc) {
    let shape = document.shape.unwrap_or(document.kind.name());
    let of_speaker = document.speaker.iter().chain(&document.speaker_names);
    let of_source = document.source.iter().chain(&document.source_names);
    add_words(out, fields.shape_words, shape);
    add_all_words(out, fields.speaker_words, of_speaker);
    add_all_words(out, fields.role_words, document.role.iter());
    add_all_words(out, fields.source_words, of_source);
    add_all_words(out, fields.session_words, document.sessions.iter());
    add_all_words(out, fields.question_words, document.questions.iter());
    out.add_text(fields.shape, shape);
    document.speaker.iter().for_each(|speaker| out.add_text(fields.speaker, speaker));
    document.source.iter().for_each(|source| out.add_text(fields.source, source));
    document.questions.iter().for_each(|question| out.add_text(fields.question, question));
    for language in document.language.iter().map(|language| language.to_ascii_lowercase()) {
        out.add_text(fields.language, &language);
        beginnings(&language).for_each(|beginning| out.add_text(fields.languages, beginning));
    }
    for (from, to, span) in
        [(fields.said_from, fields.said_to, document.said), (fields.about_from, fields.about_to, document.about)]
    {
        span.iter().for_each(|(first, last)| {
            out.add_i64(from, *first);
            out.add_i64(to, *last);
        });
    }
    out.add_u64(fields.rank, rank(document));
}

fn add_shown(out: &mut TantivyDocument, fields: &Fields, document: &SearchDoc) {
    out.add_text(fields.kind, document.kind.name());
    out.add_text(fields.id, &document.id);
    out.add_text(fields.title, &document.title);
    out.add_text(fields.text, &document.text);
    document.locator.iter().for_each(|locator| out.add_text(fields.locator, locator));
    document.start_ms.iter().for_each(|start_ms| out.add_i64(fields.start_ms, *start_ms));
    document.entry.iter().for_each(|entry| out.add_u64(fields.entry, *entry));
}

/// `en-gb`, `en`.
fn beginnings(tag: &str) -> impl Iterator<Item = &str> {
    tag.match_indices('-').map(|(at, _)| &tag[..at]).chain([tag])
}

/// Natural order in one number: kind, first letter and first number of the handle, the ordinal, and of handles that are
/// alike so far a digest. It is the same whatever else the index holds, so that documents that are otherwise equal keep
/// their order when others are added.
fn rank(document: &SearchDoc) -> u64 {
    let kind = Kind::ALL.iter().position(|kind| *kind == document.kind).unwrap_or_default() as u64;
    let letter = u64::from(document.id.bytes().next().unwrap_or_default());
    let digits = document.id.split(|c: char| !c.is_ascii_digit()).find(|digits| !digits.is_empty());
    let number = digits.and_then(|digits| digits.parse::<u64>().ok()).unwrap_or_default().min((1 << 20) - 1);
    let ordinal = u64::from(document.ordinal).min((1 << 18) - 1);
    let digest: [u8; 32] = Sha256::digest(document.id.as_bytes()).into();
    let [first, second, ..] = digest;
    let digest = u64::from(first) << 4 | u64::from(second) >> 4;
    kind << 58 | letter << 50 | number << 30 | ordinal << 12 | digest
}

fn add_all_words<'t>(out: &mut TantivyDocument, field: Field, texts: impl Iterator<Item = &'t String>) {
    texts.for_each(|text| add_words(out, field, text));
}

/// Words with a space between: no word has one in it, and the index parts them there again. Tokens would be handed over as
/// JSON, which takes longer than everything else that is done with them.
fn add_words(out: &mut TantivyDocument, field: Field, text: &str) {
    let mut words = String::with_capacity(text.len());
    firsthand_text::each_word(text, |word| push_word(&mut words, word));
    out.add_text(field, words);
}

fn push_word(words: &mut String, word: &str) {
    if !words.is_empty() {
        words.push(' ');
    }
    words.push_str(word);
}
