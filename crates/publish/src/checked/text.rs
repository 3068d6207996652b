//! The checked text cut at the borders of its claims, so that the whole of it stays readable with each claim marked.

use super::CheckedText;
use serde::Serialize;

/// A stretch of a paragraph with the claims that it belongs to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// Its words.
    pub text: String,
    /// Numbers of the claims, counted from 1; none for words that are no claim.
    pub claims: Vec<usize>,
    /// Numbers of the claims that begin here.
    pub begins: Vec<usize>,
    /// Numbers of the claims that end here.
    pub ends: Vec<usize>,
}

/// The paragraphs of a text, each cut into pieces.
pub fn paragraphs(checked: &CheckedText) -> Vec<Vec<Piece>> {
    checked.paragraphs.iter().map(|paragraph| pieces(checked, paragraph.start, paragraph.end)).collect()
}

fn pieces(checked: &CheckedText, start: usize, end: usize) -> Vec<Piece> {
    let places = || (1..).zip(&checked.claims).filter_map(|(number, claim)| Some((number, claim.place.clone()?)));
    let mut borders: Vec<usize> = places().flat_map(|(_, place)| [place.start, place.end]).collect();
    borders.retain(|border| (start..end).contains(border));
    borders.extend([start, end]);
    borders.sort_unstable();
    borders.dedup();
    let piece = |pair: &[usize]| {
        let (from, to) = (pair[0], pair[1]);
        let of = |is: &dyn Fn(&std::ops::Range<usize>) -> bool| {
            places().filter(|(_, place)| is(place)).map(|(number, _)| number).collect::<Vec<usize>>()
        };
        Piece {
            text: checked.text[from..to].to_owned(),
            claims: of(&|place| place.start < to && from < place.end),
            begins: of(&|place| place.start == from),
            ends: of(&|place| place.end == to),
        }
    };
    borders.windows(2).map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checked::Claim;

    #[test]
    fn overlapping_claims_cut_a_text_without_losing_a_letter() {
        let at = |start: usize, end: usize| Claim { place: Some(start..end), ..Claim::default() };
        let checked = CheckedText {
            text: "one two three\n\nfour".into(),
            paragraphs: vec![0..13, 15..19],
            claims: vec![at(0, 7), at(4, 13)],
            ..CheckedText::default()
        };
        let found = paragraphs(&checked).remove(0);
        let told: Vec<(&str, &[usize])> = found.iter().map(|piece| (piece.text.as_str(), &piece.claims[..])).collect();
        assert_eq!(told, [("one ", &[1][..]), ("two", &[1, 2]), (" three", &[2])]);
        assert_eq!((&found[1].begins, &found[1].ends), (&vec![2], &vec![1]));
    }
}
