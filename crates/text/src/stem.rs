//! Stemming by script: Russian for Cyrillic words, English for Latin ones, nothing for the rest.
//! Names are never trusted to a stemmer; their registered forms live with the search index.

use std::borrow::Cow;

use frostem::{Algorithm, Stemmer};

/// The stem of a folded word: Russian or English by its script; words of other scripts or with digits are unchanged.
///
/// The same stemmer (`frostem` 1) feeds the search index, the dossier's shards and the tests of both.
pub fn stem(folded: &str) -> String {
    match algorithm(folded) {
        None => folded.to_owned(),
        Some(algorithm) => match Stemmer::new(algorithm).stem(folded) {
            Cow::Borrowed(stem) => stem.to_owned(),
            Cow::Owned(stem) => stem,
        },
    }
}

/// The algorithm for a word all of whose letters are of one script that we stem.
fn algorithm(word: &str) -> Option<Algorithm> {
    let all = |test: fn(char) -> bool| word.chars().all(test);
    if all(|c| c.is_ascii_lowercase()) {
        Some(Algorithm::English)
    } else if all(|c| matches!(c, 'а'..='я')) {
        Some(Algorithm::Russian)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_form_of_a_russian_noun_has_one_stem() {
        for form in ["заложник", "заложники", "заложниками", "заложников", "заложнику", "заложниках"]
        {
            assert_eq!(stem(form), "заложник", "{form}");
        }
    }

    #[test]
    fn every_form_of_an_english_noun_has_one_stem() {
        assert_eq!(stem("hostages"), stem("hostage"));
        assert_eq!(stem("negotiated"), stem("negotiating"));
    }

    #[test]
    fn digits_and_other_scripts_are_unchanged() {
        for word in ["354", "2004г", "t72s", "მძევლები", "straße", "қазақша", ""] {
            assert_eq!(stem(word), word);
        }
    }

    proptest! {
        #[test]
        fn a_russian_stem_begins_its_word(word in "[а-я]{1,20}") {
            prop_assert!(word.starts_with(&stem(&word)));
        }
    }
}
