//! Which reader takes a file, by its place and name in the folder. The readers stand in their own files.
//! Everything here runs inside the child.

use crate::damage::{repaired, whole_characters};
use crate::limits::{MAX_ARCHIVE_BYTES, MAX_TABLE_BYTES, MAX_TEXT_BYTES, MAX_UNPACKED_BYTES};
use crate::part::{self, Extent};
use crate::recode::{as_utf8, holds_words};
use crate::whole::Whole;
use crate::{
    Mode, Problem, Reading, account, case_toml, cells, csv, email, html, media, spreadsheet, text, transcripts,
};
use firsthand_model::{TABLES, TableSpec, table};
use std::borrow::Cow;

/// The names under which one table is known besides its own.
const ALIASES: [(&str, &str); 1] = [("seed_spans", "spans")];
/// Endings that claim to be text.
const TEXT_ENDINGS: [&str; 5] = ["csv", "md", "markdown", "txt", "toml"];

/// What a file is by its place and name.
#[derive(Clone, Copy)]
enum Claim {
    Case,
    Account,
    Csv(&'static TableSpec),
    Book(&'static str, Option<&'static TableSpec>),
    Page,
    Mail,
    Text,
    Unknown,
}

/// Reads the bytes of a file by its name inside the folder. Call it in the child only: it trusts no limit but its own.
pub fn read_bytes(name: &str, mode: Mode, bytes: &[u8]) -> Reading {
    read_first(name, mode, bytes, bytes.len() as u64)
}

/// The same of a file of `size_bytes`, of which these may be only the first bytes: those within [`limit`], and one more.
pub(crate) fn read_first(name: &str, mode: Mode, bytes: &[u8], size_bytes: u64) -> Reading {
    let (handed, most_bytes) = (bytes.len() as u64, limit(name, mode));
    // Within the limit they are the whole of it.
    let size_bytes = if handed > most_bytes { size_bytes.max(handed) } else { handed };
    read_within(Extent { size_bytes, most_bytes }, name, mode, bytes)
}

/// The same of a file of any length; pictures and PDFs that are longer than is held in memory are looked at where they lie.
pub(crate) fn read_opened(name: &str, mode: Mode, opened: &mut Whole<'_>) -> Reading {
    let (head, most_bytes) = (opened.head(), limit(name, mode));
    let reader = (opened.size_bytes() > most_bytes).then(|| whole_reader(name, mode, head)).flatten();
    match reader {
        Some(reader) => media::read_whole(reader, name, opened),
        None => {
            let most = usize::try_from(most_bytes).unwrap_or(usize::MAX).saturating_add(1);
            read_first(name, mode, &head[..head.len().min(most)], opened.size_bytes())
        }
    }
}

fn whole_reader(name: &str, mode: Mode, head: &[u8]) -> Option<media::ReadWhole> {
    let claim = if mode == Mode::TextOnly { plain(name) } else { claim(name) };
    let is_by_beginning = mode != Mode::Cells && matches!(claim, Claim::Text | Claim::Unknown);
    let ending = ending(name);
    let is_spoken = transcripts::reader(&ending, head).is_some();
    (is_by_beginning && !is_spoken).then(|| media::whole_reader(&ending, head)).flatten()
}

fn read_within(extent: Extent, name: &str, mode: Mode, bytes: &[u8]) -> Reading {
    let mut reading = read_by_claim(extent, name, mode, bytes);
    let unread = Problem::first_unread(&reading.problems).map(|problem| problem.message.clone());
    if let (Some(transcript), Some(unread)) = (&mut reading.transcript, unread) {
        transcript.extra.insert(firsthand_model::transcript::UNREAD.to_owned(), unread);
    }
    reading
}

fn read_by_claim(extent: Extent, name: &str, mode: Mode, bytes: &[u8]) -> Reading {
    let claim = if mode == Mode::TextOnly { plain(name) } else { claim(name) };
    let is_words = matches!(claim, Claim::Page | Claim::Mail | Claim::Text | Claim::Unknown);
    if extent.is_over() && (mode == Mode::Cells || !is_words) {
        let message = extent.unread("a table, account or settings");
        let fatal = mode == Mode::Cells || makes_records(name, mode);
        return Reading::failed(text::NONE, text::VERSION, Problem { fatal, ..Problem::fatal(name, message) });
    }
    match claim {
        _ if mode == Mode::Cells => cells::read(name, bytes),
        _ if bytes.is_empty() && !makes_records(name, mode) => {
            let message = "the file is empty: was it copied whole?";
            Reading::failed(text::NONE, text::VERSION, Problem::note(name, message))
        }
        Claim::Case => case_toml::read(name, bytes),
        Claim::Account => account::read(name, bytes),
        Claim::Csv(spec) => csv::read(spec, name, bytes),
        Claim::Book(reader, spec) => book(reader, spec, name, bytes),
        Claim::Page | Claim::Text | Claim::Unknown => words(extent, claim, name, mode, bytes),
        Claim::Mail if extent.is_over() => extent.read(name, "a message", bytes, part::nowhere, |_| Reading::default()),
        Claim::Mail => email::read(name, bytes),
    }
}

/// A file that is no table, account or message, in whatever encoding its words are.
fn words(extent: Extent, claim: Claim, name: &str, mode: Mode, bytes: &[u8]) -> Reading {
    let (recoded, note) = in_utf8(extent, name, bytes);
    // What is not recoded is handed on with the byte by which it is too long.
    let handed = if note.is_some() { &recoded } else { bytes };
    // What was recoded whole is whole, whichever of its forms is the longer.
    let recoded_bytes = if extent.is_over() { u64::MAX } else { handed.len() as u64 };
    let size_bytes = extent.size_bytes.min(recoded_bytes);
    let mut reading = match (claim, by_beginning(extent, claim, name, handed)) {
        (_, Some(reading)) => reading,
        (Claim::Page, None) => html::read_first(name, handed, size_bytes),
        (claim, None) => {
            let claims_text = matches!(claim, Claim::Text);
            with_hint(name, mode, text::read_first(name, handed, claims_text, size_bytes))
        }
    };
    let is_read = reading.text.is_some() || reading.transcript.is_some();
    note.filter(|_| is_read).into_iter().for_each(|note| reading.problem_first(note));
    reading
}

/// As much of a file as may be read, in UTF-8, and what to say of it where that is not how it came.
fn in_utf8<'b>(extent: Extent, name: &str, bytes: &'b [u8]) -> (Cow<'b, [u8]>, Option<Problem>) {
    let within = extent.within(bytes);
    match as_utf8(name, within) {
        (recoded, Some(note)) => (recoded, Some(note)),
        (as_it_was, None) if !holds_words(name, within) || media::reader(&ending(name), bytes).is_some() => {
            (as_it_was, None)
        }
        (as_it_was, None) => {
            // Where a long file is parted, a character may be too.
            let whole = if extent.is_over() { whole_characters(within) } else { within };
            match repaired(name, whole) {
                Some((text, damage)) => (Cow::Owned(text.into_bytes()), Some(damage)),
                None => (as_it_was, None),
            }
        }
    }
}

