//! HTML character references in cue text: `&amp;`, `&notin;`, `&#32;`. The table of names is HTML's own.
//! Source: <https://html.spec.whatwg.org/multipage/parsing.html#character-reference-state>

use std::collections::HashMap;
use std::sync::LazyLock;

/// Longest name with its ampersand and semicolon; nothing longer is looked up.
static NAMES: LazyLock<HashMap<&'static str, &'static str>> =
    LazyLock::new(|| entities::ENTITIES.iter().map(|entity| (entity.entity, entity.characters)).collect());
static LONGEST_BYTES: LazyLock<usize> = LazyLock::new(|| NAMES.keys().map(|name| name.len()).max().unwrap_or(0));

/// What C1 numbers stand for, from 0x80: they are meant as Windows-1252.
const C1: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The characters that `text` refers to at its beginning, and how many bytes the reference takes; nothing where it is none.
pub(super) fn reference(text: &str) -> Option<(String, usize)> {
    let behind = text.strip_prefix('&')?;
    match behind.strip_prefix('#') {
        Some(number) => numeric(number).map(|(character, length)| (character.to_string(), length + 2)),
        None => named(text),
    }
}

/// The longest name that the text begins with; some names need no semicolon.
fn named(text: &str) -> Option<(String, usize)> {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b';';
    let name = 1 + text.bytes().skip(1).take(*LONGEST_BYTES).take_while(is_name).count();
    let found = |end: usize| NAMES.get(&text[..end]).map(|characters| ((*characters).to_owned(), end));
    (2..=name).rev().find_map(found)
}

fn numeric(text: &str) -> Option<(char, usize)> {
    let hexadecimal = text.strip_prefix(['x', 'X']);
    let (digits, radix, before) = hexadecimal.map_or((text, 10, 0), |digits| (digits, 16, 1));
    let count = digits.chars().take_while(|digit| digit.is_digit(radix)).count();
    if count == 0 {
        return None;
    }
    let semicolon = usize::from(digits[count..].starts_with(';'));
    let number = digits[..count]
        .chars()
        .fold(0_u32, |sum, digit| sum.saturating_mul(radix).saturating_add(digit.to_digit(radix).unwrap_or_default()));
    Some((character(number), before + count + semicolon))
}

fn character(number: u32) -> char {
    match number {
        0 => '\u{fffd}',
        0x80..=0x9f => C1[(number - 0x80) as usize],
        _ => char::from_u32(number).unwrap_or('\u{fffd}'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_at_their_longest_and_numbers_whole() {
        let check = |text: &str, expected: Option<(&str, usize)>| {
            assert_eq!(reference(text), expected.map(|(text, length)| (text.to_owned(), length)), "{text}");
        };
        check("&notin;x", Some(("∉", 7)));
        check("&notit;", Some(("¬", 4)));
        check("&#x416;&", Some(("Ж", 7)));
        check("&#128", Some(("€", 5)));
        check("&#99999999999;", Some(("\u{fffd}", 14)));
        for none in ["&", "&;", "&1;", "&#", "&#x", "&ж"] {
            check(none, None);
        }
    }

    #[test]
    fn the_table_of_names_is_whole() {
        assert_eq!(NAMES.len(), 2231);
    }
}
