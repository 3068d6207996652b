//! A text from outside as its reader in the sandboxed child made it: words, paragraphs and sentences. What is a claim in it is
//! not decided here.

use crate::Surroundings;
use crate::error::{ArchiveError, disk};
use crate::import::folder;
use firsthand_intake::{Mode, Problem, Reading, SentencePlace, paragraph_places, sentence_places};
use firsthand_model::Transcript;
use firsthand_publish::checked::{CheckedText, Claim};
use std::path::Path;

/// A text that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StrangeText {
    pub(crate) name: String,
    pub(crate) sha256: String,
    pub(crate) text: String,
    /// Whether each line is a paragraph, as Word files and web pages have it.
    lines_part: bool,
}

impl StrangeText {
    /// Reads the file in the child, as text whatever its name.
    pub(crate) fn read(file: &Path, around: &Surroundings) -> Result<Self, ArchiveError> {
        folder::must_be_file(file)?;
        let name = file_name(file);
        let mut bytes = std::fs::File::open(file).map_err(disk("read", file))?;
        let sha256 = firsthand_vault::sums_of(&mut bytes).map_err(disk("read", file))?.sha256.to_string();
        let reading = around.sandbox.read(file, &name, Mode::TextOnly);
        let unread = Problem::first_unread(&reading.problems);
        let why = unread.or(reading.problems.first()).map(|problem| problem.message.clone()).unwrap_or_default();
        if unread.is_some() {
            return Err(ArchiveError::NoText { file: file.to_owned(), why });
        }
        let is_word = [".docx", ".odt", ".rtf"].iter().any(|ending| name.to_lowercase().ends_with(ending));
        let lines_part = is_word || reading.reader == "html" || reading.transcript.is_some();
        let text = words(reading).filter(|text| !text.trim().is_empty());
        let text = text.ok_or_else(|| ArchiveError::NoText { file: file.to_owned(), why })?;
        Ok(Self { name, sha256, text, lines_part })
    }

    pub(crate) fn sentences(&self) -> Vec<SentencePlace> {
        sentence_places(&self.text, self.lines_part)
    }

    pub(crate) fn into_checked(self, claims: Vec<Claim>, without_duress: bool) -> CheckedText {
        let paragraphs = paragraph_places(&self.text, self.lines_part);
        let Self { name, sha256, text, .. } = self;
        CheckedText { name, sha256, text, paragraphs, claims, without_duress }
    }
}

/// The name of a file without its folder.
pub(crate) fn file_name(file: &Path) -> String {
    file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn words(reading: Reading) -> Option<String> {
    let of_pages = reading.pages.map(|pages| {
        let pages: Vec<String> = pages.pages.iter().map(firsthand_model::pages::Page::words).collect();
        pages.join("\n\n")
    });
    reading.text.or(of_pages).or(reading.transcript.map(|transcript| turns(&transcript)))
}

/// A text with speakers, each turn a line.
fn turns(transcript: &Transcript) -> String {
    let mut lines: Vec<String> = Vec::new();
    for cue in &transcript.cues {
        let speaker = transcript.speaker(cue).filter(|_| !cue.continues);
        lines.push(speaker.map_or_else(|| cue.text.clone(), |speaker| format!("{speaker}: {}", cue.text)));
    }
    lines.join("\n")
}
