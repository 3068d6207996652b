//! The question *passages*: for every statement that quotes a transcript or names its seconds, whether its words are still
//! where they were, also after corrections; and which passages are found nowhere any more. Passages of `passages.csv` are
//! pinned to an original and a revision; others are made of a statement's locator and quotation.

use crate::Archive;
use crate::error::ArchiveError;
use crate::snapshot::{Snapshot, with_prefix};
use crate::spoken::transcripts::TranscriptView;
use firsthand_model::media_fragment::MediaFragment;
use firsthand_model::selector::{
    FragmentSelector, MEDIA_FRAGMENTS, Means, Orphan, Passage, Resolution, Selector, Spoken, TextPositionSelector,
    TextQuoteSelector, resolve_in,
};
use firsthand_model::{PassageRow, Source, Statement};
use firsthand_publish::play::Stretch;
use serde::Serialize;
use std::collections::BTreeMap;
use std::ops::Range;

/// Where the words of one statement are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PassageLine {
    /// The statement.
    pub statement: String,
    /// The passage's id, if it is pinned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The revision in which it was marked, if it is pinned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marked_in: Option<i64>,
    /// The transcript that was looked through, or the digest of an original that has none here.
    pub transcript: String,
    /// The revision that was looked through.
    pub revision: i64,
    /// What the statement quotes.
    pub quote: Option<String>,
    /// Which of its ways to name the passage was believed; nothing for an orphan.
    pub by: Option<Means>,
    /// Why it is found nowhere.
    pub orphaned: Option<Orphan>,
    /// The words that stand there now.
    pub words: Option<String>,
    /// Its tokens, as ids of the transcript that was looked through.
    #[serde(skip)]
    pub tokens: Option<Range<u64>>,
    /// First and last millisecond, where the transcript has times.
    pub ms: Option<(i64, i64)>,
    /// Whether the words stand in several places that nothing tells apart.
    pub is_ambiguous: bool,
    /// Whether time and quotation name different words.
    pub is_disagreed: bool,
}

impl Archive {
    /// Every passage of a statement in a transcript that the case holds, in order of statement.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn passages(&self) -> Result<Vec<PassageLine>, ArchiveError> {
        let snapshot = self.snapshot()?;
        let views = self.all_transcripts_in(&snapshot);
        Ok(lines(&snapshot, &laid(&views)))
    }
}

/// Transcripts laid out for searching, by name.
pub(crate) type Laid<'v> = BTreeMap<&'v str, (&'v TranscriptView, Spoken<'v>)>;

pub(crate) fn laid(views: &[TranscriptView]) -> Laid<'_> {
    views.iter().map(|view| (view.id.as_str(), (view, Spoken::of(&view.transcript)))).collect()
}

/// Every passage of a statement, in order of statement.
pub(crate) fn lines(snapshot: &Snapshot, spoken: &Laid<'_>) -> Vec<PassageLine> {
    let mut lines = Vec::new();
    for statement in &snapshot.statements {
        let is_its = |row: &&PassageRow| row.statement_id.as_ref() == Some(&statement.id);
        let mut pinned = snapshot.passages.iter().filter(is_its).peekable();
        match pinned.peek() {
            Some(_) => lines.extend(pinned.map(|row| pinned_line(statement, row, spoken))),
            None => lines.extend(made_line(snapshot, statement, spoken)),
        }
    }
    lines
}

/// Whether a source is in the language of the quotation, as far as both are known.
fn speaks(source: &Source, statement: &Statement) -> bool {
    let Some(quoted) = statement.quote_lang.as_deref() else { return true };
    source.langs.is_empty() || source.langs.iter().any(|lang| lang == quoted)
}

/// The passage that a statement's own columns name, in the first transcript of its source in the language of its quotation.
fn made_line(snapshot: &Snapshot, statement: &Statement, spoken: &Laid<'_>) -> Option<PassageLine> {
    let source = statement.source.as_ref()?;
    let own = snapshot.sources.iter().filter(|one| one.id == *source);
    let of = snapshot.sources.iter().filter(|one| one.depends_on.contains(source));
    let in_language = own.chain(of).filter(|one| speaks(one, statement));
    let (view, spoken) = in_language.filter_map(|one| spoken.get(one.id.as_str())).next()?;
    let selectors = selectors(statement);
    if selectors.is_empty() {
        return None;
    }
    let passage = Passage { original: view.original.clone(), revision: 0, selectors };
    Some(found(blank(statement, statement.quote.clone()), &passage, view, spoken))
}

