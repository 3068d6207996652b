//! What lets a stranger check a dossier: digests, the list of files, the manifest and the text that is signed.
//! Signing itself is a closure that is passed in; keys are not known here.

use crate::input::DossierInput;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// One file of the dossier.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileMark {
    /// Path relative to the dossier, with `/`.
    pub path: String,
    /// SHA-256, lower-case hex.
    pub sha256: String,
    /// Size in bytes.
    pub size_bytes: u64,
}

impl FileMark {
    /// The mark of bytes at a path.
    pub fn of(path: &str, bytes: &[u8]) -> Self {
        FileMark { path: path.to_owned(), sha256: sha256_hex(bytes), size_bytes: bytes.len() as u64 }
    }
}

/// Takes a file's bytes piece by piece.
#[derive(Default)]
pub(crate) struct Hasher {
    digest: Sha256,
    size_bytes: u64,
}

impl Hasher {
    /// The next bytes.
    pub fn take(&mut self, piece: &[u8]) {
        self.digest.update(piece);
        self.size_bytes += piece.len() as u64;
    }

    /// The mark of all that was taken.
    pub fn mark(self, path: &str) -> FileMark {
        FileMark { path: path.to_owned(), sha256: hex(&self.digest.finalize()), size_bytes: self.size_bytes }
    }
}

/// SHA-256 as lower-case hex.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(digest: &[u8]) -> String {
    digest.iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The list that `sha256sum -c` checks; marks are expected in order of path.
pub fn sums(marks: &[FileMark]) -> String {
    marks.iter().map(|mark| format!("{}  {}\n", mark.sha256, mark.path)).collect()
}

/// Where the page's own list of digests stands; the search data makes its folder.
pub const SUMS_SCRIPT: &str = "data/sums.js";

/// The same list for the verify page: path to digest, as a classic script.
pub fn sums_script(marks: &[FileMark]) -> String {
    let list: serde_json::Map<String, Value> =
        marks.iter().map(|mark| (mark.path.clone(), mark.sha256.clone().into())).collect();
    format!("FH.put(\"verify/sums\", {});\n", Value::Object(list))
}

/// The manifest: what this edition is, what covers it, and every file; no date of making and no machine.
pub fn manifest(input: &DossierInput, marks: &[FileMark]) -> Vec<u8> {
    let edition = &input.edition;
    let value = json!({
        "format": "firsthand-dossier/1",
        "case": input.case_id,
        "title": input.settings.title,
        "audience": input.audience,
        "edition": edition.number,
        "date": edition.date,
        "position": edition.position,
        "root": edition.root,
        "verifier": edition.verifier,
        "languages": input.settings.languages,
        "licence": input.settings.licence,
        "generator": format!("firsthand {}", env!("CARGO_PKG_VERSION")),
        "counts": counts(input),
        "bytes": marks.iter().map(|mark| mark.size_bytes).sum::<u64>(),
        "files": marks.iter().map(file).collect::<Vec<_>>(),
    });
    let mut bytes = serde_json::to_vec_pretty(&value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn counts(input: &DossierInput) -> Value {
    json!({
        "sources": input.sources.len(),
        "statements": input.statements.len(),
        "answers": input.answers.len(),
        "questions": input.questions.len(),
        "people": input.people.len(),
        "messages": input.messages.len(),
        "events": input.events.len(),
        "findings": input.findings.len(),
        "accounts": input.accounts.len(),
    })
}

fn file(mark: &FileMark) -> Value {
    json!({ "path": mark.path, "size": mark.size_bytes, "sha256": mark.sha256 })
}

/// The text that is signed: it names case, edition and position, and covers every file through its list.
pub fn signed_text(input: &DossierInput, sums: &str) -> String {
    let edition = &input.edition;
    format!(
        "firsthand-dossier/1\ncase {}\nedition {}\nposition {}\nSHA256SUMS sha256:{}\n",
        input.case_id,
        edition.number,
        edition.position,
        sha256_hex(sums.as_bytes())
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_of_nothing_is_the_known_one() {
        assert_eq!(sha256_hex(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    #[test]
    fn the_list_has_two_spaces_and_line_feeds() {
        let list = sums(&[FileMark::of("a/index.html", b"x")]);
        assert!(list.ends_with("  a/index.html\n"));
        assert_eq!(list.find("  "), Some(64));
    }
}
