//! From a transcript that a person edited, in whatever editor, to the operations that make the one that stands out of it.
//! Words are aligned; their times are those of the words that stand, and no time is ever taken from the edited file.

use super::hunks::Hunks;
use super::items::{Begin, Edited, Item, edited, standing};
use super::overlay::Overlay;
use super::{Misfit, Operation, TokenId};
use crate::transcript::{Cue, Transcript};
use std::collections::{HashMap, HashSet};

/// What was understood of an edited transcript.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edits {
    /// What makes the one transcript out of the other, in order.
    pub operations: Vec<Operation>,
    /// What of the file is not taken over.
    pub not_taken: NotTaken,
}

/// What an edited file holds and a correction does not take over.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct NotTaken {
    /// Cues whose times differ from those that stand.
    pub times: u64,
    /// Words changed in notes, titles and oath lines, which are no speech.
    pub notes: u64,
}

/// The file is no edit of the transcript: hardly a word is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unlike {
    /// Words that both have, in one order.
    pub same: usize,
    /// Words that stand.
    pub standing: usize,
    /// Words in the file.
    pub edited: usize,
}

/// A text of so few words may be rewritten whole.
const SHORT_WORDS: usize = 40;
/// Of a longer text at least so many words in a hundred must stay.
const LEAST_SAME_PERCENT: usize = 30;

/// What was changed in an edited transcript. `is_plain` says that the file marks turns, continued cues and remarks as our own
/// text does; other formats do not, and then only words and speakers are taken, and only from cues with times.
///
/// # Errors
/// When the file is no edit of this transcript.
pub fn edits(overlay: &Overlay<'_>, file: &Transcript, is_plain: bool) -> Result<Edits, Unlike> {
    let standing = standing(overlay, is_plain);
    let edited = edited(file, is_plain);
    let hunks = Hunks::between(&standing, &edited);
    let words = standing.len().max(edited.len());
    if words > SHORT_WORDS && hunks.same() * 100 < words * LEAST_SAME_PERCENT {
        return Err(Unlike { same: hunks.same(), standing: standing.len(), edited: edited.len() });
    }
    let mut work = Work { overlay: overlay.clone(), made: Edits::default(), places: HashMap::new() };
    for made in hunks.operations(&mut work.overlay.clone(), &standing, &edited) {
        work.places.extend(made.places);
        work.made.not_taken.notes += made.notes;
        work.take(made.operation.into_iter().collect());
    }
    work.made.not_taken.times = times_changed(&hunks, &standing, &edited, overlay, file);
    work.kinds(&edited);
    work.speakers(&edited);
    if is_plain {
        work.turns(&edited);
    }
    Ok(work.made)
}

/// Operations found so far, and the words as they leave them.
struct Work<'a> {
    overlay: Overlay<'a>,
    made: Edits,
    /// By each word that stands: its place in the edited file.
    places: HashMap<TokenId, usize>,
}

impl Work<'_> {
    /// Only what fits is an operation: what is made here fits by construction, and the rest is nothing to guess about.
    fn take(&mut self, operations: Vec<Operation>) {
        for operation in operations {
            let fits: Result<(), Misfit> = self.overlay.apply(&operation);
            debug_assert!(fits.is_ok(), "{fits:?}: {operation:?}");
            if fits.is_ok() {
                self.made.operations.push(operation);
            }
        }
    }

    /// Every word that stands and has a place in the file, with what the file says of it.
    fn pairs<'e>(&self, edited: &'e [Edited<'e>]) -> Vec<(Standing, &'e Edited<'e>)> {
        let items = standing(&self.overlay, true);
        let pair = |item: Item| {
            let id = item.id?;
            let place = self.places.get(&id)?;
            let was = item.voice.map(str::to_owned);
            Some((Standing { id, cue: item.cue, was, begin: item.begin, is_note: item.is_note }, &edited[*place]))
        };
        items.into_iter().filter_map(pair).collect()
    }

    fn kinds(&mut self, edited: &[Edited<'_>]) {
        let pairs = self.pairs(edited);
        let differing: Vec<_> =
            pairs.iter().filter(|(own, file)| own.is_note != file.is_note && file.knows_notes).collect();
        let runs = differing.chunk_by(|(one, a), (other, b)| one.cue == other.cue && a.is_note == b.is_note);
        let operation = |run: &[&(Standing, &Edited<'_>)]| Operation::NonSpeech {
            tokens: run.iter().map(|(own, _)| own.id).collect(),
            is: run[0].1.is_note,
        };
        let made = runs.map(operation).collect();
        self.take(made);
    }

    /// What is nobody's speech has no speaker to correct.
    fn speakers(&mut self, edited: &[Edited<'_>]) {
        let pairs = self.pairs(edited);
        let differs =
            |(own, file): &&(Standing, &Edited<'_>)| own.was.as_deref() != file.voice && !file.is_note && !own.is_note;
        let differing: Vec<_> = pairs.iter().filter(differs).collect();
        let runs = differing
            .chunk_by(|(one, a), (other, b)| one.cue == other.cue && one.was == other.was && a.voice == b.voice);
        let operation = |run: &[&(Standing, &Edited<'_>)]| Operation::Speaker {
            tokens: run.iter().map(|(own, _)| own.id).collect(),
            was: run[0].0.was.clone(),
            speaker: run[0].1.voice.map(str::to_owned),
        };
        let made = runs.map(operation).collect();
        self.take(made);
    }

    fn turns(&mut self, edited: &[Edited<'_>]) {
        let mut made = Vec::new();
        for (own, file) in self.pairs(edited).iter().filter(|(own, file)| !own.is_note && !file.is_note) {
            let is_own_turn = matches!(own.begin, Begin::CueTurn | Begin::Split);
            match file.begin {
                Begin::CueTurn if !is_own_turn && own.begin != Begin::OtherVoice => {
                    made.push(Operation::Turn { token: own.id, begins: true });
                }
                Begin::CueGoesOn | Begin::Within if is_own_turn => {
                    made.push(Operation::Turn { token: own.id, begins: false });
                }
                _ => {}
            }
        }
        self.take(made);
    }
}

struct Standing {
    id: TokenId,
    cue: u32,
    was: Option<String>,
    begin: Begin,
    is_note: bool,
}

/// How many cues begin or end at another time in the file, of those that begin with the same word.
fn times_changed(
    hunks: &Hunks,
    items: &[Item<'_>],
    edited: &[Edited<'_>],
    overlay: &Overlay<'_>,
    file: &Transcript,
) -> u64 {
    let corrected = overlay.corrected();
    let of_standing = |cue: &Cue| (cue.start_ms, cue.end_ms);
    let mut starts: HashSet<(Option<i64>, Option<i64>)> = HashSet::new();
    starts.extend(corrected.transcript.cues.iter().map(of_standing));
    let begins: HashSet<Option<i64>> = corrected.transcript.cues.iter().map(|cue| cue.start_ms).collect();
    let is_other = |(one, other): &&(usize, usize)| {
        let (item, word) = (&items[*one], &edited[*other]);
        let cue = &file.cues[word.cue as usize];
        let is_begin = item.begin != Begin::Within && word.begin != Begin::Within && cue.start_ms.is_some();
        let is_known = match word.knows_notes {
            true => begins.contains(&cue.start_ms),
            false => starts.contains(&of_standing(cue)),
        };
        is_begin && !is_known
    };
    hunks.pairs().iter().filter(is_other).count() as u64
}
