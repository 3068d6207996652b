//! The text of a SubRip entry without its markup, parted where the speaker changes. Only a label in capitals is a name.
//! The caller keeps the text as written.

use super::super::captions::tidy;

/// What one speaker says in an entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// The label as written.
    pub(super) voice: Option<String>,
    /// The words.
    pub(super) text: String,
}

/// Longest label, in characters.
const LABEL_CHARS: usize = 40;

/// What is said in an entry, speaker by speaker.
pub(super) fn said(text: &str) -> Vec<Said> {
    let mut all: Vec<Said> = Vec::new();
    for line in tidy(&without_markup(text)).lines() {
        let (changes, line) = without_dash(line);
        let (voice, words) = label(line).map_or((None, line), |(label, words)| (Some(label.to_owned()), words));
        match all.last_mut() {
            Some(last) if !changes && voice.is_none() => {
                last.text.push('\n');
                last.text.push_str(words);
            }
            _ => all.push(Said { voice, text: words.to_owned() }),
        }
    }
    all.iter_mut().for_each(|said| said.text = tidy(&said.text));
    all.retain(|said| !said.text.is_empty() || said.voice.is_some());
    all
}

/// Whether a line begins with the dash or the arrows of another speaker, and the line without them.
fn without_dash(line: &str) -> (bool, &str) {
    if let Some(rest) = line.strip_prefix(">>") {
        return (true, rest.trim_start_matches('>').trim_start());
    }
    match line.strip_prefix(['-', '‐', '–', '—']) {
        Some(rest) if rest.starts_with(|c: char| c.is_whitespace() || c.is_alphabetic()) => (true, rest.trim_start()),
        _ => (false, line),
    }
}

/// The label in capitals at the beginning of a line, and what follows its colon.
fn label(line: &str) -> Option<(&str, &str)> {
    let (label, rest) = line.split_once(':')?;
    let label = label.trim_end();
    let is_name = |c: char| c.is_uppercase() || c.is_numeric() || " .'’-,()&#№/".contains(c);
    let letters = label.chars().filter(|c| c.is_uppercase()).count();
    let is_label = letters >= 2
        && label.chars().count() <= LABEL_CHARS
        && label.chars().all(is_name)
        && label.starts_with(|c: char| c.is_uppercase());
    (is_label && (rest.is_empty() || rest.starts_with(char::is_whitespace))).then(|| (label, rest.trim_start()))
}

/// The text without the tags that SubRip players know; any other angle bracket or brace is text.
fn without_markup(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '{']) {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = markup(rest).unwrap_or(0);
        match length {
            0 => plain.push_str(&rest[..1]),
            _ if rest[1..length].trim_start_matches('/').to_lowercase().starts_with("br") => plain.push('\n'),
            _ => {}
        }
        rest = &rest[length.max(1)..];
    }
    plain + rest
}

/// Longest tag, in bytes.
const TAG_BYTES: usize = 300;

/// How many bytes the tag takes with which a text begins.
fn markup(text: &str) -> Option<usize> {
    let close = if text.starts_with('<') { b'>' } else { b'}' };
    let mark = |byte: &u8| *byte == close || [b'<', b'{'].contains(byte);
    let end = 1 + text.as_bytes()[1..].iter().take(TAG_BYTES).position(mark)?;
    if text.as_bytes()[end] != close {
        return None;
    }
    let inside = &text[1..end];
    let is_tag = match close {
        b'>' => {
            let name = inside.trim_start_matches('/').split([' ', '\t', '\n', '/']).next().unwrap_or_default();
            ["i", "b", "u", "s", "font", "br"].contains(&name.to_lowercase().as_str())
        }
        _ => inside.starts_with('\\') || ["i", "b", "u", "s"].contains(&inside.trim_start_matches('/')),
    };
    is_tag.then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(Option<&str>, &str)]) {
        let all = said(text);
        let found: Vec<_> = all.iter().map(|said| (said.voice.as_deref(), said.text.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn labels_in_capitals_name_a_voice_and_others_do_not() {
        check("СУДЬЯ: Да.\nи нет", &[(Some("СУДЬЯ"), "Да.\nи нет")]);
        check("WITNESS 2: No", &[(Some("WITNESS 2"), "No")]);
        check("- CLERK: Up\n>> Q.C.: Down", &[(Some("CLERK"), "Up"), (Some("Q.C."), "Down")]);
        for text in ["Judge: yes", "AT 10:30", "A: b", "1945: b", "he said OK: b"] {
            check(text, &[(None, text)]);
        }
    }

    #[test]
    fn a_dash_inside_words_or_before_a_number_is_text() {
        check("-5 degrees", &[(None, "-5 degrees")]);
        check("well - yes", &[(None, "well - yes")]);
        check("— Да\n—Нет", &[(None, "Да"), (None, "Нет")]);
    }

    #[test]
    fn only_known_tags_are_markup() {
        check("a<br />b", &[(None, "a\nb")]);
        check("{\\an8}<i>a</i> <b >b</b> {x} <c> 1<2", &[(None, "a b {x} <c> 1<2")]);
        check("<font color=red>\n</font>", &[]);
    }
}
