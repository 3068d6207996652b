//! Who gives no answer to a question: does not know, declined, was not asked, was not read. Four different things, and none of
//! them a denial. What is withheld is never named, and its source is not called silent either.

use crate::chains::Chains;
use crate::quick::Set;
use firsthand_model::board::NoAnswer;
use firsthand_model::natural::natural;
use firsthand_model::words::{ReadExtent, Stance};
use firsthand_model::{Source, SourceId, StatementId};
use std::collections::BTreeMap;

/// What is looked through for one question.
pub(crate) struct Silence<'e, 'a> {
    pub chains: &'e Chains<'a>,
    /// Every statement on the question, by place, whether it answers or only says why not; those that may not be named too.
    pub statements: Vec<usize>,
    pub sources: &'e [&'a Source],
}

impl<'a> Silence<'_, 'a> {
    /// The four rows; `is_named` says which statements may be shown.
    pub fn rows(&self, is_named: &dyn Fn(usize) -> bool) -> NoAnswer {
        let of_stance = |stance: Stance| {
            let is_of = |at: &usize| self.chains.manner(*at).stance == stance && is_named(*at);
            let of = self.statements.iter().copied().filter(is_of).map(|at| &self.chains.spoken(at).id);
            let ids: BTreeMap<_, &StatementId> = of.map(|id| (natural(id.as_str()), id)).collect();
            ids.into_values().cloned().collect()
        };
        let heard = self.heard();
        // Who speaks in one source speaks in what is made of it too: its captions, its translation, a summary of it.
        let made_of = self.sources.iter().filter(|one| heard.contains(&one.id)).flat_map(|one| &one.depends_on);
        let made_of: Set<&SourceId> = made_of.collect();
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

    /// The sources in which these statements stand; not looked for where no source can be silent.
    fn heard(&self) -> Set<&'a SourceId> {
        let statements = if self.sources.is_empty() { &[][..] } else { &self.statements };
        statements.iter().filter_map(|&at| self.chains.statements[at].source.as_ref()).collect()
    }
}
