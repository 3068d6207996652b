//! Bytes to UTF-8 text, or a problem that names the byte, the row and the likely encoding.
//! Nothing is converted here, as in a table of the case a guess would change what a source said; other words are in `recode`.

use crate::Problem;
use encoding_rs::{Encoding, IBM866, KOI8_R, WINDOWS_1251, WINDOWS_1252};

const UTF8_BOM: &[u8] = b"\xef\xbb\xbf";

/// The text of a file, without a byte-order mark.
///
/// # Errors
/// A fatal problem: another encoding, a file cut inside a character, or NUL bytes.
pub(crate) fn decode<'a>(file: &str, bytes: &'a [u8]) -> Result<&'a str, Problem> {
    if let Some(encoding) = utf16_mark(bytes) {
        return Err(refusal(file, bytes, 0, &format!("the file is {encoding}")));
    }
    let body = bytes.strip_prefix(UTF8_BOM).unwrap_or(bytes);
    let mark = bytes.len() - body.len();
    match std::str::from_utf8(body) {
        Ok(text) => match body.iter().position(|byte| *byte == 0) {
            None => Ok(text),
            Some(at) => Err(nul(file, bytes, mark + at)),
        },
        Err(error) if error.error_len().is_none() => Err(cut(file, bytes, mark + error.valid_up_to())),
        Err(error) => {
            let at = mark + error.valid_up_to();
            let found = format!("byte {at} is not UTF-8; the file looks like {}", guess(bytes).1);
            Err(refusal(file, bytes, at, &found))
        }
    }
}

fn utf16_mark(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => Some("UTF-32"),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Some("UTF-16"),
        _ => None,
    }
}

fn nul(file: &str, bytes: &[u8], at: usize) -> Problem {
    let head = &bytes[..bytes.len().min(1000)];
    let nuls = head.iter().filter(|byte| **byte == 0).count();
    if nuls * 4 >= head.len() {
        return refusal(file, bytes, at, &format!("byte {at} is NUL; the file looks like UTF-16"));
    }
    let message = format!("byte {at} is NUL: this is not a text file, or it is damaged. Nothing of it was read");
    Problem::fatal(file, message).at_row(row_of(bytes, at))
}

fn cut(file: &str, bytes: &[u8], at: usize) -> Problem {
    let message =
        format!("the file ends inside a character at byte {at}: it was cut. Copy it again from where it came");
    Problem::fatal(file, message).at_row(row_of(bytes, at))
}

fn refusal(file: &str, bytes: &[u8], at: usize, found: &str) -> Problem {
    let message = format!("expected UTF-8; {found}. Nothing of it was read: save it as UTF-8 and import it again");
    Problem::fatal(file, message).at_row(row_of(bytes, at))
}

fn row_of(bytes: &[u8], at: usize) -> u64 {
    1 + bytes[..at.min(bytes.len())].iter().filter(|byte| **byte == b'\n').count() as u64
}

/// The letters of which most Russian words are made; texts in related languages have many of them too.
const FREQUENT: &str = "оеаинтсрвл";
/// So many letters above ASCII are enough to see that a text is in none of the encodings known here.
const MANY_LETTERS: usize = 100;

/// A likely encoding with its name, by the bytes above ASCII: Western words have few of them side by side; of Cyrillic encodings
/// the one in which most are frequent letters. Without the encoding where even that one has few.
pub(crate) fn guess(bytes: &[u8]) -> (Option<&'static Encoding>, &'static str) {
    let high = |byte: &&u8| **byte >= 0x80;
    let letters: Vec<u8> = bytes.iter().filter(high).take(SAMPLE_BYTES).copied().collect();
    let total = bytes.iter().filter(high).count();
    let in_runs = bytes.windows(2).filter(|pair| pair[0] >= 0x80 && pair[1] >= 0x80).count();
    if in_runs * 2 < total {
        return match bytes.iter().any(|byte| NOT_WESTERN.contains(byte)) {
            true => (None, OTHER),
            false => (Some(WINDOWS_1252), "Latin-1 or Windows-1252 (Western European)"),
        };
    }
    let candidates = [
        (WINDOWS_1251, "Windows-1251 (Cyrillic)"),
        (KOI8_R, "KOI8-R (Cyrillic)"),
        (IBM866, "code page 866 (Cyrillic, DOS)"),
    ];
    let frequent = |encoding: &'static Encoding| {
        let text = encoding.decode_without_bom_handling(&letters).0;
        text.chars().flat_map(char::to_lowercase).filter(|letter| FREQUENT.contains(*letter)).count()
    };
    let counted = candidates.map(|(encoding, name)| (frequent(encoding), encoding, name));
    // Of equals the first is the most common.
    let best = counted.into_iter().rev().max_by_key(|(count, ..)| *count);
    best.map_or((None, OTHER), |(count, encoding, name)| {
        match letters.len() >= MANY_LETTERS && count * 5 < letters.len() * 2 {
            true => (None, OTHER),
            false => (Some(encoding), name),
        }
    })
}

/// Bytes that are no letter of Windows-1252.
const NOT_WESTERN: [u8; 5] = [0x81, 0x8d, 0x8f, 0x90, 0x9d];
const OTHER: &str = "another encoding";
/// So many letters are looked at.
const SAMPLE_BYTES: usize = 64 * 1024;

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], row: u64, parts: &[&str]) {
        let problem = decode("t.csv", bytes).unwrap_err();
        assert_eq!((problem.row, problem.fatal), (Some(row), true));
        parts.iter().for_each(|part| assert!(problem.message.contains(part), "{}", problem.message));
    }

    #[test]
    fn a_byte_order_mark_is_passed_over() {
        assert_eq!(decode("t.csv", b"\xef\xbb\xbfid").unwrap(), "id");
    }

    #[test]
    fn windows_1251_is_named_with_its_byte() {
        check(b"id\nE1,\xc7\xe0\xeb\xee\xe6\xed\xe8\xea\xe8", 2, &["byte 6", "Windows-1251", "save it as UTF-8"]);
    }

    #[test]
    fn latin_1_is_named() {
        check(b"id,what\nS1,caf\xe9 noir\n", 2, &["byte 14", "Latin-1"]);
    }

    #[test]
    fn utf_16_is_named_with_and_without_its_mark() {
        check(b"\xff\xfei\0d\0", 1, &["UTF-16"]);
        check(b"i\0d\0,\0", 1, &["UTF-16", "byte 1"]);
    }

    #[test]
    fn a_file_cut_inside_a_character_is_called_cut() {
        check("id\nж".as_bytes().split_last().unwrap().1, 2, &["cut", "byte 3"]);
    }

    #[test]
    fn a_nul_byte_is_named() {
        check(b"id,name\nS1,a long enough name\0\n", 2, &["byte 29", "NUL"]);
    }
}
