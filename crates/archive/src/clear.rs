//! Clearing: from the whole case to what one audience may be given. The only maker of a `DossierInput`.
//! What is left out here is remembered in `Withheld`, for the scan that looks for it in the finished folder.

use crate::address::addresses;
use crate::snapshot::Snapshot;
use firsthand_model::board::Board;
use firsthand_model::history::History;
use firsthand_model::reach::Reached;
use firsthand_model::{
    Account, Answer, CaseSettings, Dependence, Event, Finding, Kind, Media, Message, Person, PersonId, Place,
    Population, Prompt, Question, ScenePart, Session, Source, SourceId, Span, Statement, StatementId, Translation,
};
use firsthand_perspective::{Evidence, Reach, Standing, Switches, reached};
use firsthand_publish::{ClearedSource, ClearedStatement, DossierInput, EditionMark, StaleMark};
use std::collections::{BTreeMap, BTreeSet};

/// For whom a dossier is made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Audience {
    /// Anybody.
    #[default]
    Public,
}

impl Audience {
    /// The audience's name in an edition.
    pub fn word(self) -> &'static str {
        match self {
            Audience::Public => "public",
        }
    }
}

/// Clears the case for an audience: withheld rows go, and whatever stands only on them; columns that stay with the
/// team go, and columns that this version does not know; an address stays only where a link is allowed.
pub fn clear(snapshot: &Snapshot, audience: Audience, edition: EditionMark, address_key: &[u8]) -> DossierInput {
    let kept = Kept::of(snapshot);
    let mut input = DossierInput {
        settings: public_settings(&snapshot.settings),
        audience: audience.word().to_owned(),
        edition,
        sources: kept.sources.values().map(|source| cleared_source(source)).collect(),
        statements: kept.statements().map(|statement| kept.cleared_statement(statement)).collect(),
        answers: snapshot.answers.iter().filter(|answer| kept.has_answer(answer)).cloned().collect(),
        people: kept.people(snapshot),
        questions: shown(&snapshot.questions),
        sessions: kept.sessions(snapshot),
        media: shown(&snapshot.media).into_iter().map(cleared_media).collect(),
        spans: snapshot.spans.iter().filter(|span| kept.has(&span.id)).cloned().collect(),
        places: shown(&snapshot.places),
        scene_parts: shown(&snapshot.scene_parts),
        populations: kept.populations(snapshot),
        events: shown(&snapshot.events),
        messages: kept.messages(snapshot),
        dependences: snapshot.dependences.iter().filter(|dependence| kept.has_both(dependence)).cloned().collect(),
        stale: kept.stale(snapshot),
        findings: kept.findings(snapshot),
        prompts: kept.prompts(snapshot),
        accounts: shown(&snapshot.accounts),
        originals: snapshot.originals_by_source(),
        entries: snapshot.entries.clone(),
        ..DossierInput::default()
    };
    strip_addresses(&mut input);
    strip_unknown(&mut input);
    input.originals.retain(|source, _| kept.sources.contains_key(source));
    input.translations = kept_translations(snapshot, &input);
    input.addresses = addresses(snapshot, &input, address_key);
    let named: BTreeSet<(Kind, String)> = input.addresses.keys().collect();
    input.entries.retain(|key, _| named.contains(key) || key.0 == Kind::Case);
    (input.boards, input.histories) = boards_and_histories(snapshot, &input);
    input.boards_without_duress = boards_without_duress(snapshot, &input);
    input.reached = reached_by_party(snapshot, &input);
    input.codings = crate::clear_codings::coded_fields(snapshot, &input);
    input
}

/// What is reported to have reached each party, from what was cleared alone; those whom nothing reached are left out.
fn reached_by_party(snapshot: &Snapshot, input: &DossierInput) -> Vec<Reached> {
    let sources: Vec<Source> = input.sources.iter().map(|cleared| cleared.source.clone()).collect();
    let statements: Vec<Statement> = input.statements.iter().map(|cleared| cleared.statement.clone()).collect();
    let reach = Reach {
        people: &input.people,
        messages: &input.messages,
        statements: &statements,
        sources: &sources,
        offset_minutes: snapshot.offset_minutes(),
        leave_out_duress: false,
    };
    let each = input.people.iter().map(|party| reached(&reach, &party.id, None));
    each.filter(|found| !found.messages.is_empty()).collect()
}

