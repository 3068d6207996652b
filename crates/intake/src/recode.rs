//! Words in another encoding than UTF-8 as UTF-8: by their byte-order mark, by what the file says of itself, or by a guess, which
//! is told. Tables of the case are never recoded (`encoding`), and damaged UTF-8 is no other encoding (`damage`).

use crate::Problem;
use crate::damage::Damage;
use crate::dispatch::ending;
use crate::encoding::guess;
use crate::transcripts::is_rich_text;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// So much of a file is looked at for what it says of its encoding.
const HEAD_BYTES: usize = 4096;
/// Endings of text that may be in any encoding.
const ENDINGS: [&str; 18] = [
    "txt", "md", "markdown", "csv", "tsv", "vtt", "srt", "ttml", "dfxp", "itt", "xml", "eaf", "tei", "rst", "html",
    "htm", "xhtml", "log",
];
/// Endings of text whose broken bytes have a meaning to its reader.
const ONLY_BY_MARK: [&str; 1] = ["json"];

/// Whether a file holds words that may be in any encoding, or damaged: by its name, or where that tells nothing by its bytes.
pub(crate) fn holds_words(name: &str, bytes: &[u8]) -> bool {
    let ending = ending(name);
    // The letters of Rich Text say themselves of which code page they are.
    if is_rich_text(bytes) {
        return false;
    }
    ENDINGS.contains(&ending.as_str()) || !ONLY_BY_MARK.contains(&ending.as_str()) && looks_like_words(bytes)
}

/// Whether bytes of which nothing says what they are look like text with little damage: UTF-8 but for a hundredth, and nothing in
/// them that only machines write.
fn looks_like_words(bytes: &[u8]) -> bool {
    let is_of_machines = |byte: &u8| *byte < 0x20 && !b"\t\n\x0c\r".contains(byte) || *byte == 0x7f;
    let unsound = || bytes.utf8_chunks().map(|chunk| chunk.invalid().len()).sum::<usize>();
    !bytes.iter().any(is_of_machines) && unsound() * LITTLE < bytes.len()
}

/// One byte in so many is little damage.
const LITTLE: usize = 100;

/// The bytes as UTF-8, and what to say of it where they were not.
pub(crate) fn as_utf8<'b>(name: &str, bytes: &'b [u8]) -> (Cow<'b, [u8]>, Option<Problem>) {
    let Some((encoding, why)) = encoding(name, bytes) else { return (Cow::Borrowed(bytes), None) };
    let (text, has_errors) = encoding.decode_with_bom_removal(bytes);
    let note = match has_errors {
        true => Problem::rest_unread(name, format!("read as {why}; what is none of it is shown as \u{fffd}")),
        false => Problem::note(name, format!("read as {why}")),
    };
    (Cow::Owned(text.into_owned().into_bytes()), Some(note))
}

/// The encoding of a file that is not UTF-8, and how it is known.
fn encoding(name: &str, bytes: &[u8]) -> Option<(&'static Encoding, String)> {
    if let Some(found) = by_mark(bytes) {
        return Some((found, "UTF-16, as its byte-order mark says".into()));
    }
    let is_marked_alone = ONLY_BY_MARK.contains(&ending(name).as_str());
    if is_utf8(bytes) || !is_marked_alone && !holds_words(name, bytes) {
        return None;
    }
    if let Some(found) = unmarked_utf16(bytes) {
        return Some((found, format!("UTF-16 {CHECK}")));
    }
    if is_marked_alone || bytes.iter().any(|byte| *byte < 0x20 && !b"\t\n\x0c\r\x1a\x1b".contains(byte)) {
        return None;
    }
    if let Some(found) = declared(bytes) {
        return Some((found, format!("{}, as it says of itself", found.name())));
    }
    if !Damage::of(bytes).is_another_encoding(bytes) {
        return None;
    }
    let (found, name) = guess(bytes);
    Some((found?, format!("{name} {CHECK}")))
}

const CHECK: &str = "by the look of its bytes, as nothing in it says so: check it";

fn by_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] => None,
        // Sound may begin like the mark; text of two bytes a character has some that are one in ASCII.
        [0xff, 0xfe, rest @ ..] => holds_ascii(rest, 1).then_some(UTF_16LE),
        [0xfe, 0xff, rest @ ..] => holds_ascii(rest, 0).then_some(UTF_16BE),
        _ => None,
    }
}

/// Whether line ends, spaces or letters of ASCII stand among the first characters, whose high byte is at `high`.
fn holds_ascii(bytes: &[u8], high: usize) -> bool {
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    let is_ascii =
        |pair: &[u8; 2]| pair[high] == 0 && (pair[1 - high].is_ascii_graphic() || b" \t\r\n".contains(&pair[1 - high]));
    let is_nothing = |pair: &[u8; 2]| pair == &[0, 0] || pair == &[0xff, 0xff];
    let (pairs, _) = head.as_chunks::<2>();
    pairs.is_empty() || pairs.iter().any(is_ascii) && !pairs.iter().any(is_nothing)
}

