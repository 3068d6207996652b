//! What people say about transcripts, laid over what readers made: corrections in their revisions, the decided layer, and whose
//! voice a spelling is. Every door that shows spoken words gets them from here; making corrections is in `correct_transcript`.

use crate::snapshot::Snapshot;
use firsthand_model::transcript::correction::{Corrected, Operation, Overlay};
use firsthand_model::{Correction, PersonId, Transcript, TranscriptLayer, Voice};
use std::collections::BTreeMap;

/// A transcript as it is shown.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shown {
    pub(crate) transcript: Transcript,
    /// The revision shown; 0 is the transcript as read.
    pub(crate) revision: i64,
    /// Why a later revision is not shown, though it was asked for.
    pub(crate) fault: Option<String>,
}

impl Snapshot {
    /// A transcript with what was decided about it and every correction. `name` is what `transcripts` lists it by.
    pub(crate) fn corrected(&self, name: &str, transcript: Transcript) -> Transcript {
        self.shown(name, transcript, None).transcript
    }

    /// The same up to a revision.
    pub(crate) fn shown(&self, name: &str, mut transcript: Transcript, until: Option<i64>) -> Shown {
        if let Some(decided) = self.layer_of(name) {
            transcript.layer = decided.layer.unwrap_or(transcript.layer);
            transcript.lang = decided.language.clone().or(transcript.lang);
        }
        let has_none = self.newest_revision(name) == 0 || until == Some(0);
        if has_none {
            return Shown { transcript, ..Shown::default() };
        }
        let (overlay, revision, fault) = self.overlay(name, &transcript, until);
        let Corrected { transcript, .. } = overlay.corrected();
        Shown { transcript, revision, fault }
    }

    /// Revisions one after the other. One that does not fit is left out whole, and so is what builds on it.
    pub(crate) fn overlay<'t>(
        &self,
        name: &str,
        transcript: &'t Transcript,
        until: Option<i64>,
    ) -> (Overlay<'t>, i64, Option<String>) {
        let (mut overlay, mut last) = (Overlay::of(transcript), 0);
        for (number, rows) in self.revisions(name) {
            if until.is_some_and(|until| number > until) {
                break;
            }
            let mut next = overlay.clone();
            for row in rows {
                let done = Operation::of_row(row).map_err(|(column, why)| format!("{column}: {why}"));
                let done = done.and_then(|operation| next.apply(&operation).map_err(|misfit| misfit.to_string()));
                if let Err(why) = done {
                    let fault = format!("revision {number} is not shown: its operation {} does not fit: {why}", row.id);
                    return (overlay, last, Some(fault));
                }
            }
            (overlay, last) = (next, number);
        }
        (overlay, last, None)
    }

    /// The operations over a transcript by revision, in order.
    pub(crate) fn revisions(&self, name: &str) -> BTreeMap<i64, Vec<&Correction>> {
        let mut revisions: BTreeMap<i64, Vec<&Correction>> = BTreeMap::new();
        for row in self.corrections.iter().filter(|row| row.transcript.as_deref() == Some(name)) {
            revisions.entry(row.revision.unwrap_or(1)).or_default().push(row);
        }
        revisions.values_mut().for_each(|rows| rows.sort_by_key(|row| row.operation));
        revisions
    }

    /// The last revision of a transcript that there is; 0 where it was never corrected.
    pub(crate) fn newest_revision(&self, name: &str) -> i64 {
        let own = self.corrections.iter().filter(|row| row.transcript.as_deref() == Some(name));
        own.filter_map(|row| row.revision).max().unwrap_or(0)
    }

    /// What was decided about whose words a transcript holds.
    pub(crate) fn layer_of(&self, name: &str) -> Option<&TranscriptLayer> {
        self.transcript_layers.iter().find(|layer| layer.id.as_str() == name)
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
        let name = |id: &PersonId| self.people.iter().find(|person| person.id == *id)?.name.clone();
        voice.label.clone().or(person.and_then(name)).or_else(|| person.map(ToString::to_string))
    }
}
