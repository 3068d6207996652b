//! Whether bytes that are not UTF-8 are damaged UTF-8 or another encoding, and what can still be read of damaged ones.
//! Other encodings are the business of `recode`; what the text means is that of each format.

use crate::Problem;
use crate::encoding::guess;

/// So many damaged places are named one by one.
const PLACES_SHOWN: usize = 5;

/// How many stretches of a file are sound and how many are not.
pub(crate) struct Damage {
    pub(crate) invalid: usize,
    pub(crate) nuls: usize,
    sound: usize,
}

impl Damage {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let mut damage = Damage { invalid: 0, nuls: bytes.iter().filter(|byte| **byte == 0).count(), sound: 0 };
        for chunk in bytes.utf8_chunks() {
            damage.invalid += usize::from(!chunk.invalid().is_empty());
            damage.sound += chunk.valid().chars().map(weight).sum::<usize>();
        }
        damage
    }

    /// Whether so little is damaged, and in no encoding that is known here, that the rest is what it looks like: ASCII.
    fn is_little(&self, bytes: &[u8]) -> bool {
        self.invalid * LITTLE < bytes.len() && self.nuls == 0 && guess(bytes).0.is_none()
    }

    /// Text in another encoding has next to no valid sequence of several bytes; damaged UTF-8 has many, or its mark.
    pub(crate) fn is_another_encoding(&self, bytes: &[u8]) -> bool {
        let is_utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
        let is_marked = bytes.starts_with("\u{feff}".as_bytes());
        is_utf16 || self.nuls * 4 > bytes.len() || !is_marked && self.invalid > self.sound
    }
}

/// How much a character says that the text is UTF-8: quotation marks and dashes are made of three bytes that no other encoding
/// puts beside each other.
fn weight(character: char) -> usize {
    match character {
        '\0'..='\u{7f}' => 0,
        '\u{2010}'..='\u{2026}' => TELLING,
        _ => 1,
    }
}

/// So much more than another.
const TELLING: usize = 10;
/// One place in so many bytes is little.
const LITTLE: usize = 50;

/// The text of a file that is UTF-8 but for some places, with U+FFFD at each of those, and the problem that names them.
/// Nothing where it has no damage, or is in another encoding, or is no text.
pub(crate) fn repaired(file: &str, bytes: &[u8]) -> Option<(String, Problem)> {
    if std::str::from_utf8(bytes).is_ok() && !bytes.contains(&0) {
        return None;
    }
    let damage = Damage::of(bytes);
    if !is_cut(bytes) && damage.is_another_encoding(bytes) && !damage.is_little(bytes) {
        return None;
    }
    let text = String::from_utf8_lossy(bytes).replace('\0', "\u{fffd}");
    Some((text, told(file, bytes, &damage)))
}

/// The whole characters of bytes that end where their reading ends, and not where their file does.
pub(crate) fn whole_characters(bytes: &[u8]) -> &[u8] {
    let last = bytes.utf8_chunks().last().map_or(&[][..], |chunk| chunk.invalid());
    let is_begun = std::str::from_utf8(last).is_err_and(|error| error.error_len().is_none());
    &bytes[..bytes.len() - if is_begun { last.len() } else { 0 }]
}

/// Whether nothing is wrong but that the last character is not whole.
fn is_cut(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none()) && !bytes.contains(&0)
}

fn told(file: &str, bytes: &[u8], damage: &Damage) -> Problem {
    let counted = [(damage.invalid, "sequences of bytes that are not UTF-8"), (damage.nuls, "NUL bytes")];
    let counted: Vec<String> =
        counted.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    let places = places(bytes);
    let shown: Vec<String> =
        places.iter().take(PLACES_SHOWN).map(|Place { line, at }| format!("line {line}, byte {at}")).collect();
    let more = if places.len() > PLACES_SHOWN { " and after" } else { "" };
    let cut = if is_cut(bytes) { " The file ends inside a character: it was cut." } else { "" };
    let message = format!(
        "{} were read as U+FFFD, at {}{more}.{cut} Copy it again from where it came",
        counted.join(" and "),
        shown.join("; ")
    );
    Problem::rest_unread(file, message).at_row(places.first().map_or(1, |place| place.line))
}

/// Where a file is damaged.
struct Place {
    /// The line, from 1.
    line: u64,
    /// The byte, from 0.
    at: usize,
}

/// The first damaged places, one more than are shown; of a run of NUL bytes its first.
fn places(bytes: &[u8]) -> Vec<Place> {
    let (mut found, mut at, mut line) = (Vec::new(), 0, 1);
    for chunk in bytes.utf8_chunks() {
        let mut before = 1;
        for byte in chunk.valid().bytes() {
            if byte == 0 && before != 0 {
                found.push(Place { line, at });
            }
            line += u64::from(byte == b'\n');
            (before, at) = (byte, at + 1);
        }
        if !chunk.invalid().is_empty() {
            found.push(Place { line, at });
        }
        at += chunk.invalid().len();
        if found.len() > PLACES_SHOWN {
            found.truncate(PLACES_SHOWN + 1);
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], text: &str, row: u64, said: &str) {
        let (found, problem) = repaired("a.txt", bytes).unwrap();
        assert_eq!((found.as_str(), problem.row, problem.fatal, problem.rest_unread), (text, Some(row), false, true));
        assert!(problem.message.contains(said), "{problem}");
    }

    #[test]
    fn damaged_places_are_marked_counted_and_named() {
        let bytes = ["да\n".as_bytes(), b"\xd0!\0\0 ", "нет".as_bytes(), b"\xff"].concat();
        let said = "2 sequences of bytes that are not UTF-8 and 2 NUL bytes were read as U+FFFD, at line 2, byte 5; line 2, byte 7; \
                    line 2, byte 16. Copy";
        check(&bytes, "да\n\u{fffd}!\u{fffd}\u{fffd} нет\u{fffd}", 2, said);
        check(b"\xef\xbb\xbfa \xff", "\u{feff}a \u{fffd}", 1, "at line 1, byte 5. Copy");
        check(b"a\n\nb\0c", "a\n\nb\u{fffd}c", 3, "1 NUL bytes were read as U+FFFD, at line 3, byte 4. Copy");
    }

    #[test]
    fn of_many_places_the_first_are_named() {
        let bytes = "д\n".as_bytes().iter().chain(b"\xff").copied().collect::<Vec<_>>().repeat(9);
        let (_, problem) = repaired("a.txt", &bytes).unwrap();
        assert!(problem.message.starts_with("9 sequences") && problem.message.contains("line 6, byte 19 and after."));
    }

    #[test]
    fn a_file_that_ends_inside_a_character_is_read_to_there() {
        check(b"id\n\xd0", "id\n\u{fffd}", 2, "The file ends inside a character: it was cut.");
        assert_eq!(whole_characters(b"id\xd0"), b"id");
        assert_eq!(whole_characters(b"id\xff"), b"id\xff");
        assert_eq!(whole_characters("да".as_bytes()), "да".as_bytes());
    }

    #[test]
    fn what_is_whole_or_in_another_encoding_or_no_text_is_not_repaired() {
        for bytes in [
            b"".as_slice(),
            "да".as_bytes(),
            b"\xe4\xe0 \xe8 \xed\xe5\xf2",
            b"caf\xe9 noir",
            b"a\0b\0c\0",
            b"\xff\xfea\0",
        ] {
            assert_eq!(repaired("a.txt", bytes), None, "{bytes:?}");
        }
    }
}
