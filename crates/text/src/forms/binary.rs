//! Encodings that are no longer readable text: UTF-16 and base64.
//! Escapes inside text live in `escapes.rs` and `html.rs`.

/// Shorter pieces would be found anywhere.
const SHORTEST_BASE64: usize = 6;

const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The text's UTF-16 units, without a byte-order mark.
pub fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

/// The base64 characters that are the same whatever stands before and after `bytes`, which begin `offset` bytes (0 to 2) into a group of three.
///
/// Empty when fewer than six characters are certain.
pub fn base64(bytes: &[u8], offset: usize, url: bool) -> Vec<u8> {
    let first = (offset * 8).div_ceil(6);
    let last = (offset + bytes.len()) * 8 / 6;
    if last < first + SHORTEST_BASE64 {
        return Vec::new();
    }
    (first..last).map(|at| letter(sextet(bytes, at * 6 - offset * 8), url)).collect()
}

/// The six bits that start at a bit of `bytes`.
fn sextet(bytes: &[u8], bit: usize) -> usize {
    let byte = |at: usize| usize::from(bytes.get(at).copied().unwrap_or(0));
    let pair = byte(bit / 8) << 8 | byte(bit / 8 + 1);
    pair >> (10 - bit % 8) & 0b11_1111
}

fn letter(sextet: usize, url: bool) -> u8 {
    match (STANDARD[sextet], url) {
        (b'+', true) => b'-',
        (b'/', true) => b'_',
        (letter, _) => letter,
    }
}
