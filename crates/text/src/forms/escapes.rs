//! Percent, JSON and JavaScript escapes.
//! HTML lives in `html.rs`, encodings that are not text in `binary.rs`.

use std::fmt::Write;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but ASCII letters and digits.
pub const STRICT: &AsciiSet = NON_ALPHANUMERIC;
/// What `encodeURIComponent` encodes.
pub const COMPONENT: AsciiSet = NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'~')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')');
/// What `encodeURI` encodes.
pub const ADDRESS: AsciiSet = COMPONENT
    .remove(b';')
    .remove(b',')
    .remove(b'/')
    .remove(b'?')
    .remove(b':')
    .remove(b'@')
    .remove(b'&')
    .remove(b'=')
    .remove(b'+')
    .remove(b'$')
    .remove(b'#');

/// The text percent-encoded, its hexadecimal digits in upper or lower case.
pub fn percent(text: &str, set: &'static AsciiSet, upper: bool) -> Vec<u8> {
    let encoded = utf8_percent_encode(text, set);
    let mut out = Vec::new();
    for piece in encoded {
        let escape = piece.starts_with('%') && !upper;
        out.extend(piece.bytes().map(|byte| if escape { byte.to_ascii_lowercase() } else { byte }));
    }
    out
}

/// The text as a form sends it: spaces as `+`.
pub fn form(text: &str, upper: bool) -> Vec<u8> {
    let pieces: Vec<Vec<u8>> = text.split(' ').map(|piece| percent(piece, STRICT, upper)).collect();
    pieces.join(&b'+')
}

/// The inside of a JSON string, other scripts as they are.
pub fn json(text: &str) -> Vec<u8> {
    let mut out = String::new();
    text.chars().for_each(|c| json_char(c, &mut out));
    out.into_bytes()
}

/// The inside of a JSON string that may stand in a script: `<`, `>`, `&`, the apostrophe and two line ends escaped.
pub fn json_in_script(text: &str) -> Vec<u8> {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '<' | '>' | '&' | '\'' | '\u{2028}' | '\u{2029}' => units(c, false, &mut out),
            c => json_char(c, &mut out),
        }
    }
    out.into_bytes()
}

/// The inside of a JSON string in ASCII, other characters as `\uXXXX`, in pairs beyond the first plane.
pub fn json_ascii(text: &str, upper: bool) -> Vec<u8> {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_ascii() { json_char(c, &mut out) } else { units(c, upper, &mut out) }
    }
    out.into_bytes()
}

/// The inside of a JavaScript string in ASCII, other characters as `\u{...}`.
pub fn braced(text: &str, upper: bool) -> Vec<u8> {
    let mut out = String::new();
    for c in text.chars() {
        let code = u32::from(c);
        match (c.is_ascii(), upper) {
            (true, _) => json_char(c, &mut out),
            (false, true) => out.push_str(&format!("\\u{{{code:X}}}")),
            (false, false) => out.push_str(&format!("\\u{{{code:x}}}")),
        }
    }
    out.into_bytes()
}

fn json_char(c: char, out: &mut String) {
    match c {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        '\u{8}' => out.push_str("\\b"),
        '\u{c}' => out.push_str("\\f"),
        c if c < ' ' => units(c, false, out),
        c => out.push(c),
    }
}

/// The `\uXXXX` escapes of a character's UTF-16 units.
fn units(c: char, upper: bool, out: &mut String) {
    for unit in c.encode_utf16(&mut [0; 2]) {
        // Writing to a String cannot fail.
        let _ = if upper { write!(out, "\\u{unit:04X}") } else { write!(out, "\\u{unit:04x}") };
    }
}
