//! The question *passages*: for every statement that quotes a transcript or names its seconds, whether its words are still
//! where they were, also after corrections; and which passages are found nowhere any more.

use crate::Archive;
use crate::error::ArchiveError;
use crate::transcripts::TranscriptView;
use firsthand_model::media_fragment::MediaFragment;
use firsthand_model::selector::{
    FragmentSelector, Means, Orphan, Passage, Resolution, Selector, Spoken, TextQuoteSelector, resolve_in,
};
use firsthand_model::{Source, Statement};
use firsthand_publish::play::Stretch;
use serde::Serialize;
use std::collections::BTreeMap;

/// Where the words of one statement are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PassageLine {
    /// The statement.
    pub statement: String,
    /// The source whose transcript was looked through.
    pub transcript: String,
    /// What the statement quotes.
    pub quote: Option<String>,
    /// Which of its ways to name the passage was believed; nothing for an orphan.
    pub by: Option<Means>,
    /// Why it is found nowhere.
    pub orphaned: Option<Orphan>,
    /// The words that stand there now.
    pub words: Option<String>,
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
        let views = self.transcript_views(None)?;
        let spoken: BTreeMap<&str, (&TranscriptView, Spoken<'_>)> =
            views.iter().map(|view| (view.id.as_str(), (view, Spoken::of(&view.transcript)))).collect();
        let mut lines = Vec::new();
        for statement in &snapshot.statements {
            let Some(source) = statement.source.as_ref() else { continue };
            let own = snapshot.sources.iter().filter(|one| one.id == *source);
            let of = snapshot.sources.iter().filter(|one| one.depends_on.contains(source));
            let in_language = own.chain(of).filter(|one| speaks(one, statement));
            let held = in_language.filter_map(|one| spoken.get(one.id.as_str()));
            lines.extend(held.filter_map(|(view, spoken)| line(statement, view, spoken)).next());
        }
        Ok(lines)
    }
}

/// Whether a source is in the language of the quotation, as far as both are known.
fn speaks(source: &Source, statement: &Statement) -> bool {
    let Some(quoted) = statement.quote_lang.as_deref() else { return true };
    source.langs.is_empty() || source.langs.iter().any(|lang| lang == quoted)
}

fn line(statement: &Statement, view: &TranscriptView, spoken: &Spoken<'_>) -> Option<PassageLine> {
    let passage = Passage { original: view.original.clone(), revision: 0, selectors: selectors(statement) };
    if passage.selectors.is_empty() {
        return None;
    }
    let blank = PassageLine {
        statement: statement.id.to_string(),
        transcript: view.id.clone(),
        quote: statement.quote.clone(),
        by: None,
        orphaned: None,
        words: None,
        ms: None,
        is_ambiguous: false,
        is_disagreed: false,
    };
    Some(match resolve_in(&passage, spoken) {
        Resolution::Orphaned(orphan) => PassageLine { orphaned: Some(orphan), ..blank },
        Resolution::Found(found) => {
            let tokens = view.transcript.tokens().filter(|token| found.tokens.contains(&token.id));
            PassageLine {
                by: Some(found.by),
                words: Some(tokens.map(|token| token.text).collect::<Vec<_>>().join(" ")),
                ms: found.ms.map(|ms| (ms.start, ms.end)),
                is_ambiguous: found.is_ambiguous,
                is_disagreed: !found.disagreeing.is_empty(),
                ..blank
            }
        }
    })
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
