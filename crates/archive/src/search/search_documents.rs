//! Every text of a case as a document for the search index: what it says, and what filters and results want to know of it.
//! What readers made of an original is cut into documents in `object_documents`.

use crate::accepted::Accepted;
use crate::search::object_documents::{TURN, object_documents};
use crate::snapshot::Snapshot;
use firsthand_ledger::search::{PART, SearchDoc};
use firsthand_model::edtf::Edtf;
use firsthand_model::{AcceptedRecord, Kind, OriginalRecord, Person, Session, Source, Statement};
use firsthand_vault::Vault;
use std::collections::{BTreeMap, BTreeSet};

/// The records that documents are made from, by what they are looked up by.
pub(crate) struct Library<'a> {
    snapshot: &'a Snapshot,
    vault: &'a Vault,
    sources: BTreeMap<&'a str, &'a Source>,
    people: BTreeMap<&'a str, &'a Person>,
    questions: BTreeMap<&'a str, BTreeSet<&'a str>>,
    of_statement: BTreeMap<&'a str, Vec<&'a Session>>,
    of_source: BTreeMap<&'a str, Vec<&'a Session>>,
    originals: BTreeMap<&'a str, &'a OriginalRecord>,
    offset_minutes: i32,
}

impl<'a> Library<'a> {
    pub(crate) fn new(snapshot: &'a Snapshot, vault: &'a Vault) -> Library<'a> {
        let mut library = Library {
            snapshot,
            vault,
            sources: snapshot.sources.iter().map(|source| (source.id.as_str(), source)).collect(),
            people: snapshot.people.iter().map(|person| (person.id.as_str(), person)).collect(),
            questions: BTreeMap::new(),
            of_statement: BTreeMap::new(),
            of_source: BTreeMap::new(),
            originals: BTreeMap::new(),
            offset_minutes: snapshot.offset_minutes(),
        };
        for answer in &snapshot.answers {
            if let (Some(statement), Some(question)) = (&answer.statement_id, &answer.question_id) {
                library.questions.entry(statement.as_str()).or_default().insert(question.as_str());
            }
        }
        for session in &snapshot.sessions {
            let ids = session.statement_ids.iter().map(|id| id.as_str());
            ids.for_each(|id| library.of_statement.entry(id).or_default().push(session));
            let source = session.source_id.iter().map(|id| id.as_str());
            source.for_each(|id| library.of_source.entry(id).or_default().push(session));
        }
        let digests = snapshot.originals.values().filter_map(|original| Some((original.sha256.as_deref()?, original)));
        library.originals.extend(digests);
        library
    }

    /// Every document, in order of kind and handle. What readers made is read object by object, as documents are taken.
    pub(crate) fn documents(&self) -> impl Iterator<Item = SearchDoc> {
        self.records().into_iter().chain(self.accepted(|_| true))
    }

    fn records(&self) -> Vec<SearchDoc> {
        let snapshot = self.snapshot;
        let mut documents: Vec<SearchDoc> = Vec::new();
        documents.extend(snapshot.statements.iter().map(|statement| self.statement(statement)));
        documents.extend(snapshot.sources.iter().map(|source| SearchDoc {
            source: Some(source.id.to_string()),
            source_names: source.author_or_body.iter().cloned().collect(),
            language: source.langs.first().cloned(),
            said: self.span(source.date_edtf.as_deref()),
            ..self.record(
                Kind::Source,
                source.id.as_str(),
                source.what.as_deref(),
                [&source.author_or_body, &source.kind, &source.access_note],
            )
        }));
        documents.extend(snapshot.questions.iter().map(|question| SearchDoc {
            questions: vec![question.id.to_string()],
            ..self.record(Kind::Question, question.id.as_str(), question.question.as_deref(), [&question.note])
        }));
        documents.extend(snapshot.people.iter().map(|person| {
            self.record(Kind::Person, person.id.as_str(), person.name.as_deref(), [&person.role, &person.leaning])
        }));
        documents.extend(snapshot.sessions.iter().map(|session| SearchDoc {
            source: session.source_id.as_ref().map(ToString::to_string),
            sessions: vec![session.id.to_string()],
            said: self.span(session.date.as_deref()),
            ..self.record(
                Kind::Session,
                session.id.as_str(),
                session.kind.as_deref(),
                [&session.place, &session.interviewer, &session.interpreter, &session.circumstances, &session.note],
            )
        }));
        documents.extend(self.scene());
        documents.extend(self.of_judgment());
        documents.extend(self.of_reasons());
        documents
    }

    /// Events, places, parts of the scene, messages and media.
    fn scene(&self) -> Vec<SearchDoc> {
        let snapshot = self.snapshot;
        let mut documents: Vec<SearchDoc> = Vec::new();
        documents.extend(snapshot.events.iter().map(|event| SearchDoc {
            about: self.between(event.earliest.as_deref(), event.latest.as_deref()),
            ..self.record(Kind::Event, event.id.as_str(), event.event.as_deref(), [&event.place])
        }));
        documents.extend(
            snapshot
                .places
                .iter()
                .map(|place| self.record(Kind::Place, place.id.as_str(), place.place.as_deref(), [&place.status])),
        );
        documents.extend(snapshot.scene_parts.iter().map(|part| {
            self.record(Kind::ScenePart, part.id.as_str(), part.part.as_deref(), [&part.what_a_public_source_says])
        }));
        documents.extend(snapshot.messages.iter().map(|message| SearchDoc {
            about: self.between(message.earliest.as_deref(), message.latest.as_deref()),
            ..self.record(
                Kind::Message,
                message.id.as_str(),
                message.content.as_deref(),
                [&message.from, &message.carrier, &message.to, &message.reply, &message.note],
            )
        }));
        documents.extend(snapshot.media.iter().map(|item| {
            self.record(Kind::Media, item.id.as_str(), item.title.as_deref(), [&item.maker, &item.who_appears])
        }));
        documents
    }

    /// Findings, the prompt, translations and accounts.
    fn of_judgment(&self) -> Vec<SearchDoc> {
        let snapshot = self.snapshot;
        let mut documents: Vec<SearchDoc> = Vec::new();
        documents.extend(snapshot.findings.iter().map(|finding| SearchDoc {
            questions: finding.question_id.iter().map(ToString::to_string).collect(),
            ..self.record(
                Kind::Finding,
                finding.id.as_str(),
                finding.headline.as_deref(),
                [&finding.for_text, &finding.against_text, &finding.dissent, &finding.would_change],
            )
        }));
        documents.extend(snapshot.prompts.iter().map(|prompt| SearchDoc {
            questions: prompt.question_id.iter().map(ToString::to_string).collect(),
            ..self.record(Kind::Prompt, prompt.id.as_str(), None, [&prompt.sources_say])
        }));
        documents.extend(snapshot.translations.iter().map(|translation| SearchDoc {
            language: translation.lang.clone(),
            ..self.record(
                Kind::Translation,
                translation.id.as_str(),
                translation.of_id.as_ref().map(|id| id.as_str()),
                [&translation.text],
            )
        }));
        documents.extend(snapshot.accounts.iter().map(|account| SearchDoc {
            language: Some(account.lang.clone()),
            ..self.record(Kind::Account, &account.id, Some(&account.title), [&Some(account.markdown.clone())])
        }));
        documents
    }

    /// Why persons judged so, what they recorded as acts, how originals came here and what was found of them. What coders note is not here: each is to code without it.
    fn of_reasons(&self) -> Vec<SearchDoc> {
        let snapshot = self.snapshot;
        let mut documents: Vec<SearchDoc> = Vec::new();
        documents.extend(snapshot.dependences.iter().map(|dependence| {
            self.record(Kind::Dependence, dependence.id.as_str(), None, [&dependence.reason, &dependence.certainty])
        }));
        documents.extend(snapshot.bearings.iter().map(|bearing| SearchDoc {
            questions: bearing.question_id.iter().map(ToString::to_string).collect(),
            ..self.record(Kind::Bearing, bearing.id.as_str(), None, [&bearing.reason])
        }));
        documents.extend(snapshot.grades.iter().map(|grade| SearchDoc {
            source: grade.source_id.as_ref().map(ToString::to_string),
            ..self.record(Kind::Grade, grade.id.as_str(), grade.topic.as_deref(), [&grade.reason])
        }));
        documents.extend(snapshot.examinations.iter().map(|look| SearchDoc {
            source: look.source_id.as_ref().map(ToString::to_string),
            ..self.record(Kind::Examination, look.id.as_str(), None, [&look.method, &look.result])
        }));
        documents.extend(snapshot.custody.iter().map(|row| SearchDoc {
            source: row.source_id.as_ref().map(ToString::to_string),
            ..self.record(
                Kind::Custody,
                row.id.as_str(),
                None,
                [&row.giver, &row.receiver, &row.place, &row.purpose, &row.method, &row.unknown_why, &row.note],
            )
        }));
        documents.extend(snapshot.acts.iter().map(|act| SearchDoc {
            about: self.span(act.time.as_deref()),
            ..self.record(Kind::Act, act.id.as_str(), act.r#type.as_deref(), [&act.victim, &act.note])
        }));
        documents
    }

    fn record<const N: usize>(
        &self,
        kind: Kind,
        id: &str,
        title: Option<&str>,
        texts: [&Option<String>; N],
    ) -> SearchDoc {
        let entry = self.snapshot.entries.get(&(kind, id.to_owned())).map(|entry| entry.seq);
        SearchDoc { entry, ..document(kind, id, title, texts) }
    }

    fn statement(&self, statement: &Statement) -> SearchDoc {
        let Statement { claim, quote, certainty_word, circumstances_note, speaker, .. } = statement;
        let id = statement.id.as_str();
        let person = statement.speaker_id.as_ref().and_then(|id| self.people.get(id.as_str()));
        let source = statement.source.as_ref().and_then(|id| self.sources.get(id.as_str()));
        let sessions = self.of_statement.get(id).into_iter().flatten();
        let mut questions: BTreeSet<&str> = self.questions.get(id).cloned().unwrap_or_default();
        questions.extend(statement.question.as_ref().map(|id| id.as_str()));
        SearchDoc {
            title: claim.as_deref().unwrap_or_default().into(),
            speaker: speaker.clone(),
            speaker_names: person.map(|person| names_of(person)).unwrap_or_default(),
            role: person.and_then(|person| person.role.clone()),
            sessions: sessions.clone().map(|session| session.id.to_string()).collect(),
            session_kinds: sessions.filter_map(|session| session.kind.clone()).collect(),
            language: statement.quote_lang.clone().or_else(|| source.and_then(|source| source.langs.first().cloned())),
            said: self.span(statement.stated_edtf.as_deref()),
            about: self.span(statement.about_time.as_deref()),
            questions: questions.into_iter().map(str::to_owned).collect(),
            locator: statement.locator.clone(),
            entities: statement.speaker_id.iter().map(ToString::to_string).collect(),
            source: source.map(|source| source.id.to_string()),
            source_names: source.map(|source| names_of_source(source)).unwrap_or_default(),
            ..self.record(Kind::Statement, id, None, [claim, quote, certainty_word, circumstances_note, speaker])
        }
    }

    /// What readers made of originals, from the objects that were accepted and never from the originals themselves, as far
    /// as they are wanted.
    pub(crate) fn accepted(&self, is_wanted: impl Fn(&str) -> bool) -> impl Iterator<Item = SearchDoc> {
        let names = self.snapshot.names_of_originals();
        let wanted = self.snapshot.last_accepted_entities().filter(move |(entity, _)| is_wanted(entity));
        wanted.flat_map(move |(entity, record)| match names.get(record.original.as_str()) {
            Some(id) => self.of_object(id, entity, record),
            None => Vec::new(),
        })
    }

    fn of_object(&self, id: &str, entity: &str, record: &AcceptedRecord) -> Vec<SearchDoc> {
        let Some(mut object) = Accepted::read(self.vault, record) else { return Vec::new() };
        let source = self.originals.get(record.original.as_str()).and_then(|original| original.source.as_deref());
        object.transcript = object.transcript.map(|read| self.snapshot.corrected(id, read));
        let entry = self.snapshot.accepted_entries.get(entity).copied();
        let mut documents = object_documents(id, object);
        for (ordinal, document) in (0..).zip(&mut documents) {
            (document.ordinal, document.entry) = (ordinal, entry);
            self.place_in_source(source, document);
            self.give_voice(source, document);
        }
        documents
    }

    /// Gives a document the source of its original, that source's sessions, and when it was said.
    fn place_in_source(&self, source: Option<&str>, document: &mut SearchDoc) {
        let Some(source) = source.and_then(|id| self.sources.get(id).copied()) else { return };
        let sessions = self.of_source.get(source.id.as_str()).map_or(&[][..], Vec::as_slice);
        let session_date = sessions.first().and_then(|session| session.date.as_deref());
        document.sessions = sessions.iter().map(|session| session.id.to_string()).collect();
        document.session_kinds = sessions.iter().filter_map(|session| session.kind.clone()).collect();
        document.said =
            document.said.or_else(|| self.span(session_date)).or_else(|| self.span(source.date_edtf.as_deref()));
        document.language = document.language.take().or_else(|| source.langs.first().cloned());
        document.source = Some(source.id.to_string());
        document.source_names = names_of_source(source);
        if document.shape == Some(TURN) {
            document.recorded = self.recorded(source).map(|of| of.id.to_string()).collect();
            document.source_names.extend(self.recorded(source).flat_map(names_of_source));
        }
    }

    /// What a transcript's source says it is a transcript of: its turns are asked for by that too.
    fn recorded(&self, transcript: &Source) -> impl Iterator<Item = &'a Source> {
        transcript.depends_on.iter().filter_map(|id| self.sources.get(id.as_str()).copied())
    }

    /// Gives the document of a turn whoever its speaker's spelling is by decision.
    fn give_voice(&self, source: Option<&str>, document: &mut SearchDoc) {
        let voice = document.speaker.as_deref().and_then(|spelling| self.snapshot.voice_of(source, spelling));
        let Some(voice) = voice else { return };
        let person = voice.person_id.as_ref().and_then(|id| self.people.get(id.as_str()));
        let names = person.map(|person| names_of(person)).unwrap_or_default();
        document.speaker_names = self.snapshot.voice_label(voice).into_iter().chain(names).collect();
        document.role = person.and_then(|person| person.role.clone());
        document.entities = voice.person_id.iter().map(ToString::to_string).collect();
    }

    /// First and last millisecond of an EDTF text; none if an end is open.
    fn span(&self, text: Option<&str>) -> Option<(i64, i64)> {
        text?.parse::<Edtf>().ok()?.span(self.offset_minutes).limits_ms()
    }

    fn between(&self, earliest: Option<&str>, latest: Option<&str>) -> Option<(i64, i64)> {
        let (first, last) = (self.span(earliest.or(latest))?, self.span(latest.or(earliest))?);
        Some((first.0, last.1))
    }
}

fn names_of(person: &Person) -> Vec<String> {
    [person.id.to_string()].into_iter().chain(person.name.clone()).chain(person.other_names.iter().cloned()).collect()
}

/// What else a source is found by: title and author.
fn names_of_source(source: &Source) -> Vec<String> {
    source.what.iter().chain(&source.author_or_body).cloned().collect()
}

/// A document of these texts, each a part of its own, the title first, which is the handle where there is none.
pub(crate) fn document<const N: usize>(
    kind: Kind,
    id: &str,
    title: Option<&str>,
    texts: [&Option<String>; N],
) -> SearchDoc {
    let texts = title.into_iter().chain(texts.iter().filter_map(|text| text.as_deref()));
    SearchDoc {
        kind,
        id: id.into(),
        title: title.unwrap_or(id).into(),
        text: texts.collect::<Vec<_>>().join(&PART.to_string()),
        ..SearchDoc::default()
    }
}
