//! Every form in which a string could stand written in a published file, for the leak scan.
//! Which strings are looked for, and in which files, is the archive's matter.

mod binary;
mod escapes;
mod html;

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;

use crate::fold::fold;

/// A form's name and its bytes.
type Form = (&'static str, Vec<u8>);

/// Pushes the forms of one spelling, each named after the spelling and the way of writing it.
macro_rules! push_forms {
    ($out:ident, $spelling:literal, $text:expr) => {{
        let text: String = $text;
        let mut push = |name: &'static str, bytes: Vec<u8>| $out.push((name, bytes));
        push($spelling, text.clone().into_bytes());
        push(concat!($spelling, ", percent-encoded, upper case"), escapes::percent(&text, escapes::STRICT, true));
        push(concat!($spelling, ", percent-encoded, lower case"), escapes::percent(&text, escapes::STRICT, false));
        push(
            concat!($spelling, ", percent-encoded as a component, upper case"),
            escapes::percent(&text, &escapes::COMPONENT, true),
        );
        push(
            concat!($spelling, ", percent-encoded as a component, lower case"),
            escapes::percent(&text, &escapes::COMPONENT, false),
        );
        push(
            concat!($spelling, ", percent-encoded as an address, upper case"),
            escapes::percent(&text, &escapes::ADDRESS, true),
        );
        push(
            concat!($spelling, ", percent-encoded as an address, lower case"),
            escapes::percent(&text, &escapes::ADDRESS, false),
        );
        push(concat!($spelling, ", form-encoded, upper case"), escapes::form(&text, true));
        push(concat!($spelling, ", form-encoded, lower case"), escapes::form(&text, false));
        push(concat!($spelling, ", HTML text"), html::text(&text));
        push(concat!($spelling, ", HTML attribute"), html::attribute(&text));
        push(concat!($spelling, ", HTML attribute, &#39;"), html::quoted(&text, "&#39;"));
        push(concat!($spelling, ", HTML attribute, &#x27;"), html::quoted(&text, "&#x27;"));
        push(concat!($spelling, ", HTML attribute, &apos;"), html::quoted(&text, "&apos;"));
        push(concat!($spelling, ", HTML from a template"), html::template(&text));
        push(concat!($spelling, ", HTML named entities"), html::named(&text));
        push(concat!($spelling, ", HTML decimal entities"), html::decimal(&text));
        push(concat!($spelling, ", HTML hexadecimal entities, lower case"), html::hexadecimal(&text, false));
        push(concat!($spelling, ", HTML hexadecimal entities, upper case"), html::hexadecimal(&text, true));
        push(concat!($spelling, ", JSON"), escapes::json(&text));
        push(concat!($spelling, ", JSON for a script"), escapes::json_in_script(&text));
        push(concat!($spelling, ", JSON \\u, lower case"), escapes::json_ascii(&text, false));
        push(concat!($spelling, ", JSON \\u, upper case"), escapes::json_ascii(&text, true));
        push(concat!($spelling, ", JavaScript \\u{}, lower case"), escapes::braced(&text, false));
        push(concat!($spelling, ", JavaScript \\u{}, upper case"), escapes::braced(&text, true));
        push(concat!($spelling, ", CSV"), text.replace('"', "\"\"").into_bytes());
        push(concat!($spelling, ", UTF-16 LE"), binary::utf16(&text, u16::to_le_bytes));
        push(concat!($spelling, ", UTF-16 BE"), binary::utf16(&text, u16::to_be_bytes));
        push(concat!($spelling, ", base64, first alignment"), binary::base64(text.as_bytes(), 0, false));
        push(concat!($spelling, ", base64, second alignment"), binary::base64(text.as_bytes(), 1, false));
        push(concat!($spelling, ", base64, third alignment"), binary::base64(text.as_bytes(), 2, false));
        push(concat!($spelling, ", base64url, first alignment"), binary::base64(text.as_bytes(), 0, true));
        push(concat!($spelling, ", base64url, second alignment"), binary::base64(text.as_bytes(), 1, true));
        push(concat!($spelling, ", base64url, third alignment"), binary::base64(text.as_bytes(), 2, true));
    }};
}

/// Every form in which a string could be written in a published file: (name of the form, its bytes).
///
/// Spellings: as given, NFC, NFD, NFKC, lower and upper case, folded, and with runs of white space as one space; each of them plain, percent- and
/// form-encoded, as HTML, JSON and JavaScript escapes, CSV, UTF-16 and base64 at its three alignments. No form is empty
/// and none occurs twice; a base64 form of fewer than six characters is left out, since it would be found anywhere.
pub fn written_forms(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let mut forms: Vec<Form> = Vec::new();
    push_forms!(forms, "as given", text.to_owned());
    push_forms!(forms, "NFC", text.nfc().collect());
    push_forms!(forms, "NFD", text.nfd().collect());
    push_forms!(forms, "NFKC", text.nfkc().collect());
    push_forms!(forms, "lower case", text.nfc().collect::<String>().to_lowercase());
    push_forms!(forms, "lower case NFD", text.to_lowercase().nfd().collect());
    push_forms!(forms, "upper case", text.nfc().collect::<String>().to_uppercase());
    push_forms!(forms, "folded", fold(text));
    push_forms!(
        forms,
        "single-spaced",
        text.nfc().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    );
    let mut seen = HashSet::new();
    forms.retain(|(_, bytes)| !bytes.is_empty() && seen.insert(bytes.clone()));
    forms
}

#[cfg(test)]
mod tests;
