//! Percent-encoding of the names and values of a fragment. Not for whole addresses.
//! Source: RFC 3986, section 2.1.

/// The text behind percent signs; nothing when a sign lacks its two digits or the bytes are no UTF-8.
pub(super) fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, behind @ ..] = rest {
        (rest, _) = match (first, behind) {
            (b'%', [high, low, behind @ ..]) => (behind, bytes.push(hex(*high)? * 16 + hex(*low)?)),
            (b'%', _) => return None,
            (byte, behind) => (behind, bytes.push(*byte)),
        };
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// Encodes all but what can stand for itself anywhere in an address. `+` is encoded, because some read it as a space.
pub(super) fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b':' | b',' => {
                encoded.push(char::from(byte));
            }
            other => encoded.push_str(&format!("%{other:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};

    #[test]
    fn any_text_survives_encoding_and_decoding() {
        for text in ["", "n@m3 &=", "100%", "и\u{306}", "a+b", "\0"] {
            assert_eq!(decode(&encode(text)).as_deref(), Some(text));
        }
    }

    #[test]
    fn a_sign_without_two_digits_is_refused() {
        for text in ["%", "%4", "%g1", "%+1", "a%"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
