//! Reader `html`, version 1. Formats: HTML pages: the title, then the text with its blocks, list items and table cells.
//! Limit: 8 MiB, of a longer page its first lines. Scripts, styles, templates and comments are never text; what a style would hide is. Nothing is run.

use crate::encoding::decode;
use crate::limits::MAX_TEXT_BYTES;
use crate::part::{self, Beginning, Extent};
use crate::{Problem, Reading};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, CharacterTokens, Tag, TagKind, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::cell::RefCell;

const NAME: &str = "html";
const VERSION: &str = "1";
const ENDINGS: [&str; 3] = ["html", "htm", "xhtml"];

/// Elements that begin and end a line of their own.
const BLOCKS: [&str; 38] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "option",
    "pre",
    "section",
    "summary",
    "table",
    "tr",
    "ul",
];
/// Elements with an empty line around them.
const PARAGRAPHS: [&str; 9] = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table"];
/// Elements whose content is nobody's text.
const UNSEEN: [&str; 6] = ["script", "style", "template", "noscript", "iframe", "noframes"];

/// Whether a file of this ending is a page.
pub(crate) fn claims(ending: &str) -> bool {
    ENDINGS.contains(&ending)
}

/// Reads a page as text, or says why it is kept unread; of a long one the first lines. These may be only its first bytes.
pub(crate) fn read_first(file: &str, bytes: &[u8], size_bytes: u64) -> Reading {
    let extent = Extent { size_bytes, most_bytes: MAX_TEXT_BYTES };
    extent.read(file, "a page", extent.within(bytes), first_tags, |bytes| read_whole(file, bytes))
}

/// Up to the last whole line, of one endless line up to the last whole tag.
fn first_tags(cut: &[u8]) -> Option<Beginning> {
    let tag = || cut.iter().rposition(|byte| *byte == b'>').map(|at| Beginning { size_bytes: at + 1, lines: 0 });
    part::lines(cut).or_else(tag)
}

fn read_whole(file: &str, bytes: &[u8]) -> Reading {
    match decode(file, bytes) {
        Ok(html) => Reading { text: Some(text_of(html)), ..Reading::by(NAME, VERSION) },
        Err(problem) => Reading::failed(NAME, VERSION, Problem { fatal: false, ..problem }),
    }
}

