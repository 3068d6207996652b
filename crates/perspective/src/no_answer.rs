//! Who gives no answer to a question: does not know, declined, was not asked, was not read. Four different things, and none of
//! them a denial. What is withheld is never named, and its source is not called silent either.

use crate::natural::natural;
use firsthand_model::board::NoAnswer;
use firsthand_model::words::{ReadExtent, Stance};
use firsthand_model::{Source, SourceId, Statement, StatementId};
use std::collections::{BTreeMap, HashSet};

/// What is looked through for one question.
pub(crate) struct Silence<'e, 'a> {
    /// Every statement on the question, whether it answers or only says why not; those that may not be named too.
    pub statements: Vec<&'a Statement>,
    pub sources: &'e [&'a Source],
}

impl Silence<'_, '_> {
    /// The four rows; `is_named` says which statements may be shown.
    pub fn rows(&self, is_named: &dyn Fn(&Statement) -> bool) -> NoAnswer {
        let of_stance = |stance: Stance| {
            let of = self.statements.iter().filter(|one| one.stance == Some(stance) && is_named(one));
            let ids: BTreeMap<_, &StatementId> = of.map(|one| (natural(one.id.as_str()), &one.id)).collect();
            ids.into_values().cloned().collect()
        };
        let heard: HashSet<&SourceId> = self.statements.iter().filter_map(|one| one.source.as_ref()).collect();
        // Who speaks in one source speaks in what is made of it too: its captions, its translation, a summary of it.
        let made_of = self.sources.iter().filter(|one| heard.contains(&one.id)).flat_map(|one| &one.depends_on);
        let made_of: HashSet<&SourceId> = made_of.collect();
        let is_heard = |one: &Source| {
            let is_itself = heard.contains(&one.id) || made_of.contains(&one.id);
            is_itself || one.depends_on.iter().any(|id| heard.contains(id))
        };
        let silent = |is_whole: bool| {
            let of = self.sources.iter().filter(|one| !is_heard(one));
            let of = of.filter(|one| (one.read_extent == Some(ReadExtent::Whole)) == is_whole);
            let mut ids: Vec<SourceId> = of.map(|one| one.id.clone()).collect();
            ids.sort_by_cached_key(|id| natural(id.as_str()));
            ids
        };
        NoAnswer {
            does_not_know: of_stance(Stance::DoesNotKnow),
            declines: of_stance(Stance::Declines),
            not_asked: silent(true),
            not_read: silent(false),
        }
    }
}
