//! Where the sentences of any text stand, so that a person can mark some of them. The rules of sentence ends are those of
//! accounts, in `sentences`; here nothing is taken out of a text, and every place is one of the text as it was read.

use crate::sentences::sentence_length;
use std::ops::Range;

/// One sentence of a text, by its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentencePlace {
    /// Bytes of the text, without white space at either end.
    pub bytes: Range<usize>,
    /// The paragraph, counted from 1.
    pub paragraph: usize,
}

/// The paragraphs of a text in bytes: parted by empty lines, or each line its own where `lines_part`.
///
/// A heading, an item of a list and a row of a table are paragraphs too.
pub fn paragraph_places(text: &str, lines_part: bool) -> Vec<Range<usize>> {
    let mut places: Vec<Range<usize>> = Vec::new();
    let (mut at, mut is_open) = (0, false);
    for line in text.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        let end = at + line.trim_end().len();
        at += line.len();
        if start >= end {
            is_open = false;
            continue;
        }
        match places.last_mut().filter(|_| is_open && !lines_part && !starts_block(&text[start..end])) {
            Some(last) => last.end = end,
            None => places.push(start..end),
        }
        is_open = !text[start..end].starts_with('#');
    }
    places
}

/// Whether a line begins something of its own by its first signs.
fn starts_block(line: &str) -> bool {
    let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let is_numbered = first.strip_suffix(['.', ')']).is_some_and(|number| {
        !number.is_empty() && number.len() < 4 && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    let is_item = matches!(first, "-" | "*" | "+" | "•" | "–" | "—" | ">") || is_numbered;
    first.starts_with(['#', '|']) || (is_item && !rest.is_empty())
}

/// Every sentence of a text, in order; what stands without a stop at the end of a paragraph is one as well.
pub fn sentence_places(text: &str, lines_part: bool) -> Vec<SentencePlace> {
    let mut sentences = Vec::new();
    for (number, place) in (1..).zip(paragraph_places(text, lines_part)) {
        let mut start = place.start;
        while start < place.end {
            let end = start + sentence_length(&text[start..place.end]);
            let words = text[start..end].trim();
            let from = start + (text[start..end].len() - text[start..end].trim_start().len());
            if words.chars().any(char::is_alphanumeric) {
                sentences.push(SentencePlace { bytes: from..from + words.len(), paragraph: number });
            }
            start = end;
        }
    }
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, lines_part: bool, expected: &[(usize, &str)]) {
        let found = sentence_places(text, lines_part);
        let told: Vec<(usize, &str)> = found.iter().map(|one| (one.paragraph, &text[one.bytes.clone()])).collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn sentences_keep_their_words_and_line_breaks() {
        check(
            "# Report\nOne here\nand on. Two.\n\nThree 3.5 m, said Mr. Smith. «Да!»\n",
            false,
            &[
                (1, "# Report"),
                (2, "One here\nand on."),
                (2, "Two."),
                (3, "Three 3.5 m, said Mr. Smith."),
                (3, "«Да!»"),
            ],
        );
    }

    #[test]
    fn items_and_lines_of_their_own_are_paragraphs() {
        check("- one\n- two\n1. three\nand more", false, &[(1, "- one"), (2, "- two"), (3, "1. three\nand more")]);
        check("First. Second\nThird", true, &[(1, "First."), (1, "Second"), (2, "Third")]);
    }

    #[test]
    fn signs_alone_are_no_sentence() {
        check("***\n\n. . .\n\nWords", false, &[(3, "Words")]);
    }

    proptest! {
        #[test]
        fn places_are_in_order_apart_and_lose_no_letter(text in "[a-cА-В .!?\n#«»-]{0,80}") {
            let found = sentence_places(&text, false);
            let mut at = 0;
            for one in &found {
                prop_assert!(one.bytes.start >= at && one.bytes.end > one.bytes.start);
                prop_assert!(!text[at..one.bytes.start].chars().any(char::is_alphanumeric));
                at = one.bytes.end;
            }
            prop_assert!(!text[at..].chars().any(char::is_alphanumeric));
        }
    }
}