/// The title and text of a page.
pub(crate) fn text_of(html: &str) -> String {
    let tokenizer = Tokenizer::new(Page::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    // A script is handed back before it would run; here it is passed over.
    while !input.is_empty() {
        drop(tokenizer.feed(&input));
    }
    tokenizer.end();
    tokenizer.sink.0.into_inner().finish()
}

/// What the tokenizer fills.
#[derive(Default)]
struct Page(RefCell<Text>);

impl TokenSink for Page {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut text = self.0.borrow_mut();
        match token {
            CharacterTokens(words) => text.words(&words),
            TagToken(tag) => return text.tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// Text as it grows.
#[derive(Default)]
struct Text {
    title: String,
    body: String,
    /// The element whose content is being passed over, and how deep it stands in itself.
    unseen: Option<(String, usize)>,
    is_in_title: bool,
    preformatted: usize,
}

impl Text {
    fn words(&mut self, words: &str) {
        if self.unseen.is_some() {
            return;
        }
        if self.is_in_title {
            return self.title.push_str(words);
        }
        if self.preformatted > 0 {
            return self.body.push_str(words);
        }
        for c in words.chars() {
            let is_space = c.is_ascii_whitespace();
            match is_space {
                true if self.body.is_empty() || self.body.ends_with([' ', '\n', '\t']) => {}
                true => self.body.push(' '),
                false => self.body.push(c),
            }
        }
    }

    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let (name, is_start) = (tag.name.as_ref(), tag.kind == TagKind::StartTag);
        if !self.passes_over(name, is_start) {
            match name {
                "title" => self.is_in_title = is_start && self.title.is_empty(),
                "br" => self.line(),
                "td" | "th" if is_start => self.cell(),
                "pre" | "textarea" if is_start => self.preformatted += 1,
                "pre" | "textarea" => self.preformatted = self.preformatted.saturating_sub(1),
                _ => {}
            }
            self.place(name, is_start);
        }
        content(name, is_start)
    }

    /// Whether a tag stands in, begins or ends what is passed over.
    fn passes_over(&mut self, name: &str, is_start: bool) -> bool {
        match &mut self.unseen {
            None if is_start && UNSEEN.contains(&name) => self.unseen = Some((name.to_owned(), 1)),
            None => return false,
            Some((unseen, depth)) if unseen == name => {
                *depth = if is_start { *depth + 1 } else { *depth - 1 };
                if *depth == 0 {
                    self.unseen = None;
                }
            }
            Some(_) => {}
        }
        true
    }

    fn place(&mut self, name: &str, is_start: bool) {
        if BLOCKS.contains(&name) || PARAGRAPHS.contains(&name) {
            self.break_line();
        }
        if PARAGRAPHS.contains(&name) && !self.body.is_empty() && !self.body.ends_with("\n\n") {
            self.body.push('\n');
        }
        if name == "li" && is_start {
            self.body.push_str("- ");
        }
    }

    /// A line break that was asked for.
    fn line(&mut self) {
        self.trim_line();
        self.body.push('\n');
    }

    /// A new line, unless one has just begun.
    fn break_line(&mut self) {
        self.trim_line();
        if !self.body.is_empty() && !self.body.ends_with('\n') {
            self.body.push('\n');
        }
    }

    fn cell(&mut self) {
        self.trim_line();
        if !self.body.is_empty() && !self.body.ends_with('\n') {
            self.body.push('\t');
        }
    }

    fn trim_line(&mut self) {
        let end = self.body.trim_end_matches(' ').len();
        self.body.truncate(end);
    }

    fn finish(self) -> String {
        let title = self.title.split_whitespace().collect::<Vec<_>>().join(" ");
        let body = self.body.trim();
        [title.as_str(), body].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
    }
}

/// How the tokenizer is to take what follows: the content of some elements is no markup.
fn content(name: &str, is_start: bool) -> TokenSinkResult<()> {
    match name {
        "title" | "textarea" if is_start => TokenSinkResult::RawData(RawKind::Rcdata),
        "style" | "iframe" | "noframes" | "xmp" if is_start => TokenSinkResult::RawData(RawKind::Rawtext),
        "script" if is_start => TokenSinkResult::RawData(RawKind::ScriptData),
        "plaintext" if is_start => TokenSinkResult::Plaintext,
        _ => TokenSinkResult::Continue,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, text: &str) {
        assert_eq!(text_of(html), text, "{html}");
    }

    #[test]
    fn the_title_stands_before_the_blocks() {
        check(
            "<!doctype html><title>On the\n quay</title><h1>Morning</h1><p>One <b>word</b>.</p><p>Two&amp;</p>",
            "On the quay\n\nMorning\n\nOne word.\n\nTwo&",
        );
    }

    #[test]
    fn scripts_styles_and_comments_are_never_text() {
        check(
            "a<script>if (1 < 2) '<p>x</p>'</script>b<style>p > a {}</style>c<!-- d --><template><p>e</p></template>f",
            "abcf",
        );
        check("a<SCRIPT>x</script ><noscript><p>y</p></noscript>b", "ab");
        check("a<script>never closed", "a");
        check("<script>var a = '<script>x';</script>b", "b");
    }

    #[test]
    fn lists_cells_and_line_breaks_keep_their_places() {
        check("<ul><li>one<li>two</ul>x<br>y", "- one\n- two\nx\ny");
        check("<table><tr><td>a</td><td>b</td></tr><tr><td>c</table>", "a\tb\nc");
        check("<pre>a\n  b</pre>", "a\n  b");
    }

    #[test]
    fn other_scripts_and_references_are_read() {
        check("<p>На&nbsp;пристани &#x43d;&hellip;", "На\u{a0}пристани н…");
    }
}
