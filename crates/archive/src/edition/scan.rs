//! The last look before a dossier appears: every file of the finished staging folder is searched for what was
//! withheld, in every way it could be written, also inside compressed files.

use crate::edition::scan_media::scan_media;
use crate::edition::withheld::Withheld;
use crate::error::{ArchiveError, disk};
use crate::import::folder;
use firsthand_publish::recording::MEDIA_FOLDER;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::Path;

/// A withheld text or word that would have been published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leak {
    /// The file inside the staging folder; a part of a compressed file after `!`.
    pub file: String,
    /// How it was written there: `nfc`, `percent`, `word` and so on.
    pub form: String,
    /// The row and column that hold what is withheld; never the words themselves.
    pub row: String,
}

/// The largest a compressed part may grow to; what is larger is reported, never passed over.
const LARGEST_PART_BYTES: u64 = 1 << 30;
/// How deep compressed files may lie in each other.
const DEEPEST: u8 = 4;

/// Searches every file of a folder.
///
/// # Errors
/// When a file cannot be read.
pub fn scan(staging: &Path, withheld: &Withheld) -> Result<Vec<Leak>, ArchiveError> {
    scan_telling(staging, withheld, &mut |_, _| {})
}

/// The same as an error where anything is found; `tell` is told files searched and files in all.
pub(crate) fn refuse_leaks(
    staging: &Path,
    withheld: &Withheld,
    tell: &mut dyn FnMut(u64, u64),
) -> Result<(), ArchiveError> {
    let leaks = scan_telling(staging, withheld, tell)?;
    match leaks.first() {
        None => Ok(()),
        Some(Leak { file, form, row }) => {
            Err(ArchiveError::Leak { count: leaks.len(), file: file.clone(), form: form.clone(), row: row.clone() })
        }
    }
}

fn scan_telling(
    staging: &Path,
    withheld: &Withheld,
    tell: &mut dyn FnMut(u64, u64),
) -> Result<Vec<Leak>, ArchiveError> {
    let needles = Needles::of(withheld);
    let mut leaks = Vec::new();
    if needles.is_empty() {
        return Ok(leaks);
    }
    let files = folder::whole(staging)?.files;
    let total = files.len() as u64;
    for (done, file) in (0..).zip(files) {
        tell(done, total);
        if file.name.starts_with(MEDIA_FOLDER) {
            needles.search(file.name.as_bytes(), &file.name, &mut leaks);
            scan_media(&file, withheld, &mut leaks)?;
            continue;
        }
        let bytes = std::fs::read(&file.path).map_err(disk("read", &file.path))?;
        needles.search(file.name.as_bytes(), &file.name, &mut leaks);
        look_into(&bytes, &file.name, DEEPEST, &needles, &mut leaks);
    }
    tell(total, total);
    leaks.sort_by(|a, b| (&a.file, &a.form, &a.row).cmp(&(&b.file, &b.form, &b.row)));
    leaks.dedup();
    Ok(leaks)
}

fn look_into(bytes: &[u8], name: &str, depth: u8, needles: &Needles, leaks: &mut Vec<Leak>) {
    needles.search(bytes, name, leaks);
    if depth == 0 {
        return;
    }
    if bytes.starts_with(&[0x1f, 0x8b]) {
        let mut plain = Vec::new();
        let unpacked = flate2::read::MultiGzDecoder::new(bytes).take(LARGEST_PART_BYTES).read_to_end(&mut plain);
        note_unreadable(unpacked, name, leaks);
        look_into(&plain, &format!("{name}!gzip"), depth - 1, needles, leaks);
    } else if bytes.starts_with(b"PK\x03\x04") {
        look_into_zip(bytes, name, depth, needles, leaks);
    }
}

fn look_into_zip(bytes: &[u8], name: &str, depth: u8, needles: &Needles, leaks: &mut Vec<Leak>) {
    let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) else {
        return leaks.push(unreadable(name));
    };
    for index in 0..archive.len() {
        let Ok(part) = archive.by_index(index) else {
            leaks.push(unreadable(name));
            continue;
        };
        let part_name = format!("{name}!{}", part.name().unwrap_or_default());
        let mut plain = Vec::new();
        note_unreadable(part.take(LARGEST_PART_BYTES).read_to_end(&mut plain), &part_name, leaks);
        needles.search(part_name.as_bytes(), &part_name, leaks);
        look_into(&plain, &part_name, depth - 1, needles, leaks);
    }
}

fn note_unreadable(unpacked: std::io::Result<usize>, name: &str, leaks: &mut Vec<Leak>) {
    if unpacked.is_err() || unpacked.is_ok_and(|size| size as u64 >= LARGEST_PART_BYTES) {
        leaks.push(unreadable(name));
    }
}

/// What is said where nothing says in which row a text stands.
pub(crate) const UNKNOWN_ROW: &str = "a row that is not known";

/// What cannot be looked into cannot be said to be clean.
fn unreadable(name: &str) -> Leak {
    Leak { file: name.to_owned(), form: "compressed and unreadable".to_owned(), row: UNKNOWN_ROW.to_owned() }
}

