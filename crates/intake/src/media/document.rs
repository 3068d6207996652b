//! Reader `pdf`, version 1. Formats: PDF: its words with their place on the page; off pages without any, words that a
//! machine reads in Russian and English. Limits: 10,000 pages, 1,000,000 lines; a PDF may be of any length.
//! Tools: pdfinfo, pdftotext, pdftoppm, tesseract, asked by `outside`. Nothing that a PDF asks a viewer to do is done.

use super::page_table::{self, MAX_LINES, MAX_PAGES};
use super::{has, tidy};
use crate::reading::Want;
use crate::transcripts::Reader;
use crate::unpack::is_zip;
use crate::whole::Whole;
use crate::{Problem, Reading, part};
use firsthand_model::PagedText;
use firsthand_model::pages::PageText;
use std::collections::BTreeMap;
use std::io::{BufRead, Seek};

pub(crate) const READER: Reader = Reader { claims, read, part: part::nowhere };
const NAME: &str = "pdf";
const VERSION: &str = "1";
/// Where viewers look for the sign.
const SIGN_WITHIN: usize = 1024;
/// What makes a viewer do something, by its name in the file, where a slash stands before it.
const ACTIONS: [(&[u8], &str); 7] = [
    (b"JavaScript", "JavaScript"),
    (b"Launch", "starting a program"),
    (b"SubmitForm", "sending a form"),
    (b"ImportData", "loading data"),
    (b"GoToR", "opening another file"),
    (b"EmbeddedFile", "files inside it, which were not read"),
    (b"RichMedia", "films inside it, which were not read"),
];
/// A name with its slash is at most so long.
const LONGEST_NAME_BYTES: usize = 16;
/// So much is searched at a time.
const PIECE_BYTES: usize = 1024 * 1024;

/// An archive may hold a PDF as it is behind its first name.
fn claims(_ending: &str, head: &[u8]) -> bool {
    !is_zip(head) && has(&head[..head.len().min(SIGN_WITHIN)], b"%PDF-")
}

fn read(file: &str, bytes: &[u8]) -> Reading {
    read_whole(file, &mut Whole::of(bytes))
}

/// Looks for actions in what is not packed; the rest is poppler's, which opens the original itself.
pub(super) fn read_whole(file: &str, opened: &mut Whole<'_>) -> Reading {
    let mut reading = Reading { wants: Some(Want::Document), ..Reading::by(crate::text::NONE, VERSION) };
    let found = actions(opened);
    if !found.is_empty() {
        let message = format!("it asks a viewer for {}; nothing of that was done", found.join(", "));
        reading.problem(Problem::note(file, message));
    }
    let (reached, size_bytes) = (opened.reached_bytes(), opened.size_bytes());
    if reached < size_bytes {
        let message =
            format!("of its {size_bytes} bytes the first {reached} were searched for what would make a viewer act");
        reading.problem(Problem::note(file, message));
    } else if !has(&opened.tail(SIGN_WITHIN), b"%%EOF") {
        reading.problem(Problem::note(file, "the mark that ends a PDF is not at its end: it was cut"));
    }
    reading
}

/// What a PDF asks a viewer for, each once and in the order of the list; as far as the disk gives it.
fn actions(opened: &mut Whole<'_>) -> Vec<&'static str> {
    let mut found = [false; ACTIONS.len()];
    let mut piece = Vec::new();
    let _ = opened.rewind();
    while let Ok(more) = opened.fill_buf()
        && !more.is_empty()
    {
        let length = more.len().min(PIECE_BYTES);
        // A name may stand across two pieces.
        piece.drain(..piece.len().saturating_sub(LONGEST_NAME_BYTES));
        piece.extend_from_slice(&more[..length]);
        opened.consume(length);
        for name in piece.split(|byte| *byte == b'/').skip(1) {
            found.iter_mut().zip(ACTIONS).for_each(|(found, (action, _))| *found |= name.starts_with(action));
        }
    }
    ACTIONS.iter().zip(found).filter(|(_, is_found)| *is_found).map(|((_, what), _)| *what).collect()
}

/// Reads what pdfinfo printed: `Name:   value`, a line each.
pub(crate) fn read_info(file: &str, bytes: &[u8]) -> Reading {
    let mut reading = Reading::by(crate::text::NONE, VERSION);
    let printed = String::from_utf8_lossy(bytes);
    let fields = printed.lines().filter_map(|line| line.split_once(':')).map(|(name, value)| (tidy(name), tidy(value)));
    let mut claimed: BTreeMap<String, String> = fields.filter(|(_, value)| !value.is_empty()).collect();
    // Sizes are those of the pages and of the original, and not claims.
    ["File size", "Page size", "Page rot", "Pages"].iter().for_each(|name| drop(claimed.remove(*name)));
    claimed.retain(|_, value| value != "no" && value != "none");
    if claimed.contains_key("JavaScript") {
        reading.problem(Problem::note(file, "JavaScript stands in it; it was not run"));
    }
    let title = claimed.get("Title").cloned();
    reading.pages = Some(PagedText { title, claimed, ..PagedText::default() });
    reading
}

/// Reads what pdftotext printed.
pub(crate) fn read_words(file: &str, bytes: &[u8]) -> Reading {
    let table = page_table::read(&String::from_utf8_lossy(bytes), PageText::Stated);
    let mut reading = Reading::by(NAME, VERSION);
    if table.left_out > 0 {
        let most = format!("at most {MAX_PAGES} pages and {MAX_LINES} lines are read");
        let message = format!("{} lines of what pdftotext printed were left out; {most}", table.left_out);
        reading.problem(Problem::rest_unread(file, message));
    }
    reading.pages = Some(PagedText { pages: table.pages, ..PagedText::default() });
    reading
}

/// Reads what tesseract printed about the picture of one page; its one page has the picture's sides.
pub(crate) fn read_recognised(page: u32, bytes: &[u8]) -> Reading {
    let mut table = page_table::read(&String::from_utf8_lossy(bytes), PageText::MachineRead);
    table.pages.truncate(1);
    table.pages.iter_mut().for_each(|one| one.number = page);
    Reading { pages: Some(PagedText { pages: table.pages, ..PagedText::default() }), ..Reading::by(NAME, VERSION) }
}
