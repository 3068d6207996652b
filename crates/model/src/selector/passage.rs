//! A passage: some words of one original, named by several selectors, so that they are found again after corrections.

use super::{FragmentSelector, Selector, Spoken, TextPositionSelector, TextQuoteSelector};
use crate::media_fragment::MediaFragment;
use crate::transcript::{Axis, Transcript};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// So much of the text before and behind the words is quoted with them.
const CONTEXT_CODE_POINTS: usize = 32;

/// Words of an original, as they stood in one revision of its transcript.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Passage {
    /// `sha256:<hex>` of the original.
    pub original: String,
    /// The revision of the transcript from which the selectors were made; 0 is the transcript as read.
    pub revision: u64,
    /// Each names the passage by itself.
    pub selectors: Vec<Selector>,
}

impl Passage {
    /// The passage of these tokens: by the recording where their times are stated in the file, by quotation and by position.
    /// Nothing when there are no such tokens.
    pub fn of(transcript: &Transcript, original: &str, revision: u64, tokens: Range<u64>) -> Option<Self> {
        Spoken::of(transcript).passage(original, revision, tokens)
    }
}

impl Spoken<'_> {
    /// The passage of these tokens, as [`Passage::of`] makes it.
    pub fn passage(&self, original: &str, revision: u64, tokens: Range<u64>) -> Option<Passage> {
        let tokens = usize::try_from(tokens.start).ok()?..usize::try_from(tokens.end).ok()?;
        let bytes = self.bytes(&tokens)?;
        let fragment = self.fragment(&tokens).map(|fragment| Selector::Fragment(FragmentSelector::of(&fragment)));
        let others = [Selector::Quote(self.quote(&bytes)), Selector::Position(self.position(&bytes))];
        let selectors = fragment.into_iter().chain(others).collect();
        Some(Passage { original: original.to_owned(), revision, selectors })
    }

    /// Interpolated times would move with the next interpolation, and times of the day are none of the recording.
    fn fragment(&self, tokens: &Range<usize>) -> Option<MediaFragment> {
        let is_stated = self.times[tokens.clone()].iter().all(|span| span.is_some_and(|span| span.is_stated));
        let span = self.span(tokens).filter(|_| is_stated && self.transcript.axis == Axis::Recording)?;
        MediaFragment::of_ms(span.start, span.end)
    }

    fn quote(&self, bytes: &Range<usize>) -> TextQuoteSelector {
        let (before, after) = (&self.text()[..bytes.start], &self.text()[bytes.end..]);
        let context = |characters: Vec<char>| (!characters.is_empty()).then(|| characters.into_iter().collect());
        let mut prefix: Vec<char> = before.chars().rev().take(CONTEXT_CODE_POINTS).collect();
        prefix.reverse();
        TextQuoteSelector {
            exact: self.text()[bytes.clone()].to_owned(),
            prefix: context(prefix),
            suffix: context(after.chars().take(CONTEXT_CODE_POINTS).collect()),
            refined_by: None,
        }
    }

    fn position(&self, bytes: &Range<usize>) -> TextPositionSelector {
        let count = |text: &str| text.chars().count() as u64;
        let start = count(&self.text()[..bytes.start]);
        TextPositionSelector { start, end: start + count(&self.text()[bytes.clone()]), refined_by: None }
    }
}
