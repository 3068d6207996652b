//! The order of handles as people read them: `E010.2` before `E010.10`, `E99` before `E100`.
//! Two handles are equal in this order only if they are the same text.

/// A key that sorts runs of digits by their number, everything else as text; in one piece, since many are held at once.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NaturalKey(Vec<u8>);

impl NaturalKey {
    /// The key as bytes, which sort as the keys do.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

/// Before the text itself, which parts handles whose pieces are the same; a piece comes after it.
const WHOLE: u8 = 0;
const NUMBER: u8 = 1;
const TEXT: u8 = 2;

/// The key of a handle.
pub fn natural(text: &str) -> NaturalKey {
    let mut key = Vec::with_capacity(2 * text.len() + 24);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let digits = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != digits).unwrap_or(rest.len());
        let (piece, tail) = rest.split_at(end);
        if digits {
            push_number(&mut key, piece);
        } else {
            key.push(TEXT);
            key.extend_from_slice(piece.as_bytes());
        }
        rest = tail;
    }
    key.push(WHOLE);
    key.extend_from_slice(text.as_bytes());
    NaturalKey(key)
}

/// A number by its count of significant digits, then its digits: no number is too long.
fn push_number(key: &mut Vec<u8>, digits: &str) {
    let significant = digits.trim_start_matches('0');
    key.push(NUMBER);
    key.extend_from_slice(&(significant.len() as u64).to_be_bytes());
    key.extend_from_slice(significant.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::natural;
    use proptest::prelude::*;

    #[track_caller]
    fn check<const N: usize>(in_order: [&str; N]) {
        let mut sorted = in_order;
        sorted.reverse();
        sorted.sort_by_key(|handle| natural(handle));
        assert_eq!(sorted, in_order);
        let bytes = in_order.map(|handle| natural(handle).into_bytes());
        assert!(bytes.is_sorted(), "as bytes they sort otherwise");
    }

    #[test]
    fn numbers_inside_handles_sort_as_numbers() {
        check(["E010.1", "E99.2", "E99.10", "E100.1", "S1"]);
        check(["", "E02", "E2", "E10", "E029", "E029.1", "E029.2", "E029.10", "E100", "Q01", "Q02", "Ё1"]);
    }

    #[test]
    fn a_handle_comes_before_those_that_begin_with_it() {
        check(["E", "E1", "E1-b", "E1.0", "E1a.1", "E2", "EE1", "Eé"]);
    }

    proptest! {
        #[test]
        fn numbers_of_any_size_sort_as_numbers(a in any::<u64>(), b in any::<u64>()) {
            let key = |number: u64| natural(&format!("E{number}"));
            prop_assert_eq!(key(a).cmp(&key(b)), a.cmp(&b));
        }

        #[test]
        fn no_two_handles_share_a_key(a in "[A-Z0-9.]{0,6}", b in "[A-Z0-9.]{0,6}") {
            prop_assert_eq!(natural(&a) == natural(&b), a == b);
        }
    }
}
