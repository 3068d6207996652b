//! Folding: the one spelling under which all ways of writing a word meet.
//! Cutting a text into words lives in `token.rs`.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Folds a text: NFKC, lower case, ё as е, Latin letters without their marks (é as e), й kept apart from и.
///
/// Soft hyphens and other marks nobody sees (zero-width space, word joiner, byte-order mark) are left out, and so are the
/// stress marks of Russian textbooks. Folding twice gives the same as folding once.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let lowered: String = text.chars().filter(|c| !is_unseen(*c)).nfkc().flat_map(lower).collect();
    let mut folded = String::with_capacity(lowered.len());
    let mut after_latin = false;
    for c in lowered.nfc() {
        fold_char(c, &mut after_latin, &mut folded);
    }
    folded.nfkc().collect()
}

/// What [`fold`] makes of a letter or digit that stands beside others like it alone: English and Russian ones, which are
/// most, without the tables of Unicode. None for every other character.
pub(crate) fn fold_plain(c: char) -> Option<char> {
    match c {
        '0'..='9' | 'a'..='z' | 'а'..='я' => Some(c),
        'A'..='Z' => Some(c.to_ascii_lowercase()),
        'А'..='Я' => char::from_u32(c as u32 + 0x20),
        'Ё' | 'ё' => Some('е'),
        _ => None,
    }
}

/// Whether a character is one that readers do not see and that must not part a word.
pub(crate) fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// The lower case of one character; a final sigma is a sigma.
fn lower(c: char) -> impl Iterator<Item = char> {
    c.to_lowercase().map(|l| if l == 'ς' { 'σ' } else { l })
}

fn fold_char(c: char, after_latin: &mut bool, out: &mut String) {
    if is_combining_mark(c) {
        let stress = matches!(c, '\u{300}' | '\u{301}');
        if !*after_latin && !stress {
            out.push(c);
        }
        return;
    }
    let base = base_of(c);
    *after_latin = is_latin(base);
    out.push(match c {
        'ё' | 'ѐ' => 'е',
        'ѝ' => 'и',
        _ if *after_latin => base,
        _ => c,
    });
}

/// The letter under a character's marks, or the character itself.
fn base_of(c: char) -> char {
    let mut first = None;
    decompose_canonical(c, |part| {
        first.get_or_insert(part);
    });
    first.unwrap_or(c)
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || (c.is_alphabetic() && matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(written: &str, folded: &str) {
        assert_eq!(fold(written), folded, "{written:?}");
    }

    #[test]
    fn case_and_marks_fold_away_but_short_i_stays() {
        check("ЗАЛОЖНИК", "заложник");
        check("Ёлка", "елка");
        check("е\u{308}лка", "елка");
        check("Café Ångström", "cafe angstrom");
        check("cafe\u{301}", "cafe");
        check("и\u{306}од", "йод");
        check("мой", "мой");
        assert_ne!(fold("мои"), fold("мой"));
    }

    #[test]
    fn compatibility_forms_and_unseen_characters_fold_away() {
        check("ﬁlm", "film");
        check("１０２０", "1020");
        check("за\u{ad}лож\u{200b}ник", "заложник");
        check("за\u{301}ложник", "заложник");
        check("и\u{ad}\u{306}", "й");
        check("ΛΟΓΟΣ", "λογοσ");
        check("İstanbul", "istanbul");
    }

    #[test]
    fn marks_of_other_scripts_stay() {
        check("Ї", "ї");
        check("หนึ่ง", "หนึ่ง");
        assert_ne!(fold("کتابِ"), fold("کتاب"));
    }

    #[test]
    fn plain_letters_fold_as_all_others_do() {
        let plain: Vec<char> = (0..0x500).filter_map(char::from_u32).filter(|c| fold_plain(*c).is_some()).collect();
        assert_eq!(plain.len(), 10 + 52 + 66);
        for (c, next) in plain.iter().zip(plain.iter().rev()) {
            let folded = [c, next].map(|c| fold_plain(*c).unwrap());
            check(&String::from_iter([c, next]), &String::from_iter(folded));
        }
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,40}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }

        #[test]
        fn normal_forms_fold_alike(text in "[\\p{Cyrillic}\\p{Latin}\\p{Mn}0-9 ]{0,30}") {
            let (nfc, nfd): (String, String) = (text.nfc().collect(), text.nfd().collect());
            prop_assert_eq!(fold(&nfc), fold(&nfd));
        }
    }
}
