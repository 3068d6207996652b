//! Finds a passage in a transcript, corrected or not, and says which selector was believed and which ones disagree.
//! The order of trust: the recording, then the words with those around them, then the position. Nothing is guessed by likeness.

use super::evidence::{Evidence, Window};
use super::quotation::Find;
use super::{Passage, Spoken};
use crate::transcript::Transcript;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A way to find a passage, most trusted first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Means {
    /// The time in the recording.
    MediaFragment,
    /// The words and those around them.
    Quotation,
    /// The count of code points.
    Position,
    /// From one selector until another.
    Range,
}

/// Where a passage is, or why it is nowhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resolution {
    /// It is here.
    Found(Found),
    /// It is an orphan.
    Orphaned(Orphan),
}

/// Where a passage is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The cues from the first to the last in which it stands, as indices into `cues`, the end excluded.
    pub cues: Range<u32>,
    /// Its tokens, as ids of the transcript that was searched, the end excluded.
    pub tokens: Range<u64>,
    /// First millisecond and first behind it, where the transcript has times.
    pub ms: Option<Range<i64>>,
    /// What was believed. A stretch of the recording is narrowed to the quoted words, or to the position, where they lie in it.
    pub by: Means,
    /// What finds something else, or nothing.
    pub disagreeing: Vec<Disagreement>,
    /// Whether the words stand in several places that the words around them do not tell apart.
    pub is_ambiguous: bool,
    /// Whether the next word is other than quoted on every side that is quoted.
    pub is_context_changed: bool,
}

/// What another selector finds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disagreement {
    /// By which means.
    pub means: Means,
    /// The tokens it finds; nothing when it finds none.
    pub tokens: Option<Range<u64>>,
}

/// Why a passage is nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Orphan {
    /// None of its selectors is about words or time.
    NoSelector,
    /// The quoted words stand nowhere, and the recording does not say where they were.
    WordsNotFound,
    /// The quoted words stand in several places, and nothing tells them apart.
    Ambiguous,
    /// The original that it names has no transcript here.
    NoTranscript,
    /// Time, position or range lie outside what was said.
    OutsideTheText,
}

/// Finds a passage in a transcript.
pub fn resolve(passage: &Passage, transcript: &Transcript) -> Resolution {
    resolve_in(passage, &Spoken::of(transcript))
}

/// Finds a passage in a transcript that is laid out already, which pays for many passages.
pub fn resolve_in(passage: &Passage, spoken: &Spoken<'_>) -> Resolution {
    let evidence = Evidence::of(&passage.selectors, spoken);
    match evidence.choose() {
        Ok(choice) => Resolution::Found(found(choice, &evidence, spoken)),
        Err(orphan) => Resolution::Orphaned(orphan),
    }
}

/// What is believed, and how surely.
#[derive(Debug)]
pub(super) struct Choice {
    pub tokens: Range<usize>,
    by: Means,
    is_ambiguous: bool,
    is_context_changed: bool,
}

impl Choice {
    fn plain(by: Means, tokens: Range<usize>) -> Self {
        Self { tokens, by, is_ambiguous: false, is_context_changed: false }
    }

    fn quoted(by: Means, find: &Find, is_ambiguous: bool) -> Self {
        Self { tokens: find.tokens.clone(), by, is_ambiguous, is_context_changed: find.is_context_changed }
    }
}

impl Evidence {
    pub(super) fn choose(&self) -> Result<Choice, Orphan> {
        if self.is_empty() {
            return Err(Orphan::NoSelector);
        }
        match self.window.as_ref().and_then(|window| Some((window, window.run.as_ref()?))) {
            Some((window, run)) => Ok(self.within(window, run)),
            None => self.anywhere(),
        }
    }