fn boards_and_histories(snapshot: &Snapshot, input: &DossierInput) -> (Vec<Board>, Vec<History>) {
    Standing::of(evidence_of(snapshot, input)).into_parts()
}

/// The records from which boards are made of what was cleared. Chains run through every statement, so that two reports do
/// not become distinct because what both repeat is withheld; a withheld statement is neither named nor counted.
pub(crate) fn evidence_of<'a>(snapshot: &'a Snapshot, input: &'a DossierInput) -> Evidence<'a> {
    let shown: BTreeSet<&StatementId> = input.statements.iter().map(|cleared| &cleared.statement.id).collect();
    let withheld = snapshot.statements.iter().map(|statement| &statement.id).filter(|id| !shown.contains(id));
    let (statements, dependences) = (&snapshot.statements, &snapshot.dependences);
    Evidence::new(&input.questions, statements, &input.answers, dependences, &input.people, snapshot.offset_minutes())
        .read_in(input.sources.iter().map(|cleared| &cleared.source))
        .at_places(&input.places, &input.scene_parts)
        .without_naming(withheld.cloned().collect())
}

/// Boards of the questions that somebody under duress answers, without those answers.
fn boards_without_duress(snapshot: &Snapshot, input: &DossierInput) -> Vec<Board> {
    let has_duress = |board: &&Board| board.scopes.iter().flat_map(|scope| &scope.answers).any(|scoped| scoped.duress);
    let evidence = evidence_of(snapshot, input).with(Switches { leave_out_duress: true });
    input.boards.iter().filter(has_duress).filter_map(|board| evidence.board(&board.question)).collect()
}

/// A record that a row may withhold from every public edition.
trait Withholdable {
    /// Whether no public edition may show it.
    fn is_withheld(&self) -> bool;
    /// Forgets every column that this version does not know, those of the team among them.
    fn forget_unknown(&mut self);
}

macro_rules! withholdable {
    ($($type:ty),+) => {$(
        impl Withholdable for $type {
            fn is_withheld(&self) -> bool {
                self.withhold == Some(true)
            }
            fn forget_unknown(&mut self) {
                self.other.clear();
            }
        }
    )+};
}

withholdable!(
    Source,
    Person,
    Question,
    Session,
    Media,
    Statement,
    Place,
    ScenePart,
    Event,
    Message,
    Finding,
    Translation,
    Account
);

macro_rules! never_withheld {
    ($($type:ty),+) => {$(
        impl Withholdable for $type {
            fn is_withheld(&self) -> bool {
                false
            }
            fn forget_unknown(&mut self) {
                self.other.clear();
            }
        }
    )+};
}

never_withheld!(Answer, Span, Dependence, Prompt, CaseSettings);

fn shown<T: Withholdable + Clone>(records: &[T]) -> Vec<T> {
    records.iter().filter(|record| !record.is_withheld()).cloned().collect()
}

/// The sources and statements that stay: a statement goes with its source, an inner record with its statement.
struct Kept<'a> {
    sources: BTreeMap<SourceId, &'a Source>,
    statements: BTreeMap<&'a StatementId, &'a Statement>,
    order: Vec<&'a StatementId>,
    questions: BTreeSet<&'a str>,
    /// Parties that may not be shown, and may not be pointed to either.
    unseen: BTreeSet<&'a str>,
}

