//! Looks for withheld texts in film and sound, whose bytes are no text: piece by piece, and only for what is not met by chance.
//! What a recording says is not looked for here: clearing keeps back whatever of it is withheld.

use crate::edition::scan::Leak;
use crate::edition::withheld::Withheld;
use crate::error::{ArchiveError, disk};
use crate::import::folder::FolderFile;
use aho_corasick::AhoCorasick;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;

/// Shorter patterns are met by chance in gigabytes of sound.
const SHORTEST_BYTES: usize = 8;
/// How much is looked at together.
const PIECE_BYTES: usize = 4 << 20;

/// Searches one recording: its tags and captions are text, and what is in them leaks like any other.
pub(crate) fn scan_media(file: &FolderFile, withheld: &Withheld, leaks: &mut Vec<Leak>) -> Result<(), ArchiveError> {
    let patterns = patterns(withheld);
    let Ok(finder) = AhoCorasick::builder().ascii_case_insensitive(true).build(patterns.keys()) else { return Ok(()) };
    let forms: Vec<&Found> = patterns.values().collect();
    let overlap = patterns.keys().map(|bytes| bytes.len() + 1).max().unwrap_or(0);
    let mut from = File::open(&file.path).map_err(disk("read", &file.path))?;
    let mut piece: Vec<u8> = Vec::new();
    let mut is_first = true;
    loop {
        let kept = piece.len().min(overlap);
        piece.drain(..piece.len() - kept);
        let taken = from.by_ref().take(PIECE_BYTES as u64).read_to_end(&mut piece).map_err(disk("read", &file.path))?;
        for hit in finder.find_overlapping_iter(&piece) {
            let found = forms[hit.pattern().as_usize()];
            // A word at the edge is seen again, or was seen before, with what stands beside it.
            let is_cut = (hit.end() == piece.len() && taken > 0) || (hit.start() == 0 && !is_first);
            if !found.is_word || (!is_cut && stands_alone(&piece, hit.start(), hit.end())) {
                leaks.push(Leak { file: file.name.clone(), form: found.form.to_owned(), row: found.row.clone() });
            }
        }
        if taken == 0 {
            return Ok(());
        }
        is_first = false;
    }
}

struct Found {
    form: &'static str,
    is_word: bool,
    /// Where the text stands in the case.
    row: String,
}

fn patterns(withheld: &Withheld) -> BTreeMap<Vec<u8>, Found> {
    let mut patterns = BTreeMap::new();
    let of = |texts: &std::collections::BTreeSet<String>, is_word: bool, into: &mut BTreeMap<Vec<u8>, Found>| {
        for text in texts {
            let row = withheld.row(text);
            for (form, bytes) in firsthand_text::written_forms(text) {
                if bytes.len() >= SHORTEST_BYTES {
                    into.entry(bytes).or_insert_with(|| Found { form, is_word, row: row.to_owned() });
                }
            }
        }
    };
    of(&withheld.texts, false, &mut patterns);
    of(&withheld.spellings, true, &mut patterns);
    patterns
}

/// Whether a word is not a part of a longer one.
fn stands_alone(bytes: &[u8], start: usize, end: usize) -> bool {
    let is_letter = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80);
    let before = start.checked_sub(1).and_then(|at| bytes.get(at));
    !is_letter(before) && !is_letter(bytes.get(end))
}

#[cfg(test)]
mod tests {
    use crate::edition::scan::scan;
    use crate::edition::withheld::Withheld;
    use std::collections::BTreeSet;

    #[track_caller]
    fn check(bytes: &[u8], is_found: bool) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("media")).unwrap();
        std::fs::write(folder.path().join("media/0123.mp4"), bytes).unwrap();
        let text = "der Zwölfkanarienvogel sang am Tor";
        let mut withheld = Withheld { texts: [text.to_owned()].into(), ..Withheld::default() };
        withheld.add_words("Zwölfkanarienvogel gates", &BTreeSet::new());
        let leaks = scan(folder.path(), &withheld).unwrap();
        assert_eq!(!leaks.is_empty(), is_found, "{leaks:?}");
    }

    #[test]
    fn a_withheld_text_in_the_tags_of_a_film_is_caught_across_pieces() {
        let mut film = vec![0_u8; super::PIECE_BYTES - 10];
        film.extend("der Zwölfkanarienvogel sang am Tor".as_bytes());
        check(&film, true);
        check("\0\0data Zwölfkanarienvogel\0".as_bytes(), true);
    }

    #[test]
    fn bytes_of_sound_are_not_taken_for_words() {
        check(b"\xff\xfbgates\0\0GATES \0", false);
        check("xZwölfkanarienvogels\0".as_bytes(), false);
        check(b"", false);
    }
}
