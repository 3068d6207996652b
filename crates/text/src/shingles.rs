//! Runs of five words, by which texts that share whole passages are told from texts about the same thing.
//! How sets of them are compared without comparing every pair is in `sketch.rs`.

use crate::token::{Token, tokens};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Words in a run.
const WORDS: usize = 5;
/// Places of one run in a text that are followed; a refrain has no more worth showing.
const MAX_PLACES: usize = 50;

/// The runs of a text, each as a number and the place of its words in the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shingles {
    runs: Vec<(u64, Range<usize>)>,
}

impl Shingles {
    /// Every run of five words after folding; none in a text of fewer words.
    pub fn of(text: &str) -> Shingles {
        let words = tokens(text);
        let run = |words: &[Token]| (number(words), words[0].start..words[WORDS - 1].end);
        Shingles { runs: words.windows(WORDS).map(run).collect() }
    }

    /// The numbers, each once.
    pub fn set(&self) -> BTreeSet<u64> {
        self.runs.iter().map(|(number, _)| *number).collect()
    }

    /// The place in this text of the longest passage that both texts have; nothing where they share no run.
    pub fn longest_shared(&self, other: &Shingles) -> Option<Range<usize>> {
        let mut places: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
        for (at, (number, _)) in other.runs.iter().enumerate() {
            let found = places.entry(*number).or_default();
            if found.len() < MAX_PLACES {
                found.push(at);
            }
        }
        let (mut longest, mut before): ((usize, usize), BTreeMap<usize, usize>) = ((0, 0), BTreeMap::new());
        for (at, (number, _)) in self.runs.iter().enumerate() {
            let of = |there: &usize| {
                let length = there.checked_sub(1).and_then(|there| before.get(&there)).unwrap_or(&0) + 1;
                (*there, length)
            };
            let here: BTreeMap<usize, usize> = places.get(number).into_iter().flatten().map(of).collect();
            for length in here.values().filter(|length| **length > longest.0).copied().collect::<Vec<_>>() {
                longest = (longest.0.max(length), at);
            }
            before = here;
        }
        let (length, last) = longest;
        (length > 0).then(|| self.runs[last + 1 - length].1.start..self.runs[last].1.end)
    }
}

/// FNV-1a over the folded words, 64 bits: the same on every machine and for ever.
fn number(words: &[Token]) -> u64 {
    let bytes = words.iter().flat_map(|word| word.text.bytes().chain([b' ']));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_marks_and_punctuation_make_no_difference() {
        let one = Shingles::of("Сторож зажёг фонарь, и все увидели берег.");
        let other = Shingles::of("СТОРОЖ ЗАЖЕГ ФОНАРЬ — и все увидели… берег");
        assert_eq!((one.set(), one.set().len()), (other.set(), 3));
    }

    #[test]
    fn a_text_of_four_words_has_no_runs() {
        assert!(Shingles::of("four words are few").set().is_empty());
    }

    #[test]
    fn the_longest_shared_passage_is_found_and_quoted_as_written() {
        let one = "It was dark. The keeper lit the lamp at nine and went down to the jetty; then nothing.";
        let other = "He told us: the keeper lit the lamp at NINE and went down to the jetty. Nobody else saw it.";
        let place = Shingles::of(one).longest_shared(&Shingles::of(other)).unwrap();
        assert_eq!(&one[place], "The keeper lit the lamp at nine and went down to the jetty");
        assert_eq!(Shingles::of(one).longest_shared(&Shingles::of("quite another thing was said by others")), None);
    }
}
