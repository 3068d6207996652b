//! Bytes of a caption file to text, whatever it is called: damaged UTF-8 is repaired by marks and reported; what is no UTF-8 even
//! after `recode` is named and refused.
//! What the text means is the business of each format.

use crate::Problem;
use crate::damage::repaired;
use crate::encoding::decode;
use std::borrow::Cow;

const BOM: &[u8] = b"\xef\xbb\xbf";

/// What follows `word`, if a file begins with it after a byte-order mark or without one.
pub(super) fn begins_with<'a>(bytes: &'a [u8], word: &[u8]) -> Option<&'a [u8]> {
    bytes.strip_prefix(BOM).unwrap_or(bytes).strip_prefix(word)
}

/// The text of a caption file without its byte-order mark, and what had to be replaced in it.
///
/// # Errors
/// The file is in another encoding, or holds no text; nothing is guessed.
pub(super) fn decode_captions<'a>(file: &str, bytes: &'a [u8]) -> Result<(Cow<'a, str>, Option<Problem>), Problem> {
    match decode(file, bytes) {
        Ok(text) => Ok((Cow::Borrowed(text), None)),
        Err(refused) => {
            let repaired = repaired(file, bytes).ok_or(Problem { fatal: false, ..refused })?;
            let (text, problem) = repaired;
            let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
            Ok((Cow::Owned(text), Some(problem)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_broken_character_among_sound_ones_is_marked_and_reported() {
        let (text, problem) =
            decode_captions("a.vtt", "да\n".as_bytes().iter().chain(b"\xd0!\0").copied().collect::<Vec<_>>().leak())
                .unwrap();
        assert_eq!(text, "да\n\u{fffd}!\u{fffd}");
        let problem = problem.unwrap();
        assert_eq!((problem.row, problem.fatal), (Some(2), false));
        assert!(problem.message.starts_with("1 sequences"), "{problem}");
    }

    #[test]
    fn another_encoding_is_named_and_not_guessed() {
        let problem = decode_captions("a.srt", b"1\n00:00\n\xc7\xe0\xeb\xee\xe6\xed\xe8\xea").unwrap_err();
        assert!(!problem.fatal && problem.message.contains("Windows-1251"), "{problem}");
        assert!(decode_captions("a.srt", b"\xff\xfe1\0").unwrap_err().message.contains("UTF-16"));
    }
}