/// Everything looked for: byte forms of whole texts, and words as folded tokens, each with the row it stands in.
struct Needles {
    forms: BTreeMap<Vec<u8>, (&'static str, String)>,
    finder: Option<aho_corasick::AhoCorasick>,
    words: BTreeMap<String, String>,
}

impl Needles {
    fn of(withheld: &Withheld) -> Needles {
        let row = |text: &str| withheld.row(text).to_owned();
        let mut forms = BTreeMap::new();
        for text in &withheld.texts {
            for (name, bytes) in firsthand_text::written_forms(text) {
                forms.entry(bytes).or_insert_with(|| (name, row(text)));
            }
        }
        for word in &withheld.spellings {
            for (name, bytes) in firsthand_text::written_forms(word) {
                if is_escaped(name, word, &bytes) {
                    forms.entry(bytes).or_insert_with(|| (name, row(word)));
                }
            }
        }
        let finder = aho_corasick::AhoCorasick::builder().ascii_case_insensitive(true).build(forms.keys()).ok();
        let words = withheld.words.iter().map(|word| (word.clone(), row(word))).collect();
        Needles { finder: finder.filter(|_| !forms.is_empty()), words, forms }
    }

    fn is_empty(&self) -> bool {
        self.finder.is_none() && self.words.is_empty()
    }

    fn search(&self, bytes: &[u8], name: &str, leaks: &mut Vec<Leak>) {
        let forms: Vec<&(&str, String)> = self.forms.values().collect();
        let mut found: BTreeSet<(&str, &str)> = BTreeSet::new();
        if let Some(finder) = &self.finder {
            let hits = finder.find_overlapping_iter(bytes).map(|hit| forms[hit.pattern().as_usize()]);
            found.extend(hits.map(|(form, row)| (*form, row.as_str())));
        }
        if !self.words.is_empty() {
            let tokens = firsthand_text::telling(&String::from_utf8_lossy(bytes));
            found.extend(tokens.iter().filter_map(|token| Some(("word", self.words.get(&token.text)?.as_str()))));
        }
        let leak = |(form, row): (&str, &str)| Leak { file: name.into(), form: form.into(), row: row.into() };
        leaks.extend(found.into_iter().map(leak));
    }
}

/// Words shorter than this are met by chance in base 64.
const SHORTEST_BASE64_BYTES: usize = 12;

/// Whether a form no longer looks like the word: plain forms are found as whole words, not inside others.
fn is_escaped(name: &str, word: &str, bytes: &[u8]) -> bool {
    if name.starts_with("base64") {
        return word.len() >= SHORTEST_BASE64_BYTES;
    }
    bytes.iter().any(|byte| matches!(byte, b'%' | b'\\' | b'&' | 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    /// A text of which every form is looked for, and a word that stands in withheld texts only.
    const TEXT: &str = "der Zwölfkanarienvogel sang am Tor";
    const WORD: &str = "Zwölfkanarienvogel";

    fn withheld() -> Withheld {
        let mut withheld = Withheld { texts: [TEXT.to_owned()].into(), ..Withheld::default() };
        withheld.add_words(WORD, &BTreeSet::new());
        withheld
    }

    #[track_caller]
    fn check(name: &str, bytes: &[u8], is_found: bool) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(name), bytes).unwrap();
        let leaks = scan(folder.path(), &withheld()).unwrap();
        assert_eq!(!leaks.is_empty(), is_found, "{name}: {leaks:?}");
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        writer.write_all(bytes).unwrap();
        writer.finish().unwrap()
    }

    #[test]
    fn every_written_form_of_a_withheld_text_is_caught() {
        for (form, bytes) in firsthand_text::written_forms(TEXT) {
            let page = [b"<p>before ".as_slice(), &bytes, b" after</p>"].concat();
            check(&format!("{form}.html").replace(' ', "-"), &page, true);
        }
    }

    #[test]
    fn a_withheld_word_is_caught_in_nfc_nfd_percent_and_a_search_shard() {
        for (place, bytes) in [
            ("nfc.html", "<b>Zw\u{f6}lfkanarienvogel</b>".to_owned()),
            ("nfd.html", "<b>Zwo\u{308}lfkanarienvogel</b>".to_owned()),
            ("percent.html", "<a href=\"?q=Zw%C3%B6lfkanarienvogel\">".to_owned()),
            ("lower-percent.html", "<a href=\"?q=Zw%c3%b6lfkanarienvogel\">".to_owned()),
            ("shard.js", format!("FH.put(\"search/zw\",{{\"{}\":[3]}});", firsthand_text::fold(WORD))),
            ("escaped.js", "FH.put(\"x\",\"Zw\\u00f6lfkanarienvogel\");".to_owned()),
        ] {
            check(place, bytes.as_bytes(), true);
        }
    }

    #[test]
    fn a_withheld_name_is_caught_where_no_space_parts_it_from_other_words() {
        let mut withheld = Withheld::default();
        withheld.add_words("证人张某某说", &BTreeSet::from(["某某说".to_owned()]));
        let folder = tempfile::tempdir().unwrap();
        for (name, text, is_found) in [("leak", "他是张某某。", true), ("other", "他是张三，李某某说", false)]
        {
            std::fs::write(folder.path().join("page.html"), format!("<p>{text}</p>")).unwrap();
            assert_eq!(!scan(folder.path(), &withheld).unwrap().is_empty(), is_found, "{name}");
        }
    }

    #[test]
    fn a_withheld_text_inside_compressed_files_is_caught() {
        check("page.html.gz", &gzip(TEXT.as_bytes()), true);
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        writer.start_file("inner.gz", zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(&gzip(TEXT.as_bytes())).unwrap();
        check("all.zip", &writer.finish().unwrap().into_inner(), true);
    }

    #[test]
    fn a_compressed_file_that_cannot_be_read_is_reported() {
        check("cut.gz", &gzip(TEXT.as_bytes())[..20], true);
    }

    #[test]
    fn a_file_name_is_searched_too() {
        check("Zwölfkanarienvogel.txt", b"nothing", true);
    }

    #[test]
    fn other_words_are_no_leak() {
        check("page.html", "<p>ein Vogel sang am Tor</p>".as_bytes(), false);
    }
}