/// Every other byte of much of such a text is NUL.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    let nuls = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    match (nuls(0), nuls(1)) {
        (0, odd) if odd * 4 >= head.len() => Some(UTF_16LE),
        (even, 0) if even * 4 >= head.len() => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether it is UTF-8, perhaps cut within its last character.
fn is_utf8(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).map_or_else(|error| error.error_len().is_none(), |_| true) && !bytes.contains(&0)
}

/// What a page or an XML document says of its encoding.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(HEAD_BYTES)].to_ascii_lowercase();
    let said = ["charset", "encoding"].iter().find_map(|word| value(&head, word.as_bytes()))?;
    Encoding::for_label(said).filter(|found| ![UTF_8, UTF_16LE, UTF_16BE].contains(found))
}

/// The value behind `word=`, in quotes or not, within a tag.
fn value<'h>(head: &'h [u8], word: &[u8]) -> Option<&'h [u8]> {
    let tag = head.trim_ascii_start();
    let tags = tag.starts_with(b"<").then_some(tag)?;
    let at = tags.windows(word.len()).position(|window| window == word)?;
    let rest = tags[at + word.len()..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let end =
        rest.iter().position(|byte| !byte.is_ascii_alphanumeric() && !b"-_:.".contains(byte)).unwrap_or(rest.len());
    Some(&rest[..end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{IBM866, KOI8_R, WINDOWS_1251, WINDOWS_1252};

    const WORDS: &str = "Я видел, как паром ушёл от пристани.\r\nЭто было ночью, и никто не спал.";

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[track_caller]
    fn check(name: &str, bytes: &[u8], text: &str, said: &str) {
        let (found, note) = as_utf8(name, bytes);
        assert_eq!(String::from_utf8_lossy(&found), text, "{name}");
        assert!(note.as_ref().is_some_and(|note| note.message.contains(said)), "{note:?}");
    }

    #[test]
    fn cyrillic_in_any_of_three_encodings_is_told_from_the_others() {
        for (encoding, name) in [(WINDOWS_1251, "Windows-1251"), (KOI8_R, "KOI8-R"), (IBM866, "code page 866")] {
            for text in [WORDS.to_owned(), WORDS.to_uppercase(), WORDS.chars().take(12).collect()] {
                check("a.srt", &encoding.encode(&text).0, &text, name);
            }
        }
        check("a.txt", &WINDOWS_1252.encode("Près du café fermé, rien.").0, "Près du café fermé, rien.", "check it");
    }

    #[test]
    fn utf_16_is_known_by_its_mark_and_without_it_by_its_bytes() {
        for to_bytes in [u16::to_le_bytes, u16::to_be_bytes] {
            check("a.srt", &utf16(&format!("\u{feff}{WORDS}"), to_bytes), WORDS, "byte-order mark");
            check("a.unknown", &utf16("\u{feff}1\n", to_bytes), "1\n", "byte-order mark");
            check("a.txt", &utf16("Written by a machine.", to_bytes), "Written by a machine.", "check it");
        }
    }

    #[test]
    fn what_a_page_or_document_says_of_itself_is_believed_before_any_guess() {
        let page = |meta: &str| format!("<html><head>{meta}</head><p>{WORDS}");
        for meta in ["<meta charset=koi8-r>", "<META http-equiv=x content='text/html; charset = \"KOI8-R\"'>"] {
            check("a.html", &KOI8_R.encode(&page(meta)).0, &page(meta), "KOI8-R, as it says of itself");
        }
        let document = format!("<?xml version='1.0' encoding='windows-1251'?><a>{WORDS}</a>");
        check("a.ttml", &WINDOWS_1251.encode(&document).0, &document, "windows-1251, as it says of itself");
    }

    #[test]
    fn utf_8_whole_cut_or_damaged_and_what_is_no_text_are_left_as_they_are() {
        let damaged = [WORDS.as_bytes(), b"\xd0 and ", WORDS.as_bytes()].concat();
        let binary: Vec<u8> = (0..=255).collect();
        let cut = &WORDS.as_bytes()[..WORDS.len() - 12];
        for bytes in
            [WORDS.as_bytes(), &cut[..cut.len() - usize::from(cut.ends_with("н".as_bytes()))], &damaged, &binary, b""]
        {
            for name in ["a.srt", "a.txt", "a.html", "a.unknown"] {
                assert_eq!(as_utf8(name, bytes), (Cow::Borrowed(bytes), None), "{name}");
            }
        }
        let sound = [b"\xff\xfe".as_slice(), &[0x90, 0x64, 0, 0, 0xff, 0xff]].concat();
        assert_eq!(as_utf8("a.mp2", &sound).1, None);
    }
}
