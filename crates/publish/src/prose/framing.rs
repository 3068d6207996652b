//! Wraps sentences marked as framing in a span that looks like the text around it. Which sentences those are was said
//! in the source with `{.framing}`; nothing is guessed here.

use super::marks::{CITE_CLOSE, FRAMING};

/// Replaces framing marks by spans around their sentences; a sentence that cuts through a tag only loses its mark.
pub fn wrap(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((sentence, after)) = rest.split_once(FRAMING) {
        let start = last_boundary(sentence);
        out.push_str(&sentence[..start]);
        out.push_str(&span(&sentence[start..]));
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Where the sentence that ends here begins: after the last block tag, or the last citation and its full stop.
fn last_boundary(text: &str) -> usize {
    let block = ["<p>", "<li>", "<td>", "<blockquote>", "</p>", "</h2>", "</h3>"];
    let tag = block.iter().filter_map(|tag| text.rfind(tag).map(|at| at + tag.len())).max().unwrap_or(0);
    let cite = text.rfind(CITE_CLOSE).map_or(0, |at| at + CITE_CLOSE.len_utf8() + stops(&text[at..]));
    let start = tag.max(cite);
    start + (text[start..].len() - text[start..].trim_start().len())
}

fn stops(after_cite: &str) -> usize {
    after_cite.chars().skip(1).take_while(|c| matches!(c, '.' | '!' | '?' | '…')).map(char::len_utf8).sum()
}

fn span(sentence: &str) -> String {
    if is_balanced(sentence) { format!("<span class=\"framing\">{sentence}</span>") } else { sentence.to_owned() }
}

fn is_balanced(text: &str) -> bool {
    let mut depth = 0_i32;
    for tag in text.split('<').skip(1) {
        depth += if tag.starts_with('/') { -1 } else { 1 };
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_marked_sentence_is_wrapped() {
        let html = format!("<p>A fact \u{E010}E1{CITE_CLOSE}. A <em>frame</em>.{FRAMING} More</p>");
        let wrapped = wrap(&html);
        assert!(wrapped.contains("<span class=\"framing\">A <em>frame</em>.</span> More"), "{wrapped}");
    }
}
