//! The question *transcripts*: which spoken words the case holds, and one transcript whole, in the speakers' order.
//! Read from what was accepted, never from the originals.

use crate::Archive;
use crate::accepted::Accepted;
use crate::error::ArchiveError;
use crate::snapshot::Snapshot;
use crate::spoken::corrections::Shown;
use crate::spoken::provenance;
use firsthand_intake::{eaf, plain, webvtt};
use firsthand_model::natural::natural;
use firsthand_model::transcript::{CueKind, Layer, Timing};
use firsthand_model::{AcceptedRecord, Correction, Transcript, TranscriptLayer};
use serde::Serialize;
use std::collections::BTreeMap;

/// One transcript in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TranscriptLine {
    /// The source whose original it was read from, else the file's name.
    pub id: String,
    /// `sha256:<hex>` of that original.
    pub original: String,
    /// The reader that made it.
    pub reader: String,
    /// Whose words it holds, by decision or else by its reader.
    pub layer: Layer,
    /// The revision of its corrections; 0 is the transcript as read.
    pub revision: i64,
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
    /// How far its file was read, where it was not read to its end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unread: Option<String>,
}

/// One transcript, whole, with its corrections.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TranscriptView {
    /// As in the list.
    pub id: String,
    /// As in the list.
    pub original: String,
    /// As in the list.
    pub reader: String,
    /// The revision shown; 0 is the transcript as read.
    pub revision: i64,
    /// Every revision there is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub revisions: Vec<RevisionLine>,
    /// Why a later revision is not shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
    /// What was decided about whose words these are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided: Option<TranscriptLayer>,
    /// Whose voice a spelling is, by decision.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub voices: BTreeMap<String, String>,
    /// Everything said and noted, in the order of the file.
    pub transcript: Transcript,
}

/// One revision of a transcript.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RevisionLine {
    /// Its number, from 1.
    pub revision: i64,
    /// Who made it.
    pub by: Option<String>,
    /// When.
    pub at: Option<String>,
    /// Why.
    pub note: Option<String>,
    /// Operations in it.
    pub operations: u64,
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
    /// How it came to be, in the element names of TPME, as JSON.
    Tpme,
}

