//! The order of handles as people read them: `E010.2` before `E010.10`, `E99` before `E100`.
//! Two handles are equal in this order only if they are the same text.

/// A key that sorts runs of digits by their number, everything else as text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NaturalKey(Vec<Piece>, String);

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Piece {
    // A number by its count of significant digits, then its digits: no number is too long.
    Number(usize, String),
    Text(String),
}

/// The key of a handle.
pub(crate) fn natural(text: &str) -> NaturalKey {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let digits = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != digits).unwrap_or(rest.len());
        let (piece, tail) = rest.split_at(end);
        pieces.push(if digits { number(piece) } else { Piece::Text(piece.to_owned()) });
        rest = tail;
    }
    NaturalKey(pieces, text.to_owned())
}

fn number(digits: &str) -> Piece {
    let significant = digits.trim_start_matches('0');
    Piece::Number(significant.len(), significant.to_owned())
}

#[cfg(test)]
mod tests {
    use super::natural;

    #[test]
    fn numbers_inside_handles_sort_as_numbers() {
        let mut handles = ["E100.1", "E99.10", "E99.2", "E010.1", "S1"];
        handles.sort_by_key(|handle| natural(handle));
        assert_eq!(handles, ["E010.1", "E99.2", "E99.10", "E100.1", "S1"]);
    }

    #[test]
    fn different_texts_are_never_equal() {
        assert_ne!(natural("E1"), natural("E01"));
    }
}
