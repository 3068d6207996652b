//! A case folder built row by row: tables as CSV, accounts, settings and files.

use std::collections::BTreeMap;
use std::path::Path;

/// One row: column and cell.
pub type Row = Vec<(String, String)>;

/// The tables, accounts and files of a synthetic case.
#[derive(Debug, Clone, Default)]
pub struct CaseFolder {
    tables: BTreeMap<String, Vec<Row>>,
    files: BTreeMap<String, Vec<u8>>,
}

impl CaseFolder {
    /// An empty folder.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a row to a table; the first cell is the id.
    #[must_use]
    pub fn row(mut self, table: &str, cells: &[(&str, &str)]) -> Self {
        let row = cells.iter().map(|(column, cell)| ((*column).to_owned(), (*cell).to_owned())).collect();
        self.tables.entry(table.to_owned()).or_default().push(row);
        self
    }

    /// Adds a row that is usual but for some cells, which take the place of those in the same column.
    #[must_use]
    pub fn row_but(self, table: &str, usual: &[(&str, &str)], cells: &[(&str, &str)]) -> Self {
        let mut row: Vec<(&str, &str)> = usual.to_vec();
        for (column, cell) in cells {
            row.retain(|(known, _)| known != column);
            row.push((column, cell));
        }
        self.row(table, &row)
    }

    /// Adds a file.
    #[must_use]
    pub fn file(mut self, name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.insert(name.to_owned(), bytes.into());
        self
    }

    /// Adds a source that may be linked and was read whole.
    #[must_use]
    pub fn source(self, id: &str) -> Self {
        self.row("sources", &[("id", id), ("what", &format!("document {id}")), ("read_extent", "whole")])
    }

    /// Adds a count question.
    #[must_use]
    pub fn count_question(self, id: &str, text: &str) -> Self {
        self.row("questions", &[("id", id), ("question", text), ("types", "count"), ("as_of_rule", "span")])
    }

    /// Adds a statement in a source, by a speaker in words, with a basis.
    #[must_use]
    pub fn statement(self, id: &str, source: &str, speaker: &str, basis: &str, claim: &str) -> Self {
        let cells = [
            ("id", id),
            ("source", source),
            ("speaker", speaker),
            ("basis", basis),
            ("stance", "asserts"),
            ("claim", claim),
            ("wording", "paraphrase"),
            ("locator", "whole"),
        ];
        self.row("statements", &cells)
    }

    /// Adds an exact count that a statement gives to a question.
    #[must_use]
    pub fn count(self, statement: &str, question: &str, value: i64) -> Self {
        let (id, value) = (format!("{statement}.1"), value.to_string());
        let cells = [
            ("id", id.as_str()),
            ("statement_id", statement),
            ("question_id", question),
            ("type", "count"),
            ("bound", "exact"),
            ("min", &value),
            ("max", &value),
            ("population", "people"),
        ];
        self.row("answers", &cells)
    }

    /// Adds a dependence.
    #[must_use]
    pub fn dependence(self, id: &str, from: &str, to: &str, kind: &str) -> Self {
        self.row("dependences", &[("id", id), ("from_statement", from), ("to_statement", to), ("kind", kind)])
    }

    /// Adds `case.toml` with a title, in English.
    #[must_use]
    pub fn titled(self, title: &str) -> Self {
        let text = format!("title = {title:?}\nlanguages = [\"en\"]\noffset = \"+00:00\"\nexpose_handles = true\n");
        self.file("case.toml", text)
    }

    /// Writes everything into a folder.
    ///
    /// # Panics
    /// When the folder cannot be written.
    pub fn write(&self, folder: &Path) {
        for (table, rows) in &self.tables {
            put(&folder.join(format!("{table}.csv")), csv(rows).as_bytes());
        }
        for (name, bytes) in &self.files {
            put(&folder.join(name), bytes);
        }
    }
}

fn put(path: &Path, bytes: &[u8]) {
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a writable folder");
    std::fs::write(path, bytes).expect("a writable file");
}

/// RFC 4180: the columns of all rows in order of first use, every cell quoted.
fn csv(rows: &[Row]) -> String {
    let mut columns: Vec<&str> = Vec::new();
    for (column, _) in rows.iter().flatten() {
        if !columns.contains(&column.as_str()) {
            columns.push(column);
        }
    }
    let mut text = line(columns.iter().map(|column| (*column).to_owned()));
    for row in rows {
        let cell = |column: &&str| row.iter().find(|(name, _)| name == column).map(|(_, cell)| cell.clone());
        text.push_str(&line(columns.iter().map(|column| cell(column).unwrap_or_default())));
    }
    text
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let quoted: Vec<String> = cells.map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
    format!("{}\r\n", quoted.join(","))
}