impl Archive {
    /// Every transcript of the case, in order of name.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn transcripts(&self) -> Result<Vec<TranscriptLine>, ArchiveError> {
        let mut lines: Vec<TranscriptLine> = self.of_transcripts(|_, _| true, None, |view| line(&view))?;
        lines.sort_by_cached_key(|line| (natural(&line.id), line.original.clone()));
        Ok(lines)
    }

    /// The transcript of a source, of a file by its name, or of an original by its digest.
    ///
    /// # Errors
    /// `Unknown` when the case has none of that name.
    pub fn transcript(&self, id: &str) -> Result<TranscriptView, ArchiveError> {
        self.transcript_at(id, None)
    }

    /// The same as it stood in a revision; 0 is the transcript as read.
    ///
    /// # Errors
    /// `Unknown` when the case has none of that name, or no such revision of it.
    pub fn transcript_at(&self, id: &str, revision: Option<i64>) -> Result<TranscriptView, ArchiveError> {
        self.transcript_in(&self.snapshot()?, id, revision)
    }

    fn transcript_in(
        &self,
        snapshot: &Snapshot,
        id: &str,
        revision: Option<i64>,
    ) -> Result<TranscriptView, ArchiveError> {
        let unknown = |what: String, id: String| ArchiveError::Unknown { what, id };
        let is_it = |name: &str, original: &str| name == id || original == id;
        let found = self.transcripts_in(snapshot, is_it, revision, |view| view).into_iter().next();
        let found = found.ok_or_else(|| unknown("transcript".into(), id.to_owned()))?;
        let is_there = |number: i64| number == 0 || found.revisions.iter().any(|one| one.revision == number);
        match revision.filter(|number| !is_there(*number)) {
            Some(number) => Err(unknown(format!("revision of {id}"), number.to_string())),
            None => Ok(found),
        }
    }

    /// Every transcript whole, or the one of a name.
    pub(crate) fn transcript_views(&self, id: Option<&str>) -> Result<Vec<TranscriptView>, ArchiveError> {
        match id {
            Some(id) => Ok(vec![self.transcript(id)?]),
            None => Ok(self.all_transcripts_in(&self.snapshot()?)),
        }
    }

    /// The same transcript as a file for other tools. Times that nobody stated are not written as if they were known.
    ///
    /// # Errors
    /// As `transcript`.
    pub fn transcript_as(
        &self,
        id: &str,
        format: TranscriptFormat,
        revision: Option<i64>,
    ) -> Result<WrittenTranscript, ArchiveError> {
        let snapshot = self.snapshot()?;
        let view = self.transcript_in(&snapshot, id, revision)?;
        let text = match format {
            TranscriptFormat::Eaf => eaf::write(&view.transcript),
            TranscriptFormat::Vtt => webvtt::write(&webvtt::of_transcript(&view.transcript)),
            TranscriptFormat::Text => plain::write(&view.id, &view.transcript),
            TranscriptFormat::Tpme => provenance::written(&snapshot, &view),
        };
        Ok(WrittenTranscript { id: view.id, original: view.original, format, text })
    }

    /// What is made of each transcript whose name and original are wanted, one after the other; the objects of others are not
    /// read.
    pub(crate) fn of_transcripts<T>(
        &self,
        wanted: impl Fn(&str, &str) -> bool,
        revision: Option<i64>,
        make: impl FnMut(TranscriptView) -> T,
    ) -> Result<Vec<T>, ArchiveError> {
        Ok(self.transcripts_in(&self.snapshot()?, wanted, revision, make))
    }

    /// Every transcript of a state that was loaded already.
    pub(crate) fn all_transcripts_in(&self, snapshot: &Snapshot) -> Vec<TranscriptView> {
        self.transcripts_in(snapshot, |_, _| true, None, |view| view)
    }

    /// What is made of each transcript of such a state, as `of_transcripts` does.
    fn transcripts_in<T>(
        &self,
        snapshot: &Snapshot,
        wanted: impl Fn(&str, &str) -> bool,
        revision: Option<i64>,
        make: impl FnMut(TranscriptView) -> T,
    ) -> Vec<T> {
        let names = snapshot.names_of_originals();
        let view = |record: &AcceptedRecord| {
            let name = names.get(record.original.as_str()).filter(|name| wanted(name, &record.original))?;
            let read = Accepted::read(&self.vault, record)?.transcript?;
            let Shown { transcript, revision, fault } = snapshot.shown(name, read, revision);
            Some(TranscriptView {
                id: (*name).to_owned(),
                original: record.original.clone(),
                reader: record.reader.clone(),
                revision,
                revisions: revisions(snapshot, name),
                fault,
                decided: snapshot.layer_of(name).cloned(),
                voices: voices(snapshot, name, &transcript),
                transcript,
            })
        };
        snapshot.last_accepted().filter_map(view).map(make).collect()
    }
}

fn revisions(snapshot: &Snapshot, name: &str) -> Vec<RevisionLine> {
    let line = |(revision, rows): (i64, Vec<&Correction>)| {
        let of = |column: fn(&Correction) -> &Option<String>| rows.iter().find_map(|row| column(row).clone());
        RevisionLine {
            revision,
            by: of(|row| &row.by),
            at: of(|row| &row.at),
            note: of(|row| &row.note),
            operations: rows.len() as u64,
        }
    };
    snapshot.revisions(name).into_iter().map(line).collect()
}

fn voices(snapshot: &Snapshot, name: &str, transcript: &Transcript) -> BTreeMap<String, String> {
    let decided = |spelling: &String| snapshot.voice_label(snapshot.voice_of(Some(name), spelling)?);
    transcript.voices.iter().filter_map(|spelling| Some((spelling.clone(), decided(spelling)?))).collect()
}

fn line(view: &TranscriptView) -> TranscriptLine {
    let TranscriptView { id, original, reader, transcript, revision, .. } = view;
    let timed = |timing: Timing| transcript.cues.iter().filter(|cue| cue.timing == timing).count() as u64;
    TranscriptLine {
        id: id.clone(),
        original: original.clone(),
        reader: reader.clone(),
        layer: transcript.layer,
        revision: *revision,
        title: transcript.title.clone(),
        turns: transcript.turns().count() as u64,
        voices: transcript.voices.len() as u64,
        stated: timed(Timing::Stated),
        interpolated: timed(Timing::Interpolated),
        sections: transcript.sections.len() as u64,
        references: transcript.references.len() as u64,
        oaths: transcript.cues.iter().filter(|cue| cue.kind == CueKind::Oath).count() as u64,
        unread: transcript.unread().map(str::to_owned),
    }
}
