//! Who gives no answer to a question: does not know, declined, was not asked, was not read. Four different things, and none of
//! them a denial. What is withheld is never named, and its source is not called silent either.

use crate::natural::natural;
use firsthand_model::board::NoAnswer;
use firsthand_model::words::{ReadExtent, Stance};
use firsthand_model::{Answer, QuestionId, Source, SourceId, Statement, StatementId};
use std::collections::BTreeSet;

/// What is looked through for one question.
pub(crate) struct Silence<'e, 'a> {
    pub question: &'e QuestionId,
    /// Every statement of the case, those that may not be named too.
    pub statements: &'e [&'a Statement],
    pub answers: &'e [&'a Answer],
    pub sources: &'e [&'a Source],
}

impl Silence<'_, '_> {
    /// The four rows; `is_named` says which statements may be shown.
    pub fn rows(&self, is_named: &dyn Fn(&Statement) -> bool) -> NoAnswer {
        let answering: BTreeSet<&StatementId> =
            self.answers.iter().filter_map(|one| one.statement_id.as_ref()).collect();
        let speaks = |one: &&&Statement| one.question.as_ref() == Some(self.question) || answering.contains(&one.id);
        let put: Vec<&Statement> = self.statements.iter().filter(speaks).copied().collect();
        let of_stance = |stance: Stance| {
            let of = put.iter().filter(|one| one.stance == Some(stance) && is_named(one));
            let mut ids: Vec<StatementId> = of.map(|one| one.id.clone()).collect();
            ids.sort_by_cached_key(|id| natural(id.as_str()));
            ids
        };
        let heard: BTreeSet<&SourceId> = put.iter().filter_map(|one| one.source.as_ref()).collect();
        // Who speaks in one source speaks in what is made of it too: its captions, its translation, a summary of it.
        let is_heard = |one: &Source| {
            let is_made_of_it = |other: &&&Source| other.depends_on.contains(&one.id) && heard.contains(&other.id);
            heard.contains(&one.id)
                || one.depends_on.iter().any(|id| heard.contains(id))
                || self.sources.iter().any(|other| is_made_of_it(&other))
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
