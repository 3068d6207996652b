//! A bare program: turns inserted into SQLite and tantivy, and nothing else done with them.

use crate::Result;
use rusqlite::Connection;
use std::fs;
use std::path::Path;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::QueryParser;
use tantivy::schema::{Field, STORED, STRING, Schema, TEXT};
use tantivy::{Index, IndexReader, IndexWriter, TantivyDocument, doc};

/// One turn.
#[derive(Debug, Clone)]
pub struct Turn {
    pub file: String,
    pub speaker: String,
    pub start_ms: i64,
    pub text: String,
}

/// Turns in SQLite and tantivy.
pub struct Bare {
    _sqlite: Connection,
    index: Index,
    reader: IndexReader,
    text: Field,
}

impl Bare {
    /// Inserts turns, with as much memory for the index as ours has and one thread.
    pub fn make(folder: &Path, turns: impl Iterator<Item = Turn>) -> Result<Bare> {
        fs::create_dir_all(folder.join("index"))?;
        let mut sqlite = Connection::open(folder.join("turns.db"))?;
        sqlite.execute_batch(
            "PRAGMA journal_mode = WAL; CREATE TABLE turn (file TEXT, speaker TEXT, start_ms INTEGER, text TEXT)",
        )?;
        let mut schema = Schema::builder();
        let text = schema.add_text_field("text", TEXT | STORED);
        let (file, speaker) =
            (schema.add_text_field("file", STRING | STORED), schema.add_text_field("speaker", STRING | STORED));
        let index = Index::create_in_dir(folder.join("index"), schema.build())?;
        let mut writer: IndexWriter = index.writer_with_num_threads(1, 32 << 20)?;
        let inserting = sqlite.transaction()?;
        {
            let mut insert = inserting.prepare("INSERT INTO turn VALUES (?, ?, ?, ?)")?;
            for turn in turns {
                insert.execute((&turn.file, &turn.speaker, turn.start_ms, &turn.text))?;
                writer.add_document(doc!(text => turn.text, file => turn.file, speaker => turn.speaker))?;
            }
        }
        inserting.commit()?;
        writer.commit()?;
        writer.wait_merging_threads()?;
        drop(sqlite);
        Bare::open(folder)
    }

    /// Opens both and reads one row, so that the file is looked at.
    pub fn open(folder: &Path) -> Result<Bare> {
        let sqlite = Connection::open(folder.join("turns.db"))?;
        sqlite.query_row("SELECT max(rowid) FROM turn", [], |row| row.get::<_, i64>(0))?;
        let index = Index::open_in_dir(folder.join("index"))?;
        let (reader, text) = (index.reader()?, index.schema().get_field("text")?);
        Ok(Bare { _sqlite: sqlite, index, reader, text })
    }

    /// How many turns have all the words, and the best of them.
    pub fn search(&self, words: &str, hits: usize) -> Result<u64> {
        let mut parser = QueryParser::for_index(&self.index, vec![self.text]);
        parser.set_conjunction_by_default();
        let (query, searcher) = (parser.parse_query(words)?, self.reader.searcher());
        let (total, top) = searcher.search(&query, &(Count, TopDocs::with_limit(hits).order_by_score()))?;
        for (_, address) in top {
            std::hint::black_box(searcher.doc::<TantivyDocument>(address)?);
        }
        Ok(total as u64)
    }
}

/// Opens the SQLite and tantivy files of a case, ready to be asked.
pub fn open_of_case(case: &Path) -> Result<(Connection, IndexReader)> {
    let sqlite = Connection::open(case.join("derived/case.db"))?;
    sqlite.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))?;
    let index = Index::open_in_dir(case.join("derived/search"))?;
    let reader = index.reader()?;
    std::hint::black_box(reader.searcher().num_docs());
    Ok((sqlite, reader))
}
