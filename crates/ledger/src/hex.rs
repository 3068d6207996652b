//! Lower-case hexadecimal, written and read strictly: one text for one value, so that no byte of a line is free.
//! Digests print with their `sha256:` prefix in `line`.

const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// Two lower-case digits for each byte. Every line of the log is written anew when it is read, so this has to be quick.
pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}

/// Reads exactly `N` bytes; upper-case digits are refused.
pub(crate) fn decode<const N: usize>(text: &str) -> Option<[u8; N]> {
    if text.len() != N * 2 {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        *byte = nibble(pair[0])? << 4 | nibble(pair[1])?;
    }
    Some(bytes)
}

fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lower_case_of_the_right_length_is_read() {
        assert_eq!(decode::<2>("00fa"), Some([0, 250]));
        assert_eq!(encode(&[0, 250]), "00fa");
        (0..=255).for_each(|byte| assert_eq!(encode(&[byte]), format!("{byte:02x}")));
        for text in ["00FA", "00f", "00fa0", "00g0", "", "+0fa"] {
            assert_eq!(decode::<2>(text), None, "{text}");
        }
    }
}
