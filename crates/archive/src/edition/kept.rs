//! The sources and statements that stay in an edition, and what goes with those that do not: answers, messages, findings,
//! whatever points to them. Which addresses stay is in `allowed_links`.

use crate::edition::allowed_links::link_of;
use crate::edition::withholdable::{Withholdable, shown};
use crate::snapshot::Snapshot;
use firsthand_model::custody::{CustodyChain, chain};
use firsthand_model::words::ExaminedPart;
use firsthand_model::{
    Answer, Bearing, Custody, Dependence, Examination, Finding, Message, Person, PersonId, Population, Prompt, Session,
    Source, SourceId, Statement, StatementId,
};
use firsthand_publish::{ClearedStatement, StaleMark};
use std::collections::{BTreeMap, BTreeSet};

/// The sources and statements that stay: a statement goes with its source, an inner record with its statement.
pub(crate) struct Kept<'a> {
    pub(crate) sources: BTreeMap<SourceId, &'a Source>,
    statements: BTreeMap<&'a StatementId, &'a Statement>,
    order: Vec<&'a StatementId>,
    questions: BTreeSet<&'a str>,
    /// Parties that may not be shown, and may not be pointed to either.
    unseen: BTreeSet<&'a str>,
    /// Places and parts of the scene that may be shown.
    places: BTreeSet<&'a str>,
}

impl<'a> Kept<'a> {
    pub(crate) fn of(snapshot: &'a Snapshot) -> Self {
        let sources: BTreeMap<SourceId, &Source> = snapshot
            .sources
            .iter()
            .filter(|source| !source.is_withheld())
            .map(|source| (source.id.clone(), source))
            .collect();
        let stays = |statement: &&Statement| {
            !statement.is_withheld() && statement.source.as_ref().is_some_and(|source| sources.contains_key(source))
        };
        let order: Vec<&Statement> = snapshot.statements.iter().filter(stays).collect();
        Kept {
            statements: order.iter().map(|statement| (&statement.id, *statement)).collect(),
            order: order.iter().map(|statement| &statement.id).collect(),
            questions: snapshot.questions.iter().filter(|q| !q.is_withheld()).map(|q| q.id.as_str()).collect(),
            places: shown_places(snapshot),
            unseen: snapshot.people.iter().filter(|p| p.is_withheld()).map(|p| p.id.as_str()).collect(),
            sources,
        }
    }

    pub(crate) fn has(&self, id: &StatementId) -> bool {
        self.statements.contains_key(id)
    }