impl<'a> Kept<'a> {
    fn of(snapshot: &'a Snapshot) -> Self {
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
            unseen: snapshot.people.iter().filter(|p| p.is_withheld()).map(|p| p.id.as_str()).collect(),
            sources,
        }
    }

    fn has(&self, id: &StatementId) -> bool {
        self.statements.contains_key(id)
    }

    fn statements(&self) -> impl Iterator<Item = &'a Statement> {
        self.order.iter().map(|id| self.statements[id])
    }

    fn has_answer(&self, answer: &Answer) -> bool {
        answer.statement_id.as_ref().is_some_and(|id| self.has(id))
            && answer.question_id.as_ref().is_some_and(|id| self.questions.contains(id.as_str()))
    }

    /// Rows whose question is shown and whose inner population somebody shown answers for. Notes are the coders' own.
    fn populations(&self, snapshot: &Snapshot) -> Vec<Population> {
        let is_answered = |row: &&Population| {
            let of = |answer: &&Answer| answer.question_id == row.question_id && answer.population == row.population;
            snapshot.answers.iter().filter(of).any(|answer| self.has_answer(answer))
        };
        let bare = |row: &Population| Population { note: None, other: Default::default(), ..row.clone() };
        snapshot.populations.iter().filter(is_answered).map(bare).collect()
    }

    fn has_both(&self, dependence: &Dependence) -> bool {
        [&dependence.from_statement, &dependence.to_statement]
            .iter()
            .all(|id| id.as_ref().is_some_and(|id| self.has(id)))
    }

    fn only_kept(&self, ids: &mut Vec<StatementId>) {
        ids.retain(|id| self.has(id));
    }

    fn sessions(&self, snapshot: &Snapshot) -> Vec<Session> {
        let mut sessions = shown(&snapshot.sessions);
        sessions.retain(|session| session.source_id.as_ref().is_none_or(|id| self.sources.contains_key(id)));
        sessions.iter_mut().for_each(|session| self.only_kept(&mut session.statement_ids));
        sessions
    }

    fn people(&self, snapshot: &Snapshot) -> Vec<Person> {
        let mut people = shown(&snapshot.people);
        people.iter_mut().for_each(|party| party.belongs_to.retain(|id| !self.unseen.contains(id.as_str())));
        people
    }

    fn messages(&self, snapshot: &Snapshot) -> Vec<Message> {
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

    fn findings(&self, snapshot: &Snapshot) -> Vec<Finding> {
        let mut findings = shown(&snapshot.findings);
        findings.retain(|finding| finding.question_id.as_ref().is_some_and(|id| self.questions.contains(id.as_str())));
        for finding in &mut findings {
            self.only_kept(&mut finding.for_statements);
            self.only_kept(&mut finding.against_statements);
        }
        findings
    }

    /// What became of statements after findings that stay cite them; those that may not be shown are not named.
    fn stale(&self, snapshot: &Snapshot) -> BTreeMap<String, Vec<StaleMark>> {
        let mut stale = crate::stale::stale(snapshot);
        for mark in stale.values_mut().flatten() {
            mark.statement = mark.statement.take().filter(|id| self.has(id));
            mark.entry = mark.entry.filter(|_| mark.statement.is_some());
        }
        stale
    }

    fn prompts(&self, snapshot: &Snapshot) -> Vec<Prompt> {
        let mut prompts: Vec<Prompt> = snapshot.prompts.iter().filter(|prompt| self.has(&prompt.id)).cloned().collect();
        for prompt in &mut prompts {
            self.only_kept(&mut prompt.support);
            self.only_kept(&mut prompt.differ);
            self.only_kept(&mut prompt.about_other);
        }
        prompts
    }

    fn cleared_statement(&self, statement: &Statement) -> ClearedStatement {
        let source = statement.source.as_ref().and_then(|id| self.sources.get(id));
        let link = source.filter(|_| statement.public_link == Some(true)).and_then(|source| link_of(source));
        let doubt = source.filter(|source| source.doubtful == Some(true));
        let note = doubt.and_then(|source| source.access_note.clone().or_else(|| source.access_and_limits.clone()));
        let mut statement = statement.clone();
        statement.speaker_id = statement.speaker_id.take().filter(|id| !self.unseen.contains(id.as_str()));
        statement.knows_from_ids.retain(|id| !self.unseen.contains(id.as_str()));
        ClearedStatement { statement, link, source_note: note }
    }
}

/// The one address of a source that a reader may be sent to: both rules must allow it.
fn link_of(source: &Source) -> Option<String> {
    let allowed = source.public_link == Some(true) && source.link_rule.as_deref() == Some("link");
    source.urls.first().filter(|_| allowed).filter(|url| is_web(url)).cloned()
}

fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn cleared_source(source: &Source) -> ClearedSource {
    let link = link_of(source);
    let source = Source { urls: Vec::new(), public_url: None, ..source.clone() };
    ClearedSource { source, link }
}

fn cleared_media(mut media: Media) -> Media {
    let allowed = media.public_link == Some(true)
        && media.link_is_makers == Some(true)
        && media.rule.as_deref().is_some_and(|rule| rule.starts_with("link-only"));
    media.urls.retain(|url| allowed && is_web(url));
    media.urls.truncate(1);
    media
}

