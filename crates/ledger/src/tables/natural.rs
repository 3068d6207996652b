//! The order in which people expect handles: E2 before E10, E029.2 before E029.10.
//! Which records are put in order is the queries' matter.

/// A key whose byte order is the natural order of handles: runs of digits compare as numbers, the rest as text.
///
/// Handles that differ only in leading zeros follow each other in the order of their text; no two handles share a key.
pub fn natural_key(handle: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(handle.len() * 2 + 4);
    let mut rest = handle.as_bytes();
    while let Some(&first) = rest.first() {
        let is_digit = first.is_ascii_digit();
        let length = rest.iter().take_while(|byte| byte.is_ascii_digit() == is_digit).count();
        let (run, after) = rest.split_at(length);
        if is_digit {
            push_number(run, &mut key)
        } else {
            key.extend(run)
        }
        rest = after;
    }
    key.push(0);
    key.extend(handle.as_bytes());
    key
}

/// A number as a digit (so that it sorts among text as digits do), the count of its digits, and the digits.
fn push_number(run: &[u8], key: &mut Vec<u8>) {
    let zeros = run.iter().take_while(|digit| **digit == b'0').count();
    let digits = &run[zeros..];
    key.push(b'0');
    key.extend(u32::try_from(digits.len()).unwrap_or(u32::MAX).to_be_bytes());
    key.extend(digits);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_inside_handles_order_as_numbers() {
        let ordered = ["", "E2", "E02", "E10", "E029", "E029.1", "E029.2", "E029.10", "E100", "Q01", "Q02", "Ё1"];
        let mut sorted = ordered;
        sorted.sort_by_key(|handle| natural_key(handle));
        assert_eq!(sorted, ["", "E02", "E2", "E10", "E029", "E029.1", "E029.2", "E029.10", "E100", "Q01", "Q02", "Ё1"]);
    }

    proptest! {
        #[test]
        fn numbers_of_any_size_order_as_numbers(a in any::<u64>(), b in any::<u64>()) {
            let key = |number: u64| natural_key(&format!("E{number}"));
            prop_assert_eq!(key(a).cmp(&key(b)), a.cmp(&b));
        }

        #[test]
        fn no_two_handles_share_a_key(a in "[A-Z0-9.]{0,6}", b in "[A-Z0-9.]{0,6}") {
            prop_assert_eq!(natural_key(&a) == natural_key(&b), a == b);
        }
    }
}