/// What a file that claims to be no page is by its beginning: a transcript, picture, recording, document or archive.
fn by_beginning(extent: Extent, claim: Claim, name: &str, bytes: &[u8]) -> Option<Reading> {
    if matches!(claim, Claim::Page) {
        return None;
    }
    let within = extent.within(bytes);
    if let Some(reader) = transcripts::reader(&ending(name), within) {
        return Some(extent.read(name, "a transcript", within, reader.part, |bytes| (reader.read)(name, bytes)));
    }
    let reader = media::reader(&ending(name), bytes)?;
    Some(media::read(reader, name, bytes))
}

/// A workbook: tables of the case where its name or sheets are a table's, otherwise perhaps a transcript.
fn book(reader: &str, spec: Option<&'static TableSpec>, name: &str, bytes: &[u8]) -> Reading {
    let reading = spreadsheet::read(reader, spec, name, bytes);
    let is_no_table = spec.is_none() && reading.table.is_none() && reading.is_clean();
    let transcript = is_no_table.then(|| transcripts::of_book(name, bytes)).flatten();
    transcript.unwrap_or(reading)
}

/// How many bytes of a file are worth reading; a longer one is not read.
pub(crate) fn limit(name: &str, mode: Mode) -> u64 {
    if mode == Mode::Cells {
        return MAX_TABLE_BYTES;
    }
    let is_known = |ending: &str| transcripts::ENDINGS.contains(&ending) || media::ENDINGS.contains(&ending);
    match claim(name) {
        Claim::Unknown if ending(name) == "zip" => MAX_ARCHIVE_BYTES,
        Claim::Text | Claim::Unknown if is_known(&ending(name)) => MAX_TABLE_BYTES,
        Claim::Text | Claim::Unknown => MAX_TEXT_BYTES,
        Claim::Page => MAX_TEXT_BYTES,
        Claim::Mail => MAX_TABLE_BYTES,
        _ if mode == Mode::TextOnly => MAX_TEXT_BYTES,
        _ => MAX_TABLE_BYTES,
    }
}

/// How many bytes of a file inside another are kept for its reader: pictures and PDFs are looked at whole.
pub(crate) fn member_limit(name: &str) -> u64 {
    let is_whole = media::ENDINGS.contains(&ending(name).as_str());
    if is_whole { MAX_UNPACKED_BYTES } else { limit(name, Mode::TextOnly) }
}

/// Whether a reader of ours takes files of this name; others are tried as text and otherwise kept.
pub fn is_readable_name(name: &str) -> bool {
    !matches!(claim(name), Claim::Unknown)
}

