//! The ways in which a text stands in HTML, by whichever program wrote it.
//! Other escapes live in `escapes.rs`.

/// Names of the characters from U+00A0 to U+00FF, in order. Source: HTML 4.01, section 24.2.
const LATIN_1: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 \
    acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil \
    Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc \
    Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml \
    eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

/// Names of the punctuation that typesetting adds. Source: HTML 4.01, section 24.4.
const PUNCTUATION: &[(char, &str)] = &[
    ('–', "ndash"),
    ('—', "mdash"),
    ('‘', "lsquo"),
    ('’', "rsquo"),
    ('‚', "sbquo"),
    ('“', "ldquo"),
    ('”', "rdquo"),
    ('„', "bdquo"),
    ('…', "hellip"),
    ('•', "bull"),
    ('€', "euro"),
    ('\u{2009}', "thinsp"),
    ('™', "trade"),
    ('‹', "lsaquo"),
    ('›', "rsaquo"),
    ('−', "minus"),
];

/// Text between tags: `&`, `<` and `>`.
pub fn text(text: &str) -> Vec<u8> {
    each(text, |c| markup(c, &[]))
}

/// Text in an attribute or from a Markdown writer: `"` as well.
pub fn attribute(text: &str) -> Vec<u8> {
    each(text, |c| markup(c, &[('"', "&quot;")]))
}

/// Text with both quotation marks escaped, the apostrophe as given.
pub fn quoted(text: &str, apostrophe: &str) -> Vec<u8> {
    each(text, |c| markup(c, &[('"', "&quot;"), ('\'', apostrophe)]))
}

/// Text as our templates write it: the slash is escaped too.
pub fn template(text: &str) -> Vec<u8> {
    each(text, |c| markup(c, &[('"', "&quot;"), ('\'', "&#x27;"), ('/', "&#x2f;")]))
}

/// Every character that has a name by its name; the others of other scripts by their number.
pub fn named(text: &str) -> Vec<u8> {
    each(text, |c| {
        let known = PUNCTUATION.iter().find(|(of, _)| *of == c).map(|(_, name)| *name);
        let latin = || u32::from(c).checked_sub(0xa0).and_then(|at| LATIN_1.split_whitespace().nth(at as usize));
        match known.or_else(latin) {
            Some(name) => Some(format!("&{name};")),
            None if c.is_ascii() => markup(c, &[('"', "&quot;"), ('\'', "&apos;")]),
            None => Some(format!("&#{};", u32::from(c))),
        }
    })
}

/// Markup and other scripts as decimal numbers.
pub fn decimal(text: &str) -> Vec<u8> {
    each(text, |c| numbered(c).then(|| format!("&#{};", u32::from(c))))
}

/// Markup and other scripts as hexadecimal numbers.
pub fn hexadecimal(text: &str, upper: bool) -> Vec<u8> {
    each(text, |c| {
        let code = u32::from(c);
        numbered(c).then(|| if upper { format!("&#x{code:X};") } else { format!("&#x{code:x};") })
    })
}

fn numbered(c: char) -> bool {
    !c.is_ascii() || "&<>\"'".contains(c)
}

fn markup(c: char, more: &[(char, &str)]) -> Option<String> {
    let always = [('&', "&amp;"), ('<', "&lt;"), ('>', "&gt;")];
    let found = always.iter().chain(more).find(|(of, _)| *of == c);
    found.map(|(_, escape)| (*escape).to_owned())
}

/// The text with each character that `escape` answers for replaced.
fn each(text: &str, escape: impl Fn(char) -> Option<String>) -> Vec<u8> {
    let mut out = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        match escape(c) {
            Some(escaped) => out.push_str(&escaped),
            None => out.push(c),
        }
    }
    out.into_bytes()
}
