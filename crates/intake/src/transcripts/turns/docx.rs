//! The words of a Word file: paragraphs of `word/document.xml`, a line each. Of its other parts only those with words of
//! their own (footnotes, comments, heads) are looked into, to say that they were not read.

use crate::transcripts::xml;
use crate::unpack::check_archive;
use roxmltree::{Document, Node};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Most bytes of a part that holds words.
const MAX_BYTES: u64 = 64 << 20;
/// Most parts that are looked into besides the body.
const MAX_OTHERS: usize = 100;
const OTHERS: [&str; 5] = ["footnotes", "endnotes", "comments", "header", "footer"];

type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// What a Word file says.
pub(super) struct Words {
    /// Its body, a line for each paragraph.
    pub text: String,
    /// Parts with words that are not in the body.
    pub unread: Vec<String>,
}

/// The words; what is wrong where they cannot be read, for a message.
pub(super) fn words(bytes: &[u8]) -> Result<Words, String> {
    check_archive(bytes).map_err(|what| what.replace("workbook", "document"))?;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| format!("it is damaged ({error})"))?;
    if archive.index_for_name("word/document.xml").is_none() {
        return Err("it is no Word document: it has no words".to_owned());
    }
    let body = part(&mut archive, "word/document.xml")?;
    let document = xml::parse(&body).map_err(|error| format!("its words are damaged ({error})"))?;
    Ok(Words { text: text_of(&document), unread: unread(&mut archive) })
}

fn part(archive: &mut Archive<'_>, name: &str) -> Result<String, String> {
    let part = archive.by_name(name).map_err(|error| format!("{name} is damaged ({error})"))?;
    let mut words = String::new();
    let read = part.take(MAX_BYTES + 1).read_to_string(&mut words);
    read.map_err(|error| format!("{name} cannot be read ({error})"))?;
    if words.len() as u64 > MAX_BYTES {
        return Err(format!("{name} holds more than {MAX_BYTES} bytes"));
    }
    Ok(words)
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
        xml::parse(&xml).map_or(true, |document| !text_of(&document).trim().is_empty())
    };
    names.into_iter().filter(has_words).collect()
}

/// A walk without recursion: how deep a hostile file nests costs nothing.
fn text_of(document: &Document<'_>) -> String {
    let (mut lines, mut open) = (Vec::new(), vec![document.root()]);
    while let Some(node) = open.pop() {
        match node.tag_name().name() {
            "Fallback" => continue,
            "p" => lines.push(words_of(node)),
            _ => {}
        }
        open.extend(node.children().rev());
    }
    lines.join("\n")
}

/// The words of a paragraph. A paragraph inside it, as in a text box, is one of its own.
fn words_of(paragraph: Node<'_, '_>) -> String {
    let mut words = String::new();
    let mut open: Vec<Node<'_, '_>> = paragraph.children().rev().collect();
    while let Some(node) = open.pop() {
        match node.tag_name().name() {
            "t" => words.push_str(node.text().unwrap_or_default()),
            "tab" | "ptab" => words.push('\t'),
            "br" | "cr" => words.push('\n'),
            "noBreakHyphen" => words.push('-'),
            // Tab stops among the properties are no tabs; a fallback repeats what was said beside it.
            "pPr" | "p" | "Fallback" => {}
            _ => open.extend(node.children().rev()),
        }
    }
    words
}
