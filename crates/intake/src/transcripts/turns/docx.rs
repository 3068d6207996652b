//! The words of a Word file: paragraphs of `word/document.xml`, a line each. Nothing else of the file is opened.

use crate::transcripts::xml;
use crate::unpack::check_archive;
use roxmltree::Node;
use std::io::{Cursor, Read};

/// Most bytes of the part that holds the words.
const MAX_BYTES: u64 = 64 << 20;

/// The words; what is wrong where they cannot be read, for a message.
pub(super) fn text(bytes: &[u8]) -> Result<String, String> {
    check_archive(bytes)?;
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| format!("it is damaged ({error})"))?;
    let part =
        archive.by_name("word/document.xml").map_err(|_| "it is no Word document: it has no words".to_owned())?;
    let mut words = String::new();
    part.take(MAX_BYTES).read_to_string(&mut words).map_err(|error| format!("its words cannot be read ({error})"))?;
    let document = xml::parse(&words).map_err(|error| format!("its words are damaged ({error})"))?;
    let paragraphs = document.descendants().filter(|node| node.tag_name().name() == "p");
    Ok(paragraphs.map(words_of).collect::<Vec<_>>().join("\n"))
}

fn words_of(paragraph: Node<'_, '_>) -> String {
    let mut words = String::new();
    for node in paragraph.descendants().filter(Node::is_element) {
        match node.tag_name().name() {
            "t" => words.push_str(node.text().unwrap_or_default()),
            "tab" => words.push('\t'),
            "br" | "cr" => words.push('\n'),
            _ => {}
        }
    }
    words
}
