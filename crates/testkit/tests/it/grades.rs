//! Nothing is computed with grades: their marks are texts, read in few places, and neither counted with nor put in order anywhere.

use crate::{files, root};

/// The only sources that read a mark: what it is called, whether it fits its row, and whether two of them are the same.
const READERS: [&str; 6] = [
    "crates/archive/src/judgment/confirmed.rs",
    "crates/archive/src/judgment/graded_alike.rs",
    "crates/archive/src/judgment/grades.rs",
    "crates/archive/src/import/misjudged.rs",
    "crates/firsthand/src/output/judgment.rs",
    "crates/model/src/records/coding.rs",
];
/// What would make a number of a mark, or an order of marks.
const ARITHMETIC: [&str; 16] = [
    ".cmp(",
    "partial_cmp",
    ".sort",
    ".max",
    ".min",
    ".sum",
    ".fold",
    ".parse",
    "as_bytes",
    " as i",
    " as u",
    " as f",
    " < ",
    " > ",
    " <= ",
    " >= ",
];

/// The lines of all sources in which a mark stands, each with its file.
fn lines_with_marks() -> Vec<(String, String)> {
    let sources = files(&root().join("crates"), &[".rs"]).into_iter().chain(files(&root().join("web/src"), &[".ts"]));
    let name = |path: &std::path::Path| {
        path.strip_prefix(root()).unwrap_or(path).to_string_lossy().replace('\\', "/").replace("/../", "/")
    };
    let mut found = Vec::new();
    for path in sources.filter(|path| !name(path).contains("/tests/")) {
        let text = std::fs::read_to_string(&path).unwrap();
        let is_mark = |line: &&str| line.contains(".reliability") || line.contains(".credibility");
        found.extend(text.lines().filter(is_mark).map(|line| (name(&path), line.to_owned())));
    }
    found
}

#[test]
fn no_code_computes_with_grades_or_puts_them_in_order() {
    let lines = lines_with_marks();
    assert!(lines.len() > 5, "the marks are read somewhere: {lines:?}");
    for (file, line) in lines {
        assert!(READERS.contains(&file.as_str()), "{file} reads a mark: {line}");
        let computed = ARITHMETIC.iter().find(|sign| line.contains(**sign));
        assert!(computed.is_none(), "{file} computes with a mark: {line}");
    }
}
