//! Keeping a checked text: its claims that are statements of the case become rows of the prompt, with the statements beside
//! them, so that the dossier's prompt page shows them. A claim that is no statement of the case is not made one here.

use crate::Archive;
use crate::Surroundings;
use crate::check::text_places::Places;
use crate::commit::Writing;
use crate::error::ArchiveError;
use crate::import::import_folder::row_draft;
use crate::import::proposals::{Proposed, Refused, check};
use crate::import::receipt::ProblemAt;
use crate::snapshot::{Snapshot, with_prefix};
use firsthand_model::beside::{LaidAs, Relation};
use firsthand_model::{Prompt, Record, SourceId, Span, StatementId};
use firsthand_publish::checked::{CheckedText, Claim};
use firsthand_vault::Digest;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What was kept of a checked text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct KeptCheck {
    /// Entries written to the ledger; none if all of it was there.
    pub entries: u64,
    /// Rows of the marks table that were not kept, because they name no statement in `is_statement`.
    pub not_kept: Vec<u64>,
    /// What else is to be known, in sentences.
    pub notes: Vec<String>,
}

impl Archive {
    /// Writes the rows of the prompt for the claims that are statements.
    ///
    /// # Errors
    /// When the case cannot be written, or the claims are statements of more than one text.
    pub(crate) fn keep_check(
        &mut self,
        writing: &Writing,
        snapshot: &Snapshot,
        checked: &CheckedText,
        file: &str,
        around: &Surroundings,
    ) -> Result<KeptCheck, ArchiveError> {
        let source = the_one_source(snapshot, checked)?;
        let not_kept = checked.claims.iter().filter(|claim| claim.is_statement.is_none()).map(|claim| claim.row);
        let mut kept = KeptCheck { not_kept: not_kept.collect(), ..KeptCheck::default() };
        let has_spans = source.is_some_and(|source| is_its_bytes(snapshot, source, checked));
        if !has_spans && kept.not_kept.len() < checked.claims.len() {
            kept.notes.push(NO_SPANS.to_owned());
        }
        let proposed = records(checked, has_spans).into_iter().map(|(row, record)| Proposed {
            record,
            file: file.to_owned(),
            row: Some(row),
        });
        let sound = check(snapshot, proposed.collect(), Refused::new());
        kept.notes.extend(sound.problems.iter().map(|problem: &ProblemAt| problem.message.clone()));
        let fresh = sound.accepted.into_iter().filter(|one| !snapshot.has_same(&one.record));
        let drafts = fresh.map(|one| row_draft(snapshot, one, &BTreeMap::new())).collect();
        kept.entries = self.commit(writing, drafts, around)?;
        kept.notes.extend(self.lagging_notice());
        Ok(kept)
    }
}

const NO_SPANS: &str = "places of words were not kept: the file is not, byte for byte and as plain text, the original that \
     the statements' source names";

/// The source in which all statements stand that are claims of this text, and those of the prompt that is there.
fn the_one_source<'s>(snapshot: &'s Snapshot, checked: &CheckedText) -> Result<Option<&'s SourceId>, ArchiveError> {
    let own = checked.claims.iter().filter_map(|claim| claim.is_statement.as_ref());
    let ids: BTreeSet<&StatementId> = own.chain(snapshot.prompts.iter().map(|prompt| &prompt.id)).collect();
    let named = snapshot.statements.iter().filter(|statement| ids.contains(&statement.id));
    let sources: BTreeSet<&SourceId> = named.filter_map(|statement| statement.source.as_ref()).collect();
    match sources.len() {
        0 | 1 => Ok(sources.into_iter().next()),
        _ => Err(ArchiveError::SeveralPrompts { sources: sources.into_iter().map(ToString::to_string).collect() }),
    }
}

/// Whether offsets into the text are offsets into the source's original.
fn is_its_bytes(snapshot: &Snapshot, source: &SourceId, checked: &CheckedText) -> bool {
    let found = snapshot.sources.iter().find(|one| one.id == *source);
    let named = found.and_then(|source| source.sha256.as_deref()).map(with_prefix);
    named.is_some_and(|named| named == Digest::of(checked.text.as_bytes()).to_string())
}

/// A row of the prompt for each statement, and where its words stand, each with its row in the marks table.
fn records(checked: &CheckedText, has_spans: bool) -> Vec<(u64, Record)> {
    let places = Places::of(&checked.text);
    let mut records = Vec::new();
    for claim in &checked.claims {
        let Some(id) = &claim.is_statement else { continue };
        let paragraph = paragraph(checked, claim);
        records.push((claim.row, Record::Prompt(Box::new(prompt(id, claim, paragraph)))));
        if let Some(place) = claim.place.as_ref().filter(|_| has_spans) {
            let characters = places.characters(place);
            let span = Span {
                id: id.clone(),
                paragraph,
                char_start: i64::try_from(characters.start).ok(),
                char_end: i64::try_from(characters.end).ok(),
                byte_start: i64::try_from(place.start).ok(),
                byte_end: i64::try_from(place.end).ok(),
                sha256: Some(Digest::of(&checked.text.as_bytes()[place.clone()]).hex()),
                ..Span::default()
            };
            records.push((claim.row, Record::Span(Box::new(span))));
        }
    }
    records
}

fn paragraph(checked: &CheckedText, claim: &Claim) -> Option<i64> {
    let start = claim.place.as_ref()?.start;
    let at = checked.paragraphs.iter().position(|paragraph| paragraph.contains(&start))?;
    i64::try_from(at + 1).ok()
}

/// What fits without saying it stands with what a person laid beside it as something near.
fn prompt(id: &StatementId, claim: &Claim, paragraph: Option<i64>) -> Prompt {
    let of = |relation: Relation, how: LaidAs| {
        let compared = claim.record.answers.iter().filter(|one| one.relation == relation).map(|one| &one.statement);
        let laid = claim.laid.iter().filter(|(_, laid)| *laid == how).map(|(id, _)| id);
        let mut seen = BTreeSet::new();
        compared.chain(laid).filter(|other| *other != id && seen.insert(*other)).cloned().collect()
    };
    Prompt {
        id: id.clone(),
        paragraph,
        question_id: claim.question.clone(),
        support: of(Relation::Says, LaidAs::SaidBy),
        differ: of(Relation::Excludes, LaidAs::DiffersFrom),
        about_other: of(Relation::Fits, LaidAs::AboutSomethingElse),
        sources_say: claim.note.clone(),
        ..Prompt::default()
    }
}
