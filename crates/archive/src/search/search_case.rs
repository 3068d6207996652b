//! The question *search*: words over everything the case holds as text. The index itself is in the ledger's room, what a
//! document is in `search_documents`.

use crate::Archive;
use crate::error::ArchiveError;
use crate::search::search_documents::Library;
use crate::snapshot::Snapshot;
use firsthand_ledger::EntryState;
use firsthand_ledger::search::{NameBook, Query, SearchIndex};
use firsthand_model::Kind;
use serde::Serialize;
use std::collections::BTreeSet;

/// What is wanted of a search; docs/formats/search.md has the grammar of queries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Search<'a> {
    /// The query as typed.
    pub query: &'a str,
    /// How many hits are wanted.
    pub limit: usize,
    /// How many hits before those are passed over.
    pub offset: usize,
    /// Whether what was said last comes first; otherwise the best.
    pub newest_first: bool,
    /// Whether facets are counted.
    pub with_facets: bool,
    /// Whether registered names are words like any other.
    pub without_names: bool,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    /// The query as given.
    pub query: String,
    /// The ledger position that the index has.
    pub position: u64,
    /// How many documents match.
    pub total: u64,
    /// How many of them stand before the first hit here.
    pub offset: usize,
    /// Those wanted, in the order asked for.
    pub hits: Vec<Hit>,
    /// How many of all matching documents have each value; empty if not asked for.
    pub facets: Vec<Facet>,
    /// What of the query could not be read, in sentences.
    pub notes: Vec<String>,
}

/// A facet: the filter that narrows, and its values with how many documents have them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Facet {
    /// The filter's name.
    pub filter: String,
    /// Values and numbers of documents, most first.
    pub values: Vec<(String, u64)>,
}

/// One document that matches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// What it is: its kind's name, or for what readers made `transcript`, `page`, `text`, `description` or `file`.
    pub kind: String,
    /// Its handle.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who speaks, if somebody does.
    pub speaker: Option<String>,
    /// The source in which it stands.
    pub source: Option<String>,
    /// Whether it stands in a file that no source names, so that no statement can be drawn from it yet.
    pub is_unsourced: bool,
    /// The day on which it was said or printed.
    pub said: Option<String>,
    /// Where it starts in its recording, if in one.
    pub start_ms: Option<i64>,
    /// Where it stands in its source.
    pub locator: Option<String>,
    /// The number of the ledger's entry in which it stands.
    pub entry: Option<u64>,
    /// The text, or the part of it that matches.
    pub text: String,
    /// Where matches begin and end in that text, in bytes.
    pub marks: Vec<(usize, usize)>,
}

/// The index of a case, open, with the names that are registered: for more than one search.
pub struct Searcher {
    index: SearchIndex,
    names: NameBook,
    offset_minutes: i32,
}

impl Searcher {
    /// Searches the case as it was when this was opened.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn search(&self, search: Search<'_>) -> Result<Found, ArchiveError> {
        let Searcher { index, names, offset_minutes } = self;
        let found = index.search(&Query {
            offset: search.offset,
            newest_first: search.newest_first,
            with_facets: search.with_facets,
            names: Some(names).filter(|_| !search.without_names),
            offset_minutes: *offset_minutes,
            ..Query::new(search.query, search.limit, names)
        })?;
        let facet = |counts: firsthand_ledger::search::FacetCounts| Facet {
            filter: counts.facet.to_owned(),
            values: counts.values,
        };
        Ok(Found {
            query: search.query.to_owned(),
            position: found.position,
            total: found.total,
            offset: search.offset,
            hits: found.hits.into_iter().map(|hit| shown(hit, *offset_minutes)).collect(),
            facets: found.facets.into_iter().map(facet).collect(),
            notes: found.notes,
        })
    }
}

