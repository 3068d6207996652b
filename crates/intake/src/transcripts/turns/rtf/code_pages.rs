//! What bytes of Rich Text mean: by the number of a code page, or of a font's character set.

use encoding_rs::Encoding;

/// The encoding that Windows has under a number, where letters of ASCII are themselves: the marks of Rich Text are written in them.
pub(super) fn of_code_page(number: i64) -> Option<&'static Encoding> {
    let encoding = codepage::to_encoding_no_replacement(u16::try_from(number).ok()?)?;
    encoding.is_ascii_compatible().then_some(encoding)
}

/// The encoding of a font's character set; none for those that take the document's own.
pub(super) fn of_character_set(number: i64) -> Option<&'static Encoding> {
    of_code_page(match number {
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{KOI8_R, MACINTOSH, SHIFT_JIS, UTF_8, WINDOWS_1251, X_MAC_CYRILLIC};

    #[test]
    fn numbers_of_windows_name_their_encodings_and_others_none() {
        let named = [(1251, WINDOWS_1251), (10007, X_MAC_CYRILLIC), (20866, KOI8_R), (932, SHIFT_JIS), (65001, UTF_8)];
        named.iter().for_each(|(number, encoding)| assert_eq!(of_code_page(*number), Some(*encoding), "{number}"));
        let (utf_16, unknown) = (1200, 4711);
        [utf_16, unknown, -1, 65536 + 1251].iter().for_each(|number| assert_eq!(of_code_page(*number), None));
    }

    #[test]
    fn every_character_set_has_its_encoding_and_the_usual_one_none() {
        for number in [77, 128, 129, 134, 136, 161, 162, 163, 177, 178, 186, 204, 222, 238] {
            assert!(of_character_set(number).is_some(), "{number}");
        }
        assert_eq!((of_character_set(77), of_character_set(0), of_character_set(2)), (Some(MACINTOSH), None, None));
    }
}
