//! The question *transcripts*: which spoken words the case holds, and one transcript whole, in the speakers' order.
//! Read from what was accepted, never from the originals.

use crate::Archive;
use crate::accepted::Accepted;
use crate::error::ArchiveError;
use crate::transcript_text;
use firsthand_intake::{eaf, webvtt};
use firsthand_model::transcript::{CueKind, Timing};
use firsthand_model::{AcceptedRecord, Transcript};
use serde::Serialize;

/// One transcript in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TranscriptLine {
    /// The source whose original it was read from, else the file's name.
    pub id: String,
    /// `sha256:<hex>` of that original.
    pub original: String,
    /// The reader that made it.
    pub reader: String,
    /// Its title, if the file gives one.
    pub title: Option<String>,
    /// Turns of speech.
    pub turns: u64,
    /// Different spellings of speakers.
    pub voices: u64,
    /// Cues with times from the file.
    pub stated: u64,
    /// Cues with times spread between those.
    pub interpolated: u64,
    /// Chapters, witnesses and examinations.
    pub sections: u64,
    /// Exhibits and addresses that the words point to.
    pub references: u64,
    /// Lines that say who was sworn or affirmed.
    pub oaths: u64,
}

/// One transcript, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TranscriptView {
    /// As in the list.
    pub id: String,
    /// As in the list.
    pub original: String,
    /// As in the list.
    pub reader: String,
    /// Everything said and noted, in the order of the file.
    pub transcript: Transcript,
}

/// A transcript in the words of another format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WrittenTranscript {
    /// As in the list.
    pub id: String,
    /// As in the list.
    pub original: String,
    /// The format.
    pub format: TranscriptFormat,
    /// The file's text.
    pub text: String,
}

/// A format in which a transcript can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TranscriptFormat {
    /// ELAN, EAF 3.0.
    Eaf,
    /// WebVTT captions.
    Vtt,
    /// Text that can be corrected and given back to `correct`.
    Text,
}

impl Archive {
    /// Every transcript of the case, in order of name.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn transcripts(&self) -> Result<Vec<TranscriptLine>, ArchiveError> {
        let mut lines: Vec<TranscriptLine> = self.read_transcripts(|_, _| true)?.iter().map(line).collect();
        lines.sort_by(|a, b| (&a.id, &a.original).cmp(&(&b.id, &b.original)));
        Ok(lines)
    }

    /// The transcript of a source, of a file by its name, or of an original by its digest.
    ///
    /// # Errors
    /// `Unknown` when the case has none of that name.
    pub fn transcript(&self, id: &str) -> Result<TranscriptView, ArchiveError> {
        let found = self.read_transcripts(|name, original| name == id || original == id)?.into_iter().next();
        found.ok_or_else(|| ArchiveError::Unknown { what: "transcript".into(), id: id.to_owned() })
    }

    /// Every transcript whole, or the one of a name.
    pub(crate) fn transcript_views(&self, id: Option<&str>) -> Result<Vec<TranscriptView>, ArchiveError> {
        match id {
            Some(id) => Ok(vec![self.transcript(id)?]),
            None => self.read_transcripts(|_, _| true),
        }
    }

    /// The same transcript as a file for other tools. Times that nobody stated are not written as if they were known.
    ///
    /// # Errors
    /// As `transcript`.
    pub fn transcript_as(&self, id: &str, format: TranscriptFormat) -> Result<WrittenTranscript, ArchiveError> {
        let TranscriptView { id, original, transcript, .. } = self.transcript(id)?;
        let text = match format {
            TranscriptFormat::Eaf => eaf::write(&transcript),
            TranscriptFormat::Vtt => webvtt::write(&webvtt::of_transcript(&transcript)),
            TranscriptFormat::Text => transcript_text::write(&id, &transcript),
        };
        Ok(WrittenTranscript { id, original, format, text })
    }

    /// Transcripts whose name and original are wanted; the objects of others are not read.
    fn read_transcripts(&self, wanted: impl Fn(&str, &str) -> bool) -> Result<Vec<TranscriptView>, ArchiveError> {
        let snapshot = self.snapshot()?;
        let names = snapshot.names_of_originals();
        let view = |record: &AcceptedRecord| {
            let name = names.get(record.original.as_str()).filter(|name| wanted(name, &record.original))?;
            Some(TranscriptView {
                id: (*name).to_owned(),
                original: record.original.clone(),
                reader: record.reader.clone(),
                transcript: snapshot.corrected(Some(name), record, Accepted::read(&self.vault, record)?.transcript?),
            })
        };
        Ok(snapshot.accepted.values().filter_map(view).collect())
    }
}

fn line(view: &TranscriptView) -> TranscriptLine {
    let TranscriptView { id, original, reader, transcript } = view;
    let timed = |timing: Timing| transcript.cues.iter().filter(|cue| cue.timing == timing).count() as u64;
    TranscriptLine {
        id: id.clone(),
        original: original.clone(),
        reader: reader.clone(),
        title: transcript.title.clone(),
        turns: transcript.turns().count() as u64,
        voices: transcript.voices.len() as u64,
        stated: timed(Timing::Stated),
        interpolated: timed(Timing::Interpolated),
        sections: transcript.sections.len() as u64,
        references: transcript.references.len() as u64,
        oaths: transcript.cues.iter().filter(|cue| cue.kind == CueKind::Oath).count() as u64,
    }
}