    pub(crate) fn statements(&self) -> impl Iterator<Item = &'a Statement> {
        self.order.iter().map(|id| self.statements[id])
    }

    pub(crate) fn has_answer(&self, answer: &Answer) -> bool {
        answer.statement_id.as_ref().is_some_and(|id| self.has(id))
            && answer.question_id.as_ref().is_some_and(|id| self.questions.contains(id.as_str()))
    }

    /// Rows whose questions are shown and whose inner population somebody shown answers for. Notes are the coders' own.
    pub(crate) fn populations(&self, snapshot: &Snapshot) -> Vec<Population> {
        let is_answered = |row: &&Population| {
            let of = |answer: &&Answer| answer.question_id == row.question_id && answer.population == row.population;
            let is_around_shown = row.outer_question().is_some_and(|id| self.questions.contains(id.as_str()));
            is_around_shown && snapshot.answers.iter().filter(of).any(|answer| self.has_answer(answer))
        };
        let bare = |row: &Population| Population { note: None, other: Default::default(), ..row.clone() };
        snapshot.populations.iter().filter(is_answered).map(bare).collect()
    }

    pub(crate) fn has_both(&self, dependence: &Dependence) -> bool {
        [&dependence.from_statement, &dependence.to_statement]
            .iter()
            .all(|id| id.as_ref().is_some_and(|id| self.has(id)))
    }

    fn only_kept(&self, ids: &mut Vec<StatementId>) {
        ids.retain(|id| self.has(id));
    }

    /// How each original came here; of hand-overs that are withheld nothing stays but that they are there.
    pub(crate) fn custody(&self, snapshot: &Snapshot) -> BTreeMap<SourceId, CustodyChain> {
        let shown = |rows: Vec<&Custody>| {
            let mut chain = chain(rows, snapshot.offset_minutes()).shown();
            chain.handovers.iter_mut().for_each(|handover| handover.row.forget_unknown());
            chain
        };
        let kept = snapshot.handovers_by_source().into_iter().filter(|(id, _)| self.sources.contains_key(*id));
        kept.map(|(id, rows)| (id.clone(), shown(rows))).collect()
    }

    /// Looks at originals of sources that are shown, and those parts of each at which somebody looked and may not be quoted.
    pub(crate) fn examinations(&self, snapshot: &Snapshot) -> (Vec<Examination>, BTreeSet<(SourceId, ExaminedPart)>) {
        let is_kept = |row: &&Examination| row.source_id.as_ref().is_some_and(|id| self.sources.contains_key(id));
        let (withheld, shown): (Vec<&Examination>, Vec<&Examination>) =
            snapshot.examinations.iter().filter(is_kept).partition(|row| row.is_withheld());
        let unseen = withheld.into_iter().filter_map(|row| Some((row.source_id.clone()?, row.part?)));
        (shown.into_iter().cloned().collect(), unseen.collect())
    }

    pub(crate) fn sessions(&self, snapshot: &Snapshot) -> Vec<Session> {
        let mut sessions = shown(&snapshot.sessions);
        sessions.retain(|session| session.source_id.as_ref().is_none_or(|id| self.sources.contains_key(id)));
        sessions.iter_mut().for_each(|session| self.only_kept(&mut session.statement_ids));
        sessions
    }

    pub(crate) fn people(&self, snapshot: &Snapshot) -> Vec<Person> {
        let mut people = shown(&snapshot.people);
        people.iter_mut().for_each(|party| party.belongs_to.retain(|id| !self.unseen.contains(id.as_str())));
        people
    }

    pub(crate) fn messages(&self, snapshot: &Snapshot) -> Vec<Message> {
        let mut messages = shown(&snapshot.messages);
        messages.retain(|message| self.is_told_of(message, snapshot));
        for message in &mut messages {
            let Message { sent_by_source, receipt_evidence, understood_evidence, carrier_evidence, .. } = message;
            for ids in [sent_by_source, receipt_evidence, understood_evidence, carrier_evidence] {
                self.only_kept(ids);
            }
            self.only_kept(&mut message.conveys);
            self.only_kept(&mut message.disputed_by);
            let is_seen = |id: &PersonId| !self.unseen.contains(id.as_str());
            message.from_id = message.from_id.take().filter(is_seen);
            message.to_id = message.to_id.take().filter(is_seen);
            message.carrier_ids.retain(is_seen);
        }
        messages
    }

    /// Whether any statement that tells of a message is shown; where none does, any of its row's sources, if it names one.
    fn is_told_of(&self, message: &Message, snapshot: &Snapshot) -> bool {
        let Message { sent_by_source, receipt_evidence, understood_evidence, carrier_evidence, .. } = message;
        let told_by: Vec<&StatementId> =
            [sent_by_source, receipt_evidence, understood_evidence, carrier_evidence].into_iter().flatten().collect();
        if !told_by.is_empty() {
            return told_by.into_iter().any(|id| self.has(id));
        }
        let is_film = |id: &str| snapshot.media.iter().any(|film| film.id.as_str() == id && !film.is_withheld());
        let is_kept = |id: &str| self.sources.contains_key(&SourceId::from(id)) || is_film(id);
        message.source_ids.is_empty() || message.source_ids.iter().any(|id| is_kept(id.as_str()))
    }

    pub(crate) fn findings(&self, snapshot: &Snapshot) -> Vec<Finding> {
        let mut findings = shown(&snapshot.findings);
        findings.retain(|finding| finding.question_id.as_ref().is_some_and(|id| self.questions.contains(id.as_str())));
        for finding in &mut findings {
            self.only_kept(&mut finding.for_statements);
            self.only_kept(&mut finding.against_statements);
        }
        findings
    }

    /// Bearings of statements that are shown on explanations of questions that are; none that names a party who may not be shown.
    pub(crate) fn bearings(&self, snapshot: &Snapshot) -> Vec<Bearing> {
        let mut bearings = shown(&snapshot.bearings);
        bearings.retain(|bearing| {
            bearing.statement_id.as_ref().is_some_and(|id| self.has(id))
                && bearing.question_id.as_ref().is_some_and(|id| self.questions.contains(id.as_str()))
                && bearing.explanation.as_ref().is_some_and(|id| !self.unseen.contains(id.as_str()))
        });
        bearings
    }

    /// What became of statements after findings that stay cite them; those that may not be shown are not named.
    pub(crate) fn stale(&self, snapshot: &Snapshot) -> BTreeMap<String, Vec<StaleMark>> {
        let mut stale = crate::judgment::stale::stale(snapshot);
        for mark in stale.values_mut().flatten() {
            mark.statement = mark.statement.take().filter(|id| self.has(id));
            mark.entry = mark.entry.filter(|_| mark.statement.is_some());
        }
        stale
    }

    pub(crate) fn prompts(&self, snapshot: &Snapshot) -> Vec<Prompt> {
        let mut prompts: Vec<Prompt> = snapshot.prompts.iter().filter(|prompt| self.has(&prompt.id)).cloned().collect();
        for prompt in &mut prompts {
            self.only_kept(&mut prompt.support);
            self.only_kept(&mut prompt.differ);
            self.only_kept(&mut prompt.about_other);
        }
        prompts
    }

    pub(crate) fn cleared_statement(&self, statement: &Statement) -> ClearedStatement {
        let source = statement.source.as_ref().and_then(|id| self.sources.get(id));
        let link = source.filter(|_| statement.public_link == Some(true)).and_then(|source| link_of(source));
        let doubt = source.filter(|source| source.doubtful == Some(true));
        let note = doubt.and_then(|source| source.access_note.clone().or_else(|| source.access_and_limits.clone()));
        let mut statement = statement.clone();
        statement.speaker_id = statement.speaker_id.take().filter(|id| !self.unseen.contains(id.as_str()));
        statement.knows_from_ids.retain(|id| !self.unseen.contains(id.as_str()));
        statement.seen_from = statement.seen_from.take().filter(|id| self.places.contains(id.as_str()));
        ClearedStatement { statement, link, source_note: note }
    }
}

