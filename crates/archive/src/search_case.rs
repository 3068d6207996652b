//! The question *search*: words over everything the case holds as text. The index itself is in the ledger's room.

use crate::Archive;
use crate::accepted::Accepted;
use crate::error::ArchiveError;
use crate::snapshot::Snapshot;
use firsthand_ledger::search::{NameBook, Query, SearchDoc, SearchIndex};
use firsthand_model::pages::{Page, PageText};
use firsthand_model::transcript::CueKind;
use firsthand_model::{AcceptedRecord, Kind, MediaDescription, PagedText, Statement, Transcript};
use firsthand_vault::Vault;
use serde::Serialize;
use std::collections::BTreeMap;

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    /// The query as given.
    pub query: String,
    /// The ledger position that the index has.
    pub position: u64,
    /// How many documents match.
    pub total: u64,
    /// The best of them, best first.
    pub hits: Vec<Hit>,
}

/// One document that matches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// What it is.
    pub kind: String,
    /// Its handle.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who speaks, if somebody does.
    pub speaker: Option<String>,
    /// Where it starts in its recording, if in one.
    pub start_ms: Option<i64>,
    /// Where it stands in its source.
    pub locator: Option<String>,
    /// The text, or the part of it that matches.
    pub text: String,
}

impl Archive {
    /// Searches the case.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn search(&self, text: &str, limit: usize) -> Result<Found, ArchiveError> {
        let snapshot = self.snapshot()?;
        let names = name_book(&snapshot);
        let index = self.search_index(&snapshot, &names)?;
        let found = index.search(&Query { text, limit, names: &names })?;
        let hits = found.hits.into_iter().map(|hit| Hit {
            kind: hit.kind.to_string(),
            id: hit.id,
            title: hit.title,
            speaker: hit.speaker,
            start_ms: hit.start_ms,
            locator: hit.locator,
            text: hit.text,
        });
        Ok(Found { query: text.to_owned(), position: found.position, total: found.total, hits: hits.collect() })
    }

    /// The index at the case's position; one that is behind, damaged or of another version is made again.
    fn search_index(&self, snapshot: &Snapshot, names: &NameBook) -> Result<SearchIndex, ArchiveError> {
        let position = self.tables.position()?;
        match SearchIndex::open(&self.dir)? {
            Some(index) if index.position() == position => Ok(index),
            _ => Ok(SearchIndex::rebuild(&self.dir, documents(snapshot, &self.vault), names, position)?),
        }
    }

    /// Brings the index to the case's position.
    pub(crate) fn refresh_index(&self) -> Result<(), ArchiveError> {
        let snapshot = self.snapshot()?;
        self.search_index(&snapshot, &name_book(&snapshot)).map(drop)
    }
}

/// Registered written forms of persons and places, which no stemmer may touch.
pub(crate) fn name_book(snapshot: &Snapshot) -> NameBook {
    let mut names = NameBook::default();
    for person in &snapshot.people {
        for form in person.name.iter().chain(&person.other_names) {
            names.add(form, person.id.as_str());
        }
    }
    for place in &snapshot.places {
        for form in place.place.iter().chain(&place.other_names) {
            names.add(form, place.id.as_str());
        }
    }
    names
}

/// Every text of the case as a document, in order of kind and handle.
fn documents(snapshot: &Snapshot, vault: &Vault) -> Vec<SearchDoc> {
    let mut documents: Vec<SearchDoc> = Vec::new();
    documents.extend(snapshot.statements.iter().map(statement_document));
    documents.extend(snapshot.sources.iter().map(|s| {
        document(Kind::Source, s.id.as_str(), s.what.as_deref(), [&s.author_or_body, &s.kind, &s.access_note])
    }));
    documents.extend(
        snapshot.questions.iter().map(|q| document(Kind::Question, q.id.as_str(), q.question.as_deref(), [&q.note])),
    );
    documents.extend(
        snapshot.people.iter().map(|p| document(Kind::Person, p.id.as_str(), p.name.as_deref(), [&p.role, &p.leaning])),
    );
    documents
        .extend(snapshot.events.iter().map(|e| document(Kind::Event, e.id.as_str(), e.event.as_deref(), [&e.place])));
    documents
        .extend(snapshot.places.iter().map(|p| document(Kind::Place, p.id.as_str(), p.place.as_deref(), [&p.status])));
    documents.extend(
        snapshot
            .scene_parts
            .iter()
            .map(|p| document(Kind::ScenePart, p.id.as_str(), p.part.as_deref(), [&p.what_a_public_source_says])),
    );
    documents.extend(snapshot.messages.iter().map(|m| {
        document(Kind::Message, m.id.as_str(), m.content.as_deref(), [&m.from, &m.carrier, &m.to, &m.reply, &m.note])
    }));
    documents.extend(
        snapshot
            .media
            .iter()
            .map(|m| document(Kind::Media, m.id.as_str(), m.title.as_deref(), [&m.maker, &m.who_appears])),
    );
    documents.extend(snapshot.findings.iter().map(|f| {
        document(
            Kind::Finding,
            f.id.as_str(),
            f.headline.as_deref(),
            [&f.for_text, &f.against_text, &f.dissent, &f.would_change],
        )
    }));
    documents.extend(snapshot.prompts.iter().map(|p| document(Kind::Prompt, p.id.as_str(), None, [&p.sources_say])));
    documents.extend(
        snapshot
            .translations
            .iter()
            .map(|t| document(Kind::Translation, t.id.as_str(), t.of_id.as_ref().map(|id| id.as_str()), [&t.text])),
    );
    documents.extend(
        snapshot.accounts.iter().map(|account| {
            document(Kind::Account, &account.id, Some(&account.title), [&Some(account.markdown.clone())])
        }),
    );
    documents.extend(accepted_documents(snapshot, vault));
    documents
}

