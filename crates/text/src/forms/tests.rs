//! Tests of the written forms: known spellings, and properties over any text.

use proptest::prelude::*;

use super::*;

fn has(text: &str, written: &str) -> bool {
    written_forms(text).iter().any(|(_, bytes)| bytes == written.as_bytes())
}

#[track_caller]
fn check(text: &str, written: &[&str]) {
    for form in written {
        assert!(has(text, form), "{form} is missing from the forms of {text}");
    }
}

#[test]
fn a_canary_is_known_in_every_spelling() {
    check(
        "Дом й",
        &[
            "Дом й",
            "Дом и\u{306}",
            "дом й",
            "%D0%94%D0%BE%D0%BC%20%D0%B9",
            "%d0%94%d0%be%d0%bc%20%d0%b9",
            "%D0%94%D0%BE%D0%BC+%D0%B9",
            "%D0%94%D0%BE%D0%BC%20%D0%B8%CC%86",
            "&#1044;&#1086;&#1084; &#1081;",
            "&#x414;&#x43e;&#x43c; &#x439;",
            "&#x414;&#x43E;&#x43C; &#x439;",
            "\\u0414\\u043e\\u043c \\u0439",
            "\\u0414\\u043E\\u043C \\u0439",
            "\\u{414}\\u{43e}\\u{43c} \\u{439}",
        ],
    );
}

#[test]
fn markup_is_known_as_every_writer_escapes_it() {
    check(
        "<a> & \"b\" 'c'/d",
        &[
            "&lt;a&gt; &amp; \"b\" 'c'/d",
            "&lt;a&gt; &amp; &quot;b&quot; 'c'/d",
            "&lt;a&gt; &amp; &quot;b&quot; &#39;c&#39;/d",
            "&lt;a&gt; &amp; &quot;b&quot; &#x27;c&#x27;&#x2f;d",
            "&#60;a&#62; &#38; &#34;b&#34; &#39;c&#39;/d",
            "<a> & \\\"b\\\" 'c'/d",
            "\\u003ca\\u003e \\u0026 \\\"b\\\" \\u0027c\\u0027/d",
            "<a> & \"\"b\"\" 'c'/d",
        ],
    );
    check("«é» — ÿ", &["&laquo;&eacute;&raquo; &mdash; &yuml;"]);
}

#[test]
fn characters_beyond_the_first_plane_are_pairs_in_json() {
    check("😀", &["\\ud83d\\ude00", "\\uD83D\\uDE00", "\\u{1f600}", "&#128512;"]);
}

#[test]
fn utf_16_and_spaces_are_known() {
    assert!(written_forms("Aй").iter().any(|(_, bytes)| bytes == &[0x41, 0x00, 0x39, 0x04]));
    assert!(written_forms("Aй").iter().any(|(_, bytes)| bytes == &[0x00, 0x41, 0x04, 0x39]));
    check("a\n  b", &["a b", "a\\n  b"]);
}

#[test]
fn an_empty_string_has_no_form() {
    assert!(written_forms("").is_empty());
}

/// Plain base64 of a whole message, to find the certain pieces in.
fn whole_base64(bytes: &[u8]) -> Vec<u8> {
    let mut padded = bytes.to_vec();
    padded.resize(bytes.len().div_ceil(3) * 3, 0);
    (0..padded.len() / 3 * 4).map(|at| binary::base64(&padded, 0, false)[at]).collect()
}

#[test]
fn base64_agrees_with_known_vectors() {
    // Source: RFC 4648, section 10 ("foobar"), and the bytes 0..=5 and 250..=255.
    assert_eq!(binary::base64(b"foobar", 0, false), b"Zm9vYmFy");
    assert_eq!(binary::base64(&[0, 1, 2, 3, 4, 5], 0, false), b"AAECAwQF");
    assert_eq!(binary::base64(&[250, 251, 252, 253, 254, 255], 0, false), b"+vv8/f7/");
    assert_eq!(binary::base64(&[250, 251, 252, 253, 254, 255], 0, true), b"-vv8_f7_");
}

proptest! {
    #[test]
    fn base64_is_found_at_every_alignment(before in prop::collection::vec(any::<u8>(), 0..7), secret in "[а-яё]{4,12}", after in prop::collection::vec(any::<u8>(), 0..7)) {
        let message = [before.as_slice(), secret.as_bytes(), after.as_slice()].concat();
        let encoded = whole_base64(&message);
        let found = written_forms(&secret)
            .iter()
            .filter(|(name, _)| name.contains("base64,"))
            .any(|(_, form)| encoded.windows(form.len()).any(|window| window == form));
        prop_assert!(found);
    }

    #[test]
    fn forms_are_distinct_and_never_empty(text in "\\PC{0,20}") {
        let forms = written_forms(&text);
        let distinct: HashSet<_> = forms.iter().map(|(_, bytes)| bytes).collect();
        prop_assert_eq!(distinct.len(), forms.len());
        prop_assert!(forms.iter().all(|(_, bytes)| !bytes.is_empty()));
    }

    #[test]
    fn the_strictest_percent_form_decodes_to_the_text(text in "\\PC{1,20}") {
        for upper in [true, false] {
            let bytes = escapes::percent(&text, escapes::STRICT, upper);
            prop_assert_eq!(percent_encoding::percent_decode(&bytes).decode_utf8().unwrap(), text.as_str());
        }
    }
}
