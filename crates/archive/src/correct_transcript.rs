//! The verb *correct*: a transcript that was written as text and corrected in an editor becomes corrections laid over the
//! words as read. Words that were not touched keep their ids and times; what is already so is not written again.

use crate::accepted::Accepted;
use crate::commit::Draft;
use crate::corrections::reading;
use crate::error::{ArchiveError, disk};
use crate::snapshot::Snapshot;
use crate::transcript_text::{self, Line};
use crate::{Archive, Surroundings};
use firsthand_model::transcript::Token;
use firsthand_model::words::Edit;
use firsthand_model::{Correction, Kind, SourceId, Transcript};
use serde::Serialize;
use serde_json::json;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::BTreeMap;
use std::path::Path;

/// What was understood of a corrected text, and what was written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CorrectedTranscript {
    /// The source whose transcript it is.
    pub source: String,
    /// Corrections that are new.
    pub made: Vec<Edited>,
    /// Corrections that the text no longer has; they are kept and have no effect.
    pub taken_back: Vec<Edited>,
    /// Corrections that stand as before.
    pub unchanged: usize,
    /// Entries written; none if this was a rehearsal.
    pub entries: u64,
}

/// One correction in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Edited {
    /// The correction's id.
    pub id: String,
    /// What is done.
    pub edit: Edit,
    /// The cue, from 1.
    pub cue: usize,
    /// The words or speaker as read.
    pub was: String,
    /// The words or speaker now.
    pub now: String,
}

/// How a transcript is corrected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CorrectOptions<'a> {
    /// Why, noted with each correction.
    pub note: Option<&'a str>,
    /// Whether nothing is written.
    pub is_rehearsal: bool,
}

impl Archive {
    /// Corrects the transcript of a source by a text that was written from it.
    ///
    /// # Errors
    /// When the source has no transcript here, or the text cannot be read back: then nothing is written.
    pub fn correct_transcript(
        &mut self,
        source: &str,
        text: &Path,
        options: CorrectOptions<'_>,
        around: &Surroundings,
    ) -> Result<CorrectedTranscript, ArchiveError> {
        let content = std::fs::read_to_string(text).map_err(disk("read", text))?;
        let writing = self.begin_writing(around)?;
        let snapshot = self.snapshot()?;
        let (transcript, reading) = self.transcript_as_read(&snapshot, source)?;
        let shown = snapshot.laid_over(&transcript, &snapshot.corrections_of(Some(source), &reading)).transcript;
        let lines = transcript_text::read(&content, &shown).map_err(|unclear| ArchiveError::UnclearText {
            file: text.to_owned(),
            line: unclear.line,
            expected: unclear.expected,
        })?;
        let wanted = wanted(&transcript, &lines);
        let plan = Plan::new(&snapshot, source, &reading, wanted, &lines, &transcript);
        let drafts = plan.drafts(&snapshot, options, around);
        let mut done = plan.done(source, &transcript);
        if !options.is_rehearsal {
            done.entries = self.commit(&writing, drafts, around)?;
        }
        Ok(done)
    }

    /// The transcript of a source as its reader made it, and which reading that is.
    fn transcript_as_read(&self, snapshot: &Snapshot, source: &str) -> Result<(Transcript, String), ArchiveError> {
        let unknown = || ArchiveError::Unknown { what: "source with a transcript".into(), id: source.to_owned() };
        let record = snapshot.sources.iter().find(|one| one.id.as_str() == source).ok_or_else(unknown)?;
        let original = snapshot.original_of(record).sha256.ok_or_else(unknown)?;
        let of_original = snapshot.accepted.values().rev().filter(|accepted| accepted.original == original);
        let read = |accepted: &firsthand_model::AcceptedRecord| {
            let transcript = Accepted::read(&self.vault, accepted)?.transcript?;
            let reading = reading(accepted, &transcript);
            Some((transcript, reading))
        };
        of_original.filter_map(read).next().ok_or_else(unknown)
    }
}

