//! Private characters that stand for citations and framing while Markdown is parsed and cleaned. They never reach a page:
//! the same characters are taken out of the source first, and `notes` and `framing` replace the ones set here.

/// Before the handles of a citation, which are separated by `;`.
pub const CITE_OPEN: char = '\u{E010}';
/// After them.
pub const CITE_CLOSE: char = '\u{E011}';
/// After a sentence marked as framing.
pub const FRAMING: char = '\u{E012}';

/// The source without the private characters.
pub fn strip(markdown: &str) -> String {
    markdown.chars().filter(|c| !is_mark(*c)).collect()
}

/// Whether a character is one of the three.
pub fn is_mark(c: char) -> bool {
    matches!(c, CITE_OPEN | CITE_CLOSE | FRAMING)
}

/// A run of text with its citations and framing marks replaced by private characters.
pub fn mark(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.replace("{.framing}", &FRAMING.to_string());
    while let Some(start) = rest.find("[@") {
        let Some(length) = rest[start..].find(']') else { break };
        out.push_str(&rest[..start]);
        out.push_str(&group(&rest[start + 1..start + length]));
        rest = rest[start + length + 1..].to_owned();
    }
    out.push_str(&rest);
    out
}

fn group(inside: &str) -> String {
    let handles: Vec<&str> = inside.split(';').map(|part| part.trim().trim_start_matches('@')).collect();
    format!("{CITE_OPEN}{}{CITE_CLOSE}", handles.join(";"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_handles_become_one_group() {
        assert_eq!(mark("said [@E1; @S2]."), format!("said {CITE_OPEN}E1;S2{CITE_CLOSE}."));
    }

    #[test]
    fn brackets_without_an_at_sign_stay() {
        assert_eq!(mark("a [note] and [@"), "a [note] and [@");
    }
}
