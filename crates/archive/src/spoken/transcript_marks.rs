//! The question *marks*: what stands between the words of transcripts and is asked for by itself, over all of them: who was sworn,
//! who questioned whom, what the clock said, which evidence was pointed to.

use crate::error::ArchiveError;
use crate::{Archive, TranscriptView};
use firsthand_model::Transcript;
use firsthand_model::natural::natural;
use firsthand_model::transcript::{Cue, CueKind, Section, SectionKind, Timing};
use serde::Serialize;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// Lines that say who was sworn or affirmed.
    Oaths,
    /// The parts in which one witness is heard.
    Witnesses,
    /// The parts in which one person questions.
    Questioners,
    /// Times that stand in the file.
    Clock,
    /// Exhibits, pages and addresses that the words point to.
    References,
}

/// One of them, with where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TranscriptMark {
    /// What its transcript is called.
    pub transcript: String,
    /// Its cue, counted from 1.
    pub cue: u64,
    /// When it is, in milliseconds on the transcript's axis.
    pub start_ms: Option<i64>,
    /// Who speaks there.
    pub speaker: Option<String>,
    /// The line, the title, the identifier, or for a time the words at it.
    pub words: String,
    /// The address that it points to.
    pub address: Option<String>,
}

impl Archive {
    /// Marks of one kind in all transcripts or in one, in the order of names and words; those alone that have a text in them,
    /// whatever the case of its letters, if one is given.
    ///
    /// # Errors
    /// When the tables cannot be read, or the case has no such transcript.
    pub fn transcript_marks(
        &self,
        kind: MarkKind,
        id: Option<&str>,
        like: Option<&str>,
    ) -> Result<Vec<TranscriptMark>, ArchiveError> {
        let is_wanted = |name: &str, original: &str| id.is_none_or(|id| id == name || id == original);
        let mut found = self.of_transcripts(is_wanted, None, |view| (view.id.clone(), marks(kind, &view)))?;
        if let (Some(id), true) = (id, found.is_empty()) {
            return Err(ArchiveError::Unknown { what: "transcript".into(), id: id.to_owned() });
        }
        found.sort_by_cached_key(|(name, _)| natural(name));
        let like = like.map(str::to_lowercase);
        let has =
            |text: &Option<String>, like: &str| text.as_ref().is_some_and(|text| text.to_lowercase().contains(like));
        let is_like = |mark: &TranscriptMark| {
            let is_in = |like: &String| {
                mark.words.to_lowercase().contains(like) || has(&mark.speaker, like) || has(&mark.address, like)
            };
            like.as_ref().is_none_or(is_in)
        };
        Ok(found.into_iter().flat_map(|(_, marks)| marks).filter(is_like).collect())
    }
}

fn marks(kind: MarkKind, view: &TranscriptView) -> Vec<TranscriptMark> {
    let transcript = &view.transcript;
    let at = |cue: usize, words: &str, address: Option<&String>| mark(view, cue, words, address);
    let of_cues = |is_wanted: fn(&Cue) -> bool| {
        let cues = transcript.cues.iter().enumerate().filter(move |(_, cue)| is_wanted(cue));
        cues.map(|(number, cue)| at(number, &cue.text, None)).collect()
    };
    let of_sections = |wanted: SectionKind| {
        let sections = transcript.sections.iter().filter(move |section| section.kind == wanted);
        sections.map(|section: &Section| at(section.first as usize, &section.title, None)).collect()
    };
    match kind {
        MarkKind::Oaths => of_cues(|cue| cue.kind == CueKind::Oath),
        MarkKind::Witnesses => of_sections(SectionKind::Witness),
        MarkKind::Questioners => of_sections(SectionKind::Examination),
        MarkKind::Clock => of_cues(|cue| cue.timing == Timing::Stated),
        MarkKind::References => {
            transcript.references.iter().map(|one| at(one.cue as usize, &one.label, one.address.as_ref())).collect()
        }
    }
}

fn mark(view: &TranscriptView, cue: usize, words: &str, address: Option<&String>) -> TranscriptMark {
    let transcript: &Transcript = &view.transcript;
    let there = transcript.cues.get(cue);
    let speaker = there.and_then(|cue| transcript.speaker(cue));
    TranscriptMark {
        transcript: view.id.clone(),
        cue: cue as u64 + 1,
        start_ms: there.and_then(|cue| cue.start_ms),
        speaker: speaker.map(|spelling| view.voices.get(spelling).map_or(spelling, String::as_str).to_owned()),
        words: words.to_owned(),
        address: address.cloned(),
    }
}