/// What a text makes of a transcript: edits of its words as read, in their order.
fn wanted(transcript: &Transcript, lines: &BTreeMap<usize, Line>) -> Vec<Wanted> {
    let tokens: Vec<Token<'_>> = transcript.tokens().collect();
    let mut of_cues: BTreeMap<usize, Vec<Token<'_>>> = BTreeMap::new();
    tokens.into_iter().for_each(|token| of_cues.entry(token.cue as usize).or_default().push(token));
    let mut wanted = Vec::new();
    for (place, line) in lines {
        let Some(tokens) = of_cues.get(place) else { continue };
        wanted.extend(edits(tokens, &line.words));
        let spoken = transcript_text::speaker(transcript, &transcript.cues[*place]);
        if let Some(speaker) = line.speaker.as_deref().filter(|speaker| Some(*speaker) != spoken) {
            let (first, last) = (tokens[0].id, tokens[tokens.len() - 1].id);
            wanted.push(Wanted { edit: Edit::Speaker, from: first, to: last, text: speaker.to_owned() });
        }
    }
    wanted
}

/// An edit of words as read.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Wanted {
    edit: Edit,
    from: u64,
    to: u64,
    text: String,
}

fn edits(tokens: &[Token<'_>], new: &[String]) -> Vec<Wanted> {
    let old: Vec<&str> = tokens.iter().map(|token| token.text).collect();
    let new: Vec<&str> = new.iter().map(String::as_str).collect();
    let text = |from: usize, count: usize| new[from..from + count].join(" ");
    let edit = |op: DiffOp| {
        Some(match op {
            DiffOp::Equal { .. } => return None,
            DiffOp::Delete { old_index, old_len, .. } => Wanted {
                edit: Edit::Delete,
                from: tokens[old_index].id,
                to: tokens[old_index + old_len - 1].id,
                text: String::new(),
            },
            // Before the first word there is none after which the new ones could stand: it is written with them.
            DiffOp::Insert { old_index: 0, new_index, new_len } => Wanted {
                edit: Edit::Replace,
                from: tokens[0].id,
                to: tokens[0].id,
                text: format!("{} {}", text(new_index, new_len), tokens[0].text),
            },
            DiffOp::Insert { old_index, new_index, new_len } => {
                let after = tokens[old_index - 1].id;
                Wanted { edit: Edit::Insert, from: after, to: after, text: text(new_index, new_len) }
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => Wanted {
                edit: Edit::Replace,
                from: tokens[old_index].id,
                to: tokens[old_index + old_len - 1].id,
                text: text(new_index, new_len),
            },
        })
    };
    capture_diff_slices(Algorithm::Myers, &old, &new).into_iter().filter_map(edit).collect()
}

/// What there is to write: corrections that are new, and those that are taken back.
struct Plan {
    made: Vec<Correction>,
    taken_back: Vec<Correction>,
    unchanged: usize,
}

impl Plan {
    /// Of the cues that the text has, corrections that it no longer has are taken back, and those that it has are kept.
    fn new(
        snapshot: &Snapshot,
        source: &str,
        reading: &str,
        mut wanted: Vec<Wanted>,
        lines: &BTreeMap<usize, Line>,
        transcript: &Transcript,
    ) -> Plan {
        let cues: BTreeMap<u64, usize> = transcript.tokens().map(|token| (token.id, token.cue as usize)).collect();
        let (mut taken_back, mut unchanged) = (Vec::new(), 0);
        for standing in
            snapshot.corrections_of(Some(source), reading).into_iter().filter(|one| one.taken_back != Some(true))
        {
            let from = standing.from_token.and_then(|from| u64::try_from(from).ok());
            if !from.and_then(|from| cues.get(&from)).is_some_and(|cue| lines.contains_key(cue)) {
                continue;
            }
            match wanted.iter().position(|one| is_same(one, standing)) {
                Some(at) => {
                    wanted.remove(at);
                    unchanged += 1;
                }
                None => taken_back.push(Correction { taken_back: Some(true), ..standing.clone() }),
            }
        }
        let first = snapshot
            .corrections
            .iter()
            .filter_map(|one| one.id.as_str().strip_prefix('K')?.parse().ok())
            .max()
            .unwrap_or(0u64)
            + 1;
        let made = wanted.into_iter().zip(first..).map(|(one, number)| Correction {
            id: format!("K{number:04}").into(),
            source_id: Some(SourceId::from(source)),
            transcript: Some(reading.to_owned()),
            edit: Some(one.edit),
            from_token: i64::try_from(one.from).ok(),
            to_token: i64::try_from(one.to).ok(),
            text: Some(one.text).filter(|text| !text.is_empty()),
            ..Correction::default()
        });
        Plan { made: made.collect(), taken_back, unchanged }
    }

    fn drafts(&self, snapshot: &Snapshot, options: CorrectOptions<'_>, around: &Surroundings) -> Vec<Draft> {
        let at = around.now().get(..10).map(str::to_owned);
        let made = self.made.iter().map(|one| Correction {
            by: Some(around.author.clone()),
            at: at.clone(),
            note: options.note.map(str::to_owned),
            ..one.clone()
        });
        let all: Vec<Correction> = self.taken_back.iter().cloned().chain(made).collect();
        all.into_iter().map(|one| draft(snapshot, one)).collect()
    }

    fn done(self, source: &str, transcript: &Transcript) -> CorrectedTranscript {
        let tokens: Vec<Token<'_>> = transcript.tokens().collect();
        let shown = |one: &Correction| edited(one, &tokens, transcript);
        CorrectedTranscript {
            source: source.to_owned(),
            made: self.made.iter().map(shown).collect(),
            taken_back: self.taken_back.iter().map(shown).collect(),
            unchanged: self.unchanged,
            entries: 0,
        }
    }
}

fn is_same(wanted: &Wanted, standing: &Correction) -> bool {
    let number = |number: Option<i64>| number.and_then(|number| u64::try_from(number).ok());
    let from = number(standing.from_token);
    standing.edit == Some(wanted.edit)
        && from == Some(wanted.from)
        && number(standing.to_token).or(from) == Some(wanted.to)
        && standing.text.as_deref().unwrap_or_default() == wanted.text
}

fn edited(one: &Correction, tokens: &[Token<'_>], transcript: &Transcript) -> Edited {
    let place = |number: Option<i64>| number.and_then(|number| usize::try_from(number).ok());
    let from = place(one.from_token).unwrap_or_default();
    let to = place(one.to_token).unwrap_or(from);
    let of = tokens.get(from..=to).unwrap_or_default();
    let cue = of.first().map_or(0, |token| token.cue as usize);
    let edit = one.edit.unwrap_or(Edit::Replace);
    let was = match edit {
        Edit::Speaker => {
            transcript.cues.get(cue).and_then(|cue| transcript.speaker(cue)).unwrap_or_default().to_owned()
        }
        Edit::Insert => String::new(),
        Edit::Replace | Edit::Delete => of.iter().map(|token| token.text).collect::<Vec<_>>().join(" "),
    };
    Edited { id: one.id.to_string(), edit, cue: cue + 1, was, now: one.text.clone().unwrap_or_default() }
}

fn draft(snapshot: &Snapshot, correction: Correction) -> Draft {
    let key = (Kind::Correction, correction.id.to_string());
    Draft {
        kind: Kind::Correction,
        handle: Some(key.1.clone()),
        revision: snapshot.entries.get(&key).map_or(1, |mark| mark.revision + 1),
        entity: snapshot.entities.get(&key).cloned().unwrap_or_default(),
        body: json!({ "record": serde_json::to_value(correction).unwrap_or_default() }),
    }
}
