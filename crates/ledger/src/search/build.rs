//! Making the index: in a folder of its own, with a manifest of digests, then renamed into place. What is written of one
//! document is in `indexed`.

use super::batch::Batch;
use super::check::{self, Manifest};
use super::indexed::Indexer;
use super::pace::{Pace, Sent};
use super::schema::{Fields, schema};
use super::{NameBook, SearchDoc, SearchIndex, VERSION, broken, folder};
use crate::LedgerError;
use std::fs;
use std::path::Path;
use tantivy::indexer::{LogMergePolicy, MergePolicy, NoMergePolicy, UserOperation};
use tantivy::{Index, IndexSettings, IndexWriter};

/// Memory of the one indexing thread; one, so that equal documents give equal order.
const WRITER_BYTES: usize = 32 << 20;

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
        let segments = write(drawn.path(), documents, names)?;
        Manifest::anew(drawn.path(), position, segments)?.write(drawn.path())?;
        if target.exists() {
            fs::remove_dir_all(&target).map_err(LedgerError::writing(&target))?;
        }
        fs::rename(drawn.keep(), &target).map_err(LedgerError::writing(&target))?;
        let index = Index::open_in_dir(&target).map_err(broken)?;
        SearchIndex::over(&index, position).ok_or_else(|| broken("the index just made cannot be read"))
    }
}

/// Segments that additions may make before the index is better made anew.
const MORE_SEGMENTS: u64 = 24;
/// Segments of more documents are not merged: that takes memory for each document of all of them, and gains little.
const MERGED_DOCUMENTS: usize = 100_000;

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
        if segments(&index)? >= manifest.segments + MORE_SEGMENTS {
            return Ok(None);
        }
        // Until the manifest is written the folder is not what the old one says: whoever is cut off here makes it anew.
        fill(&index, documents, names, Box::new(NoMergePolicy))?;
        manifest.added_to(&target, position)?.write(&target)?;
        Ok(SearchIndex::over(&index, position))
    }
}

/// Writes a new index and gives the number of its segments.
fn write(folder: &Path, documents: impl IntoIterator<Item = SearchDoc>, names: &NameBook) -> Result<u64, LedgerError> {
    // Two threads are at work already; a third for what is stored of documents would only stop one of them.
    let settings = IndexSettings { docstore_compress_dedicated_thread: false, ..IndexSettings::default() };
    let index = Index::builder().schema(schema()).settings(settings).create_in_dir(folder).map_err(broken)?;
    let mut merging = LogMergePolicy::default();
    merging.set_max_docs_before_merge(MERGED_DOCUMENTS);
    fill(&index, documents, names, Box::new(merging))?;
    segments(&index)
}

fn segments(index: &Index) -> Result<u64, LedgerError> {
    Ok(index.searchable_segment_ids().map_err(broken)?.len() as u64)
}

/// Adds documents; without any, nothing is written. Merging takes segments away that whoever searches at this moment may be
/// about to open: only a new index, which nobody searches yet, may merge.
fn fill(
    index: &Index,
    documents: impl IntoIterator<Item = SearchDoc>,
    names: &NameBook,
    merging: Box<dyn MergePolicy>,
) -> Result<(), LedgerError> {
    let fields = Fields::of(&index.schema()).ok_or_else(|| broken("the schema lacks a field"))?;
    let mut documents = documents.into_iter().peekable();
    if documents.peek().is_none() {
        return Ok(());
    }
    let mut writer: IndexWriter<Sent> = index.writer_with_num_threads(1, WRITER_BYTES).map_err(broken)?;
    writer.set_merge_policy(merging);
    let (mut indexer, pace) = (Indexer::new(&fields, names), Pace::of_this_thread());
    while documents.peek().is_some() {
        let mut batch = Batch::default();
        while let Some(document) = documents.next_if(|_| !batch.is_full()) {
            indexer.add(&mut batch, &document);
        }
        writer.run(pace.send(batch).map(UserOperation::Add)).map_err(broken)?;
    }
    writer.commit().map_err(broken)?;
    writer.wait_merging_threads().map_err(broken)
}
