//! Reader `text`, version 1. Formats: UTF-8 text of any kind, Markdown included, kept as it is with LF line ends.
//! Limit: 8 MiB, of a longer text its first lines. Anything else is kept without being read, by reader `none`, and says why.

use crate::encoding::decode;
use crate::limits::MAX_TEXT_BYTES;
use crate::part::{self, Beginning, Extent};
use crate::{Problem, Reading};

pub(crate) const READER: &str = "text";
pub(crate) const NONE: &str = "none";
pub(crate) const VERSION: &str = "1";
/// Reads a file as text, or says why it is kept unread. What a file is called does not matter, unless it claims to be text.
pub(crate) fn read(file: &str, bytes: &[u8], claims_text: bool) -> Reading {
    read_first(file, bytes, claims_text, bytes.len() as u64)
}

/// The same of a file of which these may be only the first bytes: of a long one the first lines are read.
pub(crate) fn read_first(file: &str, bytes: &[u8], claims_text: bool, size_bytes: u64) -> Reading {
    let extent = Extent { size_bytes, most_bytes: MAX_TEXT_BYTES };
    extent.read(file, "a text", extent.within(bytes), first_lines, |bytes| read_whole(file, bytes, claims_text))
}

/// Up to the last whole line; of one endless line up to the last whole character.
fn first_lines(cut: &[u8]) -> Option<Beginning> {
    let size_bytes = cut.len() - cut.utf8_chunks().last().map_or(0, |chunk| chunk.invalid().len().min(3));
    part::lines(cut).or(Some(Beginning { size_bytes, lines: 0 }))
}

fn read_whole(file: &str, bytes: &[u8], claims_text: bool) -> Reading {
    match decode(file, bytes) {
        Ok(text) => Reading { text: Some(line_ends(text)), ..Reading::by(READER, VERSION) },
        Err(problem) if claims_text => Reading::failed(
            NONE,
            VERSION,
            Problem { fatal: false, message: format!("kept; {}", problem.message), ..problem },
        ),
        Err(_) => kept(file, what(bytes)),
    }
}

/// A file that is kept without being read.
fn kept(file: &str, reason: &str) -> Reading {
    let message = format!("kept; no reader for this kind of file yet ({reason})");
    Reading::failed(NONE, VERSION, Problem::note(file, message))
}

/// What a file looks like by its first bytes, for a message.
fn what(bytes: &[u8]) -> &'static str {
    const SIGNS: [(&[u8], &str); 9] = [
        (b"%PDF-", "it is a PDF"),
        (b"\x89PNG", "it is a PNG image"),
        (b"\xff\xd8\xff", "it is a JPEG image"),
        (b"PK\x03\x04", "it is a ZIP archive or an office document"),
        (b"\xd0\xcf\x11\xe0", "it is an old office document"),
        (b"ID3", "it is an MP3 recording"),
        (b"RIFF", "it is a WAV or AVI recording"),
        (b"OggS", "it is an Ogg recording"),
        (b"\x1aE\xdf\xa3", "it is a Matroska or WebM film"),
    ];
    match SIGNS.iter().find(|(sign, _)| bytes.starts_with(sign)) {
        Some((_, name)) => name,
        None if bytes.get(4..8) == Some(b"ftyp") => "it is an MP4 or QuickTime recording",
        None => {
            "it is not UTF-8 text. If it is text in another encoding, give it an ending such as .txt and add it again"
        }
    }
}

pub(crate) fn line_ends(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_kept_with_lf_line_ends() {
        assert_eq!(read("a.txt", "one\r\nдва".as_bytes(), true).text.as_deref(), Some("one\nдва"));
    }

    #[test]
    fn a_film_is_kept_and_named() {
        let reading = read("media/a.mp4", b"\0\0\0\x18ftypmp42", false);
        assert_eq!((reading.reader.as_str(), reading.is_clean()), ("none", true));
        assert!(reading.problems[0].message.contains("MP4"));
    }

    #[test]
    fn a_text_in_another_encoding_names_it() {
        let reading = read("notes.txt", b"\xc7\xe0\xeb\xee\xe6\xed\xe8\xea", true);
        assert!(reading.is_clean() && reading.problems[0].message.contains("Windows-1251"));
    }
}
