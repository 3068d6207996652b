//! The words of a Word file: `word/document.xml`. Of its other parts only those with words of their own (footnotes, comments,
//! heads) are looked into, to say that they were not read.

use super::document::{Archive, Form, Said, Words, open, parsed, part};
use roxmltree::Node;

/// Most parts that are looked into besides the body.
const MAX_OTHERS: usize = 100;
const OTHERS: [&str; 5] = ["footnotes", "endnotes", "comments", "header", "footer"];
const BODY: &str = "word/document.xml";

/// What Word calls things. A fallback repeats what was said beside it.
const FORM: Form =
    Form { paragraphs: &["p"], table: "tbl", row: "tr", cells: &["tc"], unseen: &["Fallback"], said, columns };

/// The words; what is wrong where they cannot be read, for a message.
pub(super) fn words(bytes: &[u8]) -> Result<Words, String> {
    let (mut archive, body) = open(bytes, BODY, "Word document")?;
    let document = parsed(&body)?;
    let text = FORM.text_of(document.root());
    Ok(Words { text, blocks: FORM.blocks(&document), unread: unread(&mut archive) })
}

fn said(node: Node<'_, '_>) -> Said {
    let words = |words: &str| Said::Words(words.to_owned());
    match node.tag_name().name() {
        "t" => words(node.text().unwrap_or_default()),
        "tab" | "ptab" => words("\t"),
        "br" | "cr" => words("\n"),
        "noBreakHyphen" => words("-"),
        // Tab stops among the properties are no tabs.
        "pPr" => Said::Nothing,
        _ => Said::Inside,
    }
}

fn columns(cell: Node<'_, '_>) -> usize {
    let span = cell.children().filter(|child| child.tag_name().name() == "tcPr").flat_map(|about| about.children());
    let mut span = span.filter(|child| child.tag_name().name() == "gridSpan").flat_map(|span| span.attributes());
    span.find_map(|attribute| attribute.value().parse().ok()).unwrap_or(1)
}

/// Parts besides the body in which somebody wrote something, or that are damaged.
fn unread(archive: &mut Archive<'_>) -> Vec<String> {
    let is_other = |name: &String| {
        let file = name.strip_prefix("word/").and_then(|file| file.strip_suffix(".xml"));
        file.is_some_and(|file| OTHERS.iter().any(|other| file.starts_with(other)))
    };
    let names: Vec<String> = archive
        .file_names()
        .filter_map(|name| Some(name.ok()?.into_owned()))
        .filter(is_other)
        .take(MAX_OTHERS)
        .collect();
    let has_words = |name: &String| {
        let Ok(xml) = part(archive, name) else { return true };
        parsed(&xml).map_or(true, |document| !FORM.text_of(document.root()).trim().is_empty())
    };
    names.into_iter().filter(has_words).collect()
}
