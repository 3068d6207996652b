//! Which record or original an erasure means. Ids are unique in their table only, so a plain id may name several.

use crate::erasure::erase_entry::Seen;
use crate::error::ArchiveError;
use firsthand_model::references::kind_named;
use firsthand_model::{Kind, Translation};
use std::collections::BTreeSet;

/// What is to be erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// The original with this digest.
    Original(String),
    /// The record of this kind with this id.
    Record(Kind, String),
}

impl Target {
    /// The one thing among the live entries that `sha256:…`, `kind:id` or an id names.
    pub(crate) fn named(seen: &[Seen], text: &str) -> Result<Target, ArchiveError> {
        let original = Target::Original(text.to_owned());
        let record = text.split_once(':').and_then(|(kind, id)| Some(Target::Record(kind_of(kind)?, id.to_owned())));
        for target in std::iter::once(original).chain(record) {
            if seen.iter().any(|entry| target.is(entry)) {
                return Ok(target);
            }
        }
        let with_id = seen.iter().filter(|entry| entry.handle.as_deref() == Some(text));
        let kinds: BTreeSet<Kind> = with_id.filter_map(|entry| entry.kind).filter(|kind| is_erasable(*kind)).collect();
        Ok(Target::Record(the_kind(kinds, "record or original", text)?, text.to_owned()))
    }

    /// Whether an entry is a revision of it.
    pub(crate) fn is(&self, entry: &Seen) -> bool {
        match self {
            Target::Original(digest) => entry.kind == Some(Kind::Original) && entry.body["sha256"] == digest.as_str(),
            Target::Record(kind, id) => entry.kind == Some(*kind) && entry.handle.as_deref() == Some(id),
        }
    }
}

fn kind_of(word: &str) -> Option<Kind> {
    kind_named(word).filter(|kind| is_erasable(*kind))
}

fn is_erasable(kind: Kind) -> bool {
    !matches!(kind, Kind::Erasure | Kind::Edition | Kind::Settings | Kind::Key | Kind::Receipt | Kind::Accepted)
}

/// The kind that is meant by an id alone, of those that have it. A statement's span and its line beside the prompt bear its id by
/// design and go with it.
pub(crate) fn the_kind(mut kinds: BTreeSet<Kind>, what: &str, id: &str) -> Result<Kind, ArchiveError> {
    if kinds.contains(&Kind::Statement) {
        kinds.remove(&Kind::Span);
        kinds.remove(&Kind::Prompt);
    }
    let mut of_each = kinds.iter();
    match (of_each.next(), of_each.next()) {
        (None, _) => Err(ArchiveError::Unknown { what: what.into(), id: id.to_owned() }),
        (Some(kind), None) => Ok(*kind),
        _ => Err(ArchiveError::Ambiguous {
            id: id.to_owned(),
            candidates: kinds.iter().map(|kind| format!("{kind}:{id}")).collect(),
        }),
    }
}

/// Whether a translation is of a field of this record.
pub(crate) fn translates(translation: &Translation, kind: Kind, id: &str) -> bool {
    let is_kind = translation.of_kind.as_deref() == Some(kind.name());
    is_kind && translation.of_id.as_ref().is_some_and(|of| of.as_str() == id)
}
