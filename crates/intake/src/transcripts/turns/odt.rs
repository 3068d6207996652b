//! The words of an OpenDocument text (.odt): `content.xml`. Footnotes, comments, what was deleted with changes recorded, and
//! heads and feet of pages are not of the body: where they hold words it is said that they were not read.

use super::document::{Archive, Form, Said, Words, open, parsed, part};
use roxmltree::{Document, Node};

const BODY: &str = "content.xml";
const MANIFEST: &str = "META-INF/manifest.xml";
const STYLES: &str = "styles.xml";
/// Most spaces that one element stands for.
const MAX_SPACES: usize = 1_000;
/// What stands in the body and is not of it, and what that is called in a message.
const OTHERS: [(&str, &str); 3] =
    [("note", "footnotes"), ("annotation", "comments"), ("tracked-changes", "deleted passages")];

/// What OpenDocument calls things.
const FORM: Form = Form {
    paragraphs: &["p", "h"],
    table: "table",
    row: "table-row",
    cells: &["table-cell", "covered-table-cell"],
    unseen: &["note", "annotation", "tracked-changes"],
    said,
    columns,
};

/// The words; what is wrong where they cannot be read, for a message.
pub(super) fn words(bytes: &[u8]) -> Result<Words, String> {
    let (mut archive, body) = open(bytes, BODY, "OpenDocument text")?;
    if part(&mut archive, MANIFEST).is_ok_and(|manifest| manifest.contains("encryption-data")) {
        return Err("it is protected by a password. Save it anew without one".to_owned());
    }
    let document = parsed(&body)?;
    let text = FORM.text_of(document.root());
    let mut unread = unread(&document);
    unread.extend(heads(&mut archive));
    Ok(Words { text, blocks: FORM.blocks(&document), unread })
}

fn said(node: Node<'_, '_>) -> Said {
    if let Some(written) = node.text().filter(|_| node.is_text()) {
        return Said::Words(spaced(written));
    }
    let count = || node.attributes().find(|one| one.name() == "c").and_then(|one| one.value().parse().ok());
    match node.tag_name().name() {
        "s" => Said::Words(" ".repeat(count().unwrap_or(1).min(MAX_SPACES))),
        "tab" => Said::Words("\t".to_owned()),
        "line-break" => Said::Words("\n".to_owned()),
        _ => Said::Inside,
    }
}

/// White space in the file is one space however long it is; more are written by elements of their own.
fn spaced(written: &str) -> String {
    let mut words = String::with_capacity(written.len());
    for letter in written.chars() {
        match letter {
            ' ' | '\t' | '\r' | '\n' if words.ends_with(' ') => {}
            ' ' | '\t' | '\r' | '\n' => words.push(' '),
            letter => words.push(letter),
        }
    }
    words
}

fn columns(cell: Node<'_, '_>) -> usize {
    let repeated = cell.attributes().find(|one| one.name() == "number-columns-repeated");
    repeated.and_then(|one| one.value().parse().ok()).unwrap_or(1)
}

/// What holds words in the body's part and is not of the body.
fn unread(document: &Document<'_>) -> Vec<String> {
    let has_words = |node: &Node<'_, '_>| node.children().any(|child| !FORM.text_of(child).trim().is_empty());
    let holds =
        |name: &str| document.descendants().filter(|node| node.tag_name().name() == name).any(|node| has_words(&node));
    let found = OTHERS.iter().filter(|(name, _)| holds(name));
    found.map(|(_, what)| format!("{BODY} ({what})")).collect()
}

/// The part with heads and feet of pages, where they hold words.
fn heads(archive: &mut Archive<'_>) -> Option<String> {
    archive.index_for_name(STYLES)?;
    let is_blank = part(archive, STYLES)
        .is_ok_and(|styles| parsed(&styles).is_ok_and(|document| FORM.text_of(document.root()).trim().is_empty()));
    (!is_blank).then(|| format!("{STYLES} (heads and feet of pages)"))
}