impl Archive {
    /// Searches the case.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn search(&self, search: Search<'_>) -> Result<Found, ArchiveError> {
        self.searcher()?.search(search)
    }

    /// The case's index, open at the case's position.
    ///
    /// # Errors
    /// When the index can neither be read nor made.
    pub fn searcher(&self) -> Result<Searcher, ArchiveError> {
        let (index, position) = (SearchIndex::open(&self.dir)?, self.tables.position()?);
        let snapshot = match &index {
            // Registered names and the case's clock are all that searching asks of the records.
            Some(index) if index.position() == position => {
                Snapshot::of_kinds(&self.tables, &[Kind::Case, Kind::Person, Kind::Place])?
            }
            _ => self.snapshot()?,
        };
        let names = name_book(&snapshot);
        let index = self.brought_up(index, &snapshot, &names)?;
        Ok(Searcher { index, names, offset_minutes: snapshot.offset_minutes() })
    }

    /// The index at the case's position: as it is, with what was added since, or made anew.
    fn brought_up(
        &self,
        index: Option<SearchIndex>,
        snapshot: &Snapshot,
        names: &NameBook,
    ) -> Result<SearchIndex, ArchiveError> {
        let position = self.tables.position()?;
        let behind = match index {
            Some(index) if index.position() == position => return Ok(index),
            index => index.map(|index| index.position()),
        };
        let library = Library::new(snapshot, &self.vault);
        let added = match behind {
            Some(behind) => self.added_since(behind, snapshot)?,
            None => None,
        };
        if let Some(added) = added {
            let documents = library.accepted(|entity| added.contains(entity));
            if let Some(index) = SearchIndex::add(&self.dir, documents, names, position)? {
                return Ok(index);
            }
        }
        Ok(SearchIndex::rebuild(&self.dir, library.documents(), names, position)?)
    }

    /// Objects that were accepted since a position, by entity id, if nothing else happened that a document could show.
    fn added_since(&self, position: u64, snapshot: &Snapshot) -> Result<Option<BTreeSet<String>>, ArchiveError> {
        let mut added = BTreeSet::new();
        for entry in self.log.entries_from(position) {
            let EntryState::Live(payload) = entry?.state else { return Ok(None) };
            match Kind::from_name(&payload.kind) {
                Some(Kind::Receipt | Kind::Edition | Kind::Key) => {}
                Some(Kind::Original) if payload.revision == 1 => {}
                Some(Kind::Accepted) if payload.revision == 1 => drop(added.insert(payload.entity)),
                _ => return Ok(None),
            }
        }
        let of = |entity: &String| snapshot.accepted.get(entity).map(|one| (&one.original, &one.reader));
        let new: BTreeSet<_> = added.iter().filter_map(of).collect();
        let replaces = |(entity, record): (&String, &firsthand_model::AcceptedRecord)| {
            !added.contains(entity) && new.contains(&(&record.original, &record.reader))
        };
        Ok((!snapshot.accepted.iter().any(replaces)).then_some(added))
    }

    /// Brings the index to the case's position, where it is not there.
    pub(crate) fn refresh_index(&self) -> Result<(), ArchiveError> {
        let (index, position) = (SearchIndex::open(&self.dir)?, self.tables.position()?);
        if index.as_ref().is_some_and(|index| index.position() == position) {
            return Ok(());
        }
        let snapshot = self.snapshot()?;
        self.brought_up(index, &snapshot, &name_book(&snapshot)).map(drop)
    }
}

fn shown(hit: firsthand_ledger::search::Hit, offset_minutes: i32) -> Hit {
    Hit {
        is_unsourced: hit.kind == Kind::Accepted && hit.source.is_none(),
        kind: hit.shape,
        id: hit.id,
        title: hit.title,
        speaker: hit.speaker,
        source: hit.source,
        said: hit.said_ms.and_then(|ms| day(ms, offset_minutes)),
        start_ms: hit.start_ms,
        locator: hit.locator,
        entry: hit.entry,
        text: hit.text,
        marks: hit.marks,
    }
}

/// The day of an instant by the case's clock.
fn day(ms: i64, offset_minutes: i32) -> Option<String> {
    let offset = jiff::tz::Offset::from_seconds(offset_minutes.checked_mul(60)?).ok()?;
    let instant = jiff::Timestamp::from_millisecond(ms).ok()?;
    Some(offset.to_datetime(instant).date().to_string())
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
