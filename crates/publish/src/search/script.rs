//! Search data as classic scripts, and documents cut into tables.

use super::format::{Doc, DocsFile};
use super::{Entry, FOLDER, LIMIT_BYTES};
use crate::data_script;
use serde::Serialize;

/// One file: its path and the script that puts the value.
pub fn file<T: Serialize + ?Sized>(name: &str, value: &T) -> (String, Vec<u8>) {
    (format!("{FOLDER}/{name}.js"), data_script::put(&format!("search/{name}"), value))
}

/// Documents in tables of about the limit.
pub fn tables(entries: &[Entry]) -> Vec<(DocsFile, Vec<&Doc>)> {
    let mut tables: Vec<(DocsFile, Vec<&Doc>)> = Vec::new();
    let mut filled = 0;
    for (number, entry) in entries.iter().enumerate() {
        let bytes = serde_json::to_string(&entry.doc).map_or(0, |json| json.len());
        filled += bytes;
        if tables.is_empty() || filled > LIMIT_BYTES {
            filled = bytes;
            let name = format!("docs-{}", tables.len());
            tables.push((DocsFile { name, first: number, ..DocsFile::default() }, Vec::new()));
        }
        if let Some((file, docs)) = tables.last_mut() {
            file.count += 1;
            file.texts |= !has_all(entry);
            docs.push(&entry.doc);
        }
    }
    tables
}

/// All words of the documents of a table, nothing where a document itself has them.
pub fn texts(table: &DocsFile, entries: &[Entry]) -> (String, Vec<u8>) {
    let of_table = entries.iter().skip(table.first).take(table.count);
    let texts: Vec<&str> = of_table.map(|entry| if has_all(entry) { "" } else { entry.words.as_str() }).collect();
    file(&table.name.replace("docs", "texts"), &texts)
}

fn has_all(entry: &Entry) -> bool {
    entry.words == entry.doc.text
}

/// Endings that may follow a stem: folded, each once, the longest first.
pub fn endings() -> Vec<String> {
    let mut endings: Vec<String> = firsthand_text::endings().iter().map(|ending| ending.to_string()).collect();
    endings.sort_by(|a, b| b.chars().count().cmp(&a.chars().count()).then_with(|| a.cmp(b)));
    endings.dedup();
    endings
}
