//! What options and arguments of the command line take: words from a list, hours, numbers as they are printed.

use clap::ValueEnum;
use firsthand_archive::Edtf;

/// How progress is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ProgressAs {
    /// A bar where standard error is a terminal, and neither --json nor --quiet is given.
    Auto,
    /// Lines of JSON, wherever standard error goes.
    Json,
    /// Nothing.
    None,
}

/// In which format tables are written.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Format {
    /// UTF-8, RFC 4180.
    Csv,
    /// One workbook for each table.
    Xlsx,
    /// One OpenDocument spreadsheet for each table.
    Ods,
}

/// Drawings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DrawingName {
    /// Every answer to a question, by how its speaker knows.
    Answers,
    /// Who gave which number, when, in place of which.
    History,
    /// From what each report goes back to, by those who passed it on, to us.
    Chain,
    /// What each statement says of each explanation.
    Matrix,
    /// Who is reported to have sent what to whom, in the whole case.
    Messages,
    /// When what happened, with bounds and every other time, in the whole case.
    Timeline,
    /// Which statements name which part of the scene, where a source draws its parts; of the whole case or one question.
    Plan,
    /// Which statements name which place or point, by coordinates; of the whole case or one question.
    Map,
    /// Which sources answer which question alike, scope by scope, of the whole case or one question: for the team's own eyes, cleared for nobody, never in a dossier.
    Agreement,
    /// What does not fit together, in time and in number: for the team's own eyes, cleared for nobody, never in a dossier.
    Tensions,
}

/// What is made of originals.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum DerivedKind {
    /// A frame of a film.
    Poster,
    /// The loudness of a recording over time.
    Peaks,
    /// A copy of a recording that browsers play, where they do not play it as it is.
    Proxy,
    /// Pictures of the pages of a PDF.
    Pages,
    /// A small picture of a photograph.
    Thumbnail,
}

/// For whom a dossier is made.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum AudienceName {
    /// Anybody.
    Public,
}

/// Forms in which a checked text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckedAs {
    /// One HTML file that needs nothing else.
    Page,
    /// A Word document.
    Docx,
    /// A table.
    Csv,
    /// JSON.
    Json,
}

/// Formats in which a transcript can be printed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum WrittenAs {
    /// ELAN, EAF 3.0.
    Eaf,
    /// WebVTT captions.
    Vtt,
    /// Text that can be corrected and given back to `correct`.
    Text,
    /// How it came to be, step by step, in the element names of TPME (JSON).
    Tpme,
}

/// What of a transcript's corrections is taken back.
#[derive(Debug, Clone, Copy)]
pub struct TakenBack {
    /// The revision.
    pub revision: i64,
    /// One operation of it; nothing means all.
    pub operation: Option<i64>,
}

impl std::str::FromStr for TakenBack {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = |digits: &str| digits.parse().ok().filter(|number| *number > 0);
        let (revision, operation) = text.split_once('.').map_or((text, None), |(one, other)| (one, Some(other)));
        let wrong = || "expected a revision such as 2, or an operation of it such as 2.5".to_owned();
        let revision = number(revision).ok_or_else(wrong)?;
        let operation = operation.map(|digits| number(digits).ok_or_else(wrong)).transpose()?;
        Ok(TakenBack { revision, operation })
    }
}

/// What stands between the words of transcripts.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum MarkName {
    /// Who was sworn or affirmed.
    Oaths,
    /// Where each witness is heard.
    Witnesses,
    /// Where each person questions.
    Questioners,
    /// What the clock said.
    Clock,
    /// Which exhibits, pages and addresses the words point to.
    References,
}

/// An hour as people write it, with or without seconds.
pub fn hour(text: &str) -> Result<Edtf, String> {
    let with_seconds = || format!("{text}:00").parse().ok();
    text.parse::<Edtf>().or_else(|error| with_seconds().ok_or(error)).map_err(|error| {
        format!("{error}. Write a day as 2004-09-02 or an hour as 2004-09-02T12:00, with +04:00 after it if it is not in the case's zone")
    })
}

/// An entry as people name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NamedEntry {
    /// By its number.
    Number(u64),
    /// By the record that stands in it, as `E028` or `statement:E028`.
    Record(String),
}

/// A number as dossiers print it in any of their languages, with or without marks between its thousands; anything else names a record.
pub fn named_entry(text: &str) -> Result<NamedEntry, String> {
    let is_mark = |c: char| matches!(c, ',' | ' ' | '\u{a0}' | '\u{202f}');
    let digits: String = text.chars().filter(|c| !is_mark(*c)).collect();
    Ok(digits.parse().map_or_else(|_| NamedEntry::Record(text.to_owned()), NamedEntry::Number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_named_as_it_is_printed() {
        for (text, number) in [("765", 765), ("1,765", 1765), ("12\u{a0}765", 12765), ("12\u{202f}765", 12765)] {
            assert_eq!(named_entry(text), Ok(NamedEntry::Number(number)), "{text}");
        }
        for text in ["E028", "statement:E028", "-1"] {
            assert_eq!(named_entry(text), Ok(NamedEntry::Record(text.into())));
        }
    }

    #[test]
    fn an_hour_may_be_written_without_seconds() {
        assert_eq!(hour("2004-09-02T12:00").map(|hour| hour.to_string()), Ok("2004-09-02T12:00:00".into()));
        assert!(hour("noon").is_err_and(|error| error.contains("2004-09-02T12:00")));
    }
}
