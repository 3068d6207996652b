//! Clearing of transcripts whose recording does not go along, or that have none: which of them may be read whole in an edition,
//! and where in them the words of its statements stand. What is kept back is kept back as of a recording: whole.

use crate::edition::clear_recordings::Clearing;
use crate::snapshot::Snapshot;
use crate::spoken::passages::selectors_of;
use firsthand_model::selector::{Passage, Resolution, Spoken, resolve_in};
use firsthand_model::{Source, SourceId, Statement, StatementId, Transcript};
use firsthand_publish::{ClearedTranscript, DossierInput, TranscriptAlone};
use firsthand_vault::Vault;
use std::collections::{BTreeMap, BTreeSet};

/// The transcripts that go along and stand beside none of the recordings that do, in order of source.
pub(crate) fn clear_transcripts(
    snapshot: &Snapshot,
    input: &DossierInput,
    transcripts: &BTreeMap<SourceId, Transcript>,
    vault: &Vault,
) -> Vec<TranscriptAlone> {
    let clearing = Clearing { snapshot, input, transcripts, vault };
    let beside = input.recordings.iter().flat_map(|recording| &recording.transcripts).map(|of| &of.source);
    let beside: BTreeSet<&SourceId> = beside.collect();
    let cleared = input.sources.iter().map(|cleared| &cleared.source);
    let wanted = cleared.filter(|source| !beside.contains(&source.id) && may_stand_alone(&clearing, source));
    wanted.filter_map(|source| alone(&clearing, source)).collect()
}

/// Its own rights allow it, nothing of what it rests on is withheld, and of none of that the words must never be shown.
fn may_stand_alone(clearing: &Clearing<'_>, source: &Source) -> bool {
    let roots = roots(clearing.snapshot, source);
    clearing.may_go(source) && roots.iter().all(|root| !is_never_shown(root) && !clearing.is_partly_withheld(&root.id))
}

fn is_never_shown(source: &Source) -> bool {
    source.ship_text.as_deref() == Some("never") || source.link_rule.as_deref() == Some("never-ship")
}

/// Everything that a source rests on, however far.
fn roots<'a>(snapshot: &'a Snapshot, source: &'a Source) -> Vec<&'a Source> {
    let mut found: Vec<&Source> = Vec::new();
    let mut next: Vec<&SourceId> = source.depends_on.iter().collect();
    while let Some(id) = next.pop() {
        let root = snapshot.sources.iter().find(|one| one.id == *id);
        if let Some(root) = root.filter(|root| root.id != source.id && found.iter().all(|known| known.id != root.id)) {
            found.push(root);
            next.extend(&root.depends_on);
        }
    }
    found
}

fn alone(clearing: &Clearing<'_>, source: &Source) -> Option<TranscriptAlone> {
    let transcript = clearing.transcripts.get(&source.id)?.clone();
    let voices = clearing.voices(source.id.as_str(), &transcript);
    let places = places(clearing, source, &transcript);
    Some(TranscriptAlone { of: ClearedTranscript { source: source.id.clone(), transcript, voices }, places })
}

/// The cues in which words of statements begin: of the transcript's own source, and of what it is a transcript of. Words that
/// stand in several places that nothing tells apart have none.
fn places(clearing: &Clearing<'_>, source: &Source, transcript: &Transcript) -> BTreeMap<StatementId, usize> {
    let is_of = |id: &SourceId| *id == source.id || source.depends_on.contains(id);
    let cleared = clearing.input.statements.iter().map(|cleared| &cleared.statement);
    let own: Vec<&Statement> = cleared.filter(|one| one.source.as_ref().is_some_and(is_of)).collect();
    if own.is_empty() {
        return BTreeMap::new();
    }
    let original = clearing.snapshot.original_of(source).sha256.unwrap_or_default();
    let spoken = Spoken::of(transcript);
    let place = |statement: &&Statement| {
        let selectors = selectors_of(clearing.snapshot, statement, &original);
        let passage = Passage { original: original.clone(), revision: 0, selectors };
        match resolve_in(&passage, &spoken) {
            Resolution::Found(found) if !found.is_ambiguous => Some((statement.id.clone(), found.cues.start as usize)),
            _ => None,
        }
    };
    own.iter().filter_map(place).collect()
}
