//! Corrections and voices as they bear on a transcript: which of them are for it, and the transcript under them.
//! Making corrections is in `correct_transcript`.

use crate::snapshot::Snapshot;
use firsthand_model::transcript::Corrected;
use firsthand_model::{AcceptedRecord, Correction, Transcript, Voice};

impl Snapshot {
    /// A transcript of a source as people corrected it.
    pub(crate) fn corrected(
        &self,
        source: Option<&str>,
        record: &AcceptedRecord,
        transcript: Transcript,
    ) -> Transcript {
        let corrections = self.corrections_of(source, &reading(record, &transcript));
        match corrections.is_empty() {
            true => transcript,
            false => self.laid_over(&transcript, &corrections).transcript,
        }
    }

    pub(crate) fn laid_over(&self, transcript: &Transcript, corrections: &[&Correction]) -> Corrected {
        transcript.corrected(corrections)
    }

    /// The corrections of one reading of a source's transcript, in the order of their ids.
    pub(crate) fn corrections_of(&self, source: Option<&str>, reading: &str) -> Vec<&Correction> {
        let is_of = |one: &&Correction| {
            one.source_id.as_ref().map(|id| id.as_str()) == source && one.transcript.as_deref() == Some(reading)
        };
        self.corrections.iter().filter(is_of).filter(|_| source.is_some()).collect()
    }

    /// Whose voice a spelling in a source's transcript is, by decision; one for this source goes before one for all.
    pub(crate) fn voice_of(&self, source: Option<&str>, spelling: &str) -> Option<&Voice> {
        let of_spelling = || self.voices.iter().filter(|voice| voice.spelling.as_deref() == Some(spelling));
        let is_here = |voice: &&Voice| voice.source_id.as_ref().map(|id| id.as_str()) == source;
        of_spelling()
            .find(|voice| source.is_some() && is_here(voice))
            .or_else(|| of_spelling().find(|voice| voice.source_id.is_none()))
    }

    /// What a decided voice is called.
    pub(crate) fn voice_label(&self, voice: &Voice) -> Option<String> {
        let person = voice.person_id.as_ref();
        let name = person.and_then(|id| self.people.iter().find(|person| person.id == *id)?.name.clone());
        voice.label.clone().or(name).or_else(|| person.map(ToString::to_string))
    }
}

/// Which reading of a transcript it is, as corrections name it: by its reader and how many words it has. Not by a digest:
/// when the original is erased, nothing may be left by which its words could be confirmed.
pub(crate) fn reading(record: &AcceptedRecord, transcript: &Transcript) -> String {
    format!("{} {}, {} words", record.reader, record.reader_version, transcript.tokens().count())
}
