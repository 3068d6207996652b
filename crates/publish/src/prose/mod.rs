//! Markdown with Pandoc citations as HTML: `[@E029; @S33]` becomes numbered references, `{.framing}` marks a sentence
//! that states no fact. What a note says is not here: the account page writes the cards from `Prose::notes`.

mod framing;
mod headings;
mod marks;
mod notes;

pub use headings::Heading;
pub use notes::Note;

use comrak::nodes::NodeValue;
use comrak::{Arena, Options, format_html, parse_document};
use std::sync::LazyLock;

/// Prose ready to stand in a page, with what the page must add below and beside it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prose {
    /// The article's HTML; citations are links to `#n1`, `#n2` and so on.
    pub html: String,
    /// Headings in order, for the table of contents.
    pub headings: Vec<Heading>,
    /// What is cited, in order of first citation: note 1 is the first.
    pub notes: Vec<Note>,
}

/// Draws prose. `lang` decides on which side of a full stop a reference stands.
///
/// Addresses and pictures in the Markdown are dropped: prose cites, and only a citation may lead outside.
pub fn render(markdown: &str, lang: &str) -> Prose {
    let html = SANITIZER.clean(&marked_html(markdown)).to_string();
    let html = framing::wrap(&html);
    let (html, notes) = notes::number(&html, lang);
    let (html, headings) = headings::anchor(&html);
    Prose { html, headings, notes }
}

/// Every handle that the prose cites, in order, each once.
pub fn citations(markdown: &str) -> Vec<String> {
    notes::number(&marked_html(markdown), "en").1.into_iter().map(|note| note.handle).collect()
}

/// The prose as plain paragraphs under their headings, without citations: what search reads.
pub fn sections(markdown: &str) -> Vec<(Option<Heading>, String)> {
    headings::sections(&render(markdown, "en").html)
}

fn marked_html(markdown: &str) -> String {
    let arena = Arena::new();
    let mut options = Options::default();
    options.extension.table = true;
    let source = marks::strip(markdown);
    let root = parse_document(&arena, &source, &options);
    for node in root.descendants() {
        if let NodeValue::Text(ref mut text) = node.data_mut().value {
            *text = marks::mark(text).into();
        }
    }
    let mut html = String::new();
    match format_html(root, &options, &mut html) {
        Ok(()) => html,
        Err(std::fmt::Error) => unreachable!("writing into a string does not fail"),
    }
}

static SANITIZER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::default();
    builder.rm_tags(["a", "img", "map", "area"]);
    builder
});