fn pinned_line(statement: &Statement, row: &PassageRow, spoken: &Laid<'_>) -> PassageLine {
    let original = with_prefix(row.original.as_deref().unwrap_or_default());
    let line = PassageLine {
        id: Some(row.id.to_string()),
        marked_in: row.revision,
        ..blank(statement, row.exact.clone().or_else(|| statement.quote.clone()))
    };
    let Some((view, spoken)) = spoken.values().find(|(view, _)| view.original == original) else {
        return PassageLine { transcript: original, orphaned: Some(Orphan::NoTranscript), ..line };
    };
    let revision = row.revision.and_then(|revision| u64::try_from(revision).ok()).unwrap_or(0);
    let passage = Passage { original, revision, selectors: pinned_selectors(row) };
    found(line, &passage, view, spoken)
}

fn blank(statement: &Statement, quote: Option<String>) -> PassageLine {
    PassageLine {
        statement: statement.id.to_string(),
        id: None,
        marked_in: None,
        transcript: String::new(),
        revision: 0,
        quote,
        by: None,
        orphaned: None,
        words: None,
        tokens: None,
        ms: None,
        is_ambiguous: false,
        is_disagreed: false,
    }
}

fn found(line: PassageLine, passage: &Passage, view: &TranscriptView, spoken: &Spoken<'_>) -> PassageLine {
    let line = PassageLine { transcript: view.id.clone(), revision: view.revision, ..line };
    match resolve_in(passage, spoken) {
        Resolution::Orphaned(orphan) => PassageLine { orphaned: Some(orphan), ..line },
        Resolution::Found(found) => {
            let tokens = view.transcript.tokens().filter(|token| found.tokens.contains(&token.id));
            PassageLine {
                by: Some(found.by),
                tokens: Some(found.tokens.clone()),
                words: Some(tokens.map(|token| token.text).collect::<Vec<_>>().join(" ")),
                ms: found.ms.map(|ms| (ms.start, ms.end)),
                is_ambiguous: found.is_ambiguous,
                is_disagreed: !found.disagreeing.is_empty(),
                ..line
            }
        }
    }
}

/// The ways in which a row of `passages.csv` names its passage.
fn pinned_selectors(row: &PassageRow) -> Vec<Selector> {
    let fragment = row.fragment.clone().map(|value| {
        let conforms_to = Some(MEDIA_FRAGMENTS.to_owned());
        Selector::Fragment(FragmentSelector { value, conforms_to, refined_by: None })
    });
    let quote = row.exact.clone().map(|exact| {
        let (prefix, suffix) = (row.prefix.clone(), row.suffix.clone());
        Selector::Quote(TextQuoteSelector { exact, prefix, suffix, refined_by: None })
    });
    let place = |count: Option<i64>| count.and_then(|count| u64::try_from(count).ok());
    let position = place(row.start)
        .zip(place(row.end))
        .map(|(start, end)| Selector::Position(TextPositionSelector { start, end, refined_by: None }));
    fragment.into_iter().chain(quote).chain(position).collect()
}

/// The ways in which the words of a statement are named in one original: those of its pinned passages there, else its own.
pub(crate) fn selectors_of(snapshot: &Snapshot, statement: &Statement, original: &str) -> Vec<Selector> {
    let is_here = |row: &&PassageRow| {
        let pinned = with_prefix(row.original.as_deref().unwrap_or_default());
        row.statement_id.as_ref() == Some(&statement.id) && pinned == original
    };
    match snapshot.passages.iter().find(is_here) {
        Some(row) => pinned_selectors(row),
        None => selectors(statement),
    }
}

/// The ways in which a statement names its passage: the seconds at the head of its locator, and its quotation.
fn selectors(statement: &Statement) -> Vec<Selector> {
    let stretch = statement.locator.as_deref().and_then(Stretch::of_locator);
    let fragment = stretch.and_then(|stretch| MediaFragment::of_ms(stretch.start_ms, stretch.end_ms?));
    let quote = statement.quote.as_ref().filter(|quote| !quote.trim().is_empty());
    let fragment = fragment.map(|fragment| Selector::Fragment(FragmentSelector::of(&fragment)));
    let quote =
        quote.map(|exact| Selector::Quote(TextQuoteSelector { exact: exact.clone(), ..TextQuoteSelector::default() }));
    fragment.into_iter().chain(quote).collect()
}
