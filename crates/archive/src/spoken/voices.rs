//! The question *voices*: how speakers are spelled in transcripts, whose voices those are by decision, and which undecided
//! spellings are near each other. Nothing is ever joined by likeness: that is a person's decision, in `voices.csv`.

use crate::Archive;
use crate::error::ArchiveError;
use serde::Serialize;
use std::collections::BTreeMap;

/// Spellings at least so alike are shown as a question.
const NEAR: f64 = 0.88;

/// Every spelling, and questions about those that are near each other.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Voices {
    /// Spellings in each transcript, by transcript and then by how often they occur.
    pub voices: Vec<VoiceLine>,
    /// Pairs of undecided spellings that may be one voice.
    pub questions: Vec<(String, String)>,
}

/// One spelling in one transcript.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VoiceLine {
    /// The transcript, as `transcripts` lists it.
    pub transcript: String,
    /// The spelling as the transcript has it.
    pub spelling: String,
    /// Turns in which it occurs.
    pub turns: u64,
    /// Whose voice it is by decision; nothing if undecided.
    pub decided: Option<String>,
}

impl Archive {
    /// Spellings of speakers in all transcripts, or in one.
    ///
    /// # Errors
    /// When the tables cannot be read, or the case has no such transcript.
    pub fn voices(&self, id: Option<&str>) -> Result<Voices, ArchiveError> {
        let snapshot = self.snapshot()?;
        let transcripts = self.transcript_views(id)?;
        let mut voices = Vec::new();
        for view in &transcripts {
            let mut turns: BTreeMap<&str, u64> = BTreeMap::new();
            let spoken = view.transcript.turns().filter_map(|cue| view.transcript.speaker(cue));
            spoken.for_each(|spelling| *turns.entry(spelling).or_default() += 1);
            let mut lines: Vec<VoiceLine> = turns
                .into_iter()
                .map(|(spelling, turns)| VoiceLine {
                    transcript: view.id.clone(),
                    spelling: spelling.to_owned(),
                    turns,
                    decided: snapshot.voice_of(Some(&view.id), spelling).and_then(|voice| snapshot.voice_label(voice)),
                })
                .collect();
            lines.sort_by(|one, other| other.turns.cmp(&one.turns).then_with(|| one.spelling.cmp(&other.spelling)));
            voices.extend(lines);
        }
        let questions = questions(&voices);
        Ok(Voices { voices, questions })
    }
}

/// Pairs of undecided spellings that are nearly the same once folded.
fn questions(voices: &[VoiceLine]) -> Vec<(String, String)> {
    let undecided = voices.iter().filter(|line| line.decided.is_none()).map(|line| line.spelling.as_str());
    let mut spellings: Vec<&str> = undecided.collect();
    spellings.sort_unstable();
    spellings.dedup();
    let folded: Vec<String> = spellings.iter().map(|spelling| firsthand_text::fold(spelling)).collect();
    let mut pairs = Vec::new();
    for one in 0..spellings.len() {
        for other in one + 1..spellings.len() {
            if strsim::jaro_winkler(&folded[one], &folded[other]) >= NEAR {
                pairs.push((spellings[one].to_owned(), spellings[other].to_owned()));
            }
        }
    }
    pairs
}
