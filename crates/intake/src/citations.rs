//! Citations in prose, `[@E029; @E033, § 12]`, and the mark of a framing sentence, `{.framing}`.
//! Where a sentence ends is in `sentences`.

/// The mark of a sentence that states nothing about the event.
pub(crate) const FRAMING: &str = "{.framing}";

/// What a bracket at the start of a text is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Bracket {
    /// Citations: ids in order, and how many bytes the bracket takes.
    Citations(Vec<String>, usize),
    /// It was meant as citations and is not well formed; how many bytes it takes.
    Malformed(usize),
    /// Something else.
    Other,
}

/// Longest bracket that is looked at, in bytes; a longer one is no citation.
const MAX_BRACKET_BYTES: usize = 2_000;

/// Reads the bracket at the start of a text; a text that starts otherwise has none.
pub(crate) fn bracket(text: &str) -> Bracket {
    if !text.starts_with('[') {
        return Bracket::Other;
    }
    let meant = text.starts_with("[@") || text.starts_with("[-@");
    let Some(end) = text.bytes().take(MAX_BRACKET_BYTES).position(|byte| byte == b']') else {
        return if meant { Bracket::Malformed(text.len()) } else { Bracket::Other };
    };
    let inside = &text[1..end];
    // Pandoc also allows words before the citation; they would be lost, so they are refused by name.
    if !meant && !inside.contains(" @") {
        return Bracket::Other;
    }
    match inside.split(';').map(citation).collect::<Option<Vec<String>>>() {
        Some(ids) => Bracket::Citations(ids, end + 1),
        None => Bracket::Malformed(end + 1),
    }
}

/// One citation: `@id`, or `@id, place`.
fn citation(text: &str) -> Option<String> {
    let id = text.trim().strip_prefix('@')?;
    let id = id.split_once(',').map_or(id, |(id, _)| id).trim();
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | '/');
    (!id.is_empty() && id.chars().all(fits)).then(|| id.to_owned())
}

/// A text without the citations whose ids are gone; a bracket that loses all of them goes with the space before it.
pub fn without_citations(markdown: &str, is_gone: &dyn Fn(&str) -> bool) -> String {
    let mut kept = String::new();
    let mut rest = markdown;
    while let Some(start) = rest.find('[') {
        kept.push_str(&rest[..start]);
        rest = &rest[start..];
        let length = match bracket(rest) {
            Bracket::Citations(ids, length) if ids.iter().any(|id| is_gone(id)) => {
                let inside = rest[1..length - 1].split(';');
                let stays = |one: &&str| citation(one).is_some_and(|id| !is_gone(&id));
                let left: Vec<&str> = inside.filter(stays).map(str::trim).collect();
                if left.is_empty() {
                    kept.truncate(kept.trim_end_matches(' ').len());
                } else {
                    kept.push_str(&format!("[{}]", left.join("; ")));
                }
                rest = &rest[length..];
                continue;
            }
            Bracket::Citations(_, length) | Bracket::Malformed(length) => length,
            Bracket::Other => 1,
        };
        kept.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Bracket) {
        assert_eq!(bracket(text), expected);
    }

    #[test]
    fn several_citations_keep_their_order() {
        check("[@E033; @E029, § 12] so", Bracket::Citations(vec!["E033".into(), "E029".into()], 20 + 1));
    }

    #[test]
    fn other_brackets_are_left_alone() {
        check("[a link](https://example.org)", Bracket::Other);
        check("[sic]", Bracket::Other);
        check("а [@E1]", Bracket::Other);
    }

    #[test]
    fn citations_that_are_gone_leave_the_others() {
        let text = "One [@E1, § 2; @E2]. Two [@E1]. A [link](a) and [@E2].";
        let left = without_citations(text, &|id| id == "E1");
        assert_eq!(left, "One [@E2]. Two. A [link](a) and [@E2].");
    }

    #[test]
    fn malformed_citations_are_told_from_text() {
        check("[@E029, @E033", Bracket::Malformed(13));
        check("[@E029; E033]", Bracket::Malformed(13));
        check("[see @E029]", Bracket::Malformed(11));
        check("[@]", Bracket::Malformed(3));
    }
}