    /// Narrows a stretch of the recording to the quoted words in it, or without a quotation to the position.
    fn within(&self, window: &Window, run: &Range<usize>) -> Choice {
        let by = Means::MediaFragment;
        let Some(finds) = &self.quotation else {
            let narrow = self.position().or(self.range()).filter(|tokens| window.touches(tokens));
            return Choice::plain(by, narrow.unwrap_or(run).clone());
        };
        let inside: Vec<&Find> = finds.iter().filter(|find| window.touches(&find.tokens)).collect();
        match self.best(&inside) {
            Some((find, is_ambiguous)) => Choice::quoted(by, find, is_ambiguous),
            None => Choice { is_ambiguous: !inside.is_empty(), ..Choice::plain(by, run.clone()) },
        }
    }

    /// Quoted words that stand nowhere are not replaced by what now stands at their position.
    fn anywhere(&self) -> Result<Choice, Orphan> {
        if let Some(finds) = &self.quotation {
            let best = self.best(&finds.iter().collect::<Vec<_>>());
            let orphan = if finds.is_empty() { Orphan::WordsNotFound } else { Orphan::Ambiguous };
            return best.map(|(find, is_ambiguous)| Choice::quoted(Means::Quotation, find, is_ambiguous)).ok_or(orphan);
        }
        let position = self.position().map(|tokens| Choice::plain(Means::Position, tokens.clone()));
        let range = || self.range().map(|tokens| Choice::plain(Means::Range, tokens.clone()));
        position.or_else(range).ok_or(Orphan::OutsideTheText)
    }

    /// The find with most agreeing context; among equals the one nearest to the position, and then it is ambiguous.
    fn best<'f>(&self, finds: &[&'f Find]) -> Option<(&'f Find, bool)> {
        let most = finds.iter().map(|find| find.agreeing).max()?;
        let best: Vec<&Find> = finds.iter().copied().filter(|find| find.agreeing == most).collect();
        if let [only] = best[..] {
            return Some((only, false));
        }
        let position = self.position()?;
        let nearest = best.into_iter().min_by_key(|find| find.tokens.start.abs_diff(position.start));
        nearest.map(|find| (find, true))
    }

    fn position(&self) -> Option<&Range<usize>> {
        self.position.as_ref()?.as_ref()
    }

    fn range(&self) -> Option<&Range<usize>> {
        self.range.as_ref()?.as_ref()
    }

    /// What each kind of selector finds, for comparing with what was chosen.
    fn disagreeing(&self, chosen: &Range<usize>) -> Vec<Disagreement> {
        let window = self.window.as_ref().filter(|window| !window.touches(chosen));
        let window = window.map(|window| (Means::MediaFragment, window.run.clone()));
        let quotation = self.quotation.as_ref().filter(|finds| finds.iter().all(|find| find.tokens != *chosen));
        let quotation = quotation.map(|finds| {
            let best = self.best(&finds.iter().collect::<Vec<_>>());
            (Means::Quotation, best.map(|(find, _)| find.tokens.clone()))
        });
        let other = |found: &Option<Option<Range<usize>>>| found.clone().filter(|found| found.as_ref() != Some(chosen));
        let position = other(&self.position).map(|found| (Means::Position, found));
        let range = other(&self.range).map(|found| (Means::Range, found));
        let all = [window, quotation, position, range].into_iter().flatten();
        all.map(|(means, tokens)| Disagreement { means, tokens: tokens.as_ref().map(ids) }).collect()
    }
}

fn found(choice: Choice, evidence: &Evidence, spoken: &Spoken<'_>) -> Found {
    let cue = |token: usize| spoken.tokens[token].cue;
    Found {
        cues: cue(choice.tokens.start)..cue(choice.tokens.end - 1) + 1,
        tokens: ids(&choice.tokens),
        ms: spoken.span(&choice.tokens),
        by: choice.by,
        disagreeing: evidence.disagreeing(&choice.tokens),
        is_ambiguous: choice.is_ambiguous,
        is_context_changed: choice.is_context_changed,
    }
}

/// Ids of tokens are their count.
fn ids(tokens: &Range<usize>) -> Range<u64> {
    tokens.start as u64..tokens.end as u64
}
