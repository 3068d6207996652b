//! Cutting a text into words, each with its place in the text as written.
//! Folding of one word lives in `fold.rs`, stemming in `stem.rs`.

use firsthand_model::scripts::is_unspaced;
use unicode_normalization::char::is_combining_mark;

use crate::fold::{fold, fold_plain, is_unseen};

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The word, folded.
    pub text: String,
    /// Where the word starts in the input, in bytes.
    pub start: usize,
    /// Where the word ends in the input, in bytes, excluded.
    pub end: usize,
}

/// Cuts a text into its words, in the order of the text.
///
/// A word is a run of letters and digits. Apostrophes and hyphens part words (`Нур-Паши` is two); a soft hyphen inside a
/// word does not. In scripts that put no space between words each character is a word of its own, so that what stands beside
/// each other is found whatever it stands in; so is each syllable of Korean, where particles hang on a word (학교에서 is at 학교).
/// Nothing is left out: there are no stop words.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    each_span(text, |start, end| {
        let mut word = String::with_capacity(end - start);
        fold_word(&text[start..end], &mut word);
        if !word.is_empty() {
            found.push(Token { text: word, start, end });
        }
    });
    found
}

/// Hands over every word of a text, folded, in the order of the text: those of [`tokens`], without their places and without
/// memory for each.
pub fn each_word(text: &str, mut each: impl FnMut(&str)) {
    let mut word = String::new();
    each_span(text, |start, end| {
        word.clear();
        fold_word(&text[start..end], &mut word);
        if !word.is_empty() {
            each(&word);
        }
    });
}

/// What tells one text from another: its words, and of scripts without spaces every three characters beside each other, for
/// a single one says nothing.
pub fn telling(text: &str) -> Vec<Token> {
    let (mut found, mut beside): (Vec<Token>, Vec<Token>) = (Vec::new(), Vec::new());
    for token in tokens(text) {
        if !stands_alone(&token.text) {
            found.push(token);
            continue;
        }
        if beside.last().is_some_and(|before| before.end != token.start) {
            beside.clear();
        }
        beside.push(token);
        if let [.., one, two, three] = &beside[..] {
            let text = [one, two, three].map(|token| token.text.as_str()).concat();
            found.push(Token { text, start: one.start, end: three.end });
        }
    }
    found
}

/// Whether a folded word is one character, with its marks, of a script that puts no space between words.
pub fn stands_alone(word: &str) -> bool {
    word.chars().next().is_some_and(is_unspaced)
}

/// A word of which the end was not met yet.
#[derive(Clone, Copy)]
struct Open {
    start: usize,
    end: usize,
    /// Whether no other letter can follow.
    is_alone: bool,
}

/// Hands over where each word starts and ends, in bytes.
fn each_span(text: &str, mut each: impl FnMut(usize, usize)) {
    let mut open: Option<Open> = None;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        // Most texts are such letters for the most part: a run of them is taken at once.
        let run = if c.is_ascii_alphanumeric() { ascii_run(&text.as_bytes()[at..]) } else { c.len_utf8() };
        let end = at + run;
        open = match open {
            Some(word) if c.is_alphanumeric() && !word.is_alone && !is_unspaced(c) => Some(Open { end, ..word }),
            Some(word) if is_behind(c) => Some(Open { end, ..word }),
            Some(word) if is_unseen(c) => Some(word),
            _ => {
                open.into_iter().for_each(|word| each(word.start, word.end));
                c.is_alphanumeric().then(|| Open { start: at, end, is_alone: is_unspaced(c) })
            }
        };
        at = end;
    }
    open.into_iter().for_each(|word| each(word.start, word.end));
}

/// How many ASCII letters and digits a text begins with.
fn ascii_run(bytes: &[u8]) -> usize {
    bytes.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(bytes.len())
}

/// Puts the folded word behind what `out` holds; nothing when folding leaves no letter.
fn fold_word(word: &str, out: &mut String) {
    let before = out.len();
    if word.is_ascii() {
        out.push_str(word);
        out[before..].make_ascii_lowercase();
        return;
    }
    for c in word.chars() {
        match fold_plain(c) {
            Some(folded) => out.push(folded),
            None => {
                out.truncate(before);
                out.extend(fold(word).chars().filter(|c| c.is_alphanumeric() || is_mark(*c)));
                return;
            }
        }
    }
}

/// Whether a character goes with what stands before it: a mark, or a Korean vowel or end of a syllable that is written in pieces.
fn is_behind(c: char) -> bool {
    is_mark(c) || matches!(c, '\u{1160}'..='\u{11ff}' | '\u{d7b0}'..='\u{d7ff}')
}