fn shown_places(snapshot: &Snapshot) -> BTreeSet<&str> {
    let places = snapshot.places.iter().filter(|one| !one.is_withheld()).map(|one| one.id.as_str());
    let parts = snapshot.scene_parts.iter().filter(|one| !one.is_withheld()).map(|one| one.id.as_str());
    places.chain(parts).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use firsthand_model::{Place, Question};

    #[test]
    fn where_somebody_stood_goes_with_a_place_that_is_withheld() {
        let place = |withhold: bool| Place { id: "L1".into(), withhold: Some(withhold), ..Place::default() };
        let statement = Statement { id: "E1".into(), seen_from: Some("L1".into()), ..Statement::default() };
        let seen_from = |withhold: bool| {
            let snapshot = Snapshot { places: vec![place(withhold)], ..Snapshot::default() };
            Kept::of(&snapshot).cleared_statement(&statement).statement.seen_from
        };
        assert_eq!((seen_from(false), seen_from(true)), (Some("L1".into()), None));
    }

    #[test]
    fn a_population_goes_with_the_question_around_it() {
        let question =
            |id: &str, withhold: bool| Question { id: id.into(), withhold: Some(withhold), ..Question::default() };
        let row = Population {
            question_id: Some("Q2".into()),
            population: Some("dead".into()),
            within: Some("held".into()),
            within_question: Some("Q1".into()),
            ..Population::default()
        };
        let answer = Answer {
            statement_id: Some("E1".into()),
            question_id: Some("Q2".into()),
            population: Some("dead".into()),
            ..Answer::default()
        };
        let kept_with = |withhold: bool| {
            let snapshot = Snapshot {
                sources: vec![Source { id: "S1".into(), ..Source::default() }],
                statements: vec![Statement { id: "E1".into(), source: Some("S1".into()), ..Statement::default() }],
                questions: vec![question("Q1", withhold), question("Q2", false)],
                answers: vec![answer.clone()],
                populations: vec![row.clone()],
                ..Snapshot::default()
            };
            Kept::of(&snapshot).populations(&snapshot).len()
        };
        assert_eq!((kept_with(false), kept_with(true)), (1, 0));
    }
}
