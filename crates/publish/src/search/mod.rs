//! Search data as classic scripts: documents, an index cut into shards by the beginnings of words, and a table of names.
//! What the files contain and how a query is answered stands in `format`; which documents there are, in `documents`.

mod documents;
mod facts;
pub mod format;
mod index;
mod names;
mod script;
mod shards;
mod turns;

pub use documents::{documents, registered};
pub use index::Index;
pub use names::Registered;

use firsthand_model::Kind;
use format::{Doc, DocsFile, Manifest, ShardFile};

/// Folder of the search data, relative to the dossier.
pub const FOLDER: &str = "data/search";

/// How large a table of documents or a shard may grow, in bytes of its JSON.
pub const LIMIT_BYTES: usize = 64 * 1024;

/// One document before it is indexed: what results show, and the words by which it is found.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    /// What results show.
    pub doc: Doc,
    /// All its words, title apart.
    pub words: String,
    /// Records it belongs to; a search for their names finds it.
    pub linked: Vec<(Kind, String)>,
}

/// The search files of a dossier: path relative to the dossier, and bytes. The same input gives the same files.
pub fn files(entries: &[Entry], registered: &[Registered], offset_minutes: i32) -> Vec<(String, Vec<u8>)> {
    let index = Index::build(entries);
    let tables = script::tables(entries);
    let shards = shards::cut(&index, LIMIT_BYTES);
    let manifest = Manifest {
        v: 2,
        total: entries.len(),
        docs: tables.iter().map(|(file, _)| file.clone()).collect(),
        shards: shards.iter().map(|(file, _)| file.clone()).collect(),
        endings: script::endings(),
        names: names::table(entries, registered),
        offset: offset_minutes,
    };
    let manifest_file = script::file("manifest", &manifest);
    let table_files = tables.iter().map(|(file, docs): &(DocsFile, Vec<&Doc>)| script::file(&file.name, docs));
    let text_files = tables.iter().filter(|(file, _)| file.texts).map(|(file, _)| script::texts(file, entries));
    let shard_files = shards.iter().map(|(file, shard): &(ShardFile, _)| script::file(&file.name, shard));
    std::iter::once(manifest_file).chain(table_files).chain(text_files).chain(shard_files).collect()
}