/// Addresses noted in passing, which no rule has allowed.
fn strip_addresses(input: &mut DossierInput) {
    input.events.iter_mut().for_each(|event| event.source_url = None);
    for part in &mut input.scene_parts {
        part.source_url = None;
        part.source = part.source.take().map(|text| without_addresses(&text));
    }
    for media in &mut input.media {
        media.source = media.source.take().map(|text| without_addresses(&text));
    }
}

fn without_addresses(text: &str) -> String {
    let words = text.split_whitespace().filter(|word| !word.contains("://"));
    words.collect::<Vec<_>>().join(" ").trim_matches([' ', ',', ';']).to_owned()
}

fn strip_unknown(input: &mut DossierInput) {
    input.sources.iter_mut().for_each(|cleared| cleared.source.forget_unknown());
    input.statements.iter_mut().for_each(|cleared| cleared.statement.forget_unknown());
    forget_all(&mut input.answers);
    forget_all(&mut input.people);
    forget_all(&mut input.questions);
    forget_all(&mut input.sessions);
    forget_all(&mut input.media);
    forget_all(&mut input.spans);
    forget_all(&mut input.places);
    forget_all(&mut input.scene_parts);
    forget_all(&mut input.events);
    forget_all(&mut input.messages);
    forget_all(&mut input.dependences);
    forget_all(&mut input.findings);
    forget_all(&mut input.prompts);
    forget_all(&mut input.accounts);
}

fn forget_all<T: Withholdable>(records: &mut [T]) {
    records.iter_mut().for_each(Withholdable::forget_unknown);
}

/// The settings without what this version does not know.
fn public_settings(settings: &CaseSettings) -> CaseSettings {
    let mut settings = settings.clone();
    settings.forget_unknown();
    settings
}

/// Translations of records that are shown, and of labels.
fn kept_translations(snapshot: &Snapshot, input: &DossierInput) -> Vec<Translation> {
    let mut kept = shown(&snapshot.translations);
    let ids = shown_ids(input);
    kept.retain(|translation| {
        let (Some(kind), Some(id)) = (translation.of_kind.as_deref(), translation.of_id.as_ref()) else { return false };
        Kind::from_name(kind).is_none_or(|kind| ids.contains(&(kind, id.as_str())))
    });
    kept.iter_mut().for_each(Withholdable::forget_unknown);
    kept
}

/// Kind and handle of every record that is shown.
pub(crate) fn shown_ids(input: &DossierInput) -> BTreeSet<(Kind, &str)> {
    let mut ids = BTreeSet::new();
    ids.extend(input.sources.iter().map(|cleared| (Kind::Source, cleared.source.id.as_str())));
    ids.extend(input.statements.iter().map(|cleared| (Kind::Statement, cleared.statement.id.as_str())));
    ids.extend(input.answers.iter().map(|record| (Kind::Answer, record.id.as_str())));
    ids.extend(input.people.iter().map(|record| (Kind::Person, record.id.as_str())));
    ids.extend(input.questions.iter().map(|record| (Kind::Question, record.id.as_str())));
    ids.extend(input.sessions.iter().map(|record| (Kind::Session, record.id.as_str())));
    ids.extend(input.media.iter().map(|record| (Kind::Media, record.id.as_str())));
    ids.extend(input.places.iter().map(|record| (Kind::Place, record.id.as_str())));
    ids.extend(input.scene_parts.iter().map(|record| (Kind::ScenePart, record.id.as_str())));
    ids.extend(input.events.iter().map(|record| (Kind::Event, record.id.as_str())));
    ids.extend(input.messages.iter().map(|record| (Kind::Message, record.id.as_str())));
    ids.extend(input.dependences.iter().map(|record| (Kind::Dependence, record.id.as_str())));
    ids.extend(input.findings.iter().map(|record| (Kind::Finding, record.id.as_str())));
    ids.extend(input.prompts.iter().map(|record| (Kind::Prompt, record.id.as_str())));
    ids.extend(input.accounts.iter().map(|record| (Kind::Account, record.id.as_str())));
    ids.extend(input.spans.iter().map(|record| (Kind::Span, record.id.as_str())));
    ids.extend(input.translations.iter().map(|record| (Kind::Translation, record.id.as_str())));
    ids
}
