//! What each selector of a passage finds by itself. Which of them is believed is decided in `resolve`.

use super::quotation::{Find, finds};
use super::spoken::Span;
use super::{RangeSelector, Selector, Spoken};
use crate::media_fragment::Time;
use crate::transcript::Axis;
use std::ops::Range;

/// Range selectors within range selectors end here; nobody nests them twice.
const MAX_DEPTH: usize = 4;

/// What the selectors find, by kind. `None` says that there is no such selector; of several of one kind the first counts.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    pub window: Option<Window>,
    pub quotation: Option<Vec<Find>>,
    pub position: Option<Option<Range<usize>>>,
    pub range: Option<Option<Range<usize>>>,
}

/// The tokens spoken in a stretch of time.
#[derive(Debug)]
pub(super) struct Window {
    /// By token: whether it is spoken then.
    spoken: Vec<bool>,
    /// The longest run of them, the first of equals: voices overlap, and some files count from zero twice.
    pub run: Option<Range<usize>>,
}

impl Evidence {
    pub fn of<'s>(selectors: impl IntoIterator<Item = &'s Selector>, spoken: &Spoken<'_>) -> Self {
        Self::at_depth(selectors, spoken, MAX_DEPTH)
    }

    fn at_depth<'s>(selectors: impl IntoIterator<Item = &'s Selector>, spoken: &Spoken<'_>, depth: usize) -> Self {
        let mut evidence = Self::default();
        for selector in selectors.into_iter().flat_map(Selector::chain) {
            evidence.add(selector, spoken, depth);
        }
        evidence
    }

    fn add(&mut self, selector: &Selector, spoken: &Spoken<'_>, depth: usize) {
        match selector {
            Selector::Fragment(fragment) if self.window.is_none() => {
                self.window = fragment.time().and_then(|time| Window::of(&time, spoken));
            }
            Selector::Quote(quote) if self.quotation.is_none() => self.quotation = Some(finds(quote, spoken)),
            Selector::Position(position) if self.position.is_none() => {
                self.position = Some(spoken.at_code_points(position.start, position.end));
            }
            Selector::Range(range) if self.range.is_none() && depth > 0 => {
                self.range = Some(between(range, spoken, depth - 1));
            }
            _ => {}
        }
    }

    pub fn is_empty(&self) -> bool {
        self.window.is_none() && self.quotation.is_none() && self.position.is_none() && self.range.is_none()
    }
}

/// The standard leaves out what the end selector finds.
fn between(range: &RangeSelector, spoken: &Spoken<'_>, depth: usize) -> Option<Range<usize>> {
    let find = |selector: &Selector| {
        let evidence = Evidence::at_depth([selector], spoken, depth);
        evidence.choose().ok().map(|choice| choice.tokens)
    };
    let (start, end) = (find(&range.start_selector)?.start, find(&range.end_selector)?.start);
    (start < end).then_some(start..end)
}

impl Window {
    /// Nothing when the time is no place in the recording: a clock on the wall, or a transcript that counts from midnight.
    fn of(time: &Time, spoken: &Spoken<'_>) -> Option<Self> {
        let (start, end) = time.span_ms().filter(|_| spoken.transcript.axis == Axis::Recording)?;
        let is_in = |span: &Option<Span>| {
            // A moment without length is heard in the millisecond that it names.
            let holds = |span: &Span| span.end_ms.max(span.start_ms.saturating_add(1)) > start;
            span.is_some_and(|span| holds(&span) && end.is_none_or(|end| span.start_ms < end))
        };
        let spoken: Vec<bool> = spoken.times.iter().map(is_in).collect();
        Some(Self { run: longest_run(&spoken), spoken })
    }

    pub fn touches(&self, tokens: &Range<usize>) -> bool {
        self.spoken[tokens.clone()].iter().any(|is_in| *is_in)
    }
}

fn longest_run(spoken: &[bool]) -> Option<Range<usize>> {
    let mut longest: Option<Range<usize>> = None;
    let mut from = 0;
    for run in spoken.chunk_by(|one, other| one == other) {
        if run[0] && longest.as_ref().is_none_or(|longest| longest.len() < run.len()) {
            longest = Some(from..from + run.len());
        }
        from += run.len();
    }
    longest
}
