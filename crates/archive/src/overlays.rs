//! What people say about transcripts, laid over what readers made: corrections in their revisions, and the decided layer.
//! Every door that shows spoken words (lists, search, passages, dossiers) gets them from here; nothing is written here.

use crate::snapshot::{Snapshot, with_prefix};
use firsthand_model::transcript::correction::{Corrected, Operation, Overlay};
use firsthand_model::{Correction, Transcript, TranscriptLayer};
use std::collections::BTreeMap;

/// All overlays of a case, by what they are about.
pub(crate) struct Overlays<'a> {
    /// By original, then by revision: the operations in their order.
    revisions: BTreeMap<String, BTreeMap<i64, Vec<&'a Correction>>>,
    layers: BTreeMap<&'a str, &'a TranscriptLayer>,
}

/// A transcript as it is shown.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shown {
    pub(crate) corrected: Corrected,
    /// The revision shown; 0 is the transcript as read.
    pub(crate) revision: i64,
    /// Why a later revision is not shown, though it was asked for.
    pub(crate) fault: Option<String>,
}

impl<'a> Overlays<'a> {
    pub(crate) fn of(snapshot: &'a Snapshot) -> Self {
        let mut revisions: BTreeMap<String, BTreeMap<i64, Vec<&Correction>>> = BTreeMap::new();
        for row in &snapshot.corrections {
            let (Some(original), Some(revision)) = (&row.original, row.revision) else { continue };
            revisions.entry(with_prefix(original)).or_default().entry(revision).or_default().push(row);
        }
        let rows = revisions.values_mut().flat_map(BTreeMap::values_mut);
        rows.for_each(|rows| rows.sort_by_key(|row| row.operation));
        let layers = snapshot.transcript_layers.iter().map(|layer| (layer.id.as_str(), layer)).collect();
        Self { revisions, layers }
    }

    /// The operations of each revision, in order.
    pub(crate) fn revisions(&self, original: &str) -> impl Iterator<Item = (i64, &[&'a Correction])> {
        self.revisions.get(original).into_iter().flatten().map(|(number, rows)| (*number, rows.as_slice()))
    }

    /// The last revision of a transcript that there is.
    pub(crate) fn newest(&self, original: &str) -> i64 {
        self.revisions(original).last().map_or(0, |(number, _)| number)
    }

    /// What was decided about a transcript, by its name or its original.
    pub(crate) fn layer(&self, name: &str, original: &str) -> Option<&'a TranscriptLayer> {
        self.layers.get(name).or_else(|| self.layers.get(original)).copied()
    }

    /// A transcript with what was decided about it and its corrections up to a revision, the newest if none is named.
    pub(crate) fn shown(&self, name: &str, original: &str, mut transcript: Transcript, until: Option<i64>) -> Shown {
        if let Some(decided) = self.layer(name, original) {
            transcript.layer = decided.layer.unwrap_or(transcript.layer);
            transcript.lang = decided.language.clone().or(transcript.lang);
        }
        if self.newest(original) == 0 || until == Some(0) {
            return Shown { corrected: Corrected { transcript, ..Corrected::default() }, ..Shown::default() };
        }
        let (overlay, revision, fault) = self.applied(original, &transcript, until);
        Shown { corrected: overlay.corrected(), revision, fault }
    }

    /// Revisions one after the other. One that does not fit is left out whole, and so is what builds on it.
    pub(crate) fn applied<'t>(
        &self,
        original: &str,
        transcript: &'t Transcript,
        until: Option<i64>,
    ) -> (Overlay<'t>, i64, Option<String>) {
        let (mut overlay, mut last) = (Overlay::of(transcript), 0);
        for (number, rows) in self.revisions(original).filter(|(number, _)| until.is_none_or(|until| *number <= until)) {
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
}