/// Whether a character goes with the letter before it; the sound marks of narrow Japanese letters do too.
fn is_mark(c: char) -> bool {
    !c.is_ascii() && (is_combining_mark(c) || matches!(c, '\u{ff9e}' | '\u{ff9f}'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|t| t.text).collect()
    }

    #[test]
    fn words_come_with_their_place_in_the_input() {
        let text = "«Ёлка», 354!";
        let found = tokens(text);
        assert_eq!(found.iter().map(|t| t.text.as_str()).collect::<Vec<_>>(), ["елка", "354"]);
        assert_eq!(&text[found[0].start..found[0].end], "Ёлка");
        assert_eq!(&text[found[1].start..found[1].end], "354");
    }

    #[test]
    fn hyphens_and_apostrophes_part_words() {
        assert_eq!(words("Нур-Паши"), ["нур", "паши"]);
        assert_eq!(words("don't O’Neill"), ["don", "t", "o", "neill"]);
        assert_eq!(words("1,020–1,128"), ["1", "020", "1", "128"]);
    }

    #[test]
    fn soft_hyphens_do_not_part_words() {
        let text = "за\u{ad}ложник\u{ad} x";
        let found = tokens(text);
        assert_eq!(found[0].text, "заложник");
        assert_eq!(&text[found[0].start..found[0].end], "за\u{ad}ложник");
        assert_eq!(found[1].text, "x");
    }

    #[test]
    fn where_no_space_parts_words_each_character_is_one() {
        assert_eq!(words("人質は354人"), ["人", "質", "は", "354", "人"]);
        assert_eq!(words("カード ｶﾞｽ"), ["カ", "ー", "ド", "ガ", "ス"]);
        assert_eq!(words("หนึ่งคน"), ["ห", "นึ่", "ง", "ค", "น"]);
        assert_eq!(words("x光 한국어"), ["x", "光", "한", "국", "어"]);
    }

    #[test]
    fn each_syllable_of_korean_is_a_word_however_it_is_written() {
        let composed = "학교에서 본";
        let decomposed: String = unicode_normalization::UnicodeNormalization::nfd(composed).collect();
        assert_eq!(words(composed), ["학", "교", "에", "서", "본"]);
        assert_eq!(words(&decomposed), words(composed));
        let places: Vec<&str> = tokens(&decomposed).iter().map(|token| &decomposed[token.start..token.end]).collect();
        assert_eq!(places.concat(), decomposed.replace(' ', ""));
    }

    #[test]
    fn three_characters_beside_each_other_tell_a_text() {
        let told = |text| telling(text).into_iter().map(|token| token.text).collect::<Vec<_>>();
        assert_eq!(told("人質名簿 of school。体育館"), ["人質名", "質名簿", "of", "school", "体育館"]);
        assert_eq!(told("人 質名"), Vec::<String>::new());
        assert_eq!(told("김철수가 왔다"), ["김철수", "철수가"]);
    }

    /// The spans of words, found letter by letter.
    fn spans_by_letter(text: &str) -> Vec<(usize, usize)> {
        let mut spans: Vec<(usize, usize)> = Vec::new();
        let (mut is_open, mut is_alone) = (false, false);
        for (at, c) in text.char_indices() {
            let end = at + c.len_utf8();
            let goes_on = is_open && (is_behind(c) || c.is_alphanumeric() && !is_alone && !is_unspaced(c));
            match spans.last_mut() {
                Some(word) if goes_on => word.1 = end,
                _ if is_open && is_unseen(c) => {}
                _ => {
                    (is_open, is_alone) = (c.is_alphanumeric(), is_unspaced(c));
                    spans.extend(is_open.then_some((at, end)));
                }
            }
        }
        spans
    }

    proptest! {
        #[test]
        fn letters_taken_at_once_make_the_words_that_they_make_one_by_one(text in "([a-z0-9é光한\u{301}\u{ad}' ]|\\PC){0,40}") {
            let mut spans = Vec::new();
            each_span(&text, |start, end| spans.push((start, end)));
            prop_assert_eq!(spans, spans_by_letter(&text));
        }

        #[test]
        fn every_token_is_the_folding_of_its_span(text in "\\PC{0,60}") {
            let mut last = 0;
            for token in tokens(&text) {
                prop_assert!(token.start >= last && token.end > token.start);
                last = token.end;
                let mut folded = fold(&text[token.start..token.end]);
                folded.retain(|c| c.is_alphanumeric() || is_combining_mark(c));
                prop_assert_eq!(folded, token.text);
            }
        }

        #[test]
        fn words_without_places_are_those_with_places(text in "([\\p{Cyrillic}\\p{Latin}\\p{Han}\\p{Hangul}\\p{Thai}\\p{Mn}0-9\u{ad}' ]|\\PC){0,60}") {
            let mut found = Vec::new();
            each_word(&text, |word| found.push(word.to_owned()));
            prop_assert!(found.iter().all(|word| !word.contains(char::is_whitespace)));
            prop_assert_eq!(found, words(&text));
        }
    }
}