fn document<const N: usize>(kind: Kind, id: &str, title: Option<&str>, texts: [&Option<String>; N]) -> SearchDoc {
    let texts = title.into_iter().chain(texts.iter().filter_map(|text| text.as_deref()));
    SearchDoc {
        kind,
        id: id.to_owned(),
        title: title.unwrap_or(id).to_owned(),
        text: texts.collect::<Vec<_>>().join("\n"),
        ..SearchDoc::default()
    }
}

fn statement_document(statement: &Statement) -> SearchDoc {
    let Statement { claim, quote, certainty_word, circumstances_note, speaker, .. } = statement;
    SearchDoc {
        title: statement.claim.clone().unwrap_or_default(),
        speaker: statement.speaker.clone(),
        locator: statement.locator.clone(),
        entities: statement.speaker_id.iter().map(ToString::to_string).collect(),
        ..document(
            Kind::Statement,
            statement.id.as_str(),
            None,
            [claim, quote, certainty_word, circumstances_note, speaker],
        )
    }
}

/// What readers made of originals, from the objects that were accepted and never from the originals themselves.
/// Of one original each reader's last object counts: a later one was read with more tools, or by a newer version.
fn accepted_documents(snapshot: &Snapshot, vault: &Vault) -> Vec<SearchDoc> {
    let (names, mut documents) = (snapshot.names_of_originals(), Vec::new());
    let key = |record: &AcceptedRecord| (record.original.clone(), record.reader.clone());
    let last: BTreeMap<_, _> = snapshot.accepted.iter().map(|(entity, record)| (key(record), entity)).collect();
    for (entity, record) in &snapshot.accepted {
        let is_last = last.get(&key(record)).is_some_and(|last| *last == entity);
        let Some(id) = names.get(record.original.as_str()).filter(|_| is_last) else { continue };
        let Some(object) = Accepted::read(vault, record) else { continue };
        documents.extend(object_documents(id, &object));
        for member in &object.members {
            let inner = object_documents(id, &member.made).into_iter().chain([member_document(id, &member.path)]);
            documents.extend(inner.map(|document| within(&member.path, document)));
        }
    }
    documents
}

fn object_documents(id: &str, object: &Accepted) -> Vec<SearchDoc> {
    let mut documents: Vec<SearchDoc> = Vec::new();
    documents.extend(object.text.as_ref().map(|text| document(Kind::Accepted, id, Some(id), [&Some(text.clone())])));
    documents.extend(object.transcript.iter().flat_map(|transcript| turn_documents(id, transcript)));
    documents.extend(object.pages.iter().flat_map(|pages| page_documents(id, pages)));
    documents.extend(object.description.as_ref().map(|description| description_document(id, description)));
    documents
}

/// A document for each page that has words.
fn page_documents(id: &str, pages: &PagedText) -> Vec<SearchDoc> {
    let title = pages.title.as_deref().unwrap_or(id);
    let pages = pages.pages.iter().filter(|page| !page.lines.is_empty());
    let page = |page: &Page| SearchDoc {
        kind: Kind::Accepted,
        id: id.to_owned(),
        title: title.to_owned(),
        locator: Some(match page.text {
            PageText::MachineRead => format!("p. {}, read by machine", page.number),
            _ => format!("p. {}", page.number),
        }),
        text: page.words(),
        ..SearchDoc::default()
    };
    pages.map(page).collect()
}

/// The values that a file gives of itself, by their names.
fn description_document(id: &str, description: &MediaDescription) -> SearchDoc {
    let values = description.extra.iter().map(|(name, value)| format!("{name}: {value}"));
    let text = values.collect::<Vec<_>>().join("\n");
    SearchDoc { locator: Some("claimed by the file".into()), ..document(Kind::Accepted, id, Some(id), [&Some(text)]) }
}

/// A file inside an archive, by its name.
fn member_document(id: &str, path: &str) -> SearchDoc {
    let text = Some(path.to_owned());
    document(Kind::Accepted, id, None, [&text])
}

/// The same place within a file inside an archive.
fn within(path: &str, document: SearchDoc) -> SearchDoc {
    let locator = document.locator.iter().map(String::as_str);
    let locator = [path].into_iter().chain(locator).collect::<Vec<_>>().join(", ");
    SearchDoc { locator: Some(locator), ..document }
}

/// A turn goes on in a further document when it is longer than this, so that a hit is near the words and not an hour before.
const LONGEST_PASSAGE_BYTES: usize = 800;

/// A document for each turn, or part of a long one, with the time at which it begins.
fn turn_documents(id: &str, transcript: &Transcript) -> Vec<SearchDoc> {
    let mut documents: Vec<SearchDoc> = Vec::new();
    let mut is_open = false;
    for (index, cue) in transcript.cues.iter().enumerate() {
        let goes_on = is_open && cue.continues;
        match documents.last_mut().filter(|turn| goes_on && turn.text.len() < LONGEST_PASSAGE_BYTES) {
            Some(turn) => {
                turn.text.push('\n');
                turn.text.push_str(&cue.text);
            }
            None => documents.push(SearchDoc {
                kind: Kind::Accepted,
                id: id.to_owned(),
                title: transcript.title.clone().unwrap_or_else(|| id.to_owned()),
                speaker: transcript.speaker(cue).map(str::to_owned),
                locator: Some(format!("cue {}", index + 1)),
                start_ms: cue.start_ms,
                text: cue.text.clone(),
                ..SearchDoc::default()
            }),
        }
        is_open = cue.kind == CueKind::Speech;
    }
    documents
}