/// Whether a file of this name is meant to become records, so that failing to read it leaves something out.
pub(crate) fn makes_records(name: &str, mode: Mode) -> bool {
    mode == Mode::Auto
        && !matches!(claim(name), Claim::Page | Claim::Mail | Claim::Text | Claim::Unknown | Claim::Book(_, None))
}

/// The table that a file is by its name: at the top of the folder or in `tables/`, its stem being a table's name.
pub fn table_of_name(name: &str) -> Option<&'static TableSpec> {
    let file = name.strip_prefix("tables/").unwrap_or(name);
    let (stem, _) = file.rsplit_once('.')?;
    (!file.contains('/')).then(|| table_of_stem(stem)).flatten()
}

/// The table with this name or alias, whatever the case of its letters.
pub(crate) fn table_of_stem(stem: &str) -> Option<&'static TableSpec> {
    let stem = stem.to_lowercase();
    let alias = ALIASES.iter().find(|(alias, _)| *alias == stem).map(|(_, name)| *name);
    table(alias.unwrap_or(&stem))
}

fn claim(name: &str) -> Claim {
    let ending = ending(name);
    match (ending.as_str(), table_of_name(name)) {
        ("toml", _) if name == "case.toml" => Claim::Case,
        ("md" | "markdown", _) if name.starts_with("accounts/") => Claim::Account,
        ("csv" | "tsv", Some(spec)) => Claim::Csv(spec),
        ("xlsx", spec) if !is_nested(name) => Claim::Book(spreadsheet::XLSX, spec),
        ("ods", spec) if !is_nested(name) => Claim::Book(spreadsheet::ODS, spec),
        _ => plain(name),
    }
}

fn plain(name: &str) -> Claim {
    match ending(name).as_str() {
        page if html::claims(page) => Claim::Page,
        mail if email::claims(mail) => Claim::Mail,
        ending if TEXT_ENDINGS.contains(&ending) => Claim::Text,
        _ => Claim::Unknown,
    }
}

pub(crate) fn ending(name: &str) -> String {
    name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default()
}

fn is_nested(name: &str) -> bool {
    name.strip_prefix("tables/").unwrap_or(name).contains('/')
}

/// Endings that a table of the case may have.
const TABLE_ENDINGS: [&str; 4] = ["csv", "tsv", "xlsx", "ods"];

/// Says why a file that looks like a table is none: most often a misspelt name, or a place where tables are not looked for.
fn with_hint(name: &str, mode: Mode, mut reading: Reading) -> Reading {
    let file = name.rsplit_once('/').map_or(name, |(_, file)| file);
    if mode != Mode::Auto || !TABLE_ENDINGS.contains(&ending(name).as_str()) {
        return reading;
    }
    if is_nested(name) {
        if let Some(table) = table_of_name(file) {
            let places = "tables are looked for at the top of the folder and in tables/";
            reading.problem(Problem::note(name, format!("not taken for the table {}: {places}", table.name)));
        }
    } else if ending(name) == "csv" {
        let tables: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
        let message = format!("kept as text; no table has this name. Tables: {}", tables.join(", "));
        reading.problem(Problem::note(name, message));
    }
    reading
}

#[cfg(test)]
#[path = "part_tests.rs"]
mod part_tests;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_known_by_name_alias_and_place() {
        let name = |path| table_of_name(path).map(|table| table.name);
        assert_eq!(name("seed_spans.csv"), Some("spans"));
        assert_eq!(name("tables/Statements.XLSX"), Some("statements"));
        assert_eq!(name("media/people.csv"), None);
    }

    #[test]
    fn a_misspelt_table_is_kept_as_text_with_a_hint() {
        let reading = read_bytes("statement.csv", Mode::Auto, b"id\nE1\n");
        assert_eq!((reading.reader.as_str(), reading.is_clean()), ("text", true));
        assert!(reading.problems[0].message.contains("statements"));
    }

    #[test]
    fn a_table_in_another_folder_is_no_table_and_says_so() {
        for name in ["older/people.csv", "older/2005/People.ods"] {
            let reading = read_bytes(name, Mode::Auto, b"id,name\nP1,A\n");
            let last = reading.problems.last().map(|problem| problem.message.clone()).unwrap_or_default();
            assert!(last.contains("the table people: tables are looked for"), "{name}: {last}");
            assert!(reading.is_clean() && reading.proposals.is_empty());
        }
    }

    #[test]
    fn of_a_picture_or_pdf_inside_another_file_all_is_kept_for_its_reader() {
        assert_eq!(member_limit("scans/Report.PDF"), MAX_UNPACKED_BYTES);
        assert_eq!(member_limit("notes.txt"), MAX_TEXT_BYTES);
    }

    #[test]
    fn text_only_makes_no_records() {
        let reading = read_bytes("people.csv", Mode::TextOnly, b"id,name\nP1,A\n");
        assert_eq!((reading.reader.as_str(), reading.proposals.len(), reading.problems.len()), ("text", 0, 0));
    }
}
